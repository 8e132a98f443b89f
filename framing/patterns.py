"""An entry's words -> every run of tokens they stand for: inflected, and hyphenated words spaced as well."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from framing.inflection import inflect_noun, inflect_verb
from framing.segmentation import fold, norms

Pattern = tuple[str, ...]
_MOST_HYPHENS = 4  # up to here each hyphenated word varies on its own; beyond, a line would stand for thousands of patterns


def expand(words: str, inflect: str = "", forms: Sequence[str] = ()) -> tuple[Pattern, ...]:
    """Return every token pattern an entry's words stand for, each once.

    Parameters
    ----------
    words
        The words as the file gives them; a ``*`` at the end of a word fits any ending.
    inflect
        ``verb`` inflects the first word, ``noun`` the last.
    forms
        Irregular forms of the first word; where given, no regular ones are made.
    """
    if not inflect and not forms and words.isascii() and words.isalpha():
        return ((words.lower(),),)  # most entries are one plain word
    pieces = fold(words).split()
    choices: list[list[str]] = [[piece] for piece in pieces]
    if forms:
        choices[0] = [pieces[0], *(fold(form) for form in forms)]
    elif inflect == "verb":
        choices[0] = list(inflect_verb(pieces[0]))
    if inflect == "noun":
        choices[-1] = list(inflect_noun(pieces[-1]))
    patterns: dict[Pattern, None] = {}
    for combination in product(*choices):
        if all(map(_is_plain, combination)):  # nothing that is cut or spelled otherwise
            patterns[tuple(combination)] = None
            continue
        for spelling in _spell(combination):
            patterns[_cut(spelling)] = None
    return tuple(pattern for pattern in patterns if pattern)


def _is_plain(word: str) -> bool:
    """Say whether a folded word is letters, or letters and a star behind them."""
    return word.isascii() and (word.isalpha() or (word[-1:] == "*" and word[:-1].isalpha()))


def _spell(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the ways a run of words is written: with its hyphens, and with spaces for them."""
    spaced = [_space(word) for word in words]
    n_hyphened = sum(variant != word for variant, word in zip(spaced, words, strict=True))
    if n_hyphened > _MOST_HYPHENS:
        return [tuple(words), tuple(spaced)]
    return list(product(*(dict.fromkeys(pair) for pair in zip(words, spaced, strict=True))))


def _space(word: str) -> str:
    """Write a hyphenated word apart; a prefix that waits for its word ("re-*") stays."""
    apart = " ".join(word.replace("-", " ").split())
    return word if apart.endswith(" *") or not apart else apart


def _cut(words: Sequence[str]) -> Pattern:
    """Cut written words into tokens. They are cut together, as in a text: the point of "J. Smith" belongs to its "J"."""
    text = " ".join(words)
    if "*" not in text:
        return norms(text)
    return tuple(token for word in text.split() for token in ((word,) if word.endswith("*") else norms(word)))
