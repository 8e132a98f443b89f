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
from framing.pages.repeated import FindReason
from framing.readers.files import Decoded, read_text, whole
from framing.readers.rows import FIELDS, match_columns
from framing.readers.settings import PlacedError, Settings
from framing.yaml_file import why_refused

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# What the YAML library and Python let through of values that are none, as a number of thousands of digits, or `!!int ""`.
_BREAKDOWNS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


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
    markup = ".md" in path.suffixes[-2:]
    yield from read_raw(read_text(path, settings), str(path), markup=markup, repeated=settings.find_repeated())


def read_raw(decoded: Decoded, place: str, *, markup: bool = False, repeated: FindReason | None = None) -> Iterator[Article]:
    """Yield the articles of a raw text page that is decoded already.

    Parameters
    ----------
    decoded : Decoded
        The page; places count its characters.
    place : str
        What messages call it; the articles' origin has it as its path.
    markup : bool
        Whether Markdown marks are to be left out.
    repeated : FindReason, optional
        What says of a line why it recurs on other pages of the same outlet.

    Raises
    ------
    PlacedError
        If its front matter is broken, or it holds no article.
    """
    known, start = read_front_matter(decoded.text, place)
    origin = Origin(place, encoding=decoded.encoding)
    page = "\n" * start + decoded.text[start:]  # without the front matter, and every character in its place
    articles = read_page(page, origin, known=known, markup=markup, repeated=repeated)
    if not articles:
        n_lines = sum(bool(line.strip()) for line in decoded.text[start:].splitlines())
        raise PlacedError(
            place,
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
        If the block is not valid YAML, or uses aliases.
    """
    match = _FRONT_MATTER.match(text)
    values = _load(match[1], place) if match else None
    if match is None or values is None:
        return {}, 0
    columns = match_columns(values, Settings(), path=place)
    known = {field: values[name] for field, name in columns.items() if field in FIELDS and field != "text"}
    known = {field: value for field, value in known.items() if value}
    return known, match.end()


def _load(block: str, place: str) -> dict[str, str] | None:
    """Return what a block of YAML states, as text; None where it is no mapping."""
    import yaml

    try:
        refused = why_refused(yaml.parse(block, Loader=yaml.SafeLoader))
        if refused:
            raise PlacedError(place, f"the front matter {refused}. Correct it, or remove it.")
        values = yaml.safe_load(block)
        return {_as_text(name): _as_text(value) for name, value in values.items()} if isinstance(values, dict) else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        reason = f"the front matter is not valid YAML ({problem}). Correct it, or remove it."
        raise PlacedError(f"{place}{line}", reason) from error
    except _BREAKDOWNS as error:
        reason = "the front matter holds a value that cannot be read, such as an endless number. Correct it, or remove it."
        raise PlacedError(place, reason) from error


def _as_text(value: Any) -> str:  # any YAML value; only scalars and lists of them are fields
    if isinstance(value, list):
        return ", ".join(whole(str(part)) for part in value if isinstance(part, str | int))
    if isinstance(value, date):
        return value.isoformat()
    return whole(str(value)).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
