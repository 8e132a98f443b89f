"""A command line -> calls of the library: parse, call, write; nothing is computed here.

Data go to standard output, talk goes to standard error. The exit code is 0 where all went well, 1 for what input, files or
names can cause (`FramingError`, one red line each), 2 for a wrong command line, 130 for Ctrl-C, 143 for a SIGTERM.
"""

from __future__ import annotations

import click

from framing import __version__
from framing.cli.console import tolerate_narrow_streams
from framing.cli.groups import CommandGroup

__all__ = ["group", "main"]

# Where each command lives, in the order of the work; a module is loaded when its command is asked for.
COMMANDS = {
    "report": "framing.cli.report:report",
    "read": "framing.cli.reading:read",
    "annotate": "framing.cli.reading:annotate",
    "score": "framing.cli.score:score",
    "compare": "framing.cli.scoring:compare",
    "stories": "framing.cli.stories:stories",
    "show": "framing.cli.showing:show",
    "measures": "framing.cli.showing:measures",
    "lexicon": "framing.cli.lexicons:lexicon",
    "validate": "framing.cli.validating:validate",
    "actors": "framing.cli.actors:actors",
}


@click.group(
    cls=CommandGroup,
    commands_at=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Start with: framing report articles/ --by outlet -o reports/first",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def group() -> None:
    """Compare how outlets tell a story, with the evidence behind every number.

    News articles are scored on hedging, attribution, loaded terms and sentiment toward actors. ARTICLES are files and
    folders: raw pages (.txt, .md), .html, .csv, .tsv, .jsonl or .json, each plain or packed with gzip; a lone dash stands
    for standard input.
    """


def main() -> None:
    """Run the command line and exit."""
    tolerate_narrow_streams()
    group(prog_name="framing")
