"""Prints the accuracy and speed tables; ``--write`` renews the figures that ship with the package and their floors.

Floors only rise: a figure below its floor by more than the margin is an error, unless ``--lower`` says that it is meant.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmark import accuracy, datasets, repeated_lines, speed, streams, text_pages, web_pages

SHIPPED = datasets.ROOT / "framing" / "weights" / "accuracy.json"
PARTS = ("reading", "scoring", "stream")
MARGIN = 0.005  # what a change elsewhere may move a figure by without anybody's doing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew framing/weights/accuracy.json")
    parser.add_argument("--lower", action="store_true", help="let floors fall to what was measured")
    parser.add_argument("--articles", type=int, default=None, help="articles for the speed table")
    parser.add_argument("--only", choices=PARTS, help="one part: what is measured of reading, of scoring, or a very large file")
    options = parser.parse_args()
    if not datasets.available():
        print(f"No labeled data in {datasets.folder()}: own sentences only. Set FRAMING_DATA to its folder.", file=sys.stderr)
    floors = read_floors()
    rows = list(measure_accuracy(options.only))
    print_accuracy(rows, floors)
    fallen = [row for row in rows if key(row) in floors and row.value < floors[key(row)] - MARGIN and improves(row)]
    for row in fallen:
        print(
            f"below its floor: {row.measure}, {row.metric}, {row.data}: {row.value:.3f} < {floors[key(row)]:.3f}",
            file=sys.stderr,
        )
    if options.write:
        write(rows, {} if options.lower else floors, kept=read_shipped() if options.only else ())
    print_speed(measure_speed(options.only, options.articles))
    if fallen and not options.lower:
        raise SystemExit(1)


def measure_accuracy(only: str | None) -> Iterator[accuracy.Row]:
    """Yield the rows of the parts asked for; those on labeled data are missing where there is none."""
    if only in (None, "scoring"):
        yield from accuracy.own()
        if datasets.available():
            yield from accuracy.external()
    if only in (None, "reading"):
        for part in (web_pages, text_pages, repeated_lines):
            yield from part.rows()


def measure_speed(only: str | None, articles: int | None) -> Iterator[speed.Timing]:
    """Yield the timings of the parts asked for; the very large file takes minutes, so it must be asked for."""
    if only in (None, "scoring") and datasets.available():
        yield from (*speed.run(articles), *speed.memory(), *speed.start_up())
    if only in (None, "reading"):
        yield from (*web_pages.timings(), *text_pages.timings())
    if only == "stream":
        yield from streams.timings()


def key(row: accuracy.Row) -> str:
    return f"{row.measure}|{row.metric}|{row.data}"


def improves(row: accuracy.Row) -> bool:
    """Say whether a higher value is better; an error's is not."""
    return "error" not in row.metric


def read_shipped() -> list[dict[str, Any]]:
    return list(json.loads(SHIPPED.read_text(encoding="utf-8"))) if SHIPPED.is_file() else []


def read_floors() -> dict[str, float]:
    found = {f"{row['measure']}|{row['metric']}|{row['data']}": row.get("floor") for row in read_shipped()}
    return {name: floor for name, floor in found.items() if floor is not None}


def write(rows: Iterable[accuracy.Row], floors: dict[str, float], kept: Iterable[dict[str, Any]] = ()) -> None:
    """Write the rows that were measured over those that are kept, each with the floor of its next run."""
    data = {f"{row['measure']}|{row['metric']}|{row['data']}": row for row in kept}
    for row in rows:
        measured = round(row.value, 3)
        floor = max(measured, floors.get(key(row), 0.0)) if improves(row) else None
        data[key(row)] = {**row._asdict(), "value": measured, "floor": floor}
    SHIPPED.write_text(json.dumps(list(data.values()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


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
