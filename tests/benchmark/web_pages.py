"""Saved news pages and the body a person marked in each -> accuracy and speed of reading HTML (metric G).

Metric G is that of the pages' own benchmark: runs of four words of the body found against those of the body marked, counted
as often as they stand; precision and recall are averaged over pages, and F1 is theirs.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from benchmark import datasets
from benchmark.rows import Row
from benchmark.speed import Timing
from framing.model import Article
from framing.readers.files import Decoded
from framing.readers.html import read_html
from framing.readers.settings import PlacedError, Settings
from framing.training.metrics import Figure

ROUNDS = 3
SHINGLE = 4  # words
DATA = "marked news pages"
KNOWN = {"F1": "best published .970"}
_WORD = re.compile(r"\w+")
_PLACE = "page.html"  # readers name the file in messages; nobody sees these


class Marked(NamedTuple):
    """A page's source and the body a person marked in it."""

    source: str
    body: str


def pages() -> Iterator[Marked]:
    """Yield the labeled pages; none where the data is not there."""
    for path in sorted((datasets.folder() / "html").glob("*.json")):
        source = gzip.decompress(Path(f"{path.with_suffix('')}.html.gz").read_bytes()).decode("utf-8", "replace")
        yield Marked(source, json.loads(path.read_text(encoding="utf-8"))["articleBody"])


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a text with fewer has one run, of all its words."""
    words = _WORD.findall(text)
    runs = (tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))
    return Counter(run for run in runs if run)


def score(predicted: Iterable[str], gold: Iterable[str]) -> Figure:
    """Average precision over the pages that something was found on, and recall over those that something is marked on."""
    precision, recall = [], []
    for ours, theirs in zip(predicted, gold, strict=True):
        found, wanted = shingles(ours), shingles(theirs)
        shared = (found & wanted).total()
        if found:
            precision.append(shared / found.total())
        if wanted:
            recall.append(shared / wanted.total())
    return Figure(mean(precision or [0.0]), mean(recall or [0.0]))


def whole_body(article: Article) -> str:
    """Return the body as a person marks it: with the subheads, a zone apart, in their places, and the dateline in front."""
    text, at = "", 0
    for subhead in article.subheads:
        text += f"{article.text[at : subhead.at]}{subhead.text}\n\n"
        at = subhead.at
    dateline = " ".join(cut.text for cut in article.removed if cut.rule == "D-5")
    return f"{dateline} {text}{article.text[at:]}"


def read_ours(source: str) -> str:
    """Return the body that framing reads; nothing where it finds no article."""
    try:
        (article,) = read_html(Decoded(source, "utf-8"), _PLACE, Settings())
    except PlacedError:
        return ""
    return whole_body(article)


def read_theirs(source: str) -> str:
    """Return the body that the extractor finds by itself, its metadata read too."""
    from trafilatura import bare_extraction

    return str(getattr(bare_extraction(source, include_comments=False, with_metadata=True), "text", None) or "")


def rows() -> Iterator[Row]:
    """Yield precision, recall and F1 of framing and of the extractor alone."""
    marked = list(pages())
    if not marked:
        return
    gold = [page.body for page in marked]
    with _quiet():
        ours = [read_ours(page.source) for page in marked]
        theirs = [read_theirs(page.source) for page in marked]
    for measure, found in (("reading", ours), ("trafilatura alone", theirs)):
        yield from _rows(measure, DATA, score(found, gold), len(gold))


def _rows(measure: str, data: str, figure: Figure, n: int) -> Iterator[Row]:
    for name, value in (("precision", figure.precision), ("recall", figure.recall), ("F1", figure.f1)):
        yield Row(measure, f"body, {name}", data, value, n, KNOWN.get(name, ""))


def timings() -> Iterator[Timing]:
    """Time both on the same sources, turn by turn on each page, so that a busy machine slows both."""
    sources = [page.source for page in pages()]
    if not sources:
        return
    ours = theirs = 0.0
    with _quiet():
        read_ours(sources[0]), read_theirs(sources[0])  # load tables before the clock runs
        for _ in range(ROUNDS):
            for source in sources:
                start = time.process_time()
                read_ours(source)
                middle = time.process_time()
                read_theirs(source)
                ours += middle - start
                theirs += time.process_time() - middle
    n = ROUNDS * len(sources)
    yield Timing("web pages, as a multiple of the extractor alone with its metadata", ours / theirs, "times")
    yield Timing("web pages, one core", n / ours, "pages a second")
    yield Timing("the extractor alone, one core", n / theirs, "pages a second")


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence the extractor, which logs each page it finds nothing on."""
    logger = logging.getLogger("trafilatura")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
