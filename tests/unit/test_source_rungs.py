"""How openly an unnamed source is told of: class or speaker, rung, flags, whether it belongs to the state (A-4, A-5, A-15)."""

from __future__ import annotations

import pytest
from unit.sourced import one, span_of

from framing.attributions import rungs
from framing.attributions.phrases import Phrase, Words, read_phrase
from framing.documents import segment
from framing.lexicon import shipped_lexicon


def read(source: str) -> tuple[Words, Phrase]:
    """Return the words of a sentence in which a source says something, and the source's phrase."""
    doc = segment(f"{source} said the pier was wet.")
    words = Words(doc, shipped_lexicon("sources"))
    span = span_of(doc, source)
    words.read(span.start)
    return words, read_phrase(words, span, span)


@pytest.mark.parametrize(
    ("source", "is_class"),
    [
        ("Analysts", True),
        ("Most voters", True),
        ("Some officials", True),
        ("Four in ten voters", True),
        ("500 voters", True),
        ("Two analysts", False),
        ("An analyst", False),
        ("Officials", False),
        ("Her advisers", False),
        ("Members of the board", False),
        ("Analysts briefed on the talks", False),
        ("People familiar with the matter", False),
    ],
)
def test_a_class_is_people_whom_nobody_tells_apart(source: str, is_class: bool) -> None:
    assert rungs.is_class(*read(source)) is is_class


@pytest.mark.parametrize(
    ("source", "attached"),
    [
        ("His lawyers", True),
        ("Harbor Bank executives", True),
        ("The senator's aides", True),
        ("Members of the board", True),
        ("Lawyers", False),
        ("Lawyers of note", False),
    ],
)
def test_people_are_told_by_whom_they_belong_to(source: str, attached: bool) -> None:
    assert rungs.is_attached(*read(source)) is attached


@pytest.mark.parametrize(
    ("word", "is_person"),
    [
        ("farmer", True),
        ("farmers", True),
        ("pianist", True),
        ("fisherwoman", True),
        ("42-year-old", True),
        ("letter", False),
        ("factors", False),
        ("her", False),
        ("user", False),
        ("bridge", False),
    ],
)
def test_a_word_that_no_list_has_is_a_person_by_its_ending(word: str, is_person: bool) -> None:
    assert rungs.is_person_word(word) is is_person


@pytest.mark.parametrize(
    ("source", "former"),
    [("The former mayor", True), ("An ex-minister", True), ("The retired judge", True), ("The mayor", False)],
)
def test_an_office_that_was_is_told(source: str, former: bool) -> None:
    words, phrase = read(source)
    assert rungs.is_former(words, phrase.span.start, phrase.head + 1) is former


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        ("A source", set()),
        ("Two sources", {"number_given"}),
        ("People briefed on the talks", {"basis_given"}),
        ("Three people with direct knowledge of the talks", {"number_given", "basis_given"}),
        ("An aide who spoke on condition of anonymity because he feared reprisals", {"reason_for_anonymity"}),
        ("An aide who spoke on condition of anonymity", set()),
    ],
)
def test_number_basis_and_reason_are_flags(source: str, flags: set[str]) -> None:
    assert rungs.flags_of(*read(source)) == flags


@pytest.mark.parametrize(
    ("source", "rung"),
    [
        ("A source", 2),
        ("Sources familiar with the matter", 2),
        ("Two sources", 3),
        ("A senior official", 3),
        ("A Harbor Bank source", 3),
        ("A source at the station", 3),
        ("A source in the crowd", 2),
    ],
)
def test_a_number_a_role_or_an_institution_lifts_a_source_by_a_rung(source: str, rung: int) -> None:
    words, phrase = read(source)
    assert rungs.rung_of(words, phrase, rungs.flags_of(words, phrase)) == rung


@pytest.mark.parametrize(
    ("source", "official"),
    [
        ("A senior official", True),
        ("A police spokesman", True),
        ("An intelligence source", True),
        ("A spokesman for the ministry", True),
        ("A former official", False),
        ("A campaign official", False),
        ("A spokesman for the company", False),
        ("The senator's allies", False),
        ("A source", False),
    ],
)
def test_who_speaks_for_the_state_belongs_to_it(source: str, official: bool) -> None:
    assert rungs.is_official(*read(source)) is official


def test_what_is_told_reaches_the_source_that_is_found() -> None:
    found = one("Two people briefed on the talks")
    assert (found.anonymity, found.rung) == ("anonymous", 3)
    assert found.flags >= {"number_given", "basis_given"}
