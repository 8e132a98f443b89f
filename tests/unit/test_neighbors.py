"""Lines that only the lines around them tell."""

from __future__ import annotations

import pytest
from unit.paged import BODY, LEAD, SECOND, THIRD, pieces_of

from framing.pages.kinds import Kind
from framing.pages.neighbors import judge


def kinds(*lines: str) -> list[Kind]:
    return [piece.kind for piece in judge(pieces_of(*lines))]


def test_lines_alone_stay_what_they_are() -> None:
    lines = ("Home", "Council votes again", "By Ana Ruiz", LEAD, "• two new ferries", "Comments")
    assert kinds(*lines) == [piece.kind for piece in pieces_of(*lines)]
    assert judge([]) == []


def test_a_line_twice_in_a_row_above_a_credit_is_a_caption() -> None:
    caption = "Masons at work on the old bridge in Korva this week"
    assert kinds(caption, caption, "Photo: Bo Lee", "Photo: Bo Lee") == [Kind.CAPTION] * 4


def test_a_paragraph_twice_in_a_row_without_a_credit_is_text() -> None:
    assert kinds(LEAD, LEAD, SECOND, THIRD) == [Kind.PROSE] * 4


@pytest.mark.parametrize("count", ["Image 1 of 5", "1 / 23", "Photo 2 of 11", "3 of 8"])
def test_the_line_below_the_count_of_a_gallery_is_a_caption(count: str) -> None:
    assert kinds(count, "A mason rests on the old bridge.", "(Image credit: Bo Lee)", LEAD)[1] is Kind.CAPTION
    assert kinds(count, "A mason rests on the old bridge.", "Image 2 of 5", LEAD)[1] is Kind.CAPTION
    assert kinds(count, LEAD, SECOND, THIRD)[1] is Kind.PROSE


def test_heads_of_printed_pages_come_again_with_other_numbers() -> None:
    found = kinds("Korva Farm Letter   Page 1", LEAD, "Korva Farm Letter   Page 2", SECOND, "Korva Farm Letter   Page 3")
    assert found[::2] == [Kind.FOLIO] * 3
    assert kinds("Korva Farm Letter", "14", LEAD, "Korva Farm Letter", "15")[::3] == [Kind.FOLIO] * 2


def test_a_heading_that_comes_again_without_a_number_is_no_head_of_a_page() -> None:
    assert kinds("Korva Farm Letter", LEAD, "Korva Farm Letter", SECOND)[::2] == [Kind.HEADING] * 2


def test_rows_of_headlines_cut_short_are_furniture_and_one_that_trails_off_is_text() -> None:
    cut = ("Storm hits the coast towns for …", "Mayor wins a third term in …", "Ferry line adds two boats and ...")
    assert kinds(*cut) == [Kind.FURNITURE] * 3
    assert kinds(LEAD, "“It is over,” she said, and left…", SECOND)[1] is Kind.PROSE


def test_names_with_a_time_below_a_text_head_comments() -> None:
    comments = ("Bo Lee", "2 hours ago", "Nice bridge.", "harborcat", "3 hours ago", "I never liked it.")
    found = kinds(*BODY, *BODY, *comments)
    assert [found[len(BODY) * 2 + i] for i in (0, 3)] == [Kind.THREAD] * 2


def test_names_that_say_something_with_a_time_head_comments_even_below_a_short_text() -> None:
    lines = (LEAD, "harborcat says:", "June 3, 2025 at 3:17 pm", "Nice.", "Bo Lee on June 4, 2025 at 8 am said:", "No.")
    assert [kinds(*lines)[i] for i in (1, 4)] == [Kind.THREAD] * 2


def test_one_person_who_said_something_is_no_thread() -> None:
    assert Kind.THREAD not in kinds(LEAD, "The mayor said:", SECOND, "The engineer said:", THIRD)


def test_few_names_with_days_and_times_and_no_text_above_stamp_the_entries_of_a_live_blog() -> None:
    entry = ("Ana Ruiz", "3 June 2025 10:15", LEAD)
    found = kinds("Bridge closure live", *entry, *entry, *entry)
    assert found == [Kind.HEADING, *(Kind.STAMP, Kind.STAMP, Kind.PROSE) * 3]


def test_a_single_name_with_a_time_below_stamps_nothing() -> None:
    assert kinds("Bridge closure live", "Ana Ruiz", "3 June 2025 10:15", *BODY)[1:3] == [Kind.HEADING, Kind.DATE]


def test_every_line_judged_anew_says_by_what_rule_and_why() -> None:
    comments = ("Bo Lee", "2 hours ago", "Nice bridge.", "harborcat", "3 hours ago", "I never liked it.")
    pieces = pieces_of("Image 1 of 5", "A mason rests.", "Image 2 of 5", *BODY, *BODY, *comments)
    changed = [new for old, new in zip(pieces, judge(pieces), strict=True) if new != old]
    assert len(changed) == 3
    assert all(piece.rule.startswith("D-") and piece.reason for piece in changed)
