"""Stand-ins for an analysis, with hits placed by hand, for the tests of comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from framing.measures import weigh
from framing.model import Article, Hit
from framing.scores import Column, Score, Unit
from framing.stories import Story

PER_1000 = Unit("per 1,000 words", 1000.0)
RATE = Column("rate", PER_1000, "words", headline=True)
SIDE = Column("quoted", PER_1000, "words", voices=("quoted",))
SENTENCES = Column("sentences", Unit("% of sentences", 100.0), "sentences", by="sentences", headline=True)
MEAN = Column("mean", Unit("mean, -1 to 1"), "mentioning sentences", by="values", headline=True)


@dataclass(frozen=True)
class FakeMeasure:
    name: str = "hedging"
    columns: tuple[Column, ...] = (RATE,)
    title: str = "Hedging"
    about: str = ""
    needs: frozenset[str] = frozenset()
    beside: str = ""


@dataclass(frozen=True)
class FakeSize:
    words: int
    sentences: int


@dataclass(frozen=True)
class FakeAnalysis:
    articles: tuple[Article, ...]
    measures: tuple[FakeMeasure, ...]
    hits: Mapping[str, tuple[Hit, ...]]
    scores: tuple[Score, ...]
    sizes: Mapping[str, FakeSize] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One article: who tells which story, in how many words, using which terms how often."""

    outlet: str
    story: str
    terms: Mapping[str, int] = field(default_factory=dict)
    words: int = 1000
    sentences: int = 50
    target: str = ""
    value: float = 1.0
    more: Mapping[str, Any] = field(default_factory=dict)


def make_hits(told: Told, measure: str) -> tuple[Hit, ...]:
    terms = [term for term, n in sorted(told.terms.items()) for _ in range(n)]
    return tuple(
        Hit(at, at + 1, measure, term, "epistemic", told.value, told.target, sentence=at % 7, text=term)
        for at, term in enumerate(terms)
    )


def make_scores(article: str, told: Told, measure: FakeMeasure, hits: Sequence[Hit]) -> list[Score]:
    bases = {"words": told.words, "sentences": told.sentences, "mentioning sentences": told.sentences, "article": 1}
    scores = []
    for column in measure.columns:
        amounts = [amount for _, amount in weigh(column, hits)]
        base = float(bases[column.base])
        scores.append(Score(article, measure.name, column.name, told.target, sum(amounts), base, column.unit, len(amounts)))
    return scores


def make_analysis(rows: Iterable[Told], *measures: FakeMeasure) -> tuple[FakeAnalysis, tuple[Story, ...]]:
    """Build an analysis and its stories; article ids do not depend on what outlets are called."""
    measures = measures or (FakeMeasure(),)
    articles, hits, scores, sizes = [], {}, [], {}
    stories: dict[str, list[str]] = {}
    for number, told in enumerate(rows):
        article = f"a{number:03}"
        articles.append(Article(article, "text", told.outlet, **told.more))
        found = {measure.name: make_hits(told, measure.name) for measure in measures}
        hits[article] = tuple(hit for own in found.values() for hit in own)
        for measure in measures:
            scores += make_scores(article, told, measure, found[measure.name])
        sizes[article] = FakeSize(told.words, told.sentences)
        stories.setdefault(told.story, []).append(article)
    made = tuple(Story(story, f"Label of {story}", tuple(ids)) for story, ids in stories.items())
    return FakeAnalysis(tuple(articles), measures, hits, tuple(scores), sizes), made


def tell_both(n: int, first: Sequence[int], second: Sequence[int]) -> list[Told]:
    """Tell n stories by Alpha and Beta, with so many hedges each, over and over."""
    rows = []
    for story in range(n):
        rows.append(Told("Alpha", f"s{story:02}", {"may": first[story % len(first)]}))
        rows.append(Told("Beta", f"s{story:02}", {"may": second[story % len(second)]}))
    return rows
