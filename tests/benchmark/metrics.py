"""Counts -> the figures of the accuracy table: precision, recall, F1 over spans, characters and classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Chars = tuple[int, int]


class Figure(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def overlap(predicted: Sequence[Sequence[Chars]], gold: Sequence[Sequence[Chars]]) -> Figure:
    """Score spans by overlap of at least one character, pooled over articles (metric A, cues and sources)."""
    right = found = n_predicted = n_gold = 0
    for ours, theirs in zip(predicted, gold, strict=True):
        right += sum(any(_touch(span, other) for other in theirs) for span in ours)
        found += sum(any(_touch(span, other) for other in ours) for span in theirs)
        n_predicted += len(ours)
        n_gold += len(theirs)
    return Figure(ratio(right, n_predicted), ratio(found, n_gold))


def _touch(one: Chars, other: Chars) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def characters(predicted: Sequence[Iterable[Chars]], gold: Sequence[Iterable[Chars]]) -> Figure:
    """Score the characters inside spans, pooled over articles (metric A, content; metric D)."""
    shared = n_predicted = n_gold = 0
    for ours, theirs in zip(predicted, gold, strict=True):
        marked, wanted = _cover(ours), _cover(theirs)
        shared += len(marked & wanted)
        n_predicted += len(marked)
        n_gold += len(wanted)
    return Figure(ratio(shared, n_predicted), ratio(shared, n_gold))


def _cover(spans: Iterable[Chars]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def of_class(predicted: Sequence[object], gold: Sequence[object], label: object) -> Figure:
    """Score one class of a classification."""
    right = sum(p == g == label for p, g in zip(predicted, gold, strict=True))
    return Figure(ratio(right, sum(p == label for p in predicted)), ratio(right, sum(g == label for g in gold)))


def macro_f1(predicted: Sequence[object], gold: Sequence[object]) -> float:
    """Return the mean F1 over the classes of the gold labels."""
    labels = sorted(set(gold), key=str)
    return sum(of_class(predicted, gold, label).f1 for label in labels) / len(labels)


def kendall_tau(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Kendall's tau-a of two rankings."""
    pairs = [(i, j) for i in range(len(one)) for j in range(i)]
    agree = sum(_sign(one[i] - one[j]) * _sign(other[i] - other[j]) for i, j in pairs)
    return ratio(agree, len(pairs))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
