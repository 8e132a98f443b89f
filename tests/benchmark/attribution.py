"""Metric A: attributions on PolNeAR's development part, cognition included, by each annotator; how sure it is of its cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmark import datasets, intervals
from benchmark.annotators import Subject, read
from benchmark.relations import FORMS, PAIRS, Forms, count_form, count_pairs
from benchmark.rows import Row
from framing.model import Attribution, Document
from framing.training import metrics
from framing.training.metrics import Chars, Counts

DATA = "PolNeAR, development part"
PARTS = ("cue", "source", "content")
NAMES = {
    **{pair: f"relations, {pair} both right, F1" for pair in PAIRS},
    **{form: f"cues of {form} attributions, F1" for form in FORMS if form != "cognition"},
    "cognition": "cues of cognition by the cue list, F1",
}
KNOWN = {"cue": "humans .815", "source": "humans .841", "content": "humans .911"}


@dataclass
class Tally:
    """What was counted: by part, pair of parts and form a text at a time, by outlet in all; the confidence of each cue."""

    counts: dict[str, list[Counts]] = field(default_factory=lambda: {part: [] for part in (*PARTS, *PAIRS, *FORMS)})
    outlets: dict[str, list[int]] = field(default_factory=dict)
    confidences: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def add(self, doc: Document, row: dict[str, Any]) -> None:
        """Count one article: what the document says against what the row says."""
        found = [a for a in doc.attributions if a.kind != "no_comment"]
        for part, spans in _spans(doc, found).items():
            gold = [tuple(span) for attribution in row["attributions"] for span in attribution[part]]
            count = metrics.count_characters if part == "content" else metrics.count_overlap
            self.counts[part].append(count(spans, gold))
            if part == "cue":
                self.confidences += [a.confidence for a in found]
                self.right += [metrics.touches(span, gold) for span in spans]
        forms = Forms(doc)
        ours, theirs = list(forms.found(found)), list(forms.wanted(row["attributions"]))
        for pair in PAIRS:
            self.counts[pair].append(count_pairs(ours, theirs, pair))
        for form in FORMS:
            self.counts[form].append(count_form(ours, theirs, form))
        sums = self.outlets.setdefault(row["outlet"], [0, 0, 0])
        sums[:] = [sums[0] + len(found), sums[1] + len(row["attributions"]), sums[2] + doc.n_words()]


def _spans(doc: Document, found: Sequence[Attribution]) -> dict[str, list[Chars]]:
    return {
        "cue": [doc.chars(a.cue) for a in found],
        "source": [doc.chars(a.source.span) for a in found if a.source.span],
        "content": [doc.chars(span) for a in found for span in a.contents],
    }


def rows(annotator: Subject, data: Sequence[dict[str, Any]] | None = None) -> Iterator[Row]:
    """Yield precision, recall and F1 of each part, F1 of relations and forms, the density per outlet, the cues' calibration.

    An annotator that is as sure of every cue as of the next, as rules are, has no calibration.
    """
    data = list(datasets.rows("polnear_dev.jsonl")) if data is None else data
    tally = Tally()
    for row in data:
        tally.add(read(annotator, row["text"]), row)
    for part in PARTS:
        figure = metrics.pool(tally.counts[part])
        for name, value in (("precision", figure.precision), ("recall", figure.recall), ("F1", figure.f1)):
            within = intervals.of_spans(tally.counts[part]) if name == "F1" else None
            yield Row("attribution", f"{part} {name}", DATA, value, len(data), KNOWN[part], annotator.name, within)
    for name, counts in ((name, tally.counts[part]) for part, name in NAMES.items()):
        value, within = metrics.pool(counts).f1, intervals.of_spans(counts)
        yield Row("attribution", name, DATA, value, len(data), "", annotator.name, within)
    yield from _densities(tally, annotator.name)
    if set(tally.confidences) - {1.0}:
        error = metrics.calibration_error(tally.confidences, tally.right)
        yield Row("attribution", "cues, calibration error", DATA, error, len(tally.right), "", annotator.name)


def _densities(tally: Tally, name: str) -> Iterator[Row]:
    """Compare attributions per 1,000 words, outlet by outlet, with those of the coders."""
    ours = [1000 * found / words for found, _, words in tally.outlets.values()]
    theirs = [1000 * gold / words for _, gold, words in tally.outlets.values()]
    error = sum(abs(a - b) / b for a, b in zip(ours, theirs, strict=True)) / len(ours)
    yield Row("attribution", "density per outlet, mean error", DATA, error, len(ours), "", name)
    tau = metrics.kendall_tau(ours, theirs)
    yield Row("attribution", "density per outlet, Kendall's tau", DATA, tau, len(ours), "", name)
