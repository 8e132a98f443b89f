"""Counts and values -> intervals for single texts, effect sizes, adjusted p-values, pooled rates and term contrasts.

Intervals and tests that resample stories are in `framing.resampling`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, nan, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = Sequence[float] | NDArray[np.float64]

ROUNDING = 1e-12  # relative standard deviation below which values do not vary
LEVEL = 0.05  # two-sided, for intervals and for telling groups apart
CLIFF_STEPS = ((0.147, "negligible"), (0.33, "small"), (0.474, "medium"), (float("inf"), "large"))  # CODEBOOK X-7


@dataclass(frozen=True, slots=True)
class Pooling:
    """Rates of groups drawn toward their common rate, the more so the less text a group has (CODEBOOK X-9).

    ``mean`` is the common rate; ``alpha`` and ``beta`` are the prior's, nan where the groups vary no more than counting
    does; ``rates`` are in the order of the counts; ``p`` is of the test that all groups have one rate.
    """

    mean: float
    alpha: float
    beta: float
    rates: tuple[float, ...]
    p: float

    @property
    def distinguishable(self) -> bool:
        """Whether the groups' rates vary more than chance in counting would make them."""
        return self.p <= LEVEL

    @property
    def verdict(self) -> str:
        """The sentence a report prints."""
        if self.distinguishable:
            return "the groups' rates vary more than counting alone would make them"
        return "not distinguishable: the groups' rates vary no more than counting alone can make them"


@dataclass(frozen=True, slots=True)
class TermContrast:
    """How much more often one side uses a term: log-odds with a prior, and how many standard errors from zero."""

    term: str
    first: float
    second: float
    log_odds: float
    z: float


def bound_poisson(count: float, base: float) -> tuple[float, float]:
    """Return the exact 95 % Poisson interval of a rate (Garwood 1936).

    It covers uncertainty of counting only: not the choice of texts, nor of words within a text.

    Parameters
    ----------
    count
        Events counted.
    base
        What they were counted over; the interval is in events per one of it.
    """
    from scipy.stats import chi2

    if not base > 0:
        return nan, nan
    low = chi2.ppf(LEVEL / 2, 2 * count) / 2 if count else 0.0
    return float(low) / base, float(chi2.ppf(1 - LEVEL / 2, 2 * (count + 1))) / 2 / base


def find_cliffs_delta(first: Values, second: Values) -> float:
    """Return how much likelier a value of the first is above one of the second than below it, -1 to 1 (Cliff 1993)."""
    import numpy as np

    if not len(first) or not len(second):
        return nan
    ordered = np.sort(second)
    above = np.searchsorted(ordered, first, "left") + np.searchsorted(ordered, first, "right") - len(ordered)
    return int(above.sum()) / (len(first) * len(second))


def name_cliffs_delta(delta: float) -> str:
    """Return the customary word for the size of a Cliff's delta: negligible, small, medium or large."""
    return next(name for step, name in CLIFF_STEPS if abs(delta) < step)


def find_dominance(first: Values, second: Values) -> float:
    """Return the share of pairs whose first value is above the second less the share in which it is below, -1 to 1.

    Cliff's delta within pairs (Cliff 1993, eq. 7): what pairs share, such as a story, takes no part in it. The customary
    words for the size of a delta were made for independent groups (Romano et al. 2006) and do not hold here.
    """
    import numpy as np

    if not len(first):
        return nan
    one, other = np.asarray(first), np.asarray(second)
    return (int((one > other).sum()) - int((one < other).sum())) / len(one)


def find_hedges_g(first: Values, second: Values, *, paired: bool = False) -> float:
    """Return the difference of means in standard deviations, corrected for small samples (Hedges 1981).

    The standard deviation is that of values within a group, pooled over both: of pairs too, so that matched and unmatched
    comparisons can be set side by side (Borenstein et al. 2009, chapter 4); the correction of pairs has n - 1 degrees of
    freedom. nan with fewer than two values on a side, or where no value varies.
    """
    import numpy as np

    if min(len(first), len(second)) < 2:
        return nan
    whole = len(first) + len(second) - 2
    pooled = ((len(first) - 1) * np.var(first, ddof=1) + (len(second) - 1) * np.var(second, ddof=1)) / whole
    if pooled <= (ROUNDING * max(np.abs(first).max(), np.abs(second).max())) ** 2:
        return nan
    df = len(first) - 1 if paired else whole
    correction = exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2) if df > 1 else nan
    return float(correction * (np.mean(first) - np.mean(second)) / sqrt(pooled))


def adjust_holm(p_values: Sequence[float]) -> list[float]:
    """Return Holm's adjusted p-values, in order: at most .05 keeps the chance of any false finding at .05."""
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, i in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = highest
    return adjusted


def adjust_benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return Benjamini and Hochberg's adjusted p-values, in order: at most q keeps the share of false findings at q."""
    adjusted = [0.0] * len(p_values)
    lowest = 1.0
    falling = sorted(range(len(p_values)), key=p_values.__getitem__, reverse=True)
    for rank, i in zip(range(len(p_values), 0, -1), falling, strict=True):
        lowest = min(lowest, p_values[i] * len(p_values) / rank)
        adjusted[i] = lowest
    return adjusted


def readjust_holm(family: Sequence[float], old: float, new: float) -> float:
    """Return Holm's adjusted p-value of one test of a family, given in rising order, had it another p than it has."""
    import numpy as np

    rest, place = _put(family, old, new)
    lower = np.arange(len(family), len(family) - place, -1) * rest[:place]
    return min(1.0, float(max(lower.max(initial=0.0), (len(family) - place) * new)))


def readjust_benjamini_hochberg(family: Sequence[float], old: float, new: float) -> float:
    """Return Benjamini and Hochberg's adjusted p-value of one test of a family, had it another p (see `readjust_holm`)."""
    import numpy as np

    rest, place = _put(family, old, new)
    higher = rest[place:] * len(family) / np.arange(place + 2, len(family) + 1)
    return min(1.0, float(min(higher.min(initial=1.0), new * len(family) / (place + 1))))


def _put(family: Sequence[float], old: float, new: float) -> tuple[NDArray[np.float64], int]:
    """Return the family without one of its p-values, and the place of another in it."""
    import numpy as np

    rest = np.delete(np.asarray(family, dtype=np.float64), bisect_left(family, old))
    return rest, int(np.searchsorted(rest, new, side="right"))


def pool_rates(counts: Sequence[float], bases: Sequence[float]) -> Pooling:
    """Draw the rates of groups toward their common rate: the Gamma-Poisson model (CODEBOOK X-9).

    The prior's parameters come from the groups by moments (Marshall 1991): alpha and beta such that the variance between
    groups is what exceeds counting. Where nothing exceeds it, every pooled rate is the common rate. Whether groups differ
    at all is judged by the dispersion test, chi-square with one degree of freedom less than there are groups.

    Parameters
    ----------
    counts
        Events of each group.
    bases
        What each group's events were counted over, in the same order, all above zero.
    """
    from scipy.stats import chi2

    mean, whole = sum(counts) / sum(bases), sum(bases)
    if len(counts) < 2 or not mean:
        return Pooling(mean, nan, nan, (mean,) * len(counts), nan)
    statistic = sum((count - mean * base) ** 2 / (mean * base) for count, base in zip(counts, bases, strict=True))
    p = float(chi2.sf(statistic, len(counts) - 1))
    spread = sum(base * (count / base - mean) ** 2 for count, base in zip(counts, bases, strict=True)) / whole
    between = spread - mean / (whole / len(bases))
    if between <= 0:
        return Pooling(mean, nan, nan, (mean,) * len(counts), p)
    alpha, beta = mean**2 / between, mean / between
    rates = tuple((count + alpha) / (base + beta) for count, base in zip(counts, bases, strict=True))
    return Pooling(mean, alpha, beta, rates, p)


def correlate_ranks(first: Sequence[float], second: Sequence[float]) -> float:
    """Return Spearman's rank correlation; nan with fewer than three pairs or where one side does not vary."""
    from scipy.stats import spearmanr

    if len(first) < 3 or len(set(first)) < 2 or len(set(second)) < 2:
        return nan
    return float(spearmanr(first, second).statistic)


def contrast_terms(
    first: Mapping[str, float], second: Mapping[str, float], prior: Mapping[str, float] | None = None
) -> list[TermContrast]:
    """Contrast the terms of two sides by log-odds with an informative Dirichlet prior (Monroe et al. 2008, eqs. 16, 22).

    Parameters
    ----------
    first, second
        How often each side uses each term.
    prior
        Pseudo-counts per term; by default how often both sides together use it.

    Returns
    -------
    list of TermContrast
        The terms used, in falling order of z: most typical of the first side first.
    """
    terms = sorted({term for side in (first, second) for term, n in side.items() if n})
    alpha = prior if prior is not None else {term: first.get(term, 0) + second.get(term, 0) for term in terms}
    alpha_all, n_first, n_second = sum(alpha.values()), sum(first.values()), sum(second.values())
    contrasts = []
    for term in terms:
        one, other = first.get(term, 0) + alpha.get(term, 0), second.get(term, 0) + alpha.get(term, 0)
        rest_one, rest_other = n_first + alpha_all - one, n_second + alpha_all - other
        if min(one, other, rest_one, rest_other) > 0:
            log_odds = log(one / rest_one) - log(other / rest_other)
            z = log_odds / sqrt(1 / one + 1 / other)
            contrasts.append(TermContrast(term, first.get(term, 0), second.get(term, 0), log_odds, z))
    return sorted(contrasts, key=lambda contrast: (-contrast.z, contrast.term))
