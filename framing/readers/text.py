"""Raw text and Markdown pages, with or without YAML front matter -> articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from framing.model import Article, Origin
from framing.pages import read_page
from framing.readers.files import read_text
from framing.readers.rows import FIELDS, clean_author, match_columns
from framing.readers.settings import PlacedError, Settings

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def read_text_page(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a raw text page.

    Parameters
    ----------
    path : Path
        A text file; ``.md`` files lose their Markdown marks.
    settings : Settings
        Bounds its length.

    Raises
    ------
    PlacedError
        If it cannot be read, its front matter is broken, or it holds no article.
    """
    decoded = read_text(path, settings)
    known, start = read_front_matter(decoded.text, str(path))
    markup = ".md" in path.suffixes[-2:]
    origin = Origin(str(path), encoding=decoded.encoding)
    articles = read_page(decoded.text, origin, known=known, start=start, markup=markup)
    if not articles:
        n_lines = sum(bool(line.strip()) for line in decoded.text[start:].splitlines())
        raise PlacedError(
            str(path),
            f"holds no article text ({n_lines:,} lines, all navigation, headlines or the like). Give the text of an"
            " article, or leave the file out.",
        )
    for article in articles:
        yield replace(article, warnings=(*article.warnings, *decoded.warnings)) if decoded.warnings else article


def read_front_matter(text: str, place: str) -> tuple[dict[str, str], int]:
    """Read the YAML block a page may open with.

    Returns
    -------
    tuple[dict[str, str], int]
        Field -> stated value, under the same names as columns of tables, and where the page begins.

    Raises
    ------
    PlacedError
        If the block is not valid YAML.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    import yaml

    try:
        values = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        reason = f"the front matter is not valid YAML ({problem}). Correct it, or remove it."
        raise PlacedError(f"{place}{line}", reason) from error
    if not isinstance(values, dict):
        return {}, 0
    names = {str(name): value for name, value in values.items()}
    columns = match_columns(names, Settings(), path=place)
    known = {field: _as_text(names[name]) for field, name in columns.items() if field in FIELDS and field != "text"}
    known = {field: value for field, value in known.items() if value}
    if "author" in known:
        known["author"] = clean_author(known["author"])
    return known, match.end()


def _as_text(value: Any) -> str:  # any YAML value; only scalars and lists of them are fields
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if isinstance(part, str | int))
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
