"""A comparison -> one stacked bar a group: how many of its attributions stand on each rung of the sourcing ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.charts.canvas import (
    MUTED,
    ON_DARK,
    ON_LIGHT,
    PAGE,
    PAPER,
    Chart,
    draw_key,
    draw_nothing,
    join_sentences,
    label_rows,
    make_panels,
    row_height,
    styled,
)
from framing.charts.values import expect_results, format_count
from framing.comparison.cells import MIN_HITS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison

NAME, TITLE = "ladder", "The sourcing ladder: who statements are attributed to"

# CODEBOOK A-5. Dark to light in equal steps, so the order survives gray print; blue where the source is named.
RUNGS: Mapping[int, tuple[str, str, str]] = {
    5: ("named person", "#0d3b66", ON_DARK),
    4: ("named organization or document", "#3f78a8", ON_DARK),
    3: ("unnamed, with a specifier", "#c98b45", ON_LIGHT),
    2: ("unnamed, stock phrase", "#dfb57e", ON_LIGHT),
    1: ("unnamed group", "#efd6b2", ON_LIGHT),
    0: ("no source", "#f8eedf", ON_LIGHT),
}
# A segment narrower than this share of the bar has no room for its count at a column's width; the table holds it.
LABEL_SHARE = 0.055
# A bar of too few attributions for shares is drawn faintly, and says so.
FAINT, FEW = 0.35, ",\nfew"


@styled
def draw_ladder(
    comparison: Comparison, analysis: Analysis | None = None, *, ax: Axes | None = None, width: float = PAGE
) -> Chart:
    """Draw the share of attributions on each rung, with counts in the bars, groups in alphabetical order.

    Parameters
    ----------
    comparison
        What `compare` returned, with the attribution measure among its estimates.
    analysis
        Not needed; every chart takes the same arguments.
    ax
        Axes to draw in; by default a new figure.
    width
        Width of a new figure in inches.
    """
    expect_results("ladder", comparison, analysis, optional=True)
    counts = count_rungs(comparison)
    groups = [group for group in comparison.groups if sum(counts.get(group, {}).values())]
    if not groups:
        return draw_nothing(NAME, TITLE, "No attribution was found.", ax, width)
    height = 0.75 + (0.5 if width < 5 else 0.3) + len(groups) * (row_height(groups) + 0.08)
    panel = make_panels(ax, (1, 1), (width, height))[0]
    for row, group in enumerate(groups):
        _draw_bar(panel, row, counts[group])
    label_rows(panel, groups, 1.0 if width < 5 else 1.6)
    _dress(panel)
    draw_key(panel, *panel.get_legend_handles_labels(), columns=2 if width < 5 else 3, outside=ax is None)
    table = [_row(group, counts[group]) for group in groups]
    return Chart(NAME, TITLE, join_sentences([_say(g, counts[g]) for g in groups]), tuple(table), panel.figure)  # type: ignore[arg-type]


def count_rungs(comparison: Comparison) -> dict[str, dict[int, float]]:
    """Return how many attributions of each group stand on each rung, from the columns ``ladder_5`` to ``ladder_0``."""
    counts: dict[str, dict[int, float]] = {}
    for estimate in comparison.estimates:
        name, _, rung = estimate.column.rpartition("_")
        if name == "ladder" and rung.isdigit():
            counts.setdefault(estimate.group, {})[int(rung)] = estimate.total
    return counts


def _draw_bar(panel: Axes, row: int, counts: Mapping[int, float]) -> None:
    """Stack one group's shares from named to agentless, faintly where they are of too few, with their number at the end."""
    whole, left = sum(counts.values()), 0.0
    few = whole < MIN_HITS
    for rung, (label, color, ink) in RUNGS.items():
        share = counts.get(rung, 0.0) / whole
        panel.barh(
            row, share * 100, left=left * 100, height=0.68, color=color, edgecolor=PAPER, linewidth=0.8,
            label=label if row == 0 else "_", alpha=FAINT if few else 1.0,
        )  # fmt: skip
        if share >= LABEL_SHARE:
            middle = (left + share / 2) * 100
            shade = ON_LIGHT if few else ink
            panel.text(middle, row, format_count(counts[rung]), ha="center", va="center", color=shade, fontsize=6.5)
        left += share
    panel.text(101.5, row, f"of {format_count(whole)}{FEW * few}", va="center", ha="left", fontsize=6.5, color=MUTED)


def _dress(panel: Axes) -> None:
    """Leave a plain percent axis."""
    panel.set_xlim(0, 100)
    panel.set_xlabel("% of attributions; counts in the bars", loc="left")
    for side in ("left", "bottom"):
        panel.spines[side].set_visible(False)


def _row(group: str, counts: Mapping[int, float]) -> dict[str, Any]:
    whole = sum(counts.values())
    shares = {f"rung_{rung}_share": counts.get(rung, 0.0) / whole for rung in RUNGS}
    return {
        "group": group,
        **{f"rung_{rung}": counts.get(rung, 0.0) for rung in RUNGS},
        "attributions": whole,
        **shares,
    }


def _say(group: str, counts: Mapping[int, float]) -> str:
    steps: Sequence[str] = [f"{format_count(counts.get(r, 0.0))} {label}" for r, (label, _, _) in RUNGS.items()]
    whole = sum(counts.values())
    few = ", too few for shares" if whole < MIN_HITS else ""
    noun = "attribution" if whole == 1 else "attributions"
    return f"{group}, {format_count(whole)} {noun}{few}: {', '.join(steps)}"
