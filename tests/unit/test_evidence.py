"""What terms add to a gap: exact sums, in falling order, with examples of either side."""

from __future__ import annotations

from math import fsum

import numpy as np
import pytest
from unit.scored import RATE, FakeMeasure, Told, make_analysis, tell_both

from framing.comparison import compare
from framing.comparison.cells import Cells, Key, gather_cells
from framing.comparison.evidence import EXAMPLES, Evidence, Part, gather_evidence
from framing.model import Hit


def example(article: str, at: int = 0) -> tuple[str, Hit]:
    return article, Hit(at, at + 1, "hedging", "may", "epistemic")


def make_part(amounts: dict[int, list[float]]) -> Part:
    part = Part()
    for cell, own in amounts.items():
        for at, amount in enumerate(own):
            part.add(cell, amount, example(f"a{cell}", at))
    return part


def gather(rows: list[Told]) -> tuple[Cells, dict[str, Evidence]]:
    analysis, stories = make_analysis(rows)
    cells = gather_cells(analysis, stories, "outlet")
    return cells, gather_evidence(analysis, cells, cells.keys[0])


class TestParts:
    def test_hits_of_one_cell_make_one_amount_and_no_more_examples_than_are_shown(self) -> None:
        part = make_part({2: [1.0, 0.5, 0.25, 2.0], 7: [1.0]})
        assert part.cells == [2, 7]
        assert part.amounts == [3.75, 1.0]
        assert [len(own) for own in part.examples] == [EXAMPLES, 1]

    def test_amounts_are_gathered_by_target_and_for_the_column_without_target(self) -> None:
        rows = [Told("Alpha", "s1", {"may": 2}, target="x"), Told("Beta", "s1", {"may": 1, "could": 3})]
        _, evidence = gather(rows)
        assert set(evidence) == {"", "x"}
        assert {term: sum(part.amounts) for term, part in evidence["x"].parts.items()} == {"may": 2.0}
        assert {term: sum(part.amounts) for term, part in evidence[""].parts.items()} == {"may": 3.0, "could": 3.0}

    def test_a_column_without_hits_has_no_evidence(self) -> None:
        assert gather([Told("Alpha", "s1"), Told("Beta", "s1")])[1] == {}

    def test_hits_of_another_measure_are_none_of_a_columns(self) -> None:
        analysis, stories = make_analysis([Told("Alpha", "s1", {"may": 2}), Told("Beta", "s1")], FakeMeasure("one"))
        cells = gather_cells(analysis, stories, "outlet")
        assert gather_evidence(analysis, cells, Key("other", RATE, "")) == {}


class TestSplitting:
    def test_largest_come_first_and_equal_ones_by_the_alphabet(self) -> None:
        evidence = Evidence({"b": make_part({0: [1.0]}), "c": make_part({1: [4.0]}), "a": make_part({0: [1.0]})})
        found = list(evidence.split(np.array([0.5, -0.5])))
        assert [(part.term, part.amount) for part in found] == [("c", -2.0), ("a", 0.5), ("b", 0.5)]

    def test_a_term_of_cells_on_neither_side_is_left_out(self) -> None:
        evidence = Evidence({"may": make_part({0: [1.0], 2: [5.0]}), "could": make_part({2: [1.0]})})
        [found] = evidence.split(np.array([0.5, -0.5, 0.0]))
        assert (found.term, found.amount) == ("may", 0.5)
        assert [article for article, _ in found.examples] == ["a0"]

    def test_a_term_that_both_sides_use_alike_adds_nothing_and_is_told(self) -> None:
        [found] = Evidence({"may": make_part({0: [1.0], 1: [1.0]})}).split(np.array([0.5, -0.5]))
        assert found.amount == 0.0
        assert [article for article, _ in found.examples] == ["a0", "a1"]

    def test_examples_come_from_the_first_cells_of_each_side(self) -> None:
        part = make_part({cell: [1.0] * (1 + cell % 2) for cell in range(12)})
        [found] = Evidence({"may": part}).split(np.where(np.arange(12) < 6, -1.0, 1.0))
        assert [(article, hit.start) for article, hit in found.examples] == [
            ("a6", 0),
            ("a7", 0),
            ("a7", 1),
            ("a0", 0),
            ("a1", 0),
            ("a1", 1),
        ]

    def test_sums_lose_nothing_to_rounding(self) -> None:
        amounts = {0: [1e16], 1: [1.0], 2: [-1e16]}
        [found] = Evidence({"may": make_part(amounts)}).split(np.ones(3))
        assert found.amount == 1.0

    def test_no_term_gives_no_contribution(self) -> None:
        assert list(Evidence({}).split(np.ones(3))) == []

    @pytest.mark.parametrize("matched", [True, False])
    def test_contributions_are_those_of_the_plain_definition(self, matched: bool) -> None:
        rows = [
            *tell_both(4, [8, 1, 3], [2, 5]),
            Told("Gamma", "s01", {"may": 4, "could": 2}, words=400),
            Told("Gamma", "alone", {"could": 9}),
        ]
        if not matched:
            rows = [Told(told.outlet, f"s{n}", told.terms, told.words) for n, told in enumerate(rows)]
        analysis, stories = make_analysis(rows)
        found = compare(analysis, stories=stories, draws=200)
        assert (found.design == "unmatched") is not matched
        for gap in found.gaps:
            assert fsum(part.amount for part in gap.contributions) == pytest.approx(gap.difference)
            sizes = [abs(part.amount) for part in gap.contributions]
            assert sizes == sorted(sizes, reverse=True)
