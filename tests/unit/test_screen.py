from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.screen import keep_end, keep_start, make_safe, pad, width_of

TEXTS = st.text(alphabet=st.sampled_from("ab é\u0301\u200d港口,.ا\t\n👩🚢"), max_size=40)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("port", 4), ("港口", 4), ("e\u0301", 1), ("a\u200bb", 2), ("ｆｕｌｌ", 8), ("الميناء", 7), ("🚢", 2)],
    ids=["empty", "Latin", "Chinese", "accent", "no width", "full width", "Arabic", "picture"],
)
def test_the_width_of_a_text_is_counted_in_columns(text: str, width: int) -> None:
    assert width_of(text) == width


def test_wide_texts_are_padded_to_the_same_column() -> None:
    assert {width_of(pad(text, 10)) for text in ("port", "港口", "e\u0301t", "")} == {10}
    assert pad("港口", 6) == "港口  "
    assert pad("港口", 6, right=True) == "  港口"


def test_what_is_too_wide_is_not_padded() -> None:
    assert pad("harbor", 3) == "harbor"


def test_no_word_is_cut() -> None:
    assert keep_end("the council met", 9) == "met"
    assert keep_end("the council met", 11) == "council met"
    assert keep_start("the council met", 9) == "the"
    assert keep_start("the council met", 11) == "the council"


def test_a_text_that_fits_is_kept_whole() -> None:
    assert keep_end("the council", 11) == keep_start("the council", 11) == "the council"


def test_scripts_without_spaces_are_cut_between_signs() -> None:
    assert keep_end("港口城市的报纸", 6) == "的报纸"
    assert keep_end("港口城市的报纸", 7) == "的报纸"
    assert keep_start("港口城市的报纸", 5) == "港口"


def test_one_word_longer_than_the_room_is_cut_where_it_must_be() -> None:
    assert keep_end("incomprehensible", 6) == "nsible"
    assert keep_start("incomprehensible", 6) == "incomp"


def test_an_accent_stays_with_its_letter() -> None:
    assert keep_start("e\u0301" * 8, 3) == "e\u0301" * 3
    assert keep_end("e\u0301" * 8, 3) == "e\u0301" * 3


def test_a_picture_of_several_signs_is_not_cut() -> None:
    family = "👩\u200d👩"
    assert family in keep_end(f"word {family}", 6)
    assert "\u200d" not in keep_end(f"a{family}", 2)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\u200f", "\ud800"], ids=ascii)
def test_what_could_command_a_screen_is_replaced(sign: str) -> None:
    assert make_safe(f"red{sign}sea") == "red\ufffdsea"


def test_what_is_only_another_script_is_left_alone() -> None:
    assert make_safe("قال رئيس البلدية") == "قال رئيس البلدية"
    assert make_safe("港口 and e\u0301") == "港口 and e\u0301"


def test_a_text_is_brought_onto_one_line() -> None:
    assert make_safe("  a\n\n b\tc\u2028d\r\ne ") == "a b c d e"


@given(TEXTS, st.integers(0, 30))
def test_what_is_kept_fits_and_is_an_end_or_a_start_of_the_text(text: str, width: int) -> None:
    safe = make_safe(text)
    end, start = keep_end(safe, width), keep_start(safe, width)
    assert safe.endswith(end)
    assert safe.startswith(start)
    assert max(width_of(end), width_of(start)) <= width


@given(TEXTS)
def test_a_safe_text_stays_as_it_is(text: str) -> None:
    assert make_safe(make_safe(text)) == make_safe(text)
