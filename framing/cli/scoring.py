"""Articles -> scores and comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import framing
from framing.cli.examples import explain
from framing.cli.options import Method, Source, reads_articles, takes_duplicates, takes_grouping, takes_measures
from framing.cli.stories import group_articles, read_corrections, takes_corrections, takes_derived
from framing.model import Article

if TYPE_CHECKING:
    pass


def check_grouping(by: str) -> None:
    """Make sure, before anything is read, that articles can be grouped by a field.

    Raises
    ------
    UnknownNameError
        If they cannot.
    """
    from framing.comparison.cells import name_group

    name_group(Article(id="", text=""), by)


@click.command(
    epilog=explain(
        "framing compare articles/ --by outlet --measures hedging,loaded",
        'articles = list(framing.read("articles/", on_error="skip"))\n'
        'analysis = framing.analyze(articles, measures=["hedging", "loaded"])\n'
        'comparison = framing.compare(analysis, by="outlet", seed=1)\n'
        "comparison.estimates_frame(), comparison.gaps_frame()",
    )
)
@reads_articles
@takes_measures
@takes_grouping
@takes_corrections
@takes_derived
@takes_duplicates("drop", "mark", "keep")
def compare(  # noqa: PLR0913 - each answers a question of its own
    *,
    source: Source,
    method: Method,
    by: str,
    seed: int,
    pairs: bool,
    grouping: str | None,
    without_derived: bool,
    duplicates: str,
) -> None:
    """Compare outlets in the terminal.

    For each headline column it prints the mean over stories, the count behind it, and its interval or the reason why there
    is none, and at the end the terms that make the largest gaps. In place of articles, scores can be named that
    `framing score` wrote as Parquet: then nothing is scored again, duplicates stay as they were scored, and the terms are not
    known.
    """
    from framing.cli.comparing import describe
    from framing.cli.stored import are_stored, compare_stored, group_stored, open_stored

    check_grouping(by)
    corrections = read_corrections(grouping)
    if are_stored(source.paths):
        stored = open_stored(source.paths, method)
        stored.check_field(by)
        stories = group_stored(stored, corrections, without_derived=without_derived)
        for line in compare_stored(stored, stories, by=by, seed=seed, pairs=pairs):
            click.echo(line)
        return
    plan = method.load()
    analysis = plan.analyze(source.load(), source.skipped, duplicates=duplicates)
    stories = group_articles(analysis, corrections, without_derived=without_derived)
    comparison = framing.compare(analysis, by=by, stories=stories, seed=seed, pairs=pairs)
    for line in describe(analysis, comparison):
        click.echo(line)
