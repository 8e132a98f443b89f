"""A lexicon's YAML (and CSV) file -> raw entries with their lines, and every problem of the file at once."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.conditions import ALWAYS, CASES, PLACES, Conditions, read_places
from framing.model import VOICES
from framing.phrase_sets import check_tag
from framing.yaml_file import Block, Checker, Problem, read_text, read_yaml

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
STATUSES = ("draft", "active", "retired")
MAX_WORDS = 25  # no expression is longer, and a sentence pasted as an entry would never match
MAX_CHARS = 500


@dataclass(slots=True)
class RawEntry:
    """An entry as the file states it."""

    words: str
    category: str
    path: Path
    line: int
    inflect: str = ""
    forms: tuple[str, ...] = ()
    conditions: Conditions = ALWAYS
    weight: float = 1.0
    plain: str = ""
    note: str = ""
    source: str = ""
    rule: str = ""
    labels: tuple[str, ...] = ()
    status: str = ""
    precision: str = ""
    matches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


@dataclass(slots=True)
class RawLexicon:
    """A file's content before anything it extends is known."""

    path: Path
    name: str = ""
    version: str = ""
    about: str = ""
    source: str = ""
    license: str = ""
    language: str = "en"
    voice: tuple[str, ...] = ()
    unit: str = ""
    extends: str = ""
    remove: tuple[str, ...] = ()
    remove_line: int = 0
    categories: dict[str, dict[str, str]] = field(default_factory=dict)
    entries: list[RawEntry] = field(default_factory=list)
    exceptions: tuple[str, ...] = ()


def rearm(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\n") and cell[1:] else cell


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
        if value := reader.text(data, key):
            setattr(raw, key, value)
    raw.voice = reader.strings(data, "voice")
    for voice in raw.voice:
        if voice not in VOICES:
            reader.tell(data, f'voice "{voice}" is not one of {", ".join(VOICES)}')
    raw.remove = reader.removals(data)
    raw.remove_line = next((getattr(key, "line", 0) for key in data if key == "remove"), 0)
    raw.exceptions = reader.strings(data, "except")
    raw.categories = reader.categories(data)
    raw.entries = reader.entries(data)
    if not raw.entries and not raw.extends:
        reader.tell(data, "holds no entries")
    _tell_duplicates(raw.entries, problems)
    return raw, problems


def _tell_duplicates(entries: list[RawEntry], problems: list[Problem]) -> None:
    """K-2: an entry stands once, and in two categories only where conditions tell the two apart."""
    first: dict[str, RawEntry] = {}
    for entry in entries:
        other = first.setdefault(entry.words.lower(), entry)
        if other is entry:
            continue
        if other.category == entry.category and other.conditions == entry.conditions:
            problems.append(Problem(entry.path, entry.line, f'duplicate entry "{entry.words}" (first on line {other.line})'))
        elif other.conditions == entry.conditions:
            where = f'"{other.category}" (line {other.line}) and "{entry.category}"'
            problems.append(Problem(entry.path, entry.line, f'"{entry.words}" stands in two categories, {where}'))


class _Reader(Checker):
    """Reads the parts of one file and notes what is wrong with them."""

    __slots__ = ()

    def removals(self, data: Block) -> tuple[str, ...]:
        """Return the entries to remove: words, or category and words, for which YAML takes ``label: regime`` as a mapping."""
        value = data.get("remove")
        items = value if isinstance(value, list) else [] if value is None else [value]
        pairs = [[f"{key}: {text}" for key, text in item.items()] if isinstance(item, Block) else [item] for item in items]
        flat = [text for pair in pairs for text in pair]
        if all(isinstance(text, str) for text in flat):
            return tuple(map(str, flat))
        self.tell(data, "remove: must be a list of words, or of category: words")
        return ()

    def categories(self, data: Block) -> dict[str, dict[str, str]]:
        value = data.get("categories") or {}
        if not isinstance(value, dict):
            self.tell(data, "categories: must map each category to its about and column")
            return {}
        result: dict[str, dict[str, str]] = {}
        for name, about in value.items():
            if about is None or isinstance(about, str):
                result[str(name)] = {"about": str(about or "")}
                continue
            if not isinstance(about, Block):
                self.tell(name, f'category "{name}" must be a text or a mapping with about: and column:')
                continue
            self.keys(about, _CATEGORY, f'category "{name}"')
            fields = {key: self.text(about, key) for key in _CATEGORY & set(about)}
            if fields.get("column", "headline") not in ("headline", "side"):
                self.tell(about, f'category "{name}": column must be headline or side, not "{fields["column"]}"')
            result[str(name)] = fields
        return result

    def entries(self, data: Block) -> list[RawEntry]:
        value = data.get("entries") or {}
        if isinstance(value, str):
            return _Reader(self.path.parent / value, self.problems).table()
        if not isinstance(value, dict):
            self.tell(data, "entries: must map each category to its list of entries, or name a .csv file")
            return []
        result: list[RawEntry] = []
        for category, items in value.items():
            if not isinstance(items, list):
                self.tell(category, f'entries of "{category}" must be a list')
                continue
            result.extend(entry for item in items if (entry := self._entry(item, str(category), category)))
        return result

    def table(self) -> list[RawEntry]:
        """Read this file as the CSV table that a lexicon names."""
        result: list[RawEntry] = []
        text, problems = read_text(self.path)
        self.problems += problems
        rows = csv.DictReader(io.StringIO(text, newline=""))
        try:
            columns = rows.fieldnames or ()
            missing = [column for column in _CSV_COLUMNS[:2] if column not in columns]
            if missing and not problems:
                self.tell(None, f"has no column {' and '.join(missing)} (columns: {', '.join(_CSV_COLUMNS)})")
            if missing:
                return []
            for column in columns:
                if column not in _CSV_COLUMNS:
                    self.tell(None, f'unknown column "{column}" (columns: {", ".join(_CSV_COLUMNS)})')
            for row in rows:
                item = Block((key, rearm(row[key])) for key in _CSV_COLUMNS if key != "category" and row.get(key))
                item.line = rows.line_num
                if None in row:
                    self.tell(item, "has more cells than columns; put a text that holds a comma between double quotes")
                entry = self._entry(item, (row["category"] or "").strip())
                if entry:
                    result.append(entry)
        except csv.Error as error:
            self.tell(None, f"is not a CSV table: {error}")
        return result

    def _entry(self, item: Any, category: str, near: Any = None) -> RawEntry | None:
        """Return an entry, or None where it is told what is wrong with it, at its own line or that of what it is near."""
        if isinstance(item, str):
            block = Block(words=item)
            block.line = getattr(item, "line", 0)
            item = block
        if not isinstance(item, Block):
            hint = " (a text with # in front needs double quotes)" if item is None else ""
            self.tell(near, f'an entry of "{category}" is a text or a mapping with words:{hint}')
            return None
        words = item.get("words")
        if words is None and len(item) == 1 and item.keys().isdisjoint(_ENTRY):
            ((key, value),) = item.items()
            self.tell(item, f'an entry with a colon needs double quotes: "{key}: {value}"')
            return None
        if isinstance(words, list):
            self.tell(item, "words: is one text; make each of them an entry of its own")
            return None
        if not isinstance(words, str) or not any(char.isalnum() for char in words):
            self.tell(item, "an entry needs words: with at least one letter or digit, or it can never match")
            return None
        words = str(words)
        forms = self.strings(item, "forms")
        if not all(self._can_match(item, text) for text in (words, *forms)):
            return None
        if len(item) == 1:
            return RawEntry(words, category, self.path, item.line)
        self.keys(item, _ENTRY, f'entry "{words}"')
        return RawEntry(
            words=words,
            category=category,
            path=self.path,
            line=item.line,
            inflect=self.choice(item, "inflect", ("verb", "noun")),
            forms=forms,
            conditions=self._conditions(item),
            weight=self._number(item, "weight"),
            labels=self.strings(item, "labels"),
            status=self.choice(item, "status", STATUSES),
            precision=self._precision(item.get("precision")),
            matches=self.strings(item, "matches"),
            misses=self.strings(item, "not"),
            **{key: self.text(item, key) for key in ("plain", "note", "source", "rule")},
        )

    def _can_match(self, item: Block, text: str) -> bool:
        pieces = text.split()
        if len(pieces) > MAX_WORDS:
            self.tell(item, f'"{text[:30]}..." has {len(pieces):,} words; an entry has at most {MAX_WORDS}')
        elif len(text) > MAX_CHARS:
            self.tell(item, f'"{text[:30]}..." has {len(text):,} characters; an entry has at most {MAX_CHARS}')
        elif any("*" in piece[:-1] or piece == "*" for piece in pieces):
            self.tell(item, f'"{text}": * stands only at the end of a word')
        else:
            return True
        return False

    def _precision(self, value: Any) -> str:
        """Return what coding by hand has found, in words; what is no mapping of n and ok is nobody's finding."""
        if not isinstance(value, Block) or not {"n", "ok"} <= set(value):
            return ""
        return " ".join(f"{self.text(value, 'ok')} of {self.text(value, 'n')} right, {self.text(value, 'date')}".split()).strip(
            ","
        )

    def _number(self, item: Block, key: str) -> float:
        text = self.text(item, key)
        try:
            number = float(text or 1)
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
        self.tell(item, f'{key}: "{text}" is not a number')
        return 1.0

    def _conditions(self, item: Block) -> Conditions:
        patterns = self.strings(item, "pos")
        for pattern in patterns:
            if not check_tag(pattern):
                self.tell(item, f'entry "{item["words"]}", pos: no Penn tag fits "{pattern}" (as in NN, NNP, JJ, VB*, MD)')
        return Conditions(pos=patterns, case=self.choice(item, "case", CASES), **read_places(self, item, "entry"))
