"""Material -> which articles are duplicates of others, how many, by which rule, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.report.blocks import Block, Fold, Line, Paragraph, Table
from framing.report.wording import plural
from framing.shingles import CONTAINMENT, LENGTH_RATIO, SHINGLE

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.duplicates import Duplicate
    from framing.report.material import Material

FEW_ROWS = 12  # a table up to this length stands open
RULE = (
    "Duplicates have the same words in the same order, or nearly so: of the shorter text's sequences of "
    f"{SHINGLE} words {100 * CONTAINMENT:.0f} % and more stand in the longer text, which is at most "
    f"{1 / LENGTH_RATIO:.0f} times as long."
)


def build_duplicates(material: Material) -> Iterator[Block]:
    """Build what was found and done, and the table of the duplicates that are in the report."""
    analysis = material.analysis
    if analysis.provenance.get("duplicates", "keep") == "keep":
        yield Paragraph(("Duplicates were not looked for: an article read twice counts twice.",))
        return
    yield Paragraph((f"{say_duplicates(analysis) or 'No article is a duplicate of another.'} {RULE}",))
    rows = tuple(_list_row(material, found) for found in analysis.duplicates if found.article in material.originals)
    if not rows:
        return
    table = Table("Duplicates in this report", ("Article", "Same text as", "Whose", "How alike"), rows)
    yield table if len(rows) <= FEW_ROWS else Fold((plural(len(rows), "duplicate"),), (table,))


def say_duplicates(analysis: Analysis) -> str:
    """Say how many duplicates were found and what became of them, "" where there are none."""
    held = {article.id for article in analysis.articles}
    n_left_out = sum(found.article not in held for found in analysis.duplicates)
    n_marked = sum(found.article in held and found.same_outlet for found in analysis.duplicates)
    n_others = sum(found.article in held and not found.same_outlet for found in analysis.duplicates)
    said = []
    if n_left_out:
        said.append(
            f"{_count(n_left_out, 'another article of the same outlet')} and left out, so that no publication counts twice."
        )
    if n_marked:
        said.append(f"{_count(n_marked, 'another article of the same outlet')}; marked, and counted like the others.")
    if n_others:
        said.append(f"{_count(n_others, 'an article of another outlet')}; counted, because both published it.")
    return " ".join(said)


def _count(n: int, whose: str) -> str:
    return f"{plural(n, 'article is a duplicate', 'articles are duplicates')} of {whose}"


def flag_duplicate(material: Material, article_id: str) -> Line:
    """Return what stands behind an article's name where it is a duplicate: a link to the one it repeats."""
    original = material.originals.get(article_id)
    return (" (same text as ", material.link_article(original), ")") if original else ()


def _list_row(material: Material, found: Duplicate) -> tuple[Line, ...]:
    near = f"nearly: {100 * found.share:.0f} % of the shorter text"
    return (
        (material.link_article(found.article),),
        (material.link_article(found.of),),
        ("the same outlet" if found.same_outlet else "another outlet",),
        ("word for word" if found.kind == "exact" else near,),
    )
