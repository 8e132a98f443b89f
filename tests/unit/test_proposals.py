from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from framing.actors import Actor, load_registry
from framing.cli.actors import write_actors
from framing.documents import segment
from framing.model import Article
from framing.proposals import MAX_ACTORS, find_proposals, propose_actors


def propose(*texts: str, most: int = MAX_ACTORS) -> list[Actor]:
    articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
    return list(propose_actors(articles, most=most).actors)


def names(*texts: str) -> dict[str, str]:
    return {actor.name: actor.type for actor in propose(*texts)}


class TestWhoIsProposed:
    def test_a_name_that_stands_in_two_articles_is(self) -> None:
        assert names("He saw Ana Ruiz leave.", "Then came Ana Ruiz again.") == {"Ana Ruiz": "person"}

    def test_a_name_that_stands_twice_in_one_is(self) -> None:
        assert names("He saw Ana Ruiz. Later Ana Ruiz spoke.", "Nobody came.") == {"Ana Ruiz": "person"}

    def test_a_name_that_stands_once_is_not(self) -> None:
        assert names("He saw Ana Ruiz. Nobody else came.", "Nobody came.") == {}

    def test_a_short_form_counts_for_the_full_name(self) -> None:
        [ruiz] = propose("He saw Ana Ruiz. Later Ruiz spoke, and then Ruiz left.")
        assert [alias.words for alias in ruiz.aliases] == ["Ana Ruiz", "Ruiz"]

    def test_a_short_form_two_people_share_is_nobodys(self) -> None:
        ana, tom = propose(*["He saw Ana Ruiz and Tom Ruiz. Then Ruiz spoke."] * 2)
        assert [len(actor.aliases) for actor in (ana, tom)] == [1, 1]

    def test_titles_are_no_part_of_a_name_but_make_a_person_of_it(self) -> None:
        assert names(*["Then President Ruiz met Mayor Ana Maria de la Vega."] * 2) == {
            "Ruiz": "person",
            "Ana Maria de la Vega": "person",
        }

    def test_a_word_that_tells_an_organization_makes_one(self) -> None:
        assert names(*["He joined the Harbor Workers Union and the UNPX."] * 2) == {
            "Harbor Workers Union": "org",
            "UNPX": "org",
        }

    def test_an_organization_is_met_under_its_short_form_too(self) -> None:
        [hospital] = propose("He left Saint Ivora Hospital. It was Saint Ivora he missed.", "They like Saint Ivora now.")
        assert (hospital.name, hospital.type) == ("Saint Ivora Hospital", "org")
        assert [alias.words for alias in hospital.aliases] == ["Saint Ivora Hospital", "Saint Ivora"]

    def test_months_days_and_words_that_open_sentences_are_nobody(self) -> None:
        assert names(*["They met on Monday in May. The Officials left. However, Nobody came by Christmas."] * 3) == {}

    def test_a_capital_that_opens_a_sentence_makes_no_name(self) -> None:
        assert names(*["Harbors grow. \u201cHarbors shrink,\u201d he said."] * 3) == {}

    def test_a_place_is_nobody(self) -> None:
        assert names(*["He drove down Selm Street to the Selm River."] * 3) == {}

    def test_states_come_with_the_names_and_capitals_of_the_shipped_registry(self) -> None:
        [france] = propose("Yesterday France objected.", "They flew to France.")
        shipped = next(actor for actor in load_registry("states").actors if actor.id == "france")
        assert (france.id, france.type, france.proposed) == ("france", "state", True)
        assert (france.aliases, france.exclude) == (shipped.aliases, shipped.exclude)

    def test_nothing_comes_of_nothing(self) -> None:
        assert propose() == propose("") == propose("all in small letters", "again") == []


class TestTheRegistry:
    TEXTS = (
        "He saw Ana Ruiz and Odo Brask. Then came Ana Ruiz.",
        "There was Odo Brask with Ana Ruiz, and Nela Vey.",
        "Nela Vey sat.",
    )

    def test_all_are_marked_as_proposed(self) -> None:
        assert all(actor.proposed for actor in propose(*self.TEXTS))
        assert propose_actors([]).name == "proposed"

    def test_those_in_most_articles_come_first_then_those_named_most_often_and_only_so_many(self) -> None:
        assert [actor.id for actor in propose(*self.TEXTS)] == ["ana-ruiz", "nela-vey", "odo-brask"]
        assert [actor.id for actor in propose(*self.TEXTS, most=1)] == ["ana-ruiz"]

    def test_the_order_of_the_articles_does_not_matter(self) -> None:
        assert propose(*self.TEXTS) == propose(*reversed(self.TEXTS))

    def test_what_is_proposed_is_found(self) -> None:
        registry = propose_actors([Article(id="a", text="He saw Ana Ruiz. Later Ruiz spoke, and then Ruiz left.")])
        doc = segment("First Ruiz spoke.")
        assert [doc.quote(mention.span) for mention in registry.find(doc)] == ["Ruiz"]


class TestRanking:
    def test_outlets_go_before_articles(self) -> None:
        articles = [
            *(Article(id=f"a{i}", outlet="Post", text="They saw Ana Ruiz.") for i in range(3)),
            *(Article(id=f"o{outlet}", outlet=outlet, text="They saw Odo Brask.") for outlet in ("Post", "Voice")),
        ]
        assert [proposal.actor.name for proposal in find_proposals(articles)] == ["Odo Brask", "Ana Ruiz"]

    def test_stories_go_before_mentions(self) -> None:
        articles = [
            *(Article(id=f"a{i}", text="They saw Ana Ruiz. Later Ruiz left.") for i in range(3)),
            *(Article(id=f"o{i}", text="They saw Odo Brask.") for i in range(2)),
        ]
        stories = {f"a{i}": "one" for i in range(3)}
        assert [proposal.actor.name for proposal in find_proposals(articles)] == ["Ana Ruiz", "Odo Brask"]
        assert [proposal.actor.name for proposal in find_proposals(articles, stories=stories)] == ["Odo Brask", "Ana Ruiz"]

    def test_a_proposal_tells_how_often_and_where(self) -> None:
        articles = [
            Article(id="a", outlet="Post", text="It rained. They saw Ana Ruiz there. Later Ruiz left."),
            Article(id="b", outlet="Voice", text="They saw Ana Ruiz."),
            Article(id="c", outlet="Voice", text="They saw nobody."),
        ]
        [found] = find_proposals(articles)
        assert (found.mentions, found.articles, found.outlets) == (3, ("a", "b"), ("Post", "Voice"))
        assert found.example == "They saw Ana Ruiz there."


class TestExamples:
    def example(self, text: str) -> str:
        [found] = find_proposals([Article(id="a", text=text)])
        return found.example

    def test_it_is_a_sentence_that_an_initial_does_not_end(self) -> None:
        assert self.example("It rained. They saw Ana K. Ruiz there. Later Ruiz left.") == "They saw Ana K. Ruiz there."

    def test_a_long_one_is_cut_between_words(self) -> None:
        text = f"they {'waited long ' * 30}and saw Ana Ruiz {'and waited ' * 30}and Ruiz left."
        example = self.example(text)
        assert len(example) <= 160
        assert "Ana Ruiz" in example
        assert set(example.split()) <= set(text.split())

    def test_it_stands_on_one_line_without_control_characters(self) -> None:
        example = self.example("they\x1b[31m saw\tAna Ruiz\x07 there, and Ruiz left.")
        assert example == "they[31m saw Ana Ruiz there, and Ruiz left."


def shared(actors: list[Actor]) -> list[str]:
    words = Counter(alias.words.lower() for actor in actors for alias in {a.words: a for a in actor.aliases}.values())
    return [word for word, count in words.items() if count > 1]


class TestNoNameOfTwo:
    """Acceptance: no silent double count, whatever the names are."""

    @pytest.mark.parametrize(
        "text",
        [
            "They saw Ana Ruiz and Tom Ruiz. Later Ruiz left Ruiz.",
            "They asked the White House and the United States. The White House and the United States left.",
            "They asked the Kremlin about Russia. Later the Kremlin and Russia left.",
            "They saw Jordan Velk in Jordan. The Jordanian army left Jordan, and Velk left.",
            "They asked the SALT and Mr. Salt. Later the SALT left Mr. Salt.",
            "They saw Ana May and Mr. May. Later Ms. May left the UN and the U.N. and the United Nations.",
        ],
    )
    def test_no_two_actors_share_one(self, text: str) -> None:
        assert shared(propose(text, text, most=50)) == []

    def test_an_alias_inside_another_actors_name_is_counted_once(self) -> None:
        text = "They saw Ana Velk. Later the Velk Foundation left Velk, and the Velk Foundation won."
        registry = propose_actors([Article(id="a", text=text)])
        doc = segment(text)
        found = Counter(mention.actor for mention in registry.find(doc))
        assert found == {"ana-velk": 2, "velk-foundation": 2}
        assert len({mention.span for mention in registry.find(doc)}) == 4

    def test_ids_are_told_apart(self) -> None:
        actors = propose(*["They saw Ana Ruiz and Ana R\u00fciz, and the A&A Union and the A A Union."] * 2, most=50)
        assert len({actor.id for actor in actors}) == len(actors)

    def test_five_thousand_actors_load_again_and_share_no_name(self, tmp_path: Path) -> None:
        first = ["Ana", "Tom", "Eva", "Odo", "Nela", "Ida", "Max", "Leo", "Mia", "Ben"]
        last = [
            f"{a}{b}{c}" for a in ("Bra", "Vel", "Tor", "Mun", "Sil") for b in "aeiou" for c in ("sk", "nt", "lm", "rn", "x")
        ]
        middle = ["", "A. ", "B. ", "C. "]
        people = [f"{one} {m}{two}" for two in last for one in first for m in middle]
        articles = [Article(id=str(i), text=f"They saw {name}. Later they saw {name} again.") for i, name in enumerate(people)]
        articles += [Article(id=two, text=f"They asked the {two} Union. Later the {two} Union left.") for two in last]
        registry = propose_actors(articles, most=5000)
        assert len(registry.actors) > len(last) * len(first)
        assert shared(list(registry.actors)) == []
        path = tmp_path / "actors.yml"
        path.write_text(write_actors(registry, len(articles)), encoding="utf-8")
        assert len(load_registry(path).actors) == len(registry.actors)

    @pytest.mark.parametrize("word", ["May", "Will", "March", "Turkey", "Apple", "Hope", "Chad", "Jordan"])
    def test_an_everyday_word_as_a_name_is_written_so_that_the_file_loads(self, tmp_path: Path, word: str) -> None:
        text = f"They met Ana {word} there. Later Ms. {word} left, and Mr. {word} came, said {word}, who liked {word.lower()}."
        registry = propose_actors([Article(id="a", text=text), Article(id="b", text=text)])
        path = tmp_path / "actors.yml"
        path.write_text(write_actors(registry, 2), encoding="utf-8")
        assert load_registry(path).actors[0].aliases == registry.actors[0].aliases

    def test_a_month_is_no_mention_of_a_person_of_its_name(self) -> None:
        registry = propose_actors([Article(id="a", text="They met Theresa May. Later Ms. May left.")])
        doc = segment("It was in May. Theresa May came.")
        assert [doc.quote(mention.span) for mention in registry.find(doc)] == ["Theresa May"]


class TestTheSample:
    def test_its_main_people_and_bodies_are_proposed_with_their_kind(self, sample: tuple[Article, ...]) -> None:
        proposed = {actor.name: actor.type for actor in propose_actors(sample, most=15).actors}
        assert len(proposed) == 15
        expected = {"Helka Tarnsby": "person", "Odo Brask": "person", "Nadja Perrick": "person", "Saint Ivora Hospital": "org"}
        assert expected.items() <= proposed.items()

    def test_most_of_the_listed_actors_are_among_the_first_thirty(self, sample: tuple[Article, ...]) -> None:
        proposed = propose_actors(sample, most=30)
        listed = load_registry("sample").actors
        words = {alias.words for actor in proposed.actors for alias in actor.aliases}
        missing = [actor.name for actor in listed if not words & {alias.words for alias in actor.aliases}]
        assert len(missing) <= len(listed) / 3, missing
