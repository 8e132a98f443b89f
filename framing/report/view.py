"""An analysis and an article's id -> the article with its evidence marked, for a notebook or a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from framing.charts.notation import write_number
from framing.charts.values import find_unmarked, read_titles
from framing.errors import UnknownNameError
from framing.given import expect, take_several
from framing.model import Article
from framing.report.blocks import MarkedArticle
from framing.report.highlight import mark_zones
from framing.report.material import make_slugs

if TYPE_CHECKING:
    from framing.analysis import Analysis


@dataclass(frozen=True, slots=True)
class View:
    """One marked article, and the measures it is marked by as pairs of class and title."""

    article: MarkedArticle
    measures: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Return the text with evidence in double brackets, ``[[may|hedging]]``, as ``framing show`` writes it.

        After the bar stand the measures; ``framing show`` adds the categories.
        """
        named = {f"m-{slug}": slug.replace("-", "_") for slug, _ in self.measures}
        paragraphs = []
        for _, zone in self.article.zones:
            for pieces in zone:
                parts = []
                for names, run in groupby(pieces, lambda piece: tuple(named[n] for n in piece.classes if n in named)):
                    text = "".join(piece.text for piece in run)
                    parts.append(f"[[{text}|{', '.join(names)}]]" if names else text)
                paragraphs.append("".join(parts))
        return "\n\n".join([self.article.title, *paragraphs])

    def __repr__(self) -> str:
        """Say in a line what is marked; ``print`` gives the text."""
        title = next((text for name, text in self._zones() if name == "title"), "(no title)")
        return f"View({self.article.title}: {title!r}, marked by {', '.join(title for _, title in self.measures) or 'nothing'})"

    def _zones(self) -> Iterator[tuple[str, str]]:
        for name, zone in self.article.zones:
            yield name, " ".join("".join(piece.text for piece in pieces) for pieces in zone)

    def _repr_html_(self) -> str:
        from framing.report.html import render_article

        return render_article(self.article, self.measures)


def show(analysis: Analysis, article_id: str | Article, *, measures: Collection[str] = ()) -> View:
    """Return one article with its evidence marked; Jupyter displays it as the report does.

    Parameters
    ----------
    analysis
        What `analyze` returned.
    article_id
        The article's id, or the article.
    measures
        Names of the measures to mark; by default all but those that mark nearly every word. Findings that are whole
        sentences are marked throughout only for measures that are named.

    Raises
    ------
    UnknownNameError
        If there is no such article or measure.
    FramingError
        If something else than an analysis was given.
    """
    expect(analysis, "sizes", 'show needs an analysis, then an article\'s id: framing.show(analysis, "the id").')
    measures = take_several(measures)
    article_id = article_id.id if isinstance(article_id, Article) else str(article_id)
    article = analysis.article(article_id)
    names = [measure.name for measure in analysis.measures]
    unknown = [name for name in measures if name not in names]
    if unknown:
        raise UnknownNameError.of("measure", unknown[0], names)
    hidden = frozenset(names) - set(measures) if measures else find_unmarked(analysis)
    slugs, titles = make_slugs(names), read_titles(analysis)
    zones = mark_zones(analysis, article, 1, (slugs, titles), hidden, quiet=not measures)
    head = article.outlet or "(outlet not stated)"
    marked = MarkedArticle(head, "a1", (f"{write_number(analysis.sizes[article_id].words)} words",), zones)
    return View(marked, tuple((slugs[name], titles[name]) for name in names if name not in hidden))
