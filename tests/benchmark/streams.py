"""Memory and speed of reading a corpus that is larger than memory: one JSON Lines file, made here by repetition.

It takes minutes and as much disk as was asked for, so it runs only on request.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path

from benchmark import datasets, speed
from benchmark.speed import Timing
from framing.model import Article
from framing.readers import sample_articles

# Runs the command in an interpreter of its own, and says at its end how much memory that ever held. What the system
# counts for a child would hold the memory of this process too, from which it was forked.
COMMAND = """
import sys
from framing.cli import main
try:
    main()
finally:
    try:
        status = open("/proc/self/status").read()
        peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, LookupError):
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    print(f"peak {peak}", file=sys.stderr)
"""


def timings(gigabytes: float = 2.0) -> Iterator[Timing]:
    """Read a file of a size with ``framing read``, and yield its peak memory and its speed.

    Parameters
    ----------
    gigabytes : float
        The size of the file, in billions of bytes.

    Yields
    ------
    Timing
    """
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        path = Path(folder, "articles.jsonl")
        n_articles = write_corpus(path, int(gigabytes * 1e9))
        megabytes = path.stat().st_size / 1e6
        start = time.monotonic()
        peak = run("read", str(path), "-o", os.devnull)
        seconds = time.monotonic() - start
    what = f"framing read, {gigabytes:g} GB of JSON Lines"
    yield Timing(f"{what}, peak memory", peak, "MiB")
    yield Timing(f"{what}, one core", megabytes / seconds, "MB a second")
    yield Timing(f"{what}, one core", n_articles / seconds, "articles a second")


def write_corpus(path: Path, n_bytes: int) -> int:
    """Write articles over and over, each with an identifier of its own, and return how many fit into a size."""
    articles = list(speed.articles()) if datasets.available() else sample_articles()
    ends = [_line_of(article)[1:] for article in articles]
    size = n = 0
    with path.open("w", encoding="utf-8") as file:
        for end in cycle(ends):
            line = f'{{"id": "article-{n}", {end}\n'
            size += len(line.encode())
            if size > n_bytes:
                return n
            file.write(line)
            n += 1
    return n


def write_articles(path: Path, articles: Iterable[Article]) -> None:
    """Write articles once, each with its own identifier."""
    lines = (f'{{"id": {json.dumps(article.id)}, {_line_of(article)[1:]}\n' for article in articles)
    path.write_text("".join(lines), encoding="utf-8")


def _line_of(article: Article) -> str:
    return json.dumps({"outlet": article.outlet, "title": article.title, "text": article.text}, ensure_ascii=False)


def run(*arguments: str) -> float:
    """Run the command line, and return the most memory that it held, in MiB.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    done = subprocess.run([sys.executable, "-c", COMMAND, *arguments], capture_output=True, text=True, check=True)
    return float(done.stderr.rsplit("peak ", 1)[1])
