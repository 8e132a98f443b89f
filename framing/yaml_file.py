"""A YAML file -> plain data that knows its lines, with every problem of its form told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

MAX_DEPTH = 20  # no file of ours nests deeper than 6; the reader would run out of stack at some hundreds
MAX_BYTES = 64_000_000  # 50,000 entries with conditions and examples take 10 MB
_ALIAS = "uses YAML aliases (*name); write the entries out"
_DEEP = f"is nested more than {MAX_DEPTH} levels deep; a bracket may be missing"
_NULL = "tag:yaml.org,2002:null"
_NULLS = frozenset(["", "~", "null", "Null", "NULL"])


class Problem(NamedTuple):
    """Something wrong with a file: where, and what; a warning tells of what is doubtful and breaks nothing."""

    path: Path
    line: int
    message: str
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else str(self.path)
        return f"{place}: {'warning: ' if self.warning else ''}{self.message}"


class Text(str):
    """A YAML scalar or key that knows its line."""

    line: int = 0


class Block(dict[str, Any]):
    """A YAML mapping that knows its line."""

    line: int = 0


def read_yaml(path: Path) -> tuple[Any, list[Problem]]:
    """Read a YAML file into `Text`, `Block` and lists, and list what is wrong with it; aliases are refused.

    Aliases let a file of a few lines expand to billions of entries, and a lexicon has no use for them.
    """
    text, problems = read_text(path)
    return (None, problems) if problems else parse_yaml(text, path)


def parse_yaml(text: str, path: Path) -> tuple[Any, list[Problem]]:
    """Turn the text of a YAML file into data, and list what is wrong with it."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster where it exists
    problems: list[Problem] = []
    try:
        return _Builder(path, problems).build(yaml.parse(text, Loader=loader)), problems
    except _RefusedError as refused:
        return None, [Problem(path, refused.line, refused.message)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = next(islice(text.splitlines(), mark.line, None), "") if mark else ""
        hint = "; indent with spaces, not with tabs" if "\t" in line[: len(line) - len(line.lstrip())] else ""
        return None, [Problem(path, mark.line + 1 if mark else 0, f"is not valid YAML: {what}{hint}")]


def read_bytes(path: Path) -> tuple[bytes, list[Problem]]:
    """Read a file of bounded size, and say why where it cannot be done."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            return b"", [Problem(path, 0, "cannot be read: it is a device or a pipe, not a file")]
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return b"", [Problem(path, 0, f"cannot be read: {error.strerror or error}")]
    if len(data) > MAX_BYTES:
        return b"", [Problem(path, 0, f"is larger than {MAX_BYTES // 1_000_000} MB; split the list over several files")]
    return data, []


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Read a text file of bounded size as UTF-8, and say why where it cannot be done."""
    data, problems = read_bytes(path)
    if problems:
        return "", problems
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return "", [Problem(path, data.count(b"\n", 0, error.start) + 1, "is not UTF-8 text; save it as UTF-8")]


def why_refused(events: Any) -> str:
    """Say why a stream of YAML events must not be turned into data; empty where it may.

    Aliases let a file of a few lines expand to billions of entries, and deep nesting exhausts the stack.
    """
    depth = 0
    for event in events:
        name = type(event).__name__
        if name == "AliasEvent":
            return _ALIAS
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if depth > MAX_DEPTH:
            return _DEEP
    return ""


class _RefusedError(Exception):
    """A file that is YAML and must not be read, at a line."""

    def __init__(self, event: Any, message: str) -> None:
        super().__init__(message)
        self.line = event.start_mark.line + 1
        self.message = message


@dataclass(slots=True)
class _Builder:
    """Turns YAML events into data with lines, in the one pass that also refuses what is unsafe."""

    path: Path
    problems: list[Problem]
    depth: int = 0

    def build(self, events: Iterator[Any]) -> Any:
        """Return the data of a stream of one document, None where it holds none."""
        next(events)  # the stream begins
        if type(next(events)).__name__ == "StreamEndEvent":
            return None
        value = self._value(next(events), events)
        next(events)  # the document ends
        if type(event := next(events)).__name__ != "StreamEndEvent":
            raise _RefusedError(event, "is not valid YAML: a second document begins (---); a file holds one")
        return value

    def _value(self, event: Any, events: Iterator[Any]) -> Any:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            if event.tag == _NULL or (event.implicit[0] and event.value in _NULLS):
                return None
            return self._text(event)
        if kind == "AliasEvent":
            raise _RefusedError(event, _ALIAS)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _RefusedError(event, _DEEP)
        value = self._block(event, events) if kind == "MappingStartEvent" else self._list(events)
        self.depth -= 1
        return value

    def _text(self, event: Any) -> Text:
        text = Text(event.value)
        text.line = event.start_mark.line + 1
        return text

    def _list(self, events: Iterator[Any]) -> list[Any]:
        items = []
        while type(event := next(events)).__name__ != "SequenceEndEvent":
            items.append(self._value(event, events))
        return items

    def _block(self, start: Any, events: Iterator[Any]) -> Block:
        """Return a mapping, telling of keys that stand twice."""
        block = Block()
        block.line = start.start_mark.line + 1
        while (kind := type(event := next(events)).__name__) != "MappingEndEvent":
            if kind == "AliasEvent":
                raise _RefusedError(event, _ALIAS)
            if kind != "ScalarEvent":
                raise _RefusedError(event, "is not valid YAML here: a key must be a text; a quote or a dash may be missing")
            key = self._text(event)
            if key in block:
                self.problems.append(Problem(self.path, key.line, f'key "{key}" stands twice'))
            block[key] = self._value(next(events), events)
        return block


@lru_cache(maxsize=256)
def _suggest(key: str, known: frozenset[str]) -> str:
    """Name the nearest known key; remembered, as a file may misspell one key in every entry."""
    near = difflib.get_close_matches(key, sorted(known), n=1)
    return f' Did you mean "{near[0]}"?' if near else f" Known: {', '.join(sorted(known))}."


@dataclass(slots=True)
class Checker:
    """Takes the parts of one file apart and notes what is wrong with their form."""

    path: Path
    problems: list[Problem]

    def tell(self, where: Any, message: str) -> None:
        """Note a problem at the line of a text or block."""
        self.problems.append(Problem(self.path, getattr(where, "line", 0), message))

    def keys(self, mapping: Block, known: set[str], what: str) -> None:
        """Tell of keys nobody reads, with the one that was probably meant."""
        for key in mapping:
            if key not in known:
                self.tell(key, f'unknown key "{key}" in {what}.{_suggest(key, frozenset(known))}')

    def text(self, mapping: Block, key: str) -> str:
        """Return a text, or "" where there is none."""
        value = mapping.get(key)
        if value is None or isinstance(value, str):
            return str(value or "")
        self.tell(mapping, f"{key}: must be a text, not a list or a mapping")
        return ""

    def strings(self, mapping: Block, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        value = mapping.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (str(value),)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(map(str, value))
        colon = isinstance(value, list) and any(isinstance(item, Block) for item in value)
        hint = "; put a text with a colon between double quotes" if colon else ""
        self.tell(mapping, f"{key}: must be a text or a list of texts{hint}")
        return ()

    def choice(self, mapping: Block, key: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed texts, or "" where none is given."""
        value = self.text(mapping, key)
        if value and value not in allowed:
            self.tell(mapping, f'{key}: "{value}" is not one of {", ".join(allowed)}')
            return ""
        return value
