"""What every command that reads articles can be told about their language and outlets."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from unit.newsstand import ARTICLES, FRENCH, run, write_lines

from framing.cli import group
from framing.cli.options import Source


def commands(named: click.Command = group, *names: str) -> list[tuple[str, ...]]:
    """List the commands that read articles."""
    if isinstance(named, click.Group):
        return [found for name in named.list_commands(click.Context(named)) for found in _below(named, name, names)]
    return [names] if any(parameter.name == "articles" for parameter in named.params) else []


def _below(parent: click.Group, name: str, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    child = parent.get_command(click.Context(parent), name)
    return commands(child, *names, name) if child is not None else []


def write_mixed(folder: Path) -> Path:
    return write_lines(folder / "a.jsonl", ARTICLES[0], {"id": "bac", "outlet": "SP", "text": FRENCH})


def write_outlets(folder: Path) -> Path:
    path = folder / "outlets.yml"
    path.write_text("outlets:\n  - {name: The Sound Post, aliases: [SP], domains: [sound.example]}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("names", commands(), ids=" ".join)
def test_every_command_that_reads_articles_takes_a_language_and_outlets(names: tuple[str, ...]) -> None:
    told = run(*names, "--help").output
    assert "--language [en|any]" in told
    assert "--outlets FILE" in told


def test_there_are_such_commands() -> None:
    assert {("read",), ("score",), ("compare",), ("report",)} <= set(commands())


def test_what_is_not_english_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = write_mixed(tmp_path)
    english, every = run("read", path), run("read", path, "--language", "any")
    assert english.exit_code == every.exit_code == 0
    assert "bac" not in english.stdout
    assert "is not English (looks like French)" in english.stderr
    assert "bac" in every.stdout
    assert "warning: not English (looks like French): measures read English only" in every.stdout


def test_what_any_language_wrote_reads_back_as_the_same(tmp_path: Path) -> None:
    path, first, second = write_mixed(tmp_path), tmp_path / "b.jsonl", tmp_path / "c.jsonl"
    run("read", path, "--language", "any", "-o", first)
    run("read", first, "--language", "any", "-o", second)
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_text(encoding="utf-8").splitlines()) == 2


def test_another_language_than_the_two_is_a_usage_error(tmp_path: Path) -> None:
    result = run("read", write_mixed(tmp_path), "--language", "fr")
    assert result.exit_code == 2
    assert "'fr' is not one of 'en', 'any'" in result.stderr


def test_a_file_of_outlets_gives_each_one_name(tmp_path: Path) -> None:
    articles = [{**ARTICLES[0], "outlet": name, "id": name} for name in ("SP", "sound post", "www.sound.example", "Gull")]
    path, written = write_lines(tmp_path / "a.jsonl", *articles), tmp_path / "b.jsonl"
    result = run("read", path, "--outlets", write_outlets(tmp_path), "-o", written)
    assert result.exit_code == 0
    found = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    assert [article["outlet"] for article in found] == ["The Sound Post"] * 3 + ["Gull"]
    assert found[0]["inferred"]["outlet"] == 'stated as "SP"; merged by the table of outlets'


def test_merged_outlets_are_one_group_of_a_comparison(tmp_path: Path) -> None:
    articles = [{**ARTICLES[n % 2], "outlet": name, "id": name} for n, name in enumerate(("SP", "Gull", "Sound Post"))]
    path = write_lines(tmp_path / "a.jsonl", *articles)
    told = run("compare", path, "--outlets", write_outlets(tmp_path), "--measures", "hedging").stdout
    assert "The Sound Post" in told
    assert "SP" not in told.replace("The Sound Post", "").split()


def test_a_broken_file_of_outlets_is_one_line_and_ends_the_command(tmp_path: Path) -> None:
    broken = tmp_path / "outlets.yml"
    broken.write_text("outlets: []\n", encoding="utf-8")
    result = run("read", write_mixed(tmp_path), "--outlets", broken)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert f"{broken}, line 1: lists no outlet" in result.stderr


def test_a_source_reads_as_it_is_told(tmp_path: Path) -> None:
    source = Source((str(write_mixed(tmp_path)),), language="any", outlets=str(write_outlets(tmp_path)))
    assert [article.outlet for article in source.read()] == ["The Sound Post", "The Sound Post"]
    assert source.skipped == []
