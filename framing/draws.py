"""A seed -> random weights, signs and labels for resampling, in blocks that memory holds; of few stories, all there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import exp, factorial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Floats = NDArray[np.float64]

CELLS = 4_000_000  # random numbers held at a time


def cut_draws(draws: int, n: int) -> Iterator[int]:
    """Yield how many draws of n numbers to make at a time."""
    size = max(1, CELLS // n)
    for start in range(0, draws, size):
        yield min(size, draws - start)


def draw_counts(n: int, seed: int | tuple[int, int], draws: int) -> Iterator[Floats]:
    """Yield Poisson numbers of mean 1: how many steps of their distribution a number of 16 bits has climbed."""
    import numpy as np

    chances = np.cumsum([exp(-1) / factorial(k) for k in range(9)])
    steps = np.rint(chances * (1 << 16)).astype(np.int64)
    steps = steps[steps < 1 << 16].astype(np.uint16)
    rng = np.random.default_rng(seed)
    for size in cut_draws(draws, n):
        bits = rng.integers(0, 1 << 16, size=(size, n), dtype=np.uint16)
        counts = np.zeros((size, n), dtype=np.uint8)
        for step in steps:
            counts += bits >= step
        yield counts.astype(np.float64)


def draw_rows(n: int, seed: int | tuple[int, int], draws: int) -> Iterator[csr_array]:
    """Yield resamples of n rows, one draw a row: how often each row is drawn, n in all."""
    import numpy as np

    rng = np.random.default_rng(seed)
    for size in cut_draws(draws, n):
        yield _mark(rng.integers(0, n, size=(size, n), dtype=np.int32), n)


def list_signs(n: int) -> Iterator[Floats]:
    """Yield all sign patterns whose first sign is plus: the others are their mirror images."""
    import numpy as np

    bits = np.arange(2 ** (n - 1))[:, None] >> np.arange(n)[None, :]
    yield np.where(bits[:, ::-1] & 1, -1.0, 1.0)


def draw_signs(n: int, seed: int, draws: int) -> Iterator[Floats]:
    """Yield random signs, one draw a row."""
    import numpy as np

    rng = np.random.default_rng(seed)
    for size in cut_draws(draws, n):
        bits = np.frombuffer(rng.bytes(size * -(-n // 8)), dtype=np.uint8).reshape(size, -1)
        signs = np.unpackbits(bits, axis=1, count=n).astype(np.float64)
        signs *= -2
        signs += 1
        yield signs


def list_splits(n: int, n_first: int) -> Iterator[Floats]:
    """Yield all ways to choose so many of n rows, as ones among zeros."""
    import numpy as np

    chosen = np.array(list(combinations(range(n), n_first)))
    splits = np.zeros((len(chosen), n))
    np.put_along_axis(splits, chosen, 1.0, axis=1)
    yield splits


def draw_splits(chosen: NDArray[np.bool_], strata: NDArray[np.int64], seed: int, draws: int) -> Iterator[csr_array]:
    """Yield random exchanges of rows within strata, as ones among zeros: of each stratum as many as are chosen of it."""
    import numpy as np

    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(strata == number) for number in np.unique(strata)]
    for size in cut_draws(draws, len(chosen)):
        parts = [rows[_choose(rng, size, len(rows), int(chosen[rows].sum()))] for rows in members]
        yield _mark(np.hstack(parts), len(chosen))


def _mark(places: NDArray[np.integer], n: int) -> csr_array:
    """Return a matrix of n columns that counts the places in each row; only these are stored."""
    import numpy as np
    from scipy.sparse import csr_array

    size, each = places.shape
    return csr_array((np.ones(places.size), places.ravel(), np.arange(size + 1) * each), shape=(size, n))


def _choose(rng: np.random.Generator, size: int, n: int, k: int) -> NDArray[np.int32]:
    """Choose k of n numbers, in so many draws: the first k places of a shuffle (Fisher and Yates), which needs no sort."""
    import numpy as np

    order = np.repeat(np.arange(n, dtype=np.int32), size)  # number by number, and of each number draw by draw
    places = np.arange(k)[:, None]
    others = places + (rng.random((k, size)) * (n - places)).astype(np.int64)
    others *= size
    others += np.arange(size)
    for place, other in enumerate(others):
        here = order[place * size : (place + 1) * size]
        taken = order[other]
        order[other] = here
        here[:] = taken
    return order[: k * size].reshape(k, size).T
