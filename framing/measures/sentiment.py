"""How each actor is evaluated, by the outlet and by sources: two quantities never merged (CODEBOOK S-1, S-3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from framing.measures.evidence import Described, mention_bases, recall
from framing.measures.polarity import PolarWords, find_evaluations, shipped_words
from framing.model import Document, Hit
from framing.scores import Column, Unit

_MEAN = Unit("mean of -1 to +1 per mentioning sentence")
_SHARE = Unit("% of mentioning sentences", 100)


@dataclass(frozen=True)
class Evaluation(Described):
    """How the outlet itself evaluates each actor.

    Definition
    ----------
    An evaluative word in the outlet's own voice that modifies a mention of the actor, is its predicate, takes it as
    subject or object, or stands in a clause with no other actor (S-1, S-8). Negation flips it (S-9). Words that are
    topic and not tone never count (S-10).

    Formula
    -------
    mean = sum over mentioning sentences of their evaluation (-1, 0, +1) / mentioning sentences.

    Reading
    -------
    Zero is the default and the usual result. Fewer than five evaluative sentences: read the counts only.

    Limits
    ------
    Rules over words; irony, implication and what everybody knows of the event are out of reach.

    References
    ----------
    Balahur et al. 2010; Hamborg & Donnay 2021; Hutto & Gilbert 2014 (VADER's valences, filtered); CODEBOOK section 6.
    """

    name: str = "evaluation"
    title: str = "Evaluation of actors, the outlet's own"
    words: PolarWords = field(default_factory=shipped_words)
    needs: frozenset[str] = frozenset({"mentions", "voices"})
    voices: tuple[str, ...] = ("own",)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The mean, and the shares of positive and negative sentences."""
        base = "mentioning sentences"
        return (
            Column("mean", _MEAN, base, "evaluation per mentioning sentence", voices=self.voices, by="values", headline=True),
            Column("positive", _SHARE, base, "sentences with a favorable word", {"positive": 1.0}, self.voices, "sentences"),
            Column("negative", _SHARE, base, "sentences with an unfavorable word", {"negative": 1.0}, self.voices, "sentences"),
        )

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield the evaluations in this measure's voices."""
        return [found for found in find_evaluations(doc, self.words, self.name) if found.voice in self.voices]

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return, per actor, the sentences that mention it."""
        return recall(doc, mention_bases)


@dataclass(frozen=True)
class ReportedEvaluation(Evaluation):
    """How sources, as the outlet gives their words, evaluate each actor.

    Definition
    ----------
    The same evaluative words inside attributed content, in quotation marks or not, each with its source (S-3).

    Formula
    -------
    mean = sum over mentioning sentences of their reported evaluation (-1, 0, +1) / mentioning sentences.

    Reading
    -------
    These are the sources' evaluations; which sources an outlet chose to carry is the finding.

    Limits
    ------
    As for evaluation, and for finding who speaks.

    References
    ----------
    Balahur et al. 2010; CODEBOOK S-3.
    """

    name: str = "reported_evaluation"
    title: str = "Evaluation of actors, by sources"
    voices: tuple[str, ...] = ("reported", "quoted")
