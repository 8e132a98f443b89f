"""X-4: what a number of stories does not bear cannot be said, wherever it would be made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from unit.newsroom import analyze_by_hand, make_article, make_case, write_text
from unit.scored import FakeMeasure, Told, make_analysis, tell_both

from framing.comparison import Comparison, Estimate, Gap, compare, contrast_words
from framing.comparison.allowed import FEW, FULL, describe_n, refuse_claims
from framing.comparison.periods import estimate_periods
from framing.report import build
from framing.scores import Unit
from framing.stories import Story

UNIT = Unit("per 1,000 words", 1000.0)
CLAIMS = ("interval", "ratio_interval", "effect", "hedges_g", "p", "p_adjusted")
SIZED = {"p", "p_adjusted", "effect", "hedges_g", "interval", "ratio_interval", "z"}


def make_gap(n: int, **more: Any) -> Gap:
    return Gap("hedging", "rate", "", "Alpha", "Beta", UNIT, 4.0, 3.0, n_stories=n, **more)


def make_estimate(n: int, undefined: int = 0, **more: Any) -> Estimate:
    return Estimate("Alpha", "hedging", "rate", "", UNIT, 9, 900, 10, 10, (10.0,) * n, n, n, undefined, 9, **more)


def claims_in(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield everything inferred that a report's data hold."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in ("accuracy", "validation"):  # measured on texts of other origin
                continue
            if name in SIZED and value is not None:
                yield name, value
            yield from claims_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from claims_in(value)


class TestRefusal:
    @pytest.mark.parametrize("name", CLAIMS)
    def test_a_gap_of_fewer_than_six_stories_cannot_be_made_with_any_of_them(self, name: str) -> None:
        value = (1.0, 2.0) if "interval" in name else 0.01
        make_gap(FEW, **{name: value})
        with pytest.raises(ValueError, match=rf"{name} of 5 stories: below 6 .*X-4"):
            make_gap(FEW - 1, **{name: value})

    def test_an_interval_needs_six_stories_in_which_the_value_is_defined(self) -> None:
        make_estimate(6, interval=(9.0, 11.0))
        with pytest.raises(ValueError, match="interval of 5 stories"):
            make_estimate(6, 1, interval=(9.0, 11.0))

    def test_values_alone_are_never_refused(self) -> None:
        refuse_claims(0, {"interval": None, "p": None})
        assert make_gap(1).difference == 4.0

    def test_all_that_is_missing_is_named(self) -> None:
        with pytest.raises(ValueError, match="interval, p of 2 stories"):
            refuse_claims(2, {"interval": (0, 1), "effect": None, "p": 0.5})

    @pytest.mark.parametrize(
        ("n", "said"),
        [(0, "not defined"), (1, "case comparison"), (5, "values and ranges only"), (6, "low power"), (19, "low power")],
    )
    def test_every_number_says_what_it_bears(self, n: int, said: str) -> None:
        assert said in describe_n(n)
        assert describe_n(FULL) == ""


class TestNothingLeaks:
    @pytest.mark.parametrize("n", [1, 2, 5])
    def test_a_report_on_few_stories_holds_no_interval_effect_test_or_ranked_words(
        self, n: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("framing.report.assembly.CHARTS", {})
        report = build(*make_case(n))
        assert list(claims_in(report.data)) == []
        assert report.data["words"] == []
        assert report.data["family_size"] == 0

    def test_a_report_on_six_stories_holds_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.report.assembly.CHARTS", {})
        assert {name for name, _ in claims_in(build(*make_case(6)).data)} >= {"interval", "p", "effect"}

    @pytest.mark.parametrize("n", [1, 5])
    def test_unmatched_sides_need_six_stories_each(self, n: int) -> None:
        rows = [
            *(Told("Alpha", f"a{i}", {"may": 9 + i}) for i in range(20)),
            *(Told("Beta", f"b{i}", {"may": 2 + i}) for i in range(n)),
        ]
        analysis, stories = make_analysis(rows)
        [gap] = compare(analysis, stories=stories, draws=50).gaps
        assert [getattr(gap, name) for name in CLAIMS] == [None] * len(CLAIMS)
        assert gap.n_stories == n

    def test_side_columns_pools_and_terms_left_out_follow_the_same_rule(self) -> None:
        analysis, stories = make_analysis(tell_both(5, [9, 8], [2, 1]), FakeMeasure())
        found: Comparison = compare(analysis, stories=stories, draws=50)
        assert found.pooled_rates == ()
        assert all(gap.p is None for gap in found.side_gaps)
        assert [gap.sensitivity.p_adjusted for gap in found.gaps] == [None]
        assert found.side_family == 0

    def test_periods_follow_it_too(self) -> None:
        articles = [
            make_article(f"a{i}", write_text([0, 1, 4]), "Alpha", date=date(2025, 1 + i // 5, 10 + i)) for i in range(10)
        ]
        analysis = analyze_by_hand(articles)
        stories = [Story(article.id, "", (article.id,)) for article in articles]
        comparison = compare(analysis, stories=stories, draws=50)
        for period in estimate_periods(analysis, comparison, kind="month", draws=50):
            assert all(estimate.interval is None for estimate in period.estimates)

    def test_word_lists_need_six_stories_on_both_sides(self) -> None:
        analysis, comparison, _ = make_case(5)
        assert contrast_words(analysis, comparison).words == ()
        assert contrast_words(analysis, comparison).sides == {}
