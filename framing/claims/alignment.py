"""Two versions' statements -> which statement of one carries which of the other: many to many, in any order (CODEBOOK C-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.claims.likeness import Likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CARRIES = 0.42  # score from which a statement carries a claim
MORE = 0.15  # share of a claim that a further statement must add to be part of it
OWN = 0.5  # share of a further statement that must come from the claim


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement of the second version carries one of the first: their numbers, and how alike they are."""

    first: int
    second: int
    score: float


def score_pairs(likeness: Likeness) -> Floats:
    """Return how likely each pair says the same, 0 to 1: what of each stands in the other, the fuller side a little more.

    A brief can carry a long sentence in part, and a long sentence a brief one whole, so neither side decides alone.
    """
    import numpy as np

    forth, back = likeness.forth, likeness.back
    both = np.divide(2 * forth * back, forth + back, out=np.zeros_like(forth), where=forth + back > 0)
    return np.asarray(0.6 * both + 0.4 * np.maximum(forth, back))


def find_edges(likeness: Likeness, scores: Floats, threshold: float = CARRIES) -> list[Edge]:
    """Return the pairs that carry each other.

    Each statement of either side takes its best partner where that is good enough; a claim that was split takes those
    further statements that mostly come from it and add to it.
    """
    n_first, n_second = scores.shape
    if not n_first or not n_second:
        return []
    best_second, best_first = scores.argmax(axis=1), scores.argmax(axis=0)
    chosen = {(i, int(best_second[i])) for i in range(n_first) if scores[i, best_second[i]] >= threshold}
    chosen |= {(int(best_first[j]), j) for j in range(n_second) if scores[best_first[j], j] >= threshold}
    kept = {(i, j) for i, j in chosen if _mutual(scores, i, j, best_first, best_second) or _adds(likeness, i, j)}
    return [Edge(i, j, float(scores[i, j])) for i, j in sorted(kept)]


def _mutual(scores: Floats, i: int, j: int, best_first: Sequence[int], best_second: Sequence[int]) -> bool:
    return int(best_second[i]) == j and int(best_first[j]) == i


def _adds(likeness: Likeness, i: int, j: int) -> bool:
    """Say whether a pair that is the best of one side only is still part of the claim: one holds most of the other."""
    return max(float(likeness.forth[i, j]), float(likeness.back[i, j])) >= OWN
