"""X-3: results with and without versions that follow another, side by side in one comparison and one report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from unit.newsroom import make_case
from unit.scored import Told, make_analysis, tell_both
from unit.test_report import own_words, section, tables, text_of

from framing.comparison import Comparison, compare
from framing.report import build
from framing.stories import Derivation, Story, leave_out_derived


def copy_in(stories: tuple[Story, ...], n: int) -> tuple[Story, ...]:
    """Say of the second article of the first n stories that it probably follows the first."""
    marked = [
        replace(story, derivations=(Derivation(story.articles[1], "uncredited_probable", story.articles[0]),))
        for story in stories[:n]
    ]
    return (*marked, *stories[n:])


def compare_copied(n_stories: int, n_copied: int, **more: Any) -> Comparison:
    analysis, stories = make_analysis(tell_both(n_stories, [9, 8, 12], [2, 1]))
    return compare(analysis, stories=copy_in(stories, n_copied), draws=200, **more)


class TestComparison:
    def test_it_is_the_comparison_of_the_stories_without_derived_versions(self) -> None:
        rows = tell_both(12, [9, 8, 12], [2, 1])
        analysis, stories = make_analysis(rows)
        copied = copy_in(stories, 4)
        alone = compare(analysis, stories=copied, draws=200).independent
        apart = compare(analysis, stories=leave_out_derived(copied), draws=200)
        assert alone is not None
        assert alone.compared == apart.compared
        assert [(g.difference, g.interval, g.p, g.n_stories) for g in alone.gaps] == [
            (g.difference, g.interval, g.p, g.n_stories) for g in apart.gaps
        ]

    def test_n_counts_independent_stories(self) -> None:
        found = compare_copied(12, 4)
        assert found.independent is not None
        assert (found.gaps[0].n_stories, found.independent.gaps[0].n_stories) == (12, 8)
        assert (found.family_size, found.independent.family_size) == (1, 1)

    def test_without_derived_versions_there_is_no_second_comparison(self) -> None:
        assert compare_copied(4, 0).independent is None

    def test_a_version_that_follows_none_at_hand_stays(self) -> None:
        analysis, stories = make_analysis(tell_both(3, [9], [2]))
        credited = [replace(s, derivations=(Derivation(s.articles[1], "credited"),)) for s in stories]
        assert compare(analysis, stories=credited, draws=50).independent is None

    def test_where_only_one_group_is_left_in_every_story_nothing_is_compared(self) -> None:
        found = compare_copied(8, 8)
        assert found.gaps
        assert found.independent is not None
        assert (found.independent.compared, found.independent.gaps, found.independent.groups) == ((), (), ())

    def test_a_third_outlet_keeps_the_story(self) -> None:
        rows = [Told(outlet, "s1", {"may": 7}) for outlet in ("Alpha", "Beta", "Gamma")]
        analysis, stories = make_analysis(rows)
        alone = compare(analysis, stories=copy_in(stories, 1), draws=50).independent
        assert alone is not None
        assert (alone.groups, alone.design) == (("Alpha", "Gamma"), "single story")

    def test_its_few_stories_follow_the_rules_of_n(self) -> None:
        alone = compare_copied(12, 8).independent
        assert alone is not None
        assert (alone.gaps[0].n_stories, alone.gaps[0].p, alone.gaps[0].interval) == (4, None, None)

    def test_copies_inside_one_group_of_an_unmatched_design_leave_one_text(self) -> None:
        rows = [Told("Alpha", "a", {"may": 9}), Told("Alpha", "a", {"may": 1}), Told("Beta", "b", {"may": 5})]
        analysis, stories = make_analysis(rows)
        found = compare(analysis, stories=copy_in(stories, 1), draws=50)
        assert found.design == "unmatched"
        assert found.independent is not None
        assert [e.value for e in found.independent.estimates] == [9.0, 5.0]
        assert [e.value for e in found.estimates] == [5.0, 5.0]

    def test_the_notes_tell_of_it(self) -> None:
        assert any("4 articles of 24 credit or probably follow another version" in note for note in compare_copied(12, 4).notes)


class TestReport:
    @pytest.fixture(autouse=True)
    def without_charts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.report.assembly.CHARTS", {})

    def test_gaps_and_estimates_stand_side_by_side_with_their_stories(self) -> None:
        analysis, _, stories = make_case(12)
        mixed = [replace(story, derivations=story.derivations if i < 4 else ()) for i, story in enumerate(stories)]
        report = build(analysis, compare(analysis, stories=mixed, draws=200), mixed)
        said = text_of(section(report, "derived"))
        assert "4 articles of 24 compared follow another version." in said
        assert "n = 12 independent stories" in said
        assert "with independent versions only n = 8." in said
        gaps, estimates = (t for t in tables(report) if t.caption.endswith("all versions and with independent versions only"))
        row = [text_of(cell) for cell in gaps.rows[0]]
        assert row[0].startswith("Hedging: Alpha against Beta")
        assert (row[4], row[8]) == ("12", "8")
        assert len(estimates.header) == 7
        data = report.data["independent"]
        assert len(data["stories"]) == 8
        assert data["gaps"][0]["n_stories"] == 8

    def test_where_nothing_independent_is_left_it_says_so(self) -> None:
        report = build(*make_case(8))
        said = text_of(section(report, "derived"))
        assert "No story is left that more than one tells independently" in said
        assert not any("independent versions only" in table.caption for table in tables(report))

    def test_without_derived_versions_there_is_no_such_part(self) -> None:
        analysis, _, stories = make_case(3)
        plain = [replace(story, derivations=()) for story in stories]
        report = build(analysis, compare(analysis, stories=plain, draws=50), plain)
        assert "With and without derived versions" not in own_words(report)
        assert report.data["independent"] is None
