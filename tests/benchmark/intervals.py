"""Counts of single texts -> where a figure would lie with other texts of the same kind: bootstrap intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.training.metrics import Counts, classes, count_class

RESAMPLES = 1000
_AT_ONCE = 100  # resamples drawn together: as many as fit into memory with thousands of texts


def interval(texts: Sequence[Sequence[Counts]], seed: int = 0) -> tuple[float, float] | None:
    """Return where the middle 95 % of an F1 lie when texts are drawn anew with replacement; None without texts.

    Parameters
    ----------
    texts
        What each text adds to the figure: one `Counts`, or for a mean over classes one a class.
    seed
        The same seed gives the same interval.
    """
    import numpy as np

    if not texts:
        return None
    counts = np.asarray(texts, dtype=np.int64)  # texts, classes, four counts
    n, n_classes, _ = counts.shape
    draws = np.random.default_rng(seed)
    scores = []
    for _ in range(RESAMPLES // _AT_ONCE):
        times = draws.multinomial(n, np.full(n, 1 / n), size=_AT_ONCE)
        scores.append(_f1((times @ counts.reshape(n, -1)).reshape(_AT_ONCE, n_classes, 4)).mean(axis=1))
    low, high = np.quantile(np.concatenate(scores), [0.025, 0.975])
    return round(float(low), 3), round(float(high), 3)


def _f1(sums: Any) -> Any:
    """Return the F1 of each row of four sums; 0 where nothing was predicted, wanted or right."""
    import numpy as np

    precision = sums[..., 0] / np.maximum(sums[..., 1], 1)
    recall = sums[..., 2] / np.maximum(sums[..., 3], 1)
    return 2 * precision * recall / np.maximum(precision + recall, 1e-12)


def of_spans(counts: Sequence[Counts]) -> tuple[float, float] | None:
    """Return the interval of an F1 of spans or characters, over texts."""
    return interval([[text] for text in counts])


def of_class(predicted: Sequence[object], gold: Sequence[object], label: object) -> tuple[float, float] | None:
    """Return the interval of one class's F1."""
    return interval([[count_class(p, g, label)] for p, g in zip(predicted, gold, strict=True)])


def of_macro_f1(predicted: Sequence[object], gold: Sequence[object]) -> tuple[float, float] | None:
    """Return the interval of a mean F1 over the classes of the gold labels."""
    labels = classes(gold)
    return interval([[count_class(p, g, label) for label in labels] for p, g in zip(predicted, gold, strict=True)])


def of_share(right: Sequence[bool]) -> tuple[float, float] | None:
    """Return the interval of a share of texts: that of an F1 in which each text is predicted and wanted once."""
    return interval([[Counts(int(yes), 1, int(yes), 1)] for yes in right])
