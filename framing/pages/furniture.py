"""A line of a page -> what kind of line it is, and the rule that says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from framing.pages.bylines import is_lone_name, match_byline
from framing.pages.datelines import CLOCK, is_ago, without_dates
from framing.pages.kinds import Kind, Piece, Verdict
from framing.pages.line import Line
from framing.pages.phrases import by_first_word, by_longest_word, fold, load_phrases
from framing.pages.pictures import is_caption

NO_WORDS = "no words"
LONGEST_FURNITURE = 40  # words; a longer line is text, whatever it opens with
SHORTEST_PARAGRAPH = 25  # words of a line without a final stop that is still a paragraph, not a headline
_BARS = re.compile(r"\s*[|•·›»]\s*|\s[/>]\s")
_GAPS = re.compile(r"\s{2,}|\t")
_BAR_MARK = re.compile("[|•·›»/>]")
_LONGEST_ROW = 200  # characters
_BY_REACH = 30  # characters; "by" or a date makes a by-line
_LONGEST_AGO = 60  # characters
_ASKING = ("follow", "like", "find", "join", "download")
_DIGIT = re.compile("[0-9]")
_FEWEST_ITEMS = 3
_LONGEST_ITEM = 3  # words
_BULLET = re.compile(r"[•▪◦●‣·∙*–-]\s+\S|(?:\d{1,2}[.)]|[a-z]\))\s+\S")
_COUNT = re.compile(r"^\d+\s+|\s*\(?\d+\)?$")
_WITHIN = re.compile(r" (?:in|on|from|about|at) ")  # "Most read in world news"
_LONGEST_HEAD = 6  # words
COUNTER = re.compile(r"(?:(?:image|photo|picture|slide)\s+)?\d{1,3}\s*(?:of|/)\s*/?\s*\d{1,3}", re.IGNORECASE)
_READING_TIME = re.compile(r"\d{1,3}[\s-]?(?:min(?:ute)?s?)(?:\s(?:read|listen|watch|video))", re.IGNORECASE)
_SCORE = re.compile(r"(?:[A-Z][\w.'’&-]*\s){1,4}\d{1,3}\s?[-–:]\s?\d{1,3}(?:\s[A-Z][\w.'’&-]*){1,4}")
POST = re.compile(r"[—–-]+\s.{1,60}\(@\w+\)")  # who wrote the post quoted above
_ON_SITE = re.compile(r"(?:also|more|read more|read) (?:on|at) [\w-]+(?:\.[\w-]+)+\b|on [\w-]+(?:\.[\w-]+)+:")
_FOLLOW = re.compile(
    r"download the .{0,40}\bapp\b"
    r"|(?:follow|like|find|join)\b.{0,80}\bon"
    r" (?:facebook|twitter|x|instagram|linkedin|youtube|tiktok|telegram|whatsapp|bluesky)\b"
)
_LEFT_OVER = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """The shipped phrases, indexed for the tests below."""

    markers: frozenset[str]
    menu: frozenset[str]
    pointers: frozenset[str]
    heads: frozenset[str]
    openings: Mapping[str, tuple[str, ...]]
    staff: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[str, ...]]
    telling: frozenset[str]
    date_words: frozenset[str]


@cache
def load_rules() -> Rules:
    """Index the shipped list of page furniture; done once, since the list ships with the package."""
    lists = load_phrases("page_furniture")
    menu = lists["navigation"] | lists["section"] | lists["picture"]
    phrases = by_longest_word(lists["phrase"])
    return Rules(
        markers=lists["end_marker"] | lists["thread"],
        menu=menu,
        pointers=lists["pointer"],
        heads=lists["navigation"] | lists["end_marker"] | lists["thread"],
        openings=by_first_word(lists["opening"]),
        staff=by_first_word(lists["staff_credit"]),
        phrases=phrases,
        telling=frozenset(phrases),
        date_words=lists["date_label"] | lists["calendar"] | {word for word in lists["section"] if " " not in word},
    )


def _opens_with(key: str, index: Mapping[str, tuple[str, ...]]) -> str:
    for phrase in index.get(key.split(" ", 1)[0].rstrip(":,"), ()):
        if key.startswith(phrase) and not key[len(phrase) : len(phrase) + 1].isalnum():
            return phrase
    return ""


def _is_menu_row(line: Line, rules: Rules) -> bool:
    """Whether a line is short items between bars, or words of a menu far apart, as a menu is when its markup is gone."""
    text = line.text
    if len(text) > _LONGEST_ROW or line.ends != "none":
        return False
    wide = _GAPS.split(text) if "  " in text or "\t" in text else []
    if len(wide) >= _FEWEST_ITEMS and 2 * sum(fold(item) in rules.menu for item in wide) >= len(wide):
        return True
    items = _BARS.split(text) if _BAR_MARK.search(text) else []
    short = len(items) >= _FEWEST_ITEMS and all(len(item.split()) <= _LONGEST_ITEM for item in items)
    return short and match_byline(text) is None


def _menu_verdict(line: Line, rules: Rules) -> Verdict | None:
    """Whole lines: markers, menu words, numbers without words."""
    if not line.key[:1].isalpha() and not any(map(str.isalpha, line.text)):
        return Verdict(Kind.FURNITURE, "D-2", NO_WORDS)
    key = line.key
    if _is_menu_row(line, rules):
        return Verdict(Kind.FURNITURE, "D-2", "row of a menu")
    if len(key) <= 60:
        bare = fold(_COUNT.sub("", key)) if key[:1].isdigit() or key[-1:].isdigit() or key.endswith(")") else key
        headed = line.n_words <= _LONGEST_HEAD and _WITHIN.split(key, maxsplit=1)[0] in rules.markers
        if headed or bare in rules.markers or (line.ends == "colon" and key in rules.pointers):
            return Verdict(Kind.MARKER, "D-2", f'end marker "{line.text}"')
        if key in rules.menu or bare in rules.menu:
            return Verdict(Kind.FURNITURE, "D-2", "menu or button")
        if COUNTER.fullmatch(key):
            return Verdict(Kind.FURNITURE, "D-2", "number of a picture")
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
    labeled = bool(colon and after) and line.n_words <= SHORTEST_PARAGRAPH
    dotted = "." in key and line.n_words <= SHORTEST_PARAGRAPH
    if (labeled and before in rules.pointers) or (dotted and _ON_SITE.match(key)):
        return Verdict(Kind.FURNITURE, "D-4", "pointer to another story")
    if labeled and before in rules.heads:
        return Verdict(Kind.FURNITURE, "D-2", f'"{before}" and what it heads')
    if key.startswith(_ASKING) and _FOLLOW.match(key):
        return Verdict(Kind.FURNITURE, "D-2", "asks to be followed")
    words = key.split()
    if not rules.telling.isdisjoint(words):
        for phrase in (phrase for word in words for phrase in rules.phrases.get(word, ())):
            if phrase in key:
                return Verdict(Kind.FURNITURE, "D-2", f'holds "{phrase}"')
    return None


def _time_verdict(line: Line, rules: Rules) -> Verdict | None:
    """Lines that hold nothing but a date, a time of day or a relative time."""
    text = line.text
    if len(text) <= _LONGEST_AGO and is_ago(line.key):
        return Verdict(Kind.AGO, "D-7", "relative time, which is not a date")
    if len(text) > 90 or _DIGIT.search(text) is None:
        return None
    clock = CLOCK.search(text)
    if clock and clock.end() == len(text) and (not clock.start() or is_lone_name(text[: clock.start()].rstrip(" |,•·–-"))):
        return Verdict(Kind.CLOCK, "D-6", "entry stamp" if clock.start() else "time of day")
    left = without_dates(text)
    rest = {word.lower() for word in _LEFT_OVER.findall(left)}
    return Verdict(Kind.DATE, "D-7", "date line") if left != text and rest <= rules.date_words else None


def _is_row(line: Line) -> bool:
    """Whether a line holds mostly numbers, as a row of a table does when its markup is gone."""
    if line.n_words > LONGEST_FURNITURE:
        return False
    if _DIGIT.search(line.text) is None:
        return line.text.count("\t") >= _FEWEST_ITEMS
    words = line.text.split()
    digits = 2 * sum(word[0].isdigit() for word in words) >= len(words) >= _FEWEST_ITEMS
    return digits or line.text.count("\t") >= _FEWEST_ITEMS or _SCORE.fullmatch(line.text) is not None


def _shape_verdict(line: Line) -> Verdict:
    """Say what the shape alone says: bullet, caption, by-line, paragraph or headline."""
    if _BULLET.match(line.text):
        return Verdict(Kind.BULLET)
    if is_caption(line):
        return Verdict(Kind.CAPTION, "D-4", "caption or picture credit")
    signed = "by" in line.key[:_BY_REACH] or _DIGIT.search(line.text) is not None
    if signed and match_byline(line.text) is not None:
        return Verdict(Kind.BYLINE, "D-6", "by-line")
    if line.level > 0:
        return Verdict(Kind.HEADING)
    if line.text.startswith("(") and line.text.endswith(")") and line.n_words > 1:
        return Verdict(Kind.PROSE)  # an aside has its stop inside the brackets or none
    if line.ends == "none" and _is_row(line):
        return Verdict(Kind.ROW)
    if line.text[0] in "—–-" and POST.match(line.text):
        return Verdict(Kind.PROSE)
    if line.n_words >= SHORTEST_PARAGRAPH or line.ends in ("stop", "colon", "comma"):
        return Verdict(Kind.PROSE)
    return Verdict(Kind.PROSE if line.ends == "mark" and not line.title_case else Kind.HEADING)


def classify(line: Line) -> Piece:
    """Say what kind of line it is, from its own words and shape."""
    rules = load_rules()
    verdict = None
    if line.n_words <= LONGEST_FURNITURE:
        verdict = _time_verdict(line, rules) or _menu_verdict(line, rules) or _phrase_verdict(line, rules)
    return Piece(line, *(verdict or _shape_verdict(line)))
