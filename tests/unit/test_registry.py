"""Names of actors in a text: surnames, exclusions, metonyms, pronouns, and what a headline may leave out."""

from __future__ import annotations

import pytest

from framing.documents import segment
from framing.model import Span
from framing.registry import Actor, Alias, Registry, _NamedTags, everyday_words
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


def test_a_surname_that_is_an_everyday_word_needs_the_full_name_and_the_tag_of_a_name() -> None:
    assert {"may", "will"} <= everyday_words()
    assert found("Petra May left. May woke.", "Petra May") == [("Petra May", "petra-may"), ("May", "petra-may")]
    assert found("May woke. It was cold.", "Petra May") == []


@pytest.mark.parametrize(
    "text", ["It fell in May.", "May 5 was cold.", "Early May was cold.", "You may go.", "It lasted until May.", "May it rain?"]
)
def test_a_month_or_an_auxiliary_is_no_surname(text: str) -> None:
    assert found(f"Petra May left. {text}", "Petra May") == [("Petra May", "petra-may")]


def test_an_alias_that_is_the_surname_of_another_goes_to_whoever_the_text_names_in_full() -> None:
    petra, jonas = make_actor("Petra Holm", "Holm"), make_actor("Jonas Holm")
    assert found("Holm left.", petra, jonas) == [("Holm", "petra-holm")]
    assert found("Jonas Holm came. Holm left.", petra, jonas) == [("Jonas Holm", "jonas-holm"), ("Holm", "jonas-holm")]
    assert found("Petra Holm met Jonas Holm. Holm left.", petra, jonas) == [
        ("Petra Holm", "petra-holm"),
        ("Jonas Holm", "jonas-holm"),
    ]


def test_no_word_is_ever_a_mention_of_two_actors() -> None:
    people = [make_actor("Petra Holm", "Holm"), make_actor("Jonas Holm", "Holm Jr."), make_actor("Holm Bank", kind="org")]
    text = "Holm left. Petra Holm slept. Holm Bank closed. Jonas Holm woke. Holm Jr. wrote to Holm Bank. Holm sang."
    doc = make_document(text, actors=people)
    tokens = [i for mention in doc.mentions for i in range(*mention.span)]
    assert len(tokens) == len(set(tokens))


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


# Part of another name (S-6)


@pytest.mark.parametrize(
    "text", ["Maria Holm left.", "The Holm Foundation paid.", "The Petra Holm Foundation paid.", "Holm Street is closed."]
)
def test_a_name_within_a_longer_one_is_no_mention(text: str) -> None:
    assert found(f"Petra Holm spoke. {text}", "Petra Holm") == [("Petra Holm", "petra-holm")]


@pytest.mark.parametrize("text", ["Mayor Holm left.", "On Monday Holm left.", "Holm left.", "They met Holm."])
def test_a_title_or_a_day_before_a_surname_changes_nothing(text: str) -> None:
    assert found(f"Petra Holm spoke. {text}", "Petra Holm")[1:] == [("Holm", "petra-holm")]


@pytest.mark.parametrize("text", ["New Larkland voted.", "He lives in South Larkland."])
def test_another_place_with_the_same_last_word_is_no_mention(text: str) -> None:
    assert found(text, STATE) == []


def test_an_alias_inside_the_name_of_another_actor_counts_for_the_longer_name_only() -> None:
    bank = make_actor("Bank of Larkland", kind="org")
    assert found("The Bank of Larkland met. Larkland won.", STATE, bank) == [
        ("Bank of Larkland", "bank-of-larkland"),
        ("Larkland", "larkland"),
    ]


def test_a_word_of_the_text_that_opens_a_sentence_before_a_noun_is_not_the_actor_of_that_name() -> None:
    apple = make_actor("Apple", kind="org")
    assert found("He ate an apple. Apple pie is sweet. Apple sued.", apple) == [("Apple", "apple")]
    assert found("Apple shares fell.", apple) == [("Apple", "apple")]


# Tags


def test_tags_are_the_same_whoever_is_named() -> None:
    shapes = []
    for name in ("Sandy", "Will Stone", "Holm", "Victoria Street", "Bill"):
        doc = make_document(f"{name} briefed the port on Monday, and the port slams {name}.", actors=[name])
        named = {i for mention in doc.mentions for i in range(*mention.span)}
        assert {doc.tags[i] for i in named} == {"NNP"}
        shapes.append([tag for i, tag in enumerate(doc.tags[:]) if i not in named])
    assert all(shape == shapes[0] for shape in shapes)


def test_tags_after_names_of_several_words_stand_where_their_words_do_in_each_sentence() -> None:
    short, long = (
        make_document(f"{name} left. Then {name}, who saw {name} and {name}, left too. It rained.", actors=[name])
        for name in ("Holm", "New Victoria Street")
    )
    tags = [tag for i, tag in enumerate(long.tags) if long.norms[i] not in ("victoria", "street")]
    assert tags == list(short.tags)
    assert len(long.tags[:]) == len(long.norms)


def test_of_names_that_overlap_the_first_is_read_whole() -> None:
    words, sentences = ["Ana", "Ruiz", "Holm", "said", "it", "rained", "."], (Span(0, 7),)
    both, first = (_NamedTags(words, sentences, names) for names in ((Span(1, 3), Span(0, 2)), (Span(0, 2),)))
    assert list(both) == list(first)
    assert both[:2] == ["NNP", "NNP"]


def test_a_text_that_names_nobody_is_tagged_as_it_is() -> None:
    assert make_document("Rain fell.", actors=["Petra Holm"]).tags[:] == segment("Rain fell.").tags[:]


def test_marking_a_document_again_takes_the_mentions_of_another_registry_away() -> None:
    doc = make_document("Petra Holm left.", actors=["Petra Holm"])
    assert doc.mentions
    assert Registry.of([STATE]).mark(doc).mentions == ()


def test_five_thousand_actors_are_each_found_once() -> None:
    people = [make_actor(f"Given{i % 70} Sur{i}", f"Sur{i}") for i in range(5_000)]
    doc = make_document("Given0 Sur0 met Sur17. Sur4999 left, and Given1 Sur4971 stayed.", actors=people)
    assert [doc.quote(mention.span) for mention in doc.mentions] == ["Given0 Sur0", "Sur17", "Sur4999", "Given1 Sur4971"]
