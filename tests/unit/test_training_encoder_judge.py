"""Judging: thresholds and scales are fitted where they are not judged, and figures say what they count."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.encoder_stub import TableNetwork, Tables, make_pieces, newsroom_tables

from framing.encoder.calibration import Scale
from framing.training import metrics
from framing.training.encoder import judge as module
from framing.training.encoder.examples import Text
from framing.training.encoder.judge import (
    Judge,
    chars_of,
    choose_threshold,
    cross_fit,
    cross_fit_spans,
    fit_polarity,
    fit_scale,
    fit_sentences,
    fit_spans,
    macro_f1,
    sentence_score,
    span_evidence,
    uncertain_f1,
)
from framing.training.encoder.labeled import Labeled
from framing.training.splits import half

LINE = "The brutal regime attacked the port."
KEYS = [f"text {i}" for i in range(60)]


def judge(tables: Tables | None = None) -> Judge:
    return Judge(make_pieces(), TableNetwork(tables or newsroom_tables()))


def text_of(line: str, *spans: tuple[int, int], **given: Any) -> Text:
    return Text(Labeled(line, given.pop("key", line), {"loaded": list(spans)}, **given))


def test_character_spans_are_those_of_what_is_marked() -> None:
    text = text_of(LINE)
    (read,) = judge().read([text])
    assert [LINE[start:end] for start, end in chars_of(text.doc, read, "loaded", Scale())] == ["brutal regime"]


def test_the_threshold_with_the_best_figure_is_chosen() -> None:
    tables = Tables().mark("loaded", "", opening="brutal")
    for word, score in (("heroic", 0.2), ("never", 0.4)):  # fairly sure of both, and right of one
        tables.labels[make_pieces().of(word)[0], 9:12] = (0, score * 3, -9)
    texts = [text_of("Brutal dam.", (0, 6)), text_of("Never dam.", (0, 5)), text_of("Heroic dam.")]
    reads = judge(tables).read(texts)
    threshold = choose_threshold(texts, reads, "loaded", metrics.overlap)
    sure = [float(read.inside["loaded"][0]) for read in reads]
    assert sure[2] < threshold <= sure[1] < sure[0]


def test_of_equal_thresholds_the_one_nearest_to_a_half_is_chosen() -> None:
    texts = [text_of(LINE, (4, 17))]
    assert choose_threshold(texts, judge().read(texts), "loaded", metrics.overlap) == 0.5


@pytest.mark.parametrize(
    ("metric", "wanted"), [(metrics.characters, [True, False, False]), (metrics.overlap, [True, True, False])]
)
def test_a_span_is_right_as_its_metric_counts(metric: Any, wanted: list[bool]) -> None:
    texts = [text_of(LINE, (4, 17)), text_of(LINE, (4, 8)), text_of(LINE), text_of("The port.", (0, 3))]
    scores, right = span_evidence(texts, judge().read(texts), "loaded", 0.5, metric)
    assert right == wanted
    assert len(scores) == 3


@pytest.mark.parametrize(("right", "wanted"), [([True] * 20, 21 / 22), ([False] * 20, 1 / 22)])
def test_where_all_are_right_or_none_the_scale_stays_finite_and_nearly_sure(right: list[bool], wanted: float) -> None:
    rng = random.Random(2)
    scale = fit_scale([rng.gauss(0, 2) for _ in right], right, 0.4)
    assert all(map(math.isfinite, (scale.slope, scale.shift)))
    assert scale.probability(0.0) == pytest.approx(wanted, abs=0.02)
    assert scale.threshold == 0.4


def test_without_evidence_the_scale_changes_nothing() -> None:
    assert fit_scale([], []) == Scale(1.0, 0.0, 0.5)


def test_where_all_scores_are_equal_the_probability_is_the_share_that_is_right() -> None:
    assert fit_scale([2.0] * 40, [True] * 30 + [False] * 10).probability(2.0) == pytest.approx(0.75, abs=0.03)


def test_a_scale_finds_the_curve_that_scores_were_drawn_from() -> None:
    rng = np.random.default_rng(4)
    scores = rng.normal(0, 2, 4000)
    right = rng.random(4000) < 1 / (1 + np.exp(-(0.5 * scores - 1)))
    scale = fit_scale(scores.tolist(), right.tolist())
    assert (scale.slope, scale.shift) == pytest.approx((0.5, -1), abs=0.1)
    assert metrics.calibration_error([scale.probability(float(s)) for s in scores], right.tolist()) < 0.03


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(-11, 11), st.booleans()), max_size=30))
def test_any_evidence_gives_a_scale_that_says_probabilities(evidence: list[tuple[float, bool]]) -> None:
    scale = fit_scale([score for score, _ in evidence], [right for _, right in evidence])
    assert all(0 <= scale.probability(score) <= 1 for score in (-11.5, 0, 11.5))


def test_spans_get_a_threshold_and_a_scale_that_fits_their_confidence() -> None:
    texts = [text_of(LINE, *[(4, 17)] * (i % 4 != 0)) for i in range(40)]
    scale = fit_spans(texts, judge().read(texts), "loaded", metrics.overlap)
    scores, _ = span_evidence(texts, judge().read(texts), "loaded", scale.threshold, metrics.overlap)
    assert scale.probability(scores[0]) == pytest.approx(0.75, abs=0.05)


def test_sentences_are_marked_from_where_the_figure_is_best() -> None:
    scores = [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0]
    scale = fit_sentences(scores, [False, False, True, True, True, True], uncertain_f1)
    assert [scale.probability(score) >= scale.threshold for score in scores] == [False, False, True, True, True, True]


def test_polarity_is_fitted_so_that_what_is_said_comes_true() -> None:
    rng = np.random.default_rng(5)
    scores = rng.normal(0, 1, (3000, 3))
    wanted = np.array([0.5, -0.5, 0.0])
    likely = np.exp(2 * scores + wanted)
    likely /= likely.sum(1, keepdims=True)
    labels = [int(rng.choice(3, p=row)) for row in likely]
    scale = fit_polarity(scores.tolist(), labels)
    assert scale.slope == pytest.approx(2, abs=0.2)
    assert scale.shifts == pytest.approx(wanted, abs=0.2)


def test_a_text_scores_as_its_highest_sentence_and_an_empty_one_very_low() -> None:
    texts = [text_of("The port closed. The brutal regime closed."), text_of("The brutal regime closed."), text_of("")]
    high, same, empty = (sentence_score(text, read, "loaded") for text, read in zip(texts, judge().read(texts), strict=True))
    assert high == pytest.approx(same)
    assert empty == -9.0


def test_polarity_is_read_toward_each_texts_own_target_and_a_target_that_is_no_word_is_neutral() -> None:
    line = "They attacked Lindqvist today"
    texts = [
        text_of(line, target=(14, 23)),
        text_of(line),
        text_of("They thanked Lindqvist", target=(13, 22)),
        text_of("", target=(0, 3)),
    ]
    rows = judge().polarity(texts)
    assert [row.index(max(row)) for row in rows] == [0, 1, 2, 1]
    assert rows[1] == [0.0, 1.0, 0.0]


# Fitted on one half, judged on the other -------------------------------------------------------------------------------------


def test_each_half_is_judged_with_what_the_other_half_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[float]] = []
    scores = [float(i) for i in range(len(KEYS))]

    def fit(found: list[float], labels: list[bool], metric: object) -> Scale:
        seen.append(found)
        return Scale()

    monkeypatch.setattr(module, "fit_sentences", fit)
    cross_fit("set", KEYS, scores, [True, False] * 30, macro_f1)
    halves = [half("set", key) for key in KEYS]
    assert seen == [[s for s, h in zip(scores, halves, strict=True) if h != part] for part in (0, 1)]


def test_labels_of_the_half_that_is_judged_change_nothing_in_its_marks() -> None:
    rng = random.Random(3)
    scores = [rng.gauss(0, 1) for _ in KEYS]
    labels = [score + rng.gauss(0, 0.5) > 0 for score in scores]
    marks: list[list[bool]] = []

    def metric(marked: list[bool], wanted: list[bool]) -> float:
        if len(marked) == len(KEYS):
            marks.append([mark for mark, key in zip(marked, KEYS, strict=True) if half("set", key) == 0])
        return uncertain_f1(marked, wanted)

    cross_fit("set", KEYS, scores, labels, metric)
    turned = [not label if half("set", key) == 0 else label for label, key in zip(labels, KEYS, strict=True)]
    cross_fit("set", KEYS, scores, turned, metric)
    assert marks[0] == marks[1]


def test_scores_that_say_nothing_earn_no_more_than_chance() -> None:
    rng = random.Random(6)
    keys = [str(i) for i in range(600)]
    labels = [rng.random() < 0.5 for _ in keys]
    assert cross_fit("set", keys, [rng.gauss(0, 1) for _ in keys], labels, macro_f1).value < 0.58


def test_scores_that_say_everything_earn_everything() -> None:
    labels = [i % 2 == 0 for i in range(len(KEYS))]
    verdict = cross_fit("set", KEYS, [5.0 if label else -5.0 for label in labels], labels, macro_f1)
    assert (verdict.value, verdict.n) == (1.0, len(KEYS))
    assert verdict.calibration_error < 0.06


def test_spans_are_judged_with_what_the_other_half_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text_of(LINE, (4, 17), key=key) for key in KEYS]
    taught: list[set[str]] = []
    plain = fit_spans

    def fit(found: list[Text], *given: Any) -> Scale:
        taught.append({text.labeled.key for text in found})
        return plain(found, *given)

    monkeypatch.setattr(module, "fit_spans", fit)
    verdict = cross_fit_spans("set", texts, judge().read(texts), "loaded", metrics.characters)
    assert taught[0].isdisjoint(taught[1])
    assert taught[0] | taught[1] == set(KEYS)
    assert all(half("set", key) == 1 for key in taught[0])
    assert (verdict.value, verdict.n) == (1.0, len(KEYS))


def test_figures_are_of_the_class_that_counts() -> None:
    assert uncertain_f1([True, True, False], [True, False, False]) == pytest.approx(2 / 3)
    assert macro_f1([True, True, False], [True, False, False]) == pytest.approx((2 / 3 + 2 / 3) / 2)
