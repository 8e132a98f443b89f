"""The paraphrase model, learned from labeled pairs: what it learns, how it is judged, and the file it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.paraphrase.model import ParaphraseModel, read_paraphrase_model
from framing.training.paraphrase import Pair, cross_validate, main, read_pairs, train, write_paraphrase_model

SUBJECTS = ["council", "ministry", "builder", "union", "court", "harbor", "school", "mayor", "bank", "choir"]


def write_rows(path: Path) -> None:
    rows = []
    for i, subject in enumerate(SUBJECTS):
        one = f"The {subject} approved a plan for bridge {i} on Monday."
        rows.append({"a": one, "b": f"On Monday the {subject} approved a plan for bridge {i}.", "paraphrase": True})
        rows.append({"a": one, "b": f"Fishermen near the {subject} saw no salmon for {i + 40} days.", "paraphrase": False})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def pairs(tmp_path: Path) -> list[Pair]:
    write_rows(tmp_path / "pairs.jsonl")
    return read_pairs(tmp_path / "pairs.jsonl")


def test_pairs_have_features_and_a_label(pairs: list[Pair]) -> None:
    assert [pair.same for pair in pairs] == [True, False] * len(SUBJECTS)
    assert all(pair.features.keys() == pairs[0].features.keys() for pair in pairs)


def test_what_is_easy_is_learned(pairs: list[Pair]) -> None:
    model = train(pairs)
    assert all((model.weigh(pair.features) >= 0.5) == pair.same for pair in pairs)


def test_easy_pairs_are_right_in_folds_not_seen(pairs: list[Pair]) -> None:
    assert cross_validate(pairs) == (1.0, 1.0)


def test_labels_without_a_pattern_are_not_learned_across_folds(pairs: list[Pair]) -> None:
    mixed = [Pair(pair.features, i % 4 in (0, 3)) for i, pair in enumerate(pairs)]
    assert cross_validate(mixed).accuracy < 0.8


def test_the_file_holds_the_same_model_and_is_the_same_each_time(tmp_path: Path) -> None:
    model = ParaphraseModel({"same, less": 1.5, "length, apart": -0.25}, -3.0)
    one, other = tmp_path / "one.json.gz", tmp_path / "other.json.gz"
    write_paraphrase_model(model, one)
    write_paraphrase_model(model, other)
    assert one.read_bytes() == other.read_bytes()
    read = read_paraphrase_model(one)
    assert (read.weights, read.constant) == (model.weights, model.constant)


def test_the_command_writes_a_model_from_a_folder(tmp_path: Path) -> None:
    write_rows(tmp_path / "mrpc_train.jsonl")
    main(["--data", str(tmp_path), "--out", str(tmp_path / "model.json.gz")])
    model = read_paraphrase_model(tmp_path / "model.json.gz")
    assert model.judge("The bank approved a plan.", "The bank approved a plan.") > 0.5
