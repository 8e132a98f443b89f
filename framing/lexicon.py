"""Lexicon files -> validated entries that find themselves in a document (CODEBOOK section 10, DESIGN 2.6)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from framing.collection import without_collection
from framing.conditions import ALWAYS, Conditions
from framing.errors import LexiconError
from framing.lexicon_file import RawEntry, RawLexicon, read_lexicon_file
from framing.lexicon_folders import SHIPPED, available_lexicons, files_extended, locate, search_path, tell_shadowed
from framing.lexicon_removal import part_removed
from framing.matcher import Matcher, Openings
from framing.model import VOICES, Document, Span
from framing.patterns import expand
from framing.yaml_file import Problem

__all__ = ["SHIPPED", "Category", "Entry", "Lexicon", "available_lexicons", "load_lexicon", "resolve", "shipped_lexicon"]


@dataclass(frozen=True, slots=True)
class Category:
    """A category of entries; ``column`` says whether its hits count in the headline or beside it."""

    name: str
    about: str = ""
    column: str = "headline"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One lexicon entry, with every token pattern it stands for and the conditions under which it counts."""

    words: str
    category: str
    patterns: tuple[tuple[str, ...], ...]
    conditions: Conditions | None = None
    weight: float = 1.0
    plain: str = ""
    note: str = ""
    source: str = ""
    rule: str = ""
    labels: frozenset[str] = frozenset()
    matches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    precision: str = ""
    path: str = ""
    line: int = 0

    @property
    def id(self) -> str:
        """The entry's name in reports and in ``remove`` lists: its category and words."""
        return f"{self.category}: {self.words}"


class Layer(NamedTuple):
    """One of the files a lexicon was built from."""

    name: str
    version: str
    path: str


class Dropped(NamedTuple):
    """An entry that does not count: "removed", "retired" or "overridden" by a file, or still a "draft" in it (K-1)."""

    entry: Entry
    how: str
    by: Layer


@dataclass(frozen=True)  # without slots, so that the fingerprint is made once
class Lexicon:
    """A validated list of entries with what a report must say of it.

    ``root`` is the name of the list it extends in the end (or its own); the first ``n_own`` entries are its own. ``layers``
    are the files it was built from, the one it extends in the end first; ``dropped`` is what they switch off, drafts included.
    """

    name: str
    version: str
    about: str
    source: str
    license: str
    language: str
    voice: tuple[str, ...]
    unit: str
    categories: Mapping[str, Category]
    entries: tuple[Entry, ...]
    exceptions: tuple[str, ...] = ()
    path: str = ""
    root: str = ""
    n_own: int = 0
    layers: tuple[Layer, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    matcher: Matcher[Entry | None] = field(default_factory=lambda: Matcher(()), repr=False, compare=False)

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when anything that can change a hit does (K-3)."""
        data = [
            [e.id, e.patterns, repr(e.conditions), e.weight, sorted(e.labels), self.categories[e.category].column]
            for e in self.entries
        ]
        text = json.dumps([data, self.exceptions, self.voice], ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def find(
        self,
        doc: Document,
        skip: Container[int] = (),
        within: Span | None = None,
        refused: list[tuple[Span, Entry | None]] | None = None,
    ) -> Iterator[tuple[Span, Entry]]:
        """Yield the entries that stand in a document: leftmost, longest, not overlapping, inside one sentence (K-2).

        Nothing is found that begins at a token in ``skip``; ``within`` restricts the search to one sentence; ``refused``
        takes the entries whose words stand there and whose conditions do not hold, and the exceptions, which are no entry.
        """
        sentences, sentence_at = doc.sentences, doc.sentence_at

        def accept(entry: Entry | None, start: int, end: int) -> bool:
            if start in skip:
                return False
            conditions = entry.conditions if entry else None
            if not conditions and end - start == 1:
                return True
            sentence = within or sentences[sentence_at(start)]
            holds = end <= sentence.end and (not conditions or conditions.hold(doc, start, end, sentence))
            if refused is not None and not holds and entry and end <= sentence.end:
                refused.append((Span(start, end), entry))
            return holds

        for start, end, entry in self.matcher.find(doc.norms, accept, doc.tokens.memo, within):
            if entry is not None:
                yield tuple.__new__(Span, (start, end)), entry  # half the time of Span(...)
            elif refused is not None:
                refused.append((Span(start, end), None))


def load_lexicon(name: str | Path, folders: Sequence[str | Path] = ()) -> Lexicon:
    """Load a lexicon by name or path, its ``extends`` resolved.

    Parameters
    ----------
    name
        A path to a ``.yml`` file, or a name looked up in ``folders``, then among the shipped lexicons.
    folders
        Folders searched before the shipped one.

    Raises
    ------
    LexiconError
        With every problem of the file, each with file and line.
    UnknownNameError
        If there is no lexicon of that name.
    """
    lexicon, problems = resolve(name, folders)
    if problems:
        raise LexiconError("\n".join(str(problem) for problem in problems))
    return lexicon


@without_collection()
def resolve(
    name: str | Path, folders: Sequence[str | Path] = (), onto: Sequence[Lexicon] = (), *, apart: bool = False
) -> tuple[Lexicon, list[Problem]]:
    """Load a lexicon and list its problems instead of raising them.

    ``onto`` are lexicons that are used together with it: where it extends what one of them was built from, it builds on that
    one instead, so that the changes of both hold (K-3). A file that is looked at ``apart``, as an old version is, may have
    the name of another.
    """
    lexicon, problems = _resolve(locate(name, folders), search_path(folders), [], onto)
    if not apart and len(lexicon.layers) == 1:
        problems = [*problems, *tell_shadowed(lexicon.name, Path(lexicon.path), search_path(folders))]
    return lexicon, problems


def _resolve(path: Path, places: list[Path], above: list[Path], onto: Sequence[Lexicon] = ()) -> tuple[Lexicon, list[Problem]]:
    """Load a file and what it extends; ``above`` are the files that extend it."""
    if path.parent == SHIPPED and path.is_file():  # several lists extend one of these
        return _load_shipped(path, path.stat().st_mtime_ns)
    raw, problems = read_lexicon_file(path)
    base: Lexicon | None = None
    if raw.extends:
        above = [*above, path.resolve()]
        named = files_extended(raw, places)
        found = next((other for other in named if other.resolve() not in above), None)
        if found:
            base = next((other for other in reversed(onto) if found.resolve() in map(Path, paths_of(other))), None)
        if found and not base:
            base, more = _resolve(found, places, above, onto)
            problems = [*problems, *more]
        elif named and not base:
            problems = [*problems, Problem(path, 0, f'extends: "{raw.extends}" is this file itself, or extends it in turn')]
        elif not base:
            names = ", ".join(sorted({other.stem for place in places for other in place.glob("*.yml")}))
            problems = [*problems, Problem(path, 0, f'extends: there is no lexicon "{raw.extends}" (available: {names})')]
    lexicon, more = _assemble(raw, base)
    return lexicon, [*problems, *more]


def paths_of(lexicon: Lexicon) -> list[str]:
    """Return the resolved paths of the files that a lexicon was built from."""
    return [str(Path(layer.path).resolve()) for layer in lexicon.layers]


@lru_cache(maxsize=32)
def _load_shipped(path: Path, changed: int) -> tuple[Lexicon, list[Problem]]:
    """Load a shipped list, which extends nothing, once for each state of its file."""
    raw, problems = read_lexicon_file(path)
    lexicon, more = _assemble(raw, None)
    return lexicon, [*problems, *more]


# What a file takes over from the list it extends where it says nothing, and what holds where it extends none.
_HEAD: Mapping[str, Any] = {"about": "", "source": "", "license": "", "voice": VOICES, "unit": "per 1,000 words"}
_TOGETHER = Openings()


@cache
def shipped_lexicon(name: str) -> Lexicon:
    """Load a shipped lexicon once per process; the shipped ones read texts together."""
    lexicon = load_lexicon(name)
    lexicon.matcher.join(_TOGETHER)
    return lexicon


def _assemble(raw: RawLexicon, base: Lexicon | None) -> tuple[Lexicon, list[Problem]]:
    problems: list[Problem] = []
    categories = dict(base.categories) if base else {}
    for key, value in raw.categories.items():
        categories[key] = replace(categories.get(key, Category(key)), **value)
    version = raw.version or (f"{base.version.partition('+')[0]}+{raw.name}" if base else "0")
    layer = Layer(raw.name, version, str(raw.path))
    known, gone = (base.entries, base.dropped) if base else ((), ())
    kept, removed = part_removed(raw, known, (each.entry for each in gone), problems)
    dropped = [Dropped(entry, "removed", layer) for entry in removed]
    entries: list[Entry] = []
    stated: dict[str, str] = {}
    for item in raw.entries:
        if item.category not in categories:
            declared = ", ".join(categories) or "none"
            problems.append(Problem(item.path, item.line, f'category "{item.category}" is not declared (declared: {declared})'))
            continue
        entry = _compile(item, categories[item.category])
        if item.status == "draft":
            dropped.append(Dropped(entry, "draft", layer))
            continue
        stated[entry.id] = "retired" if item.status == "retired" and stated.get(entry.id) != "overridden" else "overridden"
        if item.status != "retired":
            entries.append(entry)
    dropped += [Dropped(entry, stated[entry.id], layer) for entry in kept if entry.id in stated]
    everything = (*entries, *(entry for entry in kept if entry.id not in stated))  # K-3: the user's come first
    head = {key: getattr(raw, key) or (getattr(base, key) if base else value) for key, value in _HEAD.items()}
    own = Lexicon(
        name=raw.name,
        version=version,
        **head,
        language=raw.language,
        categories=categories,
        entries=everything,
        exceptions=(*(base.exceptions if base else ()), *raw.exceptions),
        path=str(raw.path),
        root=base.root if base else raw.name,
        n_own=len(entries),
        layers=(*(base.layers if base else ()), layer),
        dropped=(*gone, *dropped),
    )
    return replace(own, matcher=build_matcher(everything, own.exceptions)), problems


def build_matcher(entries: Iterable[Entry], exceptions: Iterable[str]) -> Matcher[Entry | None]:
    """Build what finds entries in a text; what an exception finds is None."""
    swallowed: list[tuple[Sequence[str], Entry | None]] = [(pattern, None) for words in exceptions for pattern in expand(words)]
    return Matcher([*swallowed, *((pattern, entry) for entry in entries for pattern in entry.patterns)])


_AS_STATED = ("words", "category", "weight", "plain", "note", "source", "matches", "misses", "precision", "line")


def _compile(item: RawEntry, category: Category) -> Entry:
    return Entry(
        **{key: getattr(item, key) for key in _AS_STATED},
        patterns=expand(item.words, item.inflect, item.forms),
        conditions=None if item.conditions == ALWAYS else item.conditions,
        rule=item.rule or category.rule,
        labels=frozenset(item.labels),
        path=str(item.path),
    )
