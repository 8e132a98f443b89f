"""A gap -> the same gap seen from the other side, so that a sentence can begin with whoever has more."""

from __future__ import annotations

from dataclasses import replace

from framing.comparison.results import Gap

Ends = tuple[float, float]


def turn_gap(gap: Gap) -> Gap:
    """Return a gap with its sides exchanged: differences with the other sign, ratios upside down."""
    sensitivity = replace(
        gap.sensitivity,
        left=-gap.sensitivity.left,
        others=tuple(replace(other, difference=-other.difference) for other in gap.sensitivity.others),
    )
    return replace(
        gap,
        group=gap.other,
        other=gap.group,
        value=gap.other_value,
        other_value=gap.value,
        difference=-gap.difference,
        ratio=1 / gap.ratio if gap.ratio else float("nan"),
        interval=gap.interval and _turn(gap.interval),
        ratio_interval=gap.ratio_interval and _invert(gap.ratio_interval),
        effect=None if gap.effect is None else -gap.effect,
        hedges_g=None if gap.hedges_g is None else -gap.hedges_g,
        contributions=tuple(replace(part, amount=-part.amount) for part in gap.contributions),
        sensitivity=sensitivity,
    )


def _turn(ends: Ends) -> Ends:
    return -ends[1], -ends[0]


def _invert(ends: Ends) -> Ends | None:
    return (1 / ends[1], 1 / ends[0]) if ends[0] > 0 else None
