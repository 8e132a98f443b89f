"""Lexicon files -> lists of them, their entries, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli.console import clean, say, tabulate
from framing.cli.examples import explain
from framing.cli.groups import HintingGroup
from framing.cli.options import LEXICON_SUFFIXES, list_lexicons
from framing.errors import FramingError, UnknownNameError

if TYPE_CHECKING:
    from framing.lexicon import Entry, Lexicon


@click.group(cls=HintingGroup)
def lexicon() -> None:
    """List, show and check the word lists."""


@lexicon.command("list", epilog=explain("framing lexicon list", "available_lexicons()"))
def list_() -> None:
    """List the lexicons that ship, with version, fingerprint and number of entries."""
    from framing.lexicon import available_lexicons, load_lexicon

    loaded = [load_lexicon(name) for name in available_lexicons()]
    rows = [(x.name, x.version, x.fingerprint, f"{len(x.entries):,}", _first_sentence(x.about)) for x in loaded]
    for line in tabulate(("name", "version", "fingerprint", "entries", "about"), rows, numeric=(3,)):
        click.echo(line)


def _first_sentence(text: str) -> str:
    text = " ".join(text.split())
    return text.partition(". ")[0].rstrip(".")


@lexicon.command(epilog=explain("framing lexicon show hedges --category epistemic", 'load_lexicon("hedges").entries'))
@click.argument("name")
@click.option("--category", help="Show the entries of one category only.")
def show(name: str, category: str | None) -> None:
    """Show a lexicon's entries, by its name or file.

    The line of each entry in its file stands before it; the marks behind it say what its file asks of its surroundings.
    """
    from framing.lexicon import load_lexicon

    chosen = load_lexicon(name)
    if category is not None and category not in chosen.categories:
        raise UnknownNameError.of("category", category, chosen.categories)
    for line in _describe(chosen, [category] if category else list(chosen.categories)):
        click.echo(clean(line))


def _describe(chosen: Lexicon, categories: Iterable[str]) -> Iterator[str]:
    yield f"{chosen.name} {chosen.version}, fingerprint {chosen.fingerprint}, license {chosen.license or 'not stated'}"
    yield f"{chosen.path}"
    yield f"{' '.join(chosen.about.split())}"
    yield f"Source: {' '.join(chosen.source.split()) or 'not stated'}"
    yield f"Voices of the headline: {', '.join(chosen.voice)}; unit: {chosen.unit}"
    for name in categories:
        category = chosen.categories[name]
        entries = [entry for entry in chosen.entries if entry.category == name]
        yield ""
        yield f"{name} ({category.column}, {len(entries):,} entries): {category.about}"
        yield from (_say_entry(entry) for entry in entries)


def _say_entry(entry: Entry) -> str:
    parts = [
        f"weight {entry.weight:g}" if entry.weight != 1 else "",
        f"rule {entry.rule}" if entry.rule else "",
        "conditions" if entry.conditions else "",
        f"plain: {entry.plain}" if entry.plain else "",
        entry.note,
    ]
    told = "; ".join(part for part in parts if part)
    return f"  {entry.line:>5}  {entry.words}" + (f"  [{told}]" if told else "")


@lexicon.command(epilog=explain("framing lexicon check mine.yml", 'check_lexicon("mine.yml")  # a list of problems'))
@click.argument("files", nargs=-1, metavar="[FILE|DIR|NAME]...")
@click.pass_context
def check(context: click.Context, files: tuple[str, ...]) -> None:
    """Check lexicons and actor files, examples included.

    Without arguments all that ship are checked. Every problem is printed with file and line; the exit code is 1 where there
    is any.
    """
    chosen = [file for path in files for file in list_lexicons(path)] if files else list_shipped()
    problems = [problem for path in chosen for problem in check_file(path)]
    for problem in problems:
        click.echo(clean(problem))
    say(f"{len(chosen):,} files checked, {len(problems):,} problems.")
    if problems:
        context.exit(1)


def list_shipped() -> list[str | Path]:
    """List the files of all lexicons, actors and outlets that ship; marks of other languages are none of these."""
    from framing.lexicon import SHIPPED

    files = (path for path in SHIPPED.rglob("*") if path.suffix in LEXICON_SUFFIXES)
    return sorted(path for path in files if path.parent.name != "languages")


def check_file(path: str | Path) -> list[str]:
    """Return every problem of a file of a lexicon, actors or outlets, given by its path or the name it ships under."""
    from framing.actors import check_registry
    from framing.lexicon import SHIPPED
    from framing.lexicon_check import check_lexicon

    keys = _keys(path)
    if "outlets" in keys:
        return _check_outlets(path)
    is_registry = "actors" in keys or (SHIPPED / "actors" / f"{path}.yml").is_file()
    return check_registry(path) if is_registry else check_lexicon(path)


def _check_outlets(path: str | Path) -> list[str]:
    from framing.readers.outlets import load_outlets

    try:
        load_outlets(path)
    except FramingError as error:
        return str(error).splitlines()
    return []


def _keys(path: str | Path) -> Container[str]:
    """Return the names at the top of a YAML file; none where it is no such file."""
    from framing.yaml_file import read_yaml

    if Path(path).suffix not in LEXICON_SUFFIXES:
        return ()
    data, _ = read_yaml(Path(path))
    return data.keys() if isinstance(data, dict) else ()
