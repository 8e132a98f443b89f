"""Relations of one document -> the same, settled: where one ends and the next begins, which are one, who is cited by whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from framing.attributions.relations import Draft
from framing.grammar import noun_phrase_after
from framing.lexicon import Entry
from framing.model import Document, Span

_CITES = frozenset(["citing", "quoting"])
_ASKED = frozenset(["asked", "pressed", "questioned", "told"])
_TOPIC = frozenset(["about", "whether", "if", "to", "on", "why", "what", "how", ","])
_WHEN = frozenset(["when", "once", "if"])
_JOINS = frozenset(["and", "but", "then"])
CITE = Entry("cite", "neutral", (), rule="A-3", labels=frozenset({"np"}))
NEAR = 6  # relations before "citing" of which one can be what somebody is cited for


def merge_twins(found: Iterable[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
    """Return relations in the order of their cues; of those of one source over one content only one stays (A-11).

    It is the one whose cue is listed; of several, that next to the content: "continued on Saturday, saying that ...".
    """
    kept: dict[object, tuple[Draft, float]] = {}
    for draft, confidence in found:
        told = (draft.source, draft.contents) if draft.contents and draft.source else draft.cue
        if told not in kept or _nearness(draft) > _nearness(kept[told][0]):
            kept[told] = draft, confidence
    return sorted(kept.values(), key=lambda pair: pair[0].cue)


def _nearness(draft: Draft) -> tuple[bool, int, int]:
    """Return how good a cue of a content is: listed or not, the tokens between them, the first of equals."""
    cue = draft.cue
    between = [max(span.start - cue.end, cue.start - span.end, 0) for span in draft.contents]
    return "unlisted" not in draft.entry.labels, -min(between, default=0), -cue.start


def settle(
    doc: Document, found: Iterable[tuple[Draft, float]], speaks: Callable[[Span], bool] = lambda _: False
) -> list[tuple[Draft, float]]:
    """Return relations in the order of their cues, each content ended where its source's next verb begins, twins merged.

    ``speaks`` says whether a span names people or a medium, who can be cited and cite.
    """
    pairs = sorted(found, key=lambda pair: pair[0].cue)
    drafts = cut_at_second_verbs(doc, [draft for draft, _ in pairs])
    drafts = [ask(doc, draft) if doc.norms[draft.cue.start] in _ASKED else draft for draft in drafts]
    sure = (confidence for _, confidence in pairs)
    return merge_twins(cite_sources(doc, list(zip(drafts, sure, strict=True)), speaks))


def is_second(doc: Document, cue: Span) -> bool:
    """Say whether a cue goes on with the source of the one before: "and added that", ", noting that"."""
    before = doc.norms[cue.start - 1] if cue.start else ""
    return before in _JOINS or (before == "," and doc.tags[cue.start] == "VBG")


def cut_at_second_verbs(doc: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """A-11: "said nobody was hurt and added that ..." says two things: the first content ends before the "and"."""
    result = list(drafts)
    for number, (draft, after) in enumerate(pairwise(drafts)):
        at = after.cue.start - 1
        if draft.source == after.source and is_second(doc, after.cue):
            cut = (Span(start, at) if start < at < end else Span(start, end) for start, end in draft.contents)
            result[number] = draft._replace(contents=tuple(cut))
    return result


def ask(doc: Document, draft: Draft) -> Draft:
    """Return a question that opens a sentence as that of whoever asked it: nobody in "Asked about the dam, Ana said"."""
    at, end = draft.cue
    if doc.norms[at] not in _ASKED or (draft.source and draft.source.start == end):
        return draft
    if at != doc.sentences[doc.sentence_at(at)].start and doc.norms[at - 1] not in _WHEN:
        return draft
    source = None
    if doc.norms[end : end + 1] == ("by",):
        limit = doc.sentences[doc.sentence_at(at)].end
        source = noun_phrase_after(doc, end + 1, next((i for i in range(end + 1, limit) if doc.norms[i] in _TOPIC), limit))
    return draft._replace(source=source, extent=source, rule="A-7" if source else "A-1h")


def cite_sources(
    doc: Document, found: Sequence[tuple[Draft, float]], speaks: Callable[[Span], bool] = lambda _: False
) -> list[tuple[Draft, float]]:
    """A-3: what an agency says, "citing two officials", is told by the officials one level deeper, not by the agency.

    After "according to" whatever is cited tells it; after "reported" people do, for else it is a reason that is given.
    """
    result, added = list(found), []
    starts = [draft.cue.start for draft, _ in found]
    for at in sorted(i for norm in _CITES for i in doc.positions.get(norm, ())):
        sentence = doc.sentences[doc.sentence_at(at)]
        cited = noun_phrase_after(doc, at + 1, sentence.end)
        after = bisect_left(starts, at)
        number = next((n for n in range(after - 1, max(after - NEAR, 0) - 1, -1) if _tells(result[n][0], sentence)), None)
        if cited is None or number is None:
            continue
        outer, confidence = result[number]
        own = after if starts[after : after + 1] == [at] else None
        comma = doc.norms[at - 1] == ","
        if outer.source is None or not (comma or outer.source.end == at) or not speaks(outer.source):
            continue
        if not speaks(cited) and (own is None or "prep" not in outer.entry.labels):
            continue
        contents = tuple(part for span in outer.contents for part in _around(doc, span, Span(at, cited.end)))
        result[number] = outer._replace(contents=contents), confidence
        draft, sure = result[own] if own is not None else (Draft(Span(at, at + 1), CITE, None, None, (), "A-3"), confidence)
        draft = draft._replace(source=cited, extent=cited, contents=contents, rule="A-3")
        if own is None:
            added.append((draft, sure))
        else:
            result[own] = draft, sure
    return [*result, *added]


def _tells(draft: Draft, sentence: Span) -> bool:
    """Say whether a relation of a sentence can be what somebody is cited for."""
    return sentence.start <= draft.cue.start and draft.source is not None and bool(draft.contents) and draft.rule != "A-3"


def _around(doc: Document, span: Span, cited: Span) -> Iterator[Span]:
    """Yield what is left of a content before and after ", citing two officials,"."""
    if not span.start < cited.end or not cited.start < span.end:
        yield span
        return
    before, after = cited.start - (doc.norms[cited.start - 1] == ","), cited.end
    while after < span.end and doc.norms[after] == ",":
        after += 1
    if span.start < before:
        yield Span(span.start, before)
    if after < span.end:
        yield Span(after, span.end)
