"""An article -> an annotated document, by the fast annotator: rules over tokens, tags and lexicons.

Annotators are interchangeable: each gives the layers it names in ``layers``, with the same spans and meaning, so that a
measure never knows which one ran.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from framing.actors import Registry
from framing.attributions import find_drafts, finish, set_levels
from framing.attributions.settling import settle
from framing.attributions.sources import SourceResolver
from framing.documents import segment
from framing.lexicon import Entry, Lexicon, shipped_lexicon
from framing.linear import LAYERS as LEARNED
from framing.linear import load_weights, read_layers, toward
from framing.model import Article, Attribution, Document, Mention, Polarity, Quotation, Reading, Span
from framing.quotations import find_quotations
from framing.voices import find_list_items, give_voices

_SURE = 0.9
LAYERS = frozenset({"sentences", "tags", "quotations", "attributions", "mentions", "voices"}) | LEARNED


class Annotator(Protocol):
    """Turns articles into documents."""

    @property
    def name(self) -> str:
        """The name in reports and on the command line."""
        ...

    @property
    def layers(self) -> frozenset[str]:
        """What it provides."""
        ...

    def annotate(self, article: Article) -> Document:
        """Return the article's body annotated, with its title and deck as ``headings``."""
        ...


@dataclass(frozen=True, slots=True)
class FastAnnotator:
    """The rule annotator: rules, a part-of-speech tagger and small linear weights; no state between articles.

    Tags and the learned layers are made when first asked for.
    """

    registry: Registry = field(default_factory=Registry)
    verbs: Lexicon = field(default_factory=lambda: shipped_lexicon("reporting_verbs"))
    vocabulary: Lexicon = field(default_factory=lambda: shipped_lexicon("sources"))
    name: str = "fast"
    layers: frozenset[str] = LAYERS
    _cues: Mapping[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = {pattern[0]: entry for entry in reversed(self.verbs.entries) for pattern in entry.patterns if len(pattern) == 1}
        object.__setattr__(self, "_cues", words)

    @property
    def fingerprint(self) -> str:
        """The first digits of the SHA-256 of the linear weights, and of those that find attributions."""
        from framing.linear.chain import load_chain

        return f"{load_weights().fingerprint[:6]}{load_chain().fingerprint[:6]}"

    def annotate(self, article: Article) -> Document:
        """Annotate body, title and deck."""
        body = self._annotate(article.text, article, "body")
        named = {mention.actor for mention in body.mentions}
        zones = (("title", article.title), ("deck", article.deck))
        headings = tuple(self._annotate(text, article, zone, named) for zone, text in zones if text)
        return replace(body, headings=headings, list_items=find_list_items(body))

    def polarity_of(self, text: str, start: int, end: int) -> Polarity:
        """Return what a reader takes a text to say of the target ``text[start:end]``, in the sentence where that begins."""
        return toward(segment(text), start, end)

    def _annotate(self, text: str, article: Article, zone: str, named: Iterable[str] = ()) -> Document:
        doc = self.registry.mark(segment(text, article, zone), named)
        quotations = find_quotations(doc)
        doc = give_voices(doc, quotations, self._attribute(doc, quotations))
        readings, polarities = read_layers(doc, doc.mentions)
        return replace(doc, readings=readings, polarities=polarities, layers=self.layers)

    def _attribute(self, doc: Document, quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
        from framing.linear.chain import load_chain
        from framing.linear.relations import find_relations

        doc = replace(doc, tags=doc.tags[:])  # all at once: rules ask for most of them
        resolver = SourceResolver(doc, self.vocabulary)
        drafts = find_drafts(doc, quotations, self.verbs, resolver.says_how)
        relations = find_relations(doc, quotations, drafts, self._cues, load_chain())
        found = []
        said = (pair for pair in relations if not resolver.says_how(pair[0].cue))
        for draft, confidence in settle(doc, said, resolver.can_tell):
            source = resolver.resolve(draft.source, draft.extent)
            channel = resolver.medium(draft.channel) if draft.channel else ""
            found.append(finish(doc, draft, source, channel, confidence))
        return tuple(a for a in set_levels(doc, found) if _holds(a))


def _holds(attribution: Attribution) -> bool:
    """Drop what no person or body says: events that suggest or welcome something (A-9, H-17), but for the surest."""
    doubtful = attribution.cue_class in ("tentative", "positive") and "unclassified" in attribution.source.flags
    return not doubtful or attribution.confidence >= _SURE


def to_record(doc: Document) -> dict[str, Any]:
    """Return a document's layers as plain data with character spans, body first, then headings."""
    zones = [_zone_record(zone) for zone in (doc, *doc.headings)]
    return {"id": doc.article.id, "outlet": doc.article.outlet, "title": doc.article.title, "zones": zones}


def _zone_record(doc: Document) -> dict[str, Any]:
    return {
        "zone": doc.zone,
        "text": doc.text,
        "sentences": [list(doc.chars(span)) for span in doc.sentences],
        "quotations": [quotation_record(doc, quotation) for quotation in doc.quotations],
        "attributions": [attribution_record(doc, attribution) for attribution in doc.attributions],
        "mentions": mention_records(doc),
        **_learned_records(doc),
    }


def _learned_records(doc: Document) -> dict[str, Any]:
    """Return the learned layers of a zone as plain data; a layer that the annotator does not give is left out."""
    records: dict[str, Any] = {}
    if doc.marks:
        records["marks"] = {
            name: [{**_place(doc, mark.span), "confidence": _rounded(mark.confidence)} for mark in marks]
            for name, marks in doc.marks.items()
        }
    if doc.readings:
        records["readings"] = {
            name: [_reading_record(doc, *pair) for pair in zip(doc.sentences, readings, strict=True)]
            for name, readings in doc.readings.items()
        }
    if doc.polarities:
        pairs = zip(doc.mentions, doc.polarities, strict=True)
        records["polarities"] = [_polarity_record(doc, *pair) for pair in pairs]
    return records


def _reading_record(doc: Document, sentence: Span, reading: Reading) -> dict[str, Any]:
    words = [list(doc.chars(span)) for span in reading.words]
    probability = _rounded(reading.probability)
    return {**_place(doc, sentence), "probability": probability, "marked": bool(reading.marked), "words": words}


def _polarity_record(doc: Document, mention: Mention, polarity: Polarity) -> dict[str, Any]:
    chances = {name: _rounded(getattr(polarity, name)) for name in ("negative", "neutral", "positive")}
    words = [list(doc.chars(span)) for span in polarity.words]
    return {**_place(doc, mention.span), "actor": mention.actor, **chances, "label": polarity.label, "words": words}


def _place(doc: Document, span: Span) -> dict[str, int]:
    start, end = doc.chars(span)
    return {"start": start, "end": end}


def _rounded(probability: float) -> float:
    """Return a probability to four decimals, of whatever kind of number a model gave it in."""
    return round(float(probability), 4)


def quotation_record(doc: Document, quotation: Quotation) -> dict[str, Any]:
    """Return a quotation as plain data."""
    start, end = doc.chars(quotation.span)
    return {"start": start, "end": end, "kind": quotation.kind, "flags": sorted(quotation.flags), "zone": doc.zone}


def mention_records(doc: Document) -> list[dict[str, Any]]:
    """Return a document's mentions as plain data."""
    records = []
    for mention in doc.mentions:
        start, end = doc.chars(mention.span)
        records.append(
            {"start": start, "end": end, "actor": mention.actor, "how": mention.how, "role": mention.role, "zone": doc.zone}
        )
    return records


def attribution_record(doc: Document, attribution: Attribution) -> dict[str, Any]:
    """Return an attribution as plain data, with the text of its source and cue."""

    def chars(span: Span | None) -> list[int] | None:
        return list(doc.chars(span)) if span else None

    source = attribution.source
    record: Mapping[str, Any] = {
        "source": chars(source.span),
        "source_text": doc.quote(source.span) if source.span else "",
        "entity": source.entity,
        "type": source.type,
        "anonymity": source.anonymity,
        "rung": source.rung,
        "official": source.official,
        "cue": chars(attribution.cue),
        "cue_text": doc.quote(attribution.cue),
        "lemma": attribution.lemma,
        "cue_class": attribution.cue_class,
        "contents": [chars(span) for span in attribution.contents],
        "kind": attribution.kind,
        "form": attribution.form,
        "level": attribution.level,
        "channel": attribution.channel,
        "rule": attribution.rule,
        "confidence": _rounded(attribution.confidence),
        "flags": sorted(attribution.flags | source.flags),
        "zone": doc.zone,
    }
    return dict(record)
