"""Parties that did not comment -> a record of who was asked, and where in the text it is said (CODEBOOK A-1n)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from framing.measures.evidence import Described, hit, is_uncertain, name_of
from framing.model import Document, Hit
from framing.scores import Column, Unit

_PER_ARTICLE = Unit("per article", 1)


@dataclass(frozen=True)
class ReplyRecord(Described):
    """Parties reported as approached and not commenting.

    Definition
    ----------
    Each party of which an article says that it declined to comment, did not respond or could not be reached (A-1n).

    Formula
    -------
    parties = distinct parties / articles; place = sentences before such a statement / sentences of its text.

    Reading
    -------
    A record that somebody was asked. None does not show that nobody was.

    Limits
    ------
    Replies that are given are attributions, not counted here. An uncertain statement is shown and not counted.

    References
    ----------
    CODEBOOK A-1n and 4.2 (reply_record).
    """

    name: str = "reply_record"
    title: str = "Reply record"
    columns: tuple[Column, ...] = (
        Column("parties", _PER_ARTICLE, "article", "parties that did not comment", {"new party": 1.0}, headline=True),
        Column("statements", _PER_ARTICLE, "article", "statements that a party did not comment", {"counted": 1.0}),
        Column("place", Unit("% of the text before it", 100), "statements' sentences", "where in the text they stand",
               {"counted": 1.0}, by="values"),
    )  # fmt: skip
    needs: frozenset[str] = frozenset({"sentences", "attributions"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per statement that a party did not comment; its value is the number of sentences before it."""
        met: set[str] = set()
        for attribution in doc.attributions:
            if attribution.kind == "no_comment" and attribution.source.span:
                labels = set() if is_uncertain(attribution) else {"counted"}
                if labels and attribution.source.entity not in met:
                    met.add(attribution.source.entity)
                    labels |= {"new party"}
                more: dict[str, Any] = {"source": name_of(doc, attribution.source), "confidence": attribution.confidence}
                more |= {"value": float(doc.sentence_at(attribution.cue.start)), "labels": frozenset(labels)}
                yield hit(doc, attribution.cue, self.name, attribution.lemma, "no_comment", rule="A-1n", **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return one article, and its sentences once for each statement."""
        n = sum(a.kind == "no_comment" and bool(a.source.span) and not is_uncertain(a) for a in doc.attributions)
        return {("article", "", ""): 1, ("statements' sentences", "", ""): n * len(doc.sentences)}
