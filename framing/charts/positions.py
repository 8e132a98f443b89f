"""An analysis -> where in each article the evidence of each measure stands, as a barcode from first word to last."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.charts.canvas import (
    INK,
    MUTED,
    PAGE,
    RULE,
    Chart,
    draw_nothing,
    join_sentences,
    label_rows,
    make_panels,
    row_height,
    styled,
)
from framing.charts.values import (
    compared_articles,
    counted_hits,
    expect_results,
    find_dense,
    find_echoes,
    number_articles,
    read_titles,
)
from framing.comparison.cells import name_group

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.analysis import Analysis
    from framing.comparison import Comparison
    from framing.measures import Measure
    from framing.model import Article, Hit

NAME, TITLE = "positions", "Where the evidence stands in each article"
ARTICLES, PANELS = 16, 4
TALLEST = 9.5  # inches of a page


def pick_articles(articles: Sequence[Article], comparison: Comparison) -> list[Article]:
    """Return at most sixteen articles, the groups taking turns, in their own order."""
    by_group: dict[str, list[Article]] = {}
    for article in articles:
        by_group.setdefault(name_group(article, comparison.by), []).append(article)
    turns = sorted(
        (turn, place, article.id) for place, group in enumerate(by_group.values()) for turn, article in enumerate(group)
    )
    chosen = {article_id for _, _, article_id in turns[:ARTICLES]}
    return [article for article in articles if article.id in chosen]


class Lane(NamedTuple):
    """One article's evidence of one measure."""

    article: Article
    label: str
    hits: tuple[Hit, ...]


@styled
def draw_positions(comparison: Comparison, analysis: Analysis, *, ax: Axes | None = None, width: float = PAGE) -> Chart:
    """Draw the headline evidence of each measure along some articles of each group, measures with targets left out.

    Parameters
    ----------
    comparison, analysis
        What `compare` and `analyze` returned.
    ax
        Axes to draw in the place of; by default a new figure.
    width
        Width of a new figure in inches.
    """
    expect_results("positions", comparison, analysis)
    articles = pick_articles(compared_articles(comparison, analysis), comparison)
    aimed = {estimate.measure for estimate in comparison.estimates if estimate.target}
    hidden = find_dense(analysis) | find_echoes(analysis) | aimed
    measures = [measure for measure in analysis.measures if measure.name not in hidden]
    lanes_of = [(measure, find_lanes(measure, articles, comparison, analysis)) for measure in measures]
    told = [(measure, lanes) for measure, lanes in lanes_of if any(lane.hits for lane in lanes)]
    if not told:
        return draw_nothing(NAME, TITLE, "No evidence was found in the articles shown.", ax, width)
    height = 0.62 + len(articles) * row_height([lane.label for lane in told[0][1]])
    abreast = 1 if width < 5 else 2
    panels = _fullest(told, min(PANELS, abreast * max(1, int(TALLEST / height))))
    columns = min(len(panels), abreast)
    rows = math.ceil(len(panels) / columns)
    titles = read_titles(analysis)
    axes = make_panels(ax, (rows, columns), (width, rows * height), share=True)
    for place, (panel, (measure, lanes)) in enumerate(zip(axes, panels, strict=False)):
        panel.set_title(titles[measure.name])
        _draw_panel(panel, lanes)
        if place % columns == 0:
            label_rows(panel, [lane.label for lane in lanes], 1.1)
        panel.tick_params(axis="y", labelleft=place % columns == 0)
    for panel in axes[len(panels) :]:
        panel.set_axis_off()
    table = [row for measure, lanes in panels for lane in lanes for row in _rows(measure, lane)]
    alt = join_sentences([_say(titles[measure.name], lanes) for measure, lanes in panels])
    return Chart(NAME, TITLE, alt, tuple(table), axes[0].figure)  # type: ignore[arg-type]


def find_lanes(measure: Measure, articles: Sequence[Article], comparison: Comparison, analysis: Analysis) -> list[Lane]:
    """Return one lane an article with the hits that count in the measure's headline column."""
    column = next((column for column in measure.columns if column.headline), None)
    numbers = number_articles(analysis, comparison.by)
    lanes = []
    for article in articles:
        label = f"{numbers[article.id]}  {name_group(article, comparison.by)}"
        hits = counted_hits(analysis, article.id, measure.name, column) if column else ()
        lanes.append(Lane(article, label, tuple(hits)))
    return lanes


def _fullest(panels: list[tuple[Measure, list[Lane]]], most: int) -> list[tuple[Measure, list[Lane]]]:
    """Return the panels with the most evidence, in the order of the measures."""
    sizes = {measure.name: sum(len(lane.hits) for lane in lanes) for measure, lanes in panels}
    fullest = sorted(sizes, key=lambda name: (-sizes[name], name))[:most]
    return [panel for panel in panels if panel[0].name in fullest]


def _draw_panel(panel: Axes, lanes: Sequence[Lane]) -> None:
    """Draw a tick for each finding: tall and dark in the outlet's own words, short and light in a source's."""
    for row, lane in enumerate(lanes):
        panel.axhspan(row - 0.34, row + 0.34, color=RULE, alpha=0.35, linewidth=0)
        for own, color, size in ((True, INK, 9.0), (False, MUTED, 4.5)):
            places = [100 * _place(hit, lane) for hit in lane.hits if (hit.voice == "own") is own]
            panel.plot(places, [row] * len(places), "|", color=color, markersize=size, markeredgewidth=1.1)
        panel.text(1.015, row, str(len(lane.hits)), transform=panel.get_yaxis_transform(), va="center", fontsize=6.5)
    panel.set_xlim(0, 100)
    panel.set_xticks([0, 25, 50, 75, 100], ["start", "25 %", "50 %", "75 %", "end"])
    for side in ("left", "bottom"):
        panel.spines[side].set_visible(False)
    panel.set_xlabel("tall: the outlet's words; short: a source's", loc="left")


def _place(hit: Hit, lane: Lane) -> float:
    """Return where a hit starts, as a share of the article's characters."""
    return hit.start / max(1, len(lane.article.text))


def _rows(measure: Measure, lane: Lane) -> list[dict[str, Any]]:
    return [
        {
            "measure": measure.name,
            "article": lane.article.id,
            "title": lane.article.title,
            "label": lane.label,
            "place": round(_place(hit, lane), 4),
            "voice": hit.voice,
            "term": hit.term,
        }
        for hit in lane.hits
    ]


def _say(title: str, lanes: Sequence[Lane]) -> str:
    """Say one panel in words: how many findings stand in each third of the articles."""
    places = [_place(hit, lane) for lane in lanes for hit in lane.hits]
    thirds = [sum(third <= 3 * place < third + 1 for place in places) for third in range(3)]
    where = f"{thirds[0]} in the first third, {thirds[1]} in the middle, {thirds[2]} in the last"
    return f"{title}, {len(lanes)} articles, {len(places)} findings: {where}"
