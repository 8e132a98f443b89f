"""Comparing and grouping a folder of stored scores, as the scoring command leaves it, against the articles themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from benchmark import datasets
from scale.corpora import SMALL
from unit.test_signatures import without_examples
from unit.test_stored import plain

import framing
from framing.annotation import FastAnnotator
from framing.measures import resolve_measures
from framing.model import Article
from framing.scale.batches import Cut
from framing.scale.stored import read_scores
from framing.scale.storing import score_folder
from framing.stories import Corrections

needs_data = pytest.mark.skipif(not datasets.available(), reason="the labeled data is not here")


def check(articles: Sequence[Article], folder: Path, *, by: str = "outlet", partition: str = "", at: Cut = SMALL) -> None:
    """Make sure that stories and comparison come out of stored scores as they come out of the articles."""
    measures, annotator = resolve_measures(["hedging", "loaded", "attribution", "sourcing", "lix"]), FastAnnotator()
    score_folder(articles, folder, measures=measures, annotator=annotator, partition=partition, at=at)
    held = framing.analyze(articles, measures=measures, annotator=annotator, duplicates="keep")
    stored = read_scores(folder)
    assert sorted(article.id for article in stored.articles) == sorted(article.id for article in articles)
    stories = framing.group_stories(held.articles)
    assert list(stored.group_stories()) == without_examples(stories)
    expected = plain(framing.compare(held, by=by, stories=without_examples(stories)))
    assert plain(framing.compare(stored, by=by)) == expected


def test_the_sample(tmp_path: Path) -> None:
    check(framing.sample_articles(), tmp_path / "scores")


@pytest.mark.parametrize(("partition", "by"), [("outlet", "outlet"), ("date", "date")])
def test_parts_by_outlet_or_date_in_whatever_order_they_lie(tmp_path: Path, partition: str, by: str) -> None:
    articles = [
        replace(article, date=None if n % 4 == 0 else article.date) for n, article in enumerate(framing.sample_articles())
    ]
    check(articles, tmp_path / "scores", partition=partition, by=by)


def test_parts_are_read_in_the_order_of_the_articles(tmp_path: Path) -> None:
    articles = [replace(article, id=f"{99 - n}") for n, article in enumerate(framing.sample_articles())]
    score_folder(articles, tmp_path / "s", measures=resolve_measures(["lix"]), annotator=FastAnnotator(), at=SMALL)
    assert len(list((tmp_path / "s").glob("*.parquet"))) > 1
    assert [article.id for article in read_scores(tmp_path / "s").articles] == [article.id for article in articles]


def test_a_part_that_is_gone_is_named(tmp_path: Path) -> None:
    score_folder(
        framing.sample_articles(), tmp_path / "s", measures=resolve_measures(["lix"]), annotator=FastAnnotator(), at=SMALL
    )
    part = sorted((tmp_path / "s").glob("*.parquet"))[0]
    part.unlink()
    with pytest.raises(framing.ReadError, match=part.name):
        read_scores(tmp_path / "s")


def test_corrections_go_before_what_is_stored(tmp_path: Path) -> None:
    articles = framing.sample_articles()
    score_folder(articles, tmp_path / "s", measures=resolve_measures(["lix"]), annotator=FastAnnotator(), at=SMALL)
    stories = framing.group_stories(articles)
    first = next(story.articles for story in stories if len(story.articles) > 1)
    apart = Corrections(apart=(first[:2],))
    found = read_scores(tmp_path / "s").group_stories(corrections=apart)
    assert list(found) == without_examples(framing.group_stories(articles, corrections=apart))
    assert list(found) != without_examples(stories)


@pytest.mark.data
@needs_data
def test_real_pages(tmp_path: Path) -> None:
    articles = list(framing.read(datasets.folder().parent / "seeds", on_error="skip"))
    assert articles
    check(articles, tmp_path / "scores")


@pytest.mark.data
@pytest.mark.slow
@needs_data
def test_real_articles_of_many_outlets(tmp_path: Path) -> None:
    path = datasets.folder() / "us_politics_articles.jsonl.gz"
    articles = list(islice(framing.read(path, on_error="skip"), 300))
    check(articles, tmp_path / "scores", at=Cut())
