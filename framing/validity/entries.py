"""Codes of a lexicon's hits -> how many hits of each entry and category are right, and what to do about it (CODEBOOK W-1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError
from framing.validity.intervals import Interval, bound_share, weigh_shares
from framing.validity.scoring import say_uncoded, settle
from framing.validity.sheets import Code, Coding, read_sheets

if TYPE_CHECKING:
    import pandas as pd

    from framing.lexicon import Lexicon

RETIRE, WARN = 0.5, 0.7  # W-1, of the interval's lower end


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the hits coded are right, of an entry or, where ``words`` is empty, of a category's sampled entries.

    ``n`` hits were decided, ``ok`` of them right, ``of`` is how many there were to draw from; None for an entry whose hits
    were drawn together with others. A category's ``share`` and interval weigh each entry by its hits.
    """

    category: str
    words: str
    n: int
    ok: int
    of: int | None
    share: float
    interval: Interval
    verdict: str


@dataclass(frozen=True, slots=True)
class LexiconPrecision:
    """The precision of a lexicon's entries and categories, who coded them, and remarks on the coding."""

    lexicon: str
    entries: tuple[Precision, ...]
    categories: tuple[Precision, ...]
    coders: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """Return a tidy frame: the entries, then the categories, whose words are empty."""
        import pandas as pd

        names = [f.name for f in fields(Precision)]
        rows = [[getattr(row, name) for name in names] for row in (*self.entries, *self.categories)]
        frame = pd.DataFrame(rows, columns=names).astype({"of": "Int64"})
        ends: list[Any] = list(frame.pop("interval"))
        frame.insert(6, "low", [low for low, _ in ends])
        frame.insert(7, "high", [high for _, high in ends])
        return frame

    def _repr_html_(self) -> str:
        html: str = self.frame().to_html(index=False, float_format=lambda value: f"{value:.2f}", escape=True)
        return html

    def __repr__(self) -> str:
        return f"LexiconPrecision({self.lexicon}: {len(self.entries)} entries, {sum(row.n for row in self.entries)} hits)"


def score_entries(lexicon: Lexicon, coding: Coding | Iterable[str | Path]) -> LexiconPrecision:
    """Score the coded hits of a lexicon's entries (CODEBOOK W-1).

    Parameters
    ----------
    lexicon
        The lexicon that the hits were drawn with; where its fingerprint has changed since, a remark says so.
    coding
        Coded sheets of `sample_hits`: their files, or what `read_sheets` returned for them.

    Raises
    ------
    FramingError
        If nothing is coded, or the sheets are of another lexicon or of sentences.
    """
    if not isinstance(coding, Coding):
        coding = read_sheets(coding)
    if not coding.codes:
        raise FramingError(say_uncoded(coding))
    _check(lexicon, coding)
    notes = [*coding.notes, *_say_changed(lexicon, coding)]
    known = {entry.id for entry in lexicon.entries}
    settled, differing = settle(coding.codes)
    chosen = list(settled.values())
    if differing:
        notes.append(f"coders differ on {len(differing)} hits; the code of whoever coded most counts.")
    left = {code.unit for code in coding.codes} - {code.unit for code in chosen}
    if left:
        notes.append(f"{len(left)} hits could not be decided and count nowhere.")
    gone = sorted({_name(code) for code in chosen} - known)
    if gone:
        notes.append(f"no longer in {lexicon.name}, and left out: {', '.join(gone[:10])}.")
    if coding.n_empty:
        notes.append(f"{coding.n_empty:,} hits are not coded yet.")
    counts = _count([code for code in chosen if _name(code) in known])
    sizes = {name: size for strata in coding.strata.values() for name, size in strata.items()}
    entries = [_score_entry(name, *counts[name], sizes.get(name)) for name in sorted(counts)]
    categories = [
        _score_category(category, [entry for entry in entries if entry.category == category], sizes.get(category))
        for category in dict.fromkeys(entry.category for entry in entries)
    ]
    coders = tuple(sorted({code.coder for code in chosen}))
    return LexiconPrecision(lexicon.name, tuple(entries), tuple(categories), coders, tuple(notes))


def judge_share(n: float, interval: Interval) -> str:
    """Return what to do with an entry of which so many hits were coded, with this interval of those that are right."""
    if bound_share(n, n)[0] < RETIRE:
        return "too few to tell"  # with so few, not even all of them right would do
    return "retire, or add context" if interval[0] < RETIRE else "check" if interval[0] < WARN else "keep"


def _check(lexicon: Lexicon, coding: Coding) -> None:
    for code in coding.codes:
        names = [stated.partition(" ")[0] for stated in code.facts.lexicons]
        if code.facts.unit != "hits":
            raise FramingError(
                f"{code.place}: is of a sample of {code.facts.unit}, not of hits. Score it with `framing validate score`."
            )
        if lexicon.name not in names:
            raise FramingError(
                f"{code.place}: was drawn with {', '.join(names) or 'no lexicon'}, not with {lexicon.name}. Name the lexicon "
                "it was drawn with."
            )


def _say_changed(lexicon: Lexicon, coding: Coding) -> list[str]:
    stated = f"{lexicon.name} {lexicon.version} {lexicon.fingerprint}"
    drawn = {each for code in coding.codes for each in code.facts.lexicons if each.partition(" ")[0] == lexicon.name}
    return [f"the hits were drawn with {other}; the lexicon is now {stated}." for other in sorted(drawn - {stated})]


def _name(code: Code) -> str:
    return f"{code.category}: {code.entry}"


def _count(codes: Sequence[Code]) -> Mapping[str, tuple[int, int]]:
    right = Counter(_name(code) for code in codes if code.value)
    return {name: (right[name], n) for name, n in Counter(map(_name, codes)).items()}


def _score_entry(name: str, ok: int, n: int, of: int | None) -> Precision:
    category, _, words = name.partition(": ")
    interval = bound_share(ok, n)
    return Precision(category, words, n, ok, of, ok / n, interval, judge_share(n, interval))


def _score_category(category: str, entries: Sequence[Precision], of: int | None) -> Precision:
    share, n = weigh_shares([(entry.ok, entry.n, entry.of or entry.n) for entry in entries])
    interval = bound_share(share * n, n)
    coded, ok = (sum(getattr(entry, name) for entry in entries) for name in ("n", "ok"))
    if of is None and None not in (sizes := [entry.of for entry in entries]):
        of = sum(filter(None, sizes))
    return Precision(category, "", coded, ok, of, share, interval, judge_share(n, interval))
