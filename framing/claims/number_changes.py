"""A claim and what carries it -> its numbers that were lost or altered on the way (CODEBOOK F-5, C-6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, isclose, log10

from framing.claims.numbers import Number
from framing.claims.results import Change, Statement
from framing.claims.tellings import Telling
from framing.word_vectors import load_word_vectors

_SHARES_ALIKE = 1.0  # points by which "a third" and "33 percent" may differ
_COUNT_ALIKE = 0.7  # likeness from which two words count the same: houses, homes
_VAGUE_WIDTH = 10  # "hundreds" are fewer than ten hundreds
_SELDOM_MISSED = frozenset(["order", "month", "weekday"])  # kinds whose absence says little
_DATED = frozenset(["day", "month", "weekday"])
_BY_CUE = 3  # words of a saying verb within which a weekday is that of the saying
_CLOSE = 40  # characters that hold as many words
_SAYS = frozenset(["said", "says", "told", "announced", "added"])  # also where no source was found


def find_number_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    """Yield the numbers of a claim that the other version does not have: changed where another stands in its place, else lost.

    A number that the other version tells elsewhere is not lost, and one that the reference tells elsewhere is in nobody's
    place. Of the numbers of sources ("two officials") only a change is told: how openly they are named is told apart.
    """
    mine = numbers_of(one, [claim])
    theirs = numbers_of(other, carried)
    told, known = other.numbers, one.numbers
    free = [n for n in theirs if not n.loose and not any(_answers(n, m) for m in mine) and not _stands_in(n, known)]
    missing = [m for m in mine if not m.loose and not any(_answers(m, n) for n in theirs) and not _stands_in(m, told)]
    for number in missing:
        before = one.doc.text[number.start : number.end]
        instead = _instead(number, missing, free, _in_source(one, number), [n for n in free if _in_source(other, n)])
        if instead is not None:
            free.remove(instead)
            yield Change("number", "changed", before, other.doc.text[instead.start : instead.end])
        elif not _in_source(one, number) and number.kind not in _SELDOM_MISSED and not _redated(number, theirs):
            yield Change("number", "lost", before)


def count_numbers(telling: Telling, claim: Statement) -> int:
    """Return how many numbers a statement tells that can be missed: "one of them" and "Monday" are not counted."""
    found = numbers_of(telling, [claim])
    return sum(not n.loose and n.kind not in _SELDOM_MISSED and not _in_source(telling, n) for n in found)


def numbers_of(telling: Telling, statements: Sequence[Statement]) -> list[Number]:
    """Return the numbers of statements, without the weekdays on which something was only said."""
    found = [n for s in statements for n in telling.numbers if s.start <= n.start < s.end]
    return [n for n in found if n.kind != "weekday" or not _by_cue(telling, n)]


def _by_cue(telling: Telling, number: Number) -> bool:
    """Say whether a weekday stands beside a saying verb: "said on Monday"."""
    text = telling.doc.text
    before = text[max(0, number.start - _CLOSE) : number.start].lower().split()[-_BY_CUE:]
    cues = [record["cue"] for record in telling.attributions]
    between = [text[end : number.start] for _, end in cues if end <= number.start]
    between += [text[number.end : start] for start, _ in cues if number.end <= start]
    return not _SAYS.isdisjoint(before) or any(len(words.split()) < _BY_CUE and "." not in words for words in between)


def _in_source(telling: Telling, number: Number) -> bool:
    sources = (record["source"] for record in telling.attributions if record["source"])
    return any(start <= number.start < end for start, end in sources)


def _answers(one: Number, other: Number) -> bool:
    """Say whether two numbers tell the same, one less exactly perhaps."""
    kinds = {one.kind, other.kind}
    if kinds == {"day", "month"}:
        day, month = sorted((one, other), key=lambda n: n.kind)
        return day.value // 100 == month.value and other.kind == "day"  # "July" told as "July 30"
    if len(kinds) > 1 and not kinds <= {"count", "money"} and not kinds <= {"count", "order", "year"}:
        return False
    if isclose(one.value, other.value, rel_tol=1e-9):
        return True
    if kinds == {"share"}:
        return abs(one.value - other.value) <= _SHARES_ALIKE and not (
            one.value == round(one.value) and other.value == round(other.value)
        )
    if kinds & {"day", "month", "weekday", "order", "year"}:
        return False
    vague, exact = (one, other) if one.vague else (other, one)
    if vague.vague:
        return vague.value <= exact.value < vague.value * _VAGUE_WIDTH
    return one.rough != other.rough and _rounds(*((one, other) if one.rough else (other, one)))


def _rounds(rough: Number, exact: Number) -> bool:
    """Say whether a rough number is an exact one rounded: "nearly 7,000" of 6,950."""
    if rough.value < 10 or exact.value <= 0:
        return False
    digits = len(str(int(rough.value)).rstrip("0"))
    step = 10.0 ** (floor(log10(rough.value)) + 1 - digits)
    return abs(rough.value - exact.value) <= step / 2


def _stands_in(number: Number, told: Sequence[Number]) -> bool:
    """Say whether a version tells a number of the same thing somewhere."""
    dated = number.kind not in ("count", "money", "share", "order")
    return any(
        n.kind == number.kind
        and n.value == number.value
        and (dated or (n.unit == number.unit and (n.unit or n.kind == "share")))
        for n in told
    )


def _instead(
    number: Number, missing: Sequence[Number], free: Sequence[Number], sourced: bool, in_sources: Sequence[Number]
) -> Number | None:
    """Return the number that stands in another's place: of the same kind, counting the same, both of a source or neither."""
    fitting = [n for n in free if n.kind == number.kind and (n in in_sources) == sourced]
    if number.kind in _DATED or number.kind == "year":
        alone = sum(n.kind == number.kind for n in missing) == len(fitting) == 1
        return fitting[0] if alone or (fitting and number.kind in ("day", "year")) else None
    same = [n for n in fitting if n.unit == number.unit]
    if same:
        return same[0]
    alike = [n for n in fitting if not n.unit or not number.unit or _alike(n.word, number.word)]
    return alike[0] if alike and number.kind != "order" else None


def _alike(one: str, other: str) -> bool:
    return float(load_word_vectors().likeness([one], [other])[0, 0]) >= _COUNT_ALIKE


def _redated(number: Number, theirs: Sequence[Number]) -> bool:
    """Say whether a date is told in another way, by the weekday perhaps, which cannot be compared."""
    return number.kind == "day" and any(n.kind in _DATED for n in theirs)
