"""What a line of a page can be: its kind, with the rule that says so and the reason a reader is told."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from framing.pages.line import Line


class Kind(StrEnum):
    """What a line is, looked at alone; where it stands decides the rest."""

    PROSE = "prose"
    HEADING = "heading"
    SUBHEAD = "subhead"  # a heading whose place makes it one
    BULLET = "bullet"
    ROW = "row of a table"
    CAPTION = "caption"
    BYLINE = "by-line"
    CREDIT = "credit"
    DATE = "date"
    AGO = "relative time"
    CLOCK = "clock"
    STAMP = "entry stamp"
    MARKER = "end marker"
    THREAD = "head of a comment"
    FOLIO = "head of a printed page"
    FURNITURE = "furniture"


class Verdict(NamedTuple):
    """A kind, the codebook rule that decided it, and the reason a reader is told."""

    kind: Kind
    rule: str = ""
    reason: str = ""


class Piece(NamedTuple):
    """A line of a page and what kind it is."""

    line: Line
    kind: Kind
    rule: str
    reason: str
