"""A line -> the by-line it is: the names it gives and the date beside them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from framing.pages.datelines import find_date, without_dates
from framing.pages.phrases import fold, load_phrases

_PARTICLE = r"(?:de|da|del|della|der|di|do|dos|du|el|al|bin|ben|ibn|la|le|van|von|ter|ten|y)"
_CAPITALIZED = r"(?:[A-Z](?:[^\W\d_]|['’-])*\.?|O['’][A-Z][^\W\d_]+|Mc[A-Z][^\W\d_]+)"
_NAME = rf"{_CAPITALIZED}(?:\s(?:{_PARTICLE}\s){{0,2}}{_CAPITALIZED}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,\sand|\sand|,|\s&|\swith)\s{_NAME}){{0,5}}"
# "By Ana Ruiz", "Words by Ana Ruiz and Bo Poe, in Minsk"; a role, place, outlet or date may follow the names.
_BY = re.compile(rf"(?i:by|(?:written|words|story|text|posted|reported)\sby)[:\s]\s?({_NAMES})(?P<rest>.*)$", re.DOTALL)
_REST = re.compile(r"\s?(?:[,|•·–—/(-]|(?i:for|in|at|updated|published|posted|on)\b|\d|$)")
_NAME_LINE = re.compile(rf"({_NAME})\s?[,|•·–—-]?\s?")
_ALONE = re.compile(rf"{_NAMES}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_ABBREVIATION = 3  # characters with its stop ("Jr."); a longer word's stop closes the line
_LONGEST = 160  # characters


class Byline(NamedTuple):
    """The names of a by-line and the date it states, if any."""

    author: str
    date: date | None


def match_byline(text: str) -> Byline | None:
    """Read a by-line ("By Ana Ruiz, Staff Writer", "Ana Ruiz 3 June 2025 10:00"), or return None."""
    if len(text) > _LONGEST:
        return None
    match = _BY.match(text)
    if match is not None:
        return _from_by(match)
    dated = find_date(text) if _YEAR.search(text) else None
    if dated is None:
        return None
    name = _NAME_LINE.fullmatch(text, 0, dated[1][0])
    rest = without_dates(text[dated[1][0] :])
    return Byline(name[1], dated[0]) if name and not any(map(str.isalpha, rest)) else None


def _from_by(match: re.Match[str]) -> Byline | None:
    rest = match["rest"]
    if match[1].split(None, 1)[0].lower() in load_phrases("page_furniture")["calendar"] or not _REST.match(rest):
        return None
    if rest.rstrip().endswith((".", ":", "?", "!")) and len(rest) > 12:  # a sentence that opens with "By"
        return None
    dated = find_date(rest)
    return Byline(_without_roles(match[1].strip()), dated[0] if dated else None)


def _without_roles(names: str) -> str:
    """Drop a job or an outlet's name that follows a name behind a comma."""
    roles = load_phrases("page_furniture")["role"] | load_phrases("page_furniture")["section"]
    kept: list[str] = []
    for part in names.split(", "):
        if kept and (part.isupper() or fold(part).rpartition(" ")[2] in roles):
            break
        kept.append(part)
    joined = ", ".join(kept)
    return joined[:-1] if joined.endswith(".") and len(joined.split()[-1]) > _LONGEST_ABBREVIATION else joined


def is_lone_name(text: str) -> bool:
    """Whether a line is nothing but two to four capitalized words that can be a person's name.

    Capitals throughout, or a "The", are a site's name more often than a person's, and words that name sections of sites
    ("World", "Politics") are part of no name. Nothing here tells "Ana Ruiz" from "New York", so the caller must look at
    what stands around the line.
    """
    if len(text) > 60 or text.isupper() or text.startswith("The ") or not _ALONE.match(text):
        return False
    lists = load_phrases("page_furniture")
    menu = {word for phrase in lists["section"] | lists["navigation"] for word in phrase.split()}
    return menu.isdisjoint(fold(word) for word in text.split() if word[0].isupper())
