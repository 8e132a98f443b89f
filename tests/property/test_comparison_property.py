from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum, isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.scored import RATE, SENTENCES, FakeMeasure, Told, make_analysis

from framing.comparison import Comparison, Gap, compare

MEASURES = FakeMeasure(), FakeMeasure("boosters", (SENTENCES, RATE))
OUTLETS = ("Alpha", "Beta", "Gamma")
few = settings(max_examples=25, deadline=None)

told = st.builds(
    Told,
    outlet=st.sampled_from(OUTLETS),
    story=st.sampled_from([f"s{i}" for i in range(8)]),
    terms=st.dictionaries(st.sampled_from(["may", "perhaps", "seem"]), st.integers(0, 9)),
    words=st.integers(100, 900),
    sentences=st.integers(4, 30),
)
corpora = st.lists(told, max_size=24)


def run(rows: Sequence[Told], pairs: bool = False) -> Comparison:
    analysis, stories = make_analysis(rows, *MEASURES)
    return compare(analysis, stories=sorted(stories, key=lambda story: story.id), draws=200, pairs=pairs)


def numbers(gap: Gap) -> list[float]:
    return [gap.difference, gap.ratio, *(gap.interval or ()), gap.p or 0.0, gap.p_adjusted or 0.0, gap.effect or 0.0]


@few
@given(corpora, st.booleans())
def test_the_terms_of_every_gap_add_up_to_it(rows: list[Told], pairs: bool) -> None:
    for gap in run(rows, pairs).gaps:
        assert fsum(part.amount for part in gap.contributions) == pytest.approx(gap.difference, abs=1e-9)


@few
@given(corpora, st.permutations(["Zeta", "Mira", "Boreal"]))
def test_renaming_outlets_moves_no_number(rows: list[Told], names: list[str]) -> None:
    renamed = dict(zip(OUTLETS, names, strict=True))
    before, after = run(rows), run([replace(row, outlet=renamed[row.outlet]) for row in rows])
    found = {(e.group, e.measure, e.column): e for e in after.estimates}
    for e in before.estimates:
        other = found[renamed[e.group], e.measure, e.column]
        assert [e.value, e.pooled, *e.values] == pytest.approx([other.value, other.pooled, *other.values], nan_ok=True)
        assert e.interval == other.interval
        assert (e.n_stories, e.n_hits, e.note) == (other.n_stories, other.n_hits, other.note)
    if len(before.groups) == 3:
        gaps = {(gap.group, gap.measure, gap.column): gap for gap in after.gaps}
        for gap in before.gaps:
            other_gap = gaps[renamed[gap.group], gap.measure, gap.column]
            assert numbers(gap) == pytest.approx(numbers(other_gap), nan_ok=True)


@few
@given(corpora, st.randoms(use_true_random=False))
def test_the_order_of_articles_is_irrelevant(rows: list[Told], random: object) -> None:
    analysis, stories = make_analysis(rows, *MEASURES)
    shuffled = list(analysis.articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    scores = tuple(reversed(analysis.scores))
    other = replace(analysis, articles=tuple(shuffled), scores=scores)
    before, after = compare(analysis, stories=stories, draws=200), compare(other, stories=stories, draws=200)
    assert before.estimates_frame().round(9).equals(after.estimates_frame().round(9))
    assert before.gaps_frame().round(9).equals(after.gaps_frame().round(9))


@few
@given(corpora)
def test_swapping_two_groups_negates_their_gap(rows: list[Told]) -> None:
    two = [row for row in rows if row.outlet != "Gamma"]
    swap = {"Alpha": "Beta", "Beta": "Alpha"}
    before, after = run(two).gaps, run([replace(row, outlet=swap[row.outlet]) for row in two]).gaps
    assert len(before) == len(after)
    for gap, other in zip(before, after, strict=True):
        assert gap.difference == pytest.approx(-other.difference, abs=1e-9)
        assert gap.p == pytest.approx(other.p)
        assert {part.term: part.amount for part in gap.contributions} == pytest.approx(
            {part.term: -part.amount for part in other.contributions}, abs=1e-9
        )
        if gap.interval and other.interval:
            assert gap.interval == pytest.approx((-other.interval[1], -other.interval[0]), abs=1e-9)


@few
@given(corpora)
def test_no_interval_or_test_comes_from_fewer_than_six_stories(rows: list[Told]) -> None:
    comparison = run(rows)
    for estimate in comparison.estimates:
        assert (estimate.interval is None) == (estimate.n_stories - estimate.n_undefined < 6)
        assert isnan(estimate.value) or min(v for v in estimate.values if not isnan(v)) <= estimate.value + 1e-9
    for gap in comparison.gaps:
        assert (gap.p is None) == (gap.interval is None) == (gap.n_stories < 6)
    assert comparison.family_size == sum(gap.p is not None for gap in comparison.gaps)
