"""Articles and a lexicon -> hits of its entries for hand coding."""

from __future__ import annotations

import click

from framing.cli.annotating import takes_annotator
from framing.cli.examples import explain
from framing.cli.options import Method, Source, reads_articles, takes_duplicates
from framing.cli.output import STANDARD
from framing.cli.validating import FORMATS, write_sample


@click.command(
    epilog=explain(
        "framing lexicon sample hedges articles/ -o sample.csv",
        'analysis = framing.analyze(articles, measures=["hedging"])  # or lexicons=["mine.yml"]\n'
        'framing.sample_hits(analysis, "hedging", n=50).to_csv()  # or to_html()',
    )
)
@click.argument("name")
@reads_articles
@takes_annotator
@click.option(
    "--n", type=click.IntRange(min=1), default=50, show_default=True, help="Hits of each entry, or of each category, or in all."
)
@click.option("--entry", "entries", multiple=True, metavar="WORDS", help="Draw from this entry, ambiguous or not.")
@click.option("--category", "categories", multiple=True, metavar="CATEGORY", help="Draw from this category alone.")
@click.option(
    "--per",
    type=click.Choice(["entry", "category", "lexicon"]),
    default="entry",
    show_default=True,
    help="Draw from each ambiguous entry (one with conditions or counterexamples), from each category, or from the headline.",
)
@click.option("--seed", default=1, show_default=True, help="Seed of the draw.")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="By default what the file's name says, else csv.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Sheet or form; standard output by default.")
@takes_duplicates("drop", "mark", "keep")
def sample(  # noqa: PLR0913 - each answers a question of its own
    *,
    name: str,
    source: Source,
    annotator: str | None,
    threads: int,
    n: int,
    entries: tuple[str, ...],
    categories: tuple[str, ...],
    per: str,
    seed: int,
    kind: str | None,
    output: str,
    duplicates: str,
) -> None:
    """Draw hits of a lexicon's entries for hand coding.

    Each stands marked in its sentence, with the one before and the one after, without the outlet's name, and beside it what
    the entry means. Fill in the column code: 1 where the hit is right, 0 where it is wrong, ? where it cannot be told; then
    `framing lexicon score`.
    """
    from framing.lexicon import load_lexicon
    from framing.measures import resolve_measures
    from framing.validity import sample_hits

    load_lexicon(name)  # a wrong name is answered with lexicons, not with measures
    (measure,) = resolve_measures((), [name])
    plan = Method(measures=(measure.name,), lexicons=(name,), annotator=annotator, threads=threads).load()
    analysis = plan.analyze(source.load(), source.skipped, duplicates=duplicates)
    stratum = "measure" if per == "lexicon" else per
    write_sample(sample_hits(analysis, measure.name, n=n, per=stratum, only=(*entries, *categories), seed=seed), output, kind)
