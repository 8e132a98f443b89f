"""Corpora larger than memory -> tables of stored scores, over several processes and nights."""

from __future__ import annotations

from framing.scale.frames import SCHEMA, score_frame
from framing.scale.gathering import gather_scores
from framing.scale.stored import read_scores

__all__ = ["SCHEMA", "gather_scores", "read_scores", "score_frame"]
