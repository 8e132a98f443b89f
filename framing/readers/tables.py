"""CSV and TSV files -> articles, one a row, streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from framing.model import Article, Origin
from framing.readers.files import read_lines
from framing.readers.rows import match_columns, no_text_column, read_row
from framing.readers.settings import PlacedError, Settings

_DELIMITERS = ",;\t|"
_SPREAD = 16  # a cell may be this many times longer than an article before the parser gives up on it


def read_table(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a CSV or TSV file, gzip or not.

    Parameters
    ----------
    path : Path
        The file; its first row names the columns.
    settings : Settings
        Columns by field, and what to do with rows that cannot be read.

    Raises
    ------
    PlacedError
        If it cannot be opened, or has no column of article text.
    """
    lines = _Lines(path, settings)
    first = next(lines, "")
    reader = csv.reader(_chain(first, lines), delimiter=_delimiter(first, path))
    try:
        names = [name.strip() for name in _next_row(reader, settings) or []]
    except csv.Error as error:
        raise PlacedError(str(path), f"has no readable row of column names ({error}).") from error
    columns = match_columns(names, settings, path=str(path))
    if "text" not in columns:
        raise PlacedError(str(path), no_text_column(names))
    places = {field: names.index(name) for field, name in columns.items()}
    n_rows = 0
    while True:
        n_rows += 1
        place = f"{path}, row {n_rows}"
        try:
            row = _next_row(reader, settings)
        except csv.Error as error:
            settings.leave_out(place, f"cannot be read as a row of a table ({error}).")
            continue
        if row is None:
            return
        if not row:
            n_rows -= 1  # an empty line is no row
            continue
        values = {field: row[i] for field, i in places.items() if i < len(row)}
        origin = Origin(str(path), record=n_rows, encoding=lines.encoding)
        article = read_row(values, origin, place, settings)
        if article is not None:
            yield lines.warn(article)


class _Lines(Iterator[str]):
    """The decoded lines of a file, remembering how the last one was decoded."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path = path
        self._settings = settings
        self._lines = read_lines(path, settings)
        self._warnings: tuple[str, ...] = ()
        self.encoding = "utf-8"

    def __next__(self) -> str:
        line = next(self._lines)
        while line.overlong:
            self._settings.leave_out(f"{self._path}, line {line.number}", "is too long to be read as part of a table.")
            line = next(self._lines)
        self.encoding = line.decoded.encoding
        self._warnings += line.decoded.warnings
        return line.decoded.text

    def warn(self, article: Article) -> Article:
        """Give an article the warnings of the lines read since the last one."""
        warnings, self._warnings = self._warnings, ()
        return replace(article, warnings=(*article.warnings, *dict.fromkeys(warnings))) if warnings else article


def _chain(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _delimiter(header: str, path: Path) -> str:
    """Say what parts the columns: tabs in a TSV file, in a CSV file whichever of the usual marks its header shows."""
    if ".tsv" in path.suffixes[-2:]:
        return "\t"
    counts = [header.count(mark) for mark in _DELIMITERS]
    return _DELIMITERS[counts.index(max(counts))]


def _next_row(reader: Iterator[list[str]], settings: Settings) -> list[str] | None:
    """Read a row with room for long articles; the parser's limit is the whole process's, so it is put back at once."""
    limit = csv.field_size_limit(settings.max_chars * _SPREAD)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(limit)
