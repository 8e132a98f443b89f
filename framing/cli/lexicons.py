"""The commands on lexicons: where each one lives."""

from __future__ import annotations

import click

from framing.cli.groups import LazyGroup

# In the order of the work on a lexicon; a module is loaded when its command is asked for. A new command is one line here.
COMMANDS = {
    "list": "framing.cli.lexicon_files:list_",
    "show": "framing.cli.lexicon_show:show",
    "new": "framing.cli.lexicon_files:new",
    "suggest": "framing.cli.lexicon_suggest:suggest",
    "review": "framing.cli.lexicon_review:review",
    "check": "framing.cli.lexicon_files:check",
    "kwic": "framing.cli.lexicon_kwic:kwic",
    "diff": "framing.cli.lexicon_diff:diff",
    "sample": "framing.cli.lexicon_sample:sample",
    "score": "framing.cli.lexicon_score:score",
    "import": "framing.cli.lexicon_exchange:import_",
    "export": "framing.cli.lexicon_exchange:export",
}


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def lexicon() -> None:
    """Write, check, explore and compare the word lists."""
