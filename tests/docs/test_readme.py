"""What the README says can be done, done: its blocks run, its commands, links and words exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

import framing
from framing.cli import group

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
# The report itself: the golden test writes it, and the block in Python here writes another.
TOO_LONG_TO_RUN_AGAIN = ("framing report ",)


def read_blocks(language: str) -> list[str]:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return [body for name, body in blocks if name == language]


def list_command_lines() -> list[str]:
    lines = [line for block in read_blocks("sh") for line in block.splitlines()]
    return [line.partition("  #")[0].strip() for line in lines if line.startswith("framing ")]


def find_command(words: list[str]) -> tuple[click.Command, list[str]]:
    """Return the command that a line's first words name, and the words after them."""
    command: click.Command = group
    rest = list(words)
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), rest.pop(0))
        assert found is not None, f"there is no command {words}"
        command = found
    return command, rest


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that has the sample and the lexicon where the README says they are."""
    (tmp_path / "urgency.yml").write_text(read_blocks("yaml")[0], encoding="utf-8")
    (tmp_path / "framing").mkdir()
    (tmp_path / "framing" / "sample").symlink_to(ROOT / "framing" / "sample")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_blocks_in_python_run_one_after_the_other(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = read_blocks("python")
    assert len(blocks) >= 3
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    shown = capsys.readouterr().out
    assert "[[slammed|loaded]]" in shown
    assert "Wenlow Clarion" in shown
    assert "low power" in shown
    assert (desk / "reports" / "first" / "report.html").is_file()


@pytest.mark.parametrize("line", list_command_lines())
def test_a_command_exists_with_the_options_it_is_shown_with(line: str) -> None:
    command, rest = find_command(shlex.split(line)[1:])
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in rest if word.startswith("-")} <= known
    assert command.help


def test_the_commands_run_as_they_are_shown(desk: Path) -> None:
    for line in list_command_lines():
        if line.startswith(TOO_LONG_TO_RUN_AGAIN):
            continue
        result = CliRunner().invoke(group, shlex.split(line)[1:])
        assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception}"
        assert result.output or "-o" in shlex.split(line), f"{line} says nothing"
    written = {path.name for path in desk.iterdir()}
    assert {"articles.jsonl", "scores.csv", "hits.jsonl", "layers.jsonl", "actors.yml"} <= written


def test_what_show_prints_is_what_the_readme_prints(desk: Path) -> None:
    line = next(line for line in list_command_lines() if line.startswith("framing show"))
    printed = CliRunner().invoke(group, shlex.split(line)[1:]).output
    shown = next(block for block in read_blocks("") if "[[" in block)
    assert shown.strip() in printed


def test_every_verb_has_its_place_in_the_blocks_in_python() -> None:
    verbs = {name for name in framing.__all__ if name[0].islower()}
    lists = (ROOT / "lexicons" / "README.md").read_text(encoding="utf-8")  # where the work on word lists is told
    code = "\n".join([*read_blocks("python"), lists])
    # One article's layers are shown on the command line, where most people want them.
    assert {verb for verb in verbs if f"framing.{verb}(" in code} == verbs - {"annotate"}


def test_make_commands_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"^make (\w+)|`make (\w+)`", TEXT, re.MULTILINE))
    assert {first or second for first, second in named} <= targets
    assert ("report", "") in named
    assert ("test", "") in named


def find_links() -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", TEXT):
        if not target.startswith(("http", "#")):
            yield target.partition("#")[0]


@pytest.mark.parametrize("target", sorted(set(find_links())))
def test_a_link_leads_to_a_file_of_the_repository(target: str) -> None:
    assert (ROOT / target).is_file()


def test_the_lexicon_in_the_readme_finds_what_it_lists(desk: Path) -> None:
    analysis = framing.analyze(
        [framing.Article("a", "At the eleventh hour they agreed.")], measures=["hedging"], lexicons=["urgency.yml"]
    )
    assert [hit.text for hit in analysis.hits["a"]] == ["At the eleventh hour"]


def test_the_distribution_and_the_python_version_are_those_of_the_project() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    name = re.search(r'^name = "(.+)"', project, re.MULTILINE)
    version = re.search(r'requires-python = ">=(.+)"', project)
    assert name is not None
    assert version is not None
    assert f"`{name[1]}`" in TEXT
    assert f"Python {version[1]} or newer" in TEXT


def test_citation_and_glossary_are_there_and_no_verdict_is() -> None:
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["title"]
    words = (
        "voice",
        "hit",
        "rate",
        "gap, contribution",
        "estimate",
        "story",
        "valence, shifter",
        "log odds",
        "lexicon, entry, category",
    )
    for word in words:
        assert f"\n| {word}" in TEXT
    assert "biased" not in TEXT.lower()
