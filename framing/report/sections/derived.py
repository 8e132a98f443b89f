"""Material -> results with and without versions that follow another, side by side (CODEBOOK X-3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.charts.notation import write_number
from framing.charts.values import DASH, format_number, name_column, show_interval
from framing.comparison.cells import MIN_HITS
from framing.comparison.notes import find_derived
from framing.report.blocks import Block, Fold, Heading, Line, Paragraph, Table
from framing.report.material import Material, headlines
from framing.report.rates import is_thin, say_p
from framing.report.wording import plural

if TYPE_CHECKING:
    from framing.comparison import Comparison, Estimate, Gap

OPEN_ROWS = 30  # a table up to this length stands open
_WHY = (
    "Versions that credit another version, or probably follow it, repeat its wording: they are no evidence of their own. What "
    "changes without them rests on copies."
)


def build_derived(material: Material) -> Iterator[Block]:
    """Build the tables of estimates and gaps with all versions and with independent versions only, none where all are."""
    alone = material.comparison.independent
    if alone is None:
        return
    yield Heading("With and without derived versions", "derived")
    yield Paragraph((f"{_say_counts(material, alone)} {_WHY}",))
    if not alone.compared:
        yield Paragraph(
            ("No story is left that more than one tells independently, so there is nothing to set beside.",), "note"
        )
        return
    for table in (_tabulate_gaps(material, alone), _tabulate_estimates(material, alone)):
        if table.rows:
            yield table if len(table.rows) <= OPEN_ROWS else Fold((table.caption,), (table,))


def _say_counts(material: Material, alone: Comparison) -> str:
    """Say how many versions follow another, and on how many independent stories each side of the tables rests."""
    stories = [story for story in material.comparison.stories if story.id in set(material.comparison.compared)]
    n = len(find_derived(stories) & material.compared)
    follow = "follows" if n == 1 else "follow"
    return (
        f"{plural(n, 'article')} of {write_number(len(material.compared))} compared {follow} another version. "
        f"With all versions n = {plural(len(stories), 'independent story', 'independent stories')}, each counted once however "
        f"often it was copied; with independent versions only n = {write_number(len(alone.compared))}."
    )


def _tabulate_gaps(material: Material, alone: Comparison) -> Table:
    """Return each gap of a headline column twice; one that too little evidence is left for is a dash."""
    kept = {(gap.measure, gap.column, gap.target, gap.group, gap.other): gap for gap in alone.gaps}
    rows: list[tuple[Line, ...]] = []
    for gap in material.comparison.gaps:
        other = kept.get((gap.measure, gap.column, gap.target, gap.group, gap.other))
        name = name_column((gap.measure, gap.column), material.comparison, material.titles)
        toward = f" toward {material.titles.get(gap.target, gap.target)}" if gap.target else ""
        with_all, without = _say_gap(gap, material.comparison), _say_gap(other, alone)
        rows.append(((f"{name}{toward}: {gap.group} against {gap.other}, {gap.unit.name}",), *with_all, *without))
    half = ("Gap, {}", "Interval, {}", "Adjusted p, {}", "Stories, {}")
    header = ("Gap", *(name.format(which) for which in ("all", "independent") for name in half))
    return Table("Gaps with all versions and with independent versions only", header, tuple(rows), (False, *[True] * 8))


def _say_gap(gap: Gap | None, comparison: Comparison) -> tuple[Line, ...]:
    if gap is None:
        return ((DASH,),) * 4
    ends = gap.interval if comparison.design != "single story" else None
    interval = f"{format_number(ends[0])} to {format_number(ends[1])}" if ends else DASH
    return (
        (format_number(gap.difference, signed=True),),
        (interval,),
        (say_p(gap.p_adjusted),),
        (f"{write_number(gap.n_stories)}",),
    )


def _tabulate_estimates(material: Material, alone: Comparison) -> Table:
    """Return each group's headline estimates twice."""
    kept = {(e.measure, e.column, e.group): e for e in alone.estimates if not e.target}
    rows: list[tuple[Line, ...]] = []
    for measure, column in headlines(material, targeted=False):
        for group in material.comparison.groups:
            first = material.estimate(measure.name, column.name, group)
            second = kept.get((measure.name, column.name, group))
            if first and first.n_hits >= MIN_HITS:
                name = name_column((measure.name, column.name), material.comparison, material.titles)
                rows.append(((f"{name}: {group}, {column.unit.name}",), *_say_estimate(first), *_say_estimate(second)))
    half = ("Mean, {}", "Interval, {}", "Stories, {}")
    header = ("Estimate", *(name.format(which) for which in ("all", "independent") for name in half))
    return Table("Estimates with all versions and with independent versions only", header, tuple(rows), (False, *[True] * 6))


def _say_estimate(estimate: Estimate | None) -> tuple[Line, ...]:
    if estimate is None:
        return ((DASH,), (DASH,), ("0",))
    ends = show_interval(estimate, "")
    interval = f"{format_number(ends[0])} to {format_number(ends[1])}" if ends else DASH
    value = DASH if is_thin(estimate) else format_number(estimate.value)
    return ((value,), (interval,), (f"{write_number(estimate.n_stories - estimate.n_undefined)}",))
