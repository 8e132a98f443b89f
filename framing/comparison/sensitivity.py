"""Gaps -> how far each hangs on a single term, and whether another measure of the same thing points the same way.

A value is linear in its hits: without a term a cell's value is what it was less the term's amount over the base. So a gap
without any one of its terms is known exactly, and its test can be run again on the cells that are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from framing.comparison.cells import Cells, Key
from framing.comparison.contrasts import Contrast, contrast_again, refine
from framing.comparison.evidence import Part
from framing.comparison.results import HOLM, Contribution, Gap, OtherReading, Sensitivity
from framing.stats import readjust_benjamini_hochberg, readjust_holm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from framing.measures import Measure

    Floats = NDArray[np.float64]

TESTED = 20  # terms per gap, the heaviest: without a lighter one the cells are nearly what they were
# Dropping a term from a list leaves these bases as they are. A share of attributions has its terms in the base too.
_FIXED_BASES = frozenset({"words", "all words", "sentences", "mentioning sentences"})


class Trial(NamedTuple):
    """A gap and its cells' values without each of its heaviest terms: one row a cell, one column a term."""

    gap: Gap
    contrast: Contrast
    place: int
    terms: tuple[str, ...]
    values: Floats


def keeps_base(key: Key) -> bool:
    """Tell whether a column's base stays as it is when a term is dropped from the list."""
    return key.column.by != "sentences" and key.column.base in _FIXED_BASES


def drop_terms(gap: Gap) -> Sensitivity:
    """Say without which term least of a gap is left. The amounts are exact, so every term is tried."""
    sign = 1.0 if gap.difference >= 0 else -1.0
    heaviest: Contribution = max(gap.contributions, key=lambda part: sign * part.amount)
    left = gap.difference - heaviest.amount if len(gap.contributions) > 1 else 0.0
    return Sensitivity(len(gap.contributions), heaviest.term, left, sign * left > 0)


def make_trial(cells: Cells, contrast: Contrast, place: int, gap: Gap, parts: Mapping[str, Part]) -> Trial:
    """Take each heavy term out of a gap's cells.

    Parameters
    ----------
    cells, contrast, place
        The cells, the contrast the gap is of, and the place of its column, whose base must not change with its terms.
    gap
        The gap, with its contributions.
    parts
        By term what it adds to the total of each cell.
    """
    import numpy as np

    terms = tuple(part.term for part in gap.contributions[:TESTED])
    lost = np.zeros((len(cells.articles), len(terms)))
    for column, term in enumerate(terms):
        lost[parts[term].cells, column] = parts[term].amounts
    bases = cells.bases[:, [place]]
    scaled = np.divide(lost, bases, out=np.zeros_like(lost), where=bases != 0)
    return Trial(gap, contrast, place, terms, cells.values[:, [place]] - cells.keys[place].column.unit.factor * scaled)


def judge_gaps(  # noqa: PLR0913 - what it judges by
    cells: Cells,
    gaps: Sequence[Gap],
    trials: Mapping[int, Trial],
    measures: Iterable[Measure],
    *,
    seed: int,
    draws: int,
    method: str = HOLM,
) -> tuple[Gap, ...]:
    """Add to each gap what is left of it without any one term, and what other measures of the same thing say.

    Only a gap that stands is tested without its terms: whether another would stand then is no question.

    Parameters
    ----------
    cells
        The cells the gaps were measured in.
    gaps
        The gaps, with p-values adjusted as one family, and what is left of each without one term.
    trials
        By the number of a gap that stands: its cells without each heavy term.
    measures
        The measures of the analysis; one names another that asks the same in its attribute ``beside``.
    seed, draws, method
        As for the gaps' own tests.
    """
    family = sorted(gap.p for gap in gaps if gap.p is not None)
    worst = _test(cells, trials, len(family) if method == HOLM else 0, seed, draws)
    readjust = readjust_holm if method == HOLM else readjust_benjamini_hochberg
    pairs = _pair_measures(measures)
    alike: dict[tuple[str, str, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        alike[gap.group, gap.other, gap.target].append(gap)
    judged = []
    for i, gap in enumerate(gaps):
        found = gap.sensitivity
        if i in worst:
            p, term = worst[i]
            found = replace(found, p_adjusted=readjust(family, gap.p or 0.0, p), p_term=term)
        judged.append(
            replace(gap, sensitivity=replace(found, others=_read_others(gap, alike[gap.group, gap.other, gap.target], pairs)))
        )
    return tuple(judged)


def _test(cells: Cells, trials: Mapping[int, Trial], family: int, seed: int, draws: int) -> dict[int, tuple[float, str]]:
    """Return the largest p of each gap without one of its heavy terms, with that term; a contrast's gaps all at once.

    Of equal p-values the term counts without which least is left; its p comes from as many draws as the gap's own.
    """
    import numpy as np

    tests: dict[int, tuple[Contrast, int, float]] = {}
    terms: dict[int, str] = {}
    for contrast in {id(trial.contrast): trial.contrast for trial in trials.values()}.values():
        own = {i: trial for i, trial in trials.items() if trial.contrast is contrast}
        values = np.hstack([trial.values for trial in own.values()])
        keys = tuple(cells.keys[trial.place] for trial in own.values() for _ in trial.terms)
        without = contrast_again(contrast, replace(cells, keys=keys, values=values))
        p_values = without.test(np.arange(len(keys)), seed, draws).tolist()
        at = 0
        for i, trial in own.items():
            adds = {part.term: part.amount * (1 if trial.gap.difference >= 0 else -1) for part in trial.gap.contributions}
            ranked = [(p_values[at + k], adds[term], at + k) for k, term in enumerate(trial.terms)]
            p, _, column = max(ranked)
            tests[i], terms[i] = (without, column, p), trial.terms[column - at]
            at += len(trial.terms)
    refined = refine(list(tests.values()), family, seed, draws)
    return {i: (p, terms[i]) for i, p in zip(tests, refined, strict=True)}


def _pair_measures(measures: Iterable[Measure]) -> dict[str, set[str]]:
    """Return, by measure, those that ask the same by other means, whichever of the two names the other."""
    pairs: dict[str, set[str]] = {}
    for measure in measures:
        other = getattr(measure, "beside", "")
        if other:
            pairs.setdefault(measure.name, set()).add(other)
            pairs.setdefault(other, set()).add(measure.name)
    return pairs


def _read_others(gap: Gap, alike: Sequence[Gap], pairs: Mapping[str, set[str]]) -> tuple[OtherReading, ...]:
    """Return what the other measures of the same thing say between the same two groups."""
    return tuple(
        OtherReading(other.measure, other.column, other.unit, other.difference, other.difference * gap.difference > 0)
        for other in alike
        if other.measure in pairs.get(gap.measure, ())
    )
