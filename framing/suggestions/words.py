"""Articles -> their words as numbers, and which words and pairs of words may be an entry: no function word, name or number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from framing.casing import is_headline
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.model import Article, Document, Span
from framing.phrase_sets import PhraseSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Term = tuple[str, ...]
BREAK = -1  # between sentences
FEWEST_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OPENERS = frozenset(['"', "'", ":", "\u2022", "(", "\u2014"])
_NUMBER = PhraseSet((("<number>",),))


@dataclass(frozen=True)
class Corpus:
    """The bodies of articles as words.

    Attributes
    ----------
    articles
        The articles, in the order of their ids.
    stories
        The number of each article's story.
    words
        Every word, in small letters.
    texts
        For each article the numbers of its words, sentences parted by ``BREAK``.
    content
        Of each word, whether it may be an entry or part of one.
    names
        The words that are mostly written with a capital inside sentences.
    """

    articles: tuple[Article, ...]
    stories: tuple[int, ...]
    words: tuple[str, ...]
    texts: tuple[Ints, ...]
    content: NDArray[np.bool_]
    names: frozenset[str]


def read_corpus(articles: Sequence[Article], stories: Sequence[int]) -> Corpus:
    """Read the bodies of articles; ``stories`` has the number of each one's story."""
    import numpy as np

    numbers: dict[str, int] = {}
    capital: Counter[str] = Counter()
    texts = []
    for article in articles:
        doc = segment(article.text, article)
        capital.update(_count_capitals(doc))
        text: list[int] = []
        for start, end in doc.sentences:
            text += [numbers.setdefault(norm, len(numbers)) for norm in doc.norms[start:end]]
            text.append(BREAK)
        texts.append(np.array(text, dtype=np.int64))
    names = frozenset(word for word, n in capital.items() if n > 0)
    content = np.array([word not in names and is_content(word) for word in numbers], dtype=bool)
    return Corpus(tuple(articles), tuple(stories), tuple(numbers), tuple(texts), content, names)


def _count_capitals(doc: Document) -> Counter[str]:
    """Count each word's capitals inside sentences less its small letters: above zero it is a name.

    A capital at the opening of a sentence or quotation, or in a headline, tells nothing.
    """
    counts: Counter[str] = Counter()
    for start, end in doc.sentences:
        if is_headline([token.text for token in doc.tokens[start:end]]):
            continue
        for before, token in pairwise(doc.tokens[start:end]):
            first = token.text[0]
            if first.isupper():
                counts[token.norm] += before.norm not in _OPENERS
            elif first.islower():
                counts[token.norm] -= 1
    return counts


@lru_cache(maxsize=50_000)
def is_content(word: str) -> bool:
    """Say whether a word may be an entry: of letters and hyphens, no function word, no number, not very short."""
    if len(word) < FEWEST_LETTERS or not _WORD.fullmatch(word) or word in _function_words():
        return False
    doc = segment(word)
    return not _NUMBER.fit_at(doc, 0, Span(0, len(doc.tokens)))


@cache
def _function_words() -> frozenset[str]:
    """Return the grammatical words of English, and those scikit-learn takes for empty ones, and the days and months."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    grammar = (pattern for entry in shipped_lexicon("function_words").entries for pattern in entry.patterns)
    calendar = (p for e in shipped_lexicon("not_actors").entries if e.category == "calendar" for p in e.patterns)
    return frozenset(ENGLISH_STOP_WORDS) | {p[0] for p in grammar if len(p) == 1} | {p[0] for p in calendar if len(p) == 1}


def trim_term(norms: Iterable[str], names: frozenset[str] = frozenset()) -> Term:
    """Return a term without function words at its edges; nothing where a word in it is a name or number, or none is left."""
    term = list(norms)
    while term and not is_content(term[0]):
        del term[0]
    while term and not is_content(term[-1]):
        del term[-1]
    known = all(word not in names and _WORD.fullmatch(word) for word in term)
    return tuple(term) if known else ()


@dataclass(frozen=True)
class Counts:
    """How often each term is used, in how many articles and stories, and how many words there are in all."""

    uses: Counter[Term]
    articles: Counter[Term]
    stories: Counter[Term]
    n_words: int


def count_terms(
    corpus: Corpus, among: Sequence[int] | None = None, *, fewest: int = 1, only: Container[Term] | None = None
) -> Counts:
    """Count words and pairs of neighboring words that may be entries.

    Parameters
    ----------
    corpus
        The articles as words.
    among
        The places of the articles to count in; by default all.
    fewest
        Terms with fewer uses are left out.
    only
        Terms that are not among these are left out too.
    """
    uses: Counter[int] = Counter()
    ranges: Counter[int] = Counter()
    n_stories: Counter[int] = Counter()
    latest: dict[int, int] = {}  # of each term the last story met: articles are read story by story
    n_words = 0
    size = len(corpus.words)
    places = range(len(corpus.texts)) if among is None else among
    for place in sorted(places, key=corpus.stories.__getitem__):
        found = Counter(_keys(corpus, corpus.texts[place], size))
        story = corpus.stories[place]
        uses.update(found)
        ranges.update(found.keys())
        n_stories.update(key for key in found if latest.get(key) != story)
        latest.update(dict.fromkeys(found, story))
        n_words += int((corpus.texts[place] != BREAK).sum())
    terms = ((key, _term(corpus, key, size)) for key, n in uses.items() if n >= fewest)
    kept = {key: term for key, term in terms if only is None or term in only}
    return Counts(
        uses=Counter({term: uses[key] for key, term in kept.items()}),
        articles=Counter({term: ranges[key] for key, term in kept.items()}),
        stories=Counter({term: n_stories[key] for key, term in kept.items()}),
        n_words=n_words,
    )


def _keys(corpus: Corpus, text: Ints, size: int) -> list[int]:
    """Return a number for each content word of a text, and one for each pair of neighbors: first x size + second + size."""
    inside = (text != BREAK) & corpus.content[text]  # the last word's flag, which BREAK looks up, is masked
    pairs = inside[:-1] & inside[1:]
    keys = (text[inside], text[:-1][pairs] * size + text[1:][pairs] + size)
    return [int(key) for part in keys for key in part.tolist()]


def _term(corpus: Corpus, key: int, size: int) -> Term:
    if key < size:
        return (corpus.words[key],)
    first, second = divmod(key - size, size)
    return corpus.words[first], corpus.words[second]
