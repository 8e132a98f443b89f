"""Hits of a list -> the same hits, each with what the learned layers say of it: marked too, or not (a second opinion).

A list is readable and can be argued with; a network has read the whole sentence. The list makes the figures, and where the
network disagrees a reader is told so beside the finding.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from framing.model import Document, Hit, Span

CONFIRMED, DOUBTED = "confirmed", "doubted"


@dataclass(frozen=True, slots=True)
class Opinion:
    """Which layers of a document judge a measure's hits: its marked words, and its readings of whole sentences."""

    marks: str
    readings: str

    def add(self, doc: Document, hits: Iterable[Hit]) -> list[Hit]:
        """Label each hit ``confirmed`` or ``doubted``; neither where the layers do not say, or are not there.

        A hit is confirmed where its words are marked, or are among those that weighed most in a sentence that is marked. It
        is doubted where neither its words nor its sentence are marked. An annotator that marks no words gives no opinion.
        """
        marks = doc.marks.get(self.marks)
        readings = doc.readings.get(self.readings)
        if marks is None or not readings:
            return list(hits)
        marked = _Stretches(doc.chars(mark.span) for mark in marks)
        opinions = []
        for hit in hits:
            reading = readings[hit.sentence]
            if marked.touch(hit) or (reading.marked and any(_touches(doc, word, hit) for word in reading.words)):
                opinions.append(hit._replace(labels=hit.labels | {CONFIRMED}))
            elif not reading.marked:
                opinions.append(hit._replace(labels=hit.labels | {DOUBTED}))
            else:
                opinions.append(hit)
        return opinions


class _Stretches:
    """Stretches of characters that do not overlap, in order, and whether a hit touches one."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in stretches:
            self._starts.append(start)
            self._ends.append(end)

    def touch(self, hit: Hit) -> bool:
        return bisect_right(self._ends, hit.start) < bisect_left(self._starts, hit.end)


def _touches(doc: Document, word: Span, hit: Hit) -> bool:
    start, end = doc.chars(word)
    return start < hit.end and hit.start < end


def count_opinions(hits: Iterable[Hit]) -> tuple[int, int]:
    """Return how many hits the learned layers mark too, and how many they doubt."""
    found = list(_opinions(hits))
    return found.count(CONFIRMED), found.count(DOUBTED)


def _opinions(hits: Iterable[Hit]) -> Iterator[str]:
    for hit in hits:
        yield from hit.labels & {CONFIRMED, DOUBTED}
