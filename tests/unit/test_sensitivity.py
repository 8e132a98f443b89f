"""What is left of a gap without any one of its terms, and what other measures of the same thing say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.newsroom import make_case
from unit.scored import MEAN, RATE, SENTENCES, FakeMeasure, Told, make_analysis, tell_both

from framing.comparison import Comparison, Gap, compare
from framing.comparison.results import OtherReading, Sensitivity
from framing.comparison.sensitivity import TESTED
from framing.report.blocks import Table
from framing.report.data import collect_data
from framing.report.findings import say_gap
from framing.report.material import Material, gather
from framing.report.sections.gaps import build_gaps, tabulate_sensitivity
from framing.stats import adjust_holm

WORDS = ("may", "could", "perhaps", "likely")


@dataclass(frozen=True)
class Beside(FakeMeasure):
    beside: str = ""


def compared(rows: Sequence[Told], *measures: FakeMeasure, **options: Any) -> Comparison:
    analysis, stories = make_analysis(rows, *measures)
    return compare(analysis, stories=stories, draws=500, **options)


def tell(counts: Sequence[Sequence[int]], outlets: Sequence[str] = ("Alpha", "Beta")) -> list[Told]:
    """Tell a story per row, the outlets in turn; a row holds the counts of the four words for each outlet."""
    rows = []
    for number, of_story in enumerate(counts):
        for place, outlet in enumerate(outlets):
            own = of_story[place * len(WORDS) : (place + 1) * len(WORDS)]
            rows.append(Told(outlet, f"s{number:02}", dict(zip(WORDS, own, strict=True))))
    return rows


def without(rows: Sequence[Told], term: str) -> list[Told]:
    return [replace(told, terms={word: n for word, n in told.terms.items() if word != term}) for told in rows]


def only(comparison: Comparison) -> Gap:
    [gap] = comparison.gaps
    return gap


counts = st.lists(st.lists(st.integers(1, 6), min_size=8, max_size=8), min_size=6, max_size=9)


class TestDroppingTerms:
    @settings(deadline=None, max_examples=25, derandomize=True)
    @given(counts)
    def test_what_is_left_is_the_gap_of_a_list_that_lacks_the_term(self, told: list[list[int]]) -> None:
        rows = tell(told)
        found = only(compared(rows)).sensitivity
        gaps = {term: only(compared(without(rows, term))) for term in WORDS}
        whole = only(compared(rows)).difference
        assert found.n_terms == len(WORDS)
        assert found.left == pytest.approx(gaps[found.term].difference)
        sign = 1 if whole >= 0 else -1
        assert sign * found.left == pytest.approx(min(sign * gap.difference for gap in gaps.values()))

    @settings(deadline=None, max_examples=25, derandomize=True)
    @given(counts)
    def test_its_p_is_the_largest_of_the_lists_that_lack_one_term(self, told: list[list[int]]) -> None:
        rows = tell(told)
        gap = only(compared(rows))
        found = gap.sensitivity
        if (gap.p_adjusted or 0.0) > 0.05:  # it does not stand: whether it would without a term is no question
            assert found.p_adjusted is None
            return
        p_values = {term: only(compared(without(rows, term))).p_adjusted or 0.0 for term in WORDS}
        assert found.p_adjusted == pytest.approx(max(p_values.values()))
        assert p_values[found.p_term] == pytest.approx(max(p_values.values()))

    @settings(deadline=None, max_examples=25, derandomize=True)
    @given(counts)
    def test_groups_without_shared_stories_are_tested_the_same_way(self, told: list[list[int]]) -> None:
        rows = [replace(row, story=f"{row.story} {row.outlet}") for row in tell(told)]
        gap = only(compared(rows))
        found = gap.sensitivity
        assert (found.p_adjusted is None) == ((gap.p_adjusted or 0.0) > 0.05)
        if found.p_adjusted is None:
            return
        p_values = [only(compared(without(rows, term))).p_adjusted or 0.0 for term in WORDS]
        assert found.p_adjusted == pytest.approx(max(p_values))

    def test_a_gap_of_one_term_has_nothing_left(self) -> None:
        found = only(compared(tell_both(8, [8, 9], [2, 1]))).sensitivity
        assert (found.n_terms, found.term, found.left, found.keeps_sign) == (1, "may", 0.0, False)

    def test_one_heavy_term_turns_the_gap_and_is_named(self) -> None:
        rows = tell([[9, 0, 0, 1, 1, 2, 0, 1]] * 6)
        found = only(compared(rows)).sensitivity
        assert (found.term, found.p_term) == ("may", "may")
        assert found.left == pytest.approx(-2.0)
        assert not found.keeps_sign

    def test_terms_alike_leave_most_of_it(self) -> None:
        found = only(compared(tell([[5, 5, 5, 5, 1, 1, 1, 1]] * 6))).sensitivity
        assert found.left == pytest.approx(12.0)
        assert found.keeps_sign
        assert found.p_adjusted == pytest.approx(2 / 64)

    def test_under_six_stories_what_is_left_is_told_and_nothing_is_tested(self) -> None:
        found = only(compared(tell([[5, 5, 5, 5, 1, 1, 1, 1]] * 3))).sensitivity
        assert found.left == pytest.approx(12.0)
        assert found.p_adjusted is None

    def test_the_p_is_adjusted_within_the_family_it_stands_in(self) -> None:
        rows = tell([[9, 0, 0, 1, 1, 2, 0, 1]] * 8)
        gaps = compared(rows, FakeMeasure("hedging"), FakeMeasure("boosters")).gaps
        alone = only(compared(rows)).sensitivity.p_adjusted
        assert alone is not None
        assert gaps[0].sensitivity.p_adjusted == pytest.approx(adjust_holm([alone, gaps[1].p or 0.0])[0])
        assert gaps[0].sensitivity.p_adjusted == gaps[1].sensitivity.p_adjusted

    def test_only_the_heaviest_of_many_terms_are_tested_and_all_are_tried(self) -> None:
        terms = {f"word{i:02}": 1 for i in range(TESTED + 10)}
        rows = [told for i in range(6) for told in (Told("Alpha", f"s{i}", terms), Told("Beta", f"s{i}", {"word00": 1}))]
        found = only(compared(rows)).sensitivity
        assert found.n_terms == TESTED + 10
        assert found.left == pytest.approx(TESTED + 8)

    def test_an_actor_loses_only_what_is_said_of_it(self) -> None:
        more = [Told("Alpha", f"s{i}", {"bold": 6, "calm": 2}, target="mayor") for i in range(6)]
        less = [Told("Beta", f"s{i}", {"bold": 1, "calm": 1}, target="mayor") for i in range(6)]
        found = only(compared([*more, *less], FakeMeasure("evaluation", (MEAN,)))).sensitivity
        assert (found.n_terms, found.term) == (2, "bold")
        assert found.left == pytest.approx(1 / 50)

    def test_shares_of_sentences_say_nothing_of_single_terms(self) -> None:
        rows = tell([[5, 5, 5, 5, 1, 1, 1, 1]] * 6)
        found = only(compared(rows, FakeMeasure("hedging", (SENTENCES,)))).sensitivity
        assert found == Sensitivity()

    def test_columns_whose_base_holds_the_terms_say_nothing_of_them(self) -> None:
        column = replace(RATE, name="opaque_share", base="article", headline=False)
        found = only(compared(tell([[5, 5, 5, 5, 1, 1, 1, 1]] * 6), FakeMeasure("attribution", (column,)))).sensitivity
        assert found == Sensitivity()


class TestOtherMeasures:
    @pytest.mark.parametrize("names", [("second", ""), ("", "first")])
    def test_either_of_two_measures_may_name_the_other(self, names: tuple[str, str]) -> None:
        measures = [Beside(name, beside=beside) for name, beside in zip(("first", "second"), names, strict=True)]
        first, second = compared(tell_both(6, [8, 9], [2, 1]), *measures).gaps
        [told] = first.sensitivity.others
        assert (told.measure, told.column, told.agrees) == ("second", "rate", True)
        assert told.difference == second.difference
        assert [other.measure for other in second.sensitivity.others] == ["first"]

    def test_measures_that_do_not_name_each_other_say_nothing(self) -> None:
        gaps = compared(tell_both(6, [8, 9], [2, 1]), FakeMeasure("first"), FakeMeasure("second")).gaps
        assert [gap.sensitivity.others for gap in gaps] == [(), ()]

    def test_only_the_gap_of_the_same_two_groups_counts(self) -> None:
        rows = [Told(outlet, f"s{i}", {"may": n}) for i in range(6) for n, outlet in ((9, "A"), (2, "B"), (5, "C"))]
        gaps = compared(rows, Beside("first", beside="second"), Beside("second")).gaps
        for gap in gaps:
            [other] = gap.sensitivity.others
            assert (other.difference, other.agrees) == (gap.difference, gap.difference != 0)

    def test_the_frame_says_it_in_five_columns(self) -> None:
        rows = tell([[9, 0, 0, 1, 1, 2, 0, 1]] * 6)
        frame = compared(rows, Beside("first", beside="second"), Beside("second")).gaps_frame()
        assert frame["top_terms"][0] == "may, could, likely"
        assert (frame["without_term"][0], frame["left"][0]) == ("may", pytest.approx(-2.0))
        assert bool(frame["others_agree"][0]) is True
        assert compared(rows).gaps_frame()["others_agree"][0] is None


@pytest.fixture(scope="module")
def material() -> Material:
    return gather(*make_case(6))


class TestReport:
    def say(self, material: Material, found: Sensitivity) -> str:
        gap = replace(material.comparison.gaps[0], p_adjusted=0.01, sensitivity=found)
        return "".join(part if isinstance(part, str) else part.text for part in say_gap(material, gap))

    def test_a_gap_that_survives_says_how_large_p_may_get(self, material: Material) -> None:
        said = self.say(material, Sensitivity(5, "may", 2.5, True, 0.03, "could"))
        assert "Any one term can be dropped (adjusted p at most 0.030); without “may”, +2.50 is left." in said

    def test_a_gap_that_does_not_survive_names_the_term_that_breaks_it(self, material: Material) -> None:
        said = self.say(material, Sensitivity(5, "may", 2.5, True, 0.2, "could"))
        assert "It does not survive the loss of “could” (adjusted p 0.200); without “may”, +2.50 is left." in said

    def test_a_gap_that_turns_hangs_on_one_term(self, material: Material) -> None:
        assert "It hangs on one term: without “may”, -1.00 is left." in self.say(
            material, Sensitivity(5, "may", -1.0, False, 0.2, "may")
        ).replace("\N{MINUS SIGN}", "-")

    def test_a_gap_of_one_term_says_so(self, material: Material) -> None:
        assert "It rests on that term alone." in self.say(material, Sensitivity(1, "may", 0.0, False, 1.0, "may"))

    def test_what_cannot_be_said_is_not_said(self, material: Material) -> None:
        said = self.say(material, Sensitivity())
        assert not any(word in said for word in ("dropped", "survive", "without", "other means"))

    def test_another_measure_that_disagrees_is_told_as_plainly(self, material: Material) -> None:
        gap = material.comparison.gaps[0]
        other = OtherReading(gap.measure, gap.column, gap.unit, -3.0, agrees=False)
        said = self.say(material, Sensitivity(others=(other,)))
        assert "Read by other means: hedging" in said
        assert said.endswith("not the same way.")

    def test_the_table_has_a_row_for_each_gap_of_which_something_can_be_said(self, material: Material) -> None:
        gaps = [gap for gap in material.comparison.gaps if gap.sensitivity.n_terms]
        table = tabulate_sensitivity(material, gaps)
        assert isinstance(table, Table)
        assert len(table.rows) == len(gaps) > 0
        assert tabulate_sensitivity(material, [replace(gaps[0], sensitivity=Sensitivity())]) is None
        assert any("What is left of each gap" in str(block) for block in build_gaps(material, ()))

    def test_the_data_hold_it(self, material: Material) -> None:
        gap = collect_data(material, "title", ())["gaps"][0]
        assert gap["sensitivity"]["n_terms"] == material.comparison.gaps[0].sensitivity.n_terms
