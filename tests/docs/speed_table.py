"""The speed figures last measured -> the README's tables: ``python tests/docs/speed_table.py --write`` renews them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs.readme import renew

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "tests" / "benchmark" / "speed.json"
NAME = "speed"
PARTS = ("speed", "scaling", "peers", "reading", "scoring", "stream")
SHARE = "% of the time"
NONE = "–"


def draw_tables(known: Mapping[str, Any]) -> str:
    """Return the figures as Markdown: what was measured, then the shares of the time, then on what it was measured."""
    timings = [timing for part in PARTS for timing in known.get(part, {}).get("timings", ())]
    lines = [f"| {_cell(what)} | {show(value)} {unit} |\n" for what, value, unit in timings if unit != SHARE]
    tables = ["| what | value |\n|---|---:|\n" + "".join(lines)] if lines else []
    tables += list(_draw_shares([timing for timing in timings if timing[2] == SHARE]))
    return "\n".join([*tables, *_tell_machines(known)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("_", " ")


def show(value: float) -> str:
    """Return a value with three digits that count, and no more than are known of a large one."""
    if value >= 1_000:
        digits = len(str(int(value))) - 3
        return f"{round(value, -digits):,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _draw_shares(timings: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Yield a table with a column for each annotator, if there are shares."""
    shares: dict[str, dict[str, float]] = {}
    for what, value, _ in timings:
        annotator, _, part = what.partition(": ")
        shares.setdefault(part, {})[annotator] = value
    names = list(dict.fromkeys(name for own in shares.values() for name in own))
    if not names:
        return
    lines = "".join(
        f"| {_cell(part)} | {' | '.join(f'{own[name]:.1f} %' if name in own else NONE for name in names)} |\n"
        for part, own in shares.items()
    )
    yield f"| share of the time | {' | '.join(names)} |\n|---|{'---:|' * len(names)}\n{lines}"


def _tell_machines(known: Mapping[str, Any]) -> Iterator[str]:
    machines: dict[str, list[str]] = {}
    for part in PARTS:
        if part in known:
            machine = known[part]["machine"]
            told = f"{machine['processor']} with {machine['cores']} cores, Python {machine['python']}, {machine['day']}"
            machines.setdefault(told, []).append(part)
    if machines:
        yield "".join(f"Measured ({', '.join(parts)}) on {told}.\n" for told, parts in machines.items())


if __name__ == "__main__":
    renew(NAME, FIGURES, draw_tables, __doc__)
