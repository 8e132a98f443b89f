"""Material -> the articles in full, with their evidence, quotations and attributions marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.charts.notation import write_number
from framing.charts.values import DASH
from framing.report.blocks import Articles, Block, Heading, Line, MarkedArticle, Paragraph, Said
from framing.report.highlight import LONGEST, mark_zones
from framing.report.material import Material
from framing.report.sections.duplicates import flag_duplicate
from framing.report.wording import plural, say_date

if TYPE_CHECKING:
    from framing.model import Article

CONTENT = 140  # characters of what is said in the list of who says what


def build_articles(material: Material) -> Iterator[Block]:
    """Build the articles in the order of their numbers."""
    yield Heading("Articles in full", "articles")
    shown = [key for key in material.numbers if key in material.shown]
    left = len(material.numbers) - len(shown)
    more = f" {plural(left, 'more article is', 'more articles are')} scored and listed but not printed here." if left else ""
    text = f"Evidence is marked by measure; how it is underlined tells whose words they are.{more}"
    yield Paragraph((text,))
    marked = [m for m in material.analysis.measures if m.name not in material.unmarked and _has_hits(material, m.name)]
    measures = tuple((material.slugs[measure.name], material.titles[measure.name]) for measure in marked)
    yield Articles(measures, tuple(mark_article(material, key) for key in shown))


def _has_hits(material: Material, measure: str) -> bool:
    return any(hit.measure == measure for key in material.shown for hit in material.analysis.hits.get(key, ()))


def mark_article(material: Material, article_id: str) -> MarkedArticle:
    """Return one article with every zone's evidence marked."""
    article, number = material.articles[article_id], material.numbers[article_id]
    names, pinned = (material.slugs, material.titles), material.unmarked - material.dense
    zones = mark_zones(material.analysis, article, number, names, material.unmarked, pinned=pinned)
    cut = (
        f"; cut after {write_number(LONGEST)} of {write_number(len(article.text))} characters"
        if len(article.text) > LONGEST
        else ""
    )
    words = f"{write_number(material.analysis.sizes[article_id].words)} words{cut}"
    date = say_date(article.date) if article.date else "date not stated"
    agency = f", {article.agency}" if article.agency else ""
    about: Line = (f"{date}, {words}{agency}", *flag_duplicate(material, article_id))
    head = f"{number}. {material.groups[article_id]}{'' if article.title else ', without a title'}"
    return MarkedArticle(head, f"a{number}", about, zones, said=tuple(list_said(material, article)))


def list_said(material: Material, article: Article) -> Iterator[Said]:
    """Yield the attributions of a body in the order of their cues: who says what, quoted as far as a line goes."""
    records = material.analysis.attributions.get(article.id, ())
    for record in sorted((r for r in records if r.get("zone", "body") == "body"), key=lambda r: tuple(r["cue"])):
        source = article.text[slice(*record["source"])] if record["source"] else "nobody named"
        content = " … ".join(" ".join(article.text[slice(*span)].split()) for span in record["contents"])
        cut = content if len(content) <= CONTENT else f"{content[:CONTENT].rpartition(' ')[0]} …"
        level = f"{record['rung']}" if "rung" in record else DASH
        yield Said(source, article.text[slice(*record["cue"])], cut, level)
