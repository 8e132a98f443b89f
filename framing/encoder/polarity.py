"""Targets in sentences -> what a reader takes each sentence to say of its target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from framing.encoder.calibration import PolarityScale
from framing.encoder.masking import Masked, mask_names
from framing.encoder.pieces import Pieces
from framing.encoder.reading import Array, Network, softmax
from framing.model import Document, Polarity, Span

MOST_WORDS = 3  # evidence words of one reading
WITHIN = 300  # tokens on either side of a target: a text without stops is one long sentence


def target_scores(output: Array) -> tuple[Array, Array]:
    """Return the three scores for a window's target, and each id's part in them, shape (ids, 3)."""
    parts: Array = softmax(output[:, 0].astype(np.float32))[:, None] * output[:, 1:]
    return parts.sum(0), parts


def read_polarities(
    doc: Document, targets: Sequence[Span], pieces: Pieces, network: Network, scale: PolarityScale
) -> list[Polarity]:
    """Return the polarity toward each target, read in its sentence with every name masked.

    Targets are runs of tokens; one that goes beyond its sentence is read in the sentences it stands in.
    """
    masked = [mask_names(doc, _around(doc, target), target, pieces) for target in targets]
    # Names are masked, so that many targets are read alike: each reading once, and equal for equal sentences.
    distinct = {tuple(one.ids): number for number, one in enumerate(masked)}
    numbers = list(distinct.values())
    kept: dict[tuple[int, ...], Array] = {}
    for index, output in network.read([masked[number].ids for number in numbers]):
        kept[tuple(masked[numbers[index]].ids)] = output.polarity
    return [_weigh(one, kept[tuple(one.ids)], scale) for one in masked]


def _weigh(masked: Masked, output: Array, scale: PolarityScale) -> Polarity:
    scores, parts = target_scores(output)
    negative, neutral, positive = shares = scale.shares([float(score) for score in scores])
    return Polarity(negative, neutral, positive, _heaviest(masked, parts, int(np.argmax(shares))))


def _around(doc: Document, target: Span) -> Span:
    first = doc.sentences[doc.sentence_at(target.start)]
    last = doc.sentences[doc.sentence_at(target.end - 1)]
    return Span(max(first.start, target.start - WITHIN), min(last.end, target.end + WITHIN))


def _heaviest(masked: Masked, parts: Array, label: int) -> tuple[Span, ...]:
    """Return the words that speak most for a label, against the mean of the others."""
    speaks = parts[:, label] - parts.mean(1)
    by_token: dict[int, float] = {}
    for token, part in zip(masked.tokens, speaks, strict=True):
        if token >= 0:
            by_token[token] = by_token.get(token, 0.0) + float(part)
    return heaviest_words(by_token.items())


def heaviest_words(parts: Iterable[tuple[int, float]]) -> tuple[Span, ...]:
    """Return the tokens with the largest parts, heaviest first; those that speak against are none."""
    chosen = sorted((part for part in parts if part[1] > 0), key=lambda part: (-part[1], part[0]))
    return tuple(Span(token, token + 1) for token, _ in chosen[:MOST_WORDS])
