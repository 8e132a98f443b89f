"""The lines of a page -> where among them the text of its article stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from framing.pages.furniture import NO_WORDS
from framing.pages.kinds import Kind, Piece

# Weights, in words: what a line speaks for or against being inside an article. Set on half of the pages of the
# benchmark (tests/benchmark/text_pages.py), and of all lengths below; doubling or halving any one moves the means of precision
# and recall over all pages by less than three points.
_WEIGHTS = {
    Kind.HEADING: -4,
    Kind.BULLET: 0,
    Kind.CAPTION: 0,
    Kind.ROW: 0,
    Kind.FOLIO: 0,
    Kind.DATE: -12,
    Kind.AGO: -12,
    Kind.BYLINE: -12,
    Kind.MARKER: -75,
    Kind.THREAD: -1000,
}
_FURNITURE = -5
_REPEATED = -20
_TEASER = -5
_MOST = 60  # words of a paragraph that count
_LONGEST_TEASER = 30  # words of a lone paragraph below a headline that is more likely another story's
_LONGEST_REPEATED = 60  # words; longer lines are compared with none
_DENSE = 8  # paragraphs in a row: where an article is written like that, one that stands alone counts for less
_LONE = 3  # divides what a lone paragraph weighs
_LETTERS = 8  # letters that count as a word where words are not parted by spaces


# A word with the next one glued to it, as a headline has its teaser where a menu's markup was dropped.
_GLUED = re.compile(r"[a-z]{2}[\d.?!”’)]*[A-Z][a-z]*(?= )")
_GLUED_REACH = 200  # characters
_GLUED_ROW = 3  # lines


class _Stretch(NamedTuple):
    """Lines ``start`` to ``stop`` and what they weigh; ``before`` and ``behind`` are the sums of all weights up to there."""

    start: int
    stop: int
    before: int
    behind: int


def find_core(pieces: Sequence[Piece]) -> range | None:
    """Find the stretch of lines that holds the article: dense prose, however much else stands around or in it.

    Each line weighs for or against; a stretch that is heavier than any of its parts and any of its extensions is a
    candidate (Ruzzo and Tompa 1999), and the first is taken that weighs half as much as the heaviest: what stands
    below an article (comments, other stories) may be longer than it.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The lines of a page.

    Returns
    -------
    range or None
        The places of the lines; None where no line speaks for an article.
    """
    stretches = _maximal(_weigh(pieces))
    comments = next((i for i, piece in enumerate(pieces) if piece.kind is Kind.THREAD), len(pieces))
    stretches = [stretch for stretch in stretches if stretch.start < comments] or stretches
    heaviest = max((stretch.behind - stretch.before for stretch in stretches), default=0)
    for stretch in stretches:
        if 2 * (stretch.behind - stretch.before) >= heaviest:
            return range(stretch.start, stretch.stop)
    return None


def _weigh(pieces: Sequence[Piece]) -> Iterator[int]:
    repeats = Counter(piece.line.key for piece in pieces if piece.line.n_words < _LONGEST_REPEATED)
    runs = [list(run) for prose, run in groupby(range(len(pieces)), key=lambda i: pieces[i].kind is Kind.PROSE) if prose]
    teasers, lone, glued = set(_find_teasers(pieces)), set(_find_lone(runs)), set(_find_glued(pieces, runs))
    for i, piece in enumerate(pieces):
        line = piece.line
        if piece.reason == NO_WORDS:
            yield 0
        elif piece.kind not in (Kind.PROSE, Kind.FOLIO, Kind.STAMP) and repeats[line.key] > 1:
            yield _REPEATED
        elif piece.kind is not Kind.PROSE:
            yield _WEIGHTS.get(piece.kind, _FURNITURE)
        elif i in teasers:
            yield _TEASER
        elif (line.ends == "none" and line.n_words < _MOST) or i in glued:
            yield 0  # captions and teasers are written so as well
        else:
            yield min(max(line.n_words, len(line.text) // _LETTERS), _MOST) // (_LONE if i in lone else 1)


def _above(pieces: Sequence[Piece], i: int) -> Kind | None:
    """Return the kind of the line above; where that is the headline of a live blog's entry, the kind of its stamp."""
    if i > 1 and pieces[i - 2].kind in (Kind.CLOCK, Kind.STAMP):
        return pieces[i - 2].kind
    return pieces[i - 1].kind if i else None


def _find_lone(runs: Sequence[Sequence[int]]) -> Iterator[int]:
    """Find paragraphs without another beside them, on a page that has many in a row."""
    if any(len(run) >= _DENSE for run in runs):
        yield from (run[0] for run in runs if len(run) == 1)


def _find_glued(pieces: Sequence[Piece], runs: Sequence[Sequence[int]]) -> Iterator[int]:
    """Find rows of headlines with their teasers glued to them; in half of the lines or more, each time another word."""
    for run in runs:
        if len(run) < _GLUED_ROW or not any(_glue(pieces[i]) for i in run[:_GLUED_ROW]):
            continue
        words = {_glue(pieces[i]) for i in run} - {""}
        if len(words) >= max(_GLUED_ROW, len(run) / 2):
            yield from run


def _glue(piece: Piece) -> str:
    match = _GLUED.search(piece.line.text[:_GLUED_REACH]) if piece.line.n_words < _MOST else None
    return match[0] if match else ""


def _find_teasers(pieces: Sequence[Piece]) -> Iterator[int]:
    """Find short paragraphs that stand alone below and above lines of other kinds, as in lists of stories."""
    found = []
    for i, piece in enumerate(pieces):
        if piece.kind is Kind.PROSE and piece.line.n_words < _LONGEST_TEASER:
            above = _above(pieces, i)
            below = pieces[i + 1].kind if i + 1 < len(pieces) else None
            if above in (Kind.HEADING, Kind.AGO, Kind.DATE, Kind.BYLINE) and below is not Kind.PROSE:
                found.append(i)
    yield from found if len(found) > 2 else []


def _maximal(weights: Iterator[int]) -> list[_Stretch]:
    """Return the maximal stretches of a row of weights, in order, by the algorithm of Ruzzo and Tompa.

    A stretch waits for one that is worth being joined to; a search for it passes over stretches that are not, so each
    stretch remembers where the search from its own place ended. That keeps the whole linear.
    """
    found: list[_Stretch] = []
    links: list[int] = []  # for each stretch, the last one before it whose sum before is lower; -1 for none
    total = 0
    for i, weight in enumerate(weights):
        total += weight
        if weight <= 0:
            continue
        new = _Stretch(i, i + 1, total - weight, total)
        while True:
            k = len(found) - 1
            while k >= 0 and found[k].before >= new.before:
                k = links[k]
            if k < 0 or found[k].behind >= new.behind:
                break
            new = _Stretch(found[k].start, new.stop, found[k].before, new.behind)
            del found[k:], links[k:]
        found.append(new)
        links.append(k)
    return found
