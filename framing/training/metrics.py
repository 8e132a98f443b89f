"""Counts -> the figures of the accuracy table: precision, recall, F1 over spans, characters and classes; calibration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Chars = tuple[int, int]

BINS = 10


class Figure(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Counts(NamedTuple):
    """What one text adds to a figure: predictions that are right, all predictions, wanted ones that were found, all wanted."""

    right: int
    predicted: int
    found: int
    wanted: int


def ratio(part: float, whole: float) -> float:
    """Return a part of a whole, 0 of nothing."""
    return part / whole if whole else 0.0


def pool(counts: Iterable[Counts]) -> Figure:
    """Return the figure of all texts together."""
    sums = [sum(column) for column in zip(Counts(0, 0, 0, 0), *counts, strict=True)]
    return Figure(ratio(sums[0], sums[1]), ratio(sums[2], sums[3]))


def count_overlap(predicted: Sequence[Chars], gold: Sequence[Chars]) -> Counts:
    """Count the spans of one text that share a character with one of the others (metric A, cues and sources)."""
    right = sum(touches(span, gold) for span in predicted)
    return Counts(right, len(predicted), sum(touches(span, predicted) for span in gold), len(gold))


def touches(span: Chars, others: Iterable[Chars]) -> bool:
    """Say whether a span shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def count_characters(predicted: Iterable[Chars], gold: Iterable[Chars]) -> Counts:
    """Count the characters of one text inside spans (metric A, content; metric D)."""
    marked, wanted = _cover(predicted), _cover(gold)
    shared = len(marked & wanted)
    return Counts(shared, len(marked), shared, len(wanted))


def _cover(spans: Iterable[Chars]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def count_class(predicted: object, gold: object, label: object) -> Counts:
    """Count one text of a classification, seen from one class."""
    right = int(predicted == gold == label)
    return Counts(right, int(predicted == label), right, int(gold == label))


def overlap(predicted: Sequence[Sequence[Chars]], gold: Sequence[Sequence[Chars]]) -> Figure:
    """Score spans by overlap of at least one character, pooled over articles."""
    return pool(count_overlap(ours, theirs) for ours, theirs in zip(predicted, gold, strict=True))


def characters(predicted: Sequence[Iterable[Chars]], gold: Sequence[Iterable[Chars]]) -> Figure:
    """Score the characters inside spans, pooled over articles."""
    return pool(count_characters(ours, theirs) for ours, theirs in zip(predicted, gold, strict=True))


def of_class(predicted: Sequence[object], gold: Sequence[object], label: object) -> Figure:
    """Score one class of a classification."""
    return pool(count_class(p, g, label) for p, g in zip(predicted, gold, strict=True))


def classes(gold: Iterable[object]) -> list[object]:
    """Return the classes that a mean over classes is taken of: those of the gold labels."""
    return sorted(set(gold), key=str)


def macro_f1(predicted: Sequence[object], gold: Sequence[object]) -> float:
    """Return the mean F1 over the classes of the gold labels."""
    labels = classes(gold)
    return sum(of_class(predicted, gold, label).f1 for label in labels) / len(labels)


def kendall_tau(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Kendall's tau-a of two rankings."""
    pairs = [(i, j) for i in range(len(one)) for j in range(i)]
    agree = sum(_sign(one[i] - one[j]) * _sign(other[i] - other[j]) for i, j in pairs)
    return ratio(agree, len(pairs))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def calibration_error(stated: Sequence[float], right: Sequence[bool]) -> float:
    """Return how far stated probabilities are from the shares that came true (expected calibration error).

    The probabilities are put in ten bins of equal width, 1.0 in the last; in each bin the mean probability is set against
    the share of right ones; the distances are averaged, each bin with the weight of what is in it.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, is_right in zip(stated, right, strict=True):
        bins[min(int(probability * BINS), BINS - 1)].append((probability, is_right))
    distances = (abs(sum(probability - is_right for probability, is_right in found)) for found in bins)
    return ratio(sum(distances), len(stated))
