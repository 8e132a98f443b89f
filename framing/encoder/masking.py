"""A sentence and a target -> what the network reads for polarity: the target and every other name without its letters.

Who is named never changes what is said of them, because the network cannot know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from framing.encoder.layout import CLOSE, MAX_PIECES, OPEN, OTHER, TARGET
from framing.encoder.pieces import Pieces
from framing.lexicon import shipped_lexicon
from framing.model import Document, Span

_IN_NAMES = ("NNP", "NNPS")
# What words with a capital say that is no name: offices, parties, bodies, places, days. They stay to be read.
_READ_ON = {
    "sources": frozenset(["place", "title", "official", "organization", "collective", "person_role", "document"]),
    "not_actors": frozenset(["calendar", "title", "org_word", "place_word", "opener"]),
}
_WHOLE = frozenset(["place", "organization"])  # of which every word says what it is: "White House"


@cache
def readable_words() -> frozenset[str]:
    """Return the words that stay to be read inside what is tagged as a name: "President", "Republicans", "Department"."""
    return frozenset(word for name, categories in _READ_ON.items() for word in _words_of(name, categories))


@cache
def ending_words() -> frozenset[str]:
    """Return the readable words that end a name when they follow one: a surname may be a place's ("Jong Un", "Jack London")."""
    others = (word for name, categories in _READ_ON.items() for word in _words_of(name, categories - _WHOLE))
    return readable_words().difference(others)


@cache
def acronyms() -> frozenset[str]:
    """Return the readable words that are written in capitals, so that "Un" in a name is not the UN."""
    entries = (entry for name in _READ_ON for entry in shipped_lexicon(name).entries if entry.words.isupper())
    return frozenset(entry.words.lower() for entry in entries)


def _words_of(lexicon: str, categories: frozenset[str]) -> Iterator[str]:
    yield from (
        word
        for entry in shipped_lexicon(lexicon).entries
        if entry.category in categories
        for pattern in entry.patterns
        if len(pattern) == 1 or entry.category in _WHOLE
        for word in pattern
        if isinstance(word, str)
    )


class Masked(NamedTuple):
    """Ids of a window, and the token behind each (-1 for its ends and for names)."""

    ids: list[int]
    tokens: list[int]


def find_names(doc: Document, sentence: Span) -> Iterator[Span]:
    """Yield the names in a sentence: runs of capitalized words tagged as proper nouns that say nothing but who it is."""
    readable, ending, capitals = readable_words(), ending_words(), acronyms()
    start = None
    for i in range(*sentence):
        norm, text = doc.norms[i], doc.tokens.texts[i]
        inside = doc.tags[i] in _IN_NAMES and text[0].isupper()
        if norm in readable and (norm not in capitals or text.isupper()):
            inside = inside and start is not None and norm in ending
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            yield Span(start, i)
            start = None
    if start is not None:
        yield Span(start, sentence.end)


def mask_names(doc: Document, sentence: Span, target: Span, pieces: Pieces) -> Masked:
    """Return what is read for one target; a name that the target is part of is the target as a whole.

    Parameters
    ----------
    sentence
        The tokens to read, cut to `MAX_PIECES` around the target.
    target
        Tokens inside it.
    """
    names = list(find_names(doc, sentence))
    touching = [name for name in names if name.start < target.end and target.start < name.end]
    whole = Span(min([target.start, *(n.start for n in touching)]), max([target.end, *(n.end for n in touching)]))
    others = {name.start: name.end for name in names if name.end <= whole.start or name.start >= whole.end}
    return _crop(*_read(doc.norms, sentence, whole, others, pieces))


def _read(
    norms: Sequence[str], sentence: Span, target: Span, others: dict[int, int], pieces: Pieces
) -> tuple[list[int], list[int]]:
    ids, tokens = [], []
    i = sentence.start
    while i < sentence.end:
        if i == target.start or i in others:
            ids.append(TARGET if i == target.start else OTHER)
            tokens.append(-1)
            i = target.end if i == target.start else others[i]
            continue
        of_token = pieces.of(norms[i])
        ids.extend(of_token)
        tokens.extend([i] * len(of_token))
        i += 1
    return ids, tokens


def _crop(ids: list[int], tokens: list[int]) -> Masked:
    """Keep what is nearest to the target, two thirds of it before."""
    at = ids.index(TARGET)
    first = max(0, min(at - 2 * MAX_PIECES // 3, len(ids) - MAX_PIECES))
    last = first + MAX_PIECES
    return Masked([OPEN, *ids[first:last], CLOSE], [-1, *tokens[first:last], -1])
