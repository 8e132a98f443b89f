"""Where figures would lie with other texts of the same kind."""

from __future__ import annotations

import random

import pytest

from benchmark import intervals
from framing.training import metrics
from framing.training.metrics import Counts


def test_without_texts_there_is_no_interval() -> None:
    assert intervals.interval([]) is None
    assert intervals.of_spans([]) is None
    assert intervals.of_share([]) is None
    assert intervals.of_macro_f1([], []) is None


def test_texts_that_are_all_alike_leave_no_doubt() -> None:
    assert intervals.of_share([True] * 20) == (1.0, 1.0)
    assert intervals.of_share([False] * 20) == (0.0, 0.0)
    # precision 1/2, recall 1: whatever is drawn
    assert intervals.of_spans([Counts(1, 2, 1, 1)] * 20) == (0.667, 0.667)


def test_a_share_has_the_interval_of_the_binomial() -> None:
    right = [i % 4 > 0 for i in range(400)]  # 75 %, standard error 2.2 points
    low, high = intervals.of_share(right) or (0.0, 0.0)
    assert low == pytest.approx(0.75 - 1.96 * 0.0217, abs=0.008)
    assert high == pytest.approx(0.75 + 1.96 * 0.0217, abs=0.008)


def test_more_texts_make_it_narrower() -> None:
    def width(n: int) -> float:
        low, high = intervals.of_share([i % 2 == 0 for i in range(n)]) or (0.0, 0.0)
        return high - low

    assert width(40) > 1.8 * width(400) > 0


def test_the_same_texts_give_the_same_interval_and_another_seed_nearly_the_same() -> None:
    texts = [[Counts(i % 2, 1, i % 2, 1)] for i in range(50)]
    assert intervals.interval(texts) == intervals.interval(texts)
    assert intervals.interval(texts, seed=1) == pytest.approx(intervals.interval(texts), abs=0.05)
    assert intervals.interval(texts, seed=1) != intervals.interval(texts)


@pytest.mark.parametrize("label", ["a", "b"])
def test_the_figure_itself_lies_in_the_interval_of_a_class(label: str) -> None:
    draws = random.Random(1)
    gold = [draws.choice("aab") for _ in range(200)]
    ours = [wanted if draws.random() < 0.7 else draws.choice("ab") for wanted in gold]
    low, high = intervals.of_class(ours, gold, label) or (0.0, 0.0)
    assert low < metrics.of_class(ours, gold, label).f1 < high
    low, high = intervals.of_macro_f1(ours, gold) or (0.0, 0.0)
    assert low < metrics.macro_f1(ours, gold) < high


def test_classes_are_averaged_as_the_figure_averages_them() -> None:
    # One text a class, each right: drawing one class alone leaves the others at 0.
    low, high = intervals.of_macro_f1(["a", "b"], ["a", "b"]) or (0.0, 0.0)
    assert (low, high) == (0.5, 1.0)
