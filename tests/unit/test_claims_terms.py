"""Statements read as terms: names, numbers in any form, and who says it told apart from what is said."""

from __future__ import annotations

import pytest

from framing.claims.results import Statement
from framing.claims.terms import NAME_WEIGHT, NUMBER_WEIGHT, Term, find_names, read_terms
from framing.testing import make_document


def read(text: str, said: list[tuple[int, int]] | None = None, names: frozenset[str] = frozenset()) -> list[Term]:
    return read_terms(Statement("a", 0, len(text), text, 0, 0.0), said or (), names)


def norms(text: str) -> list[str]:
    return [term.norm for term in read(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Seventeen were held.", "17"),
        ("the fifteen ships", "15"),
        ("a sum of 1,200 crowns", "1200"),
        ("a seven-page draft", "7"),
        ("the 214-page report", "214"),
        ("for forty years", "40"),
        ("for forty-two years", "42"),
    ],
)
def test_a_number_is_the_same_in_words_and_figures(text: str, number: str) -> None:
    [term] = [term for term in read(text) if term.weight == NUMBER_WEIGHT and term.exact]
    assert term.norm == number


def test_a_vote_is_two_numbers_however_it_is_written() -> None:
    figures, words = norms("The vote was 9-6."), norms("The vote was nine to six.")
    assert {"9", "6"} <= set(figures)
    assert {"9", "6"} <= set(words)


def test_one_is_no_number() -> None:
    assert all(not term.exact for term in read("one of them left"))


def test_months_are_read_in_full() -> None:
    assert norms("on Dec. 31") == norms("on December 31")


def test_words_without_a_meaning_are_no_terms() -> None:
    assert norms("It was said that he had been there.") == []
    assert norms("?! -- ...") == []


def test_a_name_counts_more_and_only_as_itself() -> None:
    [name, verb] = read("when Perrick resigned")
    assert (name.norm, name.exact, name.weight) == ("perrick", True, NAME_WEIGHT)
    assert (verb.exact, verb.weight) == (False, 1.0)


def test_the_first_word_is_a_name_where_the_article_uses_it_as_one() -> None:
    assert not read("Perrick resigned.")[0].exact
    assert read("Perrick resigned.", names=frozenset(["perrick"]))[0].exact


def test_names_are_words_with_a_capital_inside_a_sentence() -> None:
    doc = make_document('Police met Perrick on Monday. "Nobody came," she said. The I of a poet is not one.')
    assert find_names(doc) == {"perrick", "monday"}


def test_the_words_of_a_source_and_its_cue_are_marked() -> None:
    text = "Perrick conceded that money vanished."
    marked = {term.norm: term.said for term in read(text, [(0, 16)])}
    assert marked == {"perrick": True, "conceded": True, "money": False, "vanished": False}


def test_places_are_of_the_article_and_not_of_the_statement() -> None:
    statement = Statement("a", 100, 116, "Money disappears", 3, 0.5)
    assert [term.said for term in read_terms(statement, [(100, 105)])] == [True, False]
    assert [term.said for term in read_terms(statement, [(0, 5)])] == [False, False]
