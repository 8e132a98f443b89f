"""Event verbs: who does them, whom they befall, and which verbs in a sentence are no events."""

from __future__ import annotations

import pytest

from framing.measures import apply
from framing.measures.events import Events
from framing.model import Hit
from framing.testing import make_document

PETRA, JONAS = "petra-holm", "jonas-reke"


def hits(text: str) -> list[Hit]:
    return apply(Events(), make_document(text, actors=["Petra Holm", "Jonas Reke"]))[0]


def roles(text: str) -> set[tuple[str, str, str]]:
    """Return who stands in which role of which verb."""
    return {(found.target, found.category, found.term) for found in hits(text)}


BOTH = {(PETRA, "agent", "attack"), (JONAS, "patient", "attack")}


@pytest.mark.parametrize(
    "text",
    [
        "Petra Holm attacked Jonas Reke.",
        "Petra Holm, a clerk, attacked Jonas Reke.",
        "Petra Holm had suddenly attacked Jonas Reke.",
        "On Monday Petra Holm attacked Jonas Reke.",
        "Petra Holm, who attacked Jonas Reke, slept.",
        "Jonas Reke was attacked by Petra Holm.",
        "Jonas Reke was later attacked by Petra Holm.",
        "Jonas Reke was attacked in May by Petra Holm.",
    ],
)
def test_agent_and_patient_are_the_same_in_every_wording(text: str) -> None:
    assert roles(text) == BOTH


def test_a_passive_without_an_agent_has_only_a_patient() -> None:
    assert roles("Jonas Reke was attacked.") == {(JONAS, "patient", "attack")}


def test_a_by_agent_that_is_no_actor_is_nobodys_act() -> None:
    assert roles("Jonas Reke was jailed by a court.") == {(JONAS, "patient", "jail")}


def test_a_by_agent_alone_is_an_agent() -> None:
    assert roles("The town was attacked by Petra Holm.") == {(PETRA, "agent", "attack")}


def test_a_subject_that_is_no_actor_leaves_only_a_patient() -> None:
    assert roles("The army rescued Petra Holm.") == {(PETRA, "patient", "rescue")}


def test_an_object_that_is_no_actor_leaves_only_an_agent() -> None:
    assert roles("Petra Holm rescued the army.") == {(PETRA, "agent", "rescue")}


# Infinitives


def test_the_subject_of_an_infinitive_is_that_of_the_verb_it_hangs_on() -> None:
    assert roles("Petra Holm managed to rescue Jonas Reke.") == {(PETRA, "agent", "rescue"), (JONAS, "patient", "rescue")}


def test_a_threat_is_an_event_and_what_is_threatened_is_none() -> None:
    found = roles("Petra Holm threatened to attack Jonas Reke.")
    assert found == {(PETRA, "agent", "threaten")}


def test_an_infinitive_that_hangs_on_no_verb_has_no_agent() -> None:
    assert hits("To attack was easy for Petra Holm.") == []


# What is no role


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Reke\u2019s house was attacked.",
        "Jonas Reke\u2019s aides attacked the town.",
        "The army attacked Jonas Reke\u2019s house.",
    ],
)
def test_what_belongs_to_an_actor_is_not_the_actor(text: str) -> None:
    assert hits(text) == []


@pytest.mark.parametrize("negation", ["did not attack", "never attacked", "didn\u2019t attack", "would not attack"])
def test_a_negated_verb_is_no_event_for_either_side(negation: str) -> None:
    assert hits(f"Petra Holm {negation} Jonas Reke.") == []


def test_a_negated_passive_is_no_event() -> None:
    assert hits("Jonas Reke was not arrested.") == []
    assert roles("Jonas Reke was arrested.") == {(JONAS, "patient", "arrest")}


@pytest.mark.parametrize("preposition", ["with", "for", "near", "beside"])
def test_the_object_of_a_preposition_is_no_patient(preposition: str) -> None:
    assert roles(f"Petra Holm attacked {preposition} Jonas Reke.") == {(PETRA, "agent", "attack")}


def test_a_name_after_another_object_is_no_patient() -> None:
    assert hits("Police attacked the town near Jonas Reke.") == []


def test_a_name_in_the_next_clause_is_no_patient() -> None:
    assert roles("Petra Holm attacked, and Jonas Reke left.") == {(PETRA, "agent", "attack")}


def test_a_name_in_a_relative_clause_about_the_object_is_no_patient() -> None:
    assert roles("Petra Holm attacked the town that Jonas Reke built.") == {(PETRA, "agent", "attack")}


@pytest.mark.parametrize("text", ["The attack came. Petra Holm slept.", "The attack by Petra Holm failed."])
def test_a_noun_is_no_event_verb(text: str) -> None:
    assert "attack" not in {term for _, _, term in roles(text)}


def test_a_text_without_actors_has_no_events() -> None:
    assert apply(Events(), make_document("The army attacked the town."))[0] == []


# What a hit carries


@pytest.mark.parametrize(
    ("verb", "value", "category"), [("attacked", -1.0, "attack"), ("rescued", 1.0, "help"), ("detained", -1.0, "coerce")]
)
def test_a_patient_has_the_value_and_the_kind_of_its_verb(verb: str, value: float, category: str) -> None:
    found = hits(f"The army {verb} Jonas Reke.")
    assert [(one.value, one.labels, one.rule) for one in found] == [(value, frozenset({"patient", category}), "S-2")]


def test_a_hit_quotes_its_verb_where_it_stands() -> None:
    text = "Rain fell. Petra Holm attacked the town."
    [found] = hits(text)
    assert (found.text, text[found.start : found.end], found.sentence) == ("attacked", "attacked", 1)


def test_an_event_in_anothers_words_is_theirs() -> None:
    found = hits("The clerk said Petra Holm attacked the town.")
    assert [(one.target, one.voice, one.source) for one in found] == [(PETRA, "reported", "The clerk")]


def test_the_base_of_an_actor_is_the_sentences_that_mention_it() -> None:
    doc = make_document("Petra Holm attacked Petra Holm. Petra Holm left. Rain fell.", actors=["Petra Holm"])
    assert Events().bases(doc) == {("mentioning sentences", "", PETRA): 2}
