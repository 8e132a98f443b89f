"""Lines and where they end -> their names at the right of a panel, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.charts.canvas import wrap_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST = 0.15  # of a panel's height: what a name needs


def name_lines(panel: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Write each group's name at the right, at the height of its last value, moved apart where names would overlap."""
    low, high = sorted(panel.get_ylim())
    turned = panel.get_ylim()[0] > panel.get_ylim()[1]
    shares = [((1 - share) if turned else share) for share in ((value - low) / (high - low) for value, _, _ in ends)]
    for share, (_, group, color) in zip(_hold(shares, LEAST), ends, strict=True):
        panel.text(
            1.04,
            share,
            wrap_label(group, 1.15, 1),
            transform=panel.transAxes,
            va="center",
            ha="left",
            fontsize=6.5,
            color=color,
        )


def spread(places: Sequence[float], least: float) -> list[float]:
    """Return places moved apart until neighbors are ``least`` apart, in their order, around where they were.

    >>> [round(place, 2) for place in spread([0.5, 0.5, 0.9], 0.2)]
    [0.4, 0.6, 0.9]
    """
    blocks: list[list[float]] = []  # of one height each: the sum of centers wished for, and how many
    for place in sorted(places):
        blocks.append([place, 1])
        while len(blocks) > 1:
            (one, n), (other, m) = blocks[-2:]
            if other / m - one / n >= least * (n + m) / 2:
                break
            blocks[-2:] = [[one + other, n + m]]
    moved = [total / n + least * (i - (n - 1) / 2) for total, n in blocks for i in range(int(n))]
    order = sorted(range(len(places)), key=lambda number: places[number])
    result = [0.0] * len(places)
    for place, number in zip(moved, order, strict=True):
        result[number] = place
    return result


def _hold(places: Sequence[float], least: float) -> list[float]:
    """Return places spread as they are by `spread`, and none below 0 or above 1 as far as there is room."""
    spaced = spread(places, least)
    held = list(spaced)
    for rank, number in enumerate(sorted(range(len(spaced)), key=lambda number: spaced[number])):
        above = len(spaced) - 1 - rank
        held[number] = max(min(spaced[number], 1 - above * least), rank * least)
    return held
