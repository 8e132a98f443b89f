"""Peers beside the fast annotator, on the same articles, turn by turn on one core: words a second.

They are no dependencies: FRAMING_PEERS_PYTHON names an interpreter that has them, with spaCy's small English model. Each
finds other things than this package does, so this says what a corpus costs, and not what is better.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from benchmark import speed
from benchmark.annotators import Subject
from benchmark.encoder_speed import Clock, Peer, PeerError
from benchmark.speed import Timing
from framing.measures import for_layers
from framing.model import Article
from framing.scoring import score_articles

PYTHON = "FRAMING_PEERS_PYTHON"
WORKER = Path(__file__).with_name("peer_worker.py")
NAMES = ("TextDescriptives", "textacy", "NELA features")
MOST = 60  # articles
BATCH = 10


def start(name: str) -> Peer | None:
    """Start a peer where an interpreter that has it is named; else say on the error stream what is missing."""
    python = os.environ.get(PYTHON)
    if not python:
        print(f"{name} is not measured: {PYTHON} names no interpreter that has it.", file=sys.stderr)
        return None
    try:
        return Peer(python, WORKER, name)
    except PeerError as problem:
        print(f"{name} is not measured: {problem}", file=sys.stderr)
        return None


def timings(annotator: Subject, limit: int | None = None, corpus: Sequence[Article] | None = None) -> Iterator[Timing]:
    """Yield words a second of each peer that can run, and of annotating and scoring with every measure."""
    corpus = list(islice(speed.articles(), min(limit or MOST, MOST))) if corpus is None else corpus
    measures = for_layers(None, (), (), annotator.layers)
    with ExitStack() as stack:
        peers = [peer for peer in map(start, NAMES) if peer]
        for peer in peers:
            stack.callback(peer.close)
        if not peers:
            return
        list(score_articles(corpus[:1], measures, annotator))  # load tables before the clock runs
        ours = Clock()
        theirs = dict.fromkeys((peer.name for peer in peers), 0.0)
        for first in range(0, len(corpus), BATCH):
            batch = corpus[first : first + BATCH]
            with ours.running():
                list(score_articles(batch, measures, annotator))
            for peer in peers:
                theirs[peer.name] += peer.seconds([article.text for article in batch])
        words = sum(len(article.text.split()) for article in corpus)
        yield Timing(
            f"{annotator.name}: annotate and score, every measure, beside peers", words / ours.seconds, "words a second"
        )
        for peer in peers:
            yield Timing(f"{peer.name} ({peer.how})", words / theirs[peer.name], "words a second")
            yield Timing(
                f"{annotator.name}: as a multiple of the speed of {peer.name}", theirs[peer.name] / ours.seconds, "times"
            )
