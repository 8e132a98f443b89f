"""Actors and a text -> mentions: where the text speaks of whom (CODEBOOK S-4 to S-7)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

from framing.conditions import ALWAYS, Conditions
from framing.documents import LazyTags
from framing.lexicon import shipped_lexicon
from framing.matcher import Matcher
from framing.model import Document, Mention, Span
from framing.phrase_sets import PhraseSet, parse_phrase
from framing.segmentation import tokenize

_PRONOUNS = frozenset(["he", "she", "him", "her", "his"])
_GENERATIONS = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])  # follow a surname
# What the tagger reads for every actor's name: of 22 names tried in the development part of EWT, .845 of the words beside
# one are tagged right with it (the others .832 to .847).
_NAME = "Paul"
_AS_VERB = {"NNS": "VBZ", "JJ": "VBD"}
_PARTS_OF_PLACES = frozenset(["New", "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"])
# A surname that is an everyday word counts where it is tagged as a name and no month: "early May", "May 5".
_WITHIN_DATES = ("in", "of", "on", "early", "late", "mid", "last", "next", "this", "since", "until", "by", "from", "to", "each")
_LINKS = frozenset(["of", "for", "in", "the", "and"])  # what comes after one is the office's, not the person's: "Duke of York"


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor, and when it is one; ``how`` is alias, metonym or nominal."""

    words: str
    how: str = "alias"
    conditions: Conditions = ALWAYS


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that articles speak about."""

    id: str
    name: str
    type: str = "person"
    aliases: tuple[Alias, ...] = ()
    exclude: tuple[str, ...] = ()
    pronouns: frozenset[str] = frozenset()
    matches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    proposed: bool = False


class _Name(NamedTuple):
    """A name as it is looked for.

    ``shapes`` are its tokens as written, ``norms`` as they are compared. A surname has ``owners``, the actors who share it;
    ``full`` names bring their surname with them; ``rivals`` are others with this surname, whose full name takes it from
    its bearer. A name of nobody is an exclusion.
    """

    shapes: tuple[str, ...]
    norms: tuple[str, ...]
    actor: str = ""
    how: str = ""
    conditions: Conditions = ALWAYS
    owners: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    full: bool = False
    person: bool = False


class _NamedTags(LazyTags):
    """Tags of a text in which every actor's name reads alike, as one word: "Sandy briefed" as "Obama briefed"."""

    __slots__ = ("_names",)

    def __init__(self, words: Sequence[str], sentences: Sequence[Span], names: Sequence[Span]) -> None:
        super().__init__(words, sentences)
        self._names = names

    def _read(self) -> tuple[Sequence[str], list[int]]:
        words, lengths = list(self._words), [end - start for start, end in self._sentences]
        for start, end in reversed(self._apart):
            words[start:end] = [_NAME]
            lengths[bisect_right(self._sentences, (start, len(self))) - 1] -= end - start - 1
        return words, lengths

    @property
    def _apart(self) -> list[Span]:
        """The names in order, without those that begin inside of another."""
        apart: list[Span] = []
        for name in sorted(self._names):
            if not apart or name.start >= apart[-1].end:
                apart.append(name)
        return apart

    def _take(self, tags: list[str]) -> None:
        found = list(tags)
        for start, end in self._apart:
            found[start : start + 1] = ["NNP"] * (end - start)
        starts = {name.start for name in self._names}
        for name in self._names:
            if name.end + 1 in starts:  # a word between two names is a verb: "Ruiz slams Brandt"
                found[name.end] = _AS_VERB.get(found[name.end], found[name.end])
        self._tags = found


@dataclass(frozen=True, slots=True)
class Registry:
    """The actors an analysis looks for, ready to be found."""

    actors: tuple[Actor, ...] = ()
    name: str = ""
    version: str = ""
    matcher: Matcher[_Name] = field(default_factory=lambda: Matcher(()), repr=False, compare=False)
    _persons: Mapping[str, Actor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_persons", {actor.id: actor for actor in self.actors if actor.type == "person"})

    @classmethod
    def of(cls, actors: Iterable[Actor], name: str = "", version: str = "") -> Registry:
        """Build a registry whose names can be found; a surname follows its full name (S-7).

        Of one name, an alias with conditions is tried first, then one without, an exclusion, and a surname last: what one
        actor excludes may be another's name.
        """
        actors = tuple(actors)
        bearers = _bearers(actors)
        names = [
            _name(
                alias.words, actor.id, alias.how, alias.conditions, full=bool(_surname(actor, alias)),
                rivals=bearers.get(alias.words, frozenset()) - {actor.id}, person=actor.type == "person",
            )
            for actor in actors
            for alias in actor.aliases
        ]  # fmt: skip
        names.sort(key=lambda name: name.conditions == ALWAYS)
        names.extend(_name(words) for actor in actors for words in actor.exclude)
        names.extend(_surnames(actors, bearers))
        return cls(actors, name, version, Matcher((name.norms, name) for name in names))

    def find(self, doc: Document, named: Iterable[str] = ()) -> tuple[Mention, ...]:
        """Find the mentions of every actor in a document, longest alias first.

        ``named`` are the actors whose full name stands elsewhere in the article, so that a headline may use the surname.
        """
        named = set(named)

        def accept(name: _Name, start: int, end: int) -> bool:
            sentence = doc.sentences[doc.sentence_at(start)]
            if end > sentence.end or not _shape_fits(doc, start, name.shapes):
                return False
            if name.owners and named & name.owners != {name.actor}:
                return False
            if not named.isdisjoint(name.rivals) or _names_another(doc, name, start, end, sentence):
                return False
            if name.conditions is not ALWAYS and not name.conditions.hold(doc, start, end, sentence):
                return False
            if name.full:
                named.add(name.actor)
            return True

        found = [
            Mention(Span(start, end), name.actor, name.how, _role(doc, end))
            for start, end, name in self.matcher.find(doc.norms, accept, positions=doc.positions)
            if name.actor
        ]
        return tuple(sorted([*found, *self._pronouns(doc, found)], key=lambda mention: mention.span))

    def mark(self, doc: Document, named: Iterable[str] = ()) -> Document:
        """Return a document with its mentions, and with tags that are the same whoever is named."""
        mentions = self.find(doc, named)
        if not mentions and not doc.mentions:
            return doc
        names = tuple(m.span for m in mentions if m.how == "alias" and doc.tokens.texts[m.span.start][0].isupper())
        tags = _NamedTags(doc.tokens.texts, doc.sentences, names) if names else doc.tags
        return replace(doc, mentions=mentions, tags=tags)

    def _pronouns(self, doc: Document, found: list[Mention]) -> Iterator[Mention]:
        """S-7: a sentence's first he or she, when the sentence before names exactly one person and this one none before it."""
        by_sentence: dict[int, list[Mention]] = {}
        for mention in found:
            if mention.actor in self._persons:
                by_sentence.setdefault(doc.sentence_at(mention.span.start), []).append(mention)
        for index, mentions in by_sentence.items():
            if len({mention.actor for mention in mentions}) > 1 or index + 1 >= len(doc.sentences):
                continue
            actor = self._persons[mentions[0].actor]
            sentence = doc.sentences[index + 1]
            stop = min((m.span.start for m in by_sentence.get(index + 1, ())), default=sentence.end)
            for i in range(sentence.start, stop):
                if doc.norms[i] in _PRONOUNS:
                    if not actor.pronouns or doc.norms[i] in actor.pronouns:
                        role = "possessive" if doc.norms[i] == "his" else ""
                        yield Mention(Span(i, i + 1), actor.id, "pronoun", role)
                    break


@cache
def everyday_words() -> frozenset[str]:
    """Return the words that open sentences or name days and months, so that alone they are no name: will, may."""
    return _words("calendar", "opener")


def _bearers(actors: Sequence[Actor]) -> dict[str, frozenset[str]]:
    """Return who bears each surname, by the full names of all."""
    owners: dict[str, dict[str, None]] = {}
    for actor in actors:
        for alias in actor.aliases:
            if surname := _surname(actor, alias):
                owners.setdefault(surname, {})[actor.id] = None
    return {surname: frozenset(bearers) for surname, bearers in owners.items()}


def _surnames(actors: Sequence[Actor], bearers: Mapping[str, frozenset[str]]) -> Iterator[_Name]:
    """S-7: a person's last name counts once the full name stood in the text, and while no other bearer of it did."""
    listed = {(actor.id, alias.words) for actor in actors for alias in actor.aliases}
    for surname, owners in bearers.items():
        conditions = _as_name() if surname.lower() in everyday_words() else ALWAYS
        for actor in sorted(owners):
            if (actor, surname) not in listed:
                yield _name(surname, actor, "alias", conditions, owners=owners, person=True)


@cache
def _as_name() -> Conditions:
    """Return when an everyday word is a name: where the tagger takes it for one, and it is in no date."""
    dates = PhraseSet([(word,) for word in _WITHIN_DATES])
    follow = PhraseSet(parse_phrase(text) for text in ("<number>", "<tag:PRP>", "<tag:DT>"))  # "May it rain?"
    return Conditions(pos=("NNP",), unless_after=dates, unless_before=follow)


def _surname(actor: Actor, alias: Alias) -> str:
    """Return the last name in an alias of several words, if a person's alias ends in one."""
    words = alias.words.split()
    while words and words[-1].lower() in _GENERATIONS:
        words.pop()
    if actor.type != "person" or alias.how != "alias" or len(words) < 2 or not _LINKS.isdisjoint(words):
        return ""
    return words[-1].rstrip(",") if words[-1][0].isupper() else ""


def _name(words: str, actor: str = "", how: str = "", conditions: Conditions = ALWAYS, **fields: Any) -> _Name:
    tokens = tokenize(words)
    return _Name(tuple(t.text for t in tokens), tuple(t.norm for t in tokens), actor, how, conditions, **fields)


def _shape_fits(doc: Document, start: int, shapes: Sequence[str]) -> bool:
    """Say whether capitals in a name are capitals in the text: "May" is not "may", nor "US" "us"; only a "The" may be small."""
    for offset, shape in enumerate(shapes):
        text = doc.tokens.texts[start + offset]
        if shape.isupper() and len(shape) > 1 and text != shape:
            return False
        if shape[0].isupper() and not text[0].isupper() and (offset or shape != "The"):
            return False
    return True


def _names_another(doc: Document, name: _Name, start: int, end: int, sentence: Span) -> bool:
    """S-6: say whether a name is only part of another: "Maria Brandt", "the Brandt Foundation", "New England"."""
    if name.how != "alias" or not name.actor:
        return False
    texts = doc.tokens.texts
    before = texts[start - 1] if start > sentence.start else ""
    after = texts[end] if end < sentence.end and doc.zone == "body" else ""
    if not before and end - start == 1 and end < sentence.end:
        small = name.shapes[0].lower()  # "Turkey sandwiches" in a text that speaks of turkey
        told_apart = name.shapes[0] == small or all(texts[i] != small for i in doc.positions.get(name.norms[0], ()))
        if not told_apart and doc.tags[end] in ("NN", "NNS"):
            return True
    if not name.person:
        return before in _PARTS_OF_PLACES and texts[start][0].isupper()
    if len(name.shapes) == 1 and before[:1].isupper() and before.lower() in _words("given_name"):
        return True
    return after[:1].isupper() and not after.isupper() and after.lower() in _words("org_word", "place_word")


@cache
def _words(*categories: str) -> frozenset[str]:
    entries = shipped_lexicon("not_actors").entries
    return frozenset(p[0] for e in entries if e.category in categories for p in e.patterns if len(p) == 1)


def _role(doc: Document, end: int) -> str:
    return "possessive" if end < len(doc.norms) and doc.norms[end] in ("'s", "'") else ""
