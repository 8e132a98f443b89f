"""An item and the work to do on it -> its result, or why there is none: what goes wrong with an item stays with that item."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from framing.errors import FramingError

T = TypeVar("T")
R = TypeVar("R")

_TOLD = 300  # characters of an error that are told


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result for an item."""

    reason: str


def attempt(do: Callable[[T], R], item: T) -> R | Failure:
    """Return the result of one item, or why there is none."""
    try:
        return do(item)
    except FramingError as error:
        return Failure(str(error))
    except Exception as error:  # not hidden: it is the item's result, and told with its place
        return Failure(_describe(error))


def attempt_all(do: Callable[[T], R], items: Sequence[T]) -> Iterator[R | Failure]:
    """Yield the results of items that were sent together; work with a ``prepare`` has a look at all of them first."""
    prepare: Callable[[Sequence[T]], object] | None = getattr(do, "prepare", None)
    if prepare is not None:
        attempt(prepare, items)  # what goes wrong goes wrong again with the item it belongs to
    for item in items:
        yield attempt(do, item)


def _describe(error: Exception) -> str:
    told = " ".join(str(error).split())[:_TOLD]
    frames = traceback.extract_tb(error.__traceback__)
    at = f", at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"could not be worked on ({type(error).__name__}: {told}{at})."
