"""Comparisons and analyses -> charts that carry their own title, alt text and data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from framing.charts.actors import draw_actors
from framing.charts.canvas import COLUMN, PAGE, Chart
from framing.charts.concordance import draw_concordance, draw_lines
from framing.charts.contributions import draw_contributions, draw_gap
from framing.charts.coverage import draw_coverage
from framing.charts.estimates import draw_estimates
from framing.charts.heat import draw_heat
from framing.charts.ladder import draw_ladder
from framing.charts.positions import draw_positions
from framing.charts.time import draw_time

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
    "draw_concordance",
    "draw_contributions",
    "draw_coverage",
    "draw_estimates",
    "draw_gap",
    "draw_heat",
    "draw_ladder",
    "draw_lines",
    "draw_positions",
    "draw_time",
]


class Draw(Protocol):
    """A chart: data in, `Chart` out, on a new figure of ``width`` inches or in the place of ``ax``.

    Raises a `FramingError` where something else is given than a comparison and, after it, an analysis.
    """

    def __call__(self, comparison: Comparison, analysis: Analysis, *, ax: Axes | None = None, width: float = PAGE) -> Chart: ...


CHARTS: Mapping[str, Draw] = {
    "estimates": draw_estimates,
    "heat": draw_heat,
    "time": draw_time,
    "ladder": draw_ladder,
    "actors": draw_actors,
    "contributions": draw_contributions,
    "concordance": draw_concordance,
    "coverage": draw_coverage,
    "positions": draw_positions,
}
