"""An analysis -> a comparison by outlet or any field: estimates, gaps and what the design lets them mean (CODEBOOK 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from framing.comparison.cells import Scored, Stored, gather_cells, name_group, select_keys
from framing.comparison.contrasts import contrast_groups
from framing.comparison.estimates import estimate_groups, pool_groups, warn_of_length
from framing.comparison.gaps import find_gaps, is_compared, is_side, list_gaps
from framing.comparison.notes import write_notes
from framing.comparison.results import DISCOVERY, HOLM, Comparison, Contribution, Estimate, Gap, PooledRates
from framing.comparison.typical import TypicalWord, WordLists, contrast_words
from framing.errors import FramingError
from framing.given import expect
from framing.resampling import DRAWS
from framing.stories import Story, group_stories, leave_out_derived, restrict_stories

__all__ = [
    "Comparison",
    "Contribution",
    "Estimate",
    "Gap",
    "PooledRates",
    "TypicalWord",
    "WordLists",
    "compare",
    "contrast_words",
]


class _Plan(NamedTuple):
    """Which stories are compared, under which design, out of those that the groups tell."""

    design: str
    compared: tuple[Story, ...]
    groups: frozenset[str]


class _Settings(NamedTuple):
    """How to compare."""

    by: str
    seed: int
    draws: int
    pairs: bool


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
    Where versions derive from another, the same without them stands in ``Comparison.independent`` (CODEBOOK X-3).

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
        Whether to compare each pair of groups instead of each group with all others. Of more than two groups this is
        exploratory: tests are adjusted by Benjamini and Hochberg's method, and a gap stands up to .10 (CODEBOOK X-8).

    Raises
    ------
    UnknownNameError
        If articles have no field of the name ``by``, or it is none to group by.
    FramingError
        If something else than an analysis was given, or stories none of whose articles are in it.
    """
    expect(analysis, "scores", 'compare needs an analysis: framing.compare(framing.analyze(articles), by="outlet").')
    if isinstance(analysis, Stored):
        analysis.check_field(by)
    ids = {article.id for article in analysis.articles}
    stories = (
        _group(analysis) if stories is None else restrict_stories((stories,) if isinstance(stories, Story) else stories, ids)
    )
    if ids and not stories:
        raise FramingError(
            "None of the stories given holds an article of the analysis. Leave stories= out, and they are found, or group these"
            " articles: framing.group_stories(analysis.articles)."
        )
    plan = _plan(stories, _groups_by_story(analysis, stories, by))
    settings = _Settings(by, seed, draws, pairs)
    found = _compare(analysis, stories, plan, settings)
    alone = _leave_out_derived(analysis, plan, by)
    return replace(found, independent=_compare(analysis, alone.compared, alone, settings)) if alone else found


def _group(analysis: Scored) -> tuple[Story, ...]:
    return analysis.group_stories() if isinstance(analysis, Stored) else group_stories(analysis.articles)


def _compare(analysis: Scored, stories: Sequence[Story], plan: _Plan, settings: _Settings) -> Comparison:
    """Compare under one plan; ``stories`` are all that the comparison tells of."""
    by, seed, draws = settings.by, settings.seed, settings.draws
    cells = gather_cells(analysis, plan.compared, by)
    strata = _number_topics(analysis, plan.compared, by)
    pairs = settings.pairs and len(cells.groups) > 2
    method = DISCOVERY if pairs else HOLM
    headline, side = (
        select_keys(cells, [place for place, key in enumerate(cells.keys) if choose(key)]) for choose in (is_compared, is_side)
    )
    contrasts, aside = (
        contrast_groups(chosen, matched=plan.design != "unmatched", pairs=pairs, strata=strata) for chosen in (headline, side)
    )
    gaps = find_gaps(analysis, headline, contrasts, seed=seed, draws=draws, method=method)
    side_gaps = list_gaps(side, aside, seed=seed, draws=draws)
    left_out = sorted(plan.groups - set(cells.groups))
    found = Comparison(
        by=by,
        groups=cells.groups,
        stories=tuple(stories),
        design=plan.design,
        estimates=tuple(estimate_groups(cells, seed=seed, draws=draws)),
        gaps=gaps,
        family_size=sum(gap.p is not None for gap in gaps),
        seed=seed,
        length_warnings=tuple(warn_of_length(analysis, [article for articles in cells.articles for article in articles])),
        compared=tuple(story.id for story in plan.compared),
        left_out=tuple(left_out),
        pooled_rates=tuple(pool_groups(cells)),
        headlines=tuple(
            (measure.name, column.name) for measure in analysis.measures for column in measure.columns if column.headline
        ),
        method=method,
        side_gaps=side_gaps,
        side_family=sum(gap.p is not None for gap in side_gaps),
    )
    return replace(found, notes=tuple(write_notes(analysis, found, cells)))


def _leave_out_derived(analysis: Scored, plan: _Plan, by: str) -> _Plan | None:
    """Return the plan without versions that follow another, of the stories compared; None where no version does.

    Stories that then only one group tells are no longer compared: nothing independent is left to hold them against.
    """
    kept = leave_out_derived(plan.compared)
    if sum(len(story.articles) for story in kept) == sum(len(story.articles) for story in plan.compared):
        return None
    alone = _plan(kept, _groups_by_story(analysis, kept, by))
    if plan.design != "unmatched" and alone.design in ("unmatched", "single group"):
        return _Plan("single group", (), alone.groups)
    return alone


def _groups_by_story(analysis: Scored, stories: Sequence[Story], by: str) -> dict[str, set[str]]:
    group_of = {article.id: name_group(article, by) for article in analysis.articles}
    return {story.id: {group_of[article] for article in story.articles if article in group_of} for story in stories}


def _plan(stories: Sequence[Story], groups_of: dict[str, set[str]]) -> _Plan:
    """Detect the design (CODEBOOK X-1): stories of one group only are compared where no story is shared."""
    told = tuple(story for story in stories if groups_of[story.id])
    shared = tuple(story for story in told if len(groups_of[story.id]) > 1)
    everybody = frozenset().union(*groups_of.values())
    if not shared:
        return _Plan("unmatched" if len(everybody) > 1 else "single group", told, everybody)
    if len(shared) == 1:
        return _Plan("single story", shared, everybody)
    tellers = set().union(*(groups_of[story.id] for story in shared))
    matched = all(groups_of[story.id] == tellers for story in shared)
    return _Plan("matched" if matched else "partly matched", shared, everybody)


def _number_topics(analysis: Scored, stories: Sequence[Story], by: str) -> list[int]:
    """Give each story the number of its topic, within which labels are exchanged (CODEBOOK X-6); 0 where none is stated."""
    topics = {article.id: article.topic for article in analysis.articles}
    of_story = []
    for story in stories:
        stated = {topics.get(article, "") for article in story.articles}
        of_story.append(stated.pop() if len(stated) == 1 and by != "topic" else "")
    number_of = {topic: number for number, topic in enumerate(sorted({"", *of_story}))}
    return [number_of[topic] for topic in of_story]
