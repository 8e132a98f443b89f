"""Codes of a sample -> a row of the validation table: precision, recall, agreement, and what they allow (CODEBOOK W-2, W-3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from framing.errors import FramingError
from framing.validity.agreement import find_agreement, judge
from framing.validity.intervals import bootstrap_ratio, bound_share, weigh_shares
from framing.validity.samples import WITH, WITHOUT, Facts
from framing.validity.sheets import Code, Coding, read_sheets
from framing.validity.table import Measured, Validation, ValidationTable

SHOWN = 10  # units named in a remark


def score_sample(sheets: Coding | Iterable[str | Path], *, seed: int = 1, day: date | None = None) -> ValidationTable:
    """Score coded samples of measures.

    Where coders differ, the code of the one who coded most units counts, and a remark names the units. Units that could not
    be decided count nowhere.

    Parameters
    ----------
    sheets
        Coded sheets, of one or several measures and by one or several coders, or what `read_sheets` returned.
    seed
        Seed of the bootstrap.
    day
        The date of the table; by default today.

    Raises
    ------
    FramingError
        If a sheet cannot be read, holds no code, or was drawn by entry or category.
    """
    coding = sheets if isinstance(sheets, Coding) else read_sheets(sheets)
    if not coding.codes:
        raise FramingError(say_uncoded(coding))
    by_facts: dict[Facts, list[Code]] = {}
    for code in coding.codes:
        by_facts.setdefault(code.facts, []).append(code)
    apart = [facts for facts in by_facts if facts.unit == "hits" and facts.per != "measure"]
    if apart:
        raise FramingError(
            f"{by_facts[apart[0]][0].place}: its hits were drawn by {apart[0].per}, not of the whole measure "
            f"{apart[0].measure}. Score it with `framing lexicon score`."
        )
    notes = list(coding.notes)
    rows = []
    for facts in sorted(by_facts, key=lambda facts: (facts.measure, facts.unit, facts.corpus, facts.lexicons)):
        row, told = _score(facts, by_facts[facts], coding.strata[facts], seed, day or date.today())
        rows.append(row)
        notes += told
    if coding.n_empty:
        notes.append(f"{coding.n_empty:,} units are not coded yet.")
    return ValidationTable(tuple(rows), tuple(notes))


def say_uncoded(coding: Coding) -> str:
    """Say that no code was found, and how to give one."""
    told = " ".join(["no unit is coded.", *coding.notes[:SHOWN]])
    return f"{told} Fill in the column code: 1 for yes, 0 for no, ? where it cannot be told."


def settle(codes: Sequence[Code]) -> tuple[dict[str, Code], list[str]]:
    """Return one code for each unit that could be decided, and the units on which coders differ.

    Of several coders the one who coded most of these units comes first, and of those who coded as many, the first by name.
    """
    counts = Counter(code.coder for code in codes)
    chosen: dict[str, Code] = {}
    values: dict[str, set[bool]] = {}
    for code in sorted(codes, key=lambda code: (-counts[code.coder], code.coder, code.unit)):
        if code.value is not None:
            chosen.setdefault(code.unit, code)
            values.setdefault(code.unit, set()).add(code.value)
    return chosen, sorted(unit for unit, found in values.items() if len(found) > 1)


def _score(
    facts: Facts, codes: Sequence[Code], strata: Mapping[str, int], seed: int, day: date
) -> tuple[Validation, list[str]]:
    chosen, differing = settle(codes)
    units = {code.unit for code in codes}
    by_unit: dict[str, dict[str, bool]] = {unit: {} for unit in units}
    for code in codes:
        if code.value is not None:
            by_unit[code.unit][code.coder] = code.value
    agreement = find_agreement(by_unit, seed=seed)
    counts = {name: _count(chosen.values(), name) for name in strata}
    precision, recall, f1 = _find_rates(facts, counts, strata, seed)
    notes = []
    undecided = len(units) - len(chosen)
    if undecided:
        notes.append(f"{facts.measure}: {undecided} units could not be decided and count nowhere.")
    if differing:
        more = f" and {len(differing) - SHOWN} more" if len(differing) > SHOWN else ""
        notes.append(
            f"{facts.measure}: coders differ on {len(differing)} of {agreement.n} units coded twice "
            f"({', '.join(differing[:SHOWN])}{more}); the code of whoever coded most counts."
        )
    row = Validation(
        **{
            name: getattr(facts, name)
            for name in ("measure", "unit", "corpus", "n_articles", "lexicons", "annotator", "framing")
        },
        n=len(chosen),
        precision=precision,
        recall=recall,
        f1=f1,
        alpha=Measured.of(agreement.alpha, agreement.interval),
        n_twice=agreement.n,
        verdict=judge(agreement, len(units)),
        date=day.isoformat(),
        coders=tuple(sorted({code.coder for code in codes})),
    )
    return row, notes


def _count(codes: Iterable[Code], stratum: str) -> tuple[int, int]:
    """Return how many units of a stratum are right, and how many are coded."""
    own = [bool(code.value) for code in codes if code.stratum == stratum]
    return sum(own), len(own)


def _find_rates(
    facts: Facts, counts: Mapping[str, tuple[int, int]], strata: Mapping[str, int], seed: int
) -> tuple[Measured | None, Measured | None, Measured | None]:
    """Return precision, recall and F1, each with its interval, and None where it is not defined."""
    if facts.unit == "hits":
        coded = [(*counts[name], strata[name]) for name in strata if counts[name][1]]
        if not coded:
            return None, None, None
        share, n = weigh_shares(coded)
        return Measured(share, bound_share(share * n, n)), None, None
    (right, n_with), (missed, n_without) = counts.get(WITH, (0, 0)), counts.get(WITHOUT, (0, 0))
    precision = Measured(right / n_with, bound_share(right, n_with)) if n_with else None
    if not (n_with and n_without and right + missed):
        return precision, None, None

    def find_recall(shares: Sequence[float]) -> float:
        """Return how much of what is there was found: each stratum's share weighs as much as its sentences."""
        found, rest = strata[WITH] * shares[0], strata[WITHOUT] * shares[1]
        return found / (found + rest)

    def find_f1(shares: Sequence[float]) -> float:
        """Return the harmonic mean of precision and recall."""
        recall = find_recall(shares)
        return 2 * shares[0] * recall / (shares[0] + recall) if shares[0] else 0.0

    pairs, shares = [(right, n_with), (missed, n_without)], [right / n_with, missed / n_without]
    recall, f1 = (Measured(rate(shares), bootstrap_ratio(rate, pairs, seed=seed)) for rate in (find_recall, find_f1))
    return precision, recall, f1
