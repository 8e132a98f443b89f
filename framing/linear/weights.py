"""Linear weights -> what a sentence reads as, and what it says of a target: a sum over its features, made a probability."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.linear.items import (
    SLOTS,
    Items,
    choose_words,
    edge_pairs,
    list_features,
    mask_target,
    place_words,
)
from framing.model import Polarity, Reading, Span
from framing.packed import read_packed

if TYPE_CHECKING:
    from framing.linear.terms import Terms, TermWeights

SENTENCE_LAYERS = ("loaded", "hedged")
NEGATOR, CONTRAST = "shifters negator", "shifters contrast"  # lists whose words shape what others mean
BREAKS = frozenset([",", ";", ":", "\u2014", "\u2013", "(", ")"])
_MOST_MET = 50_000  # words in their places remembered at once


class SentenceLayer(NamedTuple):
    """What turns one layer's sum of weights into a calibrated probability (Platt 1999), and from where on it is marked."""

    column: int
    intercept: float
    slope: float
    shift: float
    threshold: float

    def chance(self, score: float) -> float:
        """Return the probability behind a sum of weights."""
        return 1 / (1 + math.exp(-(self.slope * (self.intercept + score) + self.shift)))


class SentenceWeights(NamedTuple):
    """Weights by term, a column a layer, as whole numbers, ``scale`` of them to one: their sum is the same in any order.

    ``openers`` are the first words of the pairs.
    """

    words: Mapping[str, Sequence[int]]
    pairs: Mapping[tuple[str, str], Sequence[int]]
    openers: frozenset[str]
    scale: float
    layers: Mapping[str, SentenceLayer]

    def read(self, items: Sequence[Items], terms: Terms, name: str) -> list[Reading]:
        """Return what a layer says of each sentence, with the words that weighed most where it is marked."""
        layer = self.layers[name]
        totals = terms.add_up(layer.column)
        chances = [
            layer.chance(total / (self.scale * math.sqrt(len(each.words)))) if each.words else 0.0
            for each, total in zip(items, totals, strict=True)
        ]
        marked = [i for i, chance in enumerate(chances) if chance >= layer.threshold and items[i].words]
        readings = [Reading(chance, False) for chance in chances]
        for i, runs in zip(marked, terms.heaviest(layer.column, marked), strict=True):
            readings[i] = Reading(chances[i], True, choose_words(items[i], runs))
        return readings


class TargetWeights(NamedTuple):
    """Weights toward a target: for "negative" and "positive" against "neutral", as whole numbers.

    They are kept by what stands there (a word, a stem, a list, a pair) and then by its slot.
    """

    intercepts: tuple[float, float]
    scale: float
    features: Mapping[str, Mapping[str, tuple[int, int]]]
    groups: Mapping[str, Sequence[str]]
    negators: frozenset[str]
    breaks: frozenset[str]
    slope: float
    met: dict[tuple[str, int], tuple[int, int]]

    def read(self, items: Items, target: Span) -> Polarity:
        """Return what a sentence says of a target in it, with the words that weighed most for blame or praise."""
        masked, at = mask_target(items, target)
        parts = self._parts(masked.words, at)
        share = self.slope / (self.scale * math.sqrt(len(parts)))
        negative = self.slope * self.intercepts[0] + share * sum([n for n, _ in parts])
        positive = self.slope * self.intercepts[1] + share * sum([p for _, p in parts])
        highest = max(negative, 0.0, positive)
        n, o, p = [math.exp(score - highest) for score in (negative, 0.0, positive)]
        found = Polarity(n / (n + o + p), o / (n + o + p), p / (n + o + p))
        if found.label == "neutral":
            return found  # what keeps a sentence from saying anything is no evidence
        first, second = (-2, 1) if found.label == "negative" else (1, -2)  # against the mean of the three, heaviest first
        weighed = [(first * n + second * p, i) for i, (n, p) in enumerate(parts)]
        heavy = sorted([pair for pair in weighed if pair[0] < 0])
        return found._replace(words=choose_words(masked, ((i, i + 1) for _, i in heavy)))

    def _parts(self, words: Sequence[str], at: int) -> list[tuple[int, int]]:
        """Return what each word adds for "negative" and for "positive"."""
        met = self.met
        if len(met) > _MOST_MET:
            met.clear()
        keys = zip(words, place_words(words, at, self.negators, self.breaks), strict=True)
        parts = [met.get(key) or self._meet(key) for key in keys]
        parts[at] = (0, 0)
        for slot, pair, place in edge_pairs(words, at):
            if pair in self.features and slot in self.features[pair]:
                n, p = self.features[pair][slot]
                parts[place] = (parts[place][0] + n, parts[place][1] + p)
        return parts

    def _meet(self, key: tuple[str, int]) -> tuple[int, int]:
        """Add up and remember what a word in its place says, with what it shares with others."""
        word, place = key
        own, shared = SLOTS[place]
        slots = self.features.get(word, {})
        known = [slots[slot] for slot in own if slot in slots]
        for each in list_features(word, self.groups):
            slots = self.features.get(each, {})
            known += [slots[slot] for slot in shared if slot in slots]
        self.met[key] = found = (sum([n for n, _ in known]), sum([p for _, p in known]))
        return found


@dataclass(frozen=True)  # without slots, so that the totals are made ready once
class Weights:
    """What a training run wrote; ``fingerprint`` follows the content."""

    sentences: SentenceWeights
    target: TargetWeights
    fingerprint: str = ""

    @functools.cached_property
    def terms(self) -> TermWeights:
        """The weights of the sentences' terms, ready to be found in many sentences at once."""
        from framing.linear.terms import TermWeights

        return TermWeights(self.sentences.words, self.sentences.pairs, len(SENTENCE_LAYERS))


@functools.cache
def load_weights() -> Weights:
    """Return the shipped weights, read once a process."""
    with resources.as_file(resources.files("framing") / "weights" / "linear.json.gz") as path:
        return read_weights(path)


def read_weights(path: Path) -> Weights:
    """Return the weights in a file that ``framing.training.linear`` wrote.

    Raises
    ------
    AnnotationError
        Where the file is missing or is not such a file.
    """
    return read_packed(path, unpack_weights, "linear", "framing.training.linear")


def unpack_weights(data: Mapping[str, Any], fingerprint: str = "") -> Weights:
    """Turn the JSON form of the weights into the form that is added up."""
    groups = index_groups({name: terms.split("\t") for name, terms in data["groups"].items()})
    sentences = _unpack_sentences(data["sentences"], groups)
    part = data["polarity"]
    negative, positive = (dict(_weights(part[name])) for name in ("negative", "positive"))
    features: dict[str, dict[str, tuple[int, int]]] = {}
    for feature in {**negative, **positive}:
        slot, _, each = feature.partition(" ")
        features.setdefault(each, {})[slot] = (negative.get(feature, 0), positive.get(feature, 0))
    n, p = part["intercepts"]
    target = TargetWeights((n, p), part["scale"], features, groups, *find_turns(groups), part["slope"], {})
    return Weights(sentences, target, fingerprint)


def _unpack_sentences(parts: Mapping[str, Any], groups: Mapping[str, Sequence[str]]) -> SentenceWeights:
    """Add what the lists a term is in weigh to the term's own weight, once for all."""
    own = [dict(_weights(parts[name]["weights"])) for name in SENTENCE_LAYERS]
    terms: dict[str, list[int]] = {}
    for column, weights in enumerate(own):
        for term, weight in weights.items():
            if len(term) == 1 or term[0] != "#":
                terms.setdefault(term, [0] * len(own))[column] = weight
    for name, names in groups.items():
        listed = [sum([weights.get(f"#{each}", 0) for each in names]) for weights in own]
        terms[name] = [a + b for a, b in zip(terms.get(name, [0] * len(own)), listed, strict=True)]
    layers = {
        name: SentenceLayer(column, *(parts[name][key] for key in ("intercept", "slope", "shift", "threshold")))
        for column, name in enumerate(SENTENCE_LAYERS)
    }
    words: dict[str, Sequence[int]] = {}
    pairs: dict[tuple[str, str], Sequence[int]] = {}
    for term, weighed in terms.items():
        first, pair, second = term.partition(" ")
        if pair and any(weighed):
            pairs[first, second] = tuple(weighed)
        elif any(weighed):
            words[first] = tuple(weighed)
    return SentenceWeights(words, pairs, frozenset(first for first, _ in pairs), parts["scale"], layers)


def index_groups(lists: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Turn the terms of each list into the lists of each term."""
    groups: dict[str, tuple[str, ...]] = {}
    for name, terms in lists.items():
        for term in terms:
            groups[term] = (*groups.get(term, ()), name)
    return groups


def find_turns(groups: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that negate what follows, and the words and marks that part clauses."""
    negators, contrasts = (frozenset(term for term in groups if name in groups[term]) for name in (NEGATOR, CONTRAST))
    return negators, BREAKS | contrasts


def _weights(texts: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Yield each term and its weight from texts of terms by weight."""
    for weight, terms in texts.items():
        for term in terms.split("\t"):
            yield term, int(weight)
