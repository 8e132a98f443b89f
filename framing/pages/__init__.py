"""A raw scraped text page -> its articles, their zones, and what was cut and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from framing.model import Article, Origin, Removed
from framing.pages.bodies import read_body, remove
from framing.pages.datelines import find_date, parse_date
from framing.pages.drafts import Draft, build_article
from framing.pages.furniture import Kind, Piece, classify
from framing.pages.headers import Header, read_header
from framing.pages.lines import Line, split_lines
from framing.pages.phrases import fold
from framing.pages.stamps import STAMP, part_at_stamps

_BLOCK_LINES = 4  # outlet, relative time, outlet again, headline


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


def read_page(
    text: str,
    origin: Origin,
    *,
    known: Mapping[str, str] | None = None,
    start: int = 0,
    declared: bool = False,
    markup: bool = False,
) -> tuple[Article, ...]:
    """Read the articles of a page.

    Parameters
    ----------
    text : str
        The decoded file (or cell of a table).
    origin : Origin
        Where it was read from; its segments are filled in.
    known : Mapping[str, str], optional
        Fields stated outside the text (front matter, columns, metadata): outlet, title, deck, author, date, url,
        agency, place, genre, topic, id. They belong to the first article and win over what the text states.
    start : int
        Where the page begins, in characters.
    declared : bool
        Whether the text is known to be one article: it is not searched for further ones, and is kept even where no
        line looks like a sentence.
    markup : bool
        Whether Markdown marks are to be left out.

    Returns
    -------
    tuple[Article, ...]
        In the order of the page; empty where it holds no article. Identifiers are empty unless known, and so are
        outlets that the page does not state.
    """
    parted = part_at_stamps(split_lines(text, start, markup=markup))
    pieces = [classify(line) for line in parted.lines]
    dates = parted.dates + [day for piece in pieces if (day := _day(piece)) is not None]
    places = [stamp.at for stamp in parted.removed]
    articles: list[Article] = []
    left_over: list[Removed] = []
    for region in [Region(pieces)] if declared else _split_regions(pieces):
        draft = _read_region(region, known or {} if not articles else {}, declared=declared)
        stamps = parted.removed[bisect_left(places, region.start) : bisect_left(places, region.end)]
        draft.removed += stamps
        draft.dates = dates
        draft.entries = [parse_date(stamp.text) for stamp in stamps if stamp.reason == STAMP]
        if draft.body.paragraphs:
            draft.removed += left_over
            left_over = []
            articles.append(build_article(draft, origin))
        else:
            left_over += draft.removed
    if articles and left_over:
        articles[-1] = replace(articles[-1], removed=(*articles[-1].removed, *left_over))
    return tuple(articles)


def _day(piece: Piece) -> date | None:
    """Return the full date that a line of the page states."""
    found = find_date(piece.line.text) if piece.kind in (Kind.DATE, Kind.BYLINE) else None
    return found[0] if found else None


def _split_regions(pieces: Sequence[Piece]) -> Iterator[Region]:
    """Part a page at its related-article blocks: outlet, relative time, the outlet again, headline (D-3)."""
    places: list[int] = []
    for i in range(1, len(pieces) - 2):
        if _opens_block(pieces, i) and (not places or i >= places[-1] + _BLOCK_LINES):
            places.append(i)
    starts = [pieces[i - 1].line.at for i in places] + [float("inf")]
    yield Region(pieces[: places[0] - 1] if places else pieces, end=starts[0])
    stops = [i - 1 for i in places[1:]] + [len(pieces)]
    for n, i in enumerate(places):
        head, title = pieces[i - 1 : i + 2], pieces[i + 2].line
        yield Region(pieces[i + 3 : stops[n]], starts[n], starts[n + 1], head, title)


def _opens_block(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a relative time stands in the head of a block."""
    outlet, again, headline = pieces[i - 1].line, pieces[i + 1].line, pieces[i + 2]
    named = outlet.n_words <= 8 and outlet.key == again.key
    return pieces[i].kind is Kind.AGO and named and headline.kind in (Kind.HEADING, Kind.PROSE)


def _read_region(region: Region, known: Mapping[str, str], *, declared: bool) -> Draft:
    """Read the lines of one article; where they hold none, the draft's body is empty and all of them are removed."""
    pieces = region.pieces
    known = {"outlet": region.head[0].line.text, **known} if region.head else dict(known)
    stated = known.get("title") or (region.title.text if region.title else "")
    header = read_header(pieces, title=stated, declared=declared)
    if header is None and declared:
        header = Header(0)
        pieces = [piece._replace(kind=Kind.PROSE) if piece.kind is Kind.HEADING else piece for piece in pieces]
    if header is None:
        return _empty_draft(region, known)
    title = region.title or header.title
    body = read_body(pieces[header.start :], fold(stated or (title.text if title else "")), declared=declared)
    draft = Draft(known, header, body, title, removed=[*body.removed, *_cut_head(region)])
    for i, piece in enumerate(pieces[: header.start]):
        if piece.kind is Kind.CAPTION:
            draft.captions.append(piece.line)
        elif piece.line is not title and piece.line is not header.deck:
            draft.removed.append(remove(piece.line, *header.reasons.get(i, (piece.rule, piece.reason))))
    draft.captions += body.captions
    return draft


def _cut_head(region: Region) -> list[Removed]:
    return [remove(piece.line, "D-3", "head of a related article: outlet and relative time") for piece in region.head]


def _empty_draft(region: Region, known: Mapping[str, str]) -> Draft:
    lines = [*([region.title] if region.title else []), *(piece.line for piece in region.pieces)]
    removed = [*_cut_head(region), *(remove(line, "D-2", "no article text around it") for line in lines)]
    return Draft(known, Header(0), read_body(()), removed=removed)
