"""Articles -> sheets for coders, and coded sheets -> the validation table of measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import click

from framing.cli.console import clean, say, tabulate
from framing.cli.examples import explain
from framing.cli.groups import HintingGroup
from framing.cli.options import Method, Source, reads_articles, takes_duplicates, takes_measures
from framing.cli.output import STANDARD, open_output

if TYPE_CHECKING:
    from framing.validity import Measured, Sample, ValidationTable

FORMATS = ("csv", "html")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=HintingGroup)
def validate() -> None:
    """Find out by hand coding how often a measure is right."""


@validate.command(
    epilog=explain(
        "framing validate sample articles/ --measure hedging -o hedging.html",
        'analysis = framing.analyze(articles, measures=["hedging"])\n'
        "from framing.validity import sample_sentences\n"
        'sample_sentences(analysis, "hedging", n=200).to_html()  # or .to_csv()\n'
        'framing.sample_hits(analysis, "hedging", n=200, per="measure").to_html()',
    )
)
@reads_articles
@takes_measures
@click.option(
    "--unit",
    type=click.Choice(["sentences", "hits"]),
    default="sentences",
    show_default=True,
    help="Sentences, half with hits and half without, give recall too; hits give precision alone.",
)
@click.option("--n", type=click.IntRange(min=1), default=200, show_default=True, help="How many to draw.")
@click.option("--seed", default=1, show_default=True, help="Seed of the draw.")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="By default what the file's name says, else csv.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Sheet or form; standard output by default.")
@takes_duplicates("drop", "mark", "keep")
def sample(  # noqa: PLR0913 - each answers a question of its own
    *, source: Source, method: Method, unit: str, n: int, seed: int, kind: str | None, output: str, duplicates: str
) -> None:
    """Draw sentences or hits of a measure for hand coding.

    Coders see neither the outlet nor, of a sentence, what was found in it. They fill in the column code (1 yes, 0 no, ? cannot
    tell) and coder; the rows marked under twice are for a second coder as well. With --format html it is a form that works
    offline and saves the same sheet.
    """
    from framing.validity import sample_hits, sample_sentences

    if len(method.measures) != 1:
        raise click.UsageError("Name one measure with --measure; each has a sample of its own.")
    plan = method.load()
    name = next((m.name for m in plan.measures if m.name == method.measures[0]), plan.measures[0].name)
    analysis = plan.analyze(source.load(), source.skipped, duplicates=duplicates)
    if unit == "hits":
        drawn = sample_hits(analysis, name, n=n, per="measure", seed=seed)
    else:
        drawn = sample_sentences(analysis, name, n=n, seed=seed)
    write_sample(drawn, output, kind)


def write_sample(drawn: Sample, output: str, kind: str | None) -> None:
    """Write a sample as a sheet or a form, and say what it holds and what comes next."""
    as_html = (kind or ("html" if output.endswith((".html", ".htm")) else "csv")) == "html"
    with open_output(output) as sink:
        sink.write(drawn.to_html() if as_html else drawn.to_csv())
    if drawn.note:
        say(f"note: {drawn.note}")
    twice = sum(unit.twice for unit in drawn.units)
    whole = sum(drawn.strata.values())
    say(
        f"{len(drawn.units):,} of {whole:,} {drawn.facts.unit} of {drawn.facts.measure} drawn, {twice:,} of them to be coded "
        f"by a second person too; {'the form saves' if as_html else 'fill in'} the column code."
    )


@validate.command(
    epilog=explain(
        "framing validate score hedging-ana.csv hedging-ben.csv -o validation.json",
        "from framing.validity import score_sample\n"
        'table = score_sample(["hedging-ana.csv", "hedging-ben.csv"])\ntable.frame(), table.to_json()',
    )
)
@click.argument("sheets", nargs=-1, required=True, metavar="SHEETS...")
@click.option("-o", "--output", metavar="FILE", help="Write the table, for `framing report --validation`, as JSON.")
@click.option("--seed", default=1, show_default=True, help="Seed of the intervals' random draws.")
@click.option("--date", "day", type=DAY, help="Date of the table; today by default.")
def score(sheets: tuple[str, ...], output: str | None, seed: int, day: datetime | None) -> None:
    """Score coded sheets of measures, by one or several coders.

    Prints precision, recall (each stratum weighted by its sentences) and F1 with 95 % intervals, Krippendorff's alpha where
    two coders or more coded the same, and what that allows to be said.
    """
    from framing.validity import score_sample

    table = score_sample(sheets, seed=seed, day=day.date() if day else None)
    for note in table.notes:
        say(f"note: {note}")
    for line in describe(table):
        click.echo(line)
    if output:
        with open_output(output) as sink:
            sink.write(table.to_json())


def describe(table: ValidationTable) -> Iterator[str]:
    """Yield a table's lines."""
    header = ("measure", "unit", "n", "precision", "recall", "F1", "alpha", "twice", "verdict")
    rows = []
    for row in table.rows:
        rates = (say_measured(rate) for rate in (row.precision, row.recall, row.f1, row.alpha))
        rows.append((row.measure, row.unit, f"{row.n:,}", *rates, f"{row.n_twice:,}", row.verdict))
    yield from tabulate(header, rows, numeric=(2, 7))
    for corpus in dict.fromkeys((row.corpus, row.n_articles) for row in table.rows):
        yield clean(f"On {corpus[1]:,} articles, fingerprint {corpus[0]}; intervals are of 95 %.")


def say_measured(rate: Measured | None) -> str:
    """Return a value with its interval, an en dash where it is not defined."""
    if rate is None:
        return "\u2013"
    return f"{rate.value:.2f}" + (f" ({rate.interval[0]:.2f} to {rate.interval[1]:.2f})" if rate.interval else "")
