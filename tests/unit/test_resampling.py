from __future__ import annotations

from itertools import combinations, permutations, product
from math import comb, exp, isnan, log

import numpy as np
import pytest
from numpy.typing import NDArray

from framing import resampling
from framing.resampling import EXACT_PAIRS, bootstrap_contrasts, bootstrap_means, flip_signs, permute_labels
from framing.stats import (
    adjust_benjamini_hochberg,
    adjust_holm,
    bound_poisson,
    contrast_terms,
    correlate_ranks,
    find_cliffs_delta,
    find_dominance,
    find_hedges_g,
    name_cliffs_delta,
    pool_rates,
)

Floats = NDArray[np.float64]


def column(*values: float) -> Floats:
    return np.array(values, dtype=float)[:, None]


def permute(first: list[float], second: list[float], strata: list[int] | None = None, *, seed: int = 1) -> float:
    values = column(*first, *second)
    labels = np.arange(len(values)) < len(first)
    return float(permute_labels(values, labels, np.array(strata or [0] * len(values)), seed=seed, draws=4000)[0])


def try_all_splits(first: list[float], second: list[float]) -> float:
    values = np.array(first + second)
    contrasts = []
    for chosen in combinations(range(len(values)), len(first)):
        mask = np.isin(np.arange(len(values)), chosen)
        contrasts.append(abs(values[mask].mean() - values[~mask].mean()))
    return float(np.mean([one >= contrasts[0] - 1e-9 for one in contrasts]))


class TestIntervals:
    @pytest.mark.parametrize("n", [2, 5, 6, 20])
    def test_an_interval_contains_the_mean(self, n: int) -> None:
        values = np.random.default_rng(n).normal(3, 2, size=(n, 4))
        intervals = bootstrap_means(values, seed=1)
        assert (intervals[:, 0] < values.mean(axis=0)).all()
        assert (values.mean(axis=0) < intervals[:, 1]).all()

    @pytest.mark.parametrize("n", [0, 1])
    def test_fewer_than_two_stories_have_none(self, n: int) -> None:
        assert np.isnan(bootstrap_means(np.ones((n, 1)), seed=1)).all()
        assert np.isnan(bootstrap_contrasts(np.ones((n, 1)), np.ones((9, 1)), paired=False, seed=1)[0]).all()

    def test_no_columns_give_no_intervals(self) -> None:
        assert bootstrap_means(np.empty((5, 0)), seed=1).shape == (0, 2)

    def test_a_column_is_drawn_over_the_stories_it_is_defined_in(self) -> None:
        full = column(1, 5, 2, 8, 4, 6)
        holes = column(1, np.nan, 5, 2, 8, np.nan, 4, 6)
        assert np.array_equal(bootstrap_means(holes, seed=3), bootstrap_means(full, seed=3))

    def test_columns_do_not_change_each_other(self) -> None:
        values = np.random.default_rng(2).normal(size=(8, 3))
        values[4, 1] = np.nan
        alone = [bootstrap_means(values[:, [place]], seed=1)[0] for place in range(3)]
        assert bootstrap_means(values, seed=1) == pytest.approx(np.array(alone))

    def test_scaling_and_shifting_the_values_moves_the_ends_with_them(self) -> None:
        values = column(1, 5, 2, 8, 4, 6)
        assert bootstrap_means(10 * values + 3, seed=1) == pytest.approx(10 * bootstrap_means(values, seed=1) + 3)

    def test_seeds_are_reproducible_and_differ(self) -> None:
        first, second = column(1, 5, 2, 8, 4, 6), column(0, 3, 7, 1, 2, 9)
        one, again, other = (bootstrap_contrasts(first, second, paired=False, seed=seed)[0] for seed in (5, 5, 6))
        assert np.array_equal(one, again)
        assert not np.array_equal(one, other)

    def test_identical_groups_have_an_interval_around_zero(self) -> None:
        values = column(1, 5, 2, 8, 4, 6)
        [[low, high]] = bootstrap_contrasts(values, values.copy(), paired=False, seed=1)[0]
        assert low < 0 < high


class TestSignFlips:
    @pytest.mark.parametrize("values", [(1.0, 1, 1, -1), (0.0, 0, 3), (0.1, 0.2, -0.3), (5.0,), (2.0, -2)])
    def test_ties_and_zeros_count_as_every_pattern_does(self, values: tuple[float, ...]) -> None:
        sums = [abs(np.dot(signs, values)) for signs in product((1, -1), repeat=len(values))]
        expected = np.mean([one >= abs(sum(values)) - 1e-9 for one in sums])
        assert flip_signs(column(*values), seed=1)[0] == pytest.approx(expected)

    def test_up_to_fifteen_stories_the_seed_changes_nothing_and_beyond_it_does(self) -> None:
        values = np.random.default_rng(1).normal(0.3, 1, size=(EXACT_PAIRS + 1, 1))
        assert flip_signs(values[1:], seed=1) == flip_signs(values[1:], seed=2)
        assert flip_signs(values, seed=1) == flip_signs(values, seed=1)
        assert flip_signs(values, seed=1) != flip_signs(values, seed=2)

    def test_drawn_p_values_are_never_zero(self) -> None:
        assert flip_signs(np.ones((40, 1)), seed=1, draws=999)[0] == 1 / 1000

    def test_blocks_of_draws_count_as_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.draws.CELLS", 200)
        assert flip_signs(np.ones((40, 1)), seed=1, draws=999)[0] == 1 / 1000
        assert flip_signs(np.zeros((40, 1)), seed=1, draws=999)[0] == 1.0


class TestLabels:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ([1.0], [2.0]),
            ([9.0, 8, 7], [1.0, 2, 3]),
            ([1.0, 1, 2], [1.0, 2, 2, 2]),
            ([3.0, 3], [3.0, 3]),
            ([5.0, 0, 7, 2], [1.0]),
        ],
    )
    def test_exact_counts_are_those_of_all_splits(self, first: list[float], second: list[float]) -> None:
        assert permute(first, second) == pytest.approx(try_all_splits(first, second))
        assert permute(second, first) == pytest.approx(permute(first, second))

    def test_within_strata_the_share_is_that_of_shuffles_within_each(self) -> None:
        first, second, strata = [9.0, 8, 4], [5.0, 6, 1], [0, 0, 1, 0, 1, 1]
        values, is_first = np.array(first + second), np.arange(6) < 3
        observed = abs(np.mean(first) - np.mean(second))
        extreme = []
        for order in permutations(range(6)):
            if all(strata[at] == strata[place] for at, place in enumerate(order)):
                mask = is_first[list(order)]
                extreme.append(abs(values[mask].mean() - values[~mask].mean()) >= observed - 1e-9)
        assert len(extreme) == 36
        assert permute(first, second, strata) == pytest.approx(np.mean(extreme), abs=0.03)

    def test_a_side_without_defined_stories_has_no_p_value(self) -> None:
        assert isnan(permute([float("nan")], [1.0, 2]))
        assert isnan(permute([], [1.0, 2]))

    def test_many_stories_are_drawn_by_the_seed(self) -> None:
        first, second = [float(n) for n in range(12)], [float(n) + 2.5 for n in range(12)]
        assert comb(24, 12) > resampling.EXACT_SPLITS
        assert permute(first, second, seed=1) == permute(first, second, seed=1)
        assert permute(first, second, seed=1) != permute(first, second, seed=2)


class TestStatistics:
    def test_holm_by_hand_keeps_ties_and_order(self) -> None:
        assert adjust_holm([0.02, 0.01, 0.02]) == pytest.approx([0.04, 0.03, 0.04])
        assert adjust_holm([0.3]) == [0.3]

    def test_false_discovery_is_never_stricter_than_holm(self) -> None:
        p_values = np.random.default_rng(1).uniform(0, 0.3, 30).tolist()
        pairs = zip(p_values, adjust_benjamini_hochberg(p_values), adjust_holm(p_values), strict=True)
        assert all(p <= discovery <= holm for p, discovery, holm in pairs)

    def test_a_count_of_zero_has_a_lower_limit_of_zero_and_a_larger_base_a_narrower_interval(self) -> None:
        assert bound_poisson(0, 10)[0] == 0.0
        assert bound_poisson(4, 10) == pytest.approx([10 * end for end in bound_poisson(4, 100)])
        assert all(map(isnan, bound_poisson(4, -1)))

    def test_cliffs_delta_of_ties_is_zero_and_of_apart_groups_one(self) -> None:
        assert find_cliffs_delta([3.0, 3], [3.0]) == 0.0
        assert find_cliffs_delta([4.0, 5], [3.0]) == 1.0
        assert isnan(find_cliffs_delta([1.0], []))

    def test_cliffs_delta_and_dominance_count_pairs_with_ties_as_neither(self) -> None:
        rng = np.random.default_rng(4)
        first, second = rng.integers(0, 5, 30).astype(float), rng.integers(0, 6, 30).astype(float)
        pairs = [(one > other) - (one < other) for one, other in product(first.tolist(), second.tolist())]
        assert find_cliffs_delta(first, second) == pytest.approx(np.mean(pairs))
        assert find_cliffs_delta(first, second) == find_cliffs_delta(first.tolist(), second.tolist())
        assert find_dominance(first, second) == pytest.approx(np.mean(np.sign(first - second)))
        assert isnan(find_dominance([], []))

    @pytest.mark.parametrize(("delta", "name"), [(0.0, "negligible"), (0.33, "medium"), (-0.3299, "small"), (-1.0, "large")])
    def test_a_size_on_the_step_takes_the_larger_name(self, delta: float, name: str) -> None:
        assert name_cliffs_delta(delta) == name

    def test_hedges_g_turns_round_and_is_smaller_than_cohens_d(self) -> None:
        first, second = [4.0, 6, 8], [1.0, 3, 5]
        assert 0 < find_hedges_g(first, second) < 3 / 2
        assert find_hedges_g(second, first) == pytest.approx(-find_hedges_g(first, second))

    def test_pooled_rates_keep_their_order_and_lie_between_raw_and_common(self) -> None:
        pooling = pool_rates([2, 30, 80], [1.0, 2.0, 3.0])
        assert list(pooling.rates) == sorted(pooling.rates)
        assert 2 < pooling.rates[0] < pooling.mean < pooling.rates[2] < 80 / 3

    def test_ranks_that_run_against_each_other_correlate_to_minus_one(self) -> None:
        assert correlate_ranks([1, 2, 30], [9, 8, -7]) == pytest.approx(-1.0)
        assert isnan(correlate_ranks([1, 2, 3], [5, 5, 5]))

    def test_log_odds_turn_round_with_the_sides_and_are_zero_where_both_use_a_term_alike(self) -> None:
        first, second = {"may": 6, "said": 4, "flee": 2}, {"may": 2, "said": 4, "claim": 6}
        there = {found.term: found for found in contrast_terms(first, second)}
        back = {found.term: found for found in contrast_terms(second, first)}
        assert {term: -found.log_odds for term, found in back.items()} == pytest.approx(
            {term: found.log_odds for term, found in there.items()}
        )
        assert there["said"].z == pytest.approx(0.0)
        assert exp(there["may"].log_odds) == pytest.approx((14 / 22) / (10 / 26))
        assert there["flee"].log_odds > 0 > there["claim"].log_odds
        assert there["flee"].log_odds == pytest.approx(log(4 / 32) - log(2 / 34))

    def test_terms_of_one_weight_come_by_the_alphabet_and_unused_terms_not_at_all(self) -> None:
        found = contrast_terms({"b": 2, "a": 2, "c": 0}, {"b": 2, "a": 2})
        assert [one.term for one in found] == ["a", "b"]
