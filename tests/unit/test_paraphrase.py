"""Whether two wordings say the same: the model, its file, and what is wrong with a file that holds none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from framing.errors import AnnotationError
from framing.paraphrase.model import FILE, ParaphraseModel, load_paraphrase_model, read_paraphrase_model
from framing.paraphrase.wording import compare_wordings, read_wording

SAME = "The council approved a new bridge across the river Selm on Monday."


def test_a_sentence_says_the_same_as_itself() -> None:
    assert load_paraphrase_model().judge(SAME, SAME) > 0.9


def test_a_close_rewording_goes_before_another_statement() -> None:
    model = load_paraphrase_model()
    reworded = model.judge(SAME, "On Monday the council approved a new bridge over the Selm river.")
    other = model.judge(SAME, "The new album of the singer won two prizes in Ostrenia.")
    assert other < 0.2
    assert reworded > 0.5


def test_the_order_of_the_two_does_not_matter() -> None:
    model, other = load_paraphrase_model(), "A bridge was approved."
    assert model.judge(SAME, other) == pytest.approx(model.judge(other, SAME))


@pytest.mark.parametrize(("one", "other"), [("", SAME), (SAME, ""), ("...", "?"), ("", "")])
def test_without_words_nothing_is_said_twice(one: str, other: str) -> None:
    assert load_paraphrase_model().judge(one, other) == 0


def test_a_probability_stays_one_however_large_the_sum() -> None:
    model = ParaphraseModel({"x": 1.0}, 0.0)
    assert model.weigh({"x": 1e4}) == pytest.approx(1)
    assert model.weigh({"x": -1e4}) == pytest.approx(0)
    assert model.weigh({"x": 0}) == pytest.approx(0.5)


def test_a_feature_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        ParaphraseModel({"x": 1.0}, 0.0).weigh({})


def test_the_shipped_model_weighs_every_feature() -> None:
    features = compare_wordings(read_wording(SAME), read_wording(SAME))
    assert set(load_paraphrase_model().weights) == set(features)


def test_the_shipped_model_says_which_it_is() -> None:
    assert len(load_paraphrase_model().fingerprint) == 12
    assert read_paraphrase_model(FILE) == load_paraphrase_model()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not gzip",
        gzip.compress(b"not json", mtime=0),
        gzip.compress(b"[]", mtime=0),
        gzip.compress(json.dumps({"weights": {}}).encode(), mtime=0),
    ],
)
def test_a_file_that_holds_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "paraphrase.json.gz"
    path.write_bytes(content)
    with pytest.raises(AnnotationError, match=r"framing\.training\.paraphrase"):
        read_paraphrase_model(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="nowhere"):
        read_paraphrase_model(tmp_path / "nowhere.json.gz")
