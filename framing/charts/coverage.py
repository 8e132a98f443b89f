"""Alignments -> what each version carries of the claims of another: a strip of cells a version, its share at the right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.charts.canvas import (
    INK,
    MUTED,
    NEUTRAL,
    PAGE,
    PAPER,
    Chart,
    draw_key,
    draw_nothing,
    join_sentences,
    label_rows,
    make_panels,
    shorten,
    styled,
    wrap_label,
    wrap_title,
)
from framing.charts.values import expect_results, number_articles
from framing.claims import Alignment, Version, align_claims
from framing.comparison.cells import MIN_HITS, name_group

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison
    from framing.stories import Story

NAME, TITLE = "coverage", "What each version carries of another’s claims"
STORIES, ROWS = 4, 30  # stories drawn, and versions of all of them together: what fits on a page


class Look(NamedTuple):
    """How a claim's fate is called and drawn: the less of it is carried, the lighter and the lower its cell."""

    words: str
    color: str
    height: float


# Two of these are turned round on a dark page (report.css), where light is what stands out.
LOOKS = {
    "kept": Look("kept", "#0d3c66", 0.74),
    "paraphrased": Look("reworded", "#5b93c4", 0.74),
    "partial": Look("in part", "#b3cde3", 0.4),
    "not_found": Look("not found", NEUTRAL, 0.07),
}


class Strip(NamedTuple):
    """One version held against the reference: its label, and the fate of each claim, in the reference's order."""

    version: Version
    label: str
    fates: tuple[str, ...]


class Panel(NamedTuple):
    """One story: its label, the reference's, and the versions drawn, out of how many."""

    story: str
    reference: str
    alignment: Alignment
    strips: tuple[Strip, ...]


@styled
def draw_coverage(
    comparison: Comparison,
    analysis: Analysis,
    *,
    alignments: Iterable[Alignment] | None = None,
    ax: Axes | None = None,
    width: float = PAGE,
) -> Chart:
    """Draw what became of each claim of a story's reference in its other versions, for the first stories several groups tell.

    Parameters
    ----------
    comparison, analysis
        What `compare` and `analyze` returned.
    alignments
        What `align_claims` returned for stories; by default those of the comparison are aligned here.
    ax
        Axes to draw in the place of; by default a new figure.
    width
        Width of a new figure in inches.
    """
    expect_results("coverage", comparison, analysis)
    if alignments is None:
        alignments = (align_claims(story, analysis) for story in list_shared(comparison, analysis)[:STORIES])
    panels = choose_panels(alignments, comparison, analysis)
    if not panels:
        return draw_nothing(NAME, TITLE, "No story has two versions to hold against each other.", ax, width)
    inches = 1.15 if width < 5 else 1.7
    row = 0.27 if any("\n" in wrap_label(strip.label, inches) for panel in panels for strip in panel.strips) else 0.19
    heights = [row * len(panel.strips) for panel in panels]
    size = (width, 0.4 + sum(heights) + (0.85 if width < 5 else 0.55) * len(panels))
    axes = make_panels(ax, (len(panels), 1), size, heights=heights)
    for place, panel in zip(axes, panels, strict=True):
        label_rows(place, [strip.label for strip in panel.strips], inches)
        _draw_panel(place, panel, width - inches - 0.6)
    _draw_key(axes[0], outside=ax is None)
    table = [row for panel in panels for row in _rows(panel, comparison.by, analysis)]
    alt = join_sentences([said for panel in panels for said in _say(panel)], limit=20)
    return Chart(NAME, TITLE, alt, tuple(table), axes[0].figure)  # type: ignore[arg-type]


def list_shared(comparison: Comparison, analysis: Analysis) -> list[Story]:
    """Return the stories that more than one group tells."""
    group_of = {article.id: name_group(article, comparison.by) for article in analysis.articles}
    return [story for story in comparison.stories if len({group_of[key] for key in story.articles}) > 1]


def choose_panels(alignments: Iterable[Alignment], comparison: Comparison, analysis: Analysis) -> list[Panel]:
    """Return the first stories with claims and versions, as many as a page has room for, and at least one."""
    numbers = number_articles(analysis, comparison.by)
    groups = {article.id: name_group(article, comparison.by) for article in analysis.articles}
    names = {story.id: story.label for story in comparison.stories}
    panels: list[Panel] = []
    room = ROWS
    for alignment in alignments:
        if not alignment.claims or not alignment.versions:
            continue
        if panels and len(alignment.versions) > room:
            break
        strips = [
            Strip(
                version,
                f"{numbers[version.article]}  {groups[version.article]}",
                tuple(claim.fates[place].label for claim in alignment.claims),
            )
            for place, version in enumerate(alignment.versions)
        ]
        strips.sort(key=lambda strip: numbers[strip.version.article])
        story = names.get(alignment.story, alignment.story)
        panels.append(
            Panel(story, f"{groups[alignment.reference]} ({numbers[alignment.reference]})", alignment, tuple(strips[:ROWS]))
        )
        room -= len(strips)
        if len(panels) == STORIES or room <= 0:
            break
    return panels


def _draw_panel(place: Axes, panel: Panel, inches: float) -> None:
    """Draw a story: a strip of cells a version, parted by white lines where there is room, and the shares carried."""
    n = len(panel.alignment.claims)
    for row, strip in enumerate(panel.strips):
        for label, look in LOOKS.items():
            runs = [(start, length) for start, length, fate in _find_runs(strip.fates) if fate == label]
            place.broken_barh(runs, (row - look.height / 2, look.height), facecolor=look.color)
        place.text(
            1.015, row, say_carried(strip.version), transform=place.get_yaxis_transform(), va="center", fontsize=6.5, color=INK
        )
    place.vlines(range(1, n), -0.5, len(panel.strips) - 0.5, color=PAPER, linewidth=0.8 if inches / n > 0.05 else 0.3)
    place.set_xlim(0, n)
    place.set_xticks([])
    for side in ("left", "bottom"):
        place.spines[side].set_visible(False)
    place.set_title(wrap_title(panel.story, inches, 3 if inches < 2 else 2))
    place.annotate(
        "carried", (1.015, 1.0), xycoords="axes fraction", xytext=(0, 2), textcoords="offset points", fontsize=6.5,
        color=MUTED, va="bottom",
    )  # fmt: skip
    left_out = len(panel.alignment.versions) - len(panel.strips)
    more = f"; {left_out} more {'version' if left_out == 1 else 'versions'} not drawn" if left_out else ""
    noun = "claim" if n == 1 else "claims"
    foot = f"{n} {noun} of {shorten(panel.reference, 40)}, first to last{more}"
    place.set_xlabel(wrap_title(foot, inches + 0.3, 3, size=6.5), loc="left", fontsize=6.5)


def _find_runs(fates: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where each run of one fate starts, and its length: fewer shapes than cells make smaller files."""
    start = 0
    for fate, run in groupby(fates):
        length = len(list(run))
        yield start, length, fate
        start += length


def say_carried(version: Version) -> str:
    """Return how many claims a version carries, as a share from five claims on."""
    carried = version.n_claims - version.counts["not_found"]
    if version.n_claims < MIN_HITS or math.isnan(version.coverage):
        return f"{carried} of {version.n_claims}"
    return f"{100 * version.coverage:.0f} %"


def _draw_key(panel: Axes, outside: bool) -> None:
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=look.color) for look in LOOKS.values()]
    draw_key(panel, handles, [look.words for look in LOOKS.values()], columns=len(LOOKS), outside=outside)


def _rows(panel: Panel, by: str, analysis: Analysis) -> Iterator[dict[str, Any]]:
    """Yield a row a claim and version, with the claim's place in the text of the reference."""
    group_of = {article.id: name_group(article, by) for article in analysis.articles}
    for strip in panel.strips:
        for number, (claim, fate) in enumerate(zip(panel.alignment.claims, strip.fates, strict=True), start=1):
            yield {
                "story": panel.story,
                "reference": panel.alignment.reference,
                "claim": number,
                "start": claim.statement.start,
                "end": claim.statement.end,
                "version": strip.version.article,
                "group": group_of[strip.version.article],
                "fate": LOOKS[fate].words,
            }


def _say(panel: Panel) -> Iterator[str]:
    """Say one story in words, a sentence a version."""
    for strip in panel.strips:
        counts = strip.version.counts
        parts = ", ".join(f"{counts[label]} {look.words}" for label, look in LOOKS.items())
        n = strip.version.n_claims
        carried = n - counts["not_found"]
        yield f"{panel.story}: {strip.label} carries {carried} of {n} claims of {panel.reference}: {parts}"
