"""What the encoder's network gives for each word piece, and where in its output each layer stands."""

from __future__ import annotations

# Layers of words: each takes three numbers a piece (outside, opens, goes on).
SPAN_LAYERS = ("source", "cue", "content", "loaded", "loaded word", "hedge")
# Layers of sentences: each takes two numbers a piece (how much it weighs, what it says).
SENTENCE_LAYERS = ("loaded", "hedged")
LINK = 32  # dimensions in which a cue and what belongs to it lie close together
LABELS = ("negative", "neutral", "positive")

MAX_PIECES = 126  # of one window, its two ends left out
MAX_PIECES_OF_TOKEN = 12  # of one token: what is longer is no word
OVERLAP = 32  # pieces that two windows of one overlong sentence share

OPEN, CLOSE = 101, 102  # the ids that open and close a window
TARGET, OTHER = 1, 2  # ids that no text has: the actor in question, and any other name


def span_slice(layer: str) -> slice:
    """Return where a layer of words stands among a piece's labels."""
    start = 3 * SPAN_LAYERS.index(layer)
    return slice(start, start + 3)


def sentence_slice(layer: str) -> slice:
    """Return where a layer of sentences stands among a piece's labels."""
    start = 3 * len(SPAN_LAYERS) + 2 * SENTENCE_LAYERS.index(layer)
    return slice(start, start + 2)


N_LABELS = 3 * len(SPAN_LAYERS) + 2 * len(SENTENCE_LAYERS)
