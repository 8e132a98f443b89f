"""The pretrained encoder -> ``framing/weights/word_vectors.npz``: a short vector for each common English word.

Each word goes through the encoder alone; the means of its states, for all words, are turned so that the first directions hold
most of what tells words apart, and the first of them are kept as small integers (the idea of static embeddings from a sentence
encoder is that of Model2Vec, Tulkens & van Dongen 2024). Reproduce the shipped file with ``python -m
framing.training.word_vectors``; it takes about a minute.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.word_vectors import FILE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

DIMENSIONS = 64
_WORD = re.compile(r"[a-z]{2,}")  # whole words; word pieces, figures and marks have no likeness worth keeping
_BATCH = 512
_LARGEST = 127


def choose_words(vocabulary: Mapping[str, int]) -> dict[str, int]:
    """Return the whole words of a vocabulary with their ids, in the order of ids."""
    return {word: id_ for word, id_ in sorted(vocabulary.items(), key=lambda pair: pair[1]) if _WORD.fullmatch(word)}


def shorten(vectors: Floats, dimensions: int = DIMENSIONS) -> NDArray[np.int8]:
    """Return vectors turned and cut to a few dimensions, each scaled to small integers; their lengths are not kept.

    The sign of each direction is set so that its largest part is positive: the same vectors on every machine.
    """
    import numpy as np

    centered = vectors - vectors.mean(0)
    _, directions = np.linalg.eigh(centered.T @ centered)
    kept = directions[:, ::-1][:, :dimensions]
    kept = kept * np.sign(kept[np.abs(kept).argmax(0), np.arange(kept.shape[1])])
    short = centered @ kept
    return np.asarray(np.round(short * (_LARGEST / np.abs(short).max(1, keepdims=True))), dtype=np.int8)


def write_word_vectors(words: Sequence[str], vectors: NDArray[np.int8], path: Path) -> None:
    """Write words and vectors as plain arrays; nothing in the file is code."""
    import numpy as np

    np.savez_compressed(path, words=np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8), vectors=vectors)


def read_states(ids: Sequence[int], folder: Path) -> Floats:
    """Return the mean state of each id, read alone by the pretrained encoder."""
    import numpy as np
    import torch
    from transformers import BertModel

    from framing.encoder.layout import CLOSE, OPEN

    network: Any = BertModel.from_pretrained(str(folder), add_pooling_layer=False).eval()
    parts = []
    for start in range(0, len(ids), _BATCH):
        batch = torch.tensor([[OPEN, id_, CLOSE] for id_ in ids[start : start + _BATCH]])
        with torch.no_grad():
            parts.append(network(input_ids=batch, attention_mask=torch.ones_like(batch)).last_hidden_state.mean(1).numpy())
    return np.asarray(np.concatenate(parts), dtype=np.float32)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the encoder, make the vectors and write them."""
    from framing.training.encoder.network import find_base

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE)
    out: Path = parser.parse_args(arguments).out
    base = find_base()
    vocabulary = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    words = choose_words(vocabulary)
    write_word_vectors(list(words), shorten(read_states(list(words.values()), base)), out)


if __name__ == "__main__":
    main()
