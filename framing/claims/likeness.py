"""Statements -> how much of each stands in each other: weighted words, names and numbers, and words used alike.

A word is found again by its stem, or in part by a word used alike (`framing.word_vectors`); a name or a number only as itself.
Rarer words weigh more: rare in the versions compared, and rare in English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING

from framing.claims.results import Statement
from framing.claims.stems import stem
from framing.model import Token
from framing.segmentation import tokenize
from framing.word_vectors import load_word_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NAME_WEIGHT, NUMBER_WEIGHT = 1.5, 1.5
SAID_WEIGHT = 0.3  # of words in a source or cue: who says it is told apart from what is said
ALIKE = 0.5  # words less alike than this are not; above, they count in proportion
MOST_ALIKE = 0.9  # of another word: only the word itself counts whole
BACKGROUND = 20  # imagined statements without any of the words
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Term:
    """A word with meaning: its stem, its form in small letters, whether it is a name or a number, and its weight."""

    stem: str
    norm: str
    exact: bool
    weight: float


@cache
def _stop_words() -> frozenset[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS) | {"'s", "n't", "mr", "mrs", "ms", "said", "says"}


def read_terms(statement: Statement, said: Sequence[tuple[int, int]] = ()) -> list[Term]:
    """Return a statement's terms; ``said`` are the characters of its article that are a source or a cue."""
    terms = []
    before: Token | None = None
    for token in tokenize(statement.text):
        norm = token.norm
        if norm[0].isalnum() and norm not in _stop_words():
            number = bool(_NUMBER.search(norm))
            name = before is not None and token.text[0].isupper()
            at = statement.start + token.start
            weight = NUMBER_WEIGHT if number else NAME_WEIGHT if name else 1.0
            weight *= SAID_WEIGHT if any(start <= at < end for start, end in said) else 1.0
            terms.append(Term(norm if number else stem(norm), norm, number or name, weight))
        before = token
    return terms


def weigh_rarity(statements: Sequence[Sequence[Term]]) -> dict[str, float]:
    """Return by stem how much a term tells: the fewer statements of the versions it stands in, the more."""
    found = Counter(stem for terms in statements for stem in {term.stem for term in terms})
    return {stem: log((len(statements) + BACKGROUND) / (1 + count)) for stem, count in found.items()}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of each of the first statements stands in each of the second, and the other way round, 0 to 1.

    ``exact`` counts only the words themselves, ``forth`` and ``back`` words used alike too.
    """

    forth: Floats
    back: Floats
    exact: Floats


def compare_statements(
    first: Sequence[Sequence[Term]], second: Sequence[Sequence[Term]], rarity: Mapping[str, float]
) -> Likeness:
    """Compare every statement of one version with every statement of another.

    Returns
    -------
    Likeness
        Arrays of shape (first, second).
    """
    one, other = _Bag(first, rarity), _Bag(second, rarity)
    alike = _compare_words(one.words, other.words)
    exact = one.found_in(other, _same_words(one.words, other.words))
    return Likeness(one.found_in(other, alike), other.found_in(one, alike.T).T, exact)


class _Bag:
    """The terms of several statements: the distinct words, and their weight in each statement."""

    def __init__(self, statements: Sequence[Sequence[Term]], rarity: Mapping[str, float]) -> None:
        import numpy as np

        self.words = list({(term.stem, term.exact): term for terms in statements for term in terms}.values())
        place = {(term.stem, term.exact): i for i, term in enumerate(self.words)}
        self.weights = np.zeros((len(statements), len(self.words)))
        for row, terms in enumerate(statements):
            for term in terms:
                column = place[term.stem, term.exact]
                self.weights[row, column] = max(self.weights[row, column], term.weight * rarity.get(term.stem, 1.0))

    def found_in(self, other: _Bag, alike: Floats) -> Floats:
        """Return the share of each statement's weight that stands in each of the other's."""
        import numpy as np

        total = self.weights.sum(axis=1, keepdims=True)
        best = np.zeros((len(self.words), len(other.weights)))
        for row, weights in enumerate(other.weights):
            inside = weights > 0
            if inside.any() and len(self.words):
                best[:, row] = alike[:, inside].max(axis=1)
        shares = np.zeros((len(self.weights), len(other.weights)))
        np.divide(self.weights @ best, total, out=shares, where=total > 0)
        return shares


def _same_words(first: Sequence[Term], second: Sequence[Term]) -> Floats:
    import numpy as np

    one, other = (np.array([term.stem for term in terms], dtype=object) for terms in (first, second))
    return (
        np.asarray(np.equal.outer(one, other), dtype=np.float64)
        if len(one) and len(other)
        else np.zeros((len(one), len(other)))
    )


def _compare_words(first: Sequence[Term], second: Sequence[Term]) -> Floats:
    """Return how alike words are: 1 for the same stem, less for words used alike, 0 for other names and numbers."""
    import numpy as np

    vectors = load_word_vectors()
    cosines = vectors.likeness([t.norm for t in first], [t.norm for t in second]).astype(np.float64)
    alike = np.minimum(np.clip((cosines - ALIKE) / (1 - ALIKE), 0, 1), MOST_ALIKE)
    exact = np.logical_or.outer([t.exact for t in first], [t.exact for t in second])
    return np.where(_same_words(first, second) > 0, 1.0, np.where(exact, 0.0, alike))
