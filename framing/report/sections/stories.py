"""Material -> the stories: which articles belong together, what ties them, and which follows which (CODEBOOK C-1, C-2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.charts.values import DASH
from framing.report.blocks import Block, Fold, Heading, Inline, Items, Line, Paragraph, Table
from framing.report.material import Material
from framing.report.wording import plural, say_date

if TYPE_CHECKING:
    from framing.stories import Story

# CODEBOOK C-2: what each status rests on.
STATUSES = {
    "wire_original": "wire original",
    "credited": "credits its source",
    "uncredited_probable": "probably follows another version, without credit",
    "independent": "no sign that it follows another version",
    "unknown": "not known",
}
OPEN_STORIES = 12


def build_stories(material: Material) -> Iterator[Block]:
    """Build the part on stories: those told several times as tables, the rest as a list."""
    shared = [story for story in material.stories if len(story.articles) > 1]
    single = [story for story in material.stories if len(story.articles) == 1]
    yield Heading("Stories", "stories")
    yield Paragraph(
        (
            f"{plural(len(shared), 'story is', 'stories are')} told more than once, {plural(len(single), 'article')} "
            f"{'stands' if len(single) == 1 else 'stand'} alone. The grouping is a proposal made from shared terms, names "
            "and dates; only versions of one story are set side by side. Shared wording alone makes a derivation "
            "probable, never certain.",
        )
    )
    tables = [table for story in shared for table in _build_story(material, story)]
    yield from tables[: 2 * OPEN_STORIES]
    if len(tables) > 2 * OPEN_STORIES:
        yield Fold((plural(len(shared) - OPEN_STORIES, "more story", "more stories"),), tuple(tables[2 * OPEN_STORIES :]))
    if single:
        lines = tuple(_say_single(material, story) for story in single)
        yield Fold((f"{plural(len(single), 'article')} told once",), (Items(lines),))


def _build_story(material: Material, story: Story) -> Iterator[Block]:
    derivations = {derivation.article: derivation for derivation in story.derivations}
    rows: list[tuple[Line, ...]] = []
    for key in sorted(story.articles, key=lambda key: material.numbers[key]):
        article, derivation = material.articles[key], derivations.get(key)
        status: list[Inline] = [STATUSES.get(derivation.status, derivation.status) if derivation else DASH]
        if derivation and derivation.of in material.articles:
            status += [": ", material.link_article(derivation.of)]
        rows.append(
            (
                (material.link_article(key),),
                (article.title or "(no title)",),
                (say_date(article.date),),
                tuple(status),
                ("; ".join(derivation.evidence) if derivation and derivation.evidence else DASH,),
            )
        )
    header = ("Version", "Title", "Date", "Derivation", "Evidence for it")
    yield Table(f"Story: {story.label}", header, tuple(rows))
    ties = f"Tied by: {', '.join(story.terms)}." if story.terms else "No shared terms are on record."
    yield Paragraph((ties,), "note")


def _say_single(material: Material, story: Story) -> Line:
    return (material.link_article(story.articles[0]), f": {story.label}")
