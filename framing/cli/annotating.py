"""The options of annotating -> an annotator that tells a counter of each article, and what is logged -> lines."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

from framing.annotators import ANNOTATORS
from framing.cli.console import Counter, say

if TYPE_CHECKING:
    from framing.annotation import Annotator
    from framing.model import Article, Document

R = TypeVar("R")


def takes_annotator(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options ``annotator``, None where none is named, and ``threads``."""
    kinds = "; ".join(f"{name}: {kind.about}" for name, kind in ANNOTATORS.items())
    told = f"What finds the evidence ({kinds}, for very large corpora, or without onnxruntime). By default the encoder."
    threads = click.IntRange(min=1)
    command = click.option("--threads", type=threads, default=1, show_default=True, help="Threads of the encoder.")(command)
    return click.option("--annotator", type=click.Choice(list(ANNOTATORS)), help=told)(command)


@dataclass(frozen=True, slots=True)
class CountedAnnotator:
    """An annotator that tells a counter of each article; all else is as the one inside has it."""

    inner: Annotator
    counter: Counter

    @property
    def name(self) -> str:
        """The name of the one inside."""
        return self.inner.name

    @property
    def layers(self) -> frozenset[str]:
        """What the one inside provides."""
        return self.inner.layers

    @property
    def fingerprint(self) -> str:
        """What the one inside was built of, where it says so."""
        return getattr(self.inner, "fingerprint", "")

    def annotate(self, article: Article) -> Document:
        """Annotate an article."""
        return next(self.annotate_many([article]))

    def annotate_many(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Annotate articles, together where the one inside can."""
        from framing.annotation import find_many

        many = find_many(self.inner)
        for doc in map(self.inner.annotate, articles) if many is None else many(articles):
            self.counter.step()
            yield doc


class _Teller(logging.Handler):
    """Says what is logged on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say one line."""
        say(f"note: {record.getMessage()}")


@contextmanager
def tell_notes() -> Iterator[None]:
    """Say, while a command runs, what the choice of an annotator logs; what readers log, commands say in full themselves."""
    log, teller = logging.getLogger("framing.annotators"), _Teller(logging.WARNING)
    log.addHandler(teller)
    try:
        yield
    finally:
        log.removeHandler(teller)
