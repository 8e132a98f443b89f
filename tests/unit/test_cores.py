"""Where among the lines of a page its article stands."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.paged import BODY, LEAD, SECOND, THIRD, pieces_of, texts

from framing.pages.cores import _maximal, find_core
from framing.pages.neighbors import judge

MENU = ("Home", "News", "Sport", "Weather", "Letters to the paper", "Jobs and homes")
LISTED = (
    "Storm hits the coast towns again",
    "Roofs are off in three towns.",
    "2 hours ago",
    "Mayor wins a third term",
    "He had said that he would not stand.",
    "3 hours ago",
    "Ferry line adds two boats",
    "Fares may rise in the autumn.",
    "5 hours ago",
)


def core_of(*lines: str) -> list[str]:
    pieces = judge(pieces_of(*lines))
    core = find_core(pieces)
    return texts(pieces[core.start : core.stop]) if core is not None else []


def test_a_page_without_a_sentence_has_no_core() -> None:
    assert core_of(*MENU) == []
    assert core_of() == []


def test_paragraphs_amid_menus_are_the_core() -> None:
    assert core_of(*MENU, *BODY, *MENU) == list(BODY)


def test_subheads_captions_and_advertisements_part_no_core() -> None:
    lines = (LEAD, SECOND, "A bridge of sighs", THIRD, "Advertisement", "The bridge. Photo: Bo Lee", *BODY)
    assert core_of("Home", *lines, "Home") == list(lines)


def test_teasers_in_a_list_of_stories_are_outside_whatever_their_number() -> None:
    assert core_of(*LISTED, *BODY, *LISTED, *LISTED, *LISTED) == list(BODY)


def test_a_list_of_other_stories_amid_the_text_is_bridged() -> None:
    assert core_of(*BODY, "Most read", *LISTED[::3], *BODY, *BODY)[-1] == BODY[-1]


def test_what_stands_below_comments_is_no_article_however_long() -> None:
    comments = [line for name in ("Bo Lee", "harborcat", "Ana P.") for line in (name, "June 3, 2025 at 3:17 pm", *BODY, *BODY)]
    assert core_of(*BODY, *BODY, *comments) == [*BODY, *BODY]


def test_of_two_texts_of_like_weight_the_first_is_the_article() -> None:
    other = [f"{line[:-1]} again." for line in (*BODY, LEAD)]
    assert core_of(*BODY, "Related Articles", *MENU, *MENU, *other) == list(BODY)


def test_a_note_that_is_much_shorter_than_the_text_below_is_no_article() -> None:
    note = "This page keeps a few notes on your machine so that it can greet you by name."
    assert core_of(note, *MENU, *MENU, *BODY, *BODY) == [*BODY, *BODY]


def test_headlines_with_their_teasers_glued_to_them_weigh_nothing() -> None:
    glued = [
        "Storm hits the coast townsThe roofs of three houses are off and nobody knows who is to pay for them this time.",
        "Mayor wins a third termHe had said in the spring that he would not stand, and then stood after all on Sunday.",
        "Ferry line adds two boatsFares may rise in the autumn, its director said, but not by more than a crown a trip.",
        "Bread is dearer againBakers blame the mill, the mill blames the river and the river was not asked by anybody.",
    ]
    assert core_of(*glued, "Home", *BODY) == list(BODY)


def test_names_with_capitals_inside_glue_nothing() -> None:
    names = [f"{line} So says LeVerne of the McAdam yard." for line in BODY]
    assert core_of("Home", *names, "Home") == names


def test_lines_without_spaces_between_words_count_by_their_letters() -> None:
    dense = "橋は来年まで閉鎖されると港湾局が火曜日に発表した。" * 4
    assert core_of("Home", f"{dense}.", f"{dense}。.", "Home") == [f"{dense}.", f"{dense}。."]


def heaviest(weights: list[int]) -> int:
    """Sum every stretch, slowly."""
    return max((sum(weights[i:j]) for i in range(len(weights)) for j in range(i + 1, len(weights) + 1)), default=0)


@given(st.lists(st.integers(-9, 9), max_size=30))
def test_maximal_stretches_part_the_row_and_hold_its_heaviest_one(weights: list[int]) -> None:
    found = _maximal(iter(weights))
    sums = [0, *accumulate(weights)]
    assert all(one.stop <= other.start for one, other in pairwise(found))
    assert all((stretch.before, stretch.behind) == (sums[stretch.start], sums[stretch.stop]) for stretch in found)
    assert max((stretch.behind - stretch.before for stretch in found), default=0) == max(0, heaviest(weights))
    inside = {i for stretch in found for i in range(stretch.start, stretch.stop)}
    assert all(i in inside for i, weight in enumerate(weights) if weight > 0)


@pytest.mark.parametrize("weights", [[2, -1] * 500, [1, -2] * 500, list(range(500, -500, -1))])
def test_rows_of_weights_of_any_shape_are_parted(weights: list[int]) -> None:
    found = _maximal(iter(weights))
    assert found[0].start == 0
    assert all(stretch.behind > stretch.before for stretch in found)
