"""What each actor is shown doing and undergoing, told in neutral words (CODEBOOK S-2, S-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from framing.lexicon import Lexicon, shipped_lexicon
from framing.measures.evidence import Described, hit, mention_bases, mentioning_sentences, recall
from framing.measures.roles import find_roles
from framing.measures.shifts import find_shifts, is_unreal
from framing.model import Document, Hit
from framing.scores import Column, Unit


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
    shifters: Lexicon = field(default_factory=lambda: shipped_lexicon("shifters"))
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
        by_sentence = recall(doc, mentioning_sentences)
        if not by_sentence:
            return
        found = [(span, entry, doc.sentence_at(span.start)) for span, entry in self.verbs.find(doc)]
        found = [(span, entry, at) for span, entry, at in found if at in by_sentence and doc.tags[span.start].startswith("VB")]
        for span, entry, index in found:
            sentence = doc.sentences[index]
            roles = list(find_roles(doc, span, by_sentence[index], sentence))
            if not roles or is_unreal(doc, span.start, sentence, find_shifts(doc, self.shifters, sentence)):
                continue
            for mention, role in roles:
                value = next((float(label.split(":")[1]) for label in entry.labels if label.startswith(role)), 0.0)
                more: dict[str, Any] = {"value": value, "target": mention.actor, "labels": frozenset({role, entry.category})}
                yield hit(doc, span, self.name, entry.words, role, rule="S-2", **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return, per actor, the sentences that mention it."""
        return recall(doc, mention_bases)
