"""Conditions on the surroundings of a lexicon match: what stands before, after, near it, its case and its tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, cached_property

from framing.model import Document, Span
from framing.segmentation import fold, norms
from framing.yaml_file import Block, Checker

NEAR = 5  # tokens on either side that "near" reaches
MAX_PHRASES = 1_000  # of one condition: each may have to be tried at each word of a sentence
PLACES = (
    "before", "unless_before", "after", "unless_after", "near", "unless_near", "in_sentence", "unless_in_sentence",
)  # fmt: skip
CASES = ("lower", "capital", "upper")
CLASSES = ("<number>", "<name>", "<start>", "<end>", "<punct>", "<any>")

Phrase = tuple[str, ...]  # normalized words, globs, and classes in angle brackets


# The Penn Treebank's tags, all the tagger can give.
_PENN = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP "
    "WP$ WRB # $ '' ( ) , . : ``"
)
_TAGS = tuple(_PENN.split())


@cache
def _tags_like(*patterns: str) -> frozenset[str]:
    """Return the tags that fit any of some patterns."""
    return frozenset(tag for tag in _TAGS for pattern in patterns if fnmatchcase(tag, pattern))


class PhraseSet:
    """The phrases of one condition, any of which may fit.

    Words and tags that stand alone are looked up; of the longer phrases, those are tried whose first or last word is there.
    """

    __slots__ = ("_by_first", "_by_last", "_open", "_open_before", "_tags", "_words", "phrases")

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self.phrases = tuple(phrases)
        alone = [phrase[0] for phrase in self.phrases if len(phrase) == 1]
        self._words = frozenset(filter(_is_plain, alone))
        self._tags = _tags_like(*(element[5:-1] for element in alone if element.startswith("<tag:")))
        longer = [p for p in self.phrases if len(p) > 1 or not (_is_plain(p[0]) or p[0].startswith("<tag:"))]
        self._by_first = _index(longer, 0)
        self._by_last = _index(longer, -1)
        self._open = tuple(phrase for phrase in longer if not _is_plain(phrase[0]))
        self._open_before = tuple(phrase for phrase in longer if not _is_plain(phrase[-1]))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PhraseSet) and self.phrases == other.phrases

    def __hash__(self) -> int:
        return hash(self.phrases)

    def __repr__(self) -> str:
        return f"PhraseSet({self.phrases!r})"

    def fit_at(self, doc: Document, at: int, sentence: Span) -> bool:
        """Say whether one of them begins at a token."""
        phrases = self._open
        if at < sentence.end:
            norm = doc.norms[at]
            if norm in self._words or (self._tags and doc.tags[at] in self._tags):
                return True
            if norm in self._by_first:
                phrases = (*self._by_first[norm], *phrases)
        return any(_fits(doc, phrase, at, sentence) for phrase in phrases) if phrases else False

    def fit_before(self, doc: Document, at: int, sentence: Span) -> bool:
        """Say whether one of them ends just before a token."""
        phrases = self._open_before
        if at > sentence.start:
            norm = doc.norms[at - 1]
            if norm in self._words or (self._tags and doc.tags[at - 1] in self._tags):
                return True
            if norm in self._by_last:
                phrases = (*self._by_last[norm], *phrases)
        for phrase in phrases:
            first = at - width(phrase)
            if first >= sentence.start and _fits(doc, phrase, first, sentence):
                return True
        return False

    def fit_within(self, doc: Document, zone: Span, sentence: Span, own: Span) -> bool:
        """Say whether one of them stands in a zone without touching the match itself."""
        for start, end in ((zone.start, min(own.start, zone.end)), (max(own.end, zone.start), zone.end)):
            norms = doc.norms[start:end]
            if not self._words.isdisjoint(norms) or (self._tags and not self._tags.isdisjoint(doc.tags[start:end])):
                return True
            if self._by_first and not self._by_first.keys().isdisjoint(norms):
                for i, norm in enumerate(norms, start):
                    if any(i + width(p) <= end and _fits(doc, p, i, sentence) for p in self._by_first.get(norm, ())):
                        return True
            for phrase in self._open:
                if any(_fits(doc, phrase, i, sentence) for i in range(start, end - width(phrase) + 1)):
                    return True
        return False


def _index(phrases: Iterable[Phrase], edge: int) -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases whose first (0) or last (-1) element is a plain word, by that word."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        if _is_plain(phrase[edge]):
            found[phrase[edge]] = (*found.get(phrase[edge], ()), phrase)
    return found


def _is_plain(element: str) -> bool:
    return element[0] != "<" and not (len(element) > 1 and element[-1] == "*")


_NONE = PhraseSet()

# Cardinal words are the numerals of the language, a closed class.
_NUMERALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen dozens "
    "hundreds thousands millions billions half"
)
_NUMBER_WORDS = frozenset(_NUMERALS.split())


def parse_phrase(text: str) -> Phrase:
    """Cut a condition's phrase into elements.

    Raises
    ------
    ValueError
        If a class in angle brackets is unknown, a ``*`` stands elsewhere than at the end, or nothing is left to match.
    """
    elements: list[str] = []
    for piece in text.split():
        if piece.startswith("<") and piece.endswith(">"):
            if piece not in CLASSES and not piece.startswith("<tag:"):
                raise ValueError(f"unknown class {piece} (known: {', '.join(CLASSES)}, <tag:...>)")
            if piece.startswith("<tag:") and not check_tag(piece[5:-1]):
                raise ValueError(f"no Penn tag fits {piece} (as in <tag:NN*>, <tag:JJ>, <tag:VBD>)")
            elements.append(piece)
        elif "*" in piece[:-1] or piece == "*":
            raise ValueError(f'"{text}": * stands only at the end of a word (<any> is any one token)')
        elif piece.endswith("*"):
            elements.append(fold(piece))
        else:
            elements.extend(norms(piece))
    if not elements:
        raise ValueError(f'"{text}" holds nothing to match')
    return tuple(elements)


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


def check_tag(pattern: str) -> bool:
    """Say whether a part-of-speech pattern such as ``VB*`` fits any tag there is."""
    return bool(_tags_like(pattern))


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
        return _tags_like(*self.pos)


def _given(*asked: tuple[PhraseSet, bool]) -> tuple[tuple[PhraseSet, bool], ...]:
    """Return the sets of phrases that hold any, each with whether one of them must fit or none may."""
    return tuple((phrases, wanted) for phrases, wanted in asked if phrases)


ALWAYS = Conditions()


def width(phrase: Phrase) -> int:
    """Count the tokens a phrase takes up."""
    return sum(element not in ("<start>", "<end>") for element in phrase)


def _fits(doc: Document, phrase: Sequence[str], at: int, sentence: Span) -> bool:
    norms, limit = doc.norms, sentence.end
    for element in phrase:
        if element == "<start>":
            if not all(norms[i] in ('"', "'", "\u2022") for i in range(sentence.start, at)):
                return False
            continue
        if element == "<end>":
            if at < limit and norms[at] not in (".", "!", "?", '"', "'"):
                return False
            continue
        if at >= limit or not (norms[at] == element or _element_fits(doc, element, at, sentence)):
            return False
        at += 1
    return True


def _element_fits(doc: Document, element: str, at: int, sentence: Span) -> bool:
    norm = doc.norms[at]
    if element[0] != "<":  # a whole word has been compared before
        return len(element) > 1 and element[-1] == "*" and norm.startswith(element[:-1])
    if element == "<number>":
        return norm[0].isdigit() or norm.partition("-")[0] in _NUMBER_WORDS
    if element == "<name>":
        return doc.tokens.texts[at][0].isupper() and at > sentence.start
    if element == "<punct>":
        return norm not in ("$", "%", "\u00a3", "\u20ac") and not any(char.isalnum() for char in norm)
    if element == "<any>":
        return True
    return doc.tags[at] in _tags_like(element[5:-1])


def _case_fits(doc: Document, start: int, sentence: Span, case: str) -> bool:
    """Compare the shape of the match's first word; where a capital means nothing (headline, sentence start) all fit."""
    if doc.zone == "title" or (start == sentence.start and case != "upper"):
        return True
    text = doc.tokens.texts[start]
    if case == "lower":
        return text[0].islower()
    return text[0].isupper() if case == "capital" else text.isupper()
