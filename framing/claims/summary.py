"""The fates of all claims in one version -> how much of the reference it carries, adds and rearranges (CODEBOOK C-7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import nan

from framing.claims.results import CARRIED, LABELS, NUMBERS, PLACES, Added, Claim, Fate, Version

LOST = ("attribution", "dropped")
FEWEST = 3  # carried claims that an order can be told of


def summarize(
    article: str, claims: Sequence[Claim], fates: Sequence[Fate], added: Sequence[Added], n_statements: int
) -> Version:
    """Count one version's fates.

    Parameters
    ----------
    article
        The version's id.
    claims, fates
        The claims and, in the same order, what the version does with each.
    added
        Its statements that carry no claim.
    n_statements
        All its statements.
    """
    counts = Counter(fate.label for fate in fates)
    counts["added"] = len(added)
    carried = [(claim, fate) for claim, fate in zip(claims, fates, strict=True) if fate.label in CARRIED]
    attributed = [fate for claim, fate in carried if claim.attributed]
    lost = sum(any((change.aspect, change.kind) == LOST for change in fate.changes) for fate in attributed)
    return Version(
        article=article,
        counts={label: counts[label] for label in (*LABELS, "added")},
        n_claims=len(claims),
        n_statements=n_statements,
        coverage=len(carried) / len(claims) if claims else nan,
        added_share=len(added) / n_statements if n_statements else nan,
        attribution_dropped=lost / len(attributed) if attributed else nan,
        order=_compare_order([(claim.statement.place, fate.statements[0].place) for claim, fate in carried]),
        numbers=_count_numbers(carried),
        places=_count_places([fate for _, fate in carried]),
    )


def _count_numbers(carried: Sequence[tuple[Claim, Fate]]) -> dict[str, int]:
    """Count the numbers of carried claims that were kept, lost and changed."""
    kinds = Counter(change.kind for _, fate in carried for change in fate.changes if change.aspect == "number")
    told = sum(claim.numbers for claim, _ in carried)
    counts = {"kept": max(0, told - kinds["lost"] - kinds["changed"]), "lost": kinds["lost"], "changed": kinds["changed"]}
    return {kind: counts[kind] for kind in NUMBERS}


def _count_places(fates: Sequence[Fate]) -> dict[str, int]:
    """Count the carried claims that stand in the same place and those that moved."""
    kinds = Counter(change.kind for fate in fates for change in fate.changes if change.aspect == "position")
    counts = {**kinds, "same_place": len(fates) - sum(kinds.values())}
    return {kind: counts.get(kind, 0) for kind in PLACES}


def _compare_order(places: Sequence[tuple[float, float]]) -> float:
    """Return Kendall's tau-b of where claims stand in two versions; nan for too few to have an order."""
    if len(places) < FEWEST:
        return nan
    from scipy.stats import kendalltau

    return float(kendalltau(*zip(*places, strict=True)).statistic)
