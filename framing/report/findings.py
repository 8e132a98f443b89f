"""Material -> the few findings that stand, in plain sentences with their counts, and no test that n does not allow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.charts.actors import count_valence
from framing.charts.ladder import RUNGS
from framing.charts.notation import write_fraction
from framing.charts.values import format_count, format_number
from framing.comparison.allowed import FEW as FOR_INTERVAL
from framing.comparison.allowed import FULL
from framing.comparison.cells import MIN_HITS
from framing.comparison.contrasts import OTHERS
from framing.comparison.results import HOLM
from framing.comparison.turning import turn_gap
from framing.report.blocks import Block, Heading, Items, Line, Paragraph, Statements, Strong
from framing.report.material import Material, has_ladder, headlines
from framing.report.rates import say_base, say_count, say_effect, say_p, say_terms
from framing.report.wording import join_words, plural, say_share

if TYPE_CHECKING:
    from framing.comparison import Comparison, Gap
    from framing.measures import Measure
    from framing.scores import Column

STATEMENTS = 6  # sentences in a summary that is read in a minute
GROUPS_NAMED = 6  # above this a sentence gives the range, the table the values
# CODEBOOK A-5, as the end of "12 statements to …".
TO_RUNGS = {
    5: "named persons",
    4: "named organizations or documents",
    3: "unnamed sources with a specifier",
    2: "unnamed sources by a stock phrase",
    1: "unnamed groups",
    0: "no source",
}


def build_findings(material: Material) -> Iterator[Block]:
    """Build what stands in full, and each measure's counts in a sentence a group."""
    yield Heading("Findings", "findings")
    standing = list_standing(material)
    yield Paragraph((say_result(material),), "lede")
    if standing:
        yield Items(tuple(say_gap(material, gap) for gap in standing[: 2 * STATEMENTS]), "findings")
    subjects = [(material.titles[m.name], say_side_by_side(material, m, column)) for m, column in list_countable(material)][
        :STATEMENTS
    ]
    actors = say_actors(material)
    if actors:
        subjects.append(("Actors", actors))
    if subjects:
        yield Statements(tuple(subjects))
    else:
        yield Paragraph(("Nothing was found to count.",))


def say_result(material: Material) -> str:
    """Say how many gaps stand of how many tests, or why there are none."""
    tested = _list_tested(material)
    return _say_tests(material, tested, list_standing(material)) if tested else _say_no_tests(material)


def list_standing(material: Material) -> list[Gap]:
    """Return the gaps that stand: adjusted over all tests, and on evidence enough."""
    return [gap for gap in _list_tested(material) if material.comparison.stands(gap) and _enough(material, gap)]


def _list_tested(material: Material) -> list[Gap]:
    return [gap for gap in material.comparison.gaps if gap.p_adjusted is not None] if allows_tests(material) else []


def allows_tests(material: Material) -> bool:
    """Tell whether the design allows tests at all (CODEBOOK X-4)."""
    return material.comparison.design not in ("single story", "single group")


def _enough(material: Material, gap: Gap) -> bool:
    """Tell whether a gap rests on at least five pieces of evidence (the last line of CODEBOOK section 5)."""
    own = material.estimate(gap.measure, gap.column, gap.group, gap.target)
    key = (gap.measure, gap.column, gap.target)
    alike = [e for e in material.comparison.estimates if (e.measure, e.column, e.target) == key]
    return own is not None and sum(e.n_hits for e in alike) >= MIN_HITS


def _say_tests(material: Material, tested: list[Gap], standing: list[Gap]) -> str:
    comparison = material.comparison
    family = comparison.family_size or len(tested)
    n = max(gap.n_stories for gap in tested)
    power = "" if n >= FULL else f" With {n} stories the power of a test is low: a gap that is there can go unseen."
    together = f"{plural(family, 'test')}, adjusted together by {say_method(comparison)}"
    if not standing:
        # A sign-flip test of n matched stories cannot go below, and Holm's method multiplies the least p by the family.
        least = 2.0 ** (1 - n) * (family if comparison.method == HOLM else 1)
        reach = (
            f" No gap could have: the smallest p that so few stories allow, adjusted, is above {_say_level(comparison)}."
            if comparison.design != "unmatched" and least > comparison.level
            else ""
        )
        return f"No gap stands: none of {together}, reaches p = {_say_level(comparison)}.{reach}{power}"
    return f"{plural(len(standing), 'gap stands', 'gaps stand')} of {together}, up to p = {_say_level(comparison)}.{power}"


def say_method(comparison: Comparison) -> str:
    """Name the method by which a comparison's tests are adjusted together, and say where they only explore (X-8)."""
    return "Holm’s method" if comparison.method == HOLM else "Benjamini and Hochberg’s method because pairs are exploratory"


def _say_level(comparison: Comparison) -> str:
    return write_fraction(comparison.level)


def _say_no_tests(material: Material) -> str:
    design = material.comparison.design
    if design == "single group":
        return f"There is only one {material.comparison.by} here: these are its counts, with nothing to compare them to."
    if design == "single story":
        return "Counts in one story, side by side. One story allows no interval, no test and no ranking."
    return f"Counts side by side. Fewer than {FOR_INTERVAL} shared stories allow values and ranges, but no test and no ranking."


def list_countable(material: Material) -> list[tuple[Measure, Column]]:
    """Return the first headline column of each measure that found something a reader can look up."""
    first: dict[str, tuple[Measure, Column]] = {}
    for measure, column in headlines(material, targeted=False):
        found = [material.estimate(measure.name, column.name, group) for group in material.comparison.groups]
        if measure.name not in material.unmarked and any(e and e.n_hits for e in found):
            first.setdefault(measure.name, (measure, column))
    return list(first.values())


def say_side_by_side(material: Material, measure: Measure, column: Column) -> tuple[Line, ...]:
    """Say one measure's counts, a sentence a group, in alphabetical order; over many groups, their range."""
    groups = material.comparison.groups
    if len(groups) > GROUPS_NAMED:
        return ((_say_spread(material, measure, column),),)
    return tuple(_say_group(material, measure, column, group) for group in groups)


def _say_group(material: Material, measure: Measure, column: Column, group: str) -> Line:
    estimate = material.estimate(measure.name, column.name, group)
    if estimate is None:
        return (f"{group}: not scored.",)
    verb = "attributes" if has_ladder(measure) else "uses" if "words" in column.unit.name and column.by == "hits" else "carries"
    count = material.link_evidence(say_count(estimate, column), measure.name, group)
    detail = _say_detail(material, measure, column, group)
    return (f"{group} {verb} ", count, f": {detail}." if detail else ".")


def _say_detail(material: Material, measure: Measure, column: Column, group: str) -> str:
    """Say which terms, or which rungs of the ladder and how opaque, make a group's count (CODEBOOK A-18)."""
    if has_ladder(measure):
        return say_ladder(material, measure, group)
    if column.by != "hits":
        return ""
    return say_terms((hit for _, hit in material.counted_in(group, measure.name, column)), 3)


def say_ladder(material: Material, measure: Measure, group: str) -> str:
    """Say how many attributions of a group stand on which rung, and how opaque they are together (CODEBOOK A-18)."""
    counts = {rung: material.estimate(measure.name, f"ladder_{rung}", group) for rung in RUNGS}
    steps = [f"{format_count(e.total)} to {TO_RUNGS[rung]}" for rung, e in counts.items() if e and e.total]
    opaque = material.estimate(measure.name, "opaque_share", group)
    if not steps or opaque is None:
        return ""
    return f"{join_words(steps)}; opaque share {say_share(opaque.total, opaque.base)}"


def _say_spread(material: Material, measure: Measure, column: Column) -> str:
    """Say a measure's range over many groups without naming one."""
    estimates = [material.estimate(measure.name, column.name, group) for group in material.comparison.groups]
    found = [e for e in estimates if e and not math.isnan(e.value)]
    if not found:
        return "counts only; the texts are too short for rates."
    values = sorted(e.value for e in found)
    total, base = sum(e.total for e in found), sum(e.base for e in found)
    spread = f"from {format_number(values[0])} to {format_number(values[-1])} {column.unit.name}"
    ladder = ""
    if has_ladder(measure):
        opaque = [material.estimate(measure.name, "opaque_share", group) for group in material.comparison.groups]
        part, whole = sum(e.total for e in opaque if e), sum(e.base for e in opaque if e)
        ladder = f"; opaque share {say_share(part, whole)}, ladder below"
    counts = f"{format_count(total)} in {format_count(base)} {say_base(column)}"
    return f"{counts}, {spread} over {plural(len(found), material.comparison.by)}{ladder}."


def say_gap(material: Material, gap: Gap) -> Line:
    """Say one gap that stands: who uses more, how much, how sure, and which terms make most of it."""
    measure = next(m for m in material.analysis.measures if m.name == gap.measure)
    ladders = say_both_ladders(material, gap, measure)
    gap = turn_gap(gap) if gap.difference < 0 and gap.other != OTHERS else gap  # the others are no subject of a sentence
    said = say_p(gap.p_adjusted)
    equals = "" if said.startswith("<") else "= "
    sure = [f"{plural(gap.n_stories, 'story', 'stories')}", f"adjusted p {equals}{said}"]
    if gap.interval:
        sure.insert(0, f"interval of the gap {format_number(gap.interval[0])} to {format_number(gap.interval[1])}")
    if gap.effect is not None:
        sure.append(say_effect(gap))
    terms = sorted(gap.contributions, key=lambda part: (-abs(part.amount), part.term))[:3]
    listed = join_words(f"“{part.term}” ({format_number(part.amount, signed=True)})" for part in terms)
    return (
        Strong(f"{gap.group} {_say_verb(material, gap, measure)} {gap.other}: "),
        f"{format_number(gap.value)} against {format_number(gap.other_value)} {gap.unit.name} ({'; '.join(sure)}).",
        (f" Most of the gap comes from {listed}." if listed else "") + _say_sensitivity(material, gap),
        ladders,
    )


def _say_sensitivity(material: Material, gap: Gap) -> str:
    """Say whether a gap survives the loss of any single term, and what another measure of the same thing says."""
    found, said = gap.sensitivity, ""
    left = f"without “{found.term}”, {format_number(found.left, signed=True)} is left"
    if found.n_terms == 1:
        said = " It rests on that term alone."
    elif found.n_terms and not found.keeps_sign:
        said = f" It hangs on one term: {left}."
    elif found.n_terms and found.p_adjusted is not None:
        survives = found.p_adjusted <= material.comparison.level
        p = f"adjusted p {'at most ' if survives else ''}{say_p(found.p_adjusted)}"
        kept = "Any one term can be dropped" if survives else f"It does not survive the loss of “{found.p_term}”"
        said = f" {kept} ({p}); {left}."
    others = say_others(material, gap)
    return f"{said} Read by other means: {others}." if others else said


def say_others(material: Material, gap: Gap) -> str:
    """Say what other measures of the same thing show between the same groups; "" where there is none."""
    return "; ".join(
        f"{material.titles[other.measure].lower()} {format_number(other.difference, signed=True)} {other.unit.name}, "
        f"{'the same way' if other.agrees else 'not the same way'}"
        for other in gap.sensitivity.others
    )


def _say_verb(material: Material, gap: Gap, measure: Measure) -> str:
    name = material.titles[measure.name]
    title = name[:1].lower() + name[1:]
    column = next(column for column in measure.columns if column.name == gap.column)
    more, higher = ("less", "lower") if gap.difference < 0 else ("more", "higher")
    if gap.target:
        return f"is {higher} on {title} toward {material.titles.get(gap.target, gap.target)} than"
    if column.by == "hits" and "words" in gap.unit.name:
        return f"uses {more} {title} than"
    return f"is {higher} on {title} ({column.about or column.name}) than"


def say_both_ladders(material: Material, gap: Gap, measure: Measure) -> str:
    """Return the ladders of every group a gap in attribution is about (CODEBOOK A-18)."""
    if not has_ladder(measure):
        return ""
    groups = [group for group in material.comparison.groups if group == gap.group or gap.other in (group, OTHERS)]
    said = [f"{group} {say_ladder(material, measure, group)}" for group in groups[:GROUPS_NAMED]]
    return f" The ladder: {'; '.join(said)}."


def say_actors(material: Material) -> tuple[Line, ...]:
    """Say how much evidence bears on actors, a quantity at a time, never added up."""
    bars = count_valence(material.comparison, material.analysis)
    lines: list[Line] = []
    for measure in dict.fromkeys(bar.measure for bar in bars):
        own = [bar for bar in bars if bar.measure == measure]
        negative, positive = sum(bar.negative for bar in own), sum(bar.positive for bar in own)
        enough = sum(bar.negative + bar.positive >= MIN_HITS for bar in own)
        means = plural(enough, "mean rests", "means rest") if enough else "no mean rests"
        counts = f"{positive} favorable, {negative} unfavorable findings; {means} on five or more."
        lines.append((f"{material.titles[measure]}: {counts}",))
    return (*lines, ("Neutral is the usual result.",)) if lines else ()
