"""Scores -> probabilities that mean what they say, and the thresholds that were chosen on development texts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from framing.encoder.layout import LABELS, SENTENCE_LAYERS, SPAN_LAYERS


@dataclass(frozen=True, slots=True)
class Scale:
    """Log odds are stretched and shifted (Platt 1999); what reaches ``threshold`` is marked."""

    slope: float = 1.0
    shift: float = 0.0
    threshold: float = 0.5

    def probability(self, score: float) -> float:
        """Return the probability behind log odds."""
        stretched = self.slope * score + self.shift
        return 1 / (1 + math.exp(-stretched)) if stretched > -700 else 0.0


def _scale_of(record: Mapping[str, Any]) -> Scale:
    return Scale(float(record["slope"]), float(record["shift"]), float(record["threshold"]))


@dataclass(frozen=True, slots=True)
class PolarityScale:
    """The three scores are stretched and shifted before they become shares of 1."""

    slope: float = 1.0
    shifts: tuple[float, ...] = (0.0,) * len(LABELS)

    def shares(self, scores: Sequence[float]) -> tuple[float, ...]:
        """Return the probabilities behind three scores."""
        stretched = [self.slope * score + shift for score, shift in zip(scores, self.shifts, strict=True)]
        highest = max(stretched)
        raised = [math.exp(score - highest) for score in stretched]
        return tuple(part / sum(raised) for part in raised)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The scales of every layer.

    Of a layer of words, ``threshold`` is the least probability of a token to be in a span, and slope and shift turn a span's
    mean log odds into its confidence. Of a layer of sentences, ``threshold`` is the least probability of one that is marked.
    """

    spans: Mapping[str, Scale]
    sentences: Mapping[str, Scale]
    polarity: PolarityScale

    @classmethod
    def plain(cls) -> Calibration:
        """Return what changes nothing."""
        return cls(dict.fromkeys(SPAN_LAYERS, Scale()), dict.fromkeys(SENTENCE_LAYERS, Scale()), PolarityScale())

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Calibration:
        """Return the calibration that `to_record` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            If it is none.
        """
        shifts = tuple(map(float, record["polarity"]["shifts"]))
        if len(shifts) != len(LABELS):
            raise ValueError(f"{len(shifts)} shifts for {len(LABELS)} labels")
        return cls(
            {layer: _scale_of(record["spans"][layer]) for layer in SPAN_LAYERS},
            {layer: _scale_of(record["sentences"][layer]) for layer in SENTENCE_LAYERS},
            PolarityScale(float(record["polarity"]["slope"]), shifts),
        )

    def to_record(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "spans": {layer: asdict(scale) for layer, scale in self.spans.items()},
            "sentences": {layer: asdict(scale) for layer, scale in self.sentences.items()},
            "polarity": {"slope": self.polarity.slope, "shifts": list(self.polarity.shifts)},
        }
