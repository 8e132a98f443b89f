"""Two versions of a story, written for a test, as an analysis and a story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import framing
from framing.claims import Alignment, Fate, align_claims
from framing.stories import Derivation, Story

MEASURES = ("hedging", "loaded", "attribution")


def analyze_versions(texts: Mapping[str, str], **more: Any) -> tuple[framing.Analysis, Story]:
    """Analyze texts by outlet as versions of one story, by the fast annotator; the first is the wire original."""
    articles = [framing.Article(outlet, text, outlet, **more.get(outlet, {})) for outlet, text in texts.items()]
    analysis = framing.analyze(articles, measures=MEASURES, annotator="fast", duplicates="keep")
    first = next(iter(texts))
    story = Story("story-1", "A story", tuple(texts), (Derivation(first, "wire_original"),))
    return analysis, story


def align(first: str, second: str) -> Alignment:
    """Align two versions."""
    analysis, story = analyze_versions({"Wire": first, "Daily": second})
    return align_claims(story, analysis)


def fates(first: str, second: str) -> list[Fate]:
    """Return what the second version does with each claim of the first."""
    return [claim.fates[0] for claim in align(first, second).claims]


def changes(first: str, second: str) -> set[tuple[str, str]]:
    """Return what changed between two versions, as pairs of aspect and kind."""
    return {(change.aspect, change.kind) for fate in fates(first, second) for change in fate.changes}
