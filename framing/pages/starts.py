"""The lines of a page -> the first paragraph of its article, and the place where the text starts behind a deck."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from framing.pages.bylines import is_lone_name
from framing.pages.datelines import match_dateline
from framing.pages.kinds import Kind, Piece
from framing.pages.titles import LONGEST_TITLE

FIRST_PARAGRAPH = 8  # words; shorter sentences above the text are slogans and buttons more often than leads
LONGEST_DECK = 60  # words
_REACH = 8  # lines; how far behind a deck a by-line or the repeated title may stand
_SIGNED = (Kind.BYLINE, Kind.DATE)
_ENTRY = (Kind.STAMP, Kind.CLOCK)
_LONGEST_HEAD = 2  # lines between an entry's stamp and its text


def find_start(pieces: Sequence[Piece], core: range | None, *, declared: bool) -> tuple[int, int] | None:
    """Find where an article begins.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The lines.
    core : range, optional
        Where the page's prose is dense.
    declared : bool
        Whether the lines are known to be an article's text.

    Returns
    -------
    tuple[int, int] or None
        The places of the first paragraph and of the first that is no deck; None where no text starts.
    """
    first = _find_text(pieces, declared) if core is None else _first_above(pieces, core)
    if first is None:
        return None
    start = _start_behind_deck(pieces, first)
    if core is not None and start >= core.stop:
        start = first  # the paragraph behind is no part of the article, so the one above is not its deck
    return first, start if declared else _with_head(pieces, start)


def _with_head(pieces: Sequence[Piece], start: int) -> int:
    """Begin with the headline of a live blog's first entry, below its stamp, and with rows of scores above the text."""
    at = start
    while at and pieces[at - 1].kind is Kind.ROW:
        at -= 1
    if at < start:
        return at
    while at and start - at < _LONGEST_HEAD and pieces[at - 1].kind is Kind.HEADING:
        at -= 1
    return at if at and pieces[at - 1].kind in _ENTRY else start


def _find_text(pieces: Sequence[Piece], declared: bool) -> int | None:
    """Find the first paragraph; short paragraphs directly above a long one belong to the text."""
    prose = [i for i, piece in enumerate(pieces) if piece.kind is Kind.PROSE]
    if declared:
        return next((i for i, piece in enumerate(pieces) if piece.kind in (Kind.PROSE, Kind.BULLET, Kind.ROW)), None)
    for i in prose:
        if pieces[i].line.n_words >= FIRST_PARAGRAPH or match_dateline(pieces[i].line.text):
            return _first_of_run(pieces, i)
    n_others = sum(piece.kind in (Kind.HEADING, Kind.FURNITURE, Kind.MARKER) for piece in pieces)
    return prose[0] if prose and len(prose) >= n_others else None  # short sentences alone count where they prevail


def _first_above(pieces: Sequence[Piece], core: range) -> int:
    """Start with the sentences directly above the dense part of a page, or with a paragraph between it and its headline."""
    first = core.start
    while first and pieces[first - 1].kind is Kind.PROSE and pieces[first - 1].line.ends != "none":
        first -= 1
    for i in range(first - 1, max(0, first - _REACH), -1):
        if pieces[i].kind is Kind.PROSE:
            lead = pieces[i].line.n_words >= FIRST_PARAGRAPH and pieces[i].line.ends == "stop"
            lead = lead and _is_headed(pieces, i) and not _is_titled(pieces[i + 1 : first])
            return i if lead else _behind_question(pieces, first)
    return _behind_question(pieces, first)


def _is_headed(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a headline stands above a line, with nothing but by-lines and dates between."""
    while i and pieces[i - 1].kind in _SIGNED:
        i -= 1
    return i > 0 and pieces[i - 1].kind is Kind.HEADING and pieces[i - 1].line.n_words > 2


def _is_titled(pieces: Sequence[Piece]) -> bool:
    """Whether lines hold a headline with a by-line below it, which is the title of the text behind them."""
    signs = [piece.kind for piece in pieces]
    return any(kind is Kind.HEADING and below is Kind.BYLINE for kind, below in pairwise(signs))


def _first_of_run(pieces: Sequence[Piece], i: int) -> int:
    while i and pieces[i - 1].kind is Kind.PROSE:
        i -= 1
    return _behind_question(pieces, i)


def _behind_question(pieces: Sequence[Piece], i: int) -> int:
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
    signed = any(piece.kind in _SIGNED for piece in pieces[titles[-1] : first])
    between: list[Piece] = []
    for i in range(first + 1, min(first + 1 + _REACH, len(pieces))):
        if pieces[i].kind is Kind.PROSE:
            parted = any(_is_again(piece, above) or (not signed and _is_signed(piece, pieces[first])) for piece in between)
            return i if parted else first
        between.append(pieces[i])
    return first


def _is_again(piece: Piece, above: set[str]) -> bool:
    return piece.kind is Kind.HEADING and piece.line.key in above


def _is_signed(piece: Piece, deck: Piece) -> bool:
    text = piece.line.text
    named = piece.kind is Kind.HEADING and is_lone_name(text) and text not in deck.line.text  # else it names a picture
    return named or piece.kind in _SIGNED
