"""Pages -> articles, and articles -> their layers, as tables or JSON Lines."""

from __future__ import annotations

import click

from framing.cli.console import clean, count, say, screen_width, tabulate
from framing.cli.examples import explain
from framing.cli.options import Source, load_actors, reads_articles
from framing.cli.output import STANDARD, open_output
from framing.model import Article


@click.command(
    epilog=explain(
        "framing read articles/ -o articles.jsonl",
        'articles = list(framing.read("articles/", on_error="skip"))',
    )
)
@reads_articles
@click.option("-o", "--output", metavar="FILE", help="Write the articles as JSON Lines instead; - for standard output.")
@click.option("--show-removed", is_flag=True, help="Show what was cut from each page and why, and why a field was inferred.")
def read(source: Source, output: str | None, show_removed: bool) -> None:
    """Find the articles in pages, and list them.

    The list says what was found, how much was cut from each page, and which fields were inferred. What -o writes, every
    command reads back as the same articles.
    """
    if output is not None:
        _write_articles(source, output)
        return
    rows: list[tuple[str, ...]] = []
    below: list[list[str]] = []
    for article in count(source.read(), "reading"):
        rows.append(_row(article))
        below.append([*(f"warning: {text}" for text in article.warnings), *(_details(article) if show_removed else ())])
    header = ("outlet", "date", "words", "lines cut", "inferred", "agency", "id", "title")
    width = screen_width(default=10_000)
    table = tabulate(header, rows, numeric=(2, 3))
    click.echo(next(table)[:width])
    for line, notes in zip(table, below, strict=True):
        click.echo(line if len(line) <= width else line[: width - 1] + "\u2026")
        for note in notes:
            click.echo(f"    {clean(note)}")


def _row(article: Article) -> tuple[str, ...]:
    from framing.segmentation import tokenize

    n_words = sum(token.word for token in tokenize(article.text))
    n_removed = sum(len(cut.text.splitlines()) for cut in article.removed)
    inferred = ", ".join(sorted(article.inferred)) or "-"
    day = article.date.isoformat() if article.date else "-"
    named = (article.agency or "-", article.id, article.title or "(no title)")
    return (article.outlet or "-", day, f"{n_words:,}", f"{n_removed:,}", inferred, *named)


def _details(article: Article) -> list[str]:
    inferred = [f"inferred {name}: {why}" for name, why in article.inferred.items()]
    return inferred + [f"removed ({cut.rule}, {cut.reason}): {' '.join(cut.text.split())}" for cut in article.removed]


def _write_articles(source: Source, output: str) -> None:
    from framing.readers import to_record

    with open_output(output) as sink:
        for article in count(source.read(), "reading"):
            sink.write_record(to_record(article))
    place = "" if output == STANDARD else f"{output}: "
    say(f"{place}{source.n_read:,} articles, {len(source.skipped):,} left out.")


@click.command(
    epilog=explain(
        "framing annotate articles/ --actors actors.yml -o layers.jsonl",
        'registry = load_registry("actors.yml")\n'
        'for article in framing.read("articles/"):\n'
        "    doc = framing.annotate(article, annotator=FastAnnotator(registry))",
    )
)
@reads_articles
@click.option("--actors", default="", metavar="FILE|NAME", help="Actor file, or the name of one that ships.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="JSON Lines file; standard output by default.")
def annotate(source: Source, actors: str, output: str) -> None:
    """Write the layers of articles as JSON Lines.

    The layers are sentences, quotations, attributions and mentions, one article a line, by zone (body, title, deck). Every
    span is a pair of characters of its zone's text, the second one past the end. Articles are read, annotated and written
    one at a time.
    """
    from framing.actors import Registry
    from framing.annotation import FastAnnotator, to_record

    registry = load_actors(actors)
    if registry is None:
        say("no actor file given, so there are no mentions: name one with --actors (`framing actors propose` drafts one).")
    annotator = FastAnnotator(registry or Registry())
    with open_output(output) as sink:
        for article in count(source.read(), "annotating"):
            sink.write_record(to_record(annotator.annotate(article)))
