"""The lines above an article's text -> which of them is its title, without the site's name behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from framing.pages.bylines import is_lone_name
from framing.pages.datelines import find_date
from framing.pages.kinds import Kind, Piece
from framing.pages.line import Line, cut_line
from framing.pages.phrases import fold

LONGEST_TITLE = 30  # words
SITE = re.compile(r"\s[|–—-]\s([^|–—]{2,40})$")
_FIELD = re.compile(r"(?:From|To|Cc|Date|Subject|Contact):\s")  # of a message
_SHORTEST = 3  # words
_LONG = 5  # words of a line that is more likely a headline than a button
_STRIP = 4  # headlines in a row that are a list of stories
_SITE_WORDS = 5
_FAR = 12  # lines; a title that stands farther from the text is not told by nearness any more
_SEARCHED = 200  # lines below that may name the site again
_WEIGHTS = {Kind.BYLINE: 4, Kind.DATE: 3, Kind.AGO: 3, Kind.PROSE: 2}  # of what follows a title; prose above the text is a deck
_ABOVE_TEXT = 1
_SMALL = ("and", "of", "the", "for", "&")


class Title(NamedTuple):
    """The place of a title, its text, and the site's name behind it with what parts them."""

    place: int
    line: Line
    site: Line | None = None


def find_title(pieces: Sequence[Piece], first: int, start: int, stated: str) -> Title | None:
    """Find the title among the lines above a text.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The lines of the page.
    first : int
        The place of the first paragraph, which may be the deck.
    start : int
        The place where the text starts.
    stated : str
        The title, folded, where it is stated elsewhere; then it is only looked for.

    Returns
    -------
    Title or None
        None where no line is one, or several are equally likely.
    """
    if stated:
        return next((Title(i, pieces[i].line) for i in range(start) if i != first and pieces[i].line.key == stated), None)
    places = [i for i in range(start) if i != first and _can_be_title(pieces[i])]
    if first == start and first and pieces[first - 1].line.ends == "mark" and first - 1 not in places:
        places.append(first - 1)
    if not places:
        return next((Title(i, pieces[i].line) for i in range(start) if _is_short_title(pieces, i)), None)
    return _choose(pieces, places, start)


def _is_short_title(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a line of a word or two is the title, where no longer line can be: it is marked as such, or signed."""
    signed = i + 1 < len(pieces) and pieces[i + 1].kind is Kind.BYLINE
    return pieces[i].kind is Kind.HEADING and (signed or pieces[i].line.level == 1)


def _choose(pieces: Sequence[Piece], places: Sequence[int], start: int) -> Title | None:
    repeats = Counter(pieces[i].line.key for i in places if pieces[i].line.n_words >= _LONG)
    repeats.update(fold(SITE.sub("", pieces[i].line.text)) for i in places if SITE.search(pieces[i].line.text))
    heads = dict(_find_heads(pieces, start))
    strong = [i for i in places if _is_strong(pieces, i, repeats)]
    strong = [i for i in strong if not _is_dated(pieces[i].line)] or strong
    depths = _depths(pieces, start)
    scored = [(_score(pieces[i].line, heads.get(i, 0), repeats) - min(depths[i], _FAR) / 2, -i) for i in strong or places]
    place = -max(scored)[1]
    key = pieces[place].line.key
    place = next(i for i in places if pieces[i].line.key == key and depths[i] <= max(_FAR, depths[place]))
    return None if repeats[key] < 2 and _is_listed(pieces, place, start) else _without_site(pieces, place)


def _can_be_title(piece: Piece) -> bool:
    line = piece.line
    if piece.kind is not Kind.HEADING or not _SHORTEST <= line.n_words <= LONGEST_TITLE or _FIELD.match(line.text):
        return False
    return not is_lone_name(SITE.sub("", line.text))


def _is_strong(pieces: Sequence[Piece], i: int, repeats: Counter[str]) -> bool:
    line = pieces[i].line
    followed = i + 1 < len(pieces) and pieces[i + 1].kind is Kind.BYLINE
    return line.n_words >= _LONG or line.level > 0 or repeats[line.key] > 1 or followed


def _is_dated(line: Line) -> bool:
    """Whether a line is a by-line or date of a form unknown: it gives a day or an address, or opens with "by"."""
    return line.key.startswith("by ") or "@" in line.text or find_date(line.text) is not None


def _depths(pieces: Sequence[Piece], start: int) -> list[int]:
    """Count, for each line above the text, the lines between that are more than furniture."""
    depths = [0] * start
    for i in range(start - 2, -1, -1):
        depths[i] = depths[i + 1] + (pieces[i + 1].kind in (Kind.HEADING, Kind.PROSE))
    return depths


def _find_heads(pieces: Sequence[Piece], start: int) -> Iterator[tuple[int, int]]:
    """Find the headline that heads each group of them, the last of a strip of other stories, and weigh what follows."""
    for heading, run in groupby(range(start), key=lambda i: pieces[i].kind is Kind.HEADING):
        group = list(run)
        weight = _WEIGHTS.get(pieces[group[-1] + 1].kind, 0) if group[-1] + 1 < start else _ABOVE_TEXT
        for least in range(_SHORTEST, _LONG + 1) if heading else ():
            long = [i for i in group if pieces[i].line.n_words >= least]
            if long:
                chosen = long[-1] if len(long) >= _STRIP else long[0]
                if min(_LONG, pieces[chosen].line.n_words) == least:
                    decked = chosen + 1 in long
                    yield chosen, weight + decked - (weight > _ABOVE_TEXT and least < _LONG)


def _score(line: Line, heads: int, repeats: Counter[str]) -> int:
    """Weigh the signs of a title; set by hand on invented pages and on half of the benchmark's.

    A title is repeated, or heads the group of headlines that a by-line, date or the text follows.
    """
    shout = line.text.isupper() and line.n_words <= _LONG
    return 5 * (repeats[line.key] > 1) + 3 * (line.level == 1) + 3 * (line.n_words >= _LONG) + heads - shout


def _is_listed(pieces: Sequence[Piece], place: int, start: int) -> bool:
    """Whether a headline directly above the text, parted from it by an empty line, is the last of a list of like ones."""
    if place != start - 1 or not pieces[start].line.gap:
        return False
    strip = [piece for piece in pieces[max(0, place - _STRIP + 1) : start] if piece.line.n_words >= _LONG]
    return len(strip) == _STRIP and all(piece.kind is Kind.HEADING and piece.line.title_case for piece in strip)


def _without_site(pieces: Sequence[Piece], place: int) -> Title:
    """Part the site's name from a title: behind a bar, or behind a dash where another line names it too."""
    line = pieces[place].line
    match = SITE.search(line.text)
    words = match[1].split() if match else []
    named = 0 < len(words) <= _SITE_WORDS and all(word[0].isupper() or word in _SMALL for word in words)
    if match is None or not named:
        return Title(place, line)
    bar = line.text[match.start() :].lstrip().startswith("|")
    around = pieces[max(0, place - _SEARCHED) : place + _SEARCHED]
    if not bar and not any(match[1] in piece.line.text for piece in around if piece.line is not line):
        return Title(place, line)
    title = cut_line(line, 0, match.start())
    return Title(place, title or line, cut_line(line, match.start(), len(line.text)) if title else None)
