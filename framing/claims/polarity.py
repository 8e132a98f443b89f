"""Two statements -> a "not" on one side only, and pairs of opposites (CODEBOOK C-6).

Two statements alike in nearly every word may say the opposite: a contradiction is never "kept".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing.claims.results import Change
from framing.claims.tellings import Telling
from framing.claims.verb_forms import root
from framing.grammar import NOUNS, TIMES
from framing.model import Document, Span

_REACH = 6  # tokens behind a negator within which the word it turns stands
_SUBJECT_REACH = 12  # tokens behind a negated subject ("none of the samples") within which its verb stands
_NEAR = 6  # tokens around a word among which its pair must share one
_FEWEST = 2  # words that two statements share if one can be the other with a "not"
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
_LONG = 4  # letters of a word that a prefix may turn
_NO_ACT = frozenset("be is are was were been being have has had having do does did done will would could can may might should "
                    "must shall said say says told".split())  # fmt: skip
_OF_SUBJECTS = frozenset(["no", "none", "nobody", "nothing", "neither"])  # they turn a noun, and the verb it is the subject of
_CLOSES = frozenset(
    [",", ";", ".", "but", "because", "unless", "until", "before", "after", "although", "while", "who", "which"]
)
_DENIALS = frozenset(["deny", "denies", "denied", "denying", "denial", "unlikely"])  # they turn what they introduce


@dataclass(frozen=True, slots=True)
class Turned:
    """A word that a negator turns, by their tokens."""

    word: int
    negator: int


def compare_polarity(first: Telling, mine: Span, second: Telling, theirs: Span) -> Iterator[Change]:
    """Yield the words that one side negates and the other does not, and the pairs of opposites; the two together cancel."""
    one, other = first.doc, second.doc
    turned = find_turned(first, mine), find_turned(second, theirs)
    negated = tuple({t.word for t in side} for side in turned)
    pairs = [
        (i, j) for i, j in _find_opposites(first, mine, second, theirs)
        if (i in negated[0]) == (j in negated[1]) and _share_surroundings(one, i, mine, other, j, theirs)
    ]  # fmt: skip
    opposed = {i for i, _ in pairs}, {j for _, j in pairs}
    stems = _stems(one, mine), _stems(other, theirs)
    both = sorted(stems[0].keys() & stems[1].keys())
    for shared in both if len(both) >= _FEWEST else ():
        mark = _compare_word(one, stems[0][shared], turned[0], other, stems[1][shared], turned[1])
        if mark is None or mark[0].negator in opposed[mark[1]]:
            continue
        negation, side = mark
        at = stems[1 - side][shared][0]
        plain = (one, other)[1 - side].tokens.texts[at]
        said = _phrase((one, other)[side], negation)
        yield Change("meaning", "negated", *((said, plain) if side == 0 else (plain, said)))
        break
    for i, j in pairs[:1]:
        yield Change("meaning", "opposite", one.tokens.texts[i], other.tokens.texts[j])


def _compare_word(
    one: Document, mine: list[int], turned: list[Turned], other: Document, theirs: list[int], others: list[Turned]
) -> tuple[Turned, int] | None:
    """Return the negation of a shared word that one side has, and which side; None where the other negates in another way."""
    by_word = {t.word: t for t in turned}, {t.word: t for t in others}
    has = [i in by_word[0] for i in mine], [j in by_word[1] for j in theirs]
    if all(has[0]) and not any(has[1]):
        side, negation = 0, by_word[0][mine[0]]
    elif all(has[1]) and not any(has[0]):
        side, negation = 1, by_word[1][theirs[0]]
    else:
        return None
    stems = {root((one, other)[side].norms[t.word]) for t in (turned, others)[side]}
    elsewhere = (turned, others)[1 - side]
    doc = (one, other)[1 - side]
    noun = (one, other)[side].tags[negation.word] in NOUNS
    differs = any(noun or root(doc.norms[t.word]) not in stems for t in elsewhere)
    last = any(word > 0 and doc.norms[word - 1] in ("last", "only") for word in (mine, theirs)[1 - side])
    return None if differs or last else (negation, side)  # "had not visited since 2021" is "last visited in 2021"


def find_turned(telling: Telling, span: Span) -> list[Turned]:
    """Return the words that negators turn: the next verb, adjective or noun, and the verb of a negated subject."""
    doc, turned = telling.doc, []
    negators = [(found.start, found.end) for found in telling.negators if span.start <= found.start < span.end]
    negators += [(i, i + 1) for i in range(*span) if doc.norms[i] in _DENIALS]
    for start, end in sorted(negators):
        words = list(_reach(doc, end, span.end, doc.norms[start] in _DENIALS))
        if doc.norms[start] in _OF_SUBJECTS:
            words += _verbs_around(doc, start, end, span)
        turned += [Turned(word, start) for word in dict.fromkeys(words)]
    counted = [t.word for t in turned]
    return [t for t in turned if counted.count(t.word) % 2]  # a negation denied cancels: "denied that she had not met"


def _reach(doc: Document, start: int, limit: int, denial: bool) -> Iterator[int]:
    """Yield the words a negator turns: up to the first verb, or the noun of its phrase."""
    for i in range(start, min(start + _REACH * (1 + denial), limit)):
        norm, tag = doc.norms[i], doc.tags[i]
        if norm in _CLOSES or (norm == "that" and not denial):
            return
        if norm in _NO_ACT:
            continue
        if tag[:2] == "VB" or (tag[:2] == "JJ" and not denial):
            yield i
            if tag[:2] == "VB":
                return
        elif tag in NOUNS and not denial:
            yield i
            return


def _verbs_around(doc: Document, start: int, end: int, span: Span) -> Iterator[int]:
    """Yield the verb that a negated noun is the subject of, or else the object: "no one was hurt", "found no trace"."""
    before = start - 1
    if before > span.start and doc.tags[before].startswith("VB") and doc.norms[before] not in _NO_ACT:
        yield before
        return
    for i in range(end, min(end + _SUBJECT_REACH, span.end)):
        if doc.norms[i] in _CLOSES:
            return
        if doc.tags[i].startswith("VB") and doc.norms[i] not in _NO_ACT:
            yield i
            return


def _phrase(doc: Document, turned: Turned) -> str:
    """Return a word with its negator, as the text has them."""
    first, last = sorted((turned.word, turned.negator))
    return doc.text[doc.tokens.starts[first] : doc.tokens.ends[last]]


def _stems(doc: Document, span: Span) -> dict[str, list[int]]:
    """Return the verbs, adjectives and nouns of a statement by stem, with their tokens."""
    found: dict[str, list[int]] = {}
    for i in range(*span):
        norm = doc.norms[i]
        if doc.tags[i][:2] in ("VB", "JJ", "NN") and norm not in _NO_ACT and norm not in TIMES and norm[0].isalpha():
            found.setdefault(root(norm), []).append(i)
    return found


def _share_surroundings(one: Document, i: int, mine: Span, other: Document, j: int, theirs: Span) -> bool:
    """Say whether two words stand near the same word: prices rose, prices fell."""
    return bool(_around(one, i, mine) & _around(other, j, theirs))


def _around(doc: Document, at: int, span: Span) -> set[str]:
    near = range(max(span.start, at - _NEAR), min(span.end, at + _NEAR + 1))
    return {
        root(doc.norms[i]) for i in near if i != at and doc.tags[i][:2] in ("VB", "JJ", "NN") and doc.norms[i] not in _NO_ACT
    }


def _find_opposites(first: Telling, mine: Span, second: Telling, theirs: Span) -> Iterator[tuple[int, int]]:
    """Yield pairs of opposites, each word on one side only."""
    one, other = first.doc, second.doc
    stems = {root(norm) for norm in one.norms[slice(*mine)]}, {root(norm) for norm in other.norms[slice(*theirs)]}
    here = {i: one.norms[i] for i in range(*mine) if root(one.norms[i]) not in stems[1]}
    there = {j: other.norms[j] for j in range(*theirs) if root(other.norms[j]) not in stems[0]}
    yield from ((i, j) for i, word in here.items() for j, others in there.items() if _is_turned(word, others))
    for i, side, labels in first.sides:
        if i in here:
            for j, other_side, others_labels in second.sides:
                if j in there and side != other_side and labels & others_labels:
                    yield i, j


def _is_turned(word: str, other: str) -> bool:
    """Say whether one word is the other with a prefix that turns it: lawful and unlawful."""
    short, long = sorted((word, other), key=len)
    return len(short) >= _LONG and any(long == prefix + short for prefix in _PREFIXES)
