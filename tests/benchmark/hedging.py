"""Metric E: uncertain sentences (WikiWeasel) and hedge cues (BioScope), by the lexicon and by each annotator's layers.

Entries were mined on one half of either set, as `framing.training.splits.half` cuts it: what the lexicon finds is told of
the other half, and of WikiWeasel as a whole too. The shipped thresholds and scales of learned layers were chosen on the
parts that were kept out of training, so that these figures flatter a little; training records what each half of such a part
gives with what was chosen on the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from benchmark import datasets, hits, intervals
from benchmark.annotators import Subject, gives, marked, probability, read, spans_of
from benchmark.datasets import untreebank
from benchmark.rows import Row
from framing.annotation import FastAnnotator
from framing.lexicon import Lexicon
from framing.measures.hedging import hedging
from framing.model import Article, Hit
from framing.training import metrics
from framing.training.splits import half, is_development

if TYPE_CHECKING:
    from framing.training.encoder.labeled import Labeled

KNOWN = "Hyland's list .40, shared task's best .60"
KNOWN_CUES = "shared task's best .86"
SENTENCES = "WikiWeasel, development part"
CUES = "BioScope, development part"
CUES_UNMINED = "BioScope, half not mined"
TEST = 1  # the half that no entry was mined on


def lexicon_rows(data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield what the lexicon finds: a sentence is uncertain if it holds a headline hedge, or one of these or a weasel.

    The third reading leaves modals and conditions out: Wikipedia's coders marked vague agents and second-hand claims, and
    rarely what may happen.
    """
    measure, annotator = hedging(), FastAnnotator()
    headline = headline_of(measure.lexicon)
    gold, unmined = [], []
    readings: dict[str, list[bool]] = {name: [] for name in ("headline", "with weasels", "with weasels, modals apart")}
    for row in datasets.rows("wikiweasel_train.jsonl") if data is None else data:
        found = list(measure.find(annotator.annotate(Article(id="", text=untreebank(row["sentence"])))))
        wide = [hit for hit in found if hit.category in headline or hit.category == "weasel"]
        readings["headline"].append(any(hit.category in headline for hit in found))
        readings["with weasels"].append(bool(wide))
        readings["with weasels, modals apart"].append(any(not is_modal(hit) for hit in wide))
        gold.append(row["uncertain"])
        unmined.append(half("wikiweasel", row["sentence"]) == TEST)
    kept = [i for i, mine in enumerate(unmined) if mine]
    for metric, ours in readings.items():
        yield _sentence_row(metric, ours, gold)
        if kept:
            yield _sentence_row(f"{metric}, half not mined", [ours[i] for i in kept], [gold[i] for i in kept])


def is_modal(hit: Hit) -> bool:
    """Say whether a hedge is a modal verb or a condition."""
    return hit.category == "conditional" or hit.term in ("may", "might", "could")


def _sentence_row(metric: str, ours: Sequence[bool], gold: Sequence[bool]) -> Row:
    value, within = metrics.of_class(ours, gold, True).f1, intervals.of_class(ours, gold, True)
    return Row("hedging", f"sentences, F1, {metric}", "WikiWeasel", value, len(gold), KNOWN, interval=within)


def headline_of(lexicon: Lexicon) -> frozenset[str]:
    """Return the names of the categories whose hits make the rate."""
    return frozenset(category.name for category in lexicon.categories.values() if category.column == "headline")


def lexicon_cue_rows(data: Iterable[Labeled] | None = None) -> Iterator[Row]:
    """Yield precision, recall and F1 of the lexicon's headline hedges as cues; then F1 with the beliefs of others (H-7)."""
    measure, annotator = hedging(), FastAnnotator()
    headline = headline_of(measure.lexicon)
    strict: list[metrics.Counts] = []
    wide: list[metrics.Counts] = []
    for labeled in datasets.bioscope() if data is None else data:
        if half("bioscope", labeled.key) != TEST:
            continue
        found = list(measure.find(annotator.annotate(Article(id="", text=labeled.text))))
        for counts, categories in ((strict, headline), (wide, headline | {"doxastic_attributed"})):
            spans = [(hit.start, hit.end) for hit in found if hit.category in categories]
            counts.append(metrics.count_overlap(spans, labeled.spans["hedge"]))
    if not strict:
        return
    figure, within = metrics.pool(strict), intervals.of_spans(strict)
    for part, value in (("precision", figure.precision), ("recall", figure.recall), ("F1", figure.f1)):
        interval = within if part == "F1" else None
        yield Row("hedging", f"cues, {part}, headline", CUES_UNMINED, value, len(strict), KNOWN_CUES, interval=interval)
    value, within = metrics.pool(wide).f1, intervals.of_spans(wide)
    yield Row("hedging", "cues, F1, with beliefs", CUES_UNMINED, value, len(wide), KNOWN_CUES, interval=within)


def judged_hits() -> list[hits.Judged]:
    """Return the hits coded by hand, each with the headline hit that stands there now."""
    articles, measure = datasets.rows(hits.ARTICLES), hedging()
    return list(hits.judge(hits.read_codes("hedge"), articles, measure, FastAnnotator().annotate, in_headline))


def in_headline(hit: Hit) -> bool:
    """Say whether a hit counts in the rate: a headline category, in the outlet's own or reported voice."""
    return "side" not in hit.labels and hit.voice != "quoted"


def hit_rows() -> Iterator[Row]:
    """Yield the precision of the hits coded by hand."""
    yield from hits.rows("hedging", judged_hits())


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
