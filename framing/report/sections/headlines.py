"""Material -> where headlines and bodies part: a source, a hedge, a loaded term, an actor (CODEBOOK F-2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.claims.divergence import DIVERGENCES, Divergence, find_divergences
from framing.report.blocks import Block, Fold, Heading, Line, Paragraph, Table
from framing.report.material import Material
from framing.report.wording import plural

FEW_ROWS = 12  # a table up to this length stands open
_INTRO = (
    "The main claim of a headline, held against the statement of its own article that is most like it. Headlines are short, "
    "and often written by another hand."
)


def find_headlines(material: Material) -> tuple[Divergence, ...]:
    """Return what differs between headline and body in the articles shown in full."""
    return tuple(
        found for key in material.numbers if key in material.shown for found in find_divergences(material.analysis, key)
    )


def build_headlines(material: Material, divergences: Sequence[Divergence]) -> Iterator[Block]:
    """Build a table, one row a difference, with both wordings; nothing where there is none."""
    if not divergences:
        return
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((material.link_article(found.article),), (DIVERGENCES[found.kind],), (found.headline,), (found.body or "nothing",))
        for found in divergences
    )
    caption = f"Headlines and their own articles: {plural(len(rows), 'difference')}"
    table = Table(caption, ("Article", "What differs", "Headline", "Body"), rows)
    yield Heading("Headlines", "headlines")
    yield Paragraph((_INTRO,))
    yield table if len(rows) <= FEW_ROWS else Fold((caption,), (table,))
