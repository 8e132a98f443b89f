"""Words and their stems."""

from __future__ import annotations

import pytest

from framing.stems import stem


@pytest.mark.parametrize("words", [("protest", "protests", "protested", "protesting"), ("approve", "approved", "approves")])
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_other_words_have_other_stems() -> None:
    assert stem("council") != stem("counsel")


def test_what_has_no_letters_is_its_own_stem() -> None:
    assert [stem(word) for word in ("40", "", "\u6c34")] == ["40", "", "\u6c34"]
