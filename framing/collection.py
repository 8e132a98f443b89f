"""Work that makes objects by the hundred thousand -> the same, without the search for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 1_000_000  # objects: what some hundred documents are made of


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


class _Threshold:
    """How many objects may be made before cycles are looked for, while somebody holds it high; then what it was."""

    def __init__(self) -> None:
        self.held = 0
        self.was: tuple[int, ...] = ()

    def raise_(self) -> None:
        if not self.held:
            self.was = gc.get_threshold()
            gc.set_threshold(max(SELDOM, self.was[0]), *self.was[1:])
        self.held += 1

    def lower(self) -> None:
        self.held -= 1
        if not self.held:
            gc.set_threshold(*self.was)


_THRESHOLD = _Threshold()


@contextmanager
def seldom_collection() -> Iterator[None]:
    """Let cycles be looked for in this process after a million objects only, not after 700; it may be held by several at once.

    The objects of documents die by themselves long before; walking them while they live costs a tenth of scoring. Cycles that
    somebody else makes meanwhile are still found.
    """
    _THRESHOLD.raise_()
    try:
        yield
    finally:
        _THRESHOLD.lower()
