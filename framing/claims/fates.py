"""Edges between statements -> what a version does with each claim, and what it adds (CODEBOOK C-5, C-8)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.claims.alignment import Edge
from framing.claims.likeness import Likeness
from framing.claims.results import Added, Fate, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KEPT = 0.70  # share of a claim's weighted words that stand in what carries it, the very words (C-5)
WHOLE = 0.50  # share, words used alike counted too, under which only part of a claim is carried


def judge_claims(
    claims: Sequence[Statement], theirs: Sequence[Statement], likeness: Likeness, scores: Floats, edges: Sequence[Edge]
) -> Iterator[Fate]:
    """Yield what one version does with each claim, in the order of the claims; changes are found elsewhere.

    Parameters
    ----------
    claims, theirs
        The statements of the reference and of the other version.
    likeness, scores, edges
        How alike they are, and which carry which.
    """
    of_claim: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        of_claim[edge.first].append(edge)
    carried_by = Counter(edge.second for edge in edges)
    for number, _ in enumerate(claims):
        own = of_claim[number]
        if not own:
            nearest = int(scores[number].argmax()) if len(theirs) else -1
            score = float(scores[number, nearest]) if nearest >= 0 else 0.0
            yield Fate("", "omitted", score, nearest=theirs[nearest] if score > 0 else None)
            continue
        places = [edge.second for edge in own]
        exact = min(1.0, float(likeness.exact[number, places].sum()))
        covered = min(1.0, float(likeness.forth[number, places].sum()))
        yield Fate(
            article=theirs[places[0]].article,
            label="kept" if exact >= KEPT else "paraphrased" if covered >= WHOLE else "partial",
            score=max(edge.score for edge in own),
            covered=covered,
            statements=tuple(theirs[place] for place in sorted(places)),
            merged=any(carried_by[place] > 1 for place in places),
        )


def find_added(
    claims: Sequence[Statement], theirs: Sequence[Statement], scores: Floats, edges: Sequence[Edge]
) -> Iterator[Added]:
    """Yield the statements of a version that carry no claim, each with the claim most like it."""
    carrying = {edge.second for edge in edges}
    for number, statement in enumerate(theirs):
        if number not in carrying:
            nearest = int(scores[:, number].argmax()) if len(claims) else -1
            score = float(scores[nearest, number]) if nearest >= 0 else 0.0
            yield Added(statement, score, claims[nearest] if score > 0 else None)
