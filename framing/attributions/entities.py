"""The sources an article has named so far -> one entity for each, however it is named later (CODEBOOK A-16, A-17)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from framing.attributions.names import GENDERS, fold, gender_of_word, initials, stem
from framing.attributions.phrases import Phrase, Words, text_of
from framing.model import Document, Source, Span

_SUFFIXES = frozenset(["jr.", "jr", "sr.", "sr", "ii", "iii", "iv"])
_ALSO_PRIVATE = frozenset(["president", "chairman", "chairwoman", "chancellor", "treasurer", "commissioner", "director"])
GIVEN = frozenset(["given_name", "male", "female"])
TITLES = 9  # tokens before a name in which an office is looked for
LATELY = 200  # sources
HEADLINE = 6  # capitals among nine words: a headline, where every word has one
MENTIONS = 6  # how many mentions of a surname are asked for a given name and an office: the first ones tell


@dataclass(slots=True)
class Person:
    """A person an article names: ``given`` and ``gender`` are empty as long as nothing tells them."""

    source: Source
    given: str
    gender: str


class Met(NamedTuple):
    """A source that was met: where it stood, its head, and whether it is more than one."""

    source: Source
    head: str
    plural: bool
    at: int


@dataclass(slots=True)
class Entities:
    """Remembers the sources of one document in the order they are met."""

    doc: Document
    words: Words
    met: list[Met] = field(init=False, default_factory=list)
    offices: dict[str, Source] = field(init=False, default_factory=dict)
    persons: dict[str, list[Person]] = field(init=False, default_factory=dict)
    genders: dict[str, str] = field(init=False, default_factory=dict)
    _bodies: dict[str, Source] = field(init=False, default_factory=dict)
    _short: dict[tuple[str, str], Source] = field(init=False, default_factory=dict)
    _initials: dict[str, Source] = field(init=False, default_factory=dict)
    _times: dict[str, int] = field(init=False, default_factory=lambda: defaultdict(int))

    def remember(self, source: Source, phrase: Phrase) -> Source:
        """Note that a source was met, and return it."""
        head = stem(self.doc.norms[phrase.head])
        self.met.append(Met(source, head, phrase.plural or source.type == "collective", phrase.span.start))
        return source

    def lately(self) -> Iterator[Met]:
        """Yield the sources met last, the latest first; nobody looks further back for whom "she" stands."""
        return islice(reversed(self.met), LATELY)

    def again(self, span: Span) -> Source | None:
        """Return whom a bare name stands for that was met before: "Ruiz", "Ms. Ruiz", "Reuters"; None where more is to ask."""
        doc, (start, end) = self.doc, span
        if end - start > 2 or not doc.tokens.texts[end - 1][0].isupper():
            return None
        norm = doc.norms[end - 1]
        persons = self.persons.get(norm)
        if end - start == 2:
            gender = GENDERS.get(doc.norms[start], "")
            persons = [p for p in persons or () if p.gender == gender] if gender else None
        if persons:
            source = persons[-1].source
        elif end - start == 1 and norm in self._bodies:
            source = self._bodies[norm]
        else:
            return None
        self.met.append(Met(source, norm, plural=False, at=start))
        return stand_at(source, span)

    def fresh(self, text: str) -> str:
        """Return a name for somebody new: a second "a spokesman" is another one than the first."""
        self._times[text] += 1
        times = self._times[text]
        return text if times == 1 else f"{text} ({times})"

    def person(self, span: Span, name: Span, *, official: bool) -> Source:
        """Return a person, merged with one named before: "Ana Ruiz", then "Ruiz", "Mayor Ruiz" or "Ms. Ruiz"."""
        doc = self.doc
        last = self._surname(name)
        surname = fold(doc.norms[last])
        given = self._given(name.start, last)
        gender = self._gender(name, last)
        known = self.persons.setdefault(surname, [])
        person = next((p for p in reversed(known) if _may_be(p, given, gender)), None)
        if person is None:
            person = self._introduce(Span(name.start, last + 1), given, gender, known)
        person.given = person.given or given
        person.gender = person.gender or gender
        if official and not person.source.official:
            person.source = replace(person.source, official=True)
        self.genders[person.source.entity] = person.gender
        known.remove(person)
        known.append(person)  # the one met last is the one a bare surname means
        return stand_at(person.source, span)

    def _introduce(self, name: Span, given: str, gender: str, known: list[Person]) -> Person:
        """Return somebody new; a bare surname takes given name and office from where the article first gives them."""
        doc = self.doc
        first, official = name.start, False
        if not known:
            for at in self._mentions(name.end - 1):
                start, told, holds = self.introduction(at)
                official = official or (holds and (not given or not told or told == given))
                if told and not given:
                    first, given, name = start, told, Span(start, at + 1)
                    gender = gender or self._gender(name, at)
                if official and given:
                    break
        text = text_of(doc, Span(first if given else name.end - 1, name.end)) if name.end - first > 0 else text_of(doc, name)
        person = Person(Source(None, text, "named_person", "named", 5, official), given, gender)
        known.append(person)
        return person

    def _mentions(self, at: int) -> list[int]:
        """Return those first places of a name that can tell more: after a capital, or before a comma or bracket."""
        texts, norms = self.doc.tokens.texts, self.doc.norms
        places = self.doc.positions.get(norms[at], ())[:MENTIONS]
        last = len(norms) - 1
        return [i for i in places if i and (texts[i - 1][0].isupper() or (i < last and norms[i + 1] in (",", "(")))]

    def introduction(self, at: int) -> tuple[int, str, bool]:
        """Return where the name that ends at a token begins, its given name, and whether an office is told with it."""
        doc, words = self.doc, self.words
        words.read(at)
        sentence = doc.sentences[doc.sentence_at(at)]
        start = at
        while start > sentence.start and at - start < 3 and self._is_given(start - 1):
            start -= 1
        if start < at:
            around = doc.tokens.texts[max(sentence.start, at - 4) : min(sentence.end, at + 5)]
            if sum(text[0].isupper() for text in around) > HEADLINE:
                start = next((i for i in range(at - 1, start - 1, -1) if "given_name" in words.at(i)), at)
        given = fold(doc.norms[start]) if start < at else ""
        return start, given, self.office_around(Span(start, at + 1), sentence)

    def _is_given(self, i: int) -> bool:
        text, about = self.doc.tokens.texts[i], self.words.at(i)
        capital = text[0].isupper() and (text.isalpha() or (text.endswith(".") and len(text) <= 3))
        return capital and about <= GIVEN and self.doc.tags[i] in ("NNP", "NN", "JJ")

    def office_around(self, name: Span, sentence: Span) -> bool:
        """Say whether an office of state stands beside a name: "Sen. Ruiz", "Ana Ruiz (D-Ohio)", "Ana Ruiz, the mayor"."""
        doc, words = self.doc, self.words
        start = name.start
        official = False
        while start > max(sentence.start, name.start - TITLES) and (
            words.at(start - 1) or doc.tags[start - 1] in ("NNP", "JJ", "NN")
        ):
            start -= 1
            about = words.at(start)
            private = doc.norms[start] in _ALSO_PRIVATE and start > sentence.start and self._is_given(start - 1)
            official = official or (_holds_office(about) and not private)
            official = official or ("staff" in about and words.within(max(sentence.start, start - 5), start, "official"))
            if doc.norms[start] in ("former", "ex", "then", "onetime", "retired") or doc.norms[start].startswith("ex-"):
                return False
        if official or name.end + 1 >= sentence.end:
            return official
        if doc.norms[name.end] == "(":
            return doc.norms[name.end + 1][:2] in ("r-", "d-", "i-") or doc.norms[name.end + 2 : name.end + 3] == ("-",)
        return doc.norms[name.end] == "," and self._apposition(name.end + 1, sentence.end)

    def _apposition(self, start: int, end: int) -> bool:
        """Say whether an apposition tells of an office held now; what hangs on its head is not asked."""
        doc, words = self.doc, self.words
        for i in range(start, min(end, start + 9)):
            if doc.norms[i] in ("former", "who", "ex", "then", "retired", "onetime") or doc.tags[i] in ("VBD", "VBZ", "MD"):
                return False
            if doc.tags[i] in ("IN", "TO", ",") and i > start:
                return False
            about = words.at(i)
            if _holds_office(about) or ("staff" in about and words.within(start, i, "official")):
                return not (i + 1 < end and doc.norms[i + 1] in ("'s", "'"))
        return False

    def _surname(self, name: Span) -> int:
        last = name.end - 1
        while last > name.start and (self.doc.norms[last] in _SUFFIXES or not self.doc.tokens.texts[last][0].isupper()):
            last -= 1
        return last

    def _given(self, start: int, last: int) -> str:
        """Return the given name before a surname: one the lexicon knows, else the word before it that is no initial."""
        if start == last:
            return ""
        doc = self.doc
        inside = [i for i in range(start, last) if doc.tokens.texts[i][0].isupper() and doc.norms[i] not in GENDERS]
        listed = next((i for i in inside if "given_name" in self.words.at(i)), None)
        spelled = [i for i in inside if len(doc.norms[i].rstrip(".")) > 1 and not self.words.at(i) - {"place", "official"}]
        i = listed if listed is not None else spelled[-1] if spelled else inside[-1] if inside else None
        return fold(doc.norms[i].rstrip(".")) if i is not None else ""

    def _gender(self, name: Span, last: int) -> str:
        """Return what title, given name or a role before the name tells of a person's gender; nothing where nothing does."""
        doc, words = self.doc, self.words
        first = max(doc.sentences[doc.sentence_at(name.start)].start, name.start - 3)
        for i in range(last - 1, first - 1, -1):
            about = words.at(i)
            if "given_name" in about:
                return "f" if "female" in about else "m"
            told = GENDERS.get(doc.norms[i], "")
            if told:
                return told
            if i < name.start and not about.isdisjoint(("person", "person_role", "title")):
                told = gender_of_word(doc.norms[i])
                if told:
                    return told
        return ""

    def body(self, span: Span, text: str, names: list[str], kind: str, *, official: bool) -> Source:
        """Return a body, medium or document, merged with one of the same name, a short form of it or its acronym (A-17)."""
        key = fold(" ".join(names).removeprefix("the "))
        merged = self._bodies.get(key) or self._short.get((kind, key)) or self._by_initials(key)
        if merged is None:
            merged = Source(None, text, kind, "named", 4, official)
        elif official and not merged.official:
            merged = replace(merged, official=True)
        if key not in self._bodies:
            words = key.split()
            for i in range(1, len(words)):
                self._short.setdefault((kind, " ".join(words[i:])), merged)
            self._initials.setdefault(initials(key), merged)
        self._bodies[key] = merged
        return stand_at(merged, span)

    def _by_initials(self, key: str) -> Source | None:
        """Return the body whose initials a name is, or whose name was its initials: "PHA", "the Port Health Agency"."""
        letters = key.replace(".", "")
        if " " not in key and len(letters) > 1 and letters in self._initials:
            return self._initials[letters]
        return self._bodies.get(initials(key)) if " " in key else None

    def spelled_out(self, at: int) -> Span | None:
        """Return the name whose acronym a token is, where the article gives both: "the Port Health Agency (PHA)"."""
        doc = self.doc
        first = doc.positions[doc.norms[at]][0]
        if first < 2 or doc.norms[first - 1] != "(":
            return None
        letters = doc.norms[first]
        start = first - 1
        while start > 0 and first - start <= len(letters) + 4:
            start -= 1
            full = " ".join(doc.norms[start : first - 1])
            if doc.tokens.texts[start][0].isupper() and len(letters) > 1 and initials(full) == letters:
                return Span(start, first - 1)
        return None


def stand_at(source: Source, span: Span, *flags: str) -> Source:
    """Return a source as it stands at a span, with more flags; `replace` takes three times as long."""
    told = source.flags.union(flags) if flags else source.flags
    return Source(span, source.entity, source.type, source.anonymity, source.rung, source.official, told)


def _may_be(person: Person, given: str, gender: str) -> bool:
    """Say whether a name can be that of a person of the same surname."""
    if gender and person.gender and gender != person.gender:
        return False
    if not given or not person.given or given == person.given:
        return True
    return given[0] == person.given[0] and (len(given) == 1 or len(person.given) == 1)


def _holds_office(about: frozenset[str]) -> bool:
    return "official" in about and not about.isdisjoint(("title", "person"))
