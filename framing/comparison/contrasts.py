"""Cells -> contrasts: the two sides of a comparison, story by story, and the weight each cell has in their difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from framing.comparison.cells import Cells
from framing.resampling import bootstrap_contrasts, flip_signs, permute_labels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

OTHERS = "all others"
# Random permutations for each test of a family adjusted by Holm's method, and at most; made where fewer than RARE of the first
# draws were as extreme.
PER_TEST, MOST_DRAWS, RARE = 40, 100_000, 10


@dataclass(frozen=True, slots=True)
class Contrast:
    """One group against another, or against all others.

    ``first`` and ``second`` hold the sides' values, one row a story and one column a key, nan where a side is not
    defined; matched sides share their rows. ``sides`` are the numbers of the group and of the others in ``cells``,
    ``strata`` those of the rows' topics, ``of_story`` those of all stories.
    """

    group: str
    other: str
    first: Floats
    second: Floats
    cells: Cells
    strata: NDArray[np.int64]
    matched: bool
    sides: tuple[int, tuple[int, ...]]
    of_story: tuple[int, ...]

    def count_stories(self) -> NDArray[np.int64]:
        """Return for each key how many stories the comparison rests on: of unmatched sides, those of the smaller."""
        import numpy as np

        first, second = ~np.isnan(self.first), ~np.isnan(self.second)
        if self.matched:
            return np.asarray((first & second).sum(axis=0))
        return np.asarray(np.minimum(first.sum(axis=0), second.sum(axis=0)))

    def weigh(self, place: int | slice = slice(None)) -> Floats:
        """Return the weight that each cell has in the difference of a key, or of all keys.

        Weights add up to 1 over the group's cells and to -1 over the others', so that the difference is the sum of weights
        times values.
        """
        import numpy as np

        cells = self.cells
        defined = ~np.isnan(cells.values[:, place])
        weights = np.zeros(defined.shape)
        mine, theirs = _find_sides(cells, *self.sides)
        if self.matched:
            both = ~np.isnan(self.first[:, place] - self.second[:, place])
            share = both / np.maximum(both.sum(axis=0), 1)
            weights[mine] = share[cells.story[mine]]
            n_theirs = _sum_by_story(cells, theirs, defined[theirs].astype(np.float64))
            weights[theirs] = -(share / np.maximum(n_theirs, 1))[cells.story[theirs]] * defined[theirs]
        else:
            weights[mine] = defined[mine] / np.maximum(defined[mine].sum(axis=0), 1)
            weights[theirs] = -1.0 * defined[theirs] / np.maximum(defined[theirs].sum(axis=0), 1)
        return weights

    def bound(self, places: NDArray[np.int64], seed: int, draws: int) -> tuple[Floats, Floats]:
        """Return bootstrap intervals of the differences and of the ratios of some keys (CODEBOOK X-5)."""
        first, second = self.first[:, places], self.second[:, places]
        return bootstrap_contrasts(first, second, paired=self.matched, seed=seed, draws=draws)

    def test(self, places: NDArray[np.int64], seed: int, draws: int) -> Floats:
        """Return permutation p-values of the differences of some keys (CODEBOOK X-6)."""
        import numpy as np

        first, second = self.first[:, places], self.second[:, places]
        if self.matched:
            return flip_signs(first - second, seed=seed, draws=draws)
        is_first = np.arange(len(first) + len(second)) < len(first)
        return permute_labels(np.vstack([first, second]), is_first, self.strata, seed=seed, draws=draws)


def refine(tests: Sequence[tuple[Contrast, int, float]], family: int, seed: int, draws: int) -> list[float]:
    """Return p-values, those that few draws reached from more draws.

    So many draws cannot give a p below one in so many, and adjusted for a large family none could stand. The new p takes
    the place of the old whatever it is, so that no test is made twice to choose the smaller.

    Parameters
    ----------
    tests
        Contrasts, the place of a column in each, and the p that the first draws gave it.
    family
        How many tests are adjusted together by Holm's method; 0 of an exploratory family, which needs no more draws.
    seed, draws
        Of the first draws.
    """
    import numpy as np

    p_values = [p for _, _, p in tests]
    finer = min(MOST_DRAWS, family * PER_TEST)
    if finer <= draws:
        return p_values
    chosen: dict[int, list[int]] = {}
    for i, (contrast, _, p) in enumerate(tests):
        if p <= RARE / (draws + 1):
            chosen.setdefault(id(contrast), []).append(i)
    for own in chosen.values():
        finer_p = tests[own[0]][0].test(np.array([tests[i][1] for i in own]), seed + finer, finer)
        for i, p in zip(own, finer_p.tolist(), strict=True):
            p_values[i] = p
    return p_values


def contrast_groups(cells: Cells, *, matched: bool, pairs: bool, strata: Sequence[int]) -> Iterator[Contrast]:
    """Yield each group against all others; of two groups, or on request of each pair, one against the other.

    Parameters
    ----------
    cells
        The cells, already restricted to the keys to compare.
    matched
        Whether groups are compared within stories they share, or over all stories of each.
    pairs
        Whether to compare each pair of groups instead of each group with the rest.
    strata
        A number per story; unmatched stories exchange their groups only with stories of the same number.
    """
    numbers = range(len(cells.groups))
    if pairs or len(cells.groups) == 2:
        sides = [(one, [other], cells.groups[other]) for one, other in combinations(numbers, 2)]
    else:
        sides = [(one, [other for other in numbers if other != one], OTHERS) for one in numbers]
    for one, others, name in sides if len(cells.groups) > 1 else ():
        yield (_match if matched else _pool)(cells, one, others, name, strata)


def contrast_again(contrast: Contrast, cells: Cells) -> Contrast:
    """Return the same contrast of cells that have other values or keys."""
    one, others = contrast.sides
    return (_match if contrast.matched else _pool)(cells, one, others, contrast.other, contrast.of_story)


def _find_sides(cells: Cells, one: int, others: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the cells of either side."""
    import numpy as np

    return np.flatnonzero(cells.group == one), np.flatnonzero(np.isin(cells.group, others))


def _sum_by_story(cells: Cells, rows: NDArray[np.int64], values: Floats) -> Floats:
    """Add up the values of some cells in each story; cells come in the order of their stories."""
    import numpy as np

    sums = np.zeros((len(cells.stories), *values.shape[1:]))
    if len(rows):
        story = cells.story[rows]
        starts = np.flatnonzero(np.diff(story, prepend=-1))
        sums[story[starts]] = np.add.reduceat(values, starts, axis=0)
    return sums


def _match(cells: Cells, one: int, others: Sequence[int], name: str, strata: Sequence[int]) -> Contrast:
    """Compare within stories: the group's value against the mean of the others' values in the same story."""
    import numpy as np

    mine, theirs = _find_sides(cells, one, others)
    shape = (len(cells.stories), len(cells.keys))
    first = np.full(shape, np.nan)
    first[cells.story[mine]] = cells.values[mine]
    n_theirs = _sum_by_story(cells, theirs, (~np.isnan(cells.values[theirs])).astype(np.float64))
    sums = _sum_by_story(cells, theirs, np.nan_to_num(cells.values[theirs]))
    second = np.divide(sums, n_theirs, out=np.full(shape, np.nan), where=n_theirs > 0)
    sides = one, tuple(others)
    return Contrast(cells.groups[one], name, first, second, cells, np.asarray(strata), True, sides, tuple(strata))


def _pool(cells: Cells, one: int, others: Sequence[int], name: str, strata: Sequence[int]) -> Contrast:
    """Compare over stories: the mean of the group's values against the mean of all the others' values."""
    import numpy as np

    mine, theirs = _find_sides(cells, one, others)
    of_row = np.asarray(strata)[cells.story[np.concatenate([mine, theirs])]]
    first, second, sides = cells.values[mine], cells.values[theirs], (one, tuple(others))
    return Contrast(cells.groups[one], name, first, second, cells, of_row, False, sides, tuple(strata))
