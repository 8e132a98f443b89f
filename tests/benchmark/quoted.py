"""The texts written for quotations -> how many have every quotation right: its words, kind, flags and speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmark import datasets
from benchmark.annotators import Subject, read
from benchmark.rows import Row
from framing.model import Document, Quotation

DATA = "own sentences"


def quotations(annotator: Subject) -> Iterator[Row]:
    """Yield the share of the texts with every quotation right; traps count when nothing is found."""
    rows = datasets.own_sentences("quotation")
    right = sum(is_right(read(annotator, row["text"]), row["expect"]) for row in rows)
    yield Row("quotation", "texts with every quotation right", DATA, right / len(rows), len(rows), annotator=annotator.name)


def is_right(doc: Document, expected: list[Mapping[str, Any]]) -> bool:
    """Say whether a document has the quotations expected, in their order, and no other."""
    found = doc.quotations
    return len(found) == len(expected) and all(_fits(doc, *pair) for pair in zip(found, expected, strict=True))


def _fits(doc: Document, found: Quotation, item: Mapping[str, Any]) -> bool:
    same = (doc.quote(found.span), found.kind, found.flags) == (item["text"], item["kind"], frozenset(item.get("flags", ())))
    return same and ("speaker" not in item or speakers(doc, found) == ({item["speaker"]} - {""}))


def speakers(doc: Document, quotation: Quotation) -> set[str]:
    """Return the sources whose content holds a quotation, its last stop aside."""
    start, end = quotation.span
    end -= doc.norms[end - 1] in (".", ",")
    return {
        doc.quote(found.source.span)
        for found in doc.attributions
        if found.source.span and any(span.start <= start and end <= span.end for span in found.contents)
    }
