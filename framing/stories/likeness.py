"""Articles -> weighted terms, and the pairs of articles that may tell the same event with how alike they are."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.model import Article
from framing.segmentation import fold
from framing.stories.signatures import Form, Signer, sign

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The constants below were tuned together on half of the topics of ECB+ (every second topic, whole and in samples of 4 to
# 30 texts, because users bring few articles more often than many); no text of that set is part of the package.
NAME_WEIGHT = 2.0  # who and where separate two events of one topic better than what
BACKGROUND = 100  # imagined texts without any of the terms: keeps shared terms rare where the corpus is small
LONG_TEXT = 80  # distinct terms in the shorter text from which on length alone makes two texts alike
LENGTH_DISCOUNT = 0.25  # the power of that discount
# Looked at on 1,400 dated political articles of eight years, most of them on an event of their own: without a date, an
# article there may belong to any of a thousand days, so a pair needs to be more alike than within a window.
UNDATED_DISCOUNT, LONG_SPAN = 0.8, 10  # applied where the dates known lie more than this many windows apart
# Not tuned: those texts have no titles.
TITLE_COUNT = 2  # a word of the title counts as often
# These bound the work, so that it grows with the number of articles and not with its square.
KEYS = 40  # heaviest terms by which an article is looked up
POSTINGS = 200  # a term in more articles than this looks nothing up
BLOCK = 1000  # articles compared at a time


class TermReader:
    """Read the terms of articles: stems without function words, numbers, and which of them are names here.

    Stems are remembered for as long as the reader lives; `form` shows a stem as it stood in the texts.
    """

    def __init__(self) -> None:
        from nltk.stem.snowball import EnglishStemmer
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        self._stemmer = EnglishStemmer()
        self._stop = ENGLISH_STOP_WORDS
        self._stems: dict[str, str] = {}
        self._forms: dict[str, Counter[str]] = {}
        self._terms: dict[str, str] = {}

    def read(self, forms: Iterable[Form]) -> tuple[Counter[str], frozenset[str]]:
        """Count the terms of an article's words, and tell which of them its body writes with a capital within sentences."""
        counts: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        for form in forms:
            if term := self._term(form.text):
                counts[term] += form.in_body + TITLE_COUNT * form.in_headings
                capital[term] += form.as_name - (form.in_body if form.text[0].islower() else 0)
                self._forms[term][form.text] += form.in_body + form.in_headings
        return counts, frozenset(term for term, n in capital.items() if n > 0)

    def _term(self, text: str) -> str:
        """Return the term a word form stands for; "" where it is a function word, a mark, or short and small."""
        term = self._terms.get(text)
        if term is None:
            norm = fold(text)
            kept = norm[0].isalnum() and norm not in self._stop and (len(norm) > 2 or text[0].isupper())
            term = self._terms[text] = (self._stems.get(norm) or self._stem(norm)) if kept else ""
        return term

    def form(self, term: str) -> str:
        """Return the commonest wording of a term; ties go to the first in the alphabet."""
        forms = self._forms.get(term, {term: 1})
        return min(forms, key=lambda form: (-forms[form], form))

    def _stem(self, norm: str) -> str:
        term = self._stems[norm] = str(self._stemmer.stem(norm))
        self._forms.setdefault(term, Counter())
        return term


@dataclass(frozen=True, slots=True)
class TermMatrix:
    """Articles as unit vectors of weighted terms, one sparse row an article: all terms, the names, and the others."""

    rows: Any
    names: Any
    others: Any
    terms: tuple[str, ...]
    n_articles_with: NDArray[np.int64]


def weigh_terms(articles: Sequence[Article], reader: TermReader, signer: Signer = sign) -> TermMatrix:
    """Weigh the terms of articles: rarer terms, names and words of the title weigh more, repetition less and less."""
    import numpy as np

    columns: dict[str, int] = {}
    places, numbers, named = array("q"), array("q"), array("b")  # column, count, a name here: millions of each
    lengths = []
    for article in articles:
        counts, names = reader.read(signer(article).forms)
        places.extend(columns.setdefault(term, len(columns)) for term in counts)
        numbers.extend(counts.values())
        named.extend(term in names for term in counts)
        lengths.append(len(counts))
    column, count = np.frombuffer(places, dtype=np.int64), np.frombuffer(numbers, dtype=np.int64)
    is_name = np.frombuffer(named, dtype=np.bool_)
    articles_with = np.bincount(column, minlength=len(columns))
    weights = (1 + np.log(count)) * np.log((1 + len(articles) + BACKGROUND) / (1 + articles_with))[column]
    place = (np.repeat(np.arange(len(articles)), lengths), column)
    shape = (len(articles), max(1, len(columns)))
    rows = _unit_rows(np.where(is_name, NAME_WEIGHT * weights, weights), place, shape)
    names = _unit_rows(np.where(is_name, weights, 0.0), place, shape)
    others = _unit_rows(np.where(is_name, 0.0, weights), place, shape)
    return TermMatrix(rows, names, others, tuple(columns), articles_with)


def _unit_rows(weights: NDArray[np.float64], place: tuple[Any, Any], shape: tuple[int, int]) -> Any:
    """Return a sparse matrix whose rows have length 1, or 0 where a row is empty."""
    import numpy as np
    from scipy.sparse import csr_matrix

    norms = np.sqrt(np.bincount(place[0], weights**2, minlength=shape[0]))
    kept = weights > 0
    row = place[0][kept]
    return csr_matrix((weights[kept] / norms[row], (row, place[1][kept])), shape=shape)


def pair_articles(articles: Sequence[Article], matrix: TermMatrix, window_hours: float) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of articles that share rare terms and may lie in one time window, with how alike they are, 0 to 1.

    Alike means: in all terms, and in names and other words both, because one event has its actors and what they did.
    An article without a date may pair with any.
    """
    import numpy as np

    days = np.array([article.date.toordinal() if article.date else 0 for article in articles])
    dated = days[days > 0]
    long_span = len(dated) > 0 and (dated.max() - dated.min()) * 24 > LONG_SPAN * window_hours
    for first, second in _candidates(matrix):
        undated = (days[first] == 0) | (days[second] == 0)
        near = undated | (np.abs(days[first] - days[second]) * 24 <= window_hours)
        alike = _compare(matrix, first[near], second[near]) * np.where(undated[near] & long_span, UNDATED_DISCOUNT, 1.0)
        yield from zip(first[near].tolist(), second[near].tolist(), alike.tolist(), strict=True)


def _compare(matrix: TermMatrix, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float64]:
    import numpy as np

    whole, names, others = (
        np.asarray(rows[first].multiply(rows[second]).sum(axis=1)).ravel()
        for rows in (matrix.rows, matrix.names, matrix.others)
    )
    n_terms = np.diff(matrix.rows.indptr)
    shorter = np.maximum(np.minimum(n_terms[first], n_terms[second]), 1)
    alike = (whole + np.sqrt(names * others)) / 2 * np.minimum(1.0, LONG_TEXT / shorter) ** LENGTH_DISCOUNT
    return np.asarray(alike)


def _candidates(matrix: TermMatrix) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield, block by block, the pairs of rows that share at least two of their heaviest rarer terms."""
    import numpy as np

    keys = _keys(matrix)
    for start in range(0, keys.shape[0], BLOCK):
        shared = (keys[start : start + BLOCK] @ keys.T).tocoo()
        first = shared.row.astype(np.int64) + start
        chosen = (shared.data >= 2) & (first < shared.col)
        yield first[chosen], shared.col[chosen].astype(np.int64)


def _keys(matrix: TermMatrix) -> Any:
    """Return which terms each article is looked up by: a sparse matrix of ones, an inverted index once transposed."""
    import numpy as np
    from scipy.sparse import csr_matrix

    rows = matrix.rows
    n_with = matrix.n_articles_with[rows.indices]
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    useful = np.flatnonzero((n_with > 1) & (n_with <= POSTINGS))
    order = useful[np.lexsort((rows.indices[useful], -rows.data[useful], row[useful]))]
    place = np.arange(len(order)) - np.searchsorted(row[order], row[order])
    kept = order[place < KEYS]
    return csr_matrix((np.ones(len(kept), dtype=np.int32), (row[kept], rows.indices[kept])), shape=rows.shape)
