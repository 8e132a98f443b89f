"""Coded hits of a lexicon -> the precision of its entries, in the terminal and in its file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import click

from framing.cli.console import say, tabulate
from framing.cli.examples import explain
from framing.cli.validating import DAY

if TYPE_CHECKING:
    from framing.validity import LexiconPrecision, Precision


@click.command(
    epilog=explain(
        "framing lexicon score mine.yml sample-ana.csv sample-ben.csv --write",
        'lexicon = framing.load_lexicon("mine.yml")\n'
        'found = framing.score_entries(lexicon, ["sample-ana.csv", "sample-ben.csv"])\n'
        "found.frame()\n"
        "from framing.validity import write_precision\n"
        "write_precision(lexicon, found)",
    )
)
@click.argument("name")
@click.argument("sheets", nargs=-1, required=True, metavar="SHEETS...")
@click.option("--write", is_flag=True, help="Write the precision into the entries of the lexicon's file; nothing else changes.")
@click.option("--date", "day", type=DAY, help="Date to be written; today by default.")
def score(name: str, sheets: tuple[str, ...], write: bool, day: datetime | None) -> None:
    """Score the coded hits of a lexicon's entries.

    Prints for each entry and category how many hits are right, the Wilson interval of 95 %, and what to do: retire the entry
    or add context where the interval begins under .5, check it where it begins under .7.
    """
    from framing.lexicon import load_lexicon
    from framing.validity import read_sheets, score_entries, write_precision
    from framing.validity.writing import check_own

    lexicon = load_lexicon(name)
    if write:
        check_own(lexicon)
    found = score_entries(lexicon, read_sheets(sheets))
    for note in found.notes:
        say(f"note: {note}")
    for line in describe(found):
        click.echo(line)
    if write:
        left = write_precision(lexicon, found, day.date() if day else None)
        for note in left:
            say(f"note: {note}")
        say(f"{lexicon.path}: precision of {len(found.entries) - len(left):,} entries written.")


def describe(found: LexiconPrecision) -> Iterator[str]:
    """Yield the lines of a table of entries and one of categories."""
    yield from _tabulate("entry", found.entries)
    yield ""
    yield from _tabulate("category", found.categories)


def _tabulate(head: str, rows: tuple[Precision, ...]) -> Iterator[str]:
    cells = [
        (
            f"{row.category}: {row.words}" if row.words else row.category,
            f"{row.n:,}",
            f"{row.ok:,}",
            f"{row.share:.2f}",
            f"{row.interval[0]:.2f} to {row.interval[1]:.2f}",
            row.verdict,
        )
        for row in rows
    ]
    yield from tabulate((head, "coded", "right", "precision", "interval", "verdict"), cells, numeric=(1, 2, 3))
