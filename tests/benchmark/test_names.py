"""Names found in targets, and sentences in which they are others."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from benchmark.names import ACRONYMS, GIVEN, SURNAMES, Name, Sentence, exchange, find_name, invent, replace_words


@pytest.mark.parametrize(
    ("target", "text", "kind"),
    [
        ("Ruiz", "Ruiz", "person"),
        ("Ana Ruiz", "Ana Ruiz", "person"),
        ("Ana Ruiz’s", "Ana Ruiz", "person"),
        ("Ana Ruiz's", "Ana Ruiz", "person"),
        ("Mr. Ruiz", "Ruiz", "person"),
        ("Vice President Ana Ruiz", "Ana Ruiz", "person"),
        ('"Ana Ruiz', "Ana Ruiz", "person"),
        ("Ana M. Ruiz", "Ana M. Ruiz", "person"),
        ("Ana O’Ruiz-Paz", "Ana O’Ruiz-Paz", "person"),
        ("Jones’", "Jones", "person"),
        ("ANA RUIZ", "ANA RUIZ", "person"),
        ("NABU", "NABU", "acronym"),
        ("McRuiz", "McRuiz", "person"),
    ],
)
def test_a_name_is_what_is_left_without_titles_and_possessive(target: str, text: str, kind: str) -> None:
    found = find_name(target)
    assert found is not None
    assert (found.text, found.kind) == (text, kind)
    assert found.text in target


@pytest.mark.parametrize(
    "target",
    [
        *["", "he", "She", "His", "the president", "President", "’m", "Republicans", "the White House", "de", "42"],
        *["Ana Ruiz of Lorn", "Ana Ruiz, the mayor", "harbor lawyer Ana Ruiz", "Ana Maria Luisa Ruiz", "C. Ruiz", "Ana R."],
        *["Ana Ruiz (R-Lorn)", "Monday Justice Ruiz", "Ana Ruiz and Ben Okafor"],
    ],
)
def test_what_is_more_or_less_than_a_name_is_none(target: str) -> None:
    assert find_name(target) is None


def test_another_name_has_the_same_shape() -> None:
    draws = random.Random(1)
    text = "Ana M. Ruiz and Ruiz met NABU, and RUIZ spoke."
    given, surname = invent(Name("Ana M. Ruiz", "person", ("Ana", "M.", "Ruiz")), text, draws).items()
    assert given[0] == "Ana"
    assert given[1] in GIVEN
    assert surname[0] == "Ruiz"
    assert surname[1] in SURNAMES
    assert invent(Name("NABU", "acronym", ("NABU",)), text, draws)["NABU"] in ACRONYMS
    assert invent(Name("RUIZ", "person", ("RUIZ",)), text, draws)["RUIZ"].isupper()


def test_another_name_is_one_that_the_text_does_not_hold() -> None:
    text = " ".join([*SURNAMES[1:], "Ruiz"])
    assert invent(Name("Ruiz", "person", ("Ruiz",)), text, random.Random(1)) == {"Ruiz": SURNAMES[0]}


def test_invented_names_stand_once() -> None:
    names = sorted([*GIVEN, *SURNAMES, *ACRONYMS])
    assert all(one != other for one, other in pairwise(names))


def parts(sentence: Sentence | None) -> list[str]:
    assert sentence is not None
    return [sentence.text[start:end] for start, end in sentence.spans]


def test_words_are_replaced_wherever_they_stand_whole_and_spans_follow() -> None:
    sentence = Sentence("Ruiz met Ruizmann; Ruiz’s aide told Okafor.", ((19, 25), (36, 42), (0, 4)))
    assert parts(sentence) == ["Ruiz’s", "Okafor", "Ruiz"]
    new = replace_words(sentence, {"Ruiz": "Wendelow"})
    assert parts(new) == ["Wendelow’s", "Okafor", "Wendelow"]
    assert new is not None
    assert new.text == "Wendelow met Ruizmann; Wendelow’s aide told Okafor."


def test_a_span_that_begins_or_ends_inside_a_replaced_word_cannot_be_followed() -> None:
    assert replace_words(Sentence("Ana Ruiz left.", ((0, 3),)), {"Ana Ruiz": "Cem"}) is None
    assert replace_words(Sentence("Ana Ruiz left.", ((4, 8),)), {"Ana Ruiz": "Cem"}) is None


def test_exchanged_persons_take_each_others_places_by_whole_and_by_last_name() -> None:
    ana, ben = find_name("Ana Ruiz"), find_name("President Okafor")
    assert ana is not None
    assert ben is not None
    text = "Ana Ruiz thanked President Okafor, and Okafor thanked Ruiz."
    new = replace_words(Sentence(text, ((0, 8), (17, 33))), exchange(ana, ben))
    assert new is not None
    assert new.text == "Okafor thanked President Ana Ruiz, and Ana Ruiz thanked Okafor."
    assert parts(new) == ["Okafor", "President Ana Ruiz"]


def test_names_with_marks_of_patterns_in_them_are_taken_as_they_are() -> None:
    new = replace_words(Sentence("A. (B) met A.", ((0, 2),)), {"A.": "C+"})
    assert new == Sentence("C+ (B) met C+", ((0, 2),))
