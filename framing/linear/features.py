"""A document -> what the chain weights know of its tokens: words and what they share, quotations, what rules found, places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from framing.attributions.relations import Draft
from framing.model import Document, Quotation

Array = np.ndarray[Any, np.dtype[Any]]

REACH = 3  # tokens to either side that speak for a token
BETWEEN = "<b>"  # what stands before and after a sentence
NAME = "<name>"
_CLOSED = frozenset("CC CD DT EX IN MD PDT PRP PRP$ TO WDT WP WP$ WRB".split())  # tags of words that no name is made of
_STEM = 5

# States of a token toward quotations, and what lies between sentences.
IN_SPEECH, _IN_TERM, _OPENS_SPEECH, _OPENS_TERM, _CLOSES_SPEECH, _CLOSES_TERM, NO_TOKEN = range(1, 8)
QUOTES = NO_TOKEN + 1

# States of a token toward what rules found: a content by its rule (inside it, at its start, at its end), a source by its
# rule, a cue by its class, kind and rule.
_RULES = ("A-1", "A-1h", "A-7", "A-8", "A-10")
_RULE_NUMBERS = {rule: number for number, rule in enumerate(_RULES)}
_CLASSES = ("neutral", "factive", "tentative", "distancing", "forceful", "negative", "positive", "evidential", "hearsay")
_KINDS = ("cognition", "no_comment")
_SOURCE = 1 + 3 * (len(_RULES) + 1)
_CUE = _SOURCE + len(_RULES) + 1
FOUND = _CUE + (len(_CLASSES) + 1) * (len(_KINDS) + 1) * (len(_RULES) + 1)

# Places in a sentence: tokens from its start and to its end, its length, and the side of its cues by rule.
_NEAR, _STEP, _MOST = 4, 6, 6
_LAST = _NEAR + _MOST + 1
_LENGTH = 2 * _LAST
_LONG, _LONGEST = 8, 7
_SIDE = _LENGTH + _LONGEST + 1
PLACES = _SIDE + 8


def word_parts(text: str, norm: str, tags: Mapping[str, str], groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what a word shares with others: itself without its case, its shape, endings, stem, only tag, and lists.

    A word with a capital that is on no list and of no closed class may be a name: all of those are alike, so that who is named
    changes nothing.
    """
    if text[0].isupper() and norm not in groups and tags.get(norm) not in _CLOSED:
        yield f"w={NAME}"
        yield "h=U" if _is_acronym(text) else "h=C"
        return
    yield f"w={norm}"
    yield f"h={_shape(text)}"
    if norm[0].isalpha():
        yield f"3={norm[-3:]}"
        yield f"2={norm[-2:]}"
        if len(norm) > _STEM:
            yield f"^{norm[:_STEM]}"
    tag = tags.get(text) or tags.get(norm)
    if tag:
        yield f"t={tag}"
    for name in groups.get(norm, ()):
        yield f"x={name}"


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper()


def _shape(text: str) -> str:
    if _is_acronym(text):
        return "U"
    if text[0].isupper():
        return "C" if text[1:].islower() else "I"
    return "d" if text[0].isdigit() else "l" if text[0].isalpha() else "p"


class Ruled(NamedTuple):
    """A document with what rules found in it."""

    doc: Document
    quotations: Sequence[Quotation]
    drafts: Sequence[Draft]


class Observed(NamedTuple):
    """What stands around the tokens of documents; an item a token but in ``lengths``.

    ``at`` is a token's place where its sentences are laid out in one row, ``REACH`` empty places before, between and after
    them; ``size`` is the row's length. ``first`` is the token's distance from its sentence's start. ``places`` has three rows.
    """

    at: Array
    size: int
    sentence: Array
    first: Array
    lengths: Array
    quotes: Array
    rules: Array
    quoted: Array
    places: Array


def observe(doc: Document, quotations: Sequence[Quotation], drafts: Sequence[Draft]) -> Observed:
    """Return what stands around the tokens of a document, and what rules found in it."""
    return observe_all([Ruled(doc, quotations, drafts)])


def observe_all(parts: Sequence[Ruled]) -> Observed:
    """Return what stands around the tokens of some documents, as if one followed another."""
    offsets = list(accumulate((len(part.doc.tokens) for part in parts), initial=0))
    n = offsets[-1]
    lengths = np.array([end - start for part in parts for start, end in part.doc.sentences], np.int64)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    tokens = np.arange(n)
    first = tokens - (np.cumsum(lengths) - lengths).take(sentence)
    quotes, rules = np.zeros(n, np.int8), np.zeros(n, np.int64)
    for part, start, end in zip(parts, offsets, offsets[1:], strict=False):
        _set_quote_states(quotes[start:end], part.quotations)
        _set_rule_states(rules[start:end], part.drafts)
    quoted = np.zeros(len(lengths), bool)
    quoted[sentence[quotes > 0]] = True
    inside = quoted.take(sentence)
    places = np.empty((4, n), np.int64)
    places[0] = _steps(first)
    places[1] = _LAST + _steps(lengths.take(sentence) - first)
    places[2] = (_LENGTH + np.minimum(lengths // _LONG, _LONGEST)).take(sentence)
    cues = np.array(
        [start + draft.cue.start for part, start in zip(parts, offsets, strict=False) for draft in part.drafts], int
    )
    places[3] = _SIDE + 2 * _sides(cues, first, sentence, len(lengths)) + inside
    at = tokens + REACH * (sentence + 1)
    size = n + REACH * (len(lengths) + 1)
    return Observed(at, size, sentence, first, lengths, quotes, rules, inside, places)


def _set_quote_states(states: Array, quotations: Sequence[Quotation]) -> None:
    for quotation in quotations:
        start, end = quotation.span
        speech = quotation.kind == "speech"
        states[start:end] = IN_SPEECH if speech else _IN_TERM
        if start:
            states[start - 1] = _OPENS_SPEECH if speech else _OPENS_TERM
        if end < len(states) and not quotation.flags & {"unclosed", "continued"}:
            states[end] = _CLOSES_SPEECH if speech else _CLOSES_TERM


def _set_rule_states(states: Array, drafts: Sequence[Draft]) -> None:
    """Set what rules found at each token; a cue stands before a source, and both before a content."""
    numbers = [_RULE_NUMBERS.get(draft.rule, len(_RULES)) for draft in drafts]
    for draft, rule in zip(drafts, numbers, strict=True):
        for start, end in draft.contents:
            states[start:end] = 1 + 3 * rule
            states[end - 1] = 3 + 3 * rule
            states[start] = 2 + 3 * rule
    for draft, rule in zip(drafts, numbers, strict=True):
        if draft.source:
            start, end = draft.source
            states[start:end] = _SOURCE + rule
    for draft, rule in zip(drafts, numbers, strict=True):
        start, end = draft.cue
        states[start:end] = _cue_state(draft.entry.category, draft.entry.labels) + rule


@lru_cache(maxsize=1024)
def _cue_state(category: str, labels: frozenset[str]) -> int:
    """Return the state of a cue that the first rule found."""
    kind = next((i for i, label in enumerate(_KINDS) if label in labels), len(_KINDS))
    number = (_CLASSES.index(category) if category in _CLASSES else len(_CLASSES)) * (len(_KINDS) + 1) + kind
    return _CUE + number * (len(_RULES) + 1)


def _sides(cues: Array, place: Array, sentence: Array, n: int) -> Array:
    """Return 0 where rules found no cue in a token's sentence, else 1 before the first of them, 2 between, 3 after the last.

    ``cues`` are the tokens where the cues begin, ``place`` is each token's place in its sentence, one of ``n``.
    """
    first, last = np.full(n, len(place)), np.full(n, -1)
    np.minimum.at(first, sentence[cues], place[cues])
    np.maximum.at(last, sentence[cues], place[cues])
    ends = last.take(sentence)
    sides = 1 + (place >= first.take(sentence)) + (place > ends)
    return np.where(ends < 0, 0, sides)


def _steps(distance: Array) -> Array:
    """Return distances: each of the nearest, then by sixes."""
    return _STEPS.take(np.minimum(distance, len(_STEPS) - 1))


_STEPS = np.array([i if i < _NEAR else _NEAR + min(i // _STEP, _MOST) for i in range(_STEP * _MOST + 1)])
