"""Who acts and who is acted on, how present each actor is, and passives without an agent."""

from __future__ import annotations

from collections import Counter

import pytest

import framing
from framing.actors import load_registry
from framing.annotation import FastAnnotator
from framing.measures import apply
from framing.measures.agency import Agency, Passives, Presence
from framing.model import Article, Document
from framing.registry import Registry


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    path = tmp_path_factory.mktemp("actors") / "town.yml"
    path.write_text(
        "name: town\nversion: 1.0.0\nabout: A town.\nsource: Written for a test.\nlicense: CC0-1.0\nactors:\n"
        "  - {id: ruiz, name: Ana Ruiz, type: person, aliases: [Ruiz]}\n"
        "  - {id: brandt, name: Otto Brandt, type: person, aliases: [Brandt]}\n",
        encoding="utf-8",
    )
    return load_registry(path)


def read(text: str, registry: Registry) -> Document:
    return FastAnnotator(registry).annotate(Article("a", text))


def roles(text: str, registry: Registry) -> Counter[tuple[str, str]]:
    return Counter((hit.target, hit.category) for hit in Agency().find(read(text, registry)))


class TestAgency:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Ana Ruiz criticized Otto Brandt.", {("ruiz", "subject"), ("brandt", "object")}),
            ("Otto Brandt was criticized by Ana Ruiz.", {("ruiz", "after by"), ("brandt", "passive subject")}),
            ("Otto Brandt was arrested on Monday.", {("brandt", "passive subject")}),
            ("Ana Ruiz did not attack Otto Brandt.", {("ruiz", "subject"), ("brandt", "object")}),
            ("Police arrested Otto Brandt.", {("brandt", "object")}),
            ("Ana Ruiz urged Otto Brandt to resign.", {("ruiz", "subject"), ("brandt", "object"), ("brandt", "subject")}),
            ("Ana Ruiz urged police to arrest Otto Brandt.", {("ruiz", "subject"), ("brandt", "object")}),
            ("Officials met Otto Brandt to improve ties.", {("brandt", "object")}),
            ("Ana Ruiz hosted launchers used to strike Otto Brandt.", {("ruiz", "subject"), ("brandt", "object")}),
            ("Ana Ruiz and Otto Brandt left.", {("ruiz", "subject"), ("brandt", "subject")}),
            ("Police arrested Ana Ruiz and Otto Brandt.", {("ruiz", "object"), ("brandt", "object")}),
            ("Police were attacked by Ana Ruiz and Otto Brandt.", {("ruiz", "after by"), ("brandt", "after by")}),
        ],
    )
    def test_each_role_is_found_by_the_form_of_the_clause(
        self, text: str, expected: set[tuple[str, str]], registry: Registry
    ) -> None:
        assert set(roles(text, registry)) == expected

    @pytest.mark.parametrize("text", ["Ana Ruiz is a mayor.", "Ana Ruiz has two sons.", "Ruiz’s plan failed.", "It rained."])
    def test_states_possessions_and_absence_are_no_role(self, text: str, registry: Registry) -> None:
        assert roles(text, registry) == Counter()

    def test_the_share_of_acting_is_of_all_clauses_with_a_role(self, registry: Registry) -> None:
        doc = read("Ana Ruiz criticized Otto Brandt. Otto Brandt criticized Ana Ruiz. Ana Ruiz won.", registry)
        _, scores = apply(Agency(), doc)
        found = {(score.column, score.target): score for score in scores}
        assert (found["acting", "ruiz"].total, found["acting", "ruiz"].base) == (2.0, 3.0)
        assert found["object", "brandt"].value == pytest.approx(50.0)

    def test_an_actor_that_has_no_role_has_no_share(self, registry: Registry) -> None:
        _, scores = apply(Agency(), read("The plan of Ana Ruiz failed.", registry))
        assert {score.base for score in scores} == {0.0}


class TestPresence:
    def test_shares_of_voice_add_up_and_the_first_mention_has_its_place(self, registry: Registry) -> None:
        doc = read("It rained. Ana Ruiz met Otto Brandt. Ruiz left. Ruiz won.", registry)
        _, scores = apply(Presence(), doc)
        found = {(score.column, score.target): score.value for score in scores}
        assert found["share_of_voice", "ruiz"] == pytest.approx(75.0)
        assert found["share_of_voice", "ruiz"] + found["share_of_voice", "brandt"] == pytest.approx(100.0)
        assert found["sentences", "ruiz"] == pytest.approx(75.0)
        assert found["first_at", "brandt"] == 1.0

    def test_two_mentions_in_a_sentence_are_one_sentence(self, registry: Registry) -> None:
        doc = read("Ana Ruiz said that Ruiz had won. It rained.", registry)
        _, scores = apply(Presence(), doc)
        assert {score.value for score in scores if score.column == "sentences"} == {50.0}

    def test_titles_are_kept_apart(self, registry: Registry) -> None:
        doc = FastAnnotator(registry).annotate(Article("a", "It rained. Ana Ruiz won.", title="Ruiz wins"))
        hits, scores = apply(Presence(), doc)
        assert Counter(hit.zone for hit in hits) == {"body": 1, "title": 1}
        assert {score.total for score in scores if score.column == "share_of_voice"} == {1.0}


class TestPassives:
    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            ("Nine people were killed.", ["agentless"]),
            ("Nine people were killed by soldiers.", ["with agent"]),
            ("The road will be finished by Friday.", ["agentless"]),
            ("The bridge was built by 1920.", ["agentless"]),
            ("She was interested in music.", []),
            ("Soldiers killed nine people.", []),
            ("The road has been closed, officials said.", ["agentless"]),
        ],
    )
    def test_passives_with_and_without_an_agent(self, text: str, kinds: list[str], registry: Registry) -> None:
        assert [hit.category for hit in Passives().find(read(text, registry))] == kinds

    def test_the_share_is_of_passives_outside_of_quotation_marks(self, registry: Registry) -> None:
        text = 'Nine people were killed. The square was cleared by soldiers. "We were betrayed," a man said.'
        _, scores = apply(Passives(), read(text, registry))
        found = {score.column: (score.total, score.base) for score in scores}
        assert found["agentless"] == (1.0, 2.0)
        assert found["rate"] == (2.0, 3.0)


def test_none_of_them_is_tested_between_outlets() -> None:
    articles = list(framing.sample_articles())
    analysis = framing.analyze(articles, measures=["agency", "presence", "passives"], annotator="fast")
    comparison = framing.compare(analysis)
    assert comparison.estimates
    assert comparison.gaps == ()
