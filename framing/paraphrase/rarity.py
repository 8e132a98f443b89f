"""English words -> how much each tells by itself: the rarer in a general collection of English, the more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Any

from framing.packed import read_packed

TABLE = Path(__file__).parent.parent / "weights" / "word_counts.json.gz"
_UNSEEN = 2  # uses imagined for every word, so that one not in the table tells most and not without end


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often words are used in a collection of ``n_words``."""

    uses: Mapping[str, int]
    n_words: int

    def of(self, word: str) -> float:
        """Return how much a word in small letters tells, from near 0 for "the" to 1 for a word never seen."""
        return log(self.n_words / (self.uses.get(word, 0) + _UNSEEN)) / log(self.n_words / _UNSEEN)


@cache
def load_rarity() -> Rarity:
    """Return the table that ships, read once."""
    return read_packed(TABLE, _unpack, "word", "framing.training.word_counts")


def _unpack(data: Mapping[str, Any], _: str) -> Rarity:
    uses = {word: int(count) for count, words in data["counts"].items() for word in words.split()}
    return Rarity(uses, int(data["n_words"]))
