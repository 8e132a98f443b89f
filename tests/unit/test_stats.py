from __future__ import annotations

from itertools import product
from math import gamma, isnan, log, sqrt

import numpy as np
import pytest
from scipy import stats as scipy_stats

from framing.resampling import bootstrap_contrasts, bootstrap_means, flip_signs, permute_labels
from framing.stats import (
    adjust_benjamini_hochberg,
    adjust_holm,
    bound_poisson,
    contrast_terms,
    correlate_ranks,
    find_cliffs_delta,
    find_hedges_g,
    name_cliffs_delta,
    pool_rates,
)

# Differences in height of 15 pairs of maize plants, crossed less self-fertilized, in eighths of an inch (Darwin 1876;
# Fisher 1935, The Design of Experiments, section 21, finds 1,726 of 32,768 sign patterns as extreme).
DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)[:, None]


class TestPoisson:
    # Garwood 1936, Biometrika 28, table of 95 % limits.
    @pytest.mark.parametrize(
        ("count", "low", "high"),
        [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (50, 37.111, 65.919)],
    )
    def test_limits_are_those_of_the_published_table(self, count: int, low: float, high: float) -> None:
        assert bound_poisson(count, 1) == pytest.approx((low, high), abs=6e-4)

    def test_each_limit_leaves_a_fortieth_outside(self) -> None:
        low, high = bound_poisson(7, 2.0)
        assert scipy_stats.poisson.sf(6, low * 2) == pytest.approx(0.025)
        assert scipy_stats.poisson.cdf(7, high * 2) == pytest.approx(0.025)

    def test_without_a_base_there_is_no_interval(self) -> None:
        assert all(map(isnan, bound_poisson(3, 0)))


class TestSignFlips:
    def test_darwins_maize_gives_fishers_share(self) -> None:
        assert flip_signs(column(*DARWIN), seed=1)[0] == pytest.approx(1726 / 32768)

    def test_small_samples_agree_with_trying_every_pattern(self) -> None:
        values = np.random.default_rng(3).normal(0.5, 1, size=(7, 4))
        for j, p in enumerate(flip_signs(values, seed=1)):
            sums = [abs(np.dot(signs, values[:, j])) for signs in product((1, -1), repeat=7)]
            assert p == pytest.approx(np.mean([s >= sums[0] - 1e-12 for s in sums]))

    def test_larger_samples_come_close_to_scipys_own_test(self) -> None:
        values = np.random.default_rng(4).normal(0.4, 1, size=24)
        theirs = scipy_stats.permutation_test(
            (values,), np.mean, permutation_type="samples", n_resamples=20_000, rng=np.random.default_rng(1)
        )
        assert flip_signs(values[:, None], seed=1, draws=20_000)[0] == pytest.approx(theirs.pvalue, abs=0.012)

    def test_six_pairs_are_the_fewest_that_can_reach_five_in_a_hundred(self) -> None:
        assert flip_signs(column(1, 2, 3, 4, 5), seed=1)[0] == 2 / 32
        assert flip_signs(column(1, 2, 3, 4, 5, 6), seed=1)[0] == 2 / 64

    def test_stories_without_a_value_do_not_count(self) -> None:
        values = np.array([[1.0, 1.0], [2.0, np.nan], [3.0, 3.0]])
        assert flip_signs(values, seed=1).tolist() == [2 / 8, 2 / 4]

    def test_no_difference_at_all_is_no_evidence(self) -> None:
        assert flip_signs(np.zeros((20, 1)), seed=1)[0] == 1.0

    def test_a_column_without_stories_has_no_p_value(self) -> None:
        assert isnan(flip_signs(column(np.nan, np.nan), seed=1)[0])

    def test_no_columns_give_no_p_values(self) -> None:
        assert flip_signs(np.empty((3, 0)), seed=1).shape == (0,)


class TestLabels:
    def test_small_samples_agree_with_scipys_exact_test(self) -> None:
        rng = np.random.default_rng(5)
        first, second = rng.normal(1, 1, 6), rng.normal(0, 1, 7)
        theirs = scipy_stats.permutation_test(
            (first, second), lambda x, y: abs(x.mean() - y.mean()), n_resamples=np.inf, alternative="greater"
        )
        values, is_first = np.concatenate([first, second])[:, None], np.arange(13) < 6
        ours = permute_labels(values, is_first, np.zeros(13, dtype=np.int64), seed=1)[0]
        assert ours == pytest.approx(theirs.pvalue)

    def test_larger_samples_come_close_to_the_t_test_of_normal_values(self) -> None:
        rng = np.random.default_rng(6)
        first, second = rng.normal(0.6, 1, 30), rng.normal(0, 1, 40)
        values, is_first = np.concatenate([first, second])[:, None], np.arange(70) < 30
        ours = permute_labels(values, is_first, np.zeros(70, dtype=np.int64), seed=1, draws=20_000)[0]
        assert ours == pytest.approx(scipy_stats.ttest_ind(first, second).pvalue, abs=0.01)

    def test_labels_stay_within_their_stratum(self) -> None:
        # The groups differ between topics only; exchanged within topics, no labeling is less extreme than another.
        values, is_first = column(*[9] * 10, *[1] * 10), np.array([True] * 8 + [False] * 10 + [True] * 2)
        topics = np.repeat([0, 1], 10)
        assert permute_labels(values, is_first, topics, seed=1, draws=999)[0] == 1.0
        assert permute_labels(values, is_first, np.zeros(20, dtype=np.int64), seed=1, draws=999)[0] < 0.05

    def test_one_label_alone_has_no_p_value(self) -> None:
        assert isnan(permute_labels(column(1, 2), np.array([True, True]), np.zeros(2, dtype=np.int64), seed=1)[0])

    def test_calling_the_other_group_first_changes_nothing(self) -> None:
        values, is_first = np.random.default_rng(7).normal(size=(40, 3)), np.arange(40) % 3 == 0
        topics = np.arange(40) % 2
        one = permute_labels(values, is_first, topics, seed=1, draws=500)
        assert one.tolist() == permute_labels(values, ~is_first, topics, seed=1, draws=500).tolist()


class TestBootstrap:
    @pytest.mark.parametrize("n", [10, 25])
    def test_resampled_means_spread_as_scipys_do(self, n: int) -> None:
        values = np.random.default_rng(8).gamma(2.0, 3.0, size=n)
        low, high = bootstrap_means(values[:, None], seed=1, draws=60_000)[0]
        # The level that Student's t asks for, given to scipy's percentile bootstrap.
        level = 1 - 2 * scipy_stats.norm.cdf(sqrt(n / (n - 1)) * scipy_stats.t.ppf(0.025, n - 1))
        theirs = scipy_stats.bootstrap(
            (values,), np.mean, confidence_level=level, n_resamples=60_000, method="percentile", rng=np.random.default_rng(2)
        ).confidence_interval
        assert (low, high) == pytest.approx((theirs.low, theirs.high), rel=0.015)

    @pytest.mark.parametrize(("n", "least"), [(6, 0.915), (20, 0.93)])
    def test_intervals_cover_the_true_mean_about_as_often_as_they_say(self, n: int, least: float) -> None:
        values = np.random.default_rng(9).normal(5, 2, size=(n, 1500))
        intervals = bootstrap_means(values, seed=1)
        covered = ((intervals[:, 0] <= 5) & (intervals[:, 1] >= 5)).mean()
        assert least <= covered <= 0.97

    def test_a_column_that_does_not_vary_has_an_interval_of_no_width(self) -> None:
        assert bootstrap_means(column(3, 3, 3), seed=1)[0].tolist() == pytest.approx([3, 3])

    def test_missing_stories_are_not_resampled(self) -> None:
        gaps = np.array([[1.0], [np.nan], [2.0], [4.0]])
        assert bootstrap_means(gaps, seed=1).tolist() == bootstrap_means(column(1, 2, 4), seed=1).tolist()

    def test_one_story_has_no_interval(self) -> None:
        assert np.isnan(bootstrap_means(column(3), seed=1)).all()

    def test_the_seed_decides(self) -> None:
        values = np.random.default_rng(3).normal(size=(12, 1))
        assert bootstrap_means(values, seed=1).tolist() == bootstrap_means(values, seed=1).tolist()
        assert bootstrap_means(values, seed=1).tolist() != bootstrap_means(values, seed=2).tolist()

    def test_many_rows_are_drawn_in_blocks(self) -> None:
        values = np.random.default_rng(1).normal(size=(9000, 1))
        low, high = bootstrap_means(values, seed=1, draws=1000)[0]
        error = values.std() / sqrt(9000)
        assert (high - low) == pytest.approx(2 * 1.96 * error, rel=0.1)

    def test_differences_spread_as_scipys_do(self) -> None:
        rng = np.random.default_rng(10)
        first, second = rng.normal(3, 1, 30), rng.normal(2, 2, 40)
        low, high = bootstrap_contrasts(first[:, None], second[:, None], paired=False, seed=1, draws=20_000)[0][0]
        level = 1 - 2 * scipy_stats.norm.cdf(sqrt(30 / 29) * scipy_stats.t.ppf(0.025, 29))
        theirs = scipy_stats.bootstrap(
            (first, second),
            lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
            confidence_level=level,
            n_resamples=10_000,
            method="percentile",
            rng=np.random.default_rng(2),
        ).confidence_interval
        assert (low, high) == pytest.approx((theirs.low, theirs.high), abs=0.06)

    def test_exchanged_sides_have_the_mirrored_interval(self) -> None:
        rng = np.random.default_rng(11)
        first, second = rng.normal(size=(8, 2)), rng.normal(size=(8, 2))
        there = bootstrap_contrasts(first, second, paired=False, seed=1)[0]
        back = bootstrap_contrasts(second, first, paired=False, seed=1)[0]
        assert there == pytest.approx(-back[:, ::-1])


class TestEffects:
    def test_cliffs_delta_is_the_share_above_less_the_share_below(self) -> None:
        first, second = [1.0, 2, 2, 3, 5], [2.0, 2, 4, 1]
        brute = np.mean([np.sign(x - y) for x in first for y in second])
        assert find_cliffs_delta(first, second) == pytest.approx(brute)
        assert find_cliffs_delta(second, first) == pytest.approx(-brute)
        assert isnan(find_cliffs_delta([], [1.0]))

    @pytest.mark.parametrize(
        ("delta", "name"), [(0.1, "negligible"), (-0.147, "small"), (0.4, "medium"), (-0.474, "large"), (1.0, "large")]
    )
    def test_sizes_of_delta_have_their_customary_names(self, delta: float, name: str) -> None:
        assert name_cliffs_delta(delta) == name

    def test_hedges_g_is_the_corrected_difference_in_standard_deviations(self) -> None:
        first, second = [10.0, 12, 9, 15, 14], [8.0, 7, 11, 9, 6, 10]
        sd = sqrt((4 * np.var(first, ddof=1) + 5 * np.var(second, ddof=1)) / 9)
        exact = gamma(4.5) / (sqrt(4.5) * gamma(4.0))
        assert find_hedges_g(first, second) == pytest.approx(exact * (np.mean(first) - np.mean(second)) / sd)
        # The usual approximation of the correction, 1 - 3 / (4 df - 1), is near.
        assert exact == pytest.approx(1 - 3 / (4 * 9 - 1), abs=1e-3)

    def test_hedges_g_needs_two_values_that_vary(self) -> None:
        assert isnan(find_hedges_g([1.0], [1.0, 2.0]))
        assert isnan(find_hedges_g([1.0, 1.0], [2.0, 2.0]))


class TestMultiplicity:
    # Benjamini & Hochberg 1995, section 3.2: 15 tests of thrombolysis; Bonferroni and Holm find 3, false discovery rate 4.
    P = (0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0)

    def test_the_published_example_finds_three_by_holm_and_four_by_false_discovery_rate(self) -> None:
        assert sum(p <= 0.05 for p in adjust_holm(self.P)) == 3
        assert sum(p <= 0.05 for p in adjust_benjamini_hochberg(self.P)) == 4

    def test_holm_by_hand(self) -> None:
        assert adjust_holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])

    def test_benjamini_hochberg_agrees_with_scipy(self) -> None:
        shuffled = list(np.random.default_rng(12).permutation(self.P))
        assert adjust_benjamini_hochberg(shuffled) == pytest.approx(scipy_stats.false_discovery_control(shuffled).tolist())

    def test_no_tests_need_no_adjustment(self) -> None:
        assert adjust_holm([]) == adjust_benjamini_hochberg([]) == []

    def test_adjusted_values_stay_below_one(self) -> None:
        assert adjust_holm([0.9, 0.8]) == [1.0, 1.0]


class TestPooling:
    def test_moments_are_marshalls(self) -> None:
        counts, bases = [5.0, 40.0, 12.0], [10.0, 20.0, 15.0]
        mean = 57 / 45
        spread = (10 * (0.5 - mean) ** 2 + 20 * (2.0 - mean) ** 2 + 15 * (0.8 - mean) ** 2) / 45
        between = spread - mean / 15
        pooling = pool_rates(counts, bases)
        assert (pooling.alpha, pooling.beta) == pytest.approx((mean**2 / between, mean / between))
        # Marshall's form: the common rate plus a share of the distance, the more text the larger.
        for rate, count, base in zip(pooling.rates, counts, bases, strict=True):
            share = between / (between + mean / base)
            assert rate == pytest.approx(mean + share * (count / base - mean))

    def test_the_test_of_one_rate_is_the_chi_square_of_scipy(self) -> None:
        pooling = pool_rates([12, 30, 18], [2.0, 3.0, 1.0])
        expected = [60 * base / 6 for base in (2, 3, 1)]
        assert pooling.p == pytest.approx(scipy_stats.chisquare([12, 30, 18], expected).pvalue)

    def test_rates_that_vary_as_counting_does_are_not_distinguishable(self) -> None:
        pooling = pool_rates([9, 11, 10], [1.0, 1.0, 1.0])
        assert pooling.rates == (10.0, 10.0, 10.0)
        assert isnan(pooling.alpha)
        assert not pooling.distinguishable
        assert pooling.verdict.startswith("not distinguishable")

    def test_rates_that_vary_more_are(self) -> None:
        pooling = pool_rates([5, 60, 20], [1.0, 1.0, 1.0])
        assert pooling.distinguishable
        assert "more than counting" in pooling.verdict
        assert 5 < pooling.rates[0] < pooling.mean < pooling.rates[1] < 60

    @pytest.mark.parametrize("counts", [[7.0], [0.0, 0.0]])
    def test_one_group_or_no_counts_can_show_nothing(self, counts: list[float]) -> None:
        pooling = pool_rates(counts, [1.0] * len(counts))
        assert pooling.rates == tuple(counts)
        assert not pooling.distinguishable


class TestRanks:
    def test_the_correlation_is_that_of_ranks(self) -> None:
        first, second = [1.0, 2, 3, 4, 5], [2.0, 1, 4, 3, 100]
        assert correlate_ranks(first, second) == pytest.approx(1 - 6 * 4 / (5 * 24))

    def test_a_logarithm_changes_nothing(self) -> None:
        words, rates = [120.0, 900, 300, 4000, 650], [3.0, 5, 4, 2, 9]
        assert correlate_ranks(rates, words) == pytest.approx(correlate_ranks(rates, [log(n) for n in words]))

    def test_two_pairs_or_no_variation_have_none(self) -> None:
        assert isnan(correlate_ranks([1, 2], [3, 4]))
        assert isnan(correlate_ranks([1, 1, 1], [3, 4, 5]))


class TestTermContrast:
    FIRST, SECOND = {"may": 30, "claim": 10, "said": 60}, {"may": 10, "said": 120, "warn": 5}

    def test_log_odds_follow_the_published_formula(self) -> None:
        prior = {"may": 4.0, "claim": 1.0, "said": 18.0, "warn": 0.5}
        found = {c.term: c for c in contrast_terms(self.FIRST, self.SECOND, prior)}
        a0, n1, n2 = 23.5, 100, 135
        one, other = 34 / (n1 + a0 - 34), 14 / (n2 + a0 - 14)
        assert found["may"].log_odds == pytest.approx(log(one) - log(other))
        assert found["may"].z == pytest.approx((log(one) - log(other)) / sqrt(1 / 34 + 1 / 14))
        assert (found["may"].first, found["may"].second) == (30, 10)

    def test_terms_come_in_falling_order_of_z_and_mirror_when_sides_change(self) -> None:
        there, back = contrast_terms(self.FIRST, self.SECOND), contrast_terms(self.SECOND, self.FIRST)
        assert [c.z for c in there] == sorted((c.z for c in there), reverse=True)
        assert {c.term: c.z for c in there} == pytest.approx({c.term: -c.z for c in back})

    def test_a_stronger_prior_draws_rare_terms_to_zero(self) -> None:
        weak = {
            c.term: c.z for c in contrast_terms(self.FIRST, self.SECOND, dict.fromkeys(("may", "claim", "said", "warn"), 0.1))
        }
        strong = {
            c.term: c.z for c in contrast_terms(self.FIRST, self.SECOND, dict.fromkeys(("may", "claim", "said", "warn"), 50))
        }
        assert abs(strong["warn"]) < abs(weak["warn"])

    def test_a_term_without_any_pseudo_count_on_a_side_is_left_out(self) -> None:
        found = contrast_terms({"may": 3, "said": 4}, {"said": 5, "warn": 2}, {})
        assert [contrast.term for contrast in found] == ["said"]

    def test_nothing_used_gives_nothing(self) -> None:
        assert contrast_terms({}, {}) == []
