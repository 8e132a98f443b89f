"""Statements -> what turns their meaning: a "not", an opposite, roles exchanged, a doer left out (CODEBOOK C-6).

Two statements alike in nearly every word may say the opposite. Such a pair is told apart here, from tags and short lists: a
contradiction is never "kept".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from framing.claims.results import Change, Statement
from framing.claims.stems import stem
from framing.claims.tellings import Telling
from framing.grammar import NOUNS, verb_group
from framing.lexicon import Lexicon, shipped_lexicon
from framing.model import Document, Span

_REACH = 4  # tokens behind a negator that it turns
_SIDES = ("one", "other")
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
_LONG = 4  # letters of a word that a prefix may turn
_NO_ACT = frozenset("be is are was were been being have has had having do does did done will would could can may might should "
                    "must shall said say says told".split())  # fmt: skip
_SUBJECT_REACH = 8  # tokens before a verb within which its subject's noun stands


@dataclass(frozen=True, slots=True)
class Act:
    """A verb with who does it and to whom, by their head nouns; "" where the text does not say."""

    verb: str
    doer: str
    done_to: str
    passive: bool
    at: int


def find_meaning_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    """Yield what turns a claim's meaning, or hides who acts, in the statements that carry it."""
    mine = one.tokens(claim)
    for statement in carried:
        theirs = other.tokens(statement)
        turned = list(_compare_polarity(one.doc, mine, other.doc, theirs))
        yield from turned
        yield from _compare_acts(one.doc, mine, other.doc, theirs)


def _compare_polarity(one: Document, mine: Span, other: Document, theirs: Span) -> Iterator[Change]:
    """Yield a word that one side negates and the other does not, and pairs of opposites; the two together cancel."""
    negated = _negated(one, mine), _negated(other, theirs)
    stems = _stems(one, mine), _stems(other, theirs)
    for shared in sorted(stems[0].keys() & stems[1].keys()):
        i, j = stems[0][shared], stems[1][shared]
        if (i in negated[0]) != (j in negated[1]):
            yield Change("meaning", "negated", _phrase(one, i, i in negated[0]), _phrase(other, j, j in negated[1]))
    for first_word, second_word in _find_opposites(one, mine, other, theirs):
        if (first_word in negated[0]) == (second_word in negated[1]):
            yield Change("meaning", "opposite", one.tokens[first_word].text, other.tokens[second_word].text)


def _phrase(doc: Document, i: int, negated: bool) -> str:
    """Return a word with the negator before it."""
    start = i
    while negated and start > 0 and i - start < _REACH and doc.norms[start] not in _negator_words():
        start -= 1
    return doc.text[doc.tokens[start].start : doc.tokens[i].end]


@cache
def _negator_words() -> frozenset[str]:
    entries = (entry for entry in shipped_lexicon("shifters").entries if entry.category == "negator")
    return frozenset(pattern[0] for entry in entries for pattern in entry.patterns)


def _negated(doc: Document, span: Span) -> frozenset[int]:
    """Return the tokens that a negator turns: the next few behind it, up to a comma or the end."""
    turned = set()
    lexicon = shipped_lexicon("shifters")
    for found, entry in lexicon.find(doc):
        if entry.category == "negator" and span.start <= found.start < span.end:
            for i in range(found.end, min(found.end + _REACH, span.end)):
                if doc.norms[i] in (",", ";", ".", "but"):
                    break
                turned.add(i)
    return frozenset(turned)


def _stems(doc: Document, span: Span) -> dict[str, int]:
    """Return the verbs and adjectives of a statement by stem, the first of each."""
    found: dict[str, int] = {}
    for i in range(*span):
        if doc.tags[i][:2] in ("VB", "JJ") and doc.norms[i] not in _NO_ACT:
            found.setdefault(stem(doc.norms[i]), i)
    return found


def _find_opposites(one: Document, mine: Span, other: Document, theirs: Span) -> Iterator[tuple[int, int]]:
    """Yield pairs of opposites, each word on one side only; a pair that both sides hold is in neither's way."""
    norms = set(one.norms[mine.start : mine.end]), set(other.norms[theirs.start : theirs.end])
    first = {i: one.norms[i] for i in range(*mine) if one.norms[i] not in norms[1]}
    second = {i: other.norms[i] for i in range(*theirs) if other.norms[i] not in norms[0]}
    by_prefix = [(i, j) for i, word in first.items() for j, others in second.items() if _is_turned(word, others)]
    yield from by_prefix
    lexicon = shipped_lexicon("opposites")
    sides = _read_sides(lexicon, one, mine), _read_sides(lexicon, other, theirs)
    for i, (side, labels) in sides[0].items():
        for j, (other_side, others_labels) in sides[1].items():
            if i in first and j in second and side != other_side and labels & others_labels:
                yield i, j


def _is_turned(word: str, other: str) -> bool:
    """Say whether one word is the other with a prefix that turns it: lawful and unlawful."""
    short, long = sorted((word, other), key=len)
    return len(short) >= _LONG and any(long == prefix + short for prefix in _PREFIXES)


def _read_sides(lexicon: Lexicon, doc: Document, span: Span) -> dict[int, tuple[str, frozenset[str]]]:
    return {
        found.start: (entry.category, frozenset(entry.labels))
        for found, entry in lexicon.find(doc)
        if span.start <= found.start < span.end and entry.category in _SIDES
    }


def _compare_acts(one: Document, mine: Span, other: Document, theirs: Span) -> Iterator[Change]:
    """Yield exchanged roles, and doers named on one side only, of the verbs both sides share."""
    acts = {act.verb: act for act in find_acts(other, theirs)}
    for act in find_acts(one, mine):
        told = acts.get(act.verb)
        if told is None:
            continue
        before, after = _say_act(one, mine, act), _say_act(other, theirs, told)
        if act.doer and act.doer == told.done_to and (told.doer == act.done_to or not act.done_to):
            yield Change("meaning", "roles_swapped", before, after)
        elif act.doer and told.passive and not told.doer:
            yield Change("agency", "agent_deleted", before, after)
        elif told.doer and act.passive and not act.doer:
            yield Change("agency", "agent_added", before, after)


def _say_act(doc: Document, span: Span, act: Act) -> str:
    """Return the verb's surroundings as the text has them."""
    start, end = max(span.start, act.at - 4), min(span.end, act.at + 5)
    return doc.text[doc.tokens[start].start : doc.tokens[end - 1].end]


def find_acts(doc: Document, span: Span) -> Iterator[Act]:
    """Yield the verbs of a statement with their doer and whom or what they are done to, active or passive."""
    for i in range(*span):
        if not doc.tags[i].startswith("VB") or doc.norms[i] in _NO_ACT:
            continue
        group = verb_group(doc, i, span)
        if doc.tags[i] in ("VBN", "VBG") and group.start == i:
            continue  # a participle that modifies a noun
        before, after = _head_before(doc, group.start, span.start), _head_after(doc, i + 1, span.end)
        if group.passive:
            by = next((j for j in range(i + 1, min(i + _SUBJECT_REACH, span.end)) if doc.norms[j] == "by"), None)
            doer = _head_after(doc, by + 1, span.end) if by is not None else ""
            yield Act(stem(doc.norms[i]), doer, before, True, i)
        else:
            yield Act(stem(doc.norms[i]), before, after, False, i)


def _head_before(doc: Document, end: int, start: int) -> str:
    """Return the nearest noun before a verb, what a preposition attaches left out: "members of the board" are members."""
    head = ""
    for i in range(end - 1, max(start, end - _SUBJECT_REACH) - 1, -1):
        tag = doc.tags[i]
        if tag in NOUNS or tag == "PRP":
            head = head or stem(doc.norms[i])
        elif tag == "IN" and doc.norms[i] == "of":
            head = ""
        elif head or doc.norms[i] in (",", ";"):
            break
    return head


def _head_after(doc: Document, start: int, end: int) -> str:
    """Return the last noun of the noun phrase right behind a verb or "by"."""
    head = ""
    for i in range(start, min(start + _SUBJECT_REACH, end)):
        tag = doc.tags[i]
        if tag in NOUNS:
            head = stem(doc.norms[i])
        elif tag in ("DT", "JJ", "JJR", "JJS", "CD", "PRP$", "POS", "VBN", "VBG") and not head:
            continue
        else:
            break
    return head
