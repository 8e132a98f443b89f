"""Two versions' statements -> which statement of one carries which of the other: many to many, in any order (CODEBOOK C-4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.claims.likeness import Likeness, mean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# What each kind of evidence weighs: a logistic regression on the sample's versions (tests/benchmark/sentences/
# versions_sample.yml), rounded. None says where in its text a statement stands: order is free.
WEIGHTS: Mapping[str, float] = {
    "nearly_all": 20.0,
    "shared": 1.3,
    "ahead": 4.5,
    "in_step": 2.0,
    "next_to_it": 4.0,
    "one_refuses": -1.3,
    "both_refuse": 15.0,
}
CONSTANT = -4.9
CARRIES = 0.4  # score from which a statement carries a claim: best F1 of edges on the same versions


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement of the second version carries one of the first: their numbers, and how surely, 0 to 1."""

    first: int
    second: int
    score: float


def score_pairs(likeness: Likeness, refusals: tuple[Sequence[bool], Sequence[bool]] | None = None) -> Floats:
    """Return how likely it is, 0 to 1, that each statement of the second version carries each of the first.

    Parameters
    ----------
    likeness
        How much of each stands in each other.
    refusals
        Of each version, which statements record that a source would not speak: such a statement is like no other kind.

    Returns
    -------
    Floats
        Of shape (first, second); 0 for pairs that have nothing in common.
    """
    import numpy as np

    if not likeness.forth.size:
        return np.zeros(likeness.forth.shape)
    evidence = weigh_evidence(likeness, refusals)
    total = CONSTANT + sum(weight * evidence[kind] for kind, weight in WEIGHTS.items())
    return np.where(likeness.alike > 0, 1 / (1 + np.exp(-total)), 0.0)


def weigh_evidence(likeness: Likeness, refusals: tuple[Sequence[bool], Sequence[bool]] | None = None) -> dict[str, Floats]:
    """Return by kind what speaks for or against each pair.

    A pair counts more where nothing else comes near it, and where the statements around it are alike as well.
    """
    import numpy as np

    alike = likeness.alike
    around = np.pad(alike, 1)
    first, second = (np.array(side, dtype=bool) for side in refusals or ([False] * n for n in alike.shape))
    return {
        "nearly_all": np.maximum(alike - 0.5, 0),
        "shared": np.log1p(likeness.shared),
        "ahead": _lead(alike) + _lead(alike.T).T,
        "in_step": np.maximum(around[:-2, :-2], around[2:, 2:]),
        "next_to_it": np.maximum.reduce([around[:-2, 1:-1], around[2:, 1:-1], around[1:-1, :-2], around[1:-1, 2:]]),
        "one_refuses": np.logical_xor.outer(first, second).astype(float),
        "both_refuse": np.logical_and.outer(first, second) * mean(likeness.forth, likeness.back),
    }


def _lead(values: Floats) -> Floats:
    """Return how far each value is ahead of the best other in its row; below 0 where another is ahead of it."""
    import numpy as np

    ordered = np.sort(np.pad(values, ((0, 0), (2, 0))), axis=1)  # where there is no other, it is ahead of nothing
    best, next_best = ordered[:, [-1]], ordered[:, [-2]]
    return values - np.where(values == best, next_best, best)


def find_edges(scores: Floats, threshold: float = CARRIES) -> list[Edge]:
    """Return the pairs that carry each other, in the order of the first version; a statement may have several partners."""
    return [Edge(int(i), int(j), float(scores[i, j])) for i, j in zip(*(scores >= threshold).nonzero(), strict=True)]
