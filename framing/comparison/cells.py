"""An analysis and its stories -> cells: what each group shows in each story, the unit of every comparison (CODEBOOK X-2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from framing.errors import UnknownNameError
from framing.model import Article, Hit
from framing.scores import Column, Score
from framing.stories import Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from framing.analysis import Size
    from framing.measures import Measure

MIN_WORDS, MIN_SENTENCES = 150, 5  # D-11: shorter texts have counts, no rates
MIN_HITS = 5  # S-11 and the metrics of section 5: fewer findings are counts, no rate comparison
_GROUPING = tuple(field.name for field in fields(Article) if str(field.type) in ("str", "date | None") and field.name != "text")


class Scored(Protocol):
    """What a comparison reads of an `Analysis`."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles."""
        ...

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures applied, with their columns."""
        ...

    @property
    def hits(self) -> Mapping[str, tuple[Hit, ...]]:
        """The evidence, by article id."""
        ...

    @property
    def scores(self) -> tuple[Score, ...]:
        """The totals and bases of bodies."""
        ...

    @property
    def sizes(self) -> Mapping[str, Size]:
        """How long each body is, by article id."""
        ...


class Key(NamedTuple):
    """One column of a measure, for one target."""

    measure: str
    column: Column
    target: str


@dataclass(frozen=True, slots=True)
class Cells:
    """One row per group and story that the group tells, one column per key.

    ``group`` and ``story`` hold the numbers of each cell's group (in ``groups``) and story (in ``stories``). ``values``
    are totals over bases in the key's unit: nan where the base is 0 or the cell's text is short.
    """

    groups: tuple[str, ...]
    stories: tuple[str, ...]
    keys: tuple[Key, ...]
    group: NDArray[np.int64]
    story: NDArray[np.int64]
    articles: tuple[tuple[str, ...], ...]
    short: NDArray[np.bool_]
    totals: NDArray[np.float64]
    bases: NDArray[np.float64]
    n_hits: NDArray[np.int64]
    values: NDArray[np.float64]


def name_group(article: Article, by: str) -> str:
    """Return the group an article falls in: the value of its field, or "(field not stated)" where it is empty.

    Raises
    ------
    UnknownNameError
        If articles cannot be grouped by a field of that name.
    """
    if by not in _GROUPING:
        raise UnknownNameError.of("article field to compare by", by, _GROUPING)
    return str(getattr(article, by) or f"({by} not stated)")


def gather_cells(analysis: Scored, stories: Sequence[Story], by: str) -> Cells:
    """Sum the totals and bases of each group's articles in each story.

    Parameters
    ----------
    analysis
        The articles with their scores; articles in none of the stories are left out.
    stories
        The stories to compare.
    by
        The article field that makes the groups.
    """
    import numpy as np

    members = _place_articles(analysis.articles, stories, by)
    places = sorted({(story, group) for story, group in members.values()})
    groups = tuple(sorted({group for _, group in places}))
    number = {place: i for i, place in enumerate(places)}
    cell_of = {article: number[place] for article, place in members.items()}
    keys = _list_keys(analysis)
    key_of = {(key.measure, key.column.name, key.target): i for i, key in enumerate(keys)}
    totals, bases = np.zeros((2, len(places), len(keys)))
    n_hits = np.zeros((len(places), len(keys)), dtype=np.int64)
    for score in analysis.scores:
        cell = cell_of.get(score.article_id)
        if cell is not None:
            key = key_of[score.measure, score.column, score.target]
            totals[cell, key] += score.total
            bases[cell, key] += score.base
            n_hits[cell, key] += score.n_hits
    articles: list[list[str]] = [[] for _ in places]
    for article, cell in sorted(cell_of.items()):
        articles[cell].append(article)
    short = np.array([_is_short(ids, analysis.sizes) for ids in articles], dtype=bool)
    return Cells(
        groups=groups,
        stories=tuple(story.id for story in stories),
        keys=keys,
        group=np.array([groups.index(group) for _, group in places], dtype=np.int64),
        story=np.array([story for story, _ in places], dtype=np.int64),
        articles=tuple(map(tuple, articles)),
        short=short,
        totals=totals,
        bases=bases,
        n_hits=n_hits,
        values=_divide(totals, bases, keys, short),
    )


def _place_articles(articles: Iterable[Article], stories: Sequence[Story], by: str) -> dict[str, tuple[int, str]]:
    """Return the story and group of each article, by article id; one that stands in two stories counts in the first."""
    group_of = {article.id: name_group(article, by) for article in articles}
    placed: dict[str, tuple[int, str]] = {}
    for number, story in enumerate(stories):
        for article in story.articles:
            if article in group_of:
                placed.setdefault(article, (number, group_of[article]))
    return placed


def _list_keys(analysis: Scored) -> tuple[Key, ...]:
    """Return all keys: measures in order, headline columns first, targets in alphabetical order."""
    targets: dict[tuple[str, str], set[str]] = {}
    for score in analysis.scores:
        targets.setdefault((score.measure, score.column), set()).add(score.target)
    return tuple(
        Key(measure.name, column, target)
        for measure in analysis.measures
        for column in sorted(measure.columns, key=lambda column: not column.headline)
        for target in sorted(targets.get((measure.name, column.name), ()))
    )


def _is_short(articles: Iterable[str], sizes: Mapping[str, Size]) -> bool:
    """Tell whether the articles of a cell are too short together; where no size is known they are taken as long."""
    known = [sizes[article] for article in articles if article in sizes]
    return bool(known) and (
        sum(size.words for size in known) < MIN_WORDS or sum(size.sentences for size in known) < MIN_SENTENCES
    )


def _divide(
    totals: NDArray[np.float64], bases: NDArray[np.float64], keys: Sequence[Key], short: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return totals over bases in each key's unit; a short text has no rates, but still so many words per article."""
    import numpy as np

    factors = np.array([key.column.unit.factor for key in keys])
    is_rate = np.array([key.column.base != "article" for key in keys], dtype=bool)
    values = factors * np.divide(totals, bases, out=np.full_like(totals, np.nan), where=bases != 0)
    values[short[:, None] & is_rate[None, :]] = np.nan
    return values


def select_keys(cells: Cells, places: Sequence[int]) -> Cells:
    """Return the cells with some of their columns only."""
    chosen = list(places)
    return replace(
        cells,
        keys=tuple(cells.keys[place] for place in chosen),
        totals=cells.totals[:, chosen],
        bases=cells.bases[:, chosen],
        n_hits=cells.n_hits[:, chosen],
        values=cells.values[:, chosen],
    )
