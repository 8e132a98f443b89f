"""Rows of plain values -> CSV text that a spreadsheet opens as text and numbers, never as formulas."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

# What makes a spreadsheet take a cell for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")


def write_csv(rows: Sequence[Mapping[str, Any]], fields: Sequence[str] = ()) -> str:
    """Return rows as CSV text; ``fields`` names the columns, by default those of the first row.

    Text that starts like a formula is opened by an apostrophe. Numbers are left alone; nan is an empty cell.
    """
    buffer = io.StringIO()
    write_rows(buffer, rows, list(fields) or list(rows[0] if rows else ()))
    return buffer.getvalue()


def write_rows(stream: TextIO, rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> None:
    """Write rows to a stream one by one, as `write_csv` does: a large table need not be held as text."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([format_cell(row.get(name)) for name in fields] for row in rows)


def format_cell(value: Any) -> str:
    """Return one value as the text of a cell.

    >>> format_cell("=HYPERLINK(1)"), format_cell(-2.0), format_cell(float("nan"))
    ("'=HYPERLINK(1)", '-2', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return "" if isinstance(value, float) and math.isnan(value) else f"{value:.10g}"
    # A bare carriage return would end the row: Python's writer quotes only what holds a line feed.
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
