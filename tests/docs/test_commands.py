from __future__ import annotations

import ast
import importlib
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import framing
from framing.cli import COMMANDS, group

README = Path(__file__).parents[2] / "README.md"


def walk(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with the words that call it."""
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from walk(found, (*path, name))


ALL = dict(walk(group))
LEAVES = {path: command for path, command in ALL.items() if not isinstance(command, click.Group)}


def test_the_commands_are_those_that_are_planned() -> None:
    assert set(LEAVES) == {
        *("report", "read", "annotate", "score", "compare", "show", "measures"),
        *("lexicon list", "lexicon show", "lexicon new", "lexicon check", "lexicon diff", "lexicon import", "lexicon export"),
        *("lexicon kwic", "lexicon suggest", "lexicon review", "lexicon sample", "lexicon score", "actors propose"),
        *("stories", "validate sample", "validate score"),
    }


@pytest.mark.parametrize("path", ALL)
def test_every_command_has_help(path: str) -> None:
    result = CliRunner().invoke(group, [*path.split(), "--help"], prog_name="framing", terminal_width=100)
    assert result.exit_code == 0
    assert f"Usage: framing{' ' if path else ''}{path} " in result.output
    assert ALL[path].help


@pytest.mark.parametrize("path", ALL)
def test_the_first_sentence_of_help_fits_in_the_list_of_commands(path: str) -> None:
    first = (ALL[path].help or "").split("\n\n")[0]
    assert first.endswith(".")
    assert len(first) < 80


@pytest.mark.parametrize("path", LEAVES)
def test_every_option_is_explained_or_hidden(path: str) -> None:
    options = [param for param in LEAVES[path].params if isinstance(param, click.Option)]
    assert all(option.help or option.hidden for option in options)


@pytest.mark.parametrize("path", LEAVES)
def test_every_command_shows_an_example_of_itself_and_the_same_in_python(path: str) -> None:
    result = CliRunner().invoke(group, [*path.split(), "--help"], prog_name="framing", terminal_width=100)
    example = result.output.partition("Example:\n")[2].partition("\n\n")[0].strip()
    assert example.startswith(f"framing {path}")
    assert "In Python:\n" in result.output


@pytest.mark.parametrize("path", LEAVES)
def test_the_example_of_a_command_can_be_parsed(path: str) -> None:
    import shlex

    epilog = LEAVES[path].epilog or ""
    words = shlex.split(epilog.partition("Example:\n")[2].partition("\n\n")[0])
    LEAVES[path].make_context(path, words[1 + len(path.split()) :], resilient_parsing=False)


@pytest.mark.parametrize("path", LEAVES)
def test_what_a_command_is_in_python_names_what_there_is(path: str) -> None:
    code = textwrap.dedent((LEAVES[path].epilog or "").partition("In Python:\n")[2])
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            module = importlib.import_module(str(node.module))
            assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "framing":
            assert node.attr in framing.__all__


def test_the_readme_mentions_every_command() -> None:
    if not README.is_file():
        pytest.skip("there is no README yet")
    text = README.read_text(encoding="utf-8")
    assert [path for path in LEAVES if f"framing {path}" not in text] == []


def test_the_table_of_commands_names_modules_that_exist() -> None:
    context = click.Context(group)
    assert all(group.get_command(context, name) is not None for name in COMMANDS)
