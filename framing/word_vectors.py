"""Words -> how alike they are used: short vectors, made from a sentence encoder and shipped with the package.

"Demonstrators" stands near "protesters", and so does "attorney" near "lawyer": what one version rewords, another can still
be found by. Opposites stand near each other too ("accept", "reject"), so likeness never says that two texts agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from framing.errors import AnnotationError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FILE = Path(__file__).with_name("weights") / "word_vectors.npz"


@dataclass(frozen=True, slots=True)
class WordVectors:
    """A vector of length 1 for each word known, in small letters; ``rows`` says where each word's stands."""

    rows: Mapping[str, int]
    vectors: Any
    fingerprint: str = ""

    def __contains__(self, word: str) -> bool:
        """Tell whether a word has a vector."""
        return word in self.rows

    def of(self, words: Sequence[str]) -> Floats:
        """Return the vectors of words, one row each; a row of zeros for a word that is not known."""
        import numpy as np

        found = np.zeros((len(words), self.vectors.shape[1]), dtype=np.float32)
        known = [(place, self.rows[word]) for place, word in enumerate(words) if word in self.rows]
        if known:
            places, rows = map(list, zip(*known, strict=True))
            chosen = self.vectors[rows].astype(np.float32)
            found[places] = chosen / np.linalg.norm(chosen, axis=1, keepdims=True)
        return found

    def likeness(self, first: Sequence[str], second: Sequence[str]) -> Floats:
        """Return the cosines of every two words of two lists, a row for each of the first; 0 where one is not known."""
        import numpy as np

        return np.asarray(self.of(first) @ self.of(second).T)


def read_word_vectors(path: Path = FILE) -> WordVectors:
    """Return the vectors of a file.

    Raises
    ------
    AnnotationError
        Where the file is missing or is not such a file.
    """
    import numpy as np

    try:
        content = path.read_bytes()
        with np.load(BytesIO(content), allow_pickle=False) as data:
            words, vectors = data["words"].tobytes().decode("utf-8").split("\n"), data["vectors"]
        if vectors.ndim != 2 or len(words) != len(vectors):
            raise ValueError(f"{len(words)} words and vectors of shape {vectors.shape}")
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise AnnotationError(
            f"{path}: holds no word vectors ({type(error).__name__}: {error}). Expected the file that "
            "python -m framing.training.word_vectors writes; reinstall the package or make it again."
        ) from error
    return WordVectors({word: row for row, word in enumerate(words)}, vectors, hashlib.sha256(content).hexdigest()[:12])


@cache
def load_word_vectors() -> WordVectors:
    """Return the vectors that ship, read once."""
    return read_word_vectors()
