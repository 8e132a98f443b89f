"""Material and a validation table -> what hand coding found of each measure, and whether on these texts (CODEBOOK W-5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.charts.notation import write_number
from framing.charts.values import DASH
from framing.report.blocks import Block, Code, Heading, Line, Paragraph, Table
from framing.report.material import Material
from framing.report.wording import join_words, plural
from framing.validity.units import name_annotator, name_lexicons

if TYPE_CHECKING:
    from framing.measures import Measure
    from framing.validity import Measured, Validation

UNVALIDATED = "not validated on these texts"


def build_validation(material: Material) -> Iterator[Block]:
    """Build the table of what hand coding found, and what of it holds for this report; nothing where there is no table."""
    rows = [row for row in material.validation if row.measure in _measures(material)]
    if not material.validation:
        return
    yield Heading("Validation on these texts", "validation")
    yield Paragraph((say_validated(material),))
    if rows:
        yield Table(
            "What hand coding found; values with intervals of 95 %",
            (
                "Measure",
                "Coded",
                "Precision",
                "Recall",
                "F1",
                "Krippendorff’s α",
                "Verdict",
                "Coders",
                "Date and lists",
                "Holds here",
            ),
            tuple(_write_row(material, row) for row in rows),
            (False, *[False] * 9),
        )
        yield Paragraph(
            (
                "Precision is the share of what was found that coders confirm, recall the share of what is there that was "
                "found, each kind of sentence weighted by how many there are. From α .80 on a measure may be relied on, from "
                ".667 on conclusions are tentative, and below it is not to be reported as a finding.",
            ),
            "note",
        )


def say_validated(material: Material) -> str:
    """Say which measures were validated on these texts, and that the others were not."""
    holding = [(measure, row) for measure in material.analysis.measures for row in _holding(material, measure)]
    if not holding:
        return f"All measures: {UNVALIDATED}."
    titles = [(material.titles[measure.name], row) for measure, row in holding]
    named = join_words(f"{title[:1].lower()}{title[1:]} ({row.verdict})" for title, row in titles)
    complete = {measure.name for measure, _ in holding} == set(_measures(material))
    return f"Validated on these texts by hand coding: {named}.{'' if complete else f' All others: {UNVALIDATED}.'}"


def say_validation(material: Material, measure: Measure) -> str:
    """Say what hand coding found of one measure, or that it was not validated on these texts."""
    rows = [row for row in material.validation if row.measure == measure.name]
    said = [_say_row(row) for row in rows if not find_differences(material, row)]
    if said:
        return f"On these texts: {'; '.join(said)}."
    others = [f"{row.date}: {join_words(find_differences(material, row))}" for row in rows]
    return f"{UNVALIDATED.capitalize()}{f' (coded on {others[0]})' if others else ''}."


def find_differences(material: Material, row: Validation) -> list[str]:
    """Say in what a validation differs from this report: its texts, lexicons, annotator. Nothing: it holds here."""
    measure = _measures(material)[row.measure]
    lexicons, annotator = name_lexicons(measure), name_annotator(material.analysis)
    found = []
    if row.corpus != material.corpus:
        found.append(f"other texts ({plural(row.n_articles, 'article')}, fingerprint {row.corpus})")
    if row.lexicons != lexicons:
        drawn, here = set(row.lexicons), set(lexicons)
        differing = (join_words(sorted(names)) or "none" for names in (drawn - here, here - drawn))
        found.append(f"another lexicon ({'; here '.join(differing)})")
    if row.annotator != annotator:
        found.append(f"another annotator ({row.annotator or 'not stated'})")
    return found


def _holding(material: Material, measure: Measure) -> list[Validation]:
    rows = [row for row in material.validation if row.measure == measure.name]
    return [row for row in rows if not find_differences(material, row)]


def _measures(material: Material) -> dict[str, Measure]:
    return {measure.name: measure for measure in material.analysis.measures}


def _say_row(row: Validation) -> str:
    rates = (("precision", row.precision), ("recall", row.recall), ("F1", row.f1), ("α", row.alpha))
    told = [f"{name} {say_measured(rate)}" for name, rate in rates if rate]
    return ", ".join([*told, f"{plural(row.n, row.unit.removesuffix('s'))} coded, {row.verdict}"])


def _write_row(material: Material, row: Validation) -> tuple[Line, ...]:
    differences = find_differences(material, row)
    version = [f"{row.framing and f'framing {row.framing}'}", *row.lexicons]
    return (
        (material.titles[row.measure],),
        (f"{plural(row.n, row.unit.removesuffix('s'))}, {write_number(row.n_twice)} twice",),
        *((say_measured(rate),) for rate in (row.precision, row.recall, row.f1, row.alpha)),
        (row.verdict,),
        (join_words(row.coders) or DASH,),
        (row.date, *(part for name in version if name for part in (" ", Code(name)))),
        (f"no: {join_words(differences)}" if differences else "yes",),
    )


def say_measured(rate: Measured | None) -> str:
    """Return a value with its interval, an en dash where it is not defined."""
    if rate is None:
        return DASH
    return f"{write_number(rate.value, 2)}" + (
        f" ({write_number(rate.interval[0], 2)} to {write_number(rate.interval[1], 2)})" if rate.interval else ""
    )
