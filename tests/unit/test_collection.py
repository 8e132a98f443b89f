"""Cycles are looked for seldom while articles are scored, and as before when that is over."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from framing.annotation import FastAnnotator
from framing.collection import SELDOM, seldom_collection, without_collection
from framing.measures import resolve_measures
from framing.model import Article
from framing.scoring import score_articles


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    was = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*was)


def test_cycles_are_looked_for_seldom_meanwhile_and_as_before_afterwards() -> None:
    with seldom_collection():
        assert gc.get_threshold() == (SELDOM, 10, 10)
        assert gc.isenabled()
    assert gc.get_threshold() == (700, 10, 10)


def test_who_holds_it_last_lets_it_go_whoever_began() -> None:
    first, second = seldom_collection(), seldom_collection()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold()[0] == SELDOM
    second.__exit__(None, None, None)
    assert gc.get_threshold() == (700, 10, 10)


def test_a_user_who_wants_it_rarer_still_is_left_alone() -> None:
    gc.set_threshold(5 * SELDOM, 10, 10)
    with seldom_collection():
        assert gc.get_threshold()[0] == 5 * SELDOM


def test_after_an_error_all_is_as_before() -> None:
    with pytest.raises(KeyError), seldom_collection(), without_collection():
        raise KeyError
    assert gc.get_threshold() == (700, 10, 10)
    assert gc.isenabled()


@pytest.mark.parametrize("n_read", [1, 3])
def test_scoring_leaves_the_collector_as_it_was_even_if_it_is_left_early(n_read: int) -> None:
    articles = [Article(str(n), "Rain may fall, officials said.") for n in range(3)]
    scored = score_articles(articles, resolve_measures(["hedging"]), FastAnnotator())
    for _ in range(n_read):
        next(scored)
    scored.close()  # type: ignore[attr-defined]
    assert gc.get_threshold() == (700, 10, 10)
    assert gc.isenabled()
