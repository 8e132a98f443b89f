"""An article -> an annotated document, by the fast annotator: rules over tokens, tags and lexicons.

Annotators are interchangeable: each gives the layers it names in ``layers``, with the same spans and meaning, so that a
measure never knows which one ran.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from itertools import islice
from typing import Any, Protocol

from framing.actors import Registry
from framing.attributions import find_drafts, finish, set_levels
from framing.attributions.relations import Draft
from framing.attributions.settling import settle
from framing.attributions.sources import SourceResolver
from framing.collection import without_collection
from framing.documents import segment, tag_together
from framing.given import take_target
from framing.lexicon import Entry, Lexicon, shipped_lexicon
from framing.linear import LAYERS as LEARNED
from framing.linear import read_layers, toward
from framing.model import Article, Attribution, Document, Mention, Polarity, Quotation, Reading, Span
from framing.packed import read_fingerprint
from framing.quotations import find_quotations
from framing.voices import find_list_items, give_voices

_SURE = 0.9
_TOGETHER = 100_000  # characters of bodies that are read together
LAYERS = frozenset({"sentences", "tags", "quotations", "attributions", "mentions", "voices"}) | LEARNED


class Annotator(Protocol):
    """Turns articles into documents.

    One that also has ``annotate_many``, which yields what ``annotate`` returns for each of many articles, is given many.
    """

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


def find_many(annotator: Annotator) -> Callable[[Iterable[Article]], Iterator[Document]] | None:
    """Return what annotates many articles together; None where there is nothing, or ``annotate`` was changed and it was not."""
    for kind in type(annotator).__mro__:
        if "annotate_many" in vars(kind):
            many: Callable[[Iterable[Article]], Iterator[Document]] = getattr(annotator, "annotate_many")  # noqa: B009
            return many
        if "annotate" in vars(kind):
            return None
    return None


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
        with resources.as_file(resources.files("framing") / "weights") as folder:
            return "".join(
                read_fingerprint(folder / f"{name}.json.gz", name, f"framing.training.{name}")[:6]
                for name in ("linear", "chain")
            )

    def annotate(self, article: Article) -> Document:
        """Annotate body, title and deck."""
        return next(self.annotate_many([article]))

    def annotate_many(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Yield what `annotate` returns for each article; many are read together, which takes less time.

        No more articles are kept than about twenty of usual length, so that memory stays flat.
        """
        for batch in _batches(articles):
            yield from self._annotate(batch)

    def polarity_of(self, text: str, start: int, end: int) -> Polarity:
        """Return what a reader takes a text to say of the target ``text[start:end]``, in the sentence where that begins."""
        return toward(segment(text), *take_target(text, start, end))

    def _segment(self, article: Article) -> list[Document]:
        """Return an article's body, title and deck with their mentions; those may use the surname of whom the body names."""
        body = self.registry.mark(segment(article.text, article))
        named = {mention.actor for mention in body.mentions}
        zones = (("title", article.title), ("deck", article.deck))
        return [body, *(self.registry.mark(segment(text, article, zone), named) for zone, text in zones if text)]

    @without_collection()
    def _annotate(self, articles: Sequence[Article]) -> list[Document]:
        """Return the documents of some articles, which are read together."""
        pages = [self._segment(article) for article in articles]
        docs = iter(self._read([doc for page in pages for doc in page]))
        found = []
        for page in pages:
            body, *headings = islice(docs, len(page))
            found.append(replace(body, headings=tuple(headings), list_items=find_list_items(body)))
        return found

    def _read(self, docs: Sequence[Document]) -> Iterator[Document]:
        """Yield the documents of some zones with all layers; the tagger and the chain read all of them together."""
        from framing.linear.chain import load_chain
        from framing.linear.features import Ruled
        from framing.linear.relations import find_all_relations

        tag_together(docs)
        resolvers: list[SourceResolver] = []
        parts: list[Ruled] = []
        for doc in [replace(doc, tags=doc.tags[:]) for doc in docs]:  # a list: rules ask for most of them
            quotations = find_quotations(doc)
            resolvers.append(SourceResolver(doc, self.vocabulary))
            parts.append(Ruled(doc, quotations, find_drafts(doc, quotations, self.verbs, resolvers[-1].says_how)))
        for part, resolver, relations in zip(
            parts, resolvers, find_all_relations(parts, self._cues, load_chain()), strict=True
        ):
            attributions = _attribute(part.doc, resolver, relations)
            doc = give_voices(part.doc, part.quotations, attributions)
            readings, polarities = read_layers(doc, doc.mentions)
            yield replace(doc, readings=readings, polarities=polarities, layers=self.layers)


def _attribute(doc: Document, resolver: SourceResolver, relations: Iterable[tuple[Draft, float]]) -> tuple[Attribution, ...]:
    """Return the attributions of a document from its relations."""
    found = []
    said = (pair for pair in relations if not resolver.says_how(pair[0].cue))
    for draft, confidence in settle(doc, said, resolver.can_tell):
        source = resolver.resolve(draft.source, draft.extent)
        channel = resolver.medium(draft.channel) if draft.channel else ""
        found.append(finish(doc, draft, source, channel, confidence))
    return tuple(a for a in set_levels(doc, found) if _holds(a))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield articles by as many as are read together."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size >= _TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


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
