"""Tables with a term a row, and plain lists with a term a line."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import asdict

from framing.charts.rows import write_csv
from framing.exchange.terms import Losses, Term, tell_lost
from framing.lexicon_file import rearm

COLUMNS = ("words", "category", "weight", "plain", "note")
_ONE = "words"  # the category of a list without any


def read_table(text: str, losses: Losses) -> list[Term]:
    """Read the terms of a CSV table, its cells parted by commas, semicolons or tabs.

    Raises
    ------
    ValueError
        If there is no column of words, or a cell is longer than any term.
    """
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    if "words" not in names:
        raise ValueError(f", line 1: has no column words (columns: {', '.join(COLUMNS)})")
    if "category" not in names:
        losses.note(f'the table has no column category: all words are in "{_ONE}"')
    for name in names.keys() - {*COLUMNS, ""}:
        losses.note(f'column "{name}" is left out')
    terms = []
    try:
        for row in rows:
            cells = {key: rearm((row.get(names[key]) or "").strip()) for key in COLUMNS if key in names}
            if any(cells.values()):
                weight = _weight(cells.get("weight", ""), rows.line_num)
                category = cells.get("category") or _ONE
                terms.append(Term(cells["words"], (category,), weight, cells.get("plain", ""), cells.get("note", "")))
    except csv.Error as error:
        raise ValueError(f", line {rows.line_num}: is no CSV table: {error}") from error
    return terms


def _weight(text: str, line: int) -> float:
    try:
        weight = float(text or 1)
    except ValueError:
        weight = math.nan
    if math.isfinite(weight):
        return weight
    raise ValueError(f', line {line}: weight "{text}" is not a number')


def write_table(terms: Sequence[Term], losses: Losses) -> str:
    """Write a row for each term and category, which a spreadsheet opens as text, never as formulas."""
    del losses
    rows = [{**asdict(term), "category": category} for term in terms for category in term.categories]
    return write_csv(rows, COLUMNS)


def read_list(text: str, losses: Losses) -> list[Term]:
    """Read a list with a term a line; empty lines, and lines that begin with ``#``, say nothing."""
    losses.note(f'a plain list has no categories: all words are in "{_ONE}"')
    lines = (line.strip() for line in text.splitlines())
    return [Term(line, (_ONE,)) for line in lines if line and not line.startswith("#")]


def write_list(terms: Sequence[Term], losses: Losses) -> str:
    """Write each term once, on a line of its own."""
    tell_lost(terms, losses, "weight", "plain", "note")
    if len({category for term in terms for category in term.categories}) > 1:
        losses.note("categories are lost: a plain list has none")
    return "".join(f"{words}\n" for words in dict.fromkeys(term.words for term in terms))
