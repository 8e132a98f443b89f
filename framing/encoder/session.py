"""Windows -> the network's output, in batches of like length (onnxruntime)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.encoder.reading import Output

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_BATCH_PIECES = 1024  # of one batch: larger ones fall out of the processor's cache and are slower
_OUTPUTS = ["labels", "links", "polarity"]


class Session:
    """Runs the shipped weights."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session

    def read(self, windows: Sequence[list[int]]) -> Iterator[tuple[int, Output]]:
        """Yield each window's number and output, batches of like length together."""
        order = sorted(range(len(windows)), key=lambda i: (len(windows[i]), i))
        at = 0
        while at < len(order):
            end = at + 1
            while end < len(order) and (end - at + 1) * len(windows[order[end]]) <= _BATCH_PIECES:
                end += 1
            yield from self._run([(i, windows[i]) for i in order[at:end]])
            at = end

    def _run(self, batch: Sequence[tuple[int, list[int]]]) -> Iterator[tuple[int, Output]]:
        longest = len(batch[-1][1])
        ids = np.zeros((len(batch), longest), np.int64)
        mask = np.zeros((len(batch), longest), np.int64)
        for row, (_, window) in enumerate(batch):
            ids[row, : len(window)] = window
            mask[row, : len(window)] = 1
        labels, links, polarity = self._session.run(_OUTPUTS, {"ids": ids, "mask": mask})
        for row, (i, window) in enumerate(batch):
            yield i, Output(*(part[row, : len(window)] for part in (labels, links, polarity)))
