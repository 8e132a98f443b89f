"""What becomes of duplicates: left out, marked or kept, in `settle_duplicates` and in `analyze`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from framing.analysis import Analysis, analyze
from framing.annotation import FastAnnotator
from framing.duplicates import Duplicate, describe, settle_duplicates
from framing.errors import UnknownNameError
from framing.model import Article
from framing.registry import Registry

TEXT = (
    "The council of Velmark will decide in June whether the tram is built along the harbor, Mayor Ana Ruiz said. The plan "
    "may cost ninety million crowns, and two officials doubt that the region will pay its half of the sum this year."
)
UPDATED = f"{TEXT} A meeting of residents is set for Tuesday."
OTHER = (
    "A storm closed the northern ferry on Sunday, and the port office expects that crossings begin again by the evening. "
    "Nobody was hurt, Captain Jon Vik said, but forty cars stood on the quay for most of the night without any word."
)


def make(name: str, text: str = TEXT, outlet: str = "Velmark Post", **more: object) -> Article:
    return Article(name, text, outlet, **more)  # type: ignore[arg-type]


@pytest.fixture
def articles() -> tuple[Article, ...]:
    """An article, its updated copy, the same text in another outlet, and another article."""
    return (make("first"), make("again", UPDATED), make("wire", outlet="Delmora Daily"), make("storm", OTHER))


def names(articles: tuple[Article, ...]) -> list[str]:
    return [article.id for article in articles]


class TestSettling:
    def test_dropping_leaves_out_an_outlets_own_copy_and_keeps_the_other_outlets(self, articles: tuple[Article, ...]) -> None:
        kept, found = settle_duplicates(articles, "drop")
        assert kept == (articles[0], articles[2], articles[3])
        assert [(each.article, each.of, each.kind, each.same_outlet) for each in found] == [
            ("again", "first", "near", True),
            ("wire", "first", "exact", False),
        ]

    def test_marking_keeps_every_article_and_warns_of_each_duplicate(self, articles: tuple[Article, ...]) -> None:
        kept, found = settle_duplicates(articles, "mark")
        assert names(kept) == names(articles)
        assert found == settle_duplicates(articles, "drop")[1]
        warned = {article.id: article.warnings for article in kept}
        assert warned["first"] == warned["storm"] == ()
        assert warned["again"] == (describe(found[0]),)
        assert warned["wire"] == ('duplicate of "first" of another outlet, word for word',)

    def test_a_mark_joins_the_warnings_there_are_and_is_made_once(self) -> None:
        given = [make("first"), make("again", warnings=("not UTF-8",))]
        kept, _ = settle_duplicates(given, "mark")
        twice, _ = settle_duplicates(kept, "mark")
        assert kept[1].warnings == ("not UTF-8", 'duplicate of "first" of the same outlet, word for word')
        assert twice == kept

    def test_keeping_looks_for_none(self, articles: tuple[Article, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.duplicates.ShingleReader", None)
        assert settle_duplicates(articles, "keep") == (articles, ())

    def test_an_unknown_handling_is_told_before_anything_is_read(self) -> None:
        def never() -> Iterator[Article]:
            raise AssertionError("read")
            yield

        with pytest.raises(UnknownNameError, match=r'handling of duplicates "dropp"\. Did you mean "drop"'):
            settle_duplicates(never(), "dropp")

    @pytest.mark.parametrize("handling", ["drop", "mark", "keep"])
    def test_without_duplicates_nothing_changes(self, handling: str) -> None:
        given = (make("first"), make("storm", OTHER))
        assert settle_duplicates(given, handling) == (given, ())

    @pytest.mark.parametrize(
        ("duplicate", "said"),
        [
            (Duplicate("b", "a", "exact", 1.0, True), 'duplicate of "a" of the same outlet, word for word'),
            (
                Duplicate("b", "a", "near", 0.756, False),
                'duplicate of "a" of another outlet, nearly word for word (76 % of the shorter text)',
            ),
        ],
        ids=["exact", "near"],
    )
    def test_a_duplicate_is_told_by_its_original_its_outlet_and_its_likeness(self, duplicate: Duplicate, said: str) -> None:
        assert describe(duplicate) == said


class TestAnalyzing:
    def analyze(self, articles: tuple[Article, ...], **more: str) -> Analysis:
        return analyze(articles, measures=["hedging"], actors=Registry(), **more)  # type: ignore[arg-type]

    def test_by_default_one_publication_counts_once_and_what_is_left_out_is_named(self, articles: tuple[Article, ...]) -> None:
        found = self.analyze(articles)
        assert names(found.articles) == ["first", "wire", "storm"]
        assert {score.article_id for score in found.scores} == {"first", "wire", "storm"} == set(found.hits)
        ((place, reason),) = [(item.path, item.reason) for item in found.skipped]
        assert place == "again"
        assert reason.startswith('duplicate of "first" of the same outlet, nearly word for word (')
        assert [each.article for each in found.duplicates] == ["again", "wire"]

    def test_marked_duplicates_are_scored_and_nothing_is_left_out(self, articles: tuple[Article, ...]) -> None:
        found = self.analyze(articles, duplicates="mark")
        assert names(found.articles) == names(articles)
        assert set(found.hits) == set(names(articles))
        assert found.skipped == ()
        assert [article.id for article in found.articles if article.warnings] == ["again", "wire"]
        assert [each.article for each in found.duplicates] == ["again", "wire"]

    def test_kept_duplicates_are_not_even_looked_for(self, articles: tuple[Article, ...]) -> None:
        found = self.analyze(articles, duplicates="keep")
        assert (found.articles, found.duplicates, found.skipped) == (articles, (), ())

    @pytest.mark.parametrize("handling", ["drop", "mark", "keep"])
    def test_provenance_says_what_was_done_with_duplicates(self, articles: tuple[Article, ...], handling: str) -> None:
        assert self.analyze(articles, duplicates=handling).provenance["duplicates"] == handling

    def test_an_unknown_handling_is_told_before_the_first_article_is_read(self) -> None:
        def never() -> Iterator[Article]:
            raise AssertionError("read")
            yield

        with pytest.raises(UnknownNameError, match="handling of duplicates"):
            analyze(never(), duplicates="all")

    def test_actors_are_proposed_from_the_articles_that_stay(self) -> None:
        # a name in one article must stand there three times, in two articles once
        once = analyze([make("first"), make("again"), make("storm", OTHER)], measures=["lix"])
        twice = analyze([make("first"), make("again"), make("storm", OTHER)], measures=["lix"], duplicates="keep")
        assert "Ana Ruiz" in {actor.name for actor in twice.actors}
        assert "Ana Ruiz" not in {actor.name for actor in once.actors}

    def test_what_makes_an_annotator_is_given_the_actors_that_were_proposed(self) -> None:
        given: list[Registry] = []

        def make_annotator(registry: Registry) -> FastAnnotator:
            given.append(registry)
            return FastAnnotator(registry)

        articles = [make("first"), make("also", f"{OTHER} Ana Ruiz was there.")]
        found = analyze(articles, measures=["lix"], annotator=make_annotator)
        plain = analyze(articles, measures=["lix"])
        assert found.actors_proposed
        assert [registry.actors for registry in given] == [(), plain.actors]  # none at first, to learn its layers
        assert found.actors == plain.actors
        assert found.mentions == plain.mentions
