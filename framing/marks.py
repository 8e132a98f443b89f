"""A text -> its quotation marks: what each may do where it stands, apostrophes and inches told apart (CODEBOOK V-6, V-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from framing.model import Document

_SHAPES = dict.fromkeys("\u201c\u00ab\u201e\u2018\u201a\u2039\u300c`", "open") | dict.fromkeys(
    "\u201d\u00bb\u203a\u300d\u00b4", "close"
)
_NORMS = ('"', "'", "\u2039", "\u203a", "\u300c", "\u300d")
_ENTITIES = {"quot": "", "ldquo": "open", "rdquo": "close"}  # that a scrape left as they were written
_BEFORE_OPENER = "([{\u2013\u2014-/\"'\u201c\u2018\u00ab\u201e\u2039"
STOPS = (",", ".", "?", "!", "...", "\u2026")
_BEFORE_SPEECH = (",", ":", "\u2014", "\u2013")
_LONGEST_SIZE = 4  # characters of a number of feet or inches: "12.5"
# What the words before or after an apostrophe tell of it (V-6).
_ELIDED = frozenset("em til tis twas twere twill n".split())
_ELIDED_INSIDE = frozenset("cause cos bout round".split())  # words of their own, where speech may begin
_CLIPPED = frozenset("an o ol th wi".split())
_NOT_OWNED = frozenset(
    "and or but is are was were has have had will would can could to in on at of for from by with as that which who than "
    "he she it they i we you said says".split()
)


@dataclass(slots=True)
class Mark:
    """One quotation mark: the tokens it is made of, what it may do there, and whether it may be an apostrophe or inches."""

    first: int
    last: int
    double: bool
    opens: bool
    closes: bool
    curly: bool
    weak: bool = False


def find_marks(doc: Document) -> list[Mark]:
    """Return a text's quotation marks in order; apostrophes are not among them (V-6)."""
    places = sorted(chain.from_iterable(doc.positions.get(norm, ()) for norm in _NORMS))
    marks: list[Mark] = []
    taken = -1
    for i in places:
        if i <= taken:
            continue
        double = i + 1 < len(doc.norms) and doc.norms[i] == "'" and is_twice(doc, i)  # ``We go''
        taken = i + double
        mark = _mark(doc, i, taken, double or doc.norms[i] in ('"', "\u300c", "\u300d"), _SHAPES.get(doc.tokens.texts[i], ""))
        if mark:
            marks.append(mark)
    entities = [
        mark
        for name, shape in _ENTITIES.items()
        for i in doc.positions.get(name, ())
        if 0 < i < len(doc.norms) - 1 and (doc.norms[i - 1], doc.norms[i + 1]) == ("&", ";")
        if (mark := _mark(doc, i - 1, i + 1, True, shape))
    ]
    return sorted([*marks, *entities], key=lambda mark: mark.first) if entities else marks


def is_twice(doc: Document, i: int) -> bool:
    """Say whether a single mark stands twice without a space between: a double one, typed so."""
    texts = doc.tokens.texts
    return texts[i] == texts[i + 1] and doc.tokens.ends[i] == doc.tokens.starts[i + 1]


def _mark(doc: Document, first: int, last: int, double: bool, shape: str) -> Mark | None:
    """Return the mark made of some tokens, or None where it is an apostrophe or neither opens nor closes."""
    text, start, end = doc.text, doc.tokens.starts[first], doc.tokens.ends[last]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = (before.isspace() or before in _BEFORE_OPENER) and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    if double or doc.tokens.texts[first] in "\u2039\u203a":
        if shape:  # a curly mark is what it looks like, and where that cannot be, what its place makes it as well
            opens, closes = shape == "open" or (opens and not closes), shape == "close" or (closes and not opens)
        elif opens == closes:
            opens = closes = True
        return Mark(first, last, double, opens, closes, bool(shape), before.isdigit() and _sizes(doc, first, last))
    if opens and _apostrophe(doc, first):
        return None
    opens, closes = opens and doc.tokens.texts[first] not in "\u2019\u00b4", closes and shape != "open"
    closes = closes or (shape == "open" and not opens and not before.isspace() and not after.isalnum())  # ‚so‘
    return Mark(first, last, False, opens, closes, bool(shape), closes and _weak(doc, first)) if opens or closes else None


def _sizes(doc: Document, first: int, last: int) -> bool:
    """Say whether a mark may stand for inches: the board is 6" wide."""
    return len(doc.norms[first - 1]) <= _LONGEST_SIZE and _before_word(doc, last)


def _before_word(doc: Document, last: int) -> bool:
    """Say whether a word or number follows a mark, with no punctuation between."""
    return last + 1 < len(doc.norms) and doc.norms[last + 1][0].isalnum()


def _apostrophe(doc: Document, i: int) -> bool:
    """Say whether a mark before a word stands for what was left out of it: '90s, '04, 'em."""
    following = doc.norms[i + 1] if i + 1 < len(doc.norms) else ""  # a space of no width, which is no token
    if following[:2].isdigit() and (following[2:] == "s" or (len(following) == 2 and doc.norms[i + 2 : i + 3] == ("'s",))):
        return True
    if following in _ELIDED:
        return True
    return (following in _ELIDED_INSIDE or (len(following) == 2 and following.isdigit())) and not may_begin(doc, i)


def may_begin(doc: Document, i: int) -> bool:
    """Say whether speech may begin at a token: at the start of a sentence, or after a comma, colon or dash."""
    return doc.sentences[doc.sentence_at(i)].start == i or doc.norms[i - 1] in _BEFORE_SPEECH


def _weak(doc: Document, i: int) -> bool:
    """V-6: a mark after a word may be a possessive ("the workers' plan"), a clipped word ("nothin' to me") or feet."""
    word = doc.norms[i - 1] if i else ""
    if not word[-1:].isalnum() or not _before_word(doc, i):
        return False
    if word[-1].isdigit():
        return len(word) <= _LONGEST_SIZE
    if word in _CLIPPED or (len(word) > len("in") + 1 and word.endswith("in") and word[-3] != "a"):
        return True
    owned = doc.norms[i + 1] not in _NOT_OWNED
    alike = doc.norms[i + 1] in ("and", "or") and doc.norms[i + 3 : i + 4] == ("'",)  # "the workers' and miners' plan"
    return word.endswith("s") and (owned or alike)


def singles_speak(doc: Document, marks: Sequence[Mark]) -> bool:
    """V-7: say whether speech ends with single marks more often than with double ones, those side by side left out."""
    single = double = 0
    for mark in marks:
        if mark.closes and mark.first and doc.norms[mark.first - 1] in STOPS:
            beside = mark.last + 1 < len(doc.norms) and doc.norms[mark.last + 1] in ('"', "'")
            single += not mark.double and not beside
            double += mark.double and not beside
    return single > double
