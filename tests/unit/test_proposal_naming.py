from __future__ import annotations

import pytest

from framing.actors import shipped_registry
from framing.proposals.candidates import Candidate, last_name
from framing.proposals.kinds import ORG, PERSON, STATE
from framing.proposals.names import Name
from framing.proposals.naming import Namer, find_example


def candidate(*forms: str, kind: str = PERSON, name: str = "") -> Candidate:
    """Return somebody met under these forms, the first most often."""
    return Candidate(kind, (0, 0), name, {form: len(forms) - i for i, form in enumerate(forms)}, {0: len(forms)})


def state(ident: str) -> Candidate:
    return Candidate(STATE, (0, 0), ident, {ident: 2}, {0: 2})


def words(namer: Namer, one: Candidate) -> list[str]:
    actor = namer.name(one)
    assert actor is not None
    return [alias.words for alias in actor.aliases]


class TestForms:
    def test_the_form_of_several_words_met_most_often_is_the_main_one(self) -> None:
        assert candidate("Ruiz", "Ana Ruiz", "Ana K. Ruiz").usual == "Ana Ruiz"
        assert candidate("Ruiz").usual == "Ruiz"

    def test_of_two_met_as_often_it_is_the_shorter(self) -> None:
        assert Candidate(PERSON, (0, 0), "", {"Ana K. Ruiz": 1, "Ana Ruiz": 1}, {0: 2}).usual == "Ana Ruiz"

    def test_a_given_name_goes_before(self) -> None:
        assert candidate("Harbor Times Magazine", name="Harbor Times").usual == "Harbor Times"

    @pytest.mark.parametrize(
        ("name", "expected"), [("Ana Ruiz", "Ruiz"), ("Tom Velk Jr.", "Velk"), ("Tom Velk III", "Velk"), ("Jr.", "Jr.")]
    )
    def test_a_generation_is_no_last_name(self, name: str, expected: str) -> None:
        assert last_name(name) == expected

    def test_taking_a_name_counts_it_in_the_articles_asked_for(self) -> None:
        one = candidate("Ana Ruiz")
        one.take(Name("Ruiz", counts={0: 1, 1: 2}, openings={1: 1}), [1])
        assert (one.forms, one.counts) == ({"Ana Ruiz": 1, "Ruiz": 3}, {0: 1, 1: 3})

    def test_joining_leaves_the_other_with_nothing(self) -> None:
        one, other = candidate("Harbor Office", kind=ORG), candidate("HO", kind=ORG)
        one.join(other)
        assert (one.forms, one.counts) == ({"Harbor Office": 1, "HO": 1}, {0: 2})
        assert (other.forms, other.counts) == ({}, {})


class TestNamer:
    def test_forms_come_by_how_often_they_stand(self) -> None:
        assert words(Namer([], [""]), candidate("Ana Ruiz", "Ruiz", "Ana K. Ruiz")) == ["Ana Ruiz", "Ruiz", "Ana K. Ruiz"]

    def test_a_first_name_is_left_out(self) -> None:
        assert words(Namer([], [""]), candidate("Ana Ruiz", "Ana")) == ["Ana Ruiz"]

    def test_a_last_name_that_stands_in_small_letters_is_left_out_but_initials_are_not(self) -> None:
        namer = Namer([], ["they hope it is so"])
        assert words(namer, candidate("Ana Hope", "Hope")) == ["Ana Hope"]
        assert words(namer, candidate("Immigration Team", "IT", kind=ORG)) == ["Immigration Team", "IT"]

    def test_what_one_took_is_no_others_in_any_case(self) -> None:
        namer = Namer([], [""])
        assert words(namer, candidate("Ana Ruiz", "Ruiz")) == ["Ana Ruiz", "Ruiz"]
        assert words(namer, candidate("Tom Ruiz", "Ruiz")) == ["Tom Ruiz"]
        assert namer.name(candidate("RUIZ", kind=ORG)) is None

    def test_anothers_main_form_is_nobodys_short_one(self) -> None:
        ruiz = candidate("Ruiz", kind=ORG)
        namer = Namer([ruiz], [""])
        assert words(namer, candidate("Ana Ruiz", "Ruiz")) == ["Ana Ruiz"]
        assert words(namer, ruiz) == ["Ruiz"]

    def test_a_state_gives_up_what_is_proposed_by_itself(self) -> None:
        shipped = {actor.id: actor for actor in shipped_registry("states").actors}["russia"]
        alone = words(Namer([], [""]), state("russia"))
        beside = words(Namer([candidate("Kremlin", kind=ORG)], [""]), state("russia"))
        assert alone == [alias.words for alias in shipped.aliases]
        assert set(alone) - set(beside) == {"Kremlin"}

    def test_ids_are_small_plain_and_different(self) -> None:
        namer = Namer([], [""])
        actors = [
            namer.name(one)
            for one in (candidate("A&A Union", kind=ORG), candidate("A A Union", kind=ORG), candidate("France-"))
        ]
        assert [actor.id for actor in actors if actor] == ["a-a-union", "a-a-union-2", "france-2"]

    def test_an_everyday_name_needs_a_title(self) -> None:
        actor = Namer([], [""]).name(candidate("May"))
        assert actor is not None
        assert ("mr.",) in actor.aliases[0].conditions.after.phrases


class TestExamples:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("One left. Two saw Ana. Three came.", "Two saw Ana."),
            ("Two saw Ana.", "Two saw Ana."),
            ("One left.\n\nTwo saw Ana\n\nThree came.", "Two saw Ana"),
            ("\u201cOne left.\u201d Two saw Ana! Three came.", "Two saw Ana!"),
            ("Two of the U.S. Senate saw Ana K. Ruiz there.", "Two of the U.S. Senate saw Ana K. Ruiz there."),
        ],
    )
    def test_it_is_the_sentence_around_a_place(self, text: str, expected: str) -> None:
        assert find_example([text], (0, text.index("Ana"))) == expected

    def test_it_holds_the_place_however_long_the_text_around_it_is(self) -> None:
        for before in range(0, 400, 7):
            text = "word " * before + "Ana " + "word " * 100
            example = find_example(["", text], (1, text.index("Ana")))
            assert "Ana" in example.split()
            assert len(example) <= 160
            assert set(example.split()) <= {"word", "Ana"}
