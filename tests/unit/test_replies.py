"""The reply record: which parties were asked in vain, counted once, and where in the text it is said."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from framing.measures import apply
from framing.measures.evidence import LOW_CONFIDENCE
from framing.measures.replies import ReplyRecord
from framing.model import Document, Hit
from framing.scores import Score
from framing.testing import make_document


def ratio(found: Score) -> tuple[float, float]:
    return found.total, found.base


def scores(text: str) -> dict[str, Score]:
    return score(make_document(text))


def score(doc: Document) -> dict[str, Score]:
    return {found.column: found for found in apply(ReplyRecord(), doc)[1]}


def replies(text: str) -> list[Hit]:
    return list(ReplyRecord().find(make_document(text)))


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The firm declined to comment.", "The firm"),
        ("Nela Marsh did not respond to a request for comment.", "Nela Marsh"),
        ("The ministry could not be reached for comment.", "The ministry"),
    ],
)
def test_a_party_that_did_not_comment_is_recorded(text: str, party: str) -> None:
    found = replies(text)
    assert [(one.source, one.category, one.rule) for one in found] == [(party, "no_comment", "A-1n")]


def test_a_reply_that_was_given_is_no_record() -> None:
    assert replies("The firm said the mill was safe.") == []


def test_parties_are_counted_per_article() -> None:
    text = "The firm declined to comment. Nela Marsh did not respond to a request for comment."
    found = scores(text)["parties"]
    assert (ratio(found), found.value) == ((2.0, 1.0), 2.0)


def test_a_party_that_twice_did_not_comment_is_one_party_and_two_statements() -> None:
    found = scores("The firm declined to comment. Rain fell. The firm did not respond to a request for comment.")
    assert (found["parties"].total, found["statements"].total) == (1.0, 2.0)


def test_a_statement_is_placed_by_the_sentences_before_it() -> None:
    found = scores("Rain fell. Snow fell. Hail fell. The firm declined to comment.")
    assert (ratio(found["place"]), found["place"].value) == ((3.0, 4.0), 75.0)
    assert scores("The firm declined to comment. Rain fell.")["place"].value == 0.0


def test_the_place_of_several_statements_is_their_mean() -> None:
    found = scores("The firm declined to comment. Rain fell. Snow fell. Nela Marsh did not respond to a request for comment.")
    assert (ratio(found["place"]), found["place"].value) == ((3.0, 8.0), 37.5)


def test_without_a_statement_there_is_no_place() -> None:
    found = scores("Rain fell.")
    assert found["parties"].value == 0.0
    assert math.isnan(found["place"].value)


def test_a_pronoun_is_recorded_as_the_party_it_stands_for() -> None:
    text = "Nela Marsh said it was late. She declined to comment on the price."
    assert [one.source for one in replies(text)] == ["Nela Marsh"]


def test_a_party_that_perhaps_did_not_comment_is_shown_and_not_counted() -> None:
    doc = make_document("The firm declined to comment.")
    unsure = replace(doc, attributions=(replace(doc.attributions[0], confidence=LOW_CONFIDENCE - 0.01),))
    (hit,) = ReplyRecord().find(unsure)
    assert hit.confidence < LOW_CONFIDENCE
    found = score(unsure)
    assert [found[name].total for name in ("parties", "statements", "place")] == [0.0, 0.0, 0.0]
    assert math.isnan(found["place"].value)
