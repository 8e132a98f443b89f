"""An analysis, its comparison and stories -> a `Report`: the sections in their order, with their charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.charts import CHARTS, COLUMN, PAGE, draw_coverage
from framing.charts.notation import DEFAULT, notation, write_unit
from framing.comparison.typical import WordLists, contrast_words
from framing.report.blocks import Block, Drawing, Figure, Report
from framing.report.data import collect_data, to_plain
from framing.report.direction import isolate_names
from framing.report.excerpt import check_sections, find_anchors, respell, say_left_out, unlink
from framing.report.findings import build_findings
from framing.report.material import Material, gather
from framing.report.sections.actors import build_actors
from framing.report.sections.articles import build_articles
from framing.report.sections.claims import align_stories, build_claims
from framing.report.sections.compared import build_compared, title_of
from framing.report.sections.derived import build_derived
from framing.report.sections.evidence import build_evidence
from framing.report.sections.gaps import build_gaps
from framing.report.sections.headlines import build_headlines, find_headlines
from framing.report.sections.limits import build_limits, choose_accuracy, read_accuracy
from framing.report.sections.methods import build_methods
from framing.report.sections.record import build_provenance, build_record
from framing.report.sections.results import build_results
from framing.report.sections.rules import build_rules
from framing.report.sections.stories import build_stories
from framing.report.sections.summary import build_summary, say_caution_block
from framing.report.sections.validation import build_validation
from framing.report.sections.words import build_words
from framing.report.trim import trim
from framing.report.wording import name_annotator

if TYPE_CHECKING:
    from framing.analysis import Analysis
    from framing.claims import Alignment
    from framing.claims.divergence import Divergence
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


class Parts(NamedTuple):
    """What sections are built from: the material, what was worked out of it once, and the charts."""

    material: Material
    alignments: tuple[Alignment, ...]
    divergences: tuple[Divergence, ...]
    accuracy: tuple[Mapping[str, Any], ...]
    charts: Mapping[str, Drawing]
    words: WordLists

    def figures(self, *names: str) -> list[Block]:
        """Return the figures of charts that have something to show."""
        drawn = [(name, self.charts[name].page) for name in names if name in self.charts]
        return [Figure(name, chart.title, chart.alt, (CAPTIONS.get(name, ""),)) for name, chart in drawn]


class Section(NamedTuple):
    """A part of the report: what it is called where it is left out, what builds it, and the charts it shows."""

    title: str
    build: Callable[[Parts], Iterable[Block]]
    charts: tuple[str, ...] = ()


# The sections in the order a reader wants them, by the names that `only` takes: the anchors of their headings.
SECTIONS: Mapping[str, Section] = {
    "summary": Section("the summary", lambda parts: build_summary(parts.material)),
    "compared": Section("what was compared", lambda parts: build_compared(parts.material)),
    "findings": Section("the findings in full", lambda parts: build_findings(parts.material)),
    "results": Section(
        "results by measure",
        lambda parts: build_results(parts.material, parts.figures("estimates", "heat", "time", "ladder")),
        ("estimates", "heat", "time", "ladder"),
    ),
    "actors": Section("actors", lambda parts: build_actors(parts.material, parts.figures("actors")), ("actors",)),
    "gaps": Section(
        "what makes each gap", lambda parts: build_gaps(parts.material, parts.figures("contributions")), ("contributions",)
    ),
    "derived": Section("results with and without derived versions", lambda parts: build_derived(parts.material)),
    "words": Section("words typical of each", lambda parts: build_words(parts.material, parts.words)),
    "stories": Section("stories", lambda parts: build_stories(parts.material)),
    "claims": Section(
        "what became of each claim",
        lambda parts: build_claims(parts.material, parts.alignments, parts.figures("coverage")),
        ("coverage",),
    ),
    "headlines": Section("headlines", lambda parts: build_headlines(parts.material, parts.divergences)),
    "evidence": Section(
        "evidence",
        lambda parts: build_evidence(parts.material, parts.figures("concordance", "positions")),
        ("concordance", "positions"),
    ),
    "articles": Section("articles in full", lambda parts: build_articles(parts.material)),
    "methods": Section("methods", lambda parts: build_methods(parts.material)),
    "accuracy": Section(
        "accuracy and limits", lambda parts: [*build_validation(parts.material), *build_limits(parts.material, parts.accuracy)]
    ),
    "record": Section("what was read, cut and left out", lambda parts: build_record(parts.material)),
    "provenance": Section("provenance", lambda parts: build_provenance(parts.material)),
}


def build(  # noqa: PLR0913 - the options are by name, and each answers a question of its own
    analysis: Analysis,
    comparison: Comparison,
    stories: Sequence[Story],
    *,
    title: str | None = None,
    validation: ValidationTable | None = None,
    only: Iterable[str] = (),
    language: str = DEFAULT,
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
    only
        Names of the sections to print, of `SECTIONS`; by default all. What is tested, adjusted and written as data stays
        the same, and the caution is printed whatever is left out.
    language
        Whose way of writing numbers and dates to use, of `framing.charts.notation.list_notations`; words stay English, and
        data as they are.

    Raises
    ------
    UnknownNameError
        If there is no section of a name, or the notation of a language is not known.
    """
    kept = check_sections(only, tuple(SECTIONS))
    material = gather(analysis, comparison, stories, validation.rows if validation else ())
    alignments, divergences = align_stories(material), find_headlines(material)
    accuracy = choose_accuracy(read_accuracy(), name_annotator(analysis.provenance))
    words = contrast_words(analysis, comparison)
    name = title_of(material, title)
    with notation(language):
        charts = draw_charts(analysis, comparison, alignments, choose_charts(kept))
        blocks = _lay_out(Parts(material, alignments, divergences, accuracy, charts, words), kept)
    told = {"claims": to_plain(alignments), "headlines": to_plain(divergences), "words": to_plain(words.words)}
    names = list_names(material)
    data = {**collect_data(material, name, accuracy), **told}
    return Report(isolate_names(name, names), isolate_names(blocks, names), charts, data, language)


def _lay_out(parts: Parts, kept: Sequence[str]) -> tuple[Block, ...]:
    """Return the blocks of the sections asked for; where some are left out that is said, and no link leads there."""
    built = {name: tuple(trim(SECTIONS[name].build(parts))) for name in kept}
    last = "methods" if "methods" in built else kept[-1]
    built[last] += tuple(build_rules(block for section in built.values() for block in section))
    blocks = tuple(block for section in built.values() for block in section)
    blocks = respell(blocks) if write_unit("per 1,000 words") != "per 1,000 words" else blocks
    if len(kept) == len(SECTIONS):
        return blocks
    titles = {name: section.title for name, section in SECTIONS.items()}
    opening = tuple(say_left_out(titles, kept))
    caution = () if "summary" in kept else (say_caution_block(parts.material),)
    return (*opening, *unlink(blocks, frozenset(find_anchors(blocks))), *caution)


def list_names(material: Material) -> set[str]:
    """Return the names from outside that stand among a report's own words."""
    titles = {article.title for article in material.articles.values()}
    actors = {actor.name for actor in material.analysis.actors}
    return {*material.groups.values(), *titles, *actors, *(story.label for story in material.stories)} - {""}


def choose_charts(kept: Iterable[str]) -> list[str]:
    """Return the charts of the sections printed; those that no section names belong to the results."""
    named = {chart for section in SECTIONS.values() for chart in section.charts}
    wanted = {chart for name in kept for chart in SECTIONS[name].charts}
    return [name for name in CHARTS if name in wanted or (name not in named and "results" in kept)]


def draw_charts(
    analysis: Analysis, comparison: Comparison, alignments: Sequence[Alignment], names: Iterable[str] = tuple(CHARTS)
) -> dict[str, Drawing]:
    """Draw the charts named that have something to show, at the width of a page and of a column."""
    drawings = {}
    for name in names:
        chart = CHARTS[name]
        draw = partial(draw_coverage, alignments=alignments) if chart is draw_coverage else chart
        page = draw(comparison, analysis, width=PAGE)
        if page.table:
            column = draw(comparison, analysis, width=COLUMN)
            drawings[name] = Drawing(page, column, page.svg(), column.svg())
    return drawings
