"""A name -> an annotator; what runs where none is named, and what stands in where that cannot run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.errors import AnnotationError, UnknownNameError
from framing.given import expect

if TYPE_CHECKING:
    from framing.actors import Registry
    from framing.annotation import Annotator
    from framing.lexicon import Lexicon
    from framing.model import Article, Document

    # What a user can ask for: a name, nothing, an annotator, or what makes one of the actors it is to find.
    Choice = str | Annotator | Callable[[Registry], Annotator] | None

_log = logging.getLogger(__name__)


# The shipped lists that annotators read, and what they call them: who extends one of these changes what is found.
LISTS = {"reporting_verbs": "verbs", "sources": "vocabulary"}


class Kind(NamedTuple):
    """An annotator that ships: what finds the evidence, in words, and what builds it of actors, threads and `LISTS`."""

    about: str
    build: Callable[[Registry, int, Mapping[str, Any]], Annotator]


def _build_encoder(registry: Registry, threads: int, lists: Mapping[str, Any]) -> Annotator:
    try:
        from framing.encoder import EncoderAnnotator

        return EncoderAnnotator(registry, threads=threads, **lists)
    except ImportError as error:
        raise AnnotationError(
            f'annotator "encoder" cannot be loaded: {error}. Install what it runs on with '
            '`pip install onnxruntime tokenizers`, or ask for annotator "fast".'
        ) from error


def _build_fast(registry: Registry, threads: int, lists: Mapping[str, Any]) -> Annotator:
    from framing.annotation import FastAnnotator

    return FastAnnotator(registry, **lists)


ANNOTATORS = {
    "encoder": Kind("a small trained model and rules", _build_encoder),
    "fast": Kind("rules and linear weights", _build_fast),
}
# What runs where none is named: the first of these that can.
DEFAULT: tuple[str, ...] = ("encoder", "fast")


def make_annotator(
    annotator: Choice = None, registry: Registry | None = None, threads: int = 1, lexicons: Iterable[Lexicon] = ()
) -> Annotator:
    """Make an annotator that finds the actors of a registry.

    Parameters
    ----------
    annotator
        The name of one that ships, "encoder" or "fast". By default the encoder; where it cannot run, the fast one, and the
        log of ``framing`` says once why. What makes an annotator, such as a class, is called with the registry; an
        annotator is returned as it is.
    registry
        The actors to find; by default none.
    threads
        Threads of the encoder.
    lexicons
        Lexicons in use. One that extends the reporting verbs or the words for sources takes their place; others are not
        read here.

    Raises
    ------
    UnknownNameError
        If there is no annotator of that name.
    AnnotationError
        If an annotator that was asked for by name cannot run here, or one that is given cannot take over a list.
    """
    from framing.actors import Registry

    actors = Registry() if registry is None else registry
    lists = {LISTS[lexicon.root]: lexicon for lexicon in lexicons if lexicon.root in LISTS}
    if annotator is None:
        return _make_default(actors, threads, lists)
    if isinstance(annotator, str):
        if annotator not in ANNOTATORS:
            raise UnknownNameError.of("annotator", annotator, ANNOTATORS)
        return ANNOTATORS[annotator].build(actors, threads, lists)
    for field, lexicon in lists.items():
        if callable(annotator) or getattr(annotator, field, None) != lexicon:
            raise AnnotationError(
                f'lexicon "{lexicon.name}" changes {lexicon.root}, which an annotator that is given reads for itself. Name the '
                f'annotator ("encoder" or "fast"), or make it with this list: FastAnnotator({field}=load_lexicon(...)).'
            )
    return annotator(actors) if callable(annotator) else annotator


def _make_default(registry: Registry, threads: int, lists: Mapping[str, Lexicon]) -> Annotator:
    *first, last = DEFAULT
    for name in first:
        try:
            return ANNOTATORS[name].build(registry, threads, lists)
        except AnnotationError as error:
            why = " ".join(str(error).split())
            _warn_once(f'{why} Annotator "{last}" runs instead; figures of the two are not to be compared.')
    return ANNOTATORS[last].build(registry, threads, lists)


@lru_cache(maxsize=64)
def _warn_once(line: str) -> None:
    """Log a warning the first time it is true: an annotator is made for every article that is annotated alone."""
    _log.warning(line)


def annotate(article: Article, *, annotator: Choice = None) -> Document:
    """Annotate one article.

    Parameters
    ----------
    article
        The article.
    annotator
        What does it, as in `make_annotator`; one that is named finds no actors.

    Raises
    ------
    FramingError
        If something else than one article was given.
    """
    expect(article, "text", "annotate needs one article: framing.annotate(articles[0]).")
    return make_annotator(annotator).annotate(article)
