"""An article of an analysis -> a telling: its statements, with everything in it that may change from one version to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.claims.numbers import Number, find_numbers
from framing.claims.results import Statement
from framing.claims.statements import split_statements
from framing.claims.terms import Term, find_names, read_terms
from framing.claims.verb_forms import root
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.measures.hedging import scope
from framing.model import Article, Document, Hit, Span

if TYPE_CHECKING:
    from framing.analysis import Analysis

Record = Mapping[str, Any]
Side = tuple[int, str, frozenset[str]]
NEAR = 7  # tokens on either side of a hedge
MOST = 0.4  # share of a claim's words that an attribution's content must have to be the claim's
SOURCED = ("reporting", "hearsay")  # kinds of attributions that say who says it, or that somebody does
_TELLING = ("NN", "VB", "JJ", "CD", "RB")  # tags of words that tell something


@dataclass(frozen=True, slots=True)
class Telling:
    """One version: its body segmented and tagged, its statements with their terms, and the layers of its analysis.

    ``sides`` are words that have an opposite: their token, and the side and labels of `opposites.yml`.
    """

    article: Article
    doc: Document
    statements: tuple[Statement, ...]
    terms: tuple[list[Term], ...]
    attributions: tuple[Record, ...]
    hits: tuple[Hit, ...]
    numbers: tuple[Number, ...] = ()
    negators: tuple[Span, ...] = ()
    sides: tuple[Side, ...] = ()

    def tokens(self, statement: Statement) -> Span:
        """Return the tokens of a statement."""
        first, last = (bisect_left(self.doc.tokens.starts, at) for at in (statement.start, statement.end))
        return Span(first, last)

    def hits_in(self, statements: Iterable[Statement], measure: str) -> Iterator[Hit]:
        """Yield a measure's hits in statements, in order."""
        for statement in statements:
            for hit in self.hits:
                if hit.measure == measure and hit.zone == "body" and statement.start <= hit.start < statement.end:
                    yield hit

    def words_of(self, statements: Iterable[Statement]) -> frozenset[str]:
        """Return the stems of the words of statements."""
        return frozenset(word for s in statements for word in self.words_between(s.start, s.end))

    def claimed_in(self, statements: Iterable[Statement]) -> frozenset[str]:
        """Return the stems of the words of statements, without those that only tell who says it."""
        spans = [span for record in self.attributions for span in (record["source"], record["cue"]) if span]
        return frozenset(word for s in statements for word in self.words_between(s.start, s.end, spans))

    def words_between(self, start: int, end: int, without: Sequence[Sequence[int]] = ()) -> frozenset[str]:
        """Return the stems of the words that tell something between two characters, some spans left out."""
        starts = self.doc.tokens.starts
        chosen = range(bisect_left(starts, start), bisect_left(starts, end))
        within = [(first, last) for first, last in without if first < end and last > start]
        return frozenset(
            root(self.doc.norms[i])
            for i in chosen
            if self.doc.tags[i][:2] in _TELLING and not any(first <= starts[i] < last for first, last in within)
        )

    def reach_of(self, hedge: Hit) -> frozenset[str]:
        """Return the stems of the words close to a hedge that it reaches over; of a condition, of all it reaches over."""
        starts, ends = self.doc.tokens.starts, self.doc.tokens.ends
        first, last = bisect_left(starts, hedge.start), bisect_left(starts, hedge.end)
        start, end = scope(self.doc, hedge)
        if hedge.category != "conditional":
            start, end = max(start, starts[max(0, first - NEAR)]), min(end, ends[min(len(ends), last + NEAR) - 1])
        return self.words_between(start, end, [(hedge.start, hedge.end)])

    def sentences_of(self, statements: Iterable[Statement]) -> list[Statement]:
        """Return all statements of the sentences that some stand in."""
        numbers = {statement.sentence for statement in statements}
        return [statement for statement in self.statements if statement.sentence in numbers]

    def is_sourced(self, statement: Statement) -> bool:
        """Say whether a statement has an attribution that names, or points to, a source."""
        return any(record["source"] for record in self.attributions_like([statement], self.claimed_in([statement])))

    def attributions_like(self, statements: Sequence[Statement], words: frozenset[str]) -> list[Record]:
        """Return the attributions of statements whose content has most of some words, as stems, the most fitting first.

        A statement may carry several claims with a source each: the words are those of the claim in question.
        """
        ranked = []
        for record in self.attributions:
            if record["kind"] in SOURCED and record["level"] == 1:
                inside = sum(_overlap(span, s) for span in (*record["contents"], record["cue"]) for s in statements)
                shared = len(words & frozenset(w for span in record["contents"] for w in self.words_between(*span)))
                if inside and (shared >= MOST * len(words) or not record["contents"]):
                    ranked.append(((record["source"] is not None, shared, inside), record))
        return [record for _, record in sorted(ranked, key=lambda pair: pair[0], reverse=True)]

    def attributed(self, statement: Statement) -> bool:
        """Say whether any attribution's content stands in a statement."""
        spans = (span for record in self.attributions if record["kind"] in SOURCED for span in record["contents"])
        return any(_overlap(span, statement) for span in spans)

    def refusals_in(self, statements: Iterable[Statement]) -> list[Record]:
        """Return the records of sources that said nothing (A-1n) whose cue stands in some statements."""
        chosen = list(statements)
        return [record for record in self.refusals() if any(s.start <= record["cue"][0] < s.end for s in chosen)]

    def refusing(self) -> list[bool]:
        """Return of each statement whether it records that a source said nothing."""
        return [bool(self.refusals_in([statement])) for statement in self.statements]

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
    names = find_names(doc)
    terms = tuple(read_terms(statement, said, names) for statement in statements)
    hits = tuple(analysis.hits.get(article.id, ()))
    numbers = tuple(find_numbers(doc, Span(0, len(doc.norms))))
    return Telling(article, doc, statements, terms, records, hits, numbers, _find_negators(doc), _find_sides(doc))


def _find_negators(doc: Document) -> tuple[Span, ...]:
    return tuple(found for found, entry in shipped_lexicon("shifters").find(doc) if entry.category == "negator")


def _find_sides(doc: Document) -> tuple[Side, ...]:
    found = shipped_lexicon("opposites").find(doc)
    return tuple((span.start, entry.category, frozenset(entry.labels)) for span, entry in found)
