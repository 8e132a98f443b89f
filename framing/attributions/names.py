"""A name or a word for a person -> what it tells: gender, initials, the form by which it is compared."""

from __future__ import annotations

import unicodedata

_MALE = dict.fromkeys(["he", "him", "his", "himself", "mr.", "mr", "sir", "lord", "king", "prince", "father", "brother"], "m")
_FEMALE = dict.fromkeys(["she", "her", "herself", "mrs.", "mrs", "ms.", "ms", "miss", "madam", "dame", "lady", "queen"], "f")
GENDERS = {**_MALE, **_FEMALE}
_MALE_ENDINGS = ("man", "husband", "father", "son", "brother", "boy", "uncle", "widower", "king", "actor")
_FEMALE_ENDINGS = ("woman", "wife", "mother", "daughter", "sister", "girl", "aunt", "widow", "queen", "actress")
_SMALL = frozenset(["the", "and", "for", "of", "on", "in", "to", "&"])


def initials(name: str) -> str:
    """Return the first letters of a name's words, small words left out."""
    return "".join(part[0] for part in name.replace("-", " ").split() if part not in _SMALL)


def gender_of_word(norm: str) -> str:
    """Return the gender a word for a person tells: "spokeswoman" f, "congressman" m."""
    if norm.endswith(_FEMALE_ENDINGS):
        return "f"
    return "m" if norm.endswith(_MALE_ENDINGS) else ""


def fold(norm: str) -> str:
    """Return a name without its accents and possessive, as one outlet prints it and another does not."""
    if norm.isascii():
        return norm
    return "".join(c for c in unicodedata.normalize("NFKD", norm) if not unicodedata.combining(c))


def stem(norm: str) -> str:
    """Return a noun without its plural, roughly."""
    if norm.endswith("ies") and len(norm) > 4:
        return norm[:-3] + "y"
    return norm[:-1] if norm.endswith("s") and not norm.endswith("ss") else norm
