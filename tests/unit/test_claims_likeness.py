"""How much of one statement stands in another: rare words, names, numbers, words used alike, and who says it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.claims.likeness import MOST_ALIKE, Likeness, compare_statements, weigh_rarity
from framing.claims.results import Statement
from framing.claims.terms import Term, read_terms


def terms(text: str, said: str = "") -> list[Term]:
    spans = [(text.index(said), text.index(said) + len(said))] if said else []
    return read_terms(Statement("a", 0, len(text), text, 0, 0.0), spans)


def compare(first: list[str], second: list[str]) -> Likeness:
    sides = [terms(text) for text in first], [terms(text) for text in second]
    return compare_statements(*sides, weigh_rarity([*sides[0], *sides[1]]))


class TestShares:
    def test_the_same_statement_stands_whole_in_itself(self) -> None:
        text = "the council approved 40 bridges in Karn"
        likeness = compare([text], [text])
        assert (likeness.forth[0, 0], likeness.back[0, 0]) == pytest.approx((1, 1))

    def test_a_short_statement_stands_whole_in_a_long_one_and_not_the_other_way_round(self) -> None:
        likeness = compare(["council approved bridge"], ["council approved bridge after a debate about salmon and noise"])
        assert likeness.forth[0, 0] == pytest.approx(1)
        assert likeness.back[0, 0] < 0.7

    def test_statements_without_a_common_word_have_nothing_in_common(self) -> None:
        likeness = compare(["council approved 40 bridges"], ["9 Oslo"])
        assert (likeness.forth[0, 0], likeness.back[0, 0], likeness.shared[0, 0]) == (0, 0, 0)

    def test_another_form_of_a_word_is_the_same_word(self) -> None:
        assert compare(["builders approved"], ["builder approves"]).forth[0, 0] == pytest.approx(1)

    def test_a_word_used_alike_counts_in_part(self) -> None:
        share = compare(["demonstrators"], ["protesters"]).forth[0, 0]
        assert 0.3 < share <= MOST_ALIKE

    def test_another_name_or_number_counts_nothing_however_alike(self) -> None:
        assert compare(["in March"], ["in April"]).forth[0, 0] == 0
        assert compare(["about 40"], ["about 41"]).forth[0, 0] == 0

    def test_a_word_that_stands_everywhere_weighs_less(self) -> None:
        others = ["bridge"] * 30
        likeness = compare(["bridge salmon", *others], ["bridge", "salmon"])
        assert likeness.forth[0, 0] < likeness.forth[0, 1]

    def test_a_long_match_shares_more_than_a_short_one(self) -> None:
        likeness = compare(["salmon", "salmon bridge council"], ["salmon bridge council"])
        assert likeness.shared[0, 0] < likeness.shared[1, 0]


class TestSources:
    def test_who_says_it_counts_less_than_what_is_said(self) -> None:
        claim = terms("Otto Brandt warned that salmon vanished", "Otto Brandt warned")
        likeness = compare_statements([claim], [terms("salmon vanished"), terms("the Otto Brandt street")], {})
        assert likeness.forth[0, 0] > 2 * likeness.forth[0, 1]

    def test_a_person_spoken_about_is_hardly_found_where_he_only_speaks(self) -> None:
        about = terms("voters distrust Otto Brandt")
        speaking = terms("as Otto Brandt warned, salmon vanished", "Otto Brandt warned")
        likeness = compare_statements([about], [speaking, terms("the house of Otto Brandt")], {})
        assert likeness.forth[0, 0] < likeness.forth[0, 1] / 2


class TestTogether:
    def test_two_statements_cover_a_claim_together(self) -> None:
        likeness = compare(["council approved bridge, salmon vanished"], ["council approved bridge", "salmon vanished"])
        assert likeness.covered(0, [0]) < 1
        assert likeness.covered(0, [0, 1]) == pytest.approx(1)
        assert likeness.kept(0, [0, 1]) == pytest.approx(1)

    def test_the_same_words_twice_cover_no_more(self) -> None:
        likeness = compare(["council approved bridge, salmon vanished"], ["council approved bridge", "council approved bridge"])
        assert likeness.covered(0, [0, 1]) == pytest.approx(likeness.covered(0, [0]))

    def test_kept_counts_the_very_words_and_covered_words_used_alike_too(self) -> None:
        likeness = compare(["demonstrators blocked roads"], ["protesters blocked roads"])
        assert likeness.kept(0, [0]) == pytest.approx(2 / 3)
        assert likeness.covered(0, [0]) > likeness.kept(0, [0])

    def test_a_claim_without_its_source_is_still_kept(self) -> None:
        claim = terms("Otto Brandt warned that salmon vanished", "Otto Brandt warned")
        assert compare_statements([claim], [terms("salmon vanished")], {}).kept(0, [0]) == pytest.approx(1)

    def test_a_statement_that_only_names_a_source_is_judged_by_that(self) -> None:
        claim = terms("Otto Brandt warned", "Otto Brandt warned")
        likeness = compare_statements([claim], [terms("Otto Brandt warned"), terms("salmon")], {})
        assert (likeness.kept(0, [0]) > 0, likeness.kept(0, [1])) == (True, 0.0)

    def test_a_statement_without_words_is_neither_kept_nor_covered(self) -> None:
        likeness = compare(["?!"], ["council"])
        assert (likeness.kept(0, [0]), likeness.covered(0, [0])) == (0, 0)


@pytest.mark.parametrize(("first", "second"), [([], ["council"]), (["council"], []), ([], []), (["?"], ["!"])])
def test_without_words_there_is_nothing_to_compare(first: list[str], second: list[str]) -> None:
    likeness = compare(first, second)
    assert likeness.forth.shape == (len(first), len(second))
    assert not likeness.forth.any()
    assert not likeness.shared.any()


WORDS = st.lists(st.sampled_from(["council", "bridge", "Karn", "40", "protesters", "demonstrators", "vanished"]), max_size=6)
SIDE = st.lists(WORDS.map(" ".join), max_size=4)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(SIDE, SIDE)
def test_shares_lie_between_0_and_1_and_turn_with_the_sides(first: list[str], second: list[str]) -> None:
    one, other = compare(first, second), compare(second, first)
    assert ((one.forth >= 0) & (one.forth <= 1 + 1e-9)).all()
    assert np.allclose(one.forth, other.back.T)
    assert np.allclose(one.shared, other.shared.T)
