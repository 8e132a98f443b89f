"""Statements -> their numbers with what they count, and which of them were lost or altered on the way (CODEBOOK F-5, C-6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from framing.claims.results import Change, Statement
from framing.claims.tellings import Telling
from framing.model import Document, Span

_UNITS = dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                  "seventeen eighteen nineteen".split(), range(20), strict=True))  # fmt: skip
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
           "m": 1e6, "bn": 1e9, "k": 1e3}  # fmt: skip
_FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(m|bn|k)?")
_REACH = 3  # tokens behind a number within which the word it counts stands
_ONE = ("one",)  # "one of them", "no one": seldom a count


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its value, the word it counts ("%" of a percentage), and its characters."""

    value: float
    unit: str
    start: int
    end: int


def find_numbers(doc: Document, span: Span) -> Iterator[Number]:
    """Yield the numbers of a run of tokens: in figures or words, with their scale ("1.2 million") and what they count."""
    i = span.start
    while i < span.end:
        found = _read(doc, i, span.end)
        if found is None:
            i += 1
            continue
        value, end = found
        yield Number(value, _unit(doc, i, end, span.end), doc.tokens[i].start, doc.tokens[end - 1].end)
        i = end


def _read(doc: Document, i: int, limit: int) -> tuple[float, int] | None:
    """Return the value of the number that begins at a token, and where it ends."""
    norm = doc.norms[i]
    figure = _FIGURE.fullmatch(norm)
    if figure:
        value = float(figure[1].replace(",", "")) * _SCALES.get(figure[2] or "", 1.0)
        i += 1
    else:
        words = norm.split("-")
        parts = [_UNITS.get(word, _TENS.get(word)) for word in words]
        if any(part is None for part in parts) or norm in _ONE:
            return None
        value = float(sum(part for part in parts if part is not None))
        i += 1
    while i < limit and doc.norms[i] in _SCALES and (figure or len(doc.norms[i]) > 2):
        value *= _SCALES[doc.norms[i]]
        i += 1
    return value, i


def _unit(doc: Document, start: int, end: int, limit: int) -> str:
    """Return the word a number counts: the first noun close behind it, "%" of a percentage."""
    if end < limit and doc.norms[end] in ("%", "percent", "per"):
        return "%"
    if start and doc.norms[start - 1] in ("$", "\u00a3", "\u20ac"):
        return doc.norms[start - 1]
    for i in range(end, min(end + _REACH, limit)):
        if doc.tags[i].startswith("NN"):
            return doc.norms[i].removesuffix("s")
        if not doc.norms[i][0].isalpha() and doc.norms[i] != "-":
            break
    return ""


def find_number_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    """Yield the numbers of a claim that the other version does not have: changed where another counts the same, else lost."""
    theirs = [n for statement in carried for n in find_numbers(other.doc, other.tokens(statement))]
    mine = list(find_numbers(one.doc, one.tokens(claim)))
    free = [n for n in theirs if not any(_same(n, m) for m in mine)]
    for number in mine:
        if any(_same(number, n) for n in theirs):
            continue
        before = one.doc.text[number.start : number.end]
        instead = next((n for n in free if number.unit and n.unit == number.unit), None)
        if instead is None:
            yield Change("number", "lost", before)
        else:
            free.remove(instead)
            yield Change("number", "changed", before, other.doc.text[instead.start : instead.end])


def _same(one: Number, other: Number) -> bool:
    return isclose(one.value, other.value, rel_tol=1e-9)
