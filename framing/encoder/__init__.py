"""The encoder: a small network that reads as trained coders do, run by onnxruntime from weights that ship with the package."""

from __future__ import annotations

from framing.encoder.annotator import EncoderAnnotator, sentiment_toward
from framing.encoder.weights import load_weights

__all__ = ["EncoderAnnotator", "load_weights", "sentiment_toward"]
