"""Spans of a document -> hits: the same quotation, voice, sentence and speaker for every measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.model import Document, Hit, Span, Unit

PER_1000_WORDS = Unit("per 1,000 words", 1000)
SENTENCE_SHARE = Unit("% of sentences", 100)


class Described:
    """Gives a measure its documentation from its docstring."""

    @property
    def about(self) -> str:
        """The definition, formula, reading, limits and references."""
        return type(self).__doc__ or ""


def hit(doc: Document, span: Span, measure: str, term: str, category: str, **fields: Any) -> Hit:
    """Return a hit over a run of tokens, with its voice, its sentence and, where others speak, its speaker."""
    start, end = doc.chars(span)
    voice = doc.voices[span.start]
    return Hit(
        start=start,
        end=end,
        measure=measure,
        term=term,
        category=category,
        voice=voice,
        zone=doc.zone,
        sentence=doc.sentence_at(span.start),
        text=doc.text[start:end],
        **{"source": speaker(doc, span) if voice != "own" else "", **fields},
    )


def speaker(doc: Document, span: Span) -> str:
    """Return who speaks at a span: the source of the innermost attribution whose content holds it."""
    name, size = "", len(doc.tokens) + 1
    for attribution in doc.attributions:
        if attribution.kind == "cognition":
            continue
        for content in attribution.contents:
            if content.start <= span.start < content.end and content.end - content.start < size:
                size = content.end - content.start
                name = attribution.source.entity
    return name


def word_bases(doc: Document) -> dict[tuple[str, str, str], float]:
    """Return the words of each voice, and of all, as bases."""
    bases: dict[tuple[str, str, str], float] = {("words", voice, ""): count for voice, count in doc.words.items()}
    bases["all words", "", ""] = sum(doc.words.values())
    return bases


def sentence_base(doc: Document) -> dict[tuple[str, str, str], float]:
    """Return the number of sentences, list items left out (D-9)."""
    return {("sentences", "", ""): len(doc.sentences) - len(doc.list_items)}


def lexicon_bases(doc: Document) -> Mapping[tuple[str, str, str], float]:
    """Return the bases every lexicon measure has: words by voice, sentences, the article."""
    return {**word_bases(doc), **sentence_base(doc), ("article", "", ""): 1}
