"""A source's span -> what kind of source it is, how openly it is named, and which entity it stands for (A-4, A-5, A-16)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from framing.grammar import NOUNS
from framing.lexicon import Lexicon
from framing.model import Document, Source, Span

AGENTLESS = Source(None, "", "none", "agentless", 0)
_ATTACH = frozenset(
    ["of", "for", "at", "in", "from", "with", "on", "to", "near", "close", "about", "by", "and", "or", ",", "who"]
)
_MALE = dict.fromkeys(["he", "him", "mr.", "mr"], "m")
_FEMALE = dict.fromkeys(["she", "her", "mrs.", "mrs", "ms.", "ms"], "f")
_GENDERS = {**_MALE, **_FEMALE}
_CLASSES = frozenset(["collective", "person_role", "person", "anonymous_head"])
_PLURAL = frozenset(["they", "them", "we"])
_PERSONAL = _PLURAL | {"he", "she", "him", "her", "who", "it", "i"}
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "both", "his", "her", "their", "its"])
_OTHER = frozenset(["another", "other", "separate", "second", "third"])


@dataclass(slots=True)
class SourceResolver:
    """Classifies the sources of one document in order, remembering the entities it has met.

    ``vocabulary`` is the lexicon of source words: its categories are official, person_role, anonymous_head, stock_phrase,
    collective, organization, media, document, title, anonymity, number, place.
    """

    doc: Document
    vocabulary: Lexicon
    _words: dict[int, set[str]] = field(init=False, default_factory=dict)
    _capitalized: frozenset[str] | None = field(init=False, default=None)
    _read: set[int] = field(init=False, default_factory=set)
    _entities: list[Source] = field(init=False, default_factory=list)
    _names: dict[str, Source] = field(init=False, default_factory=dict)
    _offices: dict[str, Source] = field(init=False, default_factory=dict)
    _genders: dict[str, str] = field(init=False, default_factory=dict)

    def resolve(self, span: Span | None, extent: Span | None) -> Source:
        """Return the source a span names."""
        if span is None:
            return AGENTLESS
        self._read_words(self.doc.sentence_at(span.start))
        source = self._pronoun(span) or self._definite(span) or self._new(span, extent or span)
        if source.type == "named_person" and not source.flags:
            self._remember_offices(source, extent or span)
        gender = _GENDERS.get(self.doc.norms[span.start])
        if gender:
            self._genders[source.entity] = gender
        self._entities.append(source)
        return source

    def _read_words(self, index: int) -> None:
        """Look the words of a sentence up, once; most conditions ask for tags, and most sentences hold no source."""
        if index in self._read:
            return
        self._read.add(index)
        for span, entry in self.vocabulary.find(self.doc, within=self.doc.sentences[index]):
            for i in range(span.start, span.end):
                self._words.setdefault(i, set()).update({entry.category, *entry.labels})

    def _names_elsewhere(self) -> frozenset[str]:
        """Return the words that have a capital somewhere inside a sentence."""
        if self._capitalized is None:
            starts = {sentence.start for sentence in self.doc.sentences}
            inside = (token.norm for i, token in enumerate(self.doc.tokens) if token.text[0].isupper() and i not in starts)
            self._capitalized = frozenset(inside)
        return self._capitalized

    def says_how(self, span: Span) -> bool:
        """Say whether words tell of a source ("briefed on the matter", "asked not to be named") and are no cue (A-15)."""
        self._read_words(self.doc.sentence_at(span.start))
        return self._has(span, "stock_phrase", "anonymity")

    def medium(self, span: Span) -> str:
        """Return the text of an addressee that is a news outlet ("told Reuters"), else nothing (A-3)."""
        return self._text(span) if self._has(span, "media") else ""

    def _has(self, span: Span, *categories: str) -> bool:
        return any(category in self._words.get(i, ()) for i in range(span.start, span.end) for category in categories)

    def _text(self, span: Span) -> str:
        return self.doc.quote(span)

    def _pronoun(self, span: Span) -> Source | None:
        """Link a pronoun to the last source of its number and gender; an unresolved one is a named person nobody can name."""
        norm = self.doc.norms[span.start]
        if span.end - span.start > 1 or not (self.doc.tags[span.start] == "PRP" or norm in _PERSONAL):
            return None
        wanted = {
            "it": ("organisation", "media", "document", "government_metonym"),
            "they": ("unnamed_source", "unnamed_official", "collective", "organisation"),
        }.get(norm, ("named_person", "unnamed_source", "unnamed_official"))
        gender = _GENDERS.get(norm, "")
        for earlier in reversed(self._entities):
            if earlier.type in wanted and (not gender or self._genders.get(earlier.entity, gender) == gender):
                return replace(earlier, span=span, flags=earlier.flags | {"pronoun"})
        kind = "collective" if norm in _PLURAL else "organisation" if norm == "it" else "named_person"
        rung = {"collective": 1, "organisation": 4}.get(kind, 5)
        anonymity = "collective" if rung == 1 else "named"
        return Source(span, norm, kind, anonymity, rung, flags=frozenset({"pronoun", "unresolved"}))

    def _definite(self, span: Span) -> Source | None:
        """A-5: "the official", "two of the sources" take the rung of what they stand for."""
        doc = self.doc
        head = doc.norms[self._head(span)]
        norms = doc.norms[span.start : span.end]
        if (norms[0] not in _DEFINITE and "of" not in norms) or set(norms) & _OTHER:
            return None
        if not self._has(span, "anonymous_head", "official", "person_role"):
            return None
        heads = {head, head.rstrip("s"), norms[-1], norms[-1].rstrip("s")}
        for earlier in reversed(self._entities):
            if earlier.anonymity == "anonymous" and earlier.span and heads & _stems(doc, earlier.span):
                return replace(earlier, span=span, flags=earlier.flags | {"anaphora"})
        return self._office(span, head)

    def _office(self, span: Span, head: str) -> Source | None:
        """Return the one person an office stands for ("the mayor"), by name if the article gave it with the office."""
        words = self._words.get(self._head(span), set())
        singular = self.doc.tags[self._head(span)] in ("NN", "NNP")
        if not singular or "anonymous_head" in words or not words & {"person", "person_role"}:
            return None
        flags = frozenset({"by_office"})
        if head in self._offices:
            return replace(self._offices[head], span=span, flags=flags | {"anaphora"})
        return Source(span, self._text(span).lower(), "named_person", "named", 5, "official" in words, flags)

    def _head(self, span: Span) -> int:
        """Return the token of the head: the last noun before anything attached; of "two of the sources", the latter."""
        head = start = span.start
        tag = self.doc.tags[start]
        if "of" in self.doc.norms[start : start + 2] and tag in ("CD", "DT", "JJ", "NN") and span.end - start > 2:
            if tag != "NN" or "number" in self._words.get(start, ()):
                head = start = start + 2
        for i in range(start, span.end):
            if i > start and self.doc.norms[i] in _ATTACH and self._attaches(i, span):
                break
            head = i
        return head

    def _attaches(self, i: int, span: Span) -> bool:
        """Say whether a word that can attach a phrase does so: "close to", but not "close friends"."""
        to = i + 1 < span.end and self.doc.norms[i + 1] == "to"
        return to or self.doc.tags[i] not in ("JJ", "NN")

    def _new(self, span: Span, extent: Span) -> Source:
        head = self._head(span)
        if self._is_name(head, span):
            return self._named(span, extent, head)
        return self._common(span, extent, head)

    def _is_name(self, head: int, span: Span) -> bool:
        """Say whether a capital makes a name: it is not owed to the start of a sentence, or the word has one elsewhere too."""
        starts = head == self.doc.sentences[self.doc.sentence_at(head)].start
        if starts and self._words.get(head, set()) & _CLASSES and self.doc.norms[head] not in self._names_elsewhere():
            return False  # "Diplomats said"
        if self.doc.tags[head] in ("NNP", "NNPS"):
            return True
        capital = self.doc.tokens[head].text[0].isupper()
        return capital and (head > span.start or self.doc.norms[head] in self._names_elsewhere())

    def _named(self, span: Span, extent: Span, head: int) -> Source:
        """Classify a proper name: medium, document, body, place used for its government, else a person."""
        core = Span(span.start, head + 1)
        official = self._has(extent, "official")
        for category, kind in (("media", "media"), ("document", "document"), ("place", "government_metonym")):
            if category in self._words.get(head, ()):
                return self._entity(span, core, kind, official=kind == "government_metonym")
        if self._is_plural_people(head):
            return self._common(span, extent, head)
        text = self.doc.tokens[head].text
        body = self._words.get(head, set()) & {"organization", "official"} or (text.isupper() and len(text) > 1)
        title = self._has(core, "title")
        if body and not title:
            return self._entity(span, core, "organisation", official=official)
        return self._entity(span, core, "named_person", official=official)

    def _is_plural_people(self, head: int) -> bool:
        return self.doc.tags[head] == "NNS" and bool(self._words.get(head, set()) & {"collective", "person_role"})

    def _entity(self, span: Span, core: Span, kind: str, *, official: bool) -> Source:
        """Return a named source, merged with an earlier one of the same surname or the same short title (A-17)."""
        names = [t.norm for t in self.doc.tokens[core.start : core.end] if t.text[0].isupper() and t.norm[0].isalpha()]
        key = names[-1] if kind == "named_person" and names else " ".join(names)
        key = key.removeprefix("the ")
        rung = 5 if kind == "named_person" else 4
        merged = self._names.get(key) or next((s for k, s in self._names.items() if kind == "media" and k.endswith(key)), None)
        if merged is not None and merged.type == kind:
            return replace(merged, span=span, official=merged.official or official)
        source = Source(span, self._text(core), kind, "named", rung, official)
        self._names[key] = source
        return source

    def _remember_offices(self, source: Source, extent: Span) -> None:
        """Note the offices a name comes with: "Mayor Ana Ruiz", "Ana Ruiz, the mayor"."""
        for i in range(extent.start, extent.end):
            if self._words.get(i, set()) & {"person", "person_role", "title"}:
                self._offices[self.doc.norms[i]] = source

    def _common(self, span: Span, extent: Span, head: int) -> Source:
        """Classify a common noun phrase: a document, a body, a class of people, or an unnamed speaker."""
        words = self._words.get(head, set())
        official = self._has(Span(span.start, span.end), "official")
        text = self._text(span)
        tag = self.doc.tags[head]
        plural = tag in ("NNS", "NNPS") or (tag == "NNP" and self.doc.norms[head].endswith("s"))
        if "document" in words:
            return Source(span, text.lower(), "document", "named", 4, official)
        if "media" in words and not plural:
            return Source(span, text.lower(), "media", "named", 4)
        person = words & {"anonymous_head", "person_role", "person"} or ("official" in words and "body" not in words)
        if self._names_inside(span, head) and not person:
            return Source(span, text.lower(), "organisation", "named", 4, official)
        role = words & {"person_role", "person"} and "anonymous_head" not in words
        bare = self.doc.tags[span.start] not in ("DT", "CD", "PRP$") or self.doc.norms[span.start] in ("many", "most", "some")
        if "collective" in words or (plural and role and bare and not self._has(span, "number")):
            return Source(span, text.lower(), "collective", "collective", 1, official)
        if words & {"organization", "body"}:
            return Source(span, text.lower(), "organisation", "named", 4, official)
        return self._anonymous(span, extent, official=official, known=bool(words))

    def _names_inside(self, span: Span, head: int) -> bool:
        return any(self.doc.tags[i] == "NNP" for i in range(span.start, head))

    def _anonymous(self, span: Span, extent: Span, *, official: bool, known: bool) -> Source:
        """A-5: rung 3 with a number, an institution or role, or a basis of knowledge; rung 2 with a stock phrase only."""
        flags = {
            flag
            for flag, categories in (
                ("number_given", ("number",)),
                ("basis_given", ("basis",)),
                ("reason_for_anonymity", ("reason",)),
            )
            if self._has(extent, *categories)
        }
        if not known:
            flags.add("unclassified")
        role = (
            official
            or self._has(span, "person_role", "organization")
            or any(self.doc.tags[i] in ("NNP", "NNPS") for i in range(span.start, span.end))
        )
        rung = 3 if role or flags & {"number_given", "basis_given"} else 2
        kind = "unnamed_official" if official else "unnamed_source"
        return Source(span, self._text(span).lower(), kind, "anonymous", rung, official, frozenset(flags))


def _stems(doc: Document, span: Span) -> set[str]:
    nouns = [doc.norms[i] for i in range(span.start, span.end) if doc.tags[i] in NOUNS]
    return {form for noun in nouns for form in (noun, noun.rstrip("s"))}
