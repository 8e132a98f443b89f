"""Texts -> their sequences of words as numbers, and the pairs of texts that have most of them in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Set on PolNeAR and on 1,584 articles of other outlets, all US politics: two articles of one outlet that are not one text
# share under 0.3, revisions of one text 0.69 and more, and one that swallows a note of a third its length 0.51. A text
# with one word in twenty changed keeps 0.75, with one in twelve 0.59. Agency copy of several outlets knows no such gap.
CONTAINMENT = 0.6  # share of the shorter text's shingles that stand in the longer one
LENGTH_RATIO = 0.5  # words of the shorter text by those of the longer one
SHINGLE = 5  # words
FEWEST_SHINGLES = 30  # a shorter text is compared word for word only: two short notices may share most of their words
# These bound the work, so that it grows with the number of articles and not with its square.
REACH = 8  # texts with a shingle that a text is compared with: so many of the first, and so many of the nearest before it
_PARTS = 16  # parts that the numbers of shingles are sorted in, one after the other
_LEAST = 0.25  # share of the shingles needed that must show before two texts are compared whole
_PRIME = 1_099_511_628_211  # mixes the words of a shingle into one number
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shingled:
    """A text as the distinct sequences of five words in it, sorted; case, punctuation and spacing are left out.

    ``key`` is equal for texts with the same words in the same order.
    """

    key: bytes
    n_words: int
    shingles: NDArray[np.uint64]


class ShingleReader:
    """Reads texts; remembers the numbers of words for as long as it lives."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def read(self, text: str) -> Shingled:
        """Return a text's sequences of words."""
        words = _WORD.findall(text.casefold())
        return Shingled(_digest(" ".join(words), 16), len(words), self._shingle(words))

    def _shingle(self, words: Sequence[str]) -> NDArray[np.uint64]:
        import numpy as np

        for word in words:  # the set less the known words would go over all words known, for every text
            if word not in self._numbers:
                self._numbers[word] = int.from_bytes(_digest(word, 8), "little")
        numbers = np.fromiter((self._numbers[word] for word in words), dtype=np.uint64, count=len(words))
        n_shingles = max(0, len(words) - SHINGLE + 1)
        mixed = np.zeros(n_shingles, dtype=np.uint64)
        for place in range(SHINGLE):
            mixed = (mixed ^ numbers[place : place + n_shingles]) * np.uint64(_PRIME)
        return np.unique(mixed)


def _digest(text: str, size: int) -> bytes:
    """Return a number for a text that is the same on every machine and in every run."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=size).digest()


def compare_texts(one: Shingled, other: Shingled) -> float:
    """Return the share of the shorter text's shingles that stand in the longer one, 0 where they are not nearly the same."""
    import numpy as np

    shorter = min(len(one.shingles), len(other.shingles))
    if shorter < FEWEST_SHINGLES or min(one.n_words, other.n_words) < LENGTH_RATIO * max(one.n_words, other.n_words):
        return 0.0
    share = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True)) / shorter
    return share if share >= CONTAINMENT else 0.0


def find_candidates(texts: Sequence[Shingled]) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts that have enough shingles in common to be compared: by an inverted index, sorted."""
    import numpy as np

    long = [n for n, text in enumerate(texts) if len(text.shingles) >= FEWEST_SHINGLES]
    if len(long) < 2:
        return
    counted = [_count_pairs(shingles, owners, len(texts)) for shingles, owners in _part_shingles(texts, long)]
    keys, places = np.unique(np.concatenate([keys for keys, _ in counted]), return_inverse=True)
    counts = np.bincount(places, weights=np.concatenate([counts for _, counts in counted]))
    for key, n_shown in zip(keys.tolist(), counts.tolist(), strict=True):
        one, other = divmod(key, len(texts))
        if n_shown >= _LEAST * CONTAINMENT * min(len(texts[one].shingles), len(texts[other].shingles)):
            yield one, other


def _part_shingles(texts: Sequence[Shingled], places: Sequence[int]) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """Yield the shingles of all texts and whose they are, a range of numbers at a time, so that memory holds a part only."""
    import numpy as np

    edges = np.arange(1, _PARTS, dtype=np.uint64) * np.uint64(2**64 // _PARTS)
    cuts = [(0, *np.searchsorted(texts[n].shingles, edges).tolist(), len(texts[n].shingles)) for n in places]
    for part in range(_PARTS):
        parts = [texts[n].shingles[cut[part] : cut[part + 1]] for n, cut in zip(places, cuts, strict=True)]
        yield np.concatenate(parts), np.repeat(np.array(places, dtype=np.int64), [len(held) for held in parts])


def _count_pairs(
    shingles: NDArray[np.uint64], owners: NDArray[np.int64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of texts that share a shingle, as numbers, and how many each is seen to share."""
    import numpy as np

    order = np.argsort(shingles, kind="stable")  # texts with one shingle stay in the order of their rank
    shingles, owners = shingles[order], owners[order]
    shared = np.zeros(len(shingles), dtype=bool)
    shared[1:] = shingles[1:] == shingles[:-1]
    shared[:-1] |= shared[1:]
    return np.unique(np.concatenate(list(_pair(shingles[shared], owners[shared], n))), return_counts=True)


def _pair(shingles: NDArray[np.uint64], owners: NDArray[np.int64], n: int) -> Iterator[NDArray[np.int64]]:
    """Yield pairs of texts as numbers: each text that has a shingle with the first few that have it, and the few before it."""
    import numpy as np

    places = np.arange(len(shingles))
    opens = np.ones(len(shingles), dtype=bool)
    opens[1:] = shingles[1:] != shingles[:-1]
    starts = np.maximum.accumulate(np.where(opens, places, 0))
    for reach in range(1, REACH + 1):
        nearest = places - reach
        kept = nearest >= starts
        yield owners[nearest[kept]] * n + owners[kept]
        first = starts + reach - 1
        kept = first < places - REACH  # those within reach are paired already
        yield owners[first[kept]] * n + owners[kept]
