"""The phrases of a condition: words, beginnings of words, classes and tags, and whether one stands at a place of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import cache

from framing.model import Document, Span
from framing.segmentation import fold, norms

CLASSES = ("<number>", "<name>", "<start>", "<end>", "<punct>", "<any>")

Phrase = tuple[str, ...]  # normalized words, globs, and classes in angle brackets
Sized = tuple[Phrase, int]  # a phrase and the number of tokens it takes up

# The Penn Treebank's tags, all the tagger can give.
_PENN = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP "
    "WP$ WRB # $ '' ( ) , . : ``"
)
_TAGS = tuple(_PENN.split())


@cache
def tags_like(*patterns: str) -> frozenset[str]:
    """Return the tags that fit any of some patterns."""
    return frozenset(tag for tag in _TAGS for pattern in patterns if fnmatchcase(tag, pattern))


def check_tag(pattern: str) -> bool:
    """Say whether a part-of-speech pattern such as ``VB*`` fits any tag there is."""
    return bool(tags_like(pattern))


def width(phrase: Phrase) -> int:
    """Count the tokens a phrase takes up."""
    return sum(element not in ("<start>", "<end>") for element in phrase)


class PhraseSet:
    """The phrases of one condition, any of which may fit.

    Words, beginnings of words and tags that stand alone are looked up; of the longer phrases, those are tried whose first or
    last word is there.
    """

    __slots__ = ("_at_start", "_by_first", "_by_last", "_globs", "_open", "_open_before", "_tags", "_words", "phrases")

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self.phrases = tuple(phrases)
        alone = [phrase[0] for phrase in self.phrases if len(phrase) == 1]
        self._words = frozenset(filter(_is_plain, alone))
        self._globs = tuple(element[:-1] for element in alone if _is_glob(element))
        self._tags = tags_like(*(element[5:-1] for element in alone if element.startswith("<tag:")))
        longer = [(p, width(p)) for p in self.phrases if len(p) > 1 or (p[0][0] == "<" and not p[0].startswith("<tag:"))]
        self._by_first = _index(longer, 0)
        self._by_last = _index(longer, -1)
        self._open = tuple(sized for sized in longer if not _is_plain(sized[0][0]))
        self._at_start = ("<start>",) in self.phrases
        self._open_before = tuple(sized for sized in longer if not _is_plain(sized[0][-1]) and sized[0] != ("<start>",))

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
            if norm in self._words or (self._globs and norm.startswith(self._globs)):
                return True
            if self._tags and doc.tags[at] in self._tags:
                return True
            if norm in self._by_first:
                phrases = (*self._by_first[norm], *phrases)
        for phrase, _ in phrases:  # noqa: SIM110  half the time of any()
            if _fits(doc, phrase, at, sentence):
                return True
        return False

    def fit_before(self, doc: Document, at: int, sentence: Span) -> bool:
        """Say whether one of them ends just before a token."""
        if self._at_start and _opens(doc, at, sentence):
            return True
        phrases = self._open_before
        if at > sentence.start:
            norm = doc.norms[at - 1]
            if norm in self._words or (self._globs and norm.startswith(self._globs)):
                return True
            if self._tags and doc.tags[at - 1] in self._tags:
                return True
            if norm in self._by_last:
                phrases = (*self._by_last[norm], *phrases)
        for phrase, size in phrases:  # noqa: SIM110
            if at - size >= sentence.start and _fits(doc, phrase, at - size, sentence):
                return True
        return False

    def fit_within(self, doc: Document, zone: Span, sentence: Span, own: Span) -> bool:
        """Say whether one of them stands in a zone without touching the match itself."""
        for start, end in ((zone.start, min(own.start, zone.end)), (max(own.end, zone.start), zone.end)):
            norms = doc.norms[start:end]
            if not self._words.isdisjoint(norms) or (self._tags and not self._tags.isdisjoint(doc.tags[start:end])):
                return True
            if self._globs and any(norm.startswith(self._globs) for norm in norms):
                return True
            if self._by_first and not self._by_first.keys().isdisjoint(norms):
                for i, norm in enumerate(norms, start):
                    if any(i + size <= end and _fits(doc, p, i, sentence) for p, size in self._by_first.get(norm, ())):
                        return True
            for phrase, size in self._open:
                # What begins with the sentence is not looked for behind its first word.
                last = min(end - size, _find_first_word(doc, sentence)) if phrase[0] == "<start>" else end - size
                if any(_fits(doc, phrase, i, sentence) for i in range(start, last + 1)):
                    return True
        return False


def _index(phrases: Iterable[Sized], edge: int) -> dict[str, tuple[Sized, ...]]:
    """Return the phrases whose first (0) or last (-1) element is a plain word, by that word."""
    found: dict[str, tuple[Sized, ...]] = {}
    for sized in phrases:
        word = sized[0][edge]
        if _is_plain(word):
            found[word] = (*found.get(word, ()), sized)
    return found


def _is_plain(element: str) -> bool:
    return element[0] != "<" and not _is_glob(element)


def _is_glob(element: str) -> bool:
    return len(element) > 1 and element[-1] == "*"


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


# Cardinal words are the numerals of the language, a closed class.
_NUMERALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen dozens "
    "hundreds thousands millions billions half"
)
_NUMBER_WORDS = frozenset(_NUMERALS.split())
_OPENING_MARKS = frozenset(['"', "'", "\u2022"])  # what may stand before the first word of a sentence


def _opens(doc: Document, at: int, sentence: Span) -> bool:
    """Say whether nothing but opening marks stands before a token in its sentence."""
    if at == sentence.start:
        return True
    return doc.norms[at - 1] in _OPENING_MARKS and _OPENING_MARKS.issuperset(doc.norms[sentence.start : at])


def _find_first_word(doc: Document, sentence: Span) -> int:
    """Return the first token of a sentence that is no opening mark, or its end."""
    return next((i for i in range(*sentence) if doc.norms[i] not in _OPENING_MARKS), sentence.end)


def _fits(doc: Document, phrase: Sequence[str], at: int, sentence: Span) -> bool:
    norms, limit = doc.norms, sentence.end
    for element in phrase:
        if element == "<start>":
            if not _opens(doc, at, sentence):
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
    return doc.tags[at] in tags_like(element[5:-1])
