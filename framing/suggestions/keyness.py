"""The terms of articles and a background -> those typical of the articles: log-odds with a prior (CODEBOOK X-11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from framing.packed import read_packed
from framing.stats import contrast_terms
from framing.suggestions.words import Counts, Term, is_content

FEWEST_USES, FEWEST_STORIES = 5, 2
SURE = 1.96  # z above which a term is named
TABLE = Path(__file__).parent.parent / "weights" / "word_counts.json.gz"
_REST: Term = ()


@dataclass(frozen=True)
class WordTable:
    """How often words are used in a general collection of English; ``n_words`` counts all, also those not listed."""

    uses: Mapping[Term, int]
    n_words: int
    n_documents: int
    fingerprint: str


def find_key_terms(topic: Counts, background: Counts | WordTable) -> dict[Term, float]:
    """Return the z of each term that the topic's articles use more than the background does.

    Only terms with five uses in two stories of the topic count. Words are contrasted with words and pairs with pairs; a
    table of words has no pairs, so then there are none.
    """
    found: dict[Term, float] = {}
    for length in (1, 2):
        if length == 2 and isinstance(background, WordTable):
            continue
        first, second = (_with_rest(side, length) for side in (topic, background))
        for contrast in contrast_terms(first, second):
            term = tuple(contrast.term.split())
            spread = topic.uses[term] >= FEWEST_USES and topic.stories[term] >= FEWEST_STORIES
            if term != _REST and contrast.z >= SURE and spread:
                found[term] = contrast.z
    return found


def _with_rest(side: Counts | WordTable, length: int) -> dict[str, float]:
    """Return the uses of terms of a length, and under "" all other words, so that each side counts all its words."""
    uses: dict[str, float] = {" ".join(term): n for term, n in side.uses.items() if len(term) == length}
    return {**uses, "": max(0, side.n_words - sum(uses.values()))}


@cache
def load_word_table() -> WordTable:
    """Load the table that ships: words of 392 American texts of many kinds, from letters to novels."""
    return read_packed(TABLE, _unpack, "word", "framing.training.word_counts")


def _unpack(data: Mapping[str, Any], fingerprint: str) -> WordTable:
    uses: dict[Term, int] = {
        (word,): int(count) for count, words in data["counts"].items() for word in words.split() if is_content(word)
    }
    return WordTable(uses, int(data["n_words"]), int(data["n_documents"]), fingerprint)
