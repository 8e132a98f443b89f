"""A text -> a bare `Document`: tokens, sentences, paragraphs, and tags that are made when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import overload

from framing.matcher import find_positions
from framing.model import Article, Document, Span
from framing.segmentation import split_paragraphs, split_sentences, tokenize


class LazyTags(Sequence[str]):
    """Penn tags of a text's tokens, made when one is first asked for: of many texts none ever is."""

    __slots__ = ("_sentences", "_tags", "_words")

    def __init__(self, words: Sequence[str], sentences: Sequence[Span]) -> None:
        self._words = words
        self._sentences = sentences
        self._tags: list[str] | None = None

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[str]: ...
    def __getitem__(self, i: int | slice) -> str | Sequence[str]:
        if self._tags is None:
            from framing.tagging import load_tagger

            self._take(load_tagger().tag_words(*self._read()))
        tags: list[str] = self._tags  # type: ignore[assignment]
        return tags[i]

    def _read(self) -> tuple[Sequence[str], list[int]]:
        """Return the words that the tagger reads, and how many of them each sentence has."""
        return self._words, [end - start for start, end in self._sentences]

    def _take(self, tags: list[str]) -> None:
        """Take the tags of the words that the tagger read."""
        self._tags = tags


def tag_together(docs: Iterable[Document]) -> None:
    """Make the tags of some documents in one reading, which gives them the tags they get one by one."""
    from framing.tagging import load_tagger

    waiting = [doc.tags for doc in docs if isinstance(doc.tags, LazyTags) and doc.tags._tags is None]
    read: list[str] = []
    lengths: list[int] = []
    ends = []
    for tags in waiting:
        words, own = tags._read()
        read += words
        lengths += own
        ends.append(len(read))
    found = load_tagger().tag_words(read, lengths)
    for tags, (start, end) in zip(waiting, pairwise([0, *ends]), strict=True):
        tags._take(found[start:end])


_EDGES = frozenset([",", ".", ";", ":", "-", "\u2013", "\u2014", "(", ")"])


def segment(text: str, article: Article | None = None, zone: str = "body") -> Document:
    """Return a document with tokens, sentences and paragraphs, and no other layer."""
    tokens = tokenize(text)
    paragraphs = split_paragraphs(text, tokens)
    positions = find_positions(tokens.norms)
    sentences = split_sentences(tokens, paragraphs, positions)
    sentence_of: list[int] = []
    for index, span in enumerate(sentences):
        sentence_of += [index] * (span.end - span.start)
    return Document(
        article=article or Article(id="", text=text),
        text=text,
        tokens=tokens,
        sentences=sentences,
        paragraphs=paragraphs,
        norms=tuple(tokens.norms),
        positions=positions,
        sentence_of=sentence_of,
        tags=LazyTags(tokens.texts, sentences),
        layers=frozenset({"sentences", "tags"}),
        zone=zone,
    )


def trim(doc: Document, start: int, end: int) -> Span | None:
    """Return a span without the commas, dashes and stops at its edges, or None where nothing is left."""
    norms = doc.norms
    while start < end and norms[start] in _EDGES:
        start += 1
    while end > start and norms[end - 1] in _EDGES:
        end -= 1
    for i in range(start, end):
        if norms[i][0].isalnum():
            return Span(start, end)
    return None
