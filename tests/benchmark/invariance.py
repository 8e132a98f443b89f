"""What an annotator says when only names change: toward a renamed target, of two exchanged persons, of the sentence."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from benchmark import datasets, intervals
from benchmark.annotators import Subject, gives, marked, read
from benchmark.names import Sentence, exchange, find_name, invent, replace_words
from benchmark.polarity import DATA, FILE
from benchmark.rows import UNCHANGED, Row
from framing.training import metrics

MOST = 500  # sentences of each kind
SEED = 7


class Pair(NamedTuple):
    """A sentence before and after names were changed in it, with the same stretches in both."""

    before: Sentence
    after: Sentence


def rename(data: Sequence[dict[str, Any]]) -> list[Pair]:
    """Give targets invented names, wherever in their sentence they are named: each sentence once, in an order by lot."""
    draws = random.Random(SEED)
    pairs: dict[str, Pair] = {}
    for row in draws.sample(data, len(data)):
        name = find_name(row["target"])
        if name and row["sentence"] not in pairs and len(pairs) < MOST:
            before = Sentence(row["sentence"], ((row["start"], row["end"]),))
            after = replace_words(before, invent(name, row["sentence"], draws))
            if after and after.text != before.text:
                pairs[row["sentence"]] = Pair(before, after)
    return list(pairs.values())


def swap(data: Sequence[dict[str, Any]]) -> list[Pair]:
    """Put two targets of one sentence, persons both, in each other's places: each sentence once, in an order by lot."""
    targets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in data:
        targets[row["sentence"]].append(row)
    pairs = []
    for text in random.Random(SEED).sample(sorted(targets), len(targets)):
        found = next((pair for one, other in combinations(targets[text], 2) if (pair := _swap(one, other))), None)
        if found and len(pairs) < MOST:
            pairs.append(found)
    return pairs


def _swap(one: dict[str, Any], other: dict[str, Any]) -> Pair | None:
    first, second = find_name(one["target"]), find_name(other["target"])
    if not first or not second or {first.kind, second.kind} != {"person"} or set(first.words) & set(second.words):
        return None
    if one["start"] < other["end"] and other["start"] < one["end"]:
        return None
    before = Sentence(one["sentence"], ((one["start"], one["end"]), (other["start"], other["end"])))
    after = replace_words(before, exchange(first, second))
    return Pair(before, after) if after and after.text != before.text else None


def rows(annotator: Subject, data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield the shares of labels and marks that stay what they were."""
    learned = {"hedging": "hedged", "loaded": "loaded"}
    marks = {measure: layer for measure, layer in learned.items() if gives(annotator, f"{layer} sentences")}
    if not marks and not gives(annotator, "polarity"):
        return
    data = list(datasets.rows(FILE)) if data is None else data
    renamed = rename(data)
    if gives(annotator, "polarity"):
        for what, pairs in (("with another name", renamed), ("with two names exchanged", swap(data))):
            same = [_same_label(annotator, pair, i) for pair in pairs for i in range(len(pair.before.spans))]
            yield _row("polarity", f"label {what}", same, annotator)
    for measure, layer in marks.items():
        same = [_mark(annotator, pair.before, layer) == _mark(annotator, pair.after, layer) for pair in renamed]
        yield _row(measure, "mark of the sentence with another name", same, annotator)


def _same_label(annotator: Subject, pair: Pair, i: int) -> bool:
    before, after = (annotator.polarity_of(sentence.text, *sentence.spans[i]).label for sentence in pair)
    return before == after


def _mark(annotator: Subject, sentence: Sentence, layer: str) -> bool:
    return marked(read(annotator, sentence.text).readings.get(layer, ()))


def _row(measure: str, metric: str, same: Sequence[bool], annotator: Subject) -> Row:
    share, within = metrics.ratio(sum(same), len(same)), intervals.of_share(same)
    return Row(measure, UNCHANGED + metric, DATA, share, len(same), "", annotator.name, within)
