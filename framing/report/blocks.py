"""The blocks a report is made of: plain data that says what is shown, and nothing of how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from framing.charts.notation import DEFAULT

if TYPE_CHECKING:
    from framing.charts import Chart


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor of the same report."""

    text: str
    anchor: str
    kind: ClassVar[str] = "link"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that are stressed."""

    text: str
    kind: ClassVar[str] = "strong"


@dataclass(frozen=True, slots=True)
class Code:
    """Words quoted from a machine: a rule id, a path, a fingerprint."""

    text: str
    kind: ClassVar[str] = "code"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words quoted from an article, with the evidence between ``before`` and ``after``."""

    before: str
    text: str
    after: str
    kind: ClassVar[str] = "excerpt"


Inline = str | Link | Strong | Code | Excerpt
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; those of level 2 make the contents list."""

    text: str
    anchor: str
    level: int = 2
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``role`` is "", "lede", "note" (small print) or "caution"."""

    line: Line
    role: str = ""
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    lines: tuple[Line, ...]
    role: str = ""
    kind: ClassVar[str] = "items"


@dataclass(frozen=True, slots=True)
class Statements:
    """What stands, a subject at a time: its name and the sentences on it."""

    subjects: tuple[tuple[str, tuple[Line, ...]], ...]
    kind: ClassVar[str] = "statements"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column heads its rows; ``numeric`` says which columns align on the right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: tuple[bool, ...] = ()
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, by its name in the report's ``charts``, and the line under it that says how to read it."""

    name: str
    title: str
    alt: str
    caption: Line = ()
    kind: ClassVar[str] = "figure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence in context: what it is, in whose voice, under which rule, and where it stands.

    ``headline`` says whether it counts in a headline column; the others stand in side columns. ``notes`` say what else
    there is to know of it: that it is uncertain, which words weighed most.
    """

    excerpt: Excerpt
    term: str
    category: str
    voice: str
    rule: str
    source: str
    place: Link | str | None
    headline: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence behind one number: ``total`` pieces, of which ``findings`` are shown, and the file that holds all."""

    title: str
    anchor: str
    total: int
    findings: tuple[Finding, ...]
    file: str = "hits.jsonl"
    kind: ClassVar[str] = "evidence"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article that no mark starts or ends inside of, with the marks that cover it.

    ``classes`` name what covers it (``m-hedging``, ``v-quoted``, ``quotation``, ``source``, ``cue``, ``content``; where
    the evidence is the whole sentence ``s-loaded-sentences``, with ``starts`` on its first piece), ``notes`` say it in
    words, ``anchor`` is set where evidence starts here, ``codes`` are the measures whose evidence ends here, with a
    question mark where it is uncertain.
    """

    text: str
    classes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    anchor: str = ""
    codes: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether words here are evidence, not only part of a sentence that is."""
        return any(name.startswith("m-") for name in self.classes)

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The measures whose evidence ends here and is uncertain."""
        return tuple(code[:-1] for code in self.codes if code.endswith("?"))


class Said(NamedTuple):
    """One attribution in words: who says it, by which cue, what (cut where it is long), and on which rung of the ladder."""

    source: str
    cue: str
    content: str
    rung: str


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article in full with its evidence marked: zones of paragraphs of pieces.

    ``said`` lists who says what, for formats that cannot mark sources, cues and contents in the text.
    """

    title: str
    anchor: str
    about: Line
    zones: tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...]
    language: str = "en"
    said: tuple[Said, ...] = ()
    kind: ClassVar[str] = "article"


@dataclass(frozen=True, slots=True)
class Articles:
    """All articles in full, and the measures they can be filtered by, as pairs of class and title."""

    measures: tuple[tuple[str, str], ...]
    articles: tuple[MarkedArticle, ...]
    kind: ClassVar[str] = "articles"

    @property
    def uncertain(self) -> bool:
        """Whether any evidence is uncertain, so that its sign needs an explanation."""
        return any(piece.uncertain for piece in self._pieces())

    @property
    def sentences(self) -> tuple[str, ...]:
        """The classes of the measures whose evidence is whole sentences."""
        starts = (piece.classes for piece in self._pieces() if "starts" in piece.classes)
        found = {name.removeprefix("s-") for classes in starts for name in classes if name.startswith("s-")}
        return tuple(slug for slug, _ in self.measures if slug in found)

    def _pieces(self) -> Iterator[Piece]:
        zones = (paragraphs for article in self.articles for _, paragraphs in article.zones)
        return (piece for paragraphs in zones for pieces in paragraphs for piece in pieces)


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that are shown on request."""

    summary: Line
    blocks: tuple[Block, ...]
    kind: ClassVar[str] = "fold"


Block = Heading | Paragraph | Items | Statements | Table | Figure | Evidence | Articles | Fold


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart at two widths, that of a page and that of a column or a phone, and both as SVG text."""

    page: Chart
    column: Chart
    page_svg: str
    column_svg: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as plain blocks, its charts by name, and everything it says as data.

    ``language`` is that of its numbers and dates, which a renderer writes some of.
    """

    title: str
    blocks: tuple[Block, ...]
    charts: Mapping[str, Drawing]
    data: Mapping[str, Any]
    language: str = DEFAULT
