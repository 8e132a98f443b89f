"""A comparison -> the terms that make its largest gap, as signed bars that add up to the gap (a word shift)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.charts.canvas import (
    INK,
    NEGATIVE,
    NEUTRAL,
    PAGE,
    POSITIVE,
    Chart,
    draw_nothing,
    join_sentences,
    make_panels,
    shorten,
    styled,
    wrap_title,
)
from framing.charts.notation import write_unit
from framing.charts.values import expect_results, format_number, read_name, read_titles
from framing.comparison.cells import MIN_HITS
from framing.given import expect

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison, Gap

NAME, TITLE = "contributions", "Terms that make the largest gap"
TERMS = 12
LEAST_SIDE = 0.3  # of the longer side of the zero line, where there are bars on both


@styled
def draw_contributions(
    comparison: Comparison, analysis: Analysis | None = None, *, ax: Axes | None = None, width: float = PAGE
) -> Chart:
    """Draw what each term adds to the comparison's largest gap, largest first, the rest in one bar.

    Parameters
    ----------
    comparison
        What `compare` returned.
    analysis
        Where given, measures are called by their titles.
    ax
        Axes to draw in; by default a new figure.
    width
        Width of a new figure in inches.
    """
    expect_results("contributions", comparison, analysis, optional=True)
    gap = find_largest(comparison)
    if gap is None:
        return draw_nothing(NAME, TITLE, "No gap rests on enough evidence to split into terms.", ax, width)
    return draw_gap(gap, analysis, ax=ax, width=width)


def find_largest(comparison: Comparison) -> Gap | None:
    """Return the gap that is largest against its counting error, among those with enough evidence."""
    return next(iter(rank_gaps(comparison)), None)


def rank_gaps(comparison: Comparison) -> list[Gap]:
    """Return the gaps that more than one term makes and enough evidence bears, the largest against its error first."""
    sizes = [(measure_gap(comparison, gap), gap) for gap in comparison.gaps if len(gap.contributions) > 1]
    return [gap for size, gap in sorted(sizes, key=lambda pair: -pair[0]) if size > 0]


def measure_gap(comparison: Comparison, gap: Gap) -> float:
    """Return a gap in units of its counting error; 0 where it rests on fewer than five pieces of evidence.

    The scale only serves to choose which gap to show first among measures of different units: the variance of a rate
    is taken as value squared over hits, that of a Poisson count.
    """
    key = (gap.measure, gap.column, gap.target)
    alike = [e for e in comparison.estimates if (e.measure, e.column, e.target) == key]
    own = [e for e in alike if e.group == gap.group]
    others = [e for e in alike if e.group == gap.other or (gap.other not in comparison.groups and e not in own)]
    hits = sum(e.n_hits for e in own), sum(e.n_hits for e in others)
    if sum(hits) < MIN_HITS or math.isnan(gap.difference):
        return 0.0
    rates = [e.pooled for e in (*own, *others) if not math.isnan(e.pooled)]
    spread = max(abs(rate) for rate in rates) if rates else 0.0
    error = spread * math.sqrt(1 / (hits[0] + 1) + 1 / (hits[1] + 1))
    return abs(gap.difference) / error if error else 0.0


@styled
def draw_gap(gap: Gap, analysis: Analysis | None = None, *, ax: Axes | None = None, width: float = PAGE) -> Chart:
    """Draw what each term adds to one gap, largest first, the rest in one bar.

    Raises
    ------
    FramingError
        If something else than one of a comparison's gaps was given.
    """
    expect(gap, "contributions", "draw_gap takes one gap: framing.charts.draw_gap(comparison.gaps[0]).")
    rows = _list_terms(gap)
    panel = make_panels(ax, (1, 1), (width, 0.8 + 0.19 * len(rows)))[0]
    for place, (term, amount) in enumerate(rows):
        _draw_bar(panel, place, amount, last=term == "")
    labels = [shorten(term, 24 if width < 5 else 40) if term else "all terms" for term, _ in rows]
    panel.set_yticks(range(len(rows)), labels)
    panel.get_yticklabels()[-1].set_fontweight("bold")
    _dress(panel, gap, rows, width)
    title = f"{read_name(gap.measure, read_titles(analysis))}: {gap.group} against {gap.other}"
    table = [{"term": term or "all terms", "amount": amount, "unit": gap.unit.name} for term, amount in rows]
    return Chart(NAME, title, _say(title, gap, rows), tuple(table), panel.figure)  # type: ignore[arg-type]


def _list_terms(gap: Gap) -> list[tuple[str, float]]:
    """Return the terms with the largest amounts, the rest as one, and their sum under an empty name."""
    ranked = sorted(gap.contributions, key=lambda part: (-abs(part.amount), part.term))
    rows = [(part.term or "(no term)", part.amount) for part in ranked[:TERMS]]
    rest = ranked[TERMS:]
    if rest:
        name = "1 other term" if len(rest) == 1 else f"{len(rest)} other terms"
        rows.append((name, math.fsum(part.amount for part in rest)))
    return [*rows, ("", math.fsum(part.amount for part in ranked))]


def _draw_bar(panel: Axes, place: int, amount: float, last: bool) -> None:
    color = INK if last else POSITIVE if amount >= 0 else NEGATIVE
    panel.barh(place, amount, height=0.62, color=color)
    panel.annotate(
        format_number(amount, signed=True), (amount, place), xytext=(3 if amount >= 0 else -3, 0),
        textcoords="offset points", va="center", ha="left" if amount >= 0 else "right", fontsize=6.5,
        color=INK, annotation_clip=False,
    )  # fmt: skip


def _dress(panel: Axes, gap: Gap, rows: Sequence[tuple[str, float]], width: float) -> None:
    """Mark zero, part the sum from its terms, and say at the top which side is whose."""
    amounts = [amount for _, amount in rows]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    if low < 0:  # each side has room for its name
        low, high = min(low, -LEAST_SIDE * high), max(high, -LEAST_SIDE * low)
    room = 0.9 / width * (high - low or 1.0)
    panel.set_xlim(low - room * (low < 0), high + room)
    panel.set_ylim(len(rows) - 0.4, -0.7)
    panel.axvline(0, color=NEUTRAL, linewidth=0.8)
    panel.axhline(len(rows) - 1.5, color=NEUTRAL, linewidth=0.5)
    panel.spines["left"].set_visible(False)
    panel.set_xlabel(wrap_title(f"share of the gap, {write_unit(gap.unit.name)}", width - 1.4, 2, size=7), loc="left")
    panel.locator_params(axis="x", nbins=3 if width < 5 else 5)
    for words, side, color in ((gap.group, "left", POSITIVE), (gap.other, "right", NEGATIVE)):
        if side == "left" or low < 0:
            panel.annotate(
                f"more in {shorten(words, 22)}", (0, 1.0), xytext=(4 if side == "left" else -4, 2), ha=side, va="bottom",
                xycoords=panel.get_xaxis_transform(), textcoords="offset points", color=color, fontsize=7,
            )  # fmt: skip


def _say(title: str, gap: Gap, rows: Sequence[tuple[str, float]]) -> str:
    """Say the bars in words."""
    parts = [f"{term} {format_number(amount, signed=True)}" for term, amount in rows[:-1]]
    whole = f"The gap is {format_number(gap.difference, signed=True)} {write_unit(gap.unit.name)}"
    return join_sentences([title, whole, f"It is made of: {', '.join(parts)}"])
