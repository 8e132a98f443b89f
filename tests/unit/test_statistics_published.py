"""Every formula against a published worked example or an implementation of other hands, to six digits where they compare."""

from __future__ import annotations

from math import erfc, isnan, log, sqrt

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
    find_dominance,
    find_hedges_g,
    name_cliffs_delta,
    pool_rates,
    readjust_benjamini_hochberg,
    readjust_holm,
)

# Darwin 1876: 15 pairs of maize plants, crossed less self-fertilized, in eighths of an inch.
DARWIN = [49.0, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]


def spread(mean: float, sd: float, shape: np.ndarray) -> np.ndarray:
    """Return values with exactly this mean and standard deviation."""
    return mean + sd * (shape - shape.mean()) / shape.std(ddof=1)


class TestIntervalsX5:
    @pytest.mark.parametrize("count", [1, 3, 12, 250])
    def test_exact_poisson_limits_are_those_of_the_gamma_distribution(self, count: int) -> None:
        low, high = scipy_stats.gamma.ppf(0.025, count), scipy_stats.gamma.ppf(0.975, count + 1)
        assert bound_poisson(count, 2.5) == pytest.approx((low / 2.5, high / 2.5), rel=1e-9)

    def test_levels_for_small_samples_are_hesterbergs(self) -> None:
        # Hesterberg 2015, section 5.3: percentiles at Phi(sqrt(n / (n - 1)) t): 1 % instead of 2.5 % at n = 10, as printed.
        level = scipy_stats.norm.cdf(sqrt(10 / 9) * scipy_stats.t.ppf(0.025, 9))
        assert level == pytest.approx(0.0085, abs=5e-4)
        values = np.random.default_rng(1).normal(size=10)
        means = values[np.random.default_rng(4).integers(0, 10, size=(5000, 10), dtype=np.int32)].mean(axis=1)
        ours = bootstrap_means(values[:, None], seed=4)[0]
        assert ours == pytest.approx(np.quantile(means, [level, 1 - level]), abs=1e-12)

    def test_ratios_come_from_the_draws_of_the_differences(self) -> None:
        rng = np.random.default_rng(2)
        first, second = rng.gamma(9, 1, (12, 1)), rng.gamma(6, 1, (12, 1))
        differences, ratios = bootstrap_contrasts(first, second, paired=True, seed=3)
        drawn = np.random.default_rng(3).integers(0, 12, size=(5000, 12), dtype=np.int32)
        one, other = (side[drawn].mean(axis=1) for side in (first, second))
        level = scipy_stats.norm.cdf(sqrt(12 / 11) * scipy_stats.t.ppf(0.025, 11))
        assert differences[0] == pytest.approx(np.quantile((one - other).ravel(), [level, 1 - level]), abs=1e-10)
        expected = np.quantile(np.log(one / other).ravel(), [level, 1 - level], method="inverted_cdf")
        assert np.log(ratios[0]) == pytest.approx(expected, abs=1e-10)  # percentiles of the logarithm are the same

    def test_a_ratios_interval_turns_over_with_its_sides(self) -> None:
        rng = np.random.default_rng(5)
        first, second = rng.gamma(9, 1, (9, 2)), rng.gamma(6, 1, (9, 2))
        there = bootstrap_contrasts(first, second, paired=True, seed=1)[1]
        back = bootstrap_contrasts(second, first, paired=True, seed=1)[1]
        assert there == pytest.approx(1 / back[:, ::-1])

    def test_where_a_mean_can_be_zero_there_is_no_interval_of_a_ratio(self) -> None:
        second = np.array([[0.0], [0], [0], [0], [0], [1]])
        differences, ratios = bootstrap_contrasts(np.ones((6, 1)), second, paired=True, seed=1)
        assert not np.isnan(differences).any()
        assert np.isnan(ratios).all()

    def test_paired_stories_are_drawn_together(self) -> None:
        base = np.random.default_rng(6).gamma(2, 5, (15, 1))
        differences, ratios = bootstrap_contrasts(base + 1, base, paired=True, seed=1)
        assert differences[0] == pytest.approx([1, 1])
        assert ratios[0, 1] - ratios[0, 0] < 0.2
        apart, _ = bootstrap_contrasts(base + 1, base, paired=False, seed=1)
        assert apart[0, 1] - apart[0, 0] > 2


class TestTestsX6:
    def test_sign_flips_are_scipys_exact_test(self) -> None:
        # Fisher 1935, section 21: 1,726 of 32,768 patterns.
        theirs = scipy_stats.permutation_test(
            (DARWIN,), lambda x, axis: np.abs(x.mean(axis=axis)), permutation_type="samples", n_resamples=np.inf,
            alternative="greater", vectorized=True,
        )  # fmt: skip
        ours = flip_signs(np.array(DARWIN)[:, None], seed=1)[0]
        assert ours == pytest.approx(theirs.pvalue, abs=1e-9)
        assert ours == pytest.approx(1726 / 32768, abs=1e-9)

    def test_labels_of_the_textbook_example_are_exchanged_exactly(self) -> None:
        # Efron & Tibshirani 1993, table 2.1: survival of 7 treated and 9 control mice, in days; they find .141 one-sided
        # from 1,000 draws. All 11,440 ways to share out the labels are tried here.
        treated, control = [94, 197, 16, 38, 99, 141, 23], [52, 104, 146, 10, 51, 30, 40, 27, 46]
        theirs = scipy_stats.permutation_test(
            (treated, control), lambda x, y, axis: np.abs(x.mean(axis=axis) - y.mean(axis=axis)), n_resamples=np.inf,
            alternative="greater", vectorized=True,
        )  # fmt: skip
        values = np.array([*treated, *control], dtype=float)[:, None]
        ours = permute_labels(values, np.arange(16) < 7, np.zeros(16, dtype=np.int64), seed=1)[0]
        assert ours == pytest.approx(theirs.pvalue, abs=1e-9)
        assert ours / 2 == pytest.approx(0.141, abs=0.02)


class TestEffectsX7:
    def test_cliffs_delta_is_that_of_the_published_example(self) -> None:
        # The example of R's effsize::cliff.delta, after Hogarty & Kromrey 1999: -0.25, small.
        treatment, control = [10.0, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10.0, 20, 30, 40, 40, 50]
        delta = find_cliffs_delta(treatment, control)
        assert delta == pytest.approx(-0.25, abs=1e-9)
        assert name_cliffs_delta(delta) == "small"

    def test_cliffs_delta_is_what_mann_and_whitney_count(self) -> None:
        rng = np.random.default_rng(7)
        first, second = rng.integers(0, 9, 30).astype(float), rng.integers(2, 12, 25).astype(float)
        u = scipy_stats.mannwhitneyu(first, second).statistic
        assert find_cliffs_delta(first.tolist(), second.tolist()) == pytest.approx(2 * u / (30 * 25) - 1, abs=1e-12)

    def test_dominance_within_pairs_counts_pairs(self) -> None:
        # Darwin's plants: 13 crossed ones taller, 2 shorter.
        assert find_dominance(DARWIN, [0.0] * 15) == pytest.approx(11 / 15, abs=1e-12)
        assert find_dominance([1.0, 2], [1.0, 2]) == 0.0
        assert isnan(find_dominance([], []))

    def test_what_pairs_share_hides_a_difference_from_delta_and_not_from_dominance(self) -> None:
        stories = [float(10 * n) for n in range(8)]
        more = [value + 1 for value in stories]
        assert find_dominance(more, stories) == 1.0
        assert find_cliffs_delta(more, stories) == pytest.approx(1 / 8)

    def test_hedges_g_of_independent_groups_is_the_published_one(self) -> None:
        # Borenstein, Hedges, Higgins & Rothstein 2009, chapter 4: means 103 and 100, SDs 5.5 and 4.5, n = 50: d .5970, g .5924.
        shape = np.random.default_rng(8).normal(size=50)
        first, second = spread(103, 5.5, shape).tolist(), spread(100, 4.5, shape).tolist()
        assert find_hedges_g(first, second) == pytest.approx(0.5924, abs=1e-4)

    def test_hedges_g_of_pairs_is_the_published_one(self) -> None:
        # The same, matched: SD within 7.1005, 50 pairs: d .4225, g .4160.
        shape = np.random.default_rng(9).normal(size=(2, 50))
        first, second = (spread(mean, 7.1005, row).tolist() for mean, row in zip((103, 100), shape, strict=True))
        assert find_hedges_g(first, second, paired=True) == pytest.approx(0.4160, abs=1e-4)

    def test_values_that_do_not_vary_have_no_g(self) -> None:
        assert isnan(find_hedges_g([0.1] * 6, [0.3] * 6))
        assert isnan(find_hedges_g([1.0, 2.0], [0.0, 1.0], paired=True))  # one degree of freedom has no correction


class TestMultiplicityX8:
    P = (0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0)

    def test_adjusted_values_of_the_published_example(self) -> None:
        # Benjamini & Hochberg 1995, section 3.2; R: p.adjust(p, "holm") and p.adjust(p, "BH").
        assert adjust_holm(self.P)[:5] == pytest.approx([0.0015, 0.0056, 0.0247, 0.114, 0.2211], abs=1e-9)
        bh = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857142857]
        assert adjust_benjamini_hochberg(self.P)[:6] == pytest.approx(bh, abs=1e-9)

    def test_both_agree_with_statsmodels(self) -> None:
        multitest = pytest.importorskip("statsmodels.stats.multitest")
        p_values = np.random.default_rng(10).beta(0.5, 3, 40).tolist()
        for ours, name in ((adjust_holm, "holm"), (adjust_benjamini_hochberg, "fdr_bh")):
            assert ours(p_values) == pytest.approx(multitest.multipletests(p_values, method=name)[1].tolist(), abs=1e-12)

    @pytest.mark.parametrize("new", [0.0, 0.0004, 0.004, 0.03, 0.0344, 0.5, 1.0])
    def test_one_p_of_a_family_exchanged_is_the_family_adjusted_again(self, new: float) -> None:
        for adjust, readjust in ((adjust_holm, readjust_holm), (adjust_benjamini_hochberg, readjust_benjamini_hochberg)):
            for place, old in enumerate(self.P):
                again = [*self.P[:place], new, *self.P[place + 1 :]]
                assert readjust(self.P, old, new) == pytest.approx(adjust(again)[place], abs=1e-12)

    def test_a_family_of_one_is_not_adjusted(self) -> None:
        assert readjust_holm([0.03], 0.03, 0.2) == readjust_benjamini_hochberg([0.03], 0.03, 0.2) == 0.2


class TestPoolingX9:
    def test_moments_by_another_road(self) -> None:
        rng = np.random.default_rng(11)
        bases = rng.uniform(2, 40, 12)
        counts = rng.poisson(rng.gamma(16, 0.5, 12) * bases).astype(float)
        pooling = pool_rates(counts.tolist(), bases.tolist())
        rates = counts / bases
        mean = np.average(rates, weights=bases)
        between = np.average((rates - mean) ** 2, weights=bases) - mean / bases.mean()  # Marshall 1991
        expected = mean + between / (between + mean / bases) * (rates - mean)
        assert pooling.rates == pytest.approx(expected.tolist(), abs=1e-9)
        assert pooling.alpha / pooling.beta == pytest.approx(mean)
        assert pooling.alpha / pooling.beta**2 == pytest.approx(between)  # mean and variance of the gamma distribution


class TestRanksX10:
    def test_spearman_of_a_textbook_example(self) -> None:
        # IQ and hours of television of ten people, as in many textbooks: rho = -29/165.
        iq, hours = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110], [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]
        assert correlate_ranks(iq, hours) == pytest.approx(-29 / 165, abs=1e-9)


class TestTermsX11:
    def test_log_odds_by_matrix_arithmetic(self) -> None:
        # Monroe, Colaresi & Quinn 2008, equations 16, 19 and 22, written once more.
        rng = np.random.default_rng(12)
        y = rng.integers(1, 90, size=(2, 30)).astype(float)
        prior = rng.uniform(0.1, 5, 30)
        words = [f"w{n:02}" for n in range(30)]
        first, second, alpha = (dict(zip(words, row.tolist(), strict=True)) for row in (*y, prior))
        omega = (y + prior) / ((y + prior).sum(axis=1, keepdims=True) - (y + prior))
        delta = np.log(omega[0]) - np.log(omega[1])
        z = delta / np.sqrt((1 / (y + prior)).sum(axis=0))
        found = {one.term: one for one in contrast_terms(first, second, alpha)}
        assert [found[word].log_odds for word in words] == pytest.approx(delta.tolist(), abs=1e-9)
        assert [found[word].z for word in words] == pytest.approx(z.tolist(), abs=1e-9)

    def test_p_of_z_is_that_of_the_normal_distribution(self) -> None:
        assert erfc(1.959963985 / sqrt(2)) == pytest.approx(2 * scipy_stats.norm.sf(1.959963985), abs=1e-12)
        assert log(erfc(6 / sqrt(2))) == pytest.approx(log(2 * scipy_stats.norm.sf(6)), abs=1e-9)
