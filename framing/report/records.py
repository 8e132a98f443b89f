"""An analysis -> the rows and records of its data files: scores, hits, attributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from framing.charts.values import compared_articles, number_articles
from framing.comparison.cells import name_group

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.comparison import Comparison
    from framing.model import Article, Hit

ARTICLE_FIELDS = (
    "number", "article", "outlet", "group", "title", "date", "author", "agency", "genre", "words", "sentences", "story",
    "compared",
)  # fmt: skip
MOST_PLAIN = 50_000  # findings, about 25 MB of text; of more the file is packed, to about a fifteenth
SCORE_FIELDS = ("article", "outlet", "group", "measure", "column", "target", "value", "unit", "total", "base", "n_hits")


def name_hits(analysis: Analysis) -> str:
    """Return the name of the file of findings: packed with gzip where there are many, as pandas and zcat read it."""
    n_hits = sum(map(len, analysis.hits.values()))
    return "hits.jsonl" if n_hits <= MOST_PLAIN else "hits.jsonl.gz"


def list_articles(analysis: Analysis, comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Return a row for each article, by the number the report calls it: what it is, its size, its story."""
    articles = {article.id: article for article in analysis.articles}
    stories = {key: story for story in comparison.stories for key in story.articles}
    compared = {article.id for article in compared_articles(comparison, analysis)}
    for key, number in number_articles(analysis, comparison.by).items():
        article, size = articles[key], analysis.sizes[key]
        yield {
            "number": number,
            "article": key,
            "outlet": article.outlet,
            "group": name_group(article, comparison.by),
            "title": article.title,
            "date": article.date.isoformat() if article.date else "",
            "author": article.author,
            "agency": article.agency,
            "genre": article.genre,
            "words": size.words,
            "sentences": size.sentences,
            "story": stories[key].label if key in stories else "",
            "compared": key in compared,
        }


def list_scores(analysis: Analysis, comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Return a row for each article, measure, column and target: the ratio with numerator and denominator."""
    articles = {article.id: article for article in analysis.articles}
    for score in analysis.scores:
        article = articles[score.article_id]
        yield {
            "article": article.id,
            "outlet": article.outlet,
            "group": name_group(article, comparison.by),
            "measure": score.measure,
            "column": score.column,
            "target": score.target,
            "value": score.value,
            "unit": score.unit.name,
            "total": score.total,
            "base": score.base,
            "n_hits": score.n_hits,
        }


def list_hits(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """Return a record for each finding, with its place in the article and in the file the article was read from."""
    for article in analysis.articles:
        for hit in analysis.hits.get(article.id, ()):
            yield _hit_record(article, hit, analysis.sentences.get(article.id, ()))


def _hit_record(article: Article, hit: Hit, sentences: Sequence[tuple[int, int]]) -> dict[str, Any]:
    found = article.origin.locate(hit.start, hit.end, hit.zone) if article.origin else None
    sentence = ""
    if hit.zone == "body" and 0 <= hit.sentence < len(sentences):
        sentence = article.text[slice(*sentences[hit.sentence])]
    return {
        "article": article.id,
        "outlet": article.outlet,
        "zone": hit.zone,
        "start": hit.start,
        "end": hit.end,
        "file": article.origin.path if article.origin else None,
        "file_start": found[0] if found else None,
        "file_end": found[1] if found else None,
        "measure": hit.measure,
        "term": hit.term,
        "category": hit.category,
        "value": hit.value,
        "voice": hit.voice,
        "target": hit.target,
        "rule": hit.rule,
        "confidence": round(hit.confidence, 4),
        "labels": hit.labels,
        "source": hit.source,
        "plain": hit.plain,
        "text": hit.text,
        "sentence": sentence if sentence != hit.text else "",
    }


def list_attributions(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """Return a record for each attribution, with its article."""
    for article in analysis.articles:
        for record in analysis.attributions.get(article.id, ()):
            yield {"article": article.id, "outlet": article.outlet, **record}
