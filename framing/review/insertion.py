"""A lexicon file's text and a new entry -> the text with the entry in its place, every other character as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from framing.yaml_text import quote_text, write_words

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what YAML takes for one


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be added: its words and category, and what else it says."""

    words: str
    category: str
    weight: float = 1.0
    plain: str = ""
    status: str = ""
    note: str = ""

    def fields(self) -> dict[str, str]:
        """Return what the entry says, as YAML values."""
        told = {"words": write_words(self.words)}
        if self.weight != 1:
            told["weight"] = f"{self.weight:g}"
        for key in ("plain", "status", "note"):
            if value := getattr(self, key):
                told[key] = value if key == "status" else quote_text(value)
        return told


def insert_entry(text: str, entry: NewEntry) -> str | None:
    """Return a lexicon file's text with an entry added to its category; None where that cannot be done safely.

    Comments, order and layout stay. The entry goes behind the last one of its category; a category that has no entries yet
    gets a list. It is not safe, for example, where the entries stand in a CSV file. The result is read again: it holds what
    was there and the entry, or nothing is returned.
    """
    import yaml

    mark = "\ufeff" if text.startswith("\ufeff") else ""
    bare = text[len(mark) :]
    try:
        new = _Inserter(bare).insert(entry)
        return mark + new if new is not None and _holds_both(bare, new, entry) else None
    except yaml.YAMLError:
        return None


def _holds_both(old: str, new: str, entry: NewEntry) -> bool:
    """Say whether a text holds all that another one does, and the entry at the end of its category."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    before, after = (yaml.load(text, Loader=loader) for text in (old, new))
    added = yaml.load("\n".join(f"{key}: {value}" for key, value in entry.fields().items()), Loader=loader)
    entries = {**(before.get("entries") or {})}
    entries[entry.category] = [*(entries.get(entry.category) or []), added["words"] if len(added) == 1 else added]
    return bool(after == {**before, "entries": entries})


class _Inserter:
    """Finds the place of an entry in a file by the nodes of its YAML."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def insert(self, entry: NewEntry) -> str | None:
        """Return the text with the entry, or None where there is no place for it."""
        import yaml

        root: Any = yaml.compose(self._text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if root is None or root.id != "mapping" or root.flow_style:
            return None
        found = _child(root, "entries")
        if found is None:
            return self._insert_lines(len(self._text), ["entries:", f"  {_key(entry)}:", *_lines(entry, 4)])
        key, entries = found
        if _is_empty(entries):
            return self._insert_lines(self._line_after(key), [f"  {_key(entry)}:", *_lines(entry, 4)])
        if entries.id != "mapping" or entries.flow_style:
            return None
        return self._insert_below(entries, entry)

    def _insert_below(self, entries: Any, entry: NewEntry) -> str | None:
        """Insert into the mapping of categories."""
        found = _child(entries, entry.category)
        if found is None:
            indent = entries.value[0][0].start_mark.column
            return self._insert_lines(self._end(entries), [f"{' ' * indent}{_key(entry)}:", *_lines(entry, indent + 2)])
        key, items = found
        if _is_empty(items):
            return self._insert_lines(self._line_after(key), _lines(entry, key.start_mark.column + 2))
        if items.id != "sequence":
            return None
        if not items.flow_style:
            return self._insert_lines(self._end(items), _lines(entry, items.start_mark.column))
        fields = entry.fields()
        inline = (
            fields["words"] if len(fields) == 1 else f"{{{', '.join(f'{name}: {value}' for name, value in fields.items())}}}"
        )
        at = self._offset(items.value[-1].end_mark) if items.value else self._offset(items.start_mark) + 1
        return self._text[:at] + (", " if items.value else "") + inline + self._text[at:]

    def _offset(self, mark: Any) -> int:
        return int(self._starts[mark.line] + mark.column)

    def _line_after(self, node: Any) -> int:
        """Return where the line after a node's last one begins."""
        line = node.end_mark.line + 1
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def _end(self, node: Any) -> int:
        """Return where the line after a block ends its last word: comments below it stay below what is inserted."""
        last = node
        while last.id != "scalar" and not last.flow_style:
            last = last.value[-1] if last.id == "sequence" else last.value[-1][1]
        if last.id == "scalar" and last.style in ("|", ">"):
            return self._offset(last.end_mark)  # which is the start of the next line
        return self._line_after(last)

    def _insert_lines(self, at: int, lines: list[str]) -> str:
        before = self._text[:at]
        if before and not _LINE_END.match(before[-1]):
            before += self._newline
        return before + "".join(line + self._newline for line in lines) + self._text[at:]


def _child(node: Any, name: str) -> tuple[Any, Any] | None:
    return next(((key, value) for key, value in node.value if key.value == name), None)


def _is_empty(node: Any) -> bool:
    return bool(node.id == "scalar" and node.tag == "tag:yaml.org,2002:null" and not node.value)


def _key(entry: NewEntry) -> str:
    simple = re.fullmatch(r"[A-Za-z]\w*", entry.category) and write_words(entry.category.lower().replace("_", " "))[0] != '"'
    return entry.category if simple else quote_text(entry.category)


def _lines(entry: NewEntry, indent: int) -> list[str]:
    """Return an entry as an item of a list, in the short form where it has only words."""
    fields = entry.fields()
    space = " " * indent
    if len(fields) == 1:
        return [f"{space}- {fields['words']}"]
    first, *rest = (f"{key}: {value}" for key, value in fields.items())
    return [f"{space}- {first}", *(f"{space}  {line}" for line in rest)]
