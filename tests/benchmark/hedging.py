"""Metric E: uncertain sentences (WikiWeasel) and hedge cues (BioScope), by the lexicon and by each annotator's layers.

The shipped thresholds and scales were chosen on the parts that were kept out of training, so that these figures flatter a
little; training records what each half of such a part gives with what was chosen on the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from benchmark import datasets, intervals
from benchmark.annotators import Subject, gives, marked, probability, read, spans_of
from benchmark.datasets import untreebank
from benchmark.rows import Row
from framing.annotation import FastAnnotator
from framing.measures.hedging import hedging
from framing.model import Article
from framing.training import metrics
from framing.training.splits import is_development

if TYPE_CHECKING:
    from framing.training.encoder.labeled import Labeled

KNOWN = "Hyland's list .40, shared task's best .60"
KNOWN_CUES = "shared task's best .86"
SENTENCES = "WikiWeasel, development part"
CUES = "BioScope, development part"


def lexicon_rows(data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield what the lexicon finds: a sentence is uncertain if it holds a headline hedge, or one of these or a weasel."""
    measure, annotator = hedging(), FastAnnotator()
    headline = {category.name for category in measure.lexicon.categories.values() if category.column == "headline"}
    gold, strict, wide = [], [], []
    for row in datasets.rows("wikiweasel_train.jsonl") if data is None else data:
        doc = annotator.annotate(Article(id="", text=untreebank(row["sentence"])))
        found = {hit.category for hit in measure.find(doc)}
        gold.append(row["uncertain"])
        strict.append(bool(found & headline))
        wide.append(bool(found & (headline | {"weasel"})))
    for metric, ours in (("headline", strict), ("with weasels", wide)):
        value, within = metrics.of_class(ours, gold, True).f1, intervals.of_class(ours, gold, True)
        yield Row("hedging", f"sentences, F1, {metric}", "WikiWeasel", value, len(gold), KNOWN, interval=within)


def rows(annotator: Subject) -> Iterator[Row]:
    """Yield what learned layers say of the parts that were kept out of training."""
    if gives(annotator, "hedged sentences"):
        yield from sentence_rows(annotator, datasets.rows("wikiweasel_train.jsonl"))
    if gives(annotator, "hedge cues"):
        yield from cue_rows(annotator, datasets.bioscope())


def sentence_rows(annotator: Subject, data: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield F1 of the uncertain class, and how often what is given a probability is uncertain."""
    gold, ours, stated = [], [], []
    for row in data:
        if is_development("wikiweasel", row["sentence"]):
            readings = read(annotator, untreebank(row["sentence"])).readings.get("hedged", ())
            gold.append(bool(row["uncertain"]))
            ours.append(marked(readings))
            stated.append(probability(readings))
    value, within = metrics.of_class(ours, gold, True).f1, intervals.of_class(ours, gold, True)
    yield Row("hedging", "sentences, F1", SENTENCES, value, len(gold), KNOWN, annotator.name, within)
    error = metrics.calibration_error(stated, gold)
    yield Row("hedging", "sentences, calibration error", SENTENCES, error, len(gold), "", annotator.name)


def cue_rows(annotator: Subject, data: Iterable[Labeled]) -> Iterator[Row]:
    """Yield precision, recall and F1 of hedge cues by overlap, and the calibration of their confidence."""
    counts, confidences, right = [], [], []
    for labeled in data:
        if is_development("bioscope", labeled.key):
            gold = labeled.spans["hedge"]
            doc = read(annotator, labeled.text)
            marks = doc.marks.get("hedge", ())
            spans = spans_of(doc, marks)
            counts.append(metrics.count_overlap(spans, gold))
            confidences += [mark.confidence for mark in marks]
            right += [metrics.touches(span, gold) for span in spans]
    figure = metrics.pool(counts)
    for part, value in (("precision", figure.precision), ("recall", figure.recall), ("F1", figure.f1)):
        within = intervals.of_spans(counts) if part == "F1" else None
        yield Row("hedging", f"cues, {part}", CUES, value, len(counts), KNOWN_CUES, annotator.name, within)
    error = metrics.calibration_error(confidences, right)
    yield Row("hedging", "cues, calibration error", CUES, error, len(right), "", annotator.name)
