"""A scored article -> its rows of scores and its records of evidence, and these -> files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.cli.output import Sink, open_output

if TYPE_CHECKING:
    from framing.cli.options import Plan
    from framing.measures import Measure
    from framing.scoring import Scored

FIELDS = ("article", "outlet", "measure", "column", "target", "value", "unit", "total", "base", "n_hits")


class Finished(NamedTuple):
    """What is written of an article: its rows of scores, in the form of the file, and its evidence as lines."""

    rows: Any
    hits: str


@dataclass(frozen=True, slots=True)
class Finish:
    """Makes of a scored article what is written of it; in the process that scored it, because scored articles are large."""

    kind: str
    hits: bool = False

    def __call__(self, scored: Scored) -> Finished:
        """Return the rows of scores, and the evidence where that is asked for."""
        from framing.scale.table import pack

        rows = pack(scored) if self.kind == "parquet" else list(list_scores(scored))
        return Finished(rows, list_hits(scored) if self.hits else "")


@contextmanager
def open_scores(path: str, kind: str, plan: Plan) -> Iterator[Callable[[Any], None]]:
    """Yield what writes the rows of articles to a file of a kind, or to standard output.

    Raises
    ------
    ReadError
        If the file is to be Parquet, and pyarrow is not installed.
    FramingError
        If the file cannot be written.
    """
    if kind != "parquet":
        with open_output(path) as sink:
            lines = (CsvScores if kind == "csv" else JsonScores)(sink)
            yield lines
            lines.begin()  # a table without rows has a head, too
        return
    from framing.actors import Registry
    from framing.scale.table import describe
    from framing.scale.writing import ParquetScores, need_pyarrow

    need_pyarrow(path)
    about = describe(plan.measures, plan.annotator, plan.registry or Registry())
    with open_output(path) as sink, closing(ParquetScores(sink.stream, about)) as scores:
        yield scores


class CsvScores:
    """Writes scores as CSV that a spreadsheet opens as text and numbers, never as formulas."""

    def __init__(self, sink: Sink) -> None:
        self._writer = csv.writer(sink, lineterminator="\n")
        self._begun = False

    def begin(self) -> None:
        """Write the names of the columns, if they are not there: not before there is something to write, which may fail."""
        if not self._begun:
            self._writer.writerow(FIELDS)
            self._begun = True

    def __call__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write the scores of one article; a value that is not defined is an empty cell."""
        from framing.charts.rows import format_cell

        self.begin()
        self._writer.writerows([format_cell(value) for value in row] for row in rows)


class JsonScores:
    """Writes scores as JSON Lines."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def begin(self) -> None:
        """Write nothing: each line names its fields."""

    def __call__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write the scores of one article; a value that is not defined is null."""
        from framing.report.data import to_plain

        for row in rows:
            self._sink.write_record(dict(zip(FIELDS, map(to_plain, row), strict=True)))


def list_scores(scored: Scored) -> Iterator[tuple[Any, ...]]:
    """Yield a row of values for each score, in the order of `FIELDS`."""
    article = scored.doc.article
    for found in scored.scores:
        ratio = (found.value, found.unit.name, found.total, found.base, found.n_hits)
        yield (article.id, article.outlet, found.measure, found.column, found.target, *ratio)


def list_hits(scored: Scored) -> str:
    """Return an article's evidence in the form of a report's hits.jsonl."""
    from framing.analysis import Analysis
    from framing.report.data import to_plain
    from framing.report.records import list_hits

    doc = scored.doc
    key = doc.article.id
    spans = tuple(doc.chars(span) for span in doc.sentences)
    alone = Analysis((doc.article,), (), {key: scored.hits}, scored.scores, sentences={key: spans})
    return "".join(json.dumps(to_plain(each), ensure_ascii=False, allow_nan=False) + "\n" for each in list_hits(alone))


def name_measures(measures: Iterable[Measure]) -> str:
    """Name measures with the fingerprints of their lexicons, so that two runs can be told apart."""
    named = []
    for measure in measures:
        lexicon = getattr(measure, "lexicon", None)
        named.append(f"{measure.name} ({lexicon.name} {lexicon.version}, {lexicon.fingerprint})" if lexicon else measure.name)
    return ", ".join(named)
