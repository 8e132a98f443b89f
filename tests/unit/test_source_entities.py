"""Which mentions are one source: names, short forms, acronyms, groups, pronouns and definite phrases (A-5, A-16, A-17)."""

from __future__ import annotations

import pytest
from unit.sourced import resolve, said

from framing.attributions.names import fold, gender_of_word, initials, stem


def entities(*sources: str) -> list[str]:
    return [source.entity for source in said(*sources)]


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Ruiz", "Ruiz", "Mayor Ruiz", "Ms. Ruiz"),
        ("Mayor Ana Ruiz", "The mayor", "Ruiz"),
        ("José Núñez", "Nunez", "Mr. Núñez"),
        ("James B. Comey", "James Comey", "Comey"),
        ("Bo Lund Jr.", "Lund"),
        ("The Harbor Times", "The Times", "The newspaper"),
        ("The Port Health Agency", "The agency"),
        ("The Federal Salt Bureau", "FSB", "The bureau"),
        ("Two officials", "The officials", "One of the two officials", "Those officials"),
        ("A harbor official", "The official", "The harbor official"),
        ("Sources close to the talks", "The sources", "They"),
        ("A study of eels", "The study"),
        ("Officials", "Officials"),
        ("Sen. Ana Ruiz", "The senator"),
    ],
)
def test_mentions_of_one_source_are_one_entity(names: tuple[str, ...]) -> None:
    assert len(set(entities(*names))) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Ruiz", "Carlos Ruiz"),
        ("The Harbor Times", "The Tarn Post"),
        ("Two officials", "A third official"),
        ("An official", "Another official"),
        ("A spokesman for the port", "A spokesman for the mine"),
        ("A spokesman", "A spokesman"),
        ("A news agency", "The shipping agency"),
        ("Carla Voss", "Her aides"),
    ],
)
def test_different_sources_are_different_entities(names: tuple[str, ...]) -> None:
    assert len(set(entities(*names))) == len(names)


def test_two_persons_of_one_surname_are_told_apart_by_title_and_given_name() -> None:
    assert entities("Ana Ruiz", "Carlos Ruiz", "Ms. Ruiz", "Mr. Ruiz") == ["Ana Ruiz", "Carlos Ruiz", "Ana Ruiz", "Carlos Ruiz"]


def test_a_bare_surname_takes_the_given_name_the_article_told_before() -> None:
    (found,) = resolve("The town honored Ana Ruiz, its mayor, in May. Ruiz said no.", "Ruiz said"[:4])
    assert found.entity == "Ana Ruiz"


def test_an_office_told_anywhere_is_the_persons() -> None:
    found = resolve("Ruiz said no. Later Sen. Ana Ruiz left.", "Ruiz")
    assert (found[0].entity, found[0].official) == ("Ana Ruiz", True)


def test_an_acronym_stands_for_the_name_it_is_given_with() -> None:
    (found,) = resolve("The Port Health Agency (PHA) met. PHA said no.", "PHA said"[:3])
    assert found.entity.endswith("Port Health Agency")


def test_a_possessor_is_called_by_name() -> None:
    assert entities("Carla Voss", "Her aides", "Voss's aides") == ["Carla Voss", "Carla Voss's aides", "Carla Voss's aides"]


class TestPronouns:
    def test_she_and_he_are_told_apart_by_given_name(self) -> None:
        found = resolve(
            "Mary Voss met Carl Lund. \u201cNo,\u201d he said. \u201cYes,\u201d she said.", "Mary Voss", "he said"[:2], "she"
        )
        assert [source.entity for source in found] == ["Mary Voss", "Carl Lund", "Mary Voss"]

    def test_a_pronoun_stands_for_the_speaker_before(self) -> None:
        found = resolve("Tarn Lohe said no. He said it was late.", "Tarn Lohe", "He")
        assert found[1].entity == "Tarn Lohe"
        assert "pronoun" in found[1].flags

    def test_whom_the_speaker_names_is_not_the_speaker(self) -> None:
        text = "Carl Lund came. Lund smiled. \u201cI like Bill Voss,\u201d he said."
        assert resolve(text, "Lund smiled"[:4], "he said"[:2])[1].entity == "Carl Lund"

    def test_a_pronoun_inherits_rung_and_flags(self) -> None:
        found = said("Two people close to the talks", "They")
        assert (found[1].rung, found[1].flags) == (3, found[0].flags | {"pronoun"})

    @pytest.mark.parametrize(("pronoun", "rung"), [("She", 5), ("They", 1), ("It", 4), ("We", 1), ("I", 5)])
    def test_one_that_stands_for_nobody_is_unresolved(self, pronoun: str, rung: int) -> None:
        (found,) = said(pronoun)
        assert "unresolved" in found.flags
        assert found.rung == rung

    def test_a_name_of_the_other_gender_is_not_meant(self) -> None:
        assert "unresolved" in said("Mary Voss", "He")[1].flags

    def test_a_relative_pronoun_is_what_it_follows(self) -> None:
        (found,) = resolve("He thanked the donors, who said so.", "who")
        assert found.anonymity == "collective"
        (found,) = resolve("He met Ana Ruiz, who said so.", "who")
        assert (found.entity, found.rung) == ("Ana Ruiz", 5)


class TestDefinitePhrases:
    def test_an_age_or_a_word_for_anybody_is_who_was_named_last(self) -> None:
        for phrase in ("The 42-year-old", "The woman", "The candidate", "The Democrat"):
            assert entities("Mary Voss", phrase)[1] == "Mary Voss", phrase

    def test_both_are_the_two_named_last(self) -> None:
        found = said("Mary Voss", "Carl Lund", "Both", "The two candidates")
        assert found[2].entity == found[3].entity == "Carl Lund and Mary Voss"
        assert found[2].rung == 5

    def test_both_of_nobody_known_is_nobody_named(self) -> None:
        assert said("Both")[0].anonymity != "named"

    def test_an_office_is_who_was_named_with_it_even_where_that_was_no_source(self) -> None:
        (found,) = resolve("On Monday Gov. Mary Voss came. The governor said no.", "The governor")
        assert (found.entity, found.official) == ("Mary Voss", True)

    def test_a_former_office_is_not_the_present_one(self) -> None:
        assert entities("Former Mayor Mary Voss", "The mayor")[1] != "Mary Voss"

    def test_a_body_is_found_by_the_end_of_its_name_even_where_it_was_no_source(self) -> None:
        (found,) = resolve("He left the State Department. The department said no.", "The department")
        assert found.entity == "State Department"
        assert found.official

    def test_the_sources_keep_the_rung_of_what_they_stand_for(self) -> None:
        found = said("Three sources at the bank", "The sources")
        assert [source.rung for source in found] == [3, 3]
        assert "anaphora" in found[1].flags

    def test_another_is_somebody_new_of_the_same_kind(self) -> None:
        found = said("One company", "Another")
        assert found[0].entity != found[1].entity
        assert found[0].rung == found[1].rung


def test_people_are_counted_once_a_story() -> None:
    found = entities("Ana Ruiz", "Ms. Ruiz", "She", "The mayor's aides", "Two officials", "The officials", "Ruiz")
    assert len(set(found)) == 3


@pytest.mark.parametrize(
    ("name", "letters"), [("port health agency", "pha"), ("bureau of the salt trade", "bst"), ("ana-ruiz", "ar"), ("", "")]
)
def test_initials_leave_small_words_out(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_words_are_compared_without_accents_and_plurals() -> None:
    assert fold("núñez") == "nunez"
    assert [stem("officials"), stem("allies"), stem("press")] == ["official", "ally", "press"]
    assert [gender_of_word("spokeswoman"), gender_of_word("congressman"), gender_of_word("mayor")] == ["f", "m", ""]
