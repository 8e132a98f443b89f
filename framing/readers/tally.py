"""What is left out, on its way to who listens: told so far as anybody could read it, and stopped where it has no end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path

from framing.model import Article
from framing.readers.settings import PlacedError, Reader, Settings

MOST_TOLD = 1_000  # messages about one file; more are only counted
MOST_IN_A_ROW = 50_000  # records without an article, one behind the other, after which a file is not read on
MOST_HEARD = 20_000_000_000  # characters of rows that are only looked at
_ROW_COST = 5_000  # characters that could be looked at in the time that any row takes


class Tally:
    """Counts what is left out and tells the listener.

    Parameters
    ----------
    settings : Settings
        Whom to tell.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.n = 0
        self._path = ""
        self._n_here = 0

    def __call__(self, place: str, reason: str) -> None:
        """Count something that is left out, and tell of it."""
        self.n += 1
        self._n_here += 1
        if self._n_here <= MOST_TOLD:
            self._settings.mention(place, reason)

    def begin(self, path: Path) -> None:
        """Begin with a file."""
        self._path, self._n_here = str(path), 0

    def end(self) -> None:
        """Tell how much of a file was left out beyond what was told one by one."""
        more = self._n_here - MOST_TOLD
        if more > 0:
            self._settings.mention(self._path, f"{more:,} more of its records were left out, as those named were.")
        self._n_here = 0


def stop_in_time(reader: Reader) -> Reader:
    """Return a reader that gives a file up where very many records in a row hold no article.

    Memory is bounded without that, but a small packed file can hold more broken lines than anybody would wait for.
    """

    @wraps(reader)
    def read(path: Path, settings: Settings) -> Iterator[Article]:
        patience = _Patience(settings)
        heard = None if settings.on_row is None else patience.hear
        for article in reader(path, replace(settings, on_skip=patience.skip, on_row=heard)):
            patience.renew()
            yield article

    return read


class _Patience:
    """Counts records without an article since the last one, and how much of a file was heard that is not to be read."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._n = self._n_heard = 0

    def renew(self) -> None:
        self._n = 0

    def hear(self, outlet: str, text: str) -> None:
        """Hand on a row that is only looked at; of a file without end, the first stretch says enough."""
        self._n_heard += len(text) + _ROW_COST
        if self._n_heard > MOST_HEARD:
            raise PlacedError("the file", "is longer than need be looked at.")
        if text.strip():
            self.renew()
        else:
            self._count("the row")
        if self._settings.on_row is not None:
            self._settings.on_row(outlet, text)

    def skip(self, place: str, reason: str) -> None:
        """Hand on what is left out."""
        self._settings.mention(place, reason)
        self._count(place)

    def _count(self, place: str) -> None:
        self._n += 1
        if self._n > MOST_IN_A_ROW:
            self.renew()
            reason = f"and {MOST_IN_A_ROW:,} before it hold no article. What follows was not read; check the file."
            raise PlacedError(place, reason)
