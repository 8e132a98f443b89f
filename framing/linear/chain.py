"""A document -> how likely each token is in a source, a cue or a content: a linear-chain conditional random field.

What speaks for a token is added up from whole numbers: what the words around it share with others, where quotations open
and close, neighbors in pairs, how far the sentence's edges are. Sums over all labelings of a sentence then make it
probabilities (Lafferty, McCallum & Pereira 2001), all sentences of a document at once.
"""

from __future__ import annotations

import base64
import functools
import math
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.documents import trim
from framing.linear.features import BETWEEN, IN_SPEECH, NO_TOKEN, REACH, Array, Observed, word_parts
from framing.linear.weights import index_groups
from framing.model import Document, Mark
from framing.packed import read_packed
from framing.tagging import load_tagger


class Scale(NamedTuple):
    """What turns the mean log odds of a span into a probability (Platt 1999), and the least probability of its tokens."""

    slope: float
    shift: float
    threshold: float

    def probability(self, score: float) -> float:
        """Return the probability behind log odds."""
        return 1 / (1 + math.exp(-(self.slope * score + self.shift)))


LABELS = ("none", "source", "cue", "content")
N = len(LABELS)
WIDTH = (2 * REACH + 1) * N  # what a word says of its neighbors and itself
COLUMNS = WIDTH + 2 * N  # and of itself inside a quotation, and in a sentence with one
LONGEST = 80  # tokens of a chain: longer sentences are cut
_WIDEST = 30.0  # log odds between labels of a token that count
_SUREST = 1e-5  # no probability is taken for more certain than this
_OFTEN = 8  # steps after which running products are made shares again
_MOST_ROWS = 60_000  # words remembered at once


class Tables(NamedTuple):
    """The weights, in whole numbers, ``scale`` of them to one.

    A row of ``words`` each for what words share, of ``quotes`` and ``rules`` for the states of a token, of ``places`` for its
    places in the sentence; ``pairs`` says in its first columns what two neighbors say of the first, then of the second.
    ``between`` are the log odds of one label after another, ``opening`` and ``closing`` those of a sentence's edges.
    """

    scale: float
    words: Array
    quotes: Array
    rules: Array
    places: Array
    pairs: Array
    shift: Array
    between: Array
    opening: Array
    closing: Array


class Chain:
    """Reads documents by one set of weights. It remembers words it met, which changes no reading."""

    def __init__(
        self,
        parts: Mapping[str, int],
        pair_keys: Array,
        tables: Tables,
        groups: Mapping[str, Sequence[str]],
        scales: Mapping[str, Scale],
    ) -> None:
        """Take the weights; `load_chain` takes the shipped ones."""
        self.parts = parts
        self.pair_keys = pair_keys
        self.tables = tables
        self.groups = groups
        self.scales = scales
        self.fingerprint = ""
        self._tags = load_tagger().weights.single
        self._met: dict[str, int] = {}
        self._rows = np.zeros((1024, COLUMNS), np.int16)
        self._words = np.zeros(1024, np.int64)
        matrix = np.exp(tables.between)
        self._matrix = np.stack([matrix, matrix.T])
        self._edges = np.exp(np.stack([tables.opening, tables.closing]))[:, None]

    def read(self, doc: Document, observed: Observed) -> Array:
        """Return the probability of each label for each token, a row a token."""
        if not doc.tokens:
            return np.zeros((0, N))
        opens = observed.first % LONGEST == 0
        starts = np.flatnonzero(opens)
        chains = np.cumsum(opens) - 1
        lengths = np.diff(starts, append=len(opens))
        return self._infer(self.score(doc, observed), chains, np.arange(len(opens)) - starts[chains], lengths)

    def score(self, doc: Document, observed: Observed) -> Array:
        """Return the log odds of each token's labels from all that speaks for them, but for its neighbors' labels."""
        tables, at, size = self.tables, observed.at, observed.size
        ids = self._look_up(doc)
        row = np.full(size, self._met[BETWEEN])
        row[at] = ids
        quotes = np.full(size, NO_TOKEN)
        quotes[at] = observed.quotes
        rules = np.zeros(size, np.int64)
        rules[at] = observed.rules
        known = self._rows[row]
        shared = known[:, :WIDTH] + tables.quotes[quotes] + tables.rules[rules]
        total = np.zeros((size, N), np.int32)
        for k, d in enumerate(range(-REACH, REACH + 1)):
            total[max(0, -d) : size - max(0, d)] += shared[max(0, d) : size - max(0, -d), k * N : (k + 1) * N]
        scores = total[at]
        own = known[at]
        scores += own[:, WIDTH : WIDTH + N] * (observed.quotes == IN_SPEECH)[:, None]
        scores += own[:, WIDTH + N :] * observed.quoted[:, None]
        for places in observed.places:
            scores += tables.places[places]
        self._add_pairs(scores, ids, observed.first)
        return (scores + tables.shift) / tables.scale

    def _add_pairs(self, scores: Array, ids: Array, first: Array) -> None:
        """Add what neighbors in one sentence say together."""
        if not len(self.pair_keys):
            return
        words = self._words[ids]
        keys = words[:-1] * (len(self.parts) + 1) + words[1:]
        rows = np.minimum(np.searchsorted(self.pair_keys, keys), len(self.pair_keys) - 1)
        found = np.flatnonzero((self.pair_keys[rows] == keys) & (first[1:] > 0))
        said = self.tables.pairs[rows[found]]
        scores[found] += said[:, :N]
        scores[found + 1] += said[:, N:]

    def _infer(self, scores: Array, chains: Array, place: Array, lengths: Array) -> Array:
        """Return the probabilities of labels: what leads to a token times what follows from it, over all labelings."""
        scores = np.exp(np.maximum(scores - scores.max(axis=1, keepdims=True), -_WIDEST))
        back = lengths[chains] - 1 - place
        grid = np.ones((int(lengths.max()), 2, len(lengths), N))
        grid[place, 0, chains] = scores
        grid[back, 1, chains] = scores
        grid[0] *= self._edges
        for t in range(1, len(grid)):
            grid[t] *= grid[t - 1] @ self._matrix
            if t % _OFTEN == 0:
                grid[t] /= grid[t].sum(axis=2, keepdims=True)
        found = grid[place, 0, chains] * grid[back, 1, chains] / scores
        return np.asarray(found / found.sum(axis=1, keepdims=True))

    def _look_up(self, doc: Document) -> Array:
        """Return the row of each token's word, made when the word is first met."""
        met = self._met
        if len(met) > _MOST_ROWS:
            met.clear()
        if BETWEEN not in met:
            self._add(BETWEEN, [self.parts[BETWEEN]], 0)
        ids = [met.get(token.text, -1) for token in doc.tokens]
        if -1 in ids:
            for i, found in enumerate(ids):
                if found < 0:
                    ids[i] = self._meet(doc.tokens[i].text, doc.norms[i])
        return np.array(ids)

    def _meet(self, text: str, norm: str) -> int:
        if text in self._met:
            return self._met[text]
        whole, *rest = word_parts(text, norm, self._tags, self.groups)
        known = [self.parts[part] for part in (whole, *rest) if part in self.parts]
        return self._add(text, known, self.parts.get(whole, 0))

    def _add(self, text: str, known: list[int], word: int) -> int:
        row = self._met[text] = len(self._met)
        if row == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._words = np.concatenate([self._words, np.zeros_like(self._words)])
        self._rows[row] = self.tables.words[known].sum(axis=0)
        self._words[row] = word
        return row


def find_marks(doc: Document, read: Array, layer: str, scale: Scale) -> list[Mark]:
    """Return a layer's spans in order: runs of likely tokens, cut at sentence ends, marks at their edges trimmed."""
    inside = read[:, LABELS.index(layer)]
    chosen = np.flatnonzero(inside >= scale.threshold)
    if not len(chosen):
        return []
    sentence = np.asarray(doc.sentence_of)[chosen]
    cuts = np.flatnonzero((np.diff(chosen) > 1) | (np.diff(sentence) != 0)) + 1
    sums = [0.0, *np.cumsum(log_odds(inside)).tolist()]
    found = []
    for start, last in zip(chosen[[0, *cuts]].tolist(), chosen[[*(cuts - 1), -1]].tolist(), strict=True):
        span = trim(doc, start, last + 1)
        if span:
            mean = (sums[span.end] - sums[span.start]) / (span.end - span.start)
            found.append(Mark(span, scale.probability(mean)))
    return found


def log_odds(inside: Array) -> Array:
    """Return the log odds of probabilities."""
    kept = np.clip(inside, _SUREST, 1 - _SUREST)
    return np.asarray(np.log(kept / (1 - kept)))


@functools.cache
def load_chain() -> Chain:
    """Return the shipped weights, read once a process."""
    with resources.as_file(resources.files("framing") / "weights" / "chain.json.gz") as path:
        return read_chain(path)


def read_chain(path: Path) -> Chain:
    """Return the weights in a file that ``framing.training.chain`` wrote.

    Raises
    ------
    AnnotationError
        Where the file is missing or is not such a file.
    """
    return read_packed(path, unpack_chain, "chain", "framing.training.chain")


def unpack_chain(data: Mapping[str, Any], fingerprint: str = "") -> Chain:
    """Turn the JSON form of the weights into the form that is added up."""
    parts = {part: i for i, part in enumerate(data["parts"].split("\t"), 1)}
    groups = index_groups({name: terms.split("\t") for name, terms in data["groups"].items()})

    def table(name: str, columns: int) -> Array:
        flat = np.frombuffer(base64.b64decode(data[name]), np.int8).astype(np.int16)
        return flat.reshape(-1, columns)

    words = np.concatenate([np.zeros((1, COLUMNS), np.int16), table("words", COLUMNS)])
    if len(words) != len(parts) + 1:
        raise ValueError(f"{len(words) - 1} rows for {len(parts)} parts of words")
    small = {name: np.array(data[name], float) for name in ("shift", "between", "opening", "closing")}
    keys = np.cumsum(np.array(data["pair_keys"], np.int64))
    pairs = table("pairs", 2 * N)
    if len(pairs) != len(keys):
        raise ValueError(f"{len(pairs)} rows for {len(keys)} pairs of words")
    states = (table("quotes", WIDTH), table("rules", WIDTH), table("places", N))
    tables = Tables(data["scale"], words, *states, pairs, **small)
    scales = {name: Scale(**data["scales"][name]) for name in LABELS[1:]}
    chain = Chain(parts, keys, tables, groups, scales)
    chain.fingerprint = fingerprint
    return chain
