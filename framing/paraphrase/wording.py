"""Two wordings -> what tells whether they say the same: words, runs of words, names, numbers, and how long each is.

The features are among those that paraphrase identification has long used (Madnani, Tetreault & Chodorow 2012; Ji & Eisenstein
2013): overlap of words and runs, the longest common subsequence, and words matched by their vectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.paraphrase.rarity import load_rarity
from framing.paraphrase.words import split_word, stop_words
from framing.segmentation import tokenize
from framing.stems import stem
from framing.word_vectors import load_word_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LONGEST = 120  # words; what is longer is cut, so that no text without a period costs more
STOP_WEIGHT = 0.3  # of a word without a meaning of its own
ALIKE, MOST_ALIKE = 0.5, 0.9  # as for statements: from where words are alike, and how much another word counts at most
_RUNS = (1, 2, 3)  # words
_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """A text's words: in small letters, their stems, what each tells, their vectors; its names and its numbers."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: Floats
    vectors: Any
    names: frozenset[str]
    numbers: frozenset[str]


def read_wording(text: str) -> Wording:
    """Read a text's words, the first `LONGEST` of them."""
    import numpy as np

    words: list[str] = []
    names = set()
    for token in tokenize(text):
        parts = list(split_word(token.norm))
        if words and parts and token.text[0].isupper():
            names.add(token.norm)
        words += parts
        if len(words) >= LONGEST:
            break
    kept = tuple(words[:LONGEST])
    rarity, stops = load_rarity(), stop_words()
    return Wording(
        kept,
        tuple(map(stem, kept)),
        np.array([rarity.of(word) * (STOP_WEIGHT if word in stops else 1.0) for word in kept]),
        load_word_vectors().of(kept),
        frozenset(names),
        frozenset(word for word in kept if word[0].isdigit()),
    )


def compare_wordings(one: Wording, other: Wording) -> dict[str, float]:
    """Return the features of two wordings by name, the same whichever comes first; each must have a word."""
    return {
        **_compare_coverage(one, other),
        **_compare_runs(one, other),
        **_compare_names(one, other),
        **_compare_lengths(one, other),
        "sentences": float(_sum(one) @ _sum(other)),
    }


def _compare_coverage(one: Wording, other: Wording) -> dict[str, float]:
    """Tell how much of each stands in the other, by words used alike and by the words themselves, and what does not."""
    import numpy as np

    cosines = np.asarray(one.vectors @ other.vectors.T, dtype=np.float64)
    alike = np.minimum(np.clip((cosines - ALIKE) / (1 - ALIKE), 0, 1), MOST_ALIKE)
    sides = []
    for side, its_alike, stems in ((one, alike, set(other.stems)), (other, alike.T, set(one.stems))):
        exact = np.array([float(word in stems) for word in side.stems])
        soft = np.maximum(exact, its_alike.max(axis=1))
        total = side.weights.sum()
        shares = (side.weights @ soft / total, side.weights @ exact / total) if total else (0.0, 0.0)
        sides.append((*map(float, shares), float(side.weights @ (1 - soft))))
    found: dict[str, float] = {}
    for kind, (first, second) in zip(("alike", "same", "lost"), zip(*sides, strict=True), strict=True):
        found |= _two(kind, first, second)
    return {**found, "alike both": sides[0][0] * sides[1][0], "same both": sides[0][1] * sides[1][1]}


def _two(kind: str, first: float, second: float) -> dict[str, float]:
    """Name the lesser and the greater of both sides, so that it does not matter which comes first."""
    return {f"{kind}, less": min(first, second), f"{kind}, more": max(first, second)}


def _compare_runs(one: Wording, other: Wording) -> dict[str, float]:
    """Tell how many runs of words and of letters both have, and how many words in the same order."""
    found: dict[str, float] = {}
    for length in _RUNS:
        found |= _two(f"runs of {length}", *_overlap(_runs(one.stems, length), _runs(other.stems, length)))
    letters = (_runs(" ".join(side.words), _LETTERS) for side in (one, other))
    found |= _two("letters", *_overlap(*letters))
    common = _longest_common(one.stems, other.stems)
    return found | _two("in order", common / len(one.stems), common / len(other.stems))


def _runs(items: Sequence[str], length: int) -> Counter[Hashable]:
    return Counter(zip(*(items[i:] for i in range(length)), strict=False))


def _overlap(one: Counter[Hashable], other: Counter[Hashable]) -> tuple[float, float]:
    both = (one & other).total()
    return both / max(1, one.total()), both / max(1, other.total())


def _longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    before = [0] * (len(other) + 1)
    for word in one:
        row = [0]
        for j, word_there in enumerate(other):
            row.append(before[j] + 1 if word == word_there else max(row[-1], before[j + 1]))
        before = row
    return before[-1]


def _compare_names(one: Wording, other: Wording) -> dict[str, float]:
    """Tell which names and numbers both have and which only one."""
    names, numbers = (one.names, other.names), (one.numbers, other.numbers)
    return {
        "names, shared": len(names[0] & names[1]) / max(1, len(names[0] | names[1])),
        "names, apart": float(len(names[0] ^ names[1])),
        "numbers, shared": float(len(numbers[0] & numbers[1])),
        "numbers, apart": float(len(numbers[0] ^ numbers[1])),
        "numbers, one in other": float(numbers[0] <= numbers[1] or numbers[1] <= numbers[0]),
        "numbers, all apart": float(all(numbers) and not numbers[0] & numbers[1]),
    }


def _compare_lengths(one: Wording, other: Wording) -> dict[str, float]:
    short, long = sorted((len(one.words), len(other.words)))
    return {"length, apart": float(long - short), "length, share": short / long, "length, less": float(short)}


def _sum(wording: Wording) -> Floats:
    """Return the weighted sum of a text's word vectors, of length 1 where a word is known."""
    import numpy as np

    total = wording.weights @ wording.vectors.astype(np.float64)
    length = float(np.linalg.norm(total))
    return np.asarray(total / length if length else total)
