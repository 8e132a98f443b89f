"""The words of a name -> its kind, as far as they tell: a person, an organization, a state, a group, or nobody at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.proposals.vocabulary import Vocabulary

PERSON, ORG, STATE, GROUP, UNKNOWN = "person", "org", "state", "group", ""
PARTICLES = frozenset(["de", "la", "al", "bin", "ibn", "van", "von", "der", "den", "del", "du", "el", "da", "dos", "das"])
JOINS = frozenset(["of", "for", "and", "the", "&", *PARTICLES])
GENERATIONS = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_CHAMBERS = frozenset(["congress", "senate", "parliament", "bundestag", "knesset", "duma"])  # act by one word alone
_OF_PLACES = frozenset(["north", "south", "east", "west", "new", "san", "santa", "los", "las", "fort"])  # begin their names
_MOST_NAMES = 3  # in a person's name, initials and particles left out
_MOST_INITIALS = 6
_FEWEST_LETTERS = 3  # of a single word, unless they are initials
_GLUED = re.compile(r"[a-z]{4,}[A-Z]|\d")  # words that a scrape has run together: LeeSenate


def kind_of(words: Sequence[str], low: Sequence[str], known: Vocabulary, *, titled: bool = False) -> str | None:
    """Tell the kind of a name by its words; None for what is no actor: a place, a thing, a people.

    Parameters
    ----------
    words, low
        The name's words, as written and in small letters.
    known
        The words that tell.
    titled
        Whether a title stands before the name.
    """
    whole = " ".join(low)
    if whole in known.states and not (titled and whole in known.unsure):
        return STATE
    if whole in known.bodies:
        return ORG
    if whole in known.groups:
        return GROUP
    if whole in known.sides or (not titled and (whole in known.things or whole in known.places)):
        return None
    if len(words) == 1:
        return _kind_of_one(words[0], low[0], known, titled=titled)
    if any(_GLUED.search(word) for word in words) or len(set(words)) < len(words):
        return None
    if titled and low[-1] not in known.body_words:
        return _person(low)
    return None if all(word.isupper() and len(word) > 2 for word in words) else _kind_of_several(words, low, known)  # shouted


def _kind_of_one(word: str, low: str, known: Vocabulary, *, titled: bool) -> str | None:
    if low in _CHAMBERS and not titled:
        return ORG
    if low in known.body_words or low in known.thing_words or low.removesuffix("s") in known.sides:
        return None
    if word.endswith(".") or word[1:2] == "-" or (word[:-1].isupper() and word[-1] == "s"):
        return None
    if titled:
        return PERSON if len(word) > 1 else None
    if word.isupper():
        return ORG if 1 < len(word) <= _MOST_INITIALS else None
    return None if low in known.place_words or len(word) < _FEWEST_LETTERS or _GLUED.search(word) else UNKNOWN


def _kind_of_several(words: Sequence[str], low: Sequence[str], known: Vocabulary) -> str | None:
    first, last = low[0], low[-1]
    named = first in known.given or (len(first) < 5 and first.endswith("."))  # Ann, J.
    if last in known.body_words:
        return UNKNOWN if named and len(words) == 2 else ORG  # Ann Church
    if last in known.sides or last in known.groups or first in known.thing_words:
        return None
    if not named and (first in known.place_words or first in _OF_PLACES):
        return None
    if first in known.body_words and not JOINS.isdisjoint(low):
        return ORG
    if last in known.place_words or last in known.thing_words or last in known.places:
        return UNKNOWN if named and len(words) == 2 else None  # Ann Hill
    if named:
        return None if " ".join(low[-2:]) in known.places and len(words) > 2 else _person(low)
    initials = words[0].isupper() and words[0].isalpha() and len(first) > 1
    if low[1] not in known.given and (initials or any(word in known.body_words for word in low)):
        return ORG
    if "of" in low or last in known.given or last in known.states or " ".join(low[-2:]) in known.places:
        return None
    return UNKNOWN if _person(low) else None


def _person(low: Sequence[str]) -> str | None:
    """Return a person's kind where a name has no more words than persons have."""
    names = sum(word not in JOINS and word not in GENERATIONS and len(word) > 2 and "." not in word for word in low)
    return PERSON if names <= _MOST_NAMES else None
