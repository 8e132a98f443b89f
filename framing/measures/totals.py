"""Hits and bases -> scores: what each column counts, added up and divided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from framing.measures.evidence import is_uncertain
from framing.model import Document, Hit
from framing.scores import Column, Score

if TYPE_CHECKING:
    from framing.measures import Measure


def weigh(column: Column, hits: Iterable[Hit]) -> Iterator[tuple[Hit, float]]:
    """Yield the hits a column counts, each with the amount it adds to the total.

    A column by ``sentences`` gives each sentence 1, shared out equally among its hits, so that every total is a sum of
    amounts and every gap can be split by term. A headline leaves out what is more likely wrong than right; side columns
    count it.
    """
    voices, counts, even = column.voices, column.counts, column.even_weight
    counted = [found for found in hits if found.voice in voices and not (column.headline and is_uncertain(found))]
    if even is None:
        chosen = [(found, weight) for found in counted if (weight := _weight(counts, found)) is not None]
    elif counts:
        labels = counts.keys()
        chosen = [(found, even) for found in counted if found.category in labels or not labels.isdisjoint(found.labels)]
    else:
        chosen = [(found, even) for found in counted]
    if column.by == "sentences":
        sizes: dict[tuple[int, str], int] = {}
        for found, _ in chosen:
            key = found.sentence, found.target if column.base == "mentioning sentences" else ""
            sizes[key] = sizes.get(key, 0) + 1
        for found, _ in chosen:
            key = found.sentence, found.target if column.base == "mentioning sentences" else ""
            yield found, 1 / sizes[key]
    elif column.by == "values":
        yield from [(found, weight * found.value) for found, weight in chosen]
    else:
        yield from chosen


def _weight(counts: Mapping[str, float], found: Hit) -> float | None:
    """Return the weight of the first of a column's labels a hit has, 0 for the lowest rung; None if it has none of them."""
    for label, weight in counts.items():
        if label in found.labels or label == found.category:
            return weight
    return None


def score(measure: Measure, doc: Document, hits: Sequence[Hit]) -> list[Score]:
    """Divide a document's hits by their bases: one score per column, and per target where bases name targets."""
    bases = measure.bases(doc)
    targets = sorted({target for _, _, target in bases})
    if not targets:
        return []
    article, name, columns = doc.article.id, measure.name, measure.columns
    by_label = _by_label(columns, hits)
    sums: dict[tuple[str, tuple[str, ...]], dict[str, float]] = {}
    scores = []
    for column in columns:
        counted = by_label[column.label] if column.label else hits
        amounts = _by_target(weigh(column, counted)) if counted else {}
        over = column.base, column.voices
        if over not in sums:
            sums[over] = _add_up(bases, column)
        base = sums[over]
        for target in targets:
            own = amounts.get(target)
            total, n = (float(sum(own)), len(own)) if own else (0.0, 0)
            values = article, name, column.name, target, total, base.get(target, 0.0), column.unit, n
            scores.append(tuple.__new__(Score, values))  # half the time of Score(...): an article has hundreds of them
    return scores


def _by_target(weighed: Iterable[tuple[Hit, float]]) -> dict[str, list[float]]:
    """Return the amounts that hits add for each target; for "", those of all."""
    amounts: dict[str, list[float]] = {"": []}
    for found, amount in weighed:
        amounts[""].append(amount)
        if found.target:
            amounts.setdefault(found.target, []).append(amount)
    return amounts


def _by_label(columns: Iterable[Column], hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """Return the hits of each label that is the only one some column counts."""
    by_label: dict[str, list[Hit]] = {column.label: [] for column in columns if column.label}
    for found in hits if by_label else ():
        for label in by_label.keys() & found.labels:
            by_label[label].append(found)
        if found.category in by_label and found.category not in found.labels:
            by_label[found.category].append(found)
    return by_label


def _add_up(bases: Mapping[tuple[str, str, str], float], column: Column) -> dict[str, float]:
    """Return the base of a column for each target: what is kept by voice is added up over the column's voices."""
    sums: dict[str, float] = {}
    for (name, voice, target), value in bases.items():
        if name == column.base and (not voice or voice in column.voices):
            sums[target] = sums.get(target, 0.0) + value
    return sums
