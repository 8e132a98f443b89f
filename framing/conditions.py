"""Conditions on the surroundings of a lexicon match: what stands before, after, near it, its case and its tag."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from framing.model import Document, Span
from framing.phrase_sets import PhraseSet, parse_phrase, tags_like
from framing.yaml_file import Block, Checker

NEAR = 5  # tokens on either side that "near" reaches
MAX_PHRASES = 1_000  # of one condition: each may have to be tried at each word of a sentence
PLACES = (
    "before", "unless_before", "after", "unless_after", "near", "unless_near", "in_sentence", "unless_in_sentence",
)  # fmt: skip
CASES = ("lower", "capital", "upper")
_NONE = PhraseSet()


def read_places(checker: Checker, item: Block, what: str) -> dict[str, PhraseSet]:
    """Read the conditions on the words around a match; an unreadable phrase is told and left out."""
    given: dict[str, PhraseSet] = {}
    for place in PLACES:
        phrases = []
        if place not in item:
            continue
        texts = checker.strings(item, place)
        if len(texts) > MAX_PHRASES:
            told = f"has {len(texts):,} phrases, and at most {MAX_PHRASES:,} can be tried at each place where it stands"
            checker.tell(item, f'{what} "{item["words"]}", {place}: {told}')
            continue
        for text in texts:
            try:
                phrases.append(parse_phrase(text))
            except ValueError as error:
                checker.tell(item, f'{what} "{item["words"]}", {place}: {error}')
        if phrases:
            given[place] = PhraseSet(phrases)
    return given


@dataclass(frozen=True)  # without slots, so that what is asked is listed once
class Conditions:
    """What must hold around a match for it to count; empty fields ask for nothing."""

    pos: tuple[str, ...] = ()
    case: str = ""
    before: PhraseSet = _NONE
    unless_before: PhraseSet = _NONE
    after: PhraseSet = _NONE
    unless_after: PhraseSet = _NONE
    near: PhraseSet = _NONE
    unless_near: PhraseSet = _NONE
    in_sentence: PhraseSet = _NONE
    unless_in_sentence: PhraseSet = _NONE

    def hold(self, doc: Document, start: int, end: int, sentence: Span) -> bool:
        """Say whether a match of tokens ``start`` to ``end`` meets them all; tags are asked for last, as they cost most."""
        if self.case and not _case_fits(doc, start, sentence, self.case):
            return False
        if self._case_only:
            return True
        for phrases, wanted in self._behind:
            if phrases.fit_at(doc, end, sentence) is not wanted:
                return False
        for phrases, wanted in self._ahead:
            if phrases.fit_before(doc, start, sentence) is not wanted:
                return False
        if self._around:
            own = Span(start, end)
            near = Span(max(sentence.start, start - NEAR), min(sentence.end, end + NEAR))
            for phrases, wanted, is_near in self._around:
                if phrases.fit_within(doc, near if is_near else sentence, sentence, own) is not wanted:
                    return False
        return not self.pos or doc.tags[start] in self._fitting_tags

    @cached_property
    def _case_only(self) -> bool:
        return not (self._behind or self._ahead or self._around or self.pos)

    @cached_property
    def _behind(self) -> tuple[tuple[PhraseSet, bool], ...]:
        return _given((self.before, True), (self.unless_before, False))

    @cached_property
    def _ahead(self) -> tuple[tuple[PhraseSet, bool], ...]:
        return _given((self.after, True), (self.unless_after, False))

    @cached_property
    def _around(self) -> tuple[tuple[PhraseSet, bool, bool], ...]:
        near = _given((self.near, True), (self.unless_near, False))
        wide = _given((self.in_sentence, True), (self.unless_in_sentence, False))
        return (*((*each, True) for each in near), *((*each, False) for each in wide))

    @cached_property
    def _fitting_tags(self) -> frozenset[str]:
        return tags_like(*self.pos)


def _given(*asked: tuple[PhraseSet, bool]) -> tuple[tuple[PhraseSet, bool], ...]:
    """Return the sets of phrases that hold any, each with whether one of them must fit or none may."""
    return tuple((phrases, wanted) for phrases, wanted in asked if phrases)


ALWAYS = Conditions()


def _case_fits(doc: Document, start: int, sentence: Span, case: str) -> bool:
    """Compare the shape of the match's first word; where a capital means nothing (headline, sentence start) all fit."""
    if doc.zone == "title" or (start == sentence.start and case != "upper"):
        return True
    text = doc.tokens.texts[start]
    if case == "lower":
        return text[0].islower()
    return text[0].isupper() if case == "capital" else text.isupper()
