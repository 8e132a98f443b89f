"""The lines of a page -> those of each of its articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from framing.pages.kinds import Kind, Piece
from framing.pages.line import Line

_BLOCK_LINES = 4  # outlet, relative time, outlet again, headline
_HEADLINE = range(3, 31)  # words
_PARAGRAPHS, _WORDS = 3, 60  # of a text that is an article and not a teaser


class Region(NamedTuple):
    """The lines of one article.

    ``head`` holds the lines of a related-article block that name its outlet (D-3) and ``title`` its headline;
    ``start`` and ``end`` are the characters of the file it reaches over.
    """

    pieces: Sequence[Piece]
    start: float = 0
    end: float = float("inf")
    head: Sequence[Piece] = ()
    title: Line | None = None


def split_regions(pieces: Sequence[Piece]) -> Iterator[Region]:
    """Part a page into the lines of its articles.

    An article begins with a block of outlet, relative time, the outlet again and a headline (D-3). Where none does, as in
    a letter to subscribers, one begins with each headline that has a by-line below it and a text above and behind.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The lines of a page.

    Yields
    ------
    Region
    """
    places: list[int] = []
    for i in range(1, len(pieces) - 2):
        if _opens_block(pieces, i) and (not places or i >= places[-1] + _BLOCK_LINES):
            places.append(i)
    starts = [pieces[i - 1].line.at for i in places] + [float("inf")]
    yield from _split_signed(pieces[: places[0] - 1] if places else pieces, starts[0])
    stops = [i - 1 for i in places[1:]] + [len(pieces)]
    for n, i in enumerate(places):
        head, title = pieces[i - 1 : i + 2], pieces[i + 2].line
        yield Region(pieces[i + 3 : stops[n]], starts[n], starts[n + 1], head, title)


def _opens_block(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a relative time stands in the head of a block."""
    outlet, again, headline = pieces[i - 1].line, pieces[i + 1].line, pieces[i + 2]
    named = outlet.n_words <= 8 and outlet.key == again.key
    return pieces[i].kind is Kind.AGO and named and headline.kind in (Kind.HEADING, Kind.PROSE)


def _split_signed(pieces: Sequence[Piece], end: float) -> Iterator[Region]:
    """Part lines at headlines with a by-line below, as long as each part holds a text of its own."""
    heads = [i for i, (piece, after) in enumerate(pairwise(pieces)) if _is_signed(piece, after)]
    texts = [_holds_text(pieces[i:stop]) for i, stop in pairwise([*heads, len(pieces)])]
    starts = [i for i, text in zip(heads, texts, strict=True) if text]
    low, at = 0, 0.0
    for i in starts[1:]:
        yield Region(pieces[low:i], at, pieces[i].line.at)
        low, at = i, pieces[i].line.at
    yield Region(pieces[low:], at, end)


def _is_signed(piece: Piece, after: Piece) -> bool:
    signed = after.kind is Kind.BYLINE and after.line.key.startswith("by ")
    return signed and piece.kind is Kind.HEADING and piece.line.n_words in _HEADLINE


def _holds_text(pieces: Sequence[Piece]) -> bool:
    stop = next((i for i, piece in enumerate(pieces) if piece.kind is Kind.MARKER), len(pieces))
    words = [piece.line.n_words for piece in pieces[:stop] if piece.kind is Kind.PROSE]
    return len(words) >= _PARAGRAPHS and sum(words) >= _WORDS
