"""A text extracted from HTML and its source -> which stretches of the text stand in the source, and where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from framing.model import Article, Segment
from framing.readers.sources import SHOWN, Page, squeeze

_PART = re.compile(r"(?:^- )?([^\n|]+)", re.MULTILINE)  # extractors put a dash before an item and bars between cells
_SURE = 12  # shown characters; a shorter part is believed only between neighbors, or as an element of its own
_NEAR = 200  # shown characters between two neighbors that leave no doubt
_WINDOW = 20_000  # shown characters; how far from its only neighbor a short part may stand
_RUN = 100  # characters looked at together
_PATIENCE = 50  # times the length of the page that may be searched in vain


class Part(NamedTuple):
    """A part of a text and its place: the shown characters of ``text[start:end]`` begin at ``page.shown[place]``."""

    start: int
    end: int
    place: int


def align(text: str, page: Page) -> tuple[Segment, ...]:
    """Find the stretches of a text that stand verbatim in the source.

    Parameters
    ----------
    text : str
        What was extracted, its paragraphs in the order of the page.
    page : Page
        The source and what is shown of it.

    Returns
    -------
    tuple[Segment, ...]
        In the order of the text; characters in none of them (entities, changed spacing) have no place.
    """
    return spread(text, page, find_parts(text, page))


def locate(text: str, page: Page, start: int = 0) -> tuple[Segment, ...]:
    """Find a text as a whole, first behind the ``start``-th shown character; empty where the page does not show it."""
    bare = squeeze(text)
    place = page.shown.find(bare, start)
    place = page.shown.find(bare) if place < 0 else place
    return spread(text, page, (Part(0, len(text), place),)) if bare and place >= 0 else ()


def spread(text: str, page: Page, parts: Iterable[Part]) -> tuple[Segment, ...]:
    """Return the stretches of the parts of a text that stand verbatim in the source."""
    return tuple(_merge(_spread(text, page, parts), text, page.source))


def find_parts(text: str, page: Page) -> tuple[Part, ...]:
    """Place the parts of a text, longest first, each between the neighbors that have a place; halve what is not found.

    Parameters
    ----------
    text : str
        What was extracted, its paragraphs in the order of the page.
    page : Page
        The source and what is shown of it.

    Returns
    -------
    tuple[Part, ...]
        In the order of the text, which is that of the page.
    """
    queue = [(-len(part[1]), part.start(1), part.end()) for part in _PART.finditer(text)]
    heapify(queue)
    found: list[tuple[int, int, int]] = []  # text start, place, end of the place
    ends: dict[int, int] = {}
    patience = _PATIENCE * (len(page.shown) + _WINDOW)
    while queue and patience > 0:
        _, start, end = heappop(queue)
        bare = squeeze(text[start:end])
        i = bisect_left(found, (start,))
        low = found[i - 1][2] if i else 0
        high = found[i][1] if i < len(found) else len(page.shown)
        place = _find(bare, page, low, high, before=i > 0, behind=i < len(found)) if bare else -1
        if place >= 0:
            insort(found, (start, place, place + len(bare)))
            ends[start] = end
            continue
        patience -= high - low
        middle = text.find(" ", (start + end) // 2, end)
        if len(bare) >= _SURE and middle > 0:
            heappush(queue, (start - middle, start, middle))
            heappush(queue, (middle - end, middle, end))
    return tuple(Part(start, ends[start], place) for start, place, _ in found)


def _find(bare: str, page: Page, low: int, high: int, *, before: bool, behind: bool) -> int:
    """Find a part between two places, nearest to the neighbor it has; -1 where no place is believed."""
    if len(bare) >= _SURE:
        return page.shown.rfind(bare, low, high) if behind and not before else page.shown.find(bare, low, high)
    if not before and not behind:
        return -1
    if not before:
        place = page.shown.rfind(bare, max(low, high - _WINDOW), high)
    else:
        place = page.shown.find(bare, low, high if behind else low + _WINDOW)
    if place < 0 or (before and behind and high - low <= _NEAR):
        return place
    return place if _is_whole(page.starts, place) and _is_whole(page.starts, place + len(bare)) else -1


def _is_whole(starts: Sequence[int], place: int) -> bool:
    """Whether a tag stands at a place."""
    return starts[bisect_left(starts, place)] == place


def _spread(text: str, page: Page, parts: Iterable[Part]) -> Iterator[Segment]:
    """Yield the stretches of the parts, piece of the source by piece."""
    passed = (-1, 0, 0)  # where the last part began within a piece: its number, the shown characters before it, its place
    for start, end, place in parts:
        k = bisect_right(page.starts, place) - 1
        skip = place - page.starts[k]
        if skip and page.lows[k] < page.highs[k]:
            number, n, begin = passed if passed[0] == k and passed[1] <= skip else (k, 0, page.lows[k])
            passed = (number, skip, _behind(page.source, begin, skip - n))
        at = start
        while at < end and k < len(page.lows):
            low, high = page.lows[k], page.highs[k]
            bare = "" if skip else page.source[low:high].strip()
            at, _ = _next_run(text, at, end)
            if low == high:  # an entity
                at = _behind(text, at, page.starts[k + 1] - page.starts[k] - skip)
            elif bare and at + len(bare) <= end and text.startswith(bare, at):
                yield Segment(at, page.source.index(bare, low), len(bare))
                at += len(bare)
            else:
                for segment in _word_by_word(text, (at, end), page.source, (passed[2] if skip else low, high)):
                    yield segment
                    at = segment.start + segment.length
            k, skip = k + 1, 0


def _next_run(text: str, at: int, end: int) -> tuple[int, int]:
    """Return where the next run of shown characters begins and ends, or the first few of a long one; the end if there is none.

    A run may be as long as the text, and its characters be asked for one by one.
    """
    while at < end:
        run = SHOWN.search(text, at, min(at + _RUN, end))
        if run:
            return run.span()
        at += _RUN
    return end, end


def _behind(text: str, at: int, n: int) -> int:
    """Return the place behind the next n shown characters of a text."""
    while n > 0 and at < len(text):
        begin, stop = _next_run(text, at, len(text))
        at = min(begin + n, stop)
        n -= at - begin
    return at


def _word_by_word(text: str, within: tuple[int, int], source: str, stretch: tuple[int, int]) -> Iterator[Segment]:
    """Pair the shown characters of a stretch of the source with those of the text."""
    (at, end), (place, stop) = within, stretch
    while True:
        at, behind = _next_run(text, at, end)
        if at == end:
            return
        place, word_end = _next_run(source, place, stop)
        if place == stop:
            return
        length = min(behind - at, word_end - place)
        yield Segment(at, place, length)
        at, place = at + length, place + length


def _merge(segments: Iterable[Segment], text: str, source: str) -> Iterator[Segment]:
    """Join neighboring stretches where the same characters stand between them, at most one."""
    last: Segment | None = None
    for segment in segments:
        if last is not None:
            between = source[last.at + last.length : segment.at]
            if len(between) <= 1 and text[last.start + last.length : segment.start] == between:
                last = last._replace(length=segment.start + segment.length - last.start)
                continue
            yield last
        last = segment
    if last is not None:
        yield last


def map_back(article: Article, stretches: Sequence[Segment]) -> Article:
    """Replace an article's places in an extracted text by places in the source of that text."""
    if article.origin is None:
        return article
    starts = [stretch.start for stretch in stretches]
    zones = {zone: tuple(_compose(found, stretches, starts)) for zone, found in article.origin.segments.items()}
    origin = replace(article.origin, segments={zone: found for zone, found in zones.items() if found})
    removed = tuple(cut._replace(at=_nearest(cut.at, stretches, starts)) for cut in article.removed)
    return replace(article, origin=origin, removed=removed)


def _compose(inner: Iterable[Segment], outer: Sequence[Segment], starts: Sequence[int]) -> Iterator[Segment]:
    for segment in inner:
        end = segment.at + segment.length
        for i in range(max(0, bisect_right(starts, segment.at) - 1), len(outer)):
            stretch = outer[i]
            if stretch.start >= end:
                break
            low, high = max(stretch.start, segment.at), min(stretch.start + stretch.length, end)
            if low < high:
                yield Segment(segment.start + low - segment.at, stretch.at + low - stretch.start, high - low)


def _nearest(at: int, stretches: Sequence[Segment], starts: Sequence[int]) -> int:
    """Return the place in the source of a character of the extracted text, or of the last one before it that has a place."""
    i = bisect_right(starts, at) - 1
    return stretches[i].at + min(at - stretches[i].start, stretches[i].length) if i >= 0 else 0
