"""Text -> standard output or a file that appears whole or not at all."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, BinaryIO

from framing.errors import FramingError
from framing.packed import open_packed

STANDARD = "-"
PACKED = ".gz"


class Sink:
    """Takes text and writes it as UTF-8; ``stream`` takes bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write text; half of a surrogate pair, which a broken page can hold, becomes a question mark."""
        self.stream.write(text.encode("utf-8", "replace"))
        return len(text)

    def write_record(self, record: Mapping[str, Any]) -> None:
        """Write a record as a line of JSON, its fields in their order."""
        self.write(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n")


@contextmanager
def open_output(path: str) -> Iterator[Sink]:
    """Yield what writes to a file, or to standard output where the path is a dash.

    A file is written beside its place and moved there at the end, so an interrupted run leaves it as it was. One whose name
    ends in ``.gz`` is packed.

    Raises
    ------
    FramingError
        If the file cannot be written.
    """
    if path == STANDARD:
        stream = sys.stdout.buffer
        yield Sink(stream)
        stream.flush()
        return
    try:
        with _open_file(Path(path)) as file, open_packed(file) if path.endswith(PACKED) else nullcontext(file) as stream:
            yield Sink(stream)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = f"cannot be written ({error.strerror or error})"
        raise FramingError(f"{path}: {reason}. Name a file in a folder that you may write to.") from error


def form_of(path: str) -> str:
    """Return what a file's name says of its form: how it ends, in small letters and without its dot, packed or not."""
    return Path(path.removesuffix(PACKED)).suffix[1:].lower()


def check_place(folder: Path) -> None:
    """Make sure, before long work, that a folder may be written to, or made where it is to be.

    Raises
    ------
    FramingError
        If it may not.
    """
    standing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not os.access(standing, os.W_OK | os.X_OK):
        raise FramingError(f"{folder}: cannot be written, because {standing} may not be changed. Name another folder.")


@contextmanager
def _open_file(path: Path) -> Iterator[BinaryIO]:
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        with target.open("wb") as file:
            yield file
        return
    partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    finally:
        with suppress(OSError):
            partial.unlink()
