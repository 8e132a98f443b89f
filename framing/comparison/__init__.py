"""An analysis -> a comparison by outlet or any field: estimates, gaps and what the design lets them mean (CODEBOOK 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.comparison.cells import Cells, Scored, gather_cells, name_group, select_keys
from framing.comparison.contrasts import contrast_groups
from framing.comparison.estimates import FEW, estimate_groups, pool_groups, warn_of_length
from framing.comparison.gaps import find_gaps, is_compared
from framing.comparison.results import Comparison, Contribution, Estimate, Gap, PooledRates
from framing.resampling import DRAWS
from framing.stories import Story, group_stories, restrict_stories
from framing.stories.derivation import DERIVED

__all__ = ["Comparison", "Contribution", "Estimate", "Gap", "PooledRates", "compare"]

DESIGNS = {
    "matched": "Every group tells every story compared: differences are between versions of the same events.",
    "partly matched": "Groups are compared within the stories they share; not every group tells every story.",
    "single story": "One story is told by more than one group: a case comparison, with no interval, test or ranking.",
    "unmatched": "No story is told by more than one group: differences mix what was reported with how it was told.",
    "single group": "All articles fall in one group: there is nothing to compare them with.",
}


class _Plan(NamedTuple):
    """Which stories are compared, under which design."""

    design: str
    compared: tuple[Story, ...]


def compare(
    analysis: Scored,
    *,
    by: str = "outlet",
    stories: Sequence[Story] | None = None,
    seed: int = 1,
    draws: int = DRAWS,
    pairs: bool = False,
) -> Comparison:
    """Compare groups of articles, story by story.

    The unit is the story: the articles of a group on one story are taken together, and every story weighs the same.
    Where groups share stories, only these are compared, so that no two events are held against each other; where they
    share none, all are, and the notes say that topic and wording are mixed. Intervals and tests come from six stories on.

    Parameters
    ----------
    analysis
        What `framing.analyze` returned.
    by
        The article field that makes the groups. Articles that do not state it fall in the group "(outlet not stated)".
    stories
        The stories, by default `group_stories` of the articles. Pass ``leave_out_derived(stories)`` to compare without
        articles that derive from another version; articles in none of the stories, or not in the analysis, are left out.
    seed
        Seed of all draws. The same seed and articles give the same numbers, whatever the groups are called.
    draws
        Number of bootstrap resamples and of random permutations.
    pairs
        Whether to compare each pair of groups instead of each group with all others.

    Raises
    ------
    UnknownNameError
        If articles have no field of the name ``by``, or it is none to group by.
    """
    ids = {article.id for article in analysis.articles}
    stories = group_stories(analysis.articles) if stories is None else restrict_stories(stories, ids)
    groups_of = _groups_by_story(analysis, stories, by)
    plan = _plan(stories, groups_of)
    cells = gather_cells(analysis, plan.compared, by)
    headline = select_keys(cells, [place for place, key in enumerate(cells.keys) if is_compared(key)])
    strata = _number_topics(analysis, plan.compared, by)
    contrasts = contrast_groups(headline, matched=plan.design != "unmatched", pairs=pairs, strata=strata)
    gaps = find_gaps(analysis, headline, contrasts, seed=seed, draws=draws)
    family_size = sum(gap.p is not None for gap in gaps)
    left_out = sorted({group for groups in groups_of.values() for group in groups} - set(cells.groups))
    return Comparison(
        by=by,
        groups=cells.groups,
        stories=tuple(stories),
        design=plan.design,
        estimates=tuple(estimate_groups(cells, seed=seed, draws=draws)),
        gaps=gaps,
        family_size=family_size,
        seed=seed,
        notes=(*_notes(analysis, plan, stories, cells), *_note_groups(left_out), *_note_tests(family_size)),
        length_warnings=tuple(warn_of_length(analysis, [article for articles in cells.articles for article in articles])),
        compared=tuple(story.id for story in plan.compared),
        left_out=tuple(left_out),
        pooled_rates=tuple(pool_groups(cells)),
        headlines=tuple(
            (measure.name, column.name) for measure in analysis.measures for column in measure.columns if column.headline
        ),
    )


def _groups_by_story(analysis: Scored, stories: Sequence[Story], by: str) -> dict[str, set[str]]:
    group_of = {article.id: name_group(article, by) for article in analysis.articles}
    return {story.id: {group_of[article] for article in story.articles if article in group_of} for story in stories}


def _plan(stories: Sequence[Story], groups_of: dict[str, set[str]]) -> _Plan:
    """Detect the design (CODEBOOK X-1): stories of one group only are compared where no story is shared."""
    told = tuple(story for story in stories if groups_of[story.id])
    shared = tuple(story for story in told if len(groups_of[story.id]) > 1)
    if not shared:
        groups = set().union(*groups_of.values()) if groups_of else set()
        return _Plan("unmatched" if len(groups) > 1 else "single group", told)
    if len(shared) == 1:
        return _Plan("single story", shared)
    groups = set().union(*(groups_of[story.id] for story in shared))
    return _Plan("matched" if all(groups_of[story.id] == groups for story in shared) else "partly matched", shared)


def _number_topics(analysis: Scored, stories: Sequence[Story], by: str) -> list[int]:
    """Give each story the number of its topic, within which labels are exchanged (CODEBOOK X-6); 0 where none is stated."""
    topics = {article.id: article.topic for article in analysis.articles}
    of_story = []
    for story in stories:
        stated = {topics.get(article, "") for article in story.articles}
        of_story.append(stated.pop() if len(stated) == 1 and by != "topic" else "")
    names = sorted({"", *of_story})
    return [names.index(topic) for topic in of_story]


def _notes(analysis: Scored, plan: _Plan, stories: Sequence[Story], cells: Cells) -> Iterator[str]:
    """Yield what a reader has to know before the numbers."""
    yield DESIGNS[plan.design]
    inside = {article for articles in cells.articles for article in articles}
    told = {article for story in stories for article in story.articles}
    alone = [story for story in stories if story not in plan.compared]
    n_alone = sum(article.id in told and article.id not in inside for article in analysis.articles)
    if n_alone:
        n_stories = f"{len(alone)} {'story' if len(alone) == 1 else 'stories'}"
        yield f"Listed but not compared: {_count(n_alone, 'article')} in {n_stories} that only one group tells."
    n_outside = sum(article.id not in told for article in analysis.articles)
    if n_outside:
        yield f"Left out: {_count(n_outside, 'article')} in none of the stories given."
    genres = Counter(article.genre for article in analysis.articles if article.id in inside)
    if len(genres) > 1:
        listed = ", ".join(f"{genre} {n}" for genre, n in sorted(genres.items()))
        yield f"The articles compared differ in genre ({listed}), which can make differences of its own."
    derived = {d.article for story in plan.compared for d in story.derivations if d.status in DERIVED and d.of} & inside
    if derived:
        yield (
            f"{_count(len(derived), 'article')} of {len(inside)} credit or probably follow another version here; "
            "compare without them too."
        )
    if cells.short.any():
        yield f"{_count(int(cells.short.sum()), 'text')} under 150 words or 5 sentences: counts are given, rates are not."


def _note_groups(left_out: Sequence[str]) -> Iterator[str]:
    if left_out:
        yield f"Not compared, because they tell no story that another group tells: {', '.join(left_out)}."


def _note_tests(family_size: int) -> Iterator[str]:
    if family_size:
        yield f"p-values are adjusted by Holm's method over all {_count(family_size, 'test')} of this comparison."
    else:
        yield f"No tests: intervals and tests need at least {FEW} stories on both sides."


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
