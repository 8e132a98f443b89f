"""Sentences cut into statements, and the version the others are held against."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.claims.statements import LEAST, choose_reference, split_statements
from framing.model import Article
from framing.quotations import find_quotations
from framing.testing import make_document


def split(text: str) -> list[str]:
    return [statement.text for statement in split_statements(Article("a", text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The council approved the bridge on Monday, and the mayor signed the contract with two builders.",
            ["The council approved the bridge on Monday", "and the mayor signed the contract with two builders"],
        ),
        (
            "The council approved the new bridge; the mayor signed the long contract.",
            ["The council approved the new bridge", "the mayor signed the long contract"],
        ),
        (
            "The strike closed every school in town, while buses ran on only two of nine lines.",
            ["The strike closed every school in town", "while buses ran on only two of nine lines"],
        ),
        (
            "Police searched the empty warehouse on Friday, which belongs to the old harbor company of Karn.",
            ["Police searched the empty warehouse on Friday", "which belongs to the old harbor company of Karn"],
        ),
        (
            "The ministry closed three rural clinics in March, leaving two thousand patients without a doctor.",
            ["The ministry closed three rural clinics in March", "leaving two thousand patients without a doctor"],
        ),
    ],
)
def test_a_clause_with_a_verb_of_its_own_is_a_statement_of_its_own(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The council approved the bridge and signed the contract.",  # one subject
        "The council, the mayor and two builders met on Monday.",  # a list
        "The warehouse, which belongs to the harbor company, burned down on Friday.",  # the main clause goes on behind it
        "The plan was approved, and she smiled.",  # too small to stand alone
        "The report, dated July 30, was sent to both boards.",
        "The council approved the bridge on Monday, according to a copy of the minutes that two members had signed.",
        "The ministry closed three rural clinics in March, following a review of the costs that doctors had called for.",
        "The court freed nine sailors and two cooks on Friday, including the captain who had signed the contract.",
    ],
)
def test_what_cannot_stand_alone_stays_with_its_sentence(text: str) -> None:
    assert split(text) == [text.rstrip(".")]


def test_nothing_is_cut_inside_quotation_marks() -> None:
    text = 'The mayor said: "The council approved the bridge on Monday, and the builders signed the contract on Friday."'
    doc = make_document(text)
    quotations = [dict(zip(("start", "end"), doc.chars(q.span), strict=True)) for q in find_quotations(doc)]
    assert len(split_statements(Article("a", text), (), quotations)) == 1
    assert len(split_statements(Article("a", text))) == 2


@settings(deadline=None, max_examples=60, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["The mayor", "signed", "and", "it", ",", ";", "which", "leaving", "42", "bridge", ".", "said"]),
        max_size=40,
    )
)
def test_statements_quote_the_text_in_order_and_lose_no_word(words: list[str]) -> None:
    text = " ".join(words)
    found = split_statements(Article("a", text))
    assert [text[s.start : s.end] for s in found] == [s.text for s in found]
    assert all(one.end <= other.start for one, other in pairwise(found))
    outside = text
    for statement in reversed(found):
        outside = outside[: statement.start] + outside[statement.end :]
    assert not any(character.isalnum() for character in outside)
    assert all(0 <= s.place < 1 for s in found)


def test_every_part_of_a_cut_sentence_means_something_by_itself() -> None:
    text = "The strike closed every school in town, but buses ran, and the ministry asked nine teachers to return to work."
    assert all(len(part.split()) >= LEAST for part in split(text))


def test_a_text_without_words_has_no_statements() -> None:
    assert split_statements(Article("a", "")) == ()


class TestReference:
    def test_the_agency_s_own_text_goes_before_the_earliest(self) -> None:
        articles = [Article("early", "x", date=date(2024, 1, 1)), Article("wire", "x", date=date(2024, 1, 2))]
        assert choose_reference(articles, ["wire"]) == ("wire", "the wire original")

    def test_of_several_agency_texts_the_earliest(self) -> None:
        articles = [Article("b", "x", date=date(2024, 1, 2)), Article("a", "x"), Article("c", "x", date=date(2024, 1, 1))]
        assert choose_reference(articles, ["a", "b", "c"])[0] == "c"

    def test_without_an_agency_the_earliest(self) -> None:
        articles = [Article("b", "long text", date=date(2024, 1, 2)), Article("a", "x", date=date(2024, 1, 1))]
        assert choose_reference(articles, []) == ("a", "the earliest version")

    def test_of_the_same_day_the_longest(self) -> None:
        day = date(2024, 1, 1)
        articles = [Article("a", "x", date=day), Article("b", "longer", date=day), Article("c", "x", date=date(2024, 1, 3))]
        assert choose_reference(articles, []) == ("b", "the longest of the earliest versions")

    def test_where_a_date_is_missing_the_longest(self) -> None:
        articles = [Article("a", "x", date=date(2024, 1, 1)), Article("b", "longer")]
        assert choose_reference(articles, []) == ("b", "the longest version")

    def test_where_all_is_equal_the_first_id(self) -> None:
        assert choose_reference([Article("b", "x"), Article("a", "x")], [])[0] == "a"
