"""A date stated outside the text (a column, a metadata value) -> its day, or why it has none (CODEBOOK D-7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from framing.pages.datelines import find_ago, find_date, find_published, is_update, parse_date, tells_update
from framing.pages.phrases import shorten

DAY_FIRST, MONTH_FIRST = "day/month", "month/day"
_ASKED = "; write it as YYYY-MM-DD"
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/])")
# What programs write for an instant: seconds since 1970, or thousandths, millionths, billionths of them.
_UNIX = re.compile(r"(\d{9,19})(?:\.\d+)?")
_UNIX_RANGE = (631_152_000, 1_999_999_999)  # 1990 to 2033; a later second reads as a day and hour without marks
_SPREADSHEET = re.compile(r"(\d{1,2}[-\s][A-Za-z]{3,4}[-\s])(\d\d)")  # 3-Jun-25
_LONGEST = 200  # characters; a longer value is a text in the wrong column
_PIVOT = 69  # two digits from here on are of the last century, as POSIX has it
_PARTIAL = re.compile(
    r"(?:(?:19|20)\d\d(?:[-/.][01]?\d)?|[01]?\d[-/.](?:19|20)\d\d"
    r"|(?:(?:early|mid|late)[\s-])?[A-Za-z]{3,9}\.?,?\s(?:19|20)\d\d|Q[1-4]\s(?:19|20)\d\d)",
    re.IGNORECASE,
)


class StatedDay(NamedTuple):
    """The day a value states; ``reason`` says how it was chosen where the value leaves that open, ``warning`` what is wrong."""

    date: date | None = None
    reason: str = ""
    warning: str = ""


def read_date(stated: str, order: str = "") -> StatedDay:
    """Read a stated date.

    Parameters
    ----------
    stated : str
        The value. A time of day and its zone are dropped, not converted: the day is the one the outlet writes.
    order : str
        `DAY_FIRST` or `MONTH_FIRST`, where other dates beside it tell the order of its numbers.

    Returns
    -------
    StatedDay
        Without a date where the value names no day: a month, a time counted from the day it was read ("3 hours ago"), or
        numbers that may be two days.
    """
    text = " ".join(stated[:_LONGEST].split())
    open_order = numbers_of(text)
    if open_order and open_order.order == "" and order:
        day = open_order.month_first if order == MONTH_FIRST else open_order.day_first
        return StatedDay(day, f'"{text}" read as {order}, the order that other dates of the file show')
    day = _of_instant(text)
    if day is not None:
        return StatedDay(day, f"the instant {text} of a computer's clock, as a day in UTC")
    published = find_published(text)
    day = (published and published[0]) or parse_date(text) or _of_spreadsheet(text)
    return (
        StatedDay(day)
        if day is not None
        else StatedDay(warning=f'date "{shorten(stated)}" {_why_none(text, open_order)}{_ASKED}')
    )


def choose_published(lines: Sequence[str], day: date) -> StatedDay:
    """Give the day of a page's last change for the day of publication, where its date lines state that too.

    Parameters
    ----------
    lines : Sequence[str]
        The by-line and date lines.
    day : date
        The first day they state.

    Returns
    -------
    StatedDay
        With a reason where no line states another day than that of the last change.
    """
    if not any(map(tells_update, lines)):
        return StatedDay(day)
    told = [(line, found[0]) for line in lines if (found := find_published(line)) is not None and found[0] is not None]
    first = next((n for n, line in enumerate(lines) if (seen := find_date(line)) is not None and seen[0] == day), None)
    if first is None or not is_update(lines[first]):
        behind = find_published(lines[first]) if first is not None else None
        return StatedDay((behind and behind[0]) or day)
    others = [other for line, other in told if not is_update(line) and other <= day]
    return StatedDay(others[0]) if others else StatedDay(day, "day of the last update; the page gives no other")


class Numbers(NamedTuple):
    """A date of bare numbers, its two readings, and the order that the numbers show; "" where both are days."""

    day_first: date | None
    month_first: date | None
    order: str


def numbers_of(stated: str) -> Numbers | None:
    """Return both readings of a date like 06/03/2025; None where the value is none, or both are one day."""
    match = _NUMBERS.search(stated)
    if match is None:
        return None
    year, first, second = int(match[4]), int(match[1]), int(match[3])
    day_first, month_first = _build(year, second, first), _build(year, first, second)
    if day_first == month_first:
        return None
    order = "" if day_first and month_first else DAY_FIRST if day_first else MONTH_FIRST
    return Numbers(day_first, month_first, order)


def _build(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_instant(text: str) -> date | None:
    match = _UNIX.fullmatch(text)
    if match is None:
        return None
    for factor in (1, 10**3, 10**6, 10**9):
        seconds = int(match[1]) // factor
        if _UNIX_RANGE[0] <= seconds <= _UNIX_RANGE[1]:
            return datetime.fromtimestamp(seconds, UTC).date()
    return None


def _of_spreadsheet(text: str) -> date | None:
    match = _SPREADSHEET.fullmatch(text)
    return parse_date(f"{match[1]}{19 if int(match[2]) >= _PIVOT else 20}{match[2]}") if match else None


def _why_none(text: str, numbers: Numbers | None) -> str:
    if numbers and numbers.day_first and numbers.month_first:
        return f"is {numbers.month_first} or {numbers.day_first}, and no other date of the file tells which"
    if find_ago(text):
        return "counts from the day it was read, which is not known"
    if _PARTIAL.fullmatch(text):
        return "names no day"
    if find_date(text):
        return "is no day of the calendar"
    return "is not a day this toolkit can read"
