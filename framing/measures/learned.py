"""Whole sentences as trained coders mark them: loaded, hedged, and what they say of each actor, from learned layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from framing.measures.evidence import (
    SENTENCE_SHARE,
    WHOLE_SENTENCE,
    Described,
    hit,
    mention_bases,
    recall,
    sentence_base,
    speaker,
)
from framing.model import VOICES, Document, Hit, Polarity, Span
from framing.scores import Column, Unit

RULE = "learned"  # the codebook has rules for words; a learned layer follows examples
WORDS = 3  # named with a sentence, the heaviest first
MENTIONING = "mentioning sentences"
_MEAN = Unit("mean of -1 to +1 per mentioning sentence")
_MENTIONING_SHARE = Unit("% of mentioning sentences", 100)

_ABOUT_LOADED = """
Definition
    A sentence that trained coders would mark as loaded: its wording evaluates, or moves the reader, beyond what telling the
    thing needs. A learned layer reads the whole sentence, so it needs no word on a list. The voice is that of the words that
    weighed most (of all words, where none did), whichever voice most of them stand in, the outlet's own where voices tie.
Formula
    share = sentences marked in the outlet's own voice / sentences x 100.
Reading
    It stands beside the rate of loaded terms and is never added to it: it finds what no list holds and misses what a list
    finds. The words named with a sentence weighed most in the verdict; they are a pointer for the reader, not the reason.
Limits
    Trained coders agree only moderately on what is loaded (alpha about .4, Spinde et al. 2021), and a learned layer
    cannot agree with them better than they do. It learned from other outlets and years than yours. Sentences marked with
    less than an even chance count in the side column only.
References
    Spinde et al. 2021 (BABE); Recasens et al. 2013; CODEBOOK section 5.
"""

_ABOUT_HEDGED = """
Definition
    A sentence that trained coders would mark as uncertain: somewhere in it the text withholds full commitment to what it
    says. A learned layer reads the whole sentence, so it needs no cue on a list. As for hedges, the outlet's own words and
    its paraphrases count, and words in quotation marks stand beside them (V-5). The voice is that of the words that weighed
    most (of all words, where none did), whichever voice most of them stand in, the outlet's own where voices tie.
Formula
    share = sentences marked in the outlet's own and reported voice / sentences x 100.
Reading
    It stands beside the rate of hedges and is never added to it. A high share is not by itself caution.
Limits
    It says that a sentence is hedged, not how often, nor how far the hedge reaches. Sentences marked with less than an even
    chance count in the side column only.
References
    Farkas et al. 2010; Szarvas et al. 2012; CODEBOOK section 3.
"""


@dataclass(frozen=True)
class SentenceMeasure:
    """Counts the sentences that a learned layer marks; ``reading`` names the layer's readings in a document."""

    name: str
    title: str
    about: str
    reading: str
    voices: tuple[str, ...]

    @property
    def needs(self) -> frozenset[str]:
        """The sentences, their voices, and the learned layer."""
        return frozenset({"sentences", "voices", f"{self.reading} sentences"})

    @property
    def columns(self) -> tuple[Column, ...]:
        """The share in the headline voices, and in all voices."""
        spoken = " and ".join(self.voices)
        about = f"{self.reading} sentences, {spoken} voice"
        side = "side: in any voice, uncertain ones too"
        return (
            Column("share", SENTENCE_SHARE, "sentences", about, voices=self.voices, by="sentences", headline=True),
            Column("all_voices", SENTENCE_SHARE, "sentences", side, by="sentences"),
        )

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per marked sentence, list items left out as they are from the sentences (D-9)."""
        readings = doc.readings.get(self.reading)
        if not readings:
            return
        for index, (sentence, reading) in enumerate(zip(doc.sentences, readings, strict=True)):
            if reading.marked and index not in doc.list_items:
                more = {"confidence": reading.probability}
                yield _sentence_hit(doc, sentence, reading.words, self.name, self.reading, **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return the sentences."""
        return sentence_base(doc)


def loaded_sentences() -> SentenceMeasure:
    """Return the measure of loaded sentences; only the outlet's own words make its headline (L-11)."""
    return SentenceMeasure("loaded_sentences", "Loaded sentences", _ABOUT_LOADED, "loaded", ("own",))


def hedged_sentences() -> SentenceMeasure:
    """Return the measure of hedged sentences; words in quotation marks stand beside its headline (V-5)."""
    return SentenceMeasure("hedged_sentences", "Hedged sentences", _ABOUT_HEDGED, "hedged", ("own", "reported"))


@dataclass(frozen=True)
class PolarityMeasure(Described):
    """What a reader takes each sentence to say of each actor in it.

    Definition
    ----------
    Whether a reader takes a sentence to be favorable, unfavorable or neutral toward an actor it mentions, whoever says
    it and by whatever means: praise and blame, what the actor does, what befalls it. This is not evaluation: that counts
    evaluative words which the outlet itself aims at the actor, and nothing else; and events follow a list of verbs.
    These are different quantities, never merged: none is added to another or averaged with it.

    Formula
    -------
    mean = sum over mentioning sentences of their verdict (-1, 0, +1) / mentioning sentences. The verdict is the most
    probable of three; an actor with several mentions in a sentence has one, from the means of their probabilities.

    Reading
    -------
    Neutral is the default and the usual result. A negative mean says that bad news of an actor, or others' words against
    it, fill more sentences than good ones, not that the outlet is against it.

    Limits
    ------
    A learned layer, trained on political news, that reads one sentence at a time. A verdict of less than an even chance
    is shown, counts in the shares, and is neutral in the mean. The words named with a sentence weighed most in the
    verdict; they are a pointer for the reader, not the reason.

    References
    ----------
    Hamborg & Donnay 2021 (NewsMTSC); Balahur et al. 2010; CODEBOOK section 6.
    """

    name: str = "polarity"
    title: str = "Polarity toward actors, as a reader takes it"
    needs: frozenset[str] = frozenset({"sentences", "mentions", "voices", "polarity"})
    columns: tuple[Column, ...] = (
        Column("mean", _MEAN, MENTIONING, "verdict per mentioning sentence, in any voice", by="values", headline=True),
        Column("positive", _MENTIONING_SHARE, MENTIONING, "sentences taken as favorable", {"positive": 1.0}, by="sentences"),
        Column("negative", _MENTIONING_SHARE, MENTIONING, "sentences taken as unfavorable", {"negative": 1.0}, by="sentences"),
    )  # fmt: skip

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per sentence and actor that is not taken as neutral."""
        if not doc.polarities:
            return
        for (index, actor), several in _by_actor(doc).items():
            verdict = _average(several)
            if verdict.label != "neutral":
                value = 1.0 if verdict.label == "positive" else -1.0
                more = {"target": actor, "value": value, "confidence": max(verdict.negative, verdict.positive)}
                yield _sentence_hit(doc, doc.sentences[index], verdict.words, self.name, verdict.label, **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return, per actor, the sentences that mention it."""
        return recall(doc, mention_bases)


def _by_actor(doc: Document) -> dict[tuple[int, str], list[Polarity]]:
    """Return the polarities of each actor in each sentence."""
    found: dict[tuple[int, str], list[Polarity]] = {}
    for mention, polarity in zip(doc.mentions, doc.polarities, strict=True):
        found.setdefault((doc.sentence_at(mention.span.start), mention.actor), []).append(polarity)
    return found


def _average(several: Sequence[Polarity]) -> Polarity:
    """Return the mean of several mentions' probabilities, with the words of the mention that is furthest from neutral."""
    n = len(several)
    strongest = min(several, key=lambda polarity: polarity.neutral)
    negative, neutral, positive = (sum(part) / n for part in zip(*(polarity[:3] for polarity in several), strict=True))
    return Polarity(negative, neutral, positive, strongest.words)


def _sentence_hit(doc: Document, sentence: Span, words: Sequence[Span], measure: str, category: str, **fields: Any) -> Hit:
    """Return a hit over a sentence whose term names the words that weighed most, in the voice they stand in."""
    term = ", ".join(dict.fromkeys(doc.quote(span).lower() for span in words[:WORDS])) or category
    deciding = list(_tokens(words[:WORDS]) if words else range(*sentence))
    voice = _voice(doc, deciding)
    fields |= {"rule": RULE, "labels": frozenset({category, WHOLE_SENTENCE}), "voice": voice}
    if voice != "own":
        at = next((i for i in deciding if doc.voices[i] == voice), sentence.start)
        fields["source"] = speaker(doc, Span(at, at + 1))
    return hit(doc, sentence, measure, term, category, **fields)


def _tokens(spans: Iterable[Span]) -> Iterator[int]:
    for span in spans:
        yield from range(*span)


def _voice(doc: Document, tokens: Iterable[int]) -> str:
    """Return the voice that most of the words stand in, the outlet's own where voices tie or there is no word."""
    words = dict.fromkeys(VOICES, 0)
    for i in tokens:
        words[doc.voices[i]] += doc.tokens.words[i]
    return max(VOICES, key=words.__getitem__)
