"""A comparison -> one panel a headline measure, one row a group: a dot, with a whisker where the n allows one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from framing.charts.canvas import (
    ACCENT,
    INK,
    MUTED,
    PAGE,
    RULE,
    Chart,
    draw_nothing,
    join_sentences,
    label_rows,
    make_panels,
    row_height,
    say_left_out,
    styled,
    title_panel,
)
from framing.charts.notation import write_unit
from framing.charts.values import (
    expect_results,
    format_count,
    format_number,
    headline_columns,
    name_column,
    read_titles,
    select,
    show_interval,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison, Estimate

NAME, TITLE = "estimates", "Headline measures by {by}"
SAID = 8  # groups that alt text names one by one
MANY = 12  # groups above which rows are low, panels stand closer, and the figure is held to one page
TALLEST, STACK = 9.5, 30.0  # inches of one page, and of panels of few groups, which can be parted over several


@styled
def draw_estimates(
    comparison: Comparison, analysis: Analysis | None = None, *, ax: Axes | None = None, width: float = PAGE
) -> Chart:
    """Draw every headline measure that has no target, groups in alphabetical order.

    Parameters
    ----------
    comparison
        What `compare` returned.
    analysis
        Where given, measures are called by their titles.
    ax
        Axes to draw in the place of; by default a new figure.
    width
        Width of a new figure in inches: 3.4 for a journal column, 7 for a page or a slide.
    """
    expect_results("estimates", comparison, analysis, optional=True)
    title, titles = TITLE.format(by=comparison.by), read_titles(analysis)
    shown = [replace(e, interval=show_interval(e, comparison.design)) for e in comparison.estimates]
    panels = [(key, select(shown, *key)) for key in headline_columns(comparison)]
    panels = [(key, estimates) for key, estimates in panels if not any(e.target for e in estimates)]
    if not panels:
        return draw_nothing(NAME, title, "No measure was scored.", ax, width)
    many = len(comparison.groups) > MANY
    columns, height, most = _plan(len(panels), comparison.groups, width)
    shown_panels = panels[:most]
    rows = math.ceil(len(shown_panels) / columns)
    axes = make_panels(ax, (rows, columns), (width, rows * height + 0.2 * (most < len(panels))), share=True)
    for place, (panel, (key, estimates)) in enumerate(zip(axes, shown_panels, strict=False)):
        _draw_panel(panel, estimates)
        inches = (width - 1.1) / columns - 0.1 if many or width >= 5 else 2.3
        title_panel(panel, name_column(key, comparison, titles), inches)
        if place % columns == 0:
            label_rows(panel, comparison.groups, *((1.25, 1) if many else (1.1, 2)))
    for panel in axes[len(shown_panels) :]:
        panel.set_axis_off()
    if most < len(panels):
        say_left_out(axes[0], len(panels) - most)
    table = [_row(estimate) for _, estimates in panels for estimate in estimates]
    alt = join_sentences([_say(name_column(key, comparison, titles), estimates) for key, estimates in panels])
    return Chart(NAME, title, alt, tuple(table), axes[0].figure)  # type: ignore[arg-type]


def _plan(n_panels: int, groups: Sequence[str], width: float) -> tuple[int, float, int]:
    """Return how many panels stand abreast, how high each is in inches, and how many there is room for."""
    narrow, many = width < 5, len(groups) > MANY
    abreast = (2 if narrow else 4) if many else (1 if narrow else 3 if n_panels > 8 else 2)
    columns = min(n_panels, abreast)
    height = 0.7 + (0.135 if many else row_height(groups)) * len(groups)
    return columns, height, min(n_panels, columns * max(1, int((TALLEST if many else STACK) / height)))


def _draw_panel(panel: Axes, estimates: Sequence[Estimate]) -> None:
    """Draw one measure: dots, whiskers, and at the right edge the value, with its count where there is room."""
    many = len(estimates) > MANY
    panel.tick_params(axis="y", labelleft=panel.get_subplotspec().is_first_col())  # type: ignore[union-attr]
    for row, estimate in enumerate(estimates):
        panel.axhline(row, color=RULE, linewidth=0.5, zorder=0)
        if estimate.interval:
            panel.plot(estimate.interval, (row, row), color=ACCENT, linewidth=2.0, alpha=0.55)
        if not math.isnan(estimate.value):
            panel.plot([estimate.value], [row], "o", color=ACCENT, markersize=3.2 if many else 4.5, clip_on=False)
        count = "" if many else f"  ({format_count(estimate.n_hits)})"
        text = f"{format_number(estimate.value)}{count}"
        panel.text(
            1.02, row, text, transform=panel.get_yaxis_transform(), va="center", ha="left", fontsize=6 if many else 6.5,
            color=INK if not math.isnan(estimate.value) else MUTED,
        )  # fmt: skip
    panel.set_xlabel(write_unit(estimates[0].unit.name), loc="left")
    panel.spines["left"].set_visible(False)
    _set_range(panel, estimates)


def _set_range(panel: Axes, estimates: Sequence[Estimate]) -> None:
    """Start the axis at zero unless a value lies below it: a cut axis makes small differences look large."""
    ends = [e.value for e in estimates if not math.isnan(e.value)]
    ends += [end for e in estimates if e.interval for end in e.interval if math.isfinite(end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    high = high if high > low else 1.0
    room = (high - low) * 0.06
    panel.set_xlim(low - room * (low < 0), high + room)
    panel.locator_params(axis="x", nbins=2 if len(estimates) > MANY else 4)


def _row(estimate: Estimate) -> dict[str, Any]:
    low, high = estimate.interval or (None, None)
    return {
        "measure": estimate.measure,
        "column": estimate.column,
        "group": estimate.group,
        "value": estimate.value,
        "unit": estimate.unit.name,
        "low": low,
        "high": high,
        "interval": estimate.interval_kind or estimate.note,
        "total": estimate.total,
        "base": estimate.base,
        "hits": estimate.n_hits,
        "stories": estimate.n_stories,
    }


def _say(title: str, estimates: Sequence[Estimate]) -> str:
    """Say one panel in words: every group, or the lowest and the highest where there are many."""
    shown = list(estimates)
    defined = sorted((e for e in estimates if not math.isnan(e.value)), key=lambda e: e.value)
    if len(shown) > SAID and defined:
        shown = [defined[0], defined[-1]]
    values = []
    for e in shown:
        interval = f", interval {format_number(e.interval[0])} to {format_number(e.interval[1])}" if e.interval else ""
        values.append(f"{e.group} {format_number(e.value)}{interval}, {format_count(e.n_hits)} findings")
    lead = f"{title}, {write_unit(estimates[0].unit.name)}" + (
        f", over {len(estimates)} groups, from" if len(shown) < len(estimates) else ""
    )
    return f"{lead}: {'; '.join(values)}"
