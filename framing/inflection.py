"""Lemma -> its regular English forms, so that a lexicon lists a word once."""

from __future__ import annotations

import re

_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$|^[^aeiou]*qu[aeiou][bdgklmnprt]$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_CONSONANT_O = re.compile(r"[^aeiou]o$")


def inflect_noun(noun: str) -> tuple[str, ...]:
    """Return a noun and its regular plural; where spelling does not tell which of two plurals is right, both.

    Those are words in a consonant and -o ("photos", "echoes") and in -man ("humans", "councilmen"). Other irregular
    plurals need to be listed.
    """
    if noun.endswith("man"):
        return noun, noun + "s", noun[:-2] + "en"
    if _CONSONANT_O.search(noun):
        return noun, noun + "s", noun + "es"
    return noun, _with_s(noun)


def inflect_verb(verb: str) -> tuple[str, ...]:
    """Return a verb and its regular forms: third person, past, and -ing.

    One-syllable verbs that end in one vowel and one consonant double it ("plan", "planned"); verbs of more syllables that
    do ("admit") and irregular ones need their forms listed.
    """
    stem = verb
    if verb.endswith("ie"):
        return verb, verb + "s", verb + "d", verb[:-2] + "ying"
    if verb.endswith("e"):
        ing = verb + "ing" if verb.endswith(("ee", "oe", "ye")) else verb[:-1] + "ing"
        return verb, verb + "s", verb + "d", ing
    if _CONSONANT_Y.search(verb):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if _DOUBLES.match(verb):
        stem = verb + verb[-1]
    third = verb + "es" if _CONSONANT_O.search(verb) else _with_s(verb)
    return verb, third, stem + "ed", stem + "ing"


def _with_s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")
