"""The text an extractor finds in a web page, and the roles of its lines -> the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from framing.model import Article, Origin, Removed
from framing.pages.bodies import HEADLINE_LIST, read_body
from framing.pages.datelines import find_date, parse_date
from framing.pages.drafts import Draft, build_article
from framing.pages.furniture import classify
from framing.pages.headers import Header, read_header
from framing.pages.kinds import Kind, Piece
from framing.pages.lines import Line, split_lines
from framing.pages.phrases import fold
from framing.pages.stamps import STAMP, part_at_stamps
from framing.readers.blocks import Block, Role

_TEXT = (Kind.PROSE, Kind.HEADING, Kind.BULLET)
_CUT: Mapping[Role, tuple[str, str]] = {
    Role.HEADLINE: ("D-4", "the page's headline"),
    Role.POINTER: ("D-4", "nothing but a link to another page of the site"),
}


@dataclass(slots=True)
class _Sheet:
    """The lines of an extracted text as pieces, and those that the page says more of."""

    pieces: list[Piece] = field(default_factory=list)
    items: set[int] = field(default_factory=set)  # places of list items
    title: Line | None = None
    deck: Line | None = None


def read_extract(text: str, blocks: Sequence[Block], origin: Origin, known: Mapping[str, str]) -> Article | None:
    """Read the article of an extracted text.

    What the page says of a line (heading, list item, link) goes before what its shape says; the rest is decided as on any page.

    Parameters
    ----------
    text : str
        What was extracted.
    blocks : Sequence[Block]
        The lines whose role is known.
    origin : Origin
        Where it was read from; its segments are places in the text.
    known : Mapping[str, str]
        Fields stated by the page's metadata.

    Returns
    -------
    Article or None
        None where no line of it is text.
    """
    parted = part_at_stamps(split_lines(text))
    sheet = _sort(parted.lines, _trusted(blocks, text), fold(known.get("title", "")))
    header = read_header(sheet.pieces, title=known.get("title", ""), declared=True) or Header(0)
    header.deck = sheet.deck or header.deck
    bylines = [sheet.pieces[i].line for i in range(header.start) if header.reasons.get(i, ("",))[0] == "D-6"]
    apart = {line.at for line in (*bylines, header.deck, header.title) if line is not None}
    pieces = [piece for piece in sheet.pieces if piece.line.at not in apart]
    body = read_body(pieces, fold(known.get("title", "")), declared=True)
    if not body.paragraphs:
        return None
    body.items |= {i for i, line in enumerate(body.paragraphs) if line.at in sheet.items}
    removed = [*body.removed, *parted.removed, *(Removed(line.text, line.at, "D-6", "by-line") for line in bylines)]
    draft = Draft(known, header, body, sheet.title or header.title, captions=body.captions, removed=removed)
    draft.dates = [*parted.dates, *_days(sheet.pieces)]
    draft.entries = [parse_date(stamp.text) for stamp in parted.removed if stamp.reason == STAMP]
    return build_article(draft, origin)


def _trusted(blocks: Sequence[Block], text: str) -> dict[int, Role]:
    """Return the roles by place; one that most of the text would have is none."""
    lengths: dict[Role, int] = {}
    for block in blocks:
        lengths[block.role] = lengths.get(block.role, 0) + block.end - block.start
    trusted = {role for role, length in lengths.items() if role is Role.ITEM or 2 * length < len(text)}
    return {block.start: block.role for block in blocks if block.role in trusted}


def _sort(lines: Sequence[Line], roles: Mapping[int, Role], title: str) -> _Sheet:
    sheet = _Sheet()
    for line in lines:
        piece, role = classify(line), roles.get(line.at)
        if role is Role.HEADLINE and sheet.title is None and line.key == title:
            sheet.title = line
        if role is not None and role in _CUT:
            piece = Piece(line, Kind.FURNITURE, *_CUT[role])
        elif role is Role.CAPTION:
            piece = Piece(line, Kind.CAPTION, "D-4", "caption")
        elif piece.kind in _TEXT:
            if role is Role.DECK and sheet.deck is None:
                sheet.deck = line
            elif role is Role.SUBHEAD:
                piece = piece._replace(kind=Kind.SUBHEAD)
            elif role is Role.ITEM:
                piece = piece._replace(kind=Kind.PROSE)
                sheet.items.add(line.at)
        sheet.pieces.append(piece)
    sheet.pieces = [*_keep_lists(sheet.pieces)]
    return sheet


def _keep_lists(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Keep runs of lines that look like a list of headlines: in a web page the lines of such a list are links."""
    for heading, run in groupby(pieces, key=lambda piece: piece.kind is Kind.HEADING):
        found = list(run)
        listed = heading and sum(piece.line.title_case for piece in found) >= HEADLINE_LIST
        yield from (piece._replace(kind=Kind.PROSE) for piece in found) if listed else found


def _days(pieces: Iterable[Piece]) -> Iterator[date]:
    for piece in pieces:
        found = find_date(piece.line.text) if piece.kind in (Kind.DATE, Kind.BYLINE) else None
        if found is not None and found[0] is not None:
            yield found[0]
