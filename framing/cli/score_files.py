"""A scored article -> its rows of scores and its records of evidence."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from framing.cli.output import Sink

if TYPE_CHECKING:
    from framing.analysis import Scored
    from framing.measures import Measure

FIELDS = ("article", "outlet", "measure", "column", "target", "value", "unit", "total", "base", "n_hits")


class CsvScores:
    """Writes scores as CSV that a spreadsheet opens as text and numbers, never as formulas."""

    def __init__(self, sink: Sink) -> None:
        self._writer = csv.writer(sink, lineterminator="\n")
        self._writer.writerow(FIELDS)

    def __call__(self, scored: Scored) -> None:
        """Write the scores of one article; a value that is not defined is an empty cell."""
        from framing.charts.rows import format_cell

        self._writer.writerows([format_cell(value) for value in row] for row in list_scores(scored))


class JsonScores:
    """Writes scores as JSON Lines."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def __call__(self, scored: Scored) -> None:
        """Write the scores of one article; a value that is not defined is null."""
        from framing.report.data import to_plain

        for row in list_scores(scored):
            self._sink.write_record(dict(zip(FIELDS, map(to_plain, row), strict=True)))


def list_scores(scored: Scored) -> Iterator[tuple[Any, ...]]:
    """Yield a row of values for each score, in the order of `FIELDS`."""
    article = scored.doc.article
    for found in scored.scores:
        ratio = (found.value, found.unit.name, found.total, found.base, found.n_hits)
        yield (article.id, article.outlet, found.measure, found.column, found.target, *ratio)


def write_hits(scored: Scored, sink: Sink) -> None:
    """Write an article's evidence in the form of a report's hits.jsonl."""
    from framing.analysis import Analysis
    from framing.report.data import to_plain
    from framing.report.records import list_hits

    doc = scored.doc
    key = doc.article.id
    spans = tuple(doc.chars(span) for span in doc.sentences)
    alone = Analysis((doc.article,), (), {key: scored.hits}, scored.scores, sentences={key: spans})
    for record in list_hits(alone):
        sink.write_record(to_plain(record))


def name_measures(measures: Iterable[Measure]) -> str:
    """Name measures with the fingerprints of their lexicons, so that two runs can be told apart."""
    named = []
    for measure in measures:
        lexicon = getattr(measure, "lexicon", None)
        named.append(f"{measure.name} ({lexicon.name} {lexicon.version}, {lexicon.fingerprint})" if lexicon else measure.name)
    return ", ".join(named)
