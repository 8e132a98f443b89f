"""A file and the articles read from it -> nothing, or a `PromiseError` that says which promise reading it broke."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import framing
from framing.cli.output import Sink
from framing.errors import ReadError
from framing.model import Article, Segment
from framing.readers import from_record, to_record

Cells = Callable[[Article], Iterable[str]]


class PromiseError(AssertionError):
    """What a reader promises does not hold."""


class Reading(NamedTuple):
    """The articles of a file, and the seconds of processor time that reading it once took."""

    articles: list[Article]
    seconds: float


def demand(holds: bool, promise: str, *seen: object) -> None:
    if not holds:
        raise PromiseError(f"{promise}: {', '.join(map(repr, seen))[:600]}")


def read_both_ways(path: Path | Sequence[Path], *, again: bool = True) -> Reading:
    """Read files leaving out what cannot be read; then with errors, which must be raised for the same and nothing else.

    Where nothing was left out, the second reading may be spared.
    """
    left_out: list[tuple[str, str]] = []
    begun = time.process_time()
    found = list(framing.read(path, on_error="skip", on_skip=lambda *told: left_out.append(told)))
    reading = Reading(found, time.process_time() - begun)
    if not (again or left_out):
        return reading
    try:
        strict = list(framing.read(path))
    except ReadError as error:
        told = {": ".join(place_and_reason) for place_and_reason in left_out}
        demand(str(error) in told, "what raises is reported when it is left out", str(error), *left_out[:3])
    else:
        demand(strict == found, "reading twice gives the same", *left_out[:3])  # some reports are of no loss
    return reading


def zones_of(article: Article) -> Mapping[str, str]:
    return {
        "body": article.text,
        "title": article.title,
        "deck": article.deck,
        "caption": "\n\n".join(article.captions),
        "subhead": "\n\n".join(subhead.text for subhead in article.subheads),
    }


def check_places(article: Article, cells: Iterable[str]) -> None:
    """Demand that every stretch of every zone stands at its place in one of the texts it may have been read from."""
    assert article.origin is not None
    texts = tuple(cells)
    for zone, segments in article.origin.segments.items():
        text = zones_of(article)[zone]
        check_order(segments, text, zone)
    misfits = [list(misplaced(article, text)) for text in texts]
    demand(
        any(not found for found in misfits), "every stretch stands where the map says", *(found[:1] for found in misfits[:3])
    )


def check_order(segments: Iterable[Segment], text: str, zone: str) -> None:
    end = 0
    for segment in segments:
        ordered = end <= segment.start and segment.length > 0 and segment.start + segment.length <= len(text)
        demand(ordered and segment.at >= 0, f"stretches of the {zone} follow one another inside it", segment, end, len(text))
        end = segment.start + segment.length


def misplaced(article: Article, source: str) -> Iterable[tuple[str, Segment, str, str]]:
    """Yield the stretches that the source does not hold at their place, with both texts."""
    assert article.origin is not None
    for zone, segments in article.origin.segments.items():
        text = zones_of(article)[zone]
        for segment in segments:
            said = text[segment.start : segment.start + segment.length]
            stands = source[segment.at : segment.at + segment.length]
            if said != stands:
                yield zone, segment, said, stands


def check_only_joints_are_unplaced(article: Article) -> None:
    """Demand that in a text file every character of the body that shows has a place."""
    assert article.origin is not None
    placed = bytearray(len(article.text))
    for segment in article.origin.segments.get("body", ()):
        placed[segment.start : segment.start + segment.length] = b"\1" * segment.length
    lost = [char for char, has in zip(article.text, placed, strict=True) if not has and not char.isspace()]
    demand(not lost, "every character of the body has a place", lost[:20])


def check_shape(article: Article) -> None:
    """Demand what holds of every article, wherever it was read."""
    text = article.text
    demand(bool(article.id and text.strip() and article.outlet), "an article has an id, a text and an outlet", article.id)
    for start, end in article.list_items:
        opens = start == 0 or text[max(0, start - 2) : start] == "\n\n"
        closes = end == len(text) or text[end : end + 2] == "\n\n"
        demand(start < end and opens and closes, "list items are whole paragraphs", (start, end), text[start:end])
    for subhead in article.subheads:
        opens = subhead.at == 0 or text[max(0, subhead.at - 2) : subhead.at] == "\n\n"
        demand(bool(subhead.text) and subhead.at < len(text) and opens, "a subhead stands above a paragraph", subhead)
    demand(all(cut.at >= 0 and cut.text and cut.rule and cut.reason for cut in article.removed), "what is cut says why")
    demand(set(article.inferred) <= set(Article.__slots__), "what is inferred is a field", sorted(article.inferred))


def check_written(articles: Sequence[Article]) -> None:
    """Demand that articles written as `framing read -o` writes them read back equal."""
    for article in articles:
        written = BytesIO()
        Sink(written).write_record(to_record(article))
        again = from_record(json.loads(written.getvalue()))
        demand(again == article, "what is written reads back equal", article.id, article.text[:200], again.text[:200])
    names = [article.id for article in articles]
    demand(len(set(names)) == len(names), "identifiers differ", names[:10])


def check_articles(articles: Sequence[Article], cells: Cells | None = None) -> None:
    """Demand all of the above; ``cells`` names the texts that an article may have been read from."""
    for article in articles:
        check_shape(article)
        if cells is not None and article.origin is not None:
            check_places(article, cells(article))
    check_written(articles)
