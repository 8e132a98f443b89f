"""Tokens -> the dates they tell: a day of a month, a month, a weekday (CODEBOOK F-5)."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.model import Document

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTHS = {form: number for number, name in enumerate(_MONTHS, start=1) for form in (name, f"{name[:3]}.")} | {"sept.": 9}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"mon.": 0, "tues.": 1, "wed.": 2, "thurs.": 3, "fri.": 4, "sat.": 5, "sun.": 6}
_WEEKDAYS = {day: number for number, day in enumerate(DAYS)} | {f"{day}s": number for number, day in enumerate(DAYS)} | _SHORT
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")


class Date(NamedTuple):
    """A day (month x 100 + day), a month (1 to 12) or a weekday (0 to 6), and the token it ends before."""

    value: float
    kind: str
    end: int


def read_date(doc: Document, i: int, limit: int) -> Date | None:
    """Read the date that begins at a token: "July 30", "30 July", "the 4th of May" from its number on, "July", "Monday"."""
    norms = doc.norms
    if norms[i] in _WEEKDAYS and doc.tags[i] != "VB":
        return Date(float(_WEEKDAYS[norms[i]]), "weekday", i + 1)
    month = _month(doc, i, limit)
    if month:
        day = _day(norms[i + 1]) if i + 1 < limit else 0
        return Date(100.0 * month + day, "day", i + 2) if day else Date(float(month), "month", i + 1)
    day = _day(norms[i])
    after = i + 2 if i + 1 < limit and norms[i + 1] == "of" else i + 1
    month = _month(doc, after, limit) if day else 0
    return Date(100.0 * month + day, "day", after + 1) if month else None


def _month(doc: Document, i: int, limit: int) -> int:
    """Return a month's number; "may" and "march" are months only with a capital and as names."""
    if i >= limit or doc.norms[i] not in MONTHS or not doc.tokens.texts[i][0].isupper():
        return 0
    return MONTHS[doc.norms[i]] if doc.tags[i] not in ("MD", "VB", "VBP", "VBD") else 0


def _day(norm: str) -> int:
    found = _DAY.fullmatch(norm)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else 0
