"""What the chain reads and what rules found -> attribution relations, each with its confidence (CODEBOOK section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from framing.attributions.linking import Linked, Linker, Maker, rule_of
from framing.attributions.marked import core_of
from framing.attributions.relations import Draft, RelationFinder
from framing.grammar import FINITE
from framing.lexicon import Entry
from framing.linear.chain import Chain
from framing.linear.features import Array, Ruled, observe, observe_all
from framing.linear.linking import index_rules
from framing.linear.marking import LABELS, find_all_marks, find_marks, log_odds_of
from framing.model import Document, Mark, Quotation, Span

BY_RULE_ONLY = "by rule only"  # the list of words of which only rules make relations: "according to plan" is none
CUES = "reporting_verbs"  # what the lists of words that may be cues begin with
# How likely a cue must be; chosen by whole relations on articles kept out of learning.
LEAST_BY_RULE = 0.3  # one that a rule found
LEAST_RARE = 0.1  # one of several words, or no verb: seldom mistaken, and too rare to be learned
LEAST_NESTED = 0.2  # the same, inside what somebody else says
LEAST_LISTED = 0.25  # one that a list has, of which rules made no relation
LEAST_ALONE = 0.4  # one that no list has
LEAST_SOURCELESS = 0.6  # one that has no source either
LEAST_ACT = 0.85  # one that judges, of which rules made no relation: mere acts are none
ALIKE = 0.5  # of the tokens of both
SCRAP = 0.5  # of the tokens of a content by rule: less is a part of it
_NEVER = 1.1
_CUE = LABELS.index("cue")
_JUDGING = ("reporting_verbs negative", "reporting_verbs positive")
_NO_VERBS = ("JJ", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS")
_CONTRASTS = ("but", "while", "whereas", "although", "though")
_TAKES_THINGS = frozenset(["np", "quote", "as", "noun", "person"])
_TAKES_MORE = _TAKES_THINGS | {"that"}
_ALWAYS = ("no_comment", "adverb", "passive")  # labels of entries that coders were not asked to mark: rules decide alone


def find_relations(
    doc: Document,
    quotations: Sequence[Quotation],
    drafts: Sequence[Draft],
    words: Mapping[str, Entry],
    chain: Chain,
) -> Iterator[tuple[Draft, float]]:
    """Yield a document's relations, each with its confidence.

    The chain, which knows what rules found, says where sources, cues and contents are; rules say which belong together,
    and what a relation is. What rules found stays unless the chain thinks little of it; what only the chain found must be
    likelier. ``words`` are the cues of one word, for what they commit an article to.
    """
    read = chain.read(doc, observe(doc, quotations, drafts))
    return _relate(Ruled(doc, quotations, drafts), read, find_marks(doc, read, chain.scales), words, chain)


def find_all_relations(
    parts: Sequence[Ruled], words: Mapping[str, Entry], chain: Chain
) -> Iterator[Iterator[tuple[Draft, float]]]:
    """Yield what `find_relations` yields for each of some documents, all of which the chain reads together."""
    docs = [part.doc for part in parts]
    read = chain.read_all(docs, observe_all(parts))
    start = 0
    for part, marks in zip(parts, find_all_marks(docs, read, chain.scales), strict=True):
        end = start + len(part.doc.norms)
        if part.drafts or marks["cue"]:
            yield _relate(part, read[start:end], marks, words, chain)
        else:
            yield iter(())
        start = end


def _relate(
    part: Ruled, read: Array, marks: Mapping[str, Sequence[Mark]], words: Mapping[str, Entry], chain: Chain
) -> Iterator[tuple[Draft, float]]:
    """Yield a document's relations from the probabilities of its tokens' labels, and from the spans these mark."""
    doc, quotations, drafts = part
    rules = index_rules(doc, drafts, marks)
    unruled = (i for span, _ in marks["cue"] if span not in rules.cues for i in range(*span))
    listed = [(Span(i, i + 1), words[doc.norms[i]]) for i in unruled if doc.norms[i] in words]
    maker = Maker(doc, RelationFinder(doc, quotations), listed)
    done: set[int] = set()
    for linked in Linker(doc, rules.rank).link(marks["cue"], marks["source"], marks["content"]):
        number = rules.cues.get(linked.cue.span)
        if number in done:
            continue
        if number is not None:
            done.add(number)
            draft = drafts[number]
            certain = not draft.entry.labels.isdisjoint(_ALWAYS)
            confidence = 1.0 if certain else linked.cue.confidence
            yield draft if certain or rules.is_nested(number) else _agree(draft, linked, maker), confidence
        elif linked.cue.confidence >= _least(doc, linked, chain):
            made = maker.make(linked)
            if made and not _is_refused(made, maker):
                yield made, linked.cue.confidence
    for number, draft in enumerate(drafts):
        if number not in done:
            yield from _by_rule_alone(draft, read, chain, nested=rules.is_nested(number))


def _by_rule_alone(draft: Draft, read: Array, chain: Chain, *, nested: bool) -> Iterator[tuple[Draft, float]]:
    """Yield a relation of whose cue the chain made none, where that is likely enough."""
    if not draft.entry.labels.isdisjoint(_ALWAYS):
        yield draft, 1.0
        return
    confidence = _confidence(draft, read, chain)
    if confidence >= _least_by_rule(draft, nested=nested):
        yield draft, confidence


def _least(doc: Document, linked: Linked, chain: Chain) -> float:
    """Return how likely a cue must be that no rule made a relation of."""
    start, end = linked.cue.span
    found = [chain.groups.get(norm, ()) for norm in doc.norms[start:end]]
    lists = set().union(*found)
    if BY_RULE_ONLY in lists:
        ruled = (i for i, names in enumerate(found, start) if BY_RULE_ONLY in names)
        if any(end - start == 1 or doc.tags[i] not in ("IN", "TO") for i in ruled):
            return _NEVER
    if not lists.isdisjoint(_JUDGING):
        return LEAST_ACT
    if any(name.startswith(CUES) for name in lists):
        return LEAST_LISTED
    return LEAST_ALONE if linked.source else LEAST_SOURCELESS


def _alike(marked: Sequence[Span], ruled: Sequence[Span]) -> bool:
    """Say whether contents agree so far that their exact edges are the rule's, or none was marked."""
    one, other = (set().union(*(range(*span) for span in spans)) for spans in (marked, ruled))
    shared = len(one & other)
    return not one or shared >= ALIKE * (len(one) + len(other) - shared)


def _least_by_rule(draft: Draft, *, nested: bool) -> float:
    """Return how likely a cue must be of which rules made a relation; coders marked few inside others' contents (A-3)."""
    return LEAST_NESTED if nested else LEAST_RARE if _is_rare(draft) else LEAST_BY_RULE


def _is_rare(draft: Draft) -> bool:
    return draft.cue.end - draft.cue.start > 1 or not draft.entry.labels.isdisjoint(("prep", "noun"))


def _confidence(draft: Draft, read: Array, chain: Chain) -> float:
    inside = read[draft.cue.start : draft.cue.end, _CUE].tolist()
    return chain.scales["cue"].probability(sum(map(log_odds_of, inside)) / len(inside))


def _agree(draft: Draft, linked: Linked, maker: Maker) -> Draft:
    """Return a draft with the contents that were marked, and the source where rules found another."""
    marked = linked.source.span if linked.source else None
    known = draft.extent or draft.source
    if not marked or (known and _meet(known, marked)):
        contents = _settle(draft, linked, maker)
        return draft if contents == draft.contents else draft._replace(contents=contents)
    source, extent = core_of(maker.doc, marked)
    draft = draft._replace(source=source, extent=extent)
    contents = _settle(draft, linked, maker)
    return draft._replace(contents=contents, rule=rule_of(maker.doc, draft.cue, draft.entry, source, contents))


def _settle(draft: Draft, linked: Linked, maker: Maker) -> tuple[Span, ...]:
    """Return the contents that were marked, without the source, and those by rule of which nothing was marked."""
    trimmed = [span for mark in linked.contents for span in maker.finder.content.trim(*mark.span)]
    if not trimmed or trimmed == [*draft.contents]:
        return draft.contents
    own = [span for span in (draft.source, draft.extent) if span]
    marked = [span for span in trimmed if not any(_is_part(span, other) for other in own)]
    marked = [span for span in marked if not any(_is_scrap(span, other) for other in draft.contents)]
    ends = {span.end for span in draft.contents if maker.doc.norms[span.end : span.end + 1] == (";",)}
    marked = [span for span in marked if span.start - 1 not in ends]
    marked = [_without_contrast(maker.doc, span, draft.contents) for span in marked]
    split = len(draft.contents) > 1 and all(any(_holds(one, other) for one in marked) for other in draft.contents)
    if split or _alike(marked, draft.contents):
        return draft.contents
    return tuple(sorted([*marked, *(span for span in draft.contents if not any(_meet(span, other) for other in marked))]))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_part(one: Span, other: Span) -> bool:
    """Say whether two spans share half of the shorter."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(one.end - one.start, other.end - other.start)


def _holds(one: Span, other: Span) -> bool:
    return one.start <= other.start and other.end <= one.end


def _without_contrast(doc: Document, span: Span, ruled: Sequence[Span]) -> Span:
    """Return a span without the outlet's own clause after it: "said the dam was full, but the levee leaked"."""
    for start, end in ruled:
        if start <= span.start < end < span.end - 1:
            if doc.norms[end] == ";" or (doc.norms[end] == "," and doc.norms[end + 1] in _CONTRASTS):
                return Span(span.start, end)
    return span


def _is_scrap(span: Span, whole: Span) -> bool:
    """Say whether a span is a small part of what is a content by rule: more of it was missed than marked."""
    return _holds(whole, span) and span.end - span.start < SCRAP * (whole.end - whole.start)


def _is_refused(draft: Draft, maker: Maker) -> bool:
    """Say whether a relation that only the chain found is none: by its words' tags, its source or its content."""
    doc, at = maker.doc, draft.cue.start
    noun = "noun" not in draft.entry.labels and doc.tags[at] in _NO_VERBS
    if draft.cue.end - at == 1 and at and noun and doc.tags[at - 1] in ("DT", "PRP$"):
        return True  # "the suggested route", "the report"
    if draft.source is None and ((doc.tags[at] != "VBN" and draft.entry.category == "tentative") or _is_judging(draft)):
        return True  # ", suggesting that": an event does (A-9, H-17)
    if draft.source and "what" in doc.norms[max(0, draft.source.start - 1) : draft.source.start + 1]:
        return True  # "What the treasurer said was never written down"
    if not draft.entry.labels.isdisjoint(_ALWAYS) or any(_holds(content, draft.cue) for content in draft.contents):
        return True
    return _is_act(draft, maker)


def _is_judging(draft: Draft) -> bool:
    return draft.entry.category in ("negative", "positive")


def _is_act(draft: Draft, maker: Maker) -> bool:
    """A-12: say whether a verb that takes questions or infinitives has a mere thing after it: "discussed the budget"."""
    doc, content = maker.doc, draft.contents[0]
    takes = {label.split(":")[0] for label in draft.entry.labels}
    if content.start < draft.cue.end or takes & (_TAKES_THINGS if _is_judging(draft) else _TAKES_MORE):
        return False
    if any(_meet(quotation.span, content) for quotation in maker.finder.quotations):
        return False
    tags = doc.tags[content.start : content.end]
    return tags[0] != "IN" and not any(tag in FINITE or tag == "TO" for tag in tags)
