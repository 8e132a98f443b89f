"""Hits -> what each term adds to a gap: amounts over the base and under the weight of each cell, which add up exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from math import fsum
from typing import TYPE_CHECKING

from framing.comparison.cells import Cells, Key, Scored
from framing.comparison.results import Contribution
from framing.measures import weigh
from framing.model import Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXAMPLES = 3  # hits shown per term and side


@dataclass(slots=True)
class Part:
    """What one term adds to a column's totals: an amount for each of its cells, and up to three hits of each."""

    cells: list[int] = field(default_factory=list)
    amounts: list[float] = field(default_factory=list)
    examples: list[list[tuple[str, Hit]]] = field(default_factory=list)

    def add(self, cell: int, amount: float, example: tuple[str, Hit]) -> None:
        """Add a hit; those of one cell come together."""
        if not self.cells or self.cells[-1] != cell:
            self.cells.append(cell)
            self.amounts.append(0.0)
            self.examples.append([])
        self.amounts[-1] += amount
        if len(self.examples[-1]) < EXAMPLES:
            self.examples[-1].append(example)


class Evidence:
    """What a column's totals are made of for one target: a part for each term, laid end to end to be weighed at once."""

    def __init__(self, parts: Mapping[str, Part]) -> None:
        """Lay the parts end to end."""
        import numpy as np

        self.parts = parts
        self._ends = list(accumulate((len(part.cells) for part in parts.values()), initial=0))
        self._cells = np.fromiter(chain.from_iterable(part.cells for part in parts.values()), np.int64)
        self._examples = list(chain.from_iterable(part.examples for part in parts.values()))
        self._amounts = np.fromiter(chain.from_iterable(part.amounts for part in parts.values()), np.float64)

    def split(self, scale: NDArray[np.float64]) -> Iterator[Contribution]:
        """Yield what each term adds up to, largest first, with examples: of cells that add to the gap, then of the others.

        Parameters
        ----------
        scale
            What an amount of one adds to the gap, per cell; 0 where a cell is on neither side.
        """
        import numpy as np

        own = scale[self._cells]
        added = (own * self._amounts).tolist()
        for_gap, against = (self._cut(np.flatnonzero(side)) for side in (own > 0, own < 0))
        sums = [
            (fsum(added[start:end]), term, more, less)
            for term, (start, end), more, less in zip(self.parts, pairwise(self._ends), for_gap, against, strict=True)
            if more or less
        ]
        for amount, term, more, less in sorted(sums, key=lambda each: (-abs(each[0]), each[1])):
            shown = [tuple(chain.from_iterable(self._examples[at] for at in side))[:EXAMPLES] for side in (more, less)]
            yield Contribution(term, amount, (*shown[0], *shown[1]))

    def _cut(self, chosen: NDArray[np.int64]) -> list[list[int]]:
        """Return for each term the first of its places that are chosen, as many as have examples enough."""
        import numpy as np

        ends, places = np.searchsorted(chosen, self._ends).tolist(), chosen.tolist()
        return [places[start : min(end, start + EXAMPLES)] for start, end in pairwise(ends)]


def gather_evidence(analysis: Scored, cells: Cells, key: Key) -> dict[str, Evidence]:
    """Return by target what a column's totals are made of; an amount counts for its target and for the column without target.

    Parameters
    ----------
    analysis
        Where the hits are.
    cells
        The cells, with the articles of each.
    key
        The column, for any target.
    """
    parts: dict[str, dict[str, Part]] = defaultdict(lambda: defaultdict(Part))
    for cell, articles in enumerate(cells.articles):
        for article in articles:
            hits = [hit for hit in analysis.hits.get(article, ()) if hit.measure == key.measure and hit.zone == "body"]
            for hit, amount in weigh(key.column, hits):
                for target in {"", hit.target}:
                    parts[target][hit.term].add(cell, amount, (article, hit))
    return {target: Evidence(dict(own)) for target, own in parts.items()}
