"""Estimates -> the words a report prints for them, or the reason it prints none."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from framing.charts.notation import write_number
from framing.charts.values import DASH, ONE_STORY, format_count, format_number, show_interval
from framing.comparison.allowed import ONE_STORY as CASE
from framing.comparison.cells import MIN_HITS
from framing.report.material import Material
from framing.report.wording import join_words, plural

if TYPE_CHECKING:
    from framing.comparison import Estimate, Gap
    from framing.model import Hit
    from framing.scores import Column


def say_base(column: Column, count: float = 2) -> str:
    """Return the name of a column's denominator as a reader says it: of which words, where only some voices count."""
    words = {"all words": "words", "article": "articles"}.get(column.base, column.base.replace("_", " "))
    if column.base == "words":
        voices = frozenset(column.voices)
        words = {frozenset({"own"}): "words of its own", frozenset({"own", "reported"}): "unquoted words"}.get(voices, "words")
    return words.removesuffix("s") if count == 1 else words


def is_thin(estimate: Estimate) -> bool:
    """Tell whether a share is one of too few things to be a percentage: half of two attributions says nothing."""
    return estimate.unit.name.startswith("%") and 0 < estimate.base < MIN_HITS


def say_value(estimate: Estimate | None) -> str:
    """Return an estimate's value, an en dash where it is not defined or a share of too few."""
    if estimate is None or math.isnan(estimate.value) or is_thin(estimate):
        return DASH
    return format_number(estimate.value)


def say_uncertainty(material: Material, estimate: Estimate | None) -> str:
    """Return an estimate's interval, its range over a few stories, or why there is neither (CODEBOOK X-4, X-5)."""
    if estimate is None or math.isnan(estimate.value):
        return (estimate.note if estimate else "") or "not defined: nothing to count over"
    if is_thin(estimate):
        return f"none: a share of fewer than {MIN_HITS} is a count"
    if material.comparison.design == ONE_STORY or estimate.n_stories <= 1:
        return f"none: {estimate.note.replace(CASE, 'one story') or 'one story'}"
    interval = show_interval(estimate, material.comparison.design)
    if interval:
        return f"{format_number(interval[0])} to {format_number(interval[1])}"
    if estimate.interval:
        return "none: the same value in every story"
    return say_range(estimate) or estimate.note or "none"


def say_kind(estimates: Iterable[Estimate | None]) -> str:
    """Return what kind the intervals of a table are, with what weakens all of them."""
    kinds = {e.interval_kind: e.note for e in estimates if e and e.interval}
    return "; ".join(", ".join(part for part in pair if part) for pair in kinds.items())


def say_p(p: float | None) -> str:
    """Return a p-value to three digits, never as zero.

    >>> say_p(0.03), say_p(0.00002), say_p(None)
    ('0.030', '< 0.001', '–')
    """
    if p is None:
        return DASH
    return f"< {write_number(0.001, 3)}" if p < 0.0005 else write_number(p, 3)


def say_effect(gap: Gap) -> str:
    """Return the effect size that stands with a gap's p (CODEBOOK X-7), with the word for its size where there is one."""
    size = f" ({gap.size})" if gap.size else ""
    g = f", Hedges' g {format_number(gap.hedges_g, signed=True)}" if gap.hedges_g is not None else ""
    return f"{gap.effect_name} {format_number(gap.effect, signed=True)}{size}{g}" if gap.effect is not None else DASH


def say_ratio(gap: Gap) -> str:
    """Return the ratio of the two sides with its interval, an en dash where there is none."""
    ends = gap.ratio_interval
    if ends is None or ends[0] == ends[1]:
        return format_number(gap.ratio)
    return f"{format_number(gap.ratio)} ({format_number(ends[0])} to {format_number(ends[1])})"


def say_range(estimate: Estimate) -> str:
    """Return the smallest and largest value over the stories."""
    values = [value for value in estimate.values if not math.isnan(value)]
    if len(values) < 2:
        return ""
    note = f"; {estimate.note}" if estimate.note else ""
    return f"range {format_number(min(values))} to {format_number(max(values))}{note}"


def say_count(estimate: Estimate, column: Column) -> str:
    """Return an estimate as "12 in 401 words (29.9 per 1,000 words)": the rate over all texts, from five findings on."""
    base = f"{format_count(estimate.base)} {say_base(column, estimate.base)}"
    if not estimate.n_hits:
        return f"none in {base}"
    between = "of" if column.by == "values" else "in"
    enough = estimate.n_hits >= MIN_HITS and not math.isnan(estimate.pooled) and not is_thin(estimate)
    rate = f" ({format_number(estimate.pooled)} {estimate.unit.name})" if enough else ""
    return f"{format_count(estimate.total)} {between} {base}{rate}"


def count_terms(hits: Iterable[Hit]) -> list[tuple[str, int]]:
    """Return terms with how often they occur, the most frequent first, then alphabetically."""
    counts = Counter(hit.term or hit.text for hit in hits)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def say_terms(hits: Iterable[Hit], limit: int) -> str:
    """Return the most frequent terms with their counts, and how many more there are."""
    terms = count_terms(hits)
    shown = [f"“{term}” {count}" if count > 1 else f"“{term}”" for term, count in terms[:limit]]
    rest = len(terms) - limit
    return join_words([*shown, plural(rest, "other term")] if rest > 0 else shown)
