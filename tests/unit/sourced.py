"""Spans of sources in invented texts, given to the resolver in the order in which they stand."""

from __future__ import annotations

from framing.attributions.marked import core_of
from framing.attributions.sources import SourceResolver
from framing.documents import segment
from framing.lexicon import shipped_lexicon
from framing.model import Document, Source, Span


def span_of(doc: Document, words: str, after: int = 0) -> Span:
    """Return the tokens of the first place of some words at or after a token."""
    at = doc.text.index(words, doc.tokens[after].start if after else 0)
    inside = [i for i, token in enumerate(doc.tokens) if token.start < at + len(words) and token.end > at]
    return Span(inside[0], inside[-1] + 1)


def resolve(text: str, *sources: str) -> list[Source]:
    """Return what the resolver makes of each source; each is looked for after the one before."""
    doc = segment(text)
    resolver = SourceResolver(doc, shipped_lexicon("sources"))
    found, after = [], 0
    for words in sources:
        span = span_of(doc, words, after)
        core, extent = core_of(doc, span)
        found.append(resolver.resolve(core, extent))
        after = span.end
    return found


def said(*sources: str) -> list[Source]:
    """Return what the resolver makes of sources that each say something in a sentence of their own."""
    return resolve(" ".join(f"{source} said the pier was wet." for source in sources), *sources)


def one(source: str) -> Source:
    return said(source)[0]
