"""Pairs of news sentences -> how often the paraphrase model tells the same statement from another one, in five folds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmark import datasets
from benchmark.rows import Row
from framing.training.paraphrase import DATA, FOLDS, Pair, cross_validate, read_pairs

NAME = f"MRPC, training part, {FOLDS} folds"


def rows(pairs: Sequence[Pair] | None = None) -> Iterator[Row]:
    """Yield accuracy, and F1 of "the same"."""
    pairs = read_pairs(datasets.folder() / DATA) if pairs is None else pairs
    figures = cross_validate(pairs)
    yield Row("same statement", "accuracy", NAME, figures.accuracy, len(pairs), "tf-idf .72, best classic .80")
    yield Row("same statement", "F1", NAME, figures.f1, len(pairs), "tf-idf and always-yes .80, best classic .86")
