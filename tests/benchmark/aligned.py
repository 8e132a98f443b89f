"""Rewritten articles with their edges, coded by hand -> how many edges between sentences are found, and how many labels right.

The pairs of ``sentences/versions`` are invented and judge the aligner; nothing was tuned on them. Those of
``sentences/versions_sample.yml`` are the sample's articles against the agency's; thresholds were chosen on these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import yaml

import framing
from benchmark.datasets import SENTENCES
from benchmark.rows import Row
from framing.claims import Alignment, align_claims
from framing.documents import segment
from framing.registry import Registry
from framing.stories import Derivation, Story
from framing.training import metrics

KNOWN = "plain tf-idf .77\u2013.93 on real rewrites"
_WORST_FIRST = ("not_found", "partial", "paraphrased", "kept")  # what a sentence is whose parts fare differently

Edges = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Pair:
    """Two versions with the edges between their sentences, by number from 1, and the label of each sentence of the first.

    ``starts`` are the characters where each version's sentences begin.
    """

    name: str
    articles: tuple[framing.Article, framing.Article]
    starts: tuple[Sequence[int], Sequence[int]]
    edges: Edges
    labels: Mapping[int, str]


def written_pairs() -> Iterator[Pair]:
    """Yield the pairs written for this project."""
    for path in sorted((SENTENCES / "versions").glob("*.yml")):
        yield _read_written(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))


def _read_written(name: str, data: Mapping[str, Any]) -> Pair:
    coded = data["original"]
    versions = [row["says"] for row in coded], data["rewrite"]
    starts = [list(accumulate((len(s) + 1 for s in sentences[:-1]), initial=0)) for sentences in versions]
    texts = [" ".join(sentences) for sentences in versions]
    return Pair(
        name,
        (framing.Article("original", texts[0], "Original"), framing.Article("rewrite", texts[1], "Rewrite")),
        (starts[0], starts[1]),
        frozenset((i, j) for i, row in enumerate(coded, start=1) for j in row["in"]),
        {i: row["label"] for i, row in enumerate(coded, start=1)},
    )


def sample_pairs() -> Iterator[Pair]:
    """Yield the sample's articles against those of its agency."""
    articles = {article.id: article for article in framing.sample_articles()}
    starts = {key: _sentence_starts(article) for key, article in articles.items()}
    for data in yaml.safe_load((SENTENCES / "versions_sample.yml").read_text(encoding="utf-8")):
        first, second = data["original"], data["rewrite"]
        coded = data["claims"]
        yield Pair(
            f"{first} / {second}",
            (articles[first], articles[second]),
            (starts[first], starts[second]),
            frozenset((i, j) for i, row in coded.items() for j in row["in"]),
            {i: coded[i]["label"] if i in coded else "not_found" for i in range(1, len(starts[first]) + 1)},
        )


def _sentence_starts(article: framing.Article) -> list[int]:
    doc = segment(article.text, article)
    return [doc.chars(sentence)[0] for sentence in doc.sentences]


def align_pair(pair: Pair) -> Alignment:
    """Align the second version with the first, on the layers of the fast annotator."""
    analysis = framing.analyze(
        list(pair.articles), measures=["attribution"], actors=Registry(), annotator="fast", duplicates="keep"
    )
    keys = tuple(article.id for article in pair.articles)
    return align_claims(Story(pair.name, "", keys, (Derivation(keys[0], "wire_original"),)), analysis, reference=keys[0])


def found_edges(pair: Pair, alignment: Alignment) -> Edges:
    """Return the edges that an alignment found, between sentences."""
    return frozenset(
        (_number(pair.starts[0], claim.statement.start), _number(pair.starts[1], statement.start))
        for claim in alignment.claims
        for statement in claim.fates[0].statements
    )


def found_labels(pair: Pair, alignment: Alignment) -> dict[int, str]:
    """Return the label of each sentence of the first version: that of its parts, "partial" where some are not found."""
    parts: dict[int, set[str]] = {}
    for claim in alignment.claims:
        parts.setdefault(_number(pair.starts[0], claim.statement.start), set()).add(claim.fates[0].label)
    return {number: _combine(labels) for number, labels in parts.items()}


def _combine(labels: set[str]) -> str:
    worst = min(labels, key=_WORST_FIRST.index)
    return "partial" if worst == "not_found" and len(labels) > 1 else worst


def _number(starts: Sequence[int], at: int) -> int:
    return bisect_right(starts, at)


def rows() -> Iterator[Row]:
    """Yield edge F1 and label accuracy of the pairs written to judge, then of those tuned on."""
    yield from _rows("own versions", list(written_pairs()), KNOWN)
    yield from _rows("sample, tuned on", list(sample_pairs()))


def _rows(data: str, pairs: Sequence[Pair], known: str = "") -> Iterator[Row]:
    right = n_found = n_wanted = n_labels = right_labels = 0
    for pair in pairs:
        alignment = align_pair(pair)
        found, labels = found_edges(pair, alignment), found_labels(pair, alignment)
        right += len(found & pair.edges)
        n_found += len(found)
        n_wanted += len(pair.edges)
        n_labels += len(pair.labels)
        right_labels += sum(labels.get(number) == label for number, label in pair.labels.items())
    figure = metrics.Figure(metrics.ratio(right, n_found), metrics.ratio(right, n_wanted))
    yield Row("claims", "edges, precision", data, figure.precision, n_found)
    yield Row("claims", "edges, recall", data, figure.recall, n_wanted)
    yield Row("claims", "edges, F1", data, figure.f1, n_wanted, known)
    yield Row("claims", "labels, accuracy", data, right_labels / max(1, n_labels), n_labels)
