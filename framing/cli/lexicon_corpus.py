"""The options of looking at a lexicon on articles -> the articles to look at, or none."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from framing.cli.annotating import takes_annotator
from framing.cli.console import count
from framing.cli.options import Source
from framing.model import Article

R = TypeVar("R")


class Corpus:
    """The articles a user named with ``--on``; read under a counter."""

    def __init__(self, paths: tuple[str, ...], language: str) -> None:
        self._source = Source(paths, language=language)

    def __bool__(self) -> bool:
        return bool(self._source.paths)

    def read(self) -> Iterator[Article]:
        """Yield the articles."""
        yield from count(self._source.read(), "looking")

    @property
    def n_read(self) -> int:
        """How many were read."""
        return self._source.n_read


def takes_corpus(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command ``--on`` and what goes with it; it receives a `Corpus` as ``corpus`` and the name of an annotator."""

    @functools.wraps(command)
    def run(*, on: tuple[str, ...], language: str, threads: int, **given: Any) -> R:
        del threads  # one article at a time
        return command(corpus=Corpus(on, language), **given)

    option = takes_annotator(run)
    told = "Leave out articles that are not English, or read any with a warning."
    option = click.option("--language", type=click.Choice(["en", "any"]), default="en", show_default=True, help=told)(option)
    told = "Articles to look at: a file or folder; may be given again."
    return click.option("--on", multiple=True, metavar="ARTICLES", help=told)(option)
