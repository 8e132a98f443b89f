"""Quotations and attributions of a text -> whose words each token is: the outlet's own, reported, or quoted (V-1 to V-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.model import VOICES, Attribution, Document, Quotation
from framing.quotations import settle_kind


def give_voices(doc: Document, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> Document:
    """Return a document with quotations, attributions, what each settles of the other, and voices."""
    quotations = _settle(doc, quotations, attributions)
    attributions = tuple(_with_form(attribution, quotations) for attribution in attributions)
    voices = _voices(doc, quotations, attributions)
    return replace(doc, quotations=quotations, attributions=attributions, voices=voices, words=count_words(doc, voices))


def find_list_items(doc: Document) -> frozenset[int]:
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
