"""The lines above an article's text -> its title, deck, by-line and date, and where the text starts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from framing.pages.bylines import is_lone_name, match_byline
from framing.pages.datelines import find_date, match_dateline
from framing.pages.furniture import Kind, Piece
from framing.pages.lines import Line
from framing.pages.phrases import fold

FIRST_PARAGRAPH = 8  # words; shorter sentences above the text are slogans and buttons more often than leads
LONGEST_DECK = 60  # words
LONGEST_TITLE = 30  # words
_REACH = 8  # lines; how far behind a deck a by-line or the repeated title may stand
_SITE = re.compile(r"\s[|–—-]\s([^|–—]{2,40})$")
_LABELED = re.compile(r"(?i)\b(?:published|posted|updated|modified)\b")
_HEADER_KINDS = (Kind.BYLINE, Kind.DATE)


@dataclass(slots=True)
class Header:
    """What the lines above the text state. ``used`` holds the places of lines that are title, deck or caption."""

    start: int
    title: Line | None = None
    deck: Line | None = None
    author: str = ""
    date: date | None = None
    site: str = ""
    inferred: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    reasons: dict[int, tuple[str, str]] = field(default_factory=dict)


def read_header(pieces: Sequence[Piece], *, title: str = "", declared: bool = False) -> Header | None:
    """Find where the text of an article starts and what stands above it.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The article's lines.
    title : str
        The title, where it is stated elsewhere.
    declared : bool
        Whether the lines are known to be an article's text (a cell of a table), not a page with navigation.

    Returns
    -------
    Header or None
        None where no text starts.
    """
    first = _find_text(pieces, declared)
    if first is None:
        return None
    start = _start_behind_deck(pieces, first)
    header = Header(start)
    place = _find_title(pieces, first, start, fold(title))
    if place is not None:
        header.title = pieces[place].line
    _read_deck(pieces, header, first, place, declared=declared)
    _read_authors(pieces, header, place)
    _read_dates(pieces, header, place)
    _give_reasons(pieces, header, place)
    return header


def _find_text(pieces: Sequence[Piece], declared: bool) -> int | None:
    """Find the first paragraph; short paragraphs directly above a long one belong to the text."""
    prose = [i for i, piece in enumerate(pieces) if piece.kind is Kind.PROSE]
    if declared:
        return next((i for i, piece in enumerate(pieces) if piece.kind in (Kind.PROSE, Kind.BULLET)), None)
    for i in prose:
        if pieces[i].line.n_words >= FIRST_PARAGRAPH or match_dateline(pieces[i].line.text):
            return _first_of_run(pieces, i)
    n_others = sum(piece.kind in (Kind.HEADING, Kind.FURNITURE, Kind.MARKER) for piece in pieces)
    return prose[0] if prose and len(prose) >= n_others else None  # short sentences alone count where they prevail


def _first_of_run(pieces: Sequence[Piece], i: int) -> int:
    while i and pieces[i - 1].kind is Kind.PROSE:
        i -= 1
    titled = any(piece.kind is Kind.HEADING and piece.line.n_words > 2 for piece in pieces[:i])
    line, following = pieces[i].line, pieces[i + 1 : i + 2]
    asks = line.ends == "mark" and line.n_words <= LONGEST_TITLE and following and following[0].kind is Kind.PROSE
    longer = asks and 2 * following[0].line.n_words >= 3 * line.n_words
    return i + 1 if longer and not titled else i  # a question above the text, and no other title: it is the title


def _start_behind_deck(pieces: Sequence[Piece], first: int) -> int:
    """Pass over a deck: a lone paragraph under a headline that a by-line, date or the title again parts from the text.

    Where a by-line or date stands above the paragraph already, only the title again tells a deck from a lead.
    """
    titles = [i for i in range(first) if pieces[i].kind is Kind.HEADING and pieces[i].line.n_words > 2]
    if not titles or pieces[first].line.n_words > LONGEST_DECK:
        return first
    above = {pieces[i].line.key for i in titles}
    signed = any(piece.kind in _HEADER_KINDS for piece in pieces[titles[-1] : first])
    between: list[Piece] = []
    for i in range(first + 1, min(first + 1 + _REACH, len(pieces))):
        if pieces[i].kind is Kind.PROSE:
            parted = any(_is_again(piece, above) or (not signed and _is_signed(piece)) for piece in between)
            return i if parted else first
        between.append(pieces[i])
    return first


def _is_again(piece: Piece, above: set[str]) -> bool:
    return piece.kind is Kind.HEADING and piece.line.key in above


def _is_signed(piece: Piece) -> bool:
    return piece.kind in _HEADER_KINDS or (piece.kind is Kind.HEADING and is_lone_name(piece.line.text))


def _find_title(pieces: Sequence[Piece], first: int, start: int, stated: str) -> int | None:
    places = [i for i in range(start) if i != first and _can_be_title(pieces[i])]
    if first == start and first and pieces[first - 1].line.ends == "mark" and first - 1 not in places:
        places.append(first - 1)
    if stated:
        return next((i for i in places if pieces[i].line.key == stated), None)
    repeats = Counter(pieces[i].line.key for i in places)
    repeats.update(fold(_SITE.sub("", pieces[i].line.text)) for i in places if _SITE.search(pieces[i].line.text))
    strong = [i for i in places if _is_strong(pieces, i, repeats)]
    scored = [(_title_score(pieces, i, start, repeats), -i) for i in strong or places]
    return -max(scored)[1] if scored else None


def _can_be_title(piece: Piece) -> bool:
    return piece.kind is Kind.HEADING and 3 <= piece.line.n_words <= LONGEST_TITLE and not is_lone_name(piece.line.text)


def _is_strong(pieces: Sequence[Piece], i: int, repeats: Counter[str]) -> bool:
    line = pieces[i].line
    followed = i + 1 < len(pieces) and pieces[i + 1].kind is Kind.BYLINE
    return line.n_words >= 5 or line.level > 0 or repeats[line.key] > 1 or followed


def _title_score(pieces: Sequence[Piece], i: int, start: int, repeats: Counter[str]) -> int:
    """Weigh the signs of a title; set by hand on invented pages, where ties go to the line that stands first.

    A title is repeated, or heads the group of headlines that a by-line, date or the text follows; in a group of four
    and more (a strip of other stories) it is the last.
    """
    line = pieces[i].line
    low, high = i, i + 1
    while low and pieces[low - 1].kind is Kind.HEADING:
        low -= 1
    while high < start and pieces[high].kind is Kind.HEADING:
        high += 1
    long = [j for j in range(low, high) if pieces[j].line.n_words >= min(5, line.n_words)]
    chosen = long[-1] if len(long) > 3 else long[0]
    followed = 2 if high >= start or pieces[high].kind in (Kind.PROSE, Kind.DATE) else 3 * (pieces[high].kind is Kind.BYLINE)
    shout = line.text.isupper() and line.n_words <= 5
    return 5 * (repeats[line.key] > 1) + 3 * (line.level == 1) + 2 * (line.n_words >= 5) + followed * (i == chosen) - shout


def _read_deck(pieces: Sequence[Piece], header: Header, first: int, place: int | None, *, declared: bool) -> None:
    """Take for the deck a lone paragraph above the text, or a line under the title that its shape sets apart from it."""
    if place is None:
        return
    if first != header.start:
        header.deck = pieces[first].line
        return
    if place + 1 >= header.start or pieces[place + 1].kind is not Kind.HEADING:
        return
    line, title = pieces[place + 1].line, pieces[place].line
    if line.key == title.key or line.n_words < 5 or line.text[0] in "\"“'‘" or is_lone_name(line.text):
        return
    following = pieces[place + 2] if place + 2 < header.start else None
    parted = following is not None and (following.kind in _HEADER_KINDS or is_lone_name(following.line.text))
    alone = declared and following is None  # no other story's headline stands in a text known to be one article
    if parted or alone or (title.title_case and not line.title_case):
        header.deck = line


def _read_authors(pieces: Sequence[Piece], header: Header, place: int | None) -> None:
    for piece in pieces[: header.start]:
        byline = match_byline(piece.line.text) if piece.kind is Kind.BYLINE else None
        if byline is not None:
            header.author = byline.author
            return
    masthead = next((i for i in range(header.start) if pieces[i].kind is Kind.HEADING), None)
    for i in range(max(0, (header.start if place is None else place) - 2), header.start):
        text = pieces[i].line.text
        lone = pieces[i].kind is Kind.HEADING and is_lone_name(text) and i != masthead
        if lone and not _is_spoken_of(text, pieces, header.start):
            header.author = text
            header.inferred["author"] = 'a name alone on a line beside the title, without "By"'
            header.reasons[i] = ("D-6", "by-line")
            return


def _is_spoken_of(name: str, pieces: Sequence[Piece], start: int) -> bool:
    """Whether the text speaks of a name; then it is a person or place in the story, not its author."""
    return any(name in piece.line.text for piece in pieces[start : start + 200])


def _read_dates(pieces: Sequence[Piece], header: Header, place: int | None) -> None:
    """Take a labeled date, or one under the title, for the article's; one above it may be the day of the visit (D-7)."""
    stated, strip = [], []
    above = header.start - 2 if place is None else place
    for i, piece in enumerate(pieces[: header.start]):
        if piece.kind not in _HEADER_KINDS:
            continue
        found = find_date(piece.line.text)
        if found is None:
            continue
        if found[0] is None:
            header.warnings.append(f'date "{piece.line.text}" leaves open which number is the month')
        elif piece.kind is Kind.BYLINE or _LABELED.search(piece.line.text) or i > above:
            stated.append(found[0])
        else:
            strip.append((found[0], piece.line.text))
    if stated:
        header.date = stated[0]
    elif strip:
        header.date = strip[0][0]
        header.inferred["date"] = f'date line "{strip[0][1]}" above the title; it may be the day the page was saved'


def _give_reasons(pieces: Sequence[Piece], header: Header, place: int | None) -> None:
    """Say of each headline above the text that was not taken why it was cut."""
    title = header.title
    for i, piece in enumerate(pieces[: header.start]):
        line = piece.line
        taken = line is title or line is header.deck or i in header.reasons
        if taken or piece.kind not in (Kind.HEADING, Kind.PROSE, Kind.BULLET):
            continue
        site = _SITE.search(line.text) if title is not None else None
        if title is not None and line.key == title.key:
            header.reasons[i] = ("D-4", "the title again")
        elif site and title is not None and fold(line.text[: site.start()]) == title.key:
            header.site = site[1].strip()
            header.reasons[i] = ("D-4", "the title again, with the site's name")
        elif place is not None and i > place:
            header.reasons[i] = ("D-4", "headline of another story between title and text")
        else:
            header.reasons[i] = ("D-2", "page header above the title and text")
