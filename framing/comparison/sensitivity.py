"""Gaps -> how far each hangs on a single term, and whether another measure of the same thing points the same way.

A value is linear in its hits: without a term a cell's value is what it was less the term's amount over the base. So a gap
without any one of its terms is known exactly, and its test can be run again on the cells that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from framing.comparison.cells import Cells
from framing.comparison.contrasts import Contrast, contrast_again
from framing.comparison.results import Contribution, Gap, OtherReading, Sensitivity
from framing.stats import adjust_holm

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


def make_trial(
    cells: Cells, contrast: Contrast, place: int, gap: Gap, amounts: Sequence[Mapping[tuple[str, str], float]]
) -> Trial | None:
    """Take each heavy term out of a gap's cells; None where a column's base would change with its terms.

    Parameters
    ----------
    cells, contrast, place
        The cells, the contrast the gap is of, and the place of its column.
    gap
        The gap, with its contributions.
    amounts
        Per cell what each target and term adds to the total.
    """
    import numpy as np

    key = cells.keys[place]
    if key.column.by == "sentences" or key.column.base not in _FIXED_BASES or not gap.contributions:
        return None
    terms = tuple(part.term for part in gap.contributions[:TESTED])
    lost = np.array([[of_cell.get((gap.target, term), 0.0) for term in terms] for of_cell in amounts])
    bases = cells.bases[:, [place]]
    scaled = np.divide(lost, bases, out=np.zeros_like(lost), where=bases != 0)
    return Trial(gap, contrast, place, terms, cells.values[:, [place]] - key.column.unit.factor * scaled)


def judge_gaps(
    cells: Cells, gaps: Sequence[Gap], trials: Mapping[int, Trial], measures: Iterable[Measure], *, seed: int, draws: int
) -> tuple[Gap, ...]:
    """Add to each gap what is left of it without any one term, and what other measures of the same thing say.

    Parameters
    ----------
    cells
        The cells the gaps were measured in.
    gaps
        The gaps, with p-values adjusted as one family.
    trials
        By the number of a gap: its cells without each heavy term.
    measures
        The measures of the analysis; one names another that asks the same in its attribute ``beside``.
    seed, draws
        As for the gaps' own tests.
    """
    p_values = _test(cells, trials, seed, draws)
    tested = [i for i, gap in enumerate(gaps) if gap.p is not None]
    family = [gaps[i].p or 0.0 for i in tested]
    seconds = _pair_measures(measures)
    judged = []
    for i, gap in enumerate(gaps):
        trial = trials.get(i)
        found = Sensitivity() if trial is None else _drop_terms(gap)
        if trial is not None and i in p_values:
            worst, term = max(zip(p_values[i], trial.terms, strict=True), key=lambda pair: pair[0])
            place = tested.index(i)
            adjusted = adjust_holm([*family[:place], worst, *family[place + 1 :]])[place]
            found = replace(found, p_adjusted=adjusted, p_term=term)
        judged.append(replace(gap, sensitivity=replace(found, others=_read_others(gap, gaps, seconds))))
    return tuple(judged)


def _drop_terms(gap: Gap) -> Sensitivity:
    """Say without which term least of a gap is left. The amounts are exact, so every term is tried."""
    sign = 1.0 if gap.difference >= 0 else -1.0
    heaviest: Contribution = max(gap.contributions, key=lambda part: sign * part.amount)
    left = gap.difference - heaviest.amount if len(gap.contributions) > 1 else 0.0
    return Sensitivity(len(gap.contributions), heaviest.term, left, sign * left > 0)


def _test(cells: Cells, trials: Mapping[int, Trial], seed: int, draws: int) -> dict[int, list[float]]:
    """Return the p-values of the gaps that were tested, without each heavy term; the gaps of one contrast all at once."""
    import numpy as np

    found: dict[int, list[float]] = {}
    tested = {i: trial for i, trial in trials.items() if trial.gap.p is not None}
    for contrast in {id(trial.contrast): trial.contrast for trial in tested.values()}.values():
        own = {i: trial for i, trial in tested.items() if trial.contrast is contrast}
        values = np.hstack([trial.values for trial in own.values()])
        keys = tuple(cells.keys[trial.place] for trial in own.values() for _ in trial.terms)
        p_values = contrast_again(contrast, replace(cells, keys=keys, values=values)).test(seed, draws)
        at = 0
        for i, trial in own.items():
            found[i] = p_values[at : at + len(trial.terms)].tolist()
            at += len(trial.terms)
    return found


def _pair_measures(measures: Iterable[Measure]) -> dict[str, set[str]]:
    """Return, by measure, those that ask the same by other means, whichever of the two names the other."""
    pairs: dict[str, set[str]] = {}
    for measure in measures:
        other = getattr(measure, "beside", "")
        if other:
            pairs.setdefault(measure.name, set()).add(other)
            pairs.setdefault(other, set()).add(measure.name)
    return pairs


def _read_others(gap: Gap, gaps: Sequence[Gap], pairs: Mapping[str, set[str]]) -> tuple[OtherReading, ...]:
    """Return what the other measures of the same thing say between the same two groups."""
    return tuple(
        OtherReading(other.measure, other.column, other.unit, other.difference, other.difference * gap.difference > 0)
        for other in gaps
        if other.measure in pairs.get(gap.measure, ())
        and (other.group, other.other, other.target) == (gap.group, gap.other, gap.target)
    )
