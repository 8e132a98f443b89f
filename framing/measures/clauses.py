"""A sentence -> its clauses, as far as marks, conjunctions and tags tell them without a parser (CODEBOOK H-28)."""

from __future__ import annotations

from collections.abc import Container

from framing.grammar import FINITE, NOUNS
from framing.model import Document, Span

_DASHES = frozenset(["\u2014", "\u2013", "--"])
_STRONG = _DASHES | {";", ":"}
_MARKS = _STRONG | {","}
_JOINING = frozenset(["and", "but", "or", "yet", "nor"])
_BEFORE_NOUN = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "POS"}
_OPENS_PHRASE = frozenset(["DT", "PRP$", "CD", "JJ", "JJR", "JJS", "RB"])


def clauses(doc: Document, sentence: Span, openers: Container[int] = ()) -> list[Span]:
    """Return the clauses of a sentence: what stands between ``, ; : —`` and coordinating conjunctions, and has a finite verb.

    A piece without a finite verb belongs to the clause after it, the last one to the clause before: "and" between two
    nouns parts nothing.

    Parameters
    ----------
    openers
        Tokens that open a clause without a mark before them, such as the "if" of a condition.
    """
    found: list[Span] = []
    start, has_verb = sentence.start, False
    for i in range(sentence.start, sentence.end):
        if doc.norms[i] in _MARKS or doc.norms[i] in _JOINING or i in openers:
            if has_verb:
                found.append(Span(start, i))
                start, has_verb = i if i in openers else i + 1, False
            elif found and i == start and i not in openers:  # the "and" of ", and"
                start = i + 1
        elif doc.tags[i] in FINITE:
            has_verb = True
    if start < sentence.end and (has_verb or not found):
        found.append(Span(start, sentence.end))
    elif start < sentence.end:
        found[-1] = Span(found[-1].start, sentence.end)
    return found


def clause_at(doc: Document, at: int, openers: Container[int] = ()) -> Span:
    """Return the clause a token stands in; for a mark or a conjunction between two, the first."""
    sentence = doc.sentences[doc.sentence_at(at)]
    found = clauses(doc, sentence, openers)
    return next((clause for clause in reversed(found) if clause.start <= at), found[0])


def stretch_at(doc: Document, at: int) -> Span:
    """Return what stands between ``; : —`` around a token: a main clause with its conditions."""
    sentence = doc.sentences[doc.sentence_at(at)]
    start, end = at, at + 1
    while start > sentence.start and doc.norms[start - 1] not in _STRONG:
        start -= 1
    while end < sentence.end and doc.norms[end] not in _STRONG:
        end += 1
    return Span(start, end)


def noun_phrase_of(doc: Document, span: Span) -> Span | None:
    """Return the noun phrase that an adjective opens or stands in; None where no noun follows it."""
    sentence = doc.sentences[doc.sentence_at(span.start)]
    if not doc.tags[span.end - 1].startswith(("JJ", "VBN")):
        return None
    start, end = span
    while end < sentence.end and doc.tags[end] in _BEFORE_NOUN:
        end += 1
    if not any(doc.tags[i] in NOUNS for i in range(span.end, end)):
        return None
    while start > sentence.start and doc.tags[start - 1] in _OPENS_PHRASE:
        start -= 1
    return Span(start, end)
