"""``framing score`` on large corpora: speed over workers, memory and cost over articles; a comparison of many scores.

The corpora are made of the articles here, their paragraphs mixed anew in each repetition, so that no text comes twice. Every
command runs in an interpreter of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from benchmark import datasets, speed
from benchmark.speed import Timing
from framing.model import Article
from framing.readers import sample_articles

SIZES = (1_000, 10_000)  # articles; 100,000 are an hour's work, so they must be asked for
ARTICLES = 4_000  # over workers: of fewer, a tenth of the time is the start
ROWS = 1_000_000
_OUTLETS = 12
_SCORED = 100  # articles, whose scores are repeated
_MIB = 1024 if sys.platform != "darwin" else 1 << 20

# What the system counts for a child can hold the memory of its parent, from which it was forked, so each says its own.
COMMAND = """
import resource, sys
from framing.cli import main
try:
    main()
finally:
    own, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        peak = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
    except (OSError, LookupError):
        peak = own.ru_maxrss
    cpu = sum((own.ru_utime, own.ru_stime, theirs.ru_utime, theirs.ru_stime))
    print(f"measured {peak} {theirs.ru_maxrss} {cpu}", file=sys.stderr)
"""


class Run(NamedTuple):
    """What a command took: seconds by the clock and of processors, and the most memory of itself and of a worker, in MiB."""

    wall: float
    cpu: float
    own: float
    worker: float


def run(*arguments: str) -> Run:
    """Run the command line and measure it.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", COMMAND, *arguments], capture_output=True, text=True, check=True)
    wall = time.monotonic() - start
    own, worker, cpu = map(float, done.stderr.rsplit("measured ", 1)[1].split())
    return Run(wall, cpu, own / _MIB, worker / _MIB)


def make_articles(n: int, articles: Sequence[Article] | None = None) -> Iterator[Article]:
    """Yield as many articles as are asked for, each with an identifier of its own.

    In repetition k, the paragraphs of an article come from those k, 2k, 3k places on, each from its own place, so that texts
    are new and of the usual length.
    """
    if articles is None:
        articles = list(speed.articles()) if datasets.available() else sample_articles()
    paragraphs = [article.text.split("\n\n") for article in articles]
    for number in range(n):
        k, i = divmod(number, len(articles))
        text = "\n\n".join(
            (others := paragraphs[(i + k * j) % len(articles)])[j % len(others)] for j in range(len(paragraphs[i]))
        )
        yield replace(articles[i], id=f"article-{number}", text=text)


def write_articles(path: Path, articles: Iterable[Article]) -> int:
    """Write articles as JSON Lines, and return the number of their words."""
    n_words = 0
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            n_words += len(article.text.split())
            told = {"id": article.id, "outlet": article.outlet, "title": article.title, "text": article.text}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
    return n_words


def timings(sizes: Sequence[int] = SIZES, articles: int = ARTICLES, rows: int = ROWS) -> Iterator[Timing]:
    """Yield what scoring costs over workers and sizes, with the fast annotator, and what a comparison of many scores costs."""
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        yield from over_workers(Path(folder), articles)
        yield from over_sizes(Path(folder), sizes)
        yield from compare_many(Path(folder), rows)


def _score(path: Path, *options: str) -> Run:
    return run("score", str(path), "--annotator", "fast", "-o", str(path.with_suffix(".parquet")), *options)


def over_workers(folder: Path, n: int, most: int | None = None) -> Iterator[Timing]:
    """Yield the speed with one worker, two, and so on, doubled as long as there is a core for each."""
    path = folder / "workers.jsonl"
    write_articles(path, make_articles(n))
    most = most or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    one = 0.0
    for workers in (2**i for i in count()):
        if workers > most:
            return
        taken = _score(path, "--workers", str(workers)).wall
        one = one or taken
        what = f"framing score, {workers} worker{'s' * (workers > 1)}"
        yield Timing(f"{what}, by the clock", n / taken, "articles a second")
        if workers > 1:
            yield Timing(f"{what}, against one", one / taken, "times")


def over_sizes(folder: Path, sizes: Sequence[int]) -> Iterator[Timing]:
    """Yield memory and processor time over the number of articles, and what a million would cost."""
    start = _cost_of(folder, 10).cpu  # an interpreter, lexicons and weights
    each: dict[int, float] = {}
    peaks: dict[int, float] = {}
    for n in sizes:
        taken = _cost_of(folder, n)
        each[n], peaks[n] = (taken.cpu - start) / n, taken.own
        yield Timing(f"framing score, {n:,} articles, peak memory", taken.own, "MiB")
        yield Timing(f"framing score, {n:,} articles, each", 1_000 * each[n], "ms of one core")
    if len(sizes) > 1:
        yield Timing(
            f"framing score, peak memory at {sizes[-1]:,} against {sizes[-2]:,}", peaks[sizes[-1]] / peaks[sizes[-2]], "times"
        )
        yield Timing(
            f"framing score, an article's cost at {sizes[-1]:,} against {sizes[0]:,}", each[sizes[-1]] / each[sizes[0]], "times"
        )
    if sizes:
        yield Timing("framing score, a million articles", 1e6 * each[sizes[-1]] / 3600, "core-hours")


def _cost_of(folder: Path, n: int) -> Run:
    path = folder / f"{n}.jsonl"
    try:
        write_articles(path, make_articles(n))
        return _score(path)
    finally:
        path.unlink()
        path.with_suffix(".parquet").unlink(missing_ok=True)


def compare_many(folder: Path, n_rows: int) -> Iterator[Timing]:
    """Yield what ``framing compare`` takes on so many stored scores."""
    path = folder / "scores.parquet"
    n = write_scores(path, n_rows)
    taken = run("compare", str(path), "--by", "outlet")
    yield Timing(f"framing compare, {n:,} stored scores, by the clock", taken.wall, "s")
    yield Timing(f"framing compare, {n:,} stored scores, peak memory", taken.own, "MiB")


def write_scores(path: Path, n_rows: int, articles: Sequence[Article] | None = None) -> int:
    """Write a table of at least so many stored scores, those of some articles over and over, and return their number."""
    from framing.actors import Registry
    from framing.annotation import FastAnnotator
    from framing.measures import for_layers
    from framing.scale.table import describe, pack
    from framing.scale.writing import ParquetScores
    from framing.scoring import score_articles

    annotator = FastAnnotator()
    measures = tuple(m for m in for_layers(None, (), (), annotator.layers) if "mentions" not in m.needs)
    articles = list(islice(make_articles(_SCORED), _SCORED)) if articles is None else articles
    packs = [pack(scored) for scored in score_articles(articles, measures, annotator)]
    written = 0
    with path.open("wb") as file:
        store = ParquetScores(file, describe(measures, annotator, Registry()))
        for number in count():
            packed = packs[number % len(packs)]
            _, _, *others = packed.article
            signature = packed.signature if number < len(packs) else None  # else each repetition would be of one story
            store(packed._replace(article=(f"article-{number}", f"Outlet {number % _OUTLETS}", *others), signature=signature))
            written += len(packed.scores["measure"])
            if written >= n_rows:
                break
        store.close()
    return written
