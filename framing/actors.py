"""An actor file -> the registry of the actors an analysis looks for (CODEBOOK S-4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from framing.collection import without_collection
from framing.conditions import ALWAYS, PLACES, Conditions, read_places
from framing.documents import segment
from framing.errors import LexiconError, UnknownNameError
from framing.lexicon import SHIPPED
from framing.registry import Actor, Alias, Registry, everyday_words
from framing.segmentation import norms
from framing.yaml_file import Block, Checker, Problem, read_yaml

__all__ = ["TYPES", "Actor", "Alias", "Registry", "check_registry", "load_registry", "shipped_registry"]

TYPES = ("person", "org", "state", "group")
_TOP = {"name", "version", "about", "source", "license", "language", "actors"}
_ACTOR = {"id", "name", "type", "aliases", "demonyms", "metonyms", "exclude", "pronouns", "nominals", "matches", "not"}
_ALIAS = {"words", *PLACES}
_KINDS = (("aliases", "alias"), ("metonyms", "metonym"), ("nominals", "nominal"))


def load_registry(name: str | Path) -> Registry:
    """Read an actor file.

    Parameters
    ----------
    name
        A path to a ``.yml`` file, or the name of a shipped one.

    Raises
    ------
    LexiconError
        With every problem of the file, each with file and line.
    UnknownNameError
        If no file of that name ships.
    """
    registry, problems, _ = _read(_locate(name))
    if problems:
        raise LexiconError("\n".join(str(problem) for problem in problems))
    return registry


@cache
def shipped_registry(name: str) -> Registry:
    """Read a shipped actor file once per process."""
    return load_registry(name)


@without_collection()
def check_registry(name: str | Path) -> list[str]:
    """Return every problem of an actor file, each with file and line; an actor's examples are run too.

    Raises
    ------
    UnknownNameError
        If no file of that name ships.
    """
    path = _locate(name)
    registry, problems, lines = _read(path)
    if problems:
        return [str(problem) for problem in problems]
    failed = []
    for actor in registry.actors:
        for text, wanted in (*((text, True) for text in actor.matches), *((text, False) for text in actor.misses)):
            if any(mention.actor == actor.id for mention in registry.find(segment(text))) != wanted:
                message = f'is not found in its example "{text}"' if wanted else f'is found in "{text}", which must not match'
                failed.append(str(Problem(path, lines[actor.id], f'"{actor.id}" {message}')))
    return failed


def _locate(name: str | Path) -> Path:
    if Path(name).suffix in (".yml", ".yaml"):
        return Path(name)
    path = SHIPPED / "actors" / f"{name}.yml"
    if path.is_file():
        return path
    raise UnknownNameError.of("actor file", str(name), [other.stem for other in (SHIPPED / "actors").glob("*.yml")])


def _read(path: Path) -> tuple[Registry, list[Problem], dict[str, int]]:
    """Read a file into its registry, its problems and the line of each actor."""
    data, problems = read_yaml(path)
    if problems or not (isinstance(data, Block) and isinstance(data.get("actors"), list) and data["actors"]):
        empty = Problem(path, 1, "names no actor; it needs actors: with a list of {id, name, type, aliases}")
        return Registry(), problems or [empty], {}
    reader = _Reader(path, problems)
    reader.keys(data, _TOP, "the file")
    actors = [(item, actor) for item in data["actors"] for actor in reader.actor(item)]
    reader.tell_shared(actors)
    name, version = reader.text(data, "name") or path.stem, reader.text(data, "version") or "0"
    registry = Registry.of([actor for _, actor in actors], name, version)
    return registry, problems, {actor.id: item.line for item, actor in actors}


class _Reader(Checker):
    """Reads the actors of one file and notes what is wrong with them."""

    __slots__ = ()

    def actor(self, item: Any) -> Iterator[Actor]:
        """Yield the actor a block describes, if it describes one."""
        if not isinstance(item, Block) or not all(self.text(item, key).strip() for key in ("id", "name")):
            self.tell(item, "an actor needs at least id: and name:")
            return
        self.keys(item, _ACTOR, f'actor "{item["id"]}"')
        kind = self.choice(item, "type", TYPES) or "person"
        name = self._known(item, Alias(self.text(item, "name")))
        aliases = [name, *(alias for key, how in _KINDS for alias in self._aliases(item, key, how))]
        exclude = self.strings(item, "exclude")
        if not all(norms(words) for words in exclude):
            self.tell(item, f'actor "{item["id"]}", exclude: holds an empty text')
        yield Actor(
            id=self.text(item, "id"),
            name=name.words,
            type=kind,
            aliases=tuple({(alias.words, alias.how): alias for alias in aliases}.values()),
            exclude=tuple(words for words in exclude if norms(words)),
            pronouns=frozenset(self.strings(item, "pronouns")),
            matches=self.strings(item, "matches"),
            misses=self.strings(item, "not"),
        )

    def _aliases(self, item: Block, key: str, how: str) -> Iterator[Alias]:
        given = item.get(key) or ()
        for alias in [given] if isinstance(given, (str, dict)) else given:
            if isinstance(alias, str) and norms(alias):
                yield self._known(alias, Alias(str(alias), how))
            elif isinstance(alias, Block) and norms(self.text(alias, "words")):
                self.keys(alias, _ALIAS, f'alias "{alias["words"]}"')
                conditions = Conditions(pos=(), case="", **read_places(self, alias, "alias"))
                yield self._known(alias, Alias(self.text(alias, "words"), how, conditions))
            else:
                self.tell(alias if isinstance(alias, Block) else item, f"{key}: an alias is a text or a mapping with words:")

    def _known(self, where: Any, alias: Alias) -> Alias:
        """Tell of a name that alone is an everyday word at the start of a sentence, or a month."""
        words = alias.words
        if alias.how == "alias" and alias.conditions == ALWAYS and words.lower() in everyday_words() and not words.isupper():
            hint = f"give a longer name, or say when it is one: {{words: {words}, unless_after: [in, early, last]}}"
            hint += "; a person's surname is found after the full name without being listed"
            self.tell(where, f'"{words}" is an everyday word as well; {hint}')
        return alias

    def tell_shared(self, actors: list[tuple[Block, Actor]]) -> None:
        """Tell of one id twice, and of a name two actors share without conditions: each mention counts for one actor."""
        ids: set[str] = set()
        owners: dict[tuple[str, ...], str] = {}
        for item, actor in actors:
            if actor.id in ids:
                self.tell(item, f'id "{actor.id}" stands twice')
            ids.add(actor.id)
            for alias in actor.aliases:
                owner = owners.setdefault(norms(alias.words), actor.id) if alias.conditions == ALWAYS else actor.id
                if owner != actor.id:
                    self.tell(item, f'"{alias.words}" names both "{owner}" and "{actor.id}"; give one of them a condition')
