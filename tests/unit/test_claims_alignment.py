"""Which statement carries which: many to many, in any order, and on what evidence."""

from __future__ import annotations

import numpy as np
import pytest

from framing.claims.alignment import CARRIES, WEIGHTS, Edge, find_edges, score_pairs, weigh_evidence
from framing.claims.likeness import Likeness, compare_statements, weigh_rarity
from framing.claims.results import Statement
from framing.claims.terms import read_terms

CLAIMS = [
    "the council approved a new bridge across the Selm",
    "salmon vanished from the river after the dam was built",
    "engineers measured twice the traffic of 1998",
    "nine drivers were fined for speeding near the school",
]


def compare(first: list[str], second: list[str]) -> Likeness:
    sides = [[read_terms(Statement("a", 0, len(text), text, 0, 0.0)) for text in texts] for texts in (first, second)]
    return compare_statements(sides[0], sides[1], weigh_rarity([*sides[0], *sides[1]]))


def edges(first: list[str], second: list[str]) -> set[tuple[int, int]]:
    return {(edge.first, edge.second) for edge in find_edges(score_pairs(compare(first, second)))}


class TestEdges:
    def test_each_statement_of_a_copy_carries_itself_alone(self) -> None:
        assert edges(CLAIMS, CLAIMS) == {(i, i) for i in range(len(CLAIMS))}

    def test_order_is_free(self) -> None:
        assert edges(CLAIMS, CLAIMS[::-1]) == {(i, len(CLAIMS) - 1 - i) for i in range(len(CLAIMS))}

    def test_a_claim_in_two_statements_has_two_edges(self) -> None:
        first = ["the council approved a new bridge across the Selm and borrowed 40 million crowns from a bank in Karn"]
        second = ["the council approved a new bridge across the Selm", "it borrowed 40 million crowns from a bank in Karn"]
        assert edges(first, second) == {(0, 0), (0, 1)}
        assert edges(second, first) == {(0, 0), (1, 0)}

    def test_statements_that_share_a_common_word_only_are_apart(self) -> None:
        assert edges(CLAIMS, ["a new album is due in May", "the school choir won a prize"]) == set()

    def test_without_statements_there_are_no_edges(self) -> None:
        assert edges([], CLAIMS) == edges(CLAIMS, []) == edges([], []) == set()

    def test_they_come_in_the_order_of_the_first_version_with_their_scores(self) -> None:
        scores = np.array([[0.1, 0.9], [0.8, CARRIES]])
        assert find_edges(scores) == [Edge(0, 1, 0.9), Edge(1, 0, 0.8), Edge(1, 1, CARRIES)]

    def test_a_higher_threshold_keeps_fewer(self) -> None:
        scores = np.array([[0.5, 0.9]])
        assert len(find_edges(scores)) > len(find_edges(scores, threshold=0.6)) == 1


class TestScores:
    def test_they_are_the_same_from_either_side(self) -> None:
        there, back = compare(CLAIMS, CLAIMS[1:]), compare(CLAIMS[1:], CLAIMS)
        assert np.allclose(score_pairs(there), score_pairs(back).T)

    def test_pairs_that_have_nothing_in_common_have_none(self) -> None:
        assert score_pairs(compare(["council"], ["9 Oslo"]))[0, 0] == 0

    def test_the_same_statement_scores_near_1(self) -> None:
        assert score_pairs(compare(CLAIMS[:1], CLAIMS[:1]))[0, 0] > 0.95

    def test_a_statement_told_twice_is_carried_both_times(self) -> None:
        assert edges(CLAIMS[:1], CLAIMS[:1] * 2) == {(0, 0), (0, 1)}

    def test_a_rival_that_is_more_alike_lowers_a_score(self) -> None:
        alone = score_pairs(compare(CLAIMS[:1], ["the council debated a bridge"]))[0, 0]
        beside = score_pairs(compare(CLAIMS[:1], ["the council debated a bridge", CLAIMS[0]]))[0, 0]
        assert beside < alone

    def test_neighbors_that_are_alike_raise_a_score(self) -> None:
        weak = "she also spoke of the traffic"
        amid = score_pairs(compare(CLAIMS, [CLAIMS[0], CLAIMS[1], weak, CLAIMS[3]]))[2, 2]
        apart = score_pairs(compare(CLAIMS, [weak]))[2, 0]
        assert amid > apart


class TestRefusals:
    FIRST = ("the harbor office refused to answer", "the harbor office approved the plan")
    SECOND = ("the harbor office did not respond",)

    def score(self, refusals: tuple[list[bool], list[bool]] | None) -> list[float]:
        return [float(row[0]) for row in score_pairs(compare(list(self.FIRST), list(self.SECOND)), refusals)]

    def test_records_of_the_same_party_s_silence_are_alike_in_any_words(self) -> None:
        plain, told = self.score(None), self.score(([True, False], [True]))
        assert told[0] > plain[0]
        assert told[1] < plain[1]
        assert told[0] >= CARRIES > told[1]

    def test_the_silence_of_somebody_else_is_not(self) -> None:
        likeness = compare(["the harbor office refused to answer"], ["lawyers for the miners did not respond"])
        assert score_pairs(likeness, ([True], [True]))[0, 0] < CARRIES


class TestEvidence:
    def test_every_kind_has_a_weight_and_the_shape_of_the_pairs(self) -> None:
        evidence = weigh_evidence(compare(CLAIMS, CLAIMS[:2]))
        assert set(evidence) == set(WEIGHTS)
        assert {table.shape for table in evidence.values()} == {(4, 2)}

    def test_the_lead_over_others_is_the_distance_to_the_best_of_them(self) -> None:
        lead = weigh_evidence(compare(CLAIMS, CLAIMS))["ahead"]
        assert (np.diag(lead) > 0).all()
        assert (lead[~np.eye(4, dtype=bool)] < 0).all()

    def test_what_has_no_rival_is_ahead_of_nothing_on_either_side(self) -> None:
        assert weigh_evidence(compare(CLAIMS[:1], CLAIMS[:1]))["ahead"][0, 0] == pytest.approx(2)

    def test_neighbors_count_on_the_diagonal_and_beside(self) -> None:
        evidence = weigh_evidence(compare(CLAIMS, CLAIMS))
        assert evidence["in_step"][1, 1] == pytest.approx(1)
        assert evidence["in_step"][1, 2] < 0.5
        assert evidence["next_to_it"][1, 2] == pytest.approx(1)
        assert evidence["next_to_it"][1, 1] < 0.5
