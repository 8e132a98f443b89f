"""The chart of claims: which cells it draws for which fate, and what it says of each version."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure
from unit.newsroom import Case, analyze_by_hand, make_article, make_case, write_text

from framing.analysis import Analysis
from framing.charts import COLUMN, PAGE
from framing.charts.coverage import LOOKS, ROWS, STORIES, choose_panels, draw_coverage, list_shared, say_carried
from framing.claims import CARRIED, LABELS, Alignment, Claim, Fate, Statement, Version
from framing.comparison import Comparison, compare
from framing.stories import Story

OUTLETS = ("Alpha", "Beta", "Gamma")


def make_alignment(story: str, fates: dict[str, str], reference: str = "s0-0") -> Alignment:
    """Return an alignment whose versions do with each claim what a letter says: k(ept), p(araphrased), i(n part), o(mitted)."""
    names = {"k": "kept", "p": "paraphrased", "i": "partial", "o": "not_found"}
    n = len(next(iter(fates.values())))
    claims = tuple(
        Claim(
            Statement(reference, 10 * place, 10 * place + 9, "A claim.", place, place / n),
            tuple(Fate(key, names[letters[place]], 0.5) for key, letters in fates.items()),
        )
        for place in range(n)
    )
    versions = tuple(summarize(key, [names[letter] for letter in letters]) for key, letters in fates.items())
    return Alignment(story, reference, "the earliest", claims, {}, versions)


def summarize(key: str, fates: list[str]) -> Version:
    counts = {label: fates.count(label) for label in LABELS} | {"added": 0}
    n = len(fates)
    share = sum(fate in CARRIED for fate in fates) / n if n else math.nan
    return Version(key, counts, n, n, share, 0.0, math.nan, math.nan)


@pytest.fixture(scope="module")
def case() -> Case:
    return make_case(2, OUTLETS)


@pytest.fixture
def one(case: Case) -> Alignment:
    return make_alignment("story-1", {"s0-1": "kkpioo", "s0-2": "oooooo"})


def draw(case: Case, *alignments: Alignment, width: float = PAGE) -> Any:
    return draw_coverage(case[1], case[0], alignments=alignments, width=width)


def texts_of(figure: Figure) -> list[str]:
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text) if text.get_text().strip()]


class TestData:
    def test_each_claim_has_a_row_for_each_version_with_its_place_and_fate(self, case: Case, one: Alignment) -> None:
        table = draw(case, one).table
        assert len(table) == 12
        assert [row["fate"] for row in table[:6]] == ["kept", "kept", "reworded", "in part", "not found", "not found"]
        assert table[3] == {
            "story": "Vote 0",
            "reference": "s0-0",
            "claim": 4,
            "start": 30,
            "end": 39,
            "version": "s0-1",
            "group": "Beta",
            "fate": "in part",
        }

    def test_versions_stand_in_the_order_of_their_numbers_whatever_that_of_the_alignment(self, case: Case) -> None:
        turned = make_alignment("story-1", {"s0-2": "k", "s0-1": "o"})
        assert [(row["version"], row["fate"]) for row in draw(case, turned).table] == [("s0-1", "not found"), ("s0-2", "kept")]

    def test_a_story_without_claims_or_without_other_versions_is_left_out(self, case: Case, one: Alignment) -> None:
        empty = Alignment("story-2", "s1-0", "the earliest", (), {}, ())
        alone = Alignment("story-2", "s1-0", "the earliest", one.claims, {}, ())
        assert {row["story"] for row in draw(case, empty, alone, one).table} == {"Vote 0"}

    def test_without_alignments_the_stories_that_several_groups_tell_are_aligned(self, case: Case) -> None:
        chart = draw_coverage(case[1], case[0])
        assert {row["story"] for row in chart.table} == {"Vote 0", "Vote 1"}
        assert {row["reference"] for row in chart.table} == {"s0-0", "s1-0"}
        first = [row["fate"] for row in chart.table if row["version"] == "s0-1"]
        assert "kept" in first
        assert "not found" in first

    def test_alignments_that_are_given_are_not_made_again(
        self, case: Case, one: Alignment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: Any) -> Alignment:
            raise AssertionError("aligned again")

        monkeypatch.setattr("framing.charts.coverage.align_claims", refuse)
        assert draw(case, one).table

    def test_a_story_the_comparison_does_not_know_is_called_by_its_id(self, case: Case, one: Alignment) -> None:
        assert {row["story"] for row in draw(case, replace(one, story="elsewhere")).table} == {"elsewhere"}


class TestNothing:
    def test_one_outlet_has_nobody_to_be_held_against(self) -> None:
        analysis, comparison, _ = make_case(3, ("Alpha",))
        chart = draw_coverage(comparison, analysis)
        assert chart.table == ()
        assert chart.alt == "No story has two versions to hold against each other."

    def test_a_story_told_twice_by_one_group_is_not_shared(self) -> None:
        articles = [make_article(key, write_text([0, 1, 2]), "Alpha") for key in ("a", "b")]
        articles.append(make_article("c", write_text([0, 3]), "Beta"))
        analysis = analyze_by_hand(articles)
        stories = (Story("s", "Own", ("a", "b")), Story("t", "Other", ("c",)))
        comparison = compare(analysis, stories=stories, draws=20)
        assert list_shared(comparison, analysis) == []
        assert draw_coverage(comparison, analysis).table == ()

    def test_no_alignments_draw_nothing_though_stories_are_shared(self, case: Case) -> None:
        assert draw(case).table == ()


class TestShares:
    def test_the_share_carried_stands_at_the_right_of_each_version(self, case: Case, one: Alignment) -> None:
        texts = texts_of(draw(case, one).figure)
        assert "67 %" in texts  # two kept, one reworded, one in part, of six
        assert "0 %" in texts
        assert "carried" in texts

    def test_of_fewer_than_five_claims_it_is_a_count(self) -> None:
        assert say_carried(summarize("x", ["kept", "not_found", "partial"])) == "2 of 3"
        assert say_carried(summarize("x", ["kept", "not_found", "partial", "kept", "kept"])) == "80 %"

    def test_a_version_held_against_nothing_has_no_share(self) -> None:
        assert say_carried(summarize("x", [])) == "0 of 0"


class TestLooks:
    def test_every_fate_has_a_look(self) -> None:
        assert tuple(LOOKS) == LABELS

    def test_the_less_is_carried_the_lighter_or_lower_the_cell_so_gray_print_keeps_the_order(self) -> None:
        from matplotlib.colors import to_rgb

        ink = [
            look.height * (1 - sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), to_rgb(look.color), strict=True)))
            for look in LOOKS.values()
        ]
        assert ink == sorted(ink, reverse=True)
        assert min(one - other for one, other in pairwise(ink)) > 0.05

    def test_cells_are_drawn_at_the_place_of_their_claim_and_runs_as_one(self, case: Case, one: Alignment) -> None:
        panel = draw(case, one).figure.axes[0]
        spans = {
            (round(box.x0), round(box.x1))
            for collection in panel.collections[:4]  # the first version's, a collection a fate
            for box in (path.get_extents() for path in collection.get_paths())
        }
        assert spans == {(0, 2), (2, 3), (3, 4), (4, 6)}

    def test_fates_are_named_in_a_key(self, case: Case, one: Alignment) -> None:
        legend = draw(case, one).figure.legends[0]
        assert [text.get_text() for text in legend.get_texts()] == ["kept", "reworded", "in part", "not found"]

    def test_the_reference_and_its_number_of_claims_are_named_below(self, case: Case, one: Alignment) -> None:
        assert "6 claims of Alpha (1), first to last" in texts_of(draw(case, one).figure)
        single = make_alignment("story-1", {"s0-1": "k"})
        assert "1 claim of Alpha (1), first to last" in texts_of(draw(case, single).figure)


class TestRoom:
    def crowd(self, n: int, stories: int = 1) -> tuple[Analysis, Comparison]:
        analysis, comparison, _ = make_case(stories, tuple(f"Outlet {place:02d}" for place in range(n)))
        return analysis, comparison

    def panels(self, n: int, stories: int) -> Any:
        analysis, comparison = self.crowd(n, stories)
        alignments = [
            make_alignment(f"story-{s + 1}", {f"s{s}-{place}": "kpo" for place in range(1, n)}, f"s{s}-0")
            for s in range(stories)
        ]
        return choose_panels(alignments, comparison, analysis)

    def test_at_most_four_stories_are_drawn(self) -> None:
        assert [panel.story for panel in self.panels(2, 6)] == ["Vote 0", "Vote 1", "Vote 2", "Vote 3"]
        assert STORIES == 4

    def test_of_twenty_five_outlets_one_story_is_drawn_with_all_of_its_versions(self) -> None:
        panels = self.panels(25, 2)
        assert [len(panel.strips) for panel in panels] == [24]

    def test_versions_that_a_page_has_no_room_for_are_counted(self) -> None:
        analysis, comparison = self.crowd(ROWS + 3)
        alignment = make_alignment("story-1", {f"s0-{place}": "kpo" for place in range(1, ROWS + 3)})
        chart = draw_coverage(comparison, analysis, alignments=[alignment])
        assert len({row["version"] for row in chart.table}) == ROWS
        assert any("2 more versions not drawn" in text.replace("\n", " ") for text in texts_of(chart.figure))

    def test_no_more_stories_are_aligned_than_are_drawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        analysis, comparison = self.crowd(25, 3)
        aligned: list[str] = []

        def align(story: Story, _: Analysis) -> Alignment:
            aligned.append(story.id)
            return make_alignment(story.id, dict.fromkeys(story.articles[1:], "kpo"), story.articles[0])

        monkeypatch.setattr("framing.charts.coverage.align_claims", align)
        draw_coverage(comparison, analysis)
        assert aligned == ["story-1", "story-2"]

    @pytest.mark.parametrize("width", [COLUMN, PAGE])
    def test_a_hundred_claims_and_long_names_still_make_a_drawing(self, width: float) -> None:
        long = "The Very Long and Exceedingly Thorough Morning Herald-Tribune of the Northern Coast"
        analysis, comparison, _ = make_case(1, (long, "صحيفة الأخبار اليومية"))
        order = {article.outlet: article.id for article in analysis.articles}
        alignment = make_alignment("story-1", {order["صحيفة الأخبار اليومية"]: "kpio" * 30}, order[long])
        svg = draw_coverage(comparison, analysis, alignments=[alignment], width=width).svg()
        ElementTree.fromstring(svg.encode())
        assert len(svg) < 60_000


class TestAltText:
    def test_every_version_has_a_sentence_with_its_counts(self, case: Case, one: Alignment) -> None:
        assert draw(case, one).alt == (
            "Vote 0: 3  Beta carries 4 of 6 claims of Alpha (1): 2 kept, 1 reworded, 1 in part, 2 not found. "
            "Vote 0: 5  Gamma carries 0 of 6 claims of Alpha (1): 0 kept, 0 reworded, 0 in part, 6 not found."
        )

    def test_of_many_versions_the_first_are_told_and_the_rest_counted(self) -> None:
        analysis, comparison, _ = make_case(1, tuple(f"Outlet {place:02d}" for place in range(25)))
        alignment = make_alignment("story-1", {f"s0-{place}": "kpo" for place in range(1, 25)})
        assert draw_coverage(comparison, analysis, alignments=[alignment]).alt.endswith("The table holds 4 more rows.")


def test_on_a_dark_page_what_is_kept_stands_out_and_what_is_carried_in_part_steps_back() -> None:
    from importlib.resources import files

    style = (files("framing.report") / "templates" / "report.css").read_text(encoding="utf-8")
    for label in ("kept", "partial"):
        assert f'fill: {LOOKS[label].color}"]' in style
