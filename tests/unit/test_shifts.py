"""What turns or suspends what a sentence says: negation, condition, opinion, and acts that are not told as done."""

from __future__ import annotations

import pytest

from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.measures.shifts import clause_of, find_opinion, find_shifts, is_supposed, is_turned, is_unreal, whose_opinion
from framing.model import Document, Span


def read(text: str, word: str) -> tuple[Document, int, Span]:
    doc = segment(text)
    return doc, doc.norms.index(word), doc.sentences[0]


def turned(text: str, word: str = "honest") -> bool:
    doc, at, sentence = read(text, word)
    return is_turned(doc, at, sentence, find_shifts(doc, shipped_lexicon("shifters"), sentence))


def supposed(text: str, word: str = "honest") -> bool:
    doc, at, sentence = read(text, word)
    return is_supposed(doc, at, sentence, find_shifts(doc, shipped_lexicon("shifters"), sentence))


def unreal(text: str, word: str) -> bool:
    doc, at, sentence = read(text, word)
    return is_unreal(doc, at, sentence, find_shifts(doc, shipped_lexicon("shifters"), sentence))


def opinion(text: str, word: str = "honest") -> str | None:
    """Return whose opinion a word is, "nobody's" where it is none."""
    doc, at, sentence = read(text, word)
    found = find_opinion(doc, at, sentence, find_shifts(doc, shipped_lexicon("shifters"), sentence))
    return whose_opinion(doc, found, sentence) if found else "nobody's"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor is not honest.",
        "Nobody thinks the mayor is honest.",
        "No one believes that the mayor is honest.",
        "The clerk does not believe the mayor is honest.",
        "Auditors doubt that the mayor is honest.",
        "The mayor is anything but honest.",
        "The mayor is far from honest.",
    ],
)
def test_a_negator_turns_also_through_what_is_thought(text: str) -> None:
    assert turned(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor is honest.",
        "Nobody doubts that the mayor is honest.",
        "The mayor is not only honest but kind.",
        "Nobody left, and the mayor is honest.",
        "The clerk thinks the mayor is honest.",
    ],
)
def test_none_or_two_of_them_turn_nothing(text: str) -> None:
    assert not turned(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is the mayor honest?",
        "If the mayor is honest, the road opens.",
        "They asked whether the mayor is honest.",
        "Had the mayor been honest, the road would be open.",
    ],
)
def test_what_is_asked_or_supposed_is_not_said(text: str) -> None:
    assert supposed(text)


@pytest.mark.parametrize("text", ["Had it rained, they left; he is honest.", "The mayor had been honest.", "She is honest."])
def test_what_stands_outside_of_a_condition_is_said(text: str) -> None:
    assert not supposed(text)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The army could have attacked the port.", "attacked"),
        ("The army may attack the port.", "attack"),
        ("The army threatened to attack the port.", "attack"),
        ("The mayor urged police to arrest him.", "arrest"),
        ("The mayor is accused of attacking him.", "attacking"),
        ("Nobody attacked the port.", "attacked"),
        ("The army did not attack the port.", "attack"),
        ("If the army attacked the port, it would fall.", "attacked"),
    ],
)
def test_an_act_that_is_possible_planned_ordered_or_alleged_is_not_told_as_done(text: str, verb: str) -> None:
    assert unreal(text, verb)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The army attacked the port.", "attacked"),
        ("The army promised aid and attacked the port.", "attacked"),
        ("The army was able, and police attacked the port.", "attacked"),
        ("In May the army attacked the port.", "attacked"),
        ("Police managed to free the crew.", "free"),
    ],
)
def test_an_act_beside_such_a_word_is_told_as_done(text: str, verb: str) -> None:
    assert not unreal(text, verb)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Critics consider the mayor honest.", "Critics"),
        ("In the view of the clerk, the mayor is honest.", "nobody's"),
        ("In her view, the mayor is honest.", ""),
        ("Nobody thinks the mayor is honest.", None),
        ("The mayor is honest.", "nobody's"),
        ("The clerk thought of leaving, and the mayor is honest.", "nobody's"),
    ],
)
def test_an_opinion_belongs_to_the_subject_of_its_verb_and_everybodys_is_the_outlets_own(text: str, whose: str | None) -> None:
    assert opinion(text) == whose


def test_but_after_anything_ends_no_clause() -> None:
    doc, at, sentence = read("The mayor is anything but honest, but the clerk is.", "honest")
    assert doc.quote(clause_of(doc, at, sentence)) == "The mayor is anything but honest"


def test_the_shifters_of_a_sentence_are_its_own() -> None:
    doc = segment("She is not honest. He would never lie. They left.")
    found = [find_shifts(doc, shipped_lexicon("shifters"), sentence) for sentence in doc.sentences]
    assert [[doc.quote(shift.span) for shift in shifts.get("negator", [])] for shifts in found] == [["not"], ["never"], []]
