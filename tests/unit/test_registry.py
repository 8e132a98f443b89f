"""Names of actors in a text: surnames, exclusions, metonyms, pronouns, and what a headline may leave out."""

from __future__ import annotations

import pytest

from framing.documents import segment
from framing.registry import Actor, Alias, Registry, everyday_words
from framing.testing import make_actor, make_document

HOLM = Actor("petra-holm", "Petra Holm", "person", (Alias("Petra Holm"),), pronouns=frozenset({"she", "her"}))
STATE = Actor("larkland", "Larkland", "state", (Alias("Larkland"), Alias("Stonegate", "metonym")), exclude=("Stonegate Mall",))


def found(text: str, *actors: str | Actor) -> list[tuple[str, str]]:
    """Return the mentions of a text: its words, and whom they mean."""
    doc = make_document(text, actors=actors)
    return [(doc.quote(mention.span), mention.actor) for mention in doc.mentions]


def in_title(title: str, text: str, *actors: str | Actor) -> list[tuple[str, str]]:
    doc = make_document(text, title=title, actors=actors)
    return [(head.quote(mention.span), mention.actor) for head in doc.headings for mention in head.mentions]


# Surnames (S-7)


def test_a_surname_means_its_bearer_from_the_full_name_on() -> None:
    text = "Holm left. Petra Holm slept. Holm woke."
    doc = make_document(text, actors=["Petra Holm"])
    assert [doc.chars(mention.span)[0] for mention in doc.mentions] == [text.index("Petra"), text.rindex("Holm")]


def test_a_shared_surname_means_the_only_bearer_named_so_far_and_then_nobody() -> None:
    assert found("Petra Holm left. Holm slept. Jonas Holm came. Holm left.", "Petra Holm", "Jonas Holm") == [
        ("Petra Holm", "petra-holm"),
        ("Holm", "petra-holm"),
        ("Jonas Holm", "jonas-holm"),
    ]


def test_a_bearer_of_the_surname_whom_the_text_does_not_name_takes_nothing_away() -> None:
    assert found("Jonas Holm came. Holm left.", "Petra Holm", "Jonas Holm")[1:] == [("Holm", "jonas-holm")]


def test_a_generation_is_no_surname() -> None:
    assert [words for words, _ in found("Petra Holm Jr. left. Holm woke.", "Petra Holm Jr.")] == ["Petra Holm Jr.", "Holm"]


def test_a_surname_that_is_an_everyday_word_means_nobody_alone() -> None:
    assert "may" in everyday_words()
    assert found("Petra May left. May woke.", "Petra May") == [("Petra May", "petra-may")]


def test_a_small_letter_makes_no_surname() -> None:
    assert found("Petra Holm left. The holm oak fell.", "Petra Holm") == [("Petra Holm", "petra-holm")]


def test_the_place_in_an_office_is_no_surname() -> None:
    duke = make_actor("Petra Holm", "the Duke of York")
    assert found("The Duke of York left. York is old.", duke) == [("The Duke of York", "petra-holm")]


@pytest.mark.parametrize("kind", ["org", "state", "group"])
def test_only_persons_have_surnames(kind: str) -> None:
    text = "Harbor Union met. Union men left."
    assert [words for words, _ in found(text, make_actor("Harbor Union", kind=kind))] == ["Harbor Union"]
    assert [words for words, _ in found(text, make_actor("Harbor Union"))] == ["Harbor Union", "Union"]


def test_a_hyphenated_name_is_another_name() -> None:
    assert found("Petra Holm left. Petra Holm-Reke ate.", "Petra Holm") == [("Petra Holm", "petra-holm")]


def test_a_possessive_surname_has_the_role_of_one() -> None:
    doc = make_document("Petra Holm left. Holm\u2019s car stayed.", actors=["Petra Holm"])
    assert [mention.role for mention in doc.mentions] == ["", "possessive"]


# Headlines


def test_a_headline_may_use_the_surname_of_a_person_the_body_names() -> None:
    assert in_title("Holm quits", "Petra Holm left.", "Petra Holm") == [("Holm", "petra-holm")]


def test_a_surname_in_a_headline_means_nobody_where_the_body_names_nobody() -> None:
    assert in_title("Holm quits", "The owner left.", "Petra Holm") == []


def test_a_surname_in_a_headline_means_nobody_where_the_body_names_two_bearers() -> None:
    assert in_title("Holm quits", "Petra Holm met Jonas Holm.", "Petra Holm", "Jonas Holm") == []


def test_the_names_a_search_is_told_of_let_their_surnames_count() -> None:
    registry = Registry.of([HOLM])
    doc = segment("Holm quits")
    assert registry.find(doc) == ()
    assert [mention.actor for mention in registry.find(doc, named=["petra-holm"])] == ["petra-holm"]


# Metonyms and exclusions


def test_a_metonym_means_its_state_and_says_how() -> None:
    doc = make_document("Stonegate refused. Larkland agreed.", actors=[STATE])
    assert [(mention.actor, mention.how) for mention in doc.mentions] == [("larkland", "metonym"), ("larkland", "alias")]


def test_an_exclusion_takes_a_metonym_out_and_leaves_the_others() -> None:
    assert found("Stonegate Mall closed. Stonegate refused.", STATE) == [("Stonegate", "larkland")]


def test_an_exclusion_takes_a_surname_out() -> None:
    holm = Actor("petra-holm", "Petra Holm", "person", (Alias("Petra Holm"),), exclude=("Holm Street",))
    assert found("Petra Holm left Holm Street. Holm slept.", holm) == [("Petra Holm", "petra-holm"), ("Holm", "petra-holm")]


# Pronouns


def test_a_pronoun_means_the_person_of_the_sentence_before() -> None:
    assert found("Petra Holm left. Then she slept.", HOLM)[1:] == [("she", "petra-holm")]


def test_only_the_first_pronoun_of_a_sentence_is_resolved() -> None:
    assert found("Petra Holm left. She ate and she slept.", HOLM)[1:] == [("She", "petra-holm")]


@pytest.mark.parametrize("text", ["Petra Holm left. He slept.", "Petra Holm left. He saw that she slept."])
def test_a_pronoun_a_person_does_not_use_is_somebody_elses(text: str) -> None:
    assert found(text, HOLM) == [("Petra Holm", "petra-holm")]


def test_a_pronoun_after_two_persons_means_neither() -> None:
    assert [words for words, _ in found("Petra Holm met Jonas Reke. She slept.", HOLM, "Jonas Reke")] == [
        "Petra Holm",
        "Jonas Reke",
    ]


def test_a_pronoun_after_another_name_in_its_sentence_is_left_open() -> None:
    words = [words for words, _ in found("Petra Holm left. Jonas Reke saw she slept.", HOLM, "Jonas Reke")]
    assert words == ["Petra Holm", "Jonas Reke"]


def test_a_pronoun_before_another_name_in_its_sentence_is_resolved() -> None:
    words = [words for words, _ in found("Petra Holm left. She said Jonas Reke slept.", HOLM, "Jonas Reke")]
    assert words == ["Petra Holm", "She", "Jonas Reke"]


def test_an_organization_has_no_pronoun() -> None:
    union = make_actor("Harbor Union", kind="org")
    assert found("Harbor Union met. She left.", union) == [("Harbor Union", "harbor-union")]
