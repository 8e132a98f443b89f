"""What a caller gives for articles, names or one of the nouns -> what was meant, or a message that says what to give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from numbers import Integral
from pathlib import Path
from typing import TypeVar, cast

from framing.errors import FramingError
from framing.model import Article

T = TypeVar("T")

_HOW = (
    'Read files with framing.read("articles/"), a pandas frame or series with framing.read(frame), or make an article: '
    'framing.Article(id="1", text="...").'
)
_TEXTS = (
    "Texts are read from a pandas frame or series: framing.read(pandas.Series(texts)); or make an article of each: "
    'framing.Article(id="1", text="...").'
)
_LONGEST_NAME = 255  # characters of a file's or folder's
_SHOWN = 40


def take_articles(given: Iterable[Article]) -> tuple[Article, ...]:
    """Return the articles; a single one is taken as a list of one.

    Raises
    ------
    FramingError
        If something else than articles was given, such as their texts or a frame, or an article's date is text.
    """
    return tuple(each_article(given))


def each_article(given: Iterable[Article]) -> Iterator[Article]:
    """Return the articles one by one, as `take_articles` does all at once; what holds none is refused before the first.

    Raises
    ------
    FramingError
        As `take_articles`.
    """
    if isinstance(given, Article):
        return iter((given,))
    named = _call(given)
    if not isinstance(given, Iterable) or isinstance(given, str | bytes | Path) or hasattr(given, "iterrows"):
        how = "Take its articles: analysis.articles." if hasattr(given, "articles") else _HOW
        raise FramingError(f"Articles are needed here; given was {named}. {how}")
    return (_check(article, named) for article in given)


def _check(article: Article, named: str) -> Article:
    if not isinstance(article, Article):
        raise FramingError(f"Articles are needed here; given was {named} that holds {_call(article)}. {_HOW}")
    if isinstance(article.date, str):
        raise FramingError(
            f'The date of article "{article.id}" is text. Make it a date: datetime.date.fromisoformat("{article.date}").'
        )
    return article


def _call(given: object) -> str:
    name = type(given).__name__
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def take_places(given: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """Return files, folders and addresses; a single one is taken as a list of one.

    Raises
    ------
    FramingError
        If something else than their names was given, such as the texts themselves.
    """
    if isinstance(given, str | Path):
        given = [given]
    kind = _call(given)
    if not isinstance(given, Iterable) or isinstance(given, bytes | Mapping):
        raise FramingError(f"Files, folders or addresses of pages are needed here; given was {kind}. {_TEXTS}")
    places = list(given)
    for place in places:
        if not isinstance(place, str | Path):
            told = f"given was {kind} that holds {_call(place)}"
            raise FramingError(f"Files, folders or addresses of pages are needed here; {told}. {_TEXTS}")
        if "\n" in str(place) or any(len(part) > _LONGEST_NAME for part in str(place).split("/")):
            start = " ".join(str(place)[:_SHOWN].split())
            raise FramingError(f"Files, folders or addresses of pages are needed here; given was a text: “{start} …”. {_TEXTS}")
    return places


def take_several(given: Iterable[T]) -> tuple[T, ...]:
    """Return names or files; a single one, whose letters nobody means, is taken as a list of one."""
    return cast(tuple[T, ...], (given,)) if isinstance(given, str | Path) else tuple(given)


def take_target(text: str, target: str | int, end: int | None = None) -> tuple[int, int]:
    """Return the characters of a target in a text, given by its words or by its first character and the one behind its last.

    Words are looked for as whole ones, in the same case before any other; where they stand more than once, the first place
    is taken.

    Raises
    ------
    FramingError
        If the words do not stand in the text, or the place lies outside of it.
    """
    if isinstance(target, str) and end is None:
        words = r"\s+".join(map(re.escape, target.split()))
        whole = rf"(?<!\w){words}(?!\w)"
        found = (re.search(whole, text) or re.search(whole, text, re.IGNORECASE)) if words else None
        if not found:
            raise FramingError(f'"{target}" does not stand in the text. Give the target\'s words as they stand there.')
        return found.span()
    if not (isinstance(target, Integral) and isinstance(end, Integral)):  # NumPy's among them
        raise FramingError('A target is given by its words ("Ana Ruiz"), or by two numbers, its start and end in the text.')
    if not 0 <= target < end <= len(text):
        raise FramingError(
            f"No target can stand between the characters {target} and {end} of a text of {len(text):,}: name a place within"
            " it, or the target's words."
        )
    return int(target), int(end)


def expect(given: object, attribute: str, wanted: str) -> None:
    """Refuse what lacks an attribute of what is ``wanted``, a sentence that shows the right call.

    Raises
    ------
    FramingError
        If it has no such attribute.
    """
    if not hasattr(given, attribute):
        raise FramingError(f"{wanted} Given was {_call(given)}.")
