"""Candidates -> actors, no two of which share a name, and a sentence that names each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from framing.actors import Actor, Alias, shipped_registry
from framing.conditions import Conditions
from framing.phrase_sets import PhraseSet
from framing.proposals.candidates import Candidate, last_name
from framing.proposals.kinds import PERSON, STATE
from framing.proposals.names import is_small
from framing.registry import everyday_words

_MOST_CHARACTERS = 160  # of an example
_END = re.compile(r"(?<![\s.][A-Z])[.?!][\"\u201d]? (?=[^a-z])|\n")  # of a sentence, not of an initial
# A last name that is an everyday word, as May is, is one after a title only.
_AFTER_TITLE = Conditions(
    after=PhraseSet(
        [(title,) for title in ("mr.", "mr", "mrs.", "mrs", "ms.", "ms", "president", "minister", "senator", "sen.")]
    )
)


class Namer:
    """Makes actors of candidates, one after the other; what one of them took as a name is no other's."""

    def __init__(self, others: Iterable[Candidate], texts: Sequence[str]) -> None:
        """Take what is no state among the candidates, whose names no state takes, and the texts made plain."""
        self._texts = texts
        self._main = {candidate.usual.lower() for candidate in others}
        self._taken: set[str] = set()
        self._ids: set[str] = set()
        self._states = {actor.id: actor for actor in shipped_registry("states").actors}

    def name(self, candidate: Candidate) -> Actor | None:
        """Return the actor a candidate makes, or None where its name is another's already."""
        if candidate.usual.lower() in self._taken:
            return None
        if candidate.kind == STATE:
            state = self._states[candidate.usual]
            free = tuple(alias for alias in state.aliases if alias.words == state.name or alias.words.lower() not in self._main)
            actor = replace(state, aliases=free, proposed=True)
        else:
            aliases = tuple(self._aliases(candidate))
            actor = Actor(self._id(candidate.usual), candidate.usual, candidate.kind, aliases, proposed=True)
        self._taken.update(alias.words.lower() for alias in actor.aliases)
        self._ids.add(actor.id)
        return actor

    def _aliases(self, candidate: Candidate) -> Iterator[Alias]:
        """Yield the main form first, then the others by how often they stand."""
        main = candidate.usual
        yield _alias(main)
        last = last_name(main)
        for form in sorted(candidate.forms, key=lambda form: (-candidate.forms[form], form)):
            if form.lower() in self._taken or form == main or form.lower() in self._main:
                continue
            if candidate.kind == PERSON and " " not in form and form != last and not last.endswith(f"-{form}"):
                continue  # a first name: everybody's
            # A full name brings its last word along where it stands, so an everyday word is no form of its own.
            if (
                " " in form
                or form.isupper()
                or form.lower() in everyday_words()
                or not is_small(form, candidate.counts, self._texts)
            ):
                yield _alias(form)

    def _id(self, text: str) -> str:
        slug = "-".join("".join(char if char.isalnum() else " " for char in text.lower()).split())
        ident, n = slug, 2
        while ident in self._ids or ident in self._states:
            ident, n = f"{slug}-{n}", n + 1
        return ident


def _alias(words: str) -> Alias:
    return Alias(words, conditions=_AFTER_TITLE) if words.lower() in everyday_words() and not words.isupper() else Alias(words)


def find_example(texts: Sequence[str], place: tuple[int, int]) -> str:
    """Return the sentence around a place, or as much of it as is short enough, on one line."""
    n, at = place
    text = texts[n]
    start = max((end.end() for end in _END.finditer(text, max(0, at - _MOST_CHARACTERS), at)), default=-1)
    if start < 0:  # a long sentence
        start = 0 if at < _MOST_CHARACTERS else text.find(" ", at - _MOST_CHARACTERS // 2)
    last = _END.search(text, at)
    end = last.start() + 1 if last else len(text)
    if end - start > _MOST_CHARACTERS:
        end = max(text.rfind(" ", at, start + _MOST_CHARACTERS), at + 1)
    line = " ".join(text[min(start, at) : end].split())
    return "".join(char for char in line if char.isprintable())
