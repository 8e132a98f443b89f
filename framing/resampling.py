"""Values per story -> intervals and p-values by resampling stories (CODEBOOK X-4 to X-6), many columns at a time.

Every function takes a matrix with one row a story and one column a quantity; nan marks a story in which the quantity is
not defined. Each column is resampled over the stories it is defined in. The seed fixes the draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 5000  # X-5 asks for at least as many
EXACT_PAIRS = 15  # up to this many pairs every one of the 2^n sign patterns is tried
EXACT_SPLITS = 20_000  # up to this many ways to share out the labels every one is tried
CELLS = 4_000_000  # random numbers held at a time
_TIE = 1e-9  # relative difference below which two statistics count as equal, against rounding


def bootstrap_means(values: Floats, *, seed: int, draws: int = DRAWS) -> Floats:
    """Return 95 % bootstrap intervals of the means of columns.

    Percentiles of resampled means, at levels widened for small n so that the interval is as wide as Student's would be
    for normal values (Hesterberg 2015, The American Statistician 69(4), section 5.3): plain percentiles are too narrow by
    the factor sqrt((n - 1) / n) and ignore that the spread is estimated.

    Parameters
    ----------
    values
        One row a story, one column a quantity, nan where not defined.
    seed
        Seed of the draws.
    draws
        Number of resamples.

    Returns
    -------
    array of shape (columns, 2)
        Lower and upper ends, in the unit of the values; nan where fewer than two stories are defined.
    """
    import numpy as np

    intervals = np.full((values.shape[1], 2), np.nan)
    for columns, defined in _by_pattern(values):
        n = int(defined.sum())
        if n > 1:
            means = _resample(values[np.ix_(defined, columns)], seed, draws)
            intervals[columns] = np.quantile(means, _levels(n), axis=0).T
    return intervals


def bootstrap_differences(first: Floats, second: Floats, *, seed: int, draws: int = DRAWS) -> Floats:
    """Return 95 % bootstrap intervals of mean(first) - mean(second), the stories of each resampled on their own.

    The matrices have the same columns and may have different numbers of rows; see `bootstrap_means`. The levels are
    those of the smaller side.
    """
    import numpy as np

    intervals = np.full((first.shape[1], 2), np.nan)
    n_first = first.shape[0]
    for columns, defined in _by_pattern(np.vstack([first, second])):
        one, other = first[np.ix_(defined[:n_first], columns)], second[np.ix_(defined[n_first:], columns)]
        if min(len(one), len(other)) > 1:
            # Which side gets which draws hangs on what it holds and not on which comes first: swapped, the ends swap.
            sides = sorted((one, other), key=lambda rows: (len(rows), rows.tobytes()))
            low, high = (_resample(rows, (seed, place), draws) for place, rows in enumerate(sides))
            means = low - high if sides[0] is one else high - low
            intervals[columns] = np.quantile(means, _levels(min(len(one), len(other))), axis=0).T
    return intervals


def flip_signs(differences: Floats, *, seed: int, draws: int = DRAWS) -> Floats:
    """Return two-sided p-values of matched differences: how often random signs give a mean as far from zero.

    Exact up to 15 stories; beyond, (1 + draws as extreme) / (1 + draws). A column without stories gives nan.
    """
    import numpy as np

    p_values = np.full(differences.shape[1], np.nan)
    for columns, defined in _by_pattern(differences):
        rows = differences[np.ix_(defined, columns)]
        if len(rows):
            exact = len(rows) <= EXACT_PAIRS
            signs = _all_signs(len(rows)) if exact else _random_signs(len(rows), seed, draws)
            p_values[columns] = _count_extreme(signs, rows, np.abs(rows.sum(axis=0)), exact)
    return p_values


def permute_labels(
    values: Floats, is_first: NDArray[np.bool_], strata: NDArray[np.int64], *, seed: int, draws: int = DRAWS
) -> Floats:
    """Return two-sided p-values of mean(first) - mean(others) under exchange of the labels within strata.

    Exact where all stories are of one stratum and there are at most 20,000 ways to share out the labels.

    Parameters
    ----------
    values
        One row a story, one column a quantity, nan where not defined.
    is_first
        Which rows belong to the first group.
    strata
        A number per row; labels are exchanged only between rows of one number.
    seed
        Seed of the draws.
    draws
        Number of random exchanges.
    """
    import numpy as np

    p_values = np.full(values.shape[1], np.nan)
    for columns, defined in _by_pattern(values):
        rows, labels = values[np.ix_(defined, columns)], is_first[defined]
        n, n_first = len(labels), int(labels.sum())
        if 0 < n_first < n:
            exact = len(np.unique(strata[defined])) == 1 and comb(n, n_first) <= EXACT_SPLITS
            shared = _all_splits(n, n_first) if exact else _random_splits(labels, strata[defined], seed, draws)
            contrasts = (split / n_first - (1 - split) / (n - n_first) for split in shared)
            observed = np.abs(rows[labels].mean(axis=0) - rows[~labels].mean(axis=0))
            p_values[columns] = _count_extreme(contrasts, rows, observed, exact)
    return p_values


def _by_pattern(values: Floats) -> Iterator[tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    """Yield the columns that are defined in the same stories, with those stories."""
    import numpy as np

    if not values.shape[1]:
        return
    patterns, of_column = np.unique(~np.isnan(values), axis=1, return_inverse=True)
    for number in range(patterns.shape[1]):
        yield np.flatnonzero(of_column.ravel() == number), patterns[:, number]


def _levels(n: int) -> tuple[float, float]:
    from scipy.stats import norm, t

    level = float(norm.cdf((n / (n - 1)) ** 0.5 * t.ppf(0.025, n - 1)))
    return level, 1 - level


def _resample(rows: Floats, seed: int | tuple[int, int], draws: int) -> Floats:
    """Return the means of resampled rows: how often each row is drawn, times the rows."""
    import numpy as np

    n = len(rows)
    rng = np.random.default_rng(seed)
    shares = np.full(n, 1 / n)
    blocks = [rng.multinomial(n, shares, size=size) @ rows / n for size in _blocks(draws, n)]
    return np.asarray(np.concatenate(blocks), dtype=np.float64)


def _blocks(draws: int, n: int) -> Iterator[int]:
    size = max(1, CELLS // n)
    for start in range(0, draws, size):
        yield min(size, draws - start)


def _all_signs(n: int) -> Iterator[Floats]:
    """Yield all sign patterns whose first sign is plus: the others are their mirror images."""
    import numpy as np

    bits = np.arange(2 ** (n - 1))[:, None] >> np.arange(n)[None, :]
    yield np.where(bits[:, ::-1] & 1, -1.0, 1.0)


def _random_signs(n: int, seed: int, draws: int) -> Iterator[Floats]:
    import numpy as np

    rng = np.random.default_rng(seed)
    for size in _blocks(draws, n):
        yield np.where(rng.integers(0, 2, size=(size, n)), -1.0, 1.0)


def _all_splits(n: int, n_first: int) -> Iterator[Floats]:
    import numpy as np

    chosen = np.array(list(combinations(range(n), n_first)))
    splits = np.zeros((len(chosen), n))
    np.put_along_axis(splits, chosen, 1.0, axis=1)
    yield splits


def _random_splits(labels: NDArray[np.bool_], strata: NDArray[np.int64], seed: int, draws: int) -> Iterator[Floats]:
    import numpy as np

    rng = np.random.default_rng(seed)
    numbers = np.unique(strata, return_inverse=True)[1].ravel()
    sorted_labels = labels[np.argsort(numbers, kind="stable")].astype(float)
    for size in _blocks(draws, len(labels)):
        # Sorting stratum + a random fraction shuffles rows within their stratum only.
        order = np.argsort(numbers + rng.random((size, len(labels))), axis=1)
        splits = np.empty((size, len(labels)))
        np.put_along_axis(splits, order, np.broadcast_to(sorted_labels, splits.shape), axis=1)
        yield splits


def _count_extreme(contrasts: Iterator[Floats], rows: Floats, observed: Floats, exact: bool) -> Floats:
    """Return the share of contrasts that are as far from zero as the observed one, per column."""
    import numpy as np

    extreme, total = np.zeros(rows.shape[1]), 0
    scale = np.abs(rows).sum(axis=0) * _TIE
    for block in contrasts:
        extreme += (np.abs(block @ rows) >= observed - scale).sum(axis=0)
        total += len(block)
    return np.asarray(extreme / total if exact else (extreme + 1) / (total + 1))
