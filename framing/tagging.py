"""Words -> Penn part-of-speech tags: NLTK's averaged perceptron over the shipped weights, decoded without NLTK.

`Tagger.tag` gives the tags that ``nltk.tag.PerceptronTagger.tag`` gives with the same weights to the words that
`Tagger.prepare` returns (a test compares the two). It reads all sentences of a text at once: what words say of a tag is
added up for all of them, and then, step by step, what the two tags before say, for every token whose two are known.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from importlib import resources
from itertools import accumulate, chain, pairwise
from pathlib import Path

import numpy as np

from framing.casing import BEGINS, CAPITAL, ENDS, NAMES, OPENS, is_headline, shape_of, truecase
from framing.packed import read_packed
from framing.tag_weights import BY_WORD, START, Array, Weights, add_scores, unpack_weights

# Two marks stand before a sentence, the further first, and two after it; the tags before it are those marks, the nearer first.
_END = ("-END-", "-END2-")
_EDGE = len(START)
_BEFORE, _AFTER = ([f"{mark} " for mark in marks] for marks in (START, _END))  # as words: no other word holds a blank
_OPEN = -1  # the tag of a word that may have several
_STRAIGHT = str.maketrans("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u00ab\u00bb", '\'\'\'\'"""""')
_MOST_WORDS = 30_000  # remembered at once, in about 40 MB with what is known of their normalized forms


class Tagger:
    """A decoder over one set of weights. It remembers words it met, which changes no tag."""

    def __init__(self, weights: Weights) -> None:
        """Take the weights; `load_tagger` takes the shipped ones."""
        self.weights = weights
        n = len(weights.labels)
        self._labels = np.array(weights.labels, object)
        self._numbers = {label: i for i, label in enumerate((*weights.labels, *START))}
        # A row for each word as written: what it adds to the scores of its own tag and of its neighbors' tags, its tag where
        # it has only one, the row of its normalized form, its shape, and its row where a capital means nothing.
        self._met: dict[str, int] = {}
        self._said = np.zeros((256, len(BY_WORD), n), np.int16)
        self._only = np.zeros(256, np.int64)
        self._key = np.zeros(256, np.int64)
        self._shape = np.zeros(256, np.uint8)
        self._small = np.zeros(256, np.int64)
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
        sentences = [*sentences]
        return self.tag_words([*chain.from_iterable(sentences)], [*map(len, sentences)])

    def tag_words(self, words: Sequence[str], lengths: Sequence[int]) -> list[str]:
        """Return the Penn tags of the tokens of all sentences of one text or more, that follow one another in ``words``."""
        if len(self._met) > _MOST_WORDS:
            self._forget()
        long = np.array(lengths, np.int64)
        sentence = np.repeat(np.arange(len(long)), long)
        at = np.arange(len(words)) + 2 * _EDGE * sentence + _EDGE  # with the marks around each sentence
        starts = np.cumsum(long) - long + 2 * _EDGE * np.arange(len(long)) + _EDGE
        row = np.empty(len(words) + 2 * _EDGE * len(long), np.int64)
        met = self._look_up(words)
        for mark in range(_EDGE):
            row[starts - _EDGE + mark], row[starts + long + mark] = mark, _EDGE + mark
        row[at] = met
        self._undo_capitals(row, words, starts, lengths)
        tags = self._only[row]
        self._decide(row, tags)
        found: list[str] = self._labels[tags[at]].tolist()
        return found

    def _look_up(self, words: Sequence[str]) -> Array:
        """Return the row of each word as written, made when it is first met."""
        try:
            return np.fromiter(map(self._met.__getitem__, words), np.int64, len(words))
        except KeyError:
            small = [word.lower() for word in words if word[0].isupper() and word.lower() in self.weights.lowercase]
            unmet = [word for word in dict.fromkeys([*words, *small]) if word not in self._met]
            self._meet(unmet, [_normalize(word) for word in unmet])
            return np.fromiter(map(self._met.__getitem__, words), np.int64, len(words))

    def _undo_capitals(self, row: Array, words: Sequence[str], starts: Array, lengths: Sequence[int]) -> None:
        """Make small what `truecase` makes small: where a sentence or quotation opens, and in headlines."""
        shape = self._shape.take(row)
        begins = np.flatnonzero(shape & BEGINS)
        opening = begins[np.searchsorted(begins, np.flatnonzero(shape & OPENS), "right")]
        opening = opening[(shape[opening] & CAPITAL > 0) & (shape[opening + 1] & NAMES == 0)]
        row[opening] = self._small[row[opening]]
        ends = starts + np.array(lengths, np.int64)
        for i in np.flatnonzero(shape[ends - 1] & ENDS == 0).tolist():
            first = int(starts[i]) - 2 * _EDGE * i - _EDGE
            sentence = words[first : first + lengths[i]]
            if is_headline(sentence):
                row[starts[i] : ends[i]] = self._look_up(truecase(sentence, self.weights.lowercase))

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
        self._meet([*_BEFORE, *_AFTER], [*START, *_END])
        self._only[: 2 * _EDGE] = [*(self._numbers[mark] for mark in reversed(START)), 0, 0]
        self._shape[: 2 * _EDGE] = [BEGINS, BEGINS | OPENS, BEGINS, BEGINS]

    def _meet(self, words: Sequence[str], keys: Sequence[str]) -> None:
        """Gather and remember what words add that were not met before; ``keys`` are their normalized forms."""
        self._know([key for key in dict.fromkeys(keys) if key not in self._keys and key in self.weights.words])
        rows = slice(len(self._met), len(self._met) + len(words))
        tables = (self._said, self._only, self._key, self._shape, self._small)
        self._said, self._only, self._key, self._shape, self._small = (_with_rows(table, rows.stop) for table in tables)
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
        self._shape[rows] = [*map(shape_of, words)]
        small = ((i, word.lower()) for i, word in enumerate(words, rows.start))
        self._small[rows] = [
            self._met[word] if word in self.weights.lowercase and word in self._met else i for i, word in small
        ]

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
        add_scores(self._by_key.reshape(-1, self._by_key.shape[2]), scores)
        self._by_tag = _with_rows(self._by_tag, self._n_after)
        add_scores(self._by_tag, after)


def _with_rows(table: Array, n: int) -> Array:
    """Return a table with at least ``n`` rows, the new ones zero."""
    if n <= len(table):
        return table
    wider = np.zeros((max(n, 2 * len(table)), *table.shape[1:]), table.dtype)
    wider[: len(table)] = table
    return wider


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
