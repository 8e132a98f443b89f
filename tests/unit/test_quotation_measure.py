"""Direct quotation: whose words count, and what an open mark does not count."""

from __future__ import annotations

import math

from framing.measures import apply
from framing.measures.quotation import QuotationMeasure
from framing.model import Hit
from framing.scores import Score
from framing.testing import make_document


def ratio(found: Score) -> tuple[float, float]:
    return found.total, found.base


def quotations(text: str) -> list[Hit]:
    return apply(QuotationMeasure(), make_document(text))[0]


def quotation(text: str) -> dict[str, Score]:
    return {found.column: found for found in apply(QuotationMeasure(), make_document(text))[1]}


def test_words_that_somebody_speaks_are_a_share_of_all_words() -> None:
    assert ratio(quotation("\u201cThe mill will close,\u201d Nela Marsh said.")["quoted_words"]) == (4.0, 7.0)


def test_terms_in_quotation_marks_are_no_quotation() -> None:
    found = quotation("The \u201ctemporary\u201d levee is ten years old.")
    assert (found["quoted_words"].total, found["quotations"].total) == (0.0, 0.0)


def test_a_quotation_inside_another_does_not_count_its_words_twice() -> None:
    text = "\u201cMy brother said \u2018run for the hills right now\u2019 and I ran,\u201d Nela Marsh said."
    found = quotation(text)
    assert found["quotations"].total == 1.0
    assert ratio(found["quoted_words"]) == (12.0, 15.0)


def test_a_text_without_words_has_no_share_of_quotation() -> None:
    assert math.isnan(quotation("")["quoted_words"].value)


def test_words_after_a_mark_that_does_not_close_stand_beside_the_headline() -> None:
    text = "Nela Marsh said, \u201cThe mill will close. Rain fell on the dam."
    found = quotation(text)
    assert found["unclosed_words"].total > 0.0
    assert (found["quoted_words"].total, found["quotations"].total) == (0.0, 0.0)
    assert [(one.rule, one.labels) for one in quotations(text)] == [("V-10", frozenset({"unclosed"}))]


def test_a_quotation_names_its_speaker_and_its_rule() -> None:
    (one,) = quotations("\u201cThe mill will close,\u201d Nela Marsh said.")
    assert (one.source, one.rule, one.labels, one.value) == ("Nela Marsh", "V-1", frozenset({"closed"}), 4.0)
