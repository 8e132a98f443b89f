"""Sentences -> loaded or hedged, and what each says of a target, by small weights that ``framing.training.linear`` learned.

Names are read as names and nothing more, so that who is spoken of never changes what is said of them. Everything is made
when first asked for, by plain sums over words: no library is loaded.
"""

from __future__ import annotations

from framing.linear.layers import LAYERS, LazyPolarities, LazyReadings, read_layers, toward
from framing.linear.weights import load_weights, read_weights

__all__ = ["LAYERS", "LazyPolarities", "LazyReadings", "load_weights", "read_layers", "read_weights", "toward"]
