from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from scale import jobs

import framing
from framing.annotation import FastAnnotator
from framing.attempts import Failure
from framing.errors import AnnotationError, FramingError
from framing.matcher import Matcher
from framing.measures import BUILTIN, Measure, resolve_measures
from framing.model import Article, Document, Hit
from framing.proposals import propose_actors
from framing.scoring import Recipe, finish_articles, score_article, score_articles


@cache
def sample() -> tuple[Article, ...]:
    return tuple(framing.read(Path(framing.__file__).parent / "sample"))[:8]


@cache
def documents() -> tuple[Document, ...]:
    annotator = FastAnnotator(propose_actors(sample()))
    return tuple(map(annotator.annotate, sample()[:3]))


class TestSending:
    """What several processes share is sent to each, so all that ships must stand that, and find the same afterwards."""

    @pytest.mark.parametrize("name", BUILTIN)
    def test_a_measure_finds_the_same_after_it_was_sent(self, name: str) -> None:
        measure = BUILTIN[name]()
        sent: Measure = pickle.loads(pickle.dumps(measure))
        for doc in documents():
            assert list(sent.find(doc)) == list(measure.find(doc))
            assert sent.bases(doc) == measure.bases(doc)

    def test_one_that_was_used_can_be_sent_too(self) -> None:
        measures = resolve_measures()
        annotator = FastAnnotator()
        article = sample()[0]
        before = score_article(article, measures, annotator)
        sent_measures, sent_annotator = pickle.loads(pickle.dumps((measures, annotator)))
        assert jobs.totals(score_article(article, sent_measures, sent_annotator)) == jobs.totals(before)

    def test_a_matcher_of_many_globs_finds_the_same_after_it_was_sent(self) -> None:
        matcher = Matcher([((f"w{n}x*",), n) for n in range(300)])
        sent: Matcher[int] = pickle.loads(pickle.dumps(matcher))
        norms = ["w7xy", "w299x", "w5", "w0xx"]
        found = sent.find(norms, lambda payload, start, end: True)
        assert [payload for _, _, payload in found] == [7, 299, 0]
        assert found == matcher.find(norms, lambda payload, start, end: True)

    @pytest.mark.encoder
    def test_the_encoder_is_sent_without_its_weights_and_reads_the_same(self) -> None:
        from framing.encoder import EncoderAnnotator

        annotator = EncoderAnnotator()
        packed = pickle.dumps(annotator)
        assert len(packed) < 5_000_000
        sent = pickle.loads(packed)
        assert sent.fingerprint == annotator.fingerprint
        article = sample()[0]
        assert sent.annotate(article).attributions == annotator.annotate(article).attributions

    def test_weights_that_were_made_in_memory_cannot_be_sent(self) -> None:
        from unit.encoder_stub import make_weights

        with pytest.raises(TypeError, match="not loaded from a folder"):
            pickle.dumps(make_weights())


class TestFinishing:
    @pytest.mark.parametrize("workers", [1, 2])
    def test_each_article_comes_with_what_was_made_of_it_in_order(self, workers: int) -> None:
        measures = resolve_measures(["hedging", "lix"])
        recipe = Recipe(measures, FastAnnotator(), jobs.tell)
        done = list(finish_articles(sample(), recipe, workers=workers))
        assert [article.id for article, _ in done] == [article.id for article in sample()]
        assert [result for _, result in done] == list(map(jobs.tell, score_articles(sample(), measures, FastAnnotator())))

    def test_all_measures_score_the_same_in_other_processes(self) -> None:
        annotator = FastAnnotator(propose_actors(sample()))
        recipe = Recipe(resolve_measures(), annotator, jobs.totals)
        assert list(finish_articles(sample(), recipe, workers=2)) == list(finish_articles(sample(), recipe))

    @pytest.mark.encoder
    def test_the_encoder_scores_the_same_in_other_processes(self) -> None:
        from framing.encoder import EncoderAnnotator

        recipe = Recipe(resolve_measures(["loaded", "hedged_sentences"]), EncoderAnnotator(), jobs.totals)
        few = sample()[:3]
        assert list(finish_articles(few, recipe, workers=2)) == list(finish_articles(few, recipe))

    @pytest.mark.parametrize("workers", [1, 2])
    def test_what_goes_wrong_with_an_article_stays_with_it(self, workers: int) -> None:
        texts = ["It may rain.", "Refuse this.", "It might snow.", "Stumble here.", "It could hail."]
        articles = [Article(f"a{i}", text) for i, text in enumerate(texts)]
        recipe = Recipe(resolve_measures(["hedging"]), jobs.Choosy(), jobs.tell)
        done = {article.id: result for article, result in finish_articles(articles, recipe, workers=workers)}
        assert done["a1"] == Failure("This article is refused.")
        assert isinstance(done["a3"], Failure)
        assert done["a3"].reason.startswith("could not be worked on (KeyError: 'a3'")
        assert [key for key, result in done.items() if not isinstance(result, Failure)] == ["a0", "a2", "a4"]

    def test_an_article_that_ends_its_process_is_named_and_the_others_are_scored(self) -> None:
        articles = [Article(f"a{i}", "Die now." if i == 20 else "It may rain.") for i in range(40)]
        recipe = Recipe(resolve_measures(["hedging"]), jobs.Choosy(), jobs.tell)
        done = {article.id: result for article, result in finish_articles(articles, recipe, workers=2)}
        assert list(done) == [article.id for article in articles]
        assert [key for key, result in done.items() if isinstance(result, Failure)] == ["a20"]

    def test_a_layer_that_is_missing_is_told_before_an_article_is_taken(self) -> None:
        def articles() -> Iterator[Article]:
            raise AssertionError
            yield Article("a", "")

        recipe = Recipe(resolve_measures(["loaded_sentences", "polarity"]), jobs.Choosy(layers=frozenset()), jobs.tell)
        with pytest.raises(AnnotationError, match='which annotator "choosy" does not provide'):
            finish_articles(articles(), recipe)


class TestAnalyze:
    def test_an_analysis_is_the_same_with_any_number_of_workers(self) -> None:
        one, two = (framing.analyze(sample(), workers=workers) for workers in (1, 2))
        assert one.scores == two.scores
        assert one.hits == two.hits
        assert one.attributions == two.attributions
        assert one.mentions == two.mentions
        assert one.sizes == two.sizes
        assert one.provenance == two.provenance

    def test_an_article_that_cannot_be_scored_is_named(self) -> None:
        articles = [Article("fine", "It may rain."), Article("wrong", "Refuse this.")]
        with pytest.raises(FramingError, match=r"^wrong: This article is refused\.$"):
            framing.analyze(articles, measures=["hedging"], annotator=jobs.Choosy(), workers=2)

    def test_an_annotator_that_cannot_be_sent_is_told(self) -> None:
        class Local(jobs.Choosy):
            pass

        with pytest.raises(FramingError, match="cannot be sent to other processes"):
            framing.analyze(sample(), measures=["hedging"], annotator=Local(), workers=2)


class Refusing:
    """A measure that refuses the articles of some ids."""

    name, title, about, needs, columns = "refusing", "Refusing", "", frozenset[str](), ()

    def __init__(self, *ids: str) -> None:
        self.ids = ids

    def find(self, doc: Document) -> Iterator[Hit]:
        if doc.article.id in self.ids:
            raise FramingError(f"no {doc.article.id}")
        yield from ()

    def bases(self, doc: Document) -> dict[tuple[str, str, str], float]:
        return {}


class Stumbling:
    """An annotator that can read articles together, but stumbles over one of them."""

    name, layers = "stumbling", FastAnnotator().layers

    def annotate(self, article: Article) -> Document:
        if article.id == "bad":
            raise ValueError("stumbled")
        return FastAnnotator().annotate(article)

    def annotate_many(self, articles: Iterable[Article]) -> Iterator[Document]:
        yield from map(self.annotate, articles)


THREE = [Article("a", "It may rain."), Article("bad", "It may leak."), Article("c", "He said so.")]


class TestTogether:
    def test_articles_scored_together_have_the_hits_and_scores_they_have_alone(self) -> None:
        measures = resolve_measures(None)
        together = list(score_articles(sample(), measures, FastAnnotator()))
        alone = [score_article(article, measures, FastAnnotator()) for article in sample()]
        assert [(each.hits, each.scores) for each in together] == [(each.hits, each.scores) for each in alone]

    def test_an_article_that_a_measure_refuses_is_told_and_the_others_are_scored(self) -> None:
        told: list[tuple[str, str]] = []
        found = score_articles(
            THREE, [Refusing("bad")], FastAnnotator(), on_error=lambda article, error: told.append((article.id, str(error)))
        )
        assert [each.doc.article.id for each in found] == ["a", "c"]
        assert told == [("bad", "no bad")]

    def test_an_article_that_cannot_be_read_with_others_does_not_sink_them(self) -> None:
        recipe = Recipe(resolve_measures(["hedging"]), Stumbling(), lambda scored: scored.doc.article.id)
        results = [result for _, result in finish_articles(THREE, recipe)]
        assert (results[0], results[2]) == ("a", "c")
        assert isinstance(results[1], Failure)
        assert "stumbled" in results[1].reason

    def test_work_scores_what_it_was_not_told_of_before_too(self) -> None:
        work = Recipe(resolve_measures(["hedging"]), FastAnnotator(), lambda scored: scored.hits)()
        work.prepare(THREE[:1])
        together = [work(article) for article in THREE]
        assert together == [score_article(article, resolve_measures(["hedging"]), FastAnnotator()).hits for article in THREE]
        assert together[0] != ()
