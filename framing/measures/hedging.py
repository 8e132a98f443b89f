"""Hedges and boosters: how openly a text withholds, or stresses, commitment to what it says (CODEBOOK section 3)."""

from __future__ import annotations

import re
from dataclasses import replace

from framing.lexicon import Lexicon, shipped_lexicon
from framing.measures.evidence import PER_1000_WORDS
from framing.measures.lexical import LexiconMeasure
from framing.model import Document, Hit
from framing.scores import Column

_ABOUT = """
Definition
    A hedge is a word or phrase by which the text withholds full commitment to the truth of a statement (H-1 to H-5).
    Approximators, other people's beliefs, plans and vague agents stand beside it (H-6 to H-9) and never enter the rate.
    The outlet's own words and its paraphrases count; words in quotation marks stand beside them (V-5).
Formula
    rate = headline hedges / words in the outlet's own and reported voice x 1,000.
Reading
    Higher means more statements are marked as uncertain. Hedges may stand in for sources ("reportedly"), so a high rate
    is not by itself caution, and a low one not by itself boldness.
Limits
    A list of cues with conditions on their context: it misses uncertainty said in other ways and takes some certain
    statements for hedged ones. The accuracy table says how many. Boosters are counted apart and never subtracted.
References
    Hyland 1998, 2005; Prince, Frader & Bosk 1982; Szarvas et al. 2012; Vincze 2013; CODEBOOK section 3.
"""

_ABOUT_BOOSTERS = """
Definition
    A booster stresses full commitment: clearly, certainly, of course, in fact, undeniable (H-10).
Formula
    rate = boosters / words in the outlet's own and reported voice x 1,000.
Reading
    Higher means more statements are marked as beyond doubt. It is the counterpart of hedging, not its opposite pole:
    the two are never subtracted.
Limits
    As for hedging.
References
    Hyland 1998, 2005; CODEBOOK H-10.
"""

_BREAK = re.compile("[,;:\u2014\u2013]|\\b(?:and|but|or)\\b", re.IGNORECASE)


def mark_clusters(doc: Document, hits: list[Hit]) -> list[Hit]:
    """H-27: label the first of two or more headline cues in one clause, so that clusters can be counted.

    Without a parser a clause is what stands between commas, colons, dashes and coordinating conjunctions (H-28).
    """
    marked = list(hits)
    previous = -1
    open_cluster = False
    for i, found in enumerate(hits):
        if "side" in found.labels:
            continue
        if previous >= 0:
            before = hits[previous]
            together = found.sentence == before.sentence and not _BREAK.search(doc.text, before.end, found.start)
            if together and not open_cluster:
                marked[previous] = replace(before, labels=before.labels | {"cluster"})
            open_cluster = together
        previous = i
    return marked


def hedging(lexicon: Lexicon | None = None) -> LexiconMeasure:
    """Return the measure of hedges."""
    lexicon = lexicon or shipped_lexicon("hedges")
    side = {name for name, category in lexicon.categories.items() if category.column == "side"}

    def refine(doc: Document, hits: list[Hit]) -> list[Hit]:
        return mark_clusters(doc, [replace(h, labels=h.labels | {"side"}) if h.category in side else h for h in hits])

    about = "clauses with two or more hedges (H-27)"
    clusters = Column("clusters", PER_1000_WORDS, "words", about, {"cluster": 1.0}, lexicon.voice)
    return LexiconMeasure(lexicon, "hedging", "Hedging", _ABOUT, refine, (clusters,))


def boosters(lexicon: Lexicon | None = None) -> LexiconMeasure:
    """Return the measure of boosters."""
    return LexiconMeasure(lexicon or shipped_lexicon("boosters"), "boosters", "Boosters", _ABOUT_BOOSTERS)
