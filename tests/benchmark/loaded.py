"""Metrics C and D: loaded sentences (BABE) and loaded words (PTC), by the lexicon and by each annotator's layers.

BABE is trained on whole. What trained weights say of its sentences is measured while they are trained, on outlets left out
one at a time, and only reported here; scoring them on it again would show what they remember.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmark import datasets, intervals
from benchmark.annotators import Subject, gives, read, spans_of
from benchmark.rows import Row
from framing.annotation import FastAnnotator
from framing.measures.lexical import LexiconMeasure
from framing.measures.loaded import loaded
from framing.model import Article, Document, Hit
from framing.training import metrics
from framing.training.splits import is_development

TECHNIQUES = ("Loaded_Language", "Name_Calling,Labeling")
KNOWN_SENTENCES = "tf-idf and logistic regression .59 to .64, best published .80"
KNOWN_SPANS = "subjectivity lexicon .16, encoder .41"
WEIGHTS = datasets.ROOT / "framing" / "weights"
# What a training run writes of itself, by annotator.
TRAINING = {"fast": "linear.training.json", "encoder": "encoder/training.json"}


def lexicon_rows() -> Iterator[Row]:
    """Yield what the lexicon finds; nothing of it is trained."""
    yield from sentences_by_lexicon(list(datasets.rows("babe_train.jsonl")))
    yield from spans_by_lexicon(list(datasets.rows("ptc_train.jsonl")))


def sentences_by_lexicon(data: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield metric C: a sentence is loaded if the lexicon finds a headline term, in any voice."""
    measure, annotator = loaded(), FastAnnotator()
    gold = [row["loaded"] for row in data]
    ours = [bool(_headline(measure, annotator.annotate(Article(id="", text=row["sentence"])))) for row in data]
    value, within = metrics.macro_f1(ours, gold), intervals.of_macro_f1(ours, gold)
    yield Row("loaded", "sentences, macro-F1", "BABE", value, len(gold), KNOWN_SENTENCES, interval=within)
    yield Row("loaded", "sentences, precision", "BABE", metrics.of_class(ours, gold, True).precision, len(gold))


def spans_by_lexicon(data: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield metric D: characters of loaded language and name calling."""
    measure, annotator = loaded(), FastAnnotator()
    predicted = []
    for row in data:
        hits = _headline(measure, annotator.annotate(Article(id="", text=row["text"])))
        predicted.append([(hit.start, hit.end) for hit in hits])
    yield from _span_rows(predicted, data, "PTC", "")


def _headline(measure: LexiconMeasure, doc: Document) -> list[Hit]:
    headline = {category.name for category in measure.lexicon.categories.values() if category.column == "headline"}
    return [hit for hit in measure.find(doc) if hit.category in headline]


def _span_rows(
    predicted: Sequence[Sequence[metrics.Chars]], data: Sequence[dict[str, Any]], where: str, name: str
) -> Iterator[Row]:
    counts = [metrics.count_characters(ours, gold_spans(row)) for ours, row in zip(predicted, data, strict=True)]
    figure = metrics.pool(counts)
    for part, value in (("precision", figure.precision), ("recall", figure.recall), ("F1", figure.f1)):
        within = intervals.of_spans(counts) if part == "F1" else None
        yield Row("loaded", f"spans, character {part}", where, value, len(data), KNOWN_SPANS, name, within)


def gold_spans(row: dict[str, Any]) -> list[metrics.Chars]:
    """Return the characters of the two techniques that loaded words are."""
    return [(span["start"], span["end"]) for span in row["spans"] if span["technique"] in TECHNIQUES]


def is_right(span: metrics.Chars, gold: Sequence[metrics.Chars]) -> bool:
    """Say whether most of a span's characters are wanted: where characters are counted, one of them makes no span right."""
    return metrics.count_characters([span], gold).right > (span[1] - span[0]) / 2


def rows(annotator: Subject, data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield what a learned layer marks in the part of PTC that was kept out of training, and what training said of BABE."""
    if gives(annotator, "loaded words"):
        data = list(datasets.rows("ptc_train.jsonl")) if data is None else data
        yield from _marked_rows(annotator, [row for row in data if is_development("ptc", row["id"])])
    if gives(annotator, "loaded sentences"):
        yield from training_rows(annotator.name)


def _marked_rows(annotator: Subject, data: Sequence[dict[str, Any]]) -> Iterator[Row]:
    where = "PTC, development part"
    predicted, confidences, right = [], [], []
    for row in data:
        doc = read(annotator, row["text"])
        marks = doc.marks.get("loaded", ())
        predicted.append(spans_of(doc, marks))
        confidences += [mark.confidence for mark in marks]
        right += [is_right(span, gold_spans(row)) for span in predicted[-1]]
    yield from _span_rows(predicted, data, where, annotator.name)
    error = metrics.calibration_error(confidences, right)
    yield Row("loaded", "spans, calibration error", where, error, len(right), "", annotator.name)


def training_rows(name: str, folder: Path = WEIGHTS) -> Iterator[Row]:
    """Yield metric C as it was measured when the weights were trained; nothing where that is not on record."""
    path = folder / TRAINING.get(name, "")
    record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    figures = record.get("loaded_leave_one_outlet_out")
    if not figures:
        return
    within = (figures["interval"][0], figures["interval"][1]) if figures.get("interval") else None
    metric = "sentences, macro-F1, leave one outlet out (at training)"
    yield Row("loaded", metric, "BABE", figures["macro_f1"], figures["n"], KNOWN_SENTENCES, name, within)
    if "calibration_error" in figures:
        error = figures["calibration_error"]
        yield Row("loaded", "sentences, calibration error (at training)", "BABE", error, figures["n"], "", name)
