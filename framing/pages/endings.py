"""The lines from an article's first paragraph on -> where it ends, and what was cut behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.model import Removed
from framing.pages.furniture import POST, SHORTEST_PARAGRAPH
from framing.pages.kinds import Kind, Piece
from framing.pages.line import Line
from framing.pages.phrases import fold

PARAGRAPH = 20  # words of a sentence that is more than the teaser of another story
_BIOGRAPHY = 2  # paragraphs; how far from the end what is said of the author may stand


class Ending(NamedTuple):
    """The lines kept, what was cut behind them, and what a reader should look at."""

    kept: Sequence[Piece]
    removed: Sequence[Removed] = ()
    warnings: Sequence[str] = ()


def remove(line: Line, rule: str, reason: str) -> Removed:
    """Record a line as cut."""
    return Removed(line.text, line.at, rule, reason)


def end_at_marker(pieces: Sequence[Piece], *, declared: bool) -> Ending:
    """End an article at the first end marker behind its text (D-2).

    In a text known to be one article, paragraphs behind a marker are its own: there the marker is a link in its middle.
    """
    at = next((i for i, piece in enumerate(pieces) if piece.kind is Kind.MARKER), None)
    if at is None:
        return Ending(pieces)
    if declared and _n_paragraphs(pieces[at + 1 :]) > 1:
        markers = [remove(piece.line, "D-2", "marker between paragraphs") for piece in pieces if piece.kind is Kind.MARKER]
        return Ending([piece for piece in pieces if piece.kind is not Kind.MARKER], markers)
    return _cut_from(pieces, at)


def end_behind(pieces: Sequence[Piece], stop: int) -> Ending:
    """End an article behind the dense part of its page: at the next end marker (D-2) or paragraph.

    A long paragraph directly below, which lost its stop, an aside in brackets and a list are its own.
    """
    while stop < len(pieces) and pieces[stop].kind is Kind.PROSE and _is_own(pieces[stop].line):
        stop += 1
    while stop < len(pieces) and pieces[stop].kind not in (Kind.MARKER, Kind.THREAD, Kind.PROSE):
        stop += 1
    return _cut_from(pieces, stop)


def _is_own(line: Line) -> bool:
    aside = line.text.startswith("(") and line.text.endswith(")")
    return aside or line.n_words >= SHORTEST_PARAGRAPH or POST.match(line.text) is not None


def _n_paragraphs(pieces: Sequence[Piece]) -> int:
    return sum(piece.kind is Kind.PROSE and piece.line.n_words >= PARAGRAPH for piece in pieces)


def _cut_from(pieces: Sequence[Piece], stop: int) -> Ending:
    """Cut all lines from one on, and say which of them stand behind an end marker."""
    at = next((i for i in range(stop, len(pieces)) if pieces[i].kind in (Kind.MARKER, Kind.THREAD)), len(pieces))
    removed = [remove(piece.line, "D-2", "stands apart from the article's text") for piece in pieces[stop:at]]
    if at == len(pieces):
        return Ending(pieces[:stop], removed)
    marker = pieces[at]
    removed.append(remove(marker.line, "D-2", marker.reason))
    removed += [remove(piece.line, "D-2", f'after the end marker "{marker.line.text}"') for piece in pieces[at + 1 :]]
    n = _n_paragraphs(pieces[at + 1 :])
    warning = f'{n} paragraphs behind the end marker "{marker.line.text}" were cut; see whether they belong to it'
    return Ending(pieces[:stop], removed, [warning] if n > 1 and marker.kind is Kind.MARKER else [])


def cut_about(pieces: Sequence[Piece], author: str) -> Ending:
    """Cut what is said of the author behind the text: paragraphs at its end that open with the name.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The paragraphs of an article.
    author : str
        The names its by-line gives.
    """
    names = tuple(f"{fold(name)} " for name in _names(author))
    at = len(pieces)
    for i in range(len(pieces) - 1, max(0, len(pieces) - 1 - _BIOGRAPHY), -1):
        if names and fold(pieces[i].line.text[:100]).startswith(names):
            at = i
    return Ending(pieces[:at], [remove(piece.line, "D-2", "about the author") for piece in pieces[at:]])


def _names(author: str) -> Iterator[str]:
    for part in author.replace(" and ", ",").replace(" & ", ",").split(","):
        if len(part.split()) > 1:
            yield part.strip()
