"""Material -> what makes each gap: the terms whose amounts add up to it, with quoted examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.charts.contributions import rank_gaps
from framing.charts.notation import write_fraction
from framing.charts.values import DASH, ONE_STORY, format_number, name_column
from framing.comparison.results import DISCOVERY, LEVELS
from framing.report.blocks import Block, Excerpt, Fold, Heading, Inline, Line, Paragraph, Table
from framing.report.findings import say_both_ladders, say_others
from framing.report.material import Material
from framing.report.rates import say_effect, say_p, say_ratio
from framing.report.sections.evidence import excerpt_of
from framing.report.wording import plural

if TYPE_CHECKING:
    from framing.comparison import Contribution, Gap

GAPS_SHOWN, TERMS_SHOWN, EXPLORED_SHOWN = 8, 8, 40
EXPLORED = LEVELS[DISCOVERY]
_SURVIVAL = (
    "A gap that hangs on one word is a finding about that word. Each row takes out the one term without which least is left, "
    "and holds the gap against other measures of the same thing. Where there are tests, the p is the largest after taking "
    "out any one of the 20 heaviest terms, adjusted over all tests like the gap's own."
)


def build_gaps(material: Material, figures: Sequence[Block]) -> Iterator[Block]:
    """Build the part on gaps: an overview of all that were compared, and the terms of the largest."""
    gaps = [gap for gap in material.comparison.gaps if not gap.target or gap.contributions]
    if not gaps:
        return
    yield Heading("What makes each gap", "gaps")
    described = material.comparison.design == ONE_STORY
    yield Paragraph(
        (
            "A gap is split exactly into terms: what each adds, in the unit of the measure, sums to the gap."
            + (" With one story these are differences between texts, described and not tested." if described else ""),
        )
    )
    yield from figures
    for place, gap in enumerate(rank_gaps(material.comparison)[:GAPS_SHOWN]):
        table = _tabulate_terms(material, gap)
        measure = next(m for m in material.analysis.measures if m.name == gap.measure)
        ladders = say_both_ladders(material, gap, measure).strip()
        blocks = (table, Paragraph((ladders,), "note")) if ladders else (table,)
        yield from blocks if place == 0 else (Fold((table.caption,), blocks),)
    overview = _tabulate_gaps(material, gaps)
    yield Fold((overview.caption,), (overview,))
    yield from _build_explored(material)
    if survival := tabulate_sensitivity(material, gaps):
        yield Fold((survival.caption,), (Paragraph((_SURVIVAL,), "note"), survival))


def _build_explored(material: Material) -> Iterator[Fold]:
    """Build the side columns in which groups differ: an exploratory family of their own (CODEBOOK X-8)."""
    comparison = material.comparison
    standing = [gap for gap in comparison.side_gaps if gap.p_adjusted is not None and gap.p_adjusted <= EXPLORED]
    if not comparison.side_family:
        return
    said = (
        f"{plural(len(standing), 'gap stands', 'gaps stand')} of {plural(comparison.side_family, 'test')} in side columns, up "
        f"to p = {write_fraction(EXPLORED)} adjusted by Benjamini and Hochberg’s method: about one in ten of those that stand "
        "may be chance. They are exploratory, and no part of the family above."
    )
    note = Paragraph((said,), "note")
    shown = sorted(standing, key=lambda gap: gap.p_adjusted or 0.0)[:EXPLORED_SHOWN]
    tables = (_tabulate_gaps(material, shown, "Side columns, the smallest p first"),) if shown else ()
    yield Fold(("Side columns, explored",), (note, *tables))


def _name(material: Material, gap: Gap) -> str:
    name = name_column((gap.measure, gap.column), material.comparison, material.titles)
    target = f" toward {material.titles.get(gap.target, gap.target)}" if gap.target else ""
    return f"{name}{target}: {gap.group} against {gap.other}"


def _tabulate_gaps(material: Material, gaps: Sequence[Gap], caption: str = "") -> Table:
    """Return every gap with its size and how sure it is, or why nothing is said of that."""
    single = material.comparison.design == ONE_STORY
    rows: list[tuple[Line, ...]] = []
    for gap in gaps:
        interval = f"{format_number(gap.interval[0])} to {format_number(gap.interval[1])}" if gap.interval else DASH
        sure = [(DASH,)] * 3 if single else [(interval,), (say_effect(gap),), (say_p(gap.p_adjusted),)]
        note = "one story: no interval, no test" if single else gap.note
        size = f"{format_number(gap.difference, signed=True)} {gap.unit.name}"
        rows.append(((_name(material, gap),), (size,), (say_ratio(gap),), *sure, (note or DASH,)))
    header = ("Gap", "Difference", "Ratio", "Interval", "Effect size", "Adjusted p", "Note")
    return Table(
        caption or f"All {plural(len(rows), 'gap')}", header, tuple(rows), (False, True, True, True, True, True, False)
    )


def tabulate_sensitivity(material: Material, gaps: Sequence[Gap]) -> Table | None:
    """Return what is left of each gap without its heaviest term and by other measures; None where nothing can be said."""
    rows: list[tuple[Line, ...]] = []
    for gap in gaps:
        found = gap.sensitivity
        if not found.n_terms and not found.others:
            continue
        left = f"{format_number(found.left, signed=True)} {gap.unit.name}" if found.n_terms else DASH
        term = f"“{found.term}”, of {plural(found.n_terms, 'term')}" if found.n_terms else DASH
        p = say_p(found.p_adjusted) if found.p_adjusted is not None else DASH
        size = f"{format_number(gap.difference, signed=True)} {gap.unit.name}"
        rows.append(((_name(material, gap),), (size,), (term,), (left,), (p,), (say_others(material, gap) or DASH,)))
    header = ("Gap", "Difference", "Without", "Left", "Adjusted p then", "Other measures")
    caption = "What is left of each gap without its heaviest term"
    return Table(caption, header, tuple(rows), (False, True, False, True, True, False)) if rows else None


def _tabulate_terms(material: Material, gap: Gap) -> Table:
    ranked = sorted(gap.contributions, key=lambda part: (-abs(part.amount), part.term))
    rows = [_term_row(material, part) for part in ranked[:TERMS_SHOWN]]
    rest = ranked[TERMS_SHOWN:]
    if rest:
        rows.append(((f"{len(rest)} more",), (format_number(sum(part.amount for part in rest), signed=True),), ("",)))
    rows.append((("all terms",), (format_number(sum(part.amount for part in ranked), signed=True),), ("",)))
    caption = f"{_name(material, gap)}, {format_number(gap.difference, signed=True)} {gap.unit.name}"
    return Table(caption, ("Term", "Adds", "Examples"), tuple(rows), (False, True, False))


def _term_row(material: Material, part: Contribution) -> tuple[Line, ...]:
    examples: list[Inline] = []
    for article_id, hit in part.examples[:2]:
        excerpt: Excerpt = excerpt_of(material, article_id, hit)
        examples += [" " if examples else "", excerpt, " (", material.link_article(article_id), ")"]
    return ((f"“{part.term}”" if part.term else "(no term)",), (format_number(part.amount, signed=True),), tuple(examples))
