"""JSON Lines files and JSON arrays -> articles, one an object, whatever the length of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from framing.model import Article, Origin
from framing.readers.files import open_text
from framing.readers.json_stream import MARKS, BrokenError, JsonStream, TooLargeError
from framing.readers.lines import RawLine, is_crowded, longest_line, read_lines
from framing.readers.objects import read_object, warn
from framing.readers.rows import match_columns
from framing.readers.settings import PlacedError, Settings

_SPREADS_OUT = re.compile(r"\ufeff?\s*(?:\[\s*[{\]]|[\[{]\s*\n)")  # JSON that begins so is no JSON Lines
_SAMPLE = 1_000  # characters to tell them apart by


def read_jsonl(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a JSON Lines file, gzip or not, one line at a time.

    A file of this suffix that is one array, or objects that span lines, is read as JSON.

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
    with open_text(path) as (text, _):
        spreads_out = _SPREADS_OUT.match(text.read(_SAMPLE))
    yield from (read_json if spreads_out else _read_all_lines)(path, settings)


def _read_all_lines(path: Path, settings: Settings) -> Iterator[Article]:
    for line in read_lines(path, settings):
        if line.overlong or not line.decoded.text.isspace():
            yield from _read_line(line, path, settings)


def _read_line(line: RawLine, path: Path, settings: Settings) -> Iterator[Article]:
    place, text = f"{path}, line {line.number}", line.decoded.text
    try:
        value = None if line.overlong or is_crowded(text, MARKS) else json.loads(text)
    except json.JSONDecodeError as error:
        settings.leave_out(place, _broken(f"{error.msg}, column {error.colno}"))
        return
    except (RecursionError, ValueError) as error:
        settings.leave_out(place, _broken("nested too deeply" if isinstance(error, RecursionError) else "an endless number"))
        return
    if value is None and text.strip() != "null":
        settings.leave_out(place, "is too long to hold one article. Split it, or raise the limit with --max-chars.")
        return
    article = read_object(value, place, Origin(str(path), line.number, line.decoded.encoding), settings)
    if article is not None:
        yield warn(article, line.decoded)


def _broken(why: str) -> str:
    return f"is not valid JSON ({why}). Correct or remove it."


def read_json(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a JSON file: an array of objects, one object, or an object that holds such an array.

    An array is read one item at a time. A file of this suffix with one object a line is read as JSON Lines.

    Parameters
    ----------
    path : Path
        The file, gzip or not.
    settings : Settings
        Columns by field, and what to do with items that cannot be read.

    Raises
    ------
    PlacedError
        If it cannot be opened or is not valid JSON; the items before the place where it breaks are read.
    """
    with _open_stream(path, settings) as stream:
        if stream.take("["):
            yield from _read_items(stream, path, settings)
            if stream.peek():
                place = f"{path}, line {stream.line}"
                settings.leave_out(place, "stands behind the end of the array and was not read. Put all articles into one.")
            return
        value, why = _try(stream)
        n_lines, more = stream.line, bool(stream.peek())
        decoded = stream.decoded
    if more and n_lines == 1 and not why:
        yield from _read_all_lines(path, settings)
    elif more:
        with _open_stream(path, settings) as stream:
            yield from _read_items(stream, path, settings, bare=True)
    elif why:
        yield from _read_holder(path, why, settings)
    else:
        for number, item in enumerate(_items(value), 1):
            article = read_object(item, f"{path}, item {number}", Origin(str(path), number, decoded.encoding), settings)
            if article is not None:
                yield warn(article, decoded)


@contextmanager
def _open_stream(path: Path, settings: Settings) -> Iterator[JsonStream]:
    with open_text(path) as (text, encoding):
        try:
            yield JsonStream(text, encoding, longest_line(settings))
        except BrokenError as error:
            reason = f"is not valid JSON ({error.reason}). What stands behind that was not read; correct it."
            raise PlacedError(f"{path}, line {error.line}", reason) from error


def _try(stream: JsonStream) -> tuple[Any, str]:
    """Take the next value, or pass over it and say why it is too large."""
    try:
        return stream.value(), ""
    except TooLargeError as error:
        stream.skip()
        return None, str(error)


def _read_items(stream: JsonStream, path: Path, settings: Settings, *, bare: bool = False) -> Iterator[Article]:
    """Yield the articles of an array whose bracket was taken, or of ``bare`` values one behind the other."""
    number = 0
    while stream.peek() if bare else not stream.take("]"):
        number += 1
        if number > 1 and not bare:
            stream.demand(",")
        place = f"{path}, item {number}"
        value, why = _try(stream)
        if why:
            settings.leave_out(place, f"{why}: too much for one article. Split it, or raise the limit with --max-chars.")
            continue
        article = read_object(value, place, Origin(str(path), number, stream.decoded.encoding), settings)
        if article is not None:
            yield warn(article, stream.decoded)


def _read_holder(path: Path, why: str, settings: Settings) -> Iterator[Article]:
    """Yield the articles of the array in an object that is too large to be held: look where it is, then read it."""
    with _open_stream(path, settings) as stream:
        fields = dict(_walk(stream))
    arrays = [name for name, holds_objects in fields.items() if holds_objects]
    if len(arrays) != 1 or "text" in match_columns(fields, Settings(), path=str(path)):
        raise PlacedError(str(path), f"{why}: too much for one article. Write articles as an array or as JSON Lines.")
    with _open_stream(path, settings) as stream:
        for name, _ in _walk(stream):
            if name == arrays[0]:
                yield from _read_items(stream, path, settings)
                return


def _walk(stream: JsonStream) -> Iterator[tuple[str, bool]]:
    """Yield the fields of an object, and whether each holds an array of objects, whose bracket is taken then."""
    stream.demand("{")
    while True:
        name = str(stream.value())
        stream.demand(":")
        opened = stream.take("[")
        yield name, opened and stream.peek() == "{"
        stream.skip(depth=int(opened))
        if not stream.take(","):
            return


def _items(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "text" not in match_columns(value, Settings(), path=""):
        lists = [part for part in value.values() if isinstance(part, list) and part and isinstance(part[0], dict)]
        if len(lists) == 1:
            return list(lists[0])
    return [value]
