"""Spans of sources, cues and contents -> relations: which belong together, and what rules add to them (CODEBOOK section 4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from framing.attributions.relations import SHAPES, Draft, RelationFinder
from framing.encoder.calibration import Calibration
from framing.encoder.layout import LINK
from framing.encoder.reading import Read
from framing.encoder.spans import find_spans
from framing.grammar import name_after, noun_phrase_after
from framing.lexicon import Entry, Lexicon
from framing.model import Document, Mark, Quotation, Span

SOURCE_REACH = 1  # sentences between a cue and its source
CONTENT_REACH = 2  # sentences between a cue and the furthest of its contents: a quotation goes on
LEAST_LINK = 0.05  # the probability below which a span belongs to no cue, its nearest included
LEAST_SOURCE = 0.35  # the probability of a token to be in a source, where a cue asks for one
MOST_NEAR = 30  # spans on either side of a cue: a text without stops is one long sentence
_BEFORE_VERB = 3  # tokens before "respond" that belong to it: "did not immediately"
SHARED = 0.4  # from this on, a cue left without content shares that of another


class Likeness(NamedTuple):
    """How likely a span belongs to a cue: the nearer the sentence the likelier, then by the probability that was read."""

    nearness: int
    share: float


_NONE = Likeness(-99, 0.0)


@dataclass(slots=True)
class Linked:
    """A cue with the source and the contents that belong to it."""

    cue: Mark
    source: Mark | None = None
    contents: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Linker:
    """Finds which spans of one document belong together, from what was read of their tokens."""

    doc: Document
    read: Read

    def link(self, cues: Sequence[Mark], sources: Sequence[Mark], contents: Sequence[Mark]) -> list[Linked]:
        """Give each cue its most probable source, and each content to its most probable cue.

        What stands in one sentence belongs together before anything else does. A cue that gets no content shares the most
        probable content of others ("argued, and repeated, that ...").
        """
        found = [Linked(cue, self._best(self._rank(cue, sources, 2, 0, SOURCE_REACH), LEAST_LINK)) for cue in cues]
        ranked = [self._rank(cue, contents, 3, 1, CONTENT_REACH) for cue in cues]
        owners: dict[Span, tuple[Likeness, int]] = {}
        for number, likely in enumerate(ranked):
            for content, likeness in likely:
                if likeness.share >= LEAST_LINK and likeness > owners.get(content.span, (_NONE, -1))[0]:
                    owners[content.span] = likeness, number
        for content in contents:
            if content.span in owners:
                found[owners[content.span][1]].contents.append(content)
        for linked, likely in zip(found, ranked, strict=True):
            best = None if linked.contents else self._best(likely, SHARED)
            if best:
                linked.contents.append(best)
        return found

    def _rank(self, cue: Mark, others: Sequence[Mark], part: int, cue_part: int, reach: int) -> list[tuple[Mark, Likeness]]:
        """Return the spans near a cue, each with how likely it belongs to it."""
        at = self._sentence(cue)
        own = bisect_left(others, cue)
        first = max(own - MOST_NEAR, bisect_left(others, at - reach, key=self._sentence))
        last = min(own + MOST_NEAR, bisect_right(others, at + reach, key=self._sentence))
        return [
            (other, Likeness(-abs(self._sentence(other) - at), self._share(cue, other, part, cue_part)))
            for other in others[first:last]
        ]

    def _best(self, ranked: Sequence[tuple[Mark, Likeness]], least: float) -> Mark | None:
        """Return the likeliest span, the first of equals; None where none is likely enough."""
        likely = (pair for pair in ranked if pair[1].share >= least)
        return max(likely, key=lambda pair: pair[1], default=(None, _NONE))[0]

    def _sentence(self, mark: Mark) -> int:
        return self.doc.sentence_at(mark.span.start)

    def _share(self, cue: Mark, other: Mark, part: int, cue_part: int) -> float:
        """Return the probability that a span belongs to a cue."""
        links = self.read.links
        head = links[cue.span.start, cue_part * LINK : (cue_part + 1) * LINK].astype(np.float32)
        rows = links[other.span.start : other.span.end, part * LINK : (part + 1) * LINK].astype(np.float32)
        return float(np.exp(-np.logaddexp(0, -(rows @ head) / LINK**0.5)).mean())


def find_relations(
    doc: Document, read: Read, calibration: Calibration, quotations: tuple[Quotation, ...], verbs: Lexicon
) -> Iterator[tuple[Draft, float]]:
    """Yield a document's relations, each with its confidence: what was read in the order of its cues, then what rules add.

    The encoder says where sources, cues and contents are and which belong together; the lexicon says what a cue commits to;
    rules tell a source's name from what is said of it, and which rule of the codebook a relation follows.
    """
    scales = {**calibration.spans, "source": replace(calibration.spans["source"], threshold=LEAST_SOURCE)}
    marks = {layer: list(find_spans(doc, read, layer, scales[layer])) for layer in ("cue", "source", "content")}
    maker = _Maker(doc, RelationFinder(doc, quotations), sorted(verbs.find(doc), key=lambda pair: pair[0]))
    refusals = list(maker.by_rule("no_comment", frozenset()))
    refused = {i for draft in refusals for i in range(draft.cue.start - _BEFORE_VERB, draft.cue.end)}
    taken = set(refused)
    for linked in Linker(doc, read).link(marks["cue"], marks["source"], marks["content"]):
        cue = linked.cue.span
        draft = maker.make(linked) if refused.isdisjoint(range(*cue)) else None
        if draft:
            taken.update(range(*cue))
            yield draft, linked.cue.confidence
    yield from ((draft, 1.0) for draft in (*refusals, *maker.by_rule("adverb", taken)))


def merge_twins(found: Iterable[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
    """Return relations in the order of their cues; of two of one source over one content only the first (A-11)."""
    kept: dict[object, tuple[Draft, float]] = {}
    for draft, confidence in sorted(found, key=lambda pair: pair[0].cue):
        told = (draft.source, draft.contents) if draft.contents and draft.source else draft.cue
        kept.setdefault(told, (draft, confidence))
    return list(kept.values())


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes relations of one document; ``listed`` are the lexicon's cues in it, in order."""

    doc: Document
    finder: RelationFinder
    listed: Sequence[tuple[Span, Entry]]

    def make(self, linked: Linked) -> Draft | None:
        """Return the relation of a cue that was read, or None where it has no content."""
        doc, cue, content = self.doc, linked.cue.span, self.finder.content
        place, entry = self._entry(cue)
        contents = tuple(span for mark in linked.contents for span in content.trim(*mark.span))
        if not contents:
            return None
        source, extent = core_of(doc, linked.source.span) if linked.source else (None, None)
        if source is None and place:
            by_rule = self.finder.draft(place, entry)
            source, extent = (by_rule.source, by_rule.extent) if by_rule else (None, None)
        channel = content.addressee(cue, entry, doc.sentences[doc.sentence_at(cue.start)])
        return Draft(cue, entry, source, extent, contents, _rule(doc, cue, entry, source, contents), channel)

    def by_rule(self, label: str, taken: Set[int]) -> Iterator[Draft]:
        """Yield what no labeled data has taught the encoder: parties that did not comment, adverbs of hearsay (A-1n, A-1h)."""
        quoted = {i for q in self.finder.quotations if q.kind == "speech" for i in range(*q.span)}
        for cue, entry in self.listed:
            if label in entry.labels and quoted.isdisjoint(range(*cue)) and taken.isdisjoint(range(*cue)):
                draft = self.finder.draft(cue, entry)
                if draft:
                    yield draft

    def _entry(self, cue: Span) -> tuple[Span | None, Entry]:
        """Return the entry of a cue, and where it stands: the first verb listed among its words, else whatever is listed.

        A cue that no list has gets an entry of its own.
        """
        first = max(0, bisect_left(self.listed, cue.start, key=lambda pair: pair[0].start) - 1)
        around = self.listed[first : first + cue.end - cue.start + 1]
        inside = [pair for pair in around if pair[0].start < cue.end and pair[0].end > cue.start]
        if inside:
            return min(inside, key=lambda pair: not pair[1].labels.isdisjoint(SHAPES))
        own = Entry(self.doc.quote(cue).lower(), "neutral", (), rule="A-6", labels=frozenset({"unlisted"}))
        return None, own


def core_of(doc: Document, span: Span) -> tuple[Span, Span]:
    """Return the name or noun phrase in a source's span, and the whole span: "Ana Ruiz, a spokeswoman for the port"."""
    phrase = noun_phrase_after(doc, span.start, span.end)
    if phrase is None:
        comma = next((i for i in range(span.start + 1, span.end) if doc.norms[i] in (",", "(", "\u2014")), span.end)
        phrase = Span(span.start, comma)
    return name_after(doc, phrase, span), span


def _rule(doc: Document, cue: Span, entry: Entry, source: Span | None, contents: Sequence[Span]) -> str:
    """Return the rule a relation's arrangement follows."""
    if source is None:
        return "A-1h"
    if "prep" in entry.labels:
        return "A-8"
    if doc.tags[cue.start] == "VBG" and cue.start and doc.norms[cue.start - 1] == ",":
        return "A-10"
    return "A-7" if source.start > cue.start or contents[0].end <= cue.start or "noun" in entry.labels else "A-1"
