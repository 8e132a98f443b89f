"""A file that one process at a time can hold; it is free again when that process ends, however it does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from framing.errors import FramingError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def hold(file: Path, what: Path) -> Iterator[None]:
    """Hold a file.

    Raises
    ------
    FramingError
        If another process holds it: it is at work on the same thing.
    """
    while True:
        held = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(held)
        except OSError as error:
            os.close(held)
            raise FramingError(
                f"{what}: another run is writing to it. Wait until that has ended, or name another folder."
            ) from error
        if _is_at(held, file):
            break
        os.close(held)  # whoever held it removed it
    try:
        yield
    finally:
        os.close(held)


def _lock(held: int) -> None:
    if fcntl is not None:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt

    msvcrt.locking(held, msvcrt.LK_NBLCK, 1)


def _is_at(held: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(held), file.stat())
    except FileNotFoundError:
        return False
