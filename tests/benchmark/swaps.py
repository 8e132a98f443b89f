"""Two actors of a sentence exchange their names: whether what is counted for them is exchanged too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchmark import datasets, intervals
from benchmark.invariance import Pair, swap
from benchmark.names import TITLES, Sentence, find_name
from benchmark.rows import UNCHANGED, Row
from framing.annotation import FastAnnotator
from framing.measures import Measure, apply
from framing.measures.agency import Agency, Presence
from framing.measures.events import Events
from framing.measures.sentiment import Evaluation, ReportedEvaluation
from framing.model import Article, Document
from framing.registry import Registry, everyday_words
from framing.testing import make_actor
from framing.training import metrics

DATA = "NewsMTSC, sentences with two persons"
FILES = ("newsmtsc_dev_mt.jsonl", "newsmtsc_train.jsonl")  # no rule was made by either; the first alone has too few
_BEFORE, _AFTER = re.compile(r"([^\W\d_][\w.'’-]*) $"), re.compile(r"[ -]([^\W\d_]\w*)")
Totals = dict[tuple[str, str], tuple[float, float]]


def rows(data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield, per measure of actors, the share of sentences whose scores swap exactly with the names."""
    data = [row for name in FILES for row in datasets.rows(name)] if data is None else data
    pairs = swap(list(whole_names(data)))
    measures: tuple[Measure, ...] = (Evaluation(), ReportedEvaluation(), Events(), Agency(), Presence())
    same: dict[str, list[bool]] = {measure.name: [] for measure in measures}
    for pair in pairs:
        (before, after), swapped = read(pair)
        for measure in measures:
            same[measure.name].append(totals(measure, before, swapped) == totals(measure, after, {}))
    for name, kept in same.items():
        metric = f"{UNCHANGED}scores with two names exchanged"
        yield Row(name, metric, DATA, metrics.ratio(sum(kept), len(kept)), len(kept), interval=intervals.of_share(kept))


def read(pair: Pair) -> tuple[tuple[Document, Document], dict[str, str]]:
    """Annotate both sentences with the two people as actors; return them and which actor's id stands for which."""
    one, other = (make_actor(*_name_at(pair.before, i)) for i in (0, 1))
    annotator = FastAnnotator(Registry.of([one, other]))
    before, after = (annotator.annotate(Article("a", sentence.text)) for sentence in pair)
    return (before, after), {one.id: other.id, other.id: one.id}


def totals(measure: Measure, doc: Document, names: Mapping[str, str]) -> Totals:
    """Return what a measure scores for each actor, or for who stands for it: by column, total and base."""
    _, scores = apply(measure, doc)
    return {(names.get(score.target, score.target), score.column): (round(score.total, 9), score.base) for score in scores}


def _name_at(sentence: Sentence, i: int) -> tuple[str, str]:
    start, end = sentence.spans[i]
    name = find_name(sentence.text[start:end])
    if name is None:
        raise ValueError(f"no name in {sentence.text[start:end]!r}")
    return name.text, name.words[-1]


def whole_names(data: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows whose target is a person that the sentence never names by part of a longer name."""
    yield from (row for row in data if _is_whole(row["sentence"], row["target"]))


def _is_whole(text: str, target: str) -> bool:
    """Say whether a person is never named by part of a longer name: an exchange would make "Elizabeth Joe Biden" of that."""
    name = find_name(target)
    if name is None or "." in name.text or name.words[-1].lower() in everyday_words():
        return False
    for found in re.finditer(rf"(?<!\w)(?:{re.escape(name.text)}|{re.escape(name.words[-1])})(?!\w)", text):
        before, after = _BEFORE.search(text[: found.start()]), _AFTER.match(text[found.end() :])
        titled = before is None or before[1][0].islower() or before[1].lower().rstrip(".") in TITLES
        if not titled or (after is not None and after[1][0].isupper()):
            return False
    return True
