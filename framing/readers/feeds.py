"""Lines that are read once, looked ahead at, and put back."""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterator
from itertools import islice

from framing.readers.lines import RawLine, is_crowded

_LINE_COST = 150  # characters that would take the memory a line takes beside its own
_MARKS = ",;\t|"


class TooMuchError(csv.Error):
    """A row that would not fit into memory."""


class Feed(Iterator[str]):
    """Lines, each given once unless it is put back; it holds those of the row being read.

    Parameters
    ----------
    lines : Iterator[RawLine]
        The lines.
    limit : int
        Characters that may be held.
    """

    def __init__(self, lines: Iterator[RawLine], limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self._ahead: list[RawLine] = []  # lines to give next, the first one last
        self._size = 0
        self.held: list[RawLine] = []

    def __next__(self) -> str:
        line = self._ahead.pop() if self._ahead else next(self._lines)
        self.held.append(line)
        self._size += len(line.decoded.text) + _LINE_COST
        if line.overlong or self._size > self._limit:
            raise TooMuchError(f"is longer than {self._limit:,} characters, or a quotation mark in it is not closed")
        if is_crowded(line.decoded.text, _MARKS):
            raise TooMuchError("holds too many cells")
        return line.decoded.text

    def release(self) -> None:
        """Forget the lines of a row that has been read."""
        self.held = []
        self._size = 0

    def put_back(self) -> None:
        """Give the held lines again, but for the first."""
        self._ahead += reversed(self.held[1:])
        self.release()

    def first(self) -> RawLine | None:
        """Return the next line without giving it."""
        if not self._ahead:
            self._ahead += islice(self._lines, 1)
        return self._ahead[-1] if self._ahead else None

    def drop(self) -> None:
        """Pass over the next line."""
        self._ahead.pop()

    def stop(self) -> None:
        """Give no more lines."""
        self._ahead, self._lines = [], iter(())

    def look(self, reach: int) -> Generator[str]:
        """Yield the next lines, so many characters of them, without giving them; to be closed before others are asked for."""
        seen: list[RawLine] = []
        try:
            while reach > 0 and (line := self._ahead.pop() if self._ahead else next(self._lines, None)) is not None:
                seen.append(line)
                reach -= len(line.decoded.text) + _LINE_COST
                if line.overlong or is_crowded(line.decoded.text, _MARKS):
                    return
                yield line.decoded.text
        finally:
            self._ahead += reversed(seen)
