from __future__ import annotations

import time
from pathlib import Path

import pytest

from framing.errors import UnknownNameError
from framing.lexicon_check import check_lexicon

HEAD = """\
name: words
about: words for a test
source: this test
license: CC0-1.0
categories: {doubt: doubt, blur: {about: vagueness, column: side}}
"""


def check(write, text: str, name: str = "words.yml") -> list[str]:
    path = write(name, HEAD + text)
    return [problem.replace(f"{path.parent}/", "") for problem in check_lexicon(path)]


def test_a_sound_lexicon_has_no_problems(write) -> None:
    text = """\
except: [about time]
entries:
  doubt:
    - perhaps
    - {words: may, pos: MD, matches: ["They may go."], not: ["It is in May.", "Go."]}
  blur:
    - {words: about, before: [<number>], matches: ["about 40"], not: ["About time.", "about us"]}
"""
    assert check(write, text) == []


def test_a_shipped_lexicon_is_checked_by_its_name() -> None:
    assert check_lexicon("boosters") == []


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UnknownNameError, match=r'Unknown lexicon "booster"\. Did you mean "boosters"'):
        check_lexicon("booster")


def test_the_problems_of_reading_are_told_and_no_examples_are_run(write) -> None:
    assert check(write, "entries: {doubt: [{words: may, wieght: 2, matches: [no such word]}]}\n") == [
        'words.yml, line 6: unknown key "wieght" in entry "may". Did you mean "weight"?'
    ]


def test_a_missing_file_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    assert check_lexicon(tmp_path / "gone.yml")[0] == f"{tmp_path / 'gone.yml'}: cannot be read: No such file or directory"


@pytest.mark.parametrize("key", ["about", "source", "license"])
def test_a_lexicon_that_does_not_say_where_it_comes_from_is_told(write, key: str) -> None:
    head = "\n".join(line for line in HEAD.splitlines() if not line.startswith(key))
    path = write("words.yml", f"{head}\nentries: {{doubt: [may]}}\n")
    assert check_lexicon(path) == [f"{path}: says no {key}: add {key}: at the top"]


class TestExamples:
    def test_an_example_that_is_not_found_is_told(self, write) -> None:
        assert check(write, 'entries: {doubt: [{words: may, pos: MD, matches: ["In May."]}]}\n') == [
            'words.yml, line 6: "may" is not found in its example "In May."'
        ]

    def test_an_example_that_must_not_match_and_does_is_told(self, write) -> None:
        assert check(write, 'entries: {doubt: [{words: may, not: ["It may."]}]}\n') == [
            'words.yml, line 6: "may" is found in "It may.", which it must not match'
        ]

    def test_an_example_must_be_found_by_its_own_entry_and_not_by_another(self, write) -> None:
        text = 'entries:\n  doubt:\n  - {words: may, after: [they], matches: ["They may well."]}\n  - may well\n'
        assert check(write, text) == ['words.yml, line 8: "may" is not found in its example "They may well."']

    def test_every_failing_example_is_told(self, write) -> None:
        assert (
            len(check(write, "entries: {doubt: [{words: may, matches: [a, b], not: [may, c]}, {words: so, matches: [d]}]}\n"))
            == 4
        )

    def test_the_examples_of_what_it_extends_are_not_run_again(self, write) -> None:
        write("base.yml", HEAD + "entries: {doubt: [{words: may, matches: [may]}]}\n")
        assert check(write, "extends: base.yml\nexcept: [may]\nentries: {blur: [some]}\n") == []


class TestEntriesThatCannotMatch:
    def test_an_entry_with_the_words_of_an_exception_is_told(self, write) -> None:
        assert check(write, "except: [about time]\nentries: {blur: [about-time, about time then]}\n") == []
        assert check(write, "except: [about-time]\nentries: {blur: [about time]}\n", "b/words.yml") == [
            'words.yml, line 7: "about time" can never match: except: holds the same words'
        ]

    def test_a_star_that_swallows_another_entry_is_told(self, write) -> None:
        text = "entries:\n  doubt:\n  - thanks\n  - thank*\n  - Thankful\n  - thank you\n"
        assert check(write, text) == [
            'words.yml, line 8: "thank*" (line 9) swallows "thanks"',
            'words.yml, line 10: "thank*" (line 9) swallows "Thankful"',
        ]

    def test_a_star_that_swallows_another_star_is_told(self, write) -> None:
        assert check(write, "entries: {doubt: [all*, alleg*]}\n") == ['words.yml, line 6: "all*" (line 6) swallows "alleg*"']

    def test_an_entry_behind_one_that_asks_for_nothing_is_told(self, write) -> None:
        text = "entries:\n  doubt:\n  - {words: claim, inflect: noun}\n  blur:\n  - {words: claims, after: [the]}\n"
        assert check(write, text) == ['words.yml, line 10: "claims" can never match: "claim" in "doubt" (line 8) comes first']

    def test_two_spellings_of_one_entry_are_told(self, write) -> None:
        assert check(write, "entries: {doubt: [so-called, so called]}\n") == [
            'words.yml, line 6: "so called" can never match: "so-called" in "doubt" (line 6) comes first'
        ]

    def test_an_entry_behind_one_that_asks_for_something_is_not(self, write) -> None:
        assert check(write, "entries: {doubt: [{words: claim, after: [the]}], blur: [claim]}\n") == []

    def test_an_entry_ahead_of_it_or_with_a_form_of_its_own_is_not(self, write) -> None:
        assert check(write, "entries: {doubt: [{words: claim, after: [the]}], blur: [{words: claim, inflect: verb}]}\n") == []
        assert check(write, "entries: {doubt: [claims], blur: [{words: claim, inflect: verb}]}\n", "b/words.yml") == []

    def test_entries_from_a_table_are_checked_with_their_own_lines(self, write) -> None:
        write("words.csv", "words,category\nthanks,doubt\nthank*,doubt\n")
        assert check(write, "entries: words.csv\n") == ['words.csv, line 2: "thank*" (line 3) swallows "thanks"']


def test_a_long_lexicon_is_checked_in_bounded_time(write) -> None:
    rows = "".join(f"  - item{i}*\n  - some item{i}\n" for i in range(3000))
    started = time.process_time()
    assert len(check(write, "entries:\n  doubt:\n" + rows)) > 2000  # "item1*" swallows "item10*"
    assert time.process_time() - started < 10
