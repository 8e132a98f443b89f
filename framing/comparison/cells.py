"""An analysis and its stories -> cells: what each group shows in each story, the unit of every comparison (CODEBOOK X-2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from framing.errors import UnknownNameError
from framing.model import Article, Hit
from framing.scores import Column, Score
from framing.stories import Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from framing.measures import Measure

MIN_WORDS, MIN_SENTENCES = 150, 5  # D-11: shorter texts have counts, no rates
MIN_HITS = 5  # S-11 and the metrics of section 5: fewer findings are counts, no rate comparison
_GROUPING = tuple(field.name for field in fields(Article) if str(field.type) in ("str", "date | None") and field.name != "text")


class Size(Protocol):
    """How long a body is."""

    @property
    def words(self) -> int:
        """Its words."""
        ...

    @property
    def sentences(self) -> int:
        """Its sentences, list items left out."""
        ...


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


class Sums(NamedTuple):
    """What the scores of each cell add up to: one row a cell, one column a key."""

    keys: tuple[Key, ...]
    totals: NDArray[np.float64]
    bases: NDArray[np.float64]
    n_hits: NDArray[np.int64]


class Lengths(NamedTuple):
    """One column's values and the words of the articles that have them, in one order."""

    values: Sequence[float]
    words: Sequence[int]


@runtime_checkable
class Stored(Protocol):
    """Scores that are added up where they are stored, because they are too many to be held; else they are as `Scored`."""

    def check_field(self, by: str) -> None:
        """Make sure that groups can be made by a field of the articles."""
        ...

    def group_stories(self) -> tuple[Story, ...]:
        """Group the articles without their texts."""
        ...

    def add_up(self, cell_of: Mapping[str, int], n_cells: int) -> Sums:
        """Add up the scores of the articles in each cell."""
        ...

    def list_lengths(self, articles: Sequence[str]) -> Mapping[tuple[str, str], Lengths]:
        """Return the defined values of those articles in each headline column without target, by measure and column."""
        ...


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
    number, number_of = ({one: i for i, one in enumerate(own)} for own in (places, groups))
    cell_of = {article: number[place] for article, place in members.items()}
    keys, totals, bases, n_hits = _choose_adder(analysis).add_up(cell_of, len(places))
    articles: list[list[str]] = [[] for _ in places]
    for article, cell in sorted(cell_of.items()):
        articles[cell].append(article)
    short = np.array([_is_short(ids, analysis.sizes) for ids in articles], dtype=bool)
    return Cells(
        groups=groups,
        stories=tuple(story.id for story in stories),
        keys=keys,
        group=np.array([number_of[group] for _, group in places], dtype=np.int64),
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


class _Held(NamedTuple):
    """Scores that are held in memory; they are added up as those of `Stored` are."""

    analysis: Scored

    def add_up(self, cell_of: Mapping[str, int], n_cells: int) -> Sums:
        import numpy as np

        scores = self.analysis.scores
        keys = order_keys(self.analysis.measures, {(score.measure, score.column, score.target) for score in scores})
        key_of = {(key.measure, key.column.name, key.target): i for i, key in enumerate(keys)}
        totals, bases = np.zeros((2, n_cells, len(keys)))
        n_hits = np.zeros((n_cells, len(keys)), dtype=np.int64)
        for score in scores:
            cell = cell_of.get(score.article_id)
            if cell is not None:
                key = key_of[score.measure, score.column, score.target]
                totals[cell, key] += score.total
                bases[cell, key] += score.base
                n_hits[cell, key] += score.n_hits
        return Sums(keys, totals, bases, n_hits)

    def list_lengths(self, articles: Sequence[str]) -> Mapping[tuple[str, str], Lengths]:
        sizes = {article: self.analysis.sizes[article].words for article in articles if article in self.analysis.sizes}
        headline = {(m.name, c.name) for m in self.analysis.measures for c in m.columns if c.headline}
        found: dict[tuple[str, str], tuple[list[float], list[int]]] = {}
        for score in self.analysis.scores:
            column = score.measure, score.column
            if not score.target and score.base and score.article_id in sizes and column in headline:
                values, words = found.setdefault(column, ([], []))
                values.append(score.value)
                words.append(sizes[score.article_id])
        return {column: Lengths(*pair) for column, pair in found.items()}


def _choose_adder(analysis: Scored) -> Stored | _Held:
    return analysis if isinstance(analysis, Stored) else _Held(analysis)


def list_lengths(analysis: Scored, articles: Sequence[str]) -> Mapping[tuple[str, str], Lengths]:
    """Return the defined values of articles in each headline column without target, with how long the articles are."""
    return _choose_adder(analysis).list_lengths(articles)


def order_keys(measures: Iterable[Measure], found: Iterable[tuple[str, str, str]]) -> tuple[Key, ...]:
    """Return all keys: measures in order, headline columns first, targets in alphabetical order.

    Parameters
    ----------
    measures
        The measures, with their columns.
    found
        The names of measure, column and target of all scores.
    """
    targets: dict[tuple[str, str], set[str]] = {}
    for measure, column, target in found:
        targets.setdefault((measure, column), set()).add(target)
    return tuple(
        Key(measure.name, column, target)
        for measure in measures
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
