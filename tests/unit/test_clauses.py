"""Clauses and noun phrases without a parser."""

from __future__ import annotations

import pytest

from framing.measures.clauses import clause_at, clauses, noun_phrase_of, stretch_at
from framing.model import Document, Span
from framing.testing import make_document


def texts(text: str) -> list[str]:
    doc = make_document(text)
    return [doc.quote(clause) for clause in clauses(doc, doc.sentences[0])]


def at(doc: Document, word: str) -> int:
    return doc.norms.index(word)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The dam may fail.", ["The dam may fail."]),
        ("The dam may fail, and the lake could rise.", ["The dam may fail", "the lake could rise."]),
        ("The dam may fail and the lake could rise.", ["The dam may fail", "the lake could rise."]),
        ("The dam failed; the lake rose.", ["The dam failed", "the lake rose."]),
        ("The dam failed \u2014 the lake rose.", ["The dam failed", "the lake rose."]),
        ("The dam and the mill could share a well.", ["The dam and the mill could share a well."]),
        ("It may fail, perhaps soon.", ["It may fail, perhaps soon."]),
        ("Perhaps, the dam will hold.", ["Perhaps, the dam will hold."]),
        ("It cost 9,000 coins at 10:30.", ["It cost 9,000 coins at 10:30."]),
        ("A quiet night.", ["A quiet night."]),
        ("Come, and, or; then", ["Come, and, or; then"]),
    ],
)
def test_a_clause_ends_at_marks_and_conjunctions_and_has_a_verb(text: str, found: list[str]) -> None:
    assert texts(text) == found


def test_an_opener_begins_a_clause_without_a_mark() -> None:
    doc = make_document("The dam could fail if it might rain.")
    found = clauses(doc, doc.sentences[0], {at(doc, "if")})
    assert [doc.quote(clause) for clause in found] == ["The dam could fail", "if it might rain."]


def test_a_sentence_of_nothing_has_no_clause() -> None:
    doc = make_document("The dam failed.")
    assert clauses(doc, Span(1, 1)) == []


@pytest.mark.parametrize(
    ("word", "clause"), [("dam", "The dam may fail"), ("and", "The dam may fail"), ("lake", "the lake rose.")]
)
def test_a_token_stands_in_its_clause_and_a_joint_in_the_one_before(word: str, clause: str) -> None:
    doc = make_document("The dam may fail and the lake rose.")
    assert doc.quote(clause_at(doc, at(doc, word))) == clause


def test_clauses_stay_inside_their_sentence() -> None:
    doc = make_document("The dam failed. The lake rose, and it rained.")
    assert doc.quote(clause_at(doc, at(doc, "lake"))) == "The lake rose"


@pytest.mark.parametrize(("word", "stretch"), [("if", "if it rains, the dam fails."), ("mill", "The mill is shut")])
def test_a_stretch_reaches_over_commas_and_ends_at_stronger_marks(word: str, stretch: str) -> None:
    doc = make_document("The mill is shut; if it rains, the dam fails.")
    assert doc.quote(stretch_at(doc, at(doc, word))) == stretch


@pytest.mark.parametrize(
    ("text", "word", "phrase"),
    [
        ("They named a potential buyer on Monday.", "potential", "a potential buyer"),
        ("The possible loss of two boats hurts.", "possible", "The possible loss"),
        ("A sale is likely.", "likely", None),
        ("They may leave.", "may", None),
    ],
)
def test_an_adjective_before_a_noun_stands_in_its_phrase(text: str, word: str, phrase: str | None) -> None:
    doc = make_document(text)
    i = at(doc, word)
    found = noun_phrase_of(doc, Span(i, i + 1))
    assert (doc.quote(found) if found else None) == phrase
