"""Ways of writing the same words never change what a lexicon finds in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.documents import segment
from framing.lexicon import Category, Entry, Lexicon
from framing.matcher import Matcher
from framing.model import VOICES
from framing.patterns import expand

WORDS = ("may", "so-called", "it's possible", "the mayor's word", "don't know", "race* against time", "re-*", "well-to-do folk")
FILLERS = ("the", "harbor", "was", "so", "it", "against", "time", "well", "a", "boat", "mayor's")
ENTRIES = tuple(Entry(words, "a", expand(words)) for words in WORDS)
LEXICON = Lexicon(
    *("words", "1.0.0", "", "", "", "en", VOICES, "per 1,000 words"),
    categories={"a": Category("a")},
    entries=ENTRIES,
    matcher=Matcher((pattern, entry) for entry in ENTRIES for pattern in entry.patterns),
)
SPOKEN = (
    "may",
    "so-called",
    "it's possible",
    "the mayor's word",
    "don't know",
    "raced against time",
    "re-elected",
    "well-to-do folk",
)
TEXTS = st.lists(st.sampled_from((*SPOKEN, *FILLERS)), max_size=12).map(" ".join)


def found(text: str) -> list[str]:
    return [entry.words for _, entry in LEXICON.find(segment(text))]


def at_random(old: str, new: str) -> Callable[[str, list[bool]], str]:
    """Return what writes some of the signs of a text otherwise."""

    def change(text: str, which: list[bool]) -> str:
        choices = iter(which)
        return "".join(new if char == old and next(choices, False) else char for char in text)

    return change


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(("'", sign) for sign in "\u2018\u2019\u02bc\u2032`\u00b4"),
        *(("-", sign) for sign in ("\u2010", "\u2011")),
        *((" ", sign) for sign in ("\n", "  ", "\t", "\u00a0", "\u202f", " \n ")),
    ],
    ids=lambda sign: f"U+{ord(sign[-1]):04X}x{len(sign)}",
)
@given(text=TEXTS, which=st.lists(st.booleans(), min_size=40, max_size=40))
def test_apostrophes_hyphens_and_line_breaks_of_any_shape_change_no_hit(
    old: str, new: str, text: str, which: list[bool]
) -> None:
    assert found(at_random(old, new)(text, which)) == found(text)


@given(text=TEXTS)
def test_words_that_are_joined_by_hyphens_are_found_apart(text: str) -> None:
    text = text.replace("re-elected", "may")  # "re-*" waits for a word that is joined to it
    assert found(text.replace("-", " ")) == found(text)


@pytest.mark.parametrize("write", [str.upper, str.title, str.capitalize, str.swapcase], ids=lambda write: write.__name__)
@given(text=TEXTS)
def test_capitals_change_no_hit(write: Callable[[str], str], text: str) -> None:
    assert found(write(text)) == found(text)


@given(texts=st.lists(TEXTS.filter(bool), min_size=1, max_size=4))
def test_paragraphs_hold_what_they_hold_alone(texts: list[str]) -> None:
    assert found("\n\n".join(texts)) == [entry for text in texts for entry in found(text)]


@given(words=st.sampled_from(SPOKEN))
def test_each_of_them_is_found_at_all(words: str) -> None:
    assert len(found(words)) == 1
