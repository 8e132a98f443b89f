"""Spans and scales: runs of sure tokens become marks with a confidence, and scores become probabilities."""

from __future__ import annotations

import json
import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.documents import segment, trim
from framing.encoder.calibration import Calibration, PolarityScale, Scale
from framing.encoder.layout import LINK, SENTENCE_LAYERS, SPAN_LAYERS
from framing.encoder.reading import Read
from framing.encoder.spans import find_spans, log_odds
from framing.model import Document, Mark, Span

PLAIN = Scale()
TEXT = "Ana said, the dam - an old one - leaks. It broke."


def said(doc: Document, inside: list[float], opens: list[int] | None = None) -> Read:
    """Return a reading of loaded words."""
    opening = np.zeros(len(inside), bool)
    opening[opens or []] = True
    return Read({"loaded": np.array(inside, np.float32)}, {"loaded": opening}, {}, {}, np.zeros((len(inside), 4 * LINK)))


def spans(text: str, words: str, *, opens: str = "", scale: Scale = PLAIN) -> list[str]:
    """Return what is found where some words (by place or as written) are inside spans."""
    doc = segment(text)
    inside = [0.9 if norm in words.split() else 0.1 for norm in doc.norms]
    opening = [i for i, norm in enumerate(doc.norms) if norm in opens.split()]
    return [doc.quote(mark.span) for mark in find_spans(doc, said(doc, inside, opening), "loaded", scale)]


def test_neighbors_that_are_sure_are_one_span() -> None:
    assert spans(TEXT, "the dam old one leaks") == ["the dam", "old one", "leaks"]


def test_a_span_of_one_token_at_the_start_and_at_the_end() -> None:
    assert spans("Ana said so", "ana so") == ["Ana", "so"]


def test_a_span_is_cut_where_another_opens() -> None:
    assert spans("Ana the dam leaks", "ana the dam leaks", opens="ana the") == ["Ana", "the dam leaks"]


def test_a_token_that_opens_outside_any_span_opens_nothing() -> None:
    assert spans("Ana said the dam leaks", "dam leaks", opens="said") == ["dam leaks"]


def test_no_span_goes_beyond_its_sentence() -> None:
    assert spans("The dam leaks. It broke", "leaks . it broke") == ["leaks", "It broke"]


def test_marks_at_the_edges_are_no_part_of_a_span() -> None:
    assert spans(TEXT, ", the dam -") == ["the dam"]


def test_marks_alone_are_no_span() -> None:
    assert spans(TEXT, ", - .") == []


def test_marks_inside_a_span_stay() -> None:
    assert spans(TEXT, "dam - an") == ["dam - an"]


def test_what_reaches_the_threshold_is_inside() -> None:
    doc = segment("Ana said so")
    read = said(doc, [0.5, 0.25, 0.75])
    found = [[mark.span for mark in find_spans(doc, read, "loaded", Scale(threshold=t))] for t in (0.25, 0.5, 0.7501)]
    assert found == [[Span(0, 3)], [Span(0, 1), Span(2, 3)], []]


def test_a_text_without_tokens_has_no_spans() -> None:
    doc = segment("")
    assert list(find_spans(doc, said(doc, []), "loaded", Scale(threshold=0.0))) == []


def test_the_confidence_is_the_mean_of_a_spans_log_odds_put_to_scale() -> None:
    doc = segment("Ana said so")
    (mark,) = find_spans(doc, said(doc, [0.1, 0.8, 0.6]), "loaded", Scale(2.0, -1.0, 0.5))
    mean = (math.log(0.8 / 0.2) + math.log(0.6 / 0.4)) / 2
    assert mark == Mark(Span(1, 3), pytest.approx(1 / (1 + math.exp(-(2 * mean - 1))), abs=1e-5))


def test_tokens_that_were_trimmed_do_not_count_for_the_confidence() -> None:
    doc = segment("dam, Ana")
    (mark,) = find_spans(doc, said(doc, [0.9, 0.6, 0.0]), "loaded", PLAIN)
    assert mark.confidence == pytest.approx(0.9, abs=1e-5)


WORDS = st.lists(st.sampled_from(["Ana", "dam", "leaks.", "It", ",", "-", "broke!", "\n\n", "漢字"]), max_size=40)


@settings(deadline=None, max_examples=40)
@given(WORDS, st.data())
def test_spans_stand_in_order_apart_and_inside_one_sentence(words: list[str], data: st.DataObject) -> None:
    doc = segment(" ".join(words))
    n = len(doc.tokens)
    inside = data.draw(st.lists(st.floats(0, 1, width=32), min_size=n, max_size=n))
    opens = data.draw(st.lists(st.integers(0, max(n - 1, 0)), max_size=n)) if n else []
    threshold = data.draw(st.floats(0, 1))
    found = list(find_spans(doc, said(doc, inside, opens), "loaded", Scale(threshold=threshold)))
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    for mark in found:
        assert 0 <= mark.span.start < mark.span.end <= n
        assert doc.sentence_at(mark.span.start) == doc.sentence_at(mark.span.end - 1)
        assert 0 <= mark.confidence <= 1
        assert all(inside[i] >= np.float32(threshold) or inside[i] >= threshold for i in range(*mark.span))
        assert any(doc.norms[i][0].isalnum() for i in range(*mark.span))


def test_trimming_nothing_leaves_nothing() -> None:
    assert trim(segment("dam"), 0, 0) is None


def test_certainty_is_bounded() -> None:
    most = math.log((1 - 1e-5) / 1e-5)
    assert [log_odds(np.array([1.0, 1.0])), log_odds(np.array([0.0]))] == pytest.approx([most, -most], rel=1e-3)


@pytest.mark.parametrize(("score", "probability"), [(0, 0.5), (1e9, 1.0), (-1e9, 0.0), (math.log(3), 0.75)])
def test_log_odds_become_probabilities_without_overflow(score: float, probability: float) -> None:
    assert PLAIN.probability(score) == pytest.approx(probability)


@settings(deadline=None, max_examples=40)
@given(st.floats(-800, 800), st.floats(-800, 800))
def test_a_higher_score_is_never_less_probable(one: float, two: float) -> None:
    scale = Scale(0.7, -0.4)
    assert scale.probability(min(one, two)) <= scale.probability(max(one, two))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3))
def test_shares_of_polarity_add_up_to_one(scores: list[float]) -> None:
    shares = PolarityScale(0.8, (0.1, 0.0, -0.3)).shares(scores)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) >= 0


def test_polarity_is_stretched_and_shifted_label_by_label() -> None:
    assert PolarityScale(2.0, (math.log(2), 0.0, 0.0)).shares([0, 0, math.log(2)]) == pytest.approx((2 / 7, 1 / 7, 4 / 7))


def test_polarity_takes_three_scores() -> None:
    with pytest.raises(ValueError, match="zip"):
        PolarityScale().shares([1.0, 2.0])


def calibration() -> Calibration:
    return Calibration(
        {layer: Scale(0.5, i / 10, 0.3) for i, layer in enumerate(SPAN_LAYERS)},
        {layer: Scale(1.5, -i / 10, 0.6) for i, layer in enumerate(SENTENCE_LAYERS)},
        PolarityScale(0.9, (0.1, -0.2, 0.0)),
    )


@pytest.mark.parametrize("whole", [Calibration.plain(), calibration()])
def test_a_calibration_survives_the_way_through_a_file(whole: Calibration) -> None:
    assert Calibration.of_record(json.loads(json.dumps(whole.to_record()))) == whole


def test_a_plain_calibration_changes_nothing() -> None:
    plain = Calibration.plain()
    assert set(plain.spans) == set(SPAN_LAYERS)
    assert set(plain.sentences) == set(SENTENCE_LAYERS)
    assert plain.spans["cue"].probability(math.log(4)) == pytest.approx(0.8)
    assert plain.polarity.shares([math.log(2), 0, 0]) == pytest.approx((0.5, 0.25, 0.25))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("spans", {}),
        ("spans", {layer: {"slope": 1.0} for layer in SPAN_LAYERS}),
        ("sentences", {layer: {"slope": "steep", "shift": 0.0, "threshold": 0.5} for layer in SENTENCE_LAYERS}),
        ("sentences", None),
        ("polarity", {"slope": 1.0}),
        ("polarity", {"slope": 1.0, "shifts": [0.0, 0.0]}),
    ],
)
def test_what_is_no_calibration_is_refused_when_read(part: str, value: object) -> None:
    record = Calibration.plain().to_record() | {part: value}
    with pytest.raises((KeyError, TypeError, ValueError)):
        Calibration.of_record(record)
