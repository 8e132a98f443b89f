"""X-7, X-8: each p with its effect size, each family of tests with its method, its level and its size."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from unit.newsroom import make_case
from unit.scored import RATE, SIDE, FakeMeasure, Told, make_analysis, tell_both
from unit.test_report import own_words, section, text_of

from framing.comparison import Comparison, compare
from framing.comparison.cells import gather_cells
from framing.comparison.contrasts import PER_TEST, contrast_groups, refine
from framing.comparison.results import DISCOVERY, HOLM, Gap
from framing.comparison.turning import turn_gap
from framing.report import build
from framing.scores import Column, Unit
from framing.stats import adjust_benjamini_hochberg, adjust_holm

QUOTED = FakeMeasure("hedging", (RATE, replace(SIDE, voices=("own",), name="aside")))
OUTLETS = ("Alpha", "Beta", "Gamma", "Delta")


def tell_all(n: int) -> list[Told]:
    return [
        Told(outlet, f"s{i:02}", {"may": 3 * place + (i * 7 + place) % 4}, words=900 + 10 * i)
        for i in range(n)
        for place, outlet in enumerate(OUTLETS)
    ]


def compared(rows: list[Told], *measures: FakeMeasure, pairs: bool = False, draws: int = 400) -> Comparison:
    analysis, stories = make_analysis(rows, *measures)
    return compare(analysis, stories=stories, draws=draws, pairs=pairs)


class TestFamilies:
    def test_each_against_the_rest_is_confirmatory_and_adjusted_by_holm(self) -> None:
        found = compared(tell_all(8))
        assert (found.method, found.level, found.family_size) == (HOLM, 0.05, 4)
        assert [g.p_adjusted for g in found.gaps] == pytest.approx(adjust_holm([g.p or 0 for g in found.gaps]))
        assert (
            "p-values are adjusted by Holm's method over all 4 tests of this comparison (1 column, 4 contrasts)." in found.notes
        )

    def test_pairs_of_more_than_two_are_exploratory_and_adjusted_by_benjamini_and_hochberg(self) -> None:
        found = compared(tell_all(8), pairs=True)
        assert (found.method, found.level, found.family_size) == (DISCOVERY, 0.10, 6)
        assert [g.p_adjusted for g in found.gaps] == pytest.approx(adjust_benjamini_hochberg([g.p or 0 for g in found.gaps]))
        assert "Pairs of groups are exploratory" in found.notes[-1]

    def test_the_one_pair_of_two_groups_is_confirmatory(self) -> None:
        found = compared(tell_both(8, [9, 8], [2, 1]), pairs=True)
        assert (found.method, found.family_size) == (HOLM, 1)

    def test_side_columns_are_a_family_of_their_own(self) -> None:
        found = compared(tell_all(8), QUOTED)
        assert {gap.column for gap in found.gaps} == {"rate"}
        assert {gap.column for gap in found.side_gaps} == {"aside"}
        assert (found.family_size, found.side_family) == (4, 4)
        own = [g.p or 0 for g in found.side_gaps]
        assert [g.p_adjusted for g in found.side_gaps] == pytest.approx(adjust_benjamini_hochberg(own))
        assert [len(g.contributions) for g in found.side_gaps] == [0] * 4
        assert list(found.gaps_frame(side=True)["column"]) == ["aside"] * 4
        assert list(found.gaps_frame()["column"]) == ["rate"] * 4

    @pytest.mark.parametrize(
        ("method", "p", "stands"), [(HOLM, 0.05, True), (HOLM, 0.06, False), (DISCOVERY, 0.1, True), (DISCOVERY, 0.11, False)]
    )
    def test_a_gap_stands_up_to_the_level_of_its_family(self, method: str, p: float, stands: bool) -> None:
        found = compared(tell_both(8, [9, 8], [2, 1]))
        assert replace(found, method=method).stands(replace(found.gaps[0], p_adjusted=p)) is stands

    def test_a_gap_without_a_test_never_stands(self) -> None:
        found = compared(tell_both(3, [9, 8], [2, 1]))
        assert not found.stands(found.gaps[0])


class TestLargeFamilies:
    def test_p_values_that_few_draws_reach_are_drawn_more_finely_so_that_some_can_stand(self) -> None:
        analysis, stories = make_analysis(tell_both(40, [30, 31, 35], [2, 1]))
        cells = gather_cells(analysis, stories, "outlet")
        [contrast] = contrast_groups(cells, matched=True, pairs=False, strata=[0] * 40)
        family = 30
        coarse = float(contrast.test(np.array([0]), 1, 200)[0])
        assert coarse == 1 / 201
        [fine] = refine([(contrast, 0, coarse)], family, 1, 200)
        assert fine == 1 / (family * PER_TEST + 1)
        assert refine([(contrast, 0, 0.4)], family, 1, 200) == [0.4]
        assert refine([(contrast, 0, coarse)], 1, 1, 200) == [coarse]

    def test_in_a_comparison_of_many_columns_a_clear_gap_stands(self) -> None:
        measures = [FakeMeasure(f"m{i:02}") for i in range(12)]
        found = compared(tell_both(30, [30, 31, 35], [2, 1]), *measures, draws=100)
        assert all(found.stands(gap) for gap in found.gaps)
        assert all(gap.sensitivity.n_terms == 1 for gap in found.gaps)


class TestEffectsX7:
    def test_every_p_has_an_effect_size_and_g(self) -> None:
        for pairs in (True, False):
            for gap in compared(tell_all(8), QUOTED, pairs=pairs).gaps:
                assert gap.p is not None
                assert gap.effect is not None
                assert gap.effect_name == "Cliff's δ within stories"
                assert gap.hedges_g is not None
                assert gap.size == ""  # the words were made for independent groups

    def test_of_unmatched_groups_the_size_has_its_word(self) -> None:
        rows = [
            Told(outlet, f"{outlet}{i}", {"may": 5 + i % 3 + more}) for outlet, more in (("A", 9), ("B", 0)) for i in range(9)
        ]
        [gap] = compared(rows).gaps
        assert (gap.effect, gap.effect_name, gap.size) == (1.0, "Cliff's δ", "large")

    def test_a_gap_knows_the_two_values_it_is_of(self) -> None:
        [gap] = compared(tell_both(8, [9, 8], [2, 1])).gaps
        assert gap.value - gap.other_value == pytest.approx(gap.difference)
        assert gap.value / gap.other_value == pytest.approx(gap.ratio)
        assert gap.ratio_interval is not None
        assert gap.ratio_interval[0] < gap.ratio < gap.ratio_interval[1]

    def test_means_that_can_be_negative_have_no_ratio(self) -> None:
        mean = FakeMeasure("tone", (Column("mean", Unit("mean, -1 to 1"), "words", by="values", headline=True),))
        rows = [Told(o, f"s{i}", {"bold": 9 + i}, value=v) for i in range(8) for o, v in (("Alpha", -1.0), ("Beta", -0.5))]
        [gap] = compared(rows, mean).gaps
        assert gap.ratio != gap.ratio
        assert gap.ratio_interval is None

    def test_shares_of_a_handful_are_no_gap(self) -> None:
        share = FakeMeasure("share", (Column("sentences", Unit("% of sentences", 100.0), "sentences", headline=True),))
        rows = [Told("Alpha", "s1", {"may": 9}, sentences=60), Told("Beta", "s1", {"may": 3}, words=0, sentences=4)]
        analysis, stories = make_analysis(rows, share)
        sizes = {key: replace(size, words=900, sentences=50) for key, size in analysis.sizes.items()}
        assert compare(replace(analysis, sizes=sizes), stories=stories).gaps == ()
        rows[1] = replace(rows[1], sentences=5)
        analysis, stories = make_analysis(rows, share)
        assert len(compare(replace(analysis, sizes=sizes), stories=stories).gaps) == 1


class TestTurning:
    def test_a_turned_gap_says_the_same_from_the_other_side(self) -> None:
        [gap] = compared(tell_both(8, [9, 8, 12], [2, 1])).gaps
        turned = turn_gap(gap)
        assert (turned.group, turned.other) == (gap.other, gap.group)
        assert (turned.value, turned.other_value) == (gap.other_value, gap.value)
        assert (turned.difference, turned.effect, turned.p) == (-gap.difference, -(gap.effect or 0), gap.p)
        assert gap.interval is not None
        assert turned.interval == (-gap.interval[1], -gap.interval[0])
        assert turned.ratio == pytest.approx(turned.value / turned.other_value)
        assert sum(part.amount for part in turned.contributions) == pytest.approx(turned.difference)

    def test_turned_twice_it_is_itself(self) -> None:
        [gap] = compared(tell_both(8, [9, 8, 12], [2, 1])).gaps
        again = turn_gap(turn_gap(gap))
        assert again.ratio_interval == pytest.approx(gap.ratio_interval)
        assert replace(again, ratio=gap.ratio, ratio_interval=gap.ratio_interval) == gap

    def test_a_gap_without_intervals_stays_without(self) -> None:
        gap = Gap("hedging", "rate", "", "Alpha", "Beta", RATE.unit, 4.0, 0.0)
        turned = turn_gap(gap)
        assert (turned.interval, turned.ratio_interval, turned.effect, turned.hedges_g) == (None,) * 4
        assert turned.ratio != turned.ratio


class TestReport:
    @pytest.fixture(autouse=True)
    def without_charts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.report.assembly.CHARTS", {})

    def test_the_family_its_method_and_its_size_are_said(self) -> None:
        report = build(*make_case(21))
        said = own_words(report)
        assert "adjusted together by Holm’s method" in said
        assert "Hedges' g +" in text_of(section(report, "findings"))
        assert "Side columns, explored" in said

    def test_pairs_are_said_to_be_exploratory(self) -> None:
        analysis, _, stories = make_case(8, ("Alpha", "Beta", "Gamma"))
        report = build(analysis, compare(analysis, stories=stories, draws=200, pairs=True), stories)
        said = own_words(report)
        assert "Benjamini and Hochberg’s method because pairs are exploratory" in said
        assert "Alpha against Gamma" in said
