"""CSV and TSV files -> articles, one a row, streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from framing.model import Article, Origin
from framing.readers.delimited import Rows
from framing.readers.lines import longest_line, read_lines
from framing.readers.objects import warn
from framing.readers.rows import match_columns, no_text_column, read_row
from framing.readers.settings import PlacedError, Settings


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
    try:
        rows = Rows(read_lines(path, settings), longest_line(settings), tabs=".tsv" in path.suffixes[-2:])
    except csv.Error as error:
        reason = f"has no readable row of column names ({error}). Save it with one column a field."
        raise PlacedError(str(path), reason) from error
    columns = match_columns(rows.names, settings, path=str(path))
    if "text" not in columns:
        raise PlacedError(str(path), no_text_column(rows.names))
    places = {field: rows.names.index(name) for field, name in columns.items()}
    rows.learn(places["text"])
    for nth, row in enumerate(rows, 1):
        number = nth + row.n_blank
        lines = f"{row.first:,}" if row.first == row.last else f"{row.first:,} to {row.last:,}"
        place = f"{path}, row {number}"
        if row.reason:
            settings.leave_out(f"{place} (line {lines})", f"{row.reason} Correct the table, or save it as JSON Lines.")
            continue
        values = {field: row.cells[i] for field, i in places.items() if i < len(row.cells)}
        article = read_row(values, Origin(str(path), record=number, encoding=row.decoded.encoding), place, settings)
        if article is not None:
            yield warn(article, row.decoded)
