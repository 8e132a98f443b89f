"""An article and what was cut around it -> its page, stretch by stretch, in the order of the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.model import Article, Segment

_BEFORE = -1  # the place of what stands nowhere in the file: above all that does
# Removed lines that were read all the same, by the reason they bear.
_READ = {"dateline": "dateline", "by-line": "byline", "entry stamp": "stamp"}


class Stretch(NamedTuple):
    """A stretch of a page: its zone, its text, and why it was cut or where it is from.

    The zone is ``cut`` for what was removed, but ``dateline``, ``byline`` or ``stamp`` where it was read for its fields.
    """

    zone: str
    text: str
    note: str = ""


def lay_out(article: Article) -> Iterator[Stretch]:
    """Yield what an article was made of and what was cut from around it, in the order of the file.

    What was stated outside the text (a table's column, a page's metadata) comes first.
    """
    placed = [(cut.at, Stretch(_READ.get(cut.reason, "cut"), cut.text, f"{cut.rule}, {cut.reason}")) for cut in article.removed]
    for zone, start, text in _zones(article):
        at = _find_place(article, "body" if zone == "item" else zone, start)
        placed.append((at, Stretch(zone, text, "stated outside the text" if at == _BEFORE else "")))
    yield from (stretch for _, stretch in sorted(placed, key=lambda part: part[0]))


def _zones(article: Article) -> Iterator[tuple[str, int, str]]:
    """Yield every kept stretch with its zone and its place in the text of that zone."""
    for zone, texts in (
        ("title", (article.title,)),
        ("deck", (article.deck,)),
        ("caption", article.captions),
        ("subhead", tuple(subhead.text for subhead in article.subheads)),
    ):
        start = 0
        for text in filter(None, texts):
            yield zone, start, text
            start += len(text) + 2
    items = {start for start, _ in article.list_items}
    start = 0
    for paragraph in article.text.split("\n\n"):
        yield "item" if start in items else "body", start, paragraph
        start += len(paragraph) + 2


def _find_place(article: Article, zone: str, start: int) -> int:
    """Return the source character of a zone's character, or of the first one behind it that has a place."""
    segments: Sequence[Segment] = article.origin.segments.get(zone, ()) if article.origin else ()
    i = bisect_right([segment.start + segment.length for segment in segments], start)
    return segments[i].at + max(0, start - segments[i].start) if i < len(segments) else _BEFORE
