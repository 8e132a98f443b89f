"""The figures of the accuracy table against values worked out by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmark import datasets
from framing.training import metrics
from framing.training.metrics import Counts, Figure


@pytest.mark.parametrize(
    ("precision", "recall", "f1"),
    [(1.0, 1.0, 1.0), (0.5, 1.0, 2 / 3), (0.25, 0.5, 1 / 3), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0)],
)
def test_f1_is_the_harmonic_mean(precision: float, recall: float, f1: float) -> None:
    assert Figure(precision, recall).f1 == pytest.approx(f1)


def test_a_ratio_of_nothing_is_zero() -> None:
    assert metrics.ratio(0, 0) == 0.0
    assert metrics.ratio(3, 4) == 0.75


# Spans by overlap (metric A)


def test_one_shared_character_makes_a_span_right() -> None:
    assert metrics.overlap([[(0, 5)]], [[(4, 9)]]) == Figure(1.0, 1.0)


def test_spans_that_only_meet_do_not_overlap() -> None:
    assert metrics.overlap([[(0, 5)]], [[(5, 9)]]) == Figure(0.0, 0.0)


def test_precision_is_of_what_was_found_and_recall_of_what_was_wanted() -> None:
    predicted = [[(0, 2), (10, 12), (20, 22)]]
    gold = [[(1, 3), (30, 35)]]
    assert metrics.overlap(predicted, gold) == Figure(pytest.approx(1 / 3), pytest.approx(1 / 2))


def test_two_found_spans_in_one_wanted_span_are_both_right() -> None:
    assert metrics.overlap([[(0, 2), (3, 5)]], [[(0, 9)]]) == Figure(1.0, 1.0)


def test_spans_are_pooled_over_articles_and_never_cross_them() -> None:
    predicted = [[(0, 2)], [(0, 2)], [(0, 2)]]
    gold = [[(0, 2)], [(50, 52)], []]
    assert metrics.overlap(predicted, gold) == Figure(pytest.approx(1 / 3), pytest.approx(1 / 2))


def test_lists_of_different_length_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="shorter"):
        metrics.overlap([[(0, 1)]], [])


def test_counts_of_single_texts_add_up_to_the_figure_of_all() -> None:
    counts = [metrics.count_overlap([(0, 2), (5, 6)], [(1, 3)]), metrics.count_overlap([], [(0, 9)])]
    assert counts == [Counts(1, 2, 1, 1), Counts(0, 0, 0, 1)]
    assert metrics.pool(counts) == Figure(0.5, 0.5)


def test_no_texts_have_no_figure() -> None:
    assert metrics.pool([]) == Figure(0.0, 0.0)


# Characters (metrics A and D)


def test_characters_are_counted_once_and_pooled() -> None:
    predicted = [[(0, 4), (2, 6)], [(0, 2)]]  # 6 + 2 characters
    gold = [[(4, 10)], [(0, 2)]]  # 6 + 2 characters, 2 + 2 of them shared
    assert metrics.characters(predicted, gold) == Figure(0.5, 0.5)


def test_nothing_found_is_no_precision_and_no_recall() -> None:
    assert metrics.characters([[]], [[(0, 4)]]) == Figure(0.0, 0.0)


# Classes (metrics B, C, E)


def test_one_class_is_scored_against_the_rest() -> None:
    assert metrics.of_class([True, True, False, False], [True, False, True, False], True) == Figure(0.5, 0.5)


def test_macro_f1_is_the_mean_over_the_classes_of_the_gold_labels() -> None:
    gold = ["a", "a", "b", "c"]
    predicted = ["a", "b", "b", "a"]
    # a: precision 1/2, recall 1/2, F1 1/2; b: precision 1/2, recall 1, F1 2/3; c: 0
    assert metrics.macro_f1(predicted, gold) == pytest.approx((1 / 2 + 2 / 3 + 0) / 3)


def test_a_class_that_is_never_wanted_does_not_count() -> None:
    assert metrics.macro_f1(["a", "z"], ["a", "a"]) == pytest.approx(2 / 3)


# Calibration


def test_probabilities_are_set_against_what_came_true_bin_by_bin() -> None:
    stated = [0.91, 0.99, 0.95, 0.95, 0.31, 0.39]
    right = [True, True, True, False, False, True]
    # the bin from .9: .95 stated, .75 true, four of six; the bin from .3: .35 stated, .5 true, two of six
    assert metrics.calibration_error(stated, right) == pytest.approx((4 * 0.2 + 2 * 0.15) / 6)


def test_certainty_belongs_to_the_last_bin() -> None:
    assert metrics.calibration_error([1.0, 0.9], [True, False]) == pytest.approx(0.45)


def test_errors_in_one_bin_cancel_out_and_in_two_they_do_not() -> None:
    assert metrics.calibration_error([0.5, 0.5], [True, False]) == 0.0
    assert metrics.calibration_error([0.0, 1.0], [True, False]) == 1.0


def test_nothing_stated_is_no_error() -> None:
    assert metrics.calibration_error([], []) == 0.0


# Rankings


@pytest.mark.parametrize(
    ("one", "other", "tau"),
    [
        ([1, 2, 3], [10, 20, 30], 1.0),
        ([1, 2, 3], [30, 20, 10], -1.0),
        ([1, 2, 3], [1, 3, 2], 1 / 3),
        ([1, 1, 2], [1, 2, 3], 2 / 3),
        ([1.0], [2.0], 0.0),
    ],
)
def test_tau_is_the_share_of_pairs_in_order_less_those_out_of_order(one: list[float], other: list[float], tau: float) -> None:
    assert metrics.kendall_tau(one, other) == pytest.approx(tau)


# The files


@pytest.mark.parametrize(
    ("treebank", "text"),
    [
        ("It is old -LRB- very old -RRB- .", "It is old (very old)."),
        ("It did n't leak ; they 're sure .", "It didn't leak; they're sure."),
        ("The town 's dam , -LSB- sic -RSB- leaks !", "The town's dam, [sic] leaks!"),
        ("Nothing to undo", "Nothing to undo"),
    ],
)
def test_the_marks_of_the_treebank_are_undone(treebank: str, text: str) -> None:
    assert datasets.untreebank(treebank) == text


def test_the_folder_can_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path))
    assert datasets.folder() == tmp_path
    assert not datasets.available()
    (tmp_path / "polnear_dev.jsonl").write_text("{}\n", encoding="utf-8")
    assert datasets.available()


def test_rows_are_read_plain_and_compressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path))
    lines = "".join(json.dumps({"n": n}) + "\n" for n in range(3))
    (tmp_path / "x.jsonl").write_text(lines, encoding="utf-8")
    with gzip.open(tmp_path / "x.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(lines)
    assert [row["n"] for row in datasets.rows("x.jsonl")] == [0, 1, 2]
    assert list(datasets.rows("x.jsonl.gz")) == list(datasets.rows("x.jsonl"))
