"""The chart over time: when there is one, whose lines it draws, with how many articles and which intervals."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from unit.newsroom import Case, analyze_by_hand, empty_hits, make_article, make_case, write_text

from framing.charts import COLUMN, PAGE
from framing.charts.line_names import LEAST, name_lines, spread
from framing.charts.time import GROUPS, LINES, draw_time, gather_plot, name_start
from framing.comparison import compare
from framing.comparison.periods import ALL
from framing.stories import Story

LONG = "The Very Long and Exceedingly Thorough Morning Herald-Tribune of the Northern Coast"


def tell(n_days: int, outlets: tuple[str, ...], apart: int = 1, dated: bool = True) -> Case:
    """Return a case in which each outlet tells a story every so many days, from a Monday on."""
    articles, stories = [], []
    for number in range(n_days):
        day = date(2025, 3, 3) + timedelta(days=apart * number) if dated else None
        ids = [f"{number}-{place}" for place in range(len(outlets))]
        for place, key in enumerate(ids):
            lines = [[0, 2], [1, 3], [0, 1, 2, 4]][(number // 7 + place) % 3]
            articles.append(make_article(key, write_text(lines), outlets[place], date=day))
        stories.append(Story(f"s{number}", f"Story {number}", tuple(ids)))
    analysis = analyze_by_hand(articles)
    return analysis, compare(analysis, stories=stories, draws=50), tuple(stories)


@pytest.fixture(scope="module")
def two() -> Case:
    return tell(21, ("Alpha", "Beta"))


@pytest.fixture(scope="module")
def many() -> Case:
    return tell(14, tuple(f"Outlet {place}" for place in range(6)))


def texts_of(figure: Any) -> list[str]:
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text) if text.get_text().strip()]


def panel_of(chart: Any, title: str) -> Any:
    return next(panel for panel in chart.figure.axes if panel.get_title(loc="left") == title)


class TestWhen:
    def test_two_weeks_with_seven_articles_each_make_a_chart(self) -> None:
        analysis, comparison, _ = tell(14, ("Alpha", "Beta"))
        chart = draw_time(comparison, analysis)
        assert chart.title == "Headline measures by week"
        assert {row["week"] for row in chart.table} == {"2025-03-03", "2025-03-10"}

    @pytest.mark.parametrize(
        "case",
        [tell(8, ("Alpha", "Beta")), tell(21, ("Alpha", "Beta"), dated=False), make_case(1)],
        ids=["one week", "no dates", "one story"],
    )
    def test_one_week_no_dates_and_one_story_make_none(self, case: Case) -> None:
        chart = draw_time(case[1], case[0])
        assert chart.table == ()
        assert chart.alt == "No two weeks, months or years have 5 dated articles each."

    def test_a_single_outlet_has_one_line_of_its_own(self) -> None:
        analysis, comparison, _ = tell(14, ("Alpha",))
        assert {row["group"] for row in draw_time(comparison, analysis).table} == {"Alpha"}

    def test_where_groups_have_too_few_articles_each_all_of_them_make_one_line(self) -> None:
        analysis, comparison, _ = tell(10, ("Alpha", "Beta"), apart=2)  # four articles of each a week
        assert {row["group"] for row in draw_time(comparison, analysis).table} == {ALL}

    def test_nothing_found_is_nothing_to_draw(self, two: Case) -> None:
        nothing = empty_hits(two[0])
        comparison = compare(nothing, stories=two[2], draws=20)
        assert draw_time(comparison, nothing).table == ()

    def test_a_measure_that_marks_nearly_every_word_is_left_out(self, two: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.charts.time.find_dense", lambda _: frozenset({"hedging"}))
        assert {row["measure"] for row in draw_time(two[1], two[0]).table} == {"attribution", "loaded"}

    def test_measures_with_targets_are_left_out(self, two: Case) -> None:
        assert "evaluation" not in {row["measure"] for row in draw_time(two[1], two[0]).table}

    def test_the_rate_of_attribution_never_stands_without_the_opaque_share(self, two: Case) -> None:
        titles = [panel.get_title(loc="left") for panel in draw_time(two[1], two[0]).figure.axes]
        assert titles.index("Attribution: opaque share") == titles.index("Attribution") + 1


class TestLines:
    def test_up_to_four_groups_are_told_apart_by_color_marker_and_dashes(self) -> None:
        assert len(LINES) == GROUPS
        for kind in range(3):
            assert len({str(look[kind]) for look in LINES}) == GROUPS

    def test_each_group_is_named_at_the_end_of_its_line_and_beside_its_numbers(self, two: Case) -> None:
        chart = draw_time(two[1], two[0])
        for title in ("Hedging", "Articles in each week"):
            assert {"Alpha", "Beta"} <= set(texts_of(panel_of(chart, title)))

    def test_the_number_of_articles_is_printed_for_each_week_and_group(self, two: Case) -> None:
        panel = panel_of(draw_time(two[1], two[0]), "Articles in each week")
        assert texts_of(panel).count("7") == 6

    def test_numbers_too_small_to_draw_are_in_parentheses(self) -> None:
        analysis, comparison, _ = tell(17, ("Alpha", "Beta"))
        texts = texts_of(draw_time(comparison, analysis).figure)
        assert texts.count("(3)") == 2
        assert "in parentheses: under 5, not drawn" in texts

    def test_a_week_with_too_few_articles_is_a_gap_in_the_row(self) -> None:
        analysis, comparison, _ = tell(17, ("Alpha", "Beta"))
        rows = [row for row in draw_time(comparison, analysis).table if row["week"] == "2025-03-17"]
        assert rows
        assert all(math.isnan(row["value"]) and row["articles"] == 3 and row["stories"] is None for row in rows)

    def test_intervals_are_those_of_the_week(self, two: Case) -> None:
        rows = [row for row in draw_time(two[1], two[0]).table if row["measure"] == "hedging"]
        assert all(row["stories"] == 7 for row in rows)
        assert all(row["low"] <= row["value"] <= row["high"] for row in rows)

    def test_under_six_stories_a_dot_is_bare(self) -> None:
        analysis, comparison, _ = tell(10, ("Alpha", "Beta"), apart=1)
        fewer = replace(analysis, articles=tuple(a for a in analysis.articles if a.date not in (date(2025, 3, 3), None)))
        moved = tuple(replace(a, date=date(2025, 3, 10) if a.date and a.date.day > 7 else a.date) for a in fewer.articles)
        rows = draw_time(comparison, replace(fewer, articles=moved)).table
        assert rows
        assert all(row["low"] is None for row in rows if row["week"] == "2025-03-03")

    def test_axes_start_at_zero(self, two: Case) -> None:
        assert panel_of(draw_time(two[1], two[0]), "Hedging").get_ylim()[0] == 0

    def test_of_many_groups_all_articles_have_one_line_and_each_group_a_thin_one(self, many: Case) -> None:
        chart = draw_time(many[1], many[0])
        assert {row["group"] for row in chart.table} == {ALL, *many[1].groups}
        lines = [line for line in panel_of(chart, "Hedging").lines if line.get_linewidth() < 1]
        assert len(lines) == 6
        assert "gray: one outlet" in texts_of(chart.figure)
        assert "Outlet" not in chart.alt

    def test_thin_lines_have_no_intervals_in_the_table_either(self, many: Case) -> None:
        rows = draw_time(many[1], many[0]).table
        assert all(row["low"] is None for row in rows if row["group"] != ALL)
        assert any(row["low"] is not None for row in rows if row["group"] == ALL)

    @pytest.mark.parametrize("width", [COLUMN, PAGE])
    @pytest.mark.parametrize("n", [2, 5, 25])
    def test_outlets_of_any_number_and_name_are_drawn(self, n: int, width: float) -> None:
        names = tuple([LONG, "صحيفة الأخبار اليومية", *(f"Outlet {place:02d}" for place in range(23))][:n])
        analysis, comparison, _ = tell(14, names)
        chart = draw_time(comparison, analysis, width=width)
        assert chart.figure.get_figheight() < 10.5
        ElementTree.fromstring(chart.svg().encode())

    def test_alt_text_says_from_what_to_what_and_how_many_articles(self, two: Case) -> None:
        plot = gather_plot(two[1], two[0])
        assert plot is not None
        first, *_, last = [e.value for e in plot.lines["hedging", "rate"][0].estimates if e]
        assert (
            f"Hedging, Alpha, per 1,000 words: from {first:.2f} in the week of 2025-03-03 (7 articles) "
            f"to {last:.2f} in the week of 2025-03-17 (7 articles); lowest "
        ) in draw_time(two[1], two[0]).alt


class TestNames:
    def test_names_that_would_overlap_are_moved_apart_in_their_order(self) -> None:
        moved = spread([0.5, 0.52, 0.5, 0.9], 0.15)
        assert moved[3] == 0.9
        assert moved[0] < moved[2] < moved[1]
        assert all(after - before >= 0.15 - 1e-9 for before, after in pairwise(sorted(moved)))
        assert math.isclose(sum(moved[:3]) / 3, (0.5 + 0.52 + 0.5) / 3)

    def test_names_that_stand_apart_stay_where_they_are(self) -> None:
        assert spread([0.1, 0.9, 0.5], 0.2) == [0.1, 0.9, 0.5]
        assert spread([], 0.2) == []

    def test_names_stay_within_their_panel(self) -> None:
        from matplotlib.figure import Figure

        panel = Figure().subplots()
        panel.set_ylim(0, 10)
        name_lines(panel, [(0.0, "One", "k"), (0.1, "Two", "k"), (10.0, "Three", "k"), (9.9, "Four", "k")])
        places = sorted(text.get_position()[1] for text in panel.texts)
        assert places[0] >= -1e-9
        assert places[-1] <= 1 + 1e-9
        assert all(after - before >= LEAST - 1e-9 for before, after in pairwise(places))

    def test_a_panel_read_from_the_top_has_its_names_the_same_way(self) -> None:
        from matplotlib.figure import Figure

        panel = Figure().subplots()
        panel.set_ylim(3, 0)
        name_lines(panel, [(0.5, "First", "k"), (2.5, "Last", "k")])
        places = {text.get_text(): text.get_position()[1] for text in panel.texts}
        assert places["First"] > places["Last"]

    def test_ticks_name_the_day_the_month_or_the_year(self) -> None:
        names = [name_start(date(2024, 11, 4), kind) for kind in ("week", "month", "year")]
        assert names == ["Nov 4", "11/24", "2024"]
