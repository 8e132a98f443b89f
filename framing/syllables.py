"""A word -> its syllables: counted as textstat does, offline, with a table of the words that this gets wrong.

textstat looks words up in CMUdict, which it downloads, and falls back on pyphen's hyphenation points. Here pyphen is asked
at once: textstat's own count (a test compares the two for the language "en-US", for which it does not look for CMUdict),
without the NLTK, scikit-learn, SciPy and pandas that it imports, more than a second and 100 MB. Hyphenation counts two
words of five wrong ("city" cannot be hyphenated), so ``framing/weights/syllables.json.gz`` holds CMUdict's counts for those.
"""

from __future__ import annotations

import functools
import gzip
import json
import re
from collections.abc import Mapping
from importlib import resources
from typing import Any

LANGUAGE = "en-US"

_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:'[^\W_]+)?")  # U.S. in one piece, long-term in two, don't in one
_SIBILANT = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)$")  # after these a possessive 's is a syllable of its own
_APOSTROPHE = re.compile(r"'(?![tsd]|ve|ll|re)")  # one that textstat takes out before it counts: none of a contraction


@functools.lru_cache(maxsize=50_000)
def count_syllables(word: str) -> int:
    """Count the syllables of one word.

    Parameters
    ----------
    word
        A word in lower case with straight apostrophes (a token's ``norm``). The parts of a compound are counted one by
        one. A figure counts as textstat counts it, as one syllable.

    Returns
    -------
    int
        At least 1 for a word with a letter or digit; else 0.
    """
    return sum(_count_piece(piece, load_exceptions()) for piece in _PIECE.findall(word))


def _count_piece(piece: str, exceptions: Mapping[str, int]) -> int:
    found = exceptions.get(piece)
    return found if found is not None else estimate(piece, exceptions)


def estimate(piece: str, exceptions: Mapping[str, int]) -> int:
    """Count the syllables of a word without looking it up; a possessive follows its noun, which may be looked up."""
    if piece.endswith("."):  # the letters of an abbreviation; "w" has three syllables
        return piece.count(".") + 2 * piece.count("w")
    if piece.endswith("'s"):
        noun = piece[:-2]
        return _count_piece(noun, exceptions) + bool(_SIBILANT.search(noun))
    hyphens = _load_hyphens()
    points = hyphens.positions(_APOSTROPHE.sub("", piece).lower())
    hyphens.hd.cache.clear()  # it would hold every word of a corpus; what was counted is remembered here
    return len(points) + 1


@functools.cache
def _load_hyphens() -> Any:
    from pyphen import Pyphen

    return Pyphen(lang=LANGUAGE)


@functools.cache
def load_exceptions() -> Mapping[str, int]:
    """Return the shipped table of words and their syllables, read once a process."""
    content = (resources.files("framing") / "weights" / "syllables.json.gz").read_bytes()
    by_count: Mapping[str, str] = json.loads(gzip.decompress(content))["words"]
    return {word: int(count) for count, words in by_count.items() for word in words.split()}
