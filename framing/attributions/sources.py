"""A source's span -> what kind of source it is, how openly it is named, and which entity it stands for (A-4, A-5, A-16)."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.attributions import rungs
from framing.attributions.anaphora import PRONOUNS, RELATIVE, SUBJECTS, Anaphora
from framing.attributions.entities import GIVEN, MENTIONS, Entities, stand_at
from framing.attributions.phrases import Phrase, Tokens, Words, read_phrase, text_of, tokens_of
from framing.attributions.unnamed import Unnamed
from framing.grammar import TIMES, noun_phrase_after
from framing.lexicon import Lexicon
from framing.model import Document, Source, Span

AGENTLESS = Source(None, "", "none", "agentless", 0)
_ROLES = frozenset(["title", "person", "person_role", "anonymous_head"])
_APPOSED = _ROLES | rungs.PEOPLE
_KINDS = (("media", "media"), ("document", "document"), ("place", "government_metonym"), ("region", "government_metonym"))
_HOW = ("stock_phrase", "anonymity")
_BODIES_OWN = frozenset("shares stock shareholders headquarters subsidiary customers employees products".split())
_HOLDERS = ("person", "person_role", "title")
_TELLERS = rungs.PEOPLE | {"media"}
_DEFINITE = frozenset(["the", "this", "that", "its", "his", "her", "their"])
_NUMERALS = frozenset(["ii", "iii", "iv", "jr.", "sr.", "jr", "sr"])
_AROUND = frozenset(["on", "in", "at", "by", "to", "from", "with", "via", "during"])
PLACES = 50  # how many uses of a word are asked for a capital


@dataclass(slots=True)
class SourceResolver:
    """Classifies the sources of one document in order, remembering the entities it has met.

    ``vocabulary`` is the lexicon of source words: its categories are official, person_role, anonymous_head, stock_phrase,
    collective, organization, media, document, title, anonymity, number, share, place, given_name.
    """

    doc: Document
    vocabulary: Lexicon
    words: Words = field(init=False)
    entities: Entities = field(init=False)
    anaphora: Anaphora = field(init=False)
    unnamed: Unnamed = field(init=False)
    _telling: Tokens = field(init=False)  # what can tell how a source knows

    def __post_init__(self) -> None:
        self.words = Words(self.doc, self.vocabulary)
        self.entities = Entities(self.doc, self.words)
        self.anaphora = Anaphora(self.doc, self.words, self.entities)
        self.unnamed = Unnamed(self.doc, self.words, self.entities, self.anaphora)
        self._telling = tokens_of(self.vocabulary, *_HOW)

    def resolve(self, span: Span | None, extent: Span | None) -> Source:
        """Return the source a span names; ``extent`` reaches over what is said of it."""
        if span is None:
            return AGENTLESS
        if extent is None or extent == span:
            known = self.entities.again(span)  # most sources are names met before
            if known is not None:
                return known
            if span.end - span.start == 1 and self.doc.norms[span.start] in SUBJECTS:
                found = self.anaphora.pronoun(span)  # before anything is looked up: it is on no list
                if found:
                    return self.entities.remember(found, Phrase(span, span, span.start, span.start, "", plural=False))
        self.words.read(span.start)
        phrase = read_phrase(self.words, span, extent or span)
        return self.entities.remember(self._source(phrase, span), phrase)

    def says_how(self, span: Span) -> bool:
        """Say whether words tell of a source ("briefed on the matter", "asked not to be named") and are no cue (A-15)."""
        tokens, beginnings = self._telling
        for norm in self.doc.norms[span.start : span.end]:
            if norm in tokens or norm.startswith(beginnings):
                self.words.read(span.start)
                return self.words.within(*span, *_HOW)
        return False

    def can_tell(self, span: Span) -> bool:
        """Say whether a span names unnamed people, officials or a news outlet: they cite, and are cited (A-3)."""
        self.words.read(span.start)
        phrase = read_phrase(self.words, span, span)
        return phrase.quantity != "share" and not self.words.at(phrase.head).isdisjoint(_TELLERS)

    def medium(self, span: Span) -> str:
        """Return the name of an addressee that is a news outlet, without day and place: "told Reuters on Monday" (A-3)."""
        doc = self.doc
        self.words.read(span.start)
        ends = (i for i in range(span.start + 1, span.end) if doc.norms[i] in TIMES or doc.norms[i] in _AROUND)
        name = Span(span.start, next(ends, span.end))
        return text_of(doc, name) if self.words.within(*name, "media") else ""

    def _source(self, phrase: Phrase, span: Span) -> Source:
        norm = self.doc.norms[phrase.span.start]
        if phrase.span.end - phrase.span.start == 1 and (norm in PRONOUNS or self.doc.tags[phrase.span.start] == "PRP"):
            found = self.anaphora.pronoun(span)
            if found:
                return found
        if norm in RELATIVE or self.doc.norms[phrase.span.end - 1] in RELATIVE:
            before = self.anaphora.antecedent(phrase.span)
            if before:
                found = self._source(read_phrase(self.words, before, before), before)
                return stand_at(found, span, "pronoun")
        return self.anaphora.definite(phrase, span) or self._new(phrase, span)

    def _new(self, phrase: Phrase, span: Span) -> Source:
        named = self._apposed(phrase)
        if named is not None:
            return self._person(phrase, span, named)
        if self._is_name(phrase):
            return self._named(phrase, span)
        return self.unnamed.classify(phrase, span)

    def _apposed(self, phrase: Phrase) -> Span | None:
        """Return the name that a role is followed by: "its director, Silvan Corde,", "two analysts, Ana Ruiz and Bo Lund"."""
        doc, at = self.doc, phrase.span.end
        if at + 1 >= phrase.extent.end or doc.norms[at] != "," or self.words.at(phrase.head).isdisjoint(_APPOSED):
            return None
        if doc.tokens.texts[phrase.head][0].isupper() and doc.tags[phrase.head] == "NNP" and phrase.head > phrase.start:
            return None
        end = at + 1
        while end < phrase.extent.end and doc.tokens.texts[end][0].isupper():
            end += 1
        return Span(at + 1, end) if end - at > 2 else None

    def _is_name(self, phrase: Phrase) -> bool:
        """Say whether a capital makes a name: it is not owed to the start of a sentence, or the word has one elsewhere too."""
        doc, head = self.doc, phrase.head
        text = doc.tokens.texts[head]
        if not text[0].isupper() or head < phrase.start:
            return False
        about = self.words.at(head)
        if doc.tags[head] == "JJ" and not about and text.endswith(("an", "ese", "ish", "ic")):
            return False  # "the Democratic position": an adjective speaks for a class
        starts = head == doc.sentences[doc.sentence_at(head)].start
        common = (about and about.isdisjoint(("place", "given_name"))) or text.endswith("s")
        if starts and common and not self._has_capital_elsewhere(doc.norms[head]) and not (text.isupper() and len(text) > 1):
            known = not about.isdisjoint(("media", "organization"))
            return known and doc.tags[head] == "NNP" and "generic" not in about
        return doc.tags[head] in ("NNP", "NNPS") or head > phrase.start or self._has_capital_elsewhere(doc.norms[head])

    def _has_capital_elsewhere(self, norm: str) -> bool:
        """Say whether a word has a capital somewhere inside a sentence too."""
        doc = self.doc
        places = (i for i in doc.positions[norm][:PLACES] if doc.tokens.texts[i][0].isupper())
        return any(doc.sentences[doc.sentence_at(i)].start != i for i in places)

    def _named(self, phrase: Phrase, span: Span) -> Source:
        """Classify a proper name: medium, document, body, place used for its government, else a person."""
        doc, words, head = self.doc, self.words, phrase.head
        first = self._name_start(phrase)
        phrase = phrase if first == phrase.start else phrase._replace(start=first)
        about = words.at(head)
        if not about.isdisjoint(_ROLES) and not phrase.plural:
            return self._titled(phrase, span)
        role = next((i for i in range(head - 1, first - 1, -1) if not words.at(i).isdisjoint(_ROLES)), None)
        if (role is not None and about.isdisjoint(("document", "media", "organization"))) or self._is_person(phrase):
            start = role + 1 if role is not None and doc.tokens.texts[role + 1][0].isupper() else phrase.start
            return self._person(phrase, span, Span(start, head + 1))
        for category, kind in _KINDS:
            if category in about:
                return self._body(phrase, span, kind)
        people = not about.isdisjoint(("collective", "person_role", "person"))
        if people and (phrase.plural or about.isdisjoint(("organization", "body"))):
            return self.unnamed.classify(phrase, span)
        text = doc.tokens.texts[head]
        if phrase.plural and not about:
            return self._people_or_body(phrase, span)
        body = not about.isdisjoint(("organization", "official")) or (
            text.isupper() and len(text) > 1 and doc.norms[head] not in _NUMERALS
        )
        joined = phrase.span.end > head + 2 and doc.norms[head + 1] in ("of", "for", "on") and doc.tags[head + 2] == "NNP"
        the = doc.norms[phrase.start] == "the" or (head > phrase.start > span.start and doc.norms[phrase.start - 1] == "the")
        if body or joined or the or self._acts_as_body(phrase):
            return self._body(phrase, span, "organisation")
        return self._person(phrase, span, Span(phrase.start, head + 1))

    def _name_start(self, phrase: Phrase) -> int:
        """Return where a name begins: not with an adjective ("brutal Ana Ruiz"), nor with a heading glued to it.

        "Sanctions on Russia David Starmer said": a place right before two names that no list has for a body's is no part.
        """
        doc, words, start = self.doc, self.words, phrase.start
        while start < phrase.head and doc.tags[start] in ("JJ", "VBN", "RB") and doc.tokens.texts[start].islower():
            start += 1
        place = "place" in words.at(start) and "given_name" not in words.at(start)
        if place and phrase.head - start > 1 and all(words.at(i) <= GIVEN for i in range(start + 1, phrase.head + 1)):
            start += 1
        return start

    def _titled(self, phrase: Phrase, span: Span) -> Source:
        """Classify capitals that end in a role: "the Prime Minister" is an office, "the Union Leader" a name."""
        about = self.words.at(phrase.head)
        if self.words.within(phrase.start, phrase.head, "given_name"):
            return self._person(phrase, span, Span(phrase.start, phrase.head + 1))
        if "official" in about or phrase.head - phrase.start < 2:
            return self.unnamed.classify(phrase, span)
        return self._body(phrase, span, "organisation")

    def _is_person(self, phrase: Phrase) -> bool:
        """Say whether a name is a person's: it has a given name, a "who" or an age after it, or was a person's before."""
        doc, head = self.doc, phrase.head
        if self.words.within(phrase.start, head, "given_name"):
            return self.words.at(head).isdisjoint(("organization", "media", "document"))
        after = head + 1
        tells = after + 1 < phrase.extent.end and doc.norms[after] == ","
        if tells and (doc.norms[after + 1] in ("who", "whose") or doc.tags[after + 1] == "CD"):
            return True
        return doc.norms[head] in self.entities.persons and doc.norms[phrase.start] not in _DEFINITE

    def _acts_as_body(self, phrase: Phrase) -> bool:
        """Say whether a name no list has is a body by what is told of it: ", which", ", a charity", shares, staff at it."""
        doc, words, alone = self.doc, self.words, phrase.start == phrase.head
        places = [i for i in doc.positions[doc.norms[phrase.head]][:MENTIONS] if doc.tokens.texts[i][0].isupper()]
        if alone and any(doc.tags[i - 1] in ("NNP", "NNPS") for i in places if i):
            return False  # a surname: its given name stands before it somewhere
        for i in places:
            after, before = doc.norms[i + 1 : i + 3], doc.norms[i - 1 : i]
            if after == (",", "which") or (after[:1] == ("'s",) and not _BODIES_OWN.isdisjoint(after)):
                return True
            if before == ("at",) or after[:1] == (",",):
                words.read(i)
                holds = before == ("at",) and i > 1 and not words.at(i - 2).isdisjoint(rungs.PEOPLE)
                if holds or (after[:1] == (",",) and self._is_body(i + 2)):
                    return True
        return False

    def _is_body(self, at: int) -> bool:
        """Say whether an apposition that begins with an article names a body: "a charity"; "a retailer" may be a person."""
        doc = self.doc
        limit = doc.sentences[doc.sentence_at(at - 1)].end
        found = noun_phrase_after(doc, at, limit) if at < limit and doc.tags[at] == "DT" else None
        head = read_phrase(self.words, found, found).head if found else at
        return found is not None and "organization" in self.words.at(head) and not rungs.is_person_word(doc.norms[head])

    def _people_or_body(self, phrase: Phrase, span: Span) -> Source:
        """Classify a plural name no list has: a family that was met ("the Clintons"), a people, or a body ("the Yankees")."""
        doc = self.doc
        norm = doc.norms[phrase.head].removesuffix("s")
        if norm in self.entities.persons or (norm in doc.positions and doc.tokens.texts[doc.positions[norm][0]][0].isupper()):
            return Source(span, text_of(doc, Span(phrase.start, phrase.head + 1)), "named_person", "named", 5)
        if norm.endswith(("an", "ian", "ese", "i", "er", "ist")):
            return self.unnamed.as_class(phrase, span)
        return self._body(phrase, span, "organisation")

    def _person(self, phrase: Phrase, span: Span, name: Span) -> Source:
        doc = self.doc
        sentence = doc.sentences[doc.sentence_at(name.start)]
        extent = Span(min(sentence.start, phrase.span.start), max(phrase.extent.end, name.end))
        official = self.entities.office_around(name, Span(phrase.span.start, extent.end))
        if name.start > phrase.head:  # "the bureau's director, James Comey"
            official = rungs.is_official(self.words, phrase) or self.words.within(phrase.start, phrase.head, "official")
            official = official and not rungs.is_former(self.words, phrase.span.start, phrase.head)
        elif phrase.extent.start < name.start - 1 and doc.norms[name.start - 1] == ",":
            official = official or self._told_before(Span(phrase.extent.start, name.start))
        source = self.entities.person(span, name, official=official)
        if not rungs.is_former(self.words, phrase.span.start, name.start):
            for i in range(phrase.span.start, phrase.extent.end):
                about = self.words.at(i)
                if not about.isdisjoint(_HOLDERS) and not rungs.is_former(self.words, max(i - 4, 0), i):
                    self.entities.offices[doc.norms[i]] = source
                    for label in about & _OFFICES:
                        self.entities.offices[label] = source
        return source

    def _told_before(self, role: Span) -> bool:
        """Say whether what stands before a name's comma is an office: "the bureau's director, James Comey"."""
        last = next((i for i in range(role.end - 1, role.start - 1, -1) if self.words.at(i)), role.start)
        about = self.words.at(last)
        of_state = "staff" in about and self.words.within(role.start, last, "official")
        holds = "official" in about and not about.isdisjoint(("person", "title"))
        return (of_state or holds) and not rungs.is_former(self.words, *role)

    def _body(self, phrase: Phrase, span: Span, kind: str) -> Source:
        doc, head = self.doc, phrase.head
        core = Span(phrase.start, head + 1)
        full = self.entities.spelled_out(head) if doc.tokens.texts[head].isupper() and core.end - core.start == 1 else None
        name = full or core
        names = [doc.norms[i] for i in range(*name) if doc.tokens.texts[i][0].isupper() or doc.norms[i] in ("of", "for", "and")]
        official = kind == "government_metonym" or self.words.within(*core, "official")
        if full:
            self.words.read(full.start)
            official = official or self.words.within(*full, "official")
        return self.entities.body(span, text_of(doc, name), names or [doc.norms[head]], kind, official=official)


_OFFICES = frozenset(["senator", "governor", "representative", "congressman", "congresswoman", "general", "lawmaker"])
