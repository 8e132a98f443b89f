"""A claim and the statements that carry it -> what changed on the way, each with both wordings (CODEBOOK C-6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from framing.claims.attribution_changes import find_attribution_changes
from framing.claims.meaning import find_meaning_changes
from framing.claims.number_changes import find_number_changes
from framing.claims.reply_changes import find_reply_changes
from framing.claims.results import Change, Fate, Statement
from framing.claims.tellings import Telling
from framing.claims.wording_changes import find_hedge_changes, find_loaded_changes

MOVED = 1 / 3  # of a text's length
FEWEST = 4  # statements of a version in which a place means something


def add_changes(one: Telling, claim: Statement, other: Telling, fate: Fate) -> Fate:
    """Return a fate with what changed on the way; a turned meaning or another number makes a claim partial (C-5)."""
    if not fate.statements:
        return replace(fate, changes=tuple(find_reply_changes(one, claim, other)))
    changes = find_changes(one, claim, other, fate.statements)
    turned = any(change.aspect in ("meaning", "number") for change in changes)
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
        *find_attribution_changes(one, claim, other, carried),
        *find_hedge_changes(one, claim, other, carried),
        *find_loaded_changes(one, claim, other, carried),
        *find_number_changes(one, claim, other, carried),
        *find_meaning_changes(one, claim, other, carried),
        *_compare_places(one, claim, other, carried),
        *find_reply_changes(one, claim, other, carried),
    )


def _compare_places(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    place = min((statement.place for statement in carried), key=lambda place: abs(place - claim.place))
    long = min(len(one.statements), len(other.statements)) >= FEWEST
    if long and abs(place - claim.place) > MOVED:
        kind = "moved_up" if place < claim.place else "moved_down"
        yield Change("position", kind, f"{claim.place:.0%} down", f"{place:.0%} down")
