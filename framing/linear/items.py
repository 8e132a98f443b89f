"""A sentence -> what linear weights know of it: its words without names, its terms, and its features toward a target."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, count
from operator import itemgetter, ne
from typing import NamedTuple

from framing.casing import reads_as_headline, truecase, undone_places
from framing.model import Document, Span

NAME, NUMBER, TARGET = "<name>", "<number>", "<target>"
LABELS = ("negative", "neutral", "positive")
MOST_WORDS = 3  # evidence words of one verdict
NEGATION_REACH = 4  # words from a negator to the last one it can turn
STEM = 5  # letters that stand for a longer word, so that "praised" speaks for "praising"
# What a place is added up from: the side after the target; two steps away from it; the target's clause; and 1 for negated.
_SIDE, _STEP, _CLAUSE = 12, 4, 2
_FAR = 2 * _STEP
_BEFORE = [_STEP, _STEP, 0]  # next to the target, near it (up to three words), far from it
_AFTER = [_SIDE, _SIDE + _STEP, _SIDE + _STEP]


class Items(NamedTuple):
    """The words of a sentence as the weights know them, each run of names one `NAME`.

    The tokens behind the word at i are those from ``starts[i]`` up to ``starts[i + 1]``.
    """

    words: list[str]
    starts: list[int]

    def span(self, first: int, end: int) -> Span:
        """Return the tokens behind a run of words."""
        return Span(self.starts[first], self.starts[end])


class Reader:
    """Reads the sentences of one document; what it asks of single words it asks of all at once."""

    def __init__(self, doc: Document) -> None:
        """Look for the numbers and the capitals of a document."""
        from framing.tagging import load_tagger

        texts, norms = doc.tokens.texts, doc.norms
        self.doc = doc
        self._lowercase = load_tagger().weights.lowercase
        self._words = list(norms)
        for i in compress(count(), map(str.isdigit, map(itemgetter(0), norms))):
            self._words[i] = NUMBER
        self._names = [i for i in compress(count(), map(ne, texts, norms)) if _is_name(texts[i])]

    def read(self, sentence: Span) -> Items:
        """Return a sentence's words in lower case, names and numbers masked.

        A name is what keeps its capital when those that only position explains are undone; no tags are needed.
        """
        start, end = sentence
        words = self._words[start:end]
        starts = list(range(start, end + 1))
        after = -1
        for i in reversed(self._find_names(start, end)):
            words[i] = NAME
            if i + 1 == after:  # one name goes on
                del words[after], starts[after]
            after = i
        return Items(words, starts)

    def _find_names(self, start: int, end: int) -> list[int]:
        texts, norms = self.doc.tokens.texts[start:end], self.doc.norms
        if reads_as_headline(texts):
            cased = truecase(texts, self._lowercase)
            return [i for i, text in enumerate(cased) if text != norms[start + i] and _is_name(text)]
        undone = undone_places(texts, self._lowercase)
        first, last = bisect_left(self._names, start), bisect_left(self._names, end)
        return [i - start for i in self._names[first:last] if i - start not in undone]


def read_items(doc: Document, sentence: Span) -> Items:
    """Return the words of one sentence of a document, as `Reader` reads them."""
    return Reader(doc).read(sentence)


def _is_name(text: str) -> bool:
    return text[0].isupper() and text != "I"


def mask_target(items: Items, target: Span) -> tuple[Items, int]:
    """Return the words with the target as one `TARGET`, and its place; a name it is part of is the target as a whole."""
    words, starts = items
    first = max(bisect_right(starts, target.start) - 1, 0)
    after = max(min(bisect_left(starts, target.end), len(words)), first + 1)
    return Items([*words[:first], TARGET, *words[after:]], [*starts[: first + 1], *starts[after:]]), first


def place_words(words: Sequence[str], at: int, negators: frozenset[str], breaks: frozenset[str]) -> list[int]:
    """Return where each word stands toward the target at a place: side, distance, same clause, negated, as one number."""
    before, after = at, len(words) - at - 1
    places = [*_BEFORE[max(len(_BEFORE) - before, 0) :], 0, *_AFTER[:after]]
    if before > len(_BEFORE):
        places[:0] = [_FAR] * (before - len(_BEFORE))
    places += [_SIDE + _FAR] * (after - len(_AFTER))
    start, end = at, at + 1
    while start and words[start - 1] not in breaks:
        start -= 1
    while end < len(words) and words[end] not in breaks:
        end += 1
    places[start:end] = [place + _CLAUSE for place in places[start:end]]
    if not negators.isdisjoint(words):
        _turn(places, words, negators, breaks)
    return places


def _turn(places: list[int], words: Sequence[str], negators: frozenset[str], breaks: frozenset[str]) -> None:
    """Note the words that a negator before them turns: the few after it in its clause."""
    reach = -1
    for i, word in enumerate(words):
        places[i] += i <= reach
        if word in negators:
            reach = i + NEGATION_REACH
        elif word in breaks:
            reach = -1


def _slots(place: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what features call a place: those of a word itself, and those of its stem and of the lists it is in.

    ``=`` is anywhere, ``~`` the target's clause, ``<`` and ``>`` the side, doubled near the target, with 1 next to it; ``!`` is
    negated.
    """
    side = ">" if place >= _SIDE else "<"
    step, clause, negated = place % _SIDE // _STEP, place % _STEP // _CLAUSE, place % _CLAUSE
    turned = "!" if negated else ""
    near = [side * 2] if step < _FAR // _STEP else []
    beside = [f"{side}1"] if step == 0 else []
    own = (f"={turned}", *([f"~{turned}"] if clause else []), *beside, side, *near)
    shared = [f"={turned}", f"{side}{turned}", *([f"{side}~{turned}"] if clause else []), *[each + turned for each in near]]
    return own, (*shared, *beside)


SLOTS = tuple(_slots(place) for place in range(2 * _SIDE))


def list_features(word: str, groups: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what a word shares with others: the lists it is in, and its stem."""
    shared = [f"#{name}" for name in groups.get(word, ())]
    return [*shared, f"^{word[:STEM]}"] if len(word) > STEM else shared


def edge_pairs(words: Sequence[str], at: int) -> list[tuple[str, str, int]]:
    """Return the pairs of words on both sides of the target and around it: slot, words, and the place of one of them."""
    found = []
    if at > 1:
        found.append(("<2", f"{words[at - 2]} {words[at - 1]}", at - 1))
    if at + 2 < len(words):
        found.append((">2", f"{words[at + 1]} {words[at + 2]}", at + 1))
    if 0 < at < len(words) - 1:
        found.append(("<>", f"{words[at - 1]} {words[at + 1]}", at + 1))
    return found


def choose_words(items: Items, runs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the tokens of the first few of these runs of words; names, marks and what overlaps an earlier run are left out."""
    chosen: list[Span] = []
    taken: set[int] = set()
    for start, end in runs:
        if taken.isdisjoint(range(start, end)) and any(word[0].isalpha() for word in items.words[start:end]):
            taken.update(range(start, end))
            chosen.append(items.span(start, end))
            if len(chosen) == MOST_WORDS:
                break
    return tuple(chosen)
