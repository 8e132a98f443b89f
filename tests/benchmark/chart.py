"""The figures last measured -> reports/benchmark.svg: where the time goes, and how fast everything is that was measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmark import datasets, figures
from benchmark.shares import MEASURE
from benchmark.speed import Timing
from framing.charts.canvas import ACCENT, MUTED, NEUTRAL, PAGE, Chart, label_rows, make_panels, styled, title_panel

FILE = datasets.ROOT / "reports" / "benchmark.svg"
MOST = 16  # parts and measures shown; the smallest are added up
_INCHES = 1.6  # that a label may take
OTHERS = "other measures"
_SHARE, _SPEED = "% of the time", "words a second"


def write(file: Path | None = None) -> None:
    """Draw what is kept; nothing where nothing is."""
    known = figures.read()
    shares, speeds = list_shares(known), list_speeds(known)
    if shares and speeds:
        (file or FILE).write_text(draw(shares, speeds).svg(), encoding="utf-8")


def list_shares(known: dict[str, Any]) -> list[tuple[str, dict[str, float]]]:
    """Return parts and measures with their share of the time by annotator, in percent, in the order of the work."""
    shares: dict[str, dict[str, float]] = {}
    for timing in figures.timings_of(known, "speed"):
        if timing.unit == _SHARE:
            annotator, _, part = timing.what.partition(": ")
            shares.setdefault(part, {})[annotator] = timing.value
    measures = sorted((part for part in shares if part.startswith(MEASURE)), key=lambda part: -max(shares[part].values()))
    room = max(0, MOST - len(shares) + len(measures))
    small = measures[room:]
    parts = [part for part in shares if not part.startswith(MEASURE)]
    rows = [(part, shares[part]) for part in parts]
    for part in measures[:room]:
        name = part.removeprefix(MEASURE).replace("_", " ")
        rows.append((f"{name} (measure)" if name in parts else name, shares[part]))
    if small:
        names = {name for part in small for name in shares[part]}
        rows.append((OTHERS, {name: sum(shares[part].get(name, 0.0) for part in small) for name in sorted(names)}))
    return rows


def list_speeds(known: dict[str, Any]) -> list[Timing]:
    """Return what was measured in words a second, the fastest first."""
    found = [timing for timing in figures.timings_of(known, "speed", "peers") if timing.unit == _SPEED]
    first = {timing.what: timing for timing in reversed(found)}  # spaCy is timed beside each annotator
    return sorted(first.values(), key=lambda timing: -timing.value)


@styled
def draw(shares: Sequence[tuple[str, dict[str, float]]], speeds: Sequence[Timing]) -> Chart:
    """Draw both, bars in a row each."""
    from matplotlib.ticker import FuncFormatter

    rows = max(len(shares), len(speeds))
    left, right = make_panels(None, (1, 2), (PAGE, 0.6 + 0.29 * rows))
    names = sorted({name for _, own in shares for name in own}, reverse=True)  # the fast one first
    height = 0.8 / max(1, len(names))
    for n, (name, color) in enumerate(zip(names, (ACCENT, NEUTRAL), strict=False)):
        places = [i + (n - (len(names) - 1) / 2) * height for i in range(len(shares))]
        left.barh(places, [own.get(name, 0.0) for _, own in shares], height, color=color, label=name)
    label_rows(left, [part for part, _ in shares], _INCHES)
    left.set_xlabel("share of the processor time, %")
    left.legend(frameon=False, fontsize=6.5, loc="lower right")
    title_panel(left, "Where the time goes", PAGE / 2 - _INCHES)
    beside = re.compile(r" \(.*\)|, one core|, full pipeline|annotate and (?=score)")
    labels = [beside.sub("", timing.what).replace("_", " ") for timing in speeds]
    ours = [timing.what.startswith(("fast", "encoder")) for timing in speeds]
    colors = [ACCENT if own else NEUTRAL for own in ours]
    right.scatter(
        [timing.value for timing in speeds], range(len(speeds)), s=26, c=colors
    )  # a bar has no length on such a scale
    right.set_xscale("log")
    right.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    label_rows(right, labels, _INCHES)
    right.set_xlabel("words a second on one core")
    title_panel(right, "How fast", PAGE / 2 - _INCHES)
    right.grid(axis="y")
    for panel in (left, right):
        panel.grid(axis="x", which="major")
        panel.tick_params(axis="x", colors=MUTED)
    table: list[dict[str, Any]] = [
        {"what": part, "annotator": name, "value": own[name], "unit": _SHARE} for part, own in shares for name in own
    ]
    table += [{"what": timing.what, "annotator": "", "value": timing.value, "unit": timing.unit} for timing in speeds]
    alt = ". ".join(f"{timing.what}: {timing.value:,.0f} {timing.unit}" for timing in speeds)
    return Chart("benchmark", "Where the time goes, and how fast everything is", alt, tuple(table), left.figure)  # type: ignore[arg-type]
