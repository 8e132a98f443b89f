"""Which part of a labeled set a row belongs to."""

from __future__ import annotations

import pytest

from framing.training.splits import DEVELOPMENT, half, is_development

KEYS = [f"row {i}" for i in range(4000)]


def test_the_same_row_is_in_the_same_part_whenever_it_is_asked() -> None:
    assert [is_development("babe", key) for key in KEYS] == [is_development("babe", key) for key in KEYS]
    # Weights were trained on what these say: another answer would score them on their own training rows.
    assert [is_development("babe", key) for key in "agh"] == [False, False, True]
    assert [half("babe", key) for key in "abch"] == [1, 0, 1, 0]


def test_about_the_share_asked_for_is_kept_out() -> None:
    assert sum(is_development("babe", key) for key in KEYS) / len(KEYS) == pytest.approx(DEVELOPMENT, abs=0.02)
    assert sum(is_development("babe", key, 0.4) for key in KEYS) / len(KEYS) == pytest.approx(0.4, abs=0.03)


def test_a_larger_share_keeps_out_what_a_smaller_one_does() -> None:
    small = {key for key in KEYS if is_development("babe", key, 0.1)}
    assert small < {key for key in KEYS if is_development("babe", key, 0.2)}


@pytest.mark.parametrize(("share", "expected"), [(0.0, False), (1.0, True)])
def test_no_share_keeps_nothing_out_and_a_whole_one_everything(share: float, expected: bool) -> None:
    assert {is_development("babe", key, share) for key in KEYS} == {expected}


def test_two_sets_are_parted_independently() -> None:
    both = sum(is_development("babe", key) and is_development("ptc", key) for key in KEYS) / len(KEYS)
    assert both == pytest.approx(DEVELOPMENT**2, abs=0.015)


@pytest.mark.parametrize("key", ["", "naïve “quotes” …", "a\nb", "日本"])
def test_any_text_is_a_key(key: str) -> None:
    assert is_development("babe", key) in (True, False)
    assert half("babe", key) in (0, 1)


def test_halves_are_even_within_the_development_part_too() -> None:
    for part in (True, False):
        halves = [half("babe", key) for key in KEYS if is_development("babe", key) is part]
        assert sum(halves) / len(halves) == pytest.approx(0.5, abs=0.07)
