from __future__ import annotations

from framing.actors import Actor, load_registry
from framing.documents import segment
from framing.model import Article
from framing.proposals import MAX_ACTORS, propose_actors


def propose(*texts: str, most: int = MAX_ACTORS) -> list[Actor]:
    articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
    return list(propose_actors(articles, most=most).actors)


def names(*texts: str) -> dict[str, str]:
    return {actor.name: actor.type for actor in propose(*texts)}


class TestWhoIsProposed:
    def test_a_name_that_stands_in_two_articles_is(self) -> None:
        assert names("He saw Ana Ruiz leave.", "Then came Ana Ruiz again.") == {"Ana Ruiz": "person"}

    def test_a_name_that_stands_in_one_of_several_articles_is_not(self) -> None:
        assert names("He saw Ana Ruiz. Later Ana Ruiz, and Ana Ruiz.", "Nobody came.") == {}

    def test_in_a_single_article_three_times_are_needed(self) -> None:
        assert names("He saw Ana Ruiz. Later Ana Ruiz spoke.") == {}
        assert names("He saw Ana Ruiz. Later Ana Ruiz spoke, and Ana Ruiz left.") == {"Ana Ruiz": "person"}

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
        assert names(*["Harbors grow. “Harbors shrink,” he said."] * 3) == {}

    def test_a_place_is_nobody(self) -> None:
        assert names(*["He drove down Selm Street to the Selm River."] * 3) == {}

    def test_states_come_with_the_names_and_capitals_of_the_shipped_registry(self) -> None:
        [france] = propose("Yesterday France objected.", "Paris objected to it.")
        shipped = next(actor for actor in load_registry("states").actors if actor.id == "france")
        assert (france.id, france.type, france.proposed) == ("france", "state", True)
        assert (france.aliases, france.exclude) == (shipped.aliases, shipped.exclude)

    def test_nothing_comes_of_nothing(self) -> None:
        assert propose() == propose("") == propose("all in small letters", "again") == []


class TestTheRegistry:
    TEXTS = (
        "He saw Ana Ruiz and Odo Brask. Then came Ana Ruiz.",
        "There was Odo Brask with Ana Ruiz, and Tom Hall.",
        "Tom Hall sat.",
    )

    def test_all_are_marked_as_proposed(self) -> None:
        assert all(actor.proposed for actor in propose(*self.TEXTS))
        assert propose_actors([]).name == "proposed"

    def test_those_in_most_articles_come_first_and_only_so_many(self) -> None:
        assert [actor.id for actor in propose(*self.TEXTS)] == ["ana-ruiz", "odo-brask"]
        assert [actor.id for actor in propose(*self.TEXTS, most=1)] == ["ana-ruiz"]

    def test_the_order_of_the_articles_does_not_matter(self) -> None:
        assert propose(*self.TEXTS) == propose(*reversed(self.TEXTS))

    def test_what_is_proposed_is_found(self) -> None:
        registry = propose_actors([Article(id="a", text="He saw Ana Ruiz. Later Ruiz spoke, and then Ruiz left.")])
        doc = segment("First Ruiz spoke.")
        assert [doc.quote(mention.span) for mention in registry.find(doc)] == ["Ruiz"]


class TestTheSample:
    def test_its_main_people_and_bodies_are_proposed_with_their_kind(self, sample: tuple[Article, ...]) -> None:
        proposed = {actor.name: actor.type for actor in propose_actors(sample).actors}
        assert len(proposed) == MAX_ACTORS
        expected = {"Helka Tarnsby": "person", "Odo Brask": "person", "Nadja Perrick": "person", "Saint Ivora Hospital": "org"}
        assert expected.items() <= proposed.items()

    def test_most_of_the_listed_actors_are_among_the_first_thirty(self, sample: tuple[Article, ...]) -> None:
        proposed = propose_actors(sample, most=30)
        listed = load_registry("sample").actors
        words = {alias.words for actor in proposed.actors for alias in actor.aliases}
        missing = [actor.name for actor in listed if not words & {alias.words for alias in actor.aliases}]
        assert len(missing) <= len(listed) / 2, missing
