"""Tokens -> the numbers they tell, in figures or words: counts, shares, money, ordinals, dates (CODEBOOK F-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from framing.claims.dates import read_date
from framing.model import Document, Span
from framing.stems import stem

SMALL = dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                 "seventeen eighteen nineteen".split(), range(20), strict=True)) | dict(
             zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))  # fmt: skip
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_LETTERS = {"m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3}
# "hundreds of" is some number of hundreds.
_VAGUE = {f"{word}s": scale for word, scale in SCALES.items()}
_ORDERED = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: value for value, word in enumerate(_ORDERED.split(), start=1)}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    name + end: value for name, value in _ORDINALS.items() if 2 < value <= 10 for end in ("", "s")
}
_MONEY = {"$": "dollar", "\u00a3": "pound", "\u20ac": "euro"}
_LOOSE = {"one": 1, "both": 2, "pair": 2, "couple": 2, "once": 1, "twice": 2, "single": 1}  # told, but seldom a count
_FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(mn?|bn|tn|k|st|nd|rd|th|s)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_TIED = re.compile(r"(\d+(?:\.\d+)?)-([a-z]+)(?:-[a-z]+)?")  # 34-year-old, 40-foot
_SCORE = re.compile(r"(\d{1,3})[-\u2013](\d{1,3})")
# Words before a number that say that it is not exact.
_ROUGH = frozenset("about around roughly nearly almost approximately some over under than least most many estimated "
                   "circa".split())  # fmt: skip
_YEARS = range(1500, 2101)
_ERA = frozenset("in since of by until till from before after during early late mid through between and for to the".split())
_SPANS = {"decade": 10.0, "decades": 10.0, "century": 100.0, "centuries": 100.0}  # in years
# Words behind which a number is a name: Level 7, Article 5.
_NAMED = frozenset("level article section chapter route flight room number no. page rule unit highway channel".split())
_REACH = 4  # tokens behind a number within which the word it counts stands


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text tells it.

    ``kind`` is count, share (in percent), money, order ("third"), year, day (month x 100 + day), month or weekday; ``unit`` the
    stem of ``word``, which it counts, "" where none is told. ``rough`` numbers are marked as not exact, ``vague`` ones
    ("hundreds") are a scale; ``loose`` ones ("one", "both") answer another number but are none to be missed.
    """

    value: float
    unit: str
    kind: str
    start: int
    end: int
    rough: bool = False
    loose: bool = False
    vague: bool = False
    word: str = ""


class Found(NamedTuple):
    """A value with its kind and the token it ends before, before the word it counts is looked for."""

    value: float
    kind: str
    end: int
    loose: bool = False
    vague: bool = False
    unit: str = ""


def find_numbers(doc: Document, span: Span) -> Iterator[Number]:
    """Yield the numbers of a run of tokens, each with what it counts; a score ("7-5") gives two."""
    i = span.start
    while i < span.end:
        found = list(_read(doc, i, span.end))
        for one in found:
            start, end = doc.tokens.starts[i], doc.tokens.ends[one.end - 1]
            kind, word = _place(doc, i, one, span)
            rough = i > span.start and _is_rough(doc, i - 1)
            loose = one.loose and not (doc.norms[i] == "one" and _counts(doc, one))
            value = one.value * (_SPANS.get(doc.norms[one.end], 1.0) if one.end < span.end and one.kind == "count" else 1.0)
            yield Number(value, stem(word), kind, start, end, rough or one.vague, loose, one.vague, word)
        i = found[-1].end if found else i + 1


def _is_rough(doc: Document, i: int) -> bool:
    """Say whether a token says of the number behind it that it is not exact."""
    return doc.norms[i] in _ROUGH or (doc.norms[i] == "to" and i > 0 and doc.norms[i - 1] in ("close", "up"))


def _read(doc: Document, i: int, limit: int) -> Iterator[Found]:
    """Yield the number, or the two of a score, that begins at a token."""
    date = read_date(doc, i, limit)
    score = _SCORE.fullmatch(doc.norms[i])
    tied = _read_tied(doc.norms[i])
    if date:
        yield Found(date.value, date.kind, date.end)
    elif score:
        yield from (Found(float(part), "count", i + 1) for part in score.groups())
    elif tied:
        yield Found(tied[0], "count", i + 1, unit=tied[1])
    else:
        found = _read_share(doc, i, limit) or _read_vague(doc, i, limit) or _read_plain(doc, i, limit) or _read_order(doc, i)
        if found and not (i and doc.norms[i - 1] in _NAMED):
            yield found


def _read_tied(norm: str) -> tuple[float, str] | None:
    """Read "34-year-old" and "five-year": a number tied to what it counts."""
    figure = _TIED.fullmatch(norm)
    if figure:
        return float(figure[1]), figure[2]
    head, _, rest = norm.partition("-")
    known = head in SMALL and rest and rest.split("-")[0] not in SMALL.keys() | _PARTS.keys() | SCALES.keys()
    return (float(SMALL[head]), rest.split("-")[0]) if known else None


def _read_share(doc: Document, i: int, limit: int) -> Found | None:
    """Read "half of", "a third of", "two-thirds", "three quarters" as percent."""
    norms = doc.norms
    words = norms[i].split("-") if norms[i].partition("-")[2] in _PARTS else list(norms[i : min(i + 2, limit)])
    end = i + (1 if "-" in norms[i] else 2)
    if norms[i] == "half" and i + 1 < limit and norms[i + 1] in ("of", "the", "its", "their", "all"):
        return Found(50.0, "share", i + 1)
    if len(words) < 2 or words[1] not in _PARTS:
        return None
    top = {"a": 1, "an": 1, **SMALL}.get(words[0])
    of = end < limit and norms[end] == "of"
    if not top or (words[0] in ("a", "an") and not of) or (end < limit and norms[end] in ("million", "dozen", "a")):
        return None
    return Found(100.0 * top / _PARTS[words[1]], "share", end)


def _read_vague(doc: Document, i: int, limit: int) -> Found | None:
    """Read "hundreds", "tens of thousands"."""
    norm = doc.norms[i]
    if norm in ("tens", "hundreds") and i + 2 < limit and doc.norms[i + 1] == "of" and doc.norms[i + 2] in _VAGUE:
        return Found((10 if norm == "tens" else 100) * _VAGUE[doc.norms[i + 2]], "count", i + 3, vague=True)
    return Found(_VAGUE[norm], "count", i + 1, vague=True) if norm in _VAGUE else None


def _read_plain(doc: Document, i: int, limit: int) -> Found | None:
    """Read figures and words with their scale: 1,200, 2.4 million, seven, one hundred and twenty, a dozen and a half."""
    norms, norm = doc.norms, doc.norms[i]
    clock = _CLOCK.fullmatch(norm)
    if clock:
        return Found(int(clock[1]) + int(clock[2]) / 60, "count", i + 1)
    figure = _FIGURE.fullmatch(norm)
    if figure:
        suffix = figure[2] or ""
        value, end = float(figure[1].replace(",", "")), i + 1
        if suffix in ("st", "nd", "rd", "th"):
            return Found(value, "order", end)
        if suffix == "s" or (value in _YEARS and "," not in norm and not suffix and _is_year(doc, i, limit)):
            return Found(value, "year", end) if value in _YEARS else None
        return _scale(doc, value * _LETTERS.get(suffix, 1.0), end, limit)
    if norm in ("a", "an", "half"):
        end = i + 1 if norm != "half" else i + 2 if i + 1 < limit and norms[i + 1] in ("a", "an") else limit
        first = 0.5 if norm == "half" else 1.0
        if norm == "half" and i + 1 < limit and norms[i + 1] in SCALES:
            end = i + 1  # half dozen
        return _scale(doc, first, end, limit) if end < limit and norms[end] in SCALES else None
    value, end = _read_words(doc, i, limit)
    if end > i:
        found = _scale(doc, value, end, limit)
        return found._replace(loose=norm == "one" and found.end == i + 1)
    return Found(float(_LOOSE[norm]), "count", i + 1, loose=True) if norm in _LOOSE else None


def _read_words(doc: Document, i: int, limit: int) -> tuple[float, int]:
    """Return the value of a number in words under a hundred, or in hundreds, and where it ends."""

    def small(at: int) -> int | None:
        parts = [SMALL.get(part) for part in doc.norms[at].split("-")] if at < limit else [None]
        return None if None in parts else sum(part for part in parts if part is not None)

    value = small(i)
    if value is None:
        return 0.0, i
    end = i + 1
    if value in range(20, 100, 10) and (small(end) or 99) < 10:
        value, end = value + (small(end) or 0), end + 1
    if end < limit and doc.norms[end] == "hundred":
        value, end = value * 100, end + 1
        after = end + 1 if end < limit and doc.norms[end] == "and" else end
        more = small(after)
        if more is not None and more < 100:
            value, end = value + more, after + 1
    return float(value), end


def _scale(doc: Document, value: float, end: int, limit: int) -> Found:
    """Multiply a number by the scales behind it, and add "and a half"."""
    last = 1.0
    while end < limit:
        if doc.norms[end] in SCALES:
            last = SCALES[doc.norms[end]]
            value, end = value * last, end + 1
        elif tuple(doc.norms[end : end + 3]) == ("and", "a", "half"):
            value, end = value + last / 2, end + 3
        else:
            break
    return Found(value, "count", end)


def _read_order(doc: Document, i: int) -> Found | None:
    """Read "third" before a noun."""
    ahead = doc.tags[i + 1] if i + 1 < len(doc.tags) else ""
    value = _ORDINALS.get(doc.norms[i])
    return Found(float(value), "order", i + 1) if value and ahead.startswith("NN") else None


def _is_year(doc: Document, i: int, limit: int) -> bool:
    before = doc.norms[i - 1] if i else ""
    counts = i + 1 < limit and doc.tags[i + 1] == "NNS"
    return before in _ERA or before == "," or not counts


def _place(doc: Document, start: int, found: Found, span: Span) -> tuple[str, str]:
    """Return a number's kind and the word it counts: the last noun of the first close behind it."""
    end = found.end
    if found.kind not in ("count", "order") or found.unit:
        return found.kind, found.unit
    if end < span.end and (doc.norms[end] in ("%", "percent") or tuple(doc.norms[end : end + 2]) == ("per", "cent")):
        return "share", ""
    if start and doc.norms[start - 1] in _MONEY:
        return "money", _MONEY[doc.norms[start - 1]]
    if end < span.end and doc.norms[end] in _SPANS:
        return found.kind, "years"
    word = ""
    end += end < span.end and doc.norms[end] == "of"
    for i in range(end, min(end + _REACH, span.end)):
        if doc.tags[i].startswith("NN"):
            word = doc.norms[i]
        elif doc.tags[i] == "POS":
            word = ""  # "18 of the town's 30 wells" are no towns
        elif word or not doc.norms[i][0].isalpha() or doc.tags[i][:2] in ("VB", "MD", "IN", "TO", "PR") or doc.tags[i] == "CC":
            break
    return ("money" if word.removesuffix("s") in _MONEY.values() else found.kind), word


def _counts(doc: Document, found: Found) -> bool:
    """Say whether "one" counts something: a noun stands right behind it."""
    return found.end < len(doc.tags) and doc.tags[found.end] in ("NN", "NNS") and doc.norms[found.end] not in ("day", "thing")
