from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import fsum, isnan

import numpy as np
import pytest
from unit.scored import MEAN, RATE, SIDE, FakeAnalysis, FakeMeasure, Told, make_analysis, tell_both

from framing.comparison import Comparison, Gap, compare
from framing.comparison.cells import Key, gather_cells
from framing.comparison.contrasts import OTHERS, Contrast, contrast_groups
from framing.comparison.evidence import EXAMPLES
from framing.comparison.gaps import find_gaps, is_compared
from framing.stories import Derivation, Story, leave_out_derived


def contrast(rows: Sequence[Told], *, matched: bool = True, pairs: bool = False) -> list[Contrast]:
    analysis, stories = make_analysis(rows)
    cells = gather_cells(analysis, stories, "outlet")
    return list(contrast_groups(cells, matched=matched, pairs=pairs, strata=[0] * len(stories)))


def find(rows: Sequence[Told], *measures: FakeMeasure, matched: bool = True, draws: int = 1000) -> tuple[Gap, ...]:
    analysis, stories = make_analysis(rows, *measures)
    cells = gather_cells(analysis, stories, "outlet")
    contrasts = contrast_groups(cells, matched=matched, pairs=False, strata=[0] * len(stories))
    return find_gaps(analysis, cells, contrasts, seed=1, draws=draws)


def compared(rows: Sequence[Told], *measures: FakeMeasure, **options: bool) -> Comparison:
    analysis, stories = make_analysis(rows, *measures)
    return compare(analysis, stories=stories, draws=1000, **options)


def apart(n: int, first: int, second: int) -> list[Told]:
    return [
        *(Told("Alpha", f"a{i}", {"may": first + i}) for i in range(n)),
        *(Told("Beta", f"b{i}", {"may": second + i}) for i in range(n)),
    ]


class TestSides:
    def test_one_group_has_nothing_to_be_held_against(self) -> None:
        assert contrast([Told("Alpha", "s1"), Told("Alpha", "s2")]) == []

    def test_three_groups_are_each_held_against_the_others_or_in_pairs(self) -> None:
        rows = [Told(outlet, "s1") for outlet in "ABC"]
        assert [(c.group, c.other) for c in contrast(rows)] == [("A", OTHERS), ("B", OTHERS), ("C", OTHERS)]
        assert [(c.group, c.other) for c in contrast(rows, pairs=True)] == [("A", "B"), ("A", "C"), ("B", "C")]

    @pytest.mark.parametrize("matched", [True, False])
    def test_weights_are_one_on_each_side_and_make_the_difference(self, matched: bool) -> None:
        rows = [*tell_both(3, [8, 1], [2, 5, 7]), Told("Gamma", "s01", {"may": 4}), Told("Gamma", "alone", {"may": 9})]
        analysis, stories = make_analysis(rows)
        cells = gather_cells(analysis, stories, "outlet")
        for found in contrast_groups(cells, matched=matched, pairs=False, strata=[0] * len(stories)):
            mine = cells.group == cells.groups.index(found.group)
            assert found.weigh()[mine].sum() == pytest.approx(1.0)
            assert found.weigh()[~mine].sum() == pytest.approx(-1.0)
            expected = np.nanmean(found.first - found.second) if matched else found.first.mean() - found.second.mean()
            assert (found.weigh() * cells.values).sum() == pytest.approx(expected)

    @pytest.mark.parametrize("matched", [True, False])
    def test_the_weights_of_one_column_are_those_it_has_among_all(self, matched: bool) -> None:
        rows = [
            *tell_both(4, [8, 1], [2, 5, 7]),
            Told("Gamma", "s01", {"may": 4}, words=20),
            Told("Gamma", "alone", {"may": 9}),
        ]
        analysis, stories = make_analysis(rows, FakeMeasure("one"), FakeMeasure("two"))
        cells = gather_cells(analysis, stories, "outlet")
        for found in contrast_groups(cells, matched=matched, pairs=False, strata=[0] * len(stories)):
            for place in range(len(cells.keys)):
                assert found.weigh(place).tolist() == found.weigh()[:, place].tolist()

    def test_a_story_only_one_side_tells_has_no_weight_when_matched(self) -> None:
        [found] = contrast([*tell_both(1, [8], [2]), Told("Alpha", "alone", {"may": 900})])
        assert found.weigh().ravel().tolist() == [1.0, -1.0, 0.0]
        assert found.count_stories().tolist() == [1]

    def test_groups_that_share_no_story_have_no_matched_stories(self) -> None:
        [found] = contrast(apart(3, 8, 2))
        assert found.count_stories().tolist() == [0]
        assert not found.weigh().any()

    def test_unmatched_groups_rest_on_the_stories_of_the_smaller(self) -> None:
        [found] = contrast(apart(6, 8, 2)[:-2], matched=False)
        assert found.count_stories().tolist() == [4]

    def test_a_story_in_which_one_of_the_others_is_undefined_uses_the_rest(self) -> None:
        rows = [Told("A", "s1", {"may": 8}), Told("B", "s1", {"may": 2}), Told("C", "s1", {"may": 70}, words=20)]
        found = contrast(rows)[0]
        assert (found.first.item(), found.second.item()) == (8.0, 2.0)
        assert found.weigh().ravel().tolist() == [1.0, -1.0, 0.0]


class TestRulesOfN:
    @pytest.mark.parametrize(("n", "tested"), [(1, False), (5, False), (6, True), (19, True), (20, True)])
    @pytest.mark.parametrize("matched", [True, False])
    def test_intervals_effects_and_tests_come_together_from_six_stories(self, n: int, tested: bool, matched: bool) -> None:
        [gap] = find(tell_both(n, [8, 9, 14], [2, 7]) if matched else apart(n, 8, 2), matched=matched)
        assert [part is not None for part in (gap.interval, gap.effect, gap.p, gap.p_adjusted)] == [tested] * 4
        assert gap.effect_name == ("" if not tested else "Cliff's δ within stories" if matched else "Cliff's δ")
        assert (gap.hedges_g is not None, gap.ratio_interval is not None) == (tested, tested)
        assert gap.n_stories == n
        if gap.interval:
            assert gap.interval[0] < gap.difference < gap.interval[1]

    def test_identical_groups_have_no_difference_no_effect_and_no_evidence(self) -> None:
        [gap] = find(tell_both(8, [8, 3, 5], [8, 3, 5]))
        assert (gap.difference, gap.ratio, gap.effect, gap.p) == (0.0, 1.0, 0.0, 1.0)
        assert gap.interval == (0.0, 0.0)
        assert fsum(part.amount for part in gap.contributions) == pytest.approx(0.0)

    def test_the_p_value_is_that_of_every_pattern_of_signs(self) -> None:
        first, second = [8, 3, 5, 9, 6, 4, 12], [5, 4, 2, 9, 9, 1, 3]
        [gap] = find(tell_both(7, first, second))
        differences = np.array(first) - np.array(second)
        sums = [abs(differences @ np.array(signs)) for signs in product((1, -1), repeat=7)]
        assert gap.p == pytest.approx(np.mean([one >= abs(differences.sum()) for one in sums]))

    def test_the_names_of_two_groups_turn_the_gap_round(self) -> None:
        rows = tell_both(7, [8, 9, 14], [2, 7])
        names = {"Alpha": "Beta", "Beta": "Alpha"}
        [there] = find(rows)
        [back] = find([replace(told, outlet=names[told.outlet]) for told in rows])
        assert back.difference == pytest.approx(-there.difference)
        assert (back.effect, back.p) == (-(there.effect or 0), there.p)
        assert there.interval is not None
        assert back.interval == pytest.approx((-there.interval[1], -there.interval[0]))

    def test_holm_by_hand_over_two_columns(self) -> None:
        measures = FakeMeasure("hedging"), FakeMeasure("boosters")
        one, two = find(tell_both(6, [8, 9], [2, 1]), *measures)
        assert (one.p, two.p) == (2 / 64, 2 / 64)
        assert (one.p_adjusted, two.p_adjusted) == (4 / 64, 4 / 64)


class TestFewFindings:
    def test_five_findings_on_both_sides_together_make_a_gap(self) -> None:
        assert find(tell_both(1, [4], [0])) == ()
        assert [gap.difference for gap in find(tell_both(1, [5], [0]))] == [5.0]

    def test_on_an_actor_each_side_needs_five(self) -> None:
        rows = [Told("Alpha", "s1", {"bold": 30}, target="mayor"), Told("Beta", "s1", {"bold": 4}, target="mayor")]
        measure = FakeMeasure("evaluation", (MEAN,))
        assert find(rows, measure) == ()
        assert len(find([rows[0], replace(rows[1], terms={"bold": 5})], measure)) == 1

    def test_findings_in_a_story_that_is_not_shared_do_not_count(self) -> None:
        assert find([*tell_both(1, [2], [1]), Told("Alpha", "alone", {"may": 50})]) == ()

    def test_a_side_without_any_has_a_difference_and_no_ratio(self) -> None:
        [gap] = find(tell_both(2, [5], [0]))
        assert gap.difference == 5.0
        assert isnan(gap.ratio)

    def test_side_columns_are_compared_only_where_attribution_must_say_them(self) -> None:
        assert is_compared(Key("m", RATE, ""))
        assert not is_compared(Key("m", SIDE, ""))
        assert is_compared(Key("m", replace(SIDE, name="opaque_share"), ""))


class TestContributions:
    def test_terms_that_weigh_the_same_come_by_the_alphabet(self) -> None:
        [gap] = find([Told("Alpha", "s1", {"seem": 3, "may": 3}), Told("Beta", "s1", {"could": 3})])
        assert [(part.term, round(part.amount, 9)) for part in gap.contributions] == [("could", -3), ("may", 3), ("seem", 3)]

    def test_at_most_three_examples_a_side_are_shown(self) -> None:
        [gap] = find(tell_both(4, [9], [7]))
        [part] = gap.contributions
        sides = [int(article[1:]) % 2 for article, _ in part.examples]
        assert sides == [0] * EXAMPLES + [1] * EXAMPLES

    @pytest.mark.parametrize("matched", [True, False])
    def test_amounts_add_up_where_some_stories_are_undefined(self, matched: bool) -> None:
        rows = tell_both(4, [8, 3], [2, 6, 1])
        rows[2] = replace(rows[2], words=20)
        rows.append(Told("Gamma", "s01", {"seem": 6, "may": 1}, words=700))
        gaps = find(rows, matched=matched)
        assert [gap.group for gap in gaps] == ["Alpha", "Beta", "Gamma"]
        for gap in gaps:
            assert fsum(part.amount for part in gap.contributions) == pytest.approx(gap.difference)

    def test_a_group_that_tells_one_story_twice_counts_both_texts(self) -> None:
        rows = [Told("Alpha", "s1", {"may": 6}), Told("Alpha", "s1", {"seem": 2}), Told("Beta", "s1", {})]
        [gap] = find(rows)
        assert {part.term: part.amount for part in gap.contributions} == pytest.approx({"may": 3.0, "seem": 1.0})


class TestDesigns:
    def test_no_shared_story_is_unmatched_and_rests_on_all_stories(self) -> None:
        found = compared(apart(2, 8, 2))
        assert (found.design, len(found.compared), found.gaps[0].difference) == ("unmatched", 4, 6.0)

    def test_one_shared_story_among_many_is_a_case(self) -> None:
        found = compared([*tell_both(1, [8], [2]), *apart(8, 9, 9)])
        assert (found.design, found.compared, found.family_size) == ("single story", ("s00",), 0)
        assert found.gaps[0].p is None

    def test_stories_of_unknown_articles_are_compared_with_nothing(self) -> None:
        analysis, stories = make_analysis(tell_both(2, [8], [2]))
        found = compare(analysis, stories=[*stories, Story("ghosts", "", ("x", "y"))])
        assert found.compared == ("s00", "s01")
        assert found.design == "matched"

    def test_leaving_out_a_copy_that_makes_a_story_shared_leaves_the_story_out(self) -> None:
        analysis, stories = make_analysis(tell_both(3, [8], [2]))
        copied = replace(stories[0], derivations=(Derivation("a001", "uncredited_probable", of="a000"),))
        found = compare(analysis, stories=leave_out_derived([copied, *stories[1:]]))
        assert found.compared == ("s01", "s02")
        assert "Left out: 1 article in none of the stories given." in found.notes
        assert any(note.startswith("Listed but not compared: 1 article in 1 ") for note in found.notes)


class TestTables:
    def test_frames_of_nothing_are_empty_and_keep_their_columns(self) -> None:
        found = compare(FakeAnalysis((), (FakeMeasure(),), {}, ()))
        for frame in (found.estimates_frame(), found.gaps_frame(), found.contributions_frame()):
            assert len(frame) == 0
            assert {"measure", "column", "target", "unit"} <= set(frame.columns)

    def test_an_interval_that_is_not_given_leaves_its_ends_empty(self) -> None:
        found = compared(tell_both(2, [8], [2]))
        assert found.gaps_frame()[["interval_low", "interval_high", "p", "effect"]].isna().all(axis=None)
        assert found.estimates_frame()[["interval_low", "counting_high"]].isna().all(axis=None)

    def test_the_table_names_five_terms_and_the_contributions_all(self) -> None:
        terms = {term: 9 - place for place, term in enumerate("abcdefg")}
        found = compared([Told("Alpha", "s1", terms), Told("Beta", "s1")])
        assert found.gaps_frame().loc[0, "top_terms"] == "a, b, c, d, e"
        assert list(found.contributions_frame()["term"]) == list("abcdefg")
        assert found.contributions_frame()["amount"].sum() == pytest.approx(found.gaps[0].difference)
