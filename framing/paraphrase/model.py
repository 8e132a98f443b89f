"""Two wordings -> how likely they say the same: a small logistic regression, trained on pairs of news sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from framing.packed import read_packed
from framing.paraphrase.wording import compare_wordings, read_wording

FILE = Path(__file__).parent.parent / "weights" / "paraphrase.json.gz"


@dataclass(frozen=True, slots=True)
class ParaphraseModel:
    """A weight for each feature of `compare_wordings`, and a constant."""

    weights: Mapping[str, float]
    constant: float
    fingerprint: str = ""

    def judge(self, one: str, other: str) -> float:
        """Return how likely two texts say the same, 0 to 1; 0 where one has no word."""
        wordings = read_wording(one), read_wording(other)
        if not all(wording.words for wording in wordings):
            return 0.0
        return self.weigh(compare_wordings(*wordings))

    def weigh(self, features: Mapping[str, float]) -> float:
        """Return what features come to, 0 to 1.

        Raises
        ------
        KeyError
            Where a feature is missing.
        """
        total = self.constant + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + exp(-total)) if total > 0 else exp(total) / (1 + exp(total))


def read_paraphrase_model(path: Path = FILE) -> ParaphraseModel:
    """Return the model of a file.

    Raises
    ------
    AnnotationError
        Where the file is missing or is not such a file.
    """
    return read_packed(path, _unpack, "paraphrase", "framing.training.paraphrase")


@cache
def load_paraphrase_model() -> ParaphraseModel:
    """Return the model that ships, read once."""
    return read_paraphrase_model()


def _unpack(data: Mapping[str, Any], fingerprint: str) -> ParaphraseModel:
    weights = {str(name): float(weight) for name, weight in data["weights"].items()}
    return ParaphraseModel(weights, float(data["constant"]), fingerprint)
