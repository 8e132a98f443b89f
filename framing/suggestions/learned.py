"""Articles and an annotator -> the words its learned layers mark as loaded or as hedges."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.model import Document, Span
from framing.suggestions.words import Term, trim_term

if TYPE_CHECKING:
    from framing.annotation import Annotator
    from framing.model import Article

# A learned layer's name as marks of words and as readings of sentences.
LAYERS = {"loaded": "loaded", "hedge": "hedged"}
MOST_ARTICLES = 150  # read by the annotator: more take minutes and hardly name other words
LONGEST = 4  # words of a term; longer marks are clauses and no entries
NAMED = 3  # of the words that weighed in a sentence, the heaviest
OFTEN = 0.1  # of a term's uses: marked less often, it is a word that happens to stand in marked sentences
_CAUTION = 2  # uses added to a term's own, so that one mark of one use is not sure


@dataclass(frozen=True)
class Marked:
    """What learned layers say of terms.

    ``scores`` are, per layer, the share of a term's uses that are marked, 0 to 1, drawn toward 0 where uses are few;
    ``n_articles`` how many articles were read.
    """

    scores: dict[str, dict[Term, float]]
    n_articles: int


def find_marked(
    articles: Sequence[Article], annotator: Annotator, layers: Iterable[str], names: frozenset[str], seed: int
) -> Marked:
    """Return the terms that learned layers mark.

    A marked word counts with its confidence; a word that weighed most in a marked sentence with its part of the sentence's
    probability. At most 150 articles are read, drawn at random where there are more. A term has to be marked
    in two articles, or in one where there are fewer than ten, and in a tenth of its uses.
    """
    drawn = sorted(random.Random(seed).sample(range(len(articles)), min(MOST_ARTICLES, len(articles))))
    weights: dict[str, defaultdict[Term, float]] = {layer: defaultdict(float) for layer in layers}
    marks: dict[str, Counter[Term]] = {layer: Counter() for layer in weights}
    ranges: dict[str, Counter[Term]] = {layer: Counter() for layer in weights}
    uses: Counter[str] = Counter()
    for place in drawn:
        doc = annotator.annotate(articles[place])
        uses.update(doc.norms)
        for layer, found in weights.items():
            listed = list(_list_marked(doc, layer, names))
            for term, confidence in listed:
                found[term] += confidence
                marks[layer][term] += 1
            ranges[layer].update({term for term, _ in listed})
    fewest = 1 if len(drawn) < 10 else 2
    scores: dict[str, dict[Term, float]] = {}
    for layer, found in weights.items():
        shares = {term: weight / (_uses(term, marks[layer], uses) + _CAUTION) for term, weight in found.items()}
        scores[layer] = {term: share for term, share in shares.items() if share >= OFTEN and ranges[layer][term] >= fewest}
    return Marked(scores, len(drawn))


def _uses(term: Term, marks: Counter[Term], uses: Counter[str]) -> int:
    """Return how often a term is used: of several words, at most as often as the rarest of them."""
    return max(marks[term], min(uses[word] for word in term))


def _list_marked(doc: Document, layer: str, names: frozenset[str]) -> Iterator[tuple[Term, float]]:
    for mark in doc.marks.get(layer, ()):
        if term := _term(doc, mark.span, names):
            yield term, float(mark.confidence)
    for reading in doc.readings.get(LAYERS[layer], ()):
        for span in reading.words[:NAMED] if reading.marked else ():
            if term := _term(doc, span, names):
                yield term, float(reading.probability) / NAMED


def _term(doc: Document, span: Span, names: frozenset[str]) -> Term:
    term = trim_term(doc.norms[span.start : span.end], names)
    return term if len(term) <= LONGEST else ()
