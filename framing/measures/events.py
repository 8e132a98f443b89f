"""What each actor is shown doing and undergoing, told in neutral words (CODEBOOK S-2, S-12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from framing.grammar import FINITE, VerbGroup, subject_before, verb_group
from framing.lexicon import Lexicon, shipped_lexicon
from framing.measures.evidence import Described, hit, mention_bases, mentioning_sentences
from framing.measures.polarity import clause_of
from framing.model import Document, Hit, Mention, Span
from framing.scores import Column, Unit

_BEFORE_HEAD = frozenset(["DT", "JJ", "NNP", "PRP$", "CD", "JJR", "JJS"])  # what may stand between a verb and its object's name


@dataclass(frozen=True)
class Events(Described):
    """What each actor is shown doing and undergoing, told in neutral words.

    Definition
    ----------
    Verbs of a short, documented list (harm, help, coerce, cooperate, suffer, gain), with the actor as agent or as
    patient, active or passive (S-2).

    Formula
    -------
    balance = sum of -1, 0, +1 over such verbs / mentioning sentences.

    Reading
    -------
    Good or bad news about an actor is not a judgment on the actor: it is never added to evaluation.

    Limits
    ------
    Subject and object are found by position, without a parser.

    References
    ----------
    Rashkin, Singh & Choi 2016; Sap et al. 2017; CODEBOOK S-2, S-12.
    """

    name: str = "events"
    title: str = "Events around actors"
    verbs: Lexicon = field(default_factory=lambda: shipped_lexicon("events"))
    needs: frozenset[str] = frozenset({"mentions", "tags"})
    columns: tuple[Column, ...] = (
        Column("balance", Unit("balance per mentioning sentence"), "mentioning sentences", "as agent and patient together",
               by="values", headline=True),
        Column("agent", Unit("balance per mentioning sentence"), "mentioning sentences", "what the actor does", {"agent": 1.0},
               by="values"),
        Column("patient", Unit("balance per mentioning sentence"), "mentioning sentences", "what befalls the actor",
               {"patient": 1.0}, by="values"),
    )  # fmt: skip

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per event verb and actor in a role of it."""
        by_sentence = mentioning_sentences(doc)
        if not by_sentence:
            return
        for span, entry in self.verbs.find(doc):
            index = doc.sentence_at(span.start)
            if index not in by_sentence or not doc.tags[span.start].startswith("VB"):
                continue
            for mention, role in _roles(doc, span, by_sentence[index], doc.sentences[index]):
                value = next((float(label.split(":")[1]) for label in entry.labels if label.startswith(role)), 0.0)
                found = hit(doc, span, self.name, entry.words, role, value=value, target=mention.actor, rule="S-2")
                yield replace(found, labels=frozenset({role, entry.category}))

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return, per actor, the sentences that mention it."""
        return mention_bases(doc)


def _roles(doc: Document, verb: Span, mentions: list[Mention], sentence: Span) -> Iterator[tuple[Mention, str]]:
    """Yield who acts and who is acted on: by position, turned round in the passive."""
    group = verb_group(doc, verb.start, sentence)
    if group.negated:
        return  # what did not happen is no event
    clause = clause_of(doc, verb.start, sentence)
    heads = [m for m in mentions if m.role != "possessive"]
    subject = _subject(doc, verb, group, sentence)
    acting = [m for m in heads if subject and subject.start <= m.span.start and m.span.end == subject.end]
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
