"""A stretch of text -> the date, dateline or relative time it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from framing.pages.phrases import fold, load_phrases

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:19|20)\d\d"
_CLOCK = (
    r"[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:GMT|BST|UTC|CES?T|E[SD]?T|C[SD]?T|M[SD]T|P[SD]?T|IST)\b)?"
)
_WORDED = (
    rf"(?P<d1>{_DAY})[\s-](?:of\s)?(?P<m1>{_MONTH})[,\s-]\s?(?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH})\s(?P<d2>{_DAY}),?\s(?P<y2>{_YEAR})"
)
_DATE = re.compile(
    rf"(?<![\d/.-])(?:{_WORDED}|(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>[01]?\d)(?P=s3)(?P<d3>[0-3]?\d))(?!\d)"
    rf"|(?<![\d/.-])(?P<n1>[0-3]?\d)(?P<s4>[/.-])(?P<n2>[0-3]?\d)(?P=s4)(?P<y4>{_YEAR})(?![\d/])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|posted|created)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|revised|amended)\b", re.IGNORECASE)
_COMPACT = re.compile(rf"({_YEAR})([01]\d)([0-3]\d)(?:T?\d{{4,6}}Z?)?$")
CLOCK = re.compile(_CLOCK, re.IGNORECASE)
DAY_AND_CLOCK = re.compile(rf"(?:{_WORDED}),?\s(?:at\s)?{_CLOCK}", re.IGNORECASE)
_COUNTED = (
    r"(?:an?|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a few|several|half an?|(?:a )?couple of)"
)
_UNIT = r"(?:(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdw])\b)"
_AGO = re.compile(
    rf"\b(?:(?:published|updated|posted|modified|last updated)[:\s]\s?)?(?:(?:about|over|almost|nearly)\s)?"
    rf"(?:{_COUNTED}\s?{_UNIT}(?:(?:,|\sand|,\sand)?\s{_COUNTED}\s?{_UNIT})?\sago"
    rf"|(?:just now|moments ago|yesterday|today|earlier today|this (?:morning|afternoon|evening)|last (?:night|week|month))"
    rf"(?:,?\s(?:at\s)?{_CLOCK})?)(?!\w)",
    re.IGNORECASE,
)
# PLACE, Region, June 17 (Agency) - ; the dash may stand without spaces only where it is long.
_DATELINE = re.compile(
    rf"(?P<place>[A-Z][\w.'’-]*(?:(?:,\s|\s|/)[A-Z][\w.'’-]*){{0,6}}?)?(?:(?:^|,?\s)(?P<date>{_MONTH}\s{_DAY}(?:,\s{_YEAR})?"
    rf"|{_DAY}\s{_MONTH}(?:,?\s{_YEAR})?))?\s?(?:\((?P<agency>[A-Z][\w. &’'-]{{1,40}})\))?"
    r"(?:\s?(?:--+|—|―)\s?|\s[-–]\s)(?=\S)"
)
DATELINE_REACH = 160  # characters; no dateline is longer
_DAY_MONTH = re.compile(rf"(?P<m>{_MONTH})\s(?P<d>{_DAY})|(?P<d2>{_DAY})\s(?P<m2>{_MONTH})", re.IGNORECASE)


class Dateline(NamedTuple):
    """What a dateline states, and the characters it takes; ``day`` is (month, day) where it gives no year."""

    end: int
    place: str
    agency: str
    date: date | None
    day: tuple[int, int] | None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _build(year: str, month: int, day: int) -> date | None:
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def _date_of(match: re.Match[str]) -> date | None:
    group = match.groupdict()
    if group.get("y1"):
        return _build(group["y1"], _month(group["m1"]), _number(group["d1"]))
    if group.get("y2"):
        return _build(group["y2"], _month(group["m2"]), _number(group["d2"]))
    if group.get("y3"):
        return _build(group["y3"], int(group["m3"]), int(group["d3"]))
    first, second = int(group["n1"]), int(group["n2"])
    if second > 12:
        return _build(group["y4"], first, second)
    # Points put the day first wherever they are used; slashes and dashes go both ways.
    return _build(group["y4"], second, first) if first > 12 or first == second or group["s4"] == "." else None


def find_date(text: str) -> tuple[date | None, tuple[int, int]] | None:
    """Return the first full date in a text and its characters, or None where there is none.

    The date itself is None where day and month cannot be told apart ("06/07/2025") or the day does not exist. Points put
    the day first ("06.07.2025" is in July).
    """
    match = _DATE.search(text)
    return (_date_of(match), match.span()) if match else None


def find_published(text: str) -> tuple[date | None, tuple[int, int]] | None:
    """Do as `find_date`, but of several dates take the one behind "published" or "posted"."""
    for label in _PUBLISHED.finditer(text):
        found = find_date(text[label.end() :])
        if found is not None:
            return found[0], (found[1][0] + label.end(), found[1][1] + label.end())
    return find_date(text)


def tells_update(text: str) -> bool:
    """Whether a date line gives the day of the last change, alone or beside another ("Updated June 3, 2025")."""
    return _UPDATED.search(text) is not None


def is_update(text: str) -> bool:
    """Whether a date line gives the day of the last change only."""
    return tells_update(text) and _PUBLISHED.search(text) is None


def parse_date(value: object) -> date | None:
    """Return the day a metadata value names, or None; a time of day and its zone are dropped, not converted."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    compact = _COMPACT.match(text)
    if compact:
        return _build(compact[1], int(compact[2]), int(compact[3]))
    found = find_date(text)
    return found[0] if found else None


def find_ago(text: str) -> str:
    """Return the relative time that a line states ("38 minutes ago"), or an empty string; it is not a date."""
    match = _AGO.search(text)
    return match[0] if match else ""


def is_ago(text: str) -> bool:
    """Whether a line is nothing but a relative time."""
    return len(text) <= 40 and _AGO.fullmatch(text) is not None


def without_dates(text: str) -> str:
    """Return what is left of a line without its dates (also those without a year) and times of day."""
    return _DAY_MONTH.sub(" ", CLOCK.sub(" ", _DATE.sub(" ", text)))


def match_dateline(text: str) -> Dateline | None:
    """Read the dateline that opens a paragraph, or return None.

    Without an agency in parentheses a dateline needs a place in capitals, or a date, and a capital after the dash;
    that keeps "NATO - the alliance - said" in the text.
    """
    match = _DATELINE.match(text[:DATELINE_REACH])
    if match is None or match.end() == 0 or not (match["place"] or match["agency"]):
        return None
    place, agency, day = match["place"] or "", match["agency"] or "", match["date"] or ""
    if fold(place) in load_phrases("page_furniture")["not_place"]:
        return None
    known = fold(agency) in load_phrases("page_furniture")["agency"]
    capitals = place.split(",")[0].isupper() and len(place) > 2
    opens = not text[match.end()].islower()
    if not known and not (opens and (capitals or (place and day))):
        return None
    return Dateline(match.end(), place.strip(" ,"), agency, parse_date(day) if day else None, _day_of(day))


def _day_of(text: str) -> tuple[int, int] | None:
    match = _DAY_MONTH.search(text)
    if match is None:
        return None
    return _month(match["m"] or match["m2"]), _number(match["d"] or match["d2"])


def complete_date(day: tuple[int, int], seen: Sequence[date], window: int = 31) -> tuple[date, date] | None:
    """Give a day without a year the year that puts it at most ``window`` days before a date seen on the page.

    Returns
    -------
    tuple[date, date] or None
        The completed date and the date that decided it.
    """
    for anchor in sorted(seen):
        for year in (anchor.year, anchor.year - 1):
            candidate = _build(str(year), *day)
            if candidate is not None and 0 <= (anchor - candidate).days <= window:
                return candidate, anchor
    return None
