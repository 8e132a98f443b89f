"""A document -> its learned layers by linear weights, each part made when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, overload

from framing.linear.items import Items, Reader, read_items
from framing.linear.weights import SENTENCE_LAYERS, Weights, load_weights
from framing.model import Document, Mention, Polarity, Reading, Span

if TYPE_CHECKING:
    from framing.linear.terms import Terms

LAYERS = frozenset({"loaded sentences", "hedged sentences", "polarity"})
NOTHING_READ = Polarity(0.0, 1.0, 0.0)

T = TypeVar("T")


class _Lazy(Sequence[T]):
    """Parts that are made one at a time, when first asked for. What a part is never depends on when that is."""

    __slots__ = ("_parts",)

    def __init__(self, length: int) -> None:
        self._parts: list[T | None] = [None] * length

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, i: int) -> T: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[T]: ...
    def __getitem__(self, i: int | slice) -> T | Sequence[T]:
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(len(self._parts)))]
        part = self._parts[i]
        if part is None:
            part = self._parts[i] = self._make(i % len(self._parts))  # a negative index counts from the end
        return part

    def __iter__(self) -> Iterator[T]:
        return map(self.__getitem__, range(len(self._parts)))

    def _make(self, i: int) -> T:
        raise NotImplementedError


class LazyItems(_Lazy[Items]):
    """The words of each sentence as the weights know them; the layers share them."""

    __slots__ = ("_doc", "_reader")

    def __init__(self, doc: Document) -> None:
        super().__init__(len(doc.sentences))
        self._doc = doc
        self._reader: Reader | None = None

    def _make(self, i: int) -> Items:
        if self._reader is None:
            self._reader = Reader(self._doc)
        return self._reader.read(self._doc.sentences[i])


class LazyTerms:
    """The terms of all sentences that weigh anything, found once for the layers that share them."""

    __slots__ = ("_items", "_terms", "_weights")

    def __init__(self, items: Sequence[Items], weights: Weights | None = None) -> None:
        self._items = items
        self._weights = weights
        self._terms: Terms | None = None

    def __len__(self) -> int:
        return len(self._items)

    def read(self, layer: str) -> list[Reading]:
        """Return what a layer says of each sentence."""
        weights = self._weights or load_weights()
        items = list(self._items)
        if self._terms is None:
            self._terms = weights.terms.find([each.words for each in items])
        return weights.sentences.read(items, self._terms, layer)


class LazyReadings(Sequence[Reading]):
    """What one layer, "loaded" or "hedged", says of each sentence: all are read when one is first asked for."""

    __slots__ = ("_layer", "_readings", "_terms")

    def __init__(self, terms: LazyTerms, layer: str) -> None:
        self._terms = terms
        self._layer = layer
        self._readings: list[Reading] | None = None

    def __len__(self) -> int:
        return len(self._terms)

    @overload
    def __getitem__(self, i: int) -> Reading: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[Reading]: ...
    def __getitem__(self, i: int | slice) -> Reading | Sequence[Reading]:
        return self._all[i]

    def __iter__(self) -> Iterator[Reading]:
        return iter(self._all)

    @property
    def _all(self) -> list[Reading]:
        if self._readings is None:
            self._readings = self._terms.read(self._layer)
        return self._readings


class LazyPolarities(_Lazy[Polarity]):
    """What is said of each mention, pronouns and all, in the sentence where it begins."""

    __slots__ = ("_doc", "_items", "_mentions", "_weights")

    def __init__(
        self, doc: Document, items: Sequence[Items], mentions: Sequence[Mention], weights: Weights | None = None
    ) -> None:
        super().__init__(len(mentions))
        self._doc = doc
        self._items = items
        self._mentions = mentions
        self._weights = weights

    def _make(self, i: int) -> Polarity:
        span = self._mentions[i].span
        return (self._weights or load_weights()).target.read(self._items[self._doc.sentence_at(span.start)], span)


def read_layers(
    doc: Document, mentions: Sequence[Mention], weights: Weights | None = None
) -> tuple[dict[str, Sequence[Reading]], Sequence[Polarity]]:
    """Return a document's readings by layer, and the polarity of each mention; nothing of them is made yet.

    Parameters
    ----------
    doc
        The document, with sentences.
    mentions
        The targets, in the order of the polarities.
    weights
        By default those that ship, read when the first reading is asked for.
    """
    items = LazyItems(doc)
    terms = LazyTerms(items, weights)
    readings: dict[str, Sequence[Reading]] = {layer: LazyReadings(terms, layer) for layer in SENTENCE_LAYERS}
    return readings, LazyPolarities(doc, items, mentions, weights)


def toward(doc: Document, start: int, end: int, weights: Weights | None = None) -> Polarity:
    """Return what is said of the target at ``text[start:end]`` of a document, in the sentence where it begins.

    Where no token stands there, nothing is said: neutral.
    """
    inside = [i for i, token in enumerate(doc.tokens) if token.start < end and token.end > start]
    if not inside:
        return NOTHING_READ
    sentence = doc.sentences[doc.sentence_at(inside[0])]
    return (weights or load_weights()).target.read(read_items(doc, sentence), Span(inside[0], inside[-1] + 1))
