"""A source's span -> its words as the lexicon of sources knows them: where its noun phrase stands, how many it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from framing.grammar import NOUNS, TIMES
from framing.lexicon import Entry, Lexicon
from framing.matcher import Matcher
from framing.model import Document, Span

_ATTACH = frozenset(
    [
        *"of for at in from with on to near close about by and or who whose which that familiar briefed during under".split(),
        *",(:-\u2014\u2013",
        "--",
    ]
)
_OPENERS = frozenset(
    [*"but and or yet even from for to by with among as in not only".split(), *",\"'(:-\u2014\u2013", "--"],
)
_NO_HEADS = frozenset(["'s", "'", "/"])
_PARTICIPLES = frozenset(["VBN", "VBG", "VBD"])
_BEFORE_COUNT = frozenset(
    "about more than at least roughly nearly almost some fewer less over only just as many around".split()
)
_HEADS = NOUNS | {"PRP", "PRP$", "CD", "WP", "WDT", "WP$"}
_COUNTS = frozenset(["share", "number", "half"])
_ROLES = frozenset(["title", "person", "person_role"])
_PEOPLE = frozenset(["person", "person_role", "anonymous_head", "collective"])
MANY = 100  # nobody has spoken to as many people: they are a class
PLURAL_TAGS = ("NNS", "NNPS")
REACH = 7  # tokens within which "of" ends what counts: "more than 60 percent of", "the fast-growing number of"


def text_of(doc: Document, span: Span) -> str:
    """Return the words of a span, each gap one blank: a line break inside a name makes no other name."""
    return " ".join(doc.quote(span).split())


@dataclass(slots=True)
class Words:
    """What the lexicon of source words says of the tokens of one document, looked up in sentences that hold a source."""

    doc: Document
    vocabulary: Lexicon
    _found: dict[int, Entry] = field(init=False, default_factory=dict)  # the entries found do not overlap
    _about: dict[int, frozenset[str]] = field(init=False, default_factory=dict)  # their category and labels
    _read: set[int] = field(init=False, default_factory=set)

    def read(self, token: int) -> None:
        """Look the words of a token's sentence up, once; most conditions ask for tags, and most sentences hold no source."""
        index = self.doc.sentence_at(token)
        if index in self._read:
            return
        self._read.add(index)
        for (start, end), entry in self.vocabulary.find(self.doc, within=self.doc.sentences[index]):
            about = entry.labels | {entry.category}
            for i in range(start, end):
                self._found[i] = entry
                self._about[i] = about

    def at(self, token: int) -> frozenset[str]:
        """Return the category and the labels of a token."""
        return self._about.get(token, _NOTHING)

    def joins(self, token: int) -> bool:
        """Say whether a token goes on with the entry of the one before."""
        entry = self._found.get(token)
        return entry is not None and self._found.get(token - 1) is entry and entry.category != "stock_phrase"

    def within(self, start: int, end: int, *categories: str) -> bool:
        """Say whether a token of a run has one of the categories."""
        about = self._about
        for i in range(start, end):  # noqa: SIM110  half the time of any()
            if i in about and not about[i].isdisjoint(categories):
                return True
        return False


_NOTHING: frozenset[str] = frozenset()

# The tokens in the patterns of some categories, and what tokens begin with that end in ``*`` there.
Tokens = tuple[frozenset[str], tuple[str, ...]]
# Those of vocabularies in use, by their matchers: a lexicon cannot be hashed.
_TOKENS: WeakKeyDictionary[Matcher[Any], dict[tuple[str, ...], Tokens]] = WeakKeyDictionary()


def tokens_of(vocabulary: Lexicon, *categories: str) -> Tokens:
    """Return what can be a part of an entry of some categories: of most words it can be told without a search."""
    known = _TOKENS.setdefault(vocabulary.matcher, {})
    if categories not in known:
        entries = (entry for entry in vocabulary.entries if not {entry.category, *entry.labels}.isdisjoint(categories))
        tokens = frozenset(token for entry in entries for pattern in entry.patterns for token in pattern)
        known[categories] = tokens, tuple(token[:-1] for token in tokens if len(token) > 1 and token.endswith("*"))
    return known[categories]


class Phrase(NamedTuple):
    """A source's noun phrase: ``start`` to ``head`` is what names it, ``extent`` reaches over what is said of it.

    ``quantity`` is "share" of a class ("four in ten voters", "most of the voters"), "number" ("two of the sources") or "".
    """

    span: Span
    extent: Span
    start: int
    head: int
    quantity: str
    plural: bool


def read_phrase(words: Words, span: Span, extent: Span) -> Phrase:
    """Return the noun phrase of a source, ragged as its span may be."""
    norms, tags = words.doc.norms, words.doc.tags
    first, last = span
    while first + 1 < last and norms[first] in _OPENERS:
        first += 1
    while last - 1 > first and not norms[last - 1][0].isalnum() and norms[last - 1] != "%":
        last -= 1
    while last + 1 < extent.end and norms[last] == "/":  # "a CNN/ORC poll"
        last += 2
        while last < extent.end and tags[last] in NOUNS:
            last += 1
    while last < extent.end and words.joins(last):  # "a court | filing"
        last += 1
    if _HEADS.isdisjoint(tags[first:last]):  # "the publicly | available evidence"
        while last < extent.end and norms[last] not in _ATTACH:
            last += 1
    start, quantity = _counted(words, first, last)
    bare = start >= last or (start > first and norms[start] in _ATTACH)  # "most in both states"
    head = start - 1 if bare else _head(words, start, last)
    return Phrase(Span(first, last), extent, start, head, quantity, _is_plural(words, head))


def _counted(words: Words, first: int, last: int) -> tuple[int, str]:
    """Return where what is counted begins, and how it is counted: "one of | the sources", "four in 10 | voters"."""
    doc = words.doc
    norms, tags = doc.norms, doc.tags
    at = first
    while at < last and norms[at] in _BEFORE_COUNT:
        at += 1
    if at + 2 < last and tags[at] == "CD" and norms[at + 1] in ("in", "of") and tags[at + 2] == "CD":
        start = at + 3 + (at + 3 < last and norms[at + 3] == "of")
        return start, "share"
    if "-in-" in norms[first]:
        return first + 1, "share"
    reach = min(last - 1, first + REACH)
    for i in range(first + 1, reach if "of" in norms[first + 1 : reach] else 0):
        if norms[i] == "of" and (words.within(i - 1, i, "share", "number", "set") or tags[i - 1] in ("CD", "DT", "PDT")):
            inner, quantity = _counted(words, i + 1, last)
            return inner, _quantity(words, first, i) or quantity
        if tags[i] in ("IN", "TO") and norms[i] not in _BEFORE_COUNT and norms[i] != "of":
            break
    end = first
    while end < last and (
        tags[end] in ("CD", "DT", "PDT")
        or norms[end] in _BEFORE_COUNT
        or norms[end] == "%"
        or not words.at(end).isdisjoint(_COUNTS)
    ):
        end += 1
    return min(end, last), _quantity(words, first, end) if end > first else ""


def _quantity(words: Words, first: int, end: int) -> str:
    """Return how a run of counting words counts: a share of a class, or a number."""
    if words.within(first, end, "share") or "%" in words.doc.norms[first:end]:
        return "share"
    counts = [words.doc.norms[i] for i in range(first, end) if words.doc.tags[i] == "CD" or "number" in words.at(i)]
    if not counts:
        return ""
    if any(count.replace(",", "").isdigit() and int(count.replace(",", "")) >= MANY for count in counts):
        return "share"
    return "number" if any(count not in ("one", "1") for count in counts) else ""


def _head(words: Words, start: int, end: int) -> int:
    """Return the token of the head: the last noun before anything attached."""
    doc = words.doc
    norms, tags = doc.norms, doc.tags
    head = start
    for i in range(start + 1, end):
        norm, tag = norms[i], tags[i]
        if norm in _NO_HEADS:
            continue
        if (norm in _ATTACH and _attaches(doc, i)) or (tag in _PARTICIPLES and _opens_clause(doc, i, end)):
            if norm == "of" and not words.at(i).isdisjoint(_ROLES):  # "Former Secretary of State Ana Ruiz"
                continue
            break
        if tag in ("RB", "VBD") and tags[i - 1] in NOUNS:
            break
        head = i
    return head


def _attaches(doc: Document, i: int) -> bool:
    """Say whether a word that can attach a phrase does so: "close to", but not "close friends"."""
    to = i + 1 < len(doc.norms) and doc.norms[i + 1] in ("to", "with", "on")
    return to or doc.tags[i] not in ("JJ", "NN")


def _opens_clause(doc: Document, i: int, end: int) -> bool:
    """Say whether a participle after a noun opens a clause: "a declaration filed in court"."""
    after = doc.tags[i + 1] if i + 1 < end else ""
    return doc.tags[i - 1] in NOUNS and (after not in NOUNS or doc.norms[i + 1] in TIMES)


def _is_plural(words: Words, head: int) -> bool:
    tag, norm = words.doc.tags[head], words.doc.norms[head]
    if tag in PLURAL_TAGS or norm in ("people", "those", "police"):
        return norm != "police"
    return norm.endswith("s") and not norm.endswith("ss") and not words.at(head).isdisjoint(_PEOPLE)
