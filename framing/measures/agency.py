"""Who acts and who is acted on, how present each actor is, and passives that name no agent (CODEBOOK S-11, S-12, F-3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from framing.grammar import verb_group
from framing.measures.evidence import Described, hit, mentioning_sentences, recall, sentence_base
from framing.measures.roles import find_roles
from framing.model import Document, Hit, Span
from framing.scores import Column, Unit

_OF_CLAUSES = Unit("% of clauses with the actor in a role", 100)
_OF_MENTIONS = Unit("% of mentions of actors", 100)
_OF_SENTENCES = Unit("% of sentences", 100)
_OF_PASSIVES = Unit("% of passives", 100)
_NOT_ACTS = frozenset(
    "be is are was were been being am 's 're 'm have has had having do does did will would could can may might should must "
    "shall get gets got gotten getting".split()
)
# Participles after "be" that mostly describe a state: nobody did it (F-3 leaves them out).
_STATES = frozenset(
    "interested concerned worried pleased surprised excited tired married located based born supposed used involved "
    "related dressed limited aware prepared ready determined convinced opposed committed dedicated known gone done".split()
)
# ``marked``: whether articles shown in full are marked with the evidence. Grammar and names are everywhere, and would hide the
# words that were chosen; their evidence stands in its own list.
_BY_REACH = 6  # tokens behind a passive within which "by" names the agent
_ROLES = {
    ("agent", False): "subject",
    ("patient", False): "object",
    ("patient", True): "passive subject",
    ("agent", True): "after by",
}


@dataclass(frozen=True)
class Agency(Described):
    """Who is told as acting, and who as acted on.

    Definition
    ----------
    An actor has a role in a clause where it is the subject or object of a verb other than "be", "have" and "do": subject,
    object, subject of a passive, or named after its "by" (S-12). Negated verbs count: the form is what is counted.

    Formula
    -------
    acting = (subject + after "by") / clauses with the actor in a role x 100; the four forms stand beside it.

    Reading
    -------
    An actor that mostly acts is told as driving events, one that is mostly acted on as undergoing them. Neither is good or
    bad, and grammar follows what happened as much as how it is told: compare versions of one story.

    Limits
    ------
    Subject and object are found by position, without a parser; possessives ("Ruiz's plan") have no role.

    References
    ----------
    Trew 1979; Fowler 1991; CODEBOOK S-12.
    """

    name: str = "agency"
    marked: bool = False
    title: str = "Agency of actors"
    needs: frozenset[str] = frozenset({"mentions", "tags"})
    columns: tuple[Column, ...] = (
        Column(
            "acting",
            _OF_CLAUSES,
            "roles",
            "as the one who acts",
            {"subject": 1.0, "after by": 1.0},
            headline=True,
            tested=False,
        ),
        Column("subject", _OF_CLAUSES, "roles", "as subject of an active verb", {"subject": 1.0}),
        Column("object", _OF_CLAUSES, "roles", "as object of an active verb", {"object": 1.0}),
        Column("passive_subject", _OF_CLAUSES, "roles", "as subject of a passive", {"passive subject": 1.0}),
        Column("after_by", _OF_CLAUSES, "roles", 'as agent of a passive, after "by"', {"after by": 1.0}),
    )  # fmt: skip

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per verb and actor in a role of it."""
        for verb, actor, role in recall(doc, _find_acts):
            yield hit(doc, verb, self.name, doc.norms[verb.start], role, target=actor, rule="S-12", labels=frozenset({role}))

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return, per actor mentioned, the clauses in which it has a role."""
        counts = Counter(actor for _, actor, _ in recall(doc, _find_acts))
        return {("roles", "", mention.actor): counts[mention.actor] for mention in doc.mentions}


def _find_acts(doc: Document) -> list[tuple[Span, str, str]]:
    """Return each verb that an actor has a role of, with the actor and the role."""
    acts = []
    for index, mentions in recall(doc, mentioning_sentences).items():
        sentence = doc.sentences[index]
        for i, tag in enumerate(doc.tags[sentence.start : sentence.end], sentence.start):
            if tag[:2] == "VB" and doc.norms[i] not in _NOT_ACTS:
                verb = Span(i, i + 1)
                passive = verb_group(doc, i, sentence).passive
                for mention, role in find_roles(doc, verb, mentions, sentence, negated=True):
                    acts.append((verb, mention.actor, _ROLES[role, passive]))
    return acts


@dataclass(frozen=True)
class Presence(Described):
    """How much of a text is about each actor.

    Definition
    ----------
    Mentions by name, nominal or pronoun (S-4 to S-7), as found in the body.

    Formula
    -------
    share of voice = mentions of the actor / mentions of all actors x 100; sentences = sentences that mention it / sentences;
    first = sentences before its first mention.

    Reading
    -------
    Who is spoken of, not who speaks: that is the measure of sources. Titles are counted apart.

    Limits
    ------
    Only actors of the registry are counted, so that shares are of these; pronouns are resolved only where one actor fits.

    References
    ----------
    CODEBOOK S-11.
    """

    name: str = "presence"
    marked: bool = False
    title: str = "Presence of actors"
    needs: frozenset[str] = frozenset({"mentions", "sentences"})
    columns: tuple[Column, ...] = (
        Column("share_of_voice", _OF_MENTIONS, "mentions", "mentions of the actor among those of all actors",
               headline=True, tested=False),
        Column("sentences", _OF_SENTENCES, "sentences", "sentences that mention the actor", {"opens": 1.0}),
        Column("first_at", Unit("sentences"), "texts that mention it", "sentences before the first mention", {"first": 1.0},
               by="values"),
        Column("by_name", Unit("% of its mentions", 100), "own mentions", "mentions by name or title", {"alias": 1.0}),
    )  # fmt: skip

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per mention; the first of each actor is worth the sentences before it."""
        seen: dict[str, int] = {}
        for mention in doc.mentions:
            sentence = doc.sentence_at(mention.span.start)
            labels = {mention.how}
            labels |= set() if mention.actor in seen else {"first"}
            labels |= set() if seen.get(mention.actor) == sentence else {"opens"}  # the first in its sentence
            seen[mention.actor] = sentence
            more: dict[str, Any] = {
                "value": float(sentence),
                "target": mention.actor,
                "labels": frozenset(labels),
                "rule": "S-11",
            }
            yield hit(doc, mention.span, self.name, doc.quote(mention.span), mention.how, **more)

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return, per actor mentioned, the mentions of all, its own, the sentences, and one text."""
        own = Counter(mention.actor for mention in doc.mentions)
        bases: dict[tuple[str, str, str], float] = {}
        for actor, n in own.items():
            bases["mentions", "", actor] = len(doc.mentions)
            bases["own mentions", "", actor] = n
            bases["sentences", "", actor] = sentence_base(doc)["sentences", "", ""]
            bases["texts that mention it", "", actor] = 1
        return bases


@dataclass(frozen=True)
class Passives(Described):
    """Passives, and those that do not say who did it.

    Definition
    ----------
    A form of "be" or "get" with a past participle; participles that describe a state ("was interested") are left out (F-3).
    With an agent where "by" and a noun follow.

    Formula
    -------
    agentless = passives without an agent / passives x 100; rate = passives / sentences x 100.

    Reading
    -------
    Most passives in news name no agent, because the agent is known or does not matter. Compare versions of one story.

    Limits
    ------
    From tags, without a parser: approximate. "By" may name a place or a time; those that a number or a day follows are none.

    References
    ----------
    Fowler 1991; CODEBOOK F-3.
    """

    name: str = "passives"
    marked: bool = False
    title: str = "Passives"
    needs: frozenset[str] = frozenset({"sentences", "tags"})
    columns: tuple[Column, ...] = (
        Column("agentless", _OF_PASSIVES, "passives", "passives that name no agent, own voice and reported",
               {"agentless": 1.0}, ("own", "reported"), headline=True, tested=False),
        Column("rate", Unit("per 100 sentences", 100), "sentences", "passives, own voice and reported",
               {"agentless": 1.0, "with agent": 1.0}, ("own", "reported")),
    )  # fmt: skip

    def find(self, doc: Document) -> Iterable[Hit]:
        """Yield a hit per passive, with or without an agent."""
        for verb, named in recall(doc, _find_passives):
            kind = "with agent" if named else "agentless"
            yield hit(doc, verb, self.name, doc.norms[verb.end - 1], kind, rule="F-3", labels=frozenset({kind}))

    def bases(self, doc: Document) -> Mapping[tuple[str, str, str], float]:
        """Return the passives by voice, and the sentences."""
        counts = Counter(doc.voices[verb.start] for verb, _ in recall(doc, _find_passives))
        return {**{("passives", voice, ""): counts[voice] for voice in ("own", "reported", "quoted")}, **sentence_base(doc)}


def _find_passives(doc: Document) -> list[tuple[Span, bool]]:
    """Return each passive from its auxiliary to its participle, and whether an agent is named behind it."""
    passives = []
    for i in [i for i, tag in enumerate(doc.tags[:]) if tag == "VBN" and doc.norms[i] not in _STATES]:
        sentence = doc.sentences[doc.sentence_at(i)]
        group = verb_group(doc, i, sentence)
        if group.passive and group.start < i:
            passives.append((Span(group.start, i + 1), _names_agent(doc, i + 1, sentence.end)))
    return passives


def _names_agent(doc: Document, start: int, end: int) -> bool:
    for i in range(start, min(start + _BY_REACH, end - 1)):
        if doc.norms[i] == "by":
            return doc.tags[i + 1] not in ("CD", "VBG") and not doc.norms[i + 1].endswith("day")
        if doc.norms[i] in (",", ";"):
            return False
    return False
