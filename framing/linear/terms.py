"""The sentences of a text -> what the terms of each weigh in each layer, found and added up for all sentences at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int64]
Runs = list[tuple[int, int]]


class Terms(NamedTuple):
    """The terms of some sentences, each once a sentence: in which one, from where, of how many words, how heavy."""

    sentences: int
    sentence: Array
    start: Array
    width: Array
    weights: Array

    def add_up(self, layer: int) -> list[float]:
        """Return the total of a layer for each sentence: whole numbers, which are exact as floats."""
        totals: list[float] = np.bincount(self.sentence, self.weights[:, layer], self.sentences).tolist()
        return totals

    def heaviest(self, layer: int, sentences: Sequence[int]) -> list[Runs]:
        """Return where the terms stand that speak for a layer in some sentences: the heaviest first, then the first."""
        wanted = np.zeros(self.sentences, bool)
        wanted[sentences] = True
        weights = self.weights[:, layer]
        chosen = np.flatnonzero((weights > 0) & wanted[self.sentence])
        chosen = chosen[np.lexsort((self.start[chosen], self.width[chosen], -weights[chosen], self.sentence[chosen]))]
        start = self.start[chosen]
        runs = list(zip(start.tolist(), (start + self.width[chosen]).tolist(), strict=True))
        ends = np.searchsorted(self.sentence[chosen], sentences, "right").tolist()
        starts = np.searchsorted(self.sentence[chosen], sentences, "left").tolist()
        return [runs[first:end] for first, end in zip(starts, ends, strict=True)]


class TermWeights:
    """Whole-number weights of words, and of two words side by side, a column a layer."""

    def __init__(self, words: Mapping[str, Sequence[int]], pairs: Mapping[tuple[str, str], Sequence[int]], width: int) -> None:
        known = dict.fromkeys([*words, *chain.from_iterable(pairs)])
        self._numbers = {word: number for number, word in enumerate(known, 1)}  # 0 is any other word
        self._words = np.zeros((len(known) + 1, width), np.int64)
        for word, weights in words.items():
            self._words[self._numbers[word]] = weights
        self._opens = np.zeros(len(known) + 1, bool)
        self._opens[[self._numbers[first] for first, _ in pairs]] = True
        coded = sorted((self._code(*pair), weights) for pair, weights in pairs.items())
        self._codes = np.array([code for code, _ in coded] or [-1], np.int64)
        self._pairs = np.array([weights for _, weights in coded] or [[0] * width], np.int64)

    def _code(self, first: str, second: str) -> int:
        return self._numbers[first] * len(self._words) + self._numbers[second]

    def find(self, sentences: Sequence[Sequence[str]]) -> Terms:
        """Return the terms of some sentences, given as their words, where they first stand in each."""
        lengths = np.fromiter(map(len, sentences), np.int64, len(sentences))
        word = np.fromiter(map(self._numbers.get, chain.from_iterable(sentences), repeat(0)), np.int64, lengths.sum())
        sentence = np.repeat(np.arange(len(lengths)), lengths)
        begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
        at = np.flatnonzero(word)
        at = at[_first(sentence[at] * len(self._words) + word[at])]
        opens = np.flatnonzero(self._opens[word[:-1]] & (sentence[1:] == sentence[:-1]))
        codes = word[opens] * len(self._words) + word[opens + 1]
        pair = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        known = self._codes[pair] == codes
        opens, pair = opens[known], pair[known]
        first = _first(sentence[opens] * len(self._codes) + pair)
        opens, pair = opens[first], pair[first]
        both = np.concatenate([at, opens])
        width = np.repeat([1, 2], [len(at), len(opens)])
        weights = np.concatenate([self._words[word[at]], self._pairs[pair]])
        return Terms(len(lengths), sentence[both], both - begins[both], width, weights)


def _first(numbers: Array) -> Array:
    """Return where each distinct number first stands."""
    return np.unique(numbers, return_index=True)[1]
