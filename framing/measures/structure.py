"""How a text is built: its length, its sentences, and where in it the attributions stand (CODEBOOK F-1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from framing.measures.evidence import Described, hit, is_counted
from framing.measures.readability import count_each
from framing.model import Document, Hit, Span
from framing.scores import Column, Unit

_OF_ATTRIBUTIONS = Unit("% of attributions", 100)
_SENTENCES = Unit("sentences")
TAIL = 0.75  # F-1: the tail is the last quarter of the sentences


@dataclass(frozen=True)
class Structure(Described):
    """Length and sentence length.

    Definition
    ----------
    Words (D-8), sentences (D-9) and paragraphs of the body.

    Formula
    -------
    sentence length = words in sentences / sentences; the counts are per article.

    Reading
    -------
    A side note for comparing texts of like kind: many rates move with length.

    Limits
    ------
    List items count as words, not as sentences.

    References
    ----------
    CODEBOOK D-8, D-9, X-10.
    """

    name: str = "structure"
    title: str = "Structure"
    columns: tuple[Column, ...] = (
        Column("sentence_length", Unit("words per sentence"), "sentences", "mean sentence length", {"sentence": 1.0},
               by="values", headline=True),
        Column("words", Unit("words per article"), "article", "length", {"paragraph": 1.0}, by="values"),
        Column("paragraphs", Unit("paragraphs per article"), "article", "paragraphs", {"paragraph": 1.0}),
    )  # fmt: skip
    needs: frozenset[str] = frozenset({"sentences"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per paragraph and per sentence, worth its words."""
        paragraphs = [(span, doc.n_words(span)) for span in doc.paragraphs]
        sentences = [(doc.sentences[index], words) for index, words in count_each(doc, Document.n_words).items()]
        for category, spans in (("paragraph", paragraphs), ("sentence", sentences)):
            more: dict[str, Any] = {"rule": "D-8", "labels": frozenset({category}), "voice": "own"}
            for span, words in spans:
                yield hit(doc, span, self.name, category, category, value=float(words), **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return the sentences, and one article."""
        return {("sentences", "", ""): len(doc.sentences) - len(doc.list_items), ("article", "", ""): 1}


@dataclass(frozen=True)
class Position(Described):
    """Where in the text attributions stand.

    Definition
    ----------
    The lead is the first paragraph, the tail the last quarter of the sentences (F-1).

    Formula
    -------
    lead share = attributions in the lead / attributions; first = sentences before the first attribution, and before the
    first that has a source, in number and as a share of the sentences.

    Reading
    -------
    A source in the lead is seen by every reader, one in the tail by few.

    Limits
    ------
    Counts attributions at the outermost level, reporting and hearsay, uncertain ones left out.

    References
    ----------
    CODEBOOK F-1 and 4.2 (first_attribution).
    """

    name: str = "position"
    title: str = "Position of attributions"
    columns: tuple[Column, ...] = (
        Column("lead", _OF_ATTRIBUTIONS, "attributions", "attributions in the first paragraph", {"lead": 1.0}, headline=True),
        Column("tail", _OF_ATTRIBUTIONS, "attributions", "attributions in the last quarter", {"tail": 1.0}),
        Column("first_at", _SENTENCES, "texts with attributions", "sentences before the first attribution", {"first": 1.0},
               by="values"),
        Column("first_sourced_at", _SENTENCES, "sourced texts", "sentences before the first sourced attribution",
               {"first sourced": 1.0}, by="values"),
        Column("first_sourced", Unit("% of the text before it", 100), "sentences of sourced texts",
               "sentences before the first sourced attribution", {"first sourced": 1.0}, by="values"),
    )  # fmt: skip
    needs: frozenset[str] = frozenset({"attributions"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per counted attribution, labeled with the part of the text it is in, worth the sentences before it."""
        n = len(doc.sentences)
        waited = {"first", "first sourced"}
        for attribution in filter(is_counted, doc.attributions):
            sentence = doc.sentence_at(attribution.cue.start)
            part = "lead" if doc.paragraphs and attribution.cue.start < doc.paragraphs[0].end else "middle"
            part = "tail" if part == "middle" and sentence >= TAIL * n else part
            labels = waited if attribution.source.span else waited & {"first"}
            waited = waited - labels
            more: dict[str, Any] = {
                "value": float(sentence),
                "labels": frozenset({part, *labels}),
                "confidence": attribution.confidence,
            }
            yield hit(doc, Span(*attribution.cue), self.name, attribution.lemma, part, rule="F-1", **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return the attributions, one text if there are any, and one with its sentences if any has a source."""
        counted = [a for a in doc.attributions if is_counted(a)]
        sourced = any(a.source.span for a in counted)
        return {
            ("attributions", "", ""): len(counted),
            ("texts with attributions", "", ""): int(bool(counted)),
            ("sourced texts", "", ""): int(sourced),
            ("sentences of sourced texts", "", ""): len(doc.sentences) if sourced else 0,
        }
