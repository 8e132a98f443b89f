"""Weeks, months and years: which are chosen, what falls in them, and what n allows of each."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from unit.newsroom import Case, analyze_by_hand, make_article, make_case, write_text

from framing.comparison import Comparison, compare
from framing.comparison.periods import ALL, ENOUGH, KINDS, MOST, choose_kind, estimate_periods, find_start, list_starts
from framing.stories import Story

DAY = date(2025, 3, 3)  # a Monday


def spread(group: str, n: int, apart: int, start: date = DAY) -> list[tuple[str, date]]:
    return [(group, start + timedelta(days=apart * number)) for number in range(n)]


def tell(days: list[date | None], outlets: tuple[str, ...] = ("Alpha", "Beta")) -> Case:
    """Return a case in which each outlet tells one story a day given, with more hedges from story to story."""
    articles, stories = [], []
    for number, day in enumerate(days):
        ids = []
        for outlet in outlets:
            ids.append(f"{number}-{outlet}")
            lines = [0] * (1 + number % 3) if outlet == "Alpha" else [0, 3]
            articles.append(make_article(ids[-1], write_text(lines), outlet, date=day))
        stories.append(Story(f"s{number}", f"Story {number}", tuple(ids)))
    analysis = analyze_by_hand(articles)
    return analysis, compare(analysis, stories=stories, draws=50), tuple(stories)


@pytest.fixture(scope="module")
def weeks() -> Case:
    """Six stories in one week, none in the next, five in the third, and one without a date."""
    first = [DAY + timedelta(days=number) for number in range(6)]
    third = [DAY + timedelta(days=14 + number) for number in range(5)]
    return tell([*first, *third, None])


class TestKinds:
    def test_weeks_are_chosen_where_two_of_them_have_five_articles_of_one_group(self) -> None:
        assert choose_kind(spread("Alpha", 10, 1)) == ""  # 7 and 3
        assert choose_kind(spread("Alpha", 12, 1)) == "week"

    def test_articles_of_several_groups_do_not_make_up_for_each_other(self) -> None:
        assert (
            choose_kind([*spread("Alpha", 4, 1), *spread("Beta", 4, 1), *spread("Alpha", 4, 1, DAY + timedelta(days=7))]) == ""
        )

    def test_what_is_too_thin_by_week_is_told_by_month(self) -> None:
        assert choose_kind(spread("Alpha", 12, 5)) == "month"

    def test_what_spans_too_many_weeks_is_told_by_month_however_many_articles_there_are(self) -> None:
        assert choose_kind(spread("Alpha", 7 * (MOST - 1), 1)) == "week"
        assert choose_kind(spread("Alpha", 7 * (MOST + 1), 1)) == "month"

    def test_years_are_for_what_spans_too_many_months(self) -> None:
        assert choose_kind(spread("Alpha", 40, 60)) == "year"

    def test_a_few_articles_of_two_years_are_not_told_by_year(self) -> None:
        assert choose_kind(spread("Alpha", 12, 30, date(2024, 9, 1))) == ""

    def test_no_dates_have_no_kind(self) -> None:
        assert choose_kind([]) == ""


class TestStarts:
    @pytest.mark.parametrize(
        ("day", "kind", "start"),
        [
            (DAY, "week", DAY),
            (date(2025, 3, 9), "week", DAY),
            (date(2025, 1, 1), "week", date(2024, 12, 30)),
            (date(2024, 2, 29), "month", date(2024, 2, 1)),
            (date(2024, 12, 31), "year", date(2024, 1, 1)),
            (date.min, "week", date.min),
        ],
    )
    def test_a_period_starts_on_its_first_day(self, day: date, kind: str, start: date) -> None:
        assert find_start(day, kind) == start

    def test_no_period_between_the_first_and_the_last_is_left_out(self) -> None:
        assert list_starts(date(2023, 11, 1), date(2024, 3, 15), "month") == [
            date(2023, 11, 1),
            date(2023, 12, 1),
            date(2024, 1, 1),
            date(2024, 2, 1),
            date(2024, 3, 1),
        ]
        found = list_starts(date(2019, 12, 30), date(2025, 1, 5), "week")
        assert {(after - before).days for before, after in pairwise(found)} == {7}
        assert found[-1] == date(2024, 12, 30)
        assert [day.year for day in list_starts(date(2019, 1, 1), date(2025, 1, 5), "year")] == list(range(2019, 2026))

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_end_of_the_calendar_ends_the_list(self, kind: str) -> None:
        assert len(list_starts(find_start(date.max, kind), date.max, kind)) == 1


class TestEstimates:
    def test_values_are_those_of_a_comparison_of_the_periods_own_articles(self, weeks: Case) -> None:
        analysis, comparison, stories = weeks
        first = estimate_periods(analysis, comparison, draws=50)[0]
        own = {key for story in stories[:6] for key in story.articles}
        part = replace(analysis, articles=tuple(a for a in analysis.articles if a.id in own))
        alone = compare(part, stories=stories[:6], draws=50, seed=comparison.seed)
        expected = {
            (e.measure, e.column, e.group): e.value
            for e in alone.estimates
            if (e.measure, e.column) in alone.headlines and not e.target
        }
        assert {(e.measure, e.column, e.group): e.value for e in first.estimates} == expected

    def test_intervals_come_from_six_stories_on(self, weeks: Case) -> None:
        periods = estimate_periods(*weeks[:2], draws=50)
        known = [[e.interval is not None for e in p.estimates if not math.isnan(e.value)] for p in periods]
        assert all(known[0])
        assert known[1] == []
        assert not any(known[2])

    def test_a_week_without_articles_stands_between_the_others(self, weeks: Case) -> None:
        periods = estimate_periods(*weeks[:2], draws=50)
        assert [period.start for period in periods] == [DAY, DAY + timedelta(days=7), DAY + timedelta(days=14)]
        assert [dict(period.n_articles) for period in periods] == [{"Alpha": 6, "Beta": 6}, {}, {"Alpha": 5, "Beta": 5}]

    def test_articles_without_a_date_count_nowhere(self, weeks: Case) -> None:
        assert sum(sum(period.n_articles.values()) for period in estimate_periods(*weeks[:2], draws=50)) == 22

    def test_a_group_with_fewer_than_five_articles_is_counted_and_not_estimated(self, weeks: Case) -> None:
        analysis, comparison, _ = weeks
        gone = {"0-Beta", "1-Beta"}
        fewer = replace(analysis, articles=tuple(article for article in analysis.articles if article.id not in gone))
        first = estimate_periods(fewer, comparison, draws=50)[0]
        assert first.n_articles == {"Alpha": 6, "Beta": ENOUGH - 1}
        assert {e.group for e in first.estimates} == {"Alpha"}

    def test_together_all_articles_are_one_group(self, weeks: Case) -> None:
        periods = estimate_periods(*weeks[:2], together=True, draws=50)
        assert [dict(period.n_articles) for period in periods] == [{ALL: 12}, {}, {ALL: 10}]
        assert {e.group for e in periods[0].estimates} == {ALL}

    def test_stories_that_are_not_compared_are_left_out(self) -> None:
        days: list[date | None] = [DAY + timedelta(days=number) for number in range(14)]
        analysis, comparison, _ = tell(days)
        fewer = replace(comparison, compared=comparison.compared[:6])
        assert estimate_periods(analysis, fewer) == ()
        assert estimate_periods(analysis, comparison, draws=50)

    def test_headline_columns_without_targets_only(self, weeks: Case) -> None:
        comparison: Comparison = weeks[1]
        for period in estimate_periods(*weeks[:2], draws=50):
            assert all((e.measure, e.column) in comparison.headlines and not e.target for e in period.estimates)

    def test_a_kind_can_be_asked_for(self, weeks: Case) -> None:
        periods = estimate_periods(*weeks[:2], kind="month", draws=50)
        assert [(period.kind, period.start) for period in periods] == [("month", date(2025, 3, 1))]

    def test_no_dates_no_stories_and_groups_by_date_give_no_periods(self) -> None:
        for case in (tell([None] * 12), tell([])):
            assert estimate_periods(*case[:2]) == ()
            assert estimate_periods(*case[:2], together=True) == ()
        analysis, _, stories = make_case(16)
        by_date: Any = compare(analysis, by="date", stories=stories, draws=20)
        assert estimate_periods(analysis, by_date) == ()
