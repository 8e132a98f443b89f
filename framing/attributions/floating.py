"""Quotations without a cue of their own -> the speaker just before them (CODEBOOK V-8, V-12)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from framing.attributions.relations import Draft
from framing.model import Document, Quotation, Span


def join_floating(doc: Document, quotations: Sequence[Quotation], drafts: list[Draft]) -> list[Draft]:
    """Give each quotation that no content covers to the draft that speaks just before it in its paragraph (V-12).

    One that goes on from the paragraph before belongs to whoever spoke there (V-8).
    """
    covered = {i for draft in drafts for span in draft.contents for i in range(*span)}
    owner: int | None = None  # who speaks the quotation that goes on into the next paragraph
    waiting: list[Quotation] = []  # quotations that go on, whose speaker comes at their end
    for quotation in quotations:
        start = quotation.span.start
        speaker = owner
        if start in covered:
            speaker = next((i for i, d in enumerate(drafts) if any(s.start <= start < s.end for s in d.contents)), None)
        elif quotation.kind == "speech":
            speaker = owner if owner is not None else _speaker_before(doc, start, drafts)
            if speaker is not None:
                drafts[speaker] = _extend(doc, drafts[speaker], quotation)
        if speaker is None and "continued" in quotation.flags and quotation.kind == "speech":
            waiting.append(quotation)
        elif speaker is not None and waiting:
            for part in waiting:
                drafts[speaker] = _extend(doc, drafts[speaker], part)
            waiting = []
        owner = speaker if "continued" in quotation.flags else None
    return drafts


def _speaker_before(doc: Document, at: int, drafts: Sequence[Draft]) -> int | None:
    """Return the last draft with a source before a token in its paragraph."""
    paragraph = doc.paragraphs[bisect_right(doc.paragraphs, (at, len(doc.norms) + 1)) - 1]
    for i in range(len(drafts) - 1, -1, -1):
        if drafts[i].source and drafts[i].contents and paragraph.start <= drafts[i].cue.start < at:
            return i  # a party that did not comment has no content, and is given none
    return None


def _extend(doc: Document, draft: Draft, quotation: Quotation) -> Draft:
    mark = not quotation.flags & {"continued", "unclosed"}
    span = Span(max(quotation.span.start - 1, 0), min(quotation.span.end + mark, len(doc.norms)))
    return replace(draft, contents=(*draft.contents, span))
