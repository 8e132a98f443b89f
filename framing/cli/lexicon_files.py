"""Lexicon files -> lists of them, new ones to begin with, and what is wrong with them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from framing.cli.console import clean, say, tabulate
from framing.cli.examples import explain
from framing.cli.options import LEXICON_SUFFIXES, list_lexicons
from framing.cli.output import STANDARD, open_output
from framing.errors import FramingError

_KINDS = re.compile(r"""^[{ ]*["']?(actors|outlets)["']?\s*:""", re.MULTILINE)


@click.command(
    "list", epilog=explain("framing lexicon list", "from framing.lexicon import available_lexicons\navailable_lexicons()")
)
def list_() -> None:
    """List the lexicons that ship and yours, with version and number of entries."""
    from framing.lexicon import available_lexicons, load_lexicon
    from framing.lexicon_folders import overlay_folders

    folders = overlay_folders()
    loaded = [load_lexicon(name, folders) for name in available_lexicons(folders)]
    rows = [(x.name, x.version, x.fingerprint, f"{len(x.entries):,}", _first_sentence(x.about)) for x in loaded]
    for line in tabulate(("name", "version", "fingerprint", "entries", "about"), rows, numeric=(3,)):
        click.echo(line)


def _first_sentence(text: str) -> str:
    text = " ".join(text.split())
    return text.partition(". ")[0].rstrip(".")


@click.command(
    epilog=explain(
        'framing lexicon new "food prices"',
        'from framing.lexicon_draft import draft_lexicon\ndraft_lexicon("food prices")  # the text of a file',
    )
)
@click.argument("topic")
@click.option("-o", "--output", metavar="FILE", help="File to write; by default named after the topic, a dash prints it.")
@click.option("--force", is_flag=True, help="Write it even in the place of a file that is there.")
def new(topic: str, output: str | None, force: bool) -> None:
    """Begin a lexicon: a sound file, commented, to be changed.

    It shows both forms of an entry, conditions with examples both ways, and how to build on another list. The name of a
    list that ships begins a file that changes this list.
    """
    from framing.lexicon_draft import draft_lexicon, name_lexicon

    path = output or f"{name_lexicon(topic)}.yml"
    if path == STANDARD:
        click.echo(draft_lexicon(topic), nl=False)
        return
    if Path(path).suffix not in LEXICON_SUFFIXES:
        raise FramingError(f"{path}: a lexicon is a file named {' or '.join(LEXICON_SUFFIXES)}.")
    if os.path.lexists(path) and not force:
        raise FramingError(f"{path}: is there already. Name another file with -o, or pass --force to write over it.")
    text = draft_lexicon(topic, Path(path).stem)
    with open_output(path) as sink:
        sink.write(text)
    say(f"{path}: change it, then run `framing lexicon check {path}`.")


@click.command(epilog=explain("framing lexicon check mine.yml", 'framing.check_lexicon("mine.yml")  # a list of problems'))
@click.argument("files", nargs=-1, metavar="[FILE|DIR|NAME]...")
@click.option(
    "--strict", is_flag=True, help="Ask also for examples both ways of each entry with conditions; no warning passes."
)
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], strict: bool) -> None:
    """Check lexicons and actor files, examples included.

    Without arguments all that ship are checked. Every problem is printed with file and line; the exit code is 1 where there
    is any. A warning tells of what is doubtful but breaks nothing, and leaves the exit code 0.
    """
    from framing.collection import without_collection

    chosen = [file for path in files for file in list_lexicons(path)] if files else list_shipped()
    with without_collection():
        problems = [problem for path in chosen for problem in check_file(path, strict)]
    for line, _ in problems:
        click.echo(clean(line))
    n_warnings = sum(is_warning for _, is_warning in problems)
    counts = f"{len(problems) - n_warnings:,} problems" + (f", {n_warnings:,} warnings" if n_warnings else "")
    say(f"{len(chosen):,} files checked, {counts}.")
    if len(problems) > (0 if strict else n_warnings):
        context.exit(1)


def list_shipped() -> list[str | Path]:
    """List the files of all lexicons, actors and outlets that ship; marks of other languages are none of these."""
    from framing.lexicon import SHIPPED

    files = (path for path in SHIPPED.rglob("*") if path.suffix in LEXICON_SUFFIXES)
    return sorted(path for path in files if path.parent.name != "languages")


def check_file(path: str | Path, strict: bool = False) -> list[tuple[str, bool]]:
    """Return a line for every problem of a file of a lexicon, actors or outlets, and whether it is but a warning.

    The file is given by its path or the name it ships under.
    """
    from framing.actors import check_registry
    from framing.lexicon import SHIPPED
    from framing.lexicon_check import find_problems
    from framing.lexicon_folders import overlay_folders

    kind = _kind(path)
    if kind == "outlets":
        return [(line, False) for line in _check_outlets(path)]
    if kind == "actors" or (SHIPPED / "actors" / f"{path}.yml").is_file():
        return [(line, False) for line in check_registry(path)]
    return [(str(problem), problem.warning) for problem in find_problems(path, overlay_folders(), strict=strict)]


def _check_outlets(path: str | Path) -> list[str]:
    from framing.readers.outlets import load_outlets

    try:
        load_outlets(path)
    except FramingError as error:
        return str(error).splitlines()
    return []


def _kind(path: str | Path) -> str:
    """Return the key at the top of a YAML file that tells what it lists; "" where there is none of these, or no such file."""
    from framing.yaml_file import read_text

    if Path(path).suffix not in LEXICON_SUFFIXES:
        return ""
    text, _ = read_text(Path(path))
    found = _KINDS.search(text)  # a parse costs a hundred times as much
    return found[1] if found else ""
