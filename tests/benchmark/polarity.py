"""Metric B: polarity toward a target in NewsMTSC's sentences, by each annotator, the evaluation measure and VADER."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmark import datasets, intervals
from benchmark.annotators import Subject, gives, likelihood
from benchmark.rows import Row
from framing.annotation import FastAnnotator
from framing.measures.polarity import PolarWords, find_evaluations
from framing.model import Article, Document, Mention, Span
from framing.training import metrics

DATA = "NewsMTSC, evaluation part mt"
FILE = "newsmtsc_dev_mt.jsonl"
KNOWN = "VADER .50, linear .61, best published .83"


def rows(annotator: Subject, data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield macro-F1 of the label toward the target, and the calibration of that label's probability."""
    if not gives(annotator, "polarity"):
        return
    data = list(datasets.rows(FILE)) if data is None else data
    found = [annotator.polarity_of(row["sentence"], row["start"], row["end"]) for row in data]
    ours, gold = [polarity.label for polarity in found], [row["polarity"] for row in data]
    within = intervals.of_macro_f1(ours, gold)
    yield Row("polarity", "macro-F1", DATA, metrics.macro_f1(ours, gold), len(gold), KNOWN, annotator.name, within)
    right = [label == wanted for label, wanted in zip(ours, gold, strict=True)]
    error = metrics.calibration_error([likelihood(polarity) for polarity in found], right)
    yield Row("polarity", "calibration error", DATA, error, len(gold), "", annotator.name)


def rule_rows(data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield the sign of the evaluations aimed at the target, in any voice, beside VADER's compound."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    data = list(datasets.rows(FILE)) if data is None else data
    vader = SentimentIntensityAnalyzer()
    words, annotator = PolarWords(), FastAnnotator()
    gold, ours, theirs = [], [], []
    for row in data:
        doc = annotator.annotate(Article(id="", text=row["sentence"]))
        gold.append(row["polarity"])
        ours.append(_sign(sum(hit.value for hit in find_evaluations(_aimed(doc, row), words, "evaluation"))))
        compound = vader.polarity_scores(row["sentence"])["compound"]
        theirs.append(_sign(compound if abs(compound) >= 0.05 else 0))
    for measure, found, known in (("evaluation", ours, KNOWN), ("VADER alone", theirs, "")):
        value, within = metrics.macro_f1(found, gold), intervals.of_macro_f1(found, gold)
        yield Row(measure, "macro-F1", DATA, value, len(gold), known, interval=within)


def _aimed(doc: Document, row: dict[str, Any]) -> Document:
    """Return the document with the data's target as its only mention."""
    inside = [i for i, token in enumerate(doc.tokens) if row["start"] <= token.start and token.end <= row["end"]]
    mention = (Mention(Span(inside[0], inside[-1] + 1), "target"),) if inside else ()
    return replace(doc, mentions=mention)


def _sign(value: float) -> str:
    return "positive" if value > 0 else "negative" if value < 0 else "neutral"
