"""A text -> a bare `Document`: tokens, sentences, paragraphs, and tags that are made when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import overload

from framing.matcher import find_positions
from framing.model import Article, Document, Span
from framing.segmentation import cut, make_tokens, split_paragraphs, split_sentences
from framing.tagging import load_tagger


class LazyTags(Sequence[str]):
    """Penn tags of a text's tokens, made a sentence at a time when one is first asked for.

    Tagging costs more than everything else together, and most sentences hold no decision that needs a tag. What a tag is
    never depends on when it is asked for.
    """

    __slots__ = ("_sentences", "_tags", "_words")

    def __init__(self, words: Sequence[str], sentences: Sequence[Span]) -> None:
        self._words = words
        self._sentences = sentences
        self._tags: list[str] = [""] * len(words)

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[str]: ...
    def __getitem__(self, i: int | slice) -> str | Sequence[str]:
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(len(self._words)))]
        tag = self._tags[i]
        if not tag:
            i %= len(self._words)  # a negative index counts from the end
            start, end = self._sentences[bisect_right(self._sentences, (i, len(self._words) + 1)) - 1]
            self._tags[start:end] = load_tagger().tag(self._words[start:end])
            tag = self._tags[i]
        return tag


_EDGES = frozenset([",", ".", ";", ":", "-", "\u2013", "\u2014", "(", ")"])


def segment(text: str, article: Article | None = None, zone: str = "body") -> Document:
    """Return a document with tokens, sentences and paragraphs, and no other layer."""
    texts, starts, ends, norms, words = cut(text)
    tokens = make_tokens(texts, starts, ends, norms, words)
    paragraphs = split_paragraphs(text, tokens)
    sentences = split_sentences(tokens, paragraphs)
    sentence_of: list[int] = []
    for index, span in enumerate(sentences):
        sentence_of += [index] * (span.end - span.start)
    return Document(
        article=article or Article(id="", text=text),
        text=text,
        tokens=tokens,
        sentences=sentences,
        paragraphs=paragraphs,
        norms=tuple(norms),
        positions=find_positions(norms),
        sentence_of=sentence_of,
        tags=LazyTags(texts, sentences),
        layers=frozenset({"sentences", "tags"}),
        zone=zone,
    )


def trim(doc: Document, start: int, end: int) -> Span | None:
    """Return a span without the commas, dashes and stops at its edges, or None where nothing is left."""
    while start < end and doc.norms[start] in _EDGES:
        start += 1
    while end > start and doc.norms[end - 1] in _EDGES:
        end -= 1
    lettered = any(doc.norms[i][0].isalnum() for i in range(start, end))
    return Span(start, end) if lettered else None
