"""A comparison -> what a reader has to know before its numbers: design, what is left out, which tests were adjusted how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from framing.comparison.allowed import FEW
from framing.comparison.cells import Cells, Scored
from framing.comparison.results import DISCOVERY, Comparison
from framing.stories import Story
from framing.stories.derivation import DERIVED

DESIGNS = {
    "matched": "Every group tells every story compared: differences are between versions of the same events.",
    "partly matched": "Groups are compared within the stories they share; not every group tells every story.",
    "single story": "One story is told by more than one group: a case comparison, with no interval, test or ranking.",
    "unmatched": "No story is told by more than one group: differences mix what was reported with how it was told.",
    "single group": "All articles fall in one group: there is nothing to compare them with.",
}


def write_notes(analysis: Scored, found: Comparison, cells: Cells) -> Iterator[str]:
    """Yield the notes, the design first.

    Parameters
    ----------
    analysis
        Whose articles were compared.
    found, cells
        The comparison, and the cells it was made of.
    """
    yield DESIGNS[found.design]
    told = set(found.compared)
    compared = [story for story in found.stories if story.id in told]
    inside = {article for articles in cells.articles for article in articles}
    yield from _note_left_out(analysis, found, inside)
    genres = Counter(article.genre for article in analysis.articles if article.id in inside)
    if len(genres) > 1:
        listed = ", ".join(f"{genre} {n}" for genre, n in sorted(genres.items()))
        yield f"The articles compared differ in genre ({listed}), which can make differences of its own."
    if derived := find_derived(compared) & inside:
        yield (
            f"{_count(len(derived), 'article')} of {len(inside)} credit or probably follow another version here: results "
            "without them stand beside those with them."
        )
    if cells.short.any():
        yield f"{_count(int(cells.short.sum()), 'text')} under 150 words or 5 sentences: counts are given, rates are not."
    if found.left_out:
        yield f"Not compared, because they tell no story that another group tells: {', '.join(found.left_out)}."
    yield from _note_tests(found)


def find_derived(stories: Sequence[Story]) -> set[str]:
    """Return the articles that credit, or probably follow, another version of their story that is at hand."""
    return {d.article for story in stories for d in story.derivations if d.status in DERIVED and d.of}


def _note_left_out(analysis: Scored, found: Comparison, inside: set[str]) -> Iterator[str]:
    told = {article for story in found.stories for article in story.articles}
    n_alone = sum(article.id in told and article.id not in inside for article in analysis.articles)
    if n_alone:
        n = len(found.stories) - len(found.compared)
        stories = f"{n:,} {'story' if n == 1 else 'stories'}"
        yield f"Listed but not compared: {_count(n_alone, 'article')} in {stories} that only one group tells."
    n_outside = sum(article.id not in told for article in analysis.articles)
    if n_outside:
        yield f"Left out: {_count(n_outside, 'article')} in none of the stories given."


def _note_tests(found: Comparison) -> Iterator[str]:
    """Name the family of tests and its size (CODEBOOK X-8)."""
    if not found.family_size:
        yield f"No tests: intervals and tests need at least {FEW} stories on both sides."
        return
    columns = len({(gap.measure, gap.column, gap.target) for gap in found.gaps if gap.p is not None})
    sides = len({(gap.group, gap.other) for gap in found.gaps if gap.p is not None})
    family = (
        f"{_count(found.family_size, 'test')} of this comparison ({_count(columns, 'column')}, {_count(sides, 'contrast')})"
    )
    if found.method == DISCOVERY:
        yield (
            f"Pairs of groups are exploratory: p-values are adjusted by Benjamini and Hochberg's method over all {family}, and "
            "of the gaps that stand up to one in ten is expected to be chance."
        )
    else:
        yield f"p-values are adjusted by Holm's method over all {family}."


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
