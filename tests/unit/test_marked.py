"""Ragged marks: what a source's mark lacks, what is no part of a cue, what is no content."""

from __future__ import annotations

import pytest

from framing.attributions.marked import can_be_source, core_of, cue_of, is_cue, is_refused, whole_contents
from framing.documents import segment
from framing.grammar import MAX_INSERT
from framing.lexicon import Entry, shipped_lexicon
from framing.model import Document, Span

VERBS = shipped_lexicon("reporting_verbs")


def span_of(doc: Document, words: str) -> Span:
    """Return the tokens of the first place of some words."""
    wanted = tuple(words.lower().split())
    start = next(i for i in range(len(doc.norms)) if doc.norms[i : i + len(wanted)] == wanted)
    return Span(start, start + len(wanted))


def entries(doc: Document, cue: Span) -> tuple[list[tuple[Span, Entry]], list[tuple[Span, Entry | None]]]:
    """Return the listed cues among the words of a cue, and all that were refused."""
    refused: list[tuple[Span, Entry | None]] = []
    listed = [pair for pair in VERBS.find(doc, refused=refused) if pair[0].start < cue.end and cue.start < pair[0].end]
    return listed, refused


@pytest.mark.parametrize(
    ("text", "marked", "cue", "whole"),
    [
        ("Rosa Quill told the court a lie.", "rosa", "told", "Rosa Quill"),
        ("Ines Okoro called the merger a theft.", "okoro", "called", "Ines Okoro"),
        ("The mayor, noting the hour, left.", "the", "noting", "The mayor"),
        ("Two guards said the gate was open.", "two", "said", "Two guards"),
        ("It was announced by the school board on Monday.", "the school", "announced", "the school board"),
        ("On Monday Okoro said so.", "okoro", "said", "Okoro"),
        ("The new harbor chief said so.", "chief", "said", "The new harbor chief"),
        (
            "Two people briefed on the talks said so.",
            "two people briefed on the talks",
            "said",
            "Two people briefed on the talks",
        ),
    ],
)
def test_a_mark_that_cuts_a_source_in_two_gets_what_it_lacks(text: str, marked: str, cue: str, whole: str) -> None:
    doc = segment(text)
    assert doc.quote(core_of(doc, span_of(doc, marked), span_of(doc, cue))[0]) == whole


@pytest.mark.parametrize(
    ("text", "marked", "cue"), [("Ruiz says Okoro lied.", "ruiz", "says"), ("He said Okoro lied.", "he", "said")]
)
def test_a_source_that_lacks_nothing_stays_and_does_not_reach_over_its_cue(text: str, marked: str, cue: str) -> None:
    doc = segment(text)
    assert core_of(doc, span_of(doc, marked), span_of(doc, cue))[0] == span_of(doc, marked)


def test_what_is_said_of_a_source_stays_in_its_extent() -> None:
    doc = segment("Ana Ruiz, a spokeswoman for the port, said so.")
    core, extent = core_of(doc, Span(0, 8), Span(9, 10))
    assert (doc.quote(core), doc.quote(extent)) == ("Ana Ruiz", "Ana Ruiz, a spokeswoman for the port")


@pytest.mark.parametrize(
    ("words", "can"), [("the talks", True), ("they", True), ("okoro", True), ("were", False), ("were held", False)]
)
def test_a_source_holds_a_word_that_can_name_somebody(words: str, can: bool) -> None:
    doc = segment("They said the talks Okoro wanted were held.")
    assert can_be_source(doc, span_of(doc, words)) is can


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("She voiced doubt about the plan.", "voiced doubt about", "voiced doubt"),
        ("The banker hinted at a second rescue.", "hinted at a", "hinted"),
        ("The closure was announced today.", "was announced", "announced"),
        ("It is believed that the work burned.", "is believed", "is believed"),
        ("She did not say that it burned.", "not say", "not say"),
        ("The pipe burst, according to the owner.", "according", "according to"),
        ("She harrumphed at the plan.", "harrumphed at", "harrumphed at"),
    ],
)
def test_a_cue_keeps_the_words_its_entry_has(text: str, marked: str, kept: str) -> None:
    doc = segment(text)
    cue = span_of(doc, marked)
    assert doc.quote(cue_of(doc, cue, entries(doc, cue)[0])) == kept


@pytest.mark.parametrize(
    ("words", "can"), [("had", False), ("not", False), ("about", False), ("and", False), ("trumpeted", True)]
)
def test_an_auxiliary_a_preposition_or_a_conjunction_is_no_cue(words: str, can: bool) -> None:
    doc = segment("She had not trumpeted the plan and wondered about it.")
    assert is_cue(doc, span_of(doc, words)) is can


@pytest.mark.parametrize(
    ("text", "marked", "refused"),
    [
        ("The rescue went according to plan.", "according to", True),
        ("Seats were assigned according to age.", "according", True),
        ("The pipe burst, according to the owner.", "according to", False),
        ("The group claimed that it was robbed.", "claimed", False),
        ("She trumpeted the plan.", "trumpeted", False),
    ],
)
def test_what_a_list_refuses_is_no_cue(text: str, marked: str, refused: bool) -> None:
    doc = segment(text)
    cue = span_of(doc, marked)
    assert is_refused(cue, *entries(doc, cue)) is refused


def contents(text: str, *parts: str) -> list[str]:
    doc = segment(text)
    return [doc.quote(span) for span in whole_contents(doc, tuple(span_of(doc, part) for part in parts))]


def test_a_leading_concession_is_the_outlets_own() -> None:
    text = "While prices fell, economists expect a rise."
    assert contents(text, "while prices fell", "a rise") == ["a rise"]
    assert contents(text, "while prices fell") == ["While prices fell"]  # nothing else is said


def test_a_concession_inside_a_sentence_is_said() -> None:
    text = "Ana expects a rise, although prices fell."
    assert contents(text, "a rise", "although prices fell") == ["a rise", "although prices fell"]


def test_a_lone_article_gets_its_noun_and_a_small_word_beside_clauses_is_no_content() -> None:
    assert contents("The closure was announced by the board.", "the") == ["The closure"]
    assert contents("What she said about it was never heard.", "what", "was never heard") == ["was never heard"]
    assert contents("Yes, she said.", "yes") == ["Yes"]


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("An aide, who asked not to be named, said it rained.", "An aide, who asked not to be named,"),
        ("An aide who feared for her job said it rained.", "An aide who feared for her job"),
        ("It rained, said an aide, who asked not to be named.", "an aide, who asked not to be named"),
        ("It rained, said an aide, who left; the mayor left too.", "an aide, who left"),
        ("An aide said it rained.", "An aide"),
        ("An aide, Bo Lund, said it rained.", "An aide"),
    ],
)
def test_what_a_clause_says_of_a_source_belongs_to_its_extent(text: str, extent: str) -> None:
    doc = segment(text)
    assert doc.quote(core_of(doc, span_of(doc, "an aide"), span_of(doc, "said"))[1]) == extent


def test_a_clause_without_end_is_not_followed_to_the_end() -> None:
    doc = segment("An aide, who " + "left and " * 500 + "said it rained.")
    source, extent = core_of(doc, span_of(doc, "an aide"), span_of(doc, "said"))
    assert doc.quote(source) == "An aide"
    assert extent.end - extent.start <= MAX_INSERT + 3


def test_where_no_cue_is_known_the_extent_is_what_was_marked() -> None:
    doc = segment("An aide, who left, said it rained.")
    assert doc.quote(core_of(doc, span_of(doc, "an aide"))[1]) == "An aide"
