"""Stored scores -> what a comparison reads of an analysis, added up batch by batch, so that no row is kept in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.comparison.cells import Key, Lengths, Sums, order_keys
from framing.errors import ReadError, UnknownNameError
from framing.model import Article, Hit
from framing.registry import Actor
from framing.scale.stored_files import check_alike, count_values, find_files, read_batches, read_codes, read_numbers
from framing.scale.table import OF_ARTICLE, StoredMeasure, measures_of
from framing.scores import Score
from framing.stories import Corrections, Story, group_stories

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    from numpy.typing import NDArray

GROUPING = tuple(name for name in OF_ARTICLE if name not in ("article", "words", "sentences"))
_NAMES = ("measure", "column", "target")


class Size(NamedTuple):
    """How long an article's body is."""

    words: int
    sentences: int


@dataclass(frozen=True, slots=True, eq=False)
class StoredScores:
    """Stored scores as `framing.compare` reads them: the articles without their texts, and the rows where they lie.

    ``keys`` are the columns scored, for each target; ``n_signed`` is the number of articles of whose wording enough is stored
    to group them. There are no ``hits``: the terms behind a gap, and what is left of it
    without one of them, are known only where the articles themselves are analyzed.
    """

    files: tuple[Path, ...]
    about: Mapping[str, Any]
    articles: tuple[Article, ...]
    measures: tuple[StoredMeasure, ...]
    sizes: Mapping[str, Size]
    keys: tuple[Key, ...]
    n_rows: int
    n_signed: int
    hits: Mapping[str, tuple[Hit, ...]] = field(default_factory=dict)
    scores: tuple[Score, ...] = ()

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors that scores are toward, by name."""
        names = self.about["actors"]["names"]
        return tuple(Actor(target, names.get(target, target)) for target in sorted({key.target for key in self.keys} - {""}))

    def check_field(self, by: str) -> None:
        """Make sure that the table says of each article what groups are to be made by.

        Raises
        ------
        UnknownNameError
            If it does not.
        """
        if by not in GROUPING:
            raise UnknownNameError.of("field of stored scores to compare by", by, GROUPING)

    def group_stories(self, *, window_hours: float = 72, corrections: Corrections | None = None) -> tuple[Story, ...]:
        """Group the articles that tell one event, as `framing.group_stories` does, from what is stored of their wording.

        An article of which nothing is stored is a story of its own, unless the corrections put it together with another.
        """
        return group_stories(
            self.articles, window_hours=window_hours, corrections=corrections, signatures=dict(self.read_signatures())
        )

    def read_signatures(self) -> Iterator[tuple[str, bytes]]:
        """Yield the signature of each article that has one."""
        import pyarrow.compute as pc

        for batch in read_batches(self.files, ("article", "signature")):
            signed = batch.filter(pc.is_valid(batch.column("signature")))
            yield from zip(signed.column("article").to_pylist(), signed.column("signature").to_pylist(), strict=True)

    def add_up(self, cell_of: Mapping[str, int], n_cells: int) -> Sums:
        """Add up totals, bases and numbers of hits of the articles in each cell, in the order of the rows."""
        import numpy as np

        totals, bases = np.zeros((2, n_cells * len(self.keys)))
        n_hits = np.zeros(n_cells * len(self.keys), dtype=np.int64)
        for rows in self._read_rows(cell_of, self.keys):
            place = rows.article * len(self.keys) + rows.key
            np.add.at(totals, place, rows.read("total"))
            np.add.at(bases, place, rows.read("base"))
            np.add.at(n_hits, place, rows.read("n_hits").astype(np.int64))
        shape = n_cells, len(self.keys)
        return Sums(self.keys, totals.reshape(shape), bases.reshape(shape), n_hits.reshape(shape))

    def list_lengths(self, articles: Sequence[str]) -> Mapping[tuple[str, str], Lengths]:
        """Return the defined values of those articles in each headline column without target, by measure and column."""
        import numpy as np

        number = {article: n for n, article in enumerate(articles)}
        words = np.array([self.sizes[article].words for article in articles], dtype=np.int64)
        keys = [key for key in self.keys if key.column.headline and not key.target]
        factors = np.array([key.column.unit.factor for key in keys])
        values = np.full((len(keys), len(articles)), np.nan)
        for rows in self._read_rows(number, keys):
            total, base = rows.read("total"), rows.read("base")
            defined = base != 0
            key = rows.key[defined]
            values[key, rows.article[defined]] = factors[key] * total[defined] / base[defined]
        found = {}
        for key, row in zip(keys, values, strict=True):
            known = np.flatnonzero(~np.isnan(row))
            found[key.measure, key.column.name] = Lengths(row[known].tolist(), words[known].tolist())
        return found

    def _read_rows(self, number_of: Mapping[str, int], keys: Sequence[Key]) -> Iterator[_Rows]:
        """Yield the rows of some articles and keys, with the numbers of both."""
        import numpy as np

        place_of = {(key.measure, key.column.name, key.target): place for place, key in enumerate(keys)}
        for batch in read_batches(self.files, ("article", *_NAMES, "total", "base", "n_hits")):
            ids, codes = read_codes(batch, "article")
            article = np.array([number_of.get(each, -1) for each in ids], dtype=np.int64)[codes]
            names, of_row = _number_names(batch)
            key = np.array([place_of.get(each, -1) for each in names], dtype=np.int64)[of_row]
            chosen = (article >= 0) & (key >= 0)
            yield _Rows(batch, chosen, article[chosen], key[chosen])


class _Rows(NamedTuple):
    """Some rows of a batch, with the numbers of their articles and keys."""

    batch: pyarrow.RecordBatch
    chosen: NDArray[np.bool_]
    article: NDArray[np.int64]
    key: NDArray[np.int64]

    def read(self, name: str) -> NDArray[np.float64]:
        return read_numbers(self.batch, name)[self.chosen]


def _number_names(batch: pyarrow.RecordBatch) -> tuple[list[tuple[str, str, str]], NDArray[np.int64]]:
    """Return the distinct names of measure, column and target in a batch, and for each row the place of its own."""
    import numpy as np

    texts, codes = zip(*(read_codes(batch, name) for name in _NAMES), strict=True)
    sizes = [max(1, len(own)) for own in texts]
    number = np.ravel_multi_index(codes, sizes)
    distinct = np.flatnonzero(np.bincount(number, minlength=1))  # as np.unique would, without sorting
    place = np.zeros(distinct[-1] + 1 if len(distinct) else 1, dtype=np.int64)
    place[distinct] = np.arange(len(distinct))
    places = zip(*(each.tolist() for each in np.unravel_index(distinct, sizes)), strict=True)
    names = [(texts[0][one], texts[1][two], texts[2][three]) for one, two, three in places]
    return names, place[number]


def read_scores(*paths: str | Path, measures: Iterable[str] | None = None) -> StoredScores:
    """Open stored scores for `framing.compare` and for grouping, without loading their rows.

    ``framing.compare(read_scores("scores.parquet"), by="outlet")`` gives what comparing the same articles in memory gives,
    but for the terms behind each gap: a table of scores has no evidence. What is kept in memory grows with the number of
    articles, and of cells: stories by groups by columns.

    Parameters
    ----------
    *paths
        Parquet files that `framing score` wrote, and folders of them.
    measures
        Names of the measures to compare, by default all that were scored.

    Raises
    ------
    ReadError
        If a file is missing, damaged, empty or not a table of scores, if files were scored with different settings, or if
        one article stands in two places.
    UnknownNameError
        If a measure was not scored.
    """
    files = find_files(paths)
    about = check_alike(files)
    chosen = _choose(measures_of(about), measures)
    found: dict[str, tuple[Article, Size]] = {}
    names: set[tuple[str, str, str]] = set()
    n_rows = 0
    for file in files:
        last = ""
        for batch in read_batches((file,), (*OF_ARTICLE, *_NAMES)):
            for article, size in _read_articles(batch):
                if article.id in found and article.id != last:
                    raise ReadError(
                        f'{file}: holds scores of an article "{article.id}" that stood before them already, there or in '
                        "another file. Name each table once, and give each article an id of its own."
                    )
                last = article.id
                found[last] = article, size
            names.update(_number_names(batch)[0])
            n_rows += len(batch)
    if not n_rows:
        raise ReadError(f"{files[0]}: holds no scores. Score some articles with `framing score ARTICLES -o {files[0]}`.")
    return StoredScores(
        files=files,
        about=about,
        articles=tuple(article for article, _ in found.values()),
        measures=chosen,
        sizes={key: size for key, (_, size) in found.items()},
        keys=order_keys(chosen, names),
        n_rows=n_rows,
        n_signed=count_values(files, "signature"),
    )


def _choose(measures: tuple[StoredMeasure, ...], names: Iterable[str] | None) -> tuple[StoredMeasure, ...]:
    if names is None:
        return measures
    by_name = {measure.name: measure for measure in measures}
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in by_name:
            raise UnknownNameError.of("stored measure", name, by_name)
    return tuple(by_name[name] for name in wanted)


def _read_articles(batch: pyarrow.RecordBatch) -> Iterator[tuple[Article, Size]]:
    """Yield the articles whose rows begin in a batch, and the one whose rows go on in it."""
    import numpy as np

    _, codes = read_codes(batch, "article")
    begins = np.flatnonzero(np.diff(codes, prepend=-1))
    columns = {name: batch.column(name).take(begins).to_pylist() for name in OF_ARTICLE}
    for values in zip(*columns.values(), strict=True):
        told = {name: value for name, value in zip(OF_ARTICLE, values, strict=True) if value is not None}
        size = Size(told.pop("words"), told.pop("sentences"))
        yield Article(id=told.pop("article"), text="", **told), size
