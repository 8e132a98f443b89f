"""Articles -> an `Analysis`: every article annotated once, every measure applied, hits and scores kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.actors import Actor, Registry, load_registry
from framing.annotation import attribution_record, mention_records, quotation_record
from framing.annotators import make_annotator
from framing.attempts import Failure
from framing.duplicates import Duplicate, check_handling, describe, settle_duplicates
from framing.errors import FramingError, UnknownNameError
from framing.given import take_articles, take_several
from framing.lexicon_overlays import load_lexicons
from framing.measures import Measure, check_layers, for_layers
from framing.model import Article, Hit
from framing.progress import watch
from framing.proposals import propose_actors
from framing.provenance import describe_run
from framing.scores import Score
from framing.scoring import Recipe, Scored, finish_articles, score_articles

if TYPE_CHECKING:
    import pandas as pd

    from framing.annotators import Choice

SHOWN = 40  # articles in a notebook's table: the first and last of more
SCORE_FIELDS = ("article", "outlet", "measure", "column", "target", "total", "base", "unit", "value", "n_hits")
HIT_FIELDS = (
    "zone",
    "start",
    "end",
    "measure",
    "category",
    "term",
    "value",
    "voice",
    "target",
    "confidence",
    "rule",
    "source",
    "text",
)


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
    duplicates: tuple[Duplicate, ...] = ()
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

        outlets = {article.id: article.outlet for article in self.articles}
        rows = [
            (
                s.article_id, outlets[s.article_id], s.measure, s.column, s.target, s.total, s.base, s.unit.name, s.value,
                s.n_hits,
            )
            for s in self.scores
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(SCORE_FIELDS))

    def hits_frame(self) -> pd.DataFrame:
        """Return a tidy frame of the evidence: one row per hit."""
        import pandas as pd

        rows = [
            (article.id, article.outlet, *(getattr(hit, name) for name in HIT_FIELDS))
            for article in self.articles
            for hit in self.hits[article.id]
        ]
        return pd.DataFrame(rows, columns=["article", "outlet", *HIT_FIELDS])

    def __repr__(self) -> str:
        outlets = len({article.outlet for article in self.articles})
        n_hits = sum(map(len, self.hits.values()))
        return f"Analysis({len(self.articles)} articles, {outlets} outlets, {len(self.measures)} measures, {n_hits} hits)"

    def _repr_html_(self) -> str:
        """Show one row per article and one column per headline rate in Jupyter."""
        import pandas as pd

        titles = title_measures(self.measures)
        headline = {
            (m.name, c.name): f"{titles[m.name]}, {c.unit.name}" for m in self.measures for c in m.columns if c.headline
        }
        alike = Counter(headline.values())
        headline = {key: f"{said} ({key[1]})" if alike[said] > 1 else said for key, said in headline.items()}
        rates: dict[str, dict[str, float]] = {article.id: {} for article in self.articles}
        for score in self.scores:
            if not score.target and (score.measure, score.column) in headline:
                rates[score.article_id][headline[score.measure, score.column]] = score.value
        rows = [{"outlet": a.outlet, "article": a.id, **rates[a.id]} for a in self.articles]
        table = pd.DataFrame(rows, columns=None if rows else ["outlet", "article"]).set_index(["outlet", "article"])
        html: str = table.to_html(float_format="{:.1f}".format, na_rep="\u2013", escape=True, max_rows=SHOWN)
        return f"<p>{len(self.articles)} articles</p>{html}"


def title_measures(measures: Iterable[Measure]) -> dict[str, str]:
    """Return the title of each measure by its name; those of one title, such as a list of one's own, with their name."""
    titles = {measure.name: measure.title for measure in measures}
    alike = Counter(titles.values())
    return {name: f"{title} ({name})" if alike[title] > 1 else title for name, title in titles.items()}


def analyze(  # noqa: PLR0913 - all but the first are by name, and each answers a question of its own
    articles: Iterable[Article],
    *,
    measures: Iterable[str | Measure] | None = None,
    lexicons: Iterable[str | Path] = (),
    actors: str | Path | Registry | None = None,
    annotator: Choice = None,
    duplicates: str = "drop",
    workers: int = 1,
) -> Analysis:
    """Annotate and score articles.

    Parameters
    ----------
    articles
        The articles; they are kept, because reports show them.
    measures
        Names of measures, or measures; by default all that ship and that the annotator gives what they read.
    lexicons
        Lexicon files: one that extends a shipped list takes its place, be it read by a measure or by the annotator; any
        other becomes a measure.
    actors
        An actor file or registry. Without one, actors are proposed from the texts, and marked as proposed.
    annotator
        The name of one that ships: "encoder", a small trained model and rules, or "fast", rules and linear weights. By
        default the encoder; where it cannot run, the fast one, and the log of ``framing`` says why. An annotator that is
        given finds the actors it was made with; what makes one, such as a class, is given those actors (and no actors
        first, to learn its layers, where actors are still to be proposed).
    duplicates : {"drop", "mark", "keep"}
        What to do with an outlet's second copy of its own article, exact or nearly so: leave it out, because counted twice
        one publication would weigh as two; keep it, marked; or not look for duplicates at all. The same text in another
        outlet always stays: that both ran it is what is compared. ``Analysis.duplicates`` says what was found,
        ``Analysis.skipped`` what was left out.
    workers
        Processes that score; results are the same with any number. A script that uses several has to call this under
        ``if __name__ == "__main__":``.

    Raises
    ------
    LexiconError, UnknownNameError, AnnotationError
        If a file or name is wrong; always before any article is read.
    """
    check_handling(duplicates)
    proposed = actors is None and (annotator is None or isinstance(annotator, str) or callable(annotator))
    named = actors if actors is None or isinstance(actors, Registry) else load_registry(actors)
    lexicons = take_several(lexicons)
    lists = load_lexicons(lexicons)
    made = make_annotator(annotator, named, lexicons=lists)
    chosen = for_layers(measures, lexicons, (), made.layers)
    check_layers(chosen, made.layers, made.name)
    registry: Registry = getattr(made, "registry", Registry()) if named is None else named
    kept = take_articles(articles)
    _refuse_twins(kept)
    kept, found = settle_duplicates(kept, duplicates)
    if proposed:
        registry = propose_actors(kept)
        made = make_annotator(annotator or made.name, registry, lexicons=lists)
    results = tuple(watch(_score(kept, Recipe(chosen, made, _keep), workers), len(kept)))
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
        actors_proposed=proposed,
        skipped=tuple(_list_left_out(found, kept)),
        duplicates=found,
        provenance={**describe_run(chosen, made, registry), "duplicates": duplicates},
    )


def _score(articles: Iterable[Article], recipe: Recipe[_Kept], workers: int) -> Iterator[_Kept]:
    if workers <= 1:  # errors are raised as they are
        yield from map(_keep, score_articles(articles, recipe.measures, recipe.annotator))
        return
    for article, result in finish_articles(articles, recipe, workers=workers):
        if isinstance(result, Failure):
            raise FramingError(f"{article.id}: {result.reason}")
        yield result


def _refuse_twins(articles: Sequence[Article]) -> None:
    """Refuse two articles of one id: the hits of one would stand for both."""
    for key, n in Counter(article.id for article in articles).items():
        if n > 1:
            raise FramingError(f'Two articles have the id "{key}". Give each article an id of its own.')


def _list_left_out(found: Iterable[Duplicate], kept: Iterable[Article]) -> Iterator[Skipped]:
    ids = {article.id for article in kept}
    yield from (Skipped(duplicate.article, f"{describe(duplicate)}.") for duplicate in found if duplicate.article not in ids)


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
