"""A text -> whether it reads as English, by the share of English function words."""

from __future__ import annotations

import re

from framing.pages.phrases import load_phrases

# Set on 1,584 American news articles (all but three above 0.32, the lowest, mostly a table, 0.23) and on a few sentences
# each of French, German, Spanish and Dutch news (under 0.13: some words are spelled alike).
LEAST_SHARE = 0.18
FEWEST_WORDS = 20
_SAMPLE = 20_000  # characters: enough words to be sure, and constant time for a very long text
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def english_share(text: str) -> float | None:
    """Return the share of function words among the words of a text, or None where it has too few words to tell.

    Parameters
    ----------
    text : str
        The text; only its first 20,000 characters are looked at.

    Returns
    -------
    float or None
        Between 0 and 1.
    """
    words = _WORD.findall(text[:_SAMPLE].replace("’", "'").lower())
    if len(words) < FEWEST_WORDS:
        return None
    function = load_phrases("function_words")["function"]
    return sum(word in function for word in words) / len(words)


def _latin_share(text: str) -> float:
    letters = [letter for letter in text[:_SAMPLE] if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) / len(letters) if letters else 1.0


def why_not_english(text: str) -> str:
    """Say why a text does not read as English, or return an empty string where it does or is too short to tell."""
    if _latin_share(text) < 0.5:
        return "reads as another language than English (most of its letters are not Latin)"
    share = english_share(text)
    if share is None or share >= LEAST_SHARE:
        return ""
    return (
        f"reads as another language than English ({share:.0%} of its words are English function words;"
        f" at least {LEAST_SHARE:.0%} expected)"
    )
