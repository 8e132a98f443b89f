"""Terms of statements -> how much of each statement stands in each other: weighted words, names, numbers, words used alike.

A word is found again by its stem, or in part by a word used alike (`framing.word_vectors`); a name or a number only as itself.
Words that stand in fewer statements of the versions weigh more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

from framing.claims.terms import SAID_WEIGHT, Term
from framing.word_vectors import load_word_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ALIKE = 0.5  # words less alike than this are not; above, they count in proportion
MOST_ALIKE = 0.9  # of another word: only the word itself counts whole
BACKGROUND = 20  # imagined statements without any of the words


def weigh_rarity(statements: Sequence[Sequence[Term]]) -> dict[str, float]:
    """Return by stem how much a term tells: the fewer statements of the versions it stands in, the more."""
    found = Counter(stem for terms in statements for stem in {term.stem for term in terms})
    return {stem: log((len(statements) + BACKGROUND) / (1 + count)) for stem, count in found.items()}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of each of the first statements stands in each of the second, and the other way round.

    ``forth`` and ``back`` are shares of a statement's weight, and ``alike`` the two taken together, 0 to 1: a brief can carry
    a long sentence in part, and a long sentence a brief one whole, so neither side decides alone. ``shared`` is a weight,
    what the two have in common, and tells a long match from a short one. All are of shape (first, second).
    """

    forth: Floats
    back: Floats
    alike: Floats
    shared: Floats
    _first: _Bag = field(repr=False)
    _second: _Bag = field(repr=False)
    _alike: Floats = field(repr=False)
    _same: Floats = field(repr=False)

    def kept(self, first: int, second: Sequence[int]) -> float:
        """Return the share of a first statement's words that stand in some of the second, the very words (C-5).

        Who says it is left aside, unless the statement has nothing else.
        """
        found, _ = self._find(first, second, self._same)
        return float(found.mean()) if found.size else 0.0

    def covered(self, first: int, second: Sequence[int]) -> float:
        """Return the share of a first statement's weight that stands in some of the second, words used alike too."""
        found, weights = self._find(first, second, self._alike)
        return float(found @ weights / weights.sum()) if weights.sum() > 0 else 0.0

    def _find(self, first: int, second: Sequence[int], alike: Floats) -> tuple[Floats, Floats]:
        """Return of each word of what a statement says how far it is found again, and its weight."""
        import numpy as np

        places, there = self._first.places[first], self._second.places[list(second)].max(axis=0)
        own = (places == 1 if (places == 1).any() else places > 0).nonzero()[0]
        inside = there.nonzero()[0]
        best = (alike[np.ix_(own, inside)] * there[inside]).max(axis=1) if inside.size else np.zeros(own.size)
        return best, self._first.weights[first][own]


def compare_statements(
    first: Sequence[Sequence[Term]], second: Sequence[Sequence[Term]], rarity: Mapping[str, float]
) -> Likeness:
    """Compare every statement of one version with every statement of another."""
    import numpy as np

    one, other = _Bag.of(first, rarity), _Bag.of(second, rarity)
    same = _same_words(one.words, other.words)
    words = _compare_words(one.words, other.words, same)
    found, found_back = one.look_in(other, words), other.look_in(one, words.T)
    forth, back = one.shares(found), other.shares(found_back).T
    shared = np.minimum(forth * one.totals()[:, None], back * other.totals())
    alike = 0.6 * mean(forth, back) + 0.4 * np.maximum(forth, back)
    return Likeness(forth, back, alike, shared, one, other, words, same)


def mean(one: Floats, other: Floats) -> Floats:
    """Return the harmonic mean of two shares, 0 where both are 0."""
    import numpy as np

    return np.asarray(np.divide(2 * one * other, one + other, out=np.zeros_like(one), where=one + other > 0))


@dataclass(frozen=True, slots=True)
class _Bag:
    """The terms of several statements: the distinct words, each's weight in each statement, and what its place there counts.

    ``places`` is 1 for a word of what is said, `SAID_WEIGHT` for one of who says it, 0 where the word does not stand.
    """

    words: Sequence[Term]
    weights: Floats
    places: Floats

    @classmethod
    def of(cls, statements: Sequence[Sequence[Term]], rarity: Mapping[str, float]) -> _Bag:
        """Count the terms of statements."""
        import numpy as np

        words = list({(term.stem, term.exact): term for terms in statements for term in terms}.values())
        column = {(term.stem, term.exact): i for i, term in enumerate(words)}
        weights, places = np.zeros((len(statements), len(words))), np.zeros((len(statements), len(words)))
        for row, terms in enumerate(statements):
            for term in terms:
                at = row, column[term.stem, term.exact]
                weights[at] = max(weights[at], term.weight * rarity.get(term.stem, 1.0))
                places[at] = max(places[at], SAID_WEIGHT if term.said else 1.0)
        return cls(words, weights, places)

    def totals(self) -> Floats:
        """Return the weight of each statement."""
        import numpy as np

        return np.asarray((self.weights * self.places).sum(axis=1))

    def look_in(self, other: _Bag, alike: Floats) -> Floats:
        """Return how far each word is found in each of the other's statements, of shape (statements of the other, words)."""
        import numpy as np

        best = np.zeros((len(other.places), len(self.words)))
        rows, columns = other.places.nonzero()
        if rows.size and len(self.words):
            full, firsts = np.unique(rows, return_index=True)
            found = np.ascontiguousarray(alike.T)[columns] * other.places[rows, columns][:, None]
            best[full] = np.maximum.reduceat(found, firsts, axis=0)
        return best

    def shares(self, best: Floats) -> Floats:
        """Return the share of each statement's weight that is found in each of the other's.

        A word of what is said that the other has only in who says it counts as little as it does there.
        """
        import numpy as np

        found = np.zeros((len(self.places), len(best)))
        for row, total in enumerate(self.totals()):
            if total > 0:
                own = self.places[row].nonzero()[0]
                found[row] = np.minimum(self.places[row, own], best[:, own]) @ self.weights[row, own] / total
        return found


def _same_words(first: Sequence[Term], second: Sequence[Term]) -> Floats:
    """Return 1 where two words have the same stem, else 0."""
    import numpy as np

    numbers: dict[str, int] = {}
    one, other = (np.array([numbers.setdefault(t.stem, len(numbers)) for t in terms], dtype=int) for terms in (first, second))
    return np.asarray(one[:, None] == other[None, :], dtype=np.float64)


def _compare_words(first: Sequence[Term], second: Sequence[Term], same: Floats) -> Floats:
    """Return how alike words are: 1 for the same stem, less for words used alike, 0 for other names and numbers."""
    import numpy as np

    cosines = load_word_vectors().likeness([t.norm for t in first], [t.norm for t in second]).astype(np.float64)
    alike = np.minimum(np.clip((cosines - ALIKE) / (1 - ALIKE), 0, 1), MOST_ALIKE)
    exact = np.logical_or.outer([t.exact for t in first], [t.exact for t in second])
    return np.asarray(np.where(same > 0, 1.0, np.where(exact, 0.0, alike)))
