"""Lists of other tools -> lexicon files, and back."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from framing.cli.console import say
from framing.cli.examples import explain
from framing.cli.options import LEXICON_SUFFIXES
from framing.cli.output import STANDARD, open_output
from framing.errors import FramingError

_FORMATS = ("quanteda", "liwc", "csv", "list")
_TOLD = "quanteda: YAML of quanteda; liwc: .dic of LIWC; csv: a table; list: words, one a line."


@click.command(
    "import",
    epilog=explain(
        "framing lexicon import morals.dic -o morals.yml",
        'from framing.exchange import import_lexicon\nimport_lexicon("morals.dic").text  # and .losses',
    ),
)
@click.argument("file")
@click.option("--format", "form", type=click.Choice(_FORMATS), help=f"{_TOLD} By default what the file's name ends with.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Lexicon file; standard output by default.")
@click.option("--force", is_flag=True, help="Write it even in the place of a file that is there.")
def import_(file: str, form: str | None, output: str, force: bool) -> None:
    """Turn a list of another tool into a lexicon file.

    What cannot be taken over is said, with the number of terms and some of them. The file passes `framing lexicon check`;
    give words that can mean something else conditions and examples before you rely on it.
    """
    from framing.exchange import import_lexicon

    if output != STANDARD and Path(output).suffix not in LEXICON_SUFFIXES:
        raise FramingError(f"{output}: a lexicon is a file named {' or '.join(LEXICON_SUFFIXES)}.")
    made = import_lexicon(file, form or "", name=Path(output).stem if output != STANDARD else "")
    _write(made.text, output, force)
    _tell(made.losses)
    say(f"{made.n_entries:,} entries imported from {file}.")


@click.command(
    epilog=explain(
        "framing lexicon export hedges --format quanteda -o hedges_quanteda.yml",
        "from framing.exchange import export_lexicon\n"
        'export_lexicon(framing.load_lexicon("hedges"), "quanteda").text  # and .losses',
    )
)
@click.argument("name")
@click.option("--format", "form", type=click.Choice(_FORMATS), help=f"{_TOLD} By default what the output's name ends with.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="File to write; standard output by default.")
@click.option("--force", is_flag=True, help="Write it even in the place of a file that is there.")
def export(name: str, form: str | None, output: str, force: bool) -> None:
    """Write a lexicon as another tool reads it.

    Inflected forms are written out. What the format cannot say is told: conditions and examples survive in none of them.
    """
    from framing.exchange import export_lexicon, guess_format
    from framing.lexicon import load_lexicon
    from framing.lexicon_folders import overlay_folders

    if form is None and output == STANDARD:
        raise click.UsageError(f"Name a format with --format ({', '.join(_FORMATS)}), or a file with -o.")
    made = export_lexicon(load_lexicon(name, overlay_folders()), form or guess_format(output))
    _write(made.text, output, force)
    _tell(made.losses)
    say(f"{made.n_terms:,} terms of {name} exported.")


def _write(text: str, output: str, force: bool) -> None:
    if output != STANDARD and os.path.lexists(output) and not force:
        raise FramingError(f"{output}: is there already. Name another file with -o, or pass --force to write over it.")
    with open_output(output) as sink:
        sink.write(text)


def _tell(losses: Iterable[str]) -> None:
    for line in losses:
        say(f"warning: {line}")
