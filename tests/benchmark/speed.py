"""Speed as a ratio to vaderSentiment on the same articles in the same run, memory over corpus size, and start-up time."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from benchmark import datasets
from framing.actors import load_registry
from framing.analysis import score_articles
from framing.annotation import FastAnnotator
from framing.documents import segment
from framing.measures import resolve_measures
from framing.model import Article

FAMILIES = (
    "hedging",
    "boosters",
    "attribution",
    "quotation",
    "reply_record",
    "loaded",
    "evaluation",
    "events",
    "reported_evaluation",
)
ROUNDS = 3


class Timing(NamedTuple):
    """One line of the speed table."""

    what: str
    value: float
    unit: str


def articles() -> Iterator[Article]:
    for row in datasets.rows("us_politics_articles.jsonl.gz"):
        yield Article(id=row["id"], text=row["text"], outlet=row["outlet"], title=row["title"] or "")


def run(limit: int | None = None) -> Iterator[Timing]:
    """Score the articles with every measure of the four families, and with VADER sentence by sentence."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    corpus = list(islice(articles(), limit))
    analyzer = SentimentIntensityAnalyzer()
    sentences = [[doc.quote(span) for span in doc.sentences] for doc in (segment(a.text) for a in corpus)]
    annotator = FastAnnotator(load_registry("war_and_diplomacy"))
    measures = resolve_measures(FAMILIES)

    next(iter(score_articles(corpus[:1], measures, annotator)))  # load tables before the clock runs
    ours = theirs = 0.0
    for _ in range(ROUNDS):
        for article, spoken in zip(corpus, sentences, strict=True):  # turn by turn, so that a busy machine slows both
            start = time.process_time()
            next(iter(score_articles([article], measures, annotator)))
            middle = time.process_time()
            for sentence in spoken:
                analyzer.polarity_scores(sentence)
            theirs += time.process_time() - middle
            ours += middle - start
    words = ROUNDS * sum(len(article.text.split()) for article in corpus)
    yield Timing("annotate and score, as a multiple of vaderSentiment by sentence", ours / theirs, "times")
    yield Timing("annotate and score, one core", words / ours, "words a second")
    yield Timing("vaderSentiment by sentence, one core", words / theirs, "words a second")


def memory() -> Iterator[Timing]:
    """Peak Python memory of scoring a corpus, at two sizes: it does not grow with the number of articles."""
    for size in (200, 800):
        annotator = FastAnnotator()
        measures = resolve_measures(("hedging", "attribution", "loaded"))
        list(islice(score_articles(islice(articles(), 2), measures, annotator), 2))
        tracemalloc.start()
        for _ in score_articles(islice(articles(), size), measures, annotator):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        yield Timing(f"peak memory while scoring {size} articles", peak / 2**20, "MiB")


def start_up() -> Iterator[Timing]:
    """CPU time of the command's help and of the import, each in a fresh interpreter."""
    for what, arguments in (("framing --help", ["-m", "framing", "--help"]), ("import framing", ["-c", "import framing"])):
        times = []
        for _ in range(ROUNDS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        yield Timing(what, min(times), "s of CPU")
