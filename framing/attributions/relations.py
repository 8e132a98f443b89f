"""A cue -> a draft of its relation: where source and content stand, and the rule that says so (CODEBOOK A-7 to A-12).

Spans are found by readable rules over noun phrases and clauses. For each cue the finder asks, in this order: does its
source follow (inverted), precede (ordinary), or is it missing (hearsay), and does its content stand to the right or left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from framing.attributions.contents import ContentFinder
from framing.grammar import (
    FINITE,
    VerbGroup,
    apposition_after,
    main_verb_after,
    name_after,
    noun_phrase_after,
    noun_phrase_before,
    subject_before,
    verb_group,
)
from framing.lexicon import Entry, Lexicon
from framing.model import Document, Quotation, Span

_AFTER_SOURCE = frozenset([*".,;?!\"'()\u2014\u2013-", "who", "whose", "in", "on", "at", "as", "when", "during"])
_BEFORE_PARTICIPLE = frozenset([*",\u2014\u2013-", "by", "while", "and", "without", "in", "after", "before"])
SHAPES = ("prep", "adverb", "noun", "passive", "no_comment")


class Draft(NamedTuple):
    """A relation before its source is classified: spans, the rule that found them, the addressee if one is named."""

    cue: Span
    entry: Entry
    source: Span | None
    extent: Span | None
    contents: tuple[Span, ...]
    rule: str
    channel: Span | None = None


@dataclass(slots=True)
class RelationFinder:
    """Finds the relations of one document from the cues a lexicon finds in it."""

    doc: Document
    quotations: Sequence[Quotation]
    content: ContentFinder = field(init=False)
    last: Draft | None = field(init=False, default=None)  # the relation found just before

    def __post_init__(self) -> None:
        self.content = ContentFinder(self.doc, self.quotations)

    def drafts(self, verbs: Lexicon, no_cue: Callable[[Span], bool]) -> Iterator[Draft]:
        """Yield the relations in the order of their cues."""
        # What a quoted speaker says that others said is the speaker's, not the outlet's.
        quoted = set(chain.from_iterable(range(*q.span) for q in self.quotations if q.kind == "speech"))
        for cue, entry in verbs.find(self.doc, skip=quoted):
            draft = None if "learned" in entry.labels else self.draft(cue, entry)
            if draft and not no_cue(cue):
                self.last = draft
                yield draft

    def draft(self, cue: Span, entry: Entry) -> Draft | None:
        """Return the relation of one cue, or None where its words make none."""
        return _finder(entry.labels)(self, cue, entry, self.doc.sentences[self.doc.sentence_at(cue.start)])

    def _according(self, cue: Span, entry: Entry, sentence: Span) -> Draft | None:
        """A-8: "according to X, CONTENT" and "CONTENT, according to X"."""
        source = noun_phrase_after(self.doc, cue.end, sentence.end)
        if source is None:
            return None
        extent = apposition_after(self.doc, source, sentence)
        contents = self.content.around(Span(cue.start, source.end), sentence)
        return Draft(cue, entry, source, extent, contents, "A-8") if contents else None

    def _hearsay(self, cue: Span, entry: Entry, sentence: Span) -> Draft | None:
        """A-1h: "reportedly" and its like cover their clause."""
        contents = self.content.clause_of(cue, sentence)
        return Draft(cue, entry, None, None, contents, "A-1h") if contents else None

    def _agentless(self, cue: Span, entry: Entry, sentence: Span) -> Draft | None:
        """A-1h: "it is believed that CONTENT", "X is said to CONTENT"."""
        contents = self.content.right(cue.end, sentence)
        if cue.end + 1 < sentence.end and self.doc.norms[cue.end] == "to" and self.doc.tags[cue.end + 1] not in ("VB", "RB"):
            return None  # "was known to police"
        if self.doc.norms[cue.end - 1] == "to" and contents:
            subject = noun_phrase_before(self.doc, cue.start, sentence.start)
            contents = (subject, *contents) if subject else contents
        if not contents:
            contents = self.content.left(cue.start - 1, sentence)
        return Draft(cue, entry, None, None, contents, "A-1h") if contents else None

    def _no_comment(self, cue: Span, entry: Entry, sentence: Span) -> Draft | None:
        """A-1n: a party that did not comment; there is no content."""
        group = verb_group(self.doc, cue.start, sentence)
        found = subject_before(self.doc, group.start, sentence)
        if found is None or group.infinitive:
            return None  # "nobody told her to stay silent" is no refusal
        return Draft(cue, entry, *found, (), "A-1n")

    def _nominal(self, cue: Span, entry: Entry, sentence: Span) -> Draft | None:
        """Read a noun that carries a content: "her claim that", "a warning from the agency that"."""
        doc = self.doc
        end = cue.end
        source = None
        if doc.tags[cue.start - 1 if cue.start > sentence.start else cue.start] == "PRP$":
            source = Span(cue.start - 1, cue.start)
        elif cue.start - 1 > sentence.start and doc.norms[cue.start - 1] in ("'s", "'"):
            source = noun_phrase_before(doc, cue.start - 1, sentence.start)
        elif end < sentence.end and doc.norms[end] in ("by", "from", "of"):
            source = noun_phrase_after(doc, end + 1, sentence.end)
            end = source.end if source else end
        if source is None or end >= sentence.end or doc.norms[end] not in ("that", "about", "of", ":", "to", "whether"):
            return None
        opens = doc.norms[end] == "that" and not any(doc.tags[i] in FINITE for i in range(sentence.start, cue.start))
        verb = main_verb_after(doc, end + 1, sentence) if opens else None
        contents = self.content.right(end, sentence if verb is None else Span(sentence.start, verb))
        return Draft(cue, entry, source, source, contents, "A-7") if contents else None

    def _verb(self, cue: Span, entry: Entry, sentence: Span) -> Draft | None:
        if not self.doc.tags[cue.start].startswith("VB") and not self._must_be_verb(cue, sentence):
            return None
        if cue.start > sentence.start and self.doc.tags[cue.start - 1] in ("DT", "PRP$"):
            return None  # "the reported trip"
        told = cue, entry, sentence, verb_group(self.doc, cue.start, sentence)
        return self._inverted(*told) or self._passive(*told) or self._participle(*told) or self._ordinary(*told)

    def _must_be_verb(self, cue: Span, sentence: Span) -> bool:
        """Overrule the tagger: a cue it took for a noun is a verb beside a quotation, or between a name and "that"."""
        if self.content.closes_before(cue.start) is not None or self.content.opens_after(cue.end) is not None:
            return True
        if not sentence.start < cue.start < cue.end < sentence.end:
            return False
        before, after = self.doc.tags[cue.start - 1], self.doc.tags[cue.end]
        if self.doc.norms[cue.end] == "that":
            return before in ("NNP", "NNPS", "PRP", "NNS", "WP", "NN")
        if self.doc.norms[cue.end] in (".", ",") and before == "NNP":  # "'...,' Omar Vance notes."
            phrase = noun_phrase_before(self.doc, cue.start, sentence.start)
            return phrase is not None and self.content.closes_before(phrase.start) is not None
        return before in ("NNP", "NNPS", "PRP", "NNS", "WP") and after in ("PRP", "DT")

    def _inverted(self, cue: Span, entry: Entry, sentence: Span, group: VerbGroup) -> Draft | None:
        """A-7: "CONTENT, said the mayor"."""
        doc = self.doc
        if group.start != cue.start or doc.tags[cue.start] not in ("VBD", "VBZ", "VBP", "VBN", "NNS"):
            return None
        if not self.content.ends_at(cue.start):
            return None
        source = noun_phrase_after(doc, cue.end, sentence.end)
        if source is None or self.content.is_time(source):
            return None
        if source.end < sentence.end and doc.norms[source.end] not in _AFTER_SOURCE:
            return None
        if "person" in entry.labels and subject_before(doc, cue.start, sentence):
            return None  # "the plan is dead, its director, Ana Ruiz, told the council"
        extent = apposition_after(doc, source, sentence)
        source = name_after(doc, source, sentence)
        contents = (*self._parenthetical(cue.start, extent.end, sentence), *self.content.resumed(source.end, sentence))
        return Draft(cue, entry, source, extent, contents, "A-7") if contents else None

    def _passive(self, cue: Span, entry: Entry, sentence: Span, group: VerbGroup) -> Draft | None:
        """A-7: "as reported by X", "X was quoted as saying CONTENT"."""
        doc = self.doc
        if doc.tags[cue.start] not in ("VBN", "VBD") or not (group.passive or doc.norms[cue.start - 1] == "as"):
            return None
        things = "that" not in entry.labels and {label.split(":")[0] for label in entry.labels} & {"np", "as", "prep", "to"}
        by = cue.end
        while by < min(cue.end + 4, sentence.end) and doc.norms[by] != "by":
            by += 1
        if by >= sentence.end or doc.norms[by] != "by" or (things and by > cue.end):
            return None
        source = noun_phrase_after(doc, by + 1, sentence.end)
        if source is None:
            return None
        if things:
            return self._of_object(cue, entry, source, group, sentence)
        extent = apposition_after(doc, source, sentence)
        start = group.start - (doc.norms[group.start - 1] == "as")
        contents = self.content.left(start, sentence, clause=False) if start > sentence.start else ()
        told = source.end < sentence.end and doc.norms[source.end] == "that"  # "the king was quoted as saying by X that ..."
        contents = self.content.right(source.end, sentence) if told or not contents else contents
        return Draft(cue, entry, source, extent, contents, "A-7") if contents else None

    def _of_object(self, cue: Span, entry: Entry, agent: Span, group: VerbGroup, sentence: Span) -> Draft | None:
        """A-12: "the mayor was accused by the board of lying": what is said of the subject."""
        ends = (
            f"prep:{norm}" in entry.labels or norm in ("as", "to") for norm in self.doc.norms[agent.start + 1 : agent.end + 1]
        )
        at = max((i for i, fits in enumerate(ends, agent.start + 1) if fits), default=sentence.end)
        target = subject_before(self.doc, group.start, sentence)
        contents = self.content.right(at, sentence) if at < sentence.end and target else ()
        source = Span(agent.start, at)
        return Draft(cue, entry, source, source, (target[1], *contents), "A-7") if contents and target else None

    def _participle(self, cue: Span, entry: Entry, sentence: Span, group: VerbGroup) -> Draft | None:
        """A-10: ", citing safety concerns": the source is the subject of the main clause."""
        doc = self.doc
        if entry.category == "tentative":
            return None  # ", suggesting that": the event suggests it, which is a hedge (H-17)
        if doc.tags[cue.start] != "VBG" or group.start != cue.start or cue.start == sentence.start:
            return None
        if doc.norms[cue.start - 1] not in _BEFORE_PARTICIPLE:
            return None
        contents = self._complement(cue, entry, sentence)
        if self.last and self.last.source and self.last.source.end == cue.start - 1:  # "according to X, citing Y"
            return Draft(cue, entry, self.last.source, self.last.extent, contents, "A-10") if contents else None
        subject = self.main_subject(cue.start, sentence)
        if subject is None and doc.norms[cue.start - 1] == ",":
            subject = noun_phrase_before(doc, cue.start - 1, sentence.start)
            subject = subject if subject and subject.start - sentence.start <= 1 else None  # "The mayor, noting ..., left"
            contents = self.content.until_comma(contents) if subject else contents
        return Draft(cue, entry, subject, subject, contents, "A-10") if contents and subject else None

    def main_subject(self, before: int, sentence: Span) -> Span | None:
        """Return the noun phrase before the first finite verb of the sentence."""
        for i in range(sentence.start, before):
            if self.doc.tags[i] in FINITE:
                found = subject_before(self.doc, verb_group(self.doc, i, sentence).start, sentence)
                return found[0] if found else None
        return None

    def _ordinary(self, cue: Span, entry: Entry, sentence: Span, group: VerbGroup) -> Draft | None:
        """Read "X said CONTENT" and "CONTENT, X said"."""
        if group.passive and self.doc.norms[cue.end - 1] not in ("saying", "as"):
            return None
        found = self._subject(cue, group, sentence)
        if found is None:
            return None
        source, extent = found
        channel = self.content.addressee(cue, entry, sentence)
        contents = self._complement(cue, entry, sentence)
        act = group.infinitive and entry.category in ("factive", "positive", "evidential")
        if act and contents and not self.content.quoted(contents) and self.doc.norms[cue.end] != "that":
            return None  # "trying to find an end to the war" says nothing
        if contents and self.content.ends_at(extent.start) and self.content.quoted(contents):
            contents = (*self.content.left(extent.start, sentence), *contents)
        elif contents and self.content.speaks_before(extent.start, sentence):
            contents = self.content.left(extent.start, sentence)  # "'No,' he said when asked whether he would go"
        if not contents and not group.infinitive and self.content.ends_at(extent.start):
            contents = self._parenthetical(extent.start, cue.end, sentence)
        return Draft(cue, entry, source, extent, contents, "A-1", channel) if contents else None

    def _parenthetical(self, at: int, end: int, sentence: Span) -> tuple[Span, ...]:
        """A-7: "CONTENT, officials said", and "The lake, officials said, is safe"."""
        left = self.content.left(at, sentence)
        if left or end >= sentence.end or self.doc.norms[end] != ",":
            return left
        right = self.content.right(end + 1, sentence)
        return (*self.content.left(at, sentence, clause=False), *right) if right else ()

    def _subject(self, cue: Span, group: VerbGroup, sentence: Span) -> tuple[Span, Span] | None:
        """Return the subject of a verb; a second verb after "and" and an infinitive share that of the first."""
        doc = self.doc
        at = group.start
        if self._shares_subject(cue, at, sentence):
            return self.last.source, self.last.extent or self.last.source  # type: ignore[union-attr,return-value]
        if group.infinitive or (at > sentence.start and doc.norms[at - 1] in ("and", "but", "or", "then")):
            for i in range(at - 1, sentence.start, -1):
                if doc.tags[i] in FINITE:
                    found = subject_before(doc, verb_group(doc, i, sentence).start, sentence)
                    if found:
                        return found
            return None
        if doc.tags[cue.start] == "VBG" and at == cue.start:
            return None
        return subject_before(doc, at, sentence)

    def _shares_subject(self, cue: Span, at: int, sentence: Span) -> bool:
        """Say whether a verb after "and" goes on with the source of the one before: "said it was safe and warned that"."""
        last = self.last
        if not (last and last.source) or last.cue.start < sentence.start or self.doc.norms[at - 1] not in ("and", "but"):
            return False
        tags = {self.doc.tags[last.cue.start], self.doc.tags[cue.start]}
        return (len(tags) == 1 or tags == {"VBD", "VBN"}) and last.source.end <= last.cue.start

    def _complement(self, cue: Span, entry: Entry, sentence: Span) -> tuple[Span, ...]:
        doc, after = self.doc, cue.end + 2
        joined = after < sentence.end and (doc.norms[cue.end], doc.norms[after]) == ("and", "that")
        if joined and doc.tags[after - 1] == doc.tags[cue.start]:
            cue = Span(cue.start, after)  # "said and stressed that"
        return self.content.complement(cue, entry.labels, sentence)


_Finder = Callable[[RelationFinder, Span, Entry, Span], Draft | None]
_FINDERS: Mapping[str, _Finder] = {
    "prep": RelationFinder._according, "adverb": RelationFinder._hearsay, "noun": RelationFinder._nominal,
    "passive": RelationFinder._agentless, "no_comment": RelationFinder._no_comment, "verb": RelationFinder._verb,
}  # fmt: skip


@lru_cache(maxsize=1024)
def _finder(labels: frozenset[str]) -> _Finder:
    """Return what finds the relation of a cue, by the shape its entry has."""
    return _FINDERS[next((shape for shape in SHAPES if shape in labels), "verb")]
