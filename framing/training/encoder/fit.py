"""Examples -> a trained network: which data in which share, at which rates, with a learning curve."""

from __future__ import annotations

import logging
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import torch

from framing.encoder.layout import MAX_PIECES
from framing.encoder.pieces import Pieces
from framing.encoder.reading import Output
from framing.training.encoder.examples import (
    SHORTEST_WINDOW,
    Example,
    Text,
    cut_examples,
    make_batches,
    masked_example,
    name_pool,
    pack,
    rename,
)
from framing.training.encoder.losses import inputs, total_loss
from framing.training.encoder.network import Network

_log = logging.getLogger(__name__)
BATCH_PIECES, BATCH_SIZE = 2600, 24  # the most of one step
RENAMED = 0.4
SHORT = ("babe", "wikiweasel", "bioscope")  # sets of single sentences
TOLD_EVERY = 100  # steps


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of training: how many passes, how often each set is seen in one pass, the highest learning rates.

    ``links`` weighs the loss of what belongs together; ``renamed`` is the share of names exchanged for others, anew in each
    pass, by set, where it is not the usual one (`RENAMED`); ``weight`` is how much the outcome counts in an average of several.
    """

    passes: int
    shares: Mapping[str, float]
    rate: float
    rate_of_heads: float = 1e-3
    warm_up: float = 0.06
    seed: int = 1
    links: float = 0.3
    renamed: Mapping[str, float] = field(default_factory=dict)
    weight: int = 1


class Point(NamedTuple):
    """A point of the learning curve: mean loss of each set since the point before."""

    step: int
    seconds: float
    losses: dict[str, float]


@dataclass(slots=True)
class Trainer:
    """Trains a network on labeled texts, by set; the same phase gives the same batches."""

    texts: Mapping[str, Sequence[Text]]
    pieces: Pieces
    device: str = field(default_factory=lambda: "cuda" if torch.cuda.is_available() else "cpu")
    curve: list[Point] = field(default_factory=list)
    _pool: list[tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._pool = name_pool(self.texts.get("polnear", ()))

    def fit(self, network: Network, phase: Phase) -> None:
        """Run one phase: AdamW, a linear warm-up, a linear way down to nothing."""
        torch.manual_seed(phase.seed)
        rng = random.Random(phase.seed)
        batches = [batch for _ in range(phase.passes) for batch in self._one_pass(phase, rng)]
        optimizer, schedule = _optimizer(network.to(self.device), phase, len(batches))
        network.train()
        losses: dict[str, list[float]] = defaultdict(list)
        started = time.monotonic()
        for step, (name, batch) in enumerate(batches, 1):
            losses[name].append(self._step(network, batch, optimizer, phase.links))
            schedule.step()
            if step % TOLD_EVERY == 0 or step == len(batches):
                means = {name: round(float(np.mean(values)), 4) for name, values in sorted(losses.items())}
                self.curve.append(Point(step, round(time.monotonic() - started, 1), means))
                _log.info("step %d of %d: %s", step, len(batches), means)
                losses.clear()

    def _step(self, network: Network, batch: Sequence[Example], optimizer: torch.optim.Optimizer, links: float) -> float:
        ids, mask = (part.to(self.device) for part in inputs(batch))
        with torch.autocast(self.device, dtype=torch.bfloat16):
            loss = total_loss(network(ids, mask), batch, mask, links)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        return float(loss.detach())

    def _one_pass(self, phase: Phase, rng: random.Random) -> list[tuple[str, list[Example]]]:
        """Return the batches of one pass over all sets, each of one set, mixed."""
        batches: list[tuple[str, list[Example]]] = []
        for name, share in phase.shares.items():
            examples = list(self._examples(name, share, phase.renamed.get(name, RENAMED), rng))
            batches.extend((name, batch) for batch in make_batches(examples, BATCH_PIECES, BATCH_SIZE, rng))
        rng.shuffle(batches)
        return batches

    def _examples(self, name: str, share: float, renamed: float, rng: random.Random) -> Iterator[Example]:
        whole, part = int(share), share - int(share)
        texts = [text for text in self.texts[name] for _ in range(whole + (rng.random() < part))]
        rng.shuffle(texts)
        if name == "newsmtsc":
            yield from (found for text in texts if (found := masked_example(text, self.pieces)))
            return
        cut = (
            cut_examples(text, rename(text, self._pool, renamed, rng), self.pieces, rng.randint(SHORTEST_WINDOW, MAX_PIECES))
            for text in texts
        )
        flat = (example for examples in cut for example in examples)
        yield from pack(flat) if name in SHORT else flat


def _optimizer(network: Network, phase: Phase, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    heads = [weights for name, weights in network.named_parameters() if not name.startswith("backbone")]
    groups = [{"params": network.backbone.parameters(), "lr": phase.rate}, {"params": heads, "lr": phase.rate_of_heads}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rising = max(1.0, phase.warm_up * steps)

    def rate(step: int) -> float:
        return min((step + 1) / rising, max(0.0, (steps - step) / (steps - rising + 1)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


class TorchReader:
    """Reads windows with a network in training's own library, for judging before anything is exported.

    ``exact`` computes in 32 bits throughout, slower.
    """

    def __init__(self, network: Network, *, exact: bool = False, size: int = 32) -> None:
        self._network = network.eval()
        self._exact = exact
        self._size = size

    def read(self, windows: Sequence[list[int]]) -> Iterator[tuple[int, Output]]:
        """Yield each window's number and output."""
        device = next(self._network.parameters()).device
        order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
        for start in range(0, len(order), self._size):
            chosen = order[start : start + self._size]
            longest = max(len(windows[i]) for i in chosen)
            ids = torch.tensor([windows[i] + [0] * (longest - len(windows[i])) for i in chosen], device=device)
            mask = torch.tensor([[1] * len(windows[i]) + [0] * (longest - len(windows[i])) for i in chosen], device=device)
            with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16, not self._exact):
                parts = [part.float().cpu().numpy() for part in self._network(ids, mask)]
            for row, i in enumerate(chosen):
                yield i, Output(*(part[row, : len(windows[i])] for part in parts))
