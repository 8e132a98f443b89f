"""The analysis: articles in, hits, scores and records out, with what another person needs to repeat it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import framing
from framing.actors import Registry
from framing.analysis import HIT_FIELDS, SCORE_FIELDS, Analysis, analyze, score_articles
from framing.annotation import LAYERS, FastAnnotator
from framing.errors import AnnotationError, FramingError, LexiconError, UnknownNameError
from framing.measures import BUILTIN, apply, resolve_measures
from framing.model import Article, Document
from framing.testing import make_actor, make_document

FIRST = (
    "\u201cThe dam may fail,\u201d Mayor Nela Marsh said. The regime closed the mill, and sources said it was late. The "
    "corrupt Nela Marsh left.\n\nThe firm declined to comment. Marsh was arrested."
)
SECOND = "Nela Marsh could win. The union said the dam was old. Nela Marsh praised the crew."
# The measures that the fast annotator, which runs in these tests, can serve.
SERVED = [name for name, build in BUILTIN.items() if build().needs <= LAYERS]


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    return (
        Article("a", FIRST, "The Gazette", "Marsh \u2018slams\u2019 regime, may quit", "Officials say she could return"),
        Article("b", SECOND, "The Clarion"),
    )


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.of([make_actor("Nela Marsh"), make_actor("Omar Vance")], "test actors", "3")


@pytest.fixture(scope="module")
def analysis(articles: tuple[Article, ...], registry: Registry) -> Analysis:
    return analyze(articles, actors=registry)


# What it holds


def test_every_measure_that_ships_and_that_the_annotator_serves_is_applied_by_default(analysis: Analysis) -> None:
    assert [measure.name for measure in analysis.measures] == SERVED


def test_the_articles_are_kept_as_they_were(analysis: Analysis, articles: tuple[Article, ...]) -> None:
    assert analysis.articles == articles
    assert analysis.article("b") is articles[1]


def test_an_unknown_article_is_refused_with_the_nearest_id(analysis: Analysis) -> None:
    with pytest.raises(UnknownNameError, match='Unknown article "c"'):
        analysis.article("c")


def test_hits_and_scores_are_those_of_each_measure_alone(analysis: Analysis, articles: tuple[Article, ...]) -> None:
    doc = make_document(FIRST, title=articles[0].title, deck=articles[0].deck, actors=["Nela Marsh", "Omar Vance"])
    for measure in analysis.measures:
        hits, scores = apply(measure, doc)
        assert sorted(hits, key=repr) == sorted((h for h in analysis.hits["a"] if h.measure == measure.name), key=repr)
        kept = [score for score in analysis.scores if score.article_id == "a" and score.measure == measure.name]
        assert [(s.column, s.target, s.total, s.base) for s in kept] == [(s.column, s.target, s.total, s.base) for s in scores]


def test_hits_stand_in_the_order_of_zone_and_text(analysis: Analysis) -> None:
    for hits in analysis.hits.values():
        order = [(hit.zone, hit.start, hit.end, hit.measure) for hit in hits]
        assert order == sorted(order)


def test_every_hit_quotes_its_article(analysis: Analysis) -> None:
    n = 0
    for article in analysis.articles:
        zones = {"body": article.text, "title": article.title, "deck": article.deck}
        for hit in analysis.hits[article.id]:
            assert zones[hit.zone][hit.start : hit.end] == hit.text
            n += 1
    assert n > 20


def test_the_layers_are_kept_as_plain_data_of_every_zone(analysis: Analysis) -> None:
    records = (analysis.attributions["a"], analysis.quotations["a"], analysis.mentions["a"])
    assert json.loads(json.dumps(records))
    assert {record["zone"] for record in analysis.attributions["a"]} == {"body", "deck"}
    assert {record["actor"] for record in analysis.mentions["a"]} == {"nela-marsh"}
    first = analysis.quotations["a"][0]
    assert FIRST[first["start"] : first["end"]] == "The dam may fail,"


def test_sentences_and_sizes_are_those_of_the_body(analysis: Analysis) -> None:
    assert [FIRST[start:end] for start, end in analysis.sentences["a"]][-1] == "Marsh was arrested."
    size = analysis.sizes["a"]
    assert (size.sentences, size.paragraphs, size.quoted_words) == (5, 2, 4)
    assert size.words == len(FIRST.split())


def test_nothing_in_gives_an_empty_analysis() -> None:
    found = analyze([], actors=Registry())
    assert (found.articles, found.scores, dict(found.hits), found.actors) == ((), (), {}, ())


def test_an_article_without_text_has_scores_without_values(registry: Registry) -> None:
    found = analyze([Article("a", "")], actors=registry)
    rates = [score for score in found.scores if score.column == "rate"]
    assert rates
    assert all(math.isnan(score.value) for score in rates)


# Measures and lexicons


def test_an_unknown_measure_is_refused_with_a_suggestion(articles: tuple[Article, ...]) -> None:
    with pytest.raises(UnknownNameError, match=r'Unknown measure "loadd"\. Did you mean "loaded"\?'):
        analyze(articles, measures=["loadd"])


def test_only_the_measures_asked_for_are_applied(articles: tuple[Article, ...], registry: Registry) -> None:
    found = analyze(articles, measures=["hedging"], actors=registry)
    assert {score.measure for score in found.scores} == {"hedging"}
    assert {hit.measure for hits in found.hits.values() for hit in hits} == {"hedging"}


@pytest.fixture
def lexicons(tmp_path: Path) -> Path:
    (tmp_path / "local.yml").write_text(
        "name: local\nversion: 1.0.0\nextends: boosters\nentries:\n  booster: [forsooth]\n", encoding="utf-8"
    )
    (tmp_path / "weather.yml").write_text(
        "name: weather\nversion: 1.4.0\nabout: Weather.\nsource: a test\nlicense: CC0-1.0\nlanguage: en\nvoice: [own]\n"
        "unit: per 1,000 words\ncategories:\n  wet: {about: rain, column: headline}\nentries:\n  wet: [rain]\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_lexicon_that_extends_a_shipped_list_takes_its_place(lexicons: Path) -> None:
    found = analyze([Article("a", "The dam forsooth failed.")], lexicons=[lexicons / "local.yml"], actors=Registry())
    assert [measure.name for measure in found.measures] == SERVED
    assert [hit.text for hit in found.hits["a"] if hit.measure == "boosters"] == ["forsooth"]


def test_another_lexicon_becomes_a_measure(lexicons: Path) -> None:
    articles = [Article("a", "The rain fell.")]
    found = analyze(articles, measures=["lix"], lexicons=[lexicons / "weather.yml"], actors=Registry())
    assert [measure.name for measure in found.measures] == ["lix", "weather"]
    assert [hit.text for hit in found.hits["a"]] == ["rain"]


def broken() -> Iterator[Article]:
    raise AssertionError("an article was read")
    yield


def test_what_is_wrong_is_told_before_any_article_is_read(tmp_path: Path) -> None:
    actors = tmp_path / "actors.yml"
    actors.write_text("actors: []\n", encoding="utf-8")
    with pytest.raises(UnknownNameError):
        analyze(broken(), measures=["nothing like it"])
    with pytest.raises(LexiconError):
        analyze(broken(), actors=actors)
    with pytest.raises(AnnotationError):
        analyze(broken(), measures=["attribution"], annotator=Shallow())
    with pytest.raises(AnnotationError):
        analyze(broken(), measures=["attribution"], annotator=lambda registry: Shallow())
    with pytest.raises(UnknownNameError, match=r'Unknown annotator "fats"\. Did you mean "fast"\?'):
        analyze(broken(), annotator="fats")


# Actors


def test_actors_that_are_given_are_looked_for(analysis: Analysis, registry: Registry) -> None:
    assert analysis.actors == registry.actors
    assert not analysis.actors_proposed


def test_without_actors_they_are_proposed_and_marked() -> None:
    text = "The crew met Nela Marsh. The town thanked Nela Marsh. Nobody stopped Nela Marsh. A clerk saw Nela Marsh."
    found = analyze([Article("a", text), Article("b", text)], measures=["events"])
    assert [actor.name for actor in found.actors] == ["Nela Marsh"]
    assert found.actors_proposed
    assert all(actor.proposed for actor in found.actors)


def test_actors_can_come_from_a_file(tmp_path: Path, articles: tuple[Article, ...]) -> None:
    path = tmp_path / "actors.yml"
    path.write_text("name: mine\nactors:\n  - {id: nm, name: Nela Marsh, type: person}\n", encoding="utf-8")
    found = analyze(articles, measures=["evaluation"], actors=path)
    assert [actor.id for actor in found.actors] == ["nm"]
    assert {score.target for score in found.scores} == {"nm"}


# Annotators


@dataclass(frozen=True)
class Shallow:
    """An annotator that knows no attributions."""

    name: str = "shallow"
    layers: frozenset[str] = frozenset({"sentences"})

    def annotate(self, article: Article) -> Document:
        raise AssertionError("an article was annotated")


def test_a_measure_that_needs_more_than_the_annotator_gives_is_refused() -> None:
    with pytest.raises(AnnotationError) as caught:
        analyze([Article("a", FIRST)], measures=["structure", "attribution"], annotator=Shallow())
    assert str(caught.value) == (
        'measure "attribution" needs attributions, which annotator "shallow" does not provide (it provides: sentences).'
    )


def test_an_annotator_that_is_given_brings_its_own_actors(articles: tuple[Article, ...], registry: Registry) -> None:
    found = analyze(articles, measures=["evaluation"], annotator=FastAnnotator(registry))
    assert found.actors == registry.actors
    assert not found.actors_proposed


# Errors in the middle


@dataclass(frozen=True)
class Choosy(FastAnnotator):
    """An annotator that fails on one article."""

    def annotate(self, article: Article) -> Document:
        if article.id == "b":
            raise AnnotationError("cannot read b")
        return FastAnnotator.annotate(self, article)


def three() -> list[Article]:
    return [Article(name, "Rain may fall.") for name in "abc"]


def test_an_article_that_fails_is_told_of_and_the_others_are_scored() -> None:
    failed: list[tuple[str, str]] = []

    def note(article: Article, error: FramingError) -> None:
        failed.append((article.id, str(error)))

    done = list(score_articles(three(), resolve_measures(["hedging"]), Choosy(), on_error=note))
    assert [scored.doc.article.id for scored in done] == ["a", "c"]
    assert failed == [("b", "cannot read b")]


def test_without_a_handler_an_error_ends_the_run() -> None:
    with pytest.raises(AnnotationError, match="cannot read b"):
        list(score_articles(three(), resolve_measures(["hedging"]), Choosy()))


def test_articles_are_scored_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.annotation._TOGETHER", 10)  # characters
    read: list[str] = []

    def watch() -> Iterator[Article]:
        for article in three():
            read.append(article.id)
            yield article

    stream = score_articles(watch(), resolve_measures(["hedging"]), FastAnnotator())
    first = next(stream)
    assert (first.doc.article.id, read) == ("a", ["a"])
    assert [hit.text for hit in first.hits] == ["may"]


# Frames


def test_the_frame_of_scores_has_one_row_per_article_measure_column_and_target(analysis: Analysis) -> None:
    frame = analysis.scores_frame()
    assert list(frame.columns) == list(SCORE_FIELDS)
    assert len(frame) == len(analysis.scores)
    assert not frame.duplicated(["article", "measure", "column", "target"]).any()
    row = frame[(frame["article"] == "b") & (frame["measure"] == "hedging") & (frame["column"] == "rate")].iloc[0]
    assert (row["outlet"], row["total"], row["unit"]) == ("The Clarion", 1.0, "per 1,000 words")
    assert row["value"] == pytest.approx(1000 * row["total"] / row["base"])


def test_the_frame_of_hits_has_one_row_per_hit(analysis: Analysis) -> None:
    frame = analysis.hits_frame()
    assert list(frame.columns) == ["article", "outlet", *HIT_FIELDS]
    assert len(frame) == sum(map(len, analysis.hits.values()))
    assert {"body", "title", "deck"} == set(frame["zone"])


def test_frames_of_nothing_have_their_columns() -> None:
    empty = analyze([], actors=Registry())
    assert list(empty.scores_frame().columns) == list(SCORE_FIELDS)
    assert list(empty.hits_frame().columns) == ["article", "outlet", *HIT_FIELDS]
    assert len(empty.scores_frame()) == len(empty.hits_frame()) == 0


# How it shows itself


def test_its_short_form_counts_what_it_holds(analysis: Analysis) -> None:
    n = sum(map(len, analysis.hits.values()))
    assert repr(analysis) == f"Analysis(2 articles, 2 outlets, {len(SERVED)} measures, {n} hits)"


def test_a_notebook_shows_one_row_per_article_with_its_headline_rates(analysis: Analysis) -> None:
    html = analysis._repr_html_()
    assert html.startswith("<p>2 articles</p>")
    assert html.count("<tr") == 2 + len(analysis.articles)
    assert "Hedging, per 1,000 words" in html
    assert ">The Clarion<" in html


def test_a_notebook_shows_names_of_outlets_as_text(registry: Registry) -> None:
    hostile = "<script>alert(1)</script> & Sons"
    html = analyze([Article("<b>x</b>", "Rain may fall.", hostile)], measures=["hedging"], actors=registry)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sons" in html
    assert "<b>" not in html


def test_a_notebook_shows_an_empty_analysis_and_one_without_values(registry: Registry) -> None:
    assert analyze([], actors=Registry())._repr_html_().startswith("<p>0 articles</p>")
    assert "\u2013" in analyze([Article("a", "")], measures=["hedging"], actors=registry)._repr_html_()


# Provenance


def test_provenance_names_versions_annotator_measures_and_actors(analysis: Analysis) -> None:
    found = analysis.provenance
    assert (found["framing"], found["annotator"]) == (framing.__version__, "fast")
    assert found["measures"] == SERVED
    assert found["actors"] == {"name": "test actors", "version": "3", "n": 2}


def test_provenance_lists_every_lexicon_that_counts_with_version_and_fingerprint(analysis: Analysis) -> None:
    found = {entry["name"]: entry for entry in analysis.provenance["lexicons"]}
    assert list(found) == [
        "boosters", "denials", "events", "hedges", "loaded", "pairs", "polarity", "reporting_verbs", "shifters", "sources",
        "topic_words",
    ]  # fmt: skip
    for entry in found.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", entry["version"])
        assert re.fullmatch("[0-9a-f]{12}", entry["fingerprint"])


def test_provenance_lists_the_users_lexicons(lexicons: Path) -> None:
    articles = [Article("a", "Rain.")]
    found = analyze(articles, measures=["lix"], lexicons=[lexicons / "weather.yml"], actors=Registry())
    names = {entry["name"]: entry["version"] for entry in found.provenance["lexicons"]}
    assert names["weather"] == "1.4.0"


def test_provenance_is_plain_data_without_a_time_or_a_place(analysis: Analysis) -> None:
    text = json.dumps(analysis.provenance)
    assert not re.search(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}|/", text)


def test_the_same_input_twice_gives_the_same_result(
    analysis: Analysis, articles: tuple[Article, ...], registry: Registry
) -> None:
    again = analyze(articles, actors=registry)
    assert again.hits == analysis.hits
    assert repr(again.scores) == repr(analysis.scores)  # nan is not equal to itself
    assert (again.attributions, again.mentions, again.provenance) == (
        analysis.attributions,
        analysis.mentions,
        analysis.provenance,
    )


def test_the_name_of_the_outlet_changes_nothing(analysis: Analysis, articles: tuple[Article, ...], registry: Registry) -> None:
    renamed = analyze([replace(article, outlet="Another") for article in articles], actors=registry)
    assert renamed.hits == analysis.hits
    assert repr(renamed.scores) == repr(analysis.scores)
