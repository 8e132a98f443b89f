"""Quotation marks -> quotations, across styles and paragraphs (CODEBOOK V-4 to V-10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framing.marks import STOPS, Mark, find_marks, is_twice, may_begin, singles_speak
from framing.model import Document, Quotation, Span

TERM_WORDS = 4  # V-4: up to this many words without a speech cue are a term, not speech
MAX_DEPTH = 8  # quotations inside one another; deeper ones are left out, their words stand in the outer ones


class _Found(NamedTuple):
    start: int
    end: int
    flags: tuple[str, ...] = ()


def find_quotations(doc: Document) -> tuple[Quotation, ...]:
    """Find what stands in quotation marks; spans leave the marks out, nested quotations stand beside their outer one.

    Short ones come back as ``term``: whether somebody speaks them is known only once attributions are (`settle_kind`).
    """
    marks = find_marks(doc)
    if not marks:
        return ()
    singles = singles_speak(doc, marks)
    found: list[_Found] = []
    at = 0
    for index, paragraph in enumerate(doc.paragraphs):
        first = at
        while at < len(marks) and marks[at].first < paragraph.end:
            at += 1
        if at > first:
            upcoming = marks[at] if at < len(marks) and index + 1 < len(doc.paragraphs) else None
            goes_on = upcoming if upcoming and upcoming.first == paragraph.end and upcoming.opens else None
            found.extend(_Pairing(doc, paragraph, marks[first:at], goes_on, singles).pair())
    return tuple(_quotation(doc, one) for one in _outermost(found) if _says_something(doc, one))


def with_marks(doc: Document, quotation: Quotation) -> Span:
    """Return a quotation's span with its marks, each of one token or more; one that goes on or never closes ends without."""
    start, end = quotation.span
    norms = doc.norms
    if not quotation.flags and norms[start - 1] == '"' == norms[end]:  # nine of ten
        return Span(start - 1, end + 1)
    start -= 1
    if norms[start] == "'" and start and norms[start - 1] == "'" and is_twice(doc, start - 1):
        start -= 1
    elif norms[start] == ";":
        start -= 2
    if quotation.flags & {"continued", "unclosed"}:
        return Span(start, end)
    double = norms[end] == "'" and end + 1 < len(norms) and norms[end + 1] == "'" and is_twice(doc, end)
    return Span(start, end + (3 if norms[end] == "&" else 2 if double else 1))


@dataclass(slots=True)
class _Pairing:
    """Pairs one paragraph's marks; ``goes_on`` is the mark that opens the next, ``singles`` whether single marks speak."""

    doc: Document
    paragraph: Span
    marks: Sequence[Mark]
    goes_on: Mark | None
    singles: bool

    def pair(self) -> Iterator[_Found]:
        """Yield what stands between two marks, and what is left open; each mark is looked at a fixed number of times."""
        marks = self.marks
        if self._is_plain():
            yield from (_Found(marks[k].last + 1, marks[k + 1].first) for k in range(0, len(marks), 2))
            return
        following = self._following()
        pending: list[int] = []
        styles: dict[bool, list[int]] = {True: [], False: []}  # the same by style
        for k, mark in enumerate(marks):
            alike = styles[mark.double]
            opener = self._opener(k, alike[-1], following) if mark.closes and alike else None
            if opener is None and mark.opens and self._may_open(k, following):
                pending.append(k)
                alike.append(k)
                continue
            flags: tuple[str, ...] = ()
            if opener is None and mark.closes and pending and self._after_stop(mark):
                opener, flags = self._foreign(pending[-1], k, following), ("mismatched",)
            if opener is not None:
                while pending[-1] != opener:
                    styles[marks[pending.pop()].double].pop()
                styles[marks[pending.pop()].double].pop()
                yield _Found(marks[opener].last + 1, mark.first, flags)
        for k in pending:
            yield from self._leave_open(k, following)

    def _is_plain(self) -> bool:
        """Say whether double marks open and close by turns, as in most paragraphs."""
        opens = True
        for mark in self.marks:
            if not mark.double or mark.weak or mark.opens != opens or mark.closes == opens:
                return False
            opens = not opens
        return opens

    def _following(self) -> list[dict[str, int | None]]:
        """Return for each mark the next ones of each style, the next that is no mere apostrophe, the next single closer."""
        result: list[dict[str, int | None]] = []
        state: dict[str, int | None] = {}
        for k in range(len(self.marks) - 1, -1, -1):
            mark = self.marks[k]
            result.append(state)
            style = "double" if mark.double else "single"
            state = {**state, style: k}
            if not mark.weak:
                state[f"strong {style}"] = k
            if mark.closes and not mark.double:
                state["closer"] = k
        return result[::-1]

    def _opener(self, k: int, opener: int, following: Sequence[dict[str, int | None]]) -> int | None:
        """Return the pending mark of its style if a mark closes it; a weak one leaves that to a better one that follows."""
        mark = self.marks[k]
        if not mark.weak:
            return opener
        better = following[k].get("strong double" if mark.double else "strong single")
        if better is not None and self.marks[better].closes and not self.marks[better].opens:
            return None
        near = self.doc.sentence_at(self.marks[opener].first) == self.doc.sentence_at(mark.first)
        speaks = mark.double or self.singles or self.marks[opener].curly or not self.doc.norms[mark.first - 1].endswith("s")
        return opener if near and speaks else None

    def _may_open(self, k: int, following: Sequence[dict[str, int | None]]) -> bool:
        """Say whether a mark opens: a single one where something closes it, it goes on below, or single marks speak."""
        mark, later = self.marks[k], following[k]
        if mark.double or later.get("closer") is not None or self._runs_on(k, following) or self._unclosed(mark):
            return True
        upcoming = self.marks[k + 1] if k + 1 < len(self.marks) else None
        return bool(upcoming and upcoming.double and upcoming.closes and not upcoming.opens and self._after_stop(upcoming))

    def _unclosed(self, mark: Mark) -> bool:
        """V-7, V-10: where single marks speak, one that opens speech and finds no closer is an unclosed quotation."""
        return self.singles and may_begin(self.doc, mark.first) and (mark.curly or self.doc.norms[mark.first - 1] in (",", ":"))

    def _runs_on(self, k: int, following: Sequence[dict[str, int | None]]) -> bool:
        """V-8: a quotation runs on where the next paragraph opens with its mark.

        A single mark must also open speech, which the apostrophe of "'em" does not: be curly, or stand where speech begins.
        """
        mark = self.marks[k]
        if self.goes_on is None or self.goes_on.double != mark.double:
            return False
        begins = mark.curly or mark.first == self.paragraph.start or self.doc.norms[mark.first - 1] in (",", ":")
        return mark.double or begins

    def _leave_open(self, k: int, following: Sequence[dict[str, int | None]]) -> Iterator[_Found]:
        """V-8: an open quotation runs on, or (V-10) ends with its sentence or before the next mark of its style that opens."""
        mark = self.marks[k]
        after = following[k].get("double" if mark.double else "single")
        opens_again = after is not None and self.marks[after].opens
        if self._runs_on(k, following) and not opens_again:
            yield _Found(mark.last + 1, self.paragraph.end, ("continued",))
        elif mark.double or self._unclosed(mark):
            end = self.doc.sentences[self.doc.sentence_at(mark.first)].end
            yield _Found(mark.last + 1, min(end, self.marks[after].first) if after and opens_again else end, ("unclosed",))

    def _after_stop(self, mark: Mark) -> bool:
        """V-9: a foreign mark closes only where speech ends: after a comma or a stop."""
        return self.doc.norms[mark.first - 1] in STOPS

    def _foreign(self, opener: int, k: int, following: Sequence[dict[str, int | None]]) -> int | None:
        """V-9: return the pending mark that a mark of the other style closes: one whose own closer is missing."""
        after = following[k].get("double" if self.marks[opener].double else "single")
        return None if after is not None and self.marks[after].closes and not self.marks[after].opens else opener


def _outermost(found: list[_Found]) -> Iterator[_Found]:
    """Yield what was found in the order of the text, outer before inner, without what lies deeper than anybody quotes."""
    ends: list[int] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while ends and ends[-1] <= one.start:
            ends.pop()
        if len(ends) < MAX_DEPTH:
            ends.append(one.end)
            yield one


def _says_something(doc: Document, one: _Found) -> bool:
    """Say whether a word stands between the marks, and not only that of "rock 'n' roll"."""
    norms = doc.norms[one.start : one.end]
    return norms != ("n",) and any(norm[0].isalnum() for norm in norms)


def _quotation(doc: Document, one: _Found) -> Quotation:
    span = Span(one.start, one.end)
    kind = "term" if is_short(doc, span) and doc.norms[one.end - 1] not in STOPS and not one.flags else "speech"
    return Quotation(span, kind, frozenset(one.flags)) if one.flags else Quotation(span, kind)


def is_short(doc: Document, span: Span) -> bool:
    """Say whether a quotation has as few words as a term."""
    return span.end - span.start <= 4 * TERM_WORDS and doc.n_words(span) <= TERM_WORDS
