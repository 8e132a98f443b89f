from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.newsstand import ARTICLES, FERRY, run

from framing.cli.standard_input import named_paths, tell_format


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b'{"text": "One."}\n{"text": "Two."}\n', ".jsonl"),
        (b'{"text": "One."', ".jsonl"),  # a first line longer than the sample
        (b'\xef\xbb\xbf{"text": "One."}\n', ".jsonl"),
        (b'{\n  "articles": [\n', ".json"),
        (b'[\n {"text": "One."}]', ".json"),
        (b"[Photo: Harbor]\nThe ferry may stop.", ".txt"),
        (b"<!doctype html><p>One.</p>", ".html"),
        (b"id,outlet,text\n1,Post,One.", ".csv"),
        (b'"id";"body"\n', ".csv"),
        (b"id\ttext\n1\tOne.", ".tsv"),
        (b"One story, two outlets, no table.\n", ".txt"),
        (b"", ".txt"),
        (b"\x00\xff", ".txt"),
    ],
)
def test_the_format_is_told_by_the_first_lines(head: bytes, suffix: str) -> None:
    assert tell_format(head) == suffix


def test_paths_without_a_dash_stay_as_they_are() -> None:
    with named_paths(["a.txt", "b/"]) as named:
        assert named.paths == ["a.txt", "b/"]
        assert named.rename("a.txt, line 3") == "a.txt, line 3"


def test_a_page_on_standard_input_is_an_article() -> None:
    result = run("read", "-", stdin=f"Sound Post\n\nFerry may stop in October\n\n{FERRY}")
    assert result.exit_code == 0
    assert "standard-input" in result.stdout
    assert "Ferry may stop in October" in result.stdout


def test_articles_go_from_command_to_command(tmp_path: Path) -> None:
    lines = "".join(json.dumps(record) + "\n" for record in ARTICLES)
    first = run("read", "-", "-o", "-", stdin=lines)
    second = run("read", "-", "-o", "-", stdin=first.stdout_bytes)
    assert first.exit_code == second.exit_code == 0
    assert second.stdout == first.stdout


def test_messages_call_standard_input_by_its_name_and_not_by_a_temporary_file() -> None:
    lines = json.dumps(ARTICLES[0]) + '\n{"text": "broken\n'
    result = run("read", "-", stdin=lines)
    assert result.exit_code == 0
    assert "left out: standard-input.jsonl, line 2: is not valid JSON" in result.stderr


def test_articles_do_not_remember_the_temporary_file() -> None:
    result = run("read", "-", "-o", "-", stdin=json.dumps(ARTICLES[0]))
    assert json.loads(result.stdout)["origin"]["path"] == "standard-input.jsonl"


def test_empty_standard_input_is_an_error() -> None:
    result = run("read", "-", stdin="")
    assert result.exit_code == 1
    assert "left out: standard-input.txt: is empty." in result.stderr
    assert "error: -: not one article could be read." in result.stderr
