"""A comparison -> one table of measures by group, colored by how far each value lies from the mean of all groups."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.charts.canvas import (
    INK,
    MUTED,
    ON_DARK,
    ON_LIGHT,
    PAGE,
    Chart,
    draw_key,
    draw_nothing,
    join_sentences,
    make_panels,
    row_height,
    styled,
    wrap_label,
    wrap_title,
)
from framing.charts.notation import write_unit
from framing.charts.values import (
    DASH,
    ONE_STORY,
    expect_results,
    format_number,
    headline_columns,
    name_column,
    read_titles,
    select,
)
from framing.comparison.allowed import FEW

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison, Estimate

NAME, TITLE = "heat", "Measures by {by}, and how far from the mean of all"
STEPS = (0.5, 1.0)  # spreads from which a cell is colored, and from which strongly
# From far below to far above. Both ends are dark in gray print, so that triangles say which is which.
COLORS = ("#b0500f", "#f2bd97", "#f3f4f6", "#a5cbe3", "#1a6497")
INKS = (ON_DARK, ON_LIGHT, INK, ON_LIGHT, ON_DARK)  # a dark page turns the ground of the middle, and its ink with it
MARKS = ("▼", "▽", "", "△", "▲")
KEY = (
    f"▼ {STEPS[1]:g} SD or more below",
    f"▽ {STEPS[0]:g} to {STEPS[1]:g} SD below",
    f"within {STEPS[0]:g} SD of the mean",
    f"△ {STEPS[0]:g} to {STEPS[1]:g} SD above",
    f"▲ {STEPS[1]:g} SD or more above",
)


HEAD, NARROW = 6.2, 0.92  # points of the names of measures, and how much narrower they run than bold titles
HEADS, TALLEST = 0.66, 9.5  # inches of the names above a block, and of a figure that fits on a page
MANY = 12  # groups above which rows are as low as their values allow


class Cell(NamedTuple):
    """A group's value in a column, and its distance from the mean of all groups in spreads; nan where too few stories."""

    estimate: Estimate
    distance: float


class Stripe(NamedTuple):
    """One column of a measure: its name, and a cell for each group in alphabetical order."""

    name: str
    unit: str
    cells: tuple[Cell, ...]


@styled
def draw_heat(
    comparison: Comparison, analysis: Analysis | None = None, *, ax: Axes | None = None, width: float = PAGE
) -> Chart:
    """Draw the headline measures without targets as a table, groups in alphabetical order, from six stories on.

    A cell is colored by how far a group's mean lies from the mean of all groups, in standard deviations of the stories of
    one group: what is within each measure, so that colors can be read across measures. Values of fewer than six stories
    are printed and not colored.

    Parameters
    ----------
    comparison
        What `compare` returned.
    analysis
        Where given, measures are called by their titles.
    ax
        Axes to draw in the place of; by default a new figure.
    width
        Width of a new figure in inches.
    """
    expect_results("heat", comparison, analysis, optional=True)
    title = TITLE.format(by=comparison.by)
    stripes = find_stripes(comparison, analysis)
    if not stripes:
        return draw_nothing(NAME, title, f"No measure is known of {FEW} stories in each of two groups.", ax, width)
    label = 1.0 if width < 5 else 1.4
    row, lines = (0.15, 1) if len(comparison.groups) > MANY else (row_height(comparison.groups), 2)
    block = HEADS + row * len(comparison.groups)
    blocks = cut_blocks(stripes, int((width - label - 0.2) / 0.72), max(1, int((TALLEST - 0.6) / block)))
    axes = make_panels(ax, (len(blocks), 1), (width, 0.35 + 0.25 * (width < 5) + len(blocks) * block))
    names = [wrap_label(group, label, lines) for group in comparison.groups]
    for panel, own in zip(axes, blocks, strict=True):
        _draw_block(panel, own, len(blocks[0]), (width - label - 0.2) / len(blocks[0]))
        panel.set_yticks(range(len(names)), names, linespacing=0.95)
        panel.set_ylim(len(names) - 0.5, -0.5)
    left_out = len(stripes) - sum(map(len, blocks))
    if left_out:
        noun = "measure stands" if left_out == 1 else "measures stand"
        axes[-1].set_xlabel(f"{left_out} more {noun} in the table", loc="left", fontsize=6.5)
    _draw_key(axes[0], width < 5, outside=ax is None)
    table = [_row(cell) for stripe in stripes for cell in stripe.cells]
    alt = join_sentences([_say(stripe) for stripe in stripes])
    return Chart(NAME, title, alt, tuple(table), axes[0].figure)  # type: ignore[arg-type]


def find_stripes(comparison: Comparison, analysis: Analysis | None) -> list[Stripe]:
    """Return the headline columns without targets that at least two groups have six defined stories of."""
    if comparison.design == ONE_STORY:
        return []
    titles = read_titles(analysis)
    stripes = []
    for key in headline_columns(comparison):
        estimates = select(comparison.estimates, *key)
        distances = measure_distances(estimates)
        known = sum(not math.isnan(distance) for distance in distances)
        if known > 1 and not any(estimate.target for estimate in estimates):
            cells = tuple(map(Cell, estimates, distances))
            stripes.append(Stripe(name_column(key, comparison, titles), estimates[0].unit.name, cells))
    return stripes


def cut_blocks(stripes: Sequence[Stripe], abreast: int, most: int) -> list[list[Stripe]]:
    """Return columns in at most so many blocks of one width, each of at most so many abreast; what is too much is left out."""
    shown = list(stripes[: max(1, abreast) * most])
    n_blocks = math.ceil(len(shown) / max(1, abreast))
    even = math.ceil(len(shown) / n_blocks)
    return [shown[start : start + even] for start in range(0, len(shown), even)]


def measure_distances(estimates: Sequence[Estimate]) -> list[float]:
    """Return how far each group lies from the mean of the groups that have six stories, in spreads; nan for the others.

    The spread is the standard deviation of stories inside groups, pooled over these groups: it does not grow with the
    differences that it is to show. Where no story differs from another of its group there is no spread, and no distance
    but 0 is known.
    """
    values = [[value for value in estimate.values if not math.isnan(value)] for estimate in estimates]
    enough = [len(own) >= FEW and not math.isnan(e.value) for own, e in zip(values, estimates, strict=True)]
    known = [e.value for e, is_known in zip(estimates, enough, strict=True) if is_known]
    if not known:
        return [math.nan] * len(estimates)
    mean = math.fsum(known) / len(known)
    squares = freedom = 0.0
    for own, is_known in zip(values, enough, strict=True):
        if is_known:
            center = math.fsum(own) / len(own)
            squares += math.fsum((value - center) ** 2 for value in own)
            freedom += len(own) - 1
    spread = math.sqrt(squares / freedom)
    flat = math.isclose(max(known), min(known), abs_tol=1e-12)
    return [
        math.nan if not is_known or (not spread and not flat) else 0.0 if flat else (e.value - mean) / spread
        for e, is_known in zip(estimates, enough, strict=True)
    ]


def place_step(distance: float) -> int:
    """Return the number of a distance's color, 0 for far below to 4 for far above.

    >>> [place_step(distance) for distance in (-2.0, -0.5, 0.1, 0.5, 1.0)]
    [0, 1, 2, 3, 4]
    """
    size = sum(abs(distance) >= step for step in STEPS)
    return 2 + size if distance > 0 else 2 - size


def _draw_block(panel: Axes, stripes: Sequence[Stripe], abreast: int, inches: float) -> None:
    """Draw some columns as a table: the value in each cell, with a triangle where it is far from the mean."""
    panel.set_xlim(-0.5, abreast - 0.5)
    for place, stripe in enumerate(stripes):
        for row, cell in enumerate(stripe.cells):
            known = not math.isnan(cell.distance)
            step = place_step(cell.distance) if known else 2
            if known:
                panel.barh(row, 0.94, left=place - 0.47, height=0.88, color=COLORS[step])
            text = f"{format_number(cell.estimate.value)}{MARKS[step] and ' '}{MARKS[step]}"
            panel.text(place, row, text, ha="center", va="center", fontsize=6.5, color=INKS[step] if known else MUTED)
        unit = _shorten_unit(stripe.unit)
        head = f"{wrap_title(stripe.name, inches, 3, HEAD * NARROW)}\n{wrap_title(unit, inches, 2, HEAD * NARROW)}"
        panel.text(
            place, 1.0, head, transform=panel.get_xaxis_transform(), ha="center", va="bottom", fontsize=HEAD, linespacing=1.0
        )
    panel.set_xticks([])
    for side in ("left", "bottom"):
        panel.spines[side].set_visible(False)


def _shorten_unit(unit: str) -> str:
    return write_unit(unit.replace("per 1,000 words", "/ 1,000 w.").replace("of attributions", "of attrib."))


def _draw_key(panel: Axes, narrow: bool, outside: bool) -> None:
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=color) for color in COLORS]
    draw_key(panel, handles, KEY, columns=2 if narrow else len(KEY), outside=outside)


def _row(cell: Cell) -> dict[str, Any]:
    e = cell.estimate
    return {
        "measure": e.measure,
        "column": e.column,
        "group": e.group,
        "value": e.value,
        "unit": e.unit.name,
        "distance": cell.distance,
        "hits": e.n_hits,
        "stories": e.n_stories - e.n_undefined,
    }


def _say(stripe: Stripe) -> str:
    """Say one measure in words: which groups lie far from the mean, in alphabetical order."""
    sides = []
    for side, sign in (("above", 1), ("below", -1)):
        far = [
            f"{cell.estimate.group} {format_number(cell.estimate.value)}"
            for cell in stripe.cells
            if sign * cell.distance >= STEPS[0]
        ]
        sides += [f"{side} the mean {', '.join(far)}"] if far else []
    few = sum(math.isnan(cell.distance) for cell in stripe.cells)
    left = [f"{few} of {len(stripe.cells)} with too few stories"] if few else []
    said = "; ".join([*(sides or ["no group far from the mean"]), *left])
    values = [cell.estimate.value for cell in stripe.cells if not math.isnan(cell.estimate.value)]
    ends = f"{format_number(min(values))} to {format_number(max(values))}" if values else DASH
    return f"{stripe.name}, {ends} {stripe.unit}: {said}"
