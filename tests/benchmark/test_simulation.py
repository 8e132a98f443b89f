"""Corpora drawn with a known difference: intervals that hold it as often as they say, and tests that rarely cry wolf."""

from __future__ import annotations

import numpy as np
import pytest

from benchmark.simulation import MEAN_RATE, Result, draw_corpus, simulate, tabulate

N = 150  # corpora a line here; the README's table rests on a thousand


@pytest.mark.parametrize("matched", [True, False])
def test_without_a_difference_intervals_hold_zero_and_few_tests_find_one(matched: bool) -> None:
    found = simulate(20, 1.0, n_corpora=N, matched=matched)
    assert 0.89 <= found.covered <= 0.99  # .95, within three standard errors
    assert found.found <= 0.10


def test_a_large_difference_is_found_and_its_size_lies_in_the_interval() -> None:
    found = simulate(20, 2.0, n_corpora=N)
    assert found.found >= 0.95
    assert 0.89 <= found.covered <= 0.99


def test_more_stories_find_more() -> None:
    few, many = (simulate(n, 1.4, n_corpora=60) for n in (6, 40))
    assert few.found + 0.3 < many.found


def test_a_corpus_has_two_outlets_on_the_same_stories_or_each_on_its_own() -> None:
    drawn, stories = draw_corpus(np.random.default_rng(1), 5, 1.5)
    assert [len(story.articles) for story in stories] == [2] * 5
    alone, apart = draw_corpus(np.random.default_rng(1), 5, 1.5, matched=False)
    assert [len(story.articles) for story in apart] == [1] * 10
    assert sum(article.outlet == "First" for article in alone.articles) == 5
    assert len(drawn.articles) == len(drawn.scores) == 10


def test_rates_are_drawn_around_their_mean_and_the_effect_multiplies_them() -> None:
    drawn, _ = draw_corpus(np.random.default_rng(2), 3000, 3.0)
    sums = {"First": [0.0, 0.0], "Second": [0.0, 0.0]}
    for article, score in zip(drawn.articles, drawn.scores, strict=True):
        sums[article.outlet][0] += score.total
        sums[article.outlet][1] += score.base
    first, second = (1000 * total / base for total, base in sums.values())
    assert first == pytest.approx(MEAN_RATE, rel=0.05)
    assert second / first == pytest.approx(3.0, rel=0.03)


def test_the_same_seed_draws_the_same_corpora() -> None:
    assert simulate(6, 1.5, n_corpora=5) == simulate(6, 1.5, n_corpora=5)


def test_the_table_has_a_line_for_each_result() -> None:
    lines = tabulate([Result(20, True, 1.5, 1000, 0.95, 0.8)])
    assert lines[-1] == "| 20 | matched | 1.5 times as much | 95.0% | 80.0% | 1.26% |"
    assert len(lines) == 3
