"""One line of the accuracy table, and which other line it is compared with."""

from __future__ import annotations

from typing import NamedTuple

UNCHANGED = "same "  # how the metrics begin that say how often an answer stays what it was when only names change
LEAST_UNCHANGED = 0.98


class Row(NamedTuple):
    """One line of the accuracy table.

    ``known`` says what others reach on the same data; ``annotator`` which one gave the layers, "" where the figure hangs
    on none; ``interval`` where 95 % of the resampled figures lie.
    """

    measure: str
    metric: str
    data: str
    value: float
    n: int
    known: str = ""
    annotator: str = ""
    interval: tuple[float, float] | None = None


def key(row: Row) -> str:
    """Return what makes two rows the same figure, measured twice."""
    return f"{row.measure}|{row.metric}|{row.data}|{row.annotator}"


def improves(row: Row) -> bool:
    """Say whether a higher value is better; an error's is not."""
    return "error" not in row.metric


def fixed_floor(row: Row) -> float | None:
    """Return the floor that is set for a figure beforehand, not by what was measured last."""
    return LEAST_UNCHANGED if row.metric.startswith(UNCHANGED) else None
