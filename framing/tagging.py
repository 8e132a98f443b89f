"""Words -> Penn part-of-speech tags: NLTK's averaged perceptron over the shipped weights, decoded without NLTK.

`Tagger.tag` gives the tags that ``nltk.tag.PerceptronTagger.tag`` gives with the same weights to the words that
`Tagger.prepare` returns (a test compares the two), ten times as fast, because it adds up the scores of all tags as one
integer: on 627,000 tokens of news, one core, 430,000 tokens a second with all words new and 600,000 after, against 45,000.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from operator import lshift
from pathlib import Path
from typing import Any, NamedTuple

from framing.casing import truecase
from framing.packed import read_packed

# A vector of scores, one a tag, is one integer with a field of 16 bits a tag: one addition adds all scores. Fields
# start in the middle of their range, and the trainer scales the weights so that no sum of them can leave it.
FIELD = 16
MIDDLE = 1 << (FIELD - 1)

# What scores a tag: the groups of weights, under the names NLTK gives their features. The groups that look at whole
# words are kept by word, in this order, with those that look at the previous tag too in a mapping after them.
BY_WORD = ("i word", "i-1 word", "i-2 word", "i+1 word", "i+2 word")
BY_WORD_AND_TAG = "i-1 tag+i word"
BY_AFFIX = ("bias", "i suffix", "i pref1", "i-1 suffix", "i+1 suffix")
BY_TAGS = ("i-1 tag", "i-2 tag", "i tag+i-2 tag")

# The upper bytes of scores that all but a word or two can pass over: nearly every tag but the chosen one has one of them, and
# of a thousand chosen ones one.
_LOW = bytes(range((MIDDLE >> 8) + 8))

_START = ("-START-", "-START2-")
_END = ("-END-", "-END2-")
_STRAIGHT = str.maketrans("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u00ab\u00bb", '\'\'\'\'"""""')
_MOST_WORDS = 40_000  # remembered at once, in about 25 MB


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained perceptron: ``single`` are the words with one tag, ``lowercase`` those written small inside sentences.

    ``vectors`` holds packed scores by group and key, ``words`` those of whole words, packed only when the word is met,
    and ``pairs`` what the previous tag and the one before it add.
    """

    labels: tuple[str, ...]
    single: Mapping[str, str]
    lowercase: frozenset[str]
    shifts: tuple[int, ...]
    vectors: Mapping[str, Mapping[str, int]]
    words: Mapping[str, Sequence[Any]]
    pairs: Mapping[str, Mapping[str, int]]
    fingerprint: str = ""


class _Key(NamedTuple):
    """What a normalized word adds to the scores of its own tag and of its neighbors' tags, as packed vectors."""

    own: int
    to_next: int
    to_second_next: int
    to_previous: int
    to_second_previous: int
    after_tag: Mapping[str, int]  # added to ``own`` after the tags that say something about this word


class _Word(NamedTuple):
    """The same for a word as written, and its tag where it has only one."""

    tag: str | None
    own: int
    to_next: int
    to_second_next: int
    to_previous: int
    to_second_previous: int
    after_tag: Mapping[str, int]


class Tagger:
    """A decoder over one set of weights. It remembers words it met, which changes no tag."""

    def __init__(self, weights: Weights) -> None:
        """Take the weights; `load_tagger` takes the shipped ones."""
        self.weights = weights
        self._met: dict[str, _Word] = {}
        self._keys: dict[str, _Key] = {}
        self._before = [_Word(None, *self._key(mark)) for mark in _START]
        self._after = [_Word(None, *self._key(mark)) for mark in _END]

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
        met = self._met
        if len(met) > _MOST_WORDS:
            met.clear()
        row = [met.get(word) or self._meet(word) for word in truecase(words, self.weights.lowercase)]
        single, own, to_next, to_second_next, to_previous, to_second_previous, after_tag = zip(
            *self._before, *row, *self._after, strict=True
        )
        around = zip(
            single[2:],
            own[2:],
            after_tag[2:],
            to_next[1:],
            to_second_next,
            to_previous[3:],
            to_second_previous[4:],
            strict=False,
        )
        pairs, choose = self.weights.pairs, self._choose
        previous, second_previous = _START
        tags = []
        for only, scores, by_tag, first, second, third, fourth in around:
            tag = only or choose(
                scores + by_tag.get(previous, 0) + pairs[previous][second_previous] + first + second + third + fourth
            )
            tags.append(tag)
            second_previous = previous
            previous = tag
        return tags

    def _choose(self, scores: int) -> str:
        """Return the tag with the highest score, of equals the last by the alphabet, as NLTK does."""
        labels = self.weights.labels
        fields = scores.to_bytes(2 * len(labels), "little")
        high = fields[1::2]  # the upper byte of each score nearly always settles it, at a third of the cost
        likely = high.translate(None, _LOW) or high
        best = likely[0] if len(likely) == 1 else max(likely)
        if high.count(best) == 1:
            return labels[high.index(best)]
        full = struct.unpack(f"<{len(labels)}H", fields)
        return labels[full.index(max(full))]

    def _meet(self, text: str) -> _Word:
        """Gather and remember what a word as written adds."""
        word = text.translate(_STRAIGHT)
        key = self._key(_normalize(word))
        vectors = self.weights.vectors
        own = vectors["bias"][""] + vectors["i suffix"].get(word[-3:], 0) + vectors["i pref1"].get(word[0], 0) + key.own
        self._met[text] = found = _Word(self.weights.single.get(word), own, *key[1:])
        return found

    def _key(self, key: str) -> _Key:
        """Gather what a normalized word or an edge of the sentence adds; remember it where the weights know the word."""
        if key in self._keys:
            return self._keys[key]
        shifts = self.weights.shifts
        to_next = self.weights.vectors["i-1 suffix"].get(key[-3:], 0)
        to_previous = self.weights.vectors["i+1 suffix"].get(key[-3:], 0)
        if key not in self.weights.words:
            return _Key(0, to_next, 0, to_previous, 0, {})
        *texts, by_tag = self.weights.words[key]
        own, first, second, third, fourth = (_pack(text, shifts) for text in texts)
        after_tag = {tag: _pack(text, shifts) for tag, text in by_tag.items()}
        self._keys[key] = found = _Key(own, to_next + first, second, to_previous + third, fourth, after_tag)
        return found


def _normalize(word: str) -> str:
    """Return the form under which weights know a word beyond its affixes (NLTK's classes of hyphens and digits)."""
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word[0].isdigit():
        return "!YEAR" if len(word) == 4 and word.isdigit() else "!DIGITS"
    return word.lower()


def _pack(text: str, shifts: Sequence[int]) -> int:
    """Turn "3 12 7 -5" (12 for the tag of index 3, -5 for that of index 7) into a vector."""
    if not text:
        return 0
    numbers = list(map(int, text.split()))
    return sum(map(lshift, numbers[1::2], map(shifts.__getitem__, numbers[::2])))


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
    labels = tuple(sorted(names, reverse=True))
    shifts = tuple(FIELD * labels.index(name) + data["shift"] for name in names)
    vectors = {
        group: {key: _pack(text, shifts) for key, text in data["weights"][group].items()} for group in (*BY_AFFIX, *BY_TAGS)
    }
    vectors["bias"][""] += sum(MIDDLE << (FIELD * i) for i in range(len(labels)))
    return Weights(
        labels=labels,
        single={word: tag for tag, words in data["single"].items() for word in words.split()},
        lowercase=frozenset(data["lowercase"].split()),
        shifts=shifts,
        vectors=vectors,
        words=data["words"],
        pairs=_add_pairs(vectors, (*labels, *_START)),
        fingerprint=fingerprint,
    )


def _add_pairs(vectors: Mapping[str, Mapping[str, int]], tags: Sequence[str]) -> dict[str, dict[str, int]]:
    """Add up, for every two tags that can stand before a word, what they say of it together."""
    last, second_last, both = (vectors[group] for group in BY_TAGS)
    return {
        tag: {second: last.get(tag, 0) + second_last.get(second, 0) + both.get(f"{tag} {second}", 0) for second in tags}
        for tag in tags
    }
