"""A term -> the actor it is said of, as far as the wording shows it (CODEBOOK L-16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing.grammar import subject_before, verb_group
from framing.model import Document, Mention, Span

PREDICATE_REACH = 4  # tokens: "is a most shameful"
OBJECT_REACH = 3  # tokens: "slammed the new mayor Ruiz"
_COPULAS = frozenset(["is", "are", "was", "were", "remains", "remained", "became", "becomes"])
_LINKS = ("of", "by")  # "the regime of Lukov", "a tirade by Lukov"
_FINITE = ("VB", "VBD", "VBP", "VBZ")
_DESCRIBES = ("DT", "JJ", "JJR", "JJS", "RB", "RBS", "CD")
_BEFORE_NAME = (*_DESCRIBES, "PRP$", "NN", "NNP")


def target_of(doc: Document, term: Span, mentions: Iterable[Mention]) -> str:
    """Return the actor a term is attached to, or "".

    A term is attached as modifier ("strongman Lukov", "the regime of Lukov"), as possession ("Lukov's regime"), as
    predicate ("Lukov is a strongman") or apposition ("Lukov, a strongman,"). A verb is its subject's, in the passive
    its agent's; where none of them is an actor, its object's.

    Parameters
    ----------
    mentions
        The mentions in the term's sentence.
    """
    mentions = list(mentions)
    for reaches in (_modifies, _follows):
        for mention in mentions:
            if reaches(doc, term, mention):
                return mention.actor
    if mentions and doc.tags[term.start].startswith("VB"):
        return _of_verb(doc, term, [mention for mention in mentions if mention.role != "possessive"])
    return ""


def _modifies(doc: Document, term: Span, mention: Mention) -> bool:
    """Say whether a term stands before a name in one phrase: "strongman Lukov", "the regime of Lukov"."""
    before = term.end <= mention.span.start and doc.tags[term.start] not in _FINITE
    return before and _joins(doc, range(term.end, mention.span.start), _LINKS)


def _follows(doc: Document, term: Span, mention: Mention) -> bool:
    """Say whether a term is a name's possession, predicate or apposition; a verb's place is not read from this."""
    between = range(mention.span.end, term.start)
    if not between or (doc.tags[term.start].startswith("VB") and mention.role != "possessive"):
        return False
    if mention.role == "possessive":
        return _joins(doc, between[1:])
    if not all(doc.tags[i] in _DESCRIBES for i in between[1:]) or len(between) > PREDICATE_REACH:
        return False
    apposed = doc.norms[between[0]] == "," and len(between) > 1 and doc.tags[between[1]] == "DT"
    return doc.norms[between[0]] in _COPULAS or apposed


def _joins(doc: Document, between: range, words: Sequence[str] = ()) -> bool:
    """Say whether what stands between a term and a name keeps them in one phrase."""
    return len(between) <= 1 and all(doc.norms[i] in words or doc.tags[i][:2] in ("NN", "JJ") for i in between)


def _of_verb(doc: Document, verb: Span, mentions: Sequence[Mention]) -> str:
    """Return who does what a verb tells; where that is no actor, to whom."""
    sentence = doc.sentences[doc.sentence_at(verb.start)]
    group = verb_group(doc, verb.start, sentence)
    phrase = subject_before(doc, group.start, sentence)
    subject = _head(doc, mentions, phrase[0]) if phrase else ""
    after = _after(doc, verb, mentions)
    if group.passive:
        return after if "by" in doc.norms[verb.end : verb.end + 2] else subject
    return subject or after


def _head(doc: Document, mentions: Iterable[Mention], phrase: Span) -> str:
    """Return the actor who is the head of a phrase: of "the mayor of Tarn" it is none."""
    for mention in mentions:
        before = range(phrase.start, mention.span.start)
        if before.start <= before.stop and mention.span.end == phrase.end and all(doc.tags[i] in _BEFORE_NAME for i in before):
            return mention.actor
    return ""


def _after(doc: Document, verb: Span, mentions: Iterable[Mention]) -> str:
    for mention in mentions:
        between = range(verb.end, mention.span.start)
        if mention.span.start >= verb.end and len(between) <= OBJECT_REACH:
            if all(doc.norms[i] == "by" or doc.tags[i] in _BEFORE_NAME for i in between):
                return mention.actor
            return ""
    return ""
