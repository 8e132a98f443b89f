"""Hedges and boosters: how openly a text withholds, or stresses, commitment to what it says (CODEBOOK section 3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

from framing.lexicon import Lexicon, shipped_lexicon
from framing.measures.clauses import clause_at, noun_phrase_of, stretch_at
from framing.measures.evidence import PER_1000_WORDS, tokens_of
from framing.measures.hedge_rules import drop_echoes, find_questions, move
from framing.measures.lexical import LexiconMeasure
from framing.measures.opinions import Opinion
from framing.model import Document, Hit, Span
from framing.scores import Column

OPINION = Opinion("hedge", "hedged")  # learned layers that were trained on hedges

_ABOUT = """
Definition
    A hedge is a word or phrase by which the text withholds full commitment to the truth of a statement (H-1 to H-5).
    Approximators, other people's beliefs, plans and vague agents stand beside it (H-6 to H-9), as do a "may" that grants
    a point (H-11) and the outlet's own questions (H-23); they never enter the rate. The outlet's own words and its
    paraphrases count; words in quotation marks stand beside them (V-5). "I think" and "we believe" are the outlet's own
    belief in opinion and analysis only: elsewhere a first person is a source whose quotation marks were left out.
Formula
    rate = headline hedges / words in the outlet's own and reported voice x 1,000; sentences = sentences with at least one /
    sentences x 100. The rate is split by voice, each over the words of that voice, and by class. clusters = clauses with
    two or more headline hedges, which share a main verb (H-27), per 1,000 words.
Reading
    Higher means more statements are marked as uncertain. Hedges may stand in for sources ("reportedly"), so a high rate
    is not by itself caution, and a low one not by itself boldness.
Limits
    A list of cues with conditions on their context: it misses uncertainty said in other ways and takes some certain
    statements for hedged ones. The accuracy table says how many. A clause is told by marks, conjunctions and tags, not by
    a parser. That "Republicans would" foresees, and does not suppose, is told where a verb of saying or knowing stands
    before it, and missed elsewhere. Boosters are counted apart and never subtracted. Where the encoder runs, each finding
    says whether it marks the cue too; the list makes the figures all the same.
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

_CONDITION = frozenset(["H-2", "H-14"])  # rules of cues that open a clause of their own


def scope(doc: Document, found: Hit) -> tuple[int, int]:
    """Return the characters a hedge reaches over (H-28).

    An adjective reaches over its noun phrase, a condition over itself and the main clause, any other cue over its clause.

    Parameters
    ----------
    doc
        The zone in which the hit was found: the document, or one of its headings.
    """
    span = tokens_of(doc, found)
    if found.rule in _CONDITION:
        return doc.chars(stretch_at(doc, span.start))
    return doc.chars(noun_phrase_of(doc, span) or clause_at(doc, span.start))


def mark_clusters(doc: Document, hits: list[Hit]) -> list[Hit]:
    """H-27: label the first of two or more headline cues in one clause, so that clusters can be counted.

    The "if" of a condition makes no cluster: it opens a clause and doubts none.
    """
    openers = {tokens_of(doc, found).start for found in hits if found.rule in _CONDITION}
    cues = [i for i, found in enumerate(hits) if "side" not in found.labels and found.rule not in _CONDITION]
    in_sentence = Counter(hits[i].sentence for i in cues)
    by_clause: dict[Span, list[int]] = {}
    for i in cues:
        if in_sentence[hits[i].sentence] > 1:
            by_clause.setdefault(clause_at(doc, tokens_of(doc, hits[i]).start, openers), []).append(i)
    firsts = {several[0] for several in by_clause.values() if len(several) > 1}
    return [h._replace(labels=h.labels | {"cluster"}) if i in firsts else h for i, h in enumerate(hits)]


def hedging(lexicon: Lexicon | None = None) -> LexiconMeasure:
    """Return the measure of hedges."""
    lexicon = lexicon or shipped_lexicon("hedges")
    headline = {name: 1.0 for name, category in lexicon.categories.items() if category.column == "headline"}
    columns = [
        Column(voice, PER_1000_WORDS, "words", f"headline hits, {voice} voice", headline, (voice,)) for voice in lexicon.voice
    ]
    about = "clauses with two or more hedges (H-27)"
    columns.append(Column("clusters", PER_1000_WORDS, "words", about, {"cluster": 1.0}, lexicon.voice))
    about = "side: questions in the outlet's own voice (H-23)"
    columns.append(Column("questions", PER_1000_WORDS, "words", about, {"question": 1.0}, ("own",)))
    refine = partial(_refine, headline)  # not a function in here: measures are sent to other processes
    return LexiconMeasure(lexicon, "hedging", "Hedging", _ABOUT, refine, tuple(columns), beside="hedged_sentences")


def _refine(headline: Mapping[str, float], doc: Document, hits: list[Hit]) -> list[Hit]:
    placed = drop_echoes(doc, [move(doc, found) for found in hits], headline)
    marked = [h if h.category in headline else h._replace(labels=h.labels | {"side"}) for h in placed]
    found = mark_clusters(doc, sorted([*marked, *find_questions(doc)], key=lambda h: (h.start, h.end)))
    return OPINION.add(doc, found)


def boosters(lexicon: Lexicon | None = None) -> LexiconMeasure:
    """Return the measure of boosters."""
    return LexiconMeasure(lexicon or shipped_lexicon("boosters"), "boosters", "Boosters", _ABOUT_BOOSTERS)
