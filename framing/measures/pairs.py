"""One-sided words: where a text gives one side the sharp word of a pair and another side the plain one (CODEBOOK L-9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from framing.lexicon import Entry, Lexicon, shipped_lexicon
from framing.measures.evidence import PER_1000_WORDS, Described, hit, lexicon_bases, mentioning_sentences, recall
from framing.measures.targets import target_of
from framing.model import Attribution, Document, Hit, Mention, Span
from framing.scores import Column

SHARP, PLAIN = "sharp", "plain"
SHOWN = 3  # words of the other side that a hit shows


@dataclass(frozen=True)
class OneSided(Described):
    """Words a text does not give to all sides alike.

    Definition
    ----------
    Pairs of words for the same act or thing, a sharp and a plain one: claims and says, demands and proposals, regime and
    government, militants and soldiers. A word counts where one side of the text has only the sharp word of a pair and
    another side only the plain one (L-9). The side is the actor the word is said of, or who speaks with it.

    Formula
    -------
    rate = sharp words of such pairs, in the outlet's own voice / words in the outlet's own voice x 1,000.

    Reading
    -------
    None of these words is loaded by itself. Read both sides of a pair: a hit names the other side and its word. Sides can
    differ in what they did, and then the words should.

    Limits
    ------
    Needs two sides that the text names. Who a word is said of is found by position, without a parser; a side that has both
    words of a pair is left out.

    References
    ----------
    CODEBOOK L-9, L-16.
    """

    name: str = "one_sided"
    title: str = "One-sided words"
    words: Lexicon = field(default_factory=lambda: shipped_lexicon("pairs"))
    needs: frozenset[str] = frozenset({"sentences", "voices", "attributions", "tags"})
    columns: tuple[Column, ...] = (
        Column("rate", PER_1000_WORDS, "words", "sharp words of one side, whose pair another side has plain", {SHARP: 1.0},
               ("own",), headline=True, tested=False),
        Column("plain", PER_1000_WORDS, "words", "side: plain words of the other side", {PLAIN: 1.0}, ("own",)),
    )  # fmt: skip

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield both sides of each pair, each with the word and name of the other."""
        for pair, given in _by_pair(self._given(doc)).items():
            sharp, plain = _one_sided(given)
            if sharp and plain:
                yield from _tell(pair, sharp, plain)
                yield from _tell(pair, plain, sharp)

    def _given(self, doc: Document) -> Iterator[Hit]:
        """Yield each word of a pair that is the outlet's own and has a side."""
        mentions = recall(doc, mentioning_sentences)
        cues = {i: attribution for attribution in doc.attributions if attribution.cue for i in range(*attribution.cue)}
        for span, entry in self.words.find(doc):
            if doc.voices[span.start] == "own":
                side = _side(doc, span, mentions.get(doc.sentence_at(span.start), ()), cues)
                if side:
                    yield _given_to(doc, span, entry, side, self.name)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return words by voice and sentences."""
        return lexicon_bases(doc)


def _side(doc: Document, span: Span, mentions: Iterable[Mention], cues: Mapping[int, Attribution]) -> str:
    """Return the actor a word is said of, or else who speaks with it."""
    actor = target_of(doc, span, mentions)
    if actor or span.start not in cues:
        return actor
    return cues[span.start].source.entity


def _given_to(doc: Document, span: Span, entry: Entry, side: str, measure: str) -> Hit:
    labels = entry.labels | {entry.category}
    return hit(doc, span, measure, entry.words, entry.category, target=side, rule="L-9", labels=labels)


def _by_pair(given: Iterable[Hit]) -> dict[str, list[Hit]]:
    pairs: dict[str, list[Hit]] = {}
    for found in given:
        for pair in sorted(found.labels - {found.category}):
            pairs.setdefault(pair, []).append(found)
    return pairs


def _one_sided(given: Iterable[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Return the sharp words of sides that have only these, and the plain ones of sides that have only those."""
    given = list(given)
    has = {category: {found.target for found in given if found.category == category} for category in (SHARP, PLAIN)}
    sharp = [found for found in given if found.category == SHARP and found.target not in has[PLAIN]]
    plain = [found for found in given if found.category == PLAIN and found.target not in has[SHARP]]
    return sharp, plain


def _tell(pair: str, hits: Iterable[Hit], others: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits with what the other side has instead."""
    words = list(dict.fromkeys(f"{other.text.lower()} ({other.target})" for other in others))
    instead = ", ".join(words[:SHOWN]) + (f" and {len(words) - SHOWN} more" if len(words) > SHOWN else "")
    yield from (found._replace(term=f"{pair}: {found.term}", plain=instead) for found in hits)
