"""A capital sequence -> the names in it: titles cut off, sides and days dropped, and the kind of each as far as words tell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from framing.proposals.kinds import GENERATIONS, JOINS, PARTICLES, PERSON, UNKNOWN, kind_of
from framing.proposals.vocabulary import Vocabulary, vocabulary

_MOST_WORDS = 4  # on either side of "and" in a body's name
_ADDRESS = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "mx", "mx."])
_OFFICES = frozenset(["secretary", "centers", "chief"])  # go on with "of" or "for"


class Part(NamedTuple):
    """A name in a capital sequence: its words, its kind as far as they tell, and how far into the sequence it stands.

    ``titled``: a title stands before it; ``modifies``: it stands before a title, as in "Acme Director Ann Lee".
    """

    words: str
    kind: str
    offset: int
    titled: bool = False
    modifies: bool = False


@lru_cache(maxsize=65536)
def read_parts(sequence: str) -> tuple[Part, ...]:
    """Cut a capital sequence into the names it holds."""
    return tuple(_Reader(sequence).read())


class _Reader:
    """Reads one sequence; stretches of it are numbers of words, from ``start`` up to ``end``."""

    def __init__(self, sequence: str) -> None:
        self.words = sequence.split(" ")
        self.low = sequence.lower().split(" ")
        self.known: Vocabulary = vocabulary()

    def read(self) -> Iterator[Part]:
        for start, end in self._stretches():
            yield from self._cut(start, end)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Yield what stands between days, opening words, and joins that join nothing."""
        start, size = 0, len(self.words)
        for i, word in enumerate(self.low):
            if word in JOINS:
                if word in PARTICLES or word == "the" or not i or self._joins(start, i):
                    continue
            elif word not in self.known.stops or (i == size - 1 and i > start and self._precedes_a_last_name(i - 1)):
                continue
            if start < i:
                yield start, i
            start = i + 1
        if start < size:
            yield start, size

    def _precedes_a_last_name(self, i: int) -> bool:
        """Say whether what follows a word is a last name even where it is a day or an everyday word: Theresa May, Ms. May."""
        return self.low[i] in self.known.given or self.low[i] in _ADDRESS

    def _joins(self, start: int, i: int) -> bool:
        """Say whether "of", "for" or "and" is within a name: Bank of Norway, Department of Health and Human Services."""
        low, known = self.low, self.known
        before = low[i - 1]
        if low[i] in ("of", "for"):
            return before in known.body_words or before in _OFFICES
        if low[i] == "&" or "of" in low[start:i]:
            return True
        if self.words[i - 1].isupper() or before in known.given or before in known.states or before in known.bodies:
            return False
        if before in known.body_words and low[start] not in ("house", "senate"):
            return False
        after = low[i + 1 :]
        return i - start < _MOST_WORDS and 1 < len(after) < _MOST_WORDS and not known.body_words.isdisjoint(after)

    def _cut(self, start: int, end: int) -> Iterator[Part]:
        """Yield the names of a stretch: what stands before its titles, and whom the last of them belongs to."""
        low, known = self.low, self.known
        while start < end and low[start] in JOINS and low[start] not in PARTICLES:
            start += 1
        while end > start and low[end - 1] in JOINS:
            end -= 1
        titles = [i for i in range(start, end) if self._is_title(i, start, end)]
        if not titles or low[end - 1] in known.body_words:
            yield from self._name(start, end)
            return
        yield from self._name(start, titles[0], modifies=True)
        title = titles[-1]
        name = title + 1
        if name < end and low[name] in ("of", "for"):  # Secretary of Defense Ann Lee
            name = next((i for i in range(name, end) if low[i] in known.given), end)
        if name + 1 < end or low[title] in known.titles:
            yield from self._name(name, end, titled=True)

    def _is_title(self, i: int, start: int, end: int) -> bool:
        """Say whether a word is a title; none is at the end of a name that begins with a first name: Steve King."""
        return self.low[i] in self.known.heads and not (i == end - 1 and i > start and self.low[i - 1] in self.known.given)

    def _name(self, start: int, end: int, *, titled: bool = False, modifies: bool = False) -> Iterator[Part]:
        while end > start and self._trails(start, end):
            end -= 1
        if start >= end:
            return
        kind = self._kind(start, end, titled=titled)
        while lead := self._lead(start, end, titled=titled):
            if kind not in (UNKNOWN, PERSON, None) and not self._is_body(start, lead, end):
                break
            start += lead
            kind = self._kind(start, end, titled=titled)
        if kind is not None and not (modifies and kind == PERSON):
            offset = sum(map(len, self.words[:start])) + start
            yield Part(" ".join(self.words[start:end]), kind, offset, titled, modifies)

    def _kind(self, start: int, end: int, *, titled: bool) -> str | None:
        return kind_of(self.words[start:end], self.low[start:end], self.known, titled=titled)

    def _trails(self, start: int, end: int) -> bool:
        """Say whether the last word of a stretch is no part of a name: a join, a day, a shout after a person."""
        word, known = self.low[end - 1], self.known
        if word in JOINS:
            return True
        if word in known.days:
            return end < 2 or not self._precedes_a_last_name(end - 2)
        shout = self.words[end - 1].isupper() and "." not in word and word not in GENERATIONS
        return shout and end - start > 2 and self.low[start] in known.given

    def _lead(self, start: int, end: int, *, titled: bool) -> int:
        """Return how many words before a name are a side, a people, a state, a place or a shout: "Republican" Ann Lee."""
        known = self.known
        for size in (2, 1):
            lead = " ".join(self.low[start : start + size])
            if start + size >= end or lead in known.given:
                continue
            if lead in known.sides or lead in known.states or (lead in known.places and (titled or start + size + 1 < end)):
                return size
        word = self.words[start]
        return int(start + 2 < end and word.isupper() and len(word) > 3 and self.low[start + 1] in known.given)

    def _is_body(self, start: int, lead: int, end: int) -> bool:
        """Say whether what follows a state's name is a body by itself: the U.S. "Supreme Court"."""
        rest = " ".join(self.low[start + lead : end])
        before = " ".join(self.low[start : start + lead])
        return before in self.known.states and (rest in self.known.bodies or rest in self.known.body_words)
