"""Articles -> hits and scores, one article at a time, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from framing.annotation import Annotator, find_many
from framing.attempts import Failure
from framing.collection import seldom_collection, without_collection
from framing.errors import FramingError
from framing.measures import Measure, apply, check_layers
from framing.model import Article, Document, Hit
from framing.pool import spread
from framing.scores import Score

R = TypeVar("R")
_PLACE = attrgetter("zone", "start", "end", "measure")


class Scored(NamedTuple):
    """One article's results, before they are gathered."""

    doc: Document
    hits: tuple[Hit, ...]
    scores: tuple[Score, ...]


def score_article(article: Article, measures: Sequence[Measure], annotator: Annotator) -> Scored:
    """Annotate and score one article."""
    return _score(annotator.annotate(article), measures)


@without_collection()
def _score(doc: Document, measures: Sequence[Measure]) -> Scored:
    hits: list[Hit] = []
    scores: list[Score] = []
    for measure in measures:
        found, ratios = apply(measure, doc)
        hits.extend(found)
        scores.extend(ratios)
    hits.sort(key=_PLACE)
    return Scored(doc, tuple(hits), tuple(scores))


def score_articles(
    articles: Iterable[Article],
    measures: Sequence[Measure],
    annotator: Annotator,
    *,
    on_error: Callable[[Article, FramingError], None] | None = None,
) -> Iterator[Scored]:
    """Annotate and score articles, some at a time; nothing of an article is kept once it is yielded.

    Raises
    ------
    AnnotationError
        Before the first article, if the annotator lacks a layer that a measure needs.
    """
    check_layers(measures, annotator.layers, annotator.name)
    many = find_many(annotator)
    pending: Iterable[Article | Document] = articles if many is None else many(articles)
    with seldom_collection():
        for each in pending:
            try:
                scored = score_article(each, measures, annotator) if isinstance(each, Article) else _score(each, measures)
            except FramingError as error:
                if on_error is None:
                    raise
                on_error(each if isinstance(each, Article) else each.article, error)
                continue
            yield scored


@dataclass(frozen=True, slots=True)
class Recipe(Generic[R]):
    """How to score an article, and what to make of it: small, so that it can be sent from process to process."""

    measures: tuple[Measure, ...]
    annotator: Annotator
    finish: Callable[[Scored], R]

    def __call__(self) -> Work[R]:
        """Return what scores an article and finishes it."""
        return Work(self)


@dataclass(slots=True)
class Work(Generic[R]):
    """Scores articles by a recipe; those that an annotator can read together are annotated together."""

    recipe: Recipe[R]
    _docs: dict[int, Document] = field(init=False, default_factory=dict)  # by the place in memory of their articles

    def prepare(self, articles: Sequence[Article]) -> None:
        """Annotate the articles that are scored next."""
        self._docs = {}
        many = find_many(self.recipe.annotator)
        if many is not None:
            self._docs = {id(doc.article): doc for doc in many(articles)}

    def __call__(self, article: Article) -> R:
        """Return what the recipe makes of an article."""
        doc = self._docs.pop(id(article), None) or self.recipe.annotator.annotate(article)
        return self.recipe.finish(_score(doc, self.recipe.measures))


def finish_articles(
    articles: Iterable[Article], recipe: Recipe[R], *, workers: int | None = 1, spread: Callable[..., Iterator[Any]] = spread
) -> Iterator[tuple[Article, R | Failure]]:
    """Score articles and yield, in their order, each with what the recipe makes of it.

    Parameters
    ----------
    articles
        The articles; a few dozen are held for each worker, however many there are.
    recipe
        How to score; what it is made of must be picklable where there are several workers.
    workers
        Processes that score. Results are the same with any number.
    spread
        What shares the work out: `framing.pool.spread`, or what is called as that is.

    Yields
    ------
    tuple of Article and result
        The result is a `Failure` where the article could not be scored.

    Raises
    ------
    AnnotationError
        Before the first article, if the annotator lacks a layer that a measure needs.
    FramingError
        If a process cannot be started.
    """
    check_layers(recipe.measures, recipe.annotator.layers, recipe.annotator.name)
    return _finish(spread(articles, recipe, workers=workers, weigh=lambda article: len(article.text)))


def _finish(pairs: Iterator[Any]) -> Iterator[Any]:
    with seldom_collection():
        yield from pairs
