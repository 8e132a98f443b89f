"""A document -> what the network says of each of its tokens and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from framing.encoder.layout import LINK, SENTENCE_LAYERS, SPAN_LAYERS, sentence_slice, span_slice
from framing.encoder.pieces import Pieces
from framing.encoder.windows import Window, cut_windows, ids_of
from framing.model import Document

Array = np.ndarray[Any, np.dtype[Any]]


class Output(NamedTuple):
    """What the network gives for one window, a row for each of its ids: see `framing.encoder.layout`."""

    labels: Array
    links: Array
    polarity: Array


class Network(Protocol):
    """Whatever runs the weights."""

    def read(self, windows: Sequence[list[int]]) -> Iterator[tuple[int, Output]]:
        """Yield each window's number and output, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a document, by token.

    ``inside[layer]`` is the probability that a token is in a span of the layer, ``opens[layer]`` whether it rather opens one
    than goes on; ``weights[layer]`` and ``values[layer]`` are a sentence layer's parts; ``links`` holds what relations are
    made from, shape (tokens, 4 x LINK).
    """

    inside: dict[str, Array]
    opens: dict[str, Array]
    weights: dict[str, Array]
    values: dict[str, Array]
    links: Array


def read_document(doc: Document, pieces: Pieces, network: Network) -> Read:
    """Read a document window by window; of an overlong sentence's parts, each keeps its own half of what they share."""
    n = len(doc.tokens)
    read = Read(
        {layer: np.zeros(n, np.float32) for layer in SPAN_LAYERS},
        {layer: np.zeros(n, bool) for layer in SPAN_LAYERS},
        {layer: np.zeros(n, np.float32) for layer in SENTENCE_LAYERS},
        {layer: np.zeros(n, np.float32) for layer in SENTENCE_LAYERS},
        np.zeros((n, 4 * LINK), np.float16),  # half as much memory; dot products of 32 numbers stay good to a thousandth
    )
    ids = pieces.of_all(doc.norms)
    sizes = [len(token) for token in ids]
    windows = cut_windows(sizes, doc.sentences)
    for number, output in network.read([ids_of(ids, window.start, window.end) for window in windows]):
        _keep(read, windows[number], sizes, output)
    return read


def _keep(read: Read, window: Window, sizes: Sequence[int], output: Output) -> None:
    """Write a window's own tokens into what was read."""
    before = 1 + sum(sizes[window.start : window.own_start])
    counts = np.array(sizes[window.own_start : window.own_end])
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    own = slice(window.own_start, window.own_end)
    rows = slice(before, before + int(counts.sum()))
    labels = output.labels[rows].astype(np.float32)
    for layer in SPAN_LAYERS:
        shares = softmax(labels[:, span_slice(layer)])
        read.inside[layer][own] = np.add.reduceat(1 - shares[:, 0], firsts) / counts
        read.opens[layer][own] = (shares[:, 1] > shares[:, 2])[firsts]
    for layer in SENTENCE_LAYERS:
        weights, values = labels[:, sentence_slice(layer)].T
        # The parts of a token's pieces are put together so that pooling tokens is the same as pooling pieces.
        highest = np.maximum.reduceat(weights, firsts)
        scaled = np.exp(weights - np.repeat(highest, counts))
        total = np.add.reduceat(scaled, firsts)
        read.weights[layer][own] = highest + np.log(total)
        read.values[layer][own] = np.add.reduceat(scaled * values, firsts) / total
    read.links[own] = np.add.reduceat(output.links[rows].astype(np.float32), firsts) / counts[:, None]


def softmax(scores: Array) -> Array:
    """Return scores as shares of 1 along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Array = raised / raised.sum(-1, keepdims=True)
    return shares


class Pooled(NamedTuple):
    """A sentence's score (log odds) and what each of its tokens adds to it."""

    score: float
    parts: Array


def pool_sentences(read: Read, layer: str, doc: Document) -> Iterable[Pooled]:
    """Yield the score of each sentence; of one without tokens, nothing is said."""
    for start, end in doc.sentences:
        parts = (
            softmax(read.weights[layer][start:end]) * read.values[layer][start:end] if end > start else np.zeros(0, np.float32)
        )
        yield Pooled(float(parts.sum()), parts)
