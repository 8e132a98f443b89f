"""Probabilities of tokens -> spans, each with its confidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from framing.documents import trim
from framing.encoder.calibration import Scale
from framing.encoder.reading import Array, Read
from framing.model import Document, Mark

_SUREST = 1e-5  # no probability is taken for more certain than this

UNBROKEN = ("content",)  # layers whose spans are clauses: a few tokens missed inside one do not break it
_BRIDGED = 3  # tokens
_DOUBTFUL = 0.15  # a token below this is outside for certain


def _bridge(inside: Array, threshold: float) -> Array:
    """Return which tokens are inside, holes of a few doubtful tokens filled."""
    chosen = inside >= threshold
    where = np.flatnonzero(chosen)
    for left, right in pairwise(where):
        if 1 < right - left <= _BRIDGED + 1 and inside[left + 1 : right].min() >= _DOUBTFUL:
            chosen[left:right] = True
    return chosen


def log_odds(inside: Array) -> float:
    """Return the mean log odds of a span's tokens."""
    kept = np.clip(inside, _SUREST, 1 - _SUREST)
    return float(np.log(kept / (1 - kept)).mean())


def find_spans(doc: Document, read: Read, layer: str, scale: Scale) -> Iterator[Mark]:
    """Yield a layer's spans in order: runs of tokens at or above the threshold, cut where one opens and at sentence ends.

    Marks at a span's edges (commas, dashes, stops) are trimmed; a span of nothing but marks is none.
    """
    inside = read.inside[layer]
    whole = layer in UNBROKEN
    chosen = np.flatnonzero(_bridge(inside, scale.threshold) if whole else inside >= scale.threshold)
    if not len(chosen):
        return
    of = np.asarray(doc.sentence_of)[chosen]
    cuts = (np.diff(chosen) > 1) | (np.diff(of) != 0)
    if not whole:
        cuts |= read.opens[layer][chosen[1:]]
    starts = np.flatnonzero(np.concatenate([[True], cuts]))
    for first, last in zip(starts, [*starts[1:], len(chosen)], strict=True):
        span = trim(doc, int(chosen[first]), int(chosen[last - 1]) + 1)
        if span:
            yield Mark(span, scale.probability(log_odds(inside[span.start : span.end])))
