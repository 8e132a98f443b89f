"""A claim and what carries it -> hedges and loaded terms that came or went (CODEBOOK C-6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from framing.claims.results import Change, Statement
from framing.claims.tellings import Telling
from framing.model import Hit

# Classes of hedges that say nothing of how sure the outlet is of what it tells: others' doubts, vague groups, plans.
_NOT_SURENESS = frozenset(["doxastic_attributed", "weasel", "question", "prospective"])
_ENOUGH = 2  # words by which two hedges reach over the same
_SHARED = 0.4  # share of the words a hedge reaches over that the other side must have: else what it hedged is gone too


def find_hedge_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    """Yield fewer or more hedges over what both sides tell; one that only moved within its sentence is no change."""
    wholes = one.sentences_of([claim]), other.sentences_of(carried)
    raw = list(_find_hedges(one, wholes[0])), list(_find_hedges(other, wholes[1]))
    words = one.words_of([claim]) & other.words_of(carried)
    before = [hit for hit in raw[0] if _is_shared(one, [claim], hit, words, other, carried)]
    after = [hit for hit in raw[1] if _is_shared(other, carried, hit, words, one, [claim])]
    told = list(one.hits_in(wholes[0], "hedging")), list(other.hits_in(wholes[1], "hedging"))
    before, after = _without_future(before, other, wholes[1]), _without_future(after, one, wholes[0])
    lost, gained = _unmatched(one, before, other, told[1]), _unmatched(other, after, one, told[0])
    if len(lost) != len(gained):
        kind = "strengthened" if len(lost) > len(gained) else "hedged_more"
        yield Change("hedge", kind, _join(before), _join(after))


def _find_hedges(telling: Telling, statements: Sequence[Statement]) -> Iterator[Hit]:
    """Yield the hedges of some statements that say how sure the outlet is."""
    for hit in telling.hits_in(statements, "hedging"):
        if is_of_sureness(hit):
            yield hit


def _without_future(hits: Sequence[Hit], other: Telling, theirs: Sequence[Statement]) -> list[Hit]:
    """Leave out a "would" that the other side has too, where it only foresees: there it is none of the hedges (H-13)."""
    has = any("would" in statement.text.lower().split() for statement in theirs)
    return [hit for hit in hits if not (has and hit.term == "would")]


def is_of_sureness(hit: Hit) -> bool:
    """Say whether a hedge tells how sure the outlet is; a "would" inside what was said only foresees."""
    return hit.category not in _NOT_SURENESS and not (hit.term == "would" and hit.voice != "own")


def _is_shared(
    telling: Telling,
    mine: Sequence[Statement],
    hit: Hit,
    words: frozenset[str],
    other: Telling,
    theirs: Sequence[Statement],
) -> bool:
    """Say whether a hedge reaches over words of the claim that the other side has too; of an amount, whether it has that."""
    number = next((n for n in telling.numbers if n.start >= hit.end), None) if hit.category == "approximator" else None
    if number is not None and number.rough:
        told = [n for s in theirs for n in other.numbers if s.start <= n.start < s.end and n.kind == number.kind]
        here = any(s.start <= hit.start < s.end for s in mine)
        return here and any(n.value == number.value or n.unit == number.unit or "" in (n.unit, number.unit) for n in told)
    reach = telling.reach_of(hit)
    around = other.words_of(other.sentences_of(theirs))
    return not reach or (len(reach & around) >= _SHARED * len(reach) and bool(reach & words))


def _unmatched(telling: Telling, hits: Sequence[Hit], other: Telling, theirs: Sequence[Hit]) -> list[Hit]:
    """Return the hedges that the other side has neither there nor, over the same words, elsewhere."""
    left = Counter(hit.term for hit in theirs)
    found = []
    for hit in hits:
        left[hit.term] -= 1
        if left[hit.term] < 0 and not _stands_elsewhere(telling, hit, other, theirs):
            found.append(hit)
    return found


def _stands_elsewhere(telling: Telling, hit: Hit, other: Telling, theirs: Sequence[Hit]) -> bool:
    reach = telling.reach_of(hit)
    rest = (h for h in other.hits_in(other.statements, "hedging") if h.term == hit.term and h not in theirs)
    return any(len(reach & other.reach_of(h)) >= _ENOUGH for h in rest)


def find_loaded_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    """Yield loaded terms of the outlet's own voice that the other version does not use anywhere in its own."""
    before, after = _own(one.hits_in([claim], "loaded")), _own(other.hits_in(carried, "loaded"))
    ours, theirs = _terms(one, [claim]), _terms(other, carried)
    lost, gained = [hit for hit in before if hit.term not in theirs], [hit for hit in after if hit.term not in ours]
    if lost:
        yield Change("loaded", "removed", _join(lost))
    if gained:
        yield Change("loaded", "added", "", _join(gained))


def _terms(telling: Telling, statements: Sequence[Statement]) -> set[str]:
    """Return the loaded terms that a version uses in its own voice, and those of statements told of others too."""
    own = {hit.term for hit in _own(telling.hits_in(telling.statements, "loaded"))}
    return own | {hit.term for hit in telling.hits_in(statements, "loaded") if hit.voice != "quoted"}


def _own(hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.voice == "own"]


def _join(hits: Iterable[Hit]) -> str:
    return ", ".join(dict.fromkeys(hit.text for hit in hits))
