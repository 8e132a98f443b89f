"""What became of each statement of one version of a story in the others, as data and as tables (CODEBOOK section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LABELS = ("kept", "paraphrased", "partial", "omitted")  # C-5; "added" is of statements without a source
CARRIED = frozenset(LABELS[:3])
# C-6: what may change on the way, and how.
CHANGES: Mapping[str, tuple[str, ...]] = {
    "attribution": ("relayed", "cue_changed", "downgraded", "upgraded", "dropped", "added"),
    "hedge": ("strengthened", "hedged_more"),
    "loaded": ("removed", "added"),
    "agency": ("agent_deleted", "agent_added"),
    "number": ("lost", "changed"),
    "meaning": ("negated", "opposite", "roles_swapped"),
    "position": ("moved_up", "moved_down"),
    "reply": ("weakened", "dropped"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a version, or a clause of one: ``text`` is the article's ``[start:end]``.

    ``sentence`` is the number of its sentence, ``place`` where it stands, from 0 (the top) to 1.
    """

    article: str
    start: int
    end: int
    text: str
    sentence: int
    place: float


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed on the way, with both wordings: a key and a value of `CHANGES`."""

    aspect: str
    kind: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What one version does with a claim.

    ``label`` is one of `LABELS`; ``statements`` are those that carry it (several where it was split, none where it is
    omitted), ``merged`` says that one of them carries another claim too. ``score`` is how alike they are, 0 to 1;
    ``covered`` the share of the claim's weighted words found again. Of an omitted claim, ``nearest`` is the statement most
    like it, and ``score`` its likeness: omitted means not found, and a reader can check.
    """

    article: str
    label: str
    score: float
    covered: float = 0.0
    statements: tuple[Statement, ...] = ()
    merged: bool = False
    nearest: Statement | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of the reference version, and what each other version does with it, in their order.

    ``attributed`` says whether the reference names, or points to, a source for it.
    """

    statement: Statement
    fates: tuple[Fate, ...]
    attributed: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A statement that carries no claim of the reference, with the reference's statement most like it and how alike."""

    statement: Statement
    score: float
    nearest: Statement | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version against the reference (C-7).

    ``coverage`` is (kept + paraphrased + partial) / claims, ``added_share`` the share of its own statements that carry no
    claim, ``attribution_dropped`` of the carried claims that had an attribution the share that lost it, ``order`` Kendall's
    tau of the carried claims' positions. Each is nan where there is nothing to count.
    """

    article: str
    counts: Mapping[str, int]
    n_claims: int
    n_statements: int
    coverage: float
    added_share: float
    attribution_dropped: float
    order: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The versions of one story, statement by statement, against a reference.

    ``reference`` is the id of the version the others are held against and ``why`` it was chosen.
    """

    story: str
    reference: str
    why: str
    claims: tuple[Claim, ...]
    added: Mapping[str, tuple[Added, ...]] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
