"""Sources: what kind each is, how openly it is named, on which rung it stands, and which mentions are one source."""

from __future__ import annotations

import pytest

from framing.model import Source
from framing.testing import make_document


def sources(text: str) -> list[Source]:
    return [found.source for found in make_document(text).attributions]


def one(text: str) -> Source:
    """Return the source of the only attribution of a text."""
    found = sources(text)
    assert len(found) == 1, [item.entity for item in found]
    return found[0]


def said_by(who: str) -> Source:
    return one(f"In the end, {who} said the talks had failed.")


# Types


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Nela Marsh", "named_person"),
        ("Mayor Nela Marsh", "named_person"),
        ("the finance ministry", "organisation"),
        ("the union", "organisation"),
        ("police", "organisation"),
        ("Paris", "government_metonym"),
        ("the Kremlin", "government_metonym"),
        ("the Daily Herald", "media"),
        ("Reuters", "media"),
        ("a court filing", "document"),
        ("the annual report", "document"),
        ("a senior official", "unnamed_official"),
        ("two people with knowledge of the talks", "unnamed_source"),
        ("a source close to the family", "unnamed_source"),
        ("analysts", "collective"),
        ("residents", "collective"),
        ("critics", "collective"),
    ],
)
def test_a_source_has_the_type_of_its_head(who: str, kind: str) -> None:
    assert said_by(who).type == kind


@pytest.mark.parametrize(
    ("who", "anonymity", "rung"),
    [
        ("Nela Marsh", "named", 5),
        ("the finance ministry", "named", 4),
        ("the Daily Herald", "named", 4),
        ("a court filing", "named", 4),
        ("the Kremlin", "named", 4),
        ("a senior official", "anonymous", 3),
        ("two people with knowledge of the talks", "anonymous", 3),
        ("five sources", "anonymous", 3),
        ("a source close to the family", "anonymous", 3),
        ("a company spokesman", "anonymous", 3),
        ("sources", "anonymous", 2),
        ("sources familiar with the matter", "anonymous", 2),
        ("analysts", "collective", 1),
        ("many residents", "collective", 1),
    ],
)
def test_a_source_stands_on_the_rung_of_how_openly_it_is_named(who: str, anonymity: str, rung: int) -> None:
    found = said_by(who)
    assert (found.anonymity, found.rung) == (anonymity, rung)


def test_no_source_is_the_lowest_rung() -> None:
    found = one("The talks reportedly failed.")
    assert (found.type, found.anonymity, found.rung, found.span) == ("none", "agentless", 0, None)


@pytest.mark.parametrize(
    "who", ["the finance ministry", "police", "a senior official", "Mayor Nela Marsh", "the Kremlin", "Paris"]
)
def test_government_military_police_and_courts_are_official(who: str) -> None:
    assert said_by(who).official


@pytest.mark.parametrize("who", ["Nela Marsh", "the union", "analysts", "sources", "the Daily Herald", "a company spokesman"])
def test_others_are_not_official(who: str) -> None:
    assert not said_by(who).official


@pytest.mark.parametrize("who", ["Observers", "Witnesses", "Residents", "Teachers", "Diplomats", "Analysts"])
def test_the_capital_of_a_sentences_first_word_makes_no_name_of_a_class_of_people(who: str) -> None:
    found = one(f"{who} said the bridge had fallen.")
    assert (found.anonymity, found.rung) == ("collective", 1)


def test_a_class_and_the_same_people_counted_are_on_different_rungs() -> None:
    assert said_by("diplomats").rung == 1
    assert said_by("three diplomats").rung == 3


def test_a_name_that_opens_its_sentence_stays_a_name() -> None:
    assert one("Paris said the talks had failed.").type == "government_metonym"
    assert one("Reuters said the talks had failed.").type == "media"
    assert one("Nela Marsh said the talks had failed.").type == "named_person"


def test_a_role_before_a_name_leaves_the_source_named() -> None:
    assert one("Nurse Nela Marsh said the ward was closed.").rung == 5


# Flags


@pytest.mark.parametrize(
    ("who", "flag"),
    [
        ("five sources", "number_given"),
        ("two people with knowledge of the talks", "basis_given"),
        ("a source close to the family", "basis_given"),
    ],
)
def test_what_is_said_of_an_unnamed_source_is_flagged(who: str, flag: str) -> None:
    assert flag in said_by(who).flags


def test_a_reason_for_anonymity_is_a_flag_on_the_source_and_no_attribution() -> None:
    text = (
        "An aide to the governor, speaking on condition of anonymity because she was not authorized to speak, "
        "said the plan was dead."
    )
    assert "reason_for_anonymity" in one(text).flags


def test_a_stock_phrase_gives_neither_number_nor_basis() -> None:
    assert not said_by("sources familiar with the matter").flags & {"number_given", "basis_given", "reason_for_anonymity"}


# Who is who


def entities(text: str) -> list[str]:
    return [found.entity for found in sources(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A senior official said the talks had failed. The official added that no date was set.",
        "Two people with knowledge of the talks said they had failed. One of the people said it was over.",
        "Five sources said the mill would close. Two of the sources said a buyer had been found.",
        "Sources said the mill would close. The sources added that a buyer had been found.",
        "Critics said the mill would close. They added that it was late.",
        "Nela Marsh said the mill would close. She added that a buyer had been found.",
        "Nela Marsh said the mill would close. Marsh added that a buyer had been found.",
        "Nela Marsh said the mill would close. Ms. Marsh added that a buyer had been found.",
        "The ministry said the mill would close. It added that no buyer had been found.",
        "Mayor Nela Marsh said the mill would close. The mayor added that no buyer had been found.",
        "Nela Marsh, the mayor, said the mill would close. The mayor added that no buyer had been found.",
        "The mayor said the mill would close. The mayor added that no buyer had been found.",
        "The Harbor Times said the mill would close. The Times added that no buyer had been found.",
    ],
)
def test_a_source_spoken_of_again_is_the_same_source_on_the_same_rung(text: str) -> None:
    first, second = sources(text)
    assert first.entity == second.entity
    assert (first.type, first.anonymity, first.rung) == (second.type, second.anonymity, second.rung)


@pytest.mark.parametrize(
    "text",
    [
        "A senior official said the talks had failed. Another official said they had not.",
        "Five sources said the mill would close. A separate source said it would not.",
        "Nela Marsh said the mill would close. Omar Vance said it would not.",
        "The Harbor Times said the mill would close. The Inland Herald said it would not.",
    ],
)
def test_another_source_is_another_entity(text: str) -> None:
    first, second = entities(text)
    assert first != second


def test_what_stands_for_an_earlier_source_says_how() -> None:
    assert "pronoun" in sources("Nela Marsh said it was late. She added that it was dark.")[1].flags
    assert "anaphora" in sources("A senior official said it was late. The official added that it was dark.")[1].flags
    assert "by_office" in said_by("the mayor").flags


def test_a_pronoun_without_an_antecedent_is_a_named_person_nobody_can_name() -> None:
    found = one("\u201cWe lost everything,\u201d she said.")
    assert (found.type, found.rung) == ("named_person", 5)
    assert "unresolved" in found.flags


def test_he_and_she_are_two_people() -> None:
    first, second = entities("\u201cWe lost the farm,\u201d he said. \u201cWe lost it all,\u201d she said.")
    assert first != second


def test_a_pronoun_of_the_other_gender_skips_a_person_whose_gender_is_known() -> None:
    text = (
        "Omar Vance said it was late. He added that it was dark. "
        "\u201cIt was never dark,\u201d she said. He said the lamps were out."
    )
    told = entities(text)
    assert told[0] == told[1] == told[3] != told[2]


def test_a_form_of_address_tells_the_gender_of_a_name() -> None:
    first, second = entities("Mr. Vance said it was late. She added that it was dark.")
    assert first != second


def test_an_it_stands_for_a_body_and_not_for_a_person() -> None:
    text = "The ministry said the mill would close. Nela Marsh said it was late. It said no buyer had been found."
    told = entities(text)
    assert told[0] == told[2] != told[1]
