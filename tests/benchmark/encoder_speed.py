"""Speed of the encoder on one core: its network alone, annotating, annotating and scoring; spaCy's small pipeline beside it.

spaCy is no dependency: FRAMING_SPACY_PYTHON names an interpreter that has it and its small English model. Whoever can run
gets the same articles in turn, a batch at a time, so that a busy machine slows all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from benchmark import speed
from benchmark.annotators import Subject
from benchmark.speed import BATCH, Timing
from framing.analysis import score_articles
from framing.measures import Measure, for_layers
from framing.model import Article

PYTHON = "FRAMING_SPACY_PYTHON"
WORKER = Path(__file__).with_name("spacy_worker.py")
MOST = 300  # articles


class PeerError(Exception):
    """A peer cannot be measured here; the message says why."""


class Peer:
    """A peer in a process of its own: the script that runs it, what that is told, and what the peer is called and does."""

    def __init__(self, python: str, worker: Path = WORKER, *arguments: str) -> None:
        one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
        try:
            self._process = subprocess.Popen(
                [python, str(worker), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={**os.environ, **one},
            )
        except OSError as problem:
            raise PeerError(f"{python}: {problem.strerror}") from problem
        self.name = self.how = ""
        try:
            told = self._answer()
            self.name, self.how = told["ready"], told.get("how", "")
        except PeerError:
            self.close()
            raise

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            told = (self._process.stderr.read() if self._process.stderr else "").strip().splitlines()
            raise PeerError(told[-1] if told else "it ended without a word")
        return json.loads(line)

    def seconds(self, texts: Sequence[str]) -> float:
        """Parse texts and return the processor time it took."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(list(texts)) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # it ended: the answer that does not come says why
        return float(self._answer())

    def close(self) -> None:
        """End the process."""
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream:
                stream.close()
        self._process.wait()


def start_spacy() -> Peer | None:
    """Start spaCy where an interpreter that has it is named; else say on the error stream what is missing."""
    python = os.environ.get(PYTHON)
    if not python:
        print(f"spaCy is not measured: {PYTHON} names no interpreter that has it.", file=sys.stderr)
        return None
    try:
        return Peer(python)
    except PeerError as problem:
        print(f"spaCy is not measured: {problem}", file=sys.stderr)
        return None


class Clock:
    """Processor time spent in one place."""

    seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        start = time.process_time()
        try:
            yield
        finally:
            self.seconds += time.process_time() - start


@contextmanager
def clock_network(clock: Clock) -> Iterator[None]:
    """Clock the runs of networks, wherever they are called from; nothing where there is no onnxruntime."""
    try:
        from onnxruntime import InferenceSession
    except ImportError:
        yield
        return
    run = InferenceSession.run

    def clocked(*arguments: Any, **named: Any) -> Any:
        with clock.running():
            return run(*arguments, **named)

    InferenceSession.run = clocked
    try:
        yield
    finally:
        InferenceSession.run = run


def timings(annotator: Subject, limit: int | None = None, corpus: Sequence[Article] | None = None) -> Iterator[Timing]:
    """Annotate and score articles with every measure that ships, turn by turn with spaCy where it can run."""
    corpus = list(islice(speed.articles(), min(limit or MOST, MOST))) if corpus is None else corpus
    measures = for_layers(None, (), (), annotator.layers)
    spacy = start_spacy()
    try:
        yield from _race(annotator, measures, corpus, spacy)
    finally:
        if spacy:
            spacy.close()


def _race(annotator: Subject, measures: Sequence[Measure], corpus: Sequence[Article], spacy: Peer | None) -> Iterator[Timing]:
    network, annotating, whole = Clock(), Clock(), Clock()
    theirs = 0.0
    many = getattr(annotator, "annotate_many", None)
    next(iter(score_articles(corpus[:1], measures, annotator)))  # load tables before the clock runs
    for start in range(0, len(corpus), BATCH):
        batch = corpus[start : start + BATCH]
        with clock_network(network), annotating.running():
            list(map(annotator.annotate, batch) if many is None else many(batch))
        with whole.running():
            list(score_articles(batch, measures, annotator))
        theirs += spacy.seconds([article.text for article in batch]) if spacy else 0.0
    words = sum(len(article.text.split()) for article in corpus)
    for what, seconds in (("network alone", network.seconds), ("annotate", annotating.seconds)):
        if seconds:
            yield Timing(f"{annotator.name}: {what}, one core", words / seconds, "words a second")
    yield Timing(f"{annotator.name}: annotate and score, every measure, one core", words / whole.seconds, "words a second")
    if spacy and theirs:
        yield Timing(f"spaCy {spacy.name}, full pipeline, one core", words / theirs, "words a second")
        for what, seconds in (("annotate", annotating.seconds), ("annotate and score", whole.seconds)):
            yield Timing(f"{annotator.name}: {what}, as a multiple of spaCy's speed", theirs / seconds, "times")
