"""The lines from an article's first paragraph on -> its paragraphs, list items and captions, and what was cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

from framing.model import Removed
from framing.pages.bylines import match_byline
from framing.pages.datelines import DATELINE_REACH, Dateline, match_dateline
from framing.pages.endings import Ending, cut_about, end_at_marker, end_behind, remove
from framing.pages.furniture import SHORTEST_PARAGRAPH, classify
from framing.pages.inserts import cut_inserts
from framing.pages.kinds import Kind, Piece
from framing.pages.line import Line, cut_line

LONGEST_SUBHEAD = 12  # words; a longer line without a stop is a sentence that lost it
_DATELINE_PARAGRAPHS = 3  # paragraphs; an editor's note may stand before the dateline
_FEWEST_QUESTIONS = 3
_YOU = re.compile(r"(?i)\byou(?:r|rs|rself)?\b")
HEADLINE_LIST = 3  # lines in title case (CODEBOOK D-2)
_SURE_BULLET = re.compile(r"[•▪◦●‣·∙]\s")
_SUBHEAD = ("D-1", "subhead")
_TAIL = "line without a sentence behind the last paragraph"
_DROPPED = frozenset(Kind) - {Kind.PROSE, Kind.HEADING, Kind.SUBHEAD, Kind.BULLET, Kind.ROW, Kind.MARKER}


@dataclass(slots=True)
class Body:
    """An article's text as lines, one a paragraph; ``items`` holds the places of list items among them.

    ``subheads`` holds the lines kept apart (D-1), each with the place of the paragraph below it.
    """

    paragraphs: list[Line] = field(default_factory=list)
    items: set[int] = field(default_factory=set)
    subheads: list[tuple[Line, int]] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    dateline: Dateline | None = None
    author: str = ""
    n_clocks: int = 0
    credited: bool = False

    def take(self, ending: Ending) -> Sequence[Piece]:
        """Record what was cut, and return the lines that were not."""
        self.removed += ending.removed
        self.warnings += ending.warnings
        return ending.kept


class Page(NamedTuple):
    """What a page tells of an article's lines: how many of them are dense, the lines above, and who wrote it."""

    stop: int
    above: Sequence[Piece] = ()
    author: str = ""


def read_body(pieces: Sequence[Piece], title: str = "", *, page: Page | None = None, declared: bool = False) -> Body:
    """Keep what is text from the first paragraph on.

    Parameters
    ----------
    pieces : Sequence[Piece]
        The lines, beginning with the first paragraph.
    title : str
        The article's title, folded; lines that repeat it are cut (D-4).
    page : Page, optional
        What the page around the lines tells of them, where it is known to have a dense part.
    declared : bool
        Whether the lines are known to be one article's.

    Returns
    -------
    Body
        Empty where nothing is left.
    """
    body = Body()
    kept = body.take(end_behind(pieces, page.stop) if page else end_at_marker(pieces, declared=declared))
    outside = [*page.above, *pieces[len(kept) :]] if page else ()
    pieces = body.take(cut_inserts(kept, outside, title)) if page else kept
    pieces = list(_without_furniture(body, pieces, title))
    pieces = list(_without_headlines(body, _mark_questions(pieces) if page else pieces))
    pieces = list(_without_subheads(body, pieces))
    pieces = [*(_cut_datelines(body, piece) for piece in pieces[:_DATELINE_PARAGRAPHS]), *pieces[_DATELINE_PARAGRAPHS:]]
    pieces = body.take(cut_about(pieces, page.author or body.author)) if page else pieces
    body.removed += [remove(line, "D-2", _TAIL) for line, below in body.subheads if below >= len(pieces)]
    body.subheads = [(line, below) for line, below in body.subheads if below < len(pieces)]
    body.paragraphs = [piece.line for piece in pieces]
    body.items = set(_find_items(pieces))
    return body


def _cut_datelines(body: Body, piece: Piece) -> Piece:
    """Cut the dateline off a paragraph (D-5), and what stands behind it in the same form, as long as a paragraph remains."""
    line = piece.line
    first = found = match_dateline(line.text)
    if first is None:
        return piece
    end = 0
    while found is not None:
        end += found.end
        found = match_dateline(line.text[end : end + DATELINE_REACH])
    head, rest = cut_line(line, 0, end), cut_line(line, end, len(line.text))
    left = classify(rest) if rest else None
    if head is None or left is None or left.kind is not Kind.PROSE:
        return piece
    body.dateline = body.dateline or first
    body.removed.append(remove(head, "D-5", "dateline"))
    return left


def _without_furniture(body: Body, pieces: Iterable[Piece], title: str) -> Iterable[Piece]:
    """Drop what is no text by its own words: menus, captions, by-lines, dates, the title again."""
    for piece in pieces:
        line = piece.line
        if title and line.key == title:
            body.removed.append(remove(line, "D-4", "the title again"))
        elif piece.kind is Kind.CAPTION:
            body.captions.append(line)
        elif piece.kind in _DROPPED:
            body.removed.append(remove(line, piece.rule, piece.reason))
            _note(body, piece)
        else:
            yield piece


def _note(body: Body, piece: Piece) -> None:
    """Keep what a dropped line states about the article."""
    byline = match_byline(piece.line.text) if piece.kind is Kind.BYLINE else None
    if byline is not None and not body.author:
        body.author = byline.author
    stamped = byline is not None and byline.date is not None
    timed = piece.kind is Kind.STAMP and any(map(str.isdigit, piece.line.text))
    body.n_clocks += piece.kind is Kind.CLOCK or stamped or timed
    body.credited = body.credited or piece.kind is Kind.CREDIT


def _mark_questions(pieces: Sequence[Piece]) -> list[Piece]:
    """Take questions that each stand alone for headlines, where several do and none speaks to the one it asks.

    In an interview they do, and are part of the text.
    """
    asked = [
        i
        for i, (piece, after) in enumerate(pairwise(pieces))
        if piece.line.ends == "mark" and piece.line.n_words <= LONGEST_SUBHEAD and after.line.ends != "mark"
        if piece.kind is Kind.PROSE and piece.line.text[-1] == "?" and piece.line.text[0].isupper()
    ]
    spoken = any(_YOU.search(pieces[i].line.text) for i in asked)
    heads = set(asked) if len(asked) >= _FEWEST_QUESTIONS and not spoken else set()
    return [piece._replace(kind=Kind.HEADING) if i in heads else piece for i, piece in enumerate(pieces)]


def _is_headline(piece: Piece) -> bool:
    """Whether a line has no final stop; of bullets only those count that look like headlines in a list of links."""
    line = piece.line
    if piece.kind is Kind.BULLET:
        return line.ends in ("none", "mark") and line.n_words >= 5 and line.title_case
    return piece.kind is Kind.HEADING


def _without_subheads(body: Body, pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Keep subheads apart from the text, each with the number of paragraphs above it."""
    n_above = 0
    for piece in pieces:
        if piece.kind is Kind.SUBHEAD:
            body.subheads.append((piece.line, n_above))
        else:
            n_above += 1
            yield piece


def _without_headlines(body: Body, pieces: Sequence[Piece]) -> Iterable[Piece]:
    """Decide run by run whether lines without a final stop are subheads, headlines of other stories, or text."""
    before: Piece | None = None
    runs = [(headline, list(run)) for headline, run in groupby(pieces, key=_is_headline)]
    for i, (headline, run) in enumerate(runs):
        if headline and not (before is not None and before.line.ends == "colon"):
            yield from _without_cut(body, run, dict(_judge_run(run, last=i == len(runs) - 1)))
        else:
            yield from run
        before = run[-1]


def _without_cut(body: Body, run: Sequence[Piece], verdicts: Mapping[int, tuple[str, str]]) -> Iterable[Piece]:
    for i, piece in enumerate(run):
        if i not in verdicts:
            yield piece
        elif verdicts[i] == _SUBHEAD:
            yield piece._replace(kind=Kind.SUBHEAD)
        else:
            body.removed.append(remove(piece.line, *verdicts[i]))


def _judge_run(run: Sequence[Piece], *, last: bool) -> Iterable[tuple[int, tuple[str, str]]]:
    """Say which lines of a run to cut or keep apart, and why.

    The verdicts do not change when the cut lines are gone, so that cleaning a cleaned text changes nothing.
    """
    titled = {i for i, piece in enumerate(run) if piece.line.title_case}
    listed = titled if len(titled) >= HEADLINE_LIST else set()
    yield from ((i, ("D-2", "headline list")) for i in sorted(listed))
    rest = [i for i in range(len(run)) if i not in listed]
    for i in rest:
        line = run[i].line
        short = line.n_words <= LONGEST_SUBHEAD or i in titled or line.level > 0
        if run[i].kind is Kind.BULLET:
            continue
        if last and (short or len(rest) >= HEADLINE_LIST):
            yield i, ("D-2", _TAIL)
        elif not last and short and len(rest) < HEADLINE_LIST:
            yield i, _SUBHEAD


def _find_items(pieces: Sequence[Piece]) -> Iterable[int]:
    """Find list items: bulleted lines, and lines without a stop that a colon introduces (D-9)."""
    introduced = False  # whether a colon opened the run of lines this one belongs to
    for i, piece in enumerate(pieces):
        after_colon = i > 0 and pieces[i - 1].line.ends == "colon"
        introduced = after_colon or (introduced and pieces[i - 1].kind is not Kind.PROSE)
        if piece.kind is Kind.BULLET:
            neighbors = (pieces[i - 1].kind if i else None, pieces[i + 1].kind if i + 1 < len(pieces) else None)
            if introduced or Kind.BULLET in neighbors or _SURE_BULLET.match(piece.line.text):
                yield i
        elif piece.kind is Kind.HEADING and introduced and piece.line.n_words < SHORTEST_PARAGRAPH:
            yield i
