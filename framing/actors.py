"""Actor registries and texts -> mentions: where an article speaks of whom (CODEBOOK S-4 to S-7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.conditions import PLACES, Conditions, PhraseSet, parse_phrase
from framing.errors import LexiconError
from framing.lexicon import SHIPPED
from framing.lexicon_file import Block, Problem, read_yaml
from framing.matcher import Matcher
from framing.model import Document, Mention, Span
from framing.segmentation import tokenize

TYPES = ("person", "org", "state", "group")
_TOP = {"name", "version", "about", "source", "license", "language", "actors"}
_ACTOR = {"id", "name", "type", "aliases", "demonyms", "metonyms", "exclude", "pronouns", "nominals", "matches", "not"}
_ALIAS = {"words", "match", *PLACES}
_PRONOUNS = frozenset(["he", "she", "him", "her", "his"])


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor, and when it is one; ``how`` is alias, metonym or nominal."""

    words: str
    how: str = "alias"
    conditions: Conditions = Conditions()
    needs_full_name: bool = False

    @property
    def shapes(self) -> tuple[str, ...]:
        """The alias's tokens as written: a capital in the alias asks for a capital in the text."""
        return tuple(token.text for token in tokenize(self.words))


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


@dataclass(frozen=True, slots=True)
class Registry:
    """The actors an analysis looks for, ready to be found."""

    actors: tuple[Actor, ...] = ()
    name: str = ""
    version: str = ""
    matcher: Matcher[tuple[Actor, Alias] | None] = field(default_factory=lambda: Matcher(()), repr=False, compare=False)

    @classmethod
    def of(cls, actors: Iterable[Actor], name: str = "", version: str = "") -> Registry:
        """Build a registry whose names can be found; a surname follows its full name (S-7)."""
        actors = tuple(actors)
        patterns: list[tuple[Sequence[str], tuple[Actor, Alias] | None]] = []
        for actor in actors:
            patterns.extend((_norms(words), None) for words in actor.exclude)
        for actor in actors:
            for alias in (*actor.aliases, *_surnames(actor)):
                patterns.append((_norms(alias.words), (actor, alias)))
        return cls(actors, name, version, Matcher(patterns))

    def find(self, doc: Document) -> tuple[Mention, ...]:
        """Find the mentions of every actor in a document, longest alias first."""
        named: set[str] = set()

        def accept(payload: tuple[Actor, Alias] | None, start: int, end: int) -> bool:
            sentence = doc.sentences[doc.sentence_at(start)]
            if end > sentence.end or payload is None:
                return end <= sentence.end and _capital(doc, start)
            actor, alias = payload
            if alias.needs_full_name and actor.id not in named:
                return False
            if not _shape_fits(doc, start, alias.shapes) or not alias.conditions.hold(doc, start, end, sentence):
                return False
            if end - start > 1 or not alias.needs_full_name:
                named.add(actor.id)
            return True

        found = [
            Mention(Span(start, end), payload[0].id, payload[1].how, _role(doc, end))
            for start, end, payload in self.matcher.find(doc.norms, accept)
            if payload is not None
        ]
        return tuple(sorted([*found, *self._pronouns(doc, found)], key=lambda mention: mention.span))

    def _pronouns(self, doc: Document, found: list[Mention]) -> Iterator[Mention]:
        """S-7: a sentence's first he or she, when the sentence before names exactly one person and this one none before it."""
        persons = {actor.id: actor for actor in self.actors if actor.type == "person"}
        by_sentence: dict[int, list[Mention]] = {}
        for mention in found:
            if mention.actor in persons:
                by_sentence.setdefault(doc.sentence_at(mention.span.start), []).append(mention)
        for index, mentions in by_sentence.items():
            if len({mention.actor for mention in mentions}) > 1 or index + 1 >= len(doc.sentences):
                continue
            actor = persons[mentions[0].actor]
            sentence = doc.sentences[index + 1]
            stop = min((m.span.start for m in by_sentence.get(index + 1, ())), default=sentence.end)
            for i in range(sentence.start, stop):
                if doc.norms[i] in _PRONOUNS:
                    if not actor.pronouns or doc.norms[i] in actor.pronouns:
                        role = "possessive" if doc.norms[i] == "his" else ""
                        yield Mention(Span(i, i + 1), actor.id, "pronoun", role)
                    break


def load_registry(path: str | Path) -> Registry:
    """Read an actor file.

    Raises
    ------
    LexiconError
        With every problem of the file, each with file and line.
    """
    path = Path(path)
    if path.suffix not in (".yml", ".yaml"):
        shipped = SHIPPED / "actors" / f"{path}.yml"
        path = shipped if shipped.is_file() else path
    data, problems = read_yaml(path)
    actors: list[Actor] = []
    if not problems and not (isinstance(data, Block) and isinstance(data.get("actors"), list) and data["actors"]):
        problems.append(Problem(path, 1, "names no actor; it needs actors: with a list of {id, name, type, aliases}"))
    if not problems:
        problems.extend(_unknown(path, data, _TOP, "the file"))
        for item in data["actors"]:
            actors.extend(_actor(path, item, problems))
        problems.extend(_shared(path, actors))
    if problems:
        raise LexiconError("\n".join(str(problem) for problem in problems))
    return Registry.of(actors, str(data.get("name") or path.stem), str(data.get("version") or "0"))


def _actor(path: Path, item: Any, problems: list[Problem]) -> list[Actor]:
    if not isinstance(item, Block) or not item.get("id") or not item.get("name"):
        problems.append(Problem(path, getattr(item, "line", 0), "an actor needs at least id: and name:"))
        return []
    problems.extend(_unknown(path, item, _ACTOR, f'actor "{item["id"]}"'))
    if item.get("type", "person") not in TYPES:
        problems.append(Problem(path, item.line, f'type "{item["type"]}" is not one of {", ".join(TYPES)}'))
    aliases = [Alias(str(item["name"]))]
    for key, how in (("aliases", "alias"), ("metonyms", "metonym"), ("nominals", "nominal")):
        for given in item.get(key) or ():
            aliases.extend(_alias(path, given, how, problems))
    unique = {(alias.words, alias.how): alias for alias in aliases}
    plain = {key: tuple(map(str, item.get(key) or ())) for key in ("exclude", "pronouns", "matches", "not")}
    return [
        Actor(
            id=str(item["id"]),
            name=str(item["name"]),
            type=str(item.get("type") or "person"),
            aliases=tuple(unique.values()),
            exclude=plain["exclude"],
            pronouns=frozenset(plain["pronouns"]),
            matches=plain["matches"],
            misses=plain["not"],
        )
    ]


def _alias(path: Path, given: Any, how: str, problems: list[Problem]) -> list[Alias]:
    if isinstance(given, str):
        return [Alias(str(given), how)] if tokenize(given) else []
    if not isinstance(given, Block) or not given.get("words"):
        problems.append(Problem(path, getattr(given, "line", 0), "an alias is a text or a mapping with words:"))
        return []
    problems.extend(_unknown(path, given, _ALIAS, f'alias "{given["words"]}"'))
    phrases: dict[str, Any] = {}
    for place in PLACES:
        try:
            listed = given.get(place) or ()
            phrases[place] = PhraseSet(parse_phrase(text) for text in ([listed] if isinstance(listed, str) else listed))
        except ValueError as error:
            problems.append(Problem(path, given.line, f'alias "{given["words"]}", {place}: {error}'))
    return [Alias(str(given["words"]), how, Conditions(**phrases))]


def _unknown(path: Path, block: Block, known: set[str], what: str) -> Iterator[Problem]:
    for key in block:
        if key not in known:
            yield Problem(path, block.line, f'unknown key "{key}" in {what}. Known: {", ".join(sorted(known))}.')


def _shared(path: Path, actors: list[Actor]) -> Iterator[Problem]:
    """Tell of one id twice, and of a name two actors share without conditions: each mention counts for one actor."""
    ids: set[str] = set()
    owners: dict[str, str] = {}
    for actor in actors:
        if actor.id in ids:
            yield Problem(path, 0, f'id "{actor.id}" stands twice')
        ids.add(actor.id)
        for alias in actor.aliases:
            if alias.conditions == Conditions() and owners.setdefault(alias.words, actor.id) != actor.id:
                yield Problem(
                    path, 0, f'"{alias.words}" names both "{owners[alias.words]}" and "{actor.id}"; give one of them a condition'
                )


def _surnames(actor: Actor) -> Iterator[Alias]:
    """S-7: a person's last name counts once the full name stood in the article."""
    listed = {alias.words for alias in actor.aliases}
    if actor.type == "person":
        for alias in actor.aliases:
            last = alias.words.split()[-1]
            if alias.how == "alias" and " " in alias.words and last not in listed and last[0].isupper():
                listed.add(last)
                yield Alias(last, needs_full_name=True)


def _norms(words: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokenize(words))


def _capital(doc: Document, start: int) -> bool:
    return doc.tokens[start].text[0].isupper() or doc.norms[start] == "the"


def _shape_fits(doc: Document, start: int, shapes: Sequence[str]) -> bool:
    """A capital in the alias asks for one in the text, so that "May" is not "may"; capitals throughout ask for the same."""
    for offset, shape in enumerate(shapes):
        text = doc.tokens[start + offset].text
        if shape.isupper() and len(shape) > 1 and text != shape:
            return False
        if shape[0].isupper() and not text[0].isupper():
            return False
    return True


def _role(doc: Document, end: int) -> str:
    return "possessive" if end < len(doc.norms) and doc.norms[end] in ("'s", "'") else ""
