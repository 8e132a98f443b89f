"""What the package takes: memory of a report by each annotator, and the size of what the base install puts on disk."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from itertools import islice
from pathlib import Path

from packaging.requirements import Requirement

from benchmark import datasets, speed, streams
from benchmark.speed import Timing
from framing.model import Article

PACKAGE = "framing-toolkit"
ARTICLES = 100
_COMPILED = (".pyc", ".pyo")

Find = Callable[[str], Distribution]


def report_memory(names: Iterable[str], articles: Iterable[Article] | None = None) -> Iterator[Timing]:
    """Yield the most memory that ``framing report`` holds with each annotator, in a process of its own."""
    chosen = list(islice(speed.articles() if articles is None else articles, ARTICLES))
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        path = Path(folder, "articles.jsonl")
        streams.write_articles(path, chosen)
        for name in names:
            try:
                peak = streams.run("report", str(path), "--annotator", name, "-o", str(Path(folder, name)))
            except subprocess.CalledProcessError as problem:
                told = [line for line in problem.stderr.splitlines() if line and not line.startswith("peak ")]
                print(f"The report by {name} is not measured: {told[-1] if told else problem}", file=sys.stderr)
                continue
            yield Timing(f"framing report on {len(chosen)} articles, {name}, peak memory", peak, "MiB")


def installed_size() -> Iterator[Timing]:
    """Yield what the base install puts on disk: the package and all it needs, without what Python compiles later."""
    ours = package_size(datasets.ROOT / "framing") + package_size(datasets.ROOT / "lexicons")
    names, missing = closure(PACKAGE)
    theirs = sum(size_of(distribution(name)) for name in names - {PACKAGE})
    for name in sorted(missing):
        print(f"{name} is not installed here: the size of the base install leaves it out.", file=sys.stderr)
    yield Timing("the package itself, installed", ours / 2**20, "MiB")
    yield Timing(f"the base install, {len(names)} packages", (ours + theirs) / 2**20, "MiB")


def package_size(folder: Path) -> int:
    """Return the size of a folder's files; an editable install lists none of the package's own."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.suffix not in _COMPILED)


def closure(name: str, find: Find = distribution) -> tuple[set[str], set[str]]:
    """Return the names of a distribution and of all it needs here, extras as they are asked for; and those not installed."""
    asked: dict[str, set[str]] = {}
    missing: set[str] = set()
    waiting = [(name, frozenset[str]())]
    while waiting:
        current, extras = waiting.pop()
        if (current in asked and extras <= asked[current]) or current in missing:
            continue
        try:
            needs = find(current).requires or []
        except PackageNotFoundError:
            missing.add(current)
            continue
        asked[current] = asked.get(current, set()) | extras
        for need in map(Requirement, needs):
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *asked[current])):
                waiting.append((canonical(need.name), frozenset(need.extras)))
    return set(asked), missing


def canonical(name: str) -> str:
    """Return the one way a distribution's name is written."""
    from packaging.utils import canonicalize_name

    return canonicalize_name(name)


def size_of(found: Distribution) -> int:
    """Return the size of a distribution's files that are there, without what Python compiles."""
    size = 0
    for file in found.files or ():
        path = Path(str(file.locate()))
        if path.suffix not in _COMPILED and path.is_file():
            size += path.stat().st_size
    return size
