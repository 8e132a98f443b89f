"""Probabilities and links that the encoder reads -> attribution relations, each with its confidence (CODEBOOK section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import replace

import numpy as np

from framing.attributions import COLON, find_drafts
from framing.attributions.linking import BEFORE_VERB, Linker, Maker, Share, rank_by
from framing.attributions.marked import can_be_source
from framing.attributions.relations import Draft, RelationFinder
from framing.encoder.calibration import Calibration
from framing.encoder.layout import LINK
from framing.encoder.reading import Read
from framing.encoder.spans import find_spans, log_odds
from framing.lexicon import Entry, Lexicon
from framing.model import Document, Mark, Quotation, Span

LEAST_SOURCE = 0.5  # the probability of a token to be in a source, where a cue asks for one
LEAST_UNLISTED = 0.5  # how likely a cue must be that no list has
LEAST_BY_RULE = 0.08  # the probability below which a token is in no cue, whatever rules find
RULE_EASIER = 0.1  # by how much less likely a token may be in a cue where rules find one
NESTED_EASIER = 0.45  # and where it stands in a content: coders were asked for the outermost only
RARE_EASIER = 0.55  # and where it is no verb but "per" or a colon, too rare to be learned
LONGEST_LINE = 40  # tokens after "Ruiz:"; more are no line of a speaker's
UNTAUGHT = ("adverb", "passive")  # labels of entries that coders were not asked to mark
_PARTS = {"source": (2, 0), "content": (3, 1)}  # which part of the links stands for a span, and for the cue it belongs to


def linked_by(read: Read) -> Share:
    """Return what says how likely a span belongs to a cue, from what was read of their tokens."""

    def share(cue: Mark, other: Mark, layer: str) -> float:
        part, cue_part = _PARTS[layer]
        head = read.links[cue.span.start, cue_part * LINK : (cue_part + 1) * LINK].astype(np.float32)
        rows = read.links[other.span.start : other.span.end, part * LINK : (part + 1) * LINK].astype(np.float32)
        return float(np.exp(-np.logaddexp(0, -(rows @ head) / LINK**0.5)).mean())

    return share


def find_relations(
    doc: Document,
    read: Read,
    calibration: Calibration,
    quotations: tuple[Quotation, ...],
    verbs: Lexicon,
    no_cue: Callable[[Span], bool] = lambda _: False,
) -> Iterator[tuple[Draft, float]]:
    """Yield a document's relations, each with its confidence: what was read in the order of its cues, then what rules add.

    The encoder says where sources, cues and contents are and which belong together; the lexicon says what a cue commits to;
    rules tell a source's name from what is said of it, and which rule of the codebook a relation follows. What rules find
    is added where the encoder thinks something of it, and where no labeled data teaches anything.
    """
    scales = {**calibration.spans, "source": replace(calibration.spans["source"], threshold=LEAST_SOURCE)}
    marks = {layer: list(find_spans(doc, read, layer, scales[layer])) for layer in ("cue", "source", "content")}
    sources = [mark for mark in marks["source"] if can_be_source(doc, mark.span)]
    refused: list[tuple[Span, Entry | None]] = []
    listed = sorted(verbs.find(doc, refused=refused), key=lambda pair: pair[0])
    maker = Maker(doc, RelationFinder(doc, quotations), listed, refused)
    refusals = list(maker.by_rule("no_comment", frozenset()))
    silent = {i for draft in refusals for i in range(draft.cue.start - BEFORE_VERB, draft.cue.end)}
    taken = set(silent)
    said: set[int] = set()
    for linked in Linker(doc, rank_by(doc, linked_by(read))).link(marks["cue"], sources, marks["content"]):
        draft = maker.make(linked) if silent.isdisjoint(range(*linked.cue.span)) else None
        if draft and ("unlisted" not in draft.entry.labels or linked.cue.confidence >= LEAST_UNLISTED):
            taken.update(range(*draft.cue))
            said.update(i for span in draft.contents for i in range(*span))
            yield draft, linked.cue.confidence
    yield from ((draft, 1.0) for draft in refusals)
    for draft in find_drafts(doc, quotations, verbs, no_cue):
        inside = read.inside["cue"][draft.cue.start : draft.cue.end]
        if not taken.isdisjoint(range(*draft.cue)):
            continue
        if not draft.entry.labels.isdisjoint(UNTAUGHT):
            yield draft, 1.0
        elif inside.max() >= max(LEAST_BY_RULE, scales["cue"].threshold - _easier(draft, said)):
            yield draft, scales["cue"].probability(log_odds(inside))


def _easier(draft: Draft, said: Set[int]) -> float:
    """Return by how much less likely a word may be a cue where rules find one than where they do not."""
    line = draft.entry is COLON and draft.contents[0].end - draft.contents[0].start <= LONGEST_LINE
    if line or draft.rule == "A-8":
        return RARE_EASIER
    return NESTED_EASIER if draft.cue.start in said else RULE_EASIER
