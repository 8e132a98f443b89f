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
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.documents import trim
from framing.linear.features import BETWEEN, IN_SPEECH, NO_TOKEN, QUOTES, REACH, Array, Observed, word_parts
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
FIELD = 16  # bits of a number
_MIDDLE = 1 << (FIELD - 1)
_MIDDLES = np.uint64(sum(_MIDDLE << FIELD * i for i in range(N)))


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
        self._rows = np.zeros((1024, COLUMNS // N), np.int64)
        self._words = np.zeros(1024, np.int64)
        self._states = (_pack(tables.rules)[:, None] + _pack(tables.quotes)).reshape(-1, WIDTH // N)
        self._places = _pack(tables.places)[:, 0]
        self._pairs = _pack(np.concatenate([np.zeros((1, 2 * N), np.int16), tables.pairs]))
        sides = np.divmod(pair_keys, len(parts) + 1)
        self._firsts, self._seconds = (_number(side, len(parts) + 1) for side in sides)
        kind = np.min_scalar_type(len(pair_keys))  # as small as can be: it is a large table
        self._pair_rows = np.zeros((self._firsts.max() + 1, self._seconds.max() + 1), kind)
        self._pair_rows[self._firsts[sides[0]], self._seconds[sides[1]]] = np.arange(1, len(pair_keys) + 1)
        matrix = np.exp(tables.between)
        nothing = np.zeros_like(matrix)
        self._matrix = np.block([[matrix, nothing], [nothing, matrix.T]])
        self._edges = np.exp(np.concatenate([tables.opening, tables.closing]))

    def read(self, doc: Document, observed: Observed) -> Array:
        """Return the probability of each label for each token, a row a token."""
        if not doc.tokens:
            return np.zeros((0, N))
        place = observed.first % LONGEST
        chains = np.cumsum(place == 0) - 1
        return self._infer(self.score(doc, observed), chains, place, np.bincount(chains))

    def score(self, doc: Document, observed: Observed) -> Array:
        """Return the log odds of each token's labels from all that speaks for them, but for its neighbors' labels."""
        at = observed.at
        ids = self._look_up(doc)
        row = np.full(observed.size, self._met[BETWEEN])
        row[at] = ids
        state = np.full(observed.size, NO_TOKEN)
        state[at] = QUOTES * observed.rules + observed.quotes
        known = self._rows.take(row, axis=0)
        around = known[:, : WIDTH // N] + self._states.take(state, axis=0)
        reach = observed.size - 2 * REACH  # from the first token to the last, each between what stands around it
        total = sum(around[k : k + reach, k] for k in range(2 * REACH + 1))[at - REACH]
        total += known[at, -2] * (observed.quotes == IN_SPEECH) + known[at, -1] * observed.quoted
        total += self._places.take(observed.places).sum(axis=0)
        self._add_pairs(total, ids, observed.first)
        return (_unpack(total) + self.tables.shift) / self.tables.scale

    def _add_pairs(self, total: Array, ids: Array, first: Array) -> None:
        """Add what neighbors in one sentence say together."""
        words = self._words.take(ids)
        rows = self._pair_rows[self._firsts.take(words[:-1]), self._seconds.take(words[1:])]
        said = self._pairs.take(rows * (first[1:] > 0), axis=0)
        total[:-1] += said[:, 0]
        total[1:] += said[:, 1]

    def _infer(self, scores: Array, chains: Array, place: Array, lengths: Array) -> Array:
        """Return the probabilities of labels: what leads to a token times what follows from it, over all labelings."""
        weights = np.ascontiguousarray(scores.T)
        weights = np.exp(np.maximum(weights - weights.max(axis=0), -_WIDEST)).T
        forth, back = (len(lengths) * step + chains for step in (place, lengths[chains] - 1 - place))
        rows = np.ones((int(lengths.max()) * len(lengths), 2 * N))  # forth in the first columns, back in the last
        rows[forth, :N] = weights
        rows[back, N:] = weights
        steps = rows.reshape(-1, len(lengths), 2 * N)
        steps[0] *= self._edges
        for t, (before, here) in enumerate(pairwise(steps), 1):
            np.multiply(here, np.dot(before, self._matrix), out=here)
            if t % _OFTEN == 0:
                sides = here.reshape(-1, 2, N)
                sides /= sides.sum(axis=2, keepdims=True)
        found = np.ascontiguousarray((rows.take(forth, axis=0)[:, :N] * rows.take(back, axis=0)[:, N:] / weights).T)
        return np.asarray((found / found.sum(axis=0)).T)

    def _look_up(self, doc: Document) -> Array:
        """Return the row of each token's word, made when the word is first met."""
        met = self._met
        if len(met) > _MOST_ROWS:
            met.clear()
        if BETWEEN not in met:
            self._add(BETWEEN, [self.parts[BETWEEN]], 0)
        texts = doc.tokens.texts
        rows = [*map(met.get, texts)]
        if None in rows:
            for text, norm in zip(texts, doc.norms, strict=True):
                if text not in met:
                    whole, *rest = word_parts(text, norm, self._tags, self.groups)
                    known = [self.parts[part] for part in (whole, *rest) if part in self.parts]
                    self._add(text, known, self.parts.get(whole, 0))
            rows = [*map(met.get, texts)]
        return np.array(rows, np.int64)

    def _add(self, text: str, known: list[int], word: int) -> int:
        row = self._met[text] = len(self._met)
        if row == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._words = np.concatenate([self._words, np.zeros_like(self._words)])
        self._rows[row] = _pack(self.tables.words[known].sum(axis=0))
        self._words[row] = word
        return row


def _number(words: Array, n: int) -> Array:
    """Return a number from 1 on for each of ``n`` words that is among some, 0 for the others."""
    numbers = np.zeros(n, np.int64)
    distinct = np.unique(words)
    numbers[distinct] = np.arange(1, len(distinct) + 1)
    return numbers


def _pack(table: Array) -> Array:
    """Return a table with the numbers of each four labels in one, in a field of 16 bits each: one addition adds four."""
    return np.asarray(table.astype(np.int64).reshape(*table.shape[:-1], -1, N) @ (1 << FIELD * np.arange(N)))


def _unpack(packed: Array) -> Array:
    """Return the four numbers of each, as floats; no sum of them leaves its field."""
    fields = (packed.view(np.uint64) + _MIDDLES).astype("<u8").view("<u2")
    return fields.reshape(-1, N) - float(_MIDDLE)


def find_marks(doc: Document, read: Array, scales: Mapping[str, Scale]) -> dict[str, list[Mark]]:
    """Return the spans of some layers in order: runs of likely tokens, cut at sentence ends, marks at their edges trimmed."""
    found: dict[str, list[Mark]] = {layer: [] for layer in scales}
    n = len(read)
    inside = read.T[[LABELS.index(layer) for layer in scales]]  # a row for each layer: a token of the next is n tokens on
    chosen = np.flatnonzero(inside >= np.array([[scale.threshold] for scale in scales.values()]))
    if not len(chosen):
        return found
    opens = np.zeros(n, bool)
    opens[[sentence.start for sentence in doc.sentences]] = True
    cuts = np.flatnonzero((chosen[1:] - chosen[:-1] > 1) | opens[chosen[1:] % n]) + 1
    sums = [0.0, *np.cumsum(log_odds(inside.ravel()[chosen])).tolist()]
    places, layers = chosen.tolist(), list(scales.items())
    for first, last in pairwise([0, *cuts.tolist(), len(places)]):
        row, token = divmod(places[first], n)
        span = trim(doc, token, token + last - first)
        if span:
            before = first - token  # where the sums count a token
            mean = (sums[span.end + before] - sums[span.start + before]) / (span.end - span.start)
            layer, scale = layers[row]
            found[layer].append(Mark(span, scale.probability(mean)))
    return found


def log_odds(inside: Array) -> Array:
    """Return the log odds of probabilities."""
    kept = np.minimum(np.maximum(inside, _SUREST), 1 - _SUREST)
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
    if (keys >= (len(parts) + 1) ** 2).any():
        raise ValueError("a pair of words of which one has no number")
    states = (table("quotes", WIDTH), table("rules", WIDTH), table("places", N))
    tables = Tables(data["scale"], words, *states, pairs, **small)
    scales = {name: Scale(**data["scales"][name]) for name in LABELS[1:]}
    chain = Chain(parts, keys, tables, groups, scales)
    chain.fingerprint = fingerprint
    return chain
