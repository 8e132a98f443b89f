"""Contrasts -> gaps: difference, ratio, interval, effect, test and the terms that make it, as far as the rules allow.

A value is linear in its hits, so the weights that make a difference of cells also split it into terms, exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import fsum, nan
from typing import TYPE_CHECKING, NamedTuple

from framing.comparison.cells import MIN_HITS, Cells, Key, Scored
from framing.comparison.contrasts import Contrast
from framing.comparison.estimates import FEW, describe_n
from framing.comparison.results import Contribution, Gap
from framing.comparison.sensitivity import Trial, judge_gaps, make_trial
from framing.measures import weigh
from framing.model import Hit
from framing.stats import adjust_holm, find_cliffs_delta

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Compared beside the headline columns: what a report must say of attribution (CODEBOOK section 12, point 4).
ALSO_COMPARED = frozenset({"opaque_share", "anonymous_share", "ladder_mean"})
EXAMPLES = 3  # hits shown per term and side
EFFECT = "Cliff's δ"


class _Found(NamedTuple):
    """A gap still without its contributions, with what they are computed from."""

    place: int
    gap: Gap
    contrast: Contrast


class _Evidence(NamedTuple):
    """What one column's totals are made of, per cell: amounts and hits by target and term."""

    amounts: list[dict[tuple[str, str], float]]
    hits: list[dict[tuple[str, str], list[tuple[str, Hit]]]]


def is_compared(key: Key) -> bool:
    """Tell whether gaps are made for a column: headline columns, and what must be said of attribution beside them."""
    return (key.column.headline and key.column.tested) or key.column.name in ALSO_COMPARED


def find_gaps(analysis: Scored, cells: Cells, contrasts: Iterable[Contrast], *, seed: int, draws: int) -> tuple[Gap, ...]:
    """Measure every contrast in every column, adjust the tests as one family, split the gaps into terms, and drop each.

    A column is left out of a contrast where it is not defined on both sides, or rests on fewer than five findings:
    together, or on either side where an actor is the target (CODEBOOK S-11).

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

    Returns
    -------
    tuple of Gap
        In the order of the columns.
    """
    found = [one for contrast in contrasts for one in _measure(cells, contrast, seed, draws)]
    found.sort(key=lambda one: one.place)
    tested = [i for i, one in enumerate(found) if one.gap.p is not None]
    adjusted = dict(zip(tested, adjust_holm([found[i].gap.p or 0.0 for i in tested]), strict=True))
    gaps = []
    trials: dict[int, Trial] = {}
    evidence: tuple[tuple[str, str], _Evidence] | None = None
    for i, one in enumerate(found):
        column = one.gap.measure, one.gap.column
        if evidence is None or evidence[0] != column:  # one column at a time: evidence of all would be large
            evidence = column, _gather(analysis, cells, cells.keys[one.place])
        contributions = tuple(_split(cells, one, evidence[1]))
        gap = replace(one.gap, p_adjusted=adjusted.get(i), contributions=contributions)
        gaps.append(gap)
        if trial := make_trial(cells, one.contrast, one.place, gap, evidence[1].amounts):
            trials[i] = trial
    return judge_gaps(cells, gaps, trials, analysis.measures, seed=seed, draws=draws)


def _measure(cells: Cells, contrast: Contrast, seed: int, draws: int) -> Iterator[_Found]:
    import numpy as np

    n_stories = contrast.count_stories()
    values = np.where(contrast.weights != 0, cells.values, 0.0)
    mine = (np.maximum(contrast.weights, 0) * values).sum(axis=0)
    theirs = (np.maximum(-contrast.weights, 0) * values).sum(axis=0)
    n_mine, n_theirs = (((side > 0) * cells.n_hits).sum(axis=0) for side in (contrast.weights, -contrast.weights))
    enough = n_stories >= FEW
    intervals = contrast.bound(seed, draws) if enough.any() else None
    p_values = contrast.test(seed, draws) if enough.any() else None
    for place, key in enumerate(cells.keys):
        few = min(n_mine[place], n_theirs[place]) if key.target else n_mine[place] + n_theirs[place]
        if n_stories[place] and few >= MIN_HITS:
            gap = Gap(
                measure=key.measure,
                column=key.column.name,
                target=key.target,
                group=contrast.group,
                other=contrast.other,
                unit=key.column.unit,
                difference=float(mine[place] - theirs[place]),
                ratio=float(mine[place] / theirs[place]) if theirs[place] else nan,
                n_stories=int(n_stories[place]),
                note=describe_n(int(n_stories[place])),
            )
            if intervals is not None and p_values is not None and enough[place]:
                low, high = intervals[place].tolist()
                effect = _effect(contrast, place)
                gap = replace(gap, interval=(low, high), effect=effect, effect_name=EFFECT, p=float(p_values[place]))
            yield _Found(place, gap, contrast)


def _effect(contrast: Contrast, place: int) -> float:
    """Return Cliff's delta of the stories' values; of matched sides, over the stories both define."""
    import numpy as np

    first, second = contrast.first[:, place], contrast.second[:, place]
    if contrast.matched:
        both = ~np.isnan(first) & ~np.isnan(second)
        first, second = first[both], second[both]
    return find_cliffs_delta(first[~np.isnan(first)].tolist(), second[~np.isnan(second)].tolist())


def _gather(analysis: Scored, cells: Cells, key: Key) -> _Evidence:
    """Collect what a column's totals are made of; an amount counts for its target and for the column without target."""
    amounts: list[dict[tuple[str, str], float]] = [defaultdict(float) for _ in cells.articles]
    shown: list[dict[tuple[str, str], list[tuple[str, Hit]]]] = [defaultdict(list) for _ in cells.articles]
    for cell, articles in enumerate(cells.articles):
        for article in articles:
            hits = [hit for hit in analysis.hits.get(article, ()) if hit.measure == key.measure and hit.zone == "body"]
            for hit, amount in weigh(key.column, hits):
                for target in {"", hit.target}:
                    amounts[cell][target, hit.term] += amount
                    if len(shown[cell][target, hit.term]) < EXAMPLES:
                        shown[cell][target, hit.term].append((article, hit))
    return _Evidence(amounts, shown)


def _split(cells: Cells, found: _Found, evidence: _Evidence) -> Iterator[Contribution]:
    """Yield what each term adds to a gap, largest first: its amounts, over the base and under the weight of each cell."""
    import numpy as np

    weights: NDArray[np.float64] = found.contrast.weights[:, found.place]
    factor, target = found.gap.unit.factor, found.gap.target
    parts: dict[str, list[float]] = defaultdict(list)
    examples: dict[str, dict[bool, list[tuple[str, Hit]]]] = defaultdict(lambda: {True: [], False: []})
    for cell in np.flatnonzero(weights).tolist():
        scale = factor * float(weights[cell]) / float(cells.bases[cell, found.place])
        for (owner, term), amount in evidence.amounts[cell].items():
            if owner == target:
                parts[term].append(scale * amount)
                examples[term][scale > 0] += evidence.hits[cell][owner, term]
    sums = {term: fsum(amounts) for term, amounts in parts.items()}
    for term in sorted(sums, key=lambda term: (-abs(sums[term]), term)):
        chosen = examples[term][True][:EXAMPLES] + examples[term][False][:EXAMPLES]
        yield Contribution(term, sums[term], tuple(chosen))
