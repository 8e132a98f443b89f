"""Work that makes objects by the hundred thousand -> the same, without the search for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Let no cycles be looked for meanwhile, in the whole process; afterwards it is as it was.

    The search walks all objects again and again: two fifths of the time that a long word list is loaded in, and a fifth of
    annotating, where hardly a cycle is made.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
