"""A story and its analysis -> what became of each statement of one version in the others (CODEBOOK section 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from framing.claims.alignment import find_edges, score_pairs
from framing.claims.fates import find_added, judge_claims
from framing.claims.likeness import TermReader, compare_statements, weigh_rarity
from framing.claims.results import CARRIED, CHANGES, LABELS, Added, Alignment, Change, Claim, Fate, Statement, Version
from framing.claims.statements import choose_reference, split_statements
from framing.claims.summary import summarize
from framing.errors import UnknownNameError
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
    articles = [analysis.article(key) for key in story.articles]
    if reference is not None and reference not in story.articles:
        raise UnknownNameError.of("version of the story", reference, story.articles)
    originals = [derivation.article for derivation in story.derivations if derivation.status == "wire_original"]
    chosen, why = (reference, "chosen") if reference else choose_reference(articles, originals)
    reader = TermReader()
    statements: dict[str, tuple[Statement, ...]] = {}
    terms = {}
    for article in articles:
        records = [record for record in analysis.attributions.get(article.id, ()) if record.get("zone", "body") == "body"]
        statements[article.id] = split_statements(article, records, analysis.quotations.get(article.id, ()))
        said = list(_said(records))
        terms[article.id] = [reader.read(statement, said) for statement in statements[article.id]]
    rarity = weigh_rarity([one for own in terms.values() for one in own])
    claims, fates, added = statements[chosen], {}, {}
    for other in story.articles:
        if other != chosen:
            likeness = compare_statements(terms[chosen], terms[other], rarity)
            scores = score_pairs(likeness)
            edges = find_edges(likeness, scores)
            fates[other] = tuple(judge_claims(claims, statements[other], likeness, scores, edges))
            added[other] = tuple(find_added(claims, statements[other], scores, edges))
    told = tuple(
        Claim(claim, tuple(own[number] for own in fates.values()), _is_attributed(claim, analysis.attributions[chosen]))
        for number, claim in enumerate(claims)
    )
    versions = tuple(summarize(key, told, fates[key], added[key], len(statements[key])) for key in fates)
    return Alignment(story.id, chosen, why, told, added, versions)


def _said(records: Iterable[Mapping[str, Any]]) -> Iterable[tuple[int, int]]:
    """Yield the characters of sources and cues."""
    for record in records:
        for span in (record["source"], record["cue"]):
            if span:
                yield span[0], span[1]


def _is_attributed(claim: Statement, records: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether a statement stands in the content of an attribution, or holds one."""
    spans = [span for record in records if record.get("zone", "body") == "body" for span in record["contents"]]
    return any(start < claim.end and claim.start < end for start, end in spans)
