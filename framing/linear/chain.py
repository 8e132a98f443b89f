"""A document -> how likely each token is in a source, a cue or a content: a linear-chain conditional random field.

What speaks for a token is added up from whole numbers: what the words around it share with others, where quotations open
and close, neighbors in pairs, how far the sentence's edges are. Sums over all labelings of a sentence then make it
probabilities (Lafferty, McCallum & Pereira 2001), all sentences of a document at once.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.linear.features import BETWEEN, IN_SPEECH, NO_TOKEN, QUOTES, REACH, Array, Observed, word_parts
from framing.linear.marking import LABELS, Scale
from framing.linear.weights import index_groups
from framing.model import Document
from framing.packed import read_packed
from framing.tagging import load_tagger

N = len(LABELS)
WIDTH = (2 * REACH + 1) * N  # what a word says of its neighbors and itself
COLUMNS = WIDTH + 2 * N  # and of itself inside a quotation, and in a sentence with one
LONGEST = 80  # tokens of a chain: longer sentences are cut
_WIDEST = 30.0  # log odds between labels of a token that count
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
        self._matrix = np.stack([matrix, matrix.T])[..., None]
        self._edges = np.exp(np.stack([tables.opening, tables.closing]))[..., None]

    def read(self, doc: Document, observed: Observed) -> Array:
        """Return the probability of each label for each token, a row a token."""
        return self.read_all([doc], observed)

    def read_all(self, docs: Sequence[Document], observed: Observed) -> Array:
        """Return the same for the tokens of some documents that were observed together."""
        if not len(observed.at):
            return np.zeros((0, N))
        place = observed.first % LONGEST
        return self._infer(self._score(docs, observed), np.flatnonzero(place == 0), place)

    def score(self, doc: Document, observed: Observed) -> Array:
        """Return the log odds of each token's labels from all that speaks for them, but for its neighbors' labels."""
        return self._score([doc], observed)

    def _score(self, docs: Sequence[Document], observed: Observed) -> Array:
        at = observed.at
        ids = self._look_up(docs)
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

    def _infer(self, scores: Array, starts: Array, place: Array) -> Array:
        """Return the probabilities of labels: what leads to a token times what follows from it, over all labelings.

        ``starts`` are the first tokens of the chains. The longest come first, so that those that go on are always the first.
        """
        weights = scores.T.copy()
        weights -= weights.max(axis=0)
        np.exp(np.maximum(weights, -_WIDEST, out=weights), out=weights)
        lengths = np.diff(starts, append=len(place))
        order = np.argsort(-lengths, kind="stable")
        ranks = np.empty_like(order)
        ranks[order] = np.arange(len(order))
        rank = np.repeat(ranks, lengths)
        going = len(lengths) - np.cumsum(np.bincount(lengths))[:-1]  # how many chains have a token at each step
        steps = np.cumsum(going) - going
        forth, back = (steps.take(step) + rank for step in (place, np.repeat(lengths, lengths) - 1 - place))
        rows = np.empty((2, N, len(place)))  # forth first, then back
        rows[0][:, forth] = weights
        rows[1][:, back] = weights
        before = rows[:, :, : going[0]]
        before *= self._edges
        for t, (start, n) in enumerate(zip(steps[1:].tolist(), going[1:].tolist(), strict=True), 1):
            here = rows[:, :, start : start + n]
            here *= (before[:, :, None, :n] * self._matrix).sum(axis=1)
            if t % _OFTEN == 0:
                here /= here.sum(axis=1, keepdims=True)
            before = here
        found: Array = rows[0].take(forth, axis=1)
        found *= rows[1].take(back, axis=1)
        found /= weights
        found /= found.sum(axis=0)
        return found.T

    def _look_up(self, docs: Sequence[Document]) -> Array:
        """Return the row of each token's word, made when the word is first met."""
        if len(self._met) > _MOST_ROWS:
            self._met.clear()
        if not self._met:
            self._meet({BETWEEN: [BETWEEN]})
        n = sum(len(doc.norms) for doc in docs)
        try:
            return np.fromiter(map(self._met.__getitem__, _texts(docs)), np.int64, n)
        except KeyError:
            words = zip(_texts(docs), chain.from_iterable(doc.norms for doc in docs), strict=True)
            unmet = {text: norm for text, norm in words if text not in self._met}
            self._meet({text: [*word_parts(text, norm, self._tags, self.groups)] for text, norm in unmet.items()})
            return np.fromiter(map(self._met.__getitem__, _texts(docs)), np.int64, n)

    def _meet(self, words: Mapping[str, Sequence[str]]) -> None:
        """Add up and remember what words say that were not met before, by their parts, of which the first is the whole."""
        numbers = [[0, *map(self.parts.get, parts, repeat(0))] for parts in words.values()]
        starts = [0, *accumulate(map(len, numbers))][:-1]
        said = np.add.reduceat(self.tables.words[[*chain.from_iterable(numbers)]], starts, axis=0, dtype=np.int64)
        first, end = len(self._met), len(self._met) + len(words)
        while end > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._words = np.concatenate([self._words, np.zeros_like(self._words)])
        self._rows[first:end] = _pack(said)
        self._words[first:end] = [whole for _, whole, *_ in numbers]
        self._met.update(zip(words, range(first, end), strict=True))


def _texts(docs: Sequence[Document]) -> Iterator[str]:
    return chain.from_iterable([doc.tokens.texts for doc in docs])


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
