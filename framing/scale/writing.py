"""Rows of stored scores -> bytes of Parquet files, and the names of the folders that these are put in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from framing.errors import ReadError
from framing.scale.table import Packed, array_of, schema, settle, table_of

if TYPE_CHECKING:
    import pyarrow

_ROW_GROUP = 1024  # articles whose rows are held, and written together, in a file of its own
_TOGETHER = 64  # articles whose rows are held as they came: as a table they take a tenth of the memory
_LONGEST_NAME = 120  # characters of a folder's name


def divide(table: pyarrow.Table, partition: str) -> Iterator[tuple[str, pyarrow.Table]]:
    """Yield the folders of a table's parts, and the parts, by the value of a column."""
    if not partition:
        yield "", table
        return
    from pyarrow import compute, string

    column = table.column(partition).cast("string").fill_null("")
    places: dict[str, list[str]] = {}
    for value in column.unique().to_pylist():
        places.setdefault(name_folder(value, partition).casefold(), []).append(value)  # one, where a disk tells no case
    for values in places.values():
        chosen = compute.is_in(column, array_of(values, string()))
        yield f"{name_folder(values[0], partition)}/", table.filter(chosen)


def name_folder(value: str, partition: str) -> str:
    """Return the name of the folder for a value: itself, as far as that can be one, else spelled in ``%`` and digits.

    A name never begins with a dot or a line, which would hide it from engines, and never has ``=`` in it, which they would
    take for a column that they have to add.
    """
    name = quote(value, safe=" ,;@'()!&+") or f"({partition} not stated)"
    if name[0] in "._ ":
        name = f"%{ord(name[0]):02X}{name[1:]}"
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}%{hashlib.blake2b(value.encode(), digest_size=8).hexdigest()}"
    return name


def to_parquet(table: pyarrow.Table) -> bytes:
    """Return a table as the bytes of a Parquet file."""
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd", row_group_size=max(1, table.num_rows))
    content: bytes = sink.getvalue().to_pybytes()
    return content


class ParquetScores:
    """Writes the rows of articles to a Parquet file, a row group at a time."""

    def __init__(self, stream: BinaryIO, about: dict[str, Any]) -> None:
        from pyarrow import parquet

        self._about = about
        self._writer = parquet.ParquetWriter(stream, schema(about), compression="zstd")
        self._held: list[Packed] = []
        self._tables: list[pyarrow.Table] = []
        self._n_held = 0

    def __call__(self, packed: Packed) -> None:
        """Write the rows of one article."""
        self._held.append(packed)
        self._n_held += 1
        if len(self._held) == _TOGETHER:
            self._join()
        if self._n_held == _ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is held, and the end of the file."""
        try:
            self._flush()
            self._writer.close()
        finally:
            self._writer.is_open = False  # else it tries again when it is forgotten

    def _join(self) -> None:
        self._tables.append(table_of(self._held))
        self._held = []

    def _flush(self) -> None:
        if self._n_held:
            self._join()
            table = settle(self._tables, self._about)
            self._tables, self._n_held = [], 0
            self._writer.write_table(table, row_group_size=max(1, table.num_rows))


def need_pyarrow(path: str | Path) -> None:
    """Make sure, before long work, that Parquet can be written.

    Raises
    ------
    ReadError
        If pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401 - to see whether it is there
    except ImportError as error:
        raise ReadError(f"{path}: pyarrow writes Parquet and is not installed. Install it: pip install pyarrow.") from error
