"""Articles and seed words -> words used in the same surroundings: vectors of the user's own articles, by cosine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.suggestions.words import BREAK, Corpus, Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

WINDOW = 4  # words on either side, within a sentence
DIMENSIONS = 100
SMOOTHING = 0.75  # lifts rare surroundings, which PMI overrates (Levy, Goldberg & Dagan 2015)
FEWEST_WORDS = 50  # with fewer different words in the articles, surroundings tell nothing
MOST_WORDS = 20_000
PER_SEED = 15
CLOSE = 0.4  # cosine; looked at on articles on one topic: below, neighbors of one seed have no common theme


def find_neighbors(corpus: Corpus, seeds: Sequence[Term], floor: int, seed: int) -> dict[Term, tuple[float, str]]:
    """Return the words nearest to the seeds, with their cosine and the seed they are nearest to.

    A word is the row of its counts of words within four places, weighed by positive pointwise mutual information and
    reduced to a hundred dimensions. A seed of several words is the mean of theirs.

    Parameters
    ----------
    corpus
        The articles as words.
    seeds
        Words to start from; those with fewer uses than the floor are passed over.
    floor
        Words with fewer uses have no vector.
    seed
        Of the decomposition's random start.

    Returns
    -------
    dict
        Empty where fewer than fifty words, or no seed, can have a vector.
    """
    import numpy as np
    from sklearn.neighbors import NearestNeighbors

    stream = np.concatenate([*corpus.texts, np.array([BREAK])])
    chosen = _choose_words(corpus, stream, floor)
    row = {corpus.words[number]: place for place, number in enumerate(chosen)}
    known = [(term, [row[word] for word in term if word in row]) for term in seeds]
    known = [(term, rows) for term, rows in known if rows and len(rows) == len(term)]
    if len(chosen) < FEWEST_WORDS or not known:
        return {}
    vectors = _embed(_weigh(_count_pairs(stream, chosen, len(corpus.words))), seed)
    searched = np.array([vectors[rows].mean(axis=0) for _, rows in known])
    index = NearestNeighbors(n_neighbors=min(len(chosen), PER_SEED + 1), metric="cosine", algorithm="brute").fit(vectors)
    distances, places = index.kneighbors(searched)
    found: dict[Term, tuple[float, str]] = {}
    for (term, rows), near, which in zip(known, 1 - distances, places, strict=True):
        for cosine, place in zip(near.tolist(), which.tolist(), strict=True):
            word = (corpus.words[chosen[place]],)
            if place not in rows and cosine >= max(CLOSE, found.get(word, (0.0, ""))[0]):
                found[word] = (cosine, " ".join(term))
    return found


def _choose_words(corpus: Corpus, stream: Ints, floor: int) -> list[int]:
    """Return the content words with enough uses, the most used first; ties by the alphabet."""
    import numpy as np

    uses = np.bincount(stream[stream != BREAK], minlength=len(corpus.words))
    numbers = np.flatnonzero((uses >= floor) & corpus.content).tolist()
    return sorted(numbers, key=lambda number: (-uses[number], corpus.words[number]))[:MOST_WORDS]


def _count_pairs(stream: Ints, chosen: Sequence[int], n_words: int) -> Any:
    """Count how often each two of the chosen words stand near each other in a sentence: a sparse symmetric matrix."""
    import numpy as np
    from scipy.sparse import coo_matrix

    place = np.full(n_words + 1, -1, dtype=np.int64)  # the last one is BREAK's
    place[np.asarray(chosen)] = np.arange(len(chosen))
    columns, sentence = place[stream], np.cumsum(stream == BREAK)
    shape = (len(chosen), len(chosen))
    total = coo_matrix(shape, dtype=np.float64).tocsr()
    for distance in range(1, WINDOW + 1):
        first, second = columns[:-distance], columns[distance:]
        both = (first >= 0) & (second >= 0) & (sentence[:-distance] == sentence[distance:])
        ones = np.ones(int(both.sum()))
        total = total + coo_matrix((ones, (first[both], second[both])), shape=shape).tocsr()
    return total + total.T


def _weigh(counts: Any) -> Any:
    """Return positive pointwise mutual information, the surroundings' share smoothed."""
    import numpy as np

    counts = counts.tocoo()
    rows = np.asarray(counts.sum(axis=1)).ravel()
    smoothed = rows**SMOOTHING
    expected = rows[counts.row] * smoothed[counts.col] / max(smoothed.sum(), 1.0)
    counts.data = np.maximum(0.0, np.log(counts.data / expected))
    return counts.tocsr()


def _embed(weights: Any, seed: int) -> Floats:
    """Reduce rows to few dimensions and to length 1; a row of nothing stays nothing."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD

    n_dimensions = min(DIMENSIONS, weights.shape[0] - 1)
    vectors = TruncatedSVD(n_components=n_dimensions, random_state=seed).fit_transform(weights)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-9))
