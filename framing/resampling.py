"""Values per story -> intervals and p-values by resampling stories (CODEBOOK X-4 to X-6), many columns at a time.

Every function takes a matrix with one row a story and one column a quantity; nan marks a story in which the quantity is
not defined. Each column is resampled over the stories it is defined in. The seed fixes the draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING, Literal

from framing.draws import draw_counts, draw_rows, draw_signs, draw_splits, list_signs, list_splits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Floats = NDArray[np.float64]

DRAWS = 5000  # X-5 asks for at least as many
EXACT_PAIRS = 15  # up to this many pairs every one of the 2^n sign patterns is tried
EXACT_SPLITS = 20_000  # up to this many ways to share out the labels every one is tried
MANY = 200  # from so many stories on, one set of draws serves all columns
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
    n = (~np.isnan(values)).sum(axis=0)
    enough = n > 1
    if enough.any():
        intervals[enough] = _cut_tails(_resample(values[:, enough], seed, draws), n[enough])
    return intervals


def bootstrap_contrasts(first: Floats, second: Floats, *, paired: bool, seed: int, draws: int = DRAWS) -> tuple[Floats, Floats]:
    """Return 95 % bootstrap intervals of mean(first) - mean(second), and of mean(first) / mean(second).

    Both come from the same draws, so that of values above zero a difference's interval holds 0 where the ratio's holds 1;
    being percentiles, the ratio's are the same on a logarithmic scale. The levels are those of `bootstrap_means`, of the
    smaller side.

    Parameters
    ----------
    first, second
        One row a story, one column a quantity, nan where not defined. Paired matrices have the same rows, which are drawn
        together, where both are defined; else each side's rows are drawn on their own.
    paired
        Whether rows of the same place are of the same story.
    seed, draws
        As in `bootstrap_means`.

    Returns
    -------
    two arrays of shape (columns, 2)
        Lower and upper ends; nan where a side has fewer than two stories, and of ratios where a mean of the second is 0 in
        more draws than an end allows.
    """
    import numpy as np

    differences, ratios = np.full((2, first.shape[1], 2), np.nan)
    if paired:
        both = ~np.isnan(first - second)
        first, second = np.where(both, first, np.nan), np.where(both, second, np.nan)
    n = np.minimum(*((~np.isnan(side)).sum(axis=0) for side in (first, second)))
    enough = n > 1
    if enough.any():
        means, rests = _resample_sides(first[:, enough], second[:, enough], paired, seed, draws)
        differences[enough] = _cut_tails(means - rests, n[enough])
        with np.errstate(divide="ignore", invalid="ignore"):
            bounds = _cut_tails(means / rests, n[enough], method="inverted_cdf")
        ratios[enough] = np.where(np.isfinite(bounds).all(axis=1, keepdims=True), bounds, np.nan)
    return differences, ratios


def flip_signs(differences: Floats, *, seed: int, draws: int = DRAWS) -> Floats:
    """Return two-sided p-values of matched differences: how often random signs give a mean as far from zero.

    Exact up to 15 stories; beyond, (1 + draws as extreme) / (1 + draws). A column without stories gives nan.
    """
    import numpy as np

    p_values = np.full(differences.shape[1], np.nan)
    for columns, rows in _by_number(differences):
        n = len(rows)
        exact = n <= EXACT_PAIRS
        sums = (signs @ rows for signs in (list_signs(n) if exact else draw_signs(n, seed, draws)))
        p_values[columns] = _count_extreme(sums, rows.sum(axis=0), np.abs(rows).sum(axis=0), exact)
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
    known = ~np.isnan(values)
    many = np.minimum(known[is_first].sum(axis=0), known[~is_first].sum(axis=0)) >= MANY
    for columns, inside in _by_pattern(known, many):
        labels, own = is_first[inside], strata[inside]
        n, n_first = len(labels), int(labels.sum())
        if 0 < n_first < n:
            exact = len(np.unique(own)) == 1 and comb(n, n_first) <= EXACT_SPLITS
            # Either side may be drawn, as the distance is the same: the one with fewer rows takes less time.
            side = labels if 2 * n_first < n or (2 * n_first == n and labels[0]) else ~labels
            shared = list_splits(n, int(side.sum())) if exact else draw_splits(side, own, seed, draws)
            weighted = _Weighted(values[np.ix_(inside, columns)])
            [observed] = weighted.split(np.asarray(side[None, :], dtype=np.float64))
            p_values[columns] = _count_extreme(map(weighted.split, shared), observed, weighted.scale, exact)
    return p_values


class _Weighted:
    """Rows, of which some are not defined in a column -> under any weights the sums of columns, and the weights they bear."""

    def __init__(self, rows: Floats) -> None:
        import numpy as np

        patterns, self._of_column = _list_patterns(~np.isnan(rows))
        self._rows = np.hstack([np.nan_to_num(rows), patterns])
        self.scale = np.abs(self._rows[:, : rows.shape[1]]).sum(axis=0)

    def add_up(self, weights: Floats | csr_array) -> tuple[Floats, Floats]:
        n = len(self.scale)
        sums = weights @ self._rows
        return sums[:, :n], sums[:, n:][:, self._of_column]

    def split(self, first: Floats | csr_array) -> Floats:
        """Return how far the means of two sides lie apart; each row of the matrix has ones for rows of the first side."""
        import numpy as np

        (whole,), (n,) = self.add_up(np.ones((1, len(self._rows))))
        total, n_first = self.add_up(first)
        return np.asarray(total / n_first - (whole - total) / (n - n_first))


def _by_pattern(defined: NDArray[np.bool_], many: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    """Yield the columns that are resampled together, with the stories to draw from.

    These are columns that are defined in the same stories; and all those at once that are defined in many, because one set of
    draws from all stories serves them.
    """
    import numpy as np

    if many.any():
        yield np.flatnonzero(many), np.ones(len(defined), dtype=bool)
    if not many.all():
        few = np.flatnonzero(~many)
        patterns, of_column = _list_patterns(defined[:, few])
        for number in range(patterns.shape[1]):
            yield few[of_column == number], patterns[:, number]


def _list_patterns(defined: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return the distinct columns, and for each column the place of its own among them."""
    import numpy as np

    place_of: dict[bytes, int] = {}
    of_column = [place_of.setdefault(column.tobytes(), len(place_of)) for column in np.packbits(defined, axis=0).T]
    first = [of_column.index(place) for place in range(len(place_of))]
    return defined[:, first], np.array(of_column, dtype=np.int64)


def _by_number(values: Floats) -> Iterator[tuple[NDArray[np.int64], Floats]]:
    """Yield the columns that are drawn together, with their rows and without nan.

    These are columns that are defined in equally many rows, each moved up to fill the gaps; and all those at once that are
    defined in many, with 0 in the gaps. A column that is defined in no row is left out.
    """
    import numpy as np

    defined = ~np.isnan(values)
    numbers = defined.sum(axis=0)
    many = np.flatnonzero(numbers >= MANY)
    if len(many):
        yield many, np.nan_to_num(values[:, many])
    for n in np.unique(numbers[(numbers > 0) & (numbers < MANY)]).tolist():
        columns = np.flatnonzero(numbers == n)
        yield columns, values[:, columns].T[defined[:, columns].T].reshape(-1, n).T


def _cut_tails(means: Floats, n: NDArray[np.int64], method: Literal["linear", "inverted_cdf"] = "linear") -> Floats:
    """Return the lower and upper end of resampled means, one column a quantity that is defined in so many stories."""
    import numpy as np

    ends = [np.quantile(column, _levels(int(size)), method=method) for column, size in zip(means.T, n, strict=True)]
    return np.array(ends)


@lru_cache(maxsize=4096)
def _levels(n: int) -> tuple[float, float]:
    from scipy.stats import norm, t

    level = float(norm.cdf((n / (n - 1)) ** 0.5 * t.ppf(0.025, n - 1)))
    return level, 1 - level


def _resample(values: Floats, seed: int | tuple[int, int], draws: int) -> Floats:
    """Return the means of resampled rows, one row a draw.

    Of many rows each is drawn a Poisson number of times, and the sum divided by the number drawn: nearly the same, and one
    set of draws serves all columns, wherever each is defined (Hanley & MacGibbon 2006).
    """
    import numpy as np

    means = np.empty((draws, values.shape[1]))
    for columns, rows in _by_number(values):
        n = len(rows)
        if n >= MANY:
            sums = map(_Weighted(values[:, columns]).add_up, draw_counts(n, seed, draws))
            blocks = [total / n_drawn for total, n_drawn in sums]
        else:
            blocks = [counts @ rows / n for counts in draw_rows(n, seed, draws)]
        means[:, columns] = np.concatenate(blocks)
    return means


def _resample_sides(one: Floats, other: Floats, paired: bool, seed: int, draws: int) -> tuple[Floats, Floats]:
    import numpy as np

    if paired:
        means = _resample(np.hstack([one, other]), seed, draws)
        return means[:, : one.shape[1]], means[:, one.shape[1] :]
    # Which side gets which draws hangs on what it holds and not on which comes first: swapped, the ends swap.
    sides = sorted((one, other), key=lambda values: (len(values), values.tobytes()))
    low, high = (_resample(side, (seed, place), draws) for place, side in enumerate(sides))
    return (low, high) if sides[0] is one else (high, low)


def _count_extreme(contrasts: Iterator[Floats], observed: Floats, scale: Floats, exact: bool) -> Floats:
    """Return, per column, the share of contrasts as far from zero as the observed one; ``scale`` is what rounding goes by."""
    import numpy as np

    extreme, total = np.zeros(len(observed)), 0
    for block in contrasts:
        extreme += (np.abs(block) >= np.abs(observed) - scale * _TIE).sum(axis=0)
        total += len(block)
    return np.asarray(extreme / total if exact else (extreme + 1) / (total + 1))
