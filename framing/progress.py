"""Long work in Jupyter -> a bar that says how far it is. Elsewhere nothing is shown: the library does not print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 2.0  # seconds that work may take without a bar
_STEP = 0.3  # seconds between two looks of a bar


def watch(items: Iterable[T], total: int) -> Iterator[T]:
    """Yield items, in a Jupyter notebook under a progress bar once that has taken two seconds.

    Parameters
    ----------
    items
        What the work yields as it goes on.
    total
        How many there will be.
    """
    if not _in_notebook():
        yield from items
        return
    bar: Any = None
    shown = monotonic() + PATIENCE
    for done, item in enumerate(items, 1):
        yield item
        if monotonic() < shown:
            continue
        shown = monotonic() + _STEP
        if bar is None:
            from IPython.display import ProgressBar

            bar = ProgressBar(total)  # type: ignore[no-untyped-call]  # IPython has no types here
            bar.display()
        bar.progress = done  # setting it draws it anew
    if bar is not None:
        bar.progress = total


def _in_notebook() -> bool:
    """Tell whether a Jupyter kernel runs this: IPython in a terminal has no kernel and shows no bar."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module else None
    return hasattr(shell, "kernel")
