"""A claim and the statements that carry it -> what changed on the way, each with both wordings (CODEBOOK C-6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from framing.claims.meaning import find_meaning_changes
from framing.claims.numbers import find_number_changes
from framing.claims.results import Change, Fate, Statement
from framing.claims.tellings import Record, Telling
from framing.model import Hit

MOVED = 1 / 3  # of a text's length
# Classes of hedges that say nothing of how sure the outlet is of what it tells: others' doubts, and vague groups.
_NOT_SURENESS = frozenset(["doxastic_attributed", "weasel"])
_RELAYS = frozenset(["media"])


def add_changes(one: Telling, claim: Statement, other: Telling, fate: Fate) -> Fate:
    """Return a fate with what changed on the way; what turns the meaning makes a claim that was kept partial (C-5)."""
    if not fate.statements:
        return replace(fate, changes=find_lost_replies(one, claim, other))
    changes = find_changes(one, claim, other, fate.statements)
    turned = any(change.aspect == "meaning" for change in changes)
    return replace(fate, changes=changes, label="partial" if turned else fate.label)


def find_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> tuple[Change, ...]:
    """Return what changed between a claim and the statements of another version that carry it.

    Parameters
    ----------
    one, claim
        The reference version and its statement.
    other, carried
        The other version and those of its statements that carry the claim, in order.
    """
    return (
        *_compare_attribution(one, claim, other, carried),
        *_compare_hedges(one, claim, other, carried),
        *_compare_loaded(one, claim, other, carried),
        *find_number_changes(one, claim, other, carried),
        *find_meaning_changes(one, claim, other, carried),
        *_compare_places(claim, carried),
        *_compare_replies(one, claim, other, carried),
    )


def find_lost_replies(one: Telling, claim: Statement, other: Telling) -> tuple[Change, ...]:
    """Return the replies that an omitted claim records and another version nowhere does."""
    named = {record["entity"] for record in other.refusals()}
    lost = [record for record in one.refusals_in([claim]) if not other.refusals() or record["entity"] not in named]
    return tuple(Change("reply", "dropped", say_record(one, record)) for record in lost)


def say_record(telling: Telling, record: Record) -> str:
    """Return who says it and with which word, as the text has them: "officials said", or the cue alone."""
    cue = str(record["cue_text"])
    source = str(record["source_text"])
    if not source:
        return cue
    return f"{source} {cue}" if record["source"][0] < record["cue"][0] else f"{cue} {source}"


def _compare_attribution(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    before, after = one.attribution_of([claim]), other.attribution_of(carried)
    if before is None and after is None:
        return
    if before is None or after is None:
        kind = "dropped" if after is None else "added"
        yield Change("attribution", kind, say_record(one, before) if before else "", say_record(other, after) if after else "")
        return
    said = say_record(one, before), say_record(other, after)
    if after["type"] in _RELAYS and before["type"] not in _RELAYS:
        yield Change("attribution", "relayed", *said)
    elif after["rung"] != before["rung"]:
        yield Change("attribution", "downgraded" if after["rung"] < before["rung"] else "upgraded", *said)
    if after["cue_class"] != before["cue_class"] and after["kind"] == before["kind"]:
        yield Change("attribution", "cue_changed", str(before["cue_text"]), str(after["cue_text"]))


def _compare_hedges(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    before = [hit for hit in one.hits_in([claim], "hedging") if hit.category not in _NOT_SURENESS]
    after = [hit for hit in other.hits_in(carried, "hedging") if hit.category not in _NOT_SURENESS]
    if len(before) != len(after):
        yield Change("hedge", "strengthened" if len(after) < len(before) else "hedged_more", _words(before), _words(after))


def _compare_loaded(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    before, after = (
        [hit for hit in hits if hit.voice == "own"]
        for hits in (one.hits_in([claim], "loaded"), other.hits_in(carried, "loaded"))
    )
    lost = Counter(hit.term for hit in before) - Counter(hit.term for hit in after)
    gained = Counter(hit.term for hit in after) - Counter(hit.term for hit in before)
    if lost:
        yield Change("loaded", "removed", _words(hit for hit in before if hit.term in lost), "")
    if gained:
        yield Change("loaded", "added", "", _words(hit for hit in after if hit.term in gained))


def _words(hits: Sequence[Hit] | Iterator[Hit]) -> str:
    return ", ".join(dict.fromkeys(hit.text for hit in hits))


def _compare_places(claim: Statement, carried: Sequence[Statement]) -> Iterator[Change]:
    place = min(statement.place for statement in carried)
    if abs(place - claim.place) > MOVED:
        kind = "moved_up" if place < claim.place else "moved_down"
        yield Change("position", kind, f"{claim.place:.0%} down", f"{place:.0%} down")


def _compare_replies(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    before, after = one.refusals_in([claim]), other.refusals_in(carried)
    if before and not after and not other.refusals():
        yield Change("reply", "dropped", say_record(one, before[0]))
