from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from unit.newsstand import run, write_articles

from framing import __version__
from framing.cli import COMMANDS, group
from framing.cli.groups import CommandGroup
from framing.errors import FramingError, LexiconError

HEAVY = ("pandas", "sklearn", "matplotlib", "nltk", "textstat", "scipy", "jinja2", "trafilatura", "numpy", "yaml")
START_LIMIT = 0.3  # seconds of CPU


def run_python(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    "work",
    ["import framing", "from framing.cli import group; group(['--help'], prog_name='framing', standalone_mode=False)"],
)
def test_help_and_import_load_nothing_heavy(work: str) -> None:
    code = f"{work}\nimport sys\nprint('loaded:', *[name for name in {HEAVY!r} if name in sys.modules])"
    result = run_python(code)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1].strip() == "loaded:"


def test_help_takes_less_than_three_tenths_of_a_second_of_cpu() -> None:
    code = (
        "import contextlib, time\n"
        "from framing.cli import group\n"
        "group(['--help'], prog_name='framing', standalone_mode=False)\n"
        "print(time.process_time())"
    )
    best = min(float(run_python(code).stdout.splitlines()[-1]) for _ in range(3))
    assert best < START_LIMIT


def test_help_lists_the_commands_in_the_order_of_the_work() -> None:
    text = run("--help").stdout
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


def test_a_subcommand_is_loaded_only_when_it_is_asked_for() -> None:
    result = run_python("import framing.cli, sys; print([m for m in sys.modules if m.startswith('framing.cli.')])")
    assert "framing.cli.console" in result.stdout
    assert "framing.cli.scoring" not in result.stdout


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"framing {__version__}\n"


def test_python_m_framing_is_the_same_command() -> None:
    result = subprocess.run([sys.executable, "-m", "framing", "--version"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, f"framing {__version__}\n")


def test_a_misspelled_command_is_a_usage_error_that_names_the_nearest() -> None:
    result = run("reprot", "articles/")
    assert result.exit_code == 2
    assert 'No such command "reprot". Did you mean "report"? Commands: report, read,' in result.stderr


def test_a_misspelled_subcommand_is_answered_alike() -> None:
    result = run("lexicon", "chekc")
    assert result.exit_code == 2
    assert 'Did you mean "check"?' in result.stderr


def test_a_command_like_no_other_is_answered_with_the_list() -> None:
    result = run("zzz")
    assert result.exit_code == 2
    assert 'No such command "zzz". Commands: report,' in result.stderr


def test_a_misspelled_option_is_a_usage_error(tmp_path: Path) -> None:
    result = run("report", write_articles(tmp_path), "--bye", "outlet", "-o", tmp_path / "report")
    assert result.exit_code == 2
    assert "--bye" in result.stderr


def make_group(error: BaseException) -> click.Group:
    """Return a group whose only command raises."""

    def fail() -> None:
        raise error

    failing = click.Command("fail", callback=fail)
    made = CommandGroup("framing", commands_at={"fail": "nowhere:fail"})
    made.get_command = lambda ctx, name: failing  # type: ignore[method-assign]
    return made


def test_each_line_of_an_error_is_one_red_line_without_traceback() -> None:
    result = CliRunner().invoke(
        make_group(LexiconError("a.yml, line 2: wrong\na.yml, line 5: wrong too")), ["fail"], color=True
    )
    assert result.exit_code == 1
    assert result.stdout == ""
    red, reset = "\x1b[31m", "\x1b[0m"
    assert result.stderr == (f"{red}error: a.yml, line 2: wrong{reset}\n{red}error: a.yml, line 5: wrong too{reset}\n")


def test_errors_are_plain_where_color_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    result = CliRunner().invoke(make_group(FramingError("wrong")), ["fail"], color=True)
    assert result.stderr == "error: wrong\n"


def test_control_characters_of_a_file_name_do_not_reach_the_terminal() -> None:
    result = CliRunner().invoke(make_group(FramingError("\x1b]0;owned\x07.txt: is empty.")), ["fail"])
    assert result.stderr == "error: \ufffd]0;owned\ufffd.txt: is empty.\n"


def test_control_c_ends_with_one_line_and_exit_code_130() -> None:
    result = CliRunner().invoke(make_group(KeyboardInterrupt()), ["fail"])
    assert result.exit_code == 130
    assert result.stderr == "interrupted; no file was written.\n"


def test_a_bug_keeps_its_traceback() -> None:
    result = CliRunner().invoke(make_group(ZeroDivisionError("a bug")), ["fail"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_a_closed_pipe_is_silent_and_no_error() -> None:
    reader = "import sys; sys.stdin.readline()"
    writing = subprocess.Popen(
        [sys.executable, "-m", "framing", "lexicon", "show", "loaded"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    subprocess.run([sys.executable, "-c", reader], stdin=writing.stdout, check=True)
    assert writing.stdout is not None
    writing.stdout.close()
    assert writing.stderr is not None
    told = writing.stderr.read()
    writing.stderr.close()
    assert (writing.wait(timeout=60), told) == (0, b"")


def test_the_group_can_be_called_from_python() -> None:
    assert group.main(["--version"], prog_name="framing", standalone_mode=False) == 0
