"""The shipped accuracy figures -> the README's table: ``python tests/docs/accuracy_table.py --write`` renews it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
FIGURES = ROOT / "framing" / "weights" / "accuracy.json"
OPENS, CLOSES = "<!-- accuracy -->\n", "<!-- /accuracy -->"

# Reports show these beside the figure they make up; here they would bury it.
PARTS = ("precision", "recall")
HEADER = "| measure | figure | on | texts | value | others there |\n|---|---|---|---:|---:|---|\n"


def draw_table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the table as Markdown, one line a figure, without those that are parts of another."""
    listed = list(rows)
    wholes = {_figure(row) for row in listed if str(row["metric"]).endswith("F1")}
    shown = [row for row in listed if not str(row["metric"]).endswith(PARTS) or _figure(row) not in wholes]
    return HEADER + "".join(map(_draw_row, shown))


def _figure(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return what a figure is of: the same for an F1 and the precision and recall it is made of."""
    return row["measure"], row["data"], re.sub(r"(macro-)?F1$|precision$|recall$", "", row["metric"])


def _draw_row(row: Mapping[str, Any]) -> str:
    cells = (
        str(row["measure"]).replace("_", " "),
        row["metric"],
        row["data"],
        f"{row['n']:,}",
        f"{row['value']:.2f}",
        row.get("known", ""),
    )
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |\n"


def replace_table(readme: str, table: str) -> str:
    """Return the README with the table between its marks.

    Raises
    ------
    ValueError
        If the marks are missing.
    """
    before, opened, rest = readme.partition(OPENS)
    _, closed, after = rest.partition(CLOSES)
    if not (opened and closed):
        raise ValueError(f"README.md has no lines {OPENS.strip()} and {CLOSES} to put the table between.")
    return before + OPENS + table + CLOSES + after


def main() -> None:
    if "--write" not in sys.argv[1:]:
        sys.exit(__doc__)
    table = draw_table(json.loads(FIGURES.read_text(encoding="utf-8")))
    README.write_text(replace_table(README.read_text(encoding="utf-8"), table), encoding="utf-8")


if __name__ == "__main__":
    main()
