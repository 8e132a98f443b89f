"""Cues, tags and quotations -> attribution relations: who says what, in which form (CODEBOOK section 4)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from framing.attributions.contents import ContentFinder
from framing.attributions.floating import find_announced, join_floating
from framing.attributions.relations import Draft, RelationFinder
from framing.grammar import noun_phrase_before
from framing.lexicon import Entry, Lexicon
from framing.model import Attribution, Document, Quotation, Source, Span
from framing.quotations import TERM_WORDS

_NEAR = 50  # attributions of one sentence before another that may hold it: a text without stops is one sentence
_TWINS = 4  # relations before another of which one may have its source and content: they count once
_RELAYED = frozenset({"relayed_via"})
_NO_FLAGS: frozenset[str] = frozenset()
COLON = Entry(":", "neutral", (), rule="A-7", labels=frozenset({"quote"}))


def find_colons(finder: RelationFinder, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A-7: a colon links a name to what it says: 'One aide was blunt: "..."', and "Ruiz: the plan is dead"."""
    doc = finder.doc
    colons = doc.positions.get(":", ())
    busy = {doc.sentence_at(draft.cue.start) for draft in drafts} if colons else set()
    for i in colons:
        if not 0 < i < len(doc.norms) - 1:
            continue
        index = doc.sentence_at(i)
        sentence = doc.sentences[index]
        if index in busy or i == sentence.start:
            continue
        phrase = noun_phrase_before(doc, i, sentence.start)
        if phrase is not None and phrase.end - phrase.start == len(doc.norms[phrase.start]) == 1:
            continue  # an interview's "Q: Did you see it?"
        opens = phrase is not None and phrase.start == sentence.start and all(doc.tags[j] == "NNP" for j in range(*phrase))
        source = phrase if opens else finder.main_subject(i, sentence) if finder.content.opens_after(i + 1) else None
        contents = finder.content.right(i + 1, sentence) if source else ()
        if source and contents and doc.n_words(contents[0]) > (1 if finder.content.quoted(contents) else TERM_WORDS):
            yield Draft(Span(i, i + 1), COLON, source, source, contents, "A-7")


def find_drafts(
    doc: Document, quotations: tuple[Quotation, ...], verbs: Lexicon, no_cue: Callable[[Span], bool]
) -> list[Draft]:
    """Return a document's relations, one per content and source (A-11), with floating quotations joined on (V-12).

    ``no_cue`` refuses cue words that say something else where they stand.
    """
    finder = RelationFinder(doc, quotations)
    kept: list[Draft] = []
    told: deque[tuple[Span | None, tuple[Span, ...]]] = deque(maxlen=_TWINS)
    for draft in finder.drafts(verbs, no_cue):
        said = draft.source, draft.contents
        if said not in told or not draft.contents:
            told.append(said)
            kept.append(draft)
    kept += [*find_colons(finder, kept)]
    kept = sorted([*kept, *find_announced(finder, kept, verbs)], key=lambda draft: draft.cue)
    return join_floating(doc, quotations, _cut_tails(finder.content, kept))


def _cut_tails(content: ContentFinder, drafts: list[Draft]) -> list[Draft]:
    """End a content where a parenthetical attribution begins ("..., the Times reported") or its source's next verb."""
    doc = content.doc
    result = []
    for _, group in groupby(drafts, key=lambda draft: doc.sentence_at(draft.cue.start)):
        together = list(group)
        tails = list(_tails(doc, together)) if len(together) > 1 else []
        result += [_cut(content, draft, tails) for draft in together] if tails else together
    return [draft for draft in result if draft.contents or "no_comment" in draft.entry.labels]


def _tails(doc: Document, drafts: list[Draft]) -> Iterator[tuple[Draft, int]]:
    """Yield the drafts of a sentence that end what came before them, and where they begin."""
    for draft in drafts:
        if draft.contents and draft.contents[0].end <= draft.cue.start:
            yield draft, min(draft.cue.start, draft.extent.start if draft.extent else draft.cue.start)
    for earlier, later in pairwise(drafts):
        if later.source == earlier.source and doc.norms[later.cue.start - 1] in ("and", "but", "then"):
            yield later, later.cue.start - 1


def _cut(content: ContentFinder, draft: Draft, tails: list[tuple[Draft, int]]) -> Draft:
    contents = draft.contents
    for tail, at in tails:
        joined = tail.source == draft.source and draft.cue.start < at
        if tail is not draft and tail.contents and (joined or tail.contents[0].start <= draft.cue.start):
            contents = tuple(
                cut for span in contents for cut in (content.trim(span.start, at) if span.start < at < span.end else (span,))
            )
    return draft if contents == draft.contents else draft._replace(contents=contents)


def finish(doc: Document, draft: Draft, source: Source, channel: str = "", confidence: float = 1.0) -> Attribution:
    """Return the attribution of a draft whose source is known: its kind and form settled."""
    entry = draft.entry
    kind = "no_comment" if "no_comment" in entry.labels else "cognition" if "cognition" in entry.labels else "reporting"
    if entry.category == "hearsay" or (draft.source is None and kind == "reporting"):
        kind = "hearsay"
    rule = entry.rule if kind in ("no_comment", "hearsay") and entry.rule else draft.rule
    flags = _RELAYED if channel else _NO_FLAGS
    form, level = "indirect", 1  # until it is known what of it is quoted, and in whose content it stands
    return Attribution(  # its fields in their order: named ones take twice as long
        source, draft.cue, draft.contents, kind, entry.category, entry.words, form, rule, level, channel, flags, confidence
    )


def set_levels(doc: Document, attributions: list[Attribution]) -> list[Attribution]:
    """A-3: an attribution whose cue stands in the content of another one of its sentence is one level deeper."""
    result: list[Attribution] = []
    first, sentence = 0, -1  # the first attribution of the sentence
    for number, attribution in enumerate(attributions):
        cue = attribution.cue.start
        index = doc.sentence_at(cue)
        if index != sentence:
            first, sentence = number, index
        level = 1 + (attribution.rule == "A-3")  # "citing two officials"
        if first < number:
            outer = [a.level for a in result[max(first, number - _NEAR) :] if _says(a, cue)]
            level = max(outer) + 1 if outer else level
        result.append(attribution if level == 1 else replace(attribution, level=level))
    return result


def _says(attribution: Attribution, token: int) -> bool:
    """Say whether a token stands in what somebody says."""
    return attribution.kind != "cognition" and any(start <= token < end for start, end in attribution.contents)
