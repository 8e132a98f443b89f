"""Shipped word lists -> the sets of phrases that cleaning a page looks its lines up in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from framing.lexicon import shipped_lexicon

# Edges that scrapes leave around a menu word or a headline: brackets, arrows, bars, bullets, stops.
_EDGES = " \t\u00a0\u200b\ufeff-–—|:;,.…!?·•●▪‣*#>»›→▶◀«‹<()[]\"'“”"
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


def fold(text: str) -> str:
    """Return the form two lines are compared in: lower case, straight quotes, single spaces, bare edges."""
    straight = text if text.isascii() else text.translate(_STRAIGHT)
    return " ".join(straight.casefold().split()).strip(_EDGES)


def shorten(text: str, most: int = 80) -> str:
    """Return a stated value as a message shows it: on one line, and cut where it is long."""
    line = " ".join(text[: 2 * most].split())
    return line if len(text) <= 2 * most and len(line) <= most else f"{line[:most]}…"


@cache
def load_phrases(name: str) -> Mapping[str, frozenset[str]]:
    """Load a shipped lexicon as plain phrases.

    Parameters
    ----------
    name : str
        The lexicon's file name without its suffix.

    Returns
    -------
    Mapping[str, frozenset[str]]
        Category name -> its phrases, folded by `fold`.
    """
    phrases: dict[str, set[str]] = {}
    for entry in shipped_lexicon(name).entries:
        phrases.setdefault(entry.category, set()).add(fold(entry.words))
    return MappingProxyType({category: frozenset(words) for category, words in phrases.items()})


def by_first_word(phrases: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Index phrases by their first word, so that a line is compared with the few that can open it."""
    index: dict[str, list[str]] = {}
    for phrase in sorted(phrases):
        index.setdefault(phrase.partition(" ")[0], []).append(phrase)
    return MappingProxyType({word: tuple(group) for word, group in index.items()})


def by_longest_word(phrases: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Index phrases by their longest word, so that a line is searched for the few that share a word with it."""
    index: dict[str, list[str]] = {}
    for phrase in sorted(phrases):
        index.setdefault(max(phrase.replace(",", "").split(), key=len), []).append(phrase)
    return MappingProxyType({word: tuple(group) for word, group in index.items()})
