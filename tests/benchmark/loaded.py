"""Metrics C and D: loaded sentences (BABE) and loaded words (PTC), by the lexicon and by each annotator's layers.

BABE is trained on whole. What trained weights say of its sentences is measured while they are trained, on outlets left out
one at a time, and only reported here; scoring them on it again would show what they remember.

The lexicon is measured with the terms of every voice: the labels are of texts, whoever speaks. Only headline terms count;
the side columns hold what the codebook does not call loaded by itself. Words of one half of each set, as
`framing.training.splits.half` cuts it, were candidates for the lexicon, so the other half is told apart. PTC marks phrases,
the lexicon terms: beside the terms as they are, they are scored with the phrase they stand in (`phrase_of`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmark import datasets, hits, intervals
from benchmark.annotators import Subject, gives, read, spans_of
from benchmark.rows import Row
from framing.annotation import FastAnnotator
from framing.measures.evidence import tokens_of
from framing.measures.lexical import LexiconMeasure
from framing.measures.loaded import loaded
from framing.model import Article, Document, Hit
from framing.training import metrics
from framing.training.splits import half, is_development

TECHNIQUES = ("Loaded_Language", "Name_Calling,Labeling")
KNOWN_SENTENCES = "tf-idf and logistic regression .59 to .64, best published .80"
KNOWN_SPANS = "subjectivity lexicon .16, encoder .41"
UNMINED = 1  # the half whose words were no candidates for the lexicon
PHRASE_REACH = 2  # words of a phrase on either side of its term
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
    yield from _sentence_rows(ours, gold, "BABE")
    unmined = [i for i, row in enumerate(data) if half("babe", row["sentence"]) == UNMINED]
    if unmined:
        yield from _sentence_rows([ours[i] for i in unmined], [gold[i] for i in unmined], "BABE, half not mined")


def _sentence_rows(ours: Sequence[bool], gold: Sequence[bool], where: str) -> Iterator[Row]:
    value, within = metrics.macro_f1(ours, gold), intervals.of_macro_f1(ours, gold)
    yield Row("loaded", "sentences, macro-F1", where, value, len(gold), KNOWN_SENTENCES, interval=within)
    yield Row("loaded", "sentences, precision", where, metrics.of_class(ours, gold, True).precision, len(gold))


def spans_by_lexicon(data: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield metric D: characters of loaded language and name calling, by terms, then by the phrases they stand in."""
    measure, annotator = loaded(), FastAnnotator()
    terms, phrases = [], []
    for row in data:
        doc = annotator.annotate(Article(id="", text=row["text"]))
        found = _headline(measure, doc)
        terms.append([(hit.start, hit.end) for hit in found])
        phrases.append([phrase_of(doc, hit) for hit in found])
    unmined = [i for i, row in enumerate(data) if half("ptc", row["id"]) == UNMINED]
    for unit, predicted in (("spans", terms), ("phrases", phrases)):
        yield from _span_rows(predicted, data, "PTC", "", unit)
        if unmined:
            kept = [predicted[i] for i in unmined], [data[i] for i in unmined]
            yield from _span_rows(*kept, "PTC, half not mined", "", unit)


def phrase_of(doc: Document, hit: Hit) -> metrics.Chars:
    """Return the characters of the phrase a term stands in: an adverb before it, adjectives, and the nouns it is said of.

    For "brutal" it is all of "truly brutal police raid", for "thugs" all of "hired thugs". A verb stands alone.
    """
    start, end = tokens_of(doc, hit)
    sentence = doc.sentences[doc.sentence_at(start)]
    first, last = doc.tags[start][:2], doc.tags[end - 1]
    if last.startswith(("JJ", "VBN", "VBG", "NN")):
        kinds = ("NN",) if last.startswith("NN") else ("JJ", "NN")
        further = end
        while further < min(end + PHRASE_REACH, sentence.end) and doc.tags[further][:2] in kinds:
            further += 1
        end = further if doc.tags[further - 1].startswith("NN") else end
    if first == "NN":
        nearest = max(start - PHRASE_REACH, sentence.start)
        while start > nearest and doc.tags[start - 1][:2] in ("JJ", "NN"):
            start -= 1
    elif first == "JJ" and start > sentence.start and doc.tags[start - 1].startswith("RB"):
        start -= 1
    return doc.tokens[start].start, doc.tokens[end - 1].end


def _headline(measure: LexiconMeasure, doc: Document) -> list[Hit]:
    headline = {category.name for category in measure.lexicon.categories.values() if category.column == "headline"}
    return [hit for hit in measure.find(doc) if hit.category in headline]


def _span_rows(
    predicted: Sequence[Sequence[metrics.Chars]],
    data: Sequence[dict[str, Any]],
    where: str,
    name: str,
    unit: str = "spans",
) -> Iterator[Row]:
    counts = [metrics.count_characters(ours, gold_spans(row)) for ours, row in zip(predicted, data, strict=True)]
    figure = metrics.pool(counts)
    for part, value in (("precision", figure.precision), ("recall", figure.recall), ("F1", figure.f1)):
        within = intervals.of_spans(counts) if part == "F1" else None
        yield Row("loaded", f"{unit}, character {part}", where, value, len(data), KNOWN_SPANS, name, within)


def gold_spans(row: dict[str, Any]) -> list[metrics.Chars]:
    """Return the characters of the two techniques that loaded words are."""
    return [(span["start"], span["end"]) for span in row["spans"] if span["technique"] in TECHNIQUES]


def is_right(span: metrics.Chars, gold: Sequence[metrics.Chars]) -> bool:
    """Say whether most of a span's characters are wanted: where characters are counted, one of them makes no span right."""
    return metrics.count_characters([span], gold).right > (span[1] - span[0]) / 2


def judged_hits() -> list[hits.Judged]:
    """Return the hits coded by hand, each with the headline hit that stands there now."""
    measure = loaded()
    headline = {category.name for category in measure.lexicon.categories.values() if category.column == "headline"}

    def counts(hit: Hit) -> bool:
        return hit.category in headline and hit.voice == "own"

    return list(hits.judge(hits.read_codes("loaded"), datasets.rows(hits.ARTICLES), measure, FastAnnotator().annotate, counts))


def hit_rows() -> Iterator[Row]:
    """Yield the precision of the hits coded by hand; of the last round drawn at random, no rule was mended."""
    yield from hits.rows("loaded", judged_hits())


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


if __name__ == "__main__":  # PYTHONPATH=tests python -m benchmark.loaded: the precision of each entry
    print(hits.table(one for one in judged_hits() if one.code.drawn == "entry"))
