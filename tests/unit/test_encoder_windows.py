"""Windows: every token is kept once and in order, none is longer than the network reads, and sentences stay whole."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.encoder.layout import CLOSE, MAX_PIECES, MAX_PIECES_OF_TOKEN, OPEN, OVERLAP
from framing.encoder.windows import Window, cut_windows, ids_of
from framing.model import Span

LIMIT = 40
# Sentences as the sizes of their tokens: empty ones, ordinary ones, and some that no window holds.
TEXTS = st.lists(st.lists(st.integers(1, MAX_PIECES_OF_TOKEN), max_size=40), max_size=12)


def lay_out(text: list[list[int]]) -> tuple[list[int], list[Span]]:
    """Return the sizes of a text's tokens, and where its sentences stand."""
    sentences, at = [], 0
    for sentence in text:
        sentences.append(Span(at, at + len(sentence)))
        at += len(sentence)
    return [size for sentence in text for size in sentence], sentences


def cut(text: list[list[int]], limit: int = LIMIT) -> list[Window]:
    return cut_windows(*lay_out(text), limit)


@settings(deadline=None)
@given(TEXTS)
def test_every_token_is_kept_once_and_in_order(text: list[list[int]]) -> None:
    kept = [i for window in cut(text) for i in range(window.own_start, window.own_end)]
    assert kept == list(range(sum(map(len, text))))


@settings(deadline=None)
@given(TEXTS)
def test_no_window_is_empty_or_longer_than_the_limit(text: list[list[int]]) -> None:
    sizes, _ = lay_out(text)
    for window in cut(text):
        assert 0 < sum(sizes[window.start : window.end]) <= LIMIT


@settings(deadline=None)
@given(TEXTS)
def test_what_is_kept_of_a_window_was_read_in_it(text: list[list[int]]) -> None:
    for window in cut(text):
        assert window.start <= window.own_start < window.own_end <= window.end


@settings(deadline=None)
@given(TEXTS)
def test_a_sentence_that_fits_is_read_whole(text: list[list[int]]) -> None:
    sizes, sentences = lay_out(text)
    windows = cut(text)
    for sentence in sentences:
        if sentence.end > sentence.start and sum(sizes[sentence.start : sentence.end]) <= LIMIT:
            assert any(window.own_start <= sentence.start and sentence.end <= window.own_end for window in windows)


@settings(deadline=None)
@given(TEXTS)
def test_no_two_neighbors_would_have_fitted_in_one_window(text: list[list[int]]) -> None:
    sizes, sentences = lay_out(text)
    ends = {sentence.end for sentence in sentences}
    firsts = {sentence.start: sentence for sentence in sentences if sentence.start < sentence.end}
    for one, two in pairwise(cut(text)):
        whole = one.start == one.own_start and one.end in ends and two.start in firsts and one.start in firsts
        if whole and sum(sizes[one.start : one.end]) <= LIMIT and firsts[one.start].end <= one.end:
            assert sum(sizes[one.start : firsts[two.start].end]) > LIMIT


def test_the_parts_of_an_overlong_sentence_share_pieces_and_keep_half_of_them_each() -> None:
    windows = cut([[1] * 300], MAX_PIECES)
    assert all(one.end - two.start == OVERLAP for one, two in pairwise(windows))
    assert all(one.end - one.own_end == OVERLAP // 2 for one in windows[:-1])


def test_a_token_in_an_overlong_sentence_is_never_kept_from_a_windows_edge() -> None:
    for one in cut([[1] * 1000], MAX_PIECES)[1:-1]:
        assert one.own_start - one.start == one.end - one.own_end == OVERLAP // 2


def test_sentences_around_an_overlong_one_stand_in_windows_of_their_own() -> None:
    assert cut([[1] * 5, [1] * 60, [1] * 5]) == [
        Window(0, 5, 0, 5),
        Window(5, 45, 5, 29),
        Window(13, 53, 29, 37),
        Window(21, 61, 37, 45),
        Window(29, 65, 45, 65),
        Window(65, 70, 65, 70),
    ]


def test_a_sentence_as_long_as_a_window_fills_it_and_one_piece_more_is_cut() -> None:
    assert len(cut([[1] * LIMIT])) == 1
    assert len(cut([[1] * (LIMIT + 1)])) == 2


def test_a_text_without_tokens_has_no_windows() -> None:
    assert cut([]) == cut([[], [], []]) == []


def test_tokens_without_pieces_belong_to_the_window_around_them() -> None:
    """Where a name was exchanged for another one, only its first token has pieces."""
    assert cut([[3, 0, 0, 1], [0, 2]]) == [Window(0, 6, 0, 6)]


def test_a_long_text_is_cut_in_one_pass() -> None:
    windows = cut([[1] * 20] * 10_000, MAX_PIECES)
    assert len(windows) == 1667  # six sentences each


def test_a_windows_ids_stand_between_its_two_ends() -> None:
    assert ids_of([(7,), (8, 9), (10,)], 1, 3) == [OPEN, 8, 9, 10, CLOSE]
    assert ids_of([], 0, 0) == [OPEN, CLOSE]
