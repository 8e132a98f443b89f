"""Lists that are too long, too deep or too strange: they are read in bounded time, or told what is wrong with them."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from framing.collection import without_collection
from framing.documents import segment
from framing.errors import LexiconError
from framing.lexicon import load_lexicon, resolve
from framing.lexicon_check import find_problems
from framing.lexicon_file import rearm
from framing.matcher import Matcher
from framing.yaml_file import read_yaml

HEAD = "name: big\nversion: 1.0.0\nabout: b\nsource: s\nlicense: CC0-1.0\ncategories: {a: x}\n"


def letters(i: int) -> str:
    """Return a number as a word of letters, no two alike."""
    return "".join("bcdfghjklm"[int(digit)] for digit in str(i))


def test_fifty_thousand_entries_are_loaded_and_found(write) -> None:
    lines = "".join(f"  - {letters(i)} tail\n" for i in range(50_000))
    lexicon = load_lexicon(write("big.yml", HEAD + "entries:\n  a:\n" + lines))
    assert len(lexicon.entries) == 50_000
    doc = segment(f"A {letters(0)} tail and {letters(49_999)} tail.")
    assert [entry.words for _, entry in lexicon.find(doc)] == [f"{letters(0)} tail", f"{letters(49_999)} tail"]


class Counted(dict[str, Any]):
    """A mapping that counts how often it is asked."""

    asked = 0

    def get(self, key: str, default: Any = None) -> Any:
        Counted.asked += 1
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        Counted.asked += 1
        return super().__contains__(key)


def test_a_word_is_not_compared_with_each_of_thousands_of_stars() -> None:
    matcher = Matcher(((f"{letters(i)}*",), i) for i in range(10_000, 30_000))
    root = matcher._root
    root.globs = Counted(root.globs)
    Counted.asked = 0
    assert [payload for _, _, payload in matcher.find([letters(12_345) + "x", "word"], lambda *_: True)] == [12_345]
    assert Counted.asked < 20


def test_of_many_stars_that_fit_the_one_of_most_letters_wins() -> None:
    matcher = Matcher(((f"{'a' * n}*",), n) for n in range(1, 300))
    assert [payload for _, _, payload in matcher.find(["a" * 50, "a" * 400, "b"], lambda *_: True)] == [50, 299]


def test_thousands_of_phrases_of_stars_are_checked(write) -> None:
    lines = "".join(f'  - "{letters(i)}* {letters(i + 1)}* end{i % 7}*"\n' for i in range(1_000, 4_000))
    assert find_problems(write("big.yml", HEAD + "entries:\n  a:\n" + lines)) == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("word " * 10_000, "has 10,000 words; an entry has at most 25"),
        ("x" * 1_000_000, "has 1,000,000 characters; an entry has at most 500"),
        ("a-" * 100_000 + "b", "has 200,001 characters; an entry has at most 500"),
    ],
)
def test_an_entry_that_is_no_expression_is_told_by_its_beginning(write, entry: str, told: str) -> None:
    lexicon, (problem, *_) = resolve(write("big.yml", HEAD + f"entries:\n  a:\n  - {entry}\n"))
    assert told in problem.message
    assert len(problem.message) < 150
    assert lexicon.entries == ()


def test_a_condition_of_thousands_of_phrases_is_told(write) -> None:
    phrases = ", ".join(f'"{letters(i)}*"' for i in range(1_001))
    with pytest.raises(
        LexiconError, match='line 9: entry "may", unless_near: has 1,001 phrases, and at most 1,000 can be tried'
    ):
        load_lexicon(write("big.yml", HEAD + f"entries:\n  a:\n  - {{words: may, unless_near: [{phrases}]}}\n"))


def test_of_thousands_of_wrong_removals_each_is_told_and_some_with_a_hint(write) -> None:
    removals = ", ".join(letters(i) for i in range(3_000))
    told = [problem.message for problem in resolve(write("big.yml", f"extends: boosters\nremove: [{removals}]\n"))[1]]
    assert len(told) == 3_000
    assert sum("did you mean" in message for message in told) <= 20


class TestTables:
    TEXT = HEAD + "entries: big.csv\n"

    def problems(self, write, table: str | bytes) -> list[str]:
        write("big.csv", table)
        return [f"line {problem.line}: {problem.message}" for problem in resolve(write("big.yml", self.TEXT))[1]]

    def test_formulas_stay_text_and_what_disarmed_them_is_taken_away(self, write) -> None:
        write("big.csv", "words,category,note\nfine,a,'=HYPERLINK(1)\n'@here,a,\n'tis,a,\n")
        entries = load_lexicon(write("big.yml", self.TEXT)).entries
        assert [(entry.words, entry.note) for entry in entries] == [("fine", "=HYPERLINK(1)"), ("@here", ""), ("'tis", "")]

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("'=1", "=1"),
            ("'+1", "+1"),
            ("'-1", "-1"),
            ("'@a", "@a"),
            ("''", "''"),
            ("'", "'"),
            ("", ""),
            ("=1", "=1"),
            ("'a", "'a"),
        ],
    )
    def test_only_what_keeps_a_formula_from_being_one_is_taken_away(self, cell: str, text: str) -> None:
        assert rearm(cell) == text

    def test_columns_nobody_reads_are_told(self, write) -> None:
        assert self.problems(write, "words,category,wieght\nfine,a,2\n") == [
            'line 0: unknown column "wieght" (columns: words, category, weight, plain, note)'
        ]

    def test_a_comma_too_many_is_told_with_its_line(self, write) -> None:
        assert self.problems(write, "words,category\nfine,a\nwell,a,b\n") == [
            "line 3: has more cells than columns; put a text that holds a comma between double quotes"
        ]

    def test_a_row_without_words_is_told(self, write) -> None:
        told, *_ = self.problems(write, "words,category\n,a\n")
        assert told.startswith("line 2: an entry needs words:")

    def test_bytes_that_are_no_text_are_told(self, write) -> None:
        assert self.problems(write, b"words,category\nna\xefve,a\n")[0] == "line 2: is not UTF-8 text; save it as UTF-8"

    def test_a_cell_without_end_is_told(self, write) -> None:
        assert any(
            "field larger than field limit" in told for told in self.problems(write, 'words,category\n"' + "x" * 200_000)
        )


class TestCollection:
    def test_garbage_is_looked_for_again_afterwards_even_after_an_error(self) -> None:
        @without_collection()
        def fail() -> None:
            raise KeyError(gc.isenabled())

        with pytest.raises(KeyError, match="False"):
            fail()
        assert gc.isenabled()

    def test_who_looks_for_none_is_left_alone(self) -> None:
        gc.disable()
        try:
            with without_collection():
                pass
            assert not gc.isenabled()
        finally:
            gc.enable()


def test_a_million_brackets_are_refused_at_the_first_too_many(write) -> None:
    _, (problem,) = read_yaml(write("a.yml", "a: " + "[" * 1_000_000))
    assert (problem.line, problem.message) == (1, "is nested more than 20 levels deep; a bracket may be missing")
