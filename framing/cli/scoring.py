"""Articles -> scores, comparisons and reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

import framing
from framing.cli.console import count, say
from framing.cli.examples import explain
from framing.cli.options import Method, Plan, Source, reads_articles, takes_duplicates, takes_grouping, takes_measures
from framing.cli.output import STANDARD, check_place, open_output
from framing.cli.score_files import CsvScores, JsonScores, name_measures, write_hits
from framing.cli.stories import group_articles, read_corrections, takes_corrections, takes_derived
from framing.errors import FramingError
from framing.model import Article

if TYPE_CHECKING:
    from framing.analysis import Scored

_FORMATS = {"md": ("md",), "html": ("html",), "both": ("md", "html")}


@click.command(
    epilog=explain(
        "framing report articles/ --by outlet -o reports/visit",
        'articles = list(framing.read("articles/", on_error="skip"))\n'
        "analysis = framing.analyze(articles)\n"
        "stories = framing.group_stories(analysis.articles)\n"
        'comparison = framing.compare(analysis, by="outlet", stories=stories, seed=1)\n'
        'framing.write_report(analysis, comparison, stories, "reports/visit")',
    )
)
@reads_articles
@takes_measures
@takes_grouping
@takes_corrections
@takes_derived
@takes_duplicates("drop", "mark", "keep")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Folder of the report; an earlier report is replaced.")
@click.option("--title", metavar="TEXT", help="Title of the report.")
@click.option("--format", "kind", type=click.Choice(list(_FORMATS)), default="both", show_default=True, help="Files to write.")
@click.option("--validation", multiple=True, metavar="FILE", help="What `framing validate score` found on these texts.")
def report(  # noqa: PLR0913 - each answers a question of its own
    *,
    source: Source,
    method: Method,
    output: str,
    title: str | None,
    kind: str,
    duplicates: str,
    validation: tuple[str, ...],
    grouping: str | None,
    without_derived: bool,
    by: str,
    seed: int,
) -> None:
    """Compare outlets and write a report with all its evidence.

    The folder holds the report in Markdown and HTML, charts, scores.csv, hits.jsonl, attributions.jsonl, report.json and
    provenance.json. The same input gives the same bytes. What could not be read is named there and here.
    """
    from framing.report.files import check_folder
    from framing.report.wording import plural
    from framing.validity.table import read_validation

    check_grouping(by)
    check_folder(Path(output))
    check_place(Path(output))
    table = read_validation(*validation)
    corrections = read_corrections(grouping)
    plan = method.load()
    analysis = plan.analyze(source.load(), source.skipped, duplicates=duplicates)
    stories = group_articles(analysis, corrections, without_derived=without_derived)
    comparison = framing.compare(analysis, stories=stories, by=by, seed=seed)
    formats = _FORMATS[kind]
    framing.write_report(analysis, comparison, stories, output, formats=formats, title=title, validation=table)
    groups = plural(len(comparison.groups) + len(comparison.left_out), "group")
    say(
        f"{Path(output) / f'report.{formats[-1]}'}: {plural(len(analysis.articles), 'article')}, {groups} by {comparison.by}, "
        f"{plural(len(stories), 'story', 'stories')}; {len(analysis.skipped):,} left out."
    )


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
    *, source: Source, method: Method, by: str, seed: int, grouping: str | None, without_derived: bool, duplicates: str
) -> None:
    """Compare outlets in the terminal.

    For each headline column it prints the mean over stories, the count behind it, and its interval or the reason why there
    is none, and at the end the terms that make the largest gaps.
    """
    from framing.cli.comparing import describe

    check_grouping(by)
    corrections = read_corrections(grouping)
    plan = method.load()
    analysis = plan.analyze(source.load(), source.skipped, duplicates=duplicates)
    stories = group_articles(analysis, corrections, without_derived=without_derived)
    comparison = framing.compare(analysis, by=by, stories=stories, seed=seed)
    for line in describe(analysis, comparison):
        click.echo(line)


@click.command(
    epilog=explain(
        "framing score articles.jsonl -o scores.csv --hits hits.jsonl",
        "annotator = make_annotator()\n"
        "measures = for_layers(None, (), (), annotator.layers)\n"
        'for scored in score_articles(framing.read("articles.jsonl"), measures, annotator):\n'
        "    scored.scores, scored.hits",
    )
)
@reads_articles
@takes_measures
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="File of scores; standard output by default.")
@click.option("--hits", metavar="FILE", help="Write the evidence too, as JSON Lines.")
@click.option("--format", "kind", type=click.Choice(["csv", "jsonl"]), help="By default what the file's name says, else csv.")
@takes_duplicates("keep", "drop")
def score(source: Source, method: Method, output: str, hits: str | None, kind: str | None, duplicates: str) -> None:
    """Score articles, as CSV or JSON Lines.

    There is a row for each article, measure, column and target. A value is total / base in its unit; it is empty where the
    base is zero, because no evidence is not zero. Articles are scored one at a time, so memory does not grow with their
    number.
    """
    if hits == output == STANDARD:
        raise click.UsageError("Scores and hits cannot both go to standard output. Name a file with -o or --hits.")
    plan = drop_actor_measures(method.load())
    source.duplicates = duplicates
    as_csv = (kind or ("jsonl" if output.endswith((".jsonl", ".ndjson")) else "csv")) == "csv"
    n = 0
    with ExitStack() as stack:
        write_scores = (CsvScores if as_csv else JsonScores)(stack.enter_context(open_output(output)))
        sink = stack.enter_context(open_output(hits)) if hits else None
        for scored in count(_score(source, plan), "scoring"):
            n += 1
            write_scores(scored)
            if sink:
                write_hits(scored, sink)
    say(f"{n:,} articles scored, {len(source.skipped):,} left out, by {name_measures(plan.measures)}.")


def _score(source: Source, plan: Plan) -> Iterator[Scored]:
    from framing.analysis import score_articles

    def leave_out(article: Article, error: FramingError) -> None:
        source.skipped.append((article.id, str(error)))

    return score_articles(source.read(), plan.measures, plan.annotator, on_error=leave_out)


def drop_actor_measures(plan: Plan) -> Plan:
    """Leave out the measures of actors where none are named: proposing actors would take all articles at once.

    Raises
    ------
    FramingError
        If no measure is left.
    """
    if plan.registry is not None:
        return plan
    kept = tuple(measure for measure in plan.measures if "mentions" not in measure.needs)
    names = ", ".join(measure.name for measure in plan.measures if measure not in kept)
    advice = "name an actor file with --actors (`framing actors propose` drafts one)"
    if not kept:
        raise FramingError(f"{names}: cannot be scored without actors; {advice}.")
    if names:
        say(f"not scored, because they need actors: {names}; {advice}.")
    return replace(plan, measures=kept)
