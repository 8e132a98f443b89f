"""The HTML source of a page -> the characters a browser shows of it, and where each stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Comments, elements that are not shown with all they hold, and tags; what never closes reaches to the end. A lone "<" is text.
_UNSEEN = re.compile(
    r"<(?:!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)"
    r"|(script|style|noscript|template|title)\b[^>]*+(?:(?<=/)>|>[^<]*+(?:<(?!/\1\b)[^<]*+)*+(?:<[^>]*+>?|\Z)|\Z)"
    r"|[a-zA-Z/!?][^>]*+(?:>|\Z))",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});")
# What a page shows: no spaces, and none of the controls, soft hyphens, joiners and private letters that extractors drop.
SHOWN = re.compile(
    "[^\\s\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufeff\ufff9-\ufffb]+"
)


class Page(NamedTuple):
    """An HTML source and the characters a browser shows of it, spaces left out.

    ``shown[starts[i]:starts[i + 1]]`` are those of ``source[lows[i]:highs[i]]``; that stretch is empty where they are spelled
    as an entity.
    """

    source: str
    shown: str
    starts: Sequence[int]
    lows: Sequence[int]
    highs: Sequence[int]


def squeeze(text: str) -> str:
    """Leave out of a text what a page does not show: spaces, controls, soft hyphens."""
    joined = "".join(text.split())
    return joined if joined.isprintable() else "".join(SHOWN.findall(joined))


def read_source(source: str) -> Page:
    """Find the characters of an HTML source that a browser shows, in one pass over the source."""
    pieces: list[str] = []
    starts, lows, highs = [0], [], []
    for low, high in _visible_stretches(source):
        bare = squeeze(source[low:high])
        if not bare:
            continue
        for piece, at, end in _without_entities(source, low, high) if "&" in bare else ((bare, low, high),):
            if piece:
                pieces.append(piece)
                starts.append(starts[-1] + len(piece))
                lows.append(at)
                highs.append(end)
    return Page(source, "".join(pieces), starts, lows, highs)


def _visible_stretches(source: str) -> Iterator[tuple[int, int]]:
    low = 0
    for unseen in _UNSEEN.finditer(source):
        if unseen.start() > low:
            yield low, unseen.start()
        low = unseen.end()
    if low < len(source):
        yield low, len(source)


def _without_entities(source: str, low: int, high: int) -> Iterator[tuple[str, int, int]]:
    for entity in _ENTITY.finditer(source, low, high):
        yield squeeze(source[low : entity.start()]), low, entity.start()
        yield squeeze(html.unescape(entity[0])), entity.start(), entity.start()
        low = entity.end()
    yield squeeze(source[low:high]), low, high
