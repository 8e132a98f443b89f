"""Chain weights made by hand: small tables in the shipped form, for tests that need no training."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from framing.linear.chain import COLUMNS, WIDTH, N
from framing.linear.features import BETWEEN, FOUND, PLACES, QUOTES, REACH
from framing.linear.marking import LABELS

SCALE = 10


def encode(table: Any) -> str:
    return base64.b64encode(np.asarray(table, np.int8).tobytes()).decode()


def make_data(
    words: dict[str, dict[str, int]] | None = None, pairs: dict[tuple[str, str], list[int]] | None = None
) -> dict[str, Any]:
    """Return weights in which some words say what they are themselves: {"said": {"cue": 60}}."""
    words = words or {}
    parts = [*(f"w={word}" for word in words), BETWEEN]
    table = np.zeros((len(parts), COLUMNS), np.int8)
    for row, said in enumerate(words.values()):
        for label, weight in said.items():
            table[row, REACH * N + LABELS.index(label)] = weight
    numbers = {part: i for i, part in enumerate(parts, 1)}
    keys = {numbers[f"w={a}"] * (len(parts) + 1) + numbers[f"w={b}"]: row for (a, b), row in (pairs or {}).items()}
    order = sorted(keys) or [0]
    return {
        "scale": SCALE,
        "scales": {label: {"slope": 1.0, "shift": 0.0, "threshold": 0.5} for label in LABELS[1:]},
        "groups": {"reporting_verbs neutral": "said"},
        "parts": "\t".join(parts),
        "words": encode(table),
        "pair_keys": np.diff(order, prepend=0).tolist(),
        "pairs": encode([keys.get(key, [0] * 2 * N) for key in order]),
        "quotes": encode(np.zeros((QUOTES, WIDTH))),
        "rules": encode(np.zeros((FOUND, WIDTH))),
        "places": encode(np.zeros((PLACES, N))),
        "shift": [10, 0, 0, 0],
        "between": np.zeros((N, N)).tolist(),
        "opening": [0.0] * N,
        "closing": [0.0] * N,
    }
