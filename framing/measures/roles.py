"""A verb and the actors around it -> who does it and to whom, by position, without a parser (CODEBOOK S-2, S-12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.grammar import FINITE, NOUNS, VerbGroup, noun_phrase_before, subject_before, verb_group
from framing.measures.shifts import clause_of
from framing.model import Document, Mention, Span

_BEFORE_HEAD = frozenset(["DT", "JJ", "NNP", "PRP$", "CD", "JJR", "JJS"])  # what may stand between a verb and its object's name
_BETWEEN_NAMES = frozenset(["CC", ",", "DT", "JJ", "NN", "NNS", "NNP", "NNPS"])  # "Ruiz, the mayor Brandt and"
# Verbs whose object does what the infinitive after it says, by their first letters.
_MAKES_ACT = tuple(
    "urg forc order ask told tell allow persuad invit enabl require press command direct compel convinc encourag want expect "
    "help caus".split()
)
_JOINTS = frozenset(["and", "or", "nor", "&"])


def find_roles(
    doc: Document, verb: Span, mentions: Sequence[Mention], sentence: Span, *, negated: bool = False
) -> Iterator[tuple[Mention, str]]:
    """Yield who acts and who is acted on: by position, turned round in the passive; of joined names, all.

    Parameters
    ----------
    verb
        The verb, a run of tokens that begins with it.
    mentions
        The actors in its sentence.
    negated
        Whether negated verbs count too; by default what did not happen is no event, and nothing is yielded.
    """
    heads = [m for m in mentions if m.role != "possessive"]
    group = verb_group(doc, verb.start, sentence)
    if not heads or (group.negated and not negated):
        return
    acting = find_subjects(doc, verb.start, heads, sentence) or []
    if group.passive:
        by = [m for m in heads if verb.end < m.span.start <= verb.end + 3 and "by" in doc.norms[verb.end : m.span.start]]
        yield from ((m, "patient") for m in acting)
        yield from ((m, "agent") for m in (join_objects(doc, by[0], heads, sentence) if by else ()))
        return
    yield from ((m, "agent") for m in acting)
    clause = clause_of(doc, verb.start, sentence)
    for mention in heads:
        between = doc.tags[verb.end : mention.span.start]
        if verb.end <= mention.span.start < clause.end and all(tag in _BEFORE_HEAD for tag in between):
            yield from ((m, "patient") for m in join_objects(doc, mention, heads, sentence) if m not in acting)
            break


def find_subjects(doc: Document, verb: int, heads: Sequence[Mention], sentence: Span) -> list[Mention] | None:
    """Return the actors that are the subject of a verb; none where it is somebody else, `None` where it is not found."""
    subject = _subject(doc, verb_group(doc, verb, sentence), sentence)
    if subject is None:
        return None
    found = [m for m in heads if _is_head(doc, m.span, subject)]
    return [m for m in join_names(doc, found[-1], heads) if m.span.end <= subject.end] if found else []


def join_names(doc: Document, mention: Mention, heads: Sequence[Mention]) -> list[Mention]:
    """Return a mention and those joined to it: in "Ruiz, Brandt and Okoro", all three."""
    first = last = heads.index(mention)
    while first and _are_joined(doc, heads[first - 1 :]):
        first -= 1
    while last + 1 < len(heads) and _are_joined(doc, heads[last:]):
        last += 1
    return list(heads[first : last + 1])


def join_objects(doc: Document, mention: Mention, heads: Sequence[Mention], sentence: Span) -> list[Mention]:
    """Return what `join_names` does, less names that begin a clause: "praised Ruiz and Brandt resigned"."""
    joined = join_names(doc, mention, heads)
    follows = [m.span.end + (m.span.end < sentence.end and doc.tags[m.span.end] == "RB") for m in joined]
    begins = [at < sentence.end and doc.tags[at] in FINITE for at in follows]
    return joined[: max(1, begins.index(True))] if True in begins else joined


def _are_joined(doc: Document, mentions: Sequence[Mention]) -> bool:
    """Say whether the first two of some mentions are joined by "and", or by a comma in a list that an "and" follows."""
    one, other, *rest = mentions
    between = range(one.span.end, other.span.start)
    if not between or doc.norms[between[0]] not in (*_JOINTS, ",") or any(doc.tags[i] not in _BETWEEN_NAMES for i in between):
        return False
    return any(doc.norms[i] in _JOINTS for i in between) or (bool(rest) and _are_joined(doc, mentions[1:]))


def _subject(doc: Document, group: VerbGroup, sentence: Span) -> Span | None:
    """Return who does it: the noun phrase before the verb, or before the finite verb an infinitive hangs on."""
    start = group.start
    if group.infinitive:
        phrase = noun_phrase_before(doc, group.start, sentence.start)
        if phrase and phrase.start > sentence.start and doc.norms[phrase.start - 1].startswith(_MAKES_ACT):
            return phrase  # "urged police to arrest": they do
        inside = group.start - 2 >= sentence.start
        if inside and doc.tags[group.start - 1] == "VBN" and doc.tags[group.start - 2] in NOUNS:
            return None  # "hosted launchers used to strike"
        finite = next((i for i in range(group.start - 1, sentence.start, -1) if doc.tags[i] in FINITE), None)
        if finite is None:
            return None
        start = verb_group(doc, finite, sentence).start
    found = subject_before(doc, start, sentence)
    return found[0] if found else None


def _is_head(doc: Document, name: Span, subject: Span) -> bool:
    """Say whether a name is what a subject is about: "Ruiz of Tarn" is, but in "the plan of Ruiz" it is not."""
    if not (subject.start <= name.start and name.end <= subject.end):
        return False
    # "Secretary of State Ruiz": a preposition between capitals is part of a title.
    titles = (
        (doc.tags[i - 1], doc.tags[i + 1]) == ("NNP", "NNP") for i in range(*subject) if doc.tags[i] == "IN" and i < name.start
    )
    if not all(titles):
        return False
    return name.end == subject.end or doc.tags[name.end] in ("IN", "CC") or doc.norms[name.end] == ","
