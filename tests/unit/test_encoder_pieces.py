"""Word pieces: every token has some, none has too many, and no text makes the tokenizer fail."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.encoder_stub import id_of, make_pieces, make_tokenizer

from framing.encoder import pieces as module
from framing.encoder.layout import CLOSE, MAX_PIECES_OF_TOKEN, OPEN, OTHER, TARGET
from framing.encoder.pieces import Pieces
from framing.segmentation import norms

PIECES = make_pieces()
UNKNOWN = (id_of("[UNK]"),)


def test_a_known_word_is_one_piece_and_an_unknown_one_is_spelled() -> None:
    assert PIECES.of("dam") == (id_of("dam"),)
    assert PIECES.of("xq") == (id_of("x"), id_of("##q"))


@pytest.mark.parametrize("norm", ["", "\u0301\u0301", "\x00", "\u200b", "x" * 5000, "\U0001f6a2", "سفينة"])
def test_what_has_no_letters_the_tokenizer_knows_is_one_unknown_piece(norm: str) -> None:
    assert PIECES.of(norm) == UNKNOWN


@pytest.mark.parametrize("norm", ["漢字" * 30, "a" * 99, "-" * 5000, "a-" * 80])
def test_no_token_has_more_pieces_than_a_word_can_have(norm: str) -> None:
    assert len(PIECES.of(norm)) == MAX_PIECES_OF_TOKEN


@pytest.mark.parametrize("norm", ["a\ud83d", "\udcff", "\ud83dab"])
def test_half_of_a_surrogate_pair_is_read_as_a_question_mark(norm: str) -> None:
    assert PIECES.of(norm) == PIECES.of(norm.encode("utf-8", "replace").decode())


@settings(deadline=None)
@given(st.text(st.characters(), min_size=0, max_size=300))
def test_any_token_has_between_one_and_the_most_pieces(norm: str) -> None:
    assert 1 <= len(PIECES.of(norm)) <= MAX_PIECES_OF_TOKEN


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_has_the_ids_of_targets_other_names_and_ends(text: str) -> None:
    special = {OPEN, CLOSE, TARGET, OTHER}
    assert all(special.isdisjoint(PIECES.of(norm)) for norm in norms(f"{text} [CLS] [SEP] [unused0] [unused1]"))


def test_padding_and_cutting_that_a_tokenizer_was_saved_with_are_switched_off() -> None:
    tokenizer = make_tokenizer()
    tokenizer.enable_padding(length=128)
    tokenizer.enable_truncation(2)
    assert len(Pieces(tokenizer).of("xqzxq")) == 5


def test_all_tokens_of_a_text_are_read_in_order() -> None:
    assert PIECES.of_all(["dam", "xq", "dam"]) == [PIECES.of("dam"), PIECES.of("xq"), PIECES.of("dam")]


def test_no_more_tokens_are_remembered_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_CACHED", 3)
    pieces = make_pieces()
    many = [f"a{i}" for i in range(20)]
    assert pieces.of_all(many) == [PIECES.of(norm) for norm in many]
    assert len(pieces._known) <= 3
