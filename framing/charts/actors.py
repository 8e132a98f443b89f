"""An analysis and its comparison -> evidence on each actor by group, against to the left and for to the right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.charts.canvas import (
    INK,
    MUTED,
    NEGATIVE,
    NEUTRAL,
    PAGE,
    POSITIVE,
    RULE,
    Chart,
    draw_nothing,
    join_sentences,
    make_panels,
    styled,
    title_panel,
    wrap_label,
)
from framing.charts.values import (
    DASH,
    compared_articles,
    counted_hits,
    expect_results,
    format_number,
    headline_columns,
    read_name,
    read_titles,
)
from framing.comparison.cells import MIN_HITS, name_group

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison

NAME, TITLE = "actors", "Valence toward each actor by {by}"
ACTORS, ABREAST = 6, 3  # actors drawn, and panels in a row: a fourth has no room for its words
ROWS = 52  # rows of one panel on a page


class Bar(NamedTuple):
    """One row of a panel: how many findings each way, and their mean value."""

    measure: str
    actor: str
    group: str
    negative: int
    positive: int
    mean: float


@styled
def draw_actors(comparison: Comparison, analysis: Analysis, *, ax: Axes | None = None, width: float = PAGE) -> Chart:
    """Draw the findings on the six actors with most of them, one panel a quantity, never merged (CODEBOOK S-1 to S-3).

    Parameters
    ----------
    comparison, analysis
        What `compare` and `analyze` returned.
    ax
        Axes to draw in the place of; by default a new figure.
    width
        Width of a new figure in inches.
    """
    expect_results("actors", comparison, analysis)
    title = TITLE.format(by=comparison.by)
    bars = count_valence(comparison, analysis)
    actors = rank_actors(bars)[:ACTORS]
    if not actors:
        return draw_nothing(NAME, title, "No finding bears on an actor.", ax, width)
    measures = list(dict.fromkeys(bar.measure for bar in bars if bar.negative + bar.positive))
    told = {bar[1:3] for bar in bars if bar.negative + bar.positive}
    actors = fit_actors(actors, told)
    narrow = width < 5
    rows_of = {measure: _choose_rows(bars, measure, actors, told if not narrow else None) for measure in measures}
    columns = 1 if narrow else len(measures) if len(measures) <= ABREAST else 2
    rows = math.ceil(len(measures) / columns)
    heights = [0.65 + 0.165 * _count_lines(rows_of[measure]) for measure in measures[::columns]]
    axes = make_panels(ax, (rows, columns), (width, sum(heights)), share=not narrow, heights=heights)
    titles = read_titles(analysis)
    table = [bar for measure in measures for actor in actors for bar in bars if bar[:2] == (measure, actor)]
    widest = max(max(bar.negative, bar.positive) for bar in table)
    for place, (panel, measure) in enumerate(zip(axes, measures, strict=False)):
        title_panel(panel, read_name(measure, titles), 2.2 if narrow else (width - 1.2) / columns)
        _draw_panel(panel, rows_of[measure], titles, place % columns == 0)
        panel.set_xlim(-widest * 1.25 - 0.5, widest * 1.8 + 0.5)  # room for the means on the right
    for panel in axes[len(measures) :]:
        panel.set_axis_off()
    alt = join_sentences([_say(bar, titles) for bar in table if bar.negative + bar.positive], limit=20)
    return Chart(NAME, title, alt, tuple(_row(bar, titles) for bar in table), axes[0].figure)  # type: ignore[arg-type]


def rank_actors(bars: Sequence[Bar]) -> list[str]:
    """Return the actors that have findings, those with most first."""
    seen: Counter[str] = Counter()
    for bar in bars:
        seen[bar.actor] += bar.negative + bar.positive
    return sorted((actor for actor in seen if seen[actor]), key=lambda actor: (-seen[actor], actor))


def _choose_rows(
    bars: Sequence[Bar], measure: str, actors: Sequence[str], told: Collection[tuple[str, str]] | None
) -> list[Bar]:
    """Return the rows of a panel: the actors and groups ``told`` of, by default those with findings of the measure."""
    own = [bar for actor in actors for bar in bars if bar[:2] == (measure, actor)]
    return [bar for bar in own if (bar.negative + bar.positive if told is None else bar[1:3] in told)]


def _count_lines(rows: Sequence[Bar]) -> float:
    return len(rows) + 1.15 * len({bar.actor for bar in rows})


def fit_actors(actors: Sequence[str], told: Collection[tuple[str, str]]) -> list[str]:
    """Return the first actors whose groups with findings have room in a panel that a page holds: one actor at least."""
    rows = list(accumulate(1.15 + sum(actor == other for other, _ in told) for actor in actors))
    return [actor for actor, so_far in zip(actors, rows, strict=True) if so_far <= ROWS or actor == actors[0]]


def count_valence(comparison: Comparison, analysis: Analysis) -> list[Bar]:
    """Return one bar for each measure whose headline adds up signed findings on actors, each actor and each group.

    How present an actor is and how often it acts is neither for it nor against it: such headlines count, and have no bar.
    """
    with_targets = {(e.measure, e.column) for e in comparison.estimates if e.target}
    chosen = [key for key in headline_columns(comparison) if key in with_targets]
    values: dict[tuple[str, str, str], list[float]] = {}
    targets: dict[str, None] = {}
    measures = []
    for measure in analysis.measures:
        for column in measure.columns:
            if (measure.name, column.name) in chosen and column.by == "values":
                measures.append(measure.name)
                for article in compared_articles(comparison, analysis):
                    group = name_group(article, comparison.by)
                    for hit in counted_hits(analysis, article.id, measure.name, column):
                        targets[hit.target] = None
                        values.setdefault((measure.name, hit.target, group), []).append(hit.value)
    found = [(m, target, group) for m in measures for target in targets if target for group in comparison.groups]
    return [_count(key, values.get(key, [])) for key in found]


def _count(key: tuple[str, str, str], values: Sequence[float]) -> Bar:
    mean = sum(values) / len(values) if values else math.nan
    return Bar(*key, sum(value < 0 for value in values), sum(value > 0 for value in values), mean)


def _draw_panel(panel: Axes, bars: Sequence[Bar], titles: Mapping[str, str], labeled: bool) -> None:
    """Draw each actor as a block of rows under its name, one row a group."""
    ticks, labels, at = [], [], 0.0
    for actor in dict.fromkeys(bar.actor for bar in bars):
        if labeled:
            panel.text(
                -0.02, at, wrap_label(read_name(actor, titles), 1.5, 1), transform=panel.get_yaxis_transform(),
                ha="right", va="center", fontweight="bold", fontsize=7.5,
            )  # fmt: skip
        panel.axhline(at - 0.62, color=RULE, linewidth=0.5)
        for bar in (bar for bar in bars if bar.actor == actor):
            at += 1
            ticks.append(at)
            labels.append(wrap_label(bar.group, 1.3, 1))
            _draw_bar(panel, at, bar)
        at += 1.15
    panel.set_yticks(ticks, labels, fontsize=7)
    panel.tick_params(axis="y", labelleft=labeled)
    panel.set_ylim(at - 0.4, -0.7)
    panel.axvline(0, color=NEUTRAL, linewidth=0.8)
    panel.set_xticks([])
    for side in ("left", "bottom"):
        panel.spines[side].set_visible(False)
    panel.set_xlabel(
        "← against\N{EM SPACE}for →\N{EM SPACE}mean, right\npale: under five findings, counts only\nno row: no finding",
        fontsize=6.5,
    )


def _draw_bar(panel: Axes, at: float, bar: Bar) -> None:
    """Draw the two counts as bars from zero, each with its number, and the mean at the right edge."""
    few = bar.negative + bar.positive < MIN_HITS
    for size, color, side in ((-bar.negative, NEGATIVE, "right"), (bar.positive, POSITIVE, "left")):
        if size:
            panel.barh(at, size, height=0.62, color=color, alpha=0.45 if few else 1.0)
            panel.annotate(
                str(abs(size)), (size, at), xytext=(2 if size > 0 else -2, 0), textcoords="offset points", va="center",
                ha=side, fontsize=6.5, color=INK,
            )  # fmt: skip
    text = "" if not bar.negative + bar.positive else DASH if few else format_number(bar.mean, signed=True)
    panel.text(
        1.0, at, text, transform=panel.get_yaxis_transform(), ha="right", va="center", fontsize=6.5,
        color=MUTED if few else INK,
    )  # fmt: skip


def _row(bar: Bar, titles: Mapping[str, str]) -> dict[str, Any]:
    enough = bar.negative + bar.positive >= MIN_HITS
    row = {"measure": bar.measure, "actor": read_name(bar.actor, titles), "group": bar.group}
    return {**row, "negative": bar.negative, "positive": bar.positive, "mean": bar.mean if enough else math.nan}


def _say(bar: Bar, titles: Mapping[str, str]) -> str:
    head = f"{read_name(bar.measure, titles)}, {read_name(bar.actor, titles)}, {bar.group}"
    mean = f", mean {format_number(bar.mean, signed=True)}" if bar.negative + bar.positive >= MIN_HITS else ", counts only"
    return f"{head}: {bar.positive} for, {bar.negative} against{mean}"
