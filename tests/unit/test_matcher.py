from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from framing.matcher import Matcher, Openings, find_positions


def find(text: str, *patterns: str, refuse: tuple[str, ...] = ()) -> list[tuple[int, int, str]]:
    matcher = Matcher((pattern.split(), pattern) for pattern in patterns)
    return matcher.find(text.split(), lambda pattern, start, end: pattern not in refuse)


def _refuse(refused: object) -> Callable[[object, int, int], bool]:
    return lambda pattern, start, end: pattern != refused


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
    matcher = Matcher((pattern.split(), pattern) for pattern in patterns)
    memo: dict[object, object] = {}
    for _ in range(2):  # read, and remembered
        assert matcher.find(norms, lambda *_: True, memo) == matcher.find(norms, lambda *_: True)


def test_a_matcher_told_where_tokens_stand_finds_what_it_finds_by_reading() -> None:
    chance = random.Random(5)
    words = ["a", "b", "c", "ab", "a*"]
    for _ in range(300):
        patterns = {tuple(chance.choices(words, k=chance.randint(1, 3))) for _ in range(4)}
        refused = chance.choice(sorted(patterns))
        matcher = Matcher((pattern, pattern) for pattern in sorted(patterns))
        norms = chance.choices(words[:4], k=chance.randint(0, 12))
        accept = _refuse(refused)
        assert matcher.find(norms, accept, positions=find_positions(norms)) == matcher.find(norms, accept)


def test_a_match_may_end_with_the_text_and_a_longer_one_that_would_not_fit_is_none() -> None:
    assert find("b a", "a", "a b") == [(1, 2, "a")]


def test_nothing_is_found_in_nothing_and_by_nothing() -> None:
    assert find("", "a") == []
    assert find("a b") == []


def test_of_ways_that_part_at_a_star_each_is_followed() -> None:
    assert find("a b c d", "a b", "a b c* e", "a b* c d") == [(0, 4, "a b* c d")]
    assert find("a b c", "a", "a b", "a b c*", refuse=("a b c*",)) == [(0, 2, "a b")]


def test_what_is_found_is_what_trying_every_pattern_at_every_place_finds() -> None:
    chance = random.Random(11)
    words = ["a", "b", "ab", "ba", "a*", "b*", "ab*"]
    for _ in range(300):
        patterns = [chance.choices(words, k=chance.randint(1, 3)) for _ in range(5)]
        norms = chance.choices(words[:4], k=8)
        matcher = Matcher((pattern, " ".join(pattern)) for pattern in patterns)
        places = [(start, end) for start, end, _ in matcher.find(norms, lambda *_: True)]
        assert places == _search(patterns, norms)


def _search(patterns: list[list[str]], norms: list[str]) -> list[tuple[int, int]]:
    found, at = [], 0
    while at < len(norms):
        ends = [at + len(pattern) for pattern in patterns if _fits(pattern, norms[at : at + len(pattern)])]
        if ends:
            found.append((at, max(ends)))
        at = max(ends, default=at + 1)
    return found


def _fits(pattern: list[str], norms: list[str]) -> bool:
    pairs = list(zip(pattern, norms, strict=False))
    fits = [norm.startswith(piece[:-1]) if piece.endswith("*") else norm == piece for piece, norm in pairs]
    return len(norms) == len(pattern) and all(fits)


def test_a_star_alone_is_a_token_like_any_other() -> None:
    assert find("5 * 6", "*") == [(1, 2, "*")]


def test_a_pattern_of_no_tokens_is_refused() -> None:
    with pytest.raises(ValueError, match="a pattern needs at least one token"):
        Matcher([((), "empty")])


def test_a_search_within_a_part_begins_nowhere_else_and_may_end_behind_it() -> None:
    matcher = Matcher((pattern.split(), pattern) for pattern in ("a", "b c", "c"))
    assert matcher.find("a b c a".split(), lambda *_: True, within=(1, 2)) == [(1, 3, "b c")]
    assert matcher.find("a b c a".split(), lambda *_: True, within=(2, 3)) == [(2, 3, "c")]


def test_positions_are_where_each_distinct_token_stands() -> None:
    assert find_positions(("b", "a", "b")) == {"b": [0, 2], "a": [1]}
    assert find_positions(()) == {}


class TestTogether:
    """Matchers that read texts together."""

    @staticmethod
    def _matcher(*patterns: str) -> Matcher[str]:
        return Matcher((pattern.split(), pattern) for pattern in patterns)

    def test_each_finds_what_it_finds_alone(self) -> None:
        chance = random.Random(7)
        words = ["a", "b", "c", "ab", "bc", "a*", "b*"]
        for _ in range(200):
            lists = [{" ".join(chance.choices(words, k=chance.randint(1, 3))) for _ in range(4)} for _ in range(3)]
            together = [self._matcher(*sorted(patterns)) for patterns in lists]
            openings = Openings()
            for matcher in together:
                matcher.join(openings)
            norms = tuple(chance.choices(words[:5], k=12))
            memo: dict[object, object] = {}
            for matcher, patterns in zip(together, lists, strict=True):
                alone = self._matcher(*sorted(patterns)).find(norms, lambda *_: True)
                assert matcher.find(norms, lambda *_: True, memo) == alone

    def test_one_that_joins_after_a_text_was_read_finds_in_it_too(self) -> None:
        openings, norms = Openings(), ("x", "y")
        first, second = self._matcher("x"), self._matcher("y")
        first.join(openings)
        assert first.find(norms, lambda *_: True) == [(0, 1, "x")]
        second.join(openings)
        assert second.find(norms, lambda *_: True) == [(1, 2, "y")]
        assert first.find(norms, lambda *_: True) == [(0, 1, "x")]

    def test_texts_taken_in_turns_are_told_apart(self) -> None:
        openings, texts = Openings(), [("x",) * n for n in range(1, 9)]
        matchers = [self._matcher("x"), self._matcher("x x")]
        for matcher in matchers:
            matcher.join(openings)
        for _ in range(2):
            for norms in texts:
                found = [len(matcher.find(norms, lambda *_: True)) for matcher in matchers]
                assert found == [len(norms), len(norms) // 2]

    def test_one_may_take_in_what_another_refuses(self) -> None:
        openings = Openings()
        matchers = [self._matcher("x y", "x"), self._matcher("x y", "x")]
        for matcher in matchers:
            matcher.join(openings)
        norms = ("x", "y")
        assert matchers[0].find(norms, lambda pattern, *_: pattern == "x") == [(0, 1, "x")]
        assert matchers[1].find(norms, lambda *_: True) == [(0, 2, "x y")]

    def test_a_text_with_a_memo_is_read_once_for_all(self) -> None:
        openings, memo = Openings(), dict[object, object]()
        matchers = [self._matcher("x"), self._matcher("x y")]
        for matcher in matchers:
            matcher.join(openings)
            matcher.find((), lambda *_: True)  # takes its number
        norms = ("x", "y", "x")
        assert matchers[0].find(norms, lambda *_: True, memo) == [(0, 1, "x"), (2, 3, "x")]
        read = memo[openings]
        assert matchers[1].find(norms, lambda *_: True, memo) == [(0, 2, "x y")]
        assert memo[openings] is read
