"""Capitals that only a word's place explains are undone, and no others."""

from __future__ import annotations

import pytest

from framing.casing import (
    BEGINS,
    CAPITAL,
    ENDS,
    NAMES,
    OPENS,
    is_headline,
    reads_as_headline,
    shape_of,
    truecase,
    undone_places,
)

KNOWN = "the says will not meet in house white president may we talks he over begin"
LOWERCASE = frozenset(KNOWN.split())


def case(text: str) -> str:
    return " ".join(truecase(text.split(), LOWERCASE))


def test_the_first_word_is_made_small_if_it_is_written_small_elsewhere() -> None:
    assert case("The talks begin .") == "the talks begin ."


def test_an_unknown_first_word_keeps_its_capital() -> None:
    assert case("Okonkwo says no .") == "Okonkwo says no ."


@pytest.mark.parametrize("text", ["White House talks begin .", "May Okonkwo says no .", "President Ruiz says no ."])
def test_the_first_of_two_capitalized_words_may_be_a_name_and_is_kept(text: str) -> None:
    assert case(text) == text


def test_the_pronoun_i_does_not_make_a_name_of_the_word_before_it() -> None:
    assert case("Not I .") == "not I ."


@pytest.mark.parametrize("mark", ['"', "\u201c", "\u2018", "\u00ab", ":"])
def test_the_first_word_after_an_opening_mark_is_made_small_too(mark: str) -> None:
    assert case(f"he says {mark} We will not .") == f"he says {mark} we will not ."


def test_marks_before_the_first_word_do_not_hide_it() -> None:
    assert case("\u201c ( The talks begin .") == "\u201c ( the talks begin ."


def test_names_inside_a_sentence_keep_their_capitals() -> None:
    assert case("he will meet The House .") == "he will meet The House ."


def test_a_headline_with_capitals_on_every_word_keeps_them_on_names_only() -> None:
    assert case("Okonkwo Says Ruiz Will Not Meet") == "Okonkwo says Ruiz will not meet"


def test_a_shouted_headline_keeps_one_capital_on_unknown_words() -> None:
    assert case("OKONKWO SAYS TALKS WILL BEGIN IN NATO HALLS") == "Okonkwo says talks will begin in NATO Halls"


def test_a_sentence_with_a_final_mark_is_no_headline() -> None:
    assert case("Okonkwo Says Ruiz Will Not Meet .") == "Okonkwo Says Ruiz Will Not Meet ."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Okonkwo Says Ruiz Will Not Meet", True),
        ("Ana Ruiz May Not Go", False),
        ("Okonkwo says Ruiz will not meet", False),
        ("", False),
    ],
)
def test_a_headline_needs_three_longer_words_four_of_five_with_capitals(text: str, answer: bool) -> None:
    assert is_headline(text.split()) is answer


@pytest.mark.parametrize("words", [[], ["."], ["\u201c"], ['"', '"', ":"]])
def test_sentences_without_words_come_back_as_they_are(words: list[str]) -> None:
    assert truecase(words, LOWERCASE) == words


def test_places_where_capitals_are_undone_are_those_truecase_makes_small() -> None:
    words = 'The talks : " The Talks " . The mayor said " The White House'.split()
    changed = [i for i, (one, other) in enumerate(zip(words, truecase([*words, "."], LOWERCASE), strict=False)) if one != other]
    assert sorted(set(undone_places([*words, "."], LOWERCASE))) == changed
    assert undone_places([], LOWERCASE) == undone_places(['"'], LOWERCASE) == []


def test_only_what_nothing_ends_reads_as_a_headline() -> None:
    words = "Okonkwo Says Ruiz Will Not Meet".split()
    assert reads_as_headline(words)
    assert not reads_as_headline([*words, "."])
    assert not reads_as_headline([])


def test_the_words_given_are_not_changed() -> None:
    words = ["The", "talks"]
    truecase(words, LOWERCASE)
    assert words == ["The", "talks"]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("The", BEGINS + CAPITAL + NAMES),
        ("I", BEGINS + CAPITAL),
        ("rain", BEGINS),
        ("42", BEGINS),
        ('"', OPENS + ENDS),
        (":", OPENS),
        (".", ENDS),
        (",", 0),
    ],
)
def test_a_words_shape_says_what_undoing_capitals_asks_of_it(word: str, shape: int) -> None:
    assert shape_of(word) == shape
