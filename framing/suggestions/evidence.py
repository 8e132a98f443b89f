"""Terms and the articles they stand in -> counts, range and contexts of each, and the shipped entries that hold it already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from framing.documents import segment
from framing.lexicon import Lexicon, available_lexicons, resolve
from framing.model import Article, Document, Span
from framing.screen import keep_end, keep_start, make_safe
from framing.suggestions.candidates import N_CONTEXTS, Context
from framing.suggestions.words import BREAK, Corpus, Term

CONTEXT = 70  # columns on either side
_REACH = 4 * CONTEXT  # characters


@dataclass
class Evidence:
    """How often a term is used, and, of each article that uses it, the place and the first token."""

    uses: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)


def gather_evidence(corpus: Corpus, terms: Iterable[Term]) -> dict[Term, Evidence]:
    """Count the uses of terms inside sentences, overlapping ones too, and note where each article has the first."""
    numbers = {word: number for number, word in enumerate(corpus.words)}
    beginning: defaultdict[int, list[tuple[Term, list[int]]]] = defaultdict(list)
    found = {term: Evidence() for term in terms}
    for term in found:
        if all(word in numbers for word in term):
            beginning[numbers[term[0]]].append((term, [numbers[word] for word in term]))
    for place, text in enumerate(corpus.texts):
        listed: list[int] = text.tolist()
        n_breaks = 0
        for i, number in enumerate(listed):
            n_breaks += number == BREAK
            for term, wanted in beginning.get(number, ()):
                if listed[i : i + len(wanted)] == wanted:
                    evidence = found[term]
                    evidence.uses += 1
                    if not evidence.places or evidence.places[-1][0] != place:
                        evidence.places.append((place, i - n_breaks))
    return found


class ContextReader:
    """Quotes terms from articles; remembers an article's tokens for as long as it lives."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._docs: dict[int, Document] = {}

    def read(self, term: Term, evidence: Evidence) -> tuple[Context, ...]:
        """Return up to three contexts of a term, from different articles, and from different outlets where there are."""
        return tuple(self._quote(place, Span(at, at + len(term))) for place, at in self._spread(evidence.places))

    def _spread(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        seen: set[str] = set()
        first: list[tuple[int, int]] = []
        rest: list[tuple[int, int]] = []
        for place in places:
            outlet = self._corpus.articles[place[0]].outlet
            (rest if outlet in seen else first).append(place)
            seen.add(outlet)
        return [*first, *rest][:N_CONTEXTS]

    def _quote(self, place: int, span: Span) -> Context:
        article = self._corpus.articles[place]
        if place not in self._docs:
            self._docs[place] = segment(article.text, article)
        start, end = self._docs[place].chars(span)
        return quote(article, start, end)


def quote(article: Article, start: int, end: int) -> Context:
    """Return characters of an article's body with what stands left and right of them, cut between words."""
    left = keep_end(make_safe(article.text[max(0, start - _REACH) : start]), CONTEXT)
    right = keep_start(make_safe(article.text[end : end + _REACH]), CONTEXT)
    return Context(article.id, article.outlet, start, end, left, make_safe(article.text[start:end]), right)


def holds(lexicon: Lexicon, term: Term) -> str:
    """Return the entry of a lexicon whose words are all of a term, whatever its conditions; empty where there is none."""
    found = lexicon.matcher.find(term, lambda entry, start, end: entry is not None and start == 0 and end == len(term))
    return next((entry.id for _, _, entry in found if entry), "")


# Lists of what stands around an article or is a name: that one of them holds a word says nothing of what it means.
_READ_FIRST = {"bylines", "function_words", "genres", "not_actors", "page_furniture"}


@cache
def _load_shipped() -> tuple[tuple[Lexicon, frozenset[str]], ...]:
    """Load every list that is counted, with the entries that are its own; what is wrong with one is told where it is used."""
    lexicons = [resolve(name)[0] for name in available_lexicons() if name not in _READ_FIRST]
    return tuple((lexicon, frozenset(entry.id for entry in lexicon.entries[: lexicon.n_own])) for lexicon in lexicons)


def find_holders(terms: Iterable[Term]) -> dict[Term, tuple[str, ...]]:
    """Return, for each term, the entries of shipped lexicons that hold it, by list, category and words.

    What a list takes over from one that it extends is named once, with the list that has it.
    """
    found: dict[Term, tuple[str, ...]] = dict.fromkeys(terms, ())
    for lexicon, own in _load_shipped():
        for term in found:
            entry = holds(lexicon, term)
            if entry in own:
                found[term] += (f"{lexicon.name}: {entry}",)
    return found
