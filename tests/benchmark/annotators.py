"""The annotators that are measured side by side, and what the benchmark asks of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Protocol

from framing.errors import FramingError
from framing.model import Article, Document, Mark, Polarity, Reading

NAMES = ("fast", "encoder")


class Subject(Protocol):
    """An annotator: what it is called, which layers it gives, and the polarity toward any span."""

    @property
    def name(self) -> str: ...
    @property
    def layers(self) -> frozenset[str]: ...
    def annotate(self, article: Article) -> Document: ...
    def polarity_of(self, text: str, start: int, end: int) -> Polarity: ...


def make_fast() -> Subject:
    return _make("fast")


def _make(name: str) -> Subject:
    from framing.annotators import make_annotator

    return make_annotator(name, threads=1)  # type: ignore[return-value]  # the protocol has no polarity_of


def build(names: Iterable[str]) -> list[Subject]:
    """Make the annotators that can be made here; say on the error stream which cannot, and why."""
    made = []
    for name in names:
        try:
            made.append(_make(name))
        except FramingError as problem:
            print(f"The {name} annotator is not measured: {problem}", file=sys.stderr)
    return made


def names_of(option: str) -> tuple[str, ...]:
    """Return the names that the option ``--annotator`` stands for."""
    return NAMES if option == "both" else (option,)


def gives(annotator: Subject, layer: str) -> bool:
    """Say whether an annotator gives a layer; one that it does not give is not measured."""
    return layer in annotator.layers


def read(annotator: Subject, text: str) -> Document:
    return annotator.annotate(Article(id="", text=text))


def marked(readings: Sequence[Reading]) -> bool:
    """Say whether a text is marked: if any of its sentences is."""
    return any(reading.marked for reading in readings)


def probability(readings: Sequence[Reading]) -> float:
    """Return the probability that a text is marked: that of its likeliest sentence; 0 where it has none."""
    return max((reading.probability for reading in readings), default=0.0)


def likelihood(polarity: Polarity) -> float:
    """Return the probability of the label that a polarity stands for."""
    return max(polarity.negative, polarity.neutral, polarity.positive)


def spans_of(doc: Document, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    return [doc.chars(mark.span) for mark in marks]
