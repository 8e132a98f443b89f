"""What the network says of a batch -> how wrong it is, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from framing.encoder.layout import LINK, sentence_slice, span_slice
from framing.training.encoder.examples import IGNORED, Example


def pad(rows: Sequence[Sequence[int]], filler: int = 0) -> Tensor:
    """Return rows of one length."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])


def inputs(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Return ids and mask."""
    return pad([example.ids for example in batch]), pad([[1] * len(example.ids) for example in batch])


def span_loss(labels: Tensor, batch: Sequence[Example]) -> Tensor:
    """Cross entropy of each layer of words that the batch's data has."""
    total = labels.new_zeros(())
    for layer in batch[0].spans:
        wanted = pad([example.spans[layer] for example in batch], IGNORED).to(labels.device)
        total = total + functional.cross_entropy(labels[..., span_slice(layer)].transpose(1, 2), wanted, ignore_index=IGNORED)
    return total


def pool(parts: Tensor, within: Tensor) -> Tensor:
    """Return the scores of sentences: what their pieces say, each by its weight (softmax inside the sentence)."""
    weights = parts[..., 0].masked_fill(~within, -1e4).softmax(-1)
    return (weights * parts[..., 1]).sum(-1)


def sentence_loss(labels: Tensor, batch: Sequence[Example]) -> Tensor:
    """Binary cross entropy of each layer of sentences that the batch's data has."""
    total = labels.new_zeros(())
    for layer in batch[0].sentences:
        found = [(i, places, label) for i, example in enumerate(batch) for places, label in example.sentences[layer]]
        if found:
            within = torch.zeros(len(found), labels.shape[1], dtype=torch.bool, device=labels.device)
            for row, (_, places, _) in enumerate(found):
                within[row, places] = True
            scores = pool(labels[[i for i, _, _ in found]][..., sentence_slice(layer)], within)
            wanted = torch.tensor([float(label) for *_, label in found], device=labels.device)
            total = total + functional.binary_cross_entropy_with_logits(scores, wanted)
    return total


def link_loss(links: Tensor, batch: Sequence[Example]) -> Tensor:
    """Which of a window's cues each piece of a source and of a content belongs to."""
    terms = []
    for i, example in enumerate(batch):
        if len(example.links) < 2:
            continue
        heads = [cue[0] for cue, _, _ in example.links]
        for part in (1, 2):
            where = sorted({place for link in example.links for place in link[part]})
            if not where:
                continue
            wanted = torch.tensor(
                [[float(place in link[part]) for link in example.links] for place in where], device=links.device
            )
            cues, others = (
                links[i, heads, (part - 1) * LINK : part * LINK],
                links[i, where, (part + 1) * LINK : (part + 2) * LINK],
            )
            terms.append(functional.binary_cross_entropy_with_logits(others @ cues.T / LINK**0.5, wanted))
    return torch.stack(terms).mean() if terms else links.new_zeros(())


def polarity_scores(parts: Tensor, mask: Tensor) -> Tensor:
    """Return three scores for each window's target: what its pieces say of it, each by its weight."""
    weights = parts[..., 0].masked_fill(mask == 0, -1e4).softmax(-1)
    return (weights.unsqueeze(-1) * parts[..., 1:]).sum(1)


def polarity_loss(parts: Tensor, batch: Sequence[Example], mask: Tensor) -> Tensor:
    """Cross entropy of the polarity toward each window's target."""
    wanted = torch.tensor([example.polarity for example in batch], device=parts.device)
    return functional.cross_entropy(polarity_scores(parts, mask), wanted)


def total_loss(outputs: tuple[Tensor, Tensor, Tensor], batch: Sequence[Example], mask: Tensor, weight: float) -> Tensor:
    """Return the loss of a batch, whose examples are all of one kind; ``weight`` is that of the links."""
    labels, links, polarity = (part.float() for part in outputs)
    if batch[0].polarity >= 0:
        return polarity_loss(polarity, batch, mask)
    return span_loss(labels, batch) + sentence_loss(labels, batch) + weight * link_loss(links, batch)
