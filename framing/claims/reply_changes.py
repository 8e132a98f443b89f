"""A claim that records a reply refused -> whether the other version records it, for all of those asked (CODEBOOK C-6, A-1n)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.claims.results import Change, Statement
from framing.claims.tellings import Record, Telling
from framing.claims.verb_forms import root

_PARTS = re.compile(r",\s*(?:and|or|nor)\s+|\s+(?:and|or|nor|&)\s+|,\s*")
_SPEAKS_FOR = re.compile(r"^.*\b(?:spokes\w+|representatives?|officials?|lawyers?|attorneys?|press office)\s+(?:for|of|at)\s+")
_SMALL = frozenset("the a an its their his her of for at in from both neither either another one".split())


def find_reply_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement] = ()) -> Iterator[Change]:
    """Yield the replies refused that a claim records and the other version nowhere does: dropped, or weakened if of some only.

    Whom the other version quotes has replied there, which is more than a refusal. Where the statement that carries the claim
    records a refusal, one party is the same however it is named there.
    """
    refused = one.refusals_in([claim])
    if not refused:
        return
    heard = [*other.refusals(), *(record for record in other.attributions if record["kind"] == "reporting")]
    named = [words for record in heard for words in _parties(record).values()]
    beside = [_words(s.text) for s in other.statements if other.refusals_in(other.sentences_of([s]))]
    for record in refused:
        parties = _parties(record)
        lost = [
            name for name, words in parties.items()
            if not any(_same(words, others) for others in named) and not any(words <= told for told in beside)
        ]  # fmt: skip
        if lost and not (len(parties) == 1 and other.refusals_in(carried)):
            kind = "dropped" if len(lost) == len(parties) else "weakened"
            kept = ", ".join(name for name in parties if name not in lost)
            yield Change("reply", kind, f"{record['source_text']} {record['cue_text']}".strip(), kept)


def _parties(record: Record) -> dict[str, frozenset[str]]:
    """Return those who are asked, each with the stems of its name: "the White House and the treasury" are two."""
    text = str(record["entity"] if "pronoun" in record["flags"] else record["source_text"])
    parts = [part for part in _PARTS.split(text) if part.strip()]
    named = {part: _words(part) for part in parts}
    found = {part: words for part, words in named.items() if words}
    entity = _words(str(record["entity"]))
    return found or {str(record["entity"]): entity}


def _words(text: str) -> frozenset[str]:
    """Return the stems of a name, without whom it only speaks through: "a spokesman for the port" is the port."""
    text = _SPEAKS_FOR.sub("", text.lower())
    words = re.findall(r"[\w-]+", text)
    return frozenset(root(word) for word in words if word not in _SMALL and len(word) > 1)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two names stand for one party: the shorter has half of its words, and the last at least, in the longer."""
    shared = len(one & other)
    return shared > 0 and shared * 2 >= min(len(one), len(other))
