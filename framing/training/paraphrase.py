"""Pairs of news sentences, the same statement or not -> ``framing/weights/paraphrase.json.gz``.

Reproduce the shipped file with ``python -m framing.training.paraphrase --data DIR``, where DIR (or the variable FRAMING_DATA)
holds ``mrpc_train.jsonl``, the training part of the Microsoft Research Paraphrase Corpus (Dolan & Brockett 2005). Only weights
of features are kept; no sentence and no word is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.paraphrase.model import FILE, ParaphraseModel
from framing.paraphrase.wording import compare_wordings, read_wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

DATA = "mrpc_train.jsonl"
STRENGTH = 0.3  # scikit-learn's C; between .03 and 1 the figures do not move
FOLDS = 5
SAYS_THE_SAME = 0.5
_DIGITS = 4


class Pair(NamedTuple):
    """The features of two sentences, and whether they make the same statement."""

    features: Mapping[str, float]
    same: bool


class Figures(NamedTuple):
    """How many answers are right, and F1 of "the same"."""

    accuracy: float
    f1: float


def read_pairs(path: Path) -> list[Pair]:
    """Read labeled pairs, one a line: ``a``, ``b`` and ``paraphrase``."""
    with path.open(encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    return [Pair(compare_wordings(read_wording(row["a"]), read_wording(row["b"])), bool(row["paraphrase"])) for row in rows]


def train(pairs: Sequence[Pair]) -> ParaphraseModel:
    """Learn a weight for each feature."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    names, table = _tabulate(pairs)
    scaler = StandardScaler().fit(table)
    learned = LogisticRegression(C=STRENGTH, max_iter=3000).fit(scaler.transform(table), [pair.same for pair in pairs])
    weights = learned.coef_[0] / scaler.scale_
    constant = float(learned.intercept_[0] - weights @ scaler.mean_)
    return ParaphraseModel(
        {name: round(float(weight), _DIGITS) for name, weight in zip(names, weights, strict=True)}, round(constant, _DIGITS)
    )


def _tabulate(pairs: Sequence[Pair]) -> tuple[list[str], NDArray[np.float64]]:
    import numpy as np

    names = list(pairs[0].features)
    return names, np.array([[pair.features[name] for name in names] for pair in pairs])


def cross_validate(pairs: Sequence[Pair], folds: int = FOLDS) -> Figures:
    """Return the figures on all pairs, each judged by what was learned without its fold; every fold has as many of a kind."""
    from sklearn.model_selection import StratifiedKFold

    same = [pair.same for pair in pairs]
    judged = [False] * len(pairs)
    for seen, unseen in StratifiedKFold(folds, shuffle=True, random_state=0).split(same, same):
        model = train([pairs[i] for i in seen])
        for i in unseen:
            judged[i] = model.weigh(pairs[i].features) >= SAYS_THE_SAME
    right = sum(one == other for one, other in zip(judged, same, strict=True))
    both = sum(one and other for one, other in zip(judged, same, strict=True))
    return Figures(right / len(pairs), 2 * both / max(1, sum(judged) + sum(same)))


def write_paraphrase_model(model: ParaphraseModel, path: Path) -> None:
    """Write the weights as gzipped JSON, the same bytes for the same weights."""
    content = json.dumps({"constant": model.constant, "weights": dict(model.weights)}).encode()
    path.write_bytes(gzip.compress(content, mtime=0))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the pairs, learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("FRAMING_DATA", ".")))
    parser.add_argument("--out", type=Path, default=FILE)
    options: Any = parser.parse_args(arguments)
    pairs = read_pairs(options.data / DATA)
    figures = cross_validate(pairs)
    _log.info("%d pairs, %d folds: accuracy %.3f, F1 %.3f", len(pairs), FOLDS, *figures)
    write_paraphrase_model(train(pairs), options.out)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
