"""JSON a piece at a time: values, what is passed over, and where it breaks."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.readers import json_stream
from framing.readers.json_stream import BrokenError, JsonStream, TooLargeError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('ab"\\{}[],é', max_size=4), inner, max_size=4),
    max_leaves=12,
)


def make(text: str, longest: int = 1_000_000) -> JsonStream:
    return JsonStream(io.StringIO(text), "utf-8", longest)


def read_array(stream: JsonStream, keep: list[bool]) -> list[Any]:
    """Take the items of an array, or pass over those that are not to be kept."""
    items: list[Any] = []
    assert stream.take("[")
    while not stream.take("]"):
        if items:
            stream.demand(",")
        if keep[len(items) % len(keep)]:
            items.append(stream.value())
        else:
            stream.skip()
            items.append(...)
    return items


@given(
    st.lists(VALUES, max_size=6),
    st.lists(st.booleans(), min_size=1, max_size=5),
    st.booleans(),
    st.sampled_from([None, 1]),
    st.integers(1, 9),
)
def test_whatever_its_pieces_every_value_is_read_or_passed_over_whole(
    values: list[Any], keep: list[bool], ascii_only: bool, indent: int | None, piece: int
) -> None:
    before, json_stream._PIECE = json_stream._PIECE, piece
    try:
        stream = make(json.dumps(values, ensure_ascii=ascii_only, indent=indent) + " 7")
        expected = [value if keep[n % len(keep)] else ... for n, value in enumerate(values)]
        assert read_array(stream, keep) == expected
        assert stream.value() == 7
        assert stream.peek() == ""
    finally:
        json_stream._PIECE = before


@given(st.lists(VALUES, max_size=4), st.floats(0, 1), st.booleans())
def test_a_text_cut_anywhere_is_read_or_breaks_but_never_hangs(values: list[Any], where: float, skips: bool) -> None:
    text = json.dumps(values)
    stream = make(text[: int(where * len(text))])
    with suppress(BrokenError):
        while stream.peek():
            stream.skip() if skips else stream.value()


def test_the_rest_of_an_opened_array_is_passed_over() -> None:
    stream = make('[1, {"a": "]"}, [2, [3]]] 7')
    assert stream.take("[")
    assert stream.value() == 1
    stream.skip(depth=1)
    assert stream.value() == 7


@pytest.mark.parametrize("value", ['"a ] \\" } b"', '"\\\\"', "-1.5e-10", "null", '{"a": [1, {"b": "}"}]}', "[[[]]]"])
def test_any_kind_of_value_is_passed_over(value: str) -> None:
    stream = make(f"{value}, 7]")
    stream.skip()
    assert stream.take(",")
    assert stream.value() == 7


def test_a_value_longer_than_allowed_is_told_before_it_is_held_and_can_be_passed_over() -> None:
    stream = make(json.dumps([{"text": "word " * 400_000}, 7]), longest=300_000)
    assert stream.take("[")
    with pytest.raises(TooLargeError, match="is longer than 300,000 characters"):
        stream.value()
    stream.skip()
    assert stream.take(",")
    assert stream.value() == 7


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("[" * 200_000 + "]" * 200_000, "is nested too deeply"),
        ("1" * 5_000, "is nested too deeply, or holds an endless number"),
        ("[" + "[]," * 700_000 + "[]]", "or holds too many values"),
    ],
)
def test_what_would_take_more_memory_than_its_length_says_is_told_too(value: str, why: str) -> None:
    stream = make(f"{value} 7", longest=10_000_000)
    with pytest.raises(TooLargeError, match=why):
        stream.value()
    stream.skip()
    assert stream.value() == 7


def test_a_value_without_end_is_given_up_where_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_MOST_BRACKETS", 100)
    stream = make('\n\n[{"a": 1}, ' + "[]," * 200 + "1]")
    with pytest.raises(BrokenError, match="the value that begins here holds more than 50 others") as caught:
        stream.skip()
    assert caught.value.line == 3


def test_lines_are_counted_over_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_PIECE", 5)
    stream = make('[\n"one",\n"two",\n\n"three" "four"]')
    assert stream.take("[")
    assert [stream.value(), stream.line] == ["one", 2]
    stream.demand(",")
    stream.value()
    stream.demand(",")
    stream.value()
    with pytest.raises(BrokenError, match="Expecting ','") as caught:
        stream.demand(",")
    assert caught.value.line == 5


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"a" 1}', 1, "Expecting ':' delimiter, column 6"),
        ('\n{"a": "x\ny"}', 2, "Invalid control character at, column 9"),
        ('{"a": [1, 2', 1, "Expecting ',' delimiter"),
        ('{"a": "x', 1, "Unterminated string starting at"),
        ("", 1, "it breaks off"),
        ("wrong", 1, "Expecting value"),
    ],
)
def test_a_broken_text_says_where_and_why(text: str, line: int, reason: str) -> None:
    with pytest.raises(BrokenError) as caught:
        make(text).value()
    assert caught.value.line == line
    assert caught.value.reason.startswith(reason)


def test_a_value_whose_bytes_were_escaped_is_decoded_for_itself() -> None:
    data = '{"text": "plain"} {"text": "Café"}'.encode("cp1252")
    stream = make(data.decode("utf-8", "surrogateescape"))
    assert stream.value() == {"text": "plain"}
    assert stream.decoded.warnings == ()
    assert stream.value() == {"text": "Café"}
    assert stream.decoded.encoding == "cp1252"
    assert "Windows-1252" in stream.decoded.warnings[0]
