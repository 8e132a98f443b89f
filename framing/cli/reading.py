"""Pages -> articles, and articles -> their layers, as tables or JSON Lines."""

from __future__ import annotations

from itertools import islice

import click

from framing.annotators import make_annotator
from framing.cli.annotating import takes_annotator
from framing.cli.console import clean, count, fit_widths, one_line, say, screen_width, set_row, shows_color
from framing.cli.examples import explain
from framing.cli.marking import wrap
from framing.cli.options import Source, find_lexicons, load_actors, reads_articles, takes_duplicates
from framing.cli.output import STANDARD, open_output
from framing.cli.page_view import lay_out
from framing.model import Article

_HEADER = ("outlet", "date", "words", "lines cut", "inferred", "agency", "id", "title")
_NUMERIC = (2, 3)
_AT_A_TIME = 500  # articles held to settle the columns, so that a corpus larger than memory can be listed
_MARGIN = 15  # characters before the text of a page's line


@click.command(
    epilog=explain(
        "framing read articles/ -o articles.jsonl",
        'articles = list(framing.read("articles/", on_error="skip"))',
    )
)
@reads_articles
@takes_duplicates("keep", "mark", "drop")
@click.option("-o", "--output", metavar="FILE", help="Write the articles as JSON Lines instead; - for standard output.")
@click.option("--show-removed", is_flag=True, help="Show each page in order: what was kept as what, what was cut and why.")
def read(source: Source, output: str | None, show_removed: bool, duplicates: str) -> None:
    """Find the articles in pages, and list them.

    The list says what was found, how much was cut from each page, and which fields were inferred. What -o writes, every
    command reads back as the same articles.
    """
    source.duplicates = duplicates
    if output is not None:
        _write_articles(source, output)
        return
    articles = iter(count(source.read(), "reading"))
    widths: list[int] = []
    while some := list(islice(articles, _AT_A_TIME)):
        rows = [one_line(_row(article)) for article in some]
        if not widths:  # the first ones settle how wide the columns are
            widths = fit_widths([_HEADER, *rows])
            click.echo(_cut_off(set_row(_HEADER, widths, _NUMERIC)))
        for row, article in zip(rows, some, strict=True):
            click.echo(_cut_off(set_row(row, widths, _NUMERIC)))
            for warning in article.warnings:
                click.echo(f"    warning: {clean(warning)}")
            if show_removed:
                _show_page(article)


def _cut_off(line: str) -> str:
    width = screen_width(default=10_000)
    return line if len(line) <= width else line[: width - 1] + "\u2026"


def _row(article: Article) -> tuple[str, ...]:
    from framing.segmentation import tokenize

    n_words = sum(token.word for token in tokenize(article.text))
    n_removed = sum(len(cut.text.splitlines()) for cut in article.removed)
    inferred = ", ".join(sorted(article.inferred)) or "-"
    day = article.date.isoformat() if article.date else "-"
    named = (article.agency or "-", article.id, article.title or "(no title)")
    return (article.outlet or "-", day, f"{n_words:,}", f"{n_removed:,}", inferred, *named)


def _show_page(article: Article) -> None:
    """Print an article's page in the order of the file: what each stretch was kept as, or why it was cut."""
    for field, value in (("author", article.author), ("place", article.place), ("genre", article.genre)):
        if value not in ("", "unknown"):
            click.echo(f"    {field}: {clean(value)}")
    for name, why in article.inferred.items():
        click.echo(f"    inferred {name}: {clean(why)}")
    color, width = shows_color(), screen_width(default=10_000)
    for stretch in lay_out(article):
        text = " ".join(clean(stretch.text).split()) + (f" ({clean(stretch.note)})" if stretch.note else "")
        for i, line in enumerate(wrap(text, max(width - _MARGIN, _MARGIN)).split("\n")):
            shown = f"    {'' if i else stretch.zone:<8} | {line}"
            click.echo(click.style(shown, dim=True) if color and stretch.note else shown)
    click.echo()


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
        'annotator = make_annotator(registry=load_registry("actors.yml"))\n'
        'for article in framing.read("articles/"):\n'
        "    doc = framing.annotate(article, annotator=annotator)",
    )
)
@reads_articles
@takes_annotator
@click.option("--lexicons", multiple=True, metavar="FILE|DIR", help="Lists of yours that extend the annotator's own.")
@click.option("--actors", default="", metavar="FILE|NAME", help="Actor file, or the name of one that ships.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="JSON Lines file; standard output by default.")
def annotate(source: Source, annotator: str | None, threads: int, lexicons: tuple[str, ...], actors: str, output: str) -> None:
    """Write the layers of articles as JSON Lines.

    The layers are sentences, quotations, attributions and mentions, and what the encoder alone gives, one article a line, by
    zone (body, title, deck). Every span is a pair of characters of its zone's text, the second one past the end. Articles are
    read, annotated and written one at a time.
    """
    from framing.annotation import to_record
    from framing.lexicon_overlays import load_lexicons

    registry = load_actors(actors)
    made = make_annotator(annotator, registry, threads, load_lexicons(*find_lexicons(lexicons)))
    if registry is None:
        say("no actor file given, so there are no mentions: name one with --actors (`framing actors propose` drafts one).")
    with open_output(output) as sink:
        for article in count(source.read(), "annotating"):
            sink.write_record(to_record(made.annotate(article)))
