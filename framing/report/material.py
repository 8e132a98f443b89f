"""An analysis, its comparison and stories -> the same, looked up by name and trimmed to what a report can show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.charts.values import (
    compared_articles,
    counted_hits,
    find_dense,
    find_unmarked,
    number_articles,
    read_titles,
)
from framing.comparison.cells import MIN_SENTENCES, MIN_WORDS, name_group
from framing.report.blocks import Inline, Link
from framing.report.ranges import WIDE
from framing.stories import restrict_stories
from framing.validity.samples import fingerprint_texts

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.comparison import Comparison, Estimate
    from framing.measures import Measure
    from framing.model import Article, Hit
    from framing.scores import Column
    from framing.stories import Story
    from framing.validity import Validation

# What keeps a report of twenty articles under 3 MB and one of thousands readable: up to so many articles all are printed
# in full, of more as many as make so many words; and so many findings in one list and in all lists. Whatever is left out
# stands in hits.jsonl.
FEW_ARTICLES, WORDS_SHOWN, LIST_LENGTH, FINDINGS_SHOWN = 24, 12_000, 60, 3000

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Material:
    """What the sections of a report are built from.

    ``numbers`` holds each article's number, ``groups`` the group of each article, ``slugs`` a safe name for each
    measure, ``estimates`` the estimates by measure, column, target and group, ``shown`` the articles printed in full,
    ``compared`` those that estimates rest on, ``originals`` the article that each duplicate repeats, ``dense`` the
    measures that mark too much to be listed (of many groups: that are not marked in articles either), and ``unmarked``
    those that mark too much of a text, or nothing another measure does not; ``validation`` holds what hand coding found,
    and ``corpus`` the fingerprint of the texts to compare it with, where it found anything.
    """

    analysis: Analysis
    comparison: Comparison
    stories: tuple[Story, ...]
    articles: Mapping[str, Article]
    numbers: Mapping[str, int]
    groups: Mapping[str, str]
    titles: Mapping[str, str]
    slugs: Mapping[str, str]
    estimates: Mapping[Key, Estimate]
    shown: frozenset[str]
    compared: frozenset[str]
    originals: Mapping[str, str]
    dense: frozenset[str]
    unmarked: frozenset[str]
    validation: tuple[Validation, ...] = ()
    corpus: str = ""

    def estimate(self, measure: str, column: str, group: str, target: str = "") -> Estimate | None:
        """Return an estimate, or None where the comparison holds none."""
        return self.estimates.get((measure, column, target, group))

    def in_group(self, group: str) -> list[Article]:
        """Return the articles of a group that are compared, in the order of their numbers."""
        return [self.articles[key] for key in self.numbers if self.groups[key] == group and key in self.compared]

    def hits_of(self, group: str, measure: str) -> Iterator[tuple[str, Hit]]:
        """Return the hits of a measure in a group, in every zone and voice, with the article they stand in."""
        for article in self.in_group(group):
            for hit in self.analysis.hits.get(article.id, ()):
                if hit.measure == measure:
                    yield article.id, hit

    def counted_in(self, group: str, measure: str, column: Column) -> Iterator[tuple[str, Hit]]:
        """Return the hits that count in a column, with the article they stand in."""
        for article in self.in_group(group):
            for hit in counted_hits(self.analysis, article.id, measure, column):
                yield article.id, hit

    def is_short(self, article_id: str) -> bool:
        """Tell whether an article is too short for a rate (CODEBOOK D-11)."""
        size = self.analysis.sizes[article_id]
        return size.words < MIN_WORDS or size.sentences < MIN_SENTENCES

    def evidence_anchor(self, measure: str, group: str) -> str:
        """Return the anchor of the list of evidence of a measure in a group."""
        return f"e-{self.slugs[measure]}-{self.comparison.groups.index(group) + 1}"

    def link_evidence(self, text: str, measure: str, group: str) -> Inline:
        """Return a number as a link to its evidence, plain where there is none to lead to."""
        if measure in self.dense or not any(True for _ in self.hits_of(group, measure)):
            return text
        return Link(text, self.evidence_anchor(measure, group))

    def link_article(self, article_id: str, text: str = "") -> Inline:
        """Return an article's number and group, or other words, as a link to its text where that is shown."""
        words = text or f"{self.numbers[article_id]} {self.groups[article_id]}"
        return Link(words, f"a{self.numbers[article_id]}") if article_id in self.shown else words


def gather(
    analysis: Analysis, comparison: Comparison, stories: Sequence[Story], validation: Sequence[Validation] = ()
) -> Material:
    """Return the material of a report."""
    numbers = number_articles(analysis, comparison.by)
    articles = {article.id: article for article in analysis.articles}
    return Material(
        analysis=analysis,
        comparison=comparison,
        stories=restrict_stories(stories, articles),
        articles=articles,
        numbers=numbers,
        groups={key: name_group(article, comparison.by) for key, article in articles.items()},
        titles=read_titles(analysis),
        slugs=make_slugs([measure.name for measure in analysis.measures]),
        estimates={(e.measure, e.column, e.target, e.group): e for e in comparison.estimates},
        shown=choose_shown(stories, numbers, {key: size.words for key, size in analysis.sizes.items()}),
        compared=frozenset(article.id for article in compared_articles(comparison, analysis)),
        originals={found.article: found.of for found in analysis.duplicates if {found.article, found.of} <= articles.keys()},
        dense=find_unmarked(analysis) if len(comparison.groups) > WIDE else find_dense(analysis),
        unmarked=find_unmarked(analysis),
        validation=tuple(validation),
        corpus=fingerprint_texts(analysis.articles) if validation else "",
    )


def make_slugs(names: Sequence[str]) -> dict[str, str]:
    """Return a distinct name for each measure that is safe as an anchor and as a class."""
    slugs: dict[str, str] = {}
    for name in names:
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "measure"
        while slug in slugs.values():
            slug += "-x"
        slugs[name] = slug
    return slugs


def choose_shown(stories: Sequence[Story], numbers: Mapping[str, int], words: Mapping[str, int]) -> frozenset[str]:
    """Choose the articles printed in full: all where they are few, else those of the stories with most versions first."""
    if len(numbers) <= FEW_ARTICLES:
        return frozenset(numbers)
    ordered = sorted(stories, key=lambda story: -len(story.articles))
    ids = [key for story in ordered for key in story.articles if key in numbers]
    shown: list[str] = []
    left = WORDS_SHOWN
    for key in dict.fromkeys([*ids, *numbers]):
        left -= words.get(key, 0)
        if left < 0 and shown:
            break
        shown.append(key)
    return frozenset(shown)


def headlines(material: Material, targeted: bool) -> list[tuple[Measure, Column]]:
    """Return the headline columns that have estimates, with targets or without."""
    kinds: dict[tuple[str, str], bool] = {}
    for e in material.comparison.estimates:
        key = (e.measure, e.column)
        kinds[key] = kinds.get(key, False) or bool(e.target)
    return [
        (measure, column)
        for measure in material.analysis.measures
        for column in measure.columns
        if column.headline and kinds.get((measure.name, column.name)) is targeted
    ]


def has_ladder(measure: Measure) -> bool:
    """Tell whether a measure has a sourcing ladder, without which its rate is never printed (CODEBOOK A-18)."""
    return any(column.name == "ladder_5" for column in measure.columns)


def has_sources(measure: Measure) -> bool:
    """Tell whether a measure counts sources, which are shown by name in tables of their own."""
    return any(column.name == "nested_sources" for column in measure.columns)
