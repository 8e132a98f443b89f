"""An article -> an annotated document, by the fast annotator: rules over tokens, tags and lexicons.

Annotators are interchangeable: each gives the layers it names in ``layers``, with the same spans and meaning, so that a
measure never knows which one ran.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from framing.actors import Registry
from framing.attributions import find_drafts, finish, set_levels
from framing.attributions.sources import SourceResolver
from framing.documents import segment
from framing.lexicon import Lexicon, shipped_lexicon
from framing.model import VOICES, Article, Attribution, Document, Quotation, Span
from framing.quotations import find_quotations, settle_kind

LAYERS = frozenset({"sentences", "tags", "quotations", "attributions", "mentions", "voices"})


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
    """The rule annotator: no model beyond a part-of-speech tagger, no state between articles."""

    registry: Registry = field(default_factory=Registry)
    verbs: Lexicon = field(default_factory=lambda: shipped_lexicon("reporting_verbs"))
    vocabulary: Lexicon = field(default_factory=lambda: shipped_lexicon("sources"))
    name: str = "fast"
    layers: frozenset[str] = LAYERS

    def annotate(self, article: Article) -> Document:
        """Annotate body, title and deck."""
        body = self._annotate(article.text, article, "body")
        named = {mention.actor for mention in body.mentions}
        zones = (("title", article.title), ("deck", article.deck))
        headings = tuple(self._annotate(text, article, zone, named) for zone, text in zones if text)
        return replace(body, headings=headings, list_items=_list_items(body))

    def _annotate(self, text: str, article: Article, zone: str, named: Iterable[str] = ()) -> Document:
        doc = segment(text, article, zone)
        quotations = find_quotations(doc)
        attributions = self._attribute(doc, quotations)
        quotations = _settle(doc, quotations, attributions)
        attributions = tuple(_with_form(a, quotations) for a in attributions)
        voices = _voices(doc, quotations, attributions)
        return replace(
            doc,
            quotations=quotations,
            attributions=attributions,
            mentions=self.registry.find(doc, named),
            voices=voices,
            words=count_words(doc, voices),
            layers=self.layers,
        )

    def _attribute(self, doc: Document, quotations: tuple[Quotation, ...]) -> tuple[Attribution, ...]:
        resolver = SourceResolver(doc, self.vocabulary)
        drafts = find_drafts(doc, quotations, self.verbs, resolver.says_how)
        found = []
        for draft in drafts:
            source = resolver.resolve(draft.source, draft.extent)
            channel = resolver.medium(draft.channel) if draft.channel else ""
            found.append(finish(doc, draft, source, channel))
        return tuple(a for a in set_levels(doc, found) if _holds(a))


def _holds(attribution: Attribution) -> bool:
    """Drop what rules get wrong more often than right: minds inside what others say, and subjects nobody would ask (A-9)."""
    doubtful = attribution.kind == "cognition"
    if "unclassified" in attribution.source.flags:
        doubtful = doubtful or attribution.cue_class in ("tentative", "positive")
        return not doubtful and attribution.level == 1
    return attribution.level == 1 or not doubtful


def annotate(article: Article, *, annotator: Annotator | None = None) -> Document:
    """Annotate one article.

    Parameters
    ----------
    article
        The article.
    annotator
        What does it; by default the fast annotator without actors.
    """
    return (annotator or FastAnnotator()).annotate(article)


def _list_items(doc: Document) -> frozenset[int]:
    """Return the sentences that stand inside a list item (D-9)."""
    items = doc.article.list_items
    return frozenset(
        index
        for index, span in enumerate(doc.sentences)
        if any(start <= doc.tokens[span.start].start and doc.tokens[span.end - 1].end <= end for start, end in items)
    )


def _settle(doc: Document, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> tuple[Quotation, ...]:
    contents = sorted(span for attribution in attributions if attribution.kind != "no_comment" for span in attribution.contents)
    return tuple(
        settle_kind(doc, q, any(s.start <= q.span.start and q.span.end <= s.end for s in contents)) for q in quotations
    )


def _with_form(attribution: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    form = _form(attribution, quotations)
    return attribution if form == attribution.form else replace(attribution, form=form)


def _form(attribution: Attribution, quotations: Sequence[Quotation]) -> str:
    """A-2: direct where all content is quoted, mixed where part is, indirect where none is."""
    words = quoted = 0
    for content in attribution.contents:
        words += content.end - content.start
        spoken = (q.span for q in quotations if q.kind == "speech")
        inside = [span for span in spoken if content.start <= span.start and span.end <= content.end]
        quoted += sum(span.end - span.start + 2 for span in inside)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= words else "mixed"


def _voices(doc: Document, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """V-1 to V-4: quoted inside speech, reported inside the content of an attribution, own elsewhere.

    What an actor believes or wants (kind cognition) is the outlet's own account of a mind it cannot quote, so its
    content stays in the outlet's voice.
    """
    voices = ["own"] * len(doc.tokens)
    for attribution in attributions:
        if attribution.kind in ("reporting", "hearsay"):
            for start, end in attribution.contents:
                voices[start:end] = ["reported"] * (end - start)
    for quotation in quotations:
        if quotation.kind == "speech":
            start, end = quotation.span
            voices[start:end] = ["quoted"] * (end - start)
    return tuple(voices)


def count_words(doc: Document, voices: Sequence[str]) -> dict[str, int]:
    """Count the words of each voice (D-8)."""
    counts = dict.fromkeys(VOICES, 0)
    for token, voice in zip(doc.tokens, voices, strict=True):
        counts[voice] += token.word
    return counts


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
    }


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
        "flags": sorted(attribution.flags | source.flags),
        "zone": doc.zone,
    }
    return dict(record)
