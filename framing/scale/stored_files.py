"""Files and folders of stored scores -> their rows, a batch at a time, once it is sure that all were scored alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import ReadError
from framing.scale.records import MANIFEST, read_records
from framing.scale.table import FIELDS, KEY, read_metadata, schema

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    from numpy.typing import NDArray

ROWS = 1 << 17  # rows held at a time
SUFFIX = ".parquet"
_MAY_BE_EMPTY = frozenset({"title", "author", "agency", "place", "genre", "topic", "outlet", "date", "value", "signature"})
# What of a table's description tells two runs apart, in the words of a message.
_TOLD = {"framing": "version", "annotator": "annotator", "measures": "measures", "lexicons": "lexicons", "actors": "actors"}


def is_stored(path: str | Path) -> bool:
    """Tell whether a path is a Parquet file of stored scores, or a folder that holds one; what cannot be read is neither."""
    return any(_has_key(file) for file in _list_files(Path(path)))


def _has_key(path: Path) -> bool:
    try:
        import pyarrow
        from pyarrow import parquet

        return KEY in (parquet.read_schema(path).metadata or {})
    except (ImportError, OSError, ValueError):
        return False
    except pyarrow.ArrowException:
        return False


def find_files(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """Return the Parquet files that paths stand for, those of a folder in the order of their names.

    Raises
    ------
    ReadError
        If there is none at a path.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        found = _list_files(path)
        if not found:
            lacks = f"holds no file that ends in {SUFFIX}" if path.is_dir() else "there is no such file or folder"
            raise ReadError(f"{path}: {lacks}. Name a Parquet file that `framing score` wrote, or a folder of them.")
        files += found
    if not files:
        raise ReadError("No file is named. Name a Parquet file that `framing score` wrote, or a folder of them.")
    return tuple(dict.fromkeys(files))


def _list_files(path: Path) -> list[Path]:
    """Return a file as it is; of a folder its parts, in the order its manifest has them in or else in that of their names.

    Nothing hidden is a part, as what is still being written is.
    """
    if not path.is_dir():
        return [path] if path.is_file() else []
    if (path / MANIFEST).is_file():
        return [path / part.path for record in read_records(path / MANIFEST).records for part in record.parts]
    parts = (file for file in path.rglob(f"*{SUFFIX}") if file.is_file())
    return sorted(file for file in parts if not any(part.startswith((".", "_")) for part in file.relative_to(path).parts))


def check_alike(files: Sequence[Path]) -> dict[str, Any]:
    """Return what all files say of how they were scored.

    Raises
    ------
    ReadError
        If one is not a table of scores, lacks a column, or was scored otherwise than the first.
    """
    first = read_metadata(files[0])
    for file in files:
        about = first if file is files[0] else read_metadata(file)
        if about["settings"] != first["settings"]:
            differ = [told for key, told in _TOLD.items() if about.get(key) != first.get(key)] or ["settings"]
            raise ReadError(
                f"{files[0]} and {file}: were not scored alike (they differ in {', '.join(differ)}), so their numbers cannot "
                "be compared. Score one of the two again, or compare each on its own."
            )
        _check_columns(file)
    return first


def _check_columns(file: Path) -> None:
    from pyarrow import parquet

    names = set(parquet.read_schema(file).names)
    missing = [name for name in FIELDS if name not in names]
    if missing:
        raise ReadError(
            f"{file}: lacks the column {missing[0]}; a table of scores has {', '.join(FIELDS)}. Score the articles again."
        )


def read_batches(files: Iterable[Path], columns: Sequence[str]) -> Iterator[pyarrow.RecordBatch]:
    """Yield the rows of all files in their order, with some of their columns, a batch at a time.

    Raises
    ------
    ReadError
        If a file is damaged, or a row leaves out what it has to say.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    whole = schema()
    wanted = pa.schema([whole.field(name) for name in columns])
    for file in files:
        try:
            with ParquetFile(
                file, read_dictionary=[field.name for field in wanted if pa.types.is_dictionary(field.type)]
            ) as table:
                batches = table.iter_batches(ROWS, columns=list(columns))
                while (batch := next(batches, None)) is not None:
                    yield _check_batch(batch.select(list(columns)), file)
        except (pa.ArrowException, OSError) as error:
            told = str(error).partition("\n")[0][:200].rstrip(". ")
            raise ReadError(f"{file}: is damaged ({told}). Score the articles again.") from error


def count_values(files: Iterable[Path], column: str) -> int:
    """Return how many rows of all files have a value in a column, as far as possible without reading it."""
    from pyarrow.parquet import ParquetFile

    n = 0
    for file in files:
        with ParquetFile(file) as table:
            place = table.schema_arrow.get_field_index(column)
            groups = [table.metadata.row_group(i) for i in range(table.num_row_groups)]
        empty = [group.column(place).statistics for group in groups]
        if all(each is not None and each.has_null_count for each in empty):
            n += sum(group.num_rows - each.null_count for group, each in zip(groups, empty, strict=True))
        else:
            n += sum(len(batch) - batch.column(column).null_count for batch in read_batches((file,), (column,)))
    return n


def _check_batch(batch: pyarrow.RecordBatch, file: Path) -> pyarrow.RecordBatch:
    for name in batch.schema.names:
        if name not in _MAY_BE_EMPTY and batch.column(name).null_count:
            raise ReadError(f"{file}: has rows without {name}, which every score has. Score the articles again.")
    return batch


def read_codes(batch: pyarrow.RecordBatch, name: str) -> tuple[list[str], NDArray[np.int64]]:
    """Return the distinct texts of a column of a batch, and for each row the place of its own among them."""
    import numpy as np

    column = batch.column(name)
    return column.dictionary.to_pylist(), np.asarray(column.indices, dtype=np.int64)


def read_numbers(batch: pyarrow.RecordBatch, name: str) -> NDArray[np.float64]:
    """Return a column of numbers of a batch."""
    import numpy as np

    return np.asarray(batch.column(name), dtype=np.float64)


def say_settings(about: Mapping[str, Any]) -> str:
    """Return in a line what scored a table: version, annotator, and the lexicons with their versions."""
    lists = ", ".join(f"{each['name']} {each['version']}" for each in about.get("lexicons", ()))
    return f"framing {about.get('framing', '')}, annotator {about.get('annotator', '')}" + (
        f", lexicons {lists}" if lists else ""
    )
