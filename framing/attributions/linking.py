"""Marked sources, cues and contents -> relations: which belong together, and by which rule (CODEBOOK section 4).

Both annotators mark spans; each says in its own way how likely a span belongs to a cue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from framing.attributions.marked import AGENTLESS, core_of, cue_of, is_cue, is_refused, whole_contents
from framing.attributions.relations import SHAPES, Draft, RelationFinder
from framing.attributions.settling import is_second
from framing.grammar import noun_phrase_after
from framing.lexicon import Entry
from framing.model import Attribution, Document, Mark, Span

SOURCE_REACH = 1  # sentences between a cue and its source
CONTENT_REACH = 2  # sentences between a cue and the furthest of its contents: a quotation goes on
LEAST_LINK = 0.05  # the probability below which a span belongs to no cue, its nearest included
MOST_NEAR = 30  # spans on either side of a cue: a text without stops is one long sentence
LEAST_ODD = 0.65  # how likely a cue must be that is nothing but an auxiliary or a preposition
SURE = 0.9  # how likely a relation must be whose source is a thing that no list knows
BESIDE = 0.99  # how likely a content belongs to the cue it stands right behind: "said that | the dam leaks"
ELSEWHERE = 0.2  # how likely a further content must be that stands in another paragraph
SHARED = 0.4  # from this on, a cue left without content shares that of another
_OPENS = frozenset(["that", '"', "\u201c", "\u2018", ":", ","])  # what may stand between a cue and the content behind it
_EVIDENT = frozenset(["clear", "evident", "obvious", "plain"])  # to somebody, else it is the outlet that says so (A-1c)
_SOURCE_BEHIND = frozenset(["prep", "noun"])  # labels of cues whose source mostly follows: "according to", "fears among"
NEXT = 4  # tokens after a cue within which the content behind it begins
BEFORE_VERB = 3  # tokens before "respond" that belong to it: "did not immediately"

Share = Callable[[Mark, Mark, str], float]
"""How likely a span, a "source" or a "content", belongs to a cue."""


class Likeness(NamedTuple):
    """How likely a span belongs to a cue: the nearer the sentence the likelier, then by its probability."""

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
    """Finds which spans of one document belong together."""

    doc: Document
    share: Share
    far: Set[Span] | None = None  # the spans that may belong to a cue of another sentence; None for any

    def link(self, cues: Sequence[Mark], sources: Sequence[Mark], contents: Sequence[Mark]) -> list[Linked]:
        """Give each cue its most probable source, and each content to its most probable cue.

        What stands in one sentence belongs together before anything else does. A cue that gets no content shares the most
        probable content of others ("argued, and repeated, that ..."). A content of nobody's that only stops part from an
        owned one has the same owner.
        """
        found = [
            Linked(cue, self._best(likely, LEAST_LINK))
            for cue, likely in zip(cues, self._rank(cues, sources, "source", SOURCE_REACH), strict=True)
        ]
        ranked = list(self._rank(cues, contents, "content", CONTENT_REACH))
        given = self._go_on(contents, self._owners(cues, ranked))
        for content in contents:
            if content.span in given:
                owner = found[given[content.span]]
                owner.contents.append(self._after(owner.cue, content))
        for linked, likely in zip(found, ranked, strict=True):
            best = None if linked.contents else self._best(likely, SHARED)
            if best:
                linked.contents.append(self._after(linked.cue, best, shared=True))
        return found

    def _owners(self, cues: Sequence[Mark], ranked: Sequence[Sequence[tuple[Mark, Likeness]]]) -> dict[Span, int]:
        """Return the number of each content's likeliest cue; that of another paragraph has it if it is likely or all it has."""
        owners: dict[Span, tuple[Likeness, int]] = {}
        for number, likely in enumerate(ranked):
            for content, likeness in likely:
                if likeness > owners.get(content.span, (_NONE, -1))[0]:
                    owners[content.span] = likeness, number
        best: dict[int, Likeness] = {}
        for likeness, number in owners.values():
            best[number] = max(best.get(number, _NONE), likeness)
        return {
            span: number
            for span, (likeness, number) in owners.items()
            if likeness == best[number]
            or likeness.share >= ELSEWHERE
            or self._paragraph(span) == self._paragraph(cues[number].span)
        }

    def _is_beside(self, cue: Span, content: Span) -> bool:
        """Say whether a content stands right behind a cue: 'said "..."', "said that ..."."""
        return 0 <= content.start - cue.end < NEXT and _OPENS.issuperset(self.doc.norms[cue.end : content.start])

    def _after(self, cue: Mark, content: Mark, *, shared: bool = False) -> Mark:
        """Return of a content that holds a second cue what follows it: "nobody was hurt and added that school goes on".

        One that is shared is another's too, and the cue stands in what that one says: "... a sign that he wanted a deal".
        """
        (start, end), (first, last) = cue.span, content.span
        second = first < start and end < last and (shared or is_second(self.doc, cue.span))
        return content._replace(span=Span(end, last)) if second else content

    def _go_on(self, contents: Sequence[Mark], owners: dict[Span, int]) -> dict[Span, int]:
        """Return the cue of each content, with those that only stops part from one that is owned: a quotation goes on."""
        given = dict(owners)
        spans = [content.span for content in contents]
        for ordered in (spans, spans[::-1]):
            for one, other in pairwise(ordered):
                if one in given and other not in given and self._goes_on(one, other):
                    given[other] = given[one]
        return given

    def _goes_on(self, one: Span, other: Span) -> bool:
        """Say whether nothing but stops stands between two spans of one paragraph."""
        between = self.doc.norms[min(one.end, other.end) : max(one.start, other.start)]
        return not any(norm[0].isalnum() for norm in between) and self._paragraph(one) == self._paragraph(other)

    def _rank(
        self, cues: Sequence[Mark], others: Sequence[Mark], layer: str, reach: int
    ) -> Iterator[list[tuple[Mark, Likeness]]]:
        """Yield for each cue the spans near it that may belong to it, each with how likely it does."""
        sentence_at, share, is_content = self.doc.sentence_at, self.share, layer == "content"
        sentences = [sentence_at(other.span.start) for other in others]
        reaches = [self.far is None or other.span in self.far for other in others]
        for cue in cues:
            at = sentence_at(cue.span.start)
            first, last = bisect_left(sentences, at - reach), bisect_right(sentences, at + reach)
            if last - first > MOST_NEAR:
                own = bisect_left(others, cue)
                first, last = max(own - MOST_NEAR, first), min(own + MOST_NEAR, last)
            ranked = []
            for i in range(first, last):
                if sentences[i] == at or reaches[i]:
                    other = others[i]
                    beside = is_content and self._is_beside(cue.span, other.span)
                    likely = BESIDE if beside else share(cue, other, layer)
                    if likely >= LEAST_LINK:
                        ranked.append((other, Likeness(-abs(sentences[i] - at), likely)))
            yield ranked

    def _best(self, ranked: Sequence[tuple[Mark, Likeness]], least: float) -> Mark | None:
        """Return the likeliest span, the first of equals; None where none is likely enough."""
        likely = (pair for pair in ranked if pair[1].share >= least)
        return max(likely, key=itemgetter(1), default=(None, _NONE))[0]

    def _paragraph(self, span: Span) -> int:
        return bisect_right(self.doc.paragraphs, (span.start, len(self.doc.norms) + 1))


def says_something(attribution: Attribution) -> bool:
    """Drop what no person or body says: events that suggest or welcome something (A-9, H-17), but for the surest."""
    doubtful = attribution.cue_class in ("tentative", "positive") and "unclassified" in attribution.source.flags
    return not doubtful or attribution.kind == "cognition" or attribution.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes relations of one document.

    ``listed`` are the lexicon's cues in it, in order; ``refused`` are words of it that are none where they stand.
    """

    doc: Document
    finder: RelationFinder
    listed: Sequence[tuple[Span, Entry]]
    refused: Sequence[tuple[Span, Entry | None]] = ()

    def make(self, linked: Linked) -> Draft | None:
        """Return the relation of a marked cue, or None where it has no content or is none."""
        doc, content = self.doc, self.finder.content
        inside = self.entries(linked.cue.span)
        if is_refused(linked.cue.span, inside, self.refused) or not (inside or self._can_be(linked.cue)):
            return None
        cue = cue_of(doc, linked.cue.span, inside)
        place, entry = min(inside, key=lambda pair: not pair[1].labels.isdisjoint(SHAPES), default=(None, None))
        entry = entry or self._own(cue)
        contents = tuple(span for mark in linked.contents for span in content.trim(*mark.span))
        contents = whole_contents(doc, contents)
        if not contents:
            return None
        source, extent = core_of(doc, linked.source.span, cue) if linked.source else (None, None)
        if not entry.labels.isdisjoint(AGENTLESS):
            source = extent = None
        elif place and (source is None or (source.start >= cue.end and entry.labels.isdisjoint(_SOURCE_BEHIND))):
            by_rule = self.finder.draft(place, entry)
            if by_rule and by_rule.source and (source is None or source.start >= by_rule.source.end):
                source, extent = by_rule.source, by_rule.extent
        if source is None and "unlisted" in entry.labels and doc.norms[cue.end - 1] in _EVIDENT:
            source = extent = noun_phrase_after(doc, cue.end + 1, len(doc.norms)) if doc.norms[cue.end] == "to" else None
            if source is None:
                return None
            entry = replace(entry, labels=entry.labels | {"cognition"})
        channel = content.addressee(cue, entry, doc.sentences[doc.sentence_at(cue.start)])
        return Draft(cue, entry, source, extent, contents, rule_of(doc, cue, entry, source, contents), channel)

    def by_rule(self, label: str, taken: Set[int]) -> Iterator[Draft]:
        """Yield what no labeled data teaches: parties that did not comment, adverbs of hearsay (A-1n, A-1h)."""
        quoted = {i for q in self.finder.quotations if q.kind == "speech" for i in range(*q.span)}
        for cue, entry in self.listed:
            if label in entry.labels and quoted.isdisjoint(range(*cue)) and taken.isdisjoint(range(*cue)):
                draft = self.finder.draft(cue, entry)
                if draft:
                    yield draft

    def entries(self, cue: Span) -> list[tuple[Span, Entry]]:
        """Return the listed cues that stand among the words of a cue: a verb is its entry before anything else is."""
        first = max(0, bisect_left(self.listed, cue.start, key=lambda pair: pair[0].start) - 1)
        around = self.listed[first : first + cue.end - cue.start + 1]
        return [pair for pair in around if pair[0].start < cue.end and pair[0].end > cue.start]

    def _can_be(self, cue: Mark) -> bool:
        return cue.confidence >= LEAST_ODD or is_cue(self.doc, cue.span)

    def _own(self, cue: Span) -> Entry:
        """Return the entry of a cue that no list has."""
        return Entry(self.doc.quote(cue).lower(), "neutral", (), rule="A-6", labels=frozenset({"unlisted"}))


def rule_of(doc: Document, cue: Span, entry: Entry, source: Span | None, contents: Sequence[Span]) -> str:
    """Return the rule a relation's arrangement follows."""
    if source is None:
        return "A-1h"
    if "prep" in entry.labels:
        return "A-8"
    if doc.tags[cue.start] == "VBG" and cue.start and doc.norms[cue.start - 1] == ",":
        return "A-10"
    return "A-7" if source.start > cue.start or contents[0].end <= cue.start or "noun" in entry.labels else "A-1"
