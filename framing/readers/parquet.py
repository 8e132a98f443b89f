"""Parquet files -> articles, one a row, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from math import isnan
from pathlib import Path
from typing import Any

from framing.model import Article, Origin
from framing.readers.files import Decoded, decode, open_bytes
from framing.readers.objects import warn
from framing.readers.parquet_pages import read_pages
from framing.readers.rows import match_columns, no_text_column, read_row
from framing.readers.settings import PlacedError, Settings

_ROWS = 32  # rows held at a time; more are not faster
_HELD = 64 << 20  # bytes that the rows held at a time may take where each can be as long as the longest of them
_BUFFER = 1 << 20  # bytes read ahead in a column
# Not tuned: Parquet is compressed inside, so packing it again gains little, and a file that grows more than this holds
# no articles.
_MOST_UNPACKED = 50
_WIDEST = 4  # bytes a character takes at most
_SMALLEST_LIMIT = 16 << 20  # bytes a packed file may always grow to
_LARGEST_PAGE = 256 << 20  # bytes; a page is unpacked whole, and writers break them off at 100 million at the latest
_MOST_LONG = 100  # texts longer than an article may be, one behind the other, after which a row group is given up
_LARGEST_LISTS = 1 << 30  # bytes of lists in a row group, of which one row may be all


def read_parquet(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a Parquet file, one a row.

    Parameters
    ----------
    path : Path
        The file; the names of its columns are those of tables. Only the columns that hold a field are read.
    settings : Settings
        Columns by field, and what to do with rows that cannot be read.

    Raises
    ------
    PlacedError
        If it cannot be opened, has no column of article text, or pyarrow is not installed.
    """
    place = str(path)
    with _plain_file(path) as plain, _open_table(plain, place) as table:
        names = [str(name) for name in table.schema_arrow.names]
        columns = match_columns(names, settings, path=place)
        if "text" not in columns:
            raise PlacedError(place, no_text_column(names))
        number = 0
        for i in range(table.num_row_groups):
            try:
                n_long = 0
                rows = _check_group(table, plain, i, columns, settings)
                for n, cells in enumerate(_read_rows(table, i, columns, rows), number + 1):
                    n_long = n_long + 1 if _is_long(cells["text"], settings.max_chars) else 0
                    if n_long > _MOST_LONG:
                        raise _GroupError(f"holds more than {_MOST_LONG} texts in a row that are too long. Leave them out.")
                    article = _read_cells(cells, Origin(place, n), f"{place}, row {n}", settings)
                    if article is not None:
                        yield article
            except _GroupError as error:
                settings.leave_out(f"{place}, row group {i + 1}", error.reason)
            number += table.metadata.row_group(i).num_rows


class _GroupError(Exception):
    """A row group that cannot be read; others of its file can."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def _plain_file(path: Path) -> Iterator[Path]:
    """Yield a path to the file itself; one packed with gzip is unpacked to disk first, because reading begins at its end."""
    if path.suffix.lower() != ".gz":
        with open_bytes(path):  # which refuses a pipe; pyarrow would wait at one
            pass
        yield path
        return
    import tempfile

    with open_bytes(path) as packed, tempfile.TemporaryDirectory(prefix="framing-") as folder:
        limit = max(_SMALLEST_LIMIT, _MOST_UNPACKED * path.stat().st_size)
        plain = Path(folder, "table.parquet")
        with plain.open("wb") as file:
            while chunk := packed.read(_BUFFER):
                file.write(chunk)
                if file.tell() > limit:
                    reason = f"grows to more than {limit:,} bytes when unpacked, which no table would. Leave it out."
                    raise PlacedError(str(path), reason)
        yield plain


@contextmanager
def _open_table(path: Path, place: str) -> Iterator[Any]:
    """Open a Parquet file; pyarrow is an extra, and is named where it is missing."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        reason = 'needs pyarrow, which is not installed. Install it with: pip install "framing-toolkit[parquet]"'
        raise PlacedError(place, reason) from error
    try:
        table = ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise PlacedError(place, _broken(error)) from error
    with table:
        yield table


def _check_group(table: Any, path: Path, i: int, columns: Mapping[str, str], settings: Settings) -> int:
    """Return how many rows of a group to hold at a time; refuse one that says of itself that it would not fit into memory."""
    try:
        return _check_columns(table.metadata.row_group(i), path, columns, settings)
    except (ValueError, OSError) as error:  # names that are no text, places outside of the file
        raise _GroupError(_broken(error)) from error


def _check_columns(group: Any, path: Path, columns: Mapping[str, str], settings: Settings) -> int:
    largest = 0
    for part in map(group.column, range(group.num_columns)):
        name = part.path_in_schema
        if name.partition(".")[0] not in columns.values() and name not in columns.values():
            continue
        if part.total_uncompressed_size > _WIDEST * settings.max_chars * max(1, group.num_rows):
            raise _GroupError(settings.too_long(settings.max_chars + 1))
        if "." in name and part.total_uncompressed_size > _LARGEST_LISTS:
            raise _GroupError(f"holds more than {_LARGEST_LISTS:,} bytes of lists. Write it again in smaller row groups.")
        start = min(filter(None, (part.dictionary_page_offset, part.data_page_offset)), default=0)
        with path.open("rb") as file:
            for page in read_pages(file, start, part.total_compressed_size):
                if page.size > _LARGEST_PAGE:
                    reason = f"has a page of {page.size:,} bytes, or a cell as long; {_LARGEST_PAGE:,} are allowed."
                    raise _GroupError(f"{reason} Leave out the longest texts, or write it again in smaller pages.")
                largest = max(largest, page.size if page.is_dictionary else 0)
    return max(1, min(_ROWS, _HELD // largest)) if largest else _ROWS


def _read_rows(table: Any, i: int, columns: Mapping[str, str], n_rows: int) -> Iterator[dict[str, Any]]:
    """Yield the cells of rows by field, a few rows at a time whatever the size of a row group."""
    import pyarrow

    try:
        names = sorted(set(columns.values()))
        for batch in table.iter_batches(n_rows, row_groups=[i], columns=names, use_threads=False):
            for n in range(batch.num_rows):
                yield {field: batch.column(name)[n] for field, name in columns.items()}
    except (pyarrow.ArrowException, OSError, LookupError, ValueError, OverflowError) as error:
        raise _GroupError(_broken(error)) from error


def _bytes_of(cell: Any) -> Any:
    """Return the bytes of a cell that is a text, as pyarrow holds them; None for other cells."""
    plain = getattr(cell, "value", cell)  # what a cell that refers to a list of values stands for
    return plain.as_buffer() if hasattr(plain, "as_buffer") and plain.is_valid else None


def _is_long(cell: Any, n_bytes: int) -> bool:
    bare = _bytes_of(cell)
    return bare is not None and bare.size > n_bytes


def _read_cells(cells: Mapping[str, Any], origin: Origin, place: str, settings: Settings) -> Article | None:
    """Read an article from its cells, none of which is unpacked that is too long for one."""
    warnings: list[str] = []
    values: dict[str, str] = {}
    for field, cell in cells.items():
        if _is_long(cell, _WIDEST * settings.max_chars):
            settings.leave_out(place, settings.too_long(settings.max_chars + 1))
            return None
        bare = _bytes_of(cell)
        if bare is not None:
            decoded = decode(bare.to_pybytes())
            values[field] = decoded.text
            warnings += decoded.warnings
            continue
        try:
            values[field] = _spell(cell.as_py(), field)
        except (UnicodeDecodeError, ValueError, OverflowError) as error:
            settings.leave_out(place, f'has a cell of "{field}" that cannot be read ({error}). Correct or remove it.')
            return None
    article = read_row(values, origin, place, settings)
    return article and warn(article, Decoded("", "utf-8", tuple(warnings)))


def _broken(error: Exception) -> str:
    told = str(error).partition("\n")[0][:200].rstrip(". ")
    return f"cannot be read as Parquet ({told}). Write it again, or save it as CSV or JSON Lines."


def _spell(value: Any, field: str = "") -> str:
    """Spell a cell as text: parts of a list joined, bytes decoded, days as YYYY-MM-DD, nothing for null."""
    if value is None or isinstance(value, bool) or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, bytes):
        return decode(value).text
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ("\n\n" if field == "text" else ", ").join(filter(None, map(_spell, value)))
    return str(value)
