"""The table of measures by group in colors: from which n on, against what, and in which order."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from statistics import fmean, stdev
from typing import Any
from xml.etree import ElementTree

import pytest
from unit.newsroom import Case, empty_hits, make_case

from framing.charts import COLUMN, PAGE
from framing.charts.heat import (
    COLORS,
    INKS,
    KEY,
    MARKS,
    STEPS,
    Stripe,
    cut_blocks,
    draw_heat,
    find_stripes,
    measure_distances,
    place_step,
)
from framing.comparison import Estimate, compare
from framing.scores import Unit

LONG = "The Very Long and Exceedingly Thorough Morning Herald-Tribune of the Northern Coast"


def make_estimate(group: str, *values: float) -> Estimate:
    known = [value for value in values if not math.isnan(value)]
    value = fmean(known) if known else math.nan
    rest = len(values) - len(known)
    unit = Unit("per 1,000 words", 1000.0)
    return Estimate(group, "hedging", "rate", "", unit, 9, 900, value, value, values, len(values), len(values), rest, 9)


@pytest.fixture(scope="module")
def case() -> Case:
    return make_case(8, ("Alpha", "Beta", "Gamma"))


def texts_of(figure: Any) -> list[str]:
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text) if text.get_text().strip()]


class TestDistances:
    def test_it_is_the_gap_to_the_mean_of_groups_over_the_spread_of_stories_within_them(self) -> None:
        one, other = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0), (3.0, 5.0, 7.0, 9.0, 11.0, 13.0)
        first, second = measure_distances([make_estimate("A", *one), make_estimate("B", *other)])
        pooled = math.sqrt((stdev(one) ** 2 + stdev(other) ** 2) / 2)
        assert math.isclose(second, (8.0 - (3.5 + 8.0) / 2) / pooled)
        assert math.isclose(first, -second)

    def test_two_groups_a_little_apart_are_not_as_far_as_two_a_long_way_apart(self) -> None:
        spread = (0.0, 4.0, 0.0, 4.0, 0.0, 4.0)
        near = measure_distances([make_estimate("A", *spread), make_estimate("B", *(v + 0.1 for v in spread))])
        far = measure_distances([make_estimate("A", *spread), make_estimate("B", *(v + 9 for v in spread))])
        assert abs(near[0]) < 0.05
        assert abs(far[0]) > 1

    @pytest.mark.parametrize("values", [(1.0,) * 5, (1.0,) * 5 + (math.nan,), ()])
    def test_a_group_of_fewer_than_six_defined_stories_has_none_and_moves_no_other(self, values: tuple[float, ...]) -> None:
        groups = [make_estimate("A", 1, 2, 3, 1, 2, 3), make_estimate("B", 2, 3, 4, 2, 3, 4)]
        alone = measure_distances(groups)
        with_few = measure_distances([*groups, make_estimate("C", *values)])
        assert with_few[:2] == alone
        assert math.isnan(with_few[2])

    def test_groups_that_are_all_the_same_are_at_the_mean(self) -> None:
        assert measure_distances([make_estimate("A", *[0.0] * 6), make_estimate("B", *[0.0] * 6)]) == [0.0, 0.0]

    def test_without_any_spread_a_difference_has_no_size(self) -> None:
        found = measure_distances([make_estimate("A", *[1.0] * 6), make_estimate("B", *[2.0] * 6)])
        assert all(map(math.isnan, found))

    def test_the_unit_of_a_measure_changes_nothing(self) -> None:
        small = [make_estimate("A", 1, 2, 3, 1, 2, 3), make_estimate("B", 2, 3, 4, 2, 5, 4)]
        large = [make_estimate(e.group, *(1000 * value for value in e.values)) for e in small]
        pairs = zip(measure_distances(small), measure_distances(large), strict=True)
        assert all(math.isclose(one, other) for one, other in pairs)


class TestWhichAreShown:
    def test_under_six_stories_there_is_no_chart(self) -> None:
        analysis, comparison, _ = make_case(5)
        chart = draw_heat(comparison, analysis)
        assert chart.table == ()
        assert chart.alt == "No measure is known of 6 stories in each of two groups."

    def test_from_six_on_there_is(self) -> None:
        analysis, comparison, _ = make_case(6)
        assert draw_heat(comparison, analysis).table

    def test_a_single_story_or_a_single_group_has_none(self) -> None:
        for n, outlets in ((1, ("Alpha", "Beta")), (8, ("Alpha",))):
            analysis, comparison, _ = make_case(n, outlets)
            assert draw_heat(comparison, analysis).table == ()

    def test_measures_with_targets_are_left_to_their_own_chart(self, case: Case) -> None:
        assert {row["measure"] for row in draw_heat(case[1], case[0]).table} == {"hedging", "attribution", "loaded"}

    def test_groups_stand_in_alphabetical_order_and_not_by_value(self) -> None:
        analysis, comparison, _ = make_case(6, ("Mid", "Alpha", "Zeta"))
        rows = [row for row in draw_heat(comparison, analysis).table if row["measure"] == "hedging"]
        assert [row["group"] for row in rows] == ["Alpha", "Mid", "Zeta"]
        assert [row["value"] for row in rows] != sorted(row["value"] for row in rows)

    def test_all_zero_is_a_table_of_plain_zeros(self) -> None:
        analysis, _, stories = make_case(6)
        nothing = empty_hits(analysis)
        chart = draw_heat(compare(nothing, stories=stories, draws=20), nothing)
        assert {row["distance"] for row in chart.table} == {0.0}
        assert "no group far from the mean" in chart.alt


class TestData:
    def test_a_row_holds_value_distance_and_what_they_rest_on(self, case: Case) -> None:
        chart = draw_heat(case[1], case[0])
        row = next(row for row in chart.table if row["measure"] == "hedging" and row["group"] == "Alpha")
        estimate = next(e for e in case[1].estimates if (e.measure, e.column, e.group) == ("hedging", "rate", "Alpha"))
        assert row["value"] == estimate.value
        assert row["stories"] == 8
        assert row["hits"] == estimate.n_hits
        assert row["distance"] > STEPS[1]

    def test_every_value_is_printed_in_its_cell(self, case: Case) -> None:
        texts = texts_of(draw_heat(case[1], case[0]).figure)
        assert "12.6 ▲" in texts  # Alpha, of all hedges
        assert any(text.startswith("8.32") for text in texts)

    def test_a_value_of_too_few_stories_is_printed_and_not_colored(self, case: Case) -> None:
        analysis, comparison, _ = case
        few = tuple(replace(e, values=e.values[:5]) if e.group == "Alpha" else e for e in comparison.estimates)
        chart = draw_heat(replace(comparison, estimates=few), analysis)
        assert "12.6" in texts_of(chart.figure)
        assert all(math.isnan(row["distance"]) for row in chart.table if row["group"] == "Alpha")
        assert "1 of 3 with too few stories" in chart.alt


class TestColors:
    def test_steps_are_the_same_on_either_side(self) -> None:
        distances = (-9.0, -STEPS[1], -STEPS[0], -0.1, 0.0, 0.1, STEPS[0], STEPS[1], 9.0)
        assert [place_step(distance) for distance in distances] == [0, 0, 1, 2, 2, 2, 3, 4, 4]

    def test_a_triangle_says_which_side_a_dark_cell_is_on_where_color_is_lost(self) -> None:
        assert len(set(MARKS)) == len(COLORS) == len(KEY) == 5
        assert all(mark in words for mark, words in zip(MARKS, KEY, strict=True))

    def test_words_can_be_read_on_their_cells(self) -> None:
        from matplotlib.colors import to_rgb

        def luminance(color: str) -> float:
            linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
            return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

        for paper, ink in zip(COLORS, INKS, strict=True):
            light, dark = sorted((luminance(paper), luminance(ink)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG AA

    def test_either_side_gets_darker_outward(self) -> None:
        from matplotlib.colors import to_rgb

        weights = [sum(to_rgb(color)) for color in COLORS]
        assert all(one < other for one, other in pairwise(weights[:3]))
        assert all(one > other for one, other in pairwise(weights[2:]))


class TestRoom:
    def stripes(self, n: int) -> list[Stripe]:
        return [Stripe(f"Measure {place}", "per article", ()) for place in range(n)]

    def test_blocks_are_of_one_width(self) -> None:
        assert [len(block) for block in cut_blocks(self.stripes(9), 8, 9)] == [5, 4]
        assert [len(block) for block in cut_blocks(self.stripes(3), 8, 9)] == [3]

    def test_what_a_page_has_no_room_for_is_left_to_the_table(self) -> None:
        blocks = cut_blocks(self.stripes(9), 2, 3)
        assert [stripe.name for block in blocks for stripe in block] == [f"Measure {place}" for place in range(6)]

    @pytest.mark.parametrize("width", [COLUMN, PAGE])
    @pytest.mark.parametrize("n", [2, 5, 25])
    def test_two_to_twenty_five_outlets_fit_on_a_page(self, n: int, width: float) -> None:
        names = sorted([LONG, "صحيفة الأخبار اليومية", *(f"Outlet {place:02d}" for place in range(23))][:n])
        analysis, comparison, _ = make_case(6, names)
        chart = draw_heat(comparison, analysis, width=width)
        assert chart.figure.get_figheight() < 10
        assert len(chart.table) == n * len(find_stripes(comparison, analysis))
        ElementTree.fromstring(chart.svg().encode())


def test_alt_text_gives_the_range_and_names_who_is_far_from_the_mean(case: Case) -> None:
    alt = draw_heat(case[1], case[0]).alt
    assert "Hedging, 7.74 to 12.6 per 1,000 words: above the mean Alpha 12.6; below the mean Beta 8.32, Gamma 7.74." in alt


def test_measures_are_called_by_their_titles_and_by_their_names_without_an_analysis(case: Case) -> None:
    assert "Loaded terms" in draw_heat(case[1], case[0]).alt
    assert "Loaded, " in draw_heat(case[1]).alt
