"""Prints the accuracy and speed tables; ``--write`` renews the figures that ship with the package, their floors, and the chart.

Floors only rise: a figure below its floor by more than the margin is an error, unless ``--lower`` says that it is meant.
Shares of answers that stay when only names change have a floor that was set beforehand, and no margin.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmark import (
    accuracy,
    annotators,
    chart,
    datasets,
    encoder_speed,
    figures,
    footprint,
    peers,
    repeated_lines,
    rungs,
    scaling,
    shares,
    speed,
    streams,
    text_pages,
    web_pages,
)
from benchmark.annotators import Subject
from benchmark.rows import Row, fixed_floor, improves, key

SHIPPED = datasets.ROOT / "framing" / "weights" / "accuracy.json"
ACCURACY = ("reading", "scoring")  # parts that measure accuracy besides
PARTS = (*ACCURACY, "speed", "scaling", "peers", "stream")
USUAL = PARTS[:-1]  # a very large file takes minutes and much disk, so it must be asked for
MARGIN = 0.005  # what a change elsewhere may move a figure by without anybody's doing


def main() -> None:
    options = read_options()
    if not datasets.available():
        print(f"No labeled data in {datasets.folder()}: own sentences only. Set FRAMING_DATA to its folder.", file=sys.stderr)
    names = annotators.names_of(options.annotator)
    subjects = annotators.build(names) if options.only in (None, "scoring") else []
    floors = read_floors()
    rows = list(measure_accuracy(options.only, subjects))
    fallen = [row for row in rows if is_below(row, floors)]
    if options.only in (None, *ACCURACY):
        print_accuracy(rows, floors)
    for row in fallen:
        print(f"below its floor: {key(row).replace('|', ', ')}: {row.value:.3f} < {floor_of(row, floors):.3f}", file=sys.stderr)
    if options.write and rows:
        whole = not options.only and len(subjects) == len(annotators.NAMES) and datasets.available()
        write(rows, {} if options.lower else floors, kept=() if whole else read_shipped())
    print("\n| what | value |\n|---|---:|")
    for part in [options.only] if options.only else USUAL:
        found = print_speed(measure_speed(part, options, names))
        if options.write and found:
            figures.keep(part, found)
    if options.write:
        chart.write()
    if fallen and not options.lower:
        raise SystemExit(1)


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew framing/weights/accuracy.json")
    parser.add_argument("--lower", action="store_true", help="let floors fall to what was measured")
    parser.add_argument("--articles", type=int, default=None, help="articles for the speed table")
    parser.add_argument(
        "--sizes", type=_read_sizes, default=scaling.SIZES, help="articles of each corpus scored, as 1000,10000"
    )
    told = "one part: accuracy and speed of reading or scoring; speed, scaling over cores and corpora, peers; a very large file"
    parser.add_argument("--only", choices=PARTS, help=told)
    choices = (*annotators.NAMES, "both")
    parser.add_argument("--annotator", choices=choices, default="both", help="what to measure; both side by side by default")
    return parser.parse_args(arguments)


def measure_accuracy(only: str | None, subjects: Sequence[Subject]) -> Iterator[Row]:
    """Yield the rows of the parts asked for; those on labeled data are missing where there is none."""
    if only in (None, "scoring"):
        yield from accuracy.on_own_sentences(subjects)
        if datasets.available():
            yield from accuracy.external(subjects)
            yield from rungs.rows()
    if only in (None, "reading"):
        for part in (web_pages, text_pages, repeated_lines):
            yield from part.rows()


def measure_speed(part: str, options: argparse.Namespace, names: Sequence[str]) -> Iterator[speed.Timing]:
    """Yield the timings of one part, of the annotators named; those on labeled data are missing where there is none."""
    if part == "scoring":
        if datasets.available():
            yield from footprint.report_memory(sorted(names))
        yield from (*speed.start_up(), *footprint.installed_size())
    elif part == "reading":
        yield from (*web_pages.timings(), *text_pages.timings())
    elif part == "stream":
        yield from streams.timings()
    elif part == "scaling":
        yield from scaling.timings(options.sizes, options.articles or scaling.ARTICLES)
    elif datasets.available():
        subjects = annotators.build(names)
        for subject in subjects:
            yield from _measure_annotator(part, subject, options.articles)


def _measure_annotator(part: str, subject: Subject, articles: int | None) -> Iterator[speed.Timing]:
    if part == "peers":
        if subject.name == "fast":
            yield from peers.timings(subject, articles)
        return
    if subject.name == "fast":
        yield from speed.run(articles)
    yield from encoder_speed.timings(subject, articles)
    yield from shares.timings(speed.with_actors(subject.name), articles)


def _read_sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(size) for size in text.split(",")))


def floor_of(row: Row, floors: Mapping[str, float]) -> float | None:
    """Return what a figure must not fall below: what is set beforehand, or else what is on record."""
    fixed = fixed_floor(row)
    return floors.get(key(row)) if fixed is None else fixed


def is_below(row: Row, floors: Mapping[str, float]) -> bool:
    """Say whether a figure has fallen below its floor, by more than the margin where the floor is a measured one."""
    floor = floor_of(row, floors)
    margin = 0.0 if fixed_floor(row) is not None else MARGIN
    return floor is not None and improves(row) and row.value < floor - margin


def read_shipped() -> list[dict[str, Any]]:
    return list(json.loads(SHIPPED.read_text(encoding="utf-8"))) if SHIPPED.is_file() else []


def _key_of(record: Mapping[str, Any]) -> str:
    return key(Row(**{name: record[name] for name in Row._fields if name in record}))


def read_floors() -> dict[str, float]:
    found = {_key_of(record): record.get("floor") for record in read_shipped()}
    return {name: floor for name, floor in found.items() if floor is not None}


def write(rows: Iterable[Row], floors: Mapping[str, float], kept: Iterable[dict[str, Any]] = ()) -> None:
    """Write the rows that were measured over those that are kept, each with the floor of its next run."""
    data = {_key_of(record): record for record in kept}
    for row in rows:
        measured = round(row.value, 3)
        floor = fixed_floor(row)
        if floor is None and improves(row):
            floor = max(measured, floors.get(key(row), 0.0))
        data[key(row)] = {**row._asdict(), "value": measured, "floor": floor}
    SHIPPED.write_text(json.dumps(list(data.values()), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def print_accuracy(rows: Iterable[Row], floors: Mapping[str, float]) -> None:
    print("| measure | metric | data | annotator | n | value | floor | known |\n|---|---|---|---|---:|---:|---:|---|")
    for row in rows:
        floor = floor_of(row, floors)
        shown = f"{floor:.3f}" if floor is not None else "–"
        value = f"{row.value:.3f}" + (f" [{row.interval[0]:.3f}, {row.interval[1]:.3f}]" if row.interval else "")
        print(
            f"| {row.measure} | {row.metric} | {row.data} | {row.annotator} | {row.n:,} | {value} | {shown} | {row.known} |",
            flush=True,
        )


def print_speed(timings: Iterable[speed.Timing]) -> list[speed.Timing]:
    """Print timings one by one as they come, and return them."""
    found = []
    for timing in timings:
        print(f"| {timing.what} | {timing.value:,.2f} {timing.unit} |", flush=True)
        found.append(timing)
    return found


if __name__ == "__main__":
    main()
