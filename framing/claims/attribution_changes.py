"""A claim and what carries it -> what became of its source and of the word that links it (CODEBOOK C-6, A-4 to A-6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.claims.results import Change, Statement
from framing.claims.tellings import Record, Telling
from framing.claims.verb_forms import root

_MEDIA = "media"
_ATTITUDES = frozenset(["positive", "negative"])
_MORE = 2  # words that an outlet's name may have beside its own: the Norpress news agency
_SAYING = frozenset(root(word) for word in ("say", "said", "tell", "told", "according", "add"))  # cues that are no acts
_NAMED = 4  # rung from which a source is named


def find_attribution_changes(one: Telling, claim: Statement, other: Telling, carried: Sequence[Statement]) -> Iterator[Change]:
    """Yield what changed in a claim's attribution: the source gone or new, less or more openly named, relayed; another cue."""
    words = one.claimed_in([claim])
    shared = words & other.claimed_in(carried) or words
    mine, theirs = _outermost(one.attributions_like([claim], shared), other.attributions_like(carried, shared))
    around = one.words_of(one.sentences_of([claim])), other.words_of(other.sentences_of(carried))
    mine, theirs = _without_acts(mine, theirs, around[1]), _without_acts(theirs, mine, around[0])
    if not mine or not theirs:
        yield from _compare_presence(one, claim, mine, other, carried, theirs)
        return
    outlet = _words(one.article.outlet)
    relay = _find_relay(mine, theirs, outlet)
    if relay is not None:
        yield Change("attribution", "relayed", say_record(one, mine[0]), say_record(other, relay))
    before, after = _of_one_sort(mine, theirs, outlet)
    if before is not None and after is not None:
        exchanged = before["source_text"] != after["source_text"] and (
            _is_told(one, before, other.words_of(carried)) and _is_told(other, after, one.words_of([claim]))
        )
        if not exchanged:
            yield from _compare_rungs(one, before, other, after)
        yield from _compare_cues(before, after)


def _outermost(mine: Sequence[Record], theirs: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Leave out, on both sides, what one tells within another attribution: "the union asked for more, a draft shows"."""
    inner = [*_nested(mine), *_nested(theirs)]
    kept = [[r for r in side if not any(_is_same(r, nested) for nested in inner)] for side in (mine, theirs)]
    return kept[0], kept[1]


def _without_acts(records: Sequence[Record], others: Sequence[Record], words: frozenset[str]) -> list[Record]:
    """Leave out what the other side tells in the same words, but not as an attribution."""
    acts = [
        record
        for record in records
        if not any(_name_of(record) & _name_of(other) for other in others)
        and (name := _words(str(record["source_text"])))
        and name <= words
        and _cue_of(record) & (words - _SAYING)
    ]
    return [record for record in records if record not in acts]


def _cue_of(record: Record) -> frozenset[str]:
    return frozenset(root(word) for word in str(record["cue_text"]).lower().split())


def _nested(records: Sequence[Record]) -> Iterator[Record]:
    for record in records:
        outer = (span for other in records if other is not record and _is_own_source(other) for span in other["contents"])
        if record["source"] and any(start <= record["cue"][0] < end for start, end in outer):
            yield record


def _is_own_source(record: Record) -> bool:
    return record["source"] is not None and record["type"] != _MEDIA


def _is_same(one: Record, other: Record) -> bool:
    """Say whether two attributions have a source by the same name and the same cue."""
    return root(str(one["cue_text"]).lower()) == root(str(other["cue_text"]).lower()) and bool(_name_of(one) & _name_of(other))


def _of_one_sort(
    mine: Sequence[Record], theirs: Sequence[Record], outlet: frozenset[str]
) -> tuple[Record | None, Record | None]:
    """Return the attributions to compare: of the sources themselves, or of the outlets that report them, on both sides."""
    for media in (False, True):
        before, after = (next((r for r in side if _is_media(r, outlet) is media), None) for side in (mine, theirs))
        if before is not None and after is not None:
            return before, after
    return None, None


def _is_media(record: Record, outlet: frozenset[str]) -> bool:
    """Say whether a source is an outlet: by its kind, or because it is the one that the claim is from."""
    name = _words(str(record["entity"]))
    return record["type"] == _MEDIA or (bool(outlet) and outlet <= name and len(name - outlet) <= _MORE)


def say_record(telling: Telling, record: Record) -> str:
    """Return who says it and with which word, as the text has them: "officials said", or the cue alone."""
    cue = str(record["cue_text"])
    source = str(record["source_text"])
    if not source:
        return cue
    return f"{source} {cue}" if record["source"][0] < record["cue"][0] else f"{cue} {source}"


def _compare_presence(
    one: Telling,
    claim: Statement,
    mine: Sequence[Record],
    other: Telling,
    carried: Sequence[Statement],
    theirs: Sequence[Record],
) -> Iterator[Change]:
    """Yield a source that one side has, unless the other tells the same of the same source as an act.

    Hearsay without any source is none: that it came or went is told among the hedges.
    """
    outlet = _words(one.article.outlet)
    before, after = (next((r for r in side if r["source"]), None) for side in (mine, theirs))
    if before is not None and not theirs and not _is_told(one, before, other.words_of(other.sentences_of(carried))):
        hearsay = _find_hearsay(other, carried, one.words_of([claim]))
        yield Change("attribution", "downgraded" if hearsay else "dropped", say_record(one, before), hearsay)
    elif after is not None and not mine and not _is_told(other, after, one.words_of(one.sentences_of([claim]))):
        if all(other.attributed(statement) for statement in carried):
            hearsay = _find_hearsay(one, [claim], other.words_of(carried))
            credited = bool(outlet) and _is_media(after, outlet) and outlet <= _name_of(after)
            kind = "relayed" if credited else "upgraded" if hearsay else "added"
            yield Change("attribution", kind, hearsay, say_record(other, after))


def _find_hearsay(telling: Telling, statements: Sequence[Statement], words: frozenset[str]) -> str:
    """Return the words by which statements tell something as hearsay, "is believed to", "" where they do not."""
    for hit in telling.hits_in(telling.sentences_of(statements), "hedging"):
        if hit.category == "hearsay" and telling.reach_of(hit) & words:
            return hit.text
    return ""


def _is_told(telling: Telling, record: Record, words: frozenset[str]) -> bool:
    """Say whether a statement has the source of an attribution, or its act, without being read as one.

    "The court rejected the appeal" beside "the court accepted it"; "residents signed" beside "people signed the petition".
    A source that what it says speaks of is left out: its name stands there anyway.
    """
    cue = _cue_of(record)
    content = frozenset(word for span in record["contents"] for word in telling.words_between(*span))
    name = _words(str(record["source_text"]))
    if name and name <= words and not name & content:
        return True
    return bool(cue & words) and not cue & _SAYING


def _find_relay(mine: Sequence[Record], theirs: Sequence[Record], outlet: frozenset[str]) -> Record | None:
    """Return the attribution that credits another outlet, where the claim credits none."""
    if any(_is_media(record, outlet) or record["channel"] for record in mine):
        return None
    credited = (record for record in theirs if _is_media(record, outlet) or record["channel"])
    return next((record for record in credited if "pronoun" not in record["flags"]), None)


def _compare_rungs(one: Telling, before: Record, other: Telling, after: Record) -> Iterator[Change]:
    """Yield a source named more or less openly; one who is named on both sides, in fewer words perhaps, is the same."""
    unknown = {"unresolved"} & {*before["flags"], *after["flags"]}
    same = min(before["rung"], after["rung"]) >= _NAMED and bool(_name_of(before) & _name_of(after))
    if after["rung"] != before["rung"] and not unknown and not same:
        kind = "downgraded" if after["rung"] < before["rung"] else "upgraded"
        yield Change("attribution", kind, say_record(one, before), say_record(other, after))


def _compare_cues(before: Record, after: Record) -> Iterator[Change]:
    """Yield another class of cue; opposite attitudes are told as a change of meaning."""
    classes = {before["cue_class"], after["cue_class"]}
    if len(classes) > 1 and classes != _ATTITUDES and after["kind"] == before["kind"]:
        yield Change("attribution", "cue_changed", str(before["cue_text"]), str(after["cue_text"]))


def _name_of(record: Record) -> frozenset[str]:
    return _words(f"{record['entity']} {record['source_text']}")


def _words(text: str) -> frozenset[str]:
    """Return the stems of a name's words, without its articles and small words."""
    return frozenset(root(word) for word in text.lower().split() if len(word) > 3)
