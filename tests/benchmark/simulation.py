"""Corpora drawn with a known difference between two outlets -> how often intervals hold it, and how often tests find it.

A story has a rate of its own (gamma distributed around a mean); both outlets tell it at that rate, the second times an
effect; what each uses of it in its article is a Poisson count over the article's words. The comparison knows nothing of
this: it is the toolkit's own, from scores to adjusted p-values. Run by
``python tests/benchmark/simulation.py``; the table stands in the README.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from framing.comparison import Comparison, compare
from framing.model import Article
from framing.scores import Column, Score, Unit
from framing.stories import Story

RATE = Column("rate", Unit("per 1,000 words", 1000.0), "words", headline=True)
MEAN_RATE = 10.0  # per 1,000 words: about that of hedges in news
STORY_SPREAD = 0.5  # standard deviation of stories' rates over their mean
WORDS = (250, 900)  # words of an article, evenly drawn
LEVEL = 0.05


@dataclass(frozen=True)
class Drawn:
    """What a comparison reads of an analysis: scores drawn by lot, and no texts behind them."""

    articles: tuple[Article, ...]
    scores: tuple[Score, ...]
    measures: tuple[Any, ...]
    hits: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    sizes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Counted:
    name: str = "counted"
    title: str = "Counted"
    columns: tuple[Column, ...] = (RATE,)


class Result(NamedTuple):
    """What many corpora of one kind show, as shares of them: with an interval that holds the truth, and with p under .05."""

    n_stories: int
    matched: bool
    effect: float
    n_corpora: int
    covered: float
    found: float

    @property
    def error(self) -> float:
        """The standard error of the share of tests that find a difference: what the number of corpora leaves open."""
        return float(np.sqrt(self.found * (1 - self.found) / self.n_corpora))


def draw_corpus(
    rng: np.random.Generator, n_stories: int, effect: float, *, matched: bool = True
) -> tuple[Drawn, tuple[Story, ...]]:
    """Draw two outlets' articles: on the same stories, or each on stories of its own."""
    shape = 1 / STORY_SPREAD**2
    articles, scores, stories = [], [], []
    for number in range(n_stories if matched else 2 * n_stories):
        rate = rng.gamma(shape, MEAN_RATE / shape)
        told = ("First", "Second") if matched else (("First", "Second")[number % 2],)
        ids = []
        for outlet in told:
            words = int(rng.integers(*WORDS))
            count = int(rng.poisson(rate * (effect if outlet == "Second" else 1.0) * words / 1000))
            ids.append(f"{number}-{outlet}")
            articles.append(Article(ids[-1], "", outlet))
            scores.append(Score(ids[-1], "counted", "rate", "", float(count), float(words), RATE.unit, count))
        stories.append(Story(f"s{number}", "", tuple(ids)))
    return Drawn(tuple(articles), tuple(scores), (_Counted(),)), tuple(stories)


def simulate(n_stories: int, effect: float, *, n_corpora: int, seed: int = 1, matched: bool = True) -> Result:
    """Compare many corpora of one kind and count."""
    truth = MEAN_RATE * (1 - effect)  # the first outlet against the second
    covered = found = 0
    for number in range(n_corpora):
        rng = np.random.default_rng([seed, n_stories, round(1000 * effect), number, matched])
        drawn, stories = draw_corpus(rng, n_stories, effect, matched=matched)
        comparison: Comparison = compare(drawn, stories=stories, seed=number + 1)
        [gap] = comparison.gaps
        low, high = gap.interval or (np.nan, np.nan)
        covered += low <= truth <= high
        found += gap.p_adjusted is not None and gap.p_adjusted < LEVEL
    return Result(n_stories, matched, effect, n_corpora, covered / n_corpora, found / n_corpora)


def tabulate(results: Sequence[Result]) -> list[str]:
    """Return the results as a Markdown table."""
    lines = [
        "| stories per outlet | design | second outlet uses | interval holds the truth | p < .05 | standard error |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for r in results:
        design = "matched" if r.matched else "unmatched"
        lines.append(
            f"| {r.n_stories} | {design} | {r.effect:g} times as much | {r.covered:.1%} | {r.found:.1%} | {r.error:.2%} |"
        )
    return lines


def main() -> None:
    """Draw, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=int, default=1000, help="corpora per line")
    parser.add_argument("--stories", type=int, nargs="+", default=[6, 20, 50], help="stories per outlet")
    parser.add_argument("--effects", type=float, nargs="+", default=[1.0, 1.25, 1.5, 2.0], help="what the second outlet uses")
    parser.add_argument("--designs", nargs="+", choices=["matched", "unmatched"], default=["matched", "unmatched"])
    asked = parser.parse_args()
    results = [
        simulate(n, effect, n_corpora=asked.corpora, matched=design == "matched")
        for design in asked.designs
        for n in asked.stories
        for effect in asked.effects
    ]
    print("\n".join(tabulate(results)))


if __name__ == "__main__":
    main()
