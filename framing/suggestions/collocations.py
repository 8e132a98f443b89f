"""Words and pairs of words -> the pairs that stand together more often than their words would by chance (PMI)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from framing.suggestions.words import BREAK, Corpus, Counts, Term

STRONGER = 3.0  # bits: eight times as often as by chance
FEWEST_ARTICLES = 2


def find_collocations(corpus: Corpus, counts: Counts, floor: int, near: Iterable[str] = ()) -> dict[Term, float]:
    """Return the pointwise mutual information of pairs of neighboring words, in bits.

    Parameters
    ----------
    corpus
        The articles as words.
    counts
        The terms that may be entries.
    floor
        A pair needs as many uses, because PMI favors the rare; and two articles, where there are two.
    near
        If given, only pairs count that one of these words is part of.
    """
    from nltk.collocations import BigramCollocationFinder
    from nltk.metrics import BigramAssocMeasures
    from nltk.probability import FreqDist

    words: Counter[str] = Counter()
    for text in corpus.texts:
        words.update(corpus.words[number] for number in text[text != BREAK].tolist())
    pairs = {term: n for term, n in counts.uses.items() if len(term) == 2}
    finder = BigramCollocationFinder(FreqDist(words), FreqDist(pairs))
    finder.apply_freq_filter(floor)
    wanted = frozenset(near)
    spread = min(FEWEST_ARTICLES, len(corpus.articles))
    return {
        term: score
        for term, score in finder.score_ngrams(BigramAssocMeasures.pmi)
        if score >= STRONGER and counts.articles[term] >= spread and (not wanted or not wanted.isdisjoint(term))
    }
