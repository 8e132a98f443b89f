"""Comparisons and analyses -> charts that carry their own title, alt text and data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from framing.charts.actors import draw_actors
from framing.charts.canvas import COLUMN, PAGE, Chart
from framing.charts.contributions import draw_contributions, draw_gap
from framing.charts.estimates import draw_estimates
from framing.charts.ladder import draw_ladder
from framing.charts.positions import draw_positions

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison

__all__ = [
    "CHARTS",
    "COLUMN",
    "PAGE",
    "Chart",
    "draw_actors",
    "draw_contributions",
    "draw_estimates",
    "draw_gap",
    "draw_ladder",
    "draw_positions",
]


class Draw(Protocol):
    """A chart: data in, `Chart` out, on a new figure of ``width`` inches or in the place of ``ax``."""

    def __call__(self, comparison: Comparison, analysis: Analysis, *, ax: Axes | None = None, width: float = PAGE) -> Chart: ...


CHARTS: Mapping[str, Draw] = {
    "estimates": draw_estimates,
    "ladder": draw_ladder,
    "actors": draw_actors,
    "contributions": draw_contributions,
    "positions": draw_positions,
}
