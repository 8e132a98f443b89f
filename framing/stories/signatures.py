"""An article -> its signature: what grouping needs of its wording, small enough to be stored beside its scores.

A signature holds the words of an article in alphabetical order with how often they occur, numbers for its sequences of
words, and the few characters around what may credit somebody. It is not the text, but much can be told from it.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from framing.errors import ReadError
from framing.model import Article
from framing.segmentation import fold, tokenize
from framing.stories.credits import cut_stretches
from framing.tokens import Tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

OPENING = 180  # characters kept of a text without a title, to name its story by
QUOTED = re.compile(r'"[^"\n]*"')  # over folded text; who quotes the same speaker need not follow the other
_OPENS_SENTENCE = frozenset(".?!:;\"'([…-–—")
_VERSION = 1
_HEAD = struct.Struct("<BIIIII")  # version; bytes packed; forms, threes, fives; characters
_PRIME = 1_099_511_628_211  # mixes the words of a sequence into one number
_BITS, _LOW = 24, 16  # of such a number: two texts of 500 sequences share one by chance once in 70 pairs


class Form(NamedTuple):
    """A word as it is written: how often in the body, in title and deck, and with a capital within a sentence."""

    text: str
    in_body: int
    in_headings: int
    as_name: int


class Signature(Protocol):
    """What grouping needs of an article beside its metadata."""

    @property
    def n_characters(self) -> int:
        """How long the text is."""
        ...

    @property
    def opening(self) -> str:
        """How the text begins, "" where the article has a title."""
        ...

    @property
    def forms(self) -> tuple[Form, ...]:
        """Its words, in alphabetical order."""
        ...

    @property
    def threes(self) -> Numbers:
        """Numbers of the distinct sequences of three words that no punctuation or quotation interrupts, in rising order."""
        ...

    @property
    def fives(self) -> Numbers:
        """Numbers of those of five words."""
        ...

    @property
    def stretches(self) -> tuple[tuple[int, str], ...]:
        """Where a credit can stand in the text, with the character each stretch begins at."""
        ...


Signer = Callable[[Article], Signature]


class _Written:
    """The signature of a text at hand; each part is made when it is first asked for."""

    def __init__(self, article: Article, tokens: Tokens | None) -> None:
        self.n_characters = len(article.text)
        self.opening = "" if article.title.strip() else article.text[:OPENING]
        self._article = article
        self._tokens = tokenize(article.text) if tokens is None else tokens

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        return tuple(map(Form._make, zip(*self.columns, strict=True)))

    @cached_property
    def columns(self) -> tuple[list[str], list[int], list[int], list[int]]:
        """Return the forms by field."""
        return _count_forms(self._article, self._tokens)

    @cached_property
    def threes(self) -> Numbers:
        return self._runs[0]

    @cached_property
    def fives(self) -> Numbers:
        return self._runs[1]

    @cached_property
    def _runs(self) -> tuple[Numbers, Numbers]:
        return _number_runs(self._article.text, self._tokens)

    @cached_property
    def stretches(self) -> tuple[tuple[int, str], ...]:
        return tuple(cut_stretches(self._article.text))


@dataclass(frozen=True, slots=True, eq=False)
class _Unpacked:
    n_characters: int
    opening: str
    forms: tuple[Form, ...]
    threes: Numbers
    fives: Numbers
    stretches: tuple[tuple[int, str], ...]


def sign(article: Article, tokens: Tokens | None = None) -> Signature:
    """Return the signature of an article.

    Parameters
    ----------
    article
        The article.
    tokens
        The tokens of its text, where they are at hand.
    """
    return _Written(article, tokens)


def _count_forms(article: Article, body: Tokens) -> tuple[list[str], list[int], list[int], list[int]]:
    """Return the words of an article, and how often each is in the fields of `Form`; short ones only with a capital."""
    headings = tokenize(f"{article.title}\n{article.deck}")
    norms = {**dict(zip(body.texts, body.norms, strict=True)), **dict(zip(headings.texts, headings.norms, strict=True))}
    kept = sorted([text for text, norm in norms.items() if norm[0].isalnum() and (len(norm) > 2 or text[0].isupper())])
    names = _capitals(article.text, body, {text for text in kept if not text[0].islower()})
    return kept, _count(body.texts, kept), _count(headings.texts, kept), _count(names, kept)


def _count(texts: Iterable[str], forms: Sequence[str]) -> list[int]:
    found = Counter(texts)
    return [found.get(form, 0) for form in forms]


def _capitals(text: str, tokens: Tokens, wanted: set[str]) -> Iterator[str]:
    """Yield the wanted tokens that open neither a sentence nor a line."""
    norms, starts, ends = tokens.norms, tokens.starts, tokens.ends
    for i, form in enumerate(tokens.texts):
        if form in wanted and i and norms[i - 1] not in _OPENS_SENTENCE and "\n" not in text[ends[i - 1] : starts[i]]:
            yield form


def is_word(norm: str) -> bool:
    """Tell whether a token goes on with a sequence of words, which punctuation interrupts."""
    return norm[0].isalnum() or norm[0] == "'"


def _number_runs(text: str, tokens: Tokens) -> tuple[Numbers, Numbers]:
    """Return the numbers of the sequences of three and of five words outside of quotations."""
    import numpy as np

    # What is no word has the number 0, which of the words one in four thousand million has.
    norms = set(tokens.norms)
    numbers = {norm: zlib.crc32(norm.encode("utf-8", "replace")) if is_word(norm) else 0 for norm in norms}
    words = np.array(list(map(numbers.__getitem__, tokens.norms)), dtype=np.uint64)
    counted = words > 0
    quoted = [found.span() for found in QUOTED.finditer(fold(text))]
    for first, end in np.searchsorted(tokens.starts, quoted).tolist() if quoted else ():
        counted[first:end] = False
    until = np.concatenate([[0], np.cumsum(counted)])
    threes, fives = (_mix(words, until, n) for n in (3, 5))
    return threes, fives


def _mix(words: NDArray[np.uint64], until: NDArray[np.int64], n: int) -> Numbers:
    import numpy as np

    n_runs = max(0, len(words) - n + 1)
    mixed = np.zeros(n_runs, dtype=np.uint64)
    for place in range(n):
        mixed = (mixed ^ words[place : place + n_runs]) * np.uint64(_PRIME)
    whole = until[n : n + n_runs] - until[:n_runs] == n
    return np.unique((mixed[whole] >> np.uint64(64 - _BITS)).astype(np.uint32))


def pack(article: Article, tokens: Tokens | None = None) -> bytes:
    """Return the signature of an article as bytes: about 4 kB for an article of 900 words. See `sign`."""
    import numpy as np

    found = _Written(article, tokens)
    texts, *fields = found.columns
    forms = "\n".join(texts)
    counts = np.array(fields, dtype="<u4")
    runs = np.concatenate([found.threes, found.fives])
    parts = (
        json.dumps([found.opening, found.stretches, forms], ensure_ascii=False).encode("utf-8", "surrogatepass"),
        counts.tobytes(),
        (runs >> _LOW).astype(np.uint8).tobytes(),
    )
    packed = zlib.compress(struct.pack("<I", len(parts[0])) + b"".join(parts), 6)
    head = _HEAD.pack(_VERSION, len(packed), len(texts), len(found.threes), len(found.fives), found.n_characters)
    return head + packed + (runs & ((1 << _LOW) - 1)).astype("<u2").tobytes()  # the lower bits are random: nothing packs them


def unpack(data: bytes) -> Signature:
    """Return the signature that `pack` made bytes of.

    Raises
    ------
    ReadError
        If they are no signature, or one of another version.
    """
    import numpy as np

    try:
        version, n_packed, n_forms, n_threes, n_fives, n_characters = _HEAD.unpack_from(data)
        if version != _VERSION:
            raise ReadError(f"a signature has version {version}; this framing reads {_VERSION}. Score the articles again.")
        plain = zlib.decompress(data[_HEAD.size : _HEAD.size + n_packed])
        (n_text,) = struct.unpack_from("<I", plain)
        opening, stretches, forms = json.loads(plain[4 : 4 + n_text].decode("utf-8", "surrogatepass"))
        texts = forms.split("\n") if n_forms else []
        counts = np.frombuffer(plain, "<u4", 3 * n_forms, 4 + n_text).reshape(3, n_forms)
        high = np.frombuffer(plain, np.uint8, n_threes + n_fives, 4 + n_text + counts.nbytes).astype(np.uint32)
        runs = (high << _LOW) | np.frombuffer(data, "<u2", n_threes + n_fives, _HEAD.size + n_packed)
    except (struct.error, zlib.error, ValueError) as error:
        raise ReadError(f"a signature is damaged ({error}). Score the articles again.") from error
    return _Unpacked(
        n_characters=n_characters,
        opening=opening,
        forms=tuple(map(Form._make, zip(texts, *counts.tolist(), strict=True))),
        threes=runs[:n_threes],
        fives=runs[n_threes:],
        stretches=tuple((at, text) for at, text in stretches),
    )


def read_signer(signatures: Mapping[str, bytes]) -> Signer:
    """Return what looks up the signature of an article among stored ones, by its id; an empty one where none is stored."""
    empty = pack(Article("", "", title="-"))
    return lambda article: unpack(signatures.get(article.id, empty))
