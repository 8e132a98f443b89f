"""Prints the accuracy and speed tables; ``--write`` renews the figures that ship with the package and their floors.

Floors only rise: a figure below its floor by more than the margin is an error, unless ``--lower`` says that it is meant.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmark import accuracy, datasets, speed

SHIPPED = datasets.ROOT / "framing" / "weights" / "accuracy.json"
MARGIN = 0.005  # what a change elsewhere may move a figure by without anybody's doing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew framing/weights/accuracy.json")
    parser.add_argument("--lower", action="store_true", help="let floors fall to what was measured")
    parser.add_argument("--articles", type=int, default=None, help="articles for the speed table")
    options = parser.parse_args()
    rows = list(accuracy.own())
    if datasets.available():
        rows += accuracy.external()
    else:
        print(f"No labeled data in {datasets.folder()}: own sentences only. Set FRAMING_DATA to its folder.", file=sys.stderr)
    floors = read_floors()
    print_accuracy(rows, floors)
    fallen = [row for row in rows if key(row) in floors and row.value < floors[key(row)] - MARGIN and improves(row)]
    for row in fallen:
        print(
            f"below its floor: {row.measure}, {row.metric}, {row.data}: {row.value:.3f} < {floors[key(row)]:.3f}",
            file=sys.stderr,
        )
    if options.write:
        write(rows, {} if options.lower else floors)
    if datasets.available():
        print_speed([*speed.run(options.articles), *speed.memory(), *speed.start_up()])
    if fallen and not options.lower:
        raise SystemExit(1)


def key(row: accuracy.Row) -> str:
    return f"{row.measure}|{row.metric}|{row.data}"


def improves(row: accuracy.Row) -> bool:
    """Say whether a higher value is better; an error's is not."""
    return "error" not in row.metric


def read_floors() -> dict[str, float]:
    if not SHIPPED.is_file():
        return {}
    rows = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return {f"{row['measure']}|{row['metric']}|{row['data']}": row["floor"] for row in rows if row.get("floor") is not None}


def write(rows: Iterable[accuracy.Row], floors: dict[str, float]) -> None:
    data = []
    for row in rows:
        measured = round(row.value, 3)
        floor = max(measured, floors.get(key(row), 0.0)) if improves(row) else None
        data.append({**row._asdict(), "value": measured, "floor": floor})
    SHIPPED.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def print_accuracy(rows: Iterable[accuracy.Row], floors: dict[str, float]) -> None:
    print("| measure | metric | data | n | value | floor | known |\n|---|---|---|---:|---:|---:|---|")
    for row in rows:
        floor = floors.get(key(row))
        shown = f"{floor:.3f}" if floor is not None else "–"
        print(f"| {row.measure} | {row.metric} | {row.data} | {row.n:,} | {row.value:.3f} | {shown} | {row.known} |")


def print_speed(timings: Iterable[speed.Timing]) -> None:
    print("\n| what | value |\n|---|---:|")
    for timing in timings:
        print(f"| {timing.what} | {timing.value:,.2f} {timing.unit} |")


if __name__ == "__main__":
    main()
