"""A line of a page -> what kind of line it is, and the rule that says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from framing.pages.bylines import match_byline
from framing.pages.datelines import CLOCK, is_ago, without_dates
from framing.pages.lines import Line
from framing.pages.markup import PICTURE_LEVEL
from framing.pages.phrases import by_first_word, fold, load_phrases


class Kind(StrEnum):
    """What a line is, looked at alone; where it stands decides the rest."""

    PROSE = "prose"
    HEADING = "heading"
    SUBHEAD = "subhead"  # a heading whose place makes it one
    BULLET = "bullet"
    CAPTION = "caption"
    BYLINE = "by-line"
    CREDIT = "credit"
    DATE = "date"
    AGO = "relative time"
    CLOCK = "clock"
    MARKER = "end marker"
    FURNITURE = "furniture"


class Verdict(NamedTuple):
    """A kind, the codebook rule that decided it, and the reason a reader is told."""

    kind: Kind
    rule: str = ""
    reason: str = ""


class Piece(NamedTuple):
    """A line of a page and what kind it is."""

    line: Line
    kind: Kind
    rule: str
    reason: str


LONGEST_FURNITURE = 40  # words; a longer line is text, whatever it opens with
SHORTEST_PARAGRAPH = 25  # words of a line without a final stop that is still a paragraph, not a headline
LONGEST_CAPTION = 80  # words
_BARS = re.compile(r"\s*[|•·›»]\s*|\s[/>]\s")
_LONGEST_ROW = 200  # characters
_FEWEST_ITEMS = 3
_LONGEST_ITEM = 3  # words
_BULLET = re.compile(r"[•▪◦●‣·∙*–-]\s+\S|\d{1,2}[.)]\s+\S")
_COUNT = re.compile(r"^\d+\s+|\s*\(?\d+\)?$")
_READING_TIME = re.compile(r"\d{1,3}[\s-]?(?:min(?:ute)?s?)(?:\s(?:read|listen|watch|video))", re.IGNORECASE)
_LEFT_OVER = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """The shipped phrases, indexed for the tests below."""

    markers: frozenset[str]
    menu: frozenset[str]
    pointers: frozenset[str]
    openings: Mapping[str, tuple[str, ...]]
    staff: Mapping[str, tuple[str, ...]]
    phrases: tuple[str, ...]
    date_words: frozenset[str]
    picture: re.Pattern[str]
    picture_words: frozenset[str]


@cache
def load_rules() -> Rules:
    """Index the shipped list of page furniture; done once, since the list ships with the package."""
    lists = load_phrases("page_furniture")
    menu = lists["navigation"] | lists["section"]
    return Rules(
        markers=lists["end_marker"],
        menu=menu,
        pointers=lists["pointer"] | lists["end_marker"] | lists["navigation"],
        openings=by_first_word(lists["opening"]),
        staff=by_first_word(lists["staff_credit"]),
        phrases=tuple(sorted(lists["phrase"])),
        date_words=lists["date_label"] | lists["calendar"],
        picture=_picture_pattern(lists),
        picture_words=frozenset(
            max(re.findall(r"[a-z]+", phrase), key=len)
            for name in ("picture", "picture_agency", "agency")
            for phrase in lists[name]
        ),
    )


def _picture_pattern(lists: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Build the pattern of a credit: a picture word with a colon, bar or "by Name", or an agency that closes the line."""
    words = sorted(lists["picture"], key=len, reverse=True)
    shapes = "|".join(re.escape(shape) for word in words for shape in (word.capitalize(), word.title(), word.upper()))
    agencies = "|".join(re.escape(name) for name in sorted(lists["picture_agency"], key=len, reverse=True))
    wires = "|".join(re.escape(name) for name in sorted(lists["agency"], key=len, reverse=True))
    tail = r"[^.!?]{0,100}\.?[\])]?$"
    return re.compile(
        rf"(?:^|[\s(\[|/.©])(?:{shapes})(?:\s?[:/|©]\s?|\sby\s(?=[A-Z])|\s[Cc]ourtesy\s(?:[Oo]f\s)?){tail}"
        rf"|(?:^|[|(\[/©–—-]\s?|[.]\s)[^.|()\[\]]{{0,60}}(?i:{agencies})[\])]?\.?$"
        rf"|[|(\[©]\s?(?:[A-Z][\w.'’ -]{{1,40}}/)?(?i:{wires})(?:\s(?i:photo|images?))?(?:/[^()\[\]|.]{{1,60}})?[\])]?\.?$"
        rf"|^(?:(?i:{wires})(?:\s(?i:photo))?)/[A-Z][^.]{{1,60}}$"
        r"|(?:^|\s)[A-Z][\w.'’-]+\s[A-Z][\w.'’-]+/(?:[A-Z][\w&]*\s?){1,3}$"
    )


def _opens_with(key: str, index: Mapping[str, tuple[str, ...]]) -> str:
    for phrase in index.get(key.split(" ", 1)[0].rstrip(":,"), ()):
        if key.startswith(phrase) and not key[len(phrase) : len(phrase) + 1].isalnum():
            return phrase
    return ""


def _is_menu_row(line: Line) -> bool:
    """Whether a line is short items between bars, as a menu is when its markup is gone."""
    if len(line.text) > _LONGEST_ROW or line.ends != "none" or match_byline(line.text) is not None:
        return False
    items = _BARS.split(line.text)
    return len(items) >= _FEWEST_ITEMS and all(len(item.split()) <= _LONGEST_ITEM for item in items)


def _menu_verdict(line: Line, rules: Rules) -> Verdict | None:
    """Whole lines: markers, menu words, numbers without words."""
    if not any(map(str.isalpha, line.text[:200])) and not any(map(str.isalpha, line.text)):
        return Verdict(Kind.FURNITURE, "D-2", "no words")
    key = line.key
    if _is_menu_row(line):
        return Verdict(Kind.FURNITURE, "D-2", "row of a menu")
    if len(key) <= 60:
        bare = fold(_COUNT.sub("", key))
        if key in rules.markers or bare in rules.markers:
            return Verdict(Kind.MARKER, "D-2", f'end marker "{line.text}"')
        if key in rules.menu or bare in rules.menu:
            return Verdict(Kind.FURNITURE, "D-2", "menu or button")
        if _READING_TIME.fullmatch(key):
            return Verdict(Kind.FURNITURE, "D-2", "reading time")
    return None


def _phrase_verdict(line: Line, rules: Rules) -> Verdict | None:
    """Lines that open with, or hold, words of sponsors, newsletters, cookie notes and pointers to other stories."""
    key = line.key
    opening = _opens_with(key, rules.openings)
    if opening:
        return Verdict(Kind.FURNITURE, "D-2", f'opens with "{opening}"')
    if _opens_with(key.lstrip("("), rules.staff):
        return Verdict(Kind.CREDIT, "A-14", "credit of reporters or editors")
    before, colon, after = key.partition(":")
    if colon and after and before in rules.pointers and line.n_words <= SHORTEST_PARAGRAPH:
        return Verdict(Kind.FURNITURE, "D-4", "pointer to another story")
    for phrase in rules.phrases:
        if phrase in key:
            return Verdict(Kind.FURNITURE, "D-2", f'holds "{phrase}"')
    return None


def _time_verdict(line: Line, rules: Rules) -> Verdict | None:
    """Lines that hold nothing but a date, a time of day or a relative time."""
    text = line.text
    if is_ago(line.key):
        return Verdict(Kind.AGO, "D-7", "relative time, which is not a date")
    if len(text) > 90 or not any(map(str.isdigit, text)):
        return None
    if CLOCK.fullmatch(text):
        return Verdict(Kind.CLOCK, "D-6", "time of day")
    left = without_dates(text)
    rest = {word.lower() for word in _LEFT_OVER.findall(left)}
    return Verdict(Kind.DATE, "D-7", "date line") if left != text and rest <= rules.date_words else None


def _is_caption(tail: str, rules: Rules) -> bool:
    """Whether a line closes with a picture credit; the words are looked up first, as the pattern is slow."""
    words = _LEFT_OVER.findall(tail.lower())
    return ("/" in tail or not rules.picture_words.isdisjoint(words)) and rules.picture.search(tail) is not None


def _shape_verdict(line: Line, rules: Rules) -> Verdict:
    """Say what the shape alone says: bullet, caption, by-line, paragraph or headline."""
    if _BULLET.match(line.text):
        return Verdict(Kind.BULLET)
    if line.level == PICTURE_LEVEL:
        return Verdict(Kind.CAPTION, "D-4", "alternative text of an image")
    if line.n_words <= LONGEST_CAPTION and _is_caption(line.text[-200:], rules):
        return Verdict(Kind.CAPTION, "D-4", "caption or picture credit")
    if match_byline(line.text) is not None:
        return Verdict(Kind.BYLINE, "D-6", "by-line")
    if line.level > 0:
        return Verdict(Kind.HEADING)
    if line.n_words >= SHORTEST_PARAGRAPH or line.ends in ("stop", "colon", "comma"):
        return Verdict(Kind.PROSE)
    return Verdict(Kind.PROSE if line.ends == "mark" and not line.title_case else Kind.HEADING)


def classify(line: Line) -> Piece:
    """Say what kind of line it is, from its own words and shape."""
    rules = load_rules()
    verdict = None
    if line.n_words <= LONGEST_FURNITURE:
        verdict = _time_verdict(line, rules) or _menu_verdict(line, rules) or _phrase_verdict(line, rules)
    return Piece(line, *(verdict or _shape_verdict(line, rules)))
