"""What became of each statement of one version of a story in the others, as data and as tables (CODEBOOK section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LABELS = ("kept", "paraphrased", "partial", "not_found")  # C-5; "added" is of statements without a source
CARRIED = frozenset(LABELS[:3])
NUMBERS = ("kept", "lost", "changed")  # F-5
PLACES = ("same_place", "moved_up", "moved_down")  # F-1
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

    ``label`` is one of `LABELS`; ``statements`` are those that carry it (several where it was split, none where it was
    not found), ``merged`` says that one of them carries another claim too. ``score`` is how surely they carry it, 0 to 1;
    ``covered`` the share of the claim's weighted words found again. Of a claim that was not found, ``nearest`` is the
    statement likeliest to carry it, and ``score`` says how likely, so that a reader can check.
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

    ``attributed`` says whether the reference names, or points to, a source for it; ``numbers`` how many it tells (F-5).
    """

    statement: Statement
    fates: tuple[Fate, ...]
    attributed: bool = False
    numbers: int = 0

    def __repr__(self) -> str:
        """Say in a line what the reference states, and what became of it."""
        fates = "; ".join(f"{fate.article}: {_name(fate.label)}" for fate in self.fates)
        return f"Claim({self.statement.text!r}, {fates or 'no other version'})"


@dataclass(frozen=True, slots=True)
class Added:
    """A statement that carries no claim of the reference, with the one it likeliest carries and how likely, 0 to 1."""

    statement: Statement
    score: float
    nearest: Statement | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version against the reference (C-7).

    ``coverage`` is (kept + paraphrased + partial) / claims, ``added_share`` the share of its own statements that carry no
    claim, ``attribution_dropped`` of the carried claims that had an attribution the share that lost it, ``order`` Kendall's
    tau of the carried claims' positions. Each is nan where there is nothing to count. ``numbers`` says how many of the
    numbers in the carried claims were kept, lost and changed (F-5), ``places`` how many of these claims stand in the same
    place, moved up and moved down (F-1).
    """

    article: str
    counts: Mapping[str, int]
    n_claims: int
    n_statements: int
    coverage: float
    added_share: float
    attribution_dropped: float
    order: float
    numbers: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


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

    def claims_frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per claim and version, with its label, wording, likeness and changes.

        The column ``label`` says what became of the claim there: ``kept``, ``paraphrased``, ``partial`` or ``not_found``.
        """
        import pandas as pd

        rows = [
            (number, claim.statement.text, fate.article, fate.label, _join(fate.statements), fate.score, fate.covered,
             "; ".join(f"{change.aspect} {change.kind}" for change in fate.changes))
            for number, claim in enumerate(self.claims, start=1)
            for fate in claim.fates
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["claim", "statement", *_COLUMNS])

    def changes_frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per change, with both wordings."""
        import pandas as pd

        rows = [
            (number, fate.article, change.aspect, change.kind, change.before, change.after)
            for number, claim in enumerate(self.claims, start=1)
            for fate in claim.fates
            for change in fate.changes
        ]
        return pd.DataFrame(rows, columns=["claim", "version", "aspect", "kind", "before", "after"])

    def versions_frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per version, with its counts, shares and order, and of its numbers and places.

        The columns ``kept``, ``paraphrased``, ``partial`` and ``not_found`` count claims, ``added`` statements of its own.
        """
        import pandas as pd

        names = [f.name for f in fields(Version) if f.name not in ("counts", "numbers", "places")]
        rows = [
            {**{name: getattr(v, name) for name in names}, **v.counts, **v.places,
             **{f"numbers_{kind}": n for kind, n in v.numbers.items()}}
            for v in self.versions
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=[*names, *LABELS, "added", *(f"numbers_{kind}" for kind in NUMBERS), *PLACES])

    def __repr__(self) -> str:
        others = ", ".join(version.article for version in self.versions)
        return f"Alignment({len(self.claims)} claims of {self.reference}, {self.why}, against {others or 'no other version'})"

    def _repr_html_(self) -> str:
        """Show one row a claim and one column a version in Jupyter."""
        from html import escape

        import pandas as pd

        rows = [
            {self.reference: claim.statement.text, **{fate.article: _say(fate) for fate in claim.fates}}
            for claim in self.claims
        ]
        columns = [self.reference, *(version.article for version in self.versions)]
        with pd.option_context("display.max_colwidth", None):
            table: str = pd.DataFrame(rows, columns=columns).to_html(escape=True, index=False)
        table = table.replace("<td>", '<td style="text-align: left; vertical-align: top">')  # Jupyter's are for numbers
        return f"<p>{escape(repr(self))}</p>{table}"


_COLUMNS = ("version", "label", "wording", "score", "covered", "changes")


def _name(label: str) -> str:
    return label.replace("_", " ")


def _join(statements: tuple[Statement, ...]) -> str:
    return " / ".join(" ".join(statement.text.split()) for statement in statements)


def _say(fate: Fate) -> str:
    """Say a fate in one cell: the label, the wording, what changed."""
    name = _name(fate.label)
    said = f"{name}: {_join(fate.statements)}" if fate.statements else name
    return f"{said} [{'; '.join(f'{c.aspect} {c.kind}'.replace('_', ' ') for c in fate.changes)}]" if fate.changes else said
