"""Polar words of a document -> what each is aimed at: the rules of evaluation and negation (CODEBOOK S-8 to S-10)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import NamedTuple

from framing.grammar import FINITE, noun_phrase_after, subject_before, verb_group
from framing.lexicon import Lexicon, shipped_lexicon
from framing.measures.evidence import hit, mentioning_sentences, named_tokens
from framing.model import Document, Hit, Mention, Span

_BREAKS = frozenset(
    [",", ";", ":", "\u2014", "\u2013", "(", ")", "but", "while", "although", "though", "despite", "whereas", "when", "after",
     "before", "because", "since", "if", "unless", "until", "that", "who", "which"]
)  # fmt: skip
_COPULAS = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "'s", "'re", "seems", "seemed", "appears", "appeared", "remains",
     "remained", "became", "becomes", "looks", "looked"]
)  # fmt: skip
_ROLES = frozenset(["agent", "patient"])
_ZONES = 3  # body, title and deck: what two measures of one article read in turn
VALENCE = 1.5  # VADER's 0 to 4 scale: milder words are topic more often than tone
NEGATION_REACH = 3  # tokens from a negator to the word it turns
MODIFIER_REACH = 2  # tokens between a modifier and its name: "the honest former minister Okoro"
OBJECT_REACH = 4  # tokens between a verb and its object's name


class Polar(NamedTuple):
    """A polar word where it stands, with its sign and how it relates to actors."""

    span: Span
    term: str
    value: float
    labels: frozenset[str]
    rule: str


def clause_of(doc: Document, at: int, sentence: Span) -> Span:
    """Return the clause a token stands in: what is between commas, colons, dashes and contrasts (H-28, S-9)."""
    start, end = at, at
    while start > sentence.start and doc.norms[start - 1] not in _BREAKS:
        start -= 1
    while end < sentence.end and doc.norms[end] not in _BREAKS:
        end += 1
    return Span(start, end)


@cache
def _load_vader() -> dict[str, float]:
    """Return VADER's valences, read once per process."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    valences: dict[str, float] = SentimentIntensityAnalyzer().lexicon
    return valences


@dataclass(frozen=True)
class PolarWords:
    """Finds the words of a document that evaluate: the shipped polarity lexicon, then VADER's adjectives and adverbs."""

    polarity: Lexicon = field(default_factory=lambda: shipped_lexicon("polarity"))
    shifters: Lexicon = field(default_factory=lambda: shipped_lexicon("shifters"))
    topics: Lexicon = field(default_factory=lambda: shipped_lexicon("topic_words"))
    _recent: deque[tuple[Document, dict[int, list[Polar]]]] = field(
        default_factory=lambda: deque(maxlen=_ZONES), init=False, repr=False, compare=False
    )

    @cached_property
    def valences(self) -> dict[str, float]:
        """VADER's valences, less mild words, topic words (S-10), and words on which the polarity lexicon decides."""
        apart = _single_words(self.topics) | _single_words(self.polarity)
        stems = tuple(word[:-1] for word in _single_words(self.topics) if word.endswith("*"))
        return {
            word: valence
            for word, valence in _load_vader().items()
            if abs(valence) >= VALENCE and word.isalpha() and word not in apart and not word.startswith(stems)
        }

    def recall(self, doc: Document, wanted: set[int]) -> dict[int, list[Polar]]:
        """Return what `find` does, found once while measures take turns over the zones of an article and want the same."""
        for known, found in tuple(self._recent):
            if known is doc:
                return found
        found = self.find(doc, wanted)
        self._recent.append((doc, found))
        return found

    def find(self, doc: Document, wanted: set[int]) -> dict[int, list[Polar]]:
        """Return the polar words of the wanted sentences, negation applied (S-9)."""
        negators = [span for span, entry in self.shifters.find(doc) if entry.category == "negator"]
        found: dict[int, list[Polar]] = {}
        for span, entry in self.polarity.find(doc, skip=named_tokens(doc)):
            index = doc.sentence_at(span.start)
            if index in wanted:
                sign = 1.0 if entry.category == "positive" else -1.0
                found.setdefault(index, []).append(Polar(span, entry.words, sign, entry.labels, "S-8"))
        for i in sorted(i for norm in self.valences.keys() & doc.positions.keys() for i in doc.positions[norm]):
            index = doc.sentence_at(i)
            if index in wanted and doc.tokens[i].text[0].islower() and doc.tags[i] in ("JJ", "RB"):
                sign = 1.0 if self.valences[doc.norms[i]] > 0 else -1.0
                found.setdefault(index, []).append(Polar(Span(i, i + 1), doc.norms[i], sign, frozenset(), "S-8 VADER"))
        return {
            index: [_negate(doc, polar, negators, doc.sentences[index]) for polar in polars] for index, polars in found.items()
        }


@cache
def shipped_words() -> PolarWords:
    """Return the finder over the shipped lexicons, one for all measures."""
    return PolarWords()


def _single_words(lexicon: Lexicon) -> set[str]:
    return {pattern[0] for entry in lexicon.entries for pattern in entry.patterns if len(pattern) == 1}


def _negate(doc: Document, polar: Polar, negators: list[Span], sentence: Span) -> Polar:
    """S-9: a negator before the word in its clause flips it, two flip it back; a negated verb evaluates nobody.

    "Not honest" is unfavorable; "did not condemn" is not favorable.
    """
    at = polar.span.start
    start = clause_of(doc, at, sentence).start
    flips = sum(start <= span.start and span.end <= at <= span.end + NEGATION_REACH for span in negators)
    if not flips % 2:
        return polar
    verb = bool(polar.labels & _ROLES)
    return polar._replace(value=0.0 if verb else -polar.value, rule="S-9")


def assign(doc: Document, polar: Polar, mentions: list[Mention], sentence: Span) -> Iterator[tuple[Mention, str]]:
    """Yield the mentions an evaluative word is aimed at, and by which relation (S-8); none where the wording does not say."""
    span = polar.span
    clause = clause_of(doc, span.start, sentence)
    # "Ruiz's shameful delay" evaluates the delay.
    inside = [m for m in mentions if clause.start <= m.span.start < clause.end and m.role != "possessive"]
    after = [m for m in inside if m.span.start >= span.end]
    before = [m for m in inside if m.span.end <= span.start]
    roles = list(_roles_of(doc, polar, before, after, sentence)) if polar.labels & _ROLES else []
    if roles:
        yield from roles
    elif polar.labels & _ROLES and not _is_participle(doc, span):
        return  # "praised the team" says nothing of who did
    elif after and after[0].span.start - span.end <= MODIFIER_REACH and _is_phrase(doc, span.end, after[0].span.start):
        yield after[0], "modifies"
    elif span.end < clause.end and doc.tags[span.end].startswith("NNP"):
        return  # it modifies a name that is no actor here
    elif before and any(doc.norms[i] in _COPULAS for i in range(before[-1].span.end, span.start)):
        yield before[-1], "predicate"
    elif len({m.actor for m in inside}) == 1 and len({m.actor for m in mentions}) == 1 and not polar.labels & _ROLES:
        yield inside[0], "same clause"
    elif not inside and (named := _in_apposition(doc, clause, mentions)):
        yield named, "apposition"


def _roles_of(
    doc: Document, polar: Polar, before: list[Mention], after: list[Mention], sentence: Span
) -> Iterator[tuple[Mention, str]]:
    """Yield whom a verb evaluates: its subject, its object, or both ("mocked"); in the passive the subject is its object."""
    span = polar.span
    if _passive(doc, span, sentence):
        if before and "patient" in polar.labels:
            yield before[-1], "object"
        return
    if _is_participle(doc, span) and doc.tags[span.start - 1] in ("DT", "PRP$"):
        return  # "the disgraced minister": an adjective
    if before and "agent" in polar.labels:
        yield before[-1], "subject"
    if after and "patient" in polar.labels and after[0].span.start - span.end <= OBJECT_REACH:
        other = doc.tags[span.end].startswith("NNP") and not _is_phrase(doc, span.end, after[0].span.start)
        if not other:
            yield after[0], "object"


def _is_participle(doc: Document, span: Span) -> bool:
    return span.end - span.start == 1 and doc.tags[span.start] in ("VBN", "JJ")


def _is_phrase(doc: Document, start: int, end: int) -> bool:
    """Say whether only nouns and adjectives stand between a word and a name."""
    return all(doc.tags[i][:2] in ("NN", "JJ") for i in range(start, end))


def _in_apposition(doc: Document, clause: Span, mentions: list[Mention]) -> Mention | None:
    """Return whom "..., a trustworthy accountant," describes: the mention just before its comma."""
    if doc.norms[clause.start] not in ("a", "an", "the") or any(doc.tags[i] in FINITE for i in range(*clause)):
        return None
    return next((m for m in mentions if m.span.end == clause.start - 1 and doc.norms[m.span.end] == ","), None)


def _passive(doc: Document, span: Span, sentence: Span) -> bool:
    return doc.tags[span.start] in ("VBN", "VBD") and verb_group(doc, span.start, sentence).passive


def find_evaluations(doc: Document, words: PolarWords, measure: str) -> Iterator[Hit]:
    """Yield the evaluations aimed at each actor; those of one sentence and actor add up to -1, 0 or +1 (S-1)."""
    by_sentence = mentioning_sentences(doc)
    if not by_sentence:
        return
    for index, polars in words.recall(doc, set(by_sentence)).items():
        sentence = doc.sentences[index]
        hits = [
            _aimed_hit(doc, polar, measure, mention, how)
            for polar in polars
            if polar.value
            for mention, how in assign(doc, polar, by_sentence[index], sentence)
        ]
        for found in hits:
            yield replace(found, value=found.value / _share(found, hits))


def _aimed_hit(doc: Document, polar: Polar, measure: str, mention: Mention, how: str) -> Hit:
    category = "positive" if polar.value > 0 else "negative"
    labels = frozenset({category, how})
    found = hit(
        doc, polar.span, measure, polar.term, category, value=polar.value, target=mention.actor, rule=polar.rule, labels=labels
    )
    sentence = doc.sentences[found.sentence]
    source = _whose(doc, polar, sentence) if how == "object" and found.voice == "own" else ""
    return replace(found, voice="reported", source=source) if source else found


def _share(found: Hit, hits: list[Hit]) -> float:
    """Return what to divide by so that a sentence's hits add up to their sign, the outlet's own apart from its sources'."""
    own = found.voice == "own"
    signs = [other.value for other in hits if other.target == found.target and (other.voice == "own") == own]
    return abs(sum(signs)) or len(signs)


def _whose(doc: Document, polar: Polar, sentence: Span) -> str:
    """Return who evaluates: in "Brask slammed the mayor" it is Brask, and the outlet reports it (S-3)."""
    end = polar.span.end
    if _passive(doc, polar.span, sentence):
        by = next((i for i in range(end, min(end + 3, sentence.end)) if doc.norms[i] == "by"), None)
        phrase = noun_phrase_after(doc, by + 1, sentence.end) if by is not None else None
        return doc.quote(phrase) if phrase else ""
    subject = subject_before(doc, verb_group(doc, polar.span.start, sentence).start, sentence)
    return doc.quote(subject[0]) if subject else ""
