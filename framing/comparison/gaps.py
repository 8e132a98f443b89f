"""Contrasts -> gaps: difference, ratio, interval, effect, test and the terms that make it, as far as the rules allow.

A value is linear in its hits, so the weights that make a difference of cells also split it into terms, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isnan, nan
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.comparison.allowed import FEW, describe_n
from framing.comparison.cells import MIN_HITS, Cells, Key, Scored
from framing.comparison.contrasts import Contrast, refine
from framing.comparison.evidence import Evidence, gather_evidence
from framing.comparison.results import DISCOVERY, HOLM, LEVELS, Gap
from framing.comparison.sensitivity import Trial, drop_terms, judge_gaps, keeps_base, make_trial
from framing.stats import (
    adjust_benjamini_hochberg,
    adjust_holm,
    find_cliffs_delta,
    find_dominance,
    find_hedges_g,
    name_cliffs_delta,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Compared beside the headline columns: what a report must say of attribution (CODEBOOK section 12, point 4).
ALSO_COMPARED = frozenset({"opaque_share", "anonymous_share", "ladder_mean"})
BETWEEN, WITHIN = "Cliff's δ", "Cliff's δ within stories"


class _Found(NamedTuple):
    """A gap still without its contributions, with what they are computed from."""

    place: int
    gap: Gap
    contrast: Contrast


def is_compared(key: Key) -> bool:
    """Tell whether gaps are made for a column: headline columns, and what must be said of attribution beside them."""
    return (key.column.headline and key.column.tested) or key.column.name in ALSO_COMPARED


def is_side(key: Key) -> bool:
    """Tell whether a column is explored: a side column of no one target, whose tests are a family of their own (X-8)."""
    return not key.column.headline and not key.target and not is_compared(key)


def find_gaps(
    analysis: Scored, cells: Cells, contrasts: Iterable[Contrast], *, seed: int, draws: int, method: str = HOLM
) -> tuple[Gap, ...]:
    """Measure every contrast in every column, adjust the tests as one family, split the gaps into terms, and drop each.

    A column is left out of a contrast where it is not defined on both sides, or rests on fewer than five findings:
    together, or on either side where an actor is the target (CODEBOOK S-11); a share also where a side has fewer than five
    things to take it of.

    Parameters
    ----------
    analysis
        Where the hits are.
    cells
        The cells of the columns to compare; the contrasts are of these cells.
    contrasts
        The contrasts, in the order in which the gaps of a column shall come.
    seed, draws
        Seed and number of resamples.
    method
        How the tests are adjusted: Holm's, or Benjamini and Hochberg's.

    Returns
    -------
    tuple of Gap
        In the order of the columns.
    """
    found = _measure_all(cells, contrasts, seed, draws, method)
    gaps = []
    trials: dict[int, Trial] = {}
    column, evidence = ("", ""), dict[str, Evidence]()
    for i, one in enumerate(found):
        key = cells.keys[one.place]
        if column != (key.measure, key.column.name):  # one column at a time: evidence of all would be large
            column, evidence = (key.measure, key.column.name), gather_evidence(analysis, cells, key)
        gap, of_target = one.gap, evidence.get(key.target)
        parts = tuple(of_target.split(_scale(cells, one.contrast, one.place))) if of_target else ()
        if of_target and parts:
            gap = replace(gap, contributions=parts)
            if keeps_base(key):
                gap = replace(gap, sensitivity=drop_terms(gap))
                if gap.p_adjusted is not None and gap.p_adjusted <= LEVELS[method]:
                    trials[i] = make_trial(cells, one.contrast, one.place, gap, of_target.parts)
        gaps.append(gap)
    return judge_gaps(cells, gaps, trials, analysis.measures, seed=seed, draws=draws, method=method)


def _scale(cells: Cells, contrast: Contrast, place: int) -> NDArray[np.float64]:
    """Return what one more in the total of each cell would add to a gap."""
    import numpy as np

    weights, factor = contrast.weigh(place), cells.keys[place].column.unit.factor
    return np.divide(factor * weights, cells.bases[:, place], out=np.zeros_like(weights), where=weights != 0)


def list_gaps(
    cells: Cells, contrasts: Iterable[Contrast], *, seed: int, draws: int, method: str = DISCOVERY
) -> tuple[Gap, ...]:
    """Measure every contrast in every column and adjust the tests as one family, without splitting gaps into terms.

    See `find_gaps`; by default the family is exploratory (CODEBOOK X-8).
    """
    return tuple(one.gap for one in _measure_all(cells, contrasts, seed, draws, method))


def _measure_all(cells: Cells, contrasts: Iterable[Contrast], seed: int, draws: int, method: str) -> list[_Found]:
    found = [one for contrast in contrasts for one in _measure(cells, contrast, seed, draws)]
    found.sort(key=lambda one: one.place)
    tested = [i for i, one in enumerate(found) if one.gap.p is not None]
    first = [(found[i].contrast, found[i].place, found[i].gap.p or 0.0) for i in tested]
    p_values = refine(first, len(tested) if method == HOLM else 0, seed, draws)
    adjusted = (adjust_holm if method == HOLM else adjust_benjamini_hochberg)(p_values)
    for i, p, p_adjusted in zip(tested, p_values, adjusted, strict=True):
        found[i] = found[i]._replace(gap=replace(found[i].gap, p=p, p_adjusted=p_adjusted))
    return found


def _measure(cells: Cells, contrast: Contrast, seed: int, draws: int) -> Iterator[_Found]:
    import numpy as np

    n_stories = contrast.count_stories()
    weights = contrast.weigh()
    values = np.where(weights != 0, cells.values, 0.0)
    mine = (np.maximum(weights, 0) * values).sum(axis=0)
    theirs = (np.maximum(-weights, 0) * values).sum(axis=0)
    n_mine, n_theirs = (np.where(inside, cells.n_hits, 0).sum(axis=0) for inside in (weights > 0, weights < 0))
    thin = _find_thin(cells, weights)
    is_ratio = (theirs > 0) & (values >= 0).all(axis=0)  # a mean that can be negative has no ratio
    known = _infer(contrast, n_stories, is_ratio, seed, draws)
    for place, key in enumerate(cells.keys):
        few = min(n_mine[place], n_theirs[place]) if key.target else n_mine[place] + n_theirs[place]
        if n_stories[place] and few >= MIN_HITS and not thin[place]:
            gap = Gap(
                measure=key.measure,
                column=key.column.name,
                target=key.target,
                group=contrast.group,
                other=contrast.other,
                unit=key.column.unit,
                difference=float(mine[place] - theirs[place]),
                ratio=float(mine[place] / theirs[place]) if is_ratio[place] else nan,
                value=float(mine[place]),
                other_value=float(theirs[place]),
                n_stories=int(n_stories[place]),
                note=describe_n(int(n_stories[place])),
            )
            yield _Found(place, replace(gap, **known.get(place, {})), contrast)


def _find_thin(cells: Cells, weights: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Find the shares that a side has fewer than five things to take of: half of two attributions says nothing."""
    import numpy as np

    is_share = np.array([key.column.unit.name.startswith("%") for key in cells.keys], dtype=bool)
    least = np.minimum(*(np.where(inside, cells.bases, 0).sum(axis=0) for inside in (weights > 0, weights < 0)))
    return np.asarray(is_share & (least < MIN_HITS))


def _infer(
    contrast: Contrast, n_stories: NDArray[np.int64], is_ratio: NDArray[np.bool_], seed: int, draws: int
) -> dict[int, dict[str, Any]]:
    """Return, by column, the interval, effect size and p of those that enough stories bear (CODEBOOK X-4 to X-7)."""
    import numpy as np

    places = np.flatnonzero(n_stories >= FEW)
    if not len(places):
        return {}
    differences, ratios = contrast.bound(places, seed, draws)
    p_values = contrast.test(places, seed, draws)
    known: dict[int, dict[str, Any]] = {}
    for i, place in enumerate(places.tolist()):
        given = is_ratio[place] and not np.isnan(ratios[i]).any()
        known[place] = {
            "interval": tuple(differences[i].tolist()),
            "ratio_interval": tuple(ratios[i].tolist()) if given else None,
            "p": float(p_values[i]),
            **_find_effects(contrast, place),
        }
    return known


def _find_effects(contrast: Contrast, place: int) -> dict[str, Any]:
    """Return the effect sizes: of matched sides over the stories both define, in which each story is its own control."""
    import numpy as np

    first, second = contrast.first[:, place], contrast.second[:, place]
    ours, theirs = ~np.isnan(first), ~np.isnan(second)
    if contrast.matched:
        ours = theirs = ours & theirs
    one, other = first[ours], second[theirs]
    g = find_hedges_g(one, other, paired=contrast.matched)
    if contrast.matched:
        effect = {"effect": find_dominance(one, other), "effect_name": WITHIN}
    else:
        delta = find_cliffs_delta(one, other)
        effect = {"effect": delta, "effect_name": BETWEEN, "size": name_cliffs_delta(delta)}
    return {**effect, "hedges_g": None if isnan(g) else g}
