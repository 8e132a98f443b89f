"""Structure and position: lengths counted as the codebook counts them, and where attributions stand."""

from __future__ import annotations

import math

import pytest

from framing.measures import apply
from framing.measures.structure import Position, Structure
from framing.model import Hit
from framing.scores import Score
from framing.testing import make_document

TWO = "Rain fell. The dam held.\n\nNela Marsh said it was late."


def structure(text: str, **fields: object) -> dict[str, Score]:
    return {found.column: found for found in apply(Structure(), make_document(text, **fields))[1]}


def position(text: str) -> dict[str, Score]:
    return {found.column: found for found in apply(Position(), make_document(text))[1]}


def parts(text: str) -> list[tuple[str, str]]:
    """Return the text and the part of each attribution."""
    return [(found.text, found.category) for found in Position().find(make_document(text))]


# Structure


def test_words_sentences_and_paragraphs_are_counted() -> None:
    found = structure(TWO)
    assert (found["words"].value, found["paragraphs"].value) == (11.0, 2.0)
    assert (found["sentence_length"].total, found["sentence_length"].base) == (11.0, 3.0)


def test_the_length_of_the_mean_sentence_is_words_over_sentences() -> None:
    assert structure("Rain fell. The dam held fast.")["sentence_length"].value == 3.0


def test_there_is_a_hit_for_every_paragraph_and_sentence() -> None:
    hits = apply(Structure(), make_document(TWO))[0]
    assert sorted((found.category, found.value) for found in hits) == [
        ("paragraph", 5.0),
        ("paragraph", 6.0),
        ("sentence", 2.0),
        ("sentence", 3.0),
        ("sentence", 6.0),
    ]


def test_list_items_count_as_words_and_not_as_sentences() -> None:
    text = "The town wants one thing. A new dam."
    found = structure(text, list_items=((text.index("A new"), len(text)),))
    assert found["words"].value == 8.0
    assert (found["sentence_length"].total, found["sentence_length"].base) == (5.0, 1.0)


def test_the_length_of_a_quoted_sentence_is_the_texts_and_has_no_speaker() -> None:
    hits: list[Hit] = list(Structure().find(make_document("\u201cRain fell,\u201d Nela Marsh said.")))
    assert {(found.voice, found.source) for found in hits} == {("own", "")}


def test_an_empty_text_has_no_words_and_no_sentence_length() -> None:
    found = structure("")
    assert found["words"].value == 0.0
    assert math.isnan(found["sentence_length"].value)


def test_the_title_is_no_part_of_the_length() -> None:
    assert structure("Rain fell.", title="Dam holds in heavy rain")["words"].value == 2.0


# Position (F-1)


def test_the_lead_is_the_first_paragraph_and_the_tail_the_last_quarter() -> None:
    text = (
        "Nela Marsh said it was late.\n\nRain fell. Omar Vance said it was dark. Snow fell. Hail fell. The dam held. "
        "The lake rose.\n\nThe union said it was over."
    )
    assert parts(text) == [("said", "lead"), ("said", "middle"), ("said", "tail")]
    found = position(text)
    assert (found["lead"].total, found["tail"].total, found["lead"].base) == (1.0, 1.0, 3.0)


def test_a_text_of_one_paragraph_is_all_lead() -> None:
    assert parts("Rain fell. Snow fell. Hail fell. Nela Marsh said it was late.") == [("said", "lead")]


def test_the_tail_begins_at_three_quarters_of_the_sentences() -> None:
    assert parts("Rain fell.\n\nSnow fell. Hail fell. Nela Marsh said it was late.") == [("said", "tail")]
    assert parts("Rain fell.\n\nSnow fell. Nela Marsh said it was late. Hail fell.") == [("said", "middle")]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Nela Marsh said it was late. Rain fell.", 0.0),
        ("Rain fell. Nela Marsh said it was late.", 50.0),
        ("It reportedly fell. Rain fell. Snow fell. Nela Marsh said it was late.", 75.0),
    ],
)
def test_the_first_sourced_attribution_is_placed_by_the_sentences_before_it(text: str, share: float) -> None:
    assert position(text)["first_sourced"].value == share


def test_the_first_attribution_and_the_first_sourced_one_are_numbered_by_the_sentences_before_them() -> None:
    found = position("Rain fell. It reportedly fell. Snow fell. Nela Marsh said it was late. Omar Vance said it was dark.")
    assert (found["first_at"].value, found["first_at"].n_hits) == (1.0, 1)
    assert (found["first_sourced_at"].value, found["first_sourced_at"].n_hits) == (3.0, 1)
    assert (found["first_sourced"].total, found["first_sourced"].base) == (3.0, 5.0)


def test_one_attribution_can_be_both_firsts() -> None:
    found = position("Rain fell. Nela Marsh said it was late. The talks reportedly failed.")
    assert (found["first_at"].value, found["first_sourced_at"].value) == (1.0, 1.0)


def test_only_the_first_of_them_is_placed() -> None:
    found = position("Rain fell. Nela Marsh said it was late. Omar Vance said it was dark. Snow fell.")
    assert (found["first_sourced"].value, found["first_sourced"].n_hits) == (25.0, 1)


def test_without_attributions_nothing_can_be_placed() -> None:
    found = position("Rain fell.")
    assert all(math.isnan(found[name].value) for name in ("lead", "tail", "first_at", "first_sourced_at", "first_sourced"))


def test_hearsay_alone_places_no_source() -> None:
    found = position("It reportedly fell.")
    assert found["lead"].value == 100.0
    assert found["first_at"].value == 0.0
    assert math.isnan(found["first_sourced"].value)
    assert math.isnan(found["first_sourced_at"].value)


@pytest.mark.parametrize("text", ["The governor knows that it is late.", "The firm declined to comment."])
def test_beliefs_and_silence_have_no_position(text: str) -> None:
    assert parts(text) == []


def test_nested_attributions_have_no_position_of_their_own() -> None:
    assert len(parts("The Harbor Times said the minister had told aides that the plan was dead.")) == 1
