"""The rows of a pandas frame -> articles, each read by itself, so that it is read alike whatever rows stand around it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from math import isfinite, isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.attempts import Failure, attempt
from framing.errors import ReadError
from framing.model import Article, Origin
from framing.pages.language import describe, find_foreign
from framing.readers.files import decode, whole
from framing.readers.names import Found, give_outlet
from framing.readers.rows import FIELDS, match_columns, read_row
from framing.readers.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

_NOWHERE = Found(Path("frame"))  # a row stands in no file
_DIGITS = 16  # of an identifier that is made


class Unread(NamedTuple):
    """A row that holds no article to score: what it states of itself, and why it is left out."""

    stated: Mapping[str, str]
    reason: str


def read_frame(frame: pd.DataFrame, settings: Settings) -> Iterator[Article | Unread]:
    """Read the article of each row of a frame.

    What a row is read as depends on nothing but the row. So, unlike in a file, lines that recur on an outlet's pages are
    not looked for, dates such as 06/03/2025 stay unread, and two rows of one identifier are not noticed. An article that
    states no identifier gets a digest of its outlet, title and text; one that states no outlet gets that of its address,
    or of the agency of its dateline, or none.

    Parameters
    ----------
    frame : pandas.DataFrame
        One article a row; its columns are known by the names that tables use.
    settings : Settings
        Columns by field, the longest article, whether other languages than English are read, names of outlets.

    Yields
    ------
    Article or Unread
        For each row, in the order of the rows.

    Raises
    ------
    ReadError
        Before the first row, if there is no column of article text, or none of a name that was asked for.
    """
    columns = _match(frame, settings)
    fields = sorted(columns, key=lambda field: field != "id")  # known first, should another cell be broken
    cells = {field: frame[columns[field]].tolist() for field in fields}
    return _read_rows(cells, len(frame), settings)


def read_articles(frame: pd.DataFrame, settings: Settings) -> Iterator[Article]:
    """Read a frame as one would a table in a file: rows that hold no article are left out, or raise.

    Rows that state no identifier and have the same text get different ones.

    Raises
    ------
    PlacedError
        Where a row cannot be read, or states an identifier that an earlier one has, and none may be left out.
    """
    taken: dict[str, int] = {}
    for n, article in enumerate(read_frame(frame, settings), 1):
        if isinstance(article, Unread):
            settings.leave_out(f"the frame, row {n}", article.reason)
            continue
        key = article.id
        if key in taken and key != _digest(article):
            told = f'has the id "{key}", which row {taken[key]} has too. Give every article an id of its own.'
            settings.leave_out(f"the frame, row {n}", told)
            continue
        while key in taken:
            key = f"{article.id}-{n}"
        taken[key] = n
        yield replace(article, id=key)


def _match(frame: pd.DataFrame, settings: Settings) -> Mapping[str, str]:
    names = [name for name in frame.columns if isinstance(name, str)]
    found = f"found: {', '.join(names) or 'none'}"
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ReadError(f'The frame has two columns named "{twice[0]}". Rename one.')
    for field, name in settings.columns.items():
        if name not in names:
            raise ReadError(f'The frame has no column "{name}" ({found}). Name another: columns={{"{field}": ...}}.')
    columns = match_columns(names, settings, path="the frame")
    if "text" not in columns:
        usual = ", ".join(FIELDS["text"][:5])
        raise ReadError(
            f'The frame has no column of article text (looked for {usual} …; {found}). Name it: columns={{"text": ...}}.'
        )
    return columns


def _read_rows(cells: Mapping[str, list[Any]], n_rows: int, settings: Settings) -> Iterator[Article | Unread]:
    for i in range(n_rows):
        stated: dict[str, str] = {}

        def read(row: int, stated: dict[str, str] = stated) -> Article | Unread:
            stated.update((field, spell(column[row], field)) for field, column in cells.items())
            return _read_row(stated, settings)

        found = attempt(read, i)
        yield Unread(stated, found.reason) if isinstance(found, Failure) else found


def _read_row(stated: Mapping[str, str], settings: Settings) -> Article | Unread:
    """Read an article from what its row states."""
    reasons: list[str] = []
    alone = replace(
        settings, skip=True, on_skip=lambda _, reason: reasons.append(reason), on_date=None, on_row=None, repeats=None
    )
    article = read_row(stated, Origin(""), "", alone)
    if article is None:
        return Unread(stated, reasons[0])
    foreign = find_foreign(article.text)
    if foreign is not None:
        if foreign.whole and settings.language == "en":
            return Unread(stated, f'is {describe(foreign)}. To score it all the same, pass language="any".')
        article = replace(article, warnings=(*article.warnings, f"{describe(foreign)}: measures read English only"))
    return replace(_name_outlet(article, settings), id=article.id or _digest(article))


def _name_outlet(article: Article, settings: Settings) -> Article:
    named = give_outlet(article, _NOWHERE, settings.outlets)
    made_up = not article.outlet and named.inferred.get("outlet", "").startswith("file name")
    return article if made_up else named


def _digest(article: Article) -> str:
    told = "\0".join((article.outlet, article.title, article.text))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def spell(cell: Any, field: str = "") -> str:
    """Spell the cell of a frame as text: nothing for null, parts of a list joined, bytes decoded, days as YYYY-MM-DD.

    Parameters
    ----------
    cell : object
        What the frame holds.
    field : str
        The field of an article it is for; paragraphs of a text are joined by blank lines, other parts by commas.
    """
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, str):
        return whole(cell)
    if isinstance(cell, bytes):
        return decode(cell).text
    if isinstance(cell, float):
        if isnan(cell):
            return ""
        # A column of whole numbers with one empty cell is one of floats.
        return str(int(cell)) if isfinite(cell) and cell.is_integer() else str(cell)
    if isinstance(cell, date):  # and pandas' points in time
        return "" if cell != cell else cell.strftime("%Y-%m-%d")  # noqa: PLR0124 - how pandas' missing date tells itself
    if isinstance(cell, Mapping):
        return spell(cell.get("name") or cell.get("title") or cell.get("text"), field)
    if hasattr(cell, "tolist"):  # an array, or a number of NumPy's
        return spell(cell.tolist(), field)
    if isinstance(cell, list | tuple):
        return ("\n\n" if field == "text" else ", ").join(filter(None, (spell(part, field) for part in cell)))
    told = str(cell)
    return "" if told in ("<NA>", "NaT") else whole(told)
