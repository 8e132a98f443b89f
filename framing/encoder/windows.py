"""A text's tokens -> windows the network can read: whole sentences while they fit, overlapping parts of one that does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.encoder.layout import CLOSE, MAX_PIECES, OPEN, OVERLAP
from framing.model import Span


class Window(NamedTuple):
    """Tokens ``start`` to ``end`` are read together; what is read of ``own_start`` to ``own_end`` is kept."""

    start: int
    end: int
    own_start: int
    own_end: int


def cut_windows(sizes: Sequence[int], sentences: Sequence[Span], limit: int = MAX_PIECES) -> list[Window]:
    """Cut a text at sentence borders.

    Parameters
    ----------
    sizes
        The number of word pieces of each token.
    sentences
        The sentences, in order.
    limit
        The most pieces a window holds. A sentence with more is cut into parts that share `OVERLAP` pieces, of which each
        part keeps its own half.
    """
    windows: list[Window] = []
    start, size = None, 0  # the window being filled
    last = Span(0, 0)
    for sentence in sentences:
        if sentence.start == sentence.end:
            continue
        pieces = sum(sizes[sentence.start : sentence.end])
        if start is not None and size + pieces > limit:
            windows.append(Window(start, last.end, start, last.end))
            start, size = None, 0
        if pieces > limit:
            windows.extend(_parts(sizes, sentence, limit))
        else:
            start = sentence.start if start is None else start
            size += pieces
        last = sentence
    if start is not None:
        windows.append(Window(start, last.end, start, last.end))
    return windows


def _parts(sizes: Sequence[int], sentence: Span, limit: int) -> Iterator[Window]:
    start = own = sentence.start
    while True:
        end, size = start, 0
        while end < sentence.end and size + sizes[end] <= limit:
            size += sizes[end]
            end += 1
        if end == sentence.end:
            yield Window(start, end, own, end)
            return
        back, shared = end, 0
        # Never so much that the next part could not go on beyond this one.
        while back - 1 > start and shared < OVERLAP and shared + sizes[back - 1] + sizes[end] <= limit:
            back -= 1
            shared += sizes[back]
        middle = max((back + end) // 2, own + 1)
        yield Window(start, end, own, middle)
        start, own = back, middle


def ids_of(pieces: Sequence[tuple[int, ...]], start: int, end: int) -> list[int]:
    """Return a window's ids, its two ends included."""
    return [OPEN, *(piece for token in pieces[start:end] for piece in token), CLOSE]
