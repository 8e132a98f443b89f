"""Articles and measures -> the terminal: one article with its evidence marked, what a measure is."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from framing.cli.console import clean, screen_width, shows_color, tabulate
from framing.cli.examples import explain
from framing.cli.marking import explain_marks, mark, wrap
from framing.cli.options import Method, Source, find_lexicons, reads_articles, takes_measures
from framing.errors import FramingError, UnknownNameError
from framing.model import Article, Hit

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.measures import Measure

_NAMED = 10  # ids named in an error
_ZONES = ("title", "deck", "body")  # as a reader meets them


@click.command(
    epilog=explain(
        "framing show articles/ --id gazette/harbor --measure hedging --why",
        'analysis = framing.analyze(framing.read("articles/"))\nframing.show(analysis, "gazette/harbor")',
    )
)
@reads_articles
@takes_measures
@click.option("--id", "article_id", metavar="ID", help="The article, by the id that `framing read` lists.")
@click.option("--why", is_flag=True, help="List every hit with its rule and voice, and say why each attribution was found.")
def show(source: Source, method: Method, article_id: str | None, why: bool) -> None:
    """Show one article with its evidence marked.

    On a terminal evidence is colored, and numbered by measure; elsewhere it stands in [[double brackets|measure:category]].
    """
    plan = method.load()
    articles = source.load()
    article = choose(articles, article_id)
    analysis = plan.analyze([article], near=articles)
    hits = choose_hits(analysis, everything=bool(method.measures))
    found = {hit.measure for hit in hits}
    numbers = {name: number for number, name in enumerate((m.name for m in plan.measures if m.name in found), 1)}
    for line in _render(article, hits, numbers):
        click.echo(line)
    if why:
        from framing.cli.reasons import explain_attributions

        for line in _explain_hits(analysis.hits[article.id]):
            click.echo(clean(line))
        for line in explain_attributions(article, analysis.attributions[article.id]):
            click.echo(clean(line))


def choose(articles: Sequence[Article], article_id: str | None) -> Article:
    """Return the article of an id, or the only one.

    Raises
    ------
    FramingError
        If there are several and none is named.
    UnknownNameError
        If there is none of that id.
    """
    by_id = {article.id: article for article in articles}
    if article_id is None and len(articles) == 1:
        return articles[0]
    if article_id is None:
        named = ", ".join(list(by_id)[:_NAMED]) + (", \u2026" if len(by_id) > _NAMED else "")
        raise FramingError(f"{len(articles):,} articles were read. Name one with --id: {named}.")
    if article_id not in by_id:
        raise _unknown(article_id, list(by_id))
    return by_id[article_id]


def _unknown(article_id: str, ids: list[str]) -> UnknownNameError:
    """Name the ids most like the one asked for; there may be thousands."""
    import difflib

    near = difflib.get_close_matches(article_id, ids, n=_NAMED, cutoff=0.0)
    return UnknownNameError.of("article", article_id, near)


def choose_hits(analysis: Analysis, *, everything: bool) -> list[Hit]:
    """Return the hits to mark: all, or those of measures that do not mark most of the text or repeat another's marks."""
    from framing.charts.values import find_unmarked
    from framing.measures.evidence import WHOLE_SENTENCE

    left_out = frozenset() if everything else find_unmarked(analysis)
    hits = (hit for hit in analysis.hits[analysis.articles[0].id] if hit.measure not in left_out)
    return [hit for hit in hits if everything or WHOLE_SENTENCE not in hit.labels]


def _render(article: Article, hits: list[Hit], numbers: Mapping[str, int]) -> Iterator[str]:
    color, width = shows_color(), screen_width()
    day = f"{article.date:%B} {article.date.day}, {article.date.year}" if article.date else ""
    yield clean(" \u00b7 ".join(part for part in (article.outlet, day, article.author, f"id {article.id}") if part))
    for zone, text in (("title", article.title), ("deck", article.deck), ("body", article.text)):
        if text:
            yield ""
            marked = mark(text, [hit for hit in hits if hit.zone == zone], numbers, color=color)
            yield wrap(marked, width)
    yield ""
    yield "Evidence marked"
    yield from explain_marks(hits, numbers, color=color)


def _explain_hits(hits: Sequence[Hit]) -> Iterator[str]:
    yield ""
    yield f"Hits ({len(hits)})"
    ordered = sorted(hits, key=lambda hit: (_ZONES.index(hit.zone), hit.start, hit.end))
    rows = [
        (
            f"{hit.zone} {hit.start}-{hit.end}",
            f"{hit.measure}:{hit.category}",
            hit.voice,
            hit.target,
            hit.rule,
            f"\u201c{shorten(hit.text)}\u201d" + (f" (source: {hit.source})" if hit.source else ""),
        )
        for hit in ordered
    ]
    for line in tabulate(("place", "measure", "voice", "actor", "rule", "text"), rows):
        yield f"  {line}"


def shorten(text: str, most: int = 60) -> str:
    """Return a text on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"


@click.command(
    epilog=explain("framing measures hedging", 'BUILTIN  # name -> what builds the measure\nresolve_measures(["hedging"])')
)
@click.argument("name", required=False)
@click.option("--lexicons", multiple=True, metavar="FILE|DIR", help="Lexicons of your own to list too.")
def measures(name: str | None, lexicons: tuple[str, ...]) -> None:
    """List the measures, or explain one.

    An explanation holds definition, formula, reading, limits and references, every column with its unit, and the lexicon.
    The list says which measures need the encoder.
    """
    from framing.measures import resolve_measures

    found = resolve_measures((name,) if name and not lexicons else None, *find_lexicons(lexicons))
    if name is None:
        rows = [(measure.name, measure.title, _name_annotators(measure), _headline(measure)) for measure in found]
        for line in tabulate(("name", "title", "annotator", "headline"), rows):
            click.echo(line)
        return
    by_name = {measure.name: measure for measure in found}
    if name not in by_name:
        raise UnknownNameError.of("measure", name, by_name)
    for line in _explain(by_name[name]):
        click.echo(line)


def _name_annotators(measure: Measure) -> str:
    """Name the annotators that give what a measure reads."""
    from framing.annotation import LAYERS

    return "any" if measure.needs <= LAYERS else "encoder"


def _headline(measure: Measure) -> str:
    return "; ".join(dict.fromkeys(f"{column.name}, {column.unit.name}" for column in measure.columns if column.headline))


def _explain(measure: Measure) -> Iterator[str]:
    yield f"{measure.name}: {measure.title}"
    for attribute in ("lexicon", "verbs"):
        lexicon = getattr(measure, attribute, None)
        if lexicon is not None:
            size = f"{len(lexicon.entries):,} entries"
            yield f"lexicon {lexicon.name} {lexicon.version}, {size}, fingerprint {lexicon.fingerprint}"
    yield ""
    yield inspect.cleandoc(measure.about)
    yield ""
    yield "Columns (* the headline)"
    rows = [
        (f"{column.name}{' *' if column.headline else ''}", column.unit.name, ", ".join(column.voices), column.about)
        for column in measure.columns
    ]
    for line in tabulate(("column", "unit", "voices", "counts"), rows):
        yield f"  {line}"
