"""The words that tell what a capital sequence is, from the shipped lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from framing.actors import shipped_registry
from framing.conditions import ALWAYS
from framing.lexicon import shipped_lexicon


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words and phrases by what they tell, in small letters; ``states`` leads from a state's name to its id.

    ``heads`` are the last words of titles and roles ("leader" of "Majority Leader"), ``titles`` those that make a person of
    one word; ``sides`` are parties and peoples as adjectives; ``unsure`` are states whose name other things bear: Georgia.
    """

    stops: frozenset[str]
    days: frozenset[str]
    heads: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    sides: frozenset[str]
    body_words: frozenset[str]
    place_words: frozenset[str]
    thing_words: frozenset[str]
    tells: frozenset[str]
    states: dict[str, str]
    unsure: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Read the words once per process."""
    words: dict[str, set[str]] = {}
    for entry in shipped_lexicon("not_actors").entries:
        words.setdefault(entry.category, set()).update(map(_join, entry.patterns))
    verbs = (p[0] for e in shipped_lexicon("reporting_verbs").entries for p in e.patterns if len(p) == 1)
    states, sides = _states()
    titles = words["title"] | words["role"]
    given = frozenset(words["given_name"])
    return Vocabulary(
        stops=frozenset(words["opener"] | words["calendar"]),
        days=frozenset(words["calendar"]),
        heads=frozenset(form for title in titles for form in _last_forms(title)) - given - {"state"},
        titles=frozenset(form for title in words["title"] for form in _last_forms(title)),
        given=given,
        bodies=frozenset(words["body"]),
        groups=frozenset(words["group"]),
        places=frozenset(words["place"]),
        things=frozenset(words["thing"] | words["calendar"]),
        sides=frozenset(words["side"] | sides),
        body_words=frozenset(words["org_word"] | words["body_word"]),
        place_words=frozenset(words["place_word"]),
        thing_words=frozenset(words["thing_word"]),
        tells=frozenset(word for word in verbs if word.endswith(("s", "d", "t", "e"))),
        states=states,
        unsure=frozenset(name for name in states if name in given or name in words["place"]),
    )


def _join(pattern: tuple[str, ...]) -> str:
    """Return the words of a pattern as a text has them: S&P, not S & P."""
    return " ".join(pattern).replace(" & ", "&").replace(" '", "'").replace(" .", ".")


def _last_forms(title: str) -> tuple[str, str]:
    """Return the last word of a title, with and without its point."""
    last = title.rsplit(" ", 1)[-1]
    return last, last.rstrip(".")


def _states() -> tuple[dict[str, str], set[str]]:
    """Return the names of states with their ids, and the adjectives of their peoples."""
    names, peoples = {}, set()
    for actor in shipped_registry("states").actors:
        for alias in actor.aliases:
            words = alias.words.lower()
            if alias.how != "alias":
                continue
            if words.endswith(" government") and alias.conditions == ALWAYS:
                peoples.add(words.removesuffix(" government"))
            if alias.words[-1].isupper() or all(word[0].isupper() for word in alias.words.split()):
                names[words] = actor.id
    return names, peoples
