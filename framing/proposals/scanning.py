"""A text -> its capital sequences, and where each stands."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from framing.casing import is_headline
from framing.lexicon import shipped_lexicon

# Capitals of the Latin script; a word may go on with a capital after an apostrophe, a hyphen or an ampersand: O'Brien, AT&T.
_UPPER = "".join(chr(code) for code in range(0x24F) if chr(code).isupper())
_JOINS = "of the|of|for the|for|and|de la|de|la|al|bin|ibn|van der|van den|van|von|der|del|du|el|da|dos|das|den|&"
_ENDINGS = (".", "?", "!", '"', "\u201d", ":", ";", "\u2026", ")", ",")
_OPENERS = frozenset('"\u201c\u2018\n\t\u2022*')
_STOPS = frozenset(".?!:\u2022*|\u2014\u2013")
_SHORT = 120  # characters; a longer line is no headline
_LONGEST = 200  # characters; what is longer is a line of capitals and no name
_CREDIT = "contributed to this "


class Found(NamedTuple):
    """Capital sequences and where they start: ``inside`` sentences, or ``opening`` one, where every word has a capital."""

    inside: dict[str, list[int]]
    opening: dict[str, list[int]]


@cache
def _sequences() -> re.Pattern[str]:
    """Build the pattern of capital sequences; it begins with one class of characters, which is what makes a search fast."""
    short: dict[str, set[str]] = {"J": {"r"}, "S": {"r", "t"}}  # Jr. Sr. St.
    for entry in shipped_lexicon("not_actors").entries:
        for pattern in entry.patterns:
            if entry.category == "title" and len(pattern) == 1 and pattern[0].endswith("."):
                short.setdefault(pattern[0][0].upper(), set()).add(re.escape(pattern[0][1:-1]))
    points = "|".join(rf"(?<={first})(?:{'|'.join(sorted(rest))})\." for first, rest in sorted(short.items()))
    rest = rf"(?:{points}|\.(?:[{_UPPER}]\.)*+|\w*+(?:['&-][{_UPPER}]\w*+)*+)"
    return re.compile(rf"[{_UPPER}](?<![\w@#/&-].)(?<!\w'.){rest}(?: (?:(?:{_JOINS}) )?[{_UPPER}]{rest})*+")


@cache
def _openers() -> frozenset[str]:
    """Return the words that begin most sentences, as they are written there: half of all sequences are one of them."""
    entries = shipped_lexicon("not_actors").entries
    words = {p[0] for e in entries if e.category in ("opener", "calendar") for p in e.patterns if len(p) == 1}
    return frozenset(f"{word[0].upper()}{word[1:]}" for word in words)


def plain(text: str) -> str:
    """Return a text of the same length with straight apostrophes and plain spaces."""
    return text.replace("\u2019", "'").replace("\u00a0", " ")


def scan(text: str) -> Found:
    """Find capital sequences in a text made plain; headlines and credits are left out, as their capitals tell nothing."""
    text = _blank(text)
    inside: dict[str, list[int]] = defaultdict(list)
    opening: dict[str, list[int]] = defaultdict(list)
    size = len(text)
    nobody = _openers()
    for match in _sequences().finditer(text):
        sequence = match.group()
        if sequence in nobody:
            continue
        start, end = match.span()
        if end - start > _LONGEST:
            continue
        if end < size and text[end] in "/-" and end + 1 < size and text[end + 1].isalnum():
            continue  # a credit, or a compound: Ann Lee/Agency, Oslo-based
        if end < size and text[end] in ")]" and text[start - 1] in "([":
            continue  # initials, or a dateline's agency
        (opening if _opens(text, start) else inside)[sequence].append(start)
    return Found(inside, opening)


def _opens(text: str, start: int) -> bool:
    if not start:
        return True
    before = text[start - 1]
    if before != " ":
        return before in _OPENERS
    last = text[start - 2 : start - 1]
    if last in '"\u201d':
        last = text[start - 3 : start - 2]
    return last in _STOPS


def _blank(text: str) -> str:
    """Overwrite lines without a stop in which most words have a capital, and lines that tell who contributed."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if line and len(line) < _SHORT and (_CREDIT in line or (not line.endswith(_ENDINGS) and is_headline(line.split()))):
            lines[i] = " " * len(line)
    return "\n".join(lines)
