"""A token -> its words: parts taken from each other, numbers in figures, months in full; and the words that mean little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_FIGURE = re.compile(r"\d")
_HYPHENS = re.compile(r"[-\u2010\u2011\u2013]+")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {
    **{word: str(value) for value, word in enumerate(_UNITS) if word != "one"},  # seldom a count: "one of them", "no one"
    **{word: str(value) for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{f"{ten}-{one}": str(20 + 10 * i + j) for i, ten in enumerate(_TENS) for j, one in enumerate(_UNITS[:10]) if j},
}
_MONTHS = {
    f"{month[:3]}.": month
    for month in "january february march april june july august september october november december".split()
} | {"sept.": "september"}


@cache
def stop_words() -> frozenset[str]:
    """Return the words without a meaning of their own; numbers in words have one."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return (frozenset(ENGLISH_STOP_WORDS) - _NUMBERS.keys()) | {"'s", "n't", "mr", "mrs", "ms", "said", "says"}


def is_number(word: str) -> bool:
    """Say whether a word has a figure in it."""
    return bool(_FIGURE.search(word))


def split_word(norm: str) -> Iterator[str]:
    """Yield the words of a token in small letters: its parts, numbers in figures, months in full; no marks."""
    for part in [norm] if norm in _NUMBERS else _HYPHENS.split(norm):
        word = _MONTHS.get(part, _NUMBERS.get(part, part))
        if is_number(word):
            word = word.replace(",", "")
        if word and word[0].isalnum():
            yield word
