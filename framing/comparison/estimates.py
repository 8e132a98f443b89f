"""Cells -> one estimate per group and column, with an interval where the number of stories allows it (CODEBOOK X-4, X-5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from framing.comparison.allowed import FEW, describe_n
from framing.comparison.cells import MIN_HITS, Cells, Key, Scored, list_lengths
from framing.comparison.results import Estimate, PooledRates
from framing.resampling import bootstrap_means
from framing.stats import bound_poisson, correlate_ranks, pool_rates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTH_CORRELATION = 0.3
BOOTSTRAP = "bootstrap over stories, 95%"


class _Group(NamedTuple):
    """A group's cells, with how many articles they hold and how many of them are short."""

    name: str
    rows: NDArray[np.int64]
    n_articles: int
    n_short: int


def estimate_groups(cells: Cells, *, seed: int, draws: int) -> Iterator[Estimate]:
    """Yield every group's estimate in every column: columns in the order of the keys, groups in alphabetical order."""
    groups = [_find_group(cells, number) for number in range(len(cells.groups))]
    intervals = [_bound_means(cells.values[group.rows], seed, draws) for group in groups]
    for place, key in enumerate(cells.keys):
        for number in range(len(cells.groups)):
            yield _estimate(cells, key, place, groups[number], intervals[number][place])


def _bound_means(values: NDArray[np.float64], seed: int, draws: int) -> NDArray[np.float64]:
    """Return intervals of columns that are defined in enough stories, nan elsewhere."""
    import numpy as np

    intervals = np.full((values.shape[1], 2), np.nan)
    enough = (~np.isnan(values)).sum(axis=0) >= FEW
    intervals[enough] = bootstrap_means(values[:, enough], seed=seed, draws=draws)
    return intervals


def _find_group(cells: Cells, number: int) -> _Group:
    import numpy as np

    rows = np.flatnonzero(cells.group == number)
    n_articles = sum(len(cells.articles[row]) for row in rows.tolist())
    return _Group(cells.groups[number], rows, n_articles, int(cells.short[rows].sum()))


def _estimate(cells: Cells, key: Key, place: int, group: _Group, interval: NDArray[np.float64]) -> Estimate:
    import numpy as np

    rows = group.rows
    values = cells.values[rows, place]
    defined = values[~np.isnan(values)].tolist()
    total, base = float(cells.totals[rows, place].sum()), float(cells.bases[rows, place].sum())
    n_hits = int(cells.n_hits[rows, place].sum())
    factor = key.column.unit.factor
    counts_only = bool(key.target) and n_hits < MIN_HITS
    shown = bool(defined) and not counts_only
    has_interval = shown and len(defined) >= FEW
    return Estimate(
        group=group.name,
        measure=key.measure,
        column=key.column.name,
        target=key.target,
        unit=key.column.unit,
        total=total,
        base=base,
        value=sum(defined) / len(defined) if shown else nan,
        pooled=factor * total / base if shown else nan,
        values=tuple(values.tolist()),
        n_articles=group.n_articles,
        n_stories=len(values),
        n_undefined=len(values) - len(defined),
        n_hits=n_hits,
        interval=(float(interval[0]), float(interval[1])) if has_interval else None,
        interval_kind=BOOTSTRAP if has_interval else "",
        note=_note(len(defined), group.n_short, counts_only),
        counting=_count(key, total, base, len(values)) if shown else None,
    )


def _note(n_defined: int, n_short: int, counts_only: bool) -> str:
    notes = [f"fewer than {MIN_HITS} findings: counts only"] if counts_only else [describe_n(n_defined)]
    if n_short:
        notes.append(f"{n_short} short (under 150 words or 5 sentences): counts, no rates")
    return "; ".join(note for note in notes if note)


def _count(key: Key, total: float, base: float, n_stories: int) -> tuple[float, float] | None:
    """Return the counting interval of a rate of plain counts over words in a single story."""
    column = key.column
    plain = column.by == "hits" and set(column.counts.values()) <= {1.0} and "words" in column.base
    if n_stories != 1 or not plain or key.target or total != int(total):
        return None
    low, high = bound_poisson(total, base)
    return low * column.unit.factor, high * column.unit.factor


def pool_groups(cells: Cells) -> Iterator[PooledRates]:
    """Yield raw and partially pooled rates of headline counts over words, where all groups have enough stories (X-9)."""
    import numpy as np

    enough = np.bincount(cells.group, minlength=len(cells.groups)) >= FEW
    if len(cells.groups) < 2 or not enough.all():
        return
    for place, key in enumerate(cells.keys):
        column = key.column
        if column.headline and column.by == "hits" and "words" in column.base and not key.target:
            totals = np.bincount(cells.group, cells.totals[:, place], len(cells.groups)).tolist()
            bases = (np.bincount(cells.group, cells.bases[:, place], len(cells.groups)) / column.unit.factor).tolist()
            if min(bases) > 0:
                model = pool_rates(totals, bases)
                raw = tuple(total / base for total, base in zip(totals, bases, strict=True))
                yield PooledRates(key.measure, column.name, column.unit, cells.groups, raw, model.rates, model)


def warn_of_length(analysis: Scored, articles: Sequence[str]) -> Iterator[str]:
    """Yield a warning for each headline column that goes with the length of articles (CODEBOOK X-10)."""
    found = list_lengths(analysis, articles)
    for measure in analysis.measures:
        for column in measure.columns:
            values, words = found.get((measure.name, column.name), ((), ()))
            if column.headline and column.base != "article" and len(values) >= FEW:
                # Ranks are the same with and without a logarithm.
                rho = correlate_ranks(values, words)
                if abs(rho) > LENGTH_CORRELATION:
                    yield (
                        f"{measure.title}, {column.name}: goes with the length of articles "
                        f"(Spearman's ρ = {rho:.2f} with the logarithm of words, {len(values)} articles)"
                    )
