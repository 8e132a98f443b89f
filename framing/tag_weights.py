"""What a tagger learned, as JSON -> tables of scores: which words and endings speak for which tag, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

# Scores are whole numbers of 16 bits; the trainer scales the weights so that no sum of them can leave these.
MIDDLE = 1 << 15

# What scores a tag: the groups of weights, under the names NLTK gives their features. The groups that look at whole
# words are kept by word, in this order, with those that look at the previous tag too in a mapping after them.
BY_WORD = ("i word", "i-1 word", "i-2 word", "i+1 word", "i+2 word")
BY_WORD_AND_TAG = "i-1 tag+i word"
BY_AFFIX = ("bias", "i suffix", "i pref1", "i-1 suffix", "i+1 suffix")
BY_TAGS = ("i-1 tag", "i-2 tag", "i tag+i-2 tag")

# What stands before a sentence in place of tags, the nearer mark first.
START = ("-START-", "-START2-")


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
    add_scores(vectors, [(row, text) for row, (_, _, text) in enumerate(texts, 1)])
    return Weights(
        labels=tuple(names[::-1]),
        single={word: tag for tag, words in data["single"].items() for word in words.split()},
        lowercase=frozenset(data["lowercase"].split()),
        affixes=affixes,
        vectors=vectors,
        words=data["words"],
        pairs=_add_pairs({group: groups[group] for group in BY_TAGS}, (*names[::-1], *START)),
        fingerprint=fingerprint,
    )


def _add_pairs(groups: Mapping[str, Mapping[str, str]], tags: Sequence[str]) -> Array:
    """Add up, for every two tags that can stand before a word, what they say of it together."""
    width, n = len(tags), len(tags) - len(START)
    numbers = {tag: i for i, tag in enumerate(tags)}
    last, second_last = np.zeros((width, n), np.int16), np.zeros((width, n), np.int16)
    add_scores(last, [(numbers[tag], text) for tag, text in groups["i-1 tag"].items()])
    add_scores(second_last, [(numbers[tag], text) for tag, text in groups["i-2 tag"].items()])
    scores = (last[:, None] + second_last).reshape(-1, n)
    pairs = ((key.split(" "), text) for key, text in groups["i tag+i-2 tag"].items())
    add_scores(scores, [(width * numbers[tag] + numbers[second], text) for (tag, second), text in pairs])
    return scores


def add_scores(table: Array, scores: Sequence[tuple[int, str]]) -> None:
    """Add to rows of a table what texts say: "3 12 7 -5" is 12 for the tag of index 3, -5 for that of index 7."""
    told = [(row, text) for row, text in scores if text]
    numbers = np.fromstring(" ".join([text for _, text in told]), np.int64, sep=" ")
    rows = np.repeat(np.array([row for row, _ in told], np.int64), [text.count(" ") // 2 + 1 for _, text in told])
    np.add.at(table, (rows, -1 - numbers[::2]), numbers[1::2])  # labels stand in reverse
