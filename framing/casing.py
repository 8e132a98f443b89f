"""A sentence's words -> the same words without the capitals that only their place explains."""

from __future__ import annotations

from collections.abc import Sequence

_OPENERS = frozenset('":\u201c\u2018\u00ab')
_FINAL = frozenset(".?!\"'\u201d\u2019\u2026")

BEGINS, OPENS, ENDS, CAPITAL, NAMES = (1 << bit for bit in range(5))  # of a word's shape


def shape_of(word: str) -> int:
    """Return what `truecase` asks of a word: whether it begins what follows, opens, ends, has a capital, may be a name."""
    first = word[0]
    shape = BEGINS * first.isalnum() + OPENS * (word in _OPENERS) + ENDS * (word in _FINAL)
    return shape + CAPITAL * first.isupper() + NAMES * (first.isupper() and word != "I")


def truecase(words: Sequence[str], lowercase: frozenset[str]) -> list[str]:
    """Undo capitals at the opening of a sentence or quotation, and in headlines.

    Parameters
    ----------
    words
        The tokens of one sentence; none may be empty.
    lowercase
        Words that are written small inside sentences. Only these are made small; the first of two capitalized words is
        left alone ("White House"). Other words in capitals throughout keep one in a headline.
    """
    if reads_as_headline(words):
        return [_lower_known(word, lowercase) for word in words]
    result = list(words)
    for i in undone_places(words, lowercase):
        result[i] = words[i].lower()
    return result


def reads_as_headline(words: Sequence[str]) -> bool:
    """Say whether `truecase` takes words for a headline: nothing ends them, and most longer ones have a capital."""
    return bool(words) and words[-1] not in _FINAL and is_headline(words)


def undone_places(words: Sequence[str], lowercase: frozenset[str]) -> list[int]:
    """Return where `truecase` makes a word small, of words that are no headline: where a sentence or quotation opens."""
    openings = [0]
    if not _OPENERS.isdisjoint(words):
        openings += [i + 1 for i, word in enumerate(words) if word in _OPENERS]
    places = []
    for opening in openings:
        at = opening
        while at < len(words) and not words[at][0].isalnum():
            at += 1
        if at < len(words) and words[at][0].isupper() and not _is_name(words[at + 1 : at + 2]):
            if words[at].lower() in lowercase:
                places.append(at)
    return places


def is_headline(words: Sequence[str]) -> bool:
    """Say whether four of five longer words (over 3 letters, at least 3 of them) have a capital."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 2 and 5 * sum(word[0].isupper() for word in longer) >= 4 * len(longer)


def _is_name(words: Sequence[str]) -> bool:
    return bool(words) and words[0][0].isupper() and words[0] != "I"


def _lower_known(word: str, lowercase: frozenset[str]) -> str:
    lowered = word.lower()
    if lowered in lowercase:
        return lowered
    return word.capitalize() if len(word) > 4 and word.isupper() else word
