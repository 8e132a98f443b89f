"""Marks of sources and cues, ragged as a network leaves them -> the words that name a source, the words that are a cue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from framing.grammar import MAX_INSERT, NOUNS, TIMES, name_after, noun_phrase_after
from framing.lexicon import Entry
from framing.model import Document, Span

_NAMES = ("NNP", "NNPS")
_HOLDS = NOUNS | {"PRP", "PRP$", "CD", "WP", "DT", "JJ", "FW"}  # one of these is in whatever can be a source
_MODIFIES = NOUNS | {"JJ", "JJR", "JJS", "CD", "POS", "PRP$", "VBN", "$"}
_DETERMINES = ("DT", "PRP$", "PDT")
_TELLS = frozenset("briefed familiar close acquainted involved informed knowledgeable".split())
_LITTLE = ("DT", "IN", "TO", "RP", "PRP", "CC", "EX")  # tags of words that are no part of a cue at its edges
_HELPS = frozenset("has have had having is are was were be been being 's 've 'd 're 'm will would 'll".split())
_LONELY = frozenset("has have had do does did is are was were be been being it".split())  # no cue by themselves
_CUE_TAGS = ("VB", "NN", "JJ")
_ENDS = frozenset([".", ";", '"', "\u201c"])
_DASHES = frozenset(["-", "--", "\u2013", "\u2014"])
DATELINE = 12  # tokens within which the dash of a dateline stands
_CONCEDES = frozenset(["while", "although", "though", "whereas"])
_NEGATED = frozenset(["not", "n't", "never"])
AGENTLESS = ("adverb", "passive")  # labels of entries that have no source, whatever stands beside them (A-1h)


def core_of(doc: Document, span: Span, cue: Span | None = None) -> tuple[Span, Span]:
    """Return the name or noun phrase in a source's span, and the whole span: "Ana Ruiz, a spokeswoman for the port".

    A mark that cuts a phrase in two ("The", "Okoro", "a court") gets what it lacks, up to its cue.
    """
    sentence = doc.sentences[doc.sentence_at(span.start)]
    span = _without_dateline(doc, span, sentence)
    span = _completed(doc, span, sentence, cue) if cue else span
    phrase = noun_phrase_after(doc, span.start, span.end)
    if phrase is None:
        comma = next((i for i in range(span.start + 1, span.end) if doc.norms[i] in (",", "(", "\u2014")), span.end)
        phrase = Span(span.start, comma)
    elif phrase.end + 1 < span.end and doc.norms[phrase.end] in _TELLS:  # "people briefed on the talks"
        told = noun_phrase_after(doc, phrase.end + 2, span.end)
        phrase = Span(phrase.start, told.end) if told else phrase
    source = name_after(doc, phrase, span)
    return source, _with_clause(doc, source, span, sentence, cue) if cue else span


def _with_clause(doc: Document, source: Span, span: Span, sentence: Span, cue: Span) -> Span:
    """Return what is said of a source with its clause, "an aide, who asked not to be named because ...", up to its cue."""
    at = source.end + (doc.norms[source.end : source.end + 1] == (",",))
    if doc.norms[at : at + 1] != ("who",):
        return span
    limit = cue.start if cue.start >= at else sentence.end
    stop = next((i for i in range(at, min(limit, at + MAX_INSERT)) if doc.norms[i] in _ENDS), limit)
    return Span(span.start, max(span.end, min(stop, at + MAX_INSERT)))


def _without_dateline(doc: Document, span: Span, sentence: Span) -> Span:
    """Return a mark without the place and dash that open an article: "KARNHOLM, Nov. 3 — Ana Ruiz" (A-14)."""
    first = doc.tokens.texts[span.start]
    if span.start != sentence.start or len(first) == 1 or not first.isupper():
        return span
    dash = next((i for i in range(span.start + 1, min(span.end - 1, span.start + DATELINE)) if doc.norms[i] in _DASHES), None)
    return span if dash is None else Span(dash + 1, span.end)


def _completed(doc: Document, span: Span, sentence: Span, cue: Span) -> Span:
    """Return a mark with the rest of the noun phrase or name it breaks off in."""
    tags, norms = doc.tags, doc.norms
    low = cue.end if cue.end <= span.start else sentence.start
    high = cue.start if cue.start >= span.end else sentence.end
    start, end = span
    if tags[start] in NOUNS and norms[start] not in TIMES:
        joined = _NAMES if tags[start] in _NAMES else _MODIFIES
        before = range(start - 1, low - 1, -1)
        start -= sum(1 for _ in takewhile(lambda i: tags[i] in joined and norms[i] not in TIMES, before))
        if start > low and tags[start - 1] in _DETERMINES:
            start -= 1
    last = tags[end - 1]
    if last in _DETERMINES or last in ("CD", "JJ"):
        phrase = noun_phrase_after(doc, end - 1, high)
        end = max(end, phrase.end if phrase else end)
    elif last in NOUNS:
        alike = _NAMES if last in _NAMES else ("NN", "NNS")
        after = range(end, high)
        end += sum(1 for _ in takewhile(lambda i: tags[i] in alike and norms[i] not in TIMES, after))
        end += end + 1 == cue.start and tags[end] == "VBG" and last == "NN"  # "a court filing | says"
    return Span(start, end)


def can_be_source(doc: Document, span: Span) -> bool:
    """Say whether a span holds a word that can name somebody: "are private" does not."""
    return any(doc.tags[i] in _HOLDS for i in range(*span))


def cue_of(doc: Document, cue: Span, listed: Sequence[tuple[Span, Entry]]) -> Span:
    """Return a cue without the words around its listed ones that are none: "was said", "voiced doubt about", "hinted at".

    What a mark cuts off of a listed cue is part of it: "according". A negation stays.
    """
    if not listed:
        return cue
    start = min(span.start for span, _ in listed)
    end = max(span.end for span, _ in listed)
    before, after = range(cue.start, start), range(end, cue.end)
    if not all(doc.tags[i] in _LITTLE or doc.norms[i] in _HELPS for i in before):
        start = min(start, cue.start)
    if not all(doc.tags[i] in _LITTLE for i in after):
        end = max(end, cue.end)
    return Span(start, end)


def is_cue(doc: Document, cue: Span) -> bool:
    """Say whether words that no list has can be a cue: a lone auxiliary, preposition or conjunction cannot."""
    words = [i for i in range(*cue) if doc.norms[i] not in _LONELY and doc.norms[i] not in _NEGATED]
    return any(doc.tags[i].startswith(_CUE_TAGS) for i in words)


def is_refused(cue: Span, listed: Sequence[tuple[Span, Entry]], refused: Sequence[tuple[Span, Entry | None]]) -> bool:
    """Say whether a list knows the words of a cue and says that they are none here: "according to plan" (A-8, A-12).

    ``listed`` are the entries that hold among those words; one that is only a part of what is refused saves no cue.
    """
    return any(
        span.start < cue.end
        and cue.start < span.end
        and (entry is None or {"cognition", "learned"}.isdisjoint(entry.labels))
        and all(span.start <= own.start and own.end <= span.end and own != span for own, _ in listed)
        for span, entry in refused
    )


def whole_contents(doc: Document, contents: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return contents without what is none: a leading concession (A-13), a small word; a lone article gets its noun.

    "While prices fell, economists expect a rise": the first clause is the outlet's own.
    """
    whole = tuple(_with_noun(doc, span) for span in contents)
    if len(whole) == 1:
        return whole
    return tuple(span for span in whole if not _concedes(doc, span) and not _is_small(doc, span)) or whole


def _is_small(doc: Document, span: Span) -> bool:
    return span.end - span.start == 1 and doc.tags[span.start] not in NOUNS


def _concedes(doc: Document, span: Span) -> bool:
    opens = span.start == doc.sentences[doc.sentence_at(span.start)].start
    return opens and not _CONCEDES.isdisjoint(doc.norms[span.start : span.start + 2])


def _with_noun(doc: Document, span: Span) -> Span:
    if span.end - span.start > 1 or doc.tags[span.start] not in _DETERMINES:
        return span
    return noun_phrase_after(doc, span.start, doc.sentences[doc.sentence_at(span.start)].end) or span
