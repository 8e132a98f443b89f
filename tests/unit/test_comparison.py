from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum, isnan
from typing import Any

import pytest
from unit.scored import MEAN, RATE, SENTENCES, SIDE, FakeAnalysis, FakeMeasure, FakeSize, Told, make_analysis, tell_both

from framing.comparison import Comparison, Estimate, Gap, compare
from framing.errors import UnknownNameError
from framing.stats import adjust_holm, bound_poisson
from framing.stories import Derivation, leave_out_derived


def compare_rows(rows: Sequence[Told], *measures: FakeMeasure, **options: Any) -> Comparison:
    analysis, stories = make_analysis(rows, *measures)
    return compare(analysis, stories=stories, draws=5000, **options)


def estimate_of(comparison: Comparison, group: str, column: str = "rate", target: str = "") -> Estimate:
    [found] = [e for e in comparison.estimates if (e.group, e.column, e.target) == (group, column, target)]
    return found


def gap_of(comparison: Comparison, group: str, column: str = "rate") -> Gap:
    [found] = [gap for gap in comparison.gaps if (gap.group, gap.column) == (group, column)]
    return found


class TestUnitOfAnalysis:
    def test_a_value_is_the_mean_over_stories_and_pooled_is_all_totals_over_all_bases(self) -> None:
        comparison = compare_rows([
            Told("Alpha", "s1", {"may": 10}, words=1000),
            Told("Alpha", "s2", {"may": 6}, words=200),
            Told("Beta", "s1", {"may": 1}),
            Told("Beta", "s2", {"may": 1}),
        ])  # fmt: skip
        alpha = estimate_of(comparison, "Alpha")
        assert alpha.values == (10.0, 30.0)
        assert alpha.value == 20.0
        assert alpha.pooled == pytest.approx(1000 * 16 / 1200)
        assert (alpha.total, alpha.base, alpha.n_hits, alpha.n_stories) == (16.0, 1200.0, 16, 2)

    def test_several_articles_of_one_group_on_one_story_are_one_value(self) -> None:
        comparison = compare_rows([
            Told("Alpha", "s1", {"may": 9}, words=1000),
            Told("Alpha", "s1", {}, words=500),
            Told("Beta", "s1", {"may": 3}),
        ])  # fmt: skip
        alpha = estimate_of(comparison, "Alpha")
        assert alpha.values == (6.0,)
        assert (alpha.n_articles, alpha.n_stories) == (2, 1)

    def test_of_three_groups_the_others_weigh_the_same_whatever_they_write(self) -> None:
        comparison = compare_rows([
            Told("Alpha", "s1", {"may": 10}),
            *[Told("Beta", "s1", {"may": 2}) for _ in range(5)],
            Told("Gamma", "s1", {"may": 6}),
        ])  # fmt: skip
        assert gap_of(comparison, "Alpha").other == "all others"
        assert gap_of(comparison, "Alpha").difference == pytest.approx(10 - (2 + 6) / 2)

    def test_a_gap_rests_on_the_stories_both_sides_tell(self) -> None:
        comparison = compare_rows(
            [
                *[Told(outlet, "s1", {"may": n}) for outlet, n in (("Alpha", 8), ("Beta", 4))],
                *[Told(outlet, "s2", {"may": n}) for outlet, n in (("Beta", 40), ("Gamma", 1))],
            ],
            pairs=True,
        )
        assert [(gap.group, gap.other, gap.n_stories) for gap in comparison.gaps] == [
            ("Alpha", "Beta", 1),
            ("Beta", "Gamma", 1),
        ]
        assert gap_of(comparison, "Alpha").difference == pytest.approx(4.0)


class TestRulesOfN:
    def test_one_story_gives_values_only(self) -> None:
        comparison = compare_rows(tell_both(1, [8], [2]))
        alpha, gap = estimate_of(comparison, "Alpha"), gap_of(comparison, "Alpha")
        assert comparison.design == "single story"
        assert alpha.interval is None
        assert "no interval" in alpha.note
        assert (gap.difference, gap.interval, gap.p, gap.p_adjusted, gap.effect) == (6.0, None, None, None, None)
        assert comparison.family_size == 0
        assert comparison.pooled_rates == ()

    def test_a_single_text_has_a_counting_interval_apart_from_the_interval(self) -> None:
        alpha = estimate_of(compare_rows(tell_both(1, [8], [2])), "Alpha")
        low, high = bound_poisson(8, 1000)
        assert alpha.counting == pytest.approx((1000 * low, 1000 * high))

    def test_a_counting_interval_is_for_plain_counts_over_words_alone(self) -> None:
        comparison = compare_rows(tell_both(1, [8], [2]), FakeMeasure(columns=(SENTENCES,)))
        assert estimate_of(comparison, "Alpha", "sentences").counting is None

    @pytest.mark.parametrize("n", [2, 5])
    def test_two_to_five_stories_give_values_and_ranges_only(self, n: int) -> None:
        comparison = compare_rows(tell_both(n, [8, 9], [2, 1]))
        alpha, gap = estimate_of(comparison, "Alpha"), gap_of(comparison, "Alpha")
        assert len(alpha.values) == n
        assert (alpha.interval, alpha.counting, gap.interval, gap.p, gap.effect) == (None,) * 5
        assert "values and ranges only" in alpha.note
        assert "values and ranges only" in gap.note
        assert any("No tests" in note for note in comparison.notes)

    def test_six_stories_give_intervals_and_tests_of_low_power(self) -> None:
        comparison = compare_rows(tell_both(6, [8, 9, 7], [2, 1]))
        alpha, gap = estimate_of(comparison, "Alpha"), gap_of(comparison, "Alpha")
        assert alpha.interval is not None
        assert alpha.interval[0] < alpha.value < alpha.interval[1]
        assert alpha.interval_kind == "bootstrap over stories, 95%"
        assert alpha.note == gap.note == "low power"
        assert gap.p == pytest.approx(2 / 2**6)
        assert (gap.effect, gap.effect_name) == (1.0, "Cliff's δ within stories")

    def test_twenty_stories_give_intervals_and_tests_without_reserve(self) -> None:
        gap = gap_of(compare_rows(tell_both(20, [8, 9, 7], [2, 1])), "Alpha")
        assert gap.interval is not None
        assert gap.interval[0] > 0
        assert gap.note == ""

    def test_the_number_of_stories_counts_those_in_which_both_are_defined(self) -> None:
        rows = tell_both(6, [8], [2])
        rows[0] = replace(rows[0], words=0, sentences=0)
        gap = gap_of(compare_rows(rows), "Alpha")
        assert (gap.n_stories, gap.p) == (5, None)


class TestMissingIsMissing:
    def test_a_base_of_zero_is_undefined_and_counted(self) -> None:
        rows = tell_both(3, [8], [2])
        rows[0] = Told("Alpha", "s00", {}, words=0, sentences=0)
        alpha = estimate_of(compare_rows(rows), "Alpha")
        assert isnan(alpha.values[0])
        assert (alpha.value, alpha.n_stories, alpha.n_undefined) == (8.0, 3, 1)

    def test_a_text_without_hits_has_a_rate_of_zero(self) -> None:
        assert estimate_of(compare_rows(tell_both(2, [8], [0])), "Beta").value == 0.0

    @pytest.mark.parametrize(("words", "sentences"), [(149, 9), (400, 4)])
    def test_a_short_text_has_counts_and_no_rate(self, words: int, sentences: int) -> None:
        short = Told("Beta", "s1", {"may": 3}, words, sentences)
        comparison = compare_rows([Told("Alpha", "s1", {"may": 9}), short])
        beta = estimate_of(comparison, "Beta")
        assert isnan(beta.value)
        assert isnan(beta.pooled)
        assert (beta.total, beta.n_hits, beta.counting) == (3.0, 3, None)
        assert "counts, no rates" in beta.note
        assert comparison.gaps == ()
        assert any("under 150 words" in note for note in comparison.notes)

    def test_a_text_of_150_words_and_5_sentences_has_a_rate(self) -> None:
        rows = [Told("Alpha", "s1", {"may": 9}), Told("Beta", "s1", {"may": 3}, 150, 5)]
        assert estimate_of(compare_rows(rows), "Beta").value == 20.0

    def test_fewer_than_five_findings_are_no_rate_comparison(self) -> None:
        assert compare_rows(tell_both(1, [3], [1])).gaps == ()
        assert len(compare_rows(tell_both(1, [4], [1])).gaps) == 1

    def test_fewer_than_five_findings_on_an_actor_are_counts_only(self) -> None:
        measure = FakeMeasure("evaluation", (MEAN,))
        rows = [Told("Alpha", "s1", {"bold": 5}, target="mayor"), Told("Beta", "s1", {"bold": 4}, target="mayor")]
        comparison = compare_rows(rows, measure)
        assert estimate_of(comparison, "Alpha", "mean", "mayor").value == pytest.approx(5 / 50)
        beta = estimate_of(comparison, "Beta", "mean", "mayor")
        assert isnan(beta.value)
        assert "counts only" in beta.note
        assert comparison.gaps == ()

    def test_no_articles_give_an_empty_comparison(self) -> None:
        comparison = compare(FakeAnalysis((), (FakeMeasure(),), {}, (), {}))
        assert (comparison.groups, comparison.stories, comparison.estimates, comparison.gaps) == ((), (), (), ())


class TestDesign:
    def test_all_groups_in_all_stories_are_matched(self) -> None:
        assert compare_rows(tell_both(3, [8], [2])).design == "matched"

    def test_groups_that_share_some_stories_are_partly_matched(self) -> None:
        rows = [*tell_both(3, [8], [2]), Told("Gamma", "s01", {"may": 5})]
        assert compare_rows(rows).design == "partly matched"

    def test_stories_that_one_group_tells_are_listed_and_enter_nothing(self) -> None:
        alone = [Told("Alpha", "alone", {"may": 90}), Told("Gamma", "other", {"may": 70})]
        comparison = compare_rows([*tell_both(2, [8], [2]), *alone])
        assert estimate_of(comparison, "Alpha").value == 8.0
        assert comparison.compared == ("s00", "s01")
        assert [story.id for story in comparison.stories] == ["s00", "s01", "alone", "other"]
        assert comparison.groups == ("Alpha", "Beta")
        assert comparison.left_out == ("Gamma",)
        assert "Listed but not compared: 2 articles in 2 stories that only one group tells." in comparison.notes
        assert any("Gamma" in note for note in comparison.notes)

    def test_without_a_shared_story_groups_are_unmatched_and_the_notes_say_what_that_means(self) -> None:
        rows = [Told("Alpha", f"a{i}", {"may": 8}) for i in range(3)] + [Told("Beta", f"b{i}", {"may": 2}) for i in range(3)]
        comparison = compare_rows(rows)
        assert comparison.design == "unmatched"
        assert "mix what was reported with how it was told" in comparison.notes[0]
        assert gap_of(comparison, "Alpha").difference == pytest.approx(6.0)

    def test_unmatched_groups_are_tested_by_exchanging_labels(self) -> None:
        rows = [Told("Alpha", f"a{i}", {"may": 8 + i}) for i in range(6)] + [
            Told("Beta", f"b{i}", {"may": i}) for i in range(6)
        ]
        gap = gap_of(compare_rows(rows), "Alpha")
        assert gap.p == pytest.approx(2 / 924)
        assert gap.interval is not None
        assert gap.interval[0] > 0

    def test_labels_are_exchanged_within_topics_only(self) -> None:
        rows = [Told("Alpha", f"a{i}", {"may": 8 + i}, more={"topic": "war"}) for i in range(6)]
        rows += [Told("Beta", f"b{i}", {"may": i}, more={"topic": "tax"}) for i in range(6)]
        assert gap_of(compare_rows(rows), "Alpha").p == 1.0

    def test_topics_compared_with_each_other_are_no_strata(self) -> None:
        rows = [Told("Alpha", f"a{i}", {"may": 8 + i}, more={"topic": "war"}) for i in range(6)]
        rows += [Told("Alpha", f"b{i}", {"may": i}, more={"topic": "tax"}) for i in range(6)]
        assert gap_of(compare_rows(rows, by="topic"), "tax").p == pytest.approx(2 / 924)

    def test_one_group_has_estimates_and_no_gaps(self) -> None:
        comparison = compare_rows([Told("Alpha", f"s{i}", {"may": 8}) for i in range(3)])
        assert comparison.design == "single group"
        assert estimate_of(comparison, "Alpha").value == 8.0
        assert comparison.gaps == ()

    def test_stories_are_grouped_from_the_articles_by_default(self) -> None:
        analysis, _ = make_analysis(tell_both(1, [8], [2]))
        assert [len(story.articles) for story in compare(analysis).stories] == [1, 1]


class TestGroups:
    def test_groups_come_in_alphabetical_order_in_every_column(self) -> None:
        rows = [Told(outlet, "s1", {"may": 9}) for outlet in ("Gamma", "Alpha", "Beta")]
        comparison = compare_rows(rows, FakeMeasure(columns=(SIDE, RATE)))
        assert comparison.groups == ("Alpha", "Beta", "Gamma")
        assert [(e.column, e.group) for e in comparison.estimates[:4]] == [
            ("rate", "Alpha"), ("rate", "Beta"), ("rate", "Gamma"), ("quoted", "Alpha"),
        ]  # fmt: skip

    def test_an_article_without_an_outlet_falls_in_a_group_that_says_so(self) -> None:
        comparison = compare_rows([Told("", "s1", {"may": 9}), Told("Beta", "s1", {"may": 9})])
        assert comparison.groups == ("(outlet not stated)", "Beta")

    def test_any_field_of_articles_makes_groups(self) -> None:
        rows = [Told("Alpha", "s1", {"may": n}, more={"genre": genre}) for genre, n in (("news", 8), ("opinion", 3))]
        comparison = compare_rows(rows, by="genre")
        assert (comparison.by, comparison.groups) == ("genre", ("news", "opinion"))

    def test_an_unknown_field_is_named_with_those_there_are(self) -> None:
        with pytest.raises(UnknownNameError, match=r'Unknown article field to compare by "outlets"\. Did you mean "outlet"\?'):
            compare_rows(tell_both(1, [8], [2]), by="outlets")

    def test_the_text_is_no_field_to_group_by(self) -> None:
        with pytest.raises(UnknownNameError, match="agency, author, date"):
            compare_rows(tell_both(1, [8], [2]), by="text")

    def test_two_groups_make_one_gap_and_pairs_of_three_make_three(self) -> None:
        three = [Told(outlet, "s1", {"may": 9}) for outlet in ("Alpha", "Beta", "Gamma")]
        assert [(g.group, g.other) for g in compare_rows(three[:2]).gaps] == [("Alpha", "Beta")]
        pairs = compare_rows(three, pairs=True).gaps
        assert [(g.group, g.other) for g in pairs] == [("Alpha", "Beta"), ("Alpha", "Gamma"), ("Beta", "Gamma")]


class TestContributions:
    def test_terms_add_up_to_the_gap_largest_first(self) -> None:
        rows = [Told("Alpha", "s1", {"may": 6, "perhaps": 1}), Told("Beta", "s1", {"may": 1, "seem": 3}, words=500)]
        gap = gap_of(compare_rows(rows), "Alpha")
        amounts = {part.term: part.amount for part in gap.contributions}
        assert amounts == pytest.approx({"may": 6 - 2, "seem": -6, "perhaps": 1})
        assert [part.term for part in gap.contributions] == ["seem", "may", "perhaps"]
        assert fsum(amounts.values()) == pytest.approx(gap.difference, abs=1e-12)

    def test_shared_sentences_are_split_among_their_hits(self) -> None:
        rows = [Told("Alpha", "s1", {"may": 9, "perhaps": 8}), Told("Beta", "s1", {"may": 3})]
        gap = gap_of(compare_rows(rows, FakeMeasure(columns=(SENTENCES,))), "Alpha", "sentences")
        assert gap.difference == pytest.approx(100 * (7 - 3) / 50)
        assert fsum(part.amount for part in gap.contributions) == pytest.approx(gap.difference)

    def test_examples_are_hits_of_the_term_from_both_sides(self) -> None:
        gap = gap_of(compare_rows(tell_both(2, [5], [4])), "Alpha")
        [part] = gap.contributions
        assert {hit.term for _, hit in part.examples} == {"may"}
        assert {article for article, _ in part.examples} == {"a000", "a001"}

    def test_hits_in_titles_enter_no_contribution(self) -> None:
        analysis, stories = make_analysis(tell_both(1, [8], [2]))
        title = analysis.hits["a000"][0]._replace(zone="title", term="shock")
        shown = replace(analysis, hits={**analysis.hits, "a000": (*analysis.hits["a000"], title)})
        [gap] = compare(shown, stories=stories).gaps
        assert [part.term for part in gap.contributions] == ["may"]

    def test_a_gap_on_an_actor_is_made_of_that_actors_hits(self) -> None:
        measure = FakeMeasure("evaluation", (MEAN,))
        rows = [
            Told("Alpha", "s1", {"bold": 5}, target="mayor"),
            Told("Alpha", "s1", {"weak": 9}, target="council", value=-1.0),
            Told("Beta", "s1", {"weak": 6}, target="mayor", value=-1.0),
        ]
        [gap] = compare_rows(rows, measure).gaps
        assert (gap.target, gap.difference) == ("mayor", pytest.approx(5 / 50 + 6 / 50))
        assert {part.term for part in gap.contributions} == {"bold", "weak"}
        assert fsum(part.amount for part in gap.contributions) == pytest.approx(gap.difference)

    def test_side_columns_have_estimates_and_no_gaps(self) -> None:
        comparison = compare_rows(tell_both(1, [8], [2]), FakeMeasure(columns=(RATE, SIDE)))
        assert {e.column for e in comparison.estimates} == {"rate", "quoted"}
        assert {gap.column for gap in comparison.gaps} == {"rate"}

    def test_the_ratio_is_undefined_where_the_others_have_none(self) -> None:
        assert gap_of(compare_rows(tell_both(2, [8], [4])), "Alpha").ratio == pytest.approx(2.0)
        assert isnan(gap_of(compare_rows(tell_both(2, [8], [0])), "Alpha").ratio)


class TestFamilyAndSeed:
    def test_p_values_are_adjusted_over_all_tests_of_the_comparison(self) -> None:
        measures = FakeMeasure(), FakeMeasure("boosters", (SENTENCES,))
        rows = [Told(o, f"s{i}", {"may": n + i % k}) for i in range(7) for o, n, k in (("A", 9, 3), ("B", 8, 4), ("C", 7, 2))]
        comparison = compare_rows(rows, *measures)
        p_values = [gap.p for gap in comparison.gaps if gap.p is not None]
        assert comparison.family_size == len(p_values) == 6
        assert [gap.p_adjusted for gap in comparison.gaps] == adjust_holm(p_values)
        assert any("Holm's method over all 6 tests" in note for note in comparison.notes)

    def test_one_seed_gives_one_result_and_another_seed_another_interval(self) -> None:
        rows = tell_both(8, [8, 9, 5, 13], [2, 1, 4])
        assert compare_rows(rows, seed=7) == compare_rows(rows, seed=7)
        assert compare_rows(rows, seed=7).gaps[0].interval != compare_rows(rows, seed=8).gaps[0].interval


class TestNotes:
    def test_mixed_genres_are_said(self) -> None:
        rows = [
            Told("Alpha", "s1", {"may": 9}, more={"genre": "news"}),
            Told("Beta", "s1", {"may": 9}, more={"genre": "opinion"}),
        ]
        assert any("genre (news 1, opinion 1)" in note for note in compare_rows(rows).notes)

    def test_articles_outside_the_stories_are_counted(self) -> None:
        analysis, stories = make_analysis([*tell_both(2, [8], [2]), Told("Alpha", "s9", {"may": 50})])
        comparison = compare(analysis, stories=stories[:2])
        assert "Left out: 1 article in none of the stories given." in comparison.notes
        assert estimate_of(comparison, "Alpha").value == 8.0

    def test_derived_copies_are_said_and_can_be_left_out(self) -> None:
        analysis, stories = make_analysis([*tell_both(2, [8], [2]), Told("Gamma", "s00", {"may": 8})])
        derived = Derivation("a004", "credited", of="a000")
        stories = (replace(stories[0], derivations=(derived,)), *stories[1:])
        with_derived = compare(analysis, stories=stories)
        assert with_derived.groups == ("Alpha", "Beta", "Gamma")
        assert any("1 article of 5 credit or probably follow" in note for note in with_derived.notes)
        without = compare(analysis, stories=leave_out_derived(stories))
        assert without.groups == ("Alpha", "Beta")
        assert without.design == "matched"

    def test_a_credit_to_a_text_that_is_not_at_hand_makes_no_derived_copy(self) -> None:
        analysis, stories = make_analysis(tell_both(1, [8], [2]))
        comparison = compare(analysis, stories=[replace(stories[0], derivations=(Derivation("a000", "credited"),))])
        assert not any("credit" in note for note in comparison.notes)

    def test_a_rate_that_goes_with_length_is_warned_of(self) -> None:
        rows = [Told("AB"[i % 2], f"s{i // 2}", {"may": 2 * i * i}, words=1000 + 100 * i) for i in range(8)]
        [warning] = compare_rows(rows).length_warnings
        assert warning.startswith("Hedging, rate: goes with the length of articles (Spearman's ρ = 1.00")
        assert compare_rows(rows[:4]).length_warnings == ()

    def test_rates_are_drawn_together_where_outlets_are_not_distinguishable(self) -> None:
        [same] = compare_rows(tell_both(6, [5], [6])).pooled_rates
        assert same.raw == pytest.approx((5.0, 6.0))
        assert same.pooled == pytest.approx((5.5, 5.5))
        assert "not distinguishable" in same.model.verdict
        [other] = compare_rows(tell_both(6, [5], [26])).pooled_rates
        assert other.model.distinguishable
        assert 5 < other.pooled[0] < other.pooled[1] < 26


class TestTables:
    def test_estimates_come_as_one_row_per_group_and_column(self) -> None:
        frame = compare_rows(tell_both(6, [8, 9], [2])).estimates_frame()
        assert list(frame["group"]) == ["Alpha", "Beta"]
        assert list(frame["unit"].unique()) == ["per 1,000 words"]
        assert frame.loc[0, "interval_low"] < frame.loc[0, "value"] < frame.loc[0, "interval_high"]

    def test_gaps_come_with_the_terms_that_make_most_of_them(self) -> None:
        comparison = compare_rows([Told("Alpha", "s1", {"may": 6, "seem": 2}), Told("Beta", "s1", {"may": 1})])
        assert comparison.gaps_frame().loc[0, "top_terms"] == "may, seem"
        assert list(comparison.contributions_frame()["term"]) == ["may", "seem"]

    def test_tables_of_nothing_have_their_columns(self) -> None:
        comparison = compare_rows([Told("Alpha", "s1", {"may": 6})])
        assert {"measure", "difference", "p_adjusted", "top_terms"} <= set(comparison.gaps_frame().columns)

    def test_jupyter_shows_counts_and_escapes_names(self) -> None:
        rows = [Told("<script>", "s1", {"may": 6}), Told("Beta", "s1", {}, 100, 3)]
        html = compare_rows(rows)._repr_html_()
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
        assert "6.0 (6 hits)" in html
        assert "– (0 hits)" in html

    def test_the_plain_form_says_the_design(self) -> None:
        assert repr(compare_rows(tell_both(1, [8], [2]))) == (
            "Comparison(by outlet: Alpha, Beta; single story; 1 of 1 stories compared; 2 estimates, 1 gaps, 0 tests)"
        )

    def test_an_analysis_without_sizes_is_taken_as_long_enough(self) -> None:
        analysis, stories = make_analysis([Told("Alpha", "s1", {"may": 6}, 100, 3), Told("Beta", "s1", {"may": 6})])
        assert isinstance(analysis.sizes["a000"], FakeSize)
        assert isnan(estimate_of(compare(analysis, stories=stories), "Alpha").value)
        assert estimate_of(compare(replace(analysis, sizes={}), stories=stories), "Alpha").value == pytest.approx(60.0)
