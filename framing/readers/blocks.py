"""The lines extracted from a web page, and the markup around each in its source -> what the page says each of them is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from framing.readers.alignment import Part
from framing.readers.sources import Page, squeeze

LONGEST_HEADING = 25  # words; a longer line is a paragraph, whatever the page calls it
LONGEST_DECK = 60  # words
_LINE = re.compile(r"^(- )?(.+)$", re.MULTILINE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>", re.IGNORECASE)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|noscript|template)\b.*?</\1", re.IGNORECASE | re.DOTALL)
_VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_DECK = re.compile(
    r"\bitemprop\s*=\s*[\"']?(?:description|alternativeHeadline)\b"
    r"|\bclass\s*=\s*[\"']?(?:[^\"'>]*[\s_-])?(?:dec?k|standfirst|sub-?head(?:ing|line)?|sub-?title)(?:[\s_-][^\"'>]*)?(?:[\"'>]|$)",
    re.IGNORECASE,
)
_SHORT = 12  # words of a line above the text: a by-line, a date, a label
_REACH = 4_000  # characters of markup that are looked at between two lines
_POINTER = range(5, 31)  # words of the headline of another story


class Role(StrEnum):
    """What the markup says of a line."""

    HEADLINE = "headline"
    DECK = "deck"
    SUBHEAD = "subhead"
    ITEM = "item"
    CAPTION = "caption"
    POINTER = "pointer"  # nothing but a link to another page of the site


class Block(NamedTuple):
    """A line of an extracted text, ``text[start:end]``, and its role."""

    start: int
    end: int
    role: Role


class _Tag(NamedTuple):
    name: str
    attributes: str


def find_blocks(text: str, page: Page, parts: Sequence[Part], host: str = "", summary: str = "") -> Iterator[Block]:
    """Yield the lines of an extracted text that the markup says something of.

    Parameters
    ----------
    text : str
        What was extracted.
    page : Page
        The source.
    parts : Sequence[Part]
        The places of the text's parts.
    host : str
        The host of the page's own address, where it is known.
    summary : str
        The description in the page's metadata; a heading above the text that says the same is the deck.

    Yields
    ------
    Block
        In the order of the text.
    """
    begins = {part.start: part.place for part in parts}
    stops = {part.end: part.place + len(squeeze(text[part.start : part.end])) for part in parts}
    above = True  # whether no paragraph stands above the line
    titled = False
    for match in _LINE.finditer(text):
        start, end = match.span(2)
        n_words = len(match[2].split())
        around = _read_around(page, begins[start], stops[end]) if start in begins and end in stops else ()
        role = _role(around, n_words, host, above=above) or (Role.ITEM if match[1] else None)
        if role is Role.HEADLINE:
            role, titled = Role.SUBHEAD if titled else role, True
        elif role is Role.SUBHEAD and above and squeeze(match[2]) == squeeze(summary):
            role = Role.DECK
        if role is not None:
            yield Block(match.start(), end, role)
        above = above and (role is not None or n_words <= _SHORT)


def _role(around: Sequence[_Tag], n_words: int, host: str, *, above: bool) -> Role | None:
    names = {tag.name for tag in around}
    links = [tag.attributes for tag in around if tag.name == "a"]
    if "figcaption" in names:
        return Role.CAPTION
    if "h1" in names and n_words <= LONGEST_DECK:
        return Role.HEADLINE if above else Role.SUBHEAD
    if n_words in _POINTER and any(_leads_on(link, host) for link in links):
        return Role.POINTER
    if above and n_words <= LONGEST_DECK and any(_DECK.search(tag.attributes) for tag in around):
        return Role.DECK
    if names & _HEADINGS and n_words <= LONGEST_HEADING:
        return Role.SUBHEAD
    return Role.ITEM if "li" in names else None


def _leads_on(attributes: str, host: str) -> bool:
    """Whether a link leads to another page of the same site."""
    found = _HREF.search(attributes)
    if found is None or found[1].startswith("#"):
        return False
    try:
        parts = urlsplit(found[1])
    except ValueError:
        return False
    if parts.scheme not in ("", "http", "https"):
        return False
    named = (parts.hostname or "").lower()
    return not named or (bool(host) and (named == host or named.endswith(f".{host}")))


def _read_around(page: Page, begin: int, stop: int) -> tuple[_Tag, ...]:
    """Return the elements that open directly before a stretch of what is shown and close directly behind it."""
    first, last = bisect_left(page.starts, begin), bisect_left(page.starts, stop)
    if page.starts[first] != begin or page.starts[last] != stop:
        return ()
    low = page.highs[first - 1] if first else 0
    high = page.lows[last] if last < len(page.lows) else len(page.source)
    before = page.source[max(low, page.lows[first] - _REACH) : page.lows[first]]
    behind = page.source[page.highs[last - 1] : min(high, page.highs[last - 1] + _REACH)]
    opened, _ = _read_tags(before)
    _, closed = _read_tags(behind)
    return tuple(tag for tag in opened if tag.name in closed)


def _read_tags(markup: str) -> tuple[list[_Tag], set[str]]:
    """Return the elements that a stretch of markup opens and leaves open, and the names of those it closes unopened."""
    opened: list[_Tag] = []
    closed: set[str] = set()
    for slash, spelled, attributes in _TAG.findall(_UNSEEN.sub("", markup)):
        name = spelled.lower()
        if not slash and name not in _VOID and not attributes.endswith("/"):
            opened.append(_Tag(name, attributes))
        elif slash and any(tag.name == name for tag in opened):
            while opened.pop().name != name:
                pass
        elif slash:
            closed.add(name)
    return opened, closed
