"""Articles -> a report in a folder."""

from __future__ import annotations

from pathlib import Path

import click

import framing
from framing.cli.console import say
from framing.cli.examples import explain
from framing.cli.options import Method, Source, reads_articles, takes_duplicates, takes_grouping, takes_measures
from framing.cli.output import check_place
from framing.cli.scoring import check_grouping
from framing.cli.stories import group_articles, read_corrections, takes_corrections, takes_derived

_ONLY = "Sections to print, such as summary,results,claims (a name that is none lists them all). The data files stay whole."
_LANGUAGE = "Language whose way of writing numbers and dates to use (de, en-GB, fr and others); words stay English."
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
@click.option("--only", multiple=True, metavar="A,B", help=_ONLY)
@click.option("--lang", "notation", metavar="CODE", default="en-US", show_default=True, help=_LANGUAGE)
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
    only: tuple[str, ...],
    notation: str,
    grouping: str | None,
    without_derived: bool,
    by: str,
    seed: int,
    pairs: bool,
) -> None:
    """Compare outlets and write a report with all its evidence.

    The folder holds the report in Markdown and HTML, charts, articles.csv, scores.csv, hits.jsonl (of more than 50,000
    findings hits.jsonl.gz), attributions.jsonl, report.json and provenance.json. The same input gives the same bytes. What
    could not be read is named there and here.
    """
    from framing.charts.notation import check_notation
    from framing.report import SECTIONS
    from framing.report.excerpt import check_sections
    from framing.report.files import check_folder
    from framing.report.wording import plural
    from framing.validity.table import read_validation

    check_grouping(by)
    check_notation(notation)
    sections = check_sections((name.strip() for text in only for name in text.split(",") if name.strip()), tuple(SECTIONS))
    check_folder(Path(output))
    check_place(Path(output))
    table = read_validation(*validation)
    corrections = read_corrections(grouping)
    plan = method.load()
    analysis = plan.analyze(source.load(), source.skipped, duplicates=duplicates)
    stories = group_articles(analysis, corrections, without_derived=without_derived)
    comparison = framing.compare(analysis, stories=stories, by=by, seed=seed, pairs=pairs)
    formats = _FORMATS[kind]
    framing.write_report(
        analysis,
        comparison,
        stories,
        output,
        formats=formats,
        title=title,
        validation=table,
        only=sections,
        language=notation,
    )
    groups = plural(len(comparison.groups) + len(comparison.left_out), "group")
    say(
        f"{Path(output) / f'report.{formats[-1]}'}: {plural(len(analysis.articles), 'article')}, {groups} by {comparison.by}, "
        f"{plural(len(stories), 'story', 'stories')}; {len(analysis.skipped):,} left out."
    )
