"""Quotations -> how many of a text's words are somebody's own wording (CODEBOOK section 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from framing.measures.evidence import PER_1000_WORDS, Described, hit, word_bases
from framing.model import Document, Hit
from framing.scores import Column, Unit

_OF_WORDS = Unit("% of words", 100)


@dataclass(frozen=True)
class QuotationMeasure(Described):
    """Words in direct quotation.

    Definition
    ----------
    Words inside quotation marks that somebody speaks (V-1); terms in quotation marks are not among them (V-4).

    Formula
    -------
    quoted words = words in direct quotation / words x 100. Words after a mark that does not close stand beside it (V-10).

    Reading
    -------
    Higher means more room for sources' own wording.

    Limits
    ------
    Where a mark does not close, nobody can say how far the quotation goes; it is taken to end with its sentence.

    References
    ----------
    CODEBOOK section 2, and 4.2 (direct_quote_share).
    """

    name: str = "quotation"
    title: str = "Direct quotation"
    columns: tuple[Column, ...] = (
        Column("quoted_words", _OF_WORDS, "all words", "words in direct quotation", {"closed": 1.0}, by="values",
               headline=True),
        Column("quotations", PER_1000_WORDS, "all words", "quotations", {"closed": 1.0}),
        Column("unclosed_words", _OF_WORDS, "all words", "side: words after a mark that does not close (V-10)",
               {"unclosed": 1.0}, by="values"),
    )  # fmt: skip
    needs: frozenset[str] = frozenset({"quotations"})

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per outermost quotation, worth its words."""
        end = -1
        for quotation in doc.quotations:
            if quotation.kind == "speech" and quotation.span.start >= end:
                end = quotation.span.end
                flag = "unclosed" if "unclosed" in quotation.flags else "closed"
                more: dict[str, Any] = {"rule": "V-10" if flag == "unclosed" else "V-1", "labels": frozenset({flag})}
                words = float(doc.n_words(quotation.span))
                yield hit(doc, quotation.span, self.name, "quotation", "speech", value=words, **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return the words."""
        return word_bases(doc)
