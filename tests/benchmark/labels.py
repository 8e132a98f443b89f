"""One of the own sentences with its labels -> which of them hold for what an annotator found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from benchmark.relations import is_half_in
from framing.model import Attribution, Document
from framing.training.metrics import Chars, touches

WHOLE = "texts with every source and cue right"
CONTENTS = {"content": "contents at least half right", "ends": "contents with both ends right"}
FIELDS: Mapping[str, Callable[[Attribution], object]] = {
    "kind": lambda found: found.kind,
    "class": lambda found: found.cue_class,
    "form": lambda found: found.form,
    "level": lambda found: found.level,
    "channel": lambda found: found.channel,
    "type": lambda found: found.source.type,
    "official": lambda found: found.source.official,
    "anonymity": lambda found: found.source.anonymity,
    "rung": lambda found: found.source.rung,
}
NAMES = {
    WHOLE: WHOLE,
    **CONTENTS,
    **{name: f"{name}: right labels" for name in FIELDS},
    "flags": "flags: right labels",
    "entity": "entities: right labels",
}
_SLACK = 2  # tokens


@dataclass(slots=True)
class Labels:
    """What is right and what is not, by the name of its row; a label whose cue was not found is not right."""

    right: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in NAMES.values()})

    def add(self, doc: Document, row: Mapping[str, Any]) -> None:
        """Compare a document with the labels of its text."""
        wanted = row["expect"] or []
        found = {(doc.quote(a.source.span) if a.source.span else "", doc.quote(a.cue)) for a in doc.attributions}
        self.right[WHOLE].append(found == {(item.get("source") or "", item["cue"]) for item in wanted})
        pairs = [(item, find_own(doc, item)) for item in wanted]
        for item, own in pairs:
            for name, holds in compare(doc, item, own):
                self.right[NAMES[name]].append(holds)
        named = [(item["entity"], own) for item, own in pairs if "entity" in item]
        for (one, ours), (other, theirs) in combinations(named, 2):
            same = bool(ours and theirs) and ours.source.entity == theirs.source.entity  # type: ignore[union-attr]
            self.right[NAMES["entity"]].append(bool(ours and theirs) and same == (one == other))


def find_own(doc: Document, item: Mapping[str, Any]) -> Attribution | None:
    """Return the attribution whose cue touches the labeled one, that with the labeled source before others."""
    places = list(occurrences(doc.text, item["cue"]))
    near = [a for a in doc.attributions if touches(doc.chars(a.cue), places)]
    source = item.get("source") or ""
    return max(near, key=lambda a: (doc.quote(a.source.span) if a.source.span else "") == source, default=None)


def occurrences(text: str, words: str) -> Iterator[Chars]:
    """Yield where words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def compare(doc: Document, item: Mapping[str, Any], own: Attribution | None) -> Iterator[tuple[str, bool]]:
    """Yield each label of one attribution by name, and whether it holds."""
    if item.get("content"):
        wanted = list(places_of(doc.text, item["content"]))
        found = [doc.chars(span) for span in own.contents] if own else []
        yield "content", is_half_in(found, wanted) and is_half_in(wanted, found)
        yield "ends", bool(found) and same_ends(doc, found, wanted)
    for name, read in FIELDS.items():
        if name in item:
            yield name, own is not None and read(own) == item[name]
    if "flags" in item:
        yield "flags", own is not None and set(item["flags"]) <= flags_of(doc, own)


def places_of(text: str, parts: Iterable[str]) -> Iterator[Chars]:
    """Yield where the parts of a content stand, each after the one before.

    Raises
    ------
    ValueError
        If a part is not in the text there.
    """
    at = 0
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        yield start, at


def same_ends(doc: Document, one: Sequence[Chars], other: Sequence[Chars]) -> bool:
    """Say whether two contents begin and end at the same tokens, two aside."""
    starts = sorted(min(start for start, _ in side) for side in (one, other))
    ends = sorted(max(end for _, end in side) for side in (one, other))
    return _between(doc, *starts) <= _SLACK and _between(doc, *ends) <= _SLACK


def _between(doc: Document, start: int, end: int) -> int:
    return sum(start <= token.start < end for token in doc.tokens)


def flags_of(doc: Document, own: Attribution) -> frozenset[str]:
    """Return the flags of an attribution, of its source and of the quotations in its contents."""
    quotations = (
        q for q in doc.quotations if any(q.span.start < span.end and span.start < q.span.end for span in own.contents)
    )
    return own.flags | own.source.flags | {flag for quotation in quotations for flag in quotation.flags}
