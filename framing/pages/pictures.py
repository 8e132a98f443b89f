"""A line -> whether it is the caption of a picture, or its credit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from framing.pages.line import Line
from framing.pages.markup import PICTURE_LEVEL
from framing.pages.phrases import by_first_word, load_phrases

LONGEST_CAPTION = 80  # words
_TAIL = 200  # characters; a credit closes a line and is no longer


@dataclass(frozen=True, slots=True)
class Rules:
    """The words of captions and credits: what opens and closes them, and the pattern of a credit."""

    labels: Mapping[str, tuple[str, ...]]
    agencies: tuple[str, ...]
    words: tuple[str, ...]
    credit: re.Pattern[str]


@cache
def _load_rules() -> Rules:
    lists = load_phrases("page_furniture")
    shortest = {min((other for other in lists["picture"] if other in word), key=len) for word in lists["picture"]}
    return Rules(
        labels=by_first_word(lists["caption_label"]),
        agencies=tuple(f"{name}{mark}" for name in sorted(lists["picture_agency"]) for mark in ("", ".")),
        words=tuple(sorted(shortest)),
        credit=_credit_pattern(lists),
    )


def _credit_pattern(lists: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Build the pattern of a credit: a picture word with a colon, bar or "by Name", or an agency that closes the line."""
    words = sorted(lists["picture"], key=len, reverse=True)
    shapes = "|".join(re.escape(shape) for word in words for shape in (word.capitalize(), word.title(), word.upper()))
    agencies = "|".join(re.escape(name) for name in sorted(lists["picture_agency"], key=len, reverse=True))
    wires = "|".join(re.escape(name) for name in sorted(lists["agency"], key=len, reverse=True))
    tail = r"(?:[^.!?]|\b[A-Z]\.){0,100}\.?[\])]?$"
    return re.compile(
        rf"(?:^|[\s(\[|/.©]|(?<=[a-z]))(?:{shapes})(?:\s?[:/|©]\s?|\sby\s(?=[A-Z])|\s[Cc]ourtesy\s(?:[Oo]f\s)?){tail}"
        rf"|(?:^|[|(\[/©–—-]\s?|[.]\s)[^.|()\[\]]{{0,60}}(?i:{agencies})[\])]?\.?$"
        rf"|[|(\[©/]\s?(?:[A-Z][\w.'’ -]{{1,40}}/)?(?i:{wires})(?:\s(?i:photo|images?|file))?"
        r"(?:/[^()\[\]|.]{1,60})?[\])]?\.?$"
        rf"|^(?:(?i:{wires})(?:\s(?i:photo))?)/[A-Z][^.]{{1,60}}$"
        r"|(?:^|[\s(])[A-Z][\w.'’-]+\s[A-Z][\w.'’-]+/(?:[A-Z][\w&]*\s?){1,3}\)?$"
        r"|\s\((?!(?i:related|read|more|see|watch)\b)(?:[A-Z][\w&.'’-]*\s?){1,4}:\s(?:[A-Z][\w.'’-]*\s?){2,5}\)$"
        r"|[a-z0-9][.!?][\"”’)]?\s[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]+){1,2}$"
    )


def is_caption(line: Line) -> bool:
    """Whether a line is the alternative text of a picture, closes with a credit, or opens as captions do."""
    if line.level == PICTURE_LEVEL:
        return True
    rules = _load_rules()
    return line.n_words <= LONGEST_CAPTION and (_is_credited(line.text[-_TAIL:], rules) or _is_labeled(line, rules))


def _is_credited(tail: str, rules: Rules) -> bool:
    """Whether a line closes with a picture credit; its marks and words are looked for first, as the pattern is slow."""
    lower = tail.lower()
    closes = "/" in tail or tail[-1] in ")]" or tail[-2:].isupper() or lower.endswith(rules.agencies)
    marked = closes or "|" in tail or "©" in tail or any(map(lower.__contains__, rules.words))
    return marked and rules.credit.search(tail) is not None


def _is_labeled(line: Line, rules: Rules) -> bool:
    """Whether a line opens as captions do: "Image caption", "File photo:", or the sign that a picture's owner follows."""
    key = line.key
    for label in rules.labels.get(key.split(" ", 1)[0].rstrip(":,"), ()):
        rest = key[len(label) :].lstrip()
        if key.startswith(label) and (rest.startswith((":", ",")) or (" " in label and rest)):
            return True
    return line.text.startswith(("©", "(c) "))
