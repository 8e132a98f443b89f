"""The rows on the same statement: two figures from one run over the folds."""

from __future__ import annotations

import pytest

from benchmark import datasets, paraphrase
from framing.training.paraphrase import DATA, Pair


def test_pairs_that_one_feature_tells_apart_are_all_right() -> None:
    pairs = [Pair({"same, less": float(i % 2), "length, apart": float(i % 3)}, bool(i % 2)) for i in range(40)]
    found = {row.metric: (row.value, row.n) for row in paraphrase.rows(pairs)}
    assert found == {"accuracy": (1.0, 40), "F1": (1.0, 40)}


@pytest.mark.skipif(not (datasets.folder() / DATA).is_file(), reason="the labeled pairs are not here")
def test_the_labeled_pairs_reach_the_floors() -> None:
    found = {row.metric: row.value for row in paraphrase.rows()}
    assert found["accuracy"] >= 0.76
    assert found["F1"] >= 0.83
