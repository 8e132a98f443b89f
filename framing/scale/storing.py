"""Articles -> a table of stored scores: one Parquet file, or a folder of parts that can be gone on with."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from framing.actors import Registry
from framing.attempts import Failure
from framing.errors import FramingError
from framing.pool import spread
from framing.readers.ids import Ids
from framing.scale.batches import CUT, Cut, Print, cut, slim
from framing.scale.folder import Folder, open_folder
from framing.scale.records import Record
from framing.scale.table import Packed, describe, mend, pack, settle, table_of
from framing.scale.writing import divide, need_pyarrow, to_parquet
from framing.scoring import Recipe, finish_articles

if TYPE_CHECKING:
    import pyarrow

    from framing.annotation import Annotator
    from framing.measures import Measure
    from framing.model import Article

R = TypeVar("R")
PARTITIONS = ("outlet", "date")


@dataclass(slots=True)
class Tally:
    """What became of the articles: scored now, taken over from an earlier run, gone from the table, or not scored."""

    scored: int = 0
    taken_over: int = 0
    removed: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def score_folder(  # noqa: PLR0913 - all but the first two are by name, and each answers a question of its own
    articles: Iterable[Article],
    folder: str | Path,
    *,
    measures: Sequence[Measure],
    annotator: Annotator,
    registry: Registry | None = None,
    partition: str = "",
    workers: int | None = 1,
    scheduler: str = "",
    spread: Callable[..., Iterator[Any]] = spread,
    prune: bool = False,
    tell: Callable[[str], None] = lambda line: None,
    at: Cut = CUT,
) -> Tally:
    """Score articles into a folder of Parquet files, as far as they are not in it yet.

    The folder then holds the scores of these articles and no others. What is done is known by what an article says and by
    what scored it, so a run that was interrupted goes on where it was, and a corpus that grew costs what is new in it.
    Until all is done, a table that is there already stays as it is. The same articles in the same order give the same bytes,
    however often the work was interrupted.

    Parameters
    ----------
    articles
        The articles, each with an id of its own. About a thousand are held at a time.
    folder
        A folder that is new, or empty, or holds such a table.
    measures
        The measures, as `resolve_measures` returns them.
    annotator
        What annotates.
    registry
        The actors that the annotator finds.
    partition : {"", "outlet", "date"}
        Whether the scores of each outlet or day have a folder of their own.
    workers
        Processes that score; with a local cluster, None is one for each core.
    scheduler
        The address of a Dask scheduler whose workers score, or "local" for a cluster on this machine.
    spread
        What shares the work out to the processes: `framing.pool.spread`, or what `framing.pool.begin` yields.
    prune
        Whether scores of articles that are no longer there may go. By default that is an error, raised when all else is
        done, because it may be that not all of the corpus was named.
    tell
        Is told, in a sentence, what of an earlier table could not be used, and why.
    at
        Where parts end.

    Raises
    ------
    AnnotationError
        If the annotator lacks a layer that a measure needs.
    FramingError
        If the folder cannot be written to, holds something else or is being written to, or articles are gone from it.
    ReadError
        If pyarrow is not installed.
    """
    need_pyarrow(folder)
    if partition not in ("", *PARTITIONS):
        raise FramingError(f'partition is "{partition}"; it must be one of {", ".join(PARTITIONS)}, or "" for none.')
    about = describe(measures, annotator, registry or Registry())
    with open_folder(Path(folder), about, partition, tell) as held:
        run = _Run(held, about, partition, at)
        recipe = Recipe(tuple(measures), annotator, pack)
        scored = share_out(run.to_score(articles), recipe, workers=workers, scheduler=scheduler, spread=spread)
        for article, result in scored:
            run.take(article, result)
        run.check_gone(prune=prune)
        held.commit()
    return run.tally


def share_out(
    articles: Iterable[Article],
    recipe: Recipe[R],
    *,
    workers: int | None = 1,
    scheduler: str = "",
    spread: Callable[..., Iterator[Any]] = spread,
) -> Iterator[tuple[Article, R | Failure]]:
    """Do as `finish_articles` does, over processes of this machine or the workers of a Dask cluster."""
    if not scheduler:
        return finish_articles(articles, recipe, workers=workers, spread=spread)
    from framing.scale.cluster import spread_over_cluster

    return finish_articles(articles, recipe, workers=workers, spread=partial(spread_over_cluster, scheduler=scheduler))


@dataclass(slots=True)
class _Open:
    """A batch that is not written yet: its articles' ids and fingerprints, where their rows are, and what was scored."""

    name: str
    ids: list[str]
    prints: list[Print]
    earlier: list[Record | None]
    scored: dict[str, Packed | Failure] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        return len(self.scored) == sum(record is None for record in self.earlier)


class _Run:
    """The batches of one run, from articles to a folder."""

    def __init__(self, folder: Folder, about: dict[str, Any], partition: str, at: Cut) -> None:
        import numpy as np

        self.tally = Tally()
        self._folder = folder
        self._about = about
        self._beside = {**about, "measures": [{**told, "about": ""} for told in about["measures"]]}  # prose is said once
        self._partition = partition
        self._at = at
        self._open: deque[_Open] = deque()
        self._seen = np.zeros(len(folder.earlier.ids), bool)

    def to_score(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yield the articles that have to be scored, and note for all where their rows are or will be."""
        for batch in cut(map(slim, self._without_twins(articles)), self._at):
            self._note_seen(batch.prints)
            name = batch.name(self._about["settings"] + self._partition)
            record = self._folder.find(name)
            if record:
                opened = _Open(name, [], batch.prints, [record])
            else:
                keys, earlier = [mend(each.id) for each in batch.articles], list(map(self._folder.holds, batch.prints))
                opened = _Open(name, keys, batch.prints, earlier)
            self._open.append(opened)
            self._settle_ready()
            if not record:
                yield from [a for a, found in zip(batch.articles, opened.earlier, strict=True) if found is None]

    def _without_twins(self, articles: Iterable[Article]) -> Iterator[Article]:
        taken = Ids()
        for n, article in enumerate(articles, 1):
            if article.id in taken:
                self.tally.failed.append(
                    (article.id, f"has the id of {taken.place(article.id)}. Give every article an id of its own.")
                )
                continue
            taken.add(article.id, f"article {n}")
            yield article

    def _note_seen(self, prints: Sequence[Print]) -> None:
        import numpy as np

        ids = self._folder.earlier.ids
        if len(ids):
            places = np.searchsorted(ids, np.array([each.id for each in prints], np.uint64))
            found = places < len(ids)
            wanted = np.array([each.id for each in prints], np.uint64)[found]
            self._seen[places[found][ids[places[found]] == wanted]] = True

    def take(self, article: Article, result: Packed | Failure) -> None:
        """Take what was made of the next article that had to be scored."""
        self._open[0].scored[mend(article.id)] = result
        self._settle_ready()

    def check_gone(self, *, prune: bool) -> None:
        """Make sure that no scores go that may still be wanted."""
        self.tally.removed = int(len(self._seen) - self._seen.sum())
        if self.tally.removed and not prune:
            raise FramingError(
                f"{self._folder.path}: holds scores of {self.tally.removed:,} articles that are not among those that were read "
                "now. Nothing was changed. Name all files of the corpus, or pass --prune (prune=True in Python) to let these "
                "scores go; what was scored now need not be scored again."
            )

    def _settle_ready(self) -> None:
        while self._open and self._open[0].ready:
            batch = self._open.popleft()
            if batch.ids:
                self._write(batch)
            else:
                self._folder.keep(next(filter(None, batch.earlier)), batch.prints)
                self.tally.taken_over += len(batch.prints)

    def _write(self, batch: _Open) -> None:
        """Join what was scored with what was there before, and write it."""
        failed = [(key, result.reason) for key, result in batch.scored.items() if isinstance(result, Failure)]
        self.tally.failed += failed
        self.tally.scored += len(batch.scored) - len(failed)
        self.tally.taken_over += len(batch.ids) - len(batch.scored)
        parts = settle([table_of([]), *self._pieces(batch)], self._beside)
        contents = {f"{place}part-{batch.name}.parquet": to_parquet(table) for place, table in divide(parts, self._partition)}
        without = {key for key, _ in failed}
        prints = [each for key, each in zip(batch.ids, batch.prints, strict=True) if key not in without]
        self._folder.add(Record(batch.name, (), tuple(failed)), prints, contents)

    def _pieces(self, batch: _Open) -> Iterator[pyarrow.Table]:
        """Yield the rows of a batch's articles in their order."""
        wanted: dict[str, tuple[Record, list[str]]] = {}
        for key, record in zip(batch.ids, batch.earlier, strict=True):
            if record:
                wanted.setdefault(record.name, (record, []))[1].append(key)
        rows: dict[str, pyarrow.Table] = {}
        for record, keys in wanted.values():
            rows |= self._folder.rows(record, keys)
        packs: list[Packed] = []
        for key in batch.ids:
            result = batch.scored.get(key)
            if isinstance(result, Packed):
                packs.append(result)
            elif key in rows:
                if packs:
                    yield table_of(packs)
                    packs = []
                yield rows[key]
        if packs:
            yield table_of(packs)
