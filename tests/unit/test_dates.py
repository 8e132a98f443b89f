"""Stated dates, dates and relative times on a page: which become the article's day, which a warning, which nothing."""

from __future__ import annotations

from datetime import date

import pytest

from framing.model import Article, Origin
from framing.pages import read_page
from framing.pages.datelines import find_ago, find_date, find_published, is_ago, is_update
from framing.pages.dates import DAY_FIRST, MONTH_FIRST, StatedDay, numbers_of, read_date

JUNE_3 = date(2025, 6, 3)
TITLE = "Ferry to Ostrel stopped after rope snaps"
BODY = (
    "The ferry to Ostrel was stopped on Monday after a rope had snapped, its owner told the harbor office.\n\n"
    "No one was hurt at the pier, where about forty people were waiting for the first crossing of the day."
)


def read(page: str, **known: str) -> Article:
    (article,) = read_page(page, Origin("a.txt"), known=known)
    return article


# Stated days


@pytest.mark.parametrize(
    "stated",
    [
        "2025-06-03",
        "2025-06-03T10:15:00Z",
        "2025-06-03T10:15:00+02:00",
        "2025-06-03T23:59:59.999-0500",
        "2025-06-03 10:15:00",
        "2025-6-3",
        "20250603",
        "20250603T101500Z",
        "20250603101500",
        "2025/06/03",
        "2025.06.03",
        "Tue, 03 Jun 2025 10:15:00 GMT",
        "Tue, 3 Jun 2025 10:15:00 +0200",
        "Tue Jun 3 2025 10:15:00 GMT+0200 (Central European Summer Time)",
        "June 3, 2025",
        "Jun. 3, 2025",
        "JUNE 3 2025",
        "June 3rd, 2025",
        "3 June 2025",
        "3rd of June 2025",
        "03-Jun-2025",
        "3. June 2025",
        "Tue 3 Jun 2025 14.32 BST",
        "Tuesday, 3 June 2025 at 2:32 p.m.",
        "Published on June 3, 2025",
        "Updated June 5, 2025 | Published June 3, 2025",
        "Published: 3 June 2025, updated 5 June 2025",
        "03.06.2025",
        "3.6.2025 10:15",
        "13/06/2025".replace("13", "3").replace("/06/", ".06."),
        "3-Jun-25",
        "03 Jun 25",
        "\u00a02025-06-03 ",
    ],
)
def test_the_usual_forms_of_a_day_are_read(stated: str) -> None:
    assert read_date(stated) == StatedDay(JUNE_3)


@pytest.mark.parametrize(
    ("stated", "day"), [("1-Jan-69", date(1969, 1, 1)), ("31-Dec-68", date(2068, 12, 31)), ("1-Jan-00", date(2000, 1, 1))]
)
def test_two_digits_of_a_year_stand_for_the_nearest_one(stated: str, day: date) -> None:
    assert read_date(stated).date == day


@pytest.mark.parametrize("stated", ["1748946600", "1748946600000", "1748946600000000", "1748946600.25", "1748946600000000000"])
def test_an_instant_of_a_computer_s_clock_is_a_day_in_utc_and_says_so(stated: str) -> None:
    found = read_date(stated)
    assert (found.date, found.warning) == (JUNE_3, "")
    assert found.reason == f"the instant {stated} of a computer's clock, as a day in UTC"


@pytest.mark.parametrize("stated", ["174894660", "17489466001", "2025060310", "9999999999", "45811", "0", "-1748946600"])
def test_other_numbers_are_no_instant(stated: str) -> None:
    assert "computer" not in read_date(stated).reason


@pytest.mark.parametrize(
    "stated", ["June 2025", "Jun 2025", "early June 2025", "2025-06", "2025", "06/2025", "Summer 2025", "Q2 2025"]
)
def test_a_month_or_a_year_is_no_day(stated: str) -> None:
    assert read_date(stated) == StatedDay(warning=f'date "{stated}" names no day; write it as YYYY-MM-DD')


@pytest.mark.parametrize(
    "stated",
    [
        "3 hours ago",
        "Published an hour ago",
        "yesterday",
        "Yesterday at 10:15",
        "Today",
        "just now",
        "1 hour and 5 minutes ago",
        "half an hour ago",
        "Updated: 2h ago",
        "last week",
        "this morning",
    ],
)
def test_a_time_counted_from_the_visit_is_flagged_and_is_no_day(stated: str) -> None:
    expected = f'date "{stated}" counts from the day it was read, which is not known; write it as YYYY-MM-DD'
    assert read_date(stated) == StatedDay(warning=expected)


@pytest.mark.parametrize("stated", ["2025-02-30", "31 June 2025", "2025-13-01", "13/13/2025"])
def test_a_day_that_does_not_exist_is_told_apart(stated: str) -> None:
    assert read_date(stated) == StatedDay(warning=f'date "{stated}" is no day of the calendar; write it as YYYY-MM-DD')


@pytest.mark.parametrize("stated", ["last spring", "June 3", "soon", "3/6", "Vol. 3, No. 6"])
def test_what_else_is_no_day_says_what_to_write(stated: str) -> None:
    assert read_date(stated).warning == f'date "{stated}" is not a day this toolkit can read; write it as YYYY-MM-DD'


def test_a_text_in_the_wrong_column_is_cut_in_the_message() -> None:
    found = read_date("The ferry " * 10_000)
    assert found.date is None
    assert len(found.warning) < 200


# Numbers that may be two days


def test_numbers_that_may_be_two_days_are_left_open_with_both() -> None:
    assert read_date("06/03/2025").warning == (
        'date "06/03/2025" is 2025-06-03 or 2025-03-06, and no other date of the file tells which; write it as YYYY-MM-DD'
    )


@pytest.mark.parametrize(("order", "day"), [(MONTH_FIRST, JUNE_3), (DAY_FIRST, date(2025, 3, 6))])
@pytest.mark.parametrize("stated", ["06/03/2025", "6/3/2025 10:15", "06-03-2025"])
def test_the_order_of_other_dates_decides_and_is_given_as_the_reason(stated: str, order: str, day: date) -> None:
    assert read_date(stated, order) == StatedDay(
        day, f'"{stated}" read as {order}, the order that other dates of the file show'
    )


@pytest.mark.parametrize(
    ("stated", "day"), [("13/06/2025", date(2025, 6, 13)), ("06/13/2025", date(2025, 6, 13)), ("05/05/2025", date(2025, 5, 5))]
)
@pytest.mark.parametrize("order", ["", DAY_FIRST, MONTH_FIRST])
def test_numbers_with_one_reading_need_no_order(stated: str, day: date, order: str) -> None:
    assert read_date(stated, order) == StatedDay(day)


@pytest.mark.parametrize(
    ("stated", "order"),
    [("13/06/2025", DAY_FIRST), ("06/13/2025", MONTH_FIRST), ("06/03/2025", ""), ("13-06-2025 9:00", DAY_FIRST)],
)
def test_a_day_above_twelve_shows_the_order(stated: str, order: str) -> None:
    numbers = numbers_of(stated)
    assert numbers is not None
    assert numbers.order == order


@pytest.mark.parametrize(
    "stated", ["", "2025-06-03", "05/05/2025", "13/13/2025", "3.6.2025", "1/2/03", "06/03-2025", "106/03/2025"]
)
def test_other_dates_show_no_order(stated: str) -> None:
    assert numbers_of(stated) is None


# Words of a page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ana Ruiz | 3 hours ago", "3 hours ago"),
        ("Posted about an hour ago by Ana", "Posted about an hour ago"),
        ("12 minutes ago", "12 minutes ago"),
        ("Yesterday, 10:15", "Yesterday, 10:15"),
        ("Korva Ledger", ""),
        ("a long time ago in Korva", ""),
        ("2 chicago", ""),
        ("yesterdays", ""),
    ],
)
def test_a_relative_time_is_found_in_a_line(text: str, said: str) -> None:
    assert find_ago(text) == said


@pytest.mark.parametrize("text", ["1 hour, 5 minutes ago", "Last updated: 4 hours ago", "Half an hour ago", "Last night"])
def test_a_line_may_be_nothing_but_a_relative_time(text: str) -> None:
    assert is_ago(text)


def test_of_two_dates_the_day_of_publication_is_taken() -> None:
    text = "Updated June 5, 2025 | Posted June 3, 2025"
    assert find_published(text) == (JUNE_3, (30, 42))
    assert text[30:42] == "June 3, 2025"
    assert find_published("June 3, 2025, posted by Ana") == find_date("June 3, 2025, posted by Ana")


@pytest.mark.parametrize(
    ("text", "update"), [("Updated June 3", True), ("Last modified on", True), ("Posted, updated", False), ("June 3", False)]
)
def test_a_line_of_the_last_change_is_told(text: str, update: bool) -> None:
    assert is_update(text) is update


# Articles


def test_the_stated_day_wins_over_the_page_s() -> None:
    article = read(f"{TITLE}\nJune 5, 2025\n{BODY}", date="2025-06-03T10:00:00Z")
    assert (article.date, article.warnings) == (JUNE_3, ())
    assert "date" not in article.inferred


def test_where_the_stated_value_is_no_day_the_page_s_own_is_taken() -> None:
    article = read(f"{TITLE}\nJune 3, 2025\n{BODY}", date="3 hours ago")
    assert article.date == JUNE_3
    assert 'date "3 hours ago" counts from the day it was read' in article.warnings[0]


def test_an_instant_is_inferred() -> None:
    article = read(f"{TITLE}\n{BODY}", date="1748946600")
    assert article.date == JUNE_3
    assert "computer's clock" in article.inferred["date"]


@pytest.mark.parametrize("line", ["3 hours ago", "By Ana Ruiz | 2 days ago", "Published an hour ago", "Yesterday at 10:15"])
def test_a_relative_time_on_the_page_is_flagged_and_never_the_date(line: str) -> None:
    article = read(f"{TITLE}\n{line}\n{BODY}")
    assert article.date is None
    assert len(article.warnings) == 1
    assert "for its date, which counts from the day it was saved" in article.warnings[0]


def test_where_the_page_has_a_date_a_relative_time_needs_no_remark() -> None:
    article = read(f"{TITLE}\nJune 3, 2025\n3 hours ago\n{BODY}")
    assert (article.date, article.warnings) == (JUNE_3, ())


def test_a_relative_time_in_a_sidebar_is_another_story_s() -> None:
    article = read(f"{TITLE}\nBy Ana Ruiz\n{BODY}\nMost read\nTram Drivers Vote on a Contract\n3 hours ago\nMay 5, 2025")
    assert (article.date, article.warnings) == (None, ())


def test_the_day_of_an_update_gives_way_to_any_other() -> None:
    page = f"{TITLE}\nUpdated June 5, 2025\nPosted June 3, 2025\n{BODY}"
    assert read(page).date == JUNE_3
    assert "date" not in read(page).inferred


def test_the_day_of_an_update_alone_is_inferred() -> None:
    article = read(f"{TITLE}\nUpdated June 5, 2025\n{BODY}")
    assert article.date == date(2025, 6, 5)
    assert "the day of the last change; the page states no other" in article.inferred["date"]


def test_a_dateline_s_day_comes_before_that_of_an_update() -> None:
    article = read(f"{TITLE}\nUpdated June 5, 2025\nOSTREL, June 3 (Reuters) - {BODY}")
    assert article.date == JUNE_3
    assert "year of 2025-06-05" in article.inferred["date"]
