"""A story and its analysis -> what became of each statement of one version in the others (CODEBOOK section 8)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from framing.claims.alignment import find_edges, score_pairs
from framing.claims.changes import add_changes
from framing.claims.fates import find_added, judge_claims
from framing.claims.likeness import compare_statements, weigh_rarity
from framing.claims.number_changes import count_numbers
from framing.claims.results import CARRIED, CHANGES, LABELS, Added, Alignment, Change, Claim, Fate, Statement, Version
from framing.claims.statements import choose_reference
from framing.claims.summary import summarize
from framing.claims.tellings import read_telling
from framing.errors import UnknownNameError
from framing.given import expect
from framing.stories import Story

if TYPE_CHECKING:
    from framing.analysis import Analysis

__all__ = [
    "CARRIED",
    "CHANGES",
    "LABELS",
    "Added",
    "Alignment",
    "Change",
    "Claim",
    "Fate",
    "Statement",
    "Version",
    "align_claims",
]


def align_claims(story: Story, analysis: Analysis, *, reference: str | None = None) -> Alignment:
    """Say of each statement of one version of a story what every other version does with it.

    Parameters
    ----------
    story
        The story, as `framing.group_stories` found it.
    analysis
        What `framing.analyze` returned for its articles.
    reference
        The id of the version the others are held against; by default the wire original, else the earliest, else the
        longest.

    Returns
    -------
    Alignment
        With one version only it holds that version's statements as claims, and nobody's fate.

    Raises
    ------
    UnknownNameError
        If the reference is none of the story's articles, or one of these is not in the analysis.
    """
    expect(story, "derivations", "align_claims needs one story: framing.align_claims(stories[0], analysis).")
    articles = [analysis.article(key) for key in story.articles]
    if reference is not None and reference not in story.articles:
        raise UnknownNameError.of("version of the story", reference, story.articles)
    originals = [derivation.article for derivation in story.derivations if derivation.status == "wire_original"]
    chosen, why = (reference, "chosen") if reference else choose_reference(articles, originals)
    tellings = {article.id: read_telling(article, analysis) for article in articles}
    rarity = weigh_rarity([terms for telling in tellings.values() for terms in telling.terms])
    one = tellings[chosen]
    fates, added = {}, {}
    for key, other in tellings.items():
        if key != chosen:
            likeness = compare_statements(one.terms, other.terms, rarity)
            scores = score_pairs(likeness, (one.refusing(), other.refusing()))
            edges = find_edges(scores)
            judged = judge_claims(one.statements, other.statements, likeness, scores, edges)
            pairs = zip(one.statements, judged, strict=True)
            fates[key] = tuple(add_changes(one, claim, other, replace(fate, article=key)) for claim, fate in pairs)
            added[key] = tuple(find_added(one.statements, other.statements, scores, edges))
    claims = tuple(
        Claim(
            claim,
            tuple(own[number] for own in fates.values()),
            one.is_sourced(claim),
            count_numbers(one, claim),
        )
        for number, claim in enumerate(one.statements)
    )
    versions = tuple(summarize(key, claims, fates[key], added[key], len(tellings[key].statements)) for key in fates)
    return Alignment(story.id, chosen, why, claims, added, versions)
