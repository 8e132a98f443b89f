"""Articles -> an `Analysis`: every article annotated once, every measure applied, hits and scores kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.actors import Actor, Registry, load_registry
from framing.annotation import Annotator, FastAnnotator, attribution_record, mention_records, quotation_record
from framing.errors import FramingError, UnknownNameError
from framing.measures import Measure, apply, check_layers, resolve_measures
from framing.model import Article, Document, Hit, Score
from framing.proposals import propose_actors

if TYPE_CHECKING:
    import pandas as pd

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or article that was left out, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Size:
    """How long an article's body is."""

    words: int
    sentences: int
    paragraphs: int
    quoted_words: int


class Scored(NamedTuple):
    """One article's results, before they are gathered."""

    doc: Document
    hits: tuple[Hit, ...]
    scores: tuple[Score, ...]


class _Kept(NamedTuple):
    """What stays of a scored article once its document is dropped."""

    id: str
    hits: tuple[Hit, ...]
    scores: tuple[Score, ...]
    attributions: tuple[Mapping[str, Any], ...]
    quotations: tuple[Mapping[str, Any], ...]
    mentions: tuple[Mapping[str, Any], ...]
    sentences: tuple[tuple[int, int], ...]
    size: Size


@dataclass(frozen=True, slots=True)
class Analysis:
    """The articles of one run with their hits, scores, layers as plain data, and what a report must say of the run."""

    articles: tuple[Article, ...]
    measures: tuple[Measure, ...]
    hits: Mapping[str, tuple[Hit, ...]]
    scores: tuple[Score, ...]
    attributions: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    quotations: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    mentions: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    sentences: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    actors_proposed: bool = False
    skipped: tuple[Skipped, ...] = ()
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def article(self, article_id: str) -> Article:
        """Return an article by id.

        Raises
        ------
        UnknownNameError
            If there is no such article.
        """
        for article in self.articles:
            if article.id == article_id:
                return article
        raise UnknownNameError.of("article", article_id, [article.id for article in self.articles])

    def scores_frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per article, measure, column and target, with total, base, unit and value."""
        import pandas as pd

        by_id = {article.id: article for article in self.articles}
        return pd.DataFrame(
            [
                {
                    "article": s.article_id,
                    "outlet": by_id[s.article_id].outlet,
                    "measure": s.measure,
                    "column": s.column,
                    "target": s.target,
                    "total": s.total,
                    "base": s.base,
                    "unit": s.unit.name,
                    "value": s.value,
                    "n_hits": s.n_hits,
                }
                for s in self.scores
            ]
        )

    def hits_frame(self) -> pd.DataFrame:
        """Return a tidy frame of the evidence: one row per hit."""
        import pandas as pd

        fields = ("zone", "start", "end", "measure", "category", "term", "value", "voice", "target", "rule", "source", "text")
        return pd.DataFrame(
            [
                {"article": article.id, "outlet": article.outlet, **{name: getattr(hit, name) for name in fields}}
                for article in self.articles
                for hit in self.hits[article.id]
            ]
        )

    def __repr__(self) -> str:
        outlets = len({article.outlet for article in self.articles})
        n_hits = sum(map(len, self.hits.values()))
        return f"Analysis({len(self.articles)} articles, {outlets} outlets, {len(self.measures)} measures, {n_hits} hits)"

    def _repr_html_(self) -> str:
        """Show one row per article and one column per headline rate in Jupyter."""
        frame = self.scores_frame()
        headline = {(m.name, c.name): f"{m.title}, {c.unit.name}" for m in self.measures for c in m.columns if c.headline}
        keys = list(zip(frame["measure"], frame["column"], strict=True))
        frame = frame[[key in headline for key in keys] & (frame["target"] == "")]
        frame = frame.assign(name=[headline[key] for key in zip(frame["measure"], frame["column"], strict=True)])
        table = frame.pivot_table(index=["outlet", "article"], columns="name", values="value", sort=False)
        html: str = table.to_html(float_format=lambda value: f"{value:.1f}", na_rep="\u2013", escape=True)
        return f"<p>{len(self.articles)} articles</p>{html}"


def score_articles(
    articles: Iterable[Article],
    measures: Sequence[Measure],
    annotator: Annotator,
    *,
    on_error: Callable[[Article, FramingError], None] | None = None,
) -> Iterator[Scored]:
    """Annotate and score articles one at a time; nothing of an article is kept once it is yielded.

    Raises
    ------
    AnnotationError
        Before the first article, if the annotator lacks a layer that a measure needs.
    """
    check_layers(measures, annotator.layers, annotator.name)
    for article in articles:
        try:
            doc = annotator.annotate(article)
            hits: list[Hit] = []
            scores: list[Score] = []
            for measure in measures:
                found, ratios = apply(measure, doc)
                hits.extend(found)
                scores.extend(ratios)
        except FramingError as error:
            if on_error is None:
                raise
            on_error(article, error)
            continue
        hits.sort(key=lambda hit: (hit.zone, hit.start, hit.end, hit.measure))
        yield Scored(doc, tuple(hits), tuple(scores))


def analyze(
    articles: Iterable[Article],
    *,
    measures: Iterable[str | Measure] | None = None,
    lexicons: Iterable[str | Path] = (),
    actors: str | Path | Registry | None = None,
    annotator: Annotator | None = None,
    skipped: Sequence[Skipped] = (),
) -> Analysis:
    """Annotate and score articles.

    Parameters
    ----------
    articles
        The articles; they are kept, because reports show them.
    measures
        Names of measures, or measures; by default all that ship.
    lexicons
        Lexicon files: one that extends a shipped list takes its place, any other becomes a measure.
    actors
        An actor file or registry. Without one, actors are proposed from the texts, and marked as proposed.
    annotator
        By default the fast annotator with those actors.
    skipped
        What reading left out, to be carried into the report.

    Raises
    ------
    LexiconError, UnknownNameError, AnnotationError
        If a file or name is wrong; always before any article is read.
    """
    chosen = resolve_measures(measures, lexicons)
    kept = tuple(articles)
    registry = _registry(actors, kept)
    annotator = annotator or FastAnnotator(registry)
    results = [_keep(scored) for scored in score_articles(kept, chosen, annotator)]
    return Analysis(
        articles=kept,
        measures=chosen,
        hits={result.id: result.hits for result in results},
        scores=tuple(score for result in results for score in result.scores),
        attributions={result.id: result.attributions for result in results},
        quotations={result.id: result.quotations for result in results},
        mentions={result.id: result.mentions for result in results},
        sentences={result.id: result.sentences for result in results},
        sizes={result.id: result.size for result in results},
        actors=registry.actors,
        actors_proposed=actors is None,
        skipped=tuple(skipped),
        provenance=_provenance(chosen, annotator, registry),
    )


def _registry(actors: str | Path | Registry | None, articles: Sequence[Article]) -> Registry:
    if actors is None:
        return propose_actors(articles)
    return actors if isinstance(actors, Registry) else load_registry(actors)


def _keep(scored: Scored) -> _Kept:
    doc = scored.doc
    zones = (doc, *doc.headings)
    size = Size(
        words=sum(doc.words.values()),
        sentences=len(doc.sentences) - len(doc.list_items),
        paragraphs=len(doc.paragraphs),
        quoted_words=doc.words.get("quoted", 0),
    )
    return _Kept(
        id=doc.article.id,
        hits=scored.hits,
        scores=scored.scores,
        attributions=tuple(attribution_record(zone, a) for zone in zones for a in zone.attributions),
        quotations=tuple(quotation_record(zone, q) for zone in zones for q in zone.quotations),
        mentions=tuple(record for zone in zones for record in mention_records(zone)),
        sentences=tuple(doc.chars(span) for span in doc.sentences),
        size=size,
    )


def _provenance(measures: Sequence[Measure], annotator: Annotator, registry: Registry) -> dict[str, Any]:
    """Return what another person needs to make the same numbers: versions, lexicons, settings."""
    from framing import __version__

    lexicons = {
        lexicon.name: {"name": lexicon.name, "version": lexicon.version, "fingerprint": lexicon.fingerprint}
        for owner in (*measures, annotator)
        for lexicon in (getattr(owner, name, None) for name in ("lexicon", "verbs", "vocabulary"))
        if lexicon is not None
    }
    return {
        "framing": __version__,
        "annotator": annotator.name,
        "measures": [measure.name for measure in measures],
        "lexicons": [lexicons[name] for name in sorted(lexicons)],
        "actors": {"name": registry.name, "version": registry.version, "n": len(registry.actors)},
    }
