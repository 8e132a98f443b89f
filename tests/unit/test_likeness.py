from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from math import log

import numpy as np
import pytest

from framing.model import Article
from framing.stories import group_stories
from framing.stories.likeness import BACKGROUND, NAME_WEIGHT, TITLE_COUNT, TermReader, pair_articles, weigh_terms
from framing.stories.linkage import link_average
from framing.stories.signatures import sign

DAY = date(2024, 5, 7)
FLOOD = "The dam above Orvale burst and flooded the lower town. Rescue teams from Dornick searched for workers in Orvale."


def read_terms(article: Article) -> tuple[Counter[str], frozenset[str]]:
    return TermReader().read(sign(article).forms)


def pairs(*articles: Article, hours: float = 72) -> dict[tuple[int, int], float]:
    matrix = weigh_terms(articles, TermReader())
    return {(first, second): alike for first, second, alike in pair_articles(articles, matrix, hours)}


class TestReadingTerms:
    def test_forms_of_a_word_are_one_term_and_function_words_none(self) -> None:
        counts, _ = read_terms(Article("a", "the dams and a dam were of it"))
        assert counts == {"dam": 2}

    def test_the_title_and_deck_count_twice_the_body_once(self) -> None:
        counts, _ = read_terms(Article("a", "river", title="river", deck="flood"))
        assert counts == {"river": 1 + TITLE_COUNT, "flood": TITLE_COUNT}

    def test_capitals_where_a_sentence_or_a_line_opens_make_no_name(self) -> None:
        _, names = read_terms(Article("a", "Water rose. Dams burst\nPeople fled to Dornick"))
        assert names == {"dornick"}

    def test_a_word_mostly_written_small_is_no_name(self) -> None:
        _, names = read_terms(Article("a", "the Water rose, the water fell, that water left"))
        assert names == frozenset()

    def test_titles_make_no_names(self) -> None:
        _, names = read_terms(Article("a", "rain fell", title="Heavy Rain In Orvale"))
        assert names == frozenset()

    def test_short_words_count_only_with_a_capital(self) -> None:
        counts, _ = read_terms(Article("a", "an EU ox at"))
        assert counts == {"eu": 1}

    def test_a_term_is_shown_in_its_commonest_wording_and_ties_by_the_alphabet(self) -> None:
        reader = TermReader()
        reader.read(sign(Article("a", "dams dams dam floods flooding")).forms)
        assert (reader.form("dam"), reader.form("flood"), reader.form("unseen")) == ("dams", "flooding", "unseen")


class TestWeights:
    def test_rows_have_length_one_and_an_empty_text_none(self) -> None:
        matrix = weigh_terms([Article("a", FLOOD), Article("b", "")], TermReader())
        lengths = np.sqrt(np.asarray(matrix.rows.multiply(matrix.rows).sum(axis=1))).ravel()
        assert lengths == pytest.approx([1.0, 0.0])

    def test_a_name_weighs_twice_a_word_and_a_rare_word_more_than_a_common_one(self) -> None:
        articles = [Article("a", "rain fell near Orvale"), Article("b", "rain")]
        matrix = weigh_terms(articles, TermReader())
        row = dict(zip(matrix.terms, matrix.rows.toarray()[0], strict=True))
        assert row["orval"] / row["fell"] == pytest.approx(NAME_WEIGHT)
        rare, common = log((3 + BACKGROUND) / 2), log((3 + BACKGROUND) / 3)
        assert row["fell"] / row["rain"] == pytest.approx(rare / common)

    def test_repetition_weighs_less_and_less(self) -> None:
        matrix = weigh_terms([Article("a", "rain rain rain rain storm")], TermReader())
        row = dict(zip(matrix.terms, matrix.rows.toarray()[0], strict=True))
        assert row["rain"] / row["storm"] == pytest.approx(1 + log(4))

    def test_names_and_other_words_share_no_column(self) -> None:
        matrix = weigh_terms([Article("a", FLOOD)], TermReader())
        assert matrix.names.nnz + matrix.others.nnz == matrix.rows.nnz
        assert matrix.names.multiply(matrix.others).nnz == 0

    def test_no_articles_have_no_terms(self) -> None:
        matrix = weigh_terms([], TermReader())
        assert (matrix.rows.shape, matrix.terms, len(matrix.n_articles_with)) == ((0, 1), (), 0)


class TestPairs:
    def test_identical_texts_are_alike_by_one_and_one_article_makes_no_pair(self) -> None:
        assert pairs(Article("a", FLOOD), Article("b", FLOOD)) == {(0, 1): pytest.approx(1.0)}
        assert pairs(Article("a", FLOOD)) == {}

    def test_one_shared_word_does_not_make_a_pair_and_two_do(self) -> None:
        assert pairs(Article("a", "rain storm"), Article("b", "rain harvest")) == {}
        assert list(pairs(Article("a", "rain storm"), Article("b", "rain storm harvest"))) == [(0, 1)]

    def test_texts_without_names_are_alike_by_half_at_most(self) -> None:
        assert pairs(Article("a", "rain storm"), Article("b", "rain storm")) == {(0, 1): pytest.approx(0.5)}

    @pytest.mark.parametrize(("days", "hours", "paired"), [(3, 72, True), (4, 72, False), (0, 0, True), (1, 23, False)])
    def test_dates_decide_by_whole_days(self, days: int, hours: float, paired: bool) -> None:
        one, other = Article("a", FLOOD, date=DAY), Article("b", FLOOD, date=DAY + timedelta(days))
        assert bool(pairs(one, other, hours=hours)) is paired
        assert pairs(one, other, hours=hours) == pairs(other, one, hours=hours)

    def test_a_pair_is_given_once_with_the_smaller_number_first(self) -> None:
        articles = [Article(name, FLOOD) for name in "abc"]
        found = pair_articles(articles, weigh_terms(articles, TermReader()), 72)
        assert sorted((first, second) for first, second, _ in found) == [(0, 1), (0, 2), (1, 2)]


class TestLinkage:
    def test_likeness_at_the_threshold_links_and_below_does_not(self) -> None:
        assert link_average(2, [(0, 1, 0.5)], 0.5) == [[0, 1]]
        assert link_average(2, [(0, 1, 0.499)], 0.5) == [[0], [1]]

    def test_of_two_equal_likenesses_the_smaller_numbers_link(self) -> None:
        assert link_average(3, [(1, 2, 0.8), (0, 1, 0.8)], 0.5) == [[0, 1], [2]]

    def test_the_order_of_pairs_changes_nothing(self) -> None:
        given = [(0, 1, 0.9), (1, 2, 0.7), (0, 2, 0.6), (2, 3, 0.8), (3, 4, 0.2)]
        assert link_average(5, given[::-1], 0.3) == link_average(5, given, 0.3)

    def test_a_likeness_of_zero_or_with_itself_links_nothing(self) -> None:
        assert link_average(2, [(0, 1, 0.0), (0, 0, 1.0)], 0.0) == [[0], [1]]


class TestStories:
    def test_stories_are_numbered_from_the_largest(self) -> None:
        strike = "Bus drivers in Stellin will stop work on Thursday, union leader Oda Perlman said in Stellin."
        stories = group_stories([Article("a", strike), Article("b", FLOOD), Article("c", FLOOD)])
        assert [(story.id, story.articles) for story in stories] == [("story-1", ("b", "c")), ("story-2", ("a",))]

    def test_a_narrower_window_parts_a_story(self) -> None:
        articles = [Article("a", FLOOD, date=DAY), Article("b", FLOOD, date=DAY + timedelta(2))]
        assert len(group_stories(articles)) == 1
        assert len(group_stories(articles, window_hours=24)) == 2

    def test_a_label_has_no_breaks_and_is_cut_between_words(self) -> None:
        assert group_stories([Article("a", "x", title=" Dam \n bursts ")])[0].label == "Dam bursts"
        label = group_stories([Article("a", FLOOD)])[0].label
        assert label.endswith(" …")
        assert FLOOD.startswith(f"{label[:-2]} ")
