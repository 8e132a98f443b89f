"""A text extracted from HTML and its source -> which stretches of the text stand in the source, and where."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.model import Segment

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SOURCE_TOKEN = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});|\w+|[^\w\s]")
_HIDDEN = re.compile(r"(script|style|noscript|template|title)\b", re.IGNORECASE)
_GRAM = 4  # tokens that must agree before a place is believed
_LONG = 15  # tokens; a match this long is believed wherever it is
_WINDOW = 3_000  # tokens; a shorter one only this near


class SourceToken(NamedTuple):
    """A word or mark a browser would show, and where it stands; ``verbatim`` is False for one spelled as an entity."""

    text: str
    at: int
    verbatim: bool


class Page(NamedTuple):
    """An HTML source and the words and marks a browser shows of it."""

    source: str
    tokens: Sequence[SourceToken]


def read_tokens(source: str) -> Page:
    """Find the words and marks of an HTML source that a browser shows, in one pass over the source."""
    tokens: list[SourceToken] = []
    for low, high in _visible_stretches(source):
        for match in _SOURCE_TOKEN.finditer(source, low, high):
            found = match[0]
            if len(found) > 1 and found[0] == "&":
                tokens += [SourceToken(part, match.start(), False) for part in _TOKEN.findall(html.unescape(found))]
            else:
                tokens.append(SourceToken(found, match.start(), True))
    return Page(source, tokens)


def _visible_stretches(source: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(source):
        tag = source.find("<", at)
        if tag < 0:
            yield at, len(source)
            return
        if tag > at:
            yield at, tag
        at = _behind_tag(source, tag)


def _behind_tag(source: str, tag: int) -> int:
    """Return the place behind a tag or comment, or behind the whole of an element that is not shown."""
    if source.startswith("<!--", tag):
        end = source.find("-->", tag + 4)
        return len(source) if end < 0 else end + 3
    if not (source[tag + 1 : tag + 2].isalpha() or source[tag + 1 : tag + 2] in "/!?"):
        return tag + 1  # a lone "<" is text
    end = source.find(">", tag)
    if end < 0:
        return len(source)
    hidden = _HIDDEN.match(source, tag + 1)
    if hidden is None or source[end - 1] == "/":
        return end + 1
    closing = re.compile(rf"</{hidden[1]}\s*>", re.IGNORECASE).search(source, end)
    return len(source) if closing is None else closing.end()


def align(text: str, page: Page) -> tuple[Segment, ...]:
    """Find the stretches of a text that stand verbatim in the source.

    Parameters
    ----------
    text : str
        What was extracted.
    page : Page
        The source and its visible tokens.

    Returns
    -------
    tuple[Segment, ...]
        In the order of the text; characters in none of them (entities, changed spacing) have no place.
    """
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(text)]
    words = [word for word, _ in tokens]
    source_words = [token.text for token in page.tokens]
    index = _index(source_words)
    pairs: list[tuple[int, int]] = []
    i = pointer = 0
    while i < len(words):
        length, j = _best_match(words, i, source_words, index, pointer, first=not pairs)
        if not length:
            i += 1
            continue
        pairs += [(i + k, j + k) for k in range(length)]
        i, pointer = i + length, j + length
    return tuple(_merge(pairs, tokens, page, text))


def _index(words: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    index: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(words) - _GRAM + 1):
        index.setdefault(tuple(words[i : i + _GRAM]), []).append(i)
    return index


def _best_match(
    words: Sequence[str],
    i: int,
    source: Sequence[str],
    index: dict[tuple[str, ...], list[int]],
    pointer: int,
    *,
    first: bool,
) -> tuple[int, int]:
    """Return the length and place of the match that begins with the i-th word, (0, 0) where none is believed."""
    places = index.get(tuple(words[i : i + _GRAM]), [])
    n = bisect_left(places, pointer)
    for j in places[n : n + 3]:
        length = 0
        while i + length < len(words) and j + length < len(source) and words[i + length] == source[j + length]:
            length += 1
        if length >= min(_LONG, len(words) - i) or (not first and j - pointer <= _WINDOW):
            return length, j
    return 0, 0


def _merge(pairs: Sequence[tuple[int, int]], tokens: Sequence[tuple[str, int]], page: Page, text: str) -> Iterator[Segment]:
    """Join neighboring tokens to one stretch where the same characters stand between them."""
    last: Segment | None = None
    for i, j in pairs:
        word, start = tokens[i]
        at = page.tokens[j].at
        if not page.tokens[j].verbatim:
            continue
        if last is not None:
            between = page.source[last.at + last.length : at]
            if len(between) <= 1 and text[last.start + last.length : start] == between:
                last = last._replace(length=start + len(word) - last.start)
                continue
            yield last
        last = Segment(start, at, len(word))
    if last is not None:
        yield last
