"""The precision of entries -> the lexicon's own file, where nothing but the keys `precision` changes."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import LexiconError
from framing.lexicon_folders import SHIPPED
from framing.yaml_file import read_yaml
from framing.yaml_text import quote_text, replace_file

if TYPE_CHECKING:
    from framing.lexicon import Lexicon
    from framing.validity.entries import LexiconPrecision, Precision

KEY = "precision"
_UNSAFE = set(",[]{}#:&*!|>'\"%@`")  # what a bare word in braces may not hold


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a file and what takes their place."""

    start: int
    end: int
    text: str


def write_precision(lexicon: Lexicon, found: LexiconPrecision, day: date | None = None) -> list[str]:
    """Write the precision of entries into the lexicon's file, and return the entries that it could not be written to.

    An entry gets ``precision: {n, ok, date, coder}``; comments, order and layout stay. The new text is read again and
    compared before it takes the file's place, which it does at once or not at all.

    Parameters
    ----------
    lexicon
        A lexicon of the user's own.
    found
        What `score_entries` returned.
    day
        The date to be written; by default today.

    Returns
    -------
    list of str
        For each entry that was left out, which and why: it stands in the file that this one extends, or several entries
        share its words.

    Raises
    ------
    LexiconError
        If the lexicon ships, its entries are in a CSV table, or its file cannot be changed without changing more.
    """
    path = Path(lexicon.path)
    check_own(lexicon)
    text = _read(path)
    items = _find_items(path, text)
    edits, left = [], []
    for entry in found.entries:
        places = items.get((entry.category, entry.words), [])
        if len(places) == 1:
            edits.append(_edit(text, places[0], _say(entry, day or date.today(), found.coders)))
        else:
            why = f"{len(places)} entries have these words" if places else f"it stands in a file that {path.name} extends"
            left.append(f"{entry.category}: {entry.words}: not written, because {why}.")
    if edits:
        _replace(path, _apply(text, edits))
    return left


def check_own(lexicon: Lexicon) -> None:
    """Make sure that a lexicon is one that may be written to.

    Raises
    ------
    LexiconError
        If it ships, or its entries are in a CSV table.
    """
    path = Path(lexicon.path)
    if SHIPPED.resolve() in path.resolve().parents:
        raise LexiconError(
            f"{path}: ships with framing, and is not changed. Copy it to a folder of your own under another name, change name: "
            "in the copy too, and name the copy here."
        )
    own = lexicon.entries[: lexicon.n_own]
    tables = sorted({entry.path for entry in own if not entry.path.endswith((".yml", ".yaml"))})
    if tables:
        raise LexiconError(f"{tables[0]}: a CSV table has no place for {KEY}. Write its entries in YAML.")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read ({error}). Check the file.") from error


def _find_items(path: Path, text: str) -> dict[tuple[str, str], list[Any]]:
    """Return the YAML nodes of the entries, by category and words."""
    import yaml

    _, problems = read_yaml(path)
    if problems:
        raise LexiconError("\n".join(map(str, problems)))
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found: dict[tuple[str, str], list[Any]] = {}
    for category, items in _pairs(_value(root, "entries")):
        for item in items.value:
            words = _value(item, "words") if item.id == "mapping" else item
            found.setdefault((category, words.value), []).append(item)
    return found


def _pairs(node: Any) -> Iterator[tuple[str, Any]]:
    if node is not None and node.id == "mapping":
        yield from ((key.value, value) for key, value in node.value)


def _value(node: Any, key: str) -> Any:
    return dict(_pairs(node)).get(key)


def _say(entry: Precision, day: date, coders: Iterable[str]) -> str:
    coder = quote_text(", ".join(coders))
    return f"{{n: {entry.n}, ok: {entry.ok}, date: {day.isoformat()}, coder: {coder}}}"


def _edit(text: str, item: Any, said: str) -> Edit:
    """Return the change that gives one entry its precision, in the way the entry is written."""
    if item.id != "mapping":
        source = text[item.start_mark.index : item.end_mark.index]
        bare = not item.style and not _UNSAFE & set(source) and "\n" not in source
        words = source if bare or item.style in ("'", '"') else quote_text(item.value)
        return Edit(item.start_mark.index, item.end_mark.index, f"{{words: {words}, {KEY}: {said}}}")
    standing = next((pair for pair in item.value if pair[0].value == KEY), None)
    if standing is not None:
        return Edit(standing[0].end_mark.index, _end(text, *standing), f": {said}")
    end = _end(text, *item.value[-1])
    if item.flow_style:
        return Edit(end, end, f", {KEY}: {said}")
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end - (text[line_end - 1] == "\r")
    line_break = "\r\n" if "\r\n" in text else "\n"
    return Edit(line_end, line_end, f"{line_break}{' ' * item.start_mark.column}{KEY}: {said}")


def _end(text: str, key: Any, node: Any) -> int:
    """Return where the text of a key's value ends; the marks of one in block style end only where the next one begins."""
    if node.id == "scalar" or node.flow_style:
        colon = text.index(":", key.end_mark.index) + 1
        return max(colon, len(text[: node.end_mark.index].rstrip()))
    return _end(text, *node.value[-1]) if node.id == "mapping" else _end(text, key, node.value[-1])


def _apply(text: str, edits: Iterable[Edit]) -> str:
    parts, done = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def _replace(path: Path, new: str) -> None:
    """Put a new text in the place of a file, after making sure that it says the same but for precision."""
    mark = "\ufeff" if path.read_bytes().startswith(codecs.BOM_UTF8) else ""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "lexicon.yml"
        trial.write_bytes(new.encode("utf-8"))
        before, after = (_without_precision(read_yaml(place)) for place in (path, trial))
    if before != after:
        raise LexiconError(
            f"{path}: {KEY} cannot be written without changing more of the file than that. Nothing was written; write the "
            "entries one to a line, each with its keys below each other."
        )
    replace_file(path, mark + new)


def _without_precision(read: tuple[Any, list[Any]]) -> Any:
    """Return what a file says without its precision, where an entry of mere words is one with the key words."""
    data, problems = read
    if problems or not isinstance(data, Mapping) or not isinstance(data.get("entries"), Mapping):
        return None, problems
    entries = {
        category: [_plain(item) for item in items] if isinstance(items, list) else items
        for category, items in data["entries"].items()
    }
    return {**data, "entries": entries}


def _plain(item: Any) -> Any:
    if isinstance(item, Mapping):
        return {name: value for name, value in item.items() if name != KEY}
    return {"words": item}
