"""Counts of right and wrong -> shares with intervals that stay sensible where all are right or all are wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import sqrt
from statistics import quantiles

Z = 1.959963984540054  # two-sided 95 %
DRAWS = 5000

Interval = tuple[float, float]


def bound_share(right: float, n: float) -> Interval:
    """Return the 95 % Wilson interval of a share (Wilson 1927), without correction for continuity.

    Parameters
    ----------
    right
        How many were right; a fraction where units have weights.
    n
        Of how many; above zero.
    """
    share = right / n
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    # Where all are right the interval ends at 1, which rounding must not miss.
    return (0.0 if share == 0 else middle - half), (1.0 if share == 1 else middle + half)


def weigh_shares(counts: Sequence[tuple[int, int, float]]) -> tuple[float, float]:
    """Return a share over strata, and how many units of a plain sample would show as much (Kish 1965).

    Parameters
    ----------
    counts
        For each stratum: units that are right, units coded, and units it was drawn from.
    """
    coded = [(right, n, size) for right, n, size in counts if n]
    whole = sum(size for _, _, size in coded)
    share = sum(size * right / n for right, n, size in coded) / whole
    return share, whole**2 / sum(size**2 / n for _, n, size in coded)


def bootstrap_ratio(
    value: Callable[[Sequence[float]], float], counts: Sequence[tuple[int, int]], *, seed: int, draws: int = DRAWS
) -> Interval:
    """Return a 95 % parametric bootstrap interval of a function of several shares.

    Each share is drawn from its Jeffreys distribution, Beta(right + 1/2, wrong + 1/2) (Brown, Cai & DasGupta 2001):
    resampling the units themselves would give an interval without width wherever all codes of a stratum are the same.

    Parameters
    ----------
    value
        What is asked of the shares, given in the order of ``counts``.
    counts
        For each share, how many were right, of how many.
    seed
        Seed of the draws.
    draws
        Number of draws.
    """
    rng = random.Random(seed)
    drawn = [value([rng.betavariate(right + 0.5, n - right + 0.5) for right, n in counts]) for _ in range(draws)]
    cuts = quantiles(drawn, n=40, method="inclusive")
    found = value([right / n for right, n in counts])
    return min(cuts[0], found), max(cuts[-1], found)
