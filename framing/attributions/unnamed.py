"""A noun phrase that is no name -> its source: a document, a body, a class of people, or a speaker nobody names (A-4, A-5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from framing.attributions import rungs
from framing.attributions.anaphora import Anaphora
from framing.attributions.entities import Entities, stand_at
from framing.attributions.names import fold
from framing.attributions.phrases import Phrase, Words, text_of
from framing.model import Document, Source, Span

_DEFINITE = frozenset(["the", "this", "that", "its", "his", "her", "their"])
_PRO_FORMS = frozenset(["another", "one", "several"])
REACH = 12  # tokens after a document within which its author can be told: "a declaration filed in federal court"


@dataclass(slots=True)
class Unnamed:
    """Classifies the sources of one document that have no name of their own."""

    doc: Document
    words: Words
    entities: Entities
    anaphora: Anaphora

    def classify(self, phrase: Phrase, span: Span) -> Source:
        """Classify a common noun phrase: a document, a body, a class of people, or an unnamed speaker."""
        doc, words, head = self.doc, self.words, phrase.head
        about, norm = words.at(head), doc.norms[head]
        if phrase.quantity == "share" and not about & {"document", "official"}:
            return self.as_class(phrase, span)
        if "document" in about:
            official = words.within(phrase.start, min(phrase.extent.end, head + REACH), "official")
            return Source(span, self._text(phrase), "document", "named", 4, official)
        if about & rungs.PEOPLE or "person" in about or norm in ("those", "ones") or (not about and rungs.is_person_word(norm)):
            found = self._people(phrase, span)
            return found if about else stand_at(found, span, "unclassified")
        if "media" in about:
            vague = phrase.plural or "mass" in about
            return Source(span, self._text(phrase), "media", *(("collective", 1) if vague else ("named", 4)))
        if about & {"organization", "official"} or "NNP" in doc.tags[phrase.start : head]:
            return self._unnamed_body(phrase, span)
        return self._unknown(phrase, span)

    def _unnamed_body(self, phrase: Phrase, span: Span) -> Source:
        """Classify a body without a name of its own: "the ministry" can be told, "companies" and "a company" cannot."""
        doc, about = self.doc, self.words.at(phrase.head)
        first = doc.norms[phrase.span.start]
        official = "official" in about or (
            "organization" not in about and self.words.within(phrase.start, phrase.head, "official")
        )
        if phrase.plural and first not in _DEFINITE and first not in ("these", "those", "both"):
            return self._unnamed(phrase, span) if phrase.quantity == "number" else self.as_class(phrase, span)
        if first in ("a", "an", "one", "another") and not official and "NNP" not in doc.tags[phrase.start : phrase.span.end]:
            return self._unnamed(phrase, span)
        return Source(span, self._text(phrase), "organisation", "named", 4, official)

    def _people(self, phrase: Phrase, span: Span) -> Source:
        doc, about = self.doc, self.words.at(phrase.head)
        if rungs.is_class(self.words, phrase):
            return self.as_class(phrase, span)
        definite = doc.norms[phrase.span.start] in _DEFINITE or "POS" in doc.tags[phrase.start : phrase.head]
        named = definite and not phrase.plural and not self.words.within(*phrase.extent, "anonymity")
        if named and not about & {"anonymous_head", "insider"}:
            official = "official" in about and not rungs.is_former(self.words, phrase.span.start, phrase.head)
            flags = frozenset({"by_office"})
            return Source(span, self._text(phrase), "named_person", "named", 5, official, flags)
        return self._unnamed(phrase, span)

    def as_class(self, phrase: Phrase, span: Span) -> Source:
        """Return the source of people nobody tells apart."""
        official = "official" in self.words.at(phrase.head) and rungs.is_official(self.words, phrase)
        return Source(span, self._text(phrase), "collective", "collective", 1, official)

    def _unnamed(self, phrase: Phrase, span: Span, *more: str) -> Source:
        """A-4: a speaker the article does not name."""
        flags = rungs.flags_of(self.words, phrase)
        rung = rungs.rung_of(self.words, phrase, flags)
        official = rungs.is_official(self.words, phrase) and not self._belongs_to_person(phrase)
        kind = "unnamed_official" if official else "unnamed_source"
        text = self._text(phrase)
        if not phrase.plural:
            text = self.entities.fresh(text)
        return Source(span, text, kind, "anonymous", rung, official, frozenset(flags.union(more)))

    def _belongs_to_person(self, phrase: Phrase) -> bool:
        """Say whether unnamed people are told by a person who holds no office: "Clinton officials"."""
        norms = (fold(self.doc.norms[i]) for i in range(phrase.start, phrase.head))
        return any(not known[-1].source.official for known in map(self.entities.persons.get, norms) if known)

    def _unknown(self, phrase: Phrase, span: Span) -> Source:
        """Classify a word no list has: a plural without article is people, a lone adjective too, another noun a thing."""
        doc, head = self.doc, phrase.head
        tag = doc.tags[head]
        first = doc.norms[phrase.span.start]
        text, flags = self._text(phrase), frozenset({"unclassified"})
        if (first in _PRO_FORMS and phrase.span.end - phrase.span.start == 1) or phrase.quantity == "number":
            like = next((met.source for met in self.entities.lately() if met.source.anonymity == "anonymous"), None)
            if like is not None and first in _PRO_FORMS:
                return replace(like, span=span, entity=self.entities.fresh(text), flags=flags)
            return self._unnamed(phrase, span, "unclassified")
        if tag not in ("NN", "NNP") and (tag != "NNS" or doc.tags[phrase.start] not in ("DT", "PRP$")):
            return Source(span, text, "collective", "collective", 1, False, flags)
        official = self.words.within(phrase.start, head, "official")
        return Source(span, text, "document", "named", 4, official, flags)

    def _text(self, phrase: Phrase) -> str:
        """Return what a source is called, a possessor by name: "his campaign" is "Donald Trump's campaign"."""
        doc = self.doc
        text = text_of(doc, phrase.span).lower()
        first = doc.norms[phrase.start]
        if first in ("his", "her") and phrase.span.end - phrase.start > 1:
            owner = self.anaphora.speaker(phrase.start, "m" if first == "his" else "f")
            if owner is not None:
                return f"{owner.entity}'s {text_of(doc, Span(phrase.start + 1, phrase.span.end)).lower()}"
        at = next((i for i in range(phrase.start + 1, phrase.head) if doc.tags[i] == "POS"), None)
        known = self.entities.persons.get(fold(doc.norms[at - 1])) if at is not None else None
        if known and at is not None:
            return f"{known[-1].source.entity}'s {text_of(doc, Span(at + 1, phrase.span.end)).lower()}"
        return text
