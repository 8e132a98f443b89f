"""Pairs of invented passages that differ in one thing -> how often the change is found, and what else is flagged.

Half of the pairs were looked at while the code was written; the figures are of the other half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import framing
from benchmark import datasets
from benchmark.annotators import Subject
from benchmark.rows import Row
from framing.claims import CHANGES, align_claims
from framing.registry import Registry
from framing.stories import Derivation, Story
from framing.training import metrics

DATA = "own pairs, half not looked at"
MEASURES = ("attribution", "hedging", "loaded")
FREE = frozenset(["agency", "position"])  # aspects in which a mere rewording may differ
NOBODY = Registry.of([], "none", "0")  # actors are not needed
Pair = Mapping[str, Any]


def pairs(half: str) -> list[Pair]:
    """Return the pairs of one half, "development" or "judged"."""
    return [pair for pair in datasets.own_sentences("changes") if pair["half"] == half]


def find(chosen: Sequence[Pair], annotator: Subject | str) -> list[set[str]]:
    """Return what changed between the two passages of each pair, as "aspect kind"."""
    articles = [
        framing.Article(f"{number} {side}", pair[side], side)
        for number, pair in enumerate(chosen)
        for side in ("first", "second")
    ]
    analysis = framing.analyze(articles, measures=MEASURES, annotator=annotator, duplicates="keep", actors=NOBODY)
    found = []
    for number, _ in enumerate(chosen):
        ids = (f"{number} first", f"{number} second")
        alignment = align_claims(Story(str(number), "", ids, (Derivation(ids[0], "wire_original"),)), analysis)
        fates = [fate for claim in alignment.claims for fate in claim.fates]
        found.append({f"{change.aspect} {change.kind}" for fate in fates for change in fate.changes})
    return found


def wrong(pair: Pair, found: set[str]) -> set[str]:
    """Return the changes found in a pair that are neither asked for nor arguable; in a control those of `FREE` are."""
    left = found - set(pair["expect"]) - set(pair.get("may", ()))
    return left if pair["expect"] else {name for name in left if name.split()[0] not in FREE}


def rows(annotator: Subject) -> Iterator[Row]:
    """Yield recall of the right change, over all and by aspect; precision of all changes; controls without a change."""
    chosen = pairs("judged")
    results = list(zip(chosen, find(chosen, annotator), strict=True))
    differing = [(pair, found) for pair, found in results if pair["expect"]]
    same = [(pair, found) for pair, found in results if not pair["expect"]]
    right = [set(pair["expect"]) <= found for pair, found in differing]
    yield _row("right change, recall", sum(right) / len(right), len(right), annotator)
    n_wrong = sum(len(wrong(*result)) for result in results)
    n_right = sum(len(set(pair["expect"]) & found) for pair, found in differing)
    precision = metrics.ratio(n_right, n_right + n_wrong)
    yield _row("all changes, precision", precision, n_right + n_wrong, annotator)
    still = sum(not wrong(*result) for result in same)
    yield _row("rewordings without a change", still / len(same), len(same), annotator)
    wanted, met = Counter[str](), Counter[str]()
    for pair, found in differing:
        for name in pair["expect"]:
            wanted[name.split()[0]] += 1
            met[name.split()[0]] += name in found
    for aspect in CHANGES:
        if wanted[aspect]:
            yield _row(f"{aspect}, recall", met[aspect] / wanted[aspect], wanted[aspect], annotator)


def _row(metric: str, value: float, n: int, annotator: Subject) -> Row:
    return Row("changes", metric, DATA, value, n, annotator=annotator.name)
