"""Shipped lexicons and VADER's valences -> the lists each word or pair of words is in, by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from framing.lexicon import Lexicon, shipped_lexicon

LEXICONS = ("loaded", "hedges", "boosters", "polarity", "shifters", "reporting_verbs")


_ROLES = frozenset(["agent", "patient"])  # whom a verb evaluates


def gather_groups(names: Iterable[str] = LEXICONS) -> dict[str, list[str]]:
    """Return the terms of each list: of a lexicon its categories, columns and labels, of VADER each rounded valence.

    Conditions on the context are left aside: what a term means on the whole is what the weights learn.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for group, term in _terms(shipped_lexicon(name)):
            groups[group].add(term)
    for word, valence in load_valences().items():
        sign = "-" if valence < 0 else "+"
        groups[f"vader {sign}"].add(word)
        groups[f"vader {sign}{round(abs(valence))}"].add(word)
    return {group: sorted(groups[group]) for group in sorted(groups)}


def _terms(lexicon: Lexicon) -> Iterable[tuple[str, str]]:
    for entry in lexicon.entries:
        column = lexicon.categories[entry.category].column
        names = {entry.category, column, *(f"{entry.category} {label}" for label in entry.labels & _ROLES)}
        for pattern in entry.patterns:
            if len(pattern) <= 2 and not any(word.endswith("*") for word in pattern):
                for name in names:
                    yield f"{lexicon.name} {name}", " ".join(pattern)


def load_valences() -> Mapping[str, float]:
    """Return VADER's valences of words, its emoticons left out."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return {word: value for word, value in SentimentIntensityAnalyzer().lexicon.items() if word.isalpha()}
