from __future__ import annotations

from collections import Counter
from math import comb, exp, factorial

import numpy as np
import pytest
from numpy.typing import NDArray

from framing import draws
from framing.draws import cut_draws, draw_counts, draw_rows, draw_signs, draw_splits, list_signs, list_splits
from framing.resampling import MANY, bootstrap_contrasts, bootstrap_means, flip_signs, permute_labels

Floats = NDArray[np.float64]


def values(n: int, columns: int = 3, missing: float = 0.0, seed: int = 3) -> Floats:
    rng = np.random.default_rng(seed)
    found = rng.normal(5.0, 2.0, size=(n, columns))
    found[rng.random(found.shape) < missing] = np.nan
    return found


class TestDrawing:
    @pytest.mark.parametrize(("n_draws", "n"), [(5000, 10), (5000, 4000), (7, 10**9), (1, 1), (0, 5)])
    def test_blocks_add_up_to_all_draws_and_hold_a_bounded_number(self, n_draws: int, n: int) -> None:
        sizes = list(cut_draws(n_draws, n))
        assert sum(sizes) == n_draws
        assert all(size == 1 or size * n <= draws.CELLS for size in sizes)

    def test_counts_have_the_frequencies_of_a_poisson_distribution_of_mean_one(self) -> None:
        counts = np.concatenate(list(draw_counts(400, 1, 1000)))
        assert counts.shape == (1000, 400)
        seen = Counter(counts.ravel().astype(int).tolist())
        for k in range(5):
            assert seen[k] / counts.size == pytest.approx(exp(-1) / factorial(k), abs=0.004)
        assert counts.max() <= 9

    def test_signs_are_as_often_plus_as_minus_in_every_place(self) -> None:
        signs = np.concatenate(list(draw_signs(37, 2, 4000)))
        assert signs.shape == (4000, 37)
        assert set(np.unique(signs).tolist()) == {-1.0, 1.0}
        assert np.abs(signs.mean(axis=0)).max() < 0.08

    def test_a_resample_draws_as_many_rows_as_there_are_each_as_often(self) -> None:
        counts = np.concatenate([block.toarray() for block in draw_rows(12, 1, 6000)])
        assert counts.shape == (6000, 12)
        assert set(counts.sum(axis=1).tolist()) == {12.0}
        assert counts.mean(axis=0) == pytest.approx([1.0] * 12, abs=0.06)
        assert counts.var() == pytest.approx(1 - 1 / 12, abs=0.03)  # of a binomial number of 12 draws

    def test_blocks_of_resamples_go_on_where_the_last_left_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.draws.CELLS", 100)
        blocks = [block.toarray() for block in draw_rows(10, 1, 25)]
        assert [len(block) for block in blocks] == [10, 10, 5]
        assert not np.array_equal(blocks[0], blocks[1])

    @pytest.mark.parametrize("draw", [draw_counts, draw_signs])
    def test_a_seed_fixes_the_draws(self, draw: object) -> None:
        first, again, other = (np.concatenate(list(draw(50, seed, 20))) for seed in (1, 1, 2))  # type: ignore[operator]
        assert np.array_equal(first, again)
        assert not np.array_equal(first, other)

    def test_all_signs_are_listed_once_but_for_their_mirror_images(self) -> None:
        [signs] = list_signs(5)
        both = {tuple(row) for row in np.vstack([signs, -signs]).tolist()}
        assert len(signs) == 2**4
        assert len(both) == 2**5

    def test_all_splits_are_listed_once(self) -> None:
        [splits] = list_splits(6, 2)
        assert len({tuple(row) for row in splits.tolist()}) == len(splits) == comb(6, 2)
        assert set(splits.sum(axis=1).tolist()) == {2.0}

    def test_splits_keep_the_number_of_labels_in_each_stratum_and_reach_every_place(self) -> None:
        labels = np.array([True] * 7 + [False] * 3 + [True, False, False, False])
        strata = np.array([0] * 10 + [1] * 4)
        splits = np.concatenate([block.toarray() for block in draw_splits(labels, strata, 1, 500)])
        assert set(splits[:, :10].sum(axis=1).tolist()) == {7.0}
        assert set(splits[:, 10:].sum(axis=1).tolist()) == {1.0}
        assert splits.mean(axis=0) == pytest.approx([0.7] * 10 + [0.25] * 4, abs=0.09)

    def test_no_row_is_chosen_twice_and_all_sets_are_as_likely(self) -> None:
        chosen = np.array([True, True, False, False, False])
        splits = np.concatenate([block.toarray() for block in draw_splits(chosen, np.zeros(5, dtype=int), 1, 20_000)])
        seen = Counter(map(tuple, splits.tolist()))
        assert set(splits.ravel().tolist()) == {0.0, 1.0}
        assert len(seen) == comb(5, 2)
        assert all(n / 20_000 == pytest.approx(0.1, abs=0.01) for n in seen.values())


class TestManyStories:
    """From many stories on, one set of draws serves all columns, wherever each is defined."""

    def test_a_column_has_the_interval_it_has_alone(self) -> None:
        both = values(MANY + 50, 2)
        alone = bootstrap_means(both[:, :1], seed=1)
        np.testing.assert_allclose(bootstrap_means(both, seed=1)[:1], alone)

    def test_an_interval_is_as_wide_as_the_standard_error_says(self) -> None:
        found = values(600, 3, missing=0.3)
        intervals = bootstrap_means(found, seed=1)
        n = (~np.isnan(found)).sum(axis=0)
        expected = 2 * 1.96 * np.nanstd(found, axis=0, ddof=1) / np.sqrt(n)
        np.testing.assert_allclose(intervals[:, 1] - intervals[:, 0], expected, rtol=0.06)
        np.testing.assert_allclose(intervals.mean(axis=1), np.nanmean(found, axis=0), atol=0.02)

    def test_a_column_that_few_stories_define_is_resampled_in_these(self) -> None:
        found = values(MANY + 50, 2)
        found[40:, 1] = np.nan
        few = bootstrap_means(found[:40, 1:], seed=1)
        np.testing.assert_array_equal(bootstrap_means(found, seed=1)[1:], few)

    @pytest.mark.parametrize("paired", [True, False])
    def test_a_contrast_is_bounded_around_its_difference(self, paired: bool) -> None:
        first, second = values(500, 3, missing=0.2), values(500, 3, missing=0.2, seed=4) + 1
        both = ~np.isnan(first - second)
        if paired:
            expected = np.nanmean(first - second, axis=0)
            spread = np.nanstd(first - second, axis=0, ddof=1) / np.sqrt(both.sum(axis=0))
        else:
            expected = np.nanmean(first, axis=0) - np.nanmean(second, axis=0)
            spread = np.sqrt(sum(np.nanvar(side, axis=0) / (~np.isnan(side)).sum(axis=0) for side in (first, second)))
        differences, ratios = bootstrap_contrasts(first, second, paired=paired, seed=1)
        np.testing.assert_allclose(differences.mean(axis=1), expected, atol=0.03)
        np.testing.assert_allclose(differences[:, 1] - differences[:, 0], 2 * 1.96 * spread, rtol=0.07)
        assert (ratios[:, 0] < 1).all()

    def test_swapping_the_sides_swaps_the_ends(self) -> None:
        first, second = values(300, 2, missing=0.1), values(400, 2, missing=0.1, seed=5)
        one, _ = bootstrap_contrasts(first, second, paired=False, seed=1)
        other, _ = bootstrap_contrasts(second, first, paired=False, seed=1)
        np.testing.assert_allclose(one, -other[:, ::-1])

    def test_a_story_in_which_nothing_is_defined_changes_no_sign_test(self) -> None:
        differences = values(300, 1) - 5
        padded = np.vstack([differences, np.full((1, 1), np.nan)])
        assert flip_signs(padded, seed=1) == pytest.approx(flip_signs(differences, seed=1), abs=0.03)

    def test_p_values_are_small_where_sides_differ_and_spread_where_they_do_not(self) -> None:
        same = values(400, 60, missing=0.2)
        is_first = np.arange(400) % 2 == 0
        none = permute_labels(same, is_first, np.zeros(400, dtype=int), seed=1, draws=400)
        assert 0.3 < none.mean() < 0.7
        apart = same + np.where(is_first, 1.0, 0.0)[:, None]
        assert permute_labels(apart, is_first, np.zeros(400, dtype=int), seed=1, draws=400).max() < 0.05
        assert 0.3 < flip_signs(same - 5, seed=1, draws=400).mean() < 0.7
        assert flip_signs(same - 4.5, seed=1, draws=400).max() < 0.05

    def test_a_permutation_test_agrees_with_one_of_that_column_alone(self) -> None:
        found = values(2 * MANY + 40, 2)
        is_first = np.arange(len(found)) < MANY + 10
        strata = np.zeros(len(found), dtype=int)
        alone = permute_labels(found[:, :1], is_first, strata, seed=1, draws=500)
        np.testing.assert_allclose(permute_labels(found, is_first, strata, seed=1, draws=500)[:1], alone)

    @pytest.mark.parametrize("missing", [0.0, 0.3])
    def test_sign_tests_of_columns_with_gaps_are_those_of_zeros_in_the_gaps(self, missing: float) -> None:
        differences = values(400, 4, missing=missing) - 5.1
        filled = np.nan_to_num(differences)
        assert flip_signs(differences, seed=1).tolist() == flip_signs(filled, seed=1).tolist()

    def test_columns_with_equally_many_stories_are_tested_as_each_alone(self) -> None:
        differences = values(60, 4, seed=6) - 4.6
        for place in range(4):
            differences[place * 5 : place * 5 + 20, place] = np.nan
        alone = [flip_signs(differences[:, [place]], seed=1)[0] for place in range(4)]
        assert flip_signs(differences, seed=1).tolist() == alone
        means = [bootstrap_means(differences[:, [place]], seed=1)[0] for place in range(4)]
        np.testing.assert_allclose(bootstrap_means(differences, seed=1), means)

    @pytest.mark.parametrize("n_first", [8, 30, 52])
    def test_either_side_may_be_the_smaller(self, n_first: int) -> None:
        found = values(60, 5, missing=0.1)
        is_first = np.arange(60) < n_first
        found[is_first] += 0.8
        strata = np.arange(60) % 3
        one = permute_labels(found, is_first, strata, seed=1)
        other = permute_labels(found, ~is_first, strata, seed=1)
        assert one.tolist() == other.tolist()
        rng = np.random.default_rng(5)
        for place in range(5):  # the same by shuffling values within strata
            known = ~np.isnan(found[:, place])
            column, labels, groups = found[known, place], is_first[known], strata[known]
            shuffled = np.tile(column, (4000, 1))
            for stratum in range(3):
                rows = np.flatnonzero(groups == stratum)
                shuffled[:, rows] = rng.permuted(shuffled[:, rows], axis=1)
            distances = np.abs(shuffled[:, labels].mean(axis=1) - shuffled[:, ~labels].mean(axis=1))
            observed = abs(column[labels].mean() - column[~labels].mean())
            assert one[place] == pytest.approx((distances >= observed - 1e-9).mean(), abs=0.04)
