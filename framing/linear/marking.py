"""Probabilities of labels, a row a token -> marks: spans of sources, cues and contents, each with how likely it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from framing.documents import trim
from framing.linear.features import Array
from framing.model import Document, Mark

LABELS = ("none", "source", "cue", "content")
_SUREST = 1e-5  # no probability is taken for more certain than this


class Scale(NamedTuple):
    """What turns the mean log odds of a span into a probability (Platt 1999), and the least probability of its tokens."""

    slope: float
    shift: float
    threshold: float

    def probability(self, score: float) -> float:
        """Return the probability behind log odds."""
        return 1 / (1 + math.exp(-(self.slope * score + self.shift)))


def find_marks(doc: Document, read: Array, scales: Mapping[str, Scale]) -> dict[str, list[Mark]]:
    """Return the spans of some layers in order: runs of likely tokens, cut at sentence ends, marks at their edges trimmed."""
    return find_all_marks([doc], read, scales)[0]


def find_all_marks(docs: Sequence[Document], read: Array, scales: Mapping[str, Scale]) -> list[dict[str, list[Mark]]]:
    """Return the spans of some layers in each of some documents that were read together."""
    found: list[dict[str, list[Mark]]] = [{layer: [] for layer in scales} for _ in docs]
    n = len(read)
    inside = read.T[[LABELS.index(layer) for layer in scales]]  # a row for each layer: a token of the next is n tokens on
    chosen = np.flatnonzero(inside >= np.array([[scale.threshold] for scale in scales.values()]))
    if not len(chosen):
        return found
    offsets = list(accumulate((len(doc.norms) for doc in docs), initial=0))
    opens = np.zeros(n, bool)
    opens[[offset + start for doc, offset in zip(docs, offsets, strict=False) for start, _ in doc.sentences]] = True
    cuts = np.flatnonzero((chosen[1:] - chosen[:-1] > 1) | opens[chosen[1:] % n]) + 1
    firsts, lasts = [0, *cuts.tolist()], [*cuts.tolist(), len(chosen)]
    odds = log_odds(inside.ravel()[chosen]).tolist()
    rows, tokens = (part.tolist() for part in np.divmod(chosen[firsts], n))
    layers = list(scales.items())
    row = number = 0
    for first, last, at, token in zip(firsts, lasts, rows, tokens, strict=True):
        if at != row:
            row, number = at, 0
        while token >= offsets[number + 1]:
            number += 1
        start = token - offsets[number]
        span = trim(docs[number], start, start + last - first)
        if span:
            own = odds[first + span.start - start : first + span.end - start]
            layer, scale = layers[row]
            found[number][layer].append(Mark(span, scale.probability(sum(own) / len(own))))
    return found


def log_odds(inside: Array) -> Array:
    """Return the log odds of probabilities."""
    kept = np.minimum(np.maximum(inside, _SUREST), 1 - _SUREST)
    return np.asarray(np.log(kept / (1 - kept)))


def log_odds_of(probability: float) -> float:
    """Return the log odds of one probability."""
    kept = min(max(probability, _SUREST), 1 - _SUREST)
    return math.log(kept / (1 - kept))
