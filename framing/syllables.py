"""A word -> its syllables: counted by textstat, offline, with a table of the words it gets wrong.

textstat looks words up in CMUdict, which it downloads, and falls back on pyphen's hyphenation points. Asked for the
language "en-US" (with a hyphen, which it does not take for a dialect that CMUdict serves) it goes straight to pyphen:
no download, no message, no setting changed. Hyphenation counts two words of five wrong ("city" cannot be hyphenated), so
``framing/weights/syllables.json.gz`` holds CMUdict's counts for those. NLTK, which textstat imports for CMUdict alone, and with
it scikit-learn, SciPy and pandas, are loaded when somebody uses them: 1.5 seconds and 200 MB of every process otherwise.
"""

from __future__ import annotations

import functools
import gzip
import json
import re
import sys
from collections.abc import Callable, Mapping
from importlib import import_module, resources
from types import ModuleType
from typing import Any

LANGUAGE = "en-US"

_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:'[^\W_]+)?")  # U.S. in one piece, long-term in two, don't in one
_SIBILANT = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)$")  # after these a possessive 's is a syllable of its own


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
    n = max(1, int(_load_textstat()(piece, LANGUAGE)))
    _forget_points()
    return n


def _forget_points() -> None:
    """Let pyphen, which textstat asks, forget the word: it would keep every word of a corpus, and ours are kept above."""
    from pyphen import hdcache

    for patterns in hdcache.values():
        patterns.cache.clear()


@functools.cache
def _load_textstat() -> Callable[[str, str], Any]:
    """Return textstat's count; its module gets a stand-in for NLTK, which is NLTK once it is asked for anything."""
    stand_in = ModuleType("nltk")
    stand_in.__getattr__ = lambda name: getattr(import_module("nltk"), name)  # type: ignore[method-assign]
    sys.modules.setdefault("nltk", stand_in)
    try:
        from textstat.backend.counts import count_syllables as count
    finally:
        if sys.modules.get("nltk") is stand_in:
            del sys.modules["nltk"]  # nobody else shall meet it
    return count  # type: ignore[no-any-return]


@functools.cache
def load_exceptions() -> Mapping[str, int]:
    """Return the shipped table of words and their syllables, read once a process."""
    content = (resources.files("framing") / "weights" / "syllables.json.gz").read_bytes()
    by_count: Mapping[str, str] = json.loads(gzip.decompress(content))["words"]
    return {word: int(count) for count, words in by_count.items() for word in words.split()}
