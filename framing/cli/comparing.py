"""A comparison -> lines for a terminal: what each group shows, and the terms that make the largest gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.cli.console import clean, tabulate

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.comparison import Comparison
    from framing.comparison.results import Estimate, Gap
    from framing.measures import Measure
    from framing.report.material import Material
    from framing.scores import Column

GAPS_SHOWN, TERMS_SHOWN = 6, 6
_HEADER = ("value", "count", "stories", "interval")


def describe(analysis: Analysis, comparison: Comparison) -> Iterator[str]:
    """Yield the lines: what was compared, a table for each headline column, and the gaps.

    Parameters
    ----------
    analysis, comparison
        What `framing.analyze` and `framing.compare` returned for the same articles.
    """
    from framing.report.material import gather, headlines
    from framing.report.sections.duplicates import say_duplicates
    from framing.report.wording import name_annotator, plural, say_annotator

    material = gather(analysis, comparison, comparison.stories)
    counted = f"{plural(len(analysis.articles), 'article')}, {plural(len(comparison.stories), 'story', 'stories')}"
    yield f"{counted}, {len(comparison.compared):,} compared by {comparison.by}: {comparison.design}."
    for note in filter(None, (*comparison.notes, say_duplicates(analysis))):
        yield clean(f"  {note}")
    yield clean(f"  {say_annotator(name_annotator(analysis.provenance))}")
    if analysis.actors_proposed:
        yield "  Actors are proposed from the texts and not confirmed by anybody; name an actor file with --actors."
    for measure, column in headlines(material, targeted=False):
        yield from _describe_column(material, measure, column)
    for measure, column in headlines(material, targeted=True):
        yield from _describe_targets(material, measure, column)
    yield from _describe_gaps(material)


def _describe_column(material: Material, measure: Measure, column: Column) -> Iterator[str]:
    from framing.report.findings import say_ladder
    from framing.report.material import has_ladder

    estimates = [material.estimate(measure.name, column.name, group) for group in material.comparison.groups]
    rows = [(estimate.group, *_say(material, column, estimate)) for estimate in estimates if estimate is not None]
    yield from _print_table(
        f"{material.titles[measure.name]}: {column.name} ({column.unit.name})", rows, (material.comparison.by, *_HEADER)
    )
    if has_ladder(measure) and column.name == "rate":  # the rate is never printed without it
        yield from (
            clean(f"  {group}: {said}")
            for group in material.comparison.groups
            if (said := say_ladder(material, measure, group))
        )


def _describe_targets(material: Material, measure: Measure, column: Column) -> Iterator[str]:
    """Yield one table for all actors; where nothing was found on an actor in a group there is nothing to compare."""
    rows = [
        (material.titles.get(actor.id, actor.id), group, *_say(material, column, estimate))
        for actor in material.analysis.actors
        for group in material.comparison.groups
        if (estimate := material.estimate(measure.name, column.name, group, actor.id)) and estimate.n_hits
    ]
    if rows:
        title = f"{material.titles[measure.name]}: {column.name} ({column.unit.name}), where there are findings"
        yield from _print_table(title, rows, ("actor", material.comparison.by, *_HEADER))


def _print_table(title: str, rows: Sequence[Sequence[str]], header: Sequence[str]) -> Iterator[str]:
    yield ""
    yield clean(title)
    for line in tabulate(header, rows, numeric=(len(header) - 4, len(header) - 2)):
        yield f"  {line}"


def _say(material: Material, column: Column, estimate: Estimate) -> tuple[str, str, str, str]:
    from framing.charts.values import format_count
    from framing.report.rates import say_base, say_uncertainty, say_value

    over = f"{format_count(estimate.total)} / {format_count(estimate.base)} {say_base(column, estimate.base)}"
    n_defined = estimate.n_stories - estimate.n_undefined
    return (say_value(estimate), over, str(n_defined), say_uncertainty(material, estimate))


def _describe_gaps(material: Material) -> Iterator[str]:
    """Yield the gaps that are largest against their counting error; of one story they are differences, not ranked."""
    from framing.charts.contributions import measure_gap
    from framing.charts.values import ONE_STORY, format_number

    comparison = material.comparison
    has_terms = any(gap.contributions for gap in comparison.gaps)  # stored scores have none
    shown = [(place, gap) for place, gap in enumerate(comparison.gaps) if gap.contributions or not has_terms]
    sized = {place: measure_gap(comparison, gap) for place, gap in shown}
    largest = sorted((place for place, size in sized.items() if size > 0), key=lambda place: -sized[place])[:GAPS_SHOWN]
    if comparison.design == ONE_STORY:
        largest.sort()
    if largest:
        yield ""
        yield "Gaps, and the terms that make most of them" if has_terms else "Gaps"
    for gap in (comparison.gaps[place] for place in largest):
        size = format_number(gap.difference, signed=True)
        sure = f" ({note})" if (note := _say_test(gap)) and comparison.design != ONE_STORY else ""
        yield clean(f"  {_name_gap(material, gap)}: {size} {gap.unit.name}{sure}")
        terms = [f"{part.term or '(no term)'} {format_number(part.amount, signed=True)}" for part in gap.contributions]
        if terms:
            yield clean(f"    {', '.join(terms[:TERMS_SHOWN])}")
        if comparison.independent:
            yield clean(f"    without derived versions: {_say_independent(comparison.independent, gap)}")


def _say_independent(alone: Comparison, gap: Gap) -> str:
    """Say what a gap is without versions that follow another (CODEBOOK X-3)."""
    from framing.charts.values import format_number

    sides = gap.measure, gap.column, gap.target, gap.group, gap.other
    for other in alone.gaps:
        if (other.measure, other.column, other.target, other.group, other.other) == sides:
            stories = "1 story" if other.n_stories == 1 else f"{other.n_stories:,} stories"
            size = f"{format_number(other.difference, signed=True)} {other.unit.name}, {stories}"
            return f"{size} ({note})" if (note := _say_test(other)) and other.n_stories > 1 else size
    return "too little is left to compare"


def _name_gap(material: Material, gap: Gap) -> str:
    toward = f" toward {material.titles.get(gap.target, gap.target)}" if gap.target else ""
    titles = material.titles.get(gap.measure, gap.measure)
    return f"{titles}{toward}, {gap.column}: {gap.group} against {gap.other or 'the others'}"


def _say_test(gap: Gap) -> str:
    tested = [] if gap.p_adjusted is None else [f"adjusted p = {gap.p_adjusted:.3f}"]
    return "; ".join([*tested, *([gap.note] if gap.note else [])])
