"""Features of two wordings: symmetric, bounded, and moved by what they are named for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.paraphrase.rarity import load_rarity
from framing.paraphrase.wording import LONGEST, compare_wordings, read_wording


def compare(one: str, other: str) -> dict[str, float]:
    return compare_wordings(read_wording(one), read_wording(other))


SENTENCE = "The council of Karn approved 40 bridges on Monday."


def test_a_sentence_shares_everything_with_itself() -> None:
    features = compare(SENTENCE, SENTENCE)
    whole = ("alike, less", "same, less", "runs of 3, less", "letters, less", "in order, less", "length, share")
    assert [features[name] for name in whole] == pytest.approx([1.0] * len(whole))
    nothing = ("lost, more", "names, apart", "numbers, apart", "length, apart")
    assert [features[name] for name in nothing] == [0.0] * len(nothing)


def test_sentences_without_a_common_word_share_nothing() -> None:
    features = compare("Salmon vanished", "Xyq 9")
    assert features["same, more"] == features["runs of 1, more"] == features["in order, more"] == 0
    assert features["names, shared"] == 0


WORDS = st.lists(st.sampled_from(["council", "the", "Karn", "40", "seven-page", "protesters", "of", "?", "Dec."]), min_size=1)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(WORDS, WORDS)
def test_features_are_the_same_whichever_sentence_comes_first(first: list[str], second: list[str]) -> None:
    one, other = read_wording(" ".join(first)), read_wording(" ".join(second))
    if one.words and other.words:
        assert compare_wordings(one, other) == pytest.approx(compare_wordings(other, one))


def test_order_counts_for_runs_and_not_for_words() -> None:
    features = compare("council approved bridge", "bridge approved council")
    assert features["same, less"] == pytest.approx(1)
    assert features["runs of 2, more"] == 0
    assert features["in order, less"] == pytest.approx(1 / 3)


def test_words_used_alike_count_beside_the_words_themselves() -> None:
    features = compare("demonstrators blocked roads", "protesters blocked roads")
    assert features["alike, less"] > features["same, less"]


def test_what_only_one_side_has_is_lost_to_the_other() -> None:
    features = compare("council approved", "council approved bridge near harbor")
    assert features["lost, less"] < features["lost, more"]


@pytest.mark.parametrize(
    ("second", "apart", "inside", "all_apart"),
    [
        ("It cost 40 million in 2020.", 0, 1, 0),
        ("It cost forty million in 2020.", 0, 1, 0),
        ("It cost 40 million.", 1, 1, 0),
        ("It cost 41 million in 2020.", 2, 0, 0),
        ("It cost 41 million in 2021.", 4, 0, 1),
    ],
)
def test_numbers_are_compared_by_value(second: str, apart: int, inside: int, all_apart: int) -> None:
    features = compare("It cost 40 million in 2020.", second)
    found = [features[f"numbers, {kind}"] for kind in ("apart", "one in other", "all apart")]
    assert found == [apart, inside, all_apart]


def test_only_the_first_words_of_an_endless_sentence_are_read() -> None:
    assert len(read_wording("word " * 10 * LONGEST).words) == LONGEST


def test_a_text_without_words_has_none() -> None:
    assert read_wording("?! ...").words == ()
    assert read_wording("").words == ()


def test_a_rare_word_tells_more_than_a_common_one_and_an_unknown_one_most() -> None:
    rarity = load_rarity()
    assert 0 < rarity.of("the") < rarity.of("bridge") < rarity.of("zyzzyva") == pytest.approx(1)
