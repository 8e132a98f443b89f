"""An article of an analysis -> a telling: its statements, with everything in it that may change from one version to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.claims.likeness import Term, read_terms
from framing.claims.results import Statement
from framing.claims.statements import split_statements
from framing.documents import segment
from framing.model import Article, Document, Hit, Span

if TYPE_CHECKING:
    from framing.analysis import Analysis

Record = Mapping[str, Any]
_SOURCED = ("reporting", "hearsay")


@dataclass(frozen=True, slots=True)
class Telling:
    """One version: its body segmented and tagged, its statements with their terms, and the layers of its analysis."""

    article: Article
    doc: Document
    statements: tuple[Statement, ...]
    terms: tuple[list[Term], ...]
    attributions: tuple[Record, ...]
    hits: tuple[Hit, ...]

    def tokens(self, statement: Statement) -> Span:
        """Return the tokens of a statement."""
        first, last = (
            bisect_left(self.doc.tokens, at, key=lambda token: token.start) for at in (statement.start, statement.end)
        )
        return Span(first, last)

    def hits_in(self, statements: Iterable[Statement], measure: str) -> Iterator[Hit]:
        """Yield a measure's hits in statements, in order."""
        for statement in statements:
            for hit in self.hits:
                if hit.measure == measure and hit.zone == "body" and statement.start <= hit.start < statement.end:
                    yield hit

    def attribution_of(self, statements: Sequence[Statement]) -> Record | None:
        """Return the attribution that most of some statements stand in; one that points to a source goes first."""
        best: Record | None = None
        most = (0, 0)
        for record in self.attributions:
            if record["kind"] in _SOURCED and record["level"] == 1:
                shared = sum(_overlap(span, s) for span in (*record["contents"], record["cue"]) for s in statements)
                rank = (int(record["source"] is not None), shared)
                if shared and rank > most:
                    best, most = record, rank
        return best

    def refusals_in(self, statements: Iterable[Statement]) -> list[Record]:
        """Return the records of sources that said nothing (A-1n) whose cue stands in some statements."""
        chosen = list(statements)
        return [record for record in self.refusals() if any(s.start <= record["cue"][0] < s.end for s in chosen)]

    def refusals(self) -> list[Record]:
        """Return all records of sources that said nothing."""
        return [record for record in self.attributions if record["kind"] == "no_comment"]


def _overlap(span: Sequence[int], statement: Statement) -> int:
    return max(0, min(span[1], statement.end) - max(span[0], statement.start))


def read_telling(article: Article, analysis: Analysis) -> Telling:
    """Return what claims need of an article and its layers."""
    doc = segment(article.text, article)
    found = analysis.attributions.get(article.id, ())
    records = tuple(record for record in found if "kind" in record and record.get("zone", "body") == "body")
    statements = split_statements(article, records, analysis.quotations.get(article.id, ()), doc)
    said = [(span[0], span[1]) for record in records for span in (record["source"], record["cue"]) if span]
    terms = tuple(read_terms(statement, said) for statement in statements)
    return Telling(article, doc, statements, terms, records, tuple(analysis.hits.get(article.id, ())))
