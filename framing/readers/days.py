"""The dates of a file -> the order in which it writes day and month, and with it days for dates like 06/03/2025."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from framing.model import Article
from framing.pages.dates import numbers_of, read_date
from framing.readers.settings import PlacedError

# How far to read ahead for a date that shows the order. News of one month has a day above 12 in six of ten dates, so more
# articles would hardly help; the second bound keeps memory flat where they are long.
AHEAD = 200  # articles
AHEAD_CHARS = 10_000_000


class DayOrder:
    """Hears the stated dates of one file; ``order`` is what those with a day above 12 show, "" where they disagree."""

    def __init__(self) -> None:
        self._shown: set[str] = set()
        self._open: dict[int, str] = {}

    @property
    def order(self) -> str:
        """The order of day and month, as `framing.pages.dates.read_date` names it."""
        return next(iter(self._shown)) if len(self._shown) == 1 else ""

    @property
    def waits(self) -> bool:
        """Whether a date was heard that may be two days, and none yet that shows the order."""
        return bool(self._open) and not self._shown

    def hear(self, stated: str, record: int) -> None:
        """Take note of the date stated in a record."""
        numbers = numbers_of(stated)
        if numbers is not None and numbers.order:
            self._shown.add(numbers.order)
        elif numbers is not None:
            self._open[record] = stated

    def settle(self, article: Article) -> Article:
        """Give an article the day of its date, where that may be two and the order is known."""
        stated = self._open.pop(article.origin.record if article.origin else 0, "")
        if not stated or not self.order or article.date is not None:
            return article
        found, unread = read_date(stated, self.order), read_date(stated)
        warnings = tuple(warning for warning in article.warnings if warning != unread.warning)
        return replace(article, date=found.date, inferred={**article.inferred, "date": found.reason}, warnings=warnings)


def settle_days(articles: Iterable[Article], days: DayOrder) -> Iterator[Article]:
    """Yield articles with their dates settled; where an order is still unknown, some articles are read ahead.

    Parameters
    ----------
    articles : Iterable[Article]
        The articles of one file, as they are read.
    days : DayOrder
        Hears the dates of the file while it is read.
    """
    held: list[Article] = []
    n_chars, patient = 0, True
    try:
        for article in articles:
            held.append(article)
            n_chars += len(article.text)
            patient = patient and len(held) < AHEAD and n_chars < AHEAD_CHARS
            if not (patient and days.waits):
                yield from map(days.settle, held)
                held, n_chars = [], 0
    except PlacedError:
        yield from map(days.settle, held)
        raise
    yield from map(days.settle, held)
