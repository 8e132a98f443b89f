"""Lexicon files -> validated entries that find themselves in a document (CODEBOOK section 10, DESIGN 2.6)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from pathlib import Path

from framing.conditions import Conditions
from framing.errors import LexiconError, UnknownNameError
from framing.inflection import inflect_noun, inflect_verb
from framing.lexicon_file import Problem, RawEntry, RawLexicon, read_lexicon_file
from framing.matcher import Matcher
from framing.model import Document, Span
from framing.segmentation import fold, norms

_PACKAGED = Path(__file__).parent / "lexicons"
SHIPPED = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "lexicons"


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
    path: str = ""
    line: int = 0

    @property
    def id(self) -> str:
        """The entry's name in reports and in ``remove`` lists: its category and words."""
        return f"{self.category}: {self.words}"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A validated list of entries with what a report must say of it."""

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
    matcher: Matcher[Entry | None] = field(default_factory=lambda: Matcher(()), repr=False, compare=False)

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when anything that can change a hit does (K-3)."""
        data = [
            [e.id, e.patterns, repr(e.conditions), e.weight, sorted(e.labels), self.categories[e.category].column]
            for e in self.entries
        ]
        text = json.dumps([data, self.exceptions, self.voice], ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def find(self, doc: Document, within: Span | None = None) -> Iterator[tuple[Span, Entry]]:
        """Yield the entries that stand in a document: leftmost, longest, not overlapping, inside one sentence (K-2).

        ``within`` restricts the search to a run of whole sentences.
        """
        first = within.start if within else 0
        norms = doc.norms[within.start : within.end] if within else doc.norms

        def accept(entry: Entry | None, start: int, end: int) -> bool:
            sentence = doc.sentences[doc.sentence_at(start + first)]
            if end + first > sentence.end:
                return False
            return entry is None or not entry.conditions or entry.conditions.hold(doc, start + first, end + first, sentence)

        for start, end, entry in self.matcher.find(norms, accept):
            if entry is not None:
                yield Span(start + first, end + first), entry


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


def resolve(name: str | Path, folders: Sequence[str | Path] = ()) -> tuple[Lexicon, list[Problem]]:
    """Load a lexicon and list its problems instead of raising them."""
    path = locate(name, folders)
    raw, problems = read_lexicon_file(path)
    base: Lexicon | None = None
    if raw.extends:
        same = Path(raw.extends).stem == path.stem  # a user's "hedges" that extends the shipped "hedges"
        base = load_lexicon(raw.extends, () if same else folders)
    lexicon, more = _assemble(raw, base)
    return lexicon, [*problems, *more]


def locate(name: str | Path, folders: Sequence[str | Path] = ()) -> Path:
    """Find the file of a lexicon; two of one name in the user's folders and the shipped one are told apart by ``extends``."""
    if Path(name).suffix in (".yml", ".yaml"):
        return Path(name)
    for folder in (*folders, SHIPPED, SHIPPED / "topics"):
        path = Path(folder) / f"{name}.yml"
        if path.is_file():
            return path
    raise UnknownNameError.of("lexicon", str(name), available_lexicons(folders))


def available_lexicons(folders: Sequence[str | Path] = ()) -> list[str]:
    """List the names of the lexicons in ``folders`` and of the shipped ones."""
    return sorted({path.stem for folder in (*folders, SHIPPED, SHIPPED / "topics") for path in Path(folder).glob("*.yml")})


@cache
def shipped_lexicon(name: str) -> Lexicon:
    """Load a shipped lexicon once per process."""
    return load_lexicon(name)


def _assemble(raw: RawLexicon, base: Lexicon | None) -> tuple[Lexicon, list[Problem]]:
    problems: list[Problem] = []
    categories = dict(base.categories) if base else {}
    for key, value in raw.categories.items():
        categories[key] = Category(key, **value)
    kept = list(base.entries) if base else []
    for words in raw.remove:
        left = [entry for entry in kept if words not in (entry.id, entry.words)]
        if len(left) == len(kept):
            problems.append(Problem(raw.path, 0, f'remove: "{words}" is not an entry of {raw.extends or "any base"}'))
        kept = left
    entries: list[Entry] = []
    for item in raw.entries:
        if item.category not in categories:
            declared = ", ".join(categories) or "none"
            problems.append(Problem(raw.path, item.line, f'category "{item.category}" is not declared (declared: {declared})'))
            continue
        entries.append(_compile(item, categories[item.category], raw.path))
    overridden = {entry.id for entry in entries}
    kept = [entry for entry in kept if entry.id not in overridden]
    everything = tuple(kept + entries)
    exceptions = (*(base.exceptions if base else ()), *raw.exceptions)
    own = Lexicon(
        name=raw.name,
        version=raw.version,
        about=raw.about or (base.about if base else ""),
        source=raw.source or (base.source if base else ""),
        license=raw.license or (base.license if base else ""),
        language=raw.language,
        voice=raw.voice or (base.voice if base else ("own", "reported", "quoted")),
        unit=raw.unit,
        categories=categories,
        entries=everything,
        exceptions=exceptions,
        path=str(raw.path),
        root=base.root if base else raw.name,
    )
    return replace(own, matcher=_matcher(own)), problems


def _matcher(lexicon: Lexicon) -> Matcher[Entry | None]:
    swallowed: list[tuple[Sequence[str], Entry | None]] = [
        (pattern, None) for words in lexicon.exceptions for pattern in expand(words)
    ]
    return Matcher([*swallowed, *((pattern, entry) for entry in lexicon.entries for pattern in entry.patterns)])


def _compile(item: RawEntry, category: Category, path: Path) -> Entry:
    return Entry(
        words=item.words,
        category=item.category,
        patterns=expand(item.words, item.inflect, item.forms),
        conditions=None if item.conditions == Conditions() else item.conditions,
        weight=item.weight,
        plain=item.plain,
        note=item.note,
        source=item.source,
        rule=item.rule or category.rule,
        labels=frozenset(item.labels),
        matches=item.matches,
        misses=item.misses,
        path=str(path),
        line=item.line,
    )


def expand(words: str, inflect: str = "", forms: Sequence[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Return every token pattern an entry's words stand for: inflected, and hyphenated words spaced as well."""
    pieces = fold(words).split()
    choices: list[list[str]] = [[piece] for piece in pieces]
    if forms:
        choices[0] = [pieces[0], *(fold(form) for form in forms)]
    elif inflect == "verb":
        choices[0] = list(inflect_verb(pieces[0]))
    if inflect == "noun":
        choices[-1] = list(inflect_noun(pieces[-1]))
    patterns: dict[tuple[str, ...], None] = {}
    for combination in product(*choices):
        for variant in product(*(_spellings(piece) for piece in combination)):
            patterns[tuple(token for tokens in variant for token in tokens)] = None
    return tuple(pattern for pattern in patterns if pattern)


def _spellings(piece: str) -> list[tuple[str, ...]]:
    """Return the token sequences of one written word: as it is, and with its hyphens as spaces."""
    glob = piece.endswith("*") and len(piece) > 1
    tokens = (piece,) if glob else norms(piece)
    spaced = tuple(piece.replace("-", " ").split()) if "-" in piece.strip("-") else tokens
    return [tokens] if spaced == tokens else [tokens, spaced]
