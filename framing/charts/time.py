"""An analysis and its comparison -> headline measures by week, month or year, with the number of articles behind each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.charts.canvas import (
    INK,
    NEUTRAL,
    PAGE,
    Chart,
    draw_nothing,
    join_sentences,
    make_panels,
    styled,
    title_panel,
)
from framing.charts.line_names import name_lines
from framing.charts.values import (
    ONE_STORY,
    expect_results,
    find_dense,
    find_echoes,
    format_number,
    headline_columns,
    name_column,
    read_titles,
)
from framing.comparison.periods import ENOUGH, Period, estimate_periods

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison, Estimate

NAME, TITLE = "time", "Headline measures by {kind}"
PANELS, FEWER = 9, 7  # measures drawn on a page and in a column
GROUPS = 4  # groups drawn one by one; of more, each is a thin line behind that of all articles
UNDRAWN = 50  # resamples where no interval is drawn
# Color, marker and dashes, each of which tells groups apart alone.
LINES: tuple[tuple[str, str, Any], ...] = (
    ("#0b5c8e", "o", "-"),
    ("#b34700", "s", (0, (5, 1.5))),
    ("#59636e", "^", (0, (1.2, 1.2))),
    ("#8557a3", "D", (0, (6, 1.5, 1.2, 1.5))),
)


class Line(NamedTuple):
    """One group's values in one column, a place for each period; None where too few articles fall in it."""

    group: str
    estimates: tuple[Estimate | None, ...]
    counts: tuple[int, ...]


class Plot(NamedTuple):
    """What is drawn: what groups are by, when each period starts and of what kind it is, by column the lines and thin ones."""

    by: str
    kind: str
    starts: tuple[date, ...]
    lines: dict[tuple[str, str], list[Line]]
    thin: dict[tuple[str, str], list[Line]]


@styled
def draw_time(comparison: Comparison, analysis: Analysis, *, ax: Axes | None = None, width: float = PAGE) -> Chart:
    """Draw headline measures over time, where at least two weeks, months or years have five articles of a group each.

    Up to four groups have a line each; of more, all articles have one, and each group a thin one behind it. Values are
    means over stories, with intervals where a period holds six stories of a group.

    Parameters
    ----------
    comparison, analysis
        What `compare` and `analyze` returned.
    ax
        Axes to draw in the place of; by default a new figure.
    width
        Width of a new figure in inches.
    """
    expect_results("time", comparison, analysis)
    plot = None if comparison.design == ONE_STORY else gather_plot(comparison, analysis)
    keys = [] if plot is None else _choose_columns(plot, comparison, analysis)[: FEWER if width < 5 else PANELS]
    if plot is None or not keys:
        why = f"No two weeks, months or years have {ENOUGH} dated articles each."
        return draw_nothing(NAME, TITLE.format(kind="date"), why, ax, width)
    titles = read_titles(analysis)
    columns = 1 if width < 5 else 2
    rows = math.ceil((len(keys) + 1) / columns)
    counted = plot.lines[keys[0]]
    axes = make_panels(ax, (rows, columns), (width, rows * (1.24 if width < 5 else 1.32)))
    inches = (width / columns) - 1.65
    _draw_counts(axes[0], plot, counted, inches)
    for panel, key in zip(axes[1:], keys, strict=False):
        _draw_panel(panel, plot, key, inches)
        title_panel(panel, name_column(key, comparison, titles), inches + 1.0)
    for panel in axes[len(keys) + 1 :]:
        panel.set_axis_off()
    table = [row for key in keys for line in _all_lines(plot, key) for row in _rows(line, key, plot)]
    alt = join_sentences(
        [_say(name_column(key, comparison, titles), line, plot) for key in keys for line in plot.lines[key]], limit=20
    )
    return Chart(NAME, TITLE.format(kind=plot.kind), alt, tuple(table), axes[0].figure)  # type: ignore[arg-type]


def gather_plot(comparison: Comparison, analysis: Analysis) -> Plot | None:
    """Return what there is to draw; nothing where no two periods have enough articles."""
    if 1 <= len(comparison.groups) <= GROUPS:
        periods = estimate_periods(analysis, comparison)
        if periods:
            return _plot(periods, comparison, ())
    together = estimate_periods(analysis, comparison, together=True)
    if not together:
        return None
    thin = estimate_periods(analysis, comparison, kind=together[0].kind, draws=UNDRAWN)
    return _plot(together, comparison, thin)


def _plot(periods: Sequence[Period], comparison: Comparison, thin: Sequence[Period]) -> Plot:
    keys = headline_columns(comparison)
    starts = tuple(period.start for period in periods)
    lines = {key: _list_lines(periods, key) for key in keys}
    behind = {key: [line for line in _list_lines(thin, key) if _is_told([line])] for key in keys}
    return Plot(comparison.by, periods[0].kind, starts, {key: own for key, own in lines.items() if _is_told(own)}, behind)


def _list_lines(periods: Sequence[Period], key: tuple[str, str]) -> list[Line]:
    """Return one line a group, in alphabetical order."""
    lines = []
    for group in sorted({group for period in periods for group in period.n_articles}):
        found = [
            next((e for e in period.estimates if (e.measure, e.column, e.group) == (*key, group)), None) for period in periods
        ]
        shown = tuple(e if e is not None and not math.isnan(e.value) else None for e in found)
        lines.append(Line(group, shown, tuple(period.n_articles.get(group, 0) for period in periods)))
    return lines


def _is_told(lines: Sequence[Line]) -> bool:
    """Tell whether there are two values in a row of time to compare."""
    return any(sum(estimate is not None for estimate in line.estimates) > 1 for line in lines)


def _choose_columns(plot: Plot, comparison: Comparison, analysis: Analysis) -> list[tuple[str, str]]:
    """Return the columns with evidence, in the order of the measures, without measures that mark all or mark it again."""
    hidden = find_dense(analysis) | find_echoes(analysis)
    keys = [key for key in headline_columns(comparison) if key in plot.lines and key[0] not in hidden]
    return [key for key in keys if any(e.n_hits for line in plot.lines[key] for e in line.estimates if e)]


def _draw_counts(panel: Axes, plot: Plot, lines: Sequence[Line], inches: float) -> None:
    """Print how many articles of each group fall in each period, above the same scale of time as the other panels."""
    step = _find_step(plot, inches)
    for row, line in enumerate(lines):
        color = LINES[row][0] if len(lines) > 1 else INK
        for place in range(0, len(plot.starts), step):
            n = line.counts[place]
            panel.text(place, row, str(n) if n >= ENOUGH else f"({n})", ha="center", va="center", fontsize=6.5, color=color)
    panel.set_ylim(max(len(lines), 3) - 0.5, -0.5)
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
    if len(lines) > 1:
        name_lines(panel, [(row, line.group, LINES[row][0]) for row, line in enumerate(lines)])
    title_panel(panel, f"Articles in each {plot.kind}", inches + 1.0)
    _dress_time(panel, plot, inches)
    foot = ["gray: one " + plot.by] if any(plot.thin.values()) else []
    foot += [f"in parentheses: under {ENOUGH}, not drawn"] if any(n < ENOUGH for line in lines for n in line.counts) else []
    panel.set_xlabel("; ".join(foot), loc="left", fontsize=6.5)


def _draw_panel(panel: Axes, plot: Plot, key: tuple[str, str], inches: float) -> None:
    """Draw one measure: a line a group with its name at the end, intervals where n allows."""
    lines, ends, tops = plot.lines[key], [], [0.0]
    for line in plot.thin.get(key, []):
        places, values = _points(line)
        panel.plot(places, values, ".-", color=NEUTRAL, linewidth=0.6, markersize=1.8, zorder=1)
        tops += [value for value in values if not math.isnan(value)]
    for number, line in enumerate(lines):
        color, marker, dashes = LINES[number] if len(lines) > 1 else (INK, "o", "-")
        shift = 0.1 * (number - (len(lines) - 1) / 2)
        places, values = _points(line, shift)
        panel.plot(places, values, color=color, linestyle=dashes, linewidth=1.3, zorder=3)
        panel.plot(places, values, marker, color=color, markersize=3.6, zorder=4, clip_on=False)
        stems = _stems(line, places)
        panel.plot(*stems, color=color, linewidth=1.6, alpha=0.4, zorder=2)
        tops += [end for end in stems[1] if math.isfinite(end)]
        known = [value for value in values if not math.isnan(value)]
        tops += known
        if known:
            ends.append((known[-1], line.group, color))
    low, high = min(tops), max(tops)
    high = high if high > low else 1.0
    panel.set_ylim(low - (high - low) * 0.06 * (low < 0), high + (high - low) * 0.06)
    panel.locator_params(axis="y", nbins=4)
    if len(lines) > 1:
        name_lines(panel, ends)
    panel.set_xlabel(_find_unit(lines), loc="left", fontsize=6.5)
    _dress_time(panel, plot, inches)


def _points(line: Line, shift: float = 0.0) -> tuple[list[float], list[float]]:
    values = [math.nan if estimate is None else estimate.value for estimate in line.estimates]
    return [place + shift for place in range(len(values))], values


def _stems(line: Line, places: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return all intervals of a line as one path with gaps, which is shorter to write than one for each."""
    across, along = [], []
    for place, estimate in zip(places, line.estimates, strict=True):
        if estimate and estimate.interval and not math.isclose(*estimate.interval):
            across += [place, place, math.nan]
            along += [*estimate.interval, math.nan]
    return across, along


def _find_unit(lines: Sequence[Line]) -> str:
    return next((estimate.unit.name for line in lines for estimate in line.estimates if estimate), "")


def _find_step(plot: Plot, inches: float) -> int:
    """Return that every so manieth number is printed, so that each has its 0.2 inches."""
    return max(1, math.ceil(len(plot.starts) * 0.2 / inches))


def _dress_time(panel: Axes, plot: Plot, inches: float) -> None:
    """Mark periods below the panel, a year or month only where it changes."""
    step = max(1, math.ceil(len(plot.starts) * (0.42 if plot.kind == "week" else 0.36) / inches))
    places = range(0, len(plot.starts), step)
    panel.set_xticks(list(places), [name_start(plot.starts[place], plot.kind) for place in places])
    panel.set_xlim(-0.5, len(plot.starts) - 0.5)


def name_start(start: date, kind: str) -> str:
    """Return a period as a tick names it.

    >>> [name_start(date(2025, 3, 3), kind) for kind in ("week", "month", "year")]
    ['Mar 3', '3/25', '2025']
    """
    return {"week": f"{start:%b} {start.day}", "month": f"{start.month}/{start:%y}", "year": f"{start.year}"}[kind]


def _all_lines(plot: Plot, key: tuple[str, str]) -> list[Line]:
    return [*plot.lines[key], *plot.thin.get(key, [])]


def _rows(line: Line, key: tuple[str, str], plot: Plot) -> list[dict[str, Any]]:
    rows = []
    drawn = line in plot.lines[key]
    for start, estimate, n in zip(plot.starts, line.estimates, line.counts, strict=True):
        low, high = (estimate.interval if drawn and estimate else None) or (None, None)
        rows.append(
            {
                "measure": key[0],
                "column": key[1],
                "group": line.group,
                plot.kind: start.isoformat(),
                "value": estimate.value if estimate else math.nan,
                "unit": _find_unit([line]),
                "low": low,
                "high": high,
                "articles": n,
                "stories": estimate.n_stories - estimate.n_undefined if estimate else None,
                "hits": estimate.n_hits if estimate else None,
            }
        )
    return rows


def _say(title: str, line: Line, plot: Plot) -> str:
    """Say one line in words: its first and last value, the lowest and the highest."""
    known = [(start, e, n) for start, e, n in zip(plot.starts, line.estimates, line.counts, strict=True) if e is not None]
    if not known:
        return f"{title}, {line.group}: no {plot.kind} has {ENOUGH} articles"
    values = [e.value for _, e, _ in known]
    first, last = (
        f"{format_number(e.value)} in the {plot.kind} of {start.isoformat()} ({n} articles)"
        for start, e, n in (known[0], known[-1])
    )
    ends = f"lowest {format_number(min(values))}, highest {format_number(max(values))}"
    return f"{title}, {line.group}, {_find_unit([line])}: from {first} to {last}; {ends}"
