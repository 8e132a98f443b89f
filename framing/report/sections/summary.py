"""Material -> the first page: what was compared, the figures side by side, what stands, how sure, what not to conclude."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.charts.ladder import RUNGS
from framing.charts.notation import write_text
from framing.charts.values import DASH, format_count, format_number, name_column, show_interval
from framing.comparison.allowed import FEW
from framing.comparison.cells import MIN_HITS
from framing.report.blocks import Block, Heading, Line, Link, Paragraph, Statements, Strong, Table
from framing.report.findings import list_countable, list_standing, say_gap, say_result
from framing.report.material import Material, has_ladder
from framing.report.ranges import HEADER as RANGES
from framing.report.ranges import say_range
from framing.report.rates import say_base
from framing.report.sections.compared import MANY, say_scope
from framing.report.sections.validation import say_validated
from framing.report.wording import name_annotator, plural, say_caution, say_share

if TYPE_CHECKING:
    from framing.comparison import Estimate
    from framing.measures import Measure
    from framing.scores import Column

GAPS = 5  # said here; the findings say them all
LONGEST = 240  # characters of a note
COLUMNS = 7  # headline columns side by side: what fits a page with the rest
# What stands on the first page is also read without the others, and so says where it may fail.
SURENESS = (
    "Intervals cover chance in which stories were told, not errors of the method. "
    "Before resting a conclusion on a small difference, draw a sample and code it by hand."
)


def build_summary(material: Material) -> Iterator[Block]:
    """Build one page that can be read without the others."""
    yield Heading("Summary", "summary")
    yield Paragraph((f"{say_scope(material)} ", *_say_design(material)), "lede")
    yield Statements((("What stands", tuple(_say_standing(material))),))
    table = tabulate_figures(material)
    if table.rows:
        yield table
    else:
        yield Paragraph(("Nothing was found to count.",))
    yield Statements((("How sure", tuple(_say_sureness(material))),))
    yield say_caution_block(material)


def say_caution_block(material: Material) -> Paragraph:
    """Return the caution that every report carries, whatever else is left out of it (CODEBOOK 12.7)."""
    caution = say_caution(name_annotator(material.analysis.provenance))
    return Paragraph((Strong("What not to conclude. "), caution), "caution")


def _say_design(material: Material) -> Line:
    comparison = material.comparison
    return (Strong(f"{comparison.design.capitalize()}. "), write_text(comparison.notes[0]) if comparison.notes else "")


def tabulate_figures(material: Material) -> Table:
    """Return the headline columns side by side: a column a group, or over many groups their range."""
    groups = material.comparison.groups
    many = len(groups) > MANY
    rows = [row for pair in _choose(material) for row in _figure_rows(material, *pair, many)]
    header = ("Measure", *(RANGES if many else groups))
    by = material.comparison.by
    caption = f"Headline figures over {plural(len(groups), by)}" if many else f"Headline figures by {by}"
    allowed = {bool(_interval(material, e)) for pair in _choose(material) for e in _estimates(material, *pair) if e}
    spread = " (means over stories, with intervals of 95 % in parentheses)" if True in allowed and not many else ""
    return Table(f"{caption}{spread}", header, tuple(rows), (False, *[True] * (len(header) - 1)))


def _choose(material: Material) -> list[tuple[Measure, Column]]:
    return list_countable(material)[:COLUMNS]


def _estimates(material: Material, measure: Measure, column: Column) -> list[Estimate | None]:
    return [material.estimate(measure.name, column.name, group) for group in material.comparison.groups]


def _figure_rows(material: Material, measure: Measure, column: Column, many: bool) -> Iterator[tuple[Line, ...]]:
    """Yield one row, and where the rate is blind to sources their ladder and the opaque share under it (CODEBOOK A-18)."""
    name = name_column((measure.name, column.name), material.comparison, material.titles)
    yield ((f"{name}, {_say_unit(column)}",), *_say_row(material, measure, column, many))
    if has_ladder(measure):
        opaque = next(c for c in measure.columns if c.name == "opaque_share")
        head = "of these to unnamed sources, groups or nobody"
        yield ((f"{head}, %" if many else head,), *_say_row(material, measure, opaque, many))
        yield (("sources by rung, named persons first, no source last",), *_say_ladders(material, measure, many))


def _say_unit(column: Column) -> str:
    """Return the unit with the words it is really over: "per 1,000 words" counts only some voices' words."""
    base = say_base(column)
    return column.unit.name.replace("words", base) if column.unit.name.endswith("1,000 words") else column.unit.name


def _say_row(material: Material, measure: Measure, column: Column, many: bool) -> Iterator[Line]:
    estimates = _estimates(material, measure, column)
    if many:
        yield from say_range(estimates, column)
        return
    for group, estimate in zip(material.comparison.groups, estimates, strict=True):
        if estimate is None:
            yield (DASH,)
        elif column.name == "opaque_share":
            yield (say_share(estimate.total, estimate.base),)
        else:
            yield _say_cell(material, measure, group, estimate)


def _say_cell(material: Material, measure: Measure, group: str, estimate: Estimate) -> Line:
    """Say a value with its interval; below five findings the count alone, which is all there is to say."""
    if math.isnan(estimate.value) or estimate.n_hits < MIN_HITS:
        count = format_count(estimate.total)
        between = f" in {format_count(estimate.base)}" if estimate.n_hits else ""
        return (material.link_evidence(f"{count}{between}", measure.name, group),)
    interval = _interval(material, estimate)
    spread = f" ({format_number(interval[0])} to {format_number(interval[1])})" if interval else ""
    return (material.link_evidence(format_number(estimate.value), measure.name, group), spread)


def _interval(material: Material, estimate: Estimate | None) -> tuple[float, float] | None:
    return show_interval(estimate, material.comparison.design) if estimate else None


def _say_ladders(material: Material, measure: Measure, many: bool) -> Iterator[Line]:
    steps = [_estimates(material, measure, next(c for c in measure.columns if c.name == f"ladder_{rung}")) for rung in RUNGS]
    if many:
        yield (" / ".join(format_count(sum(e.total for e in step if e)) for step in steps),)
        yield from [("",)] * 4
        return
    for one in zip(*steps, strict=True):
        yield (" / ".join(format_count(e.total) if e else DASH for e in one),)


def _say_standing(material: Material) -> Iterator[Line]:
    """Say what the tests show, and the first of the gaps that stand."""
    yield (say_result(material),)
    standing = list_standing(material)
    yield from (say_gap(material, gap)[:2] for gap in standing[:GAPS])  # who, and how much; the terms are told below
    if len(standing) > GAPS:
        yield (
            f"{plural(len(standing) - GAPS, 'more stands', 'more stand')}: ",
            Link("all of them, with their terms", "findings"),
            ".",
        )


def _say_sureness(material: Material) -> Iterator[Line]:
    """Say what the figures rest on, and what weakens them."""
    yield (SURENESS if _has_intervals(material.comparison.estimates) else SURENESS.partition(". ")[2],)
    yield (f"{say_validated(material)} ", Link("How often the method errs on other texts", "accuracy"), ".")
    weak = " ".join([*map(write_text, map(_shorten, _choose_notes(material.comparison.notes))), *_say_size(material)])
    if weak:
        yield (weak,)
    left = len(material.analysis.skipped)
    if left:
        yield (
            f"{plural(left, 'file or article', 'files or articles')} could not be used: ",
            Link("which, and why", "record"),
            ".",
        )


def _choose_notes(notes: Sequence[str]) -> Iterator[str]:
    """Yield what a first page has to tell besides the design: not how tests are adjusted, which is told with what stands."""
    return (note for note in notes[1:] if not note.startswith("p-values"))


def _say_size(material: Material) -> Iterator[str]:
    """Say where there is too little text."""
    groups, by = material.comparison.groups, material.comparison.by
    if len(groups) > MANY and (few := sum(_count_stories(material, group) < FEW for group in groups)):
        yield f"{plural(few, by)} of {len(groups)} tell fewer than {FEW} stories: the range is wide for want of texts, too."
    short = sum(material.is_short(key) for key in material.numbers)
    if short:
        yield f"{plural(short, 'article is', 'articles are')} too short for a rate of {'its' if short == 1 else 'their'} own."


def _count_stories(material: Material, group: str) -> int:
    return max((e.n_stories for e in material.comparison.estimates if e.group == group), default=0)


def _shorten(note: str) -> str:
    """Return a note at a length a first page can hold; it stands in full beside what was compared."""
    return note if len(note) <= LONGEST else f"{note[:LONGEST].rpartition(' ')[0]} …"


def _has_intervals(estimates: Sequence[Estimate]) -> bool:
    return any(estimate.interval for estimate in estimates)
