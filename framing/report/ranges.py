"""Estimates of many groups -> their range, where a column a group would be wider than any page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.charts.notation import write_number
from framing.charts.values import DASH, format_number

if TYPE_CHECKING:
    from framing.comparison import Estimate
    from framing.scores import Column

WIDE = 12  # groups side by side in a table of results
HEADER = ("All together", "Lowest", "Middle", "Highest", "Defined in")


def say_range(estimates: Sequence[Estimate | None], column: Column) -> tuple[tuple[str], ...]:
    """Return cells under `HEADER`: the rate over all texts, and the range of the groups, none of which is named."""
    found = [estimate for estimate in estimates if estimate]
    total, base = sum(e.total for e in found), sum(e.base for e in found)
    together = format_number(total / base * column.unit.factor) if base else DASH
    values = sorted(e.value for e in found if not math.isnan(e.value))
    if not values:
        return ((together,), (DASH,), (DASH,), (DASH,), (write_number(0),))
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    spread = (format_number(value) for value in (values[0], middle, values[-1]))
    return ((together,), *((said,) for said in spread), (f"{write_number(len(values))} of {write_number(len(estimates))}",))
