"""A table or JSON Lines file of any length -> its decoded lines, one at a time, none longer than can be held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from framing.readers.files import Decoded, mend, open_text
from framing.readers.settings import PlacedError, Settings

# Not tuned: beside its article's text, a line may hold as much again in escapes and other fields, and then some.
_SPREAD = 4
_SHORTEST_LIMIT = 1 << 20  # characters a line may always have, however short the articles asked for
_PIECE = 1 << 20  # characters of an overlong line passed over at once
_LONGEST = 1 << 32  # characters after which the end of a line is no longer looked for
_MOST_EMPTY = 1_000_000  # empty lines in a row after which nothing more is looked for
_QUOTE = '"'
_MOST_VALUES = 1_000_000  # values or cells that may stand on one line: each takes memory of its own


class RawLine(NamedTuple):
    """A line of a table or JSON Lines file with its line end.

    ``overlong`` says that it was too long to be read; of its text, no more is told than whether it has a quotation mark.
    """

    number: int
    decoded: Decoded
    overlong: bool = False


def longest_line(settings: Settings) -> int:
    """Return how many characters of a line, row or JSON value are held at most."""
    return max(settings.max_chars * _SPREAD, _SHORTEST_LIMIT)


def is_crowded(text: str, marks: str) -> bool:
    """Whether the marks that part values are so many in a text that its values would not fit into memory."""
    return len(text) > _MOST_VALUES and sum(map(text.count, marks)) > _MOST_VALUES


def read_lines(path: Path, settings: Settings) -> Iterator[RawLine]:
    """Yield a file's decoded lines one at a time, so that memory does not grow with the file.

    Parameters
    ----------
    path : Path
        The file, gzip or not.
    settings : Settings
        Bounds the length of a line.

    Raises
    ------
    PlacedError
        If the file cannot be opened or unpacked, is empty or binary, or goes on without end and holds nothing.
    """
    longest = longest_line(settings)
    number = n_empty = 0
    with open_text(path) as (text, encoding):
        while line := text.readline(longest + 1):
            number += 1
            n_empty = n_empty + 1 if line.isspace() else 0
            if n_empty > _MOST_EMPTY:
                reason = f"and {_MOST_EMPTY:,} lines before it are empty. What follows was not read; cut the empty lines."
                raise PlacedError(f"{path}, line {number}", reason)
            if len(line) <= longest or _ends(line):
                yield RawLine(number, mend(line, encoding))
                continue
            marked = _pass_over(text, line)
            if marked is None:
                reason = f"has more than {_LONGEST:,} characters. What follows was not read; break it into lines."
                raise PlacedError(f"{path}, line {number}", reason)
            yield RawLine(number, Decoded(_QUOTE if marked else "", encoding), overlong=True)


def _ends(line: str) -> bool:
    return line.endswith(("\n", "\r"))


def _pass_over(text: TextIO, begun: str) -> bool | None:
    """Read on to the end of a line without keeping it; say whether it has a quotation mark, or None where it has no end."""
    marked = _QUOTE in begun
    for _ in range(_LONGEST // _PIECE):
        piece = text.readline(_PIECE)
        marked = marked or _QUOTE in piece
        if not piece or _ends(piece):
            return marked
    return None
