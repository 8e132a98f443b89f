"""A lexicon's YAML (and CSV) file -> raw entries with their lines, and every problem of the file at once."""

from __future__ import annotations

import csv
import difflib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from framing.conditions import CASES, PLACES, Conditions, PhraseSet, parse_phrase
from framing.model import VOICES

_TOP = {
    "name", "version", "about", "source", "license", "language", "voice", "unit", "categories", "entries", "except", "extends",
    "remove",
}  # fmt: skip
_CATEGORY = {"about", "column", "rule"}
_ENTRY = {
    "words", "inflect", "forms", "pos", "case", "weight", "plain", "note", "source", "rule", "labels", "status", "precision",
    "matches", "not", *PLACES,
}  # fmt: skip
_CSV_COLUMNS = ("words", "category", "weight", "plain", "note")


class Problem(NamedTuple):
    """Something wrong with a file: where, and what."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


@dataclass(slots=True)
class RawEntry:
    """An entry as the file states it."""

    words: str
    category: str
    line: int
    inflect: str = ""
    forms: tuple[str, ...] = ()
    conditions: Conditions = Conditions()
    weight: float = 1.0
    plain: str = ""
    note: str = ""
    source: str = ""
    rule: str = ""
    labels: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


@dataclass(slots=True)
class RawLexicon:
    """A file's content before anything it extends is known."""

    path: Path
    name: str = ""
    version: str = "0"
    about: str = ""
    source: str = ""
    license: str = ""
    language: str = "en"
    voice: tuple[str, ...] = ()
    unit: str = "per 1,000 words"
    extends: str = ""
    remove: tuple[str, ...] = ()
    categories: dict[str, dict[str, str]] = field(default_factory=dict)
    entries: list[RawEntry] = field(default_factory=list)
    exceptions: tuple[str, ...] = ()


class Text(str):
    """A YAML scalar that knows its line."""

    line: int = 0


class Block(dict[str, Any]):
    """A YAML mapping that knows its line."""

    line: int = 0


def read_yaml(path: Path) -> tuple[Any, list[Problem]]:
    """Read a YAML file into `Text`, `Block` and lists, and list what is wrong with it; anchors are refused.

    Anchors let a file of a few lines expand to billions of entries, and a lexicon has no use for them.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.CSafeLoader)):
            return None, [Problem(path, 0, "uses YAML aliases (*name); write the entries out")]
        problems: list[Problem] = []
        return _plain(yaml.compose(text, Loader=yaml.CSafeLoader), path, problems), problems
    except OSError as error:
        return None, [Problem(path, 0, f"cannot be read: {error.strerror or error}")]
    except UnicodeDecodeError:
        return None, [Problem(path, 0, "is not UTF-8 text; save it as UTF-8")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        return None, [Problem(path, mark.line + 1 if mark else 0, f"is not valid YAML: {what}")]


def _plain(node: yaml.Node | None, path: Path, problems: list[Problem]) -> Any:
    """Turn a node into plain data with lines, telling of keys that stand twice."""
    if isinstance(node, yaml.MappingNode):
        block = Block()
        block.line = node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in block:
                problems.append(Problem(path, key_node.start_mark.line + 1, f'key "{key}" stands twice'))
            block[key] = _plain(value_node, path, problems)
        return block
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, path, problems) for child in node.value]
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return None
    text = Text(node.value)
    text.line = node.start_mark.line + 1
    return text


def read_lexicon_file(path: Path) -> tuple[RawLexicon, list[Problem]]:
    """Read a lexicon file as far as it can be read, with every problem found on the way."""
    raw = RawLexicon(path, name=path.stem)
    data, problems = read_yaml(path)
    if data is None:
        return raw, problems or [Problem(path, 0, "is empty; a lexicon needs name, categories and entries")]
    if not isinstance(data, Block):
        return raw, [*problems, Problem(path, 1, "is not a mapping; a lexicon begins with name:, version:, categories:")]
    reader = _Reader(path, problems)
    reader.keys(data, _TOP, "the file")
    for key in ("name", "version", "about", "source", "license", "language", "unit", "extends"):
        if isinstance(data.get(key), str):
            setattr(raw, key, str(data[key]))
    raw.voice = reader.strings(data, "voice")
    for voice in raw.voice:
        if voice not in VOICES:
            reader.tell(data, f'voice "{voice}" is not one of {", ".join(VOICES)}')
    raw.remove = reader.strings(data, "remove")
    raw.exceptions = reader.strings(data, "except")
    raw.categories = reader.categories(data)
    raw.entries = reader.entries(data)
    if not raw.entries and not raw.extends:
        reader.tell(data, "holds no entries")
    _tell_duplicates(path, raw.entries, problems)
    return raw, problems


def _tell_duplicates(path: Path, entries: list[RawEntry], problems: list[Problem]) -> None:
    """K-2: an entry stands once, and in two categories only where conditions tell the two apart."""
    first: dict[str, RawEntry] = {}
    for entry in entries:
        other = first.setdefault(entry.words.lower(), entry)
        if other is entry:
            continue
        if other.category == entry.category and other.conditions == entry.conditions:
            problems.append(Problem(path, entry.line, f'duplicate entry "{entry.words}" (first on line {other.line})'))
        elif other.conditions == entry.conditions:
            where = f'"{other.category}" (line {other.line}) and "{entry.category}"'
            problems.append(Problem(path, entry.line, f'"{entry.words}" stands in two categories, {where}'))


@dataclass(slots=True)
class _Reader:
    """Reads the parts of one file and notes what is wrong with them."""

    path: Path
    problems: list[Problem]

    def tell(self, where: Any, message: str) -> None:
        self.problems.append(Problem(self.path, getattr(where, "line", 0), message))

    def keys(self, mapping: Block, known: set[str], what: str) -> None:
        for key in mapping:
            if key not in known:
                near = difflib.get_close_matches(key, sorted(known), n=1)
                hint = f' Did you mean "{near[0]}"?' if near else f" Known: {', '.join(sorted(known))}."
                self.tell(mapping, f'unknown key "{key}" in {what}.{hint}')

    def strings(self, mapping: Block, key: str) -> tuple[str, ...]:
        value = mapping.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (str(value),)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(map(str, value))
        self.tell(mapping, f"{key}: must be a text or a list of texts")
        return ()

    def categories(self, data: Block) -> dict[str, dict[str, str]]:
        value = data.get("categories") or {}
        if not isinstance(value, dict):
            self.tell(data, "categories: must map each category to its about and column")
            return {}
        result: dict[str, dict[str, str]] = {}
        for name, about in value.items():
            if about is None or isinstance(about, str):
                result[name] = {"about": about or ""}
                continue
            self.keys(about, _CATEGORY, f'category "{name}"')
            if about.get("column", "headline") not in ("headline", "side"):
                self.tell(about, f'category "{name}": column must be headline or side, not "{about["column"]}"')
            result[name] = {key: str(about[key]) for key in _CATEGORY & set(about)}
        return result

    def entries(self, data: Block) -> list[RawEntry]:
        value = data.get("entries") or {}
        if isinstance(value, str):
            return self._table(self.path.parent / value)
        if not isinstance(value, dict):
            self.tell(data, "entries: must map each category to its list of entries, or name a .csv file")
            return []
        result: list[RawEntry] = []
        for category, items in value.items():
            if not isinstance(items, list):
                self.tell(data, f'entries of "{category}" must be a list')
                continue
            result.extend(entry for item in items if (entry := self._entry(item, category)))
        return result

    def _table(self, path: Path) -> list[RawEntry]:
        """Read the entries of a CSV file beside the lexicon."""
        result: list[RawEntry] = []
        try:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                for row in csv.DictReader(stream):
                    item = Block((key, row[key]) for key in _CSV_COLUMNS if key != "category" and row.get(key))
                    item.line = len(result) + 2
                    entry = self._entry(item, row.get("category") or "")
                    if entry:
                        result.append(entry)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.problems.append(Problem(path, 0, f"cannot be read: {error}"))
        return result

    def _entry(self, item: Any, category: str) -> RawEntry | None:
        if isinstance(item, str):
            block = Block(words=item)
            block.line = getattr(item, "line", 0)
            item = block
        if not isinstance(item, Block):
            self.tell(item, f'an entry of "{category}" is a text or a mapping with words:')
            return None
        words = item.get("words")
        if not isinstance(words, str) or not any(char.isalnum() for char in words):
            self.tell(item, "an entry needs words: with at least one letter or digit, or it can never match")
            return None
        if any("*" in piece[:-1] for piece in words.split()):
            self.tell(item, f'"{words}": * stands only at the end of a word')
        self.keys(item, _ENTRY, f'entry "{words}"')
        return RawEntry(
            words=str(words),
            category=category,
            line=item.line,
            inflect=self._choice(item, "inflect", ("verb", "noun")),
            forms=self.strings(item, "forms"),
            conditions=self._conditions(item),
            weight=self._number(item, "weight"),
            labels=self.strings(item, "labels"),
            matches=self.strings(item, "matches"),
            misses=self.strings(item, "not"),
            **{key: str(item.get(key) or "") for key in ("plain", "note", "source", "rule")},
        )

    def _choice(self, item: Block, key: str, allowed: tuple[str, ...]) -> str:
        value = item.get(key) or ""
        if value and value not in allowed:
            self.tell(item, f'{key}: "{value}" is not one of {", ".join(allowed)}')
            return ""
        return str(value)

    def _number(self, item: Block, key: str) -> float:
        try:
            return float(item.get(key) or 1)
        except (TypeError, ValueError):
            self.tell(item, f'{key}: "{item[key]}" is not a number')
            return 1.0

    def _conditions(self, item: Block) -> Conditions:
        given: dict[str, Any] = {}
        for place in PLACES:
            phrases = []
            for text in self.strings(item, place):
                try:
                    phrases.append(parse_phrase(text))
                except ValueError as error:
                    self.tell(item, f'entry "{item["words"]}", {place}: {error}')
            if phrases:
                given[place] = PhraseSet(phrases)
        return Conditions(pos=self.strings(item, "pos"), case=self._choice(item, "case", CASES), **given)
