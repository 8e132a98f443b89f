"""Words -> Penn part-of-speech tags: NLTK's averaged perceptron over the shipped weights, decoded without NLTK.

`Tagger.tag` gives the tags that ``nltk.tag.PerceptronTagger.tag`` gives with the same weights to the words that
`Tagger.prepare` returns (a test compares the two). It reads all sentences of a text at once: what words say of a tag is
added up for all of them, and then, step by step, what the two tags before say, for every token whose two are known.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from framing.casing import truecase
from framing.packed import read_packed

Array = np.ndarray[Any, np.dtype[Any]]

# Scores are whole numbers of 16 bits; the trainer scales the weights so that no sum of them can leave these.
MIDDLE = 1 << 15

# What scores a tag: the groups of weights, under the names NLTK gives their features. The groups that look at whole
# words are kept by word, in this order, with those that look at the previous tag too in a mapping after them.
BY_WORD = ("i word", "i-1 word", "i-2 word", "i+1 word", "i+2 word")
BY_WORD_AND_TAG = "i-1 tag+i word"
BY_AFFIX = ("bias", "i suffix", "i pref1", "i-1 suffix", "i+1 suffix")
BY_TAGS = ("i-1 tag", "i-2 tag", "i tag+i-2 tag")

# Two marks stand before a sentence, the further first, and two after it; the tags before it are those marks, the nearer first.
_START = ("-START-", "-START2-")
_END = ("-END-", "-END2-")
_EDGE = len(_START)
_BEFORE, _AFTER = ([f"{mark} " for mark in marks] for marks in (_START, _END))  # as words: no other word holds a blank
_OPEN = -1  # the tag of a word that may have several
_STRAIGHT = str.maketrans("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u00ab\u00bb", '\'\'\'\'"""""')
_MOST_WORDS = 30_000  # remembered at once, in about 40 MB with what is known of their normalized forms


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained perceptron: ``single`` are the words with one tag, ``lowercase`` those written small inside sentences.

    ``affixes`` gives the row of ``vectors`` by group and key; ``words`` hold scores as texts, unpacked when a word is met;
    ``pairs`` is what the previous tag and the one before it add, a row for each two of them.
    """

    labels: tuple[str, ...]
    single: Mapping[str, str]
    lowercase: frozenset[str]
    affixes: Mapping[str, Mapping[str, int]]
    vectors: Array
    words: Mapping[str, Sequence[Any]]
    pairs: Array
    fingerprint: str = ""


class Tagger:
    """A decoder over one set of weights. It remembers words it met, which changes no tag."""

    def __init__(self, weights: Weights) -> None:
        """Take the weights; `load_tagger` takes the shipped ones."""
        self.weights = weights
        n = len(weights.labels)
        self._labels = np.array(weights.labels, object)
        self._numbers = {label: i for i, label in enumerate((*weights.labels, *_START))}
        # A row for each word as written: what it adds to the scores of its own tag and of its neighbors' tags, its tag where
        # it has only one, and the row of its normalized form.
        self._met: dict[str, int] = {}
        self._said = np.zeros((256, len(BY_WORD), n), np.int16)
        self._only = np.zeros(256, np.int64)
        self._key = np.zeros(256, np.int64)
        # A row for each normalized form the weights know: what it adds to the same scores, and which row of ``_by_tag`` it
        # adds after each tag. Rows of zeros stand for what they do not know.
        self._keys: dict[str, int] = {"": 0}
        self._by_key = np.zeros((256, len(BY_WORD), n), np.int16)
        self._after = np.zeros((256, n + _EDGE), np.int32)
        self._by_tag = np.zeros((256, n), np.int16)
        self._n_after = 1
        self._forget()

    def prepare(self, words: Sequence[str]) -> list[str]:
        """Return the words as the weights know them: quotation marks straight, capitals only on names."""
        return [word.translate(_STRAIGHT) for word in truecase(words, self.weights.lowercase)]

    def tag(self, words: Sequence[str]) -> list[str]:
        """Return the Penn tag of each token of one sentence.

        Parameters
        ----------
        words
            The sentence's tokens as they stand in the text; none may be empty.
        """
        return self.tag_sentences([words])

    def tag_sentences(self, sentences: Iterable[Sequence[str]]) -> list[str]:
        """Return the Penn tags of the tokens of all sentences of a text, in one list; `tag` says what a sentence is."""
        row = self._look_up(sentences)
        tags = self._only[row]
        self._decide(row, tags)
        found: list[str] = self._labels[tags[row >= 2 * _EDGE]].tolist()
        return found

    def _look_up(self, sentences: Iterable[Sequence[str]]) -> Array:
        """Return the row of each word, made when it is first met, with those of the marks around each sentence."""
        if len(self._met) > _MOST_WORDS:
            self._forget()
        cased: list[str] = []
        for words in sentences:
            cased += _BEFORE
            cased += truecase(words, self.weights.lowercase)
            cased += _AFTER
        rows = [*map(self._met.get, cased)]
        if None in rows:
            unmet = [word for word in dict.fromkeys(cased) if word not in self._met]
            self._meet(unmet, [_normalize(word) for word in unmet])
            rows = [*map(self._met.get, cased)]
        return np.array(rows, np.int64)

    def _decide(self, row: Array, tags: Array) -> None:
        """Set the tags that are open: first those after two that are known, then, again and again, those after these."""
        at = np.flatnonzero(tags == _OPEN)
        begins = np.ones(len(at), bool)
        begins[1:] = at[1:] - at[:-1] > _EDGE
        number = np.arange(len(at))
        step = number - np.maximum.accumulate(np.where(begins, number, 0))
        at = at[np.argsort(step, kind="stable")]
        before, further = at - 1, at - 2
        said = self._said.reshape(-1, len(self._labels))
        place = len(BY_WORD) * row
        scores = said.take(place[at], axis=0)
        for k, beside in enumerate((before, further, at + 1, at + 2), 1):
            scores += said.take(place[beside] + k, axis=0)
        pairs, after, by_tag = self.weights.pairs, self._after.ravel(), self._by_tag
        width = len(self._numbers)
        key = width * self._key[row[at]]
        for start, end in pairwise(accumulate(np.bincount(step).tolist(), initial=0)):
            previous = tags.take(before[start:end])
            total = scores[start:end]
            total += pairs.take(width * previous + tags.take(further[start:end]), axis=0)
            total += by_tag.take(after.take(key[start:end] + previous), axis=0)
            tags[at[start:end]] = total.argmax(axis=1)  # of equals the first: the last by the alphabet, as in NLTK

    def _forget(self) -> None:
        """Forget all words but the marks around sentences, which are no words."""
        self._met.clear()
        self._meet([*_BEFORE, *_AFTER], [*_START, *_END])
        self._only[: 2 * _EDGE] = [*(self._numbers[mark] for mark in reversed(_START)), 0, 0]

    def _meet(self, words: Sequence[str], keys: Sequence[str]) -> None:
        """Gather and remember what words add that were not met before; ``keys`` are their normalized forms."""
        self._know([key for key in dict.fromkeys(keys) if key not in self._keys and key in self.weights.words])
        rows = slice(len(self._met), len(self._met) + len(words))
        self._said, self._only, self._key = (_with_rows(table, rows.stop) for table in (self._said, self._only, self._key))
        self._key[rows] = key = [self._keys.get(key, 0) for key in keys]
        self._said[rows] = self._by_key[key]
        straight = [word.translate(_STRAIGHT) for word in words]
        beside = [key[-3:] for key in keys]
        for place, group, affixes in (
            (0, "bias", [""] * len(words)),
            (0, "i suffix", [word[-3:] for word in straight]),
            (0, "i pref1", [word[0] for word in straight]),
            (1, "i-1 suffix", beside),
            (3, "i+1 suffix", beside),
        ):
            places = self.weights.affixes[group]
            self._said[rows, place] += self.weights.vectors[[places.get(affix, 0) for affix in affixes]]
        single, numbers = self.weights.single, self._numbers
        self._only[rows] = [numbers[single[word]] if word in single else _OPEN for word in straight]
        self._met.update(zip(words, range(rows.start, rows.stop), strict=True))

    def _know(self, keys: Sequence[str]) -> None:
        """Unpack what normalized words add, and what they add after each tag."""
        n_keys, width = len(self._keys) + len(keys), len(BY_WORD)
        self._by_key, self._after = _with_rows(self._by_key, n_keys), _with_rows(self._after, n_keys)
        scores: list[tuple[int, str]] = []
        after: list[tuple[int, str]] = []
        for key in keys:
            row = self._keys[key] = len(self._keys)
            *texts, by_tag = self.weights.words[key]
            scores += enumerate(texts, width * row)
            for tag, text in by_tag.items():
                self._after[row, self._numbers[tag]] = self._n_after
                after.append((self._n_after, text))
                self._n_after += 1
        _add_to(self._by_key.reshape(-1, self._by_key.shape[2]), scores)
        self._by_tag = _with_rows(self._by_tag, self._n_after)
        _add_to(self._by_tag, after)


def _with_rows(table: Array, n: int) -> Array:
    """Return a table with at least ``n`` rows, the new ones zero."""
    if n <= len(table):
        return table
    wider = np.zeros((max(n, 2 * len(table)), *table.shape[1:]), table.dtype)
    wider[: len(table)] = table
    return wider


def _add_to(table: Array, scores: Sequence[tuple[int, str]]) -> None:
    """Add to rows of a table what texts say: "3 12 7 -5" is 12 for the tag of index 3, -5 for that of index 7."""
    told = [(row, text) for row, text in scores if text]
    numbers = np.fromstring(" ".join([text for _, text in told]), np.int64, sep=" ")
    rows = np.repeat(np.array([row for row, _ in told], np.int64), [text.count(" ") // 2 + 1 for _, text in told])
    np.add.at(table, (rows, -1 - numbers[::2]), numbers[1::2])  # labels stand in reverse


def _normalize(text: str) -> str:
    """Return the form under which weights know a word beyond its affixes (NLTK's classes of hyphens and digits)."""
    word = text.translate(_STRAIGHT)
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word[0].isdigit():
        return "!YEAR" if len(word) == 4 and word.isdigit() else "!DIGITS"
    return word.lower()


@functools.cache
def load_tagger() -> Tagger:
    """Return a tagger over the shipped weights, read once a process (0.1 s)."""
    with resources.as_file(resources.files("framing") / "weights" / "tagger.json.gz") as path:
        return read_tagger(path)


def read_tagger(path: Path) -> Tagger:
    """Return a tagger over the weights in a file that ``framing.training.tagger`` wrote.

    Raises
    ------
    AnnotationError
        Where the file is missing or is not such a file.
    """
    weights = read_packed(path, unpack_weights, "tagger", "framing.training.tagger")
    return Tagger(weights)


def unpack_weights(data: Mapping[str, Any], fingerprint: str = "") -> Weights:
    """Turn the JSON form of the weights into the form the decoder adds up."""
    names: list[str] = data["labels"]
    if names != sorted(names):
        raise ValueError("labels out of order")
    groups = data["weights"]
    texts = [(group, key, text) for group in BY_AFFIX for key, text in groups[group].items()]
    affixes: dict[str, dict[str, int]] = {group: {} for group in BY_AFFIX}
    for row, (group, key, _) in enumerate(texts, 1):
        affixes[group][key] = row
    vectors = np.zeros((len(texts) + 1, len(names)), np.int16)
    _add_to(vectors, [(row, text) for row, (_, _, text) in enumerate(texts, 1)])
    return Weights(
        labels=tuple(names[::-1]),
        single={word: tag for tag, words in data["single"].items() for word in words.split()},
        lowercase=frozenset(data["lowercase"].split()),
        affixes=affixes,
        vectors=vectors,
        words=data["words"],
        pairs=_add_pairs({group: groups[group] for group in BY_TAGS}, (*names[::-1], *_START)),
        fingerprint=fingerprint,
    )


def _add_pairs(groups: Mapping[str, Mapping[str, str]], tags: Sequence[str]) -> Array:
    """Add up, for every two tags that can stand before a word, what they say of it together."""
    width, n = len(tags), len(tags) - _EDGE
    numbers = {tag: i for i, tag in enumerate(tags)}
    last, second_last = np.zeros((width, n), np.int16), np.zeros((width, n), np.int16)
    _add_to(last, [(numbers[tag], text) for tag, text in groups["i-1 tag"].items()])
    _add_to(second_last, [(numbers[tag], text) for tag, text in groups["i-2 tag"].items()])
    scores = (last[:, None] + second_last).reshape(-1, n)
    pairs = ((key.split(" "), text) for key, text in groups["i tag+i-2 tag"].items())
    _add_to(scores, [(width * numbers[tag] + numbers[second], text) for (tag, second), text in pairs])
    return scores
