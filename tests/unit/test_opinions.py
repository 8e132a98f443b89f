"""What learned layers say of a list's findings: marked too, doubted, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from framing.measures.opinions import CONFIRMED, DOUBTED, Opinion, count_opinions
from framing.model import Document, Hit, Mark, Reading, Span
from framing.report.highlight import describe_hit
from framing.testing import make_document

LOADED = Opinion("loaded", "loaded")
TEXT = "The brutal regime fell. A regime followed. The regime of taxes is new."
QUIET = Reading(0.1, False)


def read(text: str, marks: Sequence[Span], readings: Sequence[Reading]) -> Document:
    layers = {"loaded": tuple(Mark(span, 0.8) for span in marks)}
    return replace(make_document(text), marks=layers, readings={"loaded": tuple(readings)})


def hits_of(doc: Document, word: str) -> list[Hit]:
    return [
        Hit(token.start, token.end, "loaded", word, "label", sentence=doc.sentence_at(i), text=word)
        for i, token in enumerate(doc.tokens)
        if token.norm == word
    ]


def opinions(doc: Document, word: str = "regime") -> list[frozenset[str]]:
    return [hit.labels & {CONFIRMED, DOUBTED} for hit in LOADED.add(doc, hits_of(doc, word))]


def test_words_that_a_layer_marks_are_confirmed_and_unmarked_sentences_are_doubted() -> None:
    doc = read(TEXT, [Span(1, 3)], [QUIET, QUIET, QUIET])
    assert opinions(doc) == [{CONFIRMED}, {DOUBTED}, {DOUBTED}]


def test_words_that_weighed_most_in_a_marked_sentence_are_confirmed() -> None:
    doc = read(TEXT, [], [Reading(0.9, True, (Span(2, 3),)), QUIET, QUIET])
    assert opinions(doc)[0] == {CONFIRMED}


def test_a_sentence_marked_for_other_words_gives_no_opinion() -> None:
    doc = read(TEXT, [], [Reading(0.9, True, (Span(1, 2),)), QUIET, QUIET])
    assert opinions(doc)[0] == frozenset()


def test_words_of_a_sentence_that_is_not_marked_confirm_nothing() -> None:
    doc = read(TEXT, [], [Reading(0.4, False, (Span(2, 3),)), QUIET, QUIET])
    assert opinions(doc)[0] == {DOUBTED}


@pytest.mark.parametrize(("start", "touched"), [(0, False), (1, True), (2, True), (3, True), (4, False)])
def test_a_mark_touches_a_term_when_they_share_a_character(start: int, touched: bool) -> None:
    doc = make_document("one two three four five")
    doc = replace(doc, marks={"loaded": (Mark(Span(start, start + 1), 0.9),)}, readings={"loaded": (QUIET,)})
    first, last = doc.tokens[1].start, doc.tokens[3].end
    [hit] = LOADED.add(doc, [Hit(first, last, "loaded", "two three four", "label", sentence=0)])
    assert (CONFIRMED in hit.labels) is touched


def test_a_term_between_two_marks_is_not_confirmed() -> None:
    doc = make_document("one two three four five")
    marks = tuple(Mark(Span(i, i + 1), 0.9) for i in (1, 3))
    doc = replace(doc, marks={"loaded": marks}, readings={"loaded": (QUIET,)})
    assert [bool(labels & {CONFIRMED}) for labels in opinions(doc, "three")] == [False]


def test_an_annotator_that_marks_no_words_gives_no_opinion() -> None:
    doc = replace(make_document(TEXT), readings={"loaded": (QUIET, QUIET, QUIET)})
    assert opinions(doc) == [frozenset()] * 3


def test_a_layer_that_marks_nothing_here_doubts_what_it_did_not_mark() -> None:
    assert opinions(read(TEXT, [], [QUIET, QUIET, QUIET])) == [{DOUBTED}] * 3


def test_other_labels_stay_and_nothing_else_changes() -> None:
    doc = read(TEXT, [Span(1, 3)], [QUIET, QUIET, QUIET])
    before = [hit._replace(labels=frozenset({"side"})) for hit in hits_of(doc, "regime")]
    after = LOADED.add(doc, before)
    assert [hit._replace(labels=hit.labels - {CONFIRMED, DOUBTED}) for hit in after] == before


def test_opinions_are_counted_and_said_beside_the_finding() -> None:
    doc = read(TEXT, [Span(1, 3)], [QUIET, QUIET, QUIET])
    hits = LOADED.add(doc, hits_of(doc, "regime"))
    assert count_opinions(hits) == (1, 2)
    assert "the encoder marks it too" in describe_hit(hits[0], {})
    assert "not marked by the encoder" in describe_hit(hits[1], {})
    assert "encoder" not in describe_hit(hits_of(doc, "regime")[0], {})
