"""Charts in a report: where they stand, that claims are aligned once for them, and what is left out where n forbids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from unit.newsroom import Case, empty_hits, make_case

from framing.charts import CHARTS
from framing.claims import Alignment, align_claims
from framing.comparison import compare
from framing.report import build
from framing.report.assembly import CAPTIONS
from framing.report.blocks import Figure, Heading, Report
from framing.report.sections import claims

LONG = "The Very Long and Exceedingly Thorough Morning Herald-Tribune of the Northern Coast"
NEW = {"heat", "time", "concordance", "coverage"}


@pytest.fixture(scope="module")
def report() -> Report:
    return build(*make_case(16, ("Alpha", "Beta")))


def place_of(report: Report) -> dict[str, str]:
    """Return under which heading of the contents each chart stands."""
    places, under = {}, ""
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 2:
            under = block.anchor
        if isinstance(block, Figure):
            places[block.name] = under
    return places


def test_every_chart_has_a_caption() -> None:
    assert set(CAPTIONS) == set(CHARTS)
    assert all(caption.endswith(".") for caption in CAPTIONS.values())


def test_every_chart_stands_in_the_section_it_belongs_to(report: Report) -> None:
    assert place_of(report) == {
        "estimates": "results",
        "heat": "results",
        "time": "results",
        "ladder": "results",
        "actors": "actors",
        "contributions": "gaps",
        "concordance": "evidence",
        "coverage": "claims",
        "positions": "evidence",
    }


def test_every_chart_that_was_drawn_is_shown(report: Report) -> None:
    assert set(report.charts) == set(place_of(report)) == set(CHARTS)


def test_the_claims_of_a_story_are_aligned_once_for_the_text_and_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    aligned: list[str] = []

    def count(story: Any, analysis: Any) -> Alignment:
        aligned.append(story.id)
        return align_claims(story, analysis)

    monkeypatch.setattr("framing.report.sections.claims.align_claims", count)
    monkeypatch.setattr("framing.charts.coverage.align_claims", count)
    made = build(*make_case(3))
    assert aligned == ["story-1", "story-2", "story-3"]
    assert {row["story"] for row in made.charts["coverage"].page.table} == {"Vote 0", "Vote 1", "Vote 2"}


def test_at_most_twelve_stories_are_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.report.assembly.CHARTS", {})
    monkeypatch.setattr(claims, "STORIES_ALIGNED", 2)
    headings = [block.anchor for block in build(*make_case(4)).blocks if isinstance(block, Heading)]
    assert "claims-2" in headings
    assert "claims-3" not in headings


def draw(case: Case) -> set[str]:
    report = build(*case)
    assert set(report.charts) == set(place_of(report))
    return set(report.charts)


class TestEdges:
    def test_a_single_outlet_has_no_chart_that_needs_two(self) -> None:
        assert draw(make_case(3, ("Alpha",))) & {"heat", "coverage", "contributions", "time"} == set()

    def test_a_single_article_has_its_own_counts_only(self) -> None:
        assert draw(make_case(1, ("Alpha",))) & NEW == {"concordance"}

    def test_one_story_has_no_heat_and_no_time(self) -> None:
        assert draw(make_case(1)) & NEW == {"concordance", "coverage"}

    def test_without_dates_there_is_no_time(self) -> None:
        analysis, _, stories = make_case(16)
        undated = replace(analysis, articles=tuple(replace(article, date=None) for article in analysis.articles))
        drawn = draw((undated, compare(undated, stories=stories, draws=20), stories))
        assert "time" not in drawn
        assert "heat" in drawn

    def test_where_nothing_was_found_there_is_no_term_and_no_change_to_show(self) -> None:
        analysis, _, stories = make_case(8)
        nothing = empty_hits(analysis)
        assert draw((nothing, compare(nothing, stories=stories, draws=20), stories)) & NEW == {"heat", "coverage"}

    def test_twenty_five_outlets_with_names_of_all_kinds_have_them_all_but_those_of_n(self) -> None:
        names = [LONG, "صحيفة الأخبار اليومية", "$5 $News", *(f"Outlet {n:02d}" for n in range(22))]
        assert draw(make_case(1, sorted(names))) & NEW == {"concordance", "coverage"}

    def test_no_articles_at_all_have_no_charts(self) -> None:
        analysis, _, _ = make_case(1)
        empty = replace(analysis, articles=(), hits={}, scores=(), sizes={}, attributions={}, mentions={}, sentences={})
        assert draw((empty, compare(empty, stories=(), draws=20), ())) == set()
