"""Whom an evaluative word is aimed at, by which relation, and when at nobody (CODEBOOK S-8)."""

from __future__ import annotations

import pytest

from framing.measures.sentiment import Evaluation, ReportedEvaluation
from framing.testing import make_document

PETRA, JONAS, LENA = "petra-holm", "jonas-reke", "lena-voss"
PEOPLE = ("Petra Holm", "Jonas Reke", "Lena Voss")


def aims(text: str) -> set[tuple[str, float]]:
    """Return the actors that a text evaluates, in any voice, with the value."""
    doc = make_document(text, actors=PEOPLE)
    return {(hit.target, hit.value) for measure in (Evaluation(), ReportedEvaluation()) for hit in measure.find(doc)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Petra Holm and Jonas Reke are honest.", {(PETRA, 1), (JONAS, 1)}),
        ("Petra Holm, Jonas Reke and Lena Voss are corrupt.", {(PETRA, -1), (JONAS, -1), (LENA, -1)}),
        ("Petra Holm and Jonas Reke were praised.", {(PETRA, 1), (JONAS, 1)}),
        ("Engineers praised Petra Holm and Jonas Reke.", {(PETRA, 1), (JONAS, 1)}),
        ("Engineers praised Petra Holm, Mayor Jonas Reke and Lena Voss.", {(PETRA, 1), (JONAS, 1), (LENA, 1)}),
        ("Petra Holm and Jonas Reke bungled the recall.", {(PETRA, -1), (JONAS, -1)}),
        ("Critics consider Petra Holm and Jonas Reke corrupt.", {(PETRA, -1), (JONAS, -1)}),
    ],
)
def test_of_joined_names_each_is_evaluated(text: str, expected: set[tuple[str, float]]) -> None:
    assert aims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Engineers praised Petra Holm and Jonas Reke resigned.", {(PETRA, 1)}),
        ("Petra Holm was praised and Jonas Reke was ignored.", {(PETRA, 1)}),
        ("The corrupt Petra Holm and Jonas Reke met.", {(PETRA, -1)}),
        ("Petra Holm, unlike Jonas Reke, is honest.", {(PETRA, 1)}),
        ("Unlike the dishonest Jonas Reke, Petra Holm published it.", {(JONAS, -1)}),
    ],
)
def test_a_name_in_another_clause_is_not_joined(text: str, expected: set[tuple[str, float]]) -> None:
    assert aims(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Petra Holm wrote a brilliant book.",
        "Petra Holm inherited a disastrous budget.",
        "The corrupt regime jailed Petra Holm.",
        "The plan of Petra Holm is brilliant.",
        "Petra Holm is the author of a brilliant book.",
        "Petra Holm, the author of a brilliant book, left.",
        "Is Petra Holm corrupt?",
        "Had Petra Holm been honest, the ferry would have sailed.",
    ],
)
def test_a_word_said_of_something_else_evaluates_nobody(text: str) -> None:
    assert aims(text) == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Petra Holm is one of our town’s most admired judges.", 1),
        ("Secretary of State Petra Holm is honest.", 1),
        ("Petra Holm of Tarn is corrupt.", -1),
        ("Petra Holm is “corrupt”.", -1),
        ("A trustworthy accountant, Petra Holm kept the books.", 1),
        ("Petra Holm, long one of the most admired judges in town, retired.", 1),
        ("Petra Holm proved a ruthless minister.", -1),
        ("It was foolish of Petra Holm to leave.", -1),
        ("Few ministers were as reckless as Petra Holm.", -1),
        ("No minister was as reckless as Petra Holm.", -1),
        ("Petra Holm has never once been arrogant.", 1),
    ],
)
def test_a_predicate_is_found_through_degrees_titles_and_insertions(text: str, value: float) -> None:
    assert aims(text) == {(PETRA, value)}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Critics consider Petra Holm corrupt.", "Critics"),
        ("Jonas Reke hailed Petra Holm as a principled judge.", "Jonas Reke"),
        ("Petra Holm has been called a liar.", None),
        ("In the clerk's view, Petra Holm is a hypocrite.", None),
    ],
)
def test_an_opinion_is_a_sources_and_not_the_outlets(text: str, source: str | None) -> None:
    doc = make_document(text, actors=PEOPLE)
    assert list(Evaluation().find(doc)) == []
    found = list(ReportedEvaluation().find(doc))
    assert {hit.target for hit in found} == {PETRA}
    assert source is None or {hit.source for hit in found} == {source}


def test_what_nobody_thinks_is_the_outlets_own_claim() -> None:
    doc = make_document("No one thinks Petra Holm is honest.", actors=PEOPLE)
    assert [(hit.target, hit.value, hit.voice) for hit in Evaluation().find(doc)] == [(PETRA, -1.0, "own")]


@pytest.mark.parametrize("text", ["Corrupt Petra Holm met the mayor", "Corrupt Petra Holm met the mayor."])
def test_a_word_that_opens_a_text_modifies_whatever_the_text_ends_with(text: str) -> None:
    assert aims(text) == {(PETRA, -1)}
