from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from framing.errors import UnknownNameError
from framing.lexicon_check import check_lexicon, find_problems

HEAD = """\
name: words
version: 1.0.0
about: words for a test
source: this test
license: CC0-1.0
categories: {doubt: doubt, blur: {about: vagueness, column: side}}
"""


def check(write, text: str, name: str = "words.yml") -> list[str]:
    """Return the problems of a file under the common head, its folder and the categories it leaves empty not told."""
    path = write(name, HEAD + text)
    problems = [problem.replace(f"{path.parent}/", "") for problem in check_lexicon(path)]
    return [problem for problem in problems if not problem.endswith("has no entries")]


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
        'words.yml, line 7: unknown key "wieght" in entry "may". Did you mean "weight"?'
    ]


def test_a_missing_file_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    assert check_lexicon(tmp_path / "gone.yml")[0] == f"{tmp_path / 'gone.yml'}: cannot be read: No such file or directory"


@pytest.mark.parametrize("key", ["about", "source", "license", "version"])
def test_a_lexicon_that_does_not_say_where_it_comes_from_is_told(write, key: str) -> None:
    head = "\n".join(line for line in HEAD.splitlines() if not line.startswith(key))
    path = write("words.yml", f"{head}\nentries: {{doubt: [may], blur: [some]}}\n")
    value = " 1.0.0" if key == "version" else ""
    assert check_lexicon(path) == [f"{path}: says no {key}: add {key}:{value} at the top"]


@pytest.mark.parametrize("version", ["1", "1.0", "v1.0.0", "1.0.0.0", "01.0.0", "1.0.x", "one", "2024-01-01"])
def test_a_version_that_is_not_three_numbers_is_told(write, version: str) -> None:
    path = write("words.yml", HEAD.replace("1.0.0", version) + "entries: {doubt: [may], blur: [some]}\n")
    [problem] = check_lexicon(path)
    assert problem.startswith(f'{path}: version "{version}" is not three numbers, as in 1.0.0 (first: changed')


@pytest.mark.parametrize("version", ["0.1.0", "10.20.30", "1.0.0-draft.1", "1.0.0+mine"])
def test_a_semantic_version_is_sound(write, version: str) -> None:
    assert check_lexicon(write("words.yml", HEAD.replace("1.0.0", version) + "entries: {doubt: [may], blur: [some]}\n")) == []


@pytest.mark.parametrize("name", ["../words", "a/b", "a\\b", ".hidden", "x\ty"])
def test_a_name_that_could_be_a_path_is_told(write, name: str) -> None:
    head = HEAD.replace("name: words", "name: " + json.dumps(name))
    assert any(
        " must begin with a letter or digit and hold nothing but " in told for told in check_lexicon(write("words.yml", head))
    )


def test_a_language_that_texts_are_not_cut_as_is_told(write) -> None:
    assert check(write, "language: de\nentries: {doubt: [vielleicht]}\n") == [
        'words.yml: language "de": texts are cut into words and tagged as English; say language: en'
    ]


def test_categories_that_nothing_is_in_or_nobody_explains_are_told_as_warnings(write) -> None:
    path = write("words.yml", HEAD.replace("doubt: doubt", "doubt: ") + "entries: {doubt: [may]}\n")
    assert check_lexicon(path) == [
        f'{path}: warning: category "blur" has no entries',
        f'{path}: warning: category "doubt" says no about: what belongs in it?',
    ]
    assert all(problem.warning for problem in find_problems(path))


@pytest.mark.parametrize(
    ("words", "why"), [("ma*y", "* stands only at the end of a word"), ("...", "holds no letter or digit")]
)
def test_an_exception_that_swallows_nothing_is_told(write, words: str, why: str) -> None:
    (told,) = check(write, f'except: ["{words}"]\nentries: {{doubt: [may]}}\n')
    assert told.startswith(f'words.yml: except: "{words}" ')
    assert told.endswith(why)


def test_problems_are_told_in_the_order_of_their_lines(write) -> None:
    text = """\
entries:
  doubt:
    - {words: may, unless_after: [in], after: [in]}
    - {words: seem, wieght: 1}
    - all*
    - alleg*
"""
    lines = [problem.line for problem in find_problems(write("words.yml", HEAD + text))]
    assert lines == sorted(lines)
    assert lines[-3:] == [9, 10, 12]


def test_of_a_file_that_is_no_yaml_only_that_is_told(write) -> None:
    (told,) = check_lexicon(write("words.yml", HEAD + "entries: {doubt: [may}\n"))
    assert "words.yml, line 7: is not valid YAML: " in told


def test_a_name_in_capitals_that_is_an_everyday_word_otherwise_is_a_warning(write) -> None:
    text = "entries:\n  doubt:\n  - US\n  - {words: IT, case: upper}\n  - NATO\n  - us all\n"
    assert check(write, text) == ['words.yml, line 9: warning: "US" also finds "us"; add case: upper']


class TestStrict:
    def test_an_entry_with_conditions_needs_examples_both_ways(self, write) -> None:
        text = 'entries: {doubt: [{words: may, pos: MD}, perhaps, {words: seem, after: [may], matches: ["May seem."]}]}\n'
        path = write("words.yml", HEAD + text)
        assert [problem for problem in check_lexicon(path) if "example" in problem] == []
        assert [problem for problem in check_lexicon(path, strict=True) if "example" in problem] == [
            f'{path}, line 7: warning: "may" has conditions and no example in matches: and not:',
            f'{path}, line 7: warning: "seem" has conditions and no example in not:',
        ]


class TestExamples:
    def test_an_example_that_is_not_found_is_told(self, write) -> None:
        assert check(write, 'entries: {doubt: [{words: may, pos: MD, matches: ["In May."]}]}\n') == [
            'words.yml, line 7: "may" is not found in its example "In May."'
        ]

    def test_an_example_that_must_not_match_and_does_is_told(self, write) -> None:
        assert check(write, 'entries: {doubt: [{words: may, not: ["It may."]}]}\n') == [
            'words.yml, line 7: "may" is found in "It may.", which it must not match'
        ]

    def test_an_example_must_be_found_by_its_own_entry_and_not_by_another(self, write) -> None:
        text = 'entries:\n  doubt:\n  - {words: may, after: [they], matches: ["They may well."]}\n  - may well\n'
        assert check(write, text) == ['words.yml, line 9: "may" is not found in its example "They may well."']

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
            'words.yml, line 8: "about time" can never match: except: holds the same words'
        ]

    def test_a_star_that_swallows_another_entry_is_told(self, write) -> None:
        text = "entries:\n  doubt:\n  - thanks\n  - thank*\n  - Thankful\n  - thank you\n"
        assert check(write, text) == [
            'words.yml, line 9: "thank*" (line 10) swallows "thanks"',
            'words.yml, line 11: "thank*" (line 10) swallows "Thankful"',
        ]

    def test_a_star_that_swallows_another_star_is_told(self, write) -> None:
        assert check(write, "entries: {doubt: [all*, alleg*]}\n") == ['words.yml, line 7: "all*" (line 7) swallows "alleg*"']

    def test_a_star_in_a_phrase_that_swallows_another_phrase_is_told(self, write) -> None:
        text = "entries:\n  doubt:\n  - appear* to\n  - appears to\n  - appears to be\n  - appears so\n  - appearin* to\n"
        assert check(write, text) == [
            'words.yml, line 10: "appear* to" (line 9) swallows "appears to"',
            'words.yml, line 13: "appear* to" (line 9) swallows "appearin* to"',
        ]

    def test_a_star_beside_an_entry_of_another_category_or_weight_is_a_warning(self, write) -> None:
        told = check(write, "entries:\n  doubt:\n  - thank*\n  - {words: thanking, weight: 2}\n  blur:\n  - thanks\n")
        apart = "but for what the two say apart; the longer one counts where both fit"
        assert told == [
            f'words.yml, line 10: warning: "thank*" (line 9) swallows "thanking" {apart}',
            f'words.yml, line 12: warning: "thank*" (line 9) swallows "thanks" {apart}',
        ]

    def test_conditions_that_a_star_takes_the_effect_of_are_told(self, write) -> None:
        text = "entries:\n  doubt:\n  - thank*\n  - {words: thanks, before: [to]}\n"
        assert check(write, text) == ['words.yml, line 10: "thank*" (line 9) swallows "thanks"']

    def test_a_star_with_conditions_swallows_nothing(self, write) -> None:
        assert check(write, "entries: {doubt: [{words: thank*, before: [to]}, thanks]}\n") == []

    @pytest.mark.parametrize("words", ["it's*", "we're* here"])
    def test_words_that_no_text_is_cut_into_are_told(self, write, words: str) -> None:
        (told,) = check(write, f'entries: {{doubt: ["{words}"]}}\n')
        assert told.startswith(f'words.yml, line 7: "{words}" can never match: no text is cut into these words')

    @pytest.mark.parametrize(
        "words", ["U.S.-led", "9/11", "don't", "the mayor's", "so-call*", "24/7", "re-*", "naïv*", "(sic)", "20*"]
    )
    def test_words_that_a_text_can_be_cut_into_are_not(self, write, words: str) -> None:
        assert check(write, f'entries: {{doubt: ["{words}"]}}\n') == []

    def test_an_entry_behind_one_that_asks_for_nothing_is_told(self, write) -> None:
        text = "entries:\n  doubt:\n  - {words: claim, inflect: noun}\n  blur:\n  - {words: claims, after: [the]}\n"
        assert check(write, text) == ['words.yml, line 11: "claims" can never match: "claim" in "doubt" (line 9) comes first']

    def test_two_spellings_of_one_entry_are_told(self, write) -> None:
        assert check(write, "entries: {doubt: [so-called, so called]}\n") == [
            'words.yml, line 7: "so called" can never match: "so-called" in "doubt" (line 7) comes first'
        ]

    def test_an_entry_behind_one_that_asks_for_something_is_not(self, write) -> None:
        assert check(write, "entries: {doubt: [{words: claim, after: [the]}], blur: [claim]}\n") == []

    def test_an_entry_ahead_of_it_or_with_a_form_of_its_own_is_not(self, write) -> None:
        assert check(write, "entries: {doubt: [{words: claim, after: [the]}], blur: [{words: claim, inflect: verb}]}\n") == []
        assert check(write, "entries: {doubt: [claims], blur: [{words: claim, inflect: verb}]}\n", "b/words.yml") == []

    def test_entries_from_a_table_are_checked_with_their_own_lines(self, write) -> None:
        write("words.csv", "words,category\nthanks,doubt\nthank*,doubt\n")
        assert check(write, "entries: words.csv\n") == ['words.csv, line 2: "thank*" (line 3) swallows "thanks"']


class TestConditionsThatNeverHold:
    @pytest.mark.parametrize(
        ("conditions", "told"),
        [
            ("before: [to], unless_before: [to]", '"may" can never match: unless_before: refuses all that before: asks for'),
            ("after: [in, of], unless_after: [of, in, at]",
             '"may" can never match: unless_after: refuses all that after: asks for'),
            ("after: [tax], unless_after: [ta*]", '"may" can never match: unless_after: refuses all that after: asks for'),
            ("near: [tax], unless_in_sentence: [tax]",
             '"may" can never match: unless_in_sentence: refuses all that near: asks for'),
            ("before: [well], unless_near: [well]", '"may" can never match: unless_near: refuses all that before: asks for'),
            ("before: [so far], unless_before: [so <any>]",
             '"may" can never match: unless_before: refuses all that before: asks for'),
            ('before: ["<start> the"]', '"may", before: "<start> the" can never stand there: <start> has nothing before it'),
            ('after: ["over <end>"]', '"may", after: "over <end>" can never stand there: <end> has nothing behind it'),
            ('in_sentence: ["the <start>"]',
             '"may", in_sentence: "the <start>" can never stand there: <start> has nothing before it'),
            ('before: ["<end> the"]', '"may", before: "<end> the" can never stand there: <end> has nothing behind it'),
            ("near: [one two three four five six]",
             '"may", near: "one two three four five six" can never stand there: near: reaches 5 words'),
            ('unless_after: ["it\'s*"]', '"may", unless_after: "it\'s*" can never stand there: no word begins with "it\'s"'),
        ],
    )  # fmt: skip
    def test_they_are_told(self, write, conditions: str, told: str) -> None:
        assert check(write, f"entries: {{doubt: [{{words: may, {conditions}}}]}}\n") == [f"words.yml, line 7: {told}"]

    def test_a_case_that_words_without_letters_never_have_is_told(self, write) -> None:
        assert check(write, 'entries: {doubt: [{words: "24/7", case: lower}]}\n') == [
            'words.yml, line 7: "24/7" can never match: case: lower, and its first word has no letter'
        ]

    @pytest.mark.parametrize(
        "conditions",
        [
            "before: [to, for], unless_before: [to]",
            "before: [to], unless_after: [to]",
            'after: ["<start>", "<start> the"]',
            'before: ["<end>", "over <end>"]',
            "in_sentence: [one two three four five six]",
            "near: [tax], unless_before: [tax]",
            "unless_after: [\"'s*\", '<number>', ta*]",
            "before: [<any>], unless_before: [to]",
        ],
    )
    def test_those_that_can_hold_are_not(self, write, conditions: str) -> None:
        assert check(write, f"entries: {{doubt: [{{words: may, {conditions}}}]}}\n") == []


def test_a_long_lexicon_is_checked_in_bounded_time(write) -> None:
    rows = "".join(f"  - item{i}*\n  - some item{i}\n" for i in range(3000))
    started = time.process_time()
    assert len(check(write, "entries:\n  doubt:\n" + rows)) > 2000  # "item1*" swallows "item10*"
    assert time.process_time() - started < 10
