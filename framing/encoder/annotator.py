"""An article -> an annotated document, by the encoder: the fast annotator's layers, read instead of ruled, and learned ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from framing.attributions import finish, set_levels
from framing.attributions.floating import join_floating
from framing.attributions.linking import says_something
from framing.attributions.settling import settle
from framing.attributions.sources import SourceResolver
from framing.documents import segment
from framing.encoder.polarity import heaviest_words, read_polarities
from framing.encoder.reading import Read, pool_sentences, read_document
from framing.encoder.relations import find_relations
from framing.encoder.spans import find_spans
from framing.encoder.weights import Weights, load_weights
from framing.errors import FramingError
from framing.given import take_target
from framing.lexicon import Lexicon, shipped_lexicon
from framing.model import Article, Attribution, Document, Polarity, Quotation, Reading, Span
from framing.quotations import find_quotations
from framing.registry import Registry
from framing.voices import find_list_items, give_voices

LAYERS = frozenset(
    ["sentences", "tags", "quotations", "attributions", "mentions", "voices", "loaded words", "hedge cues", "loaded sentences",
     "hedged sentences", "polarity"]
)  # fmt: skip
MARKS = ("loaded", "hedge")


@dataclass(frozen=True, slots=True)
class EncoderAnnotator:
    """The encoder: a small network trained on what coders marked, its weights shipped with the package.

    Parameters
    ----------
    registry
        The actors to find.
    threads
        How many processor cores it may use. Figures are the same for the same number of threads.
    weights
        By default those that ship.

    Raises
    ------
    AnnotationError
        If onnxruntime or tokenizers is not installed, or the weights are missing or altered.
    """

    registry: Registry = field(default_factory=Registry)
    threads: int = 1
    verbs: Lexicon = field(default_factory=lambda: shipped_lexicon("reporting_verbs"))
    vocabulary: Lexicon = field(default_factory=lambda: shipped_lexicon("sources"))
    weights: Weights = None  # type: ignore[assignment]  # set below where none is given
    name: str = "encoder"
    layers: frozenset[str] = LAYERS

    def __post_init__(self) -> None:
        if self.weights is None:
            object.__setattr__(self, "weights", load_weights(threads=self.threads))

    @property
    def fingerprint(self) -> str:
        """The first digits of the SHA-256 of the network's weights."""
        return self.weights.fingerprint

    def annotate(self, article: Article) -> Document:
        """Annotate body, title and deck."""
        body = self._annotate(article.text, article, "body")
        named = {mention.actor for mention in body.mentions}
        zones = (("title", article.title), ("deck", article.deck))
        headings = tuple(self._annotate(text, article, zone, named) for zone, text in zones if text)
        return replace(body, headings=headings, list_items=find_list_items(body))

    def polarity_of(self, text: str, start: int, end: int) -> Polarity:
        """Return what a reader takes a text to say of the target ``text[start:end]``; see `sentiment_toward`."""
        start, end = take_target(text, start, end)
        doc = segment(text)
        inside = [i for i, token in enumerate(doc.tokens) if token.start < end and token.end > start]
        if not inside:
            raise FramingError(f"No word between the characters {start} and {end} of a text of {len(text)}: name a target.")
        found = self._polarities(doc, [Span(inside[0], inside[-1] + 1)])[0]
        return found._replace(words=tuple(Span(*doc.chars(word)) for word in found.words))

    def _annotate(self, text: str, article: Article, zone: str, named: Iterable[str] = ()) -> Document:
        doc = self.registry.mark(segment(text, article, zone), named)
        read = read_document(doc, self.weights.pieces, self.weights.network)
        quotations = find_quotations(doc)
        doc = give_voices(doc, quotations, self._attribute(doc, read, quotations))
        scales = self.weights.calibration.spans
        return replace(
            doc,
            marks={layer: tuple(find_spans(doc, read, layer, scales[layer])) for layer in MARKS},
            readings={layer: self._readings(doc, read, layer) for layer in self.weights.calibration.sentences},
            polarities=tuple(self._polarities(doc, [mention.span for mention in doc.mentions])),
            layers=self.layers,
        )

    def _attribute(self, doc: Document, read: Read, quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
        resolver = SourceResolver(doc, self.vocabulary)
        relations = find_relations(doc, read, self.weights.calibration, quotations, self.verbs, resolver.says_how)
        found = settle(doc, (pair for pair in relations if not resolver.says_how(pair[0].cue)), resolver.can_tell)
        drafts = join_floating(doc, quotations, [draft for draft, _ in found])
        attributions = []
        for draft, (_, confidence) in zip(drafts, found, strict=True):
            source = resolver.resolve(draft.source, draft.extent)
            channel = resolver.medium(draft.channel) if draft.channel else ""
            attributions.append(replace(finish(doc, draft, source, channel), confidence=confidence))
        return tuple(a for a in set_levels(doc, attributions) if says_something(a))

    def _readings(self, doc: Document, read: Read, layer: str) -> tuple[Reading, ...]:
        scale = self.weights.calibration.sentences[layer]
        readings = []
        for sentence, pooled in zip(doc.sentences, pool_sentences(read, layer, doc), strict=True):
            probability = scale.probability(pooled.score) if len(pooled.parts) else 0.0
            marked = probability >= scale.threshold
            words = (
                (sentence.start + i, float(part))
                for i, part in enumerate(pooled.parts)
                if any(map(str.isalpha, doc.norms[sentence.start + i]))
            )
            readings.append(Reading(probability, marked, heaviest_words(words) if marked else ()))
        return tuple(readings)

    def _polarities(self, doc: Document, targets: list[Span]) -> list[Polarity]:
        return read_polarities(doc, targets, self.weights.pieces, self.weights.network, self.weights.calibration.polarity)


def sentiment_toward(text: str, target: str | int, end: int | None = None) -> Polarity:
    """Return what a reader takes a sentence to say of a target in it.

    This is not how the outlet evaluates the target: it counts whatever is said, by whomever, in words that judge or by
    events told. The target and every other name is masked before the sentence is read, so who it is makes no difference.

    Parameters
    ----------
    text
        A sentence, or a short text.
    target
        The target's words as they stand in the text; the first place is meant where there are several. Or the number of its
        first character.
    end
        With a number: where the target ends, so that it is ``text[target:end]``.

    Returns
    -------
    Polarity
        Calibrated probabilities of negative, neutral and positive; ``words`` are the characters of the words that weighed
        most, heaviest first.

    Raises
    ------
    FramingError
        If no such words stand in the text, the place lies outside of it, or no word stands there.
    AnnotationError
        If the encoder cannot run.

    Examples
    --------
    >>> sentiment_toward("Ana Ruiz ignored the warnings.", "Ana Ruiz").label  # doctest: +SKIP
    'negative'
    """
    return EncoderAnnotator().polarity_of(text, *take_target(text, target, end))
