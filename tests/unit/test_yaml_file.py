"""YAML files: what is refused, what is told with which line, and what a checker takes apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.yaml_file import MAX_DEPTH, Block, Checker, Problem, Text, read_yaml

Write = Callable[[str, str | bytes], Path]


def told(write: Write, text: str | bytes) -> list[tuple[int, str]]:
    data, problems = read_yaml(write("a.yml", text))
    assert data is None
    return [(problem.line, problem.message) for problem in problems]


# Refused


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: &x [1]\nb: *x\n", 2), ("a: &x {k: 1}\nb:\n  <<: *x\n", 3), ("- &x one\n- [two, *x]\n", 2), ("a: &x b\n*x : c\n", 2)],
)
def test_an_alias_is_refused_wherever_it_stands(write: Write, text: str, line: int) -> None:
    assert told(write, text) == [(line, "uses YAML aliases (*name); write the entries out")]


def test_a_file_that_would_expand_to_billions_is_refused_at_its_first_alias(write: Write) -> None:
    levels = "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]\n" for i in range(1, 60))
    assert told(write, "l0: &l0 [lol]\n" + levels) == [(2, "uses YAML aliases (*name); write the entries out")]


def test_an_anchor_that_nothing_uses_does_no_harm(write: Write) -> None:
    assert read_yaml(write("a.yml", "a: &x one\n")) == ({"a": "one"}, [])


@pytest.mark.parametrize("n", [MAX_DEPTH + 1, 5_000])
def test_deep_nesting_is_refused(write: Write, n: int) -> None:
    ((line, message),) = told(write, "a:\n " + "[" * n + "]" * n)
    assert line == 2
    assert f"more than {MAX_DEPTH} levels" in message


def test_nesting_that_any_file_may_need_is_read(write: Write) -> None:
    data, problems = read_yaml(write("a.yml", "[" * 10 + "one" + "]" * 10))
    for _ in range(10):
        (data,) = data
    assert (data, problems) == ("one", [])


def test_many_lists_beside_each_other_are_not_deep(write: Write) -> None:
    data, problems = read_yaml(write("a.yml", "- [one]\n" * (MAX_DEPTH * 3)))
    assert (len(data), problems) == (MAX_DEPTH * 3, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: [2\nc: 3\n", 3), ("a: 1\n\tb: 2\n", 2), ("a: 'open\n", 2), ("a: b: c\n", 1)],
)
def test_broken_yaml_is_told_with_its_line(write: Write, text: str, line: int) -> None:
    ((found, message),) = told(write, text)
    assert message.startswith("is not valid YAML: ")
    assert found == line


def test_two_documents_in_one_file_are_refused(write: Write) -> None:
    ((_, message),) = told(write, "a: 1\n---\nb: 2\n")
    assert message == "is not valid YAML: a second document begins (---); a file holds one"


def test_bytes_of_another_encoding_are_told(write: Write) -> None:
    assert told(write, "b: c\na: café\n".encode("latin-1")) == [(2, "is not UTF-8 text; save it as UTF-8")]
    assert told(write, "a: café\n".encode("utf-16")) == [(1, "is not UTF-8 text; save it as UTF-8")]
    assert told(write, bytes(range(256)) * 40) == [(2, "is not UTF-8 text; save it as UTF-8")]


def test_a_null_byte_is_told_and_not_read(write: Write) -> None:
    ((_, message),) = told(write, b"a: b\x00c\n")
    assert message.startswith("is not valid YAML: ")


def test_a_tab_that_indents_is_told_with_what_to_do(write: Write) -> None:
    ((line, message),) = told(write, "a:\n\tb: 1\n")
    assert line == 2
    assert message.endswith("; indent with spaces, not with tabs")


def test_a_key_that_is_a_list_is_told(write: Write) -> None:
    ((line, message),) = told(write, "a: 1\n? [b, c]\n: 2\n")
    assert line == 2
    assert "a key must be a text" in message


def test_a_file_too_large_to_be_a_list_is_not_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.yaml_file.MAX_BYTES", 10)
    assert told(write, "a: 12345\nb: 1\n") == [(0, "is larger than 0 MB; split the list over several files")]


def test_what_is_no_file_is_not_read_for_ever() -> None:
    data, (problem,) = read_yaml(Path("/dev/zero"))
    assert data is None
    assert problem.message == "cannot be read: it is a device or a pipe, not a file"


def test_a_missing_file_and_a_folder_are_told_and_no_crash(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yml", tmp_path):
        data, (problem,) = read_yaml(path)
        assert data is None
        assert problem.message.startswith("cannot be read: ")
        assert str(problem).startswith(f"{path}: ")


# Read


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n", "null\n", "~\n"])
def test_a_file_without_content_is_nothing_without_a_problem(write: Write, text: str) -> None:
    assert read_yaml(write("a.yml", text)) == (None, [])


def test_every_key_that_stands_twice_is_told_with_the_line_of_its_repetition(write: Write) -> None:
    data, problems = read_yaml(write("a.yml", "a: 1\nb:\n  c: 2\n  c: 3\na: 4\na: 5\n"))
    assert [(problem.line, problem.message) for problem in problems] == [
        (4, 'key "c" stands twice'),
        (5, 'key "a" stands twice'),
        (6, 'key "a" stands twice'),
    ]
    assert data == {"a": "5", "b": {"c": "3"}}


def test_the_same_key_in_two_mappings_stands_once_in_each(write: Write) -> None:
    assert read_yaml(write("a.yml", "- a: 1\n- a: 2\n")) == ([{"a": "1"}, {"a": "2"}], [])


def test_scalars_keep_their_spelling(write: Write) -> None:
    data, _ = read_yaml(write("a.yml", "[yes, 012, 1.50, 2025-01-01, 0x1F, 'null', true]\n"))
    assert data == ["yes", "012", "1.50", "2025-01-01", "0x1F", "null", "true"]


def test_texts_keys_and_blocks_know_their_lines(write: Write) -> None:
    data, _ = read_yaml(write("a.yml", "# remark\nfirst: one\n\nlist:\n  - two\n  - k: three\n"))
    keys = {str(key): key.line for key in data}
    assert keys == {"first": 2, "list": 4}
    two, block = data["list"]
    assert (data.line, data["first"].line, two.line, block.line, block["k"].line) == (2, 2, 5, 6, 6)


# Told apart by a checker


@pytest.fixture
def checker() -> Checker:
    return Checker(Path("a.yml"), [])


def block(**values: object) -> Block:
    made = Block(values)
    made.line = 7
    return made


def test_a_problem_is_spelled_with_its_line_only_where_it_has_one() -> None:
    assert str(Problem(Path("a.yml"), 3, "is odd")) == "a.yml, line 3: is odd"
    assert str(Problem(Path("a.yml"), 0, "is odd")) == "a.yml: is odd"


def test_what_has_no_line_is_told_without_one(checker: Checker) -> None:
    checker.tell("plain", "is odd")
    assert checker.problems == [Problem(Path("a.yml"), 0, "is odd")]


def test_an_unknown_key_brings_the_nearest_or_all_known(checker: Checker) -> None:
    near, far = Text("sorce"), Text("zzz")
    near.line, far.line = 2, 3
    checker.keys(Block({near: "", far: "", Text("about"): ""}), {"source", "about"}, "the head")
    assert [(problem.line, problem.message) for problem in checker.problems] == [
        (2, 'unknown key "sorce" in the head. Did you mean "source"?'),
        (3, 'unknown key "zzz" in the head. Known: about, source.'),
    ]


def test_a_text_that_is_a_list_is_told_and_a_missing_one_is_empty(checker: Checker) -> None:
    assert [checker.text(block(a=value), "a") for value in ("one", "", None)] == ["one", "", ""]
    assert not checker.problems
    assert checker.text(block(a=["one"]), "a") == ""
    assert checker.problems == [Problem(Path("a.yml"), 7, "a: must be a text, not a list or a mapping")]


def test_one_text_is_a_list_of_one_and_an_empty_list_is_empty(checker: Checker) -> None:
    assert [checker.strings(block(a=value), "a") for value in ("one", ["one", "two"], [], None)] == [
        ("one",),
        ("one", "two"),
        (),
        (),
    ]
    assert not checker.problems


@pytest.mark.parametrize("value", [Block(), [["one"]], ["one", None], [Block()]])
def test_a_list_that_holds_more_than_texts_is_told(checker: Checker, value: object) -> None:
    assert checker.strings(block(a=value), "a") == ()
    ((_, line, message, _),) = checker.problems
    assert (line, message.partition(";")[0]) == (7, "a: must be a text or a list of texts")


def test_a_choice_outside_those_allowed_is_told_and_dropped(checker: Checker) -> None:
    assert checker.choice(block(a="left"), "a", ("left", "right")) == "left"
    assert checker.choice(block(), "a", ("left", "right")) == ""
    assert not checker.problems
    assert checker.choice(block(a="Left"), "a", ("left", "right")) == ""
    assert checker.problems == [Problem(Path("a.yml"), 7, 'a: "Left" is not one of left, right')]
