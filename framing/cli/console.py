"""Messages, progress and tables -> the terminal of the person who runs a command."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TextIO, TypeVar

import click

T = TypeVar("T")
PATIENCE = 1.5  # seconds of work before a counter appears
EVERY = 0.2  # seconds between two states of a counter
SKIPPED_SHOWN = 20  # lines on what was left out; more would push everything else off the screen


def articles_of(n: int) -> str:
    """Say how many articles there are."""
    return f"{n:,} article{'' if n == 1 else 's'}"


def say(message: str) -> None:
    """Say something on standard error."""
    click.echo(clean(message), err=True)


def echo_error(line: str) -> None:
    """Say on standard error, in red, what went wrong."""
    color = False if os.environ.get("NO_COLOR") else None
    click.secho(clean(f"error: {line}"), fg="red", err=True, color=color)


def clean(text: str) -> str:
    """Return text whose control characters, which could command a terminal, are shown as replaced."""
    return "".join("\ufffd" if (c < " " and c not in "\t\n") or "\x7f" <= c <= "\x9f" else c for c in text)


def tell_skipped(skipped: Sequence[tuple[str, str]]) -> None:
    """Name what was left out, and why."""
    for place, reason in skipped[:SKIPPED_SHOWN]:
        say(f"left out: {place}: {reason}")
    if len(skipped) > SKIPPED_SHOWN:
        say(f"left out: {len(skipped) - SKIPPED_SHOWN:,} more")


def tolerate_narrow_streams() -> None:
    """Let a terminal that cannot show a character show a question mark instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def drop_standard_output() -> None:
    """Send what is still to be written on a closed pipe nowhere, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal."""
    return stream.isatty()


def shows_color() -> bool:
    """Tell whether standard output shows color."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR")


def screen_width(default: int = 100) -> int:
    """Return the columns of the terminal on standard output, a default where it is none."""
    return shutil.get_terminal_size((default, 24)).columns if is_terminal(sys.stdout) else default


class Counter:
    """Says on standard error how far long work is, on one line that it wipes away at the end.

    Silent where standard error is no terminal, and for as long as `PATIENCE`.
    """

    def __init__(self, doing: str, total: int | None = None) -> None:
        self._doing = doing
        self._of = f" of {total:,}" if total is not None else ""
        self._n = 0
        self._due = time.monotonic() + PATIENCE
        self._shown = ""

    def __enter__(self) -> Counter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown:
            click.echo("\r" + " " * len(self._shown) + "\r", err=True, nl=False)

    def step(self) -> None:
        """Count one more."""
        self._n += 1
        now = time.monotonic()
        if now >= self._due and is_terminal(sys.stderr):
            self._due = now + EVERY
            self._shown = f"{self._doing}: {self._n:,}{self._of}"
            click.echo(f"\r{self._shown}", err=True, nl=False)


def count(items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
    """Yield items under a `Counter`."""
    with Counter(doing, total) as counter:
        for item in items:
            counter.step()
            yield item


def tabulate(header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Collection[int] = ()) -> Iterator[str]:
    """Yield the lines of a plain table.

    Parameters
    ----------
    header
        The names of the columns.
    rows
        The cells; line breaks in them become spaces.
    numeric
        The places of the columns that are set flush right.
    """
    lines = [tuple(header), *map(one_line, rows)]
    widths = fit_widths(lines)
    yield from (set_row(line, widths, numeric) for line in lines)


def one_line(row: Sequence[str]) -> tuple[str, ...]:
    """Return a row whose cells are safe to print, each on one line."""
    return tuple(" ".join(clean(cell).split()) for cell in row)


def fit_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of the widest cell of each column."""
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def set_row(row: Sequence[str], widths: Sequence[int], numeric: Collection[int] = ()) -> str:
    """Return a row's cells side by side, each as wide as its column or, where it is wider, as itself."""
    cells = [
        cell.rjust(width) if place in numeric else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
