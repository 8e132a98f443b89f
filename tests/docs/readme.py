"""The README, and tables of measured figures -> the README with each table between its marks, two lines of comment."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

README = Path(__file__).resolve().parents[2] / "README.md"


def opens(name: str) -> str:
    """Return the line that a table begins behind."""
    return f"<!-- {name} -->\n"


def closes(name: str) -> str:
    """Return the line that a table ends before."""
    return f"<!-- /{name} -->"


def replace_table(readme: str, name: str, table: str) -> str:
    """Return the README with a table between the marks of a name.

    Raises
    ------
    ValueError
        If the marks are missing.
    """
    before, opened, rest = readme.partition(opens(name))
    _, closed, after = rest.partition(closes(name))
    if not (opened and closed):
        raise ValueError(f"README.md has no lines {opens(name).strip()} and {closes(name)} to put a table between.")
    return before + opens(name) + table + closes(name) + after


def renew(name: str, figures: Path, draw: Callable[[Any], str], usage: str | None) -> None:
    """Write the README anew with the table drawn from a file of figures; without ``--write`` say how to."""
    if "--write" not in sys.argv[1:]:
        sys.exit(usage)
    table = draw(json.loads(figures.read_text(encoding="utf-8")))
    README.write_text(replace_table(README.read_text(encoding="utf-8"), name, table), encoding="utf-8")
