"""Counted features and labels -> linear weights, judged on rows they did not learn from, and what makes them probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from framing.training import metrics
from framing.training.splits import half

Metric = Callable[[Sequence[object], Sequence[object]], float]
ROUNDS = 200  # of the optimizer, at most


class Example(NamedTuple):
    """One row: its counted features, how many words they are of, its label, what is left out with it, and its key."""

    features: Mapping[str, int]
    length: int
    label: Any
    group: Hashable
    key: str


class Scale(NamedTuple):
    """What turns a score into a probability (Platt 1999), and the least probability that is marked."""

    slope: float
    shift: float
    threshold: float


@dataclass(frozen=True)
class Fitted:
    """Weights by feature, a column a class (one column for two classes), frequency weighting multiplied in."""

    vocabulary: Mapping[str, int]
    weights: Any
    intercepts: Any

    def scores(self, examples: Sequence[Example]) -> Any:
        """Return a row of scores for each example."""
        return _tabulate(examples, self.vocabulary) @ self.weights + self.intercepts


@dataclass(frozen=True)
class Learner:
    """Logistic regression on features in at least ``least`` rows, rarer ones weighing more.

    ``strength`` is scikit-learn's C: how far weights may grow.
    """

    strength: float
    least: int

    def fit(self, examples: Sequence[Example]) -> Fitted:
        """Learn from all of the examples."""
        import numpy as np
        from scipy import sparse
        from sklearn.linear_model import LogisticRegression

        rows = Counter(feature for example in examples for feature in example.features)
        kept = sorted(feature for feature, count in rows.items() if count >= self.least)
        rarity = np.array([1 + np.log((1 + len(examples)) / (1 + rows[feature])) for feature in kept])
        vocabulary = {feature: i for i, feature in enumerate(kept)}
        table = _tabulate(examples, vocabulary) @ sparse.diags(rarity)
        learned = LogisticRegression(C=self.strength, max_iter=ROUNDS, tol=1e-3)
        learned.fit(table, [example.label for example in examples])
        return Fitted(vocabulary, (learned.coef_ * rarity).T, learned.intercept_)


def _tabulate(examples: Sequence[Example], vocabulary: Mapping[str, int]) -> Any:
    """Return the counts as a sparse table, each row divided by the root of its words."""
    import numpy as np
    from scipy import sparse

    rows, columns, values = [], [], []
    for row, example in enumerate(examples):
        share = 1 / max(example.length, 1) ** 0.5
        for feature, count in example.features.items():
            if feature in vocabulary:
                rows.append(row)
                columns.append(vocabulary[feature])
                values.append(count * share)
    return sparse.csr_matrix((np.array(values, float), (rows, columns)), shape=(len(examples), len(vocabulary)))


def out_of_fold(learner: Learner, examples: Sequence[Example]) -> Any:
    """Return scores of each example by weights that learned from the other groups only."""
    import numpy as np

    found: dict[int, Any] = {}
    for group in sorted({example.group for example in examples}, key=str):
        fitted = learner.fit([example for example in examples if example.group != group])
        own = [i for i, example in enumerate(examples) if example.group == group]
        found.update(zip(own, fitted.scores([examples[i] for i in own]), strict=True))
    return np.array([found[i] for i in range(len(examples))])


def fit_scale(scores: Sequence[float], labels: Sequence[bool], metric: Metric) -> Scale:
    """Fit slope and shift, and choose the threshold, in hundredths, that scores best."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    column = np.asarray(scores, float).reshape(-1, 1)
    platt = LogisticRegression(C=1e6).fit(column, labels)
    slope, shift = round(float(platt.coef_[0, 0]), 4), round(float(platt.intercept_[0]), 4)
    shares = apply_scale(scores, slope, shift)
    best = max(range(5, 96), key=lambda percent: (metric([share >= percent / 100 for share in shares], labels), -percent))
    return Scale(slope, shift, best / 100)


def apply_scale(scores: Sequence[float], slope: float, shift: float) -> list[float]:
    """Return the probabilities behind scores."""
    import numpy as np

    return [float(share) for share in 1 / (1 + np.exp(-(slope * np.asarray(scores, float) + shift)))]


class Verdict(NamedTuple):
    """A figure with the calibration error beside it, and of how many rows they are."""

    value: float
    calibration_error: float
    n: int


def cross_fit(name: str, examples: Sequence[Example], scores: Sequence[float], metric: Metric) -> Verdict:
    """Judge scores, each half of the rows with the scale and threshold that were fitted on the other half."""
    labels = [example.label for example in examples]
    halves = [half(name, example.key) for example in examples]
    marked, shares = [False] * len(examples), [0.0] * len(examples)
    for part in (0, 1):
        other = [i for i, h in enumerate(halves) if h != part]
        scale = fit_scale([scores[i] for i in other], [labels[i] for i in other], metric)
        own = [i for i, h in enumerate(halves) if h == part]
        for i, share in zip(own, apply_scale([scores[i] for i in own], scale.slope, scale.shift), strict=True):
            shares[i], marked[i] = share, share >= scale.threshold
    return Verdict(metric(marked, labels), metrics.calibration_error(shares, labels), len(examples))


def fit_slope(scores: Any, labels: Sequence[int]) -> float:
    """Return the slope, in hundredths, under which three scores a row make the labels likeliest."""
    import numpy as np

    def loss(slope: float) -> float:
        stretched = slope * scores
        stretched = stretched - stretched.max(axis=1, keepdims=True)
        likelihood = stretched[range(len(labels)), labels] - np.log(np.exp(stretched).sum(axis=1))
        return -float(likelihood.sum())

    return min(range(20, 301), key=lambda percent: loss(percent / 100)) / 100
