"""The sentences written for this project -> how many of their terms, sources and signs are right."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark import datasets
from benchmark.annotators import Subject, read
from benchmark.labels import Labels
from benchmark.rows import Row
from framing.measures.hedging import boosters, hedging
from framing.measures.loaded import loaded
from framing.measures.polarity import PolarWords, find_evaluations
from framing.testing import make_actor, make_document
from framing.training import metrics

DATA = "own sentences"


def terms(name: str) -> Iterator[Row]:
    """Precision and recall of the terms in the project's own labeled sentences, each by text and category."""
    measures = [hedging(), boosters()] if name == "hedging" else [loaded()]
    right = n_found = n_wanted = 0
    rows = datasets.own_sentences(name)
    for row in rows:
        doc = make_document(row["text"], genre=row.get("genre", "unknown"))
        found = sorted(f"{hit.text.lower()}:{hit.category}" for measure in measures for hit in measure.find(doc))
        wanted = sorted(row["expect"] or [])
        right += sum(min(found.count(item), wanted.count(item)) for item in set(wanted))
        n_found += len(found)
        n_wanted += len(wanted)
    figure = metrics.Figure(metrics.ratio(right, n_found), metrics.ratio(right, n_wanted))
    yield Row(name, "terms, F1", DATA, figure.f1, len(rows))


def attributions(annotator: Subject) -> Iterator[Row]:
    """Source and cue both right, in the project's own labeled sentences, traps included; then what else is labeled."""
    rows = datasets.own_sentences("attribution")
    tally = Labels()
    for row in rows:
        tally.add(read(annotator, row["text"]), row)
    for metric, right in ((metric, right) for metric, right in tally.right.items() if right):
        yield Row("attribution", metric, DATA, sum(right) / len(right), len(right), annotator=annotator.name)


def evaluations() -> Iterator[Row]:
    """The sign toward the target, in sentences whose topic words and names mislead general lexicons."""
    words = PolarWords()
    right = 0
    rows = datasets.own_sentences("evaluation")
    for row in rows:
        target = make_actor(row["target"])
        doc = make_document(row["text"], actors=[target, *row.get("others", ())])
        found = [hit for hit in find_evaluations(doc, words, "evaluation") if hit.target == target.id]
        total = sum(hit.value for hit in found if hit.voice == "own")
        right += (total > 0) - (total < 0) == row["expect"]
    yield Row("evaluation", "right sign", DATA, right / len(rows), len(rows))
