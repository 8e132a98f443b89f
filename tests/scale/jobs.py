"""Work for the tests of processes: functions of a module, because that is all that can be sent to a process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.annotation import FastAnnotator
from framing.errors import FramingError
from framing.model import Article, Document
from framing.scoring import Scored


def double() -> Callable[[int], int]:
    return lambda n: 2 * n


def tell_process() -> Callable[[int], tuple[int, int]]:
    return lambda n: (n, os.getpid())


_PREPARED: list[int] = []


def prepare() -> None:
    _PREPARED.append(os.getpid())


def fail_to_prepare() -> None:
    raise FramingError("This is not told.")


def tell_prepared() -> Callable[[int], tuple[int, list[int]]]:
    return lambda n: (os.getpid(), [*_PREPARED])


def stumble() -> Callable[[int], int]:
    """Raise for some numbers an error a user can cause, for others one that nobody thought of."""

    def do(n: int) -> int:
        if n % 10 == 3:
            raise FramingError(f"{n} is no article.")
        return 10 // (n % 10 - 7)

    return do


def fail_to_load() -> Callable[[Any], Any]:
    raise FramingError("The weights are missing.")


def end_on_loading() -> Callable[[Any], Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@dataclass(frozen=True)
class EndOn:
    """End the process, as a system short of memory does, on certain numbers; with a file, only while that is there."""

    numbers: tuple[int, ...]
    once: Path | None = None

    def __call__(self) -> Callable[[int], int]:
        def do(n: int) -> int:
            if n in self.numbers and self._armed():
                os.kill(os.getpid(), signal.SIGKILL)
            return 2 * n

        return do

    def _armed(self) -> bool:
        if self.once is None:
            return True
        try:
            self.once.unlink()
        except FileNotFoundError:
            return False
        return True


def unsendable() -> Callable[[int], Any]:
    return lambda n: (lambda: n) if n == 5 else n


@dataclass(frozen=True)
class Choosy:
    """Annotates as the fast annotator does, but for some articles: by their first word."""

    inner: FastAnnotator = field(default_factory=FastAnnotator)
    name: str = "choosy"
    layers: frozenset[str] = FastAnnotator().layers

    def annotate(self, article: Article) -> Document:
        if article.text.startswith("Refuse"):
            raise FramingError("This article is refused.")
        if article.text.startswith("Stumble"):
            raise KeyError(article.id)
        if article.text.startswith("Die"):
            os.kill(os.getpid(), signal.SIGKILL)
        return self.inner.annotate(article)


def tell(scored: Scored) -> tuple[str, float]:
    return scored.doc.article.id, sum(score.total for score in scored.scores)


def totals(scored: Scored) -> list[tuple[str, str, str, str, float, float, int]]:
    return [(s.article_id, s.measure, s.column, s.target, s.total, s.base, s.n_hits) for s in scored.scores]
