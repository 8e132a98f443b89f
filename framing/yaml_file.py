"""A YAML file -> plain data that knows its lines, with every problem of its form told at once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

MAX_DEPTH = 20  # no file of ours nests deeper than 6; the reader would run out of stack at some hundreds


class Problem(NamedTuple):
    """Something wrong with a file: where, and what."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class Text(str):
    """A YAML scalar or key that knows its line."""

    line: int = 0


class Block(dict[str, Any]):
    """A YAML mapping that knows its line."""

    line: int = 0


def read_yaml(path: Path) -> tuple[Any, list[Problem]]:
    """Read a YAML file into `Text`, `Block` and lists, and list what is wrong with it; anchors are refused.

    Anchors let a file of a few lines expand to billions of entries, and a lexicon has no use for them.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster where it exists
    try:
        text = path.read_text(encoding="utf-8-sig")
        refused = why_refused(yaml.parse(text, Loader=loader))
        if refused:
            return None, [Problem(path, 0, refused)]
        problems: list[Problem] = []
        return _plain(yaml.compose(text, Loader=loader), path, problems), problems
    except OSError as error:
        return None, [Problem(path, 0, f"cannot be read: {error.strerror or error}")]
    except UnicodeDecodeError:
        return None, [Problem(path, 0, "is not UTF-8 text; save it as UTF-8")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        return None, [Problem(path, mark.line + 1 if mark else 0, f"is not valid YAML: {what}")]


def why_refused(events: Any) -> str:
    """Say why a stream of YAML events must not be turned into data; empty where it may.

    Aliases let a file of a few lines expand to billions of entries, and deep nesting exhausts the stack.
    """
    depth = 0
    for event in events:
        name = type(event).__name__
        if name == "AliasEvent":
            return "uses YAML aliases (*name); write the entries out"
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if depth > MAX_DEPTH:
            return f"is nested more than {MAX_DEPTH} levels deep; a bracket may be missing"
    return ""


def _plain(node: Any, path: Path, problems: list[Problem]) -> Any:
    """Turn a YAML node into plain data with lines, telling of keys that stand twice."""
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return None
    line = node.start_mark.line + 1
    if node.id == "mapping":
        block = Block()
        block.line = line
        for key_node, value_node in node.value:
            key = Text(key_node.value)
            key.line = key_node.start_mark.line + 1
            if key in block:
                problems.append(Problem(path, key.line, f'key "{key}" stands twice'))
            block[key] = _plain(value_node, path, problems)
        return block
    if node.id == "sequence":
        return [_plain(child, path, problems) for child in node.value]
    text = Text(node.value)
    text.line = line
    return text


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
        self.tell(mapping, f"{key}: must be a text or a list of texts")
        return ()

    def choice(self, mapping: Block, key: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed texts, or "" where none is given."""
        value = self.text(mapping, key)
        if value and value not in allowed:
            self.tell(mapping, f'{key}: "{value}" is not one of {", ".join(allowed)}')
            return ""
        return value
