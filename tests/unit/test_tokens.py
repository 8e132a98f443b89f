from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from framing.segmentation import tokenize
from framing.tokens import Token, Tokens

TOKENS = Tokens(("The", "Port"), (0, 4), (3, 8), ("the", "port"), (1, 1))
THE, PORT = Token("The", 0, 3, "the", 1), Token("Port", 4, 8, "port", 1)


def test_a_token_has_its_field_of_each_column() -> None:
    assert (TOKENS[0], TOKENS[1]) == (THE, PORT)
    assert TOKENS[-1] == PORT
    assert list(TOKENS) == [THE, PORT]
    assert len(TOKENS) == 2


def test_what_iterates_gives_tokens_with_names() -> None:
    assert [(token.text, token.start, token.end, token.norm, token.word) for token in TOKENS] == [THE, PORT]
    assert all(type(token) is Token for token in (*TOKENS, TOKENS[0], *TOKENS[:1]))


def test_a_slice_is_a_tuple_of_tokens() -> None:
    assert TOKENS[1:] == (PORT,)
    assert TOKENS[::-1] == (PORT, THE)
    assert TOKENS[5:] == ()


@pytest.mark.parametrize("place", [2, -3])
def test_a_place_beyond_the_text_is_an_index_error(place: int) -> None:
    with pytest.raises(IndexError):
        TOKENS[place]


def test_tokens_equal_any_sequence_of_the_same_tokens() -> None:
    assert TOKENS == (THE, PORT)
    assert TOKENS == [THE, PORT]
    assert tokenize("The Port") == TOKENS
    assert TOKENS != (THE,)
    assert TOKENS != "The Port"
    assert TOKENS != 2
    assert Tokens() == ()


def test_no_tokens_are_false() -> None:
    assert not Tokens()
    assert TOKENS


def test_columns_are_not_replaced() -> None:
    with pytest.raises(FrozenInstanceError):
        TOKENS.texts = ()  # type: ignore[misc]
