"""Where the time goes: the share of each measure and of each part of annotation in annotating and scoring articles.

The program's stack is looked at every few milliseconds of processor time, and the time since the last look is given to the
innermost function on it that belongs to a part. So what a measure asks of a layer that is made late counts as that layer,
wherever it was asked for, and no function is changed to be timed.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from types import FrameType

from benchmark import speed
from benchmark.annotators import Subject
from benchmark.speed import Timing
from framing.analysis import score_articles
from framing.measures import Measure, for_layers
from framing.model import Article

# The modules of each part, and all that lies in them; a measure's own are known by the measure.
PARTS: Mapping[str, str] = {
    "framing.segmentation": "tokens and sentences",
    "framing.tokens": "tokens and sentences",
    "framing.documents": "tokens and sentences",
    "framing.registry": "mentions of actors",
    "framing.quotations": "quotations",
    "framing.tagging": "tags",
    "framing.attributions": "attribution",
    "framing.linear.chain": "attribution",
    "framing.linear.relations": "attribution",
    "framing.encoder.relations": "attribution",
    "framing.voices": "attribution",
    "framing.linear": "learned layers",
    "framing.encoder": "learned layers",
    "onnxruntime": "learned layers",
    "tokenizers": "learned layers",
}
REST = "the rest"
MEASURE = "measure "
MOST = {"fast": 300, "encoder": 30}  # articles
_EVERY = 0.002  # seconds of processor time; a look takes some 10 microseconds
_APPLY = ("framing.measures", "apply")  # what a measure runs in, as ``measure``


class Sampler:
    """Seconds of processor time by part."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._last = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Look at the stack while something runs; only one at a time, in the main thread."""
        before = signal.signal(signal.SIGPROF, self._look)
        self._last = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    def _look(self, _: int, frame: FrameType | None) -> None:
        # A call into a library is seen when it returns, with all the time that it took.
        now = time.process_time()
        self.seconds[part_of(frame)] += now - self._last
        self._last = now


def part_of(frame: FrameType | None) -> str:
    """Return the part that the innermost function on a stack belongs to which belongs to any."""
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if (name, frame.f_code.co_name) == _APPLY:
            return f"{MEASURE}{frame.f_locals['measure'].name}"
        part = _part_of_module(name)
        if part:
            return part
        frame = frame.f_back
    return REST


def _part_of_module(name: str) -> str:
    while name:
        if name in PARTS:
            return PARTS[name]
        name = name.rpartition(".")[0]
    return ""


def measure_shares(annotator: Subject, measures: Sequence[Measure], corpus: Sequence[Article]) -> dict[str, float]:
    """Return the share of each part and measure in the processor time of annotating and scoring, from 0 to 1."""
    list(score_articles(corpus[:2], measures, annotator))  # load tables before the clock runs
    sampler = Sampler()
    with sampler.running():
        for _ in score_articles(corpus, measures, annotator):
            pass
    whole = sum(sampler.seconds.values())
    return {part: seconds / whole for part, seconds in sampler.seconds.items()} if whole else {}


def timings(annotator: Subject, limit: int | None = None, corpus: Sequence[Article] | None = None) -> Iterator[Timing]:
    """Yield the share of each part of annotation, then of each measure, the largest first, and of the rest."""
    if not hasattr(signal, "SIGPROF"):
        print("Shares of time are not measured: this system has no timer of processor time.", file=sys.stderr)
        return
    most = MOST[annotator.name]
    corpus = list(islice(speed.articles(), min(limit or most, most))) if corpus is None else corpus
    found = measure_shares(annotator, for_layers(None, (), (), annotator.layers), corpus)
    parts = [part for part in dict.fromkeys(PARTS.values()) if part in found]
    others = sorted(found.keys() - {*parts, REST}, key=lambda part: (-found[part], part))
    for part in (*parts, *others, *({REST} & found.keys())):
        yield Timing(f"{annotator.name}: {part}", 100 * found[part], "% of the time")
