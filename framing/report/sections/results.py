"""Material -> results, a part a measure: counts with their base, rate, interval or why there is none, side columns apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.charts.ladder import RUNGS
from framing.charts.notation import write_number
from framing.charts.values import DASH, format_count, format_number
from framing.model import VOICES
from framing.report.blocks import Block, Code, Fold, Heading, Line, Paragraph, Table
from framing.report.material import Material, has_ladder, has_sources, headlines
from framing.report.ranges import HEADER as RANGES
from framing.report.ranges import WIDE, say_range
from framing.report.rates import say_base, say_kind, say_terms, say_uncertainty, say_value
from framing.report.sections.methods import write_about
from framing.report.sections.sourcing import build_details, tabulate_headings
from framing.report.wording import say_share

if TYPE_CHECKING:
    from framing.comparison import Estimate
    from framing.measures import Measure
    from framing.scores import Column

TERMS = 12
_COUNTING = "This takes words as counted one by one: that stories differ too only the tests of gaps allow for."
# Side columns that tables of their own hold: the ladder's and those of the stance of cues.
TOLD = ("ladder_", "anonymous_share", "cue_")


def build_results(material: Material, figures: Sequence[Block]) -> Iterator[Block]:
    """Build the results of the measures without targets, after the charts over all of them."""
    yield Heading("Results", "results")
    yield Paragraph(
        (
            "Each measure has headline columns, counted by strict rules, and side columns that never enter them. "
            "Measures are never added together. Counts lead to their evidence.",
        )
    )
    yield from figures
    by_measure: dict[str, list[Column]] = {}
    for measure, column in headlines(material, targeted=False):
        by_measure.setdefault(measure.name, []).append(column)
    for measure in material.analysis.measures:
        if measure.name in by_measure:
            yield from _build_measure(material, measure, by_measure[measure.name])


def _build_measure(material: Material, measure: Measure, columns: Sequence[Column]) -> Iterator[Block]:
    yield Heading(material.titles[measure.name], f"m-{material.slugs[measure.name]}", 3)
    about = write_about(measure.about)
    yield Paragraph((about.get("Definition", ""),))
    if has_ladder(measure):
        yield tabulate_ladder(material, measure)
    for column in columns:
        yield _tabulate_headline(material, measure, column)
    yield from build_details(material, measure)
    if "Reading" in about:
        yield Paragraph((f"Reading: {about['Reading']}",), "note")
    folded: list[Block] = [*_tabulate_terms(material, measure, columns[0]), *_tabulate_voices(material, measure)]
    folded += [*tabulate_headings(material, measure), *_tabulate_pooled(material, measure), *_tabulate_side(material, measure)]
    if folded:
        yield Fold((f"{material.titles[measure.name]}: terms, voices and side columns",), tuple(folded))


def tabulate_ladder(material: Material, measure: Measure) -> Table:
    """Return the rate beside what it is blind to: every rung of the ladder and the opaque share (CODEBOOK A-18)."""
    rows: list[tuple[Line, ...]] = []
    for group in material.comparison.groups:
        rate = material.estimate(measure.name, "rate", group)
        steps = [material.estimate(measure.name, f"ladder_{rung}", group) for rung in RUNGS]
        shares = [material.estimate(measure.name, name, group) for name in ("opaque_share", "anonymous_share")]
        count = format_count(rate.total) if rate else DASH
        rows.append(
            (
                (group,),
                (material.link_evidence(count, measure.name, group),),
                (say_value(rate),),
                *((format_count(step.total) if step else DASH,) for step in steps),
                *((say_share(share.total, share.base) if share else DASH,) for share in shares),
            )
        )
    rungs = [f"{rung} {label}" for rung, (label, _, _) in RUNGS.items()]
    header = (material.comparison.by.capitalize(), "Attributions", "Per 1,000 words", *rungs, "Opaque share", "Anonymous share")
    caption = "The sourcing ladder: how many attributions stand on each rung, 5 the most transparent"
    return Table(caption, header, tuple(rows), (False, *[True] * (len(header) - 1)))


def _tabulate_headline(material: Material, measure: Measure, column: Column) -> Table:
    """Return one headline column: evidence, numerator, denominator, rate, n, and the interval or why there is none."""
    estimates = [material.estimate(measure.name, column.name, group) for group in material.comparison.groups]
    several = any(e and e.n_stories > 1 for e in estimates)
    rows = []
    for group, estimate in zip(material.comparison.groups, estimates, strict=True):
        rows.append(_headline_row(material, measure, group, estimate, several))
    kind = say_kind(estimates)
    rate = f"{column.unit.name[:1].upper()}{column.unit.name[1:]}"
    rates = (f"{rate}, all texts", "Mean of stories") if several else (rate,)
    names = ("Evidence", "Total", f"Out of ({say_base(column)})", *rates, "Articles", "Stories")
    header = (material.comparison.by.capitalize(), *names, f"Interval: {kind}" if kind else "Interval")
    numeric = (False, *[True] * (len(header) - 2), False)
    return Table(f"{material.titles[measure.name]}: {column.about or column.name}", header, tuple(rows), numeric)


def _headline_row(
    material: Material, measure: Measure, group: str, estimate: Estimate | None, several: bool
) -> tuple[Line, ...]:
    if estimate is None:
        return ((group,), *[(DASH,)] * (7 if several else 6), ("not scored",))
    value = say_value(estimate)
    pooled = format_number(estimate.pooled) if value != DASH else DASH
    undefined = f" ({estimate.n_undefined} undefined)" if estimate.n_undefined else ""
    return (
        (group,),
        (material.link_evidence(write_number(estimate.n_hits), measure.name, group),),
        (format_count(estimate.total),),
        (format_count(estimate.base),),
        *(((pooled,), (value,)) if several else ((value,),)),
        (write_number(estimate.n_articles),),
        (f"{write_number(estimate.n_stories)}{undefined}",),
        (say_uncertainty(material, estimate),),
    )


def _tabulate_terms(material: Material, measure: Measure, column: Column) -> Iterator[Table]:
    """Return the terms behind the headline, most frequent first, where a measure's hits differ by term."""
    if measure.name in material.dense or has_sources(measure):
        return
    rows, terms = [], set[str]()
    for group in material.comparison.groups:
        hits = [hit for _, hit in material.counted_in(group, measure.name, column)]
        terms |= {hit.term or hit.text for hit in hits}
        rows.append(((group,), (say_terms(hits, TERMS) or DASH,)))
    if len(terms) > 1:
        header = (material.comparison.by.capitalize(), "Terms and counts")
        yield Table(f"{material.titles[measure.name]}: terms in the headline", header, tuple(rows))


def _tabulate_pooled(material: Material, measure: Measure) -> Iterator[Block]:
    """Return rates drawn toward their common rate, and whether groups can be told apart at all (CODEBOOK X-9)."""
    for rates in material.comparison.pooled_rates:
        if rates.measure == measure.name:
            rows = tuple(
                ((group,), (format_number(raw),), (format_number(pooled),))
                for group, raw, pooled in zip(rates.groups, rates.raw, rates.pooled, strict=True)
            )
            header = (material.comparison.by.capitalize(), "Raw", "Partially pooled")
            caption = f"{material.titles[measure.name]}: rates {rates.unit.name}, raw and drawn toward their common rate"
            yield Table(caption, header, rows, (False, True, True))
            verdict = f"{rates.model.verdict[:1].upper()}{rates.model.verdict[1:]}."
            yield Paragraph((f"{verdict} {_COUNTING}",), "note")


def _tabulate_voices(material: Material, measure: Measure) -> Iterator[Table]:
    """Return all hits by voice, and those in titles and decks, which enter no rate."""
    counts = {
        group: Counter(hit.voice if hit.zone == "body" else hit.zone for _, hit in material.hits_of(group, measure.name))
        for group in material.comparison.groups
    }
    if measure.name in material.dense or not any(counts.values()):
        return
    names = (*VOICES, "title", "deck")
    header = (material.comparison.by.capitalize(), "Own words", "Reported", "Quoted", "In titles", "In decks")
    rows = tuple(((group,), *((write_number(count[name]),) for name in names)) for group, count in counts.items())
    yield Table(
        f"{material.titles[measure.name]}: all findings by voice, titles and decks apart",
        header,
        rows,
        (False, *[True] * len(names)),
    )


def _tabulate_side(material: Material, measure: Measure) -> Iterator[Table]:
    """Return the side columns, a row a column and a column a group; of more groups than fit a page the range."""
    groups = material.comparison.groups
    wide = len(groups) > WIDE
    rows: list[tuple[Line, ...]] = []
    for column in measure.columns:
        estimates = [material.estimate(measure.name, column.name, group) for group in groups]
        if column.headline or column.name.startswith(TOLD) or not any(estimates):
            continue
        cells = say_range(estimates, column) if wide else [(_say_side(estimate, column),) for estimate in estimates]
        rows.append(((Code(column.name), f" {column.about}"), *cells))
    if rows:
        header = ("Side column", *(RANGES if wide else groups))
        yield Table(f"{material.titles[measure.name]}: side columns", header, tuple(rows), (False, *[True] * (len(header) - 1)))


def _say_side(estimate: Estimate | None, column: Column) -> str:
    if estimate is None:
        return DASH
    value = say_value(estimate)
    between = "in" if column.base in ("words", "all words", "article") and column.unit.factor != 100 else "of"
    counts = f"{format_count(estimate.total)} {between} {format_count(estimate.base)} {say_base(column)}"
    return f"{value} ({counts})" if value != DASH else counts
