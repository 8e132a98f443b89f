"""Dates, datelines, by-lines, relative times and entry stamps."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from framing.pages.bylines import is_lone_name, match_byline
from framing.pages.datelines import complete_date, find_date, is_ago, match_dateline, parse_date, without_dates
from framing.pages.lines import split_lines
from framing.pages.stamps import find_stamps, part_at_stamps

JUNE_3 = date(2025, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-03",
        "2025-06-03T10:15:00+02:00",
        "20250603",
        "20250603T101500Z",
        "June 3, 2025",
        "Jun. 3rd 2025",
        "3 June 2025",
        "3rd of June, 2025",
        "Tue, 03 Jun 2025 10:15:00 GMT",
        "03-Jun-2025",
        "Published on Tuesday, June 3, 2025 at 10:15",
        "2025/06/03 10:15",
    ],
)
def test_usual_forms_of_a_date_are_read(text: str) -> None:
    assert parse_date(text) == JUNE_3


def test_dates_of_python_and_yaml_are_taken_as_they_are() -> None:
    assert parse_date(JUNE_3) == parse_date(datetime(2025, 6, 3, 23, 59)) == JUNE_3


@pytest.mark.parametrize(
    ("text", "day"), [("13/06/2025", date(2025, 6, 13)), ("06/13/2025", date(2025, 6, 13)), ("05.05.2025", date(2025, 5, 5))]
)
def test_numbers_are_a_date_where_only_one_reading_is_possible(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["06/07/2025", "30 February 2025", "yesterday", "June 3", "", "1 of 15", "3.5.20259"])
def test_what_leaves_the_day_open_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_an_ambiguous_date_is_found_but_not_read() -> None:
    assert find_date("on 06/07/2025") == (None, (3, 13))


def test_what_is_left_of_a_date_line_shows_whether_it_is_one() -> None:
    assert without_dates("Updated June 3, 2025 | 10:15 a.m. GMT").split() == ["Updated", "|"]


@pytest.mark.parametrize(
    "text", ["38 minutes ago", "an hour ago", "3h ago", "Updated 2 days ago", "two weeks ago", "Yesterday", "just now"]
)
def test_relative_times_are_known(text: str) -> None:
    assert is_ago(text)


@pytest.mark.parametrize("text", ["He left an hour ago", "long ago", "3 hours", "two ministers ago"])
def test_other_lines_are_no_relative_times(text: str) -> None:
    assert not is_ago(text)


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("KORVA, June 3 (Reuters) - The", "KORVA", "Reuters", (6, 3)),
        ("KORVA, 3 June 2025 (AFP) – The", "KORVA", "AFP", (6, 3)),
        ("KORVA (AP) — The", "KORVA", "AP", None),
        ("PORT WENLOW, Velland, Sept. 17 (Halyard) -- The", "PORT WENLOW, Velland", "Halyard", (9, 17)),
        ("(Reuters) - The", "", "Reuters", None),
        ("June 3 (UPI) -- The", "", "UPI", (6, 3)),
        ("KORVA/TARN, June 3 (Reuters) - “The", "KORVA/TARN", "Reuters", (6, 3)),
        ("KORVA — The", "KORVA", "", None),
        ("KORVA—The", "KORVA", "", None),
        ("Korva, 3 June 2025 – The", "Korva", "", (6, 3)),
    ],
)
def test_datelines_yield_place_agency_and_day(text: str, place: str, agency: str, day: tuple[int, int] | None) -> None:
    found = match_dateline(text)
    assert found is not None
    assert (found.place, found.agency, found.day) == (place, agency, day)
    assert text[found.end :].lstrip("“") == "The"


def test_a_dateline_with_a_year_gives_the_date() -> None:
    found = match_dateline("KORVA, June 3, 2025 (Reuters) - The")
    assert found is not None
    assert found.date == JUNE_3


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — said so",
        "The plan - a bad one - failed",
        "UPDATE — The bridge is shut",
        "Ruiz (D-Korva) - said so",
        "Korva — The bridge",
        "U.S. President — it",
        "I — I mean it",
        "The bridge, June 3, was shut",
        "",
        "- The Korva Post",
    ],
)
def test_other_openings_are_no_datelines(text: str) -> None:
    assert match_dateline(text) is None


def test_a_day_gets_the_year_of_the_nearest_date_behind_it() -> None:
    assert complete_date((12, 30), [date(2025, 1, 2)]) == (date(2024, 12, 30), date(2025, 1, 2))
    assert complete_date((6, 17), [date(2025, 6, 18)]) == (date(2025, 6, 17), date(2025, 6, 18))


@pytest.mark.parametrize(
    ("day", "seen"),
    [((6, 17), []), ((6, 17), [date(2025, 9, 1)]), ((2, 30), [date(2025, 3, 1)]), ((6, 19), [date(2025, 6, 18)])],
)
def test_a_day_without_a_near_date_stays_without_a_year(day: tuple[int, int], seen: list[date]) -> None:
    assert complete_date(day, seen) is None


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("BY ANA RUIZ", "Ana Ruiz"),
        ("By Ana Ruiz and Bo Lee", "Ana Ruiz and Bo Lee"),
        ("By Ana Ruiz, Bo Lee and Cy de la Torre", "Ana Ruiz, Bo Lee and Cy de la Torre"),
        ("By Ana Ruiz, Staff Writer", "Ana Ruiz"),
        ("By Ana Ruiz, Education Correspondent", "Ana Ruiz"),
        ("By Ana Ruiz, KORVA TODAY", "Ana Ruiz"),
        ("By Ana M. O'Neill | The Korva Post | June 3, 2025", "Ana M. O'Neill"),
        ("By Ana Ruiz in Korva", "Ana Ruiz"),
        ("Words by Ana Ruiz", "Ana Ruiz"),
        ("Written by: Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz 3 June 2025 10:00", "Ana Ruiz"),
        ("Ana Ruiz3 June 2025", "Ana Ruiz"),
        ("By Ana Ruiz.", "Ana Ruiz"),
    ],
)
def test_bylines_give_names_without_roles(text: str, author: str) -> None:
    byline = match_byline(text)
    assert byline is not None
    assert byline.author == author


def test_a_byline_may_state_the_date() -> None:
    byline = match_byline("By Ana Ruiz - June 3, 2025")
    assert byline is not None
    assert byline.date == JUNE_3


@pytest.mark.parametrize(
    "text",
    [
        "By Friday Morning, all was quiet",
        "By Ana Ruiz standards, it was a quiet meeting of the council.",
        "By George it works",
        "By the river",
        "The plan by Ana Ruiz",
        "Ana Ruiz",
        "The council met on 3 June 2025",
        "By Tuesday Night Officials Had Left",
    ],
)
def test_sentences_that_open_with_by_are_no_bylines(text: str) -> None:
    assert match_byline(text) is None


@pytest.mark.parametrize("text", ["Ana Ruiz", "Bo van der Lee", "Ana Ruiz and Bo Lee", "Cy O’Dell"])
def test_lone_names_are_told_by_their_capitals(text: str) -> None:
    assert is_lone_name(text)


@pytest.mark.parametrize(
    "text",
    ["World News", "The Korva Post", "KORVA TODAY", "Storm hits", "Middle East", "Ana", "Storm Hits Coast Towns Again Today"],
)
def test_sections_sites_and_headlines_are_no_lone_names(text: str) -> None:
    assert not is_lone_name(text)


def test_stamps_are_found_where_they_are_glued_to_the_text() -> None:
    text = "They left. Bo Lee3 June 2025 06:48 It opened in Korva Bo Lee3 June 2025 07:10 On 3 June 2025 08:00 it closed."
    stamps = find_stamps(text)
    assert [text[stamp.start : stamp.end] for stamp in stamps] == ["Bo Lee3 June 2025 06:48", "Bo Lee3 June 2025 07:10"]
    assert [stamp.date for stamp in stamps] == [JUNE_3, JUNE_3]


def test_without_another_stamp_the_last_two_words_are_the_name() -> None:
    text = "the queue in Old Korva Bo Lee3 June 2025 07:10 and more"
    assert [stamp.name for stamp in find_stamps(text)] == ["Bo Lee"]


def test_a_stamp_that_is_the_whole_line_is_left_as_a_byline() -> None:
    parted = part_at_stamps(split_lines("Bo Lee 3 June 2025 06:48\nIt opened."))
    assert [line.text for line in parted.lines] == ["Bo Lee 3 June 2025 06:48", "It opened."]
    assert not parted.removed


def test_lines_parted_at_stamps_keep_their_places() -> None:
    page = "They left. Bo Lee3 June 2025 06:48 It opened. Bo Lee"
    parted = part_at_stamps(split_lines(page))
    assert [(line.text, line.at) for line in parted.lines] == [("They left.", 0), ("It opened.", 35)]
    assert [(cut.text, cut.at, cut.reason) for cut in parted.removed] == [
        ("Bo Lee3 June 2025 06:48", 11, "entry stamp"),
        ("Bo Lee", 46, "name left over from an entry stamp"),
    ]
