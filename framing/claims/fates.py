"""Edges between statements -> what a version does with each claim, and what it adds (CODEBOOK C-5, C-8)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.claims.alignment import Edge
from framing.claims.likeness import Likeness
from framing.claims.results import Added, Fate, Statement
from framing.paraphrase import load_paraphrase_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KEPT = 0.70  # share of a claim's words that stand in what carries it, the very words (C-5)
# How surely a claim and what carries it, taken together, say the same (`framing.paraphrase`), from which it is reworded
# and not carried in part: best F1 of the labels on the sample's versions.
SAYS_THE_SAME = 0.25


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
    for number, claim in enumerate(claims):
        own = of_claim[number]
        if not own:
            nearest, score = _nearest(theirs, scores[number])
            yield Fate("", "not_found", score, nearest=nearest)
            continue
        places = sorted(edge.second for edge in own)
        carrying = tuple(theirs[place] for place in places)
        yield Fate(
            article=carrying[0].article,
            label=_label(claim, carrying, likeness.kept(number, places)),
            score=max(edge.score for edge in own),
            covered=likeness.covered(number, places),
            statements=carrying,
            merged=any(carried_by[place] > 1 for place in places),
        )


def _label(claim: Statement, carrying: Sequence[Statement], kept: float) -> str:
    """Name what is done with a claim by how much of its wording is kept, else by whether the whole of it is said."""
    if kept >= KEPT:
        return "kept"
    said = " ".join(statement.text for statement in carrying)
    return "paraphrased" if load_paraphrase_model().judge(claim.text, said) >= SAYS_THE_SAME else "partial"


def _nearest(statements: Sequence[Statement], scores: Floats) -> tuple[Statement | None, float]:
    """Return the statement of the highest score, and its score; nothing and 0 where none has anything in common."""
    if not len(statements) or not scores.max() > 0:
        return None, 0.0
    best = int(scores.argmax())
    return statements[best], float(scores[best])


def find_added(
    claims: Sequence[Statement], theirs: Sequence[Statement], scores: Floats, edges: Sequence[Edge]
) -> Iterator[Added]:
    """Yield the statements of a version that carry no claim, each with the claim most like it."""
    carrying = {edge.second for edge in edges}
    for number, statement in enumerate(theirs):
        if number not in carrying:
            nearest, score = _nearest(claims, scores[:, number])
            yield Added(statement, score, nearest)
