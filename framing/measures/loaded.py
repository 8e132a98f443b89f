"""Loaded terms: words that evaluate beyond what identifying the thing needs (CODEBOOK section 5)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby

from framing.lexicon import Lexicon, shipped_lexicon
from framing.measures.evidence import PER_1000_WORDS, Described, hit, mention_bases, mentioning_sentences, recall, tokens_of
from framing.measures.lexical import LexiconMeasure
from framing.measures.opinions import Opinion
from framing.measures.targets import target_of
from framing.model import Document, Hit, Span
from framing.scores import Column, Unit

OPINION = Opinion("loaded", "loaded")  # learned layers that were trained on loaded language

_ABOUT = """
Definition
    A word or phrase that, in this context, carries an evaluation or emotive charge beyond what is needed to identify the
    thing, where a plainer word exists (L-1 to L-4). Intensifiers, metaphors, contested descriptors, scare quotes and alarm
    words stand beside it (L-5 to L-10). Only the outlet's own words make the rate: what a source says is the source's and
    has columns of its own, reported and quoted (L-11). A term that is denied or only mentioned ("not a terrorist", "the
    word terrorist") is none (L-12).
Formula
    rate = headline terms in the outlet's own voice / words in the outlet's own voice x 1,000.
    weighted = the same with each term's weight (1 mild to 3 extreme).
Reading
    Rare by nature: always read the list of terms. Below five hits rates are not compared. A hit names the actor it is said
    of where the wording shows it (L-16); a verb is charged to who does it.
Limits
    Whether a word is loaded depends on its context; trained experts agree only moderately (alpha about .4, Spinde et al.
    2021). Each headline entry offers a plainer wording: a suggestion to an editor, not a correction. Where the encoder
    runs, each finding says whether it marks the term too; the list makes the figures all the same.
References
    Da San Martino et al. 2019, 2020; Recasens et al. 2013; Spinde et al. 2021; CODEBOOK section 5.
"""

_SCARE = "side: quotation marks round a term without a speaker (L-8)"
WEIGHTED = Unit("weight per 1,000 words", 1000)
DENIAL_REACH = 3  # tokens between "not" and the term: "not a very brutal"
_BETWEEN = ("DT", "PDT", "JJ", "JJR", "JJS", "RB", "RBR", "RBS")
_BE = ("be", "been", "being")  # "has never been a very brutal"
_ASSERTED = ("VB", "VBD", "VBP", "VBZ")  # "did not slam" still chooses the word


def loaded(lexicon: Lexicon | None = None, denials: Lexicon | None = None) -> LexiconMeasure:
    """Return the measure of loaded terms; a topic lexicon that extends the shipped one takes its place.

    Parameters
    ----------
    denials
        The words that deny or mention what follows them (L-12); by default the shipped ones.
    """
    lexicon = lexicon or shipped_lexicon("loaded")
    refine = _Refine(denials) if denials else _shipped_refine()
    headline = {name: 1.0 for name, category in lexicon.categories.items() if category.column == "headline"}
    extra = (
        Column("weighted", WEIGHTED, "words", "headline terms by weight, own voice", headline, lexicon.voice, "values"),
        Column("scare_quote", PER_1000_WORDS, "words", _SCARE, {"scare_quote": 1.0}),
    )
    return _LoadedTerms(lexicon, "loaded", "Loaded terms", _ABOUT, refine, extra, beside="loaded_sentences")


@dataclass(frozen=True)
class _LoadedTerms(LexiconMeasure):
    """Loaded terms, found once for the measure of them and for that of whom they are said of."""

    def find(self, doc: Document) -> Iterable[Hit]:
        key = self.lexicon.matcher, self.refine
        if key not in doc.memo:
            doc.memo[key] = list(LexiconMeasure.find(self, doc))
        found: list[Hit] = doc.memo[key]
        return found


@dataclass(frozen=True)
class LoadedToward(Described):
    """Loaded terms by the actor they are said of.

    Definition
    ----------
    Headline loaded terms that modify an actor's name, are its possession, predicate or apposition, or are verbs of which
    the actor is the doer, or else the one it is done to (L-16).

    Formula
    -------
    rate = such terms in the outlet's own voice / sentences that mention the actor.

    Reading
    -------
    Rare by nature: read the terms. Most terms are said of nobody the article names.

    Limits
    ------
    Found by position, without a parser, so that many are missed. A list that extends the shipped one is counted in
    `loaded`, not here. Praise and blame are not told apart: that is the measure `evaluation`.

    References
    ----------
    CODEBOOK L-16; Hamborg & Donnay 2021.
    """

    name: str = "loaded_toward"
    title: str = "Loaded terms by actor"
    terms: LexiconMeasure = field(default_factory=loaded)
    needs: frozenset[str] = frozenset({"mentions", "voices", "tags"})

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The rate, the same by weight, and the terms of sources."""
        base, per_sentence = "mentioning sentences", Unit("per mentioning sentence")
        return (
            Column("rate", per_sentence, base, "said of the actor, own voice", voices=("own",), headline=True, tested=False),
            Column("weighted", per_sentence, base, "the same by weight", voices=("own",), by="values"),
            Column("reported", per_sentence, base, "side: in reported speech", voices=("reported",)),
            Column("quoted", per_sentence, base, "side: in quotations", voices=("quoted",)),
        )

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield the headline terms that are said of an actor."""
        categories = self.terms.lexicon.categories
        for found in self.terms.find(doc) if doc.mentions else ():
            if found.target and found.category in categories and categories[found.category].column == "headline":
                yield found._replace(measure=self.name)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return, per actor, the sentences that mention it."""
        return recall(doc, mention_bases)


@dataclass(frozen=True, eq=False)  # told apart by identity, as what a document remembers hits by
class _Refine:
    """Adds scare quotes (L-8), drops what is denied or mentioned (L-12), and names whom a term is said of (L-16).

    A term between quotation marks that nobody speaks is a scare quote or a mention and not the outlet's own word (L-11, L-12).
    """

    denials: Lexicon

    def __call__(self, doc: Document, hits: list[Hit]) -> list[Hit]:
        marked = [(doc.chars(q.span), q.kind, q.span) for q in doc.quotations if q.kind in ("term", "mention")]
        places = sorted(place for place, _, _ in marked)
        scare = [
            hit(doc, span, "loaded", doc.quote(span).lower(), "scare_quote", rule="L-8", labels=frozenset({"scare_quote"}))
            for _, kind, span in marked
            if kind == "term"
        ]
        kept = [found for found in hits if not _inside(found, places)] if places else hits
        mentions = recall(doc, mentioning_sentences)
        aimed = []
        for sentence, group in groupby(kept, key=lambda found: found.sentence):
            denials = list(self.denials.find(doc, within=doc.sentences[sentence]))
            for found in group:
                term = tokens_of(doc, found)
                if not any(_denies(doc, span, entry.category, term) for span, entry in denials):
                    target = target_of(doc, term, mentions[sentence]) if sentence in mentions else ""
                    aimed.append(found._replace(target=target) if target else found)
        return OPINION.add(doc, aimed) + scare


@cache
def _shipped_refine() -> _Refine:
    return _Refine(shipped_lexicon("denials"))


def _inside(found: Hit, places: Sequence[tuple[int, int]]) -> bool:
    """Say whether a hit lies in one of the places, which are in order and do not overlap."""
    at = bisect_right(places, (found.start, found.end)) - 1
    near = places[max(at, 0) : at + 2]
    return any(start <= found.start and found.end <= end for start, end in near)


def _denies(doc: Document, denial: Span, category: str, term: Span) -> bool:
    """Say whether a denial reaches a term: over words that describe it; a mention stands right before it."""
    between = range(denial.end, term.start)
    if denial.end > term.start or doc.tags[term.start] in _ASSERTED:
        return False
    if category == "mentioned":
        return not between
    return len(between) <= DENIAL_REACH and all(doc.tags[i] in _BETWEEN or doc.norms[i] in _BE for i in between)
