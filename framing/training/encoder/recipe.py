"""The whole training: two phases, one outlet left out at a time, judging, and what is written down of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import torch

from framing.encoder.calibration import Calibration, PolarityScale, Scale
from framing.encoder.layout import SPAN_LAYERS
from framing.encoder.pieces import Pieces
from framing.encoder.reading import Read
from framing.training import metrics
from framing.training.encoder.examples import Text
from framing.training.encoder.fit import Phase, TorchReader, Trainer
from framing.training.encoder.judge import (
    Judge,
    Verdict,
    chars_of,
    cross_fit,
    cross_fit_spans,
    fit_polarity,
    fit_sentences,
    fit_spans,
    macro_f1,
    sentence_score,
    span_evidence,
    uncertain_f1,
)
from framing.training.encoder.network import Network

_log = logging.getLogger(__name__)

# The first phase is run twice, each time differently, and the weights are averaged, the better one's twice: one network that
# errs less than either (Wortsman et al. 2022). BABE waits for the second phase, which is short: leaving out one outlet at a
# time repeats that phase only, and no weight has seen the outlet it is judged on.
FIRST = (
    Phase(2, {"polnear": 1.0, "ptc": 1.5, "wikiweasel": 1.5, "bioscope": 0.4, "newsmtsc": 1.0}, 1.2e-4, links=1.0),
    Phase(
        2,
        {"polnear": 1.5, "ptc": 1.0, "wikiweasel": 1.5, "bioscope": 0.2, "newsmtsc": 1.2},
        1.2e-4,
        seed=2,
        renamed={"polnear": 0.15},
        weight=2,
    ),
)
SECOND = Phase(1, {"babe": 3.0, "polnear": 0.1, "ptc": 0.3, "wikiweasel": 0.15, "bioscope": 0.03, "newsmtsc": 0.15}, 5e-5)
FEW = 100  # sentences: outlets with fewer are left out together
METRICS = {layer: metrics.characters if layer in ("content", "loaded") else metrics.overlap for layer in SPAN_LAYERS}


@dataclass(slots=True)
class Training:
    """Everything between labeled texts and a network with its calibration."""

    trained: Mapping[str, Sequence[Text]]
    kept: Mapping[str, Sequence[Text]]
    pieces: Pieces
    checkpoints: Path | None = None
    record: dict[str, Any] = field(default_factory=dict)

    def fit(self, network: Network) -> Network:
        """Run both phases; after the first, judge loaded sentences with each outlet left out.

        Each step that has a checkpoint is taken from there.
        """
        copies = [deepcopy(network) for _ in FIRST]
        for number, (copy, phase) in enumerate(zip(copies, FIRST, strict=True), 1):
            self._step(f"first {number}", copy, partial(self._phase, f"first {number}", copy, phase, self.trained))
        average(network, [copy for copy, phase in zip(copies, FIRST, strict=True) for _ in range(phase.weight)])
        between = deepcopy(network)
        self._step("second", network, lambda: self._second("second", network, self.trained))
        self._leave_outlets_out(between)
        return network

    def _second(self, name: str, network: Network, texts: Mapping[str, Sequence[Text]]) -> None:
        """Run the second phase, and go back half the way it led the backbone away from all else (Wortsman et al. 2022)."""
        before = deepcopy(network.backbone.state_dict())
        self._phase(name, network, SECOND, texts)
        with torch.no_grad():
            for key, weights in network.backbone.state_dict().items():
                if weights.is_floating_point():
                    weights.lerp_(before[key].to(weights.device), 0.5)

    def _step(self, name: str, network: Network, run: Callable[[], None]) -> None:
        path = self.checkpoints / f"{name}.pt" if self.checkpoints else None
        if path and path.is_file():
            state = torch.load(path, weights_only=True)
            network.load_state_dict(state["network"])
            self.record = state["record"]
            return
        run()
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            torch.save({"network": network.state_dict(), "record": self.record}, path)

    def _phase(self, name: str, network: Network, phase: Phase, texts: Mapping[str, Sequence[Text]]) -> None:
        started = time.monotonic()
        trainer = Trainer(texts, self.pieces)
        trainer.fit(network, phase)
        curve = [point._asdict() for point in trainer.curve]
        self.record[name] = {"seconds": round(time.monotonic() - started), "device": trainer.device, "curve": curve}

    def _leave_outlets_out(self, network: Network) -> None:
        """Record the log odds of each of BABE's sentences, from weights that never saw its outlet."""
        scores: dict[str, float] = {}
        for outlets in group_outlets(self.trained["babe"]):
            left = [text for text in self.trained["babe"] if text.labeled.group in outlets]
            others = [text for text in self.trained["babe"] if text.labeled.group not in outlets]
            copy, name = deepcopy(network), f"without {', '.join(outlets)}"
            self._step(name, copy, partial(self._second, name, copy, {**self.trained, "babe": others}))
            reads = Judge(self.pieces, TorchReader(copy)).read(left)
            found = [sentence_score(text, read, "loaded") for text, read in zip(left, reads, strict=True)]
            scores |= dict(zip([text.labeled.key for text in left], found, strict=True))
            plain = macro_f1([score > 0 for score in found], labels_of(left, "loaded"))
            _log.info("loaded sentences, %s left out: macro-F1 %.3f (n = %d)", ", ".join(outlets), plain, len(left))
        self.record["outlets"] = scores


def average(network: Network, others: Sequence[Network]) -> None:
    """Give a network the mean of the weights of others that began alike."""
    states = [other.state_dict() for other in others]
    with torch.no_grad():
        for key, weights in network.state_dict().items():
            if weights.is_floating_point():
                weights.copy_(torch.stack([state[key].to(weights.device) for state in states]).mean(0))


def group_outlets(texts: Sequence[Text]) -> list[tuple[str, ...]]:
    """Return the outlets to leave out at a time: each alone, those of few sentences together."""
    counts: dict[str, int] = {}
    for text in texts:
        counts[text.labeled.group] = counts.get(text.labeled.group, 0) + 1
    few = tuple(sorted(outlet for outlet, n in counts.items() if n < FEW))
    return [*((outlet,) for outlet in sorted(counts) if counts[outlet] >= FEW), *([few] if few else [])]


def labels_of(texts: Sequence[Text], layer: str) -> list[bool]:
    """Return what people said of single sentences."""
    return [text.labeled.sentences[layer][0][2] for text in texts]


@dataclass(frozen=True, slots=True)
class Trials:
    """What a network is judged on.

    ``kept`` are the parts kept out of training, ``given`` the sets' own development files where there are any, ``outlets`` the
    log odds of BABE's sentences from weights that never saw their outlet.
    """

    kept: Mapping[str, Sequence[Text]]
    given: Mapping[str, Sequence[Text]]
    babe: Sequence[Text]
    outlets: Mapping[str, float]


def calibrate(trials: Trials, judge: Judge) -> Calibration:
    """Choose every threshold and scale on what was kept out of training, read with the weights that ship.

    The layer of loaded sentences is fitted on the sentences of left-out outlets.
    """
    kept, babe, outlets = trials.kept, trials.babe, trials.outlets
    spans = {layer: Scale() for layer in SPAN_LAYERS}
    for name, layers in (("polnear", ("source", "cue", "content")), ("ptc", ("loaded",)), ("bioscope", ("hedge",))):
        reads = judge.read(kept[name])
        spans |= {layer: fit_spans(kept[name], reads, layer, METRICS[layer]) for layer in layers}
    weasels = kept["wikiweasel"]
    hedged = [sentence_score(text, read, "hedged") for text, read in zip(weasels, judge.read(weasels), strict=True)]
    loaded = [outlets[text.labeled.key] for text in babe]
    sentences = {
        "hedged": fit_sentences(hedged, labels_of(weasels, "hedged"), uncertain_f1),
        "loaded": fit_sentences(loaded, labels_of(babe, "loaded"), macro_f1),
    }
    polarity = fit_polarity(judge.polarity(kept["newsmtsc"]), [text.labeled.polarity for text in kept["newsmtsc"]])
    return Calibration(spans, sentences, polarity)


def judge_all(trials: Trials, judge: Judge, calibration: Calibration) -> dict[str, Verdict]:
    """Return every figure of one network."""
    kept, given, babe, outlets = trials.kept, trials.given, trials.babe, trials.outlets
    found = {}
    reads = judge.read(given["polnear"])
    for layer in ("cue", "source", "content"):
        found[f"{layer}, PolNeAR"] = judge_spans(given["polnear"], reads, layer, calibration.spans[layer])
    for name, layer in (("ptc", "loaded"), ("bioscope", "hedge")):
        found[f"{layer}, {name}"] = cross_fit_spans(name, kept[name], judge.read(kept[name]), layer, METRICS[layer])
    weasels = kept["wikiweasel"]
    scores = [sentence_score(text, read, "hedged") for text, read in zip(weasels, judge.read(weasels), strict=True)]
    keys = [text.labeled.key for text in weasels]
    found["hedged sentences, wikiweasel"] = cross_fit("wikiweasel", keys, scores, labels_of(weasels, "hedged"), uncertain_f1)
    keys = [text.labeled.key for text in babe]
    scores = [outlets[key] for key in keys]
    found["loaded sentences, babe"] = cross_fit("babe", keys, scores, labels_of(babe, "loaded"), macro_f1)
    texts = given["newsmtsc"]
    found["polarity, NewsMTSC"] = judge_polarity(
        judge.polarity(texts), [t.labeled.polarity for t in texts], calibration.polarity
    )
    return found


def judge_spans(texts: Sequence[Text], reads: Sequence[Read], layer: str, scale: Scale) -> Verdict:
    """Judge a layer of words with a scale that was chosen elsewhere."""
    found = [chars_of(text.doc, read, layer, scale) for text, read in zip(texts, reads, strict=True)]
    figure = METRICS[layer](found, [text.labeled.spans[layer] for text in texts])
    scores, right = span_evidence(texts, reads, layer, scale.threshold, METRICS[layer])
    return Verdict(figure.f1, metrics.calibration_error([scale.probability(s) for s in scores], right), len(texts))


def judge_polarity(scores: Sequence[Sequence[float]], labels: Sequence[int], scale: PolarityScale) -> Verdict:
    """Metric B."""
    shares = [scale.shares(row) for row in scores]
    chosen = [row.index(max(row)) for row in shares]
    right = [a == b for a, b in zip(chosen, labels, strict=True)]
    return Verdict(
        metrics.macro_f1(chosen, labels), metrics.calibration_error([max(row) for row in shares], right), len(labels)
    )
