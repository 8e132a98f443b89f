"""The scores of frames, as an engine wrote them in many files -> one table of stored scores, and what was left out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.errors import FramingError, ReadError
from framing.scale.frames import LEFT_OUT, describe_scores
from framing.scale.stored_files import find_files
from framing.scale.table import FIELDS, schema, settle

if TYPE_CHECKING:
    import pyarrow

_ROWS = 1 << 17  # rows held at a time


class LeftOut(NamedTuple):
    """An article that has no scores, and why."""

    article: str
    reason: str


def gather_scores(source: str | Path, output: str | Path, **options: Any) -> tuple[LeftOut, ...]:
    """Make one table of stored scores, which `framing compare` reads, of the Parquet files of what `score_frame` returned.

    Parameters
    ----------
    source
        The folder that Dask, Spark or Ray wrote, or one file.
    output
        The Parquet file to write; it appears whole or not at all. Memory does not grow with its size.
    options
        Those that `score_frame` was given: the table tells how its scores were made.

    Returns
    -------
    tuple of LeftOut
        The articles that were left out.

    Raises
    ------
    ReadError
        If there is no such file, or it holds something else, or scores of other measures than the options say.
    FramingError
        If the table cannot be written.
    """
    files = find_files([source])
    about = describe_scores(**options)
    target = Path(output)
    partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
    left_out: list[LeftOut] = []
    try:
        from pyarrow.parquet import ParquetWriter

        with ParquetWriter(partial, schema(about), compression="zstd") as writer:
            for batch, file in _read(files):
                left_out += _list_left_out(batch)
                writer.write_table(_take_scores(batch, about, file))
        partial.replace(target)
    except OSError as error:
        reason = error.strerror or error
        raise FramingError(f"{target}: cannot be written ({reason}). Name a file in a folder that you may write to.") from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return tuple(left_out)


def _read(files: Sequence[Path]) -> Iterator[tuple[pyarrow.Table, Path]]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    wanted = [*FIELDS, LEFT_OUT]
    for file in files:
        try:
            with ParquetFile(file) as table:
                if missing := [name for name in wanted if name not in table.schema_arrow.names]:
                    raise ReadError(
                        f"{file}: lacks the column {missing[0]}, so it does not come from score_frame. Name its folder."
                    )
                for batch in table.iter_batches(_ROWS, columns=wanted):
                    yield pa.Table.from_batches([batch]).select(wanted), file
        except pa.ArrowException as error:
            told = str(error).partition("\n")[0][:200].rstrip(". ")
            raise ReadError(f"{file}: cannot be read as Parquet ({told}). Score the articles again.") from error


def _list_left_out(batch: pyarrow.Table) -> list[LeftOut]:
    import pyarrow.compute as pc

    told = batch.filter(pc.is_valid(batch.column(LEFT_OUT)))
    return list(map(LeftOut, told.column("article").to_pylist(), told.column(LEFT_OUT).to_pylist()))


def _take_scores(batch: pyarrow.Table, about: Mapping[str, Any], file: Path) -> pyarrow.Table:
    """Return the rows that are scores, as they are stored."""
    import pyarrow.compute as pc

    scores = batch.filter(pc.is_null(batch.column(LEFT_OUT))).select(FIELDS)
    others = set(pc.unique(scores.column("measure")).to_pylist()) - {told["name"] for told in about["measures"]}
    if others:
        raise ReadError(
            f"{file}: holds scores of {', '.join(sorted(map(str, others)))}, which these options do not make. "
            "Give the options that the articles were scored with."
        )
    return settle([scores], about)
