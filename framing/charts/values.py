"""An analysis and its comparison -> the values a chart may draw, and how a number reads in it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from framing.analysis import title_measures
from framing.charts.notation import write_number
from framing.comparison.cells import name_group
from framing.given import expect
from framing.measures import weigh
from framing.measures.evidence import WHOLE_SENTENCE

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.comparison import Comparison, Estimate
    from framing.model import Article, Hit
    from framing.scores import Column

DASH = "–"
ONE_STORY = "single story"  # the design under which nothing is estimated (CODEBOOK X-4)
# A measure that marks more than this share of a text (its sentences, say, for their length) shows nothing by marking it.
DENSEST = 0.6


def headline_columns(comparison: Comparison) -> list[tuple[str, str]]:
    """Return the headline columns that there are estimates of."""
    estimated = {(estimate.measure, estimate.column) for estimate in comparison.estimates}
    return [key for key in comparison.headlines if key in estimated]


def select(estimates: Iterable[Estimate], measure: str, column: str) -> list[Estimate]:
    """Return the estimates of one column of a measure."""
    return [estimate for estimate in estimates if (estimate.measure, estimate.column) == (measure, column)]


def show_interval(estimate: Estimate, design: str) -> tuple[float, float] | None:
    """Return an interval that may be shown: none in a single story, and none of values that are all the same."""
    if design == ONE_STORY or estimate.interval is None or math.isclose(*estimate.interval):
        return None
    return estimate.interval


def expect_results(name: str, comparison: Comparison, analysis: Analysis | None, *, optional: bool = False) -> None:
    """Refuse what is no comparison and no analysis before a chart is begun; an ``optional`` analysis may be None.

    Raises
    ------
    FramingError
        With the right call.
    """
    call = f"draw_{name} takes a comparison, then an analysis: framing.charts.draw_{name}(comparison, analysis)."
    expect(comparison, "estimates", call)
    if not (optional and analysis is None):
        expect(analysis, "sizes", call)


def read_titles(analysis: Analysis | None) -> dict[str, str]:
    """Return the titles of measures, each different, and the names of actors by their ids."""
    if analysis is None:
        return {}
    return title_measures(analysis.measures) | {actor.id: actor.name for actor in analysis.actors}


def read_name(name: str, titles: Mapping[str, str]) -> str:
    """Return the title of a measure or the name of an actor, or the plain id made readable."""
    return titles.get(name) or name.replace("_", " ").capitalize()


def name_column(key: tuple[str, str], comparison: Comparison, titles: Mapping[str, str]) -> str:
    """Return the title of a measure, with its column where it is not the first of the measure's headline columns."""
    measure, column = key
    first = next((name for owner, name in comparison.headlines if owner == measure), column)
    title = read_name(measure, titles)
    return title if column == first else f"{title}: {column.replace('_', ' ')}"


def number_articles(analysis: Analysis, by: str) -> dict[str, int]:
    """Return each article's number, from 1, in the order of its group, date and id: how charts and text refer to it."""
    order = {a.id: (name_group(a, by), a.date.isoformat() if a.date else "", a.id) for a in analysis.articles}
    return {key: number for number, key in enumerate(sorted(order, key=order.__getitem__), start=1)}


def compared_articles(comparison: Comparison, analysis: Analysis) -> list[Article]:
    """Return the articles of the stories that estimates and gaps rest on, in the order of their numbers."""
    inside = {key for story in comparison.stories if story.id in comparison.compared for key in story.articles}
    numbers = number_articles(analysis, comparison.by)
    return sorted((a for a in analysis.articles if a.id in inside), key=lambda article: numbers[article.id])


def counted_hits(analysis: Analysis, article_id: str, measure: str, column: Column) -> Iterator[Hit]:
    """Return the hits in the body that count in a column of a measure."""
    hits = (hit for hit in analysis.hits.get(article_id, ()) if hit.measure == measure and hit.zone == "body")
    return (hit for hit, _ in weigh(column, hits))


def find_dense(analysis: Analysis) -> frozenset[str]:
    """Return the measures that mark so much of the text that showing where would show nothing.

    Findings that are whole sentences are not shown as marked words, and so never too many.
    """
    covered: Counter[str] = Counter()
    for hits in analysis.hits.values():
        for hit in hits:
            if hit.zone == "body" and WHOLE_SENTENCE not in hit.labels:
                covered[hit.measure] += hit.end - hit.start
    whole = sum(len(article.text) for article in analysis.articles)
    return frozenset(measure for measure, characters in covered.items() if characters > DENSEST * whole)


def find_unmarked(analysis: Analysis) -> frozenset[str]:
    """Return the measures whose evidence is not marked in articles: it is everywhere, marked already, or not to be."""
    # A measure of names or grammar says so itself: its evidence would hide the words that were chosen.
    quiet = (measure.name for measure in analysis.measures if not getattr(measure, "marked", True))
    return frozenset(quiet) | find_dense(analysis) | find_echoes(analysis)


def find_echoes(analysis: Analysis) -> frozenset[str]:
    """Return the measures whose findings all stand exactly where those of an earlier measure do.

    Findings that are whole sentences echo none: they share their place with many and say something of their own.
    """
    order = {measure.name: place for place, measure in enumerate(analysis.measures)}
    seen: dict[str, set[tuple[str, str, int, int]]] = {name: set() for name in order}
    for article_id, hits in analysis.hits.items():
        for hit in hits:
            if WHOLE_SENTENCE not in hit.labels:
                seen.setdefault(hit.measure, set()).add((article_id, hit.zone, hit.start, hit.end))
    return frozenset(
        name
        for name, spans in seen.items()
        if spans and any(spans <= seen[other] for other in order if order[other] < order.get(name, 0))
    )


def format_number(value: float | None, signed: bool = False) -> str:
    """Return a number with about three digits, an en dash where it is not defined.

    >>> format_number(1234.5), format_number(29.87), format_number(-0.5, signed=True), format_number(float("nan"))
    ('1,234', '29.9', '−0.50', '–')
    """
    if value is None or math.isnan(value):
        return DASH
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    digits = 0 if size >= 100 or value == 0 else 1 if size >= 10 else 2
    sign = "−" if value < 0 and round(size, digits) else "+" if signed and value > 0 else ""
    return sign + write_number(size, digits)


def format_count(value: float) -> str:
    """Return a count: whole where it is whole, two digits where weights make it a fraction."""
    if math.isnan(value):
        return DASH
    return write_number(value, 0 if value == round(value) else 2)
