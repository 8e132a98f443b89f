"""Polar words of a document -> evaluations of its actors, each with whose it is (CODEBOOK S-1, S-3, S-9, S-10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from framing.grammar import noun_phrase_after, subject_before, verb_group
from framing.lexicon import Lexicon, shipped_lexicon
from framing.measures.aims import ROLES, Polar, assign, is_passive
from framing.measures.evidence import hit, mentioning_sentences, named_tokens, recall
from framing.measures.shifts import find_opinion, find_shifts, is_supposed, is_turned, whose_opinion
from framing.model import Document, Hit, Mention, Span

VALENCE = 1.5  # VADER's 0 to 4 scale: milder words are topic more often than tone


@cache
def _load_vader() -> dict[str, float]:
    """Return VADER's valences, read once per process."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    valences: dict[str, float] = SentimentIntensityAnalyzer().lexicon
    return valences


@dataclass(frozen=True, eq=False)  # told apart by identity, as what a document remembers them by
class PolarWords:
    """Finds the words of a document that evaluate: the shipped polarity lexicon, then VADER's adjectives."""

    polarity: Lexicon = field(default_factory=lambda: shipped_lexicon("polarity"))
    shifters: Lexicon = field(default_factory=lambda: shipped_lexicon("shifters"))
    topics: Lexicon = field(default_factory=lambda: shipped_lexicon("topic_words"))

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

    def find(self, doc: Document, wanted: set[int]) -> dict[int, list[Polar]]:
        """Return the polar words of the wanted sentences, negation applied (S-9)."""
        found: dict[int, list[Polar]] = {}
        for span, entry in self.polarity.find(doc, skip=recall(doc, named_tokens)):
            index = doc.sentence_at(span.start)
            if index in wanted:
                sign = 1.0 if entry.category == "positive" else -1.0
                found.setdefault(index, []).append(Polar(span, entry.words, sign, entry.labels, "S-8"))
        for index in sorted(wanted):
            start, end = doc.sentences[index]
            norms = doc.norms[start:end]
            if self.valences.keys().isdisjoint(norms):
                continue
            for i, norm in enumerate(norms, start):
                if norm in self.valences and doc.tokens.texts[i][0].islower() and doc.tags[i] == "JJ":
                    sign = 1.0 if self.valences[norm] > 0 else -1.0
                    found.setdefault(index, []).append(Polar(Span(i, i + 1), norm, sign, frozenset(), "S-8 VADER"))
        return {index: list(self._weigh(doc, polars, doc.sentences[index])) for index, polars in found.items()}

    def _weigh(self, doc: Document, polars: Iterable[Polar], sentence: Span) -> Iterator[Polar]:
        """Turn the polar words of a sentence that are negated (S-9), and leave out what is only asked or supposed.

        "Not honest" is unfavorable; a negated verb evaluates nobody: "did not condemn" is not favorable.
        """
        shifts = find_shifts(doc, self.shifters, sentence)
        for polar in polars:
            at = polar.span.start
            if is_supposed(doc, at, sentence, shifts):
                continue
            weighed = polar._replace(opinion=find_opinion(doc, at, sentence, shifts))
            if not is_turned(doc, at, sentence, shifts):
                yield weighed
            elif polar.labels.isdisjoint(ROLES):
                yield weighed._replace(value=-polar.value, rule="S-9")


@cache
def shipped_words() -> PolarWords:
    """Return the finder over the shipped lexicons, one for all measures."""
    return PolarWords()


def _single_words(lexicon: Lexicon) -> set[str]:
    return {pattern[0] for entry in lexicon.entries for pattern in entry.patterns if len(pattern) == 1}


def find_evaluations(doc: Document, words: PolarWords, measure: str) -> list[Hit]:
    """Return the evaluations aimed at each actor, found once for the measures that take turns over a document."""
    if words not in doc.memo:
        doc.memo[words] = list(_evaluate(doc, words))
    return [found._replace(measure=measure) for found in doc.memo[words]]


def _evaluate(doc: Document, words: PolarWords) -> Iterator[Hit]:
    """Yield the evaluations aimed at each actor; those of one sentence and actor add up to -1, 0 or +1 (S-1)."""
    by_sentence = recall(doc, mentioning_sentences)
    if not by_sentence:
        return
    for index, polars in words.find(doc, set(by_sentence)).items():
        sentence = doc.sentences[index]
        hits = [
            _aimed_hit(doc, polar, mention, how)
            for polar in polars
            for mention, how in assign(doc, polar, by_sentence[index], sentence)
        ]
        for found in hits:
            yield found._replace(value=found.value / _share(found, hits))


def _aimed_hit(doc: Document, polar: Polar, mention: Mention, how: str) -> Hit:
    # "Nobody was as reckless as Ruiz" says that Ruiz was.
    value = -polar.value if how == "likened" and polar.rule == "S-9" else polar.value
    category = "positive" if value > 0 else "negative"
    labels = frozenset({category, how})
    found = hit(doc, polar.span, "", polar.term, category, value=value, target=mention.actor, rule=polar.rule, labels=labels)
    source = _whose(doc, polar, mention, how, doc.sentences[found.sentence]) if found.voice == "own" else None
    return found if source is None else found._replace(voice="reported", source=source)


def _share(found: Hit, hits: list[Hit]) -> float:
    """Return what to divide by so that a sentence's hits add up to their sign, the outlet's own apart from its sources'."""
    own = found.voice == "own"
    signs = [other.value for other in hits if other.target == found.target and (other.voice == "own") == own]
    return abs(sum(signs)) or len(signs)


def _whose(doc: Document, polar: Polar, mention: Mention, how: str, sentence: Span) -> str | None:
    """Return who evaluates, `None` for the outlet: in "Brask slammed the mayor" it is Brask, as the outlet reports (S-3)."""
    opinion, end = polar.opinion, polar.span.end
    if opinion and (opinion.span.end <= mention.span.start or is_passive(doc, opinion.span, sentence)):
        return whose_opinion(doc, opinion, sentence)
    if how != "object":
        return None
    if is_passive(doc, polar.span, sentence):
        by = next((i for i in range(end, min(end + 3, sentence.end)) if doc.norms[i] == "by"), None)
        phrase = noun_phrase_after(doc, by + 1, sentence.end) if by is not None else None
        return doc.quote(phrase) if phrase else None
    subject = subject_before(doc, verb_group(doc, polar.span.start, sentence).start, sentence)
    return doc.quote(subject[0]) if subject else None
