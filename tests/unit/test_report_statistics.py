"""CODEBOOK section 9 in the words of a report: every rule is named, with the numbers of this comparison."""

from __future__ import annotations

import pytest
from unit.newsroom import make_case
from unit.test_report import text_of

from framing.comparison import compare
from framing.report.blocks import Fold, Items
from framing.report.sections.statistics import build_statistics

RULES = [f"X-{number}" for number in range(1, 14)]


@pytest.fixture(scope="module")
def folded() -> Fold:
    return build_statistics(make_case(8)[1])


def test_every_rule_of_comparison_is_named_once_and_in_order(folded: Fold) -> None:
    [items] = folded.blocks
    assert isinstance(items, Items)
    assert [text_of(line[0]).split()[0] for line in items.lines] == RULES


def test_the_family_has_its_size_and_method(folded: Fold) -> None:
    _, comparison, _ = make_case(8)
    said = text_of(folded)
    assert f"{comparison.family_size} tests of headline columns, each group against the others, are one family" in said
    assert "Holm’s method; a gap stands up to .05" in said
    assert f"{comparison.side_family} tests of side columns" in said


def test_pairs_of_three_are_told_as_exploratory() -> None:
    analysis, _, stories = make_case(6, ("Alpha", "Beta", "Gamma"))
    said = text_of(build_statistics(compare(analysis, stories=stories, draws=100, pairs=True)))
    assert "in pairs of groups are exploratory, adjusted by Benjamini and Hochberg’s method; a gap stands up to .10" in said


def test_the_numbers_are_those_of_the_code(folded: Fold) -> None:
    said = text_of(folded)
    for words in (
        "Below 6 stories",
        "below 20 they are marked",
        "5,000 draws",
        "exactly up to 15;",
        "above 0.3)",
        "5 uses and 2 stories",
    ):
        assert words in said
