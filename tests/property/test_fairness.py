"""The tests that matter most: who an actor or outlet is never changes what is counted."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.actors import Actor
from framing.analysis import Analysis, analyze
from framing.measures import Measure, resolve_measures
from framing.model import Article
from framing.registry import Registry
from framing.scores import Score
from framing.testing import make_actor

few = settings(max_examples=25, deadline=None, derandomize=True)

# Two people whose names the tagger sees alike; {a} and {b} are their full names, {x} and {y} their last names.
ONE, OTHER = ("Ana Ruiz", "Ruiz"), ("Eva Luna", "Luna")
TEMPLATES = (
    "{a} met {b} in the port.",
    "The brutal {a} attacked {b}.",
    "{a}, a courageous leader, praised {b}'s failed plan.",
    "{b} was slammed by {a}, officials said.",
    "“{a} is a liar,” {b} told reporters.",
    "Critics say {a} may have lied. {x} denied it.",
    "{a} was not honest. She blamed {b}.",
    "According to {b}, the shameful plan of {a} might fail.",
    "{x} rescued the crew; {y} abandoned it.",
    "Nobody knows why {b}'s aides left.",
    "The disgraced {y} reportedly threatened the heroic {x}.",
)
stories = st.lists(st.sampled_from(TEMPLATES), min_size=1, max_size=8)


@functools.cache
def measures() -> tuple[Measure, ...]:
    return resolve_measures()


def people(*names: tuple[str, str]) -> list[Actor]:
    return [make_actor(full, last) for full, last in names]


def run(articles: Sequence[Article], *actors: Actor) -> Analysis:
    return analyze(articles, measures=measures(), actors=Registry.of(actors or people(ONE, OTHER)), duplicates="keep")


def fill(templates: Sequence[str], one: tuple[str, str], other: tuple[str, str]) -> Article:
    text = " ".join(templates).format(a=one[0], x=one[1], b=other[0], y=other[1])
    return Article(id="a", text=text, title=f"{one[1]} ‘slams’ regime of {other[1]}", outlet="Clarion")


def figures(scores: Sequence[Score], names: dict[str, str] | None = None) -> dict[tuple[str, ...], tuple[float, float, int]]:
    """Return total, base and number of hits by article, measure, column and target, targets renamed."""
    renamed = names or {}
    return {
        (s.article_id, s.measure, s.column, renamed.get(s.target, s.target)): (round(s.total, 9), s.base, s.n_hits)
        for s in scores
    }


class TestActors:
    @few
    @given(stories)
    def test_swapping_two_actors_names_swaps_their_scores(self, templates: list[str]) -> None:
        there = run([fill(templates, ONE, OTHER)])
        back = run([fill(templates, OTHER, ONE)])
        swapped = {"ana-ruiz": "eva-luna", "eva-luna": "ana-ruiz"}
        assert figures(there.scores) == figures(back.scores, swapped)

    @few
    @given(stories)
    def test_the_order_of_the_actors_in_their_file_changes_nothing(self, templates: list[str]) -> None:
        article = fill(templates, ONE, OTHER)
        one, other = people(ONE, OTHER)
        assert figures(run([article], one, other).scores) == figures(run([article], other, one).scores)

    @pytest.mark.parametrize("name", [("Tom Savage", "Savage"), ("Tom Slaughter", "Slaughter"), ("Ana Brutal", "Brutal")])
    def test_what_an_actor_is_called_is_no_evidence(self, name: tuple[str, str]) -> None:
        def counted(one: tuple[str, str]) -> dict[tuple[str, ...], tuple[float, float, int]]:
            analysis = run([fill(TEMPLATES, one, OTHER)], *people(one, OTHER))
            names = {analysis.actors[0].id: "one"}
            return {key: value for key, value in figures(analysis.scores, names).items() if key[1] in ("loaded", "evaluation")}

        assert counted(name) == counted(ONE)

    def test_the_templates_say_something_of_both(self) -> None:
        found = {(s.measure, s.target) for s in run([fill(TEMPLATES, ONE, OTHER)]).scores if s.n_hits}
        for measure in ("evaluation", "events", "reported_evaluation"):
            assert {(measure, "ana-ruiz"), (measure, "eva-luna")} & found, measure


class TestOutlets:
    @few
    @given(stories, st.text(max_size=20))
    def test_renaming_the_outlet_moves_no_score_and_no_hit(self, templates: list[str], outlet: str) -> None:
        article = fill(templates, ONE, OTHER)
        one, other = run([article]), run([replace(article, outlet=outlet, url="https://x.example", author="A. Nother")])
        assert figures(one.scores) == figures(other.scores)
        assert one.hits == other.hits


class TestArticles:
    @few
    @given(st.lists(stories, min_size=1, max_size=4).flatmap(st.permutations))
    def test_an_article_scores_the_same_in_any_company_and_order(self, corpus: list[list[str]]) -> None:
        articles = [replace(fill(templates, ONE, OTHER), id=str(i)) for i, templates in enumerate(corpus)]
        together = figures(run(articles).scores)
        assert together == figures(run(articles[::-1]).scores)
        assert together == {key: value for article in articles for key, value in figures(run([article]).scores).items()}

    @few
    @given(stories)
    def test_the_same_article_scores_the_same_twice_and_totals_are_sums_of_hits(self, templates: list[str]) -> None:
        article = fill(templates, ONE, OTHER)
        once, twice = run([article]), run([article])
        assert (figures(once.scores), once.hits) == (figures(twice.scores), twice.hits)
        for score in once.scores:
            assert score.n_hits <= len(once.hits["a"])
            assert math.isfinite(score.total)
            assert math.isnan(score.value) == (score.base == 0)
