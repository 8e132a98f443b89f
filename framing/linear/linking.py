"""What rules found and the spans the chain marked -> whose each span is, and which cue it may belong to."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from framing.attributions.linking import BESIDE, LEAST_LINK, NEXT, REACH, Ranked, is_beside, near
from framing.attributions.relations import Draft
from framing.model import Document, Mark, Span

_AROUND = 3  # drafts to either side in whose contents one may stand
_BY_RULE = 0.95  # how likely a span belongs to a cue that a rule gave it to
_NEXT = 0.7  # one that stands beside the cue
_FADES = 20.0  # tokens over which that falls to a third
_TAKEN = 0.3  # what is left where a rule gave the span to another cue


@dataclass(frozen=True, slots=True)
class Rules:
    """What rules found in a document, and of what the chain marked in it.

    ``cues`` gives the number of a marked cue's draft, ``whose`` the numbers of those that have a marked source or content,
    by its place among the marks. ``scattered`` are the drafts that have one in a sentence other than their cue's.
    """

    doc: Document
    drafts: Sequence[Draft]
    marks: Mapping[str, Sequence[Mark]]
    cues: Mapping[Span, int]
    whose: Mapping[str, Mapping[int, Set[int]]]
    scattered: Set[int]

    def is_nested(self, number: int) -> bool:
        """Say whether a draft stands in the content of another (A-3): coders were asked for the outermost only."""
        draft = self.drafts[number]
        at = draft.cue.start
        for other in range(max(0, number - _AROUND), min(number + _AROUND, len(self.drafts))):
            if other != number:
                for start, end in self.drafts[other].contents:
                    if start <= at < end:
                        return "cognition" not in draft.entry.labels
        return False

    def rank(self, cues: Sequence[Mark], others: Sequence[Mark], layer: str) -> Iterator[Ranked]:
        """Yield for each cue the spans that may belong to it: by what rules say, else by how near it stands in its sentence.

        Rules alone say what another sentence gives: a quotation that floats is joined by them (V-12).
        """
        sentence_of, whose, is_content = self.doc.sentence_of, self.whose[layer], layer == "content"
        sentences = [sentence_of[span.start] for span, _ in others]
        for cue in cues:
            (start, end), number = cue.span, self.cues.get(cue.span)
            at = sentence_of[start]
            after = bisect_right(sentences, at)
            beside = is_content and after < len(others) and is_beside(self.doc, cue.span, others[after].span)
            reach = REACH[layer] if beside or number in self.scattered else 0
            ranked: Ranked = []
            for i in near(cue, others, sentences, at, reach):
                first, last = span = others[i].span
                theirs = whose.get(i)
                beside = is_content and 0 <= first - end < NEXT and is_beside(self.doc, cue.span, span)
                if beside and (sentences[i] == at or self._is_somebodys(span)):
                    likely = BESIDE
                elif theirs and number in theirs:
                    likely = _BY_RULE
                elif sentences[i] == at:
                    likely = _NEXT * math.exp(-max(first - end, start - last, 0) / _FADES)
                    likely = likely * _TAKEN if theirs else likely
                else:
                    continue
                if likely >= LEAST_LINK:
                    ranked.append((others[i], (-abs(sentences[i] - at), likely)))
            yield ranked

    def _is_somebodys(self, span: Span) -> bool:
        """Say whether rules have a marked span for a source or a content."""
        return any(self.marks[layer][place].span == span for layer, found in self.whose.items() for place in found)


def index_rules(doc: Document, drafts: Sequence[Draft], marks: Mapping[str, Sequence[Mark]]) -> Rules:
    """Return what rules found in a document, by the spans that were marked in it."""
    cues, sources, contents = _owners(drafts)
    marked = {}
    for span, _ in marks["cue"]:
        for i in range(*span):
            if i in cues:
                marked[span] = cues[i]
                break
    whose = {"source": _place(sources, marks["source"]), "content": _place(contents, marks["content"])}
    scattered = set()
    for layer, found in whose.items():
        for place, numbers in found.items():
            at = doc.sentence_of[marks[layer][place].span.start]
            for number in numbers:
                start, end = drafts[number].cue
                if doc.sentence_of[start] != at or doc.sentence_of[end - 1] != at:
                    scattered.add(number)
    return Rules(doc, drafts, marks, marked, whose, scattered)


def _owners(drafts: Sequence[Draft]) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Return in which draft's cue, source and content tokens stand; of several the last."""
    cues: dict[int, int] = {}
    sources: dict[int, int] = {}
    contents: dict[int, int] = {}
    for number, (cue, _, source, extent, spans, *_) in enumerate(drafts):
        for i in range(*cue):
            cues[i] = number
        named = source or extent
        if named:
            for i in range(*named):
                sources[i] = number
        for start, end in spans:  # a few tokens tell whose it is: contents of others may stand inside
            contents[start] = contents[end - 1] = contents[(start + end) // 2] = number
    return cues, sources, contents


def _place(owners: Mapping[int, int], marks: Sequence[Mark]) -> dict[int, set[int]]:
    """Return whose tokens stand in each marked span, by its place."""
    ends = [span.end for span, _ in marks]
    found: defaultdict[int, set[int]] = defaultdict(set)
    for token, number in owners.items():
        place = bisect_right(ends, token)
        if place < len(ends) and marks[place].span.start <= token:
            found[place].add(number)
    return found
