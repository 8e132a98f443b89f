"""A comparison's articles -> estimates for each week, month or year, under the same rules of n (CODEBOOK X-2, X-4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from framing.comparison.cells import Scored, gather_cells, name_group, select_keys
from framing.comparison.estimates import estimate_groups
from framing.comparison.results import Comparison, Estimate
from framing.model import Article, Hit
from framing.resampling import DRAWS
from framing.scores import Score

if TYPE_CHECKING:
    from framing.comparison.cells import Size
    from framing.measures import Measure

KINDS = ("week", "month", "year")
ENOUGH = 5  # articles of a group that a period needs to be shown, as fewer than five findings are counts only
MOST = 26  # periods in a row; more are no longer read, and told in the next longer kind
ALL = "all articles"


@dataclass(frozen=True, slots=True)
class Period:
    """What groups show in one stretch of time.

    ``start`` is its first day, ``n_articles`` counts all dated articles of each group in it; ``estimates`` are those of
    headline columns without a target, of the groups with at least five articles.
    """

    kind: str
    start: date
    n_articles: Mapping[str, int]
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """The articles of one period, with what a comparison reads of an analysis."""

    articles: tuple[Article, ...]
    measures: tuple[Measure, ...]
    hits: Mapping[str, tuple[Hit, ...]]
    scores: tuple[Score, ...]
    sizes: Mapping[str, Size]


def estimate_periods(
    analysis: Scored, comparison: Comparison, *, together: bool = False, kind: str = "", draws: int = DRAWS
) -> tuple[Period, ...]:
    """Estimate the headline columns in each stretch of time, the stories that are compared only.

    Parameters
    ----------
    analysis, comparison
        What `analyze` and `compare` returned.
    together
        Whether to take all articles as one group, named "all articles".
    kind
        week, month or year; by default the shortest in which some group has two periods of at least five articles.
    draws
        Number of bootstrap resamples.

    Returns
    -------
    tuple of Period
        All periods from the first with an article to the last, empty ones too; none where no group has two with enough.
    """
    by = comparison.by
    if by == "date":
        return ()
    one: dict[str, Any] = {by: ALL} if together else {}
    articles = [replace(article, **one) if together else article for article in _list_dated(analysis, comparison)]
    kind = kind or choose_kind((name_group(article, by), article.date) for article in articles if article.date)
    if not kind or not articles:
        return ()
    inside: dict[date, list[Article]] = {}
    for article in articles:
        if article.date:
            inside.setdefault(find_start(article.date, kind), []).append(article)
    scores: dict[str, list[Score]] = {}
    for score in analysis.scores:
        scores.setdefault(score.article_id, []).append(score)
    periods = []
    for start in list_starts(min(inside), max(inside), kind):
        counts = Counter(name_group(article, by) for article in inside.get(start, ()))
        shown = tuple(article for article in inside.get(start, ()) if counts[name_group(article, by)] >= ENOUGH)
        own = tuple(score for article in shown for score in scores.get(article.id, ()))
        part = _Part(shown, analysis.measures, analysis.hits, own, analysis.sizes)
        periods.append(Period(kind, start, dict(sorted(counts.items())), tuple(_estimate(part, comparison, draws))))
    return tuple(periods)


def choose_kind(dated: Iterable[tuple[str, date]]) -> str:
    """Return the shortest kind of period of which one group has two with enough articles, "" where there is none.

    Years are for what spans more months than can be read.

    Parameters
    ----------
    dated
        The group and the date of each article.
    """
    pairs = list(dated)
    if not pairs:
        return ""
    first, last = min(day for _, day in pairs), max(day for _, day in pairs)
    lengths = {kind: len(list_starts(find_start(first, kind), last, kind)) for kind in KINDS}
    readable = [kind for kind in KINDS[:2] if lengths[kind] <= MOST] or KINDS[2:]
    for kind in readable:
        full = [key for key, n in Counter((group, find_start(day, kind)) for group, day in pairs).items() if n >= ENOUGH]
        if max(Counter(group for group, _ in full).values(), default=0) > 1:
            return kind
    return ""


def find_start(day: date, kind: str) -> date:
    """Return the first day of the period a day falls in; weeks begin on Monday.

    >>> find_start(date(2025, 3, 5), "week").isoformat(), find_start(date(2025, 3, 5), "month").isoformat()
    ('2025-03-03', '2025-03-01')
    """
    if kind == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day.replace(day=1) if kind == "month" else day.replace(month=1, day=1)


def list_starts(first: date, last: date, kind: str) -> list[date]:
    """Return the first days of all periods from ``first``, itself one, to the one that holds ``last``."""
    starts, step = [first], {"week": 7, "month": 31, "year": 366}[kind]
    while (following := find_start(_add_days(starts[-1], step), kind)) <= last and following > starts[-1]:
        starts.append(following)
    return starts


def _add_days(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _list_dated(analysis: Scored, comparison: Comparison) -> list[Article]:
    chosen = {key for story in comparison.stories if story.id in comparison.compared for key in story.articles}
    return [article for article in analysis.articles if article.id in chosen and article.date]


def _estimate(part: _Part, comparison: Comparison, draws: int) -> Iterator[Estimate]:
    if not part.articles:
        return
    told = {article.id for article in part.articles}
    stories = [story for story in comparison.stories if story.id in comparison.compared and told & set(story.articles)]
    cells = gather_cells(part, stories, comparison.by)
    places = [place for place, key in enumerate(cells.keys) if key.column.headline and not key.target]
    yield from estimate_groups(select_keys(cells, places), seed=comparison.seed, draws=draws)
