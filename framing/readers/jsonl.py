"""JSON Lines files and JSON arrays -> articles, one an object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.model import Article, Origin
from framing.readers.files import Decoded, read_lines, read_text
from framing.readers.records import from_record, is_record
from framing.readers.rows import match_columns, no_text_column, read_row
from framing.readers.settings import PlacedError, Settings

_ARRAY_SPREAD = 40  # a JSON array is read whole; it may be this many times longer than one article


def read_jsonl(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a JSON Lines file, gzip or not, one line at a time.

    Parameters
    ----------
    path : Path
        The file.
    settings : Settings
        Columns by field, and what to do with lines that cannot be read.

    Raises
    ------
    PlacedError
        If it cannot be opened.
    """
    for line in read_lines(path, settings):
        place = f"{path}, line {line.number}"
        if line.overlong:
            settings.leave_out(place, "is too long to hold one article. Split it, or raise the limit with --max-chars.")
        elif line.decoded.text.strip():
            yield from _read_line(line.decoded, place, Origin(str(path), line.number, line.decoded.encoding), settings)


def _read_line(decoded: Decoded, place: str, origin: Origin, settings: Settings) -> Iterator[Article]:
    try:
        value = json.loads(decoded.text)
    except (json.JSONDecodeError, RecursionError) as error:
        settings.leave_out(place, _broken(error))
        return
    article = _read_object(value, place, origin, settings)
    if article is not None:
        yield replace(article, warnings=(*article.warnings, *decoded.warnings)) if decoded.warnings else article


def _broken(error: json.JSONDecodeError | RecursionError) -> str:
    where = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
    return f"is not valid JSON ({where}). Correct or remove it."


def read_json(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a JSON file: an array of objects, one object, or an object that holds such an array.

    A file of this suffix with one object a line is read as JSON Lines.

    Raises
    ------
    PlacedError
        If it cannot be opened or is not valid JSON.
    """
    decoded = read_text(path, settings, spread=_ARRAY_SPREAD)
    try:
        value = json.loads(decoded.text)
    except RecursionError as error:
        raise PlacedError(str(path), _broken(error)) from error
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from read_jsonl(path, settings)
            return
        raise PlacedError(f"{path}, line {error.lineno}", _broken(error)) from error
    for number, item in enumerate(_items(value), 1):
        article = _read_object(item, f"{path}, item {number}", Origin(str(path), number, decoded.encoding), settings)
        if article is not None:
            yield replace(article, warnings=(*article.warnings, *decoded.warnings))


def _items(value: Any) -> list[Any]:  # any JSON value
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "text" not in match_columns(value, Settings(), path=""):
        lists = [part for part in value.values() if isinstance(part, list) and part and isinstance(part[0], dict)]
        if len(lists) == 1:
            return list(lists[0])
    return [value]


def _read_object(value: Any, place: str, origin: Origin, settings: Settings) -> Article | None:
    if not isinstance(value, dict):
        settings.leave_out(place, f"holds a {type(value).__name__}, not an object with a text field.")
        return None
    try:
        if is_record(value):
            return from_record(value)
        fields = _fields(value, settings, place)
    except PlacedError as error:
        settings.leave_out(place, error.reason)
        return None
    except (KeyError, TypeError, ValueError) as error:
        settings.leave_out(place, f"looks like an article written by this toolkit, but is damaged ({error}).")
        return None
    return read_row(fields, origin, place, settings)


def _fields(value: Mapping[str, Any], settings: Settings, place: str) -> dict[str, str]:
    columns = match_columns(value, settings, path=place)
    if "text" not in columns:
        raise PlacedError(place, no_text_column(value).replace("column of article text", "field of article text", 1))
    return {field: _as_text(value[name], "\n\n" if field == "text" else ", ") for field, name in columns.items()}


def _as_text(value: Any, joint: str = ", ") -> str:
    """Spell a value as text: a list's parts joined, the name of an object, nothing for null."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return joint.join(filter(None, map(_as_text, value)))
    if isinstance(value, dict):
        return _as_text(value.get("name") or value.get("title") or value.get("text"))
    return str(value)
