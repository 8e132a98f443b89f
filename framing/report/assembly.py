"""An analysis, its comparison and stories -> a `Report`: the sections in their order, with their charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from framing.charts import CHARTS, COLUMN, PAGE, draw_coverage
from framing.report.blocks import Block, Drawing, Figure, Report
from framing.report.data import collect_data, to_plain
from framing.report.findings import build_findings
from framing.report.material import gather
from framing.report.sections.actors import build_actors
from framing.report.sections.articles import build_articles
from framing.report.sections.claims import align_stories, build_claims
from framing.report.sections.compared import build_compared, title_of
from framing.report.sections.evidence import build_evidence
from framing.report.sections.gaps import build_gaps
from framing.report.sections.headlines import build_headlines, find_headlines
from framing.report.sections.limits import build_limits, choose_accuracy, read_accuracy
from framing.report.sections.methods import build_methods
from framing.report.sections.record import build_provenance, build_record
from framing.report.sections.results import build_results
from framing.report.sections.stories import build_stories
from framing.report.sections.validation import build_validation
from framing.report.wording import name_annotator

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.claims import Alignment
    from framing.comparison import Comparison
    from framing.stories import Story
    from framing.validity import ValidationTable

# How to read each chart, in a line below it.
CAPTIONS = {
    "estimates": "Dots are means over stories, bars intervals where the number of stories allows one. At the right: the "
    "value, and the pieces of evidence behind it.",
    "heat": "Means over stories. Colored is how far each stands from the mean of all, in standard deviations (SD) of the "
    "stories within one group; values of fewer than six stories stay plain. The order is alphabetical, and neither color is "
    "better.",
    "time": "Means over the stories of a period, bars intervals where it holds six stories or more. What is in the news "
    "changes with time, and measures with it.",
    "ladder": "Dark to light: from named people to no source at all. The rate of attribution is never read without it.",
    "actors": "Findings against an actor to the left, for it to the right, in quantities that are never added up.",
    "contributions": "What each term adds to the gap; the last bar is their sum, the gap itself.",
    "concordance": "A term in some of the places where it counts: one of those that make the largest gap or, where there is no "
    "gap, the most frequent. The numbers are those of the article list.",
    "coverage": "Each cell is a claim of the version named below, each row what another version does with it: the less of it "
    "is carried, the fainter and lower. “Not found” is what the aligner found nothing like.",
    "positions": "Each line is an article from its first word to its last; the numbers are those of the article list.",
}


def build(
    analysis: Analysis,
    comparison: Comparison,
    stories: Sequence[Story],
    *,
    title: str | None = None,
    validation: ValidationTable | None = None,
) -> Report:
    """Build a report.

    Parameters
    ----------
    analysis, comparison, stories
        What `analyze`, `compare` and `group_stories` returned for the same articles.
    title
        The report's title; by default it names what was compared.
    validation
        What hand coding found of the measures; without it the report says that they are not validated on these texts.
    """
    material = gather(analysis, comparison, stories, validation.rows if validation else ())
    alignments, divergences = align_stories(material), find_headlines(material)
    charts = draw_charts(analysis, comparison, alignments)
    accuracy = choose_accuracy(read_accuracy(), name_annotator(analysis.provenance))
    blocks: list[Block] = [
        *build_compared(material),
        *build_findings(material),
        *build_results(material, _figures(charts, "estimates", "heat", "time", "ladder")),
        *build_actors(material, _figures(charts, "actors")),
        *build_gaps(material, _figures(charts, "contributions")),
        *build_stories(material),
        *build_claims(material, alignments, _figures(charts, "coverage")),
        *build_headlines(material, divergences),
        *build_evidence(material, _figures(charts, "concordance", "positions")),
        *build_articles(material),
        *build_methods(material),
        *build_validation(material),
        *build_limits(material, accuracy),
        *build_record(material),
        *build_provenance(material),
    ]
    name = title_of(material, title)
    told = {"claims": to_plain(alignments), "headlines": to_plain(divergences)}
    return Report(name, tuple(blocks), charts, {**collect_data(material, name, accuracy), **told})


def draw_charts(analysis: Analysis, comparison: Comparison, alignments: Sequence[Alignment]) -> dict[str, Drawing]:
    """Draw every chart that has something to show, at the width of a page and of a column."""
    drawings = {}
    for name, chart in CHARTS.items():
        draw = partial(draw_coverage, alignments=alignments) if chart is draw_coverage else chart
        page = draw(comparison, analysis, width=PAGE)
        if page.table:
            column = draw(comparison, analysis, width=COLUMN)
            drawings[name] = Drawing(page, column, page.svg(), column.svg())
    return drawings


def _figures(charts: Mapping[str, Drawing], *names: str) -> list[Block]:
    return [
        Figure(name, charts[name].page.title, charts[name].page.alt, (CAPTIONS.get(name, ""),))
        for name in names
        if name in charts
    ]
