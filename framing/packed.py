"""A gzipped JSON file of weights -> what runs them, with a fingerprint of its content."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from framing.collection import without_collection
from framing.errors import AnnotationError

W = TypeVar("W")


def read_fingerprint(path: Path, what: str, command: str) -> str:
    """Return the fingerprint that `read_packed` gives, without making anything of the file's data.

    Raises
    ------
    AnnotationError
        Where the file is missing or is not gzipped.
    """
    with _told(path, what, command):
        return _digest(gzip.decompress(path.read_bytes()))


@without_collection()
def read_packed(path: Path, unpack: Callable[[Mapping[str, Any], str], W], what: str, command: str) -> W:
    """Return what ``unpack`` makes of a file's data and of the first 12 digits of their SHA-256.

    Parameters
    ----------
    what, command
        What kind of weights these are, and the module that writes them, for the message.

    Raises
    ------
    AnnotationError
        Where the file is missing or is not such a file.
    """
    with _told(path, what, command):
        content = gzip.decompress(path.read_bytes())
        return unpack(json.loads(content), _digest(content))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@contextmanager
def _told(path: Path, what: str, command: str) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise AnnotationError(
            f"{path}: holds no {what} weights ({type(error).__name__}: {error}). Expected the gzipped JSON file that "
            f"python -m {command} writes; reinstall the package or train it again."
        ) from error


def open_packed(file: BinaryIO) -> io.BufferedWriter:
    """Return what packs with gzip and says neither when nor under which name, so that the same lines give the same bytes."""
    packed = gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0)
    return io.BufferedWriter(packed, buffer_size=1 << 16)
