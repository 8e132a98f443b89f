"""A verb and the actors around it -> who does it and to whom, by position, without a parser (CODEBOOK S-2, S-12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.grammar import FINITE, VerbGroup, subject_before, verb_group
from framing.measures.polarity import clause_of
from framing.model import Document, Mention, Span

_BEFORE_HEAD = frozenset(["DT", "JJ", "NNP", "PRP$", "CD", "JJR", "JJS"])  # what may stand between a verb and its object's name


def find_roles(
    doc: Document, verb: Span, mentions: Sequence[Mention], sentence: Span, *, negated: bool = False
) -> Iterator[tuple[Mention, str]]:
    """Yield who acts and who is acted on: by position, turned round in the passive.

    Parameters
    ----------
    verb
        The verb, a run of tokens that begins with it.
    mentions
        The actors in its sentence.
    negated
        Whether negated verbs count too; by default what did not happen is no event, and nothing is yielded.
    """
    group = verb_group(doc, verb.start, sentence)
    if group.negated and not negated:
        return
    clause = clause_of(doc, verb.start, sentence)
    heads = [m for m in mentions if m.role != "possessive"]
    subject = _subject(doc, verb, group, sentence)
    acting = [m for m in heads if subject and _heads(doc, m.span, subject)]
    if group.passive:
        by = [m for m in heads if verb.end < m.span.start <= verb.end + 3 and "by" in doc.norms[verb.end : m.span.start]]
        yield from ((m, "patient") for m in acting[:1])
        yield from ((m, "agent") for m in by[:1])
        return
    yield from ((m, "agent") for m in acting[:1])
    for mention in heads:
        between = doc.tags[verb.end : mention.span.start]
        if verb.end <= mention.span.start < clause.end and all(tag in _BEFORE_HEAD for tag in between):
            yield mention, "patient"
            break


def _subject(doc: Document, verb: Span, group: VerbGroup, sentence: Span) -> Span | None:
    """Return who does it: the noun phrase before the verb, or before the finite verb an infinitive hangs on."""
    start = group.start
    if group.infinitive:
        finite = next((i for i in range(group.start - 1, sentence.start, -1) if doc.tags[i] in FINITE), None)
        if finite is None:
            return None
        start = verb_group(doc, finite, sentence).start
    found = subject_before(doc, start, sentence)
    return found[0] if found else None


def _heads(doc: Document, name: Span, subject: Span) -> bool:
    """Say whether a name is what a subject is about: in "the plan of Ruiz" it is not."""
    inside = subject.start <= name.start and name.end == subject.end
    return inside and not (name.start > subject.start and doc.tags[name.start - 1] == "IN")
