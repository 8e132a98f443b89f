"""Codes by several coders -> Krippendorff's alpha, its interval, and what it allows to be said (CODEBOOK W-3)."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from math import isnan, nan
from statistics import quantiles
from typing import NamedTuple

RELY, TENTATIVE = 0.8, 0.667  # W-3, after Krippendorff 2019
ENOUGH = 0.1  # share of units that have to be coded twice (W-3)
DRAWS = 2000
FEWEST = 2  # units coded twice below which nothing can be said


class Agreement(NamedTuple):
    """How far coders agree: alpha (nan where it is not defined) and its interval, over the units that several coded."""

    alpha: float
    interval: tuple[float, float] | None
    n: int


def find_agreement(codes: Mapping[str, Mapping[str, bool]], *, seed: int = 1, draws: int = DRAWS) -> Agreement:
    """Return Krippendorff's alpha for nominal codes, with a bootstrap interval over units.

    Alpha is not defined where all codes are the same: agreement that could not have failed shows nothing.

    Parameters
    ----------
    codes
        For each unit, the code of each coder; units that only one person coded do not count.
    seed
        Seed of the draws.
    draws
        Number of resamples.
    """
    shared = [tuple(sorted(of.items())) for _, of in sorted(codes.items()) if len(of) > 1]
    alpha = _find_alpha(shared)
    if isnan(alpha) or len(shared) < FEWEST:
        return Agreement(alpha, None, len(shared))
    rng = random.Random(seed)
    drawn = sorted(value for _ in range(draws) if not isnan(value := _find_alpha(rng.choices(shared, k=len(shared)))))
    if len(drawn) < max(2, draws / 2):  # half of the resamples hold one code only: the interval would be of the others
        return Agreement(alpha, None, len(shared))
    cuts = quantiles(drawn, n=40, method="inclusive")
    return Agreement(alpha, (min(cuts[0], alpha), max(cuts[-1], alpha)), len(shared))


def _find_alpha(units: Sequence[Collection[tuple[str, bool]]]) -> float:
    if len({value for unit in units for _, value in unit}) < 2:
        return nan
    from nltk.metrics.agreement import AnnotationTask

    task = AnnotationTask([(coder, str(place), str(value)) for place, unit in enumerate(units) for coder, value in unit])
    return float(task.alpha())


def judge(agreement: Agreement, n_units: int) -> str:
    """Return what the agreement of coders allows to be said of a measure (CODEBOOK W-3)."""
    if not agreement.n:
        return "coded by one person: agreement not known"
    if agreement.n < ENOUGH * n_units:
        return f"agreement not known: {agreement.n} of {n_units} coded twice, a tenth is needed"
    if isnan(agreement.alpha):
        return "agreement not defined: all codes are the same"
    if agreement.alpha >= RELY:
        return "rely on it"
    return "tentative" if agreement.alpha >= TENTATIVE else "do not report as a finding"
