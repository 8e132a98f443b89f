from __future__ import annotations

from pathlib import Path

import pytest

from framing.actors import Actor, Alias, Registry, check_registry, load_registry
from framing.documents import segment
from framing.errors import LexiconError, UnknownNameError
from framing.registry import everyday_words


def person(name: str, *aliases: str, **fields: object) -> Actor:
    id_ = str(fields.pop("id", name.rpartition(" ")[2].lower()))
    return Actor(id=id_, name=name, aliases=tuple(map(Alias, (name, *aliases))), **fields)  # type: ignore[arg-type]


def found(text: str, *actors: Actor) -> list[str]:
    """Return the mentions of a text, each as its words and its actor."""
    return mentions(Registry.of(actors), text)


def mentions(registry: Registry, text: str) -> list[str]:
    doc = segment(text)
    return [f"{doc.quote(mention.span)}={mention.actor}" for mention in registry.find(doc)]


def load(write, actors: str) -> Registry:
    return load_registry(write("people.yml", f"name: people\nversion: 2.0.0\nactors:\n{actors}"))


def problems(write, text: str | bytes) -> list[str]:
    path = write("people.yml", text)
    with pytest.raises(LexiconError) as caught:
        load_registry(path)
    return str(caught.value).replace(f"{path.parent}/", "").splitlines()


RUIZ = person("Ana Ruiz", pronouns=frozenset({"she", "her"}))
BRASK = person("Odo Brask")


class TestNames:
    def test_a_mention_is_a_name_where_it_stands(self) -> None:
        assert found("Ana Ruiz met Odo Brask.", RUIZ, BRASK) == ["Ana Ruiz=ruiz", "Odo Brask=brask"]

    def test_the_longest_name_wins(self) -> None:
        york, times = (Actor(i, i, "org", (Alias(words),)) for i, words in (("city", "New York"), ("paper", "New York Times")))
        assert found("The New York Times left New York.", york, times) == ["New York Times=paper", "New York=city"]

    def test_a_name_inside_the_name_of_another_is_not_a_mention(self) -> None:
        bank, england = (
            Actor("bank", "b", "org", (Alias("Bank of England"),)),
            Actor("england", "e", "state", (Alias("England"),)),
        )
        assert found("The Bank of England said so.", england, bank) == ["Bank of England=bank"]

    def test_capitals_apostrophes_and_line_breaks_do_not_matter(self) -> None:
        for text in ("Ana O’Neil spoke", "Ana\nO'Neil spoke", "ANA O'NEIL SPOKE"):
            assert len(found(text, person("Ana O'Neil"))) == 1

    def test_a_capital_in_the_name_asks_for_one_in_the_text(self) -> None:
        assert found("They may go. A will was found.", person("May", id="x"), person("Will", id="y")) == []

    def test_capitals_throughout_ask_for_the_same(self) -> None:
        us = Actor("us", "United States", "state", (Alias("US"),))
        assert found("The US told us. Us too.", us) == ["US=us"]

    def test_small_letters_in_the_name_ask_for_nothing(self) -> None:
        mayor = person("Ana Ruiz", "the mayor")
        assert found("The mayor left. Then the Mayor came.", mayor) == ["The mayor=ruiz", "the Mayor=ruiz"]

    def test_the_article_of_a_name_may_be_small(self) -> None:
        assert found("He read the Guardian.", Actor("g", "The Guardian", "org", (Alias("The Guardian"),))) == ["the Guardian=g"]

    def test_a_name_never_reaches_over_a_sentence_end(self) -> None:
        assert found("She is Ana. Ruiz left.", RUIZ) == []

    def test_a_possessive_is_told(self) -> None:
        doc = segment("Odo Brask's plan pleased Odo Brask.")
        assert [mention.role for mention in Registry.of([BRASK]).find(doc)] == ["possessive", ""]

    def test_an_empty_registry_finds_nothing(self) -> None:
        assert found("Ana Ruiz spoke.") == []


class TestSurnames:
    def test_a_surname_counts_only_after_the_full_name(self) -> None:
        assert found("Ruiz spoke. Ana Ruiz left. Ruiz won.", RUIZ) == ["Ana Ruiz=ruiz", "Ruiz=ruiz"]

    def test_a_surname_that_is_listed_counts_from_the_start(self) -> None:
        assert found("Ruiz spoke.", person("Ana Ruiz", "Ruiz")) == ["Ruiz=ruiz"]

    def test_a_surname_counts_for_nobody_once_two_bearers_are_named(self) -> None:
        ana, tom = RUIZ, person("Tom Ruiz", id="tom")
        text = "Ana Ruiz spoke. Ruiz left. Tom Ruiz came. Ruiz stayed."
        expected = ["Ana Ruiz=ruiz", "Ruiz=ruiz", "Tom Ruiz=tom"]
        assert found(text, ana, tom) == expected
        assert found(text, tom, ana) == expected

    def test_a_listed_surname_counts_for_its_owner_until_another_bearer_is_named_whatever_the_order_of_the_file(self) -> None:
        ana, tom = person("Ana Ruiz", "Ruiz"), person("Tom Ruiz", id="tom")
        for actors in ((ana, tom), (tom, ana)):
            assert found("Ruiz came.", *actors) == ["Ruiz=ruiz"]
            assert found("Tom Ruiz came. Ruiz stayed.", *actors) == ["Tom Ruiz=tom", "Ruiz=tom"]

    def test_an_everyday_word_is_no_surname(self) -> None:
        assert {"may", "will", "monday"} <= everyday_words()
        text = "Theresa May spoke. In May she left. Will it hold?"
        assert found(text, person("Theresa May"), person("George Will")) == ["Theresa May=may", "she=may"]

    def test_what_follows_of_is_no_surname(self) -> None:
        duke = person("Tom Ruiz", "Duke of York", "President of Velland")
        assert found("The Duke of York left York. The President of Velland left Velland.", duke) == [
            "Duke of York=ruiz",
            "President of Velland=ruiz",
        ]

    def test_the_generation_after_a_surname_is_none(self) -> None:
        king = person("Martin King Jr.", id="king")
        assert found("Martin King Jr. spoke. King left. Tom Hall Jr. stayed.", king) == ["Martin King Jr.=king", "King=king"]

    @pytest.mark.parametrize("kind", ["org", "state", "group"])
    def test_only_persons_have_surnames(self, kind: str) -> None:
        care = Actor("care", "Pellgrave Care", kind, (Alias("Pellgrave Care"),))
        assert found("Pellgrave Care grew. Care is good.", care) == ["Pellgrave Care=care"]

    def test_each_text_starts_anew(self) -> None:
        registry = Registry.of([RUIZ])
        assert mentions(registry, "Ana Ruiz spoke.") == ["Ana Ruiz=ruiz"]
        assert mentions(registry, "Ruiz left.") == []


class TestPronouns:
    def test_a_sentences_first_pronoun_follows_the_one_person_named_before_it(self) -> None:
        assert found("Ana Ruiz spoke. Then she left her seat.", RUIZ) == ["Ana Ruiz=ruiz", "she=ruiz"]

    def test_it_does_not_where_two_persons_are_named(self) -> None:
        assert found("Ana Ruiz met Odo Brask. Then she left.", RUIZ, BRASK) == ["Ana Ruiz=ruiz", "Odo Brask=brask"]

    def test_an_organization_beside_the_person_does_no_harm(self) -> None:
        port = Actor("port", "Port Board", "org", (Alias("Port Board"),))
        assert found("Ana Ruiz met the Port Board. She left.", RUIZ, port)[-1] == "She=ruiz"

    def test_it_does_not_after_a_person_named_in_its_own_sentence(self) -> None:
        assert found("Ana Ruiz spoke. Odo Brask said she left.", RUIZ, BRASK) == ["Ana Ruiz=ruiz", "Odo Brask=brask"]

    def test_it_does_not_where_the_pronoun_is_not_the_persons(self) -> None:
        assert found("Ana Ruiz spoke. He left when she came.", RUIZ) == ["Ana Ruiz=ruiz"]

    def test_it_does_not_two_sentences_on(self) -> None:
        assert found("Ana Ruiz spoke. It rained. She left.", RUIZ) == ["Ana Ruiz=ruiz"]

    def test_a_persons_pronouns_may_be_left_open(self) -> None:
        assert found("Odo Brask spoke. His seat was empty.", BRASK) == ["Odo Brask=brask", "His=brask"]

    def test_a_pronoun_says_how_it_was_resolved(self) -> None:
        doc = segment("Odo Brask spoke. His seat was empty.")
        assert [(mention.how, mention.role) for mention in Registry.of([BRASK]).find(doc)] == [
            ("alias", ""),
            ("pronoun", "possessive"),
        ]


class TestExclusions:
    def test_a_longer_expression_takes_the_name_out(self) -> None:
        ruiz = person("Ana Ruiz", "Ruiz", exclude=("Ruiz Street", "the Ruiz Prize"))
        assert found("Ruiz left Ruiz Street for the Ruiz Prize.", ruiz) == ["Ruiz=ruiz"]

    def test_it_may_begin_with_a_small_letter(self) -> None:
        kyiv = Actor("ukraine", "Ukraine", "state", (Alias("Kyiv"),), exclude=("chicken Kyiv",))
        assert found("Kyiv served chicken Kyiv and Chicken Kyiv.", kyiv) == ["Kyiv=ukraine"]

    def test_it_asks_for_its_own_capitals(self) -> None:
        ruiz = person("Ana Ruiz", "Ruiz", exclude=("Ruiz Watch",))
        assert found("Ruiz watch the port.", ruiz) == ["Ruiz=ruiz"]

    def test_a_possessive_in_an_exclusion_or_a_name_is_cut_as_in_a_text(self) -> None:
        mayor = person("Ana Ruiz", "the mayor", "People's Friend", exclude=("the mayor's office",))
        assert found("The mayor’s office and the mayor's aide met the People’s Friend.", mayor) == [
            "the mayor=ruiz",
            "People’s Friend=ruiz",
        ]

    def test_what_one_actor_excludes_may_be_the_name_of_another(self) -> None:
        sudan = Actor("sudan", "Sudan", "state", (Alias("Sudan"),), exclude=("South Sudan", "Sudan tribune"))
        south = Actor("south", "South Sudan", "state", (Alias("South Sudan"),))
        assert found("Sudan met South Sudan.", sudan, south) == ["Sudan=sudan", "South Sudan=south"]

    def test_it_holds_for_every_actor(self) -> None:
        assert (
            found("Ruiz and Brask Ltd grew.", person("Ana Ruiz", "Ruiz"), person("Odo Brask", exclude=("Ruiz and Brask Ltd",)))
            == []
        )


class TestFiles:
    def test_a_file_becomes_a_registry(self, write) -> None:
        registry = load(
            write, '- {id: ruiz, name: Ana Ruiz, aliases: [the mayor, "Ruiz"], pronouns: [she], exclude: Ruiz Street}\n'
        )
        [ruiz] = registry.actors
        assert (registry.name, registry.version) == ("people", "2.0.0")
        assert (ruiz.id, ruiz.name, ruiz.type, ruiz.exclude, ruiz.pronouns) == (
            "ruiz",
            "Ana Ruiz",
            "person",
            ("Ruiz Street",),
            {"she"},
        )
        assert [alias.words for alias in ruiz.aliases] == ["Ana Ruiz", "the mayor", "Ruiz"]

    def test_one_alias_needs_no_list(self, write) -> None:
        registry = load(write, "- {id: ruiz, name: Ana Ruiz, aliases: Ruiz}\n")
        assert mentions(registry, "Ruiz said A n a.") == ["Ruiz=ruiz"]

    def test_a_metonym_counts_for_the_government_and_not_for_the_place(self, write) -> None:
        registry = load(
            write,
            "- id: belarus\n  name: Belarus\n  type: state\n"
            "  metonyms:\n  - {words: Minsk, unless_after: [in, 'capital ,'], unless_before: [street*]}\n",
        )
        assert mentions(registry, "Minsk rejected it.") == ["Minsk=belarus"]
        assert mentions(registry, "They met in Minsk on Minsk streets.") == []
        [mention] = registry.find(segment("Minsk rejected it."))
        assert mention.how == "metonym"

    def test_nominals_say_how_they_were_found(self, write) -> None:
        registry = load(write, "- {id: ruiz, name: Ana Ruiz, nominals: [the senator]}\n")
        assert [mention.how for mention in registry.find(segment("The senator left."))] == ["nominal"]

    def test_a_name_two_actors_share_goes_by_the_condition_of_one(self, write) -> None:
        registry = load(
            write,
            "- {id: tom, name: Tom Ruiz, aliases: [Ruiz]}\n"
            "- {id: ana, name: Ana Ruiz, aliases: [{words: Ruiz, after: [Ms.]}]}\n",
        )
        assert mentions(registry, "Ms. Ruiz met Ruiz.") == ["Ruiz=ana", "Ruiz=tom"]

    def test_a_shipped_file_is_found_by_its_name(self) -> None:
        assert load_registry("sample").name == "sample"

    def test_an_unknown_name_brings_the_nearest_and_all(self) -> None:
        with pytest.raises(
            UnknownNameError, match=r'Unknown actor file "smaple"\. Did you mean "sample"\? Available: sample, states, '
        ):
            load_registry("smaple")


class TestBadFiles:
    @pytest.mark.parametrize(
        "text",
        [
            "name: people\n",
            "actors: []\n",
            "actors:\n",
            "actors: Ana Ruiz\n",
            "actors: {ruiz: Ana Ruiz}\n",
            "- Ana Ruiz\n",
            "",
            "x",
        ],
    )
    def test_a_file_that_names_no_actor_is_told(self, write, text: str) -> None:
        assert problems(write, text) == [
            "people.yml, line 1: names no actor; it needs actors: with a list of {id, name, type, aliases}"
        ]

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(LexiconError, match=r"gone\.yml: cannot be read: No such file or directory"):
            load_registry(tmp_path / "gone.yml")

    def test_broken_yaml_and_other_encodings_are_told(self, write) -> None:
        assert problems(write, "actors: [\n") == ["people.yml, line 2: is not valid YAML: did not find expected node content"]
        assert problems(write, b"actors: [\xff]\n") == ["people.yml, line 1: is not UTF-8 text; save it as UTF-8"]

    def test_yaml_aliases_are_refused(self, write) -> None:
        assert problems(write, "actors:\n- &a {id: a, name: Ana Ruiz}\n- *a\n") == [
            "people.yml, line 3: uses YAML aliases (*name); write the entries out"
        ]

    @pytest.mark.parametrize(
        ("actor", "line"),
        [
            ("{id: a}", "an actor needs at least id: and name:"),
            ("{name: A B}", "an actor needs at least id: and name:"),
            ("{id: a, name: ' '}", "an actor needs at least id: and name:"),
            ("{id: a, name: A B, alias: [A]}", 'unknown key "alias" in actor "a". Did you mean "aliases"?'),
            ("{id: a, name: A B, type: country}", 'type: "country" is not one of person, org, state, group'),
            ("{id: a, name: A B, aliases: [{word: A}]}", "aliases: an alias is a text or a mapping with words:"),
            ("{id: a, name: A B, aliases: ['']}", "aliases: an alias is a text or a mapping with words:"),
            ("{id: a, name: A B, aliases: [{words: Bee, matches: [x]}]}", 'unknown key "matches" in alias "Bee". Known: '),
            ("{id: a, name: A B, aliases: [{words: Bee, after: ['*']}]}", 'alias "Bee", after: "*": * stands only at the end'),
            ("{id: a, name: A B, exclude: ['']}", 'actor "a", exclude: holds an empty text'),
            ("{id: a, name: A B, exclude: {x: y}}", "exclude: must be a text or a list of texts"),
            ("{id: a, name: A May, aliases: [May]}",
             '"May" is an everyday word as well; give a longer name, or say when it is one: '
             "{words: May, unless_after: [in, early, last]}"),
            ("{id: a, name: Will}",
             '"Will" is an everyday word as well; give a longer name, or say when it is one: {words: Will, '),
        ],
    )  # fmt: skip
    def test_whatever_is_wrong_is_told_with_its_line(self, write, actor: str, line: str) -> None:
        told = problems(write, f"name: x\nactors:\n- {{id: z, name: Z Y}}\n- {actor}\n")
        assert any(problem.startswith(f"people.yml, line 4: {line}") for problem in told), told

    def test_an_actor_that_is_no_mapping_is_told(self, write) -> None:
        assert problems(write, "actors: [Ana Ruiz]\n") == ["people.yml, line 1: an actor needs at least id: and name:"]

    def test_an_everyday_word_with_a_condition_or_in_capitals_is_a_name(self, write) -> None:
        registry = load(
            write,
            "- {id: may, name: Theresa May, aliases: [{words: May, unless_after: [in]}]}\n"
            "- {id: who, name: W H O, type: org, aliases: [WHO]}\n",
        )
        assert mentions(registry, "May left in May. Who knows? WHO knows.") == ["May=may", "WHO=who"]

    def test_a_name_two_actors_share_is_told(self, write) -> None:
        text = "actors:\n- {id: a, name: Ana Ruiz, aliases: [Ruiz]}\n- {id: b, name: Bo Ruiz, aliases: [Ruiz]}\n"
        assert problems(write, text) == ['people.yml, line 3: "Ruiz" names both "a" and "b"; give one of them a condition']

    def test_an_id_that_stands_twice_is_told(self, write) -> None:
        text = "actors:\n- {id: a, name: Ana Ruiz}\n- {id: a, name: Bo Ruiz}\n"
        assert problems(write, text) == ['people.yml, line 3: id "a" stands twice']

    def test_all_problems_are_told_at_once(self, write) -> None:
        assert (
            len(
                problems(
                    write, "color: x\nactors:\n- {id: a}\n- {id: b, name: B C, type: x}\n- {id: b, name: C D, exclude: ['']}\n"
                )
            )
            == 5
        )


class TestChecking:
    def test_a_sound_file_has_no_problems(self, write) -> None:
        text = "actors:\n- {id: a, name: Ana Ruiz, matches: [Ana Ruiz left.], not: [Ruiz left.]}\n"
        assert check_registry(write("people.yml", text)) == []

    def test_examples_that_fail_are_told_with_the_line_of_the_actor(self, write) -> None:
        path = write("people.yml", "actors:\n- {id: a, name: Ana Ruiz, matches: [Ruiz left.], not: [Ana Ruiz left., Gone.]}\n")
        assert check_registry(path) == [
            f'{path}, line 2: "a" is not found in its example "Ruiz left."',
            f'{path}, line 2: "a" is found in "Ana Ruiz left.", which must not match',
        ]

    def test_the_problems_of_reading_are_returned(self, write) -> None:
        path = write("people.yml", "actors: []\n")
        assert check_registry(path) == [
            f"{path}, line 1: names no actor; it needs actors: with a list of {{id, name, type, aliases}}"
        ]
