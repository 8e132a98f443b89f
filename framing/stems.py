"""Words -> their stems, by NLTK's English Snowball stemmer, which needs no data."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer()


@lru_cache(maxsize=50_000)  # about the words of a large corpus; more are made again
def stem(word: str) -> str:
    """Return the stem of a word in small letters.

    >>> stem("protesters"), stem("protested")
    ('protest', 'protest')
    """
    return str(_stemmer().stem(word))
