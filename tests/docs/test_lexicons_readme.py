"""What lexicons/README.md says can be done, done: its example is sound, and its blocks in Python run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest

import framing
from framing.cli import group

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "lexicons" / "README.md").read_text(encoding="utf-8")
STORIES = (
    "A deadline looms over the harbor talks. At the eleventh hour the council met, and the skippers sounded the alarm.",
    "It was a race against time, the mayor said. A deadline nears, and nobody at the quay has an answer to give.",
)


def read_blocks(language: str) -> list[str]:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return [body for name, body in blocks if name == language]


def find_example() -> str:
    return next(block for block in read_blocks("yaml") if block.startswith("name: urgency\n"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that has the example, an older version of it, and articles that it finds something in."""
    for folder in ("old", "articles"):
        (tmp_path / folder).mkdir()
    (tmp_path / "urgency.yml").write_text(find_example(), encoding="utf-8")
    old = find_example().replace("    - at the eleventh hour   # the short form: just the words\n", "")
    (tmp_path / "old" / "urgency.yml").write_text(old, encoding="utf-8")
    for number, story in enumerate(STORIES):
        (tmp_path / "articles" / f"{number}.txt").write_text(f"Harbor talks, day {number}\n\n{story}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_is_sound_and_strictly_so(desk: Path) -> None:
    assert framing.check_lexicon("urgency.yml", strict=True) == []


def test_the_blocks_in_python_run_around_a_coded_sample(desk: Path) -> None:
    before, after = read_blocks("python")
    names: dict[str, Any] = {}
    exec(compile(before, "README.md", "exec"), names)
    sheet = names["sample"].frame()
    assert set(sheet["entry"]) == {"at the eleventh hour", "deadline", "sound the alarm"}  # the mayor's words are not counted
    sheet["code"] = 1
    sheet.to_csv(desk / "coded.csv", index=False)
    exec(compile(after, "README.md", "exec"), names)
    assert [(change.kind, change.id) for change in names["changes"].entries] == [("added", "clock: at the eleventh hour")]


def test_its_commands_exist_with_the_options_they_are_shown_with() -> None:
    lines = [line for block in read_blocks("") for line in block.splitlines() if line.startswith("framing ")]
    lines += re.findall(r"\| `(framing [^`]+)` \|", TEXT)
    assert len(lines) >= 10
    for line in lines:
        words = shlex.split(line)[1:]
        command: Any = group
        while isinstance(command, click.Group):
            command = command.get_command(click.Context(command), words.pop(0))
            assert command is not None, line
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= known, line
