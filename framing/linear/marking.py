"""Probabilities of labels, a row a token -> marks: spans of sources, cues and contents, each with how likely it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np

from framing.documents import trim
from framing.linear.features import Array
from framing.model import Document, Mark, Span

LABELS = ("none", "source", "cue", "content")
_NOTHING = Span(0, 0)
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
    inside = read.T[[LABELS.index(layer) for layer in scales]]  # a row for each layer
    thresholds = np.array([scale.threshold for scale in scales.values()])[:, None]
    offsets = np.array([0, *accumulate(len(doc.norms) for doc in docs)])
    starts, ends = _find_runs(docs, inside >= thresholds, offsets)
    starts, ends, origins = _trim_runs(docs, starts, ends, offsets)
    means = _find_means(inside.ravel(), starts, ends)
    bounds = np.searchsorted(starts, np.add.outer(len(read) * np.arange(len(scales)), offsets)).tolist()
    chances: list[float] = []
    for scale, (first, *_, last) in zip(scales.values(), bounds, strict=True):
        chances += map(scale.probability, means[first:last])
    marks = [*map(Mark, map(Span, (starts - origins).tolist(), (ends - origins).tolist()), chances)]
    by_layer = ([marks[start:end] for start, end in pairwise(row)] for row in bounds)
    return [dict(zip(scales, own, strict=True)) for own in zip(*by_layer, strict=True)]


def _find_runs(docs: Sequence[Document], chosen: Array, offsets: Array) -> tuple[Array, Array]:
    """Return where runs of chosen tokens start and end in the rows one after another; none goes on in another sentence."""
    opens = np.zeros(chosen.shape[1], bool)
    opens[[offset + start for doc, offset in zip(docs, offsets.tolist(), strict=False) for start, _ in doc.sentences]] = True
    joined = chosen[:, :-1] & chosen[:, 1:] & ~opens[1:]
    first, last = chosen.copy(), chosen.copy()
    first[:, 1:] &= ~joined
    last[:, :-1] &= ~joined
    return np.flatnonzero(first), np.flatnonzero(last) + 1


def _trim_runs(docs: Sequence[Document], starts: Array, ends: Array, offsets: Array) -> tuple[Array, Array, Array]:
    """Return where runs start and end without marks at their edges, and where the document of each begins in its row."""
    tokens = starts % max(offsets[-1], 1)
    numbers = np.searchsorted(offsets, tokens, "right") - 1
    origins = starts - tokens + offsets[numbers]
    norms = [*chain.from_iterable(doc.norms for doc in docs)]
    edges = zip(tokens.tolist(), (tokens + ends - starts - 1).tolist(), strict=True)
    ragged = [i for i, (first, last) in enumerate(edges) if not (norms[first][0].isalnum() and norms[last][0].isalnum())]
    runs = (part[ragged].tolist() for part in (numbers, starts - origins, ends - origins))
    trimmed = [trim(docs[number], start, end) or _NOTHING for number, start, end in zip(*runs, strict=True)]
    starts[ragged], ends[ragged] = np.array(trimmed, np.int64).reshape(-1, 2).T + origins[ragged]
    kept = starts < ends
    return starts[kept], ends[kept], origins[kept]


def _find_means(inside: Array, starts: Array, ends: Array) -> list[float]:
    """Return the mean log odds of the tokens of each run."""
    lengths = ends - starts
    run = np.repeat(np.arange(len(lengths)), lengths)
    at = np.arange(len(run)) + (ends - np.cumsum(lengths))[run]
    means: list[float] = (np.bincount(run, log_odds(inside[at])) / lengths).tolist()
    return means


def log_odds(inside: Array) -> Array:
    """Return the log odds of probabilities."""
    kept = np.minimum(np.maximum(inside, _SUREST), 1 - _SUREST)
    return np.asarray(np.log(kept / (1 - kept)))


def log_odds_of(probability: float) -> float:
    """Return the log odds of one probability."""
    kept = min(max(probability, _SUREST), 1 - _SUREST)
    return math.log(kept / (1 - kept))
