"""Classified lines -> the same lines, judged anew by the lines around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from framing.pages.bylines import is_lone_name
from framing.pages.datelines import CLOCK, find_date
from framing.pages.furniture import COUNTER
from framing.pages.kinds import Kind, Piece
from framing.pages.line import bare_key

_SHORTEST_CAPTION = 5  # words of a line that is a caption because it stands twice in a row
_LONGEST_FOLIO = 6  # words
_LONGEST_CUT = 20  # words of a headline that was cut short
_CUT_SHORT = ("…", "..")
_FEWEST_CUT = 3
_SAYS = re.compile(r"\b(?:says|said|wrote|writes|commented|replied):$")
_LONGEST_HEAD = 14  # words of the line that names who comments, with the day
_LONGEST_NAME = 4  # words of the name alone
_FEWEST_COMMENTS = 2
_TEXT_ABOVE = 100  # words of text that stand above comments, and not above the first entry of a live blog
_TIMES = (Kind.DATE, Kind.AGO)

Places = Iterator[tuple[int, Kind, str, str]]


def judge(pieces: Sequence[Piece]) -> list[Piece]:
    """Judge the lines of a page anew where their neighbors tell more than their words.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The lines, each classified alone.

    Returns
    -------
    list[Piece]
        The same lines; captions of galleries, heads of printed pages, headlines cut short, the heads of readers' comments
        and the stamps of a live blog are such.
    """
    judged = list(pieces)
    finders: tuple[Callable[[Sequence[Piece]], Places], ...] = (
        _find_doubled,
        _find_numbered,
        _find_folios,
        _find_cut_short,
        _find_comments,
    )
    for find in finders:
        for i, kind, rule, reason in find(judged):
            judged[i] = Piece(judged[i].line, kind, rule, reason)
    return judged


def _find_doubled(pieces: Sequence[Piece]) -> Places:
    """Find lines that stand twice in a row above a credit, as captions do in a gallery: to be seen and to be read out."""
    for i, (piece, after) in enumerate(pairwise(pieces)):
        plain = piece.kind in (Kind.PROSE, Kind.HEADING) and piece.line.n_words >= _SHORTEST_CAPTION
        if plain and piece.line.key == after.line.key and any(other.kind is Kind.CAPTION for other in pieces[i + 2 : i + 4]):
            yield i, Kind.CAPTION, "D-4", "caption, twice in a row"
            yield i + 1, Kind.CAPTION, "D-4", "caption, twice in a row"


def _find_numbered(pieces: Sequence[Piece]) -> Places:
    """Find the captions of a gallery: below a line that counts its pictures, where a credit or the next count follows."""
    for i, (piece, after) in enumerate(pairwise(pieces)):
        if after.kind not in (Kind.PROSE, Kind.HEADING) or not COUNTER.fullmatch(piece.line.text):
            continue
        below = pieces[i + 2 : i + 5]
        if any(other.kind is Kind.CAPTION or COUNTER.fullmatch(other.line.text) for other in below):
            yield i + 1, Kind.CAPTION, "D-4", "caption, below the number of a picture"


def _find_folios(pieces: Sequence[Piece]) -> Places:
    """Find the heads of a print's pages: a line again and again, with another number behind it, or with one below it."""
    numbers: dict[str, set[str]] = {}
    places: dict[str, list[int]] = {}
    for i, piece in enumerate(pieces):
        key = bare_key(piece.line)
        if piece.kind is Kind.HEADING and key:
            below = pieces[i + 1].line.key if i + 1 < len(pieces) and not bare_key(pieces[i + 1].line) else ""
            numbers.setdefault(key, set()).add(piece.line.key[len(key) :] or below)
            places.setdefault(key, []).append(i)
    for key, found in numbers.items():
        if len(found) > 1 and 1 < len(key.split()) <= _LONGEST_FOLIO:
            yield from ((i, Kind.FOLIO, "D-2", "head of a printed page") for i in places[key])


def _find_cut_short(pieces: Sequence[Piece]) -> Places:
    """Find rows of headlines that end in dots because they were cut to fit."""
    run: list[int] = []
    for i, piece in enumerate([*pieces, None]):
        if piece is not None and piece.line.n_words <= _LONGEST_CUT and piece.line.text.endswith(_CUT_SHORT):
            run.append(i)
            continue
        if len(run) >= _FEWEST_CUT:
            yield from ((j, Kind.FURNITURE, "D-2", "headline cut short, in a list") for j in run)
        run = []


def _find_comments(pieces: Sequence[Piece]) -> Places:
    """Find the names that head the comments of readers: each with a time, behind a text, mostly different.

    A line that ends in "says:" and gives a time needs no text above it: nothing else looks like that. Names with days and
    times of day that are few, or have no text above them, head the entries of a live blog.
    """
    sure = [i for i, (piece, after) in enumerate(pairwise(pieces)) if _says(piece, after)]
    named, n_above = _find_names(pieces)
    heads = sure if len(sure) >= _FEWEST_COMMENTS else named
    names = {pieces[i].line.key for i in heads}
    if len(heads) < _FEWEST_COMMENTS:
        return
    if heads is sure or (n_above >= _TEXT_ABOVE and 2 * len(names) > len(heads)):
        yield from ((i, Kind.THREAD, "D-2", "head of a reader's comment") for i in heads)
    elif all(CLOCK.search(pieces[i + 1].line.text) and is_lone_name(pieces[i].line.text) for i in heads):
        for i in heads:
            yield i, Kind.STAMP, "D-6", "entry stamp"
            yield i + 1, Kind.STAMP, "D-6", "entry stamp"


def _says(piece: Piece, after: Piece) -> bool:
    line = piece.line
    speaks = piece.kind is Kind.PROSE and line.n_words <= _LONGEST_HEAD and _SAYS.search(line.text) is not None
    return speaks and (after.kind in _TIMES or find_date(line.text) is not None)


def _find_names(pieces: Sequence[Piece]) -> tuple[list[int], int]:
    """Return the places of short lines with a time below, and how many words of text stand above the first."""
    found: list[int] = []
    n_above = 0
    for i, (piece, after) in enumerate(pairwise(pieces)):
        n_above += piece.line.n_words if piece.kind is Kind.PROSE and not found else 0
        if piece.kind is Kind.HEADING and piece.line.n_words <= _LONGEST_NAME and after.kind in _TIMES:
            found.append(i)
    return found, n_above
