"""Parquet files -> articles, one a row, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from math import isnan
from pathlib import Path
from typing import Any

from framing.model import Article, Origin
from framing.readers.files import open_bytes
from framing.readers.rows import match_columns, no_text_column, read_row
from framing.readers.settings import PlacedError, Settings

_ROWS = 32  # rows held at a time; a batch of the longest articles allowed stays in memory, and more rows are not faster
_BUFFER = 1 << 20  # bytes read ahead in a column
# Not tuned: Parquet is compressed inside, so packing it again gains little, and a file that grows more than this holds
# no articles.
_MOST_UNPACKED = 50
_WIDEST = 4  # bytes a character takes at most
_SMALLEST_LIMIT = 16 << 20  # bytes a packed file may always grow to


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
        _check_sizes(table.metadata, columns["text"], place, settings)
        for number, row in enumerate(_read_rows(table, columns, place), 1):
            values = {field: _spell(row[name], field) for field, name in columns.items()}
            article = read_row(values, Origin(place, number), f"{place}, row {number}", settings)
            if article is not None:
                yield article


@contextmanager
def _plain_file(path: Path) -> Iterator[Path]:
    """Yield a path to the file itself; one packed with gzip is unpacked to disk first, because reading begins at its end."""
    if path.suffix.lower() != ".gz":
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
    except (pyarrow.ArrowException, OSError) as error:
        raise PlacedError(place, _broken(error)) from error
    with table:
        yield table


def _check_sizes(metadata: Any, column: str, place: str, settings: Settings) -> None:
    """Refuse a file whose footer says that its texts are, on average, longer than an article may be."""
    for i in range(metadata.num_row_groups):
        group = metadata.row_group(i)
        parts = [group.column(j) for j in range(group.num_columns)]
        size = sum(part.total_uncompressed_size for part in parts if part.path_in_schema.partition(".")[0] == column)
        if size > _WIDEST * settings.max_chars * max(1, group.num_rows):
            raise PlacedError(f"{place}, row group {i + 1}", settings.too_long(settings.max_chars + 1))


def _read_rows(table: Any, columns: Mapping[str, str], place: str) -> Iterator[Mapping[str, Any]]:
    """Yield rows as dictionaries, a few at a time whatever the size of a row group."""
    import pyarrow

    try:
        for batch in table.iter_batches(_ROWS, columns=sorted(set(columns.values())), use_threads=False):
            yield from batch.to_pylist()
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError, ValueError, OverflowError) as error:
        raise PlacedError(place, _broken(error)) from error


def _broken(error: Exception) -> str:
    told = str(error).partition("\n")[0][:200].rstrip(". ")
    return f"cannot be read as Parquet ({told}). Write it again, or save it as CSV or JSON Lines."


def _spell(value: Any, field: str = "") -> str:
    """Spell a cell as text: parts of a list joined, bytes decoded, days as YYYY-MM-DD, nothing for null."""
    if value is None or isinstance(value, bool) or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ("\n\n" if field == "text" else ", ").join(filter(None, map(_spell, value)))
    return str(value)
