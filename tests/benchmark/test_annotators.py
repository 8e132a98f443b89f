"""The annotators that are measured, and what is asked of them."""

from __future__ import annotations

import pytest

from benchmark import annotators
from benchmark.stub import Stub
from framing.errors import AnnotationError
from framing.model import Polarity, Reading


def test_both_are_measured_unless_one_is_named() -> None:
    assert annotators.names_of("both") == annotators.NAMES == ("fast", "encoder")
    assert annotators.names_of("fast") == ("fast",)


def test_the_fast_one_can_always_be_made() -> None:
    assert [subject.name for subject in annotators.build(["fast"])] == ["fast"]
    assert annotators.make_fast().name == "fast"


def test_one_that_cannot_be_made_is_named_with_the_reason_and_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def make(name: str) -> Stub:
        if name == "encoder":
            raise AnnotationError("weights/encoder/manifest.json: not found.")
        return Stub(name=name)

    monkeypatch.setattr(annotators, "_make", make)
    assert [subject.name for subject in annotators.build(annotators.NAMES)] == ["fast"]
    assert capsys.readouterr().err == "The encoder annotator is not measured: weights/encoder/manifest.json: not found.\n"


def test_a_defect_is_not_taken_for_a_missing_annotator(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(name: str) -> Stub:
        raise ValueError(name)

    monkeypatch.setattr(annotators, "_make", make)
    with pytest.raises(ValueError, match="encoder"):
        annotators.build(["encoder"])


def test_a_layer_is_measured_only_where_it_is_given() -> None:
    assert annotators.gives(Stub(), "polarity")
    assert not annotators.gives(Stub(layers=frozenset({"hedge cues"})), "polarity")


def test_a_text_is_marked_if_any_of_its_sentences_is() -> None:
    readings = [Reading(0.2, False), Reading(0.4, True), Reading(0.3, False)]
    assert annotators.marked(readings)
    assert not annotators.marked(readings[:1])
    assert annotators.probability(readings) == 0.4


def test_a_text_without_sentences_is_not_marked() -> None:
    assert not annotators.marked([])
    assert annotators.probability([]) == 0.0


def test_the_probability_of_a_polarity_is_that_of_its_label() -> None:
    assert annotators.likelihood(Polarity(0.2, 0.1, 0.7)) == 0.7


def test_marks_are_read_as_characters() -> None:
    doc = annotators.read(Stub({"hedge": {"may": 0.9}}), "It may rain. It may not.")
    assert annotators.spans_of(doc, doc.marks["hedge"]) == [(3, 6), (16, 19)]
