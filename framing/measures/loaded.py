"""Loaded terms: words that evaluate beyond what identifying the thing needs (CODEBOOK section 5)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from framing.lexicon import Lexicon, shipped_lexicon
from framing.measures.evidence import PER_1000_WORDS, hit
from framing.measures.lexical import LexiconMeasure
from framing.model import Document, Hit, Mention
from framing.scores import Column, Unit

_ABOUT = """
Definition
    A word or phrase that, in this context, carries an evaluation or emotive charge beyond what is needed to identify the
    thing, where a plainer word exists (L-1 to L-4). Intensifiers, metaphors, contested descriptors, scare quotes and alarm
    words stand beside it (L-5 to L-10). Only the outlet's own words make the rate: what a source says is the source's (L-11).
Formula
    rate = headline terms in the outlet's own voice / words in the outlet's own voice x 1,000.
    weighted = the same with each term's weight (1 mild to 3 extreme).
Reading
    Rare by nature: always read the list of terms. Below five hits rates are not compared.
Limits
    Whether a word is loaded depends on its context; trained experts agree only moderately (alpha about .4, Spinde et al.
    2021). Each headline entry offers a plainer wording: a suggestion to an editor, not a correction.
References
    Da San Martino et al. 2019, 2020; Recasens et al. 2013; Spinde et al. 2021; CODEBOOK section 5.
"""

_SCARE = "side: quotation marks round a term without a speaker (L-8)"
WEIGHTED = Unit("weight per 1,000 words", 1000)
PREDICATE_REACH = 4  # tokens: "is a most shameful"
_COPULAS = frozenset(["is", "are", "was", "were", "remains", "remained", "became", "becomes"])


def loaded(lexicon: Lexicon | None = None) -> LexiconMeasure:
    """Return the measure of loaded terms; a topic lexicon that extends the shipped one takes its place."""
    lexicon = lexicon or shipped_lexicon("loaded")
    headline = {name: 1.0 for name, category in lexicon.categories.items() if category.column == "headline"}
    extra = (
        Column("weighted", WEIGHTED, "words", "headline terms by weight, own voice", headline, lexicon.voice, "values"),
        Column("scare_quote", PER_1000_WORDS, "words", _SCARE, {"scare_quote": 1.0}),
    )
    return LexiconMeasure(lexicon, "loaded", "Loaded terms", _ABOUT, _refine, extra)


def _refine(doc: Document, hits: list[Hit]) -> list[Hit]:
    """Add scare quotes (L-8), and name the actor a term is attached to where the wording shows it (L-16).

    A term between quotation marks that nobody speaks is a scare quote or a mention and not the outlet's own word (L-11, L-12).
    """
    marked = [(q.kind, doc.chars(q.span), q.span) for q in doc.quotations if q.kind in ("term", "mention")]
    kept = [h for h in hits if not any(start <= h.start and h.end <= end for _, (start, end), _ in marked)]
    scare = [
        hit(doc, span, "loaded", doc.quote(span).lower(), "scare_quote", rule="L-8", labels=frozenset({"scare_quote"}))
        for kind, _, span in marked
        if kind == "term"
    ]
    return [_aim(doc, found) for found in kept] + scare


def _aim(doc: Document, found: Hit) -> Hit:
    """L-16: "strongman Lukov" and "Lukov's regime" attach the term to the actor beside it."""
    for mention in doc.mentions:
        if doc.sentence_at(mention.span.start) == found.sentence and _touches(doc, found, mention):
            return replace(found, target=mention.actor)
    return found


def _touches(doc: Document, found: Hit, mention: Mention) -> bool:
    """Say whether a term is a name's modifier ("regime of Lukov"), possession ("Lukov's regime") or predicate."""
    first, last = (bisect_left(doc.tokens, at, key=lambda token: token.start) for at in (found.start, found.end))
    if last <= mention.span.start:
        return _joins(doc, range(last, mention.span.start), "of")
    between = range(mention.span.end, first)
    if not between:
        return False
    if mention.role == "possessive":
        return _joins(doc, between[1:])
    described = all(doc.tags[i] in ("DT", "JJ", "RB") for i in between[1:])
    return doc.norms[between[0]] in _COPULAS and len(between) <= PREDICATE_REACH and described


def _joins(doc: Document, between: range, *words: str) -> bool:
    """Say whether what stands between a term and a name keeps them in one phrase."""
    return len(between) <= 1 and all(doc.norms[i] in words or doc.tags[i][:2] in ("NN", "JJ") for i in between)
