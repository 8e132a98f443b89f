"""Sparse similarities of pairs -> clusters by average link, without a full matrix."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence


def link_average(
    n: int,
    pairs: Iterable[tuple[int, int, float]],
    threshold: float,
    *,
    together: Iterable[Sequence[int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Merge the two most similar clusters until no two are as similar, on average, as the threshold.

    Parameters
    ----------
    n
        How many items there are; they are numbered from 0.
    pairs
        The similarities that are not zero, each pair once. A pair not given counts as 0 in the averages.
    threshold
        Two clusters are merged while the mean similarity over their pairs is at least this, and above 0.
    together
        Groups of items that are one cluster from the start; no item stands in two.
    apart
        Pairs of items that are never in one cluster; neither may be of one group of ``together``.

    Returns
    -------
    list of list of int
        The clusters, each in rising order, in the order of their smallest items. Ties go to the smaller numbers.
    """
    clusters = {i: [i] for i in range(n)}
    sums: dict[int, dict[int, float]] = {i: {} for i in range(n)}
    for i, j, similarity in pairs:
        if i != j and similarity > 0:
            sums[i][j] = sums[j][i] = similarity
    enemies: dict[int, set[int]] = {}
    for i, j in apart:
        enemies.setdefault(i, set()).add(j)
        enemies.setdefault(j, set()).add(i)
    for group in together:
        for j in sorted(group)[1:]:
            _merge(clusters, sums, min(group), j)
            _inherit(enemies, min(group), j)
    heap = [
        (-mean, i, j) for i, row in sums.items() for j in row if i < j and (mean := _mean(clusters, sums, i, j)) >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i in clusters and j in clusters and -negative == _mean(clusters, sums, i, j) and j not in enemies.get(i, ()):
            _merge(clusters, sums, i, j)
            _inherit(enemies, i, j)
            for k in sums[i]:
                mean = _mean(clusters, sums, i, k)
                if mean >= threshold:
                    heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    return sorted(sorted(members) for members in clusters.values())


def _mean(clusters: dict[int, list[int]], sums: dict[int, dict[int, float]], i: int, j: int) -> float:
    return sums[i][j] / (len(clusters[i]) * len(clusters[j]))


def _merge(clusters: dict[int, list[int]], sums: dict[int, dict[int, float]], i: int, j: int) -> None:
    """Fold cluster j into cluster i; similarities are kept as sums, so that averages need no second pass."""
    clusters[i] += clusters.pop(j)
    absorbed = sums.pop(j)
    absorbed.pop(i, None)  # items that stand together by order need not be alike
    sums[i].pop(j, None)
    for k, similarity in absorbed.items():
        del sums[k][j]
        sums[i][k] = sums[k][i] = sums[i].get(k, 0.0) + similarity


def _inherit(enemies: dict[int, set[int]], i: int, j: int) -> None:
    """Keep from cluster i what had to be kept from cluster j."""
    for k in enemies.pop(j, ()):
        enemies[k].discard(j)
        enemies[k].add(i)
        enemies.setdefault(i, set()).add(k)
