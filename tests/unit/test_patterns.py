"""Patterns of an entry's words, and the folders and files a lexicon's name leads to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import UnknownNameError
from framing.lexicon_file import RawLexicon
from framing.lexicon_folders import SHIPPED, available_lexicons, files_extended, files_named, locate, search_path, tell_shadowed
from framing.patterns import expand

Write = Callable[[str, str | bytes], Path]


@pytest.mark.parametrize(
    ("words", "patterns"),
    [
        ("don't know", [("do", "n't", "know")]),
        ("DON’T know", [("do", "n't", "know")]),
        ("they'll win", [("they", "'ll", "win")]),
        ("  wide \t gap ", [("wide", "gap")]),
        ("so-called", [("so-called",), ("so", "called")]),
        ("so\u2011called", [("so-called",), ("so", "called")]),
        ("ill-fated's", [("ill-fated", "'s"), ("ill", "fated", "'s")]),
        ("un*", [("un*",)]),
        ("claim* that's", [("claim*", "that", "'s")]),
        ("mid-*", [("mid-*",)]),
    ],
)
def test_clitics_hyphens_and_stars_are_spelled_out(words: str, patterns: list[tuple[str, ...]]) -> None:
    assert list(expand(words)) == patterns


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_up_to_four_hyphened_words_vary_each_on_its_own(n: int) -> None:
    assert len(expand(" ".join(["in-out", "up-down", "to-fro", "on-off"][:n]))) == 2**n


def test_a_fifth_hyphened_word_makes_all_vary_together() -> None:
    assert expand("a-b c-d e-f g-h i-j") == (("a-b", "c-d", "e-f", "g-h", "i-j"), tuple("abcdefghij"))


def test_a_hyphened_verb_is_inflected_in_both_spellings() -> None:
    assert ("double-checked",) in expand("double-check", "verb")
    assert ("double", "checked") in expand("double-check", "verb")


def test_stated_forms_replace_the_regular_ones() -> None:
    assert expand("Go On", "verb", ("Went", "gone")) == (("go", "on"), ("went", "on"), ("gone", "on"))


def test_a_form_of_the_same_spelling_gives_no_pattern_twice() -> None:
    assert expand("cut", "verb", ("CUT", "cut", "cuts")) == (("cut",), ("cuts",))


def test_a_noun_is_inflected_at_its_end_even_where_the_first_word_has_forms() -> None:
    assert set(expand("man hunt", "noun", ("men",))) == {("man", "hunt"), ("man", "hunts"), ("men", "hunt"), ("men", "hunts")}


# Folders


def test_the_users_folders_are_searched_first_and_in_their_order() -> None:
    assert search_path(["b", Path("a")]) == [Path("b"), Path("a"), SHIPPED, SHIPPED / "topics"]


def test_a_name_with_a_suffix_is_a_path_as_it_is_even_if_nothing_is_there() -> None:
    assert locate("none/there.yaml") == Path("none/there.yaml")


def test_an_unknown_name_is_an_error_and_a_folder_of_that_name_no_lexicon(tmp_path: Path) -> None:
    (tmp_path / "ferries.yml").mkdir()
    with pytest.raises(UnknownNameError, match="ferries"):
        locate("ferries", [tmp_path])


def test_a_folder_that_does_not_exist_hides_no_shipped_lexicon(tmp_path: Path) -> None:
    assert locate("hedges", [tmp_path / "none"]) == SHIPPED / "hedges.yml"
    assert available_lexicons([tmp_path / "none"]) == available_lexicons()


def test_a_users_lexicon_is_listed_once_among_the_shipped(write: Write, tmp_path: Path) -> None:
    write("ferries.yml", "")
    write("hedges.yml", "")
    names = available_lexicons([tmp_path])
    assert sorted(set(names) - set(available_lexicons())) == ["ferries"]
    assert names.count("hedges") == 1
    assert files_named("hedges", search_path([tmp_path])) == [tmp_path / "hedges.yml", SHIPPED / "hedges.yml"]


def test_a_base_named_as_a_file_stands_beside_its_own_file_and_nowhere_else(write: Write, tmp_path: Path) -> None:
    base = write("sub/base.yml", "")
    own = write("sub/own.yml", "")
    assert files_extended(RawLexicon(own, extends="base.yml"), [tmp_path]) == [base]
    assert files_extended(RawLexicon(tmp_path / "own.yml", extends="base.yml"), [tmp_path / "sub"]) == []
    assert files_extended(RawLexicon(own, extends="base"), [tmp_path, tmp_path / "sub"]) == [base]


def test_only_a_different_later_file_of_the_same_name_is_shadowed(write: Write, tmp_path: Path) -> None:
    own, other = write("a/x.yml", "one"), write("b/x.yml", "two")
    places = [tmp_path / "a", tmp_path / "b"]
    (problem,) = tell_shadowed("x", own, places)
    assert (problem.path, problem.line) == (own, 0)
    assert str(other.resolve()) in problem.message
    assert tell_shadowed("x", other, places) == []
    other.write_text("one")
    assert tell_shadowed("x", own, places) == []
