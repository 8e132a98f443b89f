"""Blocks -> the same at a length that can be read: long tables folded and cut, and what is cut is said to be elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from framing.charts.notation import write_number
from framing.report.blocks import Block, Fold, Items, Paragraph, Table

# Rows that stand open, and rows and lines that are printed at all: more is looked up by machine, in the data files.
OPEN_ROWS, ROWS, LINES = 24, 120, 60


def trim(blocks: Iterable[Block], inside: bool = False) -> Iterator[Block]:
    """Yield blocks with no table or list longer than can be read; ``inside`` a fold nothing is folded again."""
    for block in blocks:
        match block:
            case Table() if len(block.rows) > OPEN_ROWS and not inside:
                yield Fold((block.caption,), tuple(_cut_table(block)))
            case Table():
                yield from _cut_table(block)
            case Items() if len(block.lines) > LINES:
                yield replace(block, lines=block.lines[:LINES])
                yield _say_rest(len(block.lines) - LINES, "line", "lines")
            case Fold():
                yield replace(block, blocks=tuple(trim(block.blocks, inside=True)))
            case _:
                yield block


def _cut_table(table: Table) -> Iterator[Block]:
    yield replace(table, rows=table.rows[:ROWS])
    if len(table.rows) > ROWS:
        yield _say_rest(len(table.rows) - ROWS, "row", "rows")


def _say_rest(n: int, one: str, many: str) -> Paragraph:
    text = f"{write_number(n)} more {one if n == 1 else many}: in report.json, and by article in articles.csv and scores.csv."
    return Paragraph((text,), "note")
