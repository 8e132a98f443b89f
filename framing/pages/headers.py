"""The lines above an article's text -> its title, deck, by-line and date, and where the text starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from framing.pages.bylines import is_lone_name, match_byline
from framing.pages.datelines import find_published, is_update
from framing.pages.kinds import Kind, Piece
from framing.pages.line import Line
from framing.pages.phrases import fold
from framing.pages.starts import find_start
from framing.pages.titles import SITE, Title, find_title

_LABELED = re.compile(r"(?i)\b(?:published|posted|updated|modified)\b")
_BAR = re.compile(r"\s*[|•·]\s*")
_SIGNED = (Kind.BYLINE, Kind.DATE)
_SPOKEN_OF = 200  # lines of the text that are searched for a name
_REACH = 3  # lines; how far below a deck a by-line may stand, with a place or an office between
_SHORTEST_HEADLINE = 4  # words of a line that is another story's headline, not a button
AGAIN = ("D-4", "the title again")  # the rule and reason
_ALONE = 'a name alone on a line beside the title, without "By"'
_BESIDE = 'a name beside the site\'s name, without "By"'


@dataclass(slots=True)
class Header:
    """What the lines above the text state; ``taken`` holds the places of title and deck, ``parted`` what followed a title."""

    start: int
    title: Line | None = None
    deck: Line | None = None
    author: str = ""
    date: date | None = None
    site: str = ""
    parted: Line | None = None
    taken: set[int] = field(default_factory=set)
    inferred: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    reasons: dict[int, tuple[str, str]] = field(default_factory=dict)


def read_header(
    pieces: Sequence[Piece], *, title: str = "", declared: bool = False, core: range | None = None
) -> Header | None:
    """Find where the text of an article starts and what stands above it.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The article's lines.
    title : str
        The title, where it is stated elsewhere.
    declared : bool
        Whether the lines are known to be an article's text (a cell of a table), not a page with navigation.
    core : range, optional
        Where the page's prose is dense.

    Returns
    -------
    Header or None
        None where no text starts.
    """
    found = find_start(pieces, core, declared=declared)
    if found is None:
        return None
    first, start = found
    header = Header(start)
    titled = find_title(pieces, first, start, fold(title))
    if titled is not None:
        _take_title(header, titled)
    place = titled.place if titled else None
    _read_deck(pieces, header, first, place, declared=declared)
    _read_authors(pieces, header, place)
    _read_dates(pieces, header, place)
    _give_reasons(pieces, header, place)
    return header


def _take_title(header: Header, title: Title) -> None:
    header.title, header.parted = title.line, title.site
    header.taken.add(title.place)
    if title.site is not None:
        header.site = title.site.text.lstrip("|–—- ")


def _read_deck(pieces: Sequence[Piece], header: Header, first: int, place: int | None, *, declared: bool) -> None:
    """Take for the deck a lone paragraph above the text, or a line under the title that its shape sets apart from it."""
    if place is None:
        return
    deck = first if first < header.start else _find_deck(pieces, header, place, declared=declared)
    if deck is not None:
        header.deck = pieces[deck].line
        header.taken.add(deck)


def _find_deck(pieces: Sequence[Piece], header: Header, place: int, *, declared: bool) -> int | None:
    if place + 1 >= header.start or pieces[place + 1].kind is not Kind.HEADING:
        return None
    line, title = pieces[place + 1].line, pieces[place].line
    if line.key == title.key or line.n_words < 5 or line.text[0] in "\"“'‘" or is_lone_name(line.text):
        return None
    below = [piece for piece in pieces[place + 2 : header.start] if piece.kind is not Kind.FURNITURE]
    short = takewhile(lambda piece: piece.kind in _SIGNED or piece.line.n_words < _SHORTEST_HEADLINE, below[:_REACH])
    parted = any(piece.kind in _SIGNED or is_lone_name(piece.line.text) for piece in short)
    alone = declared and place + 2 == header.start  # no other headline stands in a text known to be one article
    return place + 1 if parted or alone or (title.title_case and not line.title_case) else None


def _read_authors(pieces: Sequence[Piece], header: Header, place: int | None) -> None:
    """Take the first by-line below the title, else the last above it, else a name beside the title."""
    above: list[str] = []
    for i, piece in enumerate(pieces[: header.start]):
        byline = match_byline(piece.line.text) if piece.kind is Kind.BYLINE else None
        if byline is not None and (place is None or i > place):
            header.author = byline.author
            return
        above += [byline.author] if byline is not None else []
    if above:
        header.author = above[-1]
        return
    found = next(_find_names(pieces, header, place), None)
    if found is not None:
        i, header.author, header.inferred["author"] = found
        header.reasons[i] = ("D-6", "by-line")


def _find_names(pieces: Sequence[Piece], header: Header, place: int | None) -> Iterator[tuple[int, str, str]]:
    masthead = next((i for i in range(header.start) if pieces[i].kind is Kind.HEADING), None)
    for i in range(max(0, (header.start if place is None else place) - 2), header.start):
        text = pieces[i].line.text
        if pieces[i].kind is not Kind.HEADING or i == masthead:
            continue
        parts = _BAR.split(text)
        if len(parts) == 2 and header.site and fold(parts[1]) == fold(header.site) and is_lone_name(parts[0]):
            yield i, parts[0], _BESIDE
        elif is_lone_name(text) and not _is_spoken_of(text, pieces, header.start):
            yield i, text, _ALONE


def _is_spoken_of(name: str, pieces: Sequence[Piece], start: int) -> bool:
    """Whether the text speaks of a name; then it is a person or place in the story, not its author."""
    return any(name in piece.line.text for piece in pieces[start : start + _SPOKEN_OF] if piece.kind is not Kind.HEADING)


def _read_dates(pieces: Sequence[Piece], header: Header, place: int | None) -> None:
    """Take a labeled date, or one under the title, for the article's; one above it may be the day of the visit (D-7)."""
    stated: list[tuple[bool, int, date]] = []
    changed, strip = [], []
    above = header.start - 2 if place is None else place
    for i, piece in enumerate(pieces[: header.start]):
        text = piece.line.text
        found = find_published(text) if piece.kind in (*_SIGNED, Kind.STAMP) else None
        if found is None:
            continue
        if found[0] is None:
            header.warnings.append(f'date "{text}" leaves open which number is the month')
        elif is_update(text):
            changed.append((found[0], text))
        elif piece.kind is Kind.BYLINE or _LABELED.search(text) or i > above:
            stated.append((i <= above, i, found[0]))
        else:
            strip.append((found[0], text))
    if stated:
        header.date = min(stated)[2]
    elif changed:
        header.date = changed[0][0]
        header.inferred["date"] = f'"{changed[0][1]}", the day of the last change; the page states no other'
    elif strip:
        header.date = strip[0][0]
        header.inferred["date"] = f'date line "{strip[0][1]}" above the title; it may be the day the page was saved'


def _give_reasons(pieces: Sequence[Piece], header: Header, place: int | None) -> None:
    """Say of each headline above the text that was not taken why it was cut."""
    title = header.title
    for i, piece in enumerate(pieces[: header.start]):
        line = piece.line
        if i in header.taken or i in header.reasons or piece.kind not in (Kind.HEADING, Kind.PROSE, Kind.BULLET, Kind.ROW):
            continue
        site = SITE.search(line.text) if title is not None else None
        if title is not None and line.key == title.key:
            header.reasons[i] = AGAIN
        elif site and title is not None and fold(line.text[: site.start()]) == title.key:
            header.site = site[1].strip()
            header.reasons[i] = ("D-4", "the title again, with the site's name")
        elif place is not None and i > place and line.n_words >= _SHORTEST_HEADLINE:
            header.reasons[i] = ("D-4", "headline of another story between title and text")
        elif place is not None and i > place:
            header.reasons[i] = ("D-2", "line between title and text")
        else:
            header.reasons[i] = ("D-2", "page header above the title and text")
