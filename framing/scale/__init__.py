"""Corpora larger than memory -> tables of stored scores, over several processes and nights."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.scale.frames import SCHEMA, score_frame
    from framing.scale.gathering import gather_scores
    from framing.scale.stored import read_scores

__all__ = ["SCHEMA", "gather_scores", "read_scores", "score_frame"]

# Loaded when first asked for: who writes scores needs nothing of frames and of comparing, which import all readers.
_LAZY = {"SCHEMA": "frames", "score_frame": "frames", "gather_scores": "gathering", "read_scores": "stored"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(importlib.import_module(f"framing.scale.{_LAZY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
