"""A line -> the by-line it is: the names and the agency it gives, and the date beside them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from framing.pages.authors import read_authors
from framing.pages.datelines import find_date, without_dates
from framing.pages.phrases import fold, load_phrases

_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x250))))
PARTICLE = r"(?:de|da|del|della|der|di|do|dos|du|el|al|bin|ben|ibn|la|le|van|von|zu|af|av|ter|ten|y)"
_CAPITALIZED = rf"(?!(?:AND|WITH|FOR|IN)\b)[{_CAPITALS}](?:[^\W\d_]|['’-])*\.?"
_NAME = rf"{_CAPITALIZED}(?:\s(?:{PARTICLE}\s){{0,2}}{_CAPITALIZED}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,\s(?i:and)|\s(?i:and)|,|\s&|\s(?i:with))\s{_NAME}){{0,5}}"
_KINDS = "written|words|story|text|posted|reported|report|interview|analysis|opinion|commentary|comment|column|essay|review"
# "By Ana Ruiz", "Words by Ana Ruiz and Bo Poe, in Minsk"; a role, place, outlet or date may follow the names.
_BY = re.compile(rf"(?P<by>(?i:by|(?:{_KINDS})\sby))[:\s]\s?(?P<names>{_NAMES})(?P<rest>.*)$", re.DOTALL)
_BY_WORD = re.compile(rf"(?i:by|(?:{_KINDS})\sby)[:\s]\s?(?P<words>[{_CAPITALS}][^.:?!,|(]{{1,40}})(?P<rest>.*)$", re.DOTALL)
_REST = re.compile(r"\s?(?:[,|•·–—/(-]|(?i:for|in|at|updated|published|posted|on)\b|\d|$)")
_CREDIT = re.compile(r"\s?[,|/(–—-]\s?([^,|/()–—-]{2,40})")  # what may be the agency behind the names
_NAME_LINE = re.compile(rf"({_NAME})\s?[,|•·–—-]?\s?")
_ALONE = re.compile(rf"{_NAMES}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 160  # characters


class Byline(NamedTuple):
    """The names of a by-line, the date it states and the agency it credits, if any."""

    author: str
    date: date | None
    agency: str = ""


def match_byline(text: str) -> Byline | None:
    """Read a by-line ("By Ana Ruiz, Staff Writer", "By Reuters", "Ana Ruiz 3 June 2025 10:00"), or return None."""
    if len(text) > _LONGEST:
        return None
    match = _BY.match(text)
    if match is not None:
        return _from_by(match)
    match = _BY_WORD.match(text)
    if match is not None:
        return _from_word(match)
    dated = find_date(text) if _YEAR.search(text) else None
    if dated is None:
        return None
    name = _NAME_LINE.fullmatch(text, 0, dated[1][0])
    rest = without_dates(text[dated[1][0] :])
    if name is None or any(map(str.isalpha, rest)) or not _menu_words().isdisjoint(fold(name[1]).split()):
        return None
    return Byline(name[1], dated[0])


def _from_by(match: re.Match[str]) -> Byline | None:
    rest = match["rest"]
    opens = match["names"].split(None, 1)[0].lower()
    if opens in load_phrases("page_furniture")["calendar"] or not _REST.match(rest):
        return None
    if rest.rstrip().endswith((".", ":", "?", "!")) and len(rest) > 12:  # a sentence that opens with "By"
        return None
    dated = find_date(rest)
    credit = _CREDIT.match(rest)
    agency = read_authors(credit[1].strip()).agency if credit else ""
    found = read_authors(match["names"])
    return Byline(found.names, dated[0] if dated else None, found.agency or agency)


def _from_word(match: re.Match[str]) -> Byline | None:
    """Read a by-line that names no person: an agency, or the outlet's staff."""
    found = read_authors(without_dates(match["words"]))
    if found.names or not (found.agency or found.nobody) or not _REST.match(match["rest"]):
        return None
    dated = find_date(f"{match['words']}{match['rest']}")
    return Byline("", dated[0] if dated else None, found.agency)


def is_lone_name(text: str) -> bool:
    """Whether a line is nothing but two to four capitalized words that can be a person's name.

    Capitals throughout, or a "The", are a site's name more often than a person's, and words that name sections of sites
    ("World", "Politics") are part of no name. Nothing here tells "Ana Ruiz" from "New York", so the caller must look at
    what stands around the line.
    """
    if len(text) > 60 or text.isupper() or text.startswith("The ") or not _ALONE.match(text):
        return False
    return _menu_words().isdisjoint(fold(word) for word in text.split() if word[0].isupper())


@cache
def _menu_words() -> frozenset[str]:
    """Return the words that name sections of sites and buttons, which are part of no person's name."""
    lists = load_phrases("page_furniture")
    return frozenset(word for phrase in lists["section"] | lists["navigation"] for word in phrase.split())
