"""Speed as a ratio to vaderSentiment on the same articles in the same run, and start-up time."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from benchmark import datasets
from benchmark.annotators import Subject
from framing.actors import load_registry
from framing.analysis import score_articles
from framing.annotation import FastAnnotator
from framing.annotators import make_annotator
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
BATCH = 16  # articles in turn; what the command line sends a process at a time


class Timing(NamedTuple):
    """One line of the speed table."""

    what: str
    value: float
    unit: str


def articles() -> Iterator[Article]:
    for row in datasets.rows("us_politics_articles.jsonl.gz"):
        yield Article(id=row["id"], text=row["text"], outlet=row["outlet"], title=row["title"] or "")


def with_actors(name: str) -> Subject:
    """Make an annotator that finds actors, so that the measures of actors have something to do."""
    registry = load_registry("war_and_diplomacy")
    return make_annotator(name, registry, threads=1)  # type: ignore[return-value]  # the protocol has no polarity_of


def run(limit: int | None = None) -> Iterator[Timing]:
    """Score the articles with every measure of the four families, and with VADER sentence by sentence."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    corpus = list(islice(articles(), limit))
    analyzer = SentimentIntensityAnalyzer()
    sentences = [[doc.quote(span) for span in doc.sentences] for doc in (segment(a.text) for a in corpus)]
    annotator = FastAnnotator(load_registry("war_and_diplomacy"))
    measures = resolve_measures(FAMILIES)

    list(score_articles(corpus[:BATCH], measures, annotator))  # load tables before the clock runs
    ours = theirs = 0.0
    for _ in range(ROUNDS):
        for first in range(0, len(corpus), BATCH):  # turn by turn, so that a busy machine slows both
            start = time.process_time()
            list(score_articles(corpus[first : first + BATCH], measures, annotator))
            middle = time.process_time()
            for spoken in sentences[first : first + BATCH]:
                for sentence in spoken:
                    analyzer.polarity_scores(sentence)
            theirs += time.process_time() - middle
            ours += middle - start
    words = ROUNDS * sum(len(article.text.split()) for article in corpus)
    yield Timing("fast: the four families, as a multiple of vaderSentiment by sentence", ours / theirs, "times")
    yield Timing("fast: annotate and score, the four families, one core", words / ours, "words a second")
    yield Timing("vaderSentiment by sentence, one core", words / theirs, "words a second")


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
