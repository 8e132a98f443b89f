"""A claim and what carries it -> what turns its meaning, and who is left out as the doer (CODEBOOK C-6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.claims.acts import compare_acts
from framing.claims.polarity import compare_polarity
from framing.claims.results import Change, Statement
from framing.claims.tellings import Telling


def find_meaning_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    """Yield what turns a claim's meaning where it is carried: a "not", an opposite, exchanged roles, a doer gone."""
    mine, spans = one.tokens(claim), [other.tokens(statement) for statement in carried]
    found = [change for theirs in spans for change in compare_polarity(one, mine, other, theirs)]
    yield from {(change.kind, change.before): change for change in found}.values()
    yield from compare_acts(one.doc, mine, other.doc, spans)
