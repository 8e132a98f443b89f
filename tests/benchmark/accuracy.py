"""Labeled data -> the accuracy table, by the metrics A to E and on the sentences written for this project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmark import (
    aligned,
    attribution,
    changes,
    hedging,
    invariance,
    loaded,
    own,
    paraphrase,
    polarity,
    proposals,
    quoted,
    stories,
    swaps,
    topics,
)
from benchmark.annotators import Subject, gives, make_fast
from benchmark.rows import Row

__all__ = ["Row", "external", "on_own_sentences"]


def on_own_sentences(annotators: Sequence[Subject] = ()) -> Iterator[Row]:
    """Yield the rows that need none of the labeled data; where no annotator is given, those of the fast one."""
    yield from aligned.rows()
    yield from own.terms("hedging")
    yield from own.terms("loaded")
    for annotator in annotators or [make_fast()]:
        yield from own.attributions(annotator)
        yield from quoted.quotations(annotator)
        if gives(annotator, "sentences"):
            yield from changes.rows(annotator)
    yield from own.evaluations()


def external(annotators: Sequence[Subject]) -> Iterator[Row]:
    """Yield the rows on labeled data: what hangs on no annotator once, the rest for each."""
    for annotator in annotators:
        yield from attribution.rows(annotator)
    yield from polarity.rule_rows()
    yield from swaps.rows()
    yield from proposals.rows()
    for annotator in annotators:
        yield from polarity.rows(annotator)
    yield from loaded.lexicon_rows()
    yield from loaded.hit_rows()
    for annotator in annotators:
        yield from loaded.rows(annotator)
    yield from paraphrase.rows()
    yield from stories.rows()
    yield from topics.rows("fast")
    yield from hedging.lexicon_rows()
    yield from hedging.lexicon_cue_rows()
    yield from hedging.hit_rows()
    for annotator in annotators:
        yield from hedging.rows(annotator)
    for annotator in annotators:
        yield from invariance.rows(annotator)
