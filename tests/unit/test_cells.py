from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isnan

import numpy as np
import pytest
from unit.scored import MEAN, PER_1000, RATE, SENTENCES, SIDE, FakeAnalysis, FakeMeasure, Told, make_analysis, tell_both

from framing.comparison.allowed import LOW_POWER, ONE_STORY, describe_n
from framing.comparison.cells import Cells, gather_cells, name_group, select_keys
from framing.comparison.estimates import BOOTSTRAP, estimate_groups, pool_groups, warn_of_length
from framing.comparison.results import Estimate
from framing.errors import UnknownNameError
from framing.model import Article
from framing.scores import Column, Score, Unit
from framing.stats import bound_poisson
from framing.stories import Story

PER_ARTICLE = Column("per article", Unit("per article"), "article", headline=True)
WEIGHTED = Column("weighted", PER_1000, "words", counts={"epistemic": 0.5}, headline=True)


def gather(rows: Sequence[Told], *measures: FakeMeasure, by: str = "outlet") -> Cells:
    analysis, stories = make_analysis(rows, *measures)
    return gather_cells(analysis, stories, by)


def estimate(rows: Sequence[Told], *measures: FakeMeasure, seed: int = 1) -> list[Estimate]:
    return list(estimate_groups(gather(rows, *measures), seed=seed, draws=1000))


def with_length(rows: Sequence[Told], *measures: FakeMeasure) -> list[str]:
    analysis, _ = make_analysis(rows, *measures)
    return list(warn_of_length(analysis, [article.id for article in analysis.articles]))


class TestNamingGroups:
    def test_the_value_of_the_field_is_the_group(self) -> None:
        assert name_group(Article("a", "text", "Alpha", topic="tax"), "topic") == "tax"

    def test_a_date_is_a_group_of_its_day(self) -> None:
        assert name_group(Article("a", "text", date=date(2024, 5, 7)), "date") == "2024-05-07"

    @pytest.mark.parametrize("by", ["outlet", "topic", "date", "author"])
    def test_an_empty_field_is_a_group_that_names_the_field(self, by: str) -> None:
        assert name_group(Article("a", "text"), by) == f"({by} not stated)"

    @pytest.mark.parametrize("by", ["text", "captions", "warnings", "origin", "", "Outlet"])
    def test_what_is_no_plain_field_makes_no_groups(self, by: str) -> None:
        with pytest.raises(UnknownNameError):
            name_group(Article("a", "text"), by)


class TestGathering:
    def test_a_group_that_does_not_tell_a_story_has_no_cell_there(self) -> None:
        cells = gather([Told("Alpha", "s1"), Told("Beta", "s1"), Told("Alpha", "s2")])
        assert list(zip(cells.story.tolist(), cells.group.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0)]
        assert cells.articles == (("a000",), ("a001",), ("a002",))

    def test_cells_follow_the_stories_and_within_a_story_the_alphabet(self) -> None:
        cells = gather([Told("Zeta", "late"), Told("Alpha", "late"), Told("Mid", "early")])
        assert cells.stories == ("late", "early")
        assert [cells.groups[group] for group in cells.group] == ["Alpha", "Zeta", "Mid"]

    def test_totals_and_bases_add_up_before_they_are_divided(self) -> None:
        cells = gather([Told("Alpha", "s1", {"may": 3}, words=300), Told("Alpha", "s1", {"may": 1}, words=700)])
        assert (cells.totals.item(), cells.bases.item(), cells.n_hits.item()) == (4.0, 1000.0, 4)
        assert cells.values.item() == pytest.approx(4.0)  # the mean of the two rates would be 5.7

    def test_short_texts_that_are_long_enough_together_have_a_rate(self) -> None:
        cells = gather([Told("Alpha", "s1", {"may": 1}, 100, 3), Told("Alpha", "s1", {}, 100, 3)])
        assert not cells.short.any()
        assert cells.values.item() == pytest.approx(5.0)

    @pytest.mark.parametrize(("words", "sentences", "short"), [(150, 5, False), (149, 5, True), (150, 4, True)])
    def test_150_words_and_5_sentences_are_the_least(self, words: int, sentences: int, short: bool) -> None:
        cells = gather([Told("Alpha", "s1", {"may": 1}, words, sentences)])
        assert cells.short.tolist() == [short]
        assert isnan(cells.values.item()) is short
        assert cells.totals.item() == 1.0

    def test_a_short_text_still_has_so_many_per_article(self) -> None:
        cells = gather([Told("Alpha", "s1", {"may": 3}, 20, 1)], FakeMeasure(columns=(RATE, PER_ARTICLE)))
        assert isnan(cells.values[0, 0])
        assert cells.values[0, 1] == 3.0

    def test_a_zero_base_is_undefined_and_a_zero_total_is_zero(self) -> None:
        analysis, stories = make_analysis([Told("Alpha", "s1", words=0), Told("Beta", "s1")])
        cells = gather_cells(replace(analysis, sizes={}), stories, "outlet")
        assert isnan(cells.values[0, 0])
        assert cells.values[1, 0] == 0.0

    def test_an_article_in_two_stories_counts_in_the_first(self) -> None:
        analysis, [story] = make_analysis([Told("Alpha", "s1", {"may": 7})])
        cells = gather_cells(analysis, [story, replace(story, id="again")], "outlet")
        assert cells.stories == ("s1", "again")
        assert (cells.story.tolist(), cells.totals.tolist()) == ([0], [[7.0]])

    def test_articles_in_no_story_and_ids_without_an_article_are_passed_over(self) -> None:
        analysis, stories = make_analysis([Told("Alpha", "s1", {"may": 7}), Told("Beta", "s2", {"may": 9})])
        cells = gather_cells(analysis, [replace(stories[0], articles=("a000", "ghost"))], "outlet")
        assert (cells.groups, cells.articles, cells.totals.sum()) == (("Alpha",), (("a000",),), 7.0)

    def test_nothing_gives_cells_without_rows_or_columns(self) -> None:
        cells = gather_cells(FakeAnalysis((), (FakeMeasure(),), {}, ()), [Story("s", "", ())], "outlet")
        assert (cells.groups, cells.keys, cells.values.shape) == ((), (), (0, 0))

    def test_keys_follow_the_measures_with_headlines_first_and_targets_by_the_alphabet(self) -> None:
        rows = [Told("Alpha", "s1", {"may": 1}, target=target) for target in ("mayor", "council")]
        cells = gather(rows, FakeMeasure("two", (SIDE, MEAN)), FakeMeasure("one", (RATE,)))
        assert [(key.measure, key.column.name, key.target) for key in cells.keys] == [
            (measure, column, target)
            for measure, column in (("two", "mean"), ("two", "quoted"), ("one", "rate"))
            for target in ("council", "mayor")
        ]

    def test_choosing_columns_keeps_the_rows_and_the_order_asked_for(self) -> None:
        cells = gather(tell_both(2, [8], [2]), FakeMeasure(columns=(RATE, SENTENCES)))
        chosen = select_keys(cells, [1, 0])
        assert [key.column.name for key in chosen.keys] == ["sentences", "rate"]
        assert np.array_equal(chosen.values, cells.values[:, ::-1])
        assert chosen.n_hits.tolist() == cells.n_hits[:, ::-1].tolist()
        assert select_keys(cells, []).totals.shape == (4, 0)


class TestRulesOfN:
    @pytest.mark.parametrize(
        ("n", "said"),
        [
            (0, "not defined in any story"),
            (1, ONE_STORY),
            (2, "2 stories: values and ranges only, no interval or test"),
            (5, "5 stories: values and ranges only, no interval or test"),
            (6, LOW_POWER),
            (19, LOW_POWER),
            (20, ""),
        ],
    )
    def test_the_number_of_stories_says_what_is_allowed(self, n: int, said: str) -> None:
        assert describe_n(n) == said
        if n:
            assert {found.note for found in estimate(tell_both(n, [8, 9], [6, 7]))} == {said}

    @pytest.mark.parametrize(("n", "expected"), [(1, False), (5, False), (6, True), (19, True), (20, True)])
    def test_intervals_begin_at_six_stories_and_hold_the_mean(self, n: int, expected: bool) -> None:
        for found in estimate(tell_both(n, [8, 9, 3], [6, 7, 1])):
            assert (found.interval is not None, found.interval_kind == BOOTSTRAP) == (expected, expected)
            if found.interval:
                assert found.interval[0] < found.value < found.interval[1]

    def test_undefined_stories_do_not_count_toward_six(self) -> None:
        rows = tell_both(6, [8, 9], [6, 7])
        rows[0] = replace(rows[0], words=20)
        alpha, beta = estimate(rows)
        assert (alpha.interval, alpha.n_stories, alpha.n_undefined) == (None, 6, 1)
        assert alpha.note.startswith("5 stories: values and ranges only, no interval or test; 1 short")
        assert beta.interval is not None

    def test_values_that_never_vary_have_an_interval_of_no_width(self) -> None:
        alpha, _ = estimate(tell_both(6, [8], [6]))
        assert alpha.interval == pytest.approx((8.0, 8.0))

    def test_one_seed_gives_one_interval(self) -> None:
        rows = tell_both(7, [8, 1, 30], [6, 7])
        assert estimate(rows, seed=4) == estimate(rows, seed=4)
        assert estimate(rows, seed=4)[0].interval != estimate(rows, seed=5)[0].interval


class TestCountingIntervals:
    def test_a_single_story_has_the_poisson_interval_in_its_unit(self) -> None:
        [alpha] = estimate([Told("Alpha", "s1", {"may": 3}, 500)])
        low, high = bound_poisson(3, 500)
        assert alpha.counting == pytest.approx((1000 * low, 1000 * high))
        assert alpha.counting is not None
        assert alpha.counting[0] < alpha.value < alpha.counting[1]

    def test_weighted_counts_and_counts_on_an_actor_have_none(self) -> None:
        [weighted] = estimate([Told("Alpha", "s1", {"may": 8})], FakeMeasure(columns=(WEIGHTED,)))
        [actor] = estimate([Told("Alpha", "s1", {"may": 8}, target="mayor")])
        assert (weighted.value, weighted.counting) == (4.0, None)
        assert (actor.value, actor.counting) == (8.0, None)

    @pytest.mark.parametrize(("n", "value"), [(4, None), (5, 5.0)])
    def test_five_findings_on_an_actor_are_the_least_for_a_rate(self, n: int, value: float | None) -> None:
        [found] = estimate([Told("Alpha", "s1", {"may": n}, target="mayor")])
        assert found.total == n
        assert isnan(found.value) if value is None else found.value == value
        assert found.note == ("fewer than 5 findings: counts only" if value is None else ONE_STORY)


class TestPoolingGroups:
    def test_every_group_needs_six_stories(self) -> None:
        assert list(pool_groups(gather(tell_both(6, [8], [2])[:-1]))) == []
        assert len(list(pool_groups(gather(tell_both(6, [8], [2]))))) == 1

    def test_one_group_is_not_pooled(self) -> None:
        assert list(pool_groups(gather([Told("Alpha", f"s{i}", {"may": 3}) for i in range(8)]))) == []

    def test_only_headline_counts_over_words_are_pooled(self) -> None:
        pooled = pool_groups(gather(tell_both(6, [8], [2]), FakeMeasure(columns=(SIDE, SENTENCES, PER_ARTICLE, RATE))))
        assert [found.column for found in pooled] == ["rate"]

    def test_without_any_words_nothing_is_pooled(self) -> None:
        assert list(pool_groups(gather([replace(told, words=0) for told in tell_both(6, [8], [2])]))) == []


class TestLength:
    RISING = tuple(Told("Alpha", f"s{i}", {"may": 2 * i * i}, words=1000 + 100 * i) for i in range(6))

    def test_a_rate_that_falls_with_length_is_warned_of_too(self) -> None:
        [warning] = with_length([Told("Alpha", f"s{i}", {"may": 3}, words=1000 + 100 * i) for i in range(6)])
        assert "Spearman's ρ = -1.00" in warning
        assert "6 articles" in warning

    def test_five_articles_are_too_few_to_warn(self) -> None:
        assert len(with_length(self.RISING)) == 1
        assert with_length(self.RISING[:5]) == []

    def test_articles_of_one_length_are_not_warned_of(self) -> None:
        assert with_length([replace(told, words=1000) for told in self.RISING]) == []

    def test_counts_per_article_and_side_columns_are_not_looked_at(self) -> None:
        assert with_length(self.RISING, FakeMeasure(columns=(PER_ARTICLE, SIDE))) == []

    def test_articles_without_a_base_do_not_count(self) -> None:
        analysis, _ = make_analysis(self.RISING)
        emptied = tuple(
            Score(s.article_id, s.measure, s.column, "", s.total, 0.0, s.unit) if s.article_id == "a000" else s
            for s in analysis.scores
        )
        assert list(warn_of_length(replace(analysis, scores=emptied), [a.id for a in analysis.articles])) == []
