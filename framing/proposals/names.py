"""Articles -> the names in them: how often, where, and what stood around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from framing.model import Article
from framing.proposals.kinds import ORG, PERSON, UNKNOWN
from framing.proposals.parts import Part, read_parts
from framing.proposals.scanning import plain, scan
from framing.proposals.vocabulary import vocabulary

_MOST_PLACES = 24  # of a name whose surroundings are looked at
_RARELY = 10  # a slip: one article of more than so many has a name in small letters
_WINDOW = 40  # characters before a name that are looked at
_NEXT = re.compile(
    r"(?P<party> \([RDI][-)])|(?P<apposition>, (?:who|an?|the|R-|D-|director|professor|chair)\b)"
    r"|,? (?P<word>[a-z]+)|['\u2019]s (?P<owned>[a-z]+)"
)
_FOLLOWING = re.compile(r" ([\w'-]+?)(?:['\u2019]s)?\b")
_PAIRS = frozenset(["and", "or", "than", "versus", "vs.", "over", "for", "with"])
_AT = frozenset(["in", "at", "on", "via", "near", "In", "At", "On", "inside", "across", "throughout"])
_OF_PERSONS = frozenset(["administration", "presidency", "campaign", "aide", "aides", "supporters", "voters", "allies"])
_OF_STATES = frozenset(
    "president premier government parliament ambassador envoy army troops capital border borders economy constitution".split()
)
_THE = frozenset(["the", "The", "an", "a", "A", "An"])


@dataclass(slots=True)
class Name:
    """A name as met in the texts; ``counts`` and ``openings`` are by article, ``places`` are (article, character)."""

    words: str
    kind: str = UNKNOWN
    counts: dict[int, int] = field(default_factory=dict)
    openings: dict[int, int] = field(default_factory=dict)
    titled: int = 0
    modifies: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)

    def articles(self) -> set[int]:
        """Return the articles the name stands in, if only at the opening of sentences."""
        return {*self.counts, *self.openings}

    def total(self, article: int) -> int:
        """Return how often the name stands in an article."""
        return self.counts.get(article, 0) + self.openings.get(article, 0)

    def add(self, other: Name) -> None:
        """Count another name as this one."""
        for n, count in other.counts.items():
            self.counts[n] = self.counts.get(n, 0) + count

    def forget(self, article: int) -> None:
        """Take an article's mentions away."""
        self.counts.pop(article, None)
        self.openings.pop(article, None)


def collect(articles: Sequence[Article]) -> tuple[dict[str, Name], list[str]]:
    """Return the names of the articles, with straight apostrophes, and the articles' texts as they are.

    An outlet's own name is none in its own articles. A single word that opens a sentence counts apart.
    """
    names: dict[str, Name] = {}
    for n, article in enumerate(articles):
        text = plain(article.text)
        own = _own(article.outlet)
        found = scan(text)
        for sequence, starts in found.inside.items():
            for part in read_parts(sequence):
                if part.words not in own:
                    _add(names, part, n, starts)
        for sequence, starts in found.opening.items():
            parts = read_parts(sequence) if sequence in found.inside else _read_opening(sequence, text)
            for part in parts:
                if part.words not in own:
                    _add(names, part, n, starts, opening=not part.offset and " " not in part.words and not part.titled)
    return names, [article.text for article in articles]


@lru_cache(maxsize=1024)
def _own(outlet: str) -> frozenset[str]:
    """Return the words of an outlet's name in any choice that keeps their order: "Fox News" of "Fox Online News"."""
    words = outlet.split()[:6]
    initials = "".join(word[0] for word in words)
    return frozenset([initials, *(" ".join(some) for size in range(1, len(words) + 1) for some in combinations(words, size))])


def _read_opening(sequence: str, text: str) -> tuple[Part, ...]:
    """Read a sequence that opens a sentence; its first word is no part of a name where the text has it in small letters."""
    first, _, rest = sequence.partition(" ")
    parts = read_parts(sequence)
    if not rest or not first.isalpha() or f" {first.lower()} " not in text or first.lower() in vocabulary().heads:
        return parts
    if parts and parts[0].kind == ORG and not parts[0].offset:  # Wall Street Journal
        return parts
    return tuple(part._replace(offset=part.offset + len(first) + 1) for part in read_parts(rest))


def _add(names: dict[str, Name], part: Part, n: int, starts: list[int], *, opening: bool = False) -> None:
    name = names.get(part.words)
    if name is None:
        name = names[part.words] = Name(part.words, part.kind)
    if part.modifies:
        name.modifies += len(starts)
        return
    by_article = name.openings if opening else name.counts
    by_article[n] = by_article.get(n, 0) + len(starts)
    if part.titled:
        name.titled += len(starts)
        if name.kind == UNKNOWN:
            name.kind = PERSON
    if len(name.places) < _MOST_PLACES:
        name.places += [(n, start + part.offset) for start in starts]


def is_small(word: str, articles: Collection[int], texts: Sequence[str]) -> bool:
    """Say whether one of ten articles or more has a word in small letters, so that it is an everyday one: hope, bush."""
    small = f" {word.lower()} "
    return sum(small in texts[n] for n in articles) * _RARELY >= max(len(articles), 1)


@dataclass(slots=True)
class Around:
    """What stood around a name: what speaks for a person, and how often it followed "the" or a word of place."""

    person: int = 0
    the: int = 0
    at: int = 0
    seen: int = 0


def look_around(name: Name, texts: Sequence[str], persons: Container[str] = ()) -> Around:
    """Look at the words beside a name; ``persons`` are words that are known to name people."""
    around = Around()
    for n, start in name.places[:_MOST_PLACES]:
        around.seen += 1
        _look_before(around, texts[n], start, persons)
        _look_after(around, texts[n], start + len(name.words), persons)
    return around


def _look_before(around: Around, text: str, start: int, persons: Container[str]) -> None:
    *_, other, word, gap = ["", "", *text[max(0, start - _WINDOW) : start].replace("\u00a0", " ").split(" ")]
    if gap:  # a bracket, a quotation mark
        return
    if word in _THE:
        around.the += 1
    elif word in _AT:
        around.at += 1
    elif word in vocabulary().heads:  # nominee Lee
        around.person += 2
    elif word in _PAIRS:  # Vance and Lee
        around.person += other.strip(",") in persons


def _look_after(around: Around, text: str, end: int, persons: Container[str]) -> None:
    after = _NEXT.match(text, end)
    if not after:
        return
    if after["party"]:
        around.person += 3
    elif after["apposition"] or after["word"] in vocabulary().tells or after["word"] in _OF_PERSONS:
        around.person += 1
    elif after["owned"] in _OF_STATES:
        around.at += 1
    elif after["word"] in _PAIRS:
        following = _FOLLOWING.match(text, after.end())
        around.person += following is not None and following[1] in persons
