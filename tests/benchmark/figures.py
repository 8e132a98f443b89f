"""Timings <-> a file of the figures last measured, by part, each part with the machine and the day it was measured on."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmark.speed import Timing

FILE = Path(__file__).with_name("speed.json")


class Machine(NamedTuple):
    """What ran, and when; ``load`` is the mean number of processes that wanted a core, in the minute before the end."""

    processor: str
    cores: int
    python: str
    framing: str
    day: str
    load: float


def describe_machine() -> Machine:
    from framing import __version__

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    day = date.today().isoformat()
    return Machine(_name_processor(), os.cpu_count() or 1, platform.python_version(), __version__, day, round(load, 1))


def _name_processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def keep(part: str, timings: Iterable[Timing], file: Path | None = None) -> None:
    """Put the timings of a part in the place of its earlier ones."""
    file = file or FILE
    known = read(file)
    told = [[timing.what, float(f"{timing.value:.4g}"), timing.unit] for timing in timings]
    known[part] = {"machine": describe_machine()._asdict(), "timings": told}
    file.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(file: Path | None = None) -> dict[str, Any]:
    """Return what is kept, part -> machine and timings."""
    file = file or FILE
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def timings_of(known: dict[str, Any], *parts: str) -> Iterator[Timing]:
    """Yield the timings of parts, as far as they were measured."""
    for part in parts:
        for what, value, unit in known.get(part, {}).get("timings", ()):
            yield Timing(what, value, unit)
