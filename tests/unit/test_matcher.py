from __future__ import annotations

import pytest

from framing.matcher import Matcher


def find(text: str, *patterns: str, refuse: tuple[str, ...] = ()) -> list[tuple[int, int, str]]:
    matcher = Matcher((pattern.split(), pattern) for pattern in patterns)
    return matcher.find(text.split(), lambda pattern, start, end: pattern not in refuse)


def test_the_longest_pattern_at_a_place_wins() -> None:
    assert find("it may well be so", "may", "may well", "may well be seen") == [(1, 3, "may well")]


def test_matches_do_not_overlap_and_the_leftmost_wins() -> None:
    assert find("a b c d", "a b", "b c d", "d") == [(0, 2, "a b"), (3, 4, "d")]


def test_where_the_longest_is_refused_the_next_longest_is_tried() -> None:
    assert find("a b c", "a", "a b", "a b c", refuse=("a b c", "a b")) == [(0, 1, "a")]


def test_where_all_are_refused_the_search_goes_on_at_the_next_token() -> None:
    assert find("a b", "a b", "b", refuse=("a b",)) == [(1, 2, "b")]


def test_a_star_fits_any_ending_and_none() -> None:
    assert find("alleg alleged allege all", "alleg*") == [(0, 1, "alleg*"), (1, 2, "alleg*"), (2, 3, "alleg*")]


def test_a_star_works_at_any_place_of_a_pattern() -> None:
    assert find("appears to appearing to appeal to", "appear* to", "to appe*") == [
        (0, 2, "appear* to"),
        (2, 4, "appear* to"),
    ]
    assert find("so to appeal", "to appe*") == [(1, 3, "to appe*")]


def test_a_pattern_may_begin_with_a_star_word_and_go_on_with_another() -> None:
    assert find("cities across regions", "cit* acr* reg*", "cit*") == [(0, 3, "cit* acr* reg*")]


def test_of_equal_length_the_exact_pattern_comes_before_the_star() -> None:
    assert find("claims", "claim*", "claims") == [(0, 1, "claims")]
    assert find("claims", "claim*", "claims", refuse=("claims",)) == [(0, 1, "claim*")]


def test_of_two_stars_that_fit_the_one_with_more_letters_comes_first() -> None:
    for patterns in (("cla*", "claim*"), ("claim*", "cla*")):
        assert find("claims", *patterns) == [(0, 1, "claim*")]
        assert find("claims", *patterns, refuse=("claim*",)) == [(0, 1, "cla*")]


def test_of_the_same_pattern_the_first_accepted_one_wins() -> None:
    matcher = Matcher([(("may",), "first"), (("may",), "second")])
    assert matcher.find(["may"], lambda *_: True) == [(0, 1, "first")]
    assert matcher.find(["may"], lambda payload, *_: payload == "second") == [(0, 1, "second")]


def test_the_same_matcher_finds_the_same_again_and_in_other_texts() -> None:
    matcher = Matcher([(("re*", "x"), 1), (("y",), 2)])
    for _ in range(3):
        assert matcher.find(["red", "x", "y"], lambda *_: True) == [(0, 2, 1), (2, 3, 2)]
    assert matcher.find(["y", "redo", "x"], lambda *_: True) == [(0, 1, 2), (1, 3, 1)]


@pytest.mark.parametrize("patterns", [("a b", "b"), ("a* b", "b", "c*")])
def test_knowing_where_tokens_stand_changes_nothing(patterns: tuple[str, ...]) -> None:
    norms = "b a b c ab b a".split()
    positions: dict[str, list[int]] = {}
    for i, norm in enumerate(norms):
        positions.setdefault(norm, []).append(i)
    matcher = Matcher((pattern.split(), pattern) for pattern in patterns)
    assert matcher.find(norms, lambda *_: True, positions) == matcher.find(norms, lambda *_: True)


def test_a_match_may_end_with_the_text_and_a_longer_one_that_would_not_fit_is_none() -> None:
    assert find("b a", "a", "a b") == [(1, 2, "a")]


def test_nothing_is_found_in_nothing_and_by_nothing() -> None:
    assert find("", "a") == []
    assert find("a b") == []


def test_a_star_alone_is_a_token_like_any_other() -> None:
    assert find("5 * 6", "*") == [(1, 2, "*")]


def test_a_pattern_of_no_tokens_is_refused() -> None:
    with pytest.raises(ValueError, match="a pattern needs at least one token"):
        Matcher([((), "empty")])
