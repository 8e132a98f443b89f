"""Masking: what is read for polarity has no name in it, so that who is named cannot change what is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.encoder_stub import id_of, make_pieces, with_names

from framing.encoder.layout import CLOSE, MAX_PIECES, OPEN, OTHER, TARGET
from framing.encoder.masking import Masked, find_names, mask_names, readable_words
from framing.model import Document, Span

PIECES = make_pieces()
NAMES = ["Ana Ruiz", "Bo Vance", "Otomo", "Zelma Q. Brandt", "Quill", "Xu Wei"]


def mask(doc: Document, target: Span) -> Masked:
    return mask_names(doc, Span(0, len(doc.tokens)), target, PIECES)


def find(doc: Document, words: str) -> Span:
    """Return the first tokens that read as given."""
    wanted = tuple(words.lower().split())
    start = next(i for i in range(len(doc.norms)) if doc.norms[i : i + len(wanted)] == wanted)
    return Span(start, start + len(wanted))


def read(masked: Masked) -> list[int]:
    assert masked.ids[0] == OPEN
    assert masked.ids[-1] == CLOSE
    return masked.ids[1:-1]


def test_the_target_and_every_other_name_lose_their_letters() -> None:
    doc = with_names("Ana Ruiz praised Bo Vance", NAMES)
    assert read(mask(doc, find(doc, "Bo Vance"))) == [OTHER, id_of("praised"), TARGET]
    assert read(mask(doc, find(doc, "Ana Ruiz"))) == [TARGET, id_of("praised"), OTHER]


def test_a_name_the_target_is_part_of_is_the_target_as_a_whole() -> None:
    doc = with_names("the port praised Zelma Q. Brandt today", NAMES)
    wanted = [id_of("the"), id_of("port"), id_of("praised"), TARGET, id_of("today")]
    assert read(mask(doc, find(doc, "Brandt"))) == read(mask(doc, find(doc, "Zelma"))) == wanted


def test_a_target_wider_than_its_name_is_masked_as_wide() -> None:
    doc = with_names("the mayor Ana Ruiz leaks", NAMES)
    assert read(mask(doc, Span(0, 3))) == [TARGET, id_of("leaks")]


@pytest.mark.parametrize("word", ["she", "mayor", "council"])
def test_a_target_that_is_no_name_is_masked_too(word: str) -> None:
    doc = with_names(f"Ana Ruiz said {word} broke it", NAMES)
    assert read(mask(doc, find(doc, word))) == [OTHER, id_of("said"), TARGET, id_of("broke"), id_of("it")]


def test_of_a_name_that_stands_twice_only_the_place_asked_for_is_the_target() -> None:
    doc = with_names("Quill said Quill leaks", NAMES)
    assert read(mask(doc, Span(0, 1))) == [TARGET, id_of("said"), OTHER, id_of("leaks")]
    assert read(mask(doc, Span(2, 3))) == [OTHER, id_of("said"), TARGET, id_of("leaks")]


def test_a_word_in_small_letters_is_no_name_whatever_its_tag() -> None:
    doc = with_names("vance praised Ruiz", ["Vance", "Ruiz"])
    assert list(find_names(doc, Span(0, 3))) == [Span(2, 3)]


def test_a_name_ends_with_its_sentence() -> None:
    doc = with_names("They met Ana Ruiz", NAMES)
    assert list(find_names(doc, Span(0, 3))) == [Span(2, 3)]
    assert list(find_names(doc, Span(0, 4))) == [Span(2, 4)]


@pytest.mark.parametrize("word", ["president", "senator", "ministry"])
def test_offices_and_bodies_stay_to_be_read(word: str) -> None:
    assert word in readable_words()
    doc = with_names(f"{word.title()} Quill leaks", [word, "Quill"])
    assert read(mask(doc, find(doc, "Quill"))) == [*PIECES.of(word), TARGET, id_of("leaks")]


@pytest.mark.parametrize(("text", "named"), [("Vance London leaks", 2), ("London leaks", 0), ("Vance Senator leaks", 1)])
def test_a_place_that_follows_a_name_ends_it_and_an_office_does_not(text: str, named: int) -> None:
    doc = with_names(text, ["Vance", "London", "Senator"])
    assert sum(span.end - span.start for span in find_names(doc, Span(0, len(doc.tokens)))) == named


@pytest.mark.parametrize(("word", "named"), [("Un", True), ("UN", False)])
def test_initials_of_a_body_stay_to_be_read_only_in_capitals(word: str, named: bool) -> None:
    doc = with_names(f"the {word} leaks", [word])
    assert bool(list(find_names(doc, Span(0, 3)))) is named


def test_each_id_knows_the_token_behind_it() -> None:
    doc = with_names("the xq Ruiz leaks", NAMES)
    assert mask(doc, find(doc, "Ruiz")).tokens == [-1, 0, 1, 1, -1, 3, -1]


SENTENCES = st.lists(st.sampled_from(["N", "the", "praised", "attacked", "xq", ",", "and"]), min_size=1, max_size=30)


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_who_is_named_never_changes_what_is_read(words: list[str], data: st.DataObject) -> None:
    def write() -> Document:
        # Two names side by side are one run: a verb keeps them apart.
        parts = [data.draw(st.sampled_from(NAMES)) + " met" if word == "N" else word for word in words]
        return with_names(" ".join(parts), NAMES)

    one, two = write(), write()
    spans = [list(find_names(doc, Span(0, len(doc.tokens)))) for doc in (one, two)]
    for first, second in zip(*spans, strict=True):
        assert mask(one, first).ids == mask(two, second).ids


@pytest.mark.parametrize("before", [0, 1, 50, 83, 84, 85, 125, 126, 127, 300, 2000])
@pytest.mark.parametrize("after", [0, 1, 41, 42, 43, 126, 300])
def test_a_long_sentence_is_cut_around_the_target(before: int, after: int) -> None:
    doc = with_names(" ".join(["the"] * before + ["Quill"] + ["dam"] * after), NAMES)
    masked = mask(doc, Span(before, before + 1))
    inside = read(masked)
    assert len(inside) == min(MAX_PIECES, before + 1 + after) == len(masked.tokens) - 2
    assert inside.count(TARGET) == 1
    assert inside == sorted(inside, key=[id_of("the"), TARGET, id_of("dam")].index)


def test_a_cut_sentence_keeps_two_thirds_before_the_target() -> None:
    doc = with_names(" ".join(["the"] * 500 + ["Quill"] + ["dam"] * 500), NAMES)
    assert mask(doc, Span(500, 501)).ids.index(TARGET) == 2 * MAX_PIECES // 3 + 1
