"""What a caller gives for articles, names or one of the nouns -> what was meant, or a message that says what to give."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar, cast

from framing.errors import FramingError
from framing.model import Article

T = TypeVar("T")

_HOW = (
    'Read files with framing.read("articles/") and a pandas frame with framing.read(frame), or make an article: '
    'framing.Article(id="1", text="...").'
)


def take_articles(given: Iterable[Article]) -> tuple[Article, ...]:
    """Return the articles; a single one is taken as a list of one.

    Raises
    ------
    FramingError
        If something else than articles was given, such as their texts or a frame, or an article's date is text.
    """
    if isinstance(given, Article):
        return (given,)
    named = type(given).__name__
    if not isinstance(given, Iterable) or isinstance(given, str | bytes | Path) or hasattr(given, "iterrows"):
        raise FramingError(f"Articles are needed here; given was a {named}. {_HOW}")
    articles = tuple(given)
    for article in articles:
        if not isinstance(article, Article):
            raise FramingError(f"Articles are needed here; given was a {named} that holds a {type(article).__name__}. {_HOW}")
        if isinstance(article.date, str):
            raise FramingError(
                f'The date of article "{article.id}" is text. Make it a date: datetime.date.fromisoformat("{article.date}").'
            )
    return articles


def take_several(given: Iterable[T]) -> tuple[T, ...]:
    """Return names or files; a single one, whose letters nobody means, is taken as a list of one."""
    return cast(tuple[T, ...], (given,)) if isinstance(given, str | Path) else tuple(given)


def expect(given: object, attribute: str, wanted: str) -> None:
    """Refuse what lacks an attribute of what is ``wanted``, a sentence that shows the right call.

    Raises
    ------
    FramingError
        If it has no such attribute.
    """
    if not hasattr(given, attribute):
        raise FramingError(f"{wanted} Given was a {type(given).__name__}.")
