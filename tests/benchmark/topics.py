"""Hits of the topic lexicons coded by hand in articles -> how many of the terms they add are right where they stand.

A topic lexicon extends the general list; coded were the headline hits of the entries it added then. The 1,584 articles held 99
in the outlets' own words, all of which were coded, so the 131 in other voices were coded for their sense beside them, drawn as
``other voice``: right means that the term would be loaded if the outlet said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmark import datasets, hits
from benchmark.rows import Row
from framing.annotators import make_annotator
from framing.lexicon import load_lexicon
from framing.measures.lexical import LexiconMeasure
from framing.measures.loaded import loaded
from framing.model import Document, Hit

TOPICS = ("migration", "climate_and_energy", "crime_and_policing")
OWN = "topic lexicons, precision in own words"
SENSE = "topic lexicons, right sense in other voices"


class Headline:
    """The hits of a measure of loaded terms that count in its rate, in any voice."""

    def __init__(self, measure: LexiconMeasure) -> None:
        self._measure = measure
        self._categories = {name for name, category in measure.lexicon.categories.items() if category.column == "headline"}

    def find(self, doc: Document) -> Iterator[Hit]:
        """Yield the hits without those that stand beside the rate."""
        return (hit for hit in self._measure.find(doc) if hit.category in self._categories)


def judge(topic: str, annotator: str = "fast") -> list[hits.Judged]:
    """Return every code of a topic with the hit that its lexicon finds there now; the annotator tells whose words it is in."""
    finder = Headline(loaded(load_lexicon(topic)))
    codes, articles = hits.read_codes(topic), datasets.rows(hits.ARTICLES)
    return list(hits.judge(codes, articles, finder, make_annotator(annotator).annotate, lambda hit: True))


def rows(annotator: str = "fast", judged: Iterable[hits.Judged] | None = None) -> Iterator[Row]:
    """Yield the precision in the outlets' own words, and the share of the hits in other voices whose sense is right."""
    if judged is None:
        judged = [j for topic in TOPICS for j in judge(topic, annotator)]
    found = [j for j in judged if j.hit]
    own = hits.precision(j for j in found if j.code.drawn == "random" and j.hit and j.hit.voice == "own")
    sense = hits.precision(j for j in found if j.code.drawn == "other voice")
    for metric, figure in ((OWN, own), (SENSE, sense)):
        if figure.n:
            yield Row("loaded", metric, hits.DATA, figure.value, figure.n, annotator=annotator, interval=figure.interval)
