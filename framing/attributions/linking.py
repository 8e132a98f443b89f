"""Marked sources, cues and contents -> relations: which belong together, and by which rule (CODEBOOK section 4).

Both annotators mark spans; each says in its own way how likely a span belongs to a cue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from framing.attributions.marked import AGENTLESS, core_of, cue_of, is_cue, is_refused, whole_contents
from framing.attributions.relations import SHAPES, Draft, RelationFinder
from framing.attributions.settling import is_second
from framing.grammar import noun_phrase_after
from framing.lexicon import Entry
from framing.model import Attribution, Document, Mark, Span

# Sentences between a cue and its source, and between it and the furthest of its contents: a quotation goes on.
SOURCE_REACH, CONTENT_REACH = 1, 2
REACH = {"source": SOURCE_REACH, "content": CONTENT_REACH}
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

Likeness = tuple[int, float]
"""How likely a span belongs to a cue: the nearer the sentence (0, -1, ...) the likelier, then by its probability."""

Ranked = list[tuple[Mark, Likeness]]
Rank = Callable[[Sequence[Mark], Sequence[Mark], str], Iterable[Ranked]]
"""Gives for each of some cues the spans, "source" or "content", that may belong to it, and how likely each does."""

_NONE = (-99, 0.0)


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
    rank: Rank

    def link(self, cues: Sequence[Mark], sources: Sequence[Mark], contents: Sequence[Mark]) -> list[Linked]:
        """Give each cue its most probable source, and each content to its most probable cue.

        What stands in one sentence belongs together before anything else does. A cue that gets no content shares the most
        probable content of others ("argued, and repeated, that ..."). A content of nobody's that only stops part from an
        owned one has the same owner.
        """
        found = [Linked(cue, _best(likely)) for cue, likely in zip(cues, self.rank(cues, sources, "source"), strict=True)]
        ranked = list(self.rank(cues, contents, "content"))
        given = self._go_on(contents, self._owners(cues, ranked))
        for content in contents:
            if content.span in given:
                owner = found[given[content.span]]
                owner.contents.append(self._after(owner.cue, content))
        for linked, likely in zip(found, ranked, strict=True):
            best = None if linked.contents else _best(likely, SHARED)
            if best:
                linked.contents.append(self._after(linked.cue, best, shared=True))
        return found

    def _owners(self, cues: Sequence[Mark], ranked: Sequence[Ranked]) -> dict[Span, int]:
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
            or likeness[1] >= ELSEWHERE
            or self._paragraph(span) == self._paragraph(cues[number].span)
        }

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
                if other not in given and one in given and self._goes_on(one, other):
                    given[other] = given[one]
        return given

    def _goes_on(self, one: Span, other: Span) -> bool:
        """Say whether nothing but stops stands between two spans of one paragraph."""
        between = self.doc.norms[min(one.end, other.end) : max(one.start, other.start)]
        return not any(norm[0].isalnum() for norm in between) and self._paragraph(one) == self._paragraph(other)

    def _paragraph(self, span: Span) -> int:
        return bisect_right(self.doc.paragraphs, (span.start, len(self.doc.norms) + 1))


def rank_by(doc: Document, share: Share) -> Rank:
    """Return what ranks the spans of a document that stand near a cue by how likely each belongs to it."""

    def rank(cues: Sequence[Mark], others: Sequence[Mark], layer: str) -> Iterator[Ranked]:
        sentences = [doc.sentence_of[span.start] for span, _ in others]
        for cue in cues:
            at = doc.sentence_of[cue.span.start]
            ranked = []
            for i in near(cue, others, sentences, at, REACH[layer]):
                beside = layer == "content" and is_beside(doc, cue.span, others[i].span)
                likely = BESIDE if beside else share(cue, others[i], layer)
                if likely >= LEAST_LINK:
                    ranked.append((others[i], (-abs(sentences[i] - at), likely)))
            yield ranked

    return rank


def near(cue: Mark, others: Sequence[Mark], sentences: Sequence[int], at: int, reach: int) -> range:
    """Return the numbers of the spans in a cue's sentence and in those around it; of very many only the nearest."""
    first = bisect_left(sentences, at - reach)
    last = bisect_right(sentences, at + reach, first)
    if last - first > MOST_NEAR:
        own = bisect_left(others, cue)
        first, last = max(own - MOST_NEAR, first), min(own + MOST_NEAR, last)
    return range(first, last)


def is_beside(doc: Document, cue: Span, content: Span) -> bool:
    """Say whether a content stands right behind a cue: 'said "..."', "said that ..."."""
    return 0 <= content.start - cue.end < NEXT and _OPENS.issuperset(doc.norms[cue.end : content.start])


def _best(ranked: Ranked, least: float = LEAST_LINK) -> Mark | None:
    """Return the likeliest span, the first of equals; None where none is likely enough."""
    best, highest = None, _NONE
    for mark, likeness in ranked:
        if likeness > highest and likeness[1] >= least:
            best, highest = mark, likeness
    return best


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
