"""A dash among the names of files -> a file of what stands on standard input, named after its format."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

NAME = "standard-input"
_SAMPLE = 65_536  # bytes of which the format is told


class Named(NamedTuple):
    """Paths to read, and what gives the file of standard input its name back in messages."""

    paths: list[str]
    rename: Callable[[str], str]


@contextmanager
def named_paths(paths: Sequence[str]) -> Iterator[Named]:
    """Yield the paths with standard input in the place of a dash; its file is deleted when the block ends."""
    if "-" not in paths:
        yield Named(list(paths), str)
        return
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        file = _spool(Path(folder))
        yield Named([str(file) if path == "-" else path for path in paths], lambda text: text.replace(folder + os.sep, ""))


def _spool(folder: Path) -> Path:
    """Write standard input to a file; readers need one, and tell formats by suffix."""
    stream = sys.stdin.buffer
    head = stream.read(_SAMPLE)
    path = folder / f"{NAME}{tell_format(head)}"
    with path.open("wb") as file:
        file.write(head)
        shutil.copyfileobj(stream, file)
    return path


def tell_format(head: bytes) -> str:
    """Return the suffix of the format that the first bytes of a file are in; a page of text where nothing says otherwise.

    >>> tell_format(b'{"text": "A"}'), tell_format(b"<p>A</p>"), tell_format(b"outlet,text"), tell_format(b"A page.")
    ('.jsonl', '.html', '.csv', '.txt')
    """
    lines = head.decode("utf-8-sig", "replace").strip().splitlines() or [""]
    if lines[0].startswith("{"):
        return ".jsonl" if len(lines) == 1 or _is_json(lines[0]) else ".json"
    if lines[0].startswith("[") and "".join(lines)[1:].lstrip().startswith("{"):
        return ".json"
    if lines[0].startswith("<"):
        return ".html"
    return _tell_table(lines[0])


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return False
    return True


def _tell_table(header: str) -> str:
    """Tell a table by its first line, which names a column of article text."""
    from framing.readers.rows import match_columns
    from framing.readers.settings import Settings

    for mark, suffix in (("\t", ".tsv"), (",", ".csv"), (";", ".csv")):
        names = [name.strip(' "') for name in header.split(mark)]
        if len(names) > 1 and "text" in match_columns(names, Settings(), path=NAME):
            return suffix
    return ".txt"
