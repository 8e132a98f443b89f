"""The nouns of scores: what a ratio is of, in which unit, and the ratio of one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from framing.model import VOICES


@dataclass(frozen=True, slots=True)
class Unit:
    """How a score reads: "per 1,000 words" with factor 1000, "% of sentences" with factor 100."""

    name: str
    factor: float = 1.0


@dataclass(frozen=True)  # without slots, so that what its labels have in common is looked up once
class Column:
    """One ratio a measure reports: which of its hits count, in whose voice, how, over what, in which unit.

    ``counts`` maps a label to the weight a hit with that label has; empty means every hit weighs 1.
    ``by`` is ``hits`` (each adds its label's weight), ``values`` (times the hit's value), or ``sentences`` (each sentence
    with such a hit adds 1, shared out equally among its hits).
    ``base`` names one of the measure's bases; ``voices`` restricts hits, and the base too where it is kept by voice.
    A ``headline`` that is not ``tested`` describes the texts: it has estimates, and groups are not tested for gaps in it.
    """

    name: str
    unit: Unit
    base: str
    about: str = ""
    counts: Mapping[str, float] = field(default_factory=dict)
    voices: tuple[str, ...] = VOICES
    by: str = "hits"
    headline: bool = False
    tested: bool = True

    @cached_property
    def label(self) -> str:
        """The only label it counts, or ""."""
        return next(iter(self.counts)) if len(self.counts) == 1 else ""

    @cached_property
    def even_weight(self) -> float | None:
        """The weight of every hit it counts; None where that depends on the label."""
        weights = set(self.counts.values()) or {1.0}
        return weights.pop() if len(weights) == 1 else None


class Score(NamedTuple):
    """One ratio for one article (and target): the numerator and denominator apart, so that scores can be pooled.

    ``n_hits`` is the number of pieces of evidence behind ``total``.
    """

    article_id: str
    measure: str
    column: str
    target: str
    total: float
    base: float
    unit: Unit
    n_hits: int = 0

    @property
    def value(self) -> float:
        """The ratio in its unit; nan where the base is zero, because no evidence is not zero."""
        return self.unit.factor * self.total / self.base if self.base else float("nan")
