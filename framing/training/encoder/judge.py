"""A network and texts kept out of training -> thresholds, scales and figures.

A threshold chosen on texts flatters its own figure there: of a set without a second development file, each half is judged
with what was chosen on the other half, and only what ships is chosen on both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from framing.encoder.calibration import PolarityScale, Scale
from framing.encoder.layout import LABELS
from framing.encoder.masking import mask_names
from framing.encoder.pieces import Pieces
from framing.encoder.polarity import target_scores
from framing.encoder.reading import Network, Read, pool_sentences, read_document
from framing.encoder.spans import find_spans, log_odds
from framing.model import Document, Span
from framing.training import metrics
from framing.training.encoder.examples import Text
from framing.training.encoder.labeled import Chars
from framing.training.splits import half

CANDIDATES = tuple(round(0.1 + 0.025 * i, 3) for i in range(33))  # thresholds tried: .1 to .9
Metric = Callable[[Sequence[Sequence[Chars]], Sequence[Sequence[Chars]]], metrics.Figure]


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads texts with one network."""

    pieces: Pieces
    network: Network

    def read(self, texts: Iterable[Text]) -> list[Read]:
        """Read each text by itself, as the run time does."""
        return [read_document(text.doc, self.pieces, self.network) for text in texts]

    def polarity(self, texts: Sequence[Text]) -> list[list[float]]:
        """Return the three scores toward each text's target; a target that no token overlaps is read as neutral."""
        scores = [[float(label == "neutral") for label in LABELS] for _ in texts]
        masked = {}
        for number, text in enumerate(texts):
            tokens = text.tokens_of([text.labeled.target]) if text.labeled.target else []
            if tokens:
                whole = Span(0, len(text.doc.tokens))
                masked[number] = mask_names(text.doc, whole, Span(tokens[0], tokens[-1] + 1), self.pieces)
        numbers = list(masked)
        for i, output in self.network.read([masked[number].ids for number in numbers]):
            scores[numbers[i]] = [float(x) for x in target_scores(output.polarity)[0]]
        return scores


def sentence_score(text: Text, read: Read, layer: str) -> float:
    """Return the log odds of a whole labeled text: those of its sentence, or of the highest where it was cut into several."""
    return max((pooled.score for pooled in pool_sentences(read, layer, text.doc)), default=-9.0)


# Layers of words ------------------------------------------------------------------------------------------------------------


def chars_of(doc: Document, read: Read, layer: str, scale: Scale) -> list[Chars]:
    """Return the character spans of a layer."""
    return [doc.chars(mark.span) for mark in find_spans(doc, read, layer, scale)]


def choose_threshold(texts: Sequence[Text], reads: Sequence[Read], layer: str, metric: Metric) -> float:
    """Return the threshold with the best F1."""
    wanted = [text.labeled.spans[layer] for text in texts]

    def figure(threshold: float) -> float:
        scale = Scale(threshold=threshold)
        return metric([chars_of(text.doc, read, layer, scale) for text, read in zip(texts, reads, strict=True)], wanted).f1

    return max(CANDIDATES, key=lambda threshold: (figure(threshold), -abs(threshold - 0.5)))


def span_evidence(
    texts: Sequence[Text], reads: Sequence[Read], layer: str, threshold: float, metric: Metric
) -> tuple[list[float], list[bool]]:
    """Return the mean log odds of each span that is found, and whether it is right.

    One is right as its metric counts: with any of its characters wanted, or, where characters are counted, with most.
    """
    least = 0.5 if metric is metrics.characters else 0.0
    scores, right = [], []
    for text, read in zip(texts, reads, strict=True):
        covered = {i for start, end in text.labeled.spans[layer] for i in range(start, end)}
        for mark in find_spans(text.doc, read, layer, Scale(threshold=threshold)):
            start, end = text.doc.chars(mark.span)
            scores.append(log_odds(read.inside[layer][mark.span.start : mark.span.end]))
            right.append(sum(i in covered for i in range(start, end)) > least * (end - start))
    return scores, right


def fit_spans(texts: Sequence[Text], reads: Sequence[Read], layer: str, metric: Metric) -> Scale:
    """Choose a layer's threshold, and the scale that makes a span's confidence the share of such spans that are right."""
    threshold = choose_threshold(texts, reads, layer, metric)
    return fit_scale(*span_evidence(texts, reads, layer, threshold, metric), threshold)


# Layers of sentences, and polarity ------------------------------------------------------------------------------------------


def fit_scale(scores: Sequence[float], right: Sequence[bool], threshold: float = 0.5) -> Scale:
    """Return the slope and shift of the logistic curve that fits best (Platt 1999, his smoothed targets)."""
    from scipy.optimize import minimize

    n_right = sum(right)
    high, low = (n_right + 1) / (n_right + 2), 1 / (len(right) - n_right + 2)
    x, wanted = np.array(scores), np.where(np.array(right, bool), high, low)

    def loss(parameters: np.ndarray) -> float:
        z = parameters[0] * x + parameters[1]
        return float(np.sum(np.logaddexp(0, z) - wanted * z))

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return Scale(round(float(slope), 4), round(float(shift), 4), threshold)


def fit_sentences(scores: Sequence[float], labels: Sequence[bool], metric: Callable[[list[bool], list[bool]], float]) -> Scale:
    """Fit the scale of a layer of sentences, and choose the probability from which one is marked."""
    scale = fit_scale(scores, labels)
    shares = [scale.probability(score) for score in scores]

    def figure(threshold: float) -> float:
        return metric([share >= threshold for share in shares], list(labels))

    best = max(CANDIDATES, key=lambda threshold: (figure(threshold), -abs(threshold - 0.5)))
    return Scale(scale.slope, scale.shift, best)


def fit_polarity(scores: Sequence[Sequence[float]], labels: Sequence[int]) -> PolarityScale:
    """Fit one slope and a shift for each label by maximum likelihood."""
    from scipy.optimize import minimize

    x, wanted = np.array(scores), np.array(labels)

    def loss(parameters: np.ndarray) -> float:
        z = parameters[0] * x + np.append(parameters[1:], 0.0)
        z = z - z.max(1, keepdims=True)
        likelihood = z[np.arange(len(z)), wanted] - np.log(np.exp(z).sum(1))
        return float(-likelihood.sum() + 0.5 * (parameters[1:] ** 2).sum())

    slope, *shifts = minimize(loss, np.array([1.0, 0.0, 0.0]), method="BFGS").x
    return PolarityScale(round(float(slope), 4), (*(round(float(shift), 4) for shift in shifts), 0.0))


class Verdict(NamedTuple):
    """A figure with the calibration error beside it, and how many texts or spans they are of."""

    value: float
    calibration_error: float
    n: int


def cross_fit(
    name: str,
    keys: Sequence[str],
    scores: Sequence[float],
    labels: Sequence[bool],
    metric: Callable[[list[bool], list[bool]], float],
) -> Verdict:
    """Judge sentences, each half of them with the scale and threshold that were fitted on the other half."""
    marked, shares = [False] * len(keys), [0.0] * len(keys)
    halves = [half(name, key) for key in keys]
    for part in (0, 1):
        other = [i for i, h in enumerate(halves) if h != part]
        scale = fit_sentences([scores[i] for i in other], [labels[i] for i in other], metric)
        for i in (i for i, h in enumerate(halves) if h == part):
            shares[i] = scale.probability(scores[i])
            marked[i] = shares[i] >= scale.threshold
    return Verdict(metric(marked, list(labels)), metrics.calibration_error(shares, labels), len(keys))


def cross_fit_spans(name: str, texts: Sequence[Text], reads: Sequence[Read], layer: str, metric: Metric) -> Verdict:
    """Judge a layer of words, each half of the texts with what was fitted on the other half."""
    halves = [half(name, text.labeled.key) for text in texts]
    found: list[list[Chars]] = [[] for _ in texts]
    shares: list[float] = []
    rights: list[bool] = []
    for part in (0, 1):
        other = [i for i, h in enumerate(halves) if h != part]
        scale = fit_spans([texts[i] for i in other], [reads[i] for i in other], layer, metric)
        own = [i for i, h in enumerate(halves) if h == part]
        for i in own:
            found[i] = chars_of(texts[i].doc, reads[i], layer, scale)
        scores, right = span_evidence([texts[i] for i in own], [reads[i] for i in own], layer, scale.threshold, metric)
        shares.extend(scale.probability(score) for score in scores)
        rights.extend(right)
    figure = metric(found, [text.labeled.spans[layer] for text in texts])
    return Verdict(figure.f1, metrics.calibration_error(shares, rights), len(texts))


def uncertain_f1(marked: list[bool], labels: list[bool]) -> float:
    """Metric E."""
    return metrics.of_class(marked, labels, True).f1


def macro_f1(marked: list[bool], labels: list[bool]) -> float:
    """Metric C."""
    return metrics.macro_f1(marked, labels)
