"""Items -> chunks that are worked on together, as heavy as each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from framing.errors import FramingError

T = TypeVar("T")


def cut(items: Iterable[T], weigh: Callable[[T], int], *, weight: int, most: int) -> Iterator[list[T]]:
    """Yield items by as many as weigh enough together.

    Parameters
    ----------
    items
        The items.
    weigh
        How much one weighs.
    weight
        What a chunk comes to, or a little more; the last may come to less.
    most
        Items of one chunk, however little they weigh.

    Raises
    ------
    FramingError
        Where the items raise one, after all that came before it was yielded.
    """
    held: list[T] = []
    total = 0
    failed: FramingError | None = None
    try:
        for item in items:
            held.append(item)
            total += weigh(item)
            if total >= weight or len(held) >= most:
                yield held
                held, total = [], 0
    except FramingError as error:  # what came before it is worked on first
        failed = error
    if held:
        yield held
    if failed is not None:
        raise failed
