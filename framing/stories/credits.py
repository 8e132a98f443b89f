"""A text -> the few characters around what may credit somebody with what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST_NAME = 48  # characters of the name of an outlet or agency that a credit can be known by
# A closed set of frames, not a lexicon: what may stand next to the name of an agency or outlet when it is credited.
BEFORE = r"(?i:according to|reported by|published by|told|citing|cites|cited by|via)\s+(?i:the\s+)?"
AFTER = r"(?i:['’]s reporting|\s+(?:first\s+|has\s+|had\s+)?(?:reported|reports|said|says|writes|wrote))"

_BEFORE, _AFTER, _OPENS = re.compile(BEFORE), re.compile(rf"{AFTER}\b"), re.compile(rf"\((?=[^)]{{1,{LONGEST_NAME}}}\))")
# What every credit has in it, to look for before the frames are: words before a name, and verbs and a genitive after one.
_LEADS = ("according to", "reported by", "published by", "told", "citing", "cites", "cited by", "via")
_VERBS = ("reported", "reports", "said", "says", "writes", "wrote")
_GENITIVES = ("'s reporting", "\u2019s reporting")
_ADVERBS = ("first", "has", "had")
_ODD = re.compile("[\u0130\u0131\u017f]")  # the only letters that are others' capitals or small forms as patterns see it


def cut_stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands around each frame of a credit, as far as a name goes and a character more; what overlaps is one."""
    reach = LONGEST_NAME + 1
    before, after = find_frames(text)
    places = [(first, last + reach) for first, last in before]
    places += [(max(0, first - reach), last + 1) for first, last in after]
    places += [(found.start(), found.end() + reach) for found in _OPENS.finditer(text)]
    start = end = 0
    for first, last in sorted(places):
        if first > end and end:
            yield start, text[start:end]
        if first > end or not end:
            start = first
        end = max(end, last)
    if end:
        yield start, text[start:end]


def find_frames(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return where frames stand that come before a name, and where those after one.

    They are those that a search for the two patterns finds; but as a search tries each of their words at each character, the
    words are looked for first, and the patterns tried only where they can begin.
    """
    if _ODD.search(text):
        return [each.span() for each in _BEFORE.finditer(text)], [each.span() for each in _AFTER.finditer(text)]
    small = text.lower()  # as long as the text
    before = [place for words in _LEADS for place in _places(small, words)]
    after = [place for words in _GENITIVES for place in _places(small, words)]
    for place in [place for verb in _VERBS for place in _places(small, verb)]:
        start = _before_blanks(small, place)
        after.append(start)
        after += [_before_blanks(small, start - len(word)) for word in _ADVERBS if small.endswith(word, 0, start)]
    return _match_at(_BEFORE, text, before), _match_at(_AFTER, text, after)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _before_blanks(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _match_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> list[tuple[int, int]]:
    """Return what a pattern matches at some places, from left to right and not overlapping."""
    found = []
    end = 0
    for place in sorted(places):
        match = pattern.match(text, place) if place >= end else None
        if match:
            found.append(match.span())
            end = match.end()
    return found
