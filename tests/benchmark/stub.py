"""An annotator that says what a test wants it to say: layers by single words, so that figures can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from framing.documents import segment
from framing.model import Article, Attribution, Document, Mark, Polarity, Reading, Source, Span

LAYERS = frozenset({"attributions", "loaded words", "hedge cues", "loaded sentences", "hedged sentences", "polarity"})
NEUTRAL = Polarity(0.1, 0.8, 0.1)


@dataclass
class Stub:
    """``words[layer]`` maps words to their confidence: marks by "loaded" and "hedge", readings by "loaded sentence" and
    "hedged sentence" (marked from one half on), cues by "cue"; ``toward`` gives the polarity.
    """

    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    toward: Callable[[str, int, int], Polarity] = lambda text, start, end: NEUTRAL
    name: str = "stub"
    layers: frozenset[str] = LAYERS
    asked: list[str] = field(default_factory=list)

    def annotate(self, article: Article) -> Document:
        self.asked.append(article.text)
        doc = segment(article.text, article)
        return replace(
            doc,
            marks={layer: tuple(self._marks(doc, layer)) for layer in ("loaded", "hedge")},
            readings={layer: [self._read(doc, span, layer) for span in doc.sentences] for layer in ("loaded", "hedged")},
            attributions=tuple(_attribution(doc, mark) for mark in self._marks(doc, "cue")),
            layers=self.layers,
        )

    def polarity_of(self, text: str, start: int, end: int) -> Polarity:
        return self.toward(text, start, end)

    def _marks(self, doc: Document, layer: str) -> list[Mark]:
        words = self.words.get(layer, {})
        return [Mark(Span(i, i + 1), words[norm]) for i, norm in enumerate(doc.norms) if norm in words]

    def _read(self, doc: Document, span: Span, layer: str) -> Reading:
        words = self.words.get(f"{layer} sentence", {})
        probability = max((words.get(norm, 0.0) for norm in doc.norms[span.start : span.end]), default=0.0)
        return Reading(probability, probability >= 0.5)


def _attribution(doc: Document, mark: Mark) -> Attribution:
    """Return an attribution of what follows the cue to the word before it."""
    at = mark.span.start
    source = Source(Span(at - 1, at), "e", "person", "named", 5)
    content = Span(at + 1, len(doc.tokens))
    return Attribution(
        source, mark.span, (content,), "reporting", "neutral", "say", "indirect", "stub", confidence=mark.confidence
    )
