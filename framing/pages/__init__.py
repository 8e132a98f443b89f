"""A raw scraped text page -> its articles, their zones, and what was cut and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from framing.model import Article, Origin, Removed
from framing.pages.bodies import Page, read_body
from framing.pages.cores import find_core
from framing.pages.datelines import find_date, parse_date
from framing.pages.drafts import Draft, build_article
from framing.pages.endings import remove
from framing.pages.furniture import classify
from framing.pages.headers import AGAIN, Header, read_header
from framing.pages.kinds import Kind, Piece
from framing.pages.lines import split_lines
from framing.pages.neighbors import judge
from framing.pages.phrases import fold
from framing.pages.regions import Region, split_regions
from framing.pages.repeated import FindReason, mark_repeated
from framing.pages.stamps import STAMP, part_at_stamps


def read_page(
    text: str,
    origin: Origin,
    *,
    known: Mapping[str, str] | None = None,
    declared: bool = False,
    markup: bool = False,
    repeated: FindReason | None = None,
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
    declared : bool
        Whether the text is known to be one article: it is not searched for further ones, and is kept even where no
        line looks like a sentence.
    markup : bool
        Whether Markdown marks are to be left out.
    repeated : FindReason, optional
        Returns why a line, by its text, recurs on other pages of the same outlet, or an empty string.

    Returns
    -------
    tuple[Article, ...]
        In the order of the page; empty where it holds no article. Identifiers are empty unless known, and so are
        outlets that the page does not state.
    """
    parted = part_at_stamps(split_lines(text, markup=markup))
    pieces = [classify(line) for line in parted.lines]
    dates = parted.dates + [day for piece in pieces if (day := _day(piece)) is not None]
    places = [stamp.at for stamp in parted.removed]
    articles: list[Article] = []
    left_over: list[Removed] = []
    for region in [Region(pieces)] if declared else split_regions(pieces):
        marked = region._replace(pieces=mark_repeated(region.pieces, repeated)) if repeated else region
        draft = _read_region(marked, known or {} if not articles else {}, declared=declared)
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


def _read_region(region: Region, known: Mapping[str, str], *, declared: bool) -> Draft:
    """Read the lines of one article; where they hold none, the draft's body is empty and all of them are removed."""
    pieces = region.pieces
    known = {"outlet": region.head[0].line.text, **known} if region.head else dict(known)
    stated = known.get("title") or (region.title.text if region.title else "")
    pieces = pieces if declared else judge(pieces)
    core = None if declared else find_core(pieces)
    header = read_header(pieces, title=stated, declared=declared, core=core)
    if header is None and declared:
        header = Header(0)
        pieces = [piece._replace(kind=Kind.PROSE) if piece.kind is Kind.HEADING else piece for piece in pieces]
    if header is None:
        return _empty_draft(region, known)
    title = region.title or header.title
    reaches = core is not None and core.stop > header.start
    page = Page(core.stop - header.start, pieces[: header.start], header.author) if core and reaches else None
    body = read_body(pieces[header.start :], fold(stated or (title.text if title else "")), page=page, declared=declared)
    draft = Draft(known, header, body, title, removed=[*body.removed, *_cut_head(region)])
    if region.title:  # it is the headline of the block; the line found for it is that headline again
        again = {i for i in header.taken if pieces[i].line is header.title}
        header.taken -= again
        header.reasons |= dict.fromkeys(again, AGAIN)
    draft.removed += [remove(header.parted, "D-4", "the site's name behind the title")] if header.parted else []
    for i, piece in enumerate(pieces[: header.start]):
        if piece.kind is Kind.CAPTION:
            draft.captions.append(piece.line)
        elif i not in header.taken:
            draft.removed.append(remove(piece.line, *header.reasons.get(i, (piece.rule, piece.reason))))
    draft.captions += body.captions
    return draft


def _cut_head(region: Region) -> list[Removed]:
    return [remove(piece.line, "D-3", "head of a related article: outlet and relative time") for piece in region.head]


def _empty_draft(region: Region, known: Mapping[str, str]) -> Draft:
    lines = [*([region.title] if region.title else []), *(piece.line for piece in region.pieces)]
    removed = [*_cut_head(region), *(remove(line, "D-2", "no article text around it") for line in lines)]
    return Draft(known, Header(0), read_body(()), removed=removed)
