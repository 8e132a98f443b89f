"""What a reader is told: which columns to use, how large an article may be, what to do with what cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.errors import ReadError
from framing.model import Article
from framing.pages.repeated import FindReason
from framing.readers.outlets import Outlets

MAX_CHARS = 5_000_000
LANGUAGES = ("en", "any")

OnSkip = Callable[[str, str], None]
OnRow = Callable[[str, str], None]  # the stated outlet and the text, of a row that is not to be read
OnDate = Callable[[str, int], None]  # the stated date and the record's number


class PlacedError(ReadError):
    """A `ReadError` that keeps its place (a file, row or line) apart from its reason."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read.

    ``columns`` maps a field ("text") to the column that holds it, ``max_chars`` bounds one article, ``language`` says whether
    articles in others than English are kept ("any") or left out, ``outlets`` which names are one outlet's; ``on_date``
    hears the date each record states, ``on_row`` each row instead of its being read; ``repeats`` returns, for an outlet,
    what says of a line why it recurs on its pages.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    max_chars: int = MAX_CHARS
    skip: bool = False
    on_skip: OnSkip | None = None
    language: str = "en"
    outlets: Outlets = field(default_factory=Outlets)
    on_date: OnDate | None = None
    on_row: OnRow | None = None
    repeats: Callable[[str], FindReason | None] | None = None

    def find_repeated(self, outlet: str = "") -> FindReason | None:
        """Return what says of a line why it recurs on the pages of a row's outlet, or of the file's."""
        return self.repeats(outlet) if self.repeats is not None else None

    def leave_out(self, place: str, reason: str) -> None:
        """Report what cannot be read, or raise a `PlacedError` where nothing may be skipped."""
        if not self.skip:
            raise PlacedError(place, reason)
        self.mention(place, reason)

    def mention(self, place: str, reason: str) -> None:
        """Report something to whoever listens, without ever raising."""
        if self.on_skip is not None:
            self.on_skip(place, reason)

    def too_long(self, n_chars: int) -> str:
        """Return why a text is too long, or an empty string."""
        if n_chars <= self.max_chars:
            return ""
        return (
            f"holds more than the {self.max_chars:,} characters allowed for one article. Split it into its articles, or"
            " raise the limit with --max-chars (max_chars= in Python)."
        )


Reader = Callable[[Path, Settings], Iterator[Article]]
