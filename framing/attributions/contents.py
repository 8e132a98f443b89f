"""A cue -> the stretch of text it covers: clauses and quotations, to its right or left (CODEBOOK A-7 to A-13, V-11)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from framing.grammar import FINITE, TIMES, noun_phrase_after, relative_inside
from framing.model import Document, Quotation, Span
from framing.quotations import with_marks

if TYPE_CHECKING:
    from framing.lexicon import Entry

_CONTRASTS = frozenset(["but", "while", "whereas", "although", "though"])
_WH = frozenset(["what", "how", "why", "whether", "if", "who", "where", "when", "which"])
_TRIM_LEFT = frozenset([",", ":", "\u2014", "\u2013", "-", "that", ")", "and", "but"])
_TRIM_RIGHT = frozenset([",", ".", ";", ":", "\u2014", "\u2013", "-", "(", "and", "but", "while", "as"])
_VERBS = FINITE | {"VB", "VBG", "VBN"}
_BEFORE_OWN = frozenset([",", ";", ":", "and", "but"])
_COMPLEMENTS = ("that", "np", "to", "prep", "as", "wh", "quote")
_SHORTEST_CLAUSE = 4  # tokens
_LONGEST_CLAUSE = 500  # tokens, a quotation counted as one: a text without stops is one sentence
_LONG_ADJUNCT = 9  # tokens between a cue and its content: "said in an interview with the paper on Monday that"


@dataclass(slots=True)
class ContentFinder:
    """Finds contents in one document; knows where its quotations open and close."""

    doc: Document
    quotations: Sequence[Quotation]
    opening: dict[int, Quotation] = field(init=False)  # by the token of the opening mark
    _closing: dict[int, Quotation] = field(init=False)
    _breaks_at: list[int] = field(init=False)  # where a clause may end, or a quotation begins

    def __post_init__(self) -> None:
        marked = [(with_marks(self.doc, q), q) for q in reversed(self.quotations)]
        self.opening = {start: q for (start, _), q in marked}
        positions = self.doc.positions
        self._breaks_at = sorted([*positions.get(",", ()), *positions.get(";", ()), *self.opening])
        self._closing = {max(q.span.end, end - 1): q for (_, end), q in marked if "unclosed" not in q.flags}

    def closes_before(self, at: int) -> Quotation | None:
        """Return the quotation whose closing mark stands just before a token of its paragraph, a comma between them allowed."""
        closing, paragraphs = self._closing, self.doc.paragraphs
        last = at - 2 if at and self.doc.norms[at - 1] == "," and at - 2 in closing else at - 1
        if last not in closing or bisect_left(paragraphs, (at,)) < bisect_left(paragraphs, (at + 1,)):
            return None  # none closes, or a paragraph begins
        return closing[last]

    def speaks_before(self, at: int, sentence: Span) -> bool:
        """Say whether a quotation that opens the sentence, or came before it, closes just before a token."""
        quotation = self.closes_before(at)
        return quotation is not None and at > sentence.start >= with_marks(self.doc, quotation).start

    def opens_after(self, at: int) -> Quotation | None:
        """Return the quotation that opens at a token, a comma or colon before it allowed."""
        if at < len(self.doc.norms) and self.doc.norms[at] in (",", ":"):
            at += 1
        return self.opening.get(at)

    def ends_at(self, at: int) -> bool:
        """Say whether something that can be a content ends just before a token: a quotation, or a clause and a comma."""
        return self.closes_before(at) is not None or (at > 1 and self.doc.norms[at - 1] in (",", "\u2014", "\u2013", "?", "!"))

    def closed(self, quotation: Quotation) -> int:
        """Return where a quotation ends with its mark; one that goes on, or never closes, has none."""
        return with_marks(self.doc, quotation).end

    def quoted(self, contents: Sequence[Span]) -> bool:
        """Say whether a content begins with a quotation mark."""
        return bool(contents) and contents[0].start in self.opening

    def is_time(self, span: Span) -> bool:
        """Say whether a noun phrase is only a date or day."""
        return all(self.doc.norms[i] in TIMES or self.doc.tags[i] in ("CD", "DT", ",") for i in range(span.start, span.end))

    def left(self, at: int, sentence: Span, *, clause: bool = True) -> tuple[Span, ...]:
        """Return the content that ends before token ``at``: a quotation, however early it began, or the clause.

        With ``clause``, what is not quoted must hold a verb: "Still, diplomats said" has no content to its left.
        """
        doc = self.doc
        start, end = sentence.start, at
        quotation = self.closes_before(at)
        if quotation is not None:
            end = self.closed(quotation)
            start = min(start, quotation.span.start - 1)
            if quotation.span.start - 2 > sentence.start and doc.norms[quotation.span.start - 2] in _BEFORE_OWN:
                start = quotation.span.start - 1  # "The dam fell, and 'it leaks badly now,' she said"
        else:
            start = self._after_concessive(start, at)
            if clause and _VERBS.isdisjoint(doc.tags[start:at]):
                return ()
        return self.trim(start, end)

    def _finite(self, start: int, end: int) -> bool:
        return not FINITE.isdisjoint(self.doc.tags[start:end])

    def _after_concessive(self, start: int, end: int) -> int:
        """A-13: a leading "While ..., " is the outlet's own."""
        if self.doc.norms[start] in _CONTRASTS:
            for i in range(start, end - 3):
                if self.doc.norms[i] == ",":
                    return i + 1
        return start

    def right(self, at: int, sentence: Span) -> tuple[Span, ...]:
        """Return the content that begins at token ``at``: to the end of the quotation or clause."""
        doc, start = self.doc, at
        while start < sentence.end and doc.norms[start] in _TRIM_LEFT:
            start += 1
        quotation = self.opening.get(start)
        if start >= sentence.end and (quotation is None or doc.norms[start - 1] != ":"):
            return ()  # after a colon that ends its paragraph the next may open with what is announced
        end = self.closed(quotation) if quotation else start
        if quotation is None or end < sentence.end:
            end = max(end, self._clause_end(max(start, end), sentence))
        own = relative_inside(doc, Span(start, end)) if quotation is None else None
        return (*self.trim(start, own.start), *self.trim(own.end, end)) if own else self.trim(start, end)

    def _clause_end(self, start: int, sentence: Span) -> int:
        """Return where the clause that begins at ``start`` ends: at a stop, a contrast, or a relative clause (A-13)."""
        end = min(sentence.end, start + _LONGEST_CLAUSE)
        after = start
        for i in self._breaks_at[bisect_left(self._breaks_at, start) : bisect_left(self._breaks_at, sentence.end)]:
            if i >= end:
                break
            if i in self.opening and i >= after:
                after = min(self.opening[i].span.end + 1, sentence.end)
                end = min(sentence.end, end + after - i - 1)
            elif i >= after and (self.doc.norms[i] == ";" or (i + 1 < sentence.end and self._breaks(i + 1, sentence))):
                return i
        return max(start, end)

    def _breaks(self, i: int, sentence: Span) -> bool:
        norm, tag = self.doc.norms[i], self.doc.tags[i]
        if norm in _CONTRASTS or norm == "according":
            return True
        if norm in ("which", "who") and tag in ("WDT", "WP"):
            return "," not in self.doc.norms[i : sentence.end]
        return tag == "VBG" and norm in ("adding", "citing", "saying", "noting", "insisting", "claiming", "arguing", "calling")

    def around(self, phrase: Span, sentence: Span) -> tuple[Span, ...]:
        """Return the content of "according to X": what follows where it opens the sentence, else what precedes."""
        doc = self.doc
        opens = phrase.start == sentence.start or (phrase.start - sentence.start <= 2 and doc.norms[phrase.start - 1] != ",")
        if opens:
            end = phrase.end
            while end < sentence.end and doc.norms[end] != "," and end not in self.opening:
                end += 1
            return self.right(self._after_apposition(end, sentence), sentence)
        left = self.left(phrase.start, sentence)
        if phrase.end < sentence.end and doc.norms[phrase.end] == "," and doc.tags[phrase.end + 1] not in ("WP", "VBG", "WDT"):
            return (*(left or self.left(phrase.start, sentence, clause=False)), *self.right(phrase.end + 1, sentence))
        return left

    def _after_apposition(self, comma: int, sentence: Span) -> int:
        """Step over "According to Vance, a retired diver, ..." to the comma that ends the apposition."""
        if comma + 1 >= sentence.end or self.doc.tags[comma + 1] not in ("DT", "WP"):
            return comma
        later = next((i for i in range(comma + 1, sentence.end) if self.doc.norms[i] == ","), None)
        if later is None or self._finite(comma, later) or not self._finite(later, sentence.end):
            return comma
        return later

    def until_comma(self, contents: tuple[Span, ...]) -> tuple[Span, ...]:
        """End a content at its first comma: "The mayor, noting the hour, left"."""
        if not contents:
            return ()
        start, end = contents[0]
        return self.trim(start, next((i for i in range(start, end) if self.doc.norms[i] == ","), end))

    def resumed(self, at: int, sentence: Span) -> tuple[Span, ...]:
        """V-11: the second part of a quotation that "she said" interrupts."""
        for i in range(at, min(at + 3, sentence.end)):
            quotation = self.opening.get(i)
            if quotation is not None:
                return self.trim(i, quotation.span.end + 1)
            if self.doc.norms[i] not in (",", ":", ".", "\u2014"):
                break
        return ()

    def clause_of(self, cue: Span, sentence: Span) -> tuple[Span, ...]:
        """Return the clause an adverb stands in, between the marks and conjunctions around it (H-28)."""
        start, end = cue.start, cue.end
        while start > sentence.start and self.doc.norms[start - 1] not in (";", ":", "\u2014"):
            if self.doc.norms[start - 1] == "," and self._finite(sentence.start, start):
                break
            start -= 1
        while end < sentence.end and self.doc.norms[end] not in (";", ":", "\u2014"):
            if self.doc.norms[end] == "," and self._finite(start, end) and self._finite(end, sentence.end):
                break
            end += 1
        return self.trim(start, end)

    def addressee(self, cue: Span, entry: Entry, sentence: Span) -> Span | None:
        """Return whom a "told" or "warned" speaks to."""
        return noun_phrase_after(self.doc, cue.end, sentence.end) if "person" in entry.labels else None

    def complement(self, cue: Span, labels: frozenset[str], sentence: Span) -> tuple[Span, ...]:
        """Return what a verb takes as content, by what its entry says it can take; empty if nothing of the kind follows."""
        doc = self.doc
        at = cue.end
        if at >= sentence.end:
            return ()
        if self.opens_after(at) is not None:
            return self.right(at, sentence)
        if doc.norms[at] in (".", ",", "?", "!", ";") or at in self._closing:
            return self._later_quotation(at, sentence) if doc.norms[at] == "," else ()
        takes = _complements(labels)
        start = self._content_start(at, "person" in labels, sentence)
        if self._fits(start, takes, sentence):
            return self.right(start, sentence)
        if any(label.startswith("prep:") or label in ("to", "as") for label in takes):
            return self._after_object(at, takes, sentence)
        return ()

    def _later_quotation(self, at: int, sentence: Span) -> tuple[Span, ...]:
        """Return a quotation a few words after the cue: "he said, in a low voice, '...'"."""
        for i in range(at, min(at + _LONG_ADJUNCT, sentence.end)):
            if i in self.opening:
                return self.right(i, sentence)
        return ()

    def _content_start(self, at: int, person: bool, sentence: Span) -> int:
        """Step over an addressee, times and places to where the content begins."""
        doc, opening = self.doc, self.opening
        limit = min(at + _LONG_ADJUNCT, sentence.end)
        for i in range(at, limit):
            norm, tag = doc.norms[i], doc.tags[i]
            if norm == ":" or (norm == "that" and tag == "IN"):
                return i
            if i in opening and (i == at or person or doc.tags[at] in ("IN", "RB", "TO") or doc.norms[at] in TIMES):
                return i  # "said on Monday '...'", but "said the plan was '...'" begins before the marks
            if (tag in FINITE and i > at) or norm in ("it", "him", "them"):
                break
        start = at
        if person:
            phrase = noun_phrase_after(doc, at, limit)
            start = phrase.end if phrase and not (phrase.end < limit and doc.tags[phrase.end] in FINITE) else at
        while start < limit and (doc.norms[start] in TIMES or doc.tags[start] == "RB"):
            start += 1
        if start + 1 < limit and doc.norms[start] in ("on", "in", "at", "during") and doc.norms[start + 1] in TIMES:
            start += 2
        return start

    def _fits(self, start: int, takes: frozenset[str], sentence: Span) -> bool:
        """Say whether what begins at ``start`` is a complement of one of the kinds asked for."""
        doc = self.doc
        if start >= sentence.end:
            return False
        norm, tag = doc.norms[start], doc.tags[start]
        if norm in ("that", ":") or start in self.opening:
            return True
        if norm in _WH:
            return bool(takes & {"wh", "that"})
        if norm == "to":
            return "to" in takes and start + 1 < sentence.end and doc.tags[start + 1] in ("VB", "RB")
        if f"prep:{norm}" in takes or ("np" in takes and noun_phrase_after(doc, start, sentence.end)):
            return True
        if "that" in takes and tag not in ("IN", "TO", "CC", "VBN", ",", "."):
            plain = not takes - {"that", "wh"} and sentence.end - start > _SHORTEST_CLAUSE  # the tagger may miss its verb
            return plain or self._finite(start + 1, sentence.end)
        return False

    def _after_object(self, at: int, takes: frozenset[str], sentence: Span) -> tuple[Span, ...]:
        """Return object and complement together: "accused the mayor of lying", "urged members to vote"."""
        phrase = noun_phrase_after(self.doc, at, sentence.end)
        if phrase is None:
            return ()
        for i in range(at, min(phrase.end + 2, sentence.end)):
            norm = self.doc.norms[i]
            if f"prep:{norm}" in takes or (norm == "to" and "to" in takes) or (norm == "as" and "as" in takes):
                return self.right(at, sentence)
        return ()

    def trim(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the span without the commas, stops and conjunctions at its edges; nothing if none is left."""
        norms = self.doc.norms
        end = min(end, len(norms))
        while start < end and norms[start] in _TRIM_LEFT:
            start += 1
        while end > start and norms[end - 1] in _TRIM_RIGHT:
            end -= 1
        for i in range(start, end):
            if norms[i][0].isalnum():
                return (Span(start, end),)
        return ()


@cache
def _complements(labels: frozenset[str]) -> frozenset[str]:
    """Return the labels that say what a verb takes; one of which none does takes clauses."""
    return frozenset(label for label in labels if label.split(":")[0] in _COMPLEMENTS) or frozenset(["that"])
