"""A pronoun or a definite phrase -> the source it stands for: "she", "the official", "the 42-year-old" (CODEBOOK A-5)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from framing.attributions.entities import Entities, Met, stand_at
from framing.attributions.names import GENDERS, fold, gender_of_word, stem
from framing.attributions.phrases import Phrase, Words, text_of
from framing.attributions.rungs import is_former
from framing.grammar import noun_phrase_before
from framing.model import Document, Source, Span

_ONE = frozenset("he she him her his hers himself herself".split())
_MANY = frozenset("they them their theirs themselves".split())
_THING = frozenset(["it", "its", "itself"])
_SPEAKER = frozenset("i me my mine myself".split())
_SPEAKERS = frozenset("we us our ours you your ourselves".split())
SUBJECTS = frozenset("he she it they i we".split())
RELATIVE = frozenset("who whom whose which that".split())
PRONOUNS = _ONE | _MANY | _THING | _SPEAKER | _SPEAKERS
_NAME_ENDINGS = frozenset(["jr.", "sr."])
_PAIRS = frozenset(["both", "two", "each", "neither", "either", "pair", "three", "duo", "four"])
_DEFINITE = frozenset("the this that these those both all his her their its each neither".split())
_ARTICLES = frozenset(["a", "an", "one", "two", "three", "some", "several", "the"])
_ANOTHER = frozenset(["another", "other", "others", "separate", "second", "third", "fourth", "different", "new", "a", "an"])
_UNNAMED = ("unnamed_source", "unnamed_official")
_ROLES = ("person", "person_role", "title")
_BODIES = ("organisation", "media", "government_metonym")
_PERSONS = ("named_person", *_UNNAMED)
_NAMED = ("named_person", *_BODIES)
_THINGS = (*_BODIES, "document")
ABBREVIATED = {
    "senator": ("sen.", "sens."), "governor": ("gov.",), "representative": ("rep.",), "congressman": ("rep.",),
    "congresswoman": ("rep.",), "lawmaker": ("rep.", "sen."), "general": ("gen.",), "professor": ("prof.",),
    "lieutenant": ("lt.",), "captain": ("capt.",), "colonel": ("col.",), "sergeant": ("sgt.",), "doctor": ("dr.",),
}  # fmt: skip
REACH = 60  # tokens before a pronoun in which names are looked for
BODIES = 5  # how many earlier uses of "department" are looked at for the name of one
OFFICES = 3  # how many names beside an office are looked at
_MARKS = frozenset(['"', "\u201c", "\u201d", "''", "\u00ab", "\u00bb"])
NEAR = 2  # sentences back to which a speaker is still the one spoken of


@dataclass(slots=True)
class Anaphora:
    """Finds what pronouns and definite phrases of one document stand for."""

    doc: Document
    words: Words
    entities: Entities

    def pronoun(self, span: Span) -> Source | None:
        """Link a pronoun to the speaker it stands for; one that is not resolved is somebody nobody can name."""
        norm = self.doc.norms[span.start]
        if norm in _ONE:
            found = self.speaker(span.start, GENDERS.get(norm, ""))
            return self._linked(found, span, "pronoun") or _unresolved(span, norm, "named_person")
        if norm in _MANY:
            found = self._last(lambda met: met.plural) or self._last(lambda met: met.source.type in _BODIES)
            return self._linked(found, span, "pronoun") or _unresolved(span, norm, "collective")
        if norm in _THING:
            found = self._last(lambda met: met.source.type in _THINGS)
            return self._linked(found, span, "pronoun") or _unresolved(span, norm, "organisation")
        if norm in _SPEAKER:
            return _unresolved(span, norm, "named_person")
        return _unresolved(span, norm, "collective") if norm in _SPEAKERS else None

    def antecedent(self, span: Span) -> Span | None:
        """Return the noun phrase a relative pronoun follows: "donors, whose ...", "two of whom"."""
        doc, start = self.doc, span.start
        sentence = doc.sentences[doc.sentence_at(start)]
        at = next((i for i in range(*span) if doc.norms[i] in RELATIVE), None)
        if at is None or (at > start and doc.norms[at - 1] != "of"):
            return None
        end = start
        while end > sentence.start and doc.norms[end - 1] in (",", "to", "with", "for", "of", "among", ")"):
            end -= 1
        if end > sentence.start and doc.norms[end - 1] in _NAME_ENDINGS:
            end = next((i for i in range(end - 1, sentence.start, -1) if doc.norms[i] in (",", "(")), end)
        found = noun_phrase_before(doc, end, sentence.start)
        return found if found is None or found.end - found.start > 1 or doc.norms[found.start] not in PRONOUNS else None

    def speaker(self, at: int, gender: str) -> Source | None:
        """Return the person spoken of just before a token: of its sentence first, then who spoke last, then who was subject."""
        doc = self.doc
        index = doc.sentence_at(at)
        sentence = doc.sentences[index]
        last = next((met for met in self.entities.lately() if self._is_one(met, gender)), None)
        first = max(sentence.start, at - REACH)
        quoted = next((i + 1 for i in range(at - 1, first - 1, -1) if doc.norms[i] in _MARKS), first)
        for source, place in self._named(quoted, at, gender):
            return last.source if last and sentence.start <= last.at < place else source
        near = doc.sentences[max(0, index - NEAR)].start
        if last and (last.at >= near or self._paragraph(last.at) == self._paragraph(at)):
            return last.source
        if index:
            before = doc.sentences[index - 1]
            for source, _ in self._named(before.start, min(before.end, before.start + REACH), gender):
                return source
        return last.source if last else self._introduced(sentence.start, at)

    def _introduced(self, start: int, at: int) -> Source | None:
        """Return a person named just before a token whom the article gave a given name further up."""
        doc = self.doc
        first = max(doc.sentences[max(0, doc.sentence_at(start) - 1)].start, at - REACH)
        for i in range(first, at):
            if doc.tokens.texts[i][0].isupper() and doc.tokens.texts[i].isalpha() and doc.tags[i] == "NNP":
                place = doc.positions[doc.norms[i]][0]
                if place and place < i and doc.tokens.texts[place - 1][0].isupper():
                    self.words.read(place)
                    if self._may_be_given(place - 1):
                        return self.entities.person(Span(i, i + 1), Span(place - 1, place + 1), official=False)
        return None

    def _paragraph(self, token: int) -> int:
        """Return the number of a token's paragraph."""
        doc = self.doc
        return bisect_right(doc.paragraphs, (token, len(doc.tokens) + 1))

    def _named(self, start: int, end: int, gender: str) -> Iterator[tuple[Source, int]]:
        """Yield the persons named in a run of words, known ones and those whose given name tells them."""
        doc, known = self.doc, self.entities.persons
        i = start
        while i < end:
            if doc.tokens.texts[i][0].isupper():
                persons = known.get(fold(doc.norms[i]))
                if not persons and i + 1 < end and doc.tokens.texts[i + 1][0].isupper() and self._is_given(i):
                    stop = next((j for j in range(i + 1, end) if not doc.tokens.texts[j][0].isupper()), end)
                    self.entities.person(Span(i, stop), Span(i, stop), official=False)
                    persons = known.get(fold(doc.norms[stop - 1]))
                    i = stop - 1
                fitting = [p for p in persons or () if not (gender and p.gender and p.gender != gender)]
                if fitting:
                    yield fitting[-1].source, i
            i += 1

    def _is_given(self, i: int) -> bool:
        self.words.read(i)
        return self._may_be_given(i)

    def _may_be_given(self, i: int) -> bool:
        """Say whether a word may be a given name: a listed one, or a name of which no list says what it names.

        Otherwise whose given name is listed would decide who is heard.
        """
        known = self.words.at(i)
        return "given_name" in known or (
            not known and self.doc.tags[i] == self.doc.tags[i + 1] == "NNP" and not self.words.at(i + 1)
        )

    def _is_one(self, met: Met, gender: str) -> bool:
        """Say whether a source is one person, and of a gender that fits."""
        source = met.source
        if met.plural or source.type not in _PERSONS or "unresolved" in source.flags:
            return False
        told = self.entities.genders.get(source.entity, "") or gender_of_word(met.head)
        return not gender or not told or told == gender

    def definite(self, phrase: Phrase, span: Span) -> Source | None:
        """Link "the official", "those people", "two of the sources", "the agency", "the mayor" to what the article named."""
        doc = self.doc
        norms = doc.norms[phrase.span.start : phrase.head + 1]
        told = norms[0] in _DEFINITE or (phrase.start > phrase.span.start and doc.norms[phrase.start] in _DEFINITE)
        told = told or "of" in norms
        if not told or not _ANOTHER.isdisjoint(norms) or self._is_named(phrase):
            return None
        head, about = stem(norms[-1]), self.words.at(phrase.head)
        owned = doc.tags[phrase.start] == "PRP$" or "POS" in doc.tags[phrase.start : phrase.head]
        told_apart = {norm for norm in norms[1:-1] if norm.isalpha() and norm not in _DEFINITE and not self._counts(norm)}

        def fits(met: Met) -> bool:
            return met.head == head and (met.plural or not phrase.plural) and _is_told_so(met.source.entity, told_apart)

        same = self._last(lambda met: met.head == head and met.source.type not in _NAMED and fits(met))
        if same is not None and not owned:
            return self._linked(same, span, "anaphora")
        if "of" in norms and doc.tags[phrase.head] == "CD":  # "two of the five"
            return self._linked(self._last(lambda met: met.plural and met.source.type in _UNNAMED), span, "anaphora")
        if (phrase.start > phrase.head and norms[-1] in _PAIRS) or norms[-1] in ("men", "women", "candidate", "candidates"):
            return self._pair(span) if phrase.plural or norms[-1] in _PAIRS else self._person(phrase, span)
        if owned or "mass" in about:
            return None
        if norms == ("the", "paper"):  # no study was called so, and a newspaper may be
            return self._linked(self._last(lambda met: met.source.type == "media"), span, "anaphora")
        if about.isdisjoint(_ROLES) and about & {"organization", "media", "official"}:
            return None if phrase.plural else self._body(phrase, span, told_apart, fits)
        return None if phrase.plural else self._person(phrase, span)

    def _is_named(self, phrase: Phrase) -> bool:
        """Say whether a capital makes a name of a phrase: "the Harbor Bank", but not "the Mayor" or an opening "Both"."""
        about = self.words.at(phrase.head)
        capital = phrase.head > phrase.span.start and self.doc.tokens.texts[phrase.head][0].isupper()
        return capital and about.isdisjoint(_ROLES)

    def _counts(self, norm: str) -> bool:
        return norm in ("of", "same", "former", "senior", "top") or norm in _PAIRS or norm.isdigit()

    def _person(self, phrase: Phrase, span: Span) -> Source | None:
        """Return the one person a definite phrase stands for: by the office, by a word for anybody, or who was named last."""
        doc = self.doc
        norm, about = doc.norms[phrase.head], self.words.at(phrase.head)
        if ("anonymous_head" in about and about & {"person_role", "official"}) or norm in ("source", "insider", "informant"):
            return None
        if not is_former(self.words, phrase.span.start, phrase.head):
            holder = self._holder(norm, phrase.span.start)
            if holder is not None:
                return stand_at(holder, span, "by_office", "anaphora")
        anybody = norm in ("man", "woman", "person") or norm.endswith("-year-old") or "anybody" in about
        if anybody or "-year-old" in " ".join(doc.norms[phrase.start : phrase.head]):
            found = self.speaker(phrase.span.start, gender_of_word(norm))
            return self._linked(found, span, "anaphora")
        return None

    def _holder(self, norm: str, before: int) -> Source | None:
        """Return who holds an office: the source it was told of, else the name it last stood before ("Mayor Ana Ruiz")."""
        holder = self.entities.offices.get(norm)
        if holder is not None:
            return holder
        doc = self.doc
        places: list[int] = []
        for form in (norm, *ABBREVIATED.get(norm, ())):
            found = doc.positions.get(form, ())
            last = bisect_left(found, before - 1)
            places += found[max(0, last - OFFICES) : last]
        for i in sorted(places, reverse=True):
            if doc.tokens.texts[i][0].isupper() and doc.tokens.texts[i + 1][0].isupper() and doc.norms[i - 1] != "former":
                sentence = doc.sentences[doc.sentence_at(i)]
                end = i + 1
                while end < min(sentence.end, i + 4) and doc.tokens.texts[end][0].isupper() and doc.tokens.texts[end].isalpha():
                    end += 1
                self.words.read(i)
                if end > i + 1 and not self.words.at(end - 1) & {"official", "organization", "title"}:
                    return self.entities.person(Span(i + 1, end), Span(i + 1, end), official="official" in self.words.at(i))
        return None

    def _pair(self, span: Span) -> Source | None:
        """Return the persons named last, whom "both" and "the two candidates" stand for, as one source."""
        named: dict[str, Source] = {}
        for met in self.entities.lately():
            if met.source.type == "named_person" and met.source.flags.isdisjoint(("unresolved", "pair")):
                named.setdefault(met.source.entity, met.source)
        if len(named) < 2:
            return None
        pair = list(named.values())[:2]
        together = " and ".join(sorted(source.entity for source in pair))
        flags = frozenset({"anaphora", "pair"})
        return replace(pair[0], span=span, entity=together, official=any(s.official for s in pair), flags=flags)

    def _body(self, phrase: Phrase, span: Span, told_apart: set[str], fits: Callable[[Met], bool]) -> Source | None:
        """Return the body a definite phrase stands for: one whose name ends so, else the last of its kind."""
        doc = self.doc
        norm = doc.norms[phrase.head]
        kinds = ("media",) if "media" in self.words.at(phrase.head) else _BODIES
        found = self._last(lambda met: met.source.type in kinds and met.source.anonymity == "named" and fits(met))
        if found is None:
            places = doc.positions.get(norm, ())
            last = bisect_left(places, phrase.head)
            at = next((i for i in places[max(0, last - BODIES) : last] if doc.tokens.texts[i][0].isupper()), None)
            found = self._full_name(at, kinds[0]) if at is not None else None
            if found and not _is_told_so(found.entity, told_apart):
                found = None
        if found is None and not told_apart and "generic" in self.words.at(phrase.head):
            found = self._last(lambda met: met.source.type in kinds and met.source.anonymity == "named")
        return self._linked(found, span, "anaphora")

    def _full_name(self, at: int, kind: str) -> Source | None:
        """Return the body whose name ends at a token: "the State Department"."""
        doc = self.doc
        start = at
        while start > 0 and at - start < 5 and doc.tokens.texts[start - 1][0].isupper():
            start -= 1
        if start == at:
            return None
        self.words.read(at)
        name = Span(start, at + 1)
        official = self.words.within(*name, "official")
        return self.entities.body(name, text_of(doc, name), [doc.norms[i] for i in range(*name)], kind, official=official)

    def _last(self, fits: Callable[[Met], bool]) -> Source | None:
        return next((met.source for met in self.entities.lately() if fits(met)), None)

    def _linked(self, found: Source | None, span: Span, flag: str) -> Source | None:
        return stand_at(found, span, flag) if found else None


def _is_told_so(entity: str, told_apart: set[str]) -> bool:
    """Say whether an entity can be told by these words: "the shipping agency" is no news agency."""
    words = entity.lower().split()
    return not told_apart or len(words) < 2 or not told_apart.isdisjoint(words) or (len(words) == 2 and words[0] in _ARTICLES)


def _unresolved(span: Span, norm: str, kind: str) -> Source:
    """Return the source of a pronoun that stands for nobody the article named before."""
    rung = {"collective": 1, "organisation": 4}.get(kind, 5)
    anonymity = "collective" if rung == 1 else "named"
    return Source(span, norm, kind, anonymity, rung, flags=frozenset({"pronoun", "unresolved"}))
