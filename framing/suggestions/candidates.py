"""What may become an entry of a lexicon: the candidate with its evidence, and what a person decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

METHODS = ("keyness", "collocation", "neighbor", "loaded", "hedged")
DECISIONS = ("accepted", "rejected", "draft")
N_CONTEXTS = 3


@dataclass(frozen=True, slots=True)
class Context:
    """One use: the article, the characters of its body, and what stands left and right."""

    article: str
    outlet: str
    start: int
    end: int
    left: str
    text: str
    right: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may become an entry.

    ``methods`` are what named it, each with its score: keyness z, a collocation's bits, a neighbor's cosine, the share of
    uses that learned layers mark as loaded or hedged; ``near`` is the seed it is near to, ``held`` the entries of shipped
    lexicons that find it already. ``decision`` is empty until a person decides.
    """

    words: str
    uses: int = 0
    articles: int = 0
    stories: int = 0
    outlets: int = 0
    methods: Mapping[str, float] = field(default_factory=dict)
    near: str = ""
    held: tuple[str, ...] = ()
    contexts: tuple[Context, ...] = ()
    decision: str = ""
    category: str = ""
    weight: float = 1.0
    plain: str = ""
    note: str = ""


FIELDS = (
    *("words", "uses", "articles", "stories", "outlets", *METHODS, "near", "held"),
    *("decision", "category", "weight", "plain", "note"),
    *(f"context_{n}" for n in range(1, N_CONTEXTS + 1)),
)


def to_row(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as one row of a table: a column for each method, empty where it did not name the candidate."""
    contexts = [f"{each.left} [{each.text}] {each.right}".strip() for each in candidate.contexts]
    given: dict[str, Any] = {name: getattr(candidate, name, None) for name in FIELDS}
    given.update({name: candidate.methods.get(name) for name in METHODS})
    given["held"] = "; ".join(candidate.held)
    given.update({f"context_{n}": text for n, text in enumerate(contexts[:N_CONTEXTS], start=1)})
    return given


@dataclass(frozen=True)
class Suggestions:
    """Candidates, the most agreed on first; what they were found in and against; and what could not be looked for, and why."""

    candidates: tuple[Candidate, ...]
    made: Mapping[str, str]
    notes: tuple[str, ...] = ()

    def candidates_frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per candidate."""
        import pandas as pd

        return pd.DataFrame([to_row(each) for each in self.candidates], columns=list(FIELDS))

    def __len__(self) -> int:
        return len(self.candidates)

    def __repr__(self) -> str:
        return f"Suggestions({len(self.candidates)} candidates)"

    def _repr_html_(self) -> str:
        """Show the candidates in Jupyter, each with its first context."""
        head = "".join(f"<th>{name}</th>" for name in ("words", "uses", "stories", "outlets", "named by", "held by", "context"))
        rows = "".join(f"<tr>{_cells(each)}</tr>" for each in self.candidates)
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return f"<p>{len(self.candidates)} candidates</p>{notes}<table><tr>{head}</tr>{rows}</table>"


def _cells(candidate: Candidate) -> str:
    first = candidate.contexts[:1]
    context = "".join(f"{escape(c.left)} <b>{escape(c.text)}</b> {escape(c.right)}" for c in first)
    counts = (str(candidate.uses), str(candidate.stories), str(candidate.outlets))
    texts = (candidate.words, *counts, say_methods(candidate), "; ".join(candidate.held))
    return "".join(f"<td>{escape(text)}</td>" for text in texts) + f'<td dir="auto">{context}</td>'


def say_methods(candidate: Candidate) -> str:
    """Name what named a candidate, with the scores.

    >>> say_methods(Candidate("asylum", methods={"keyness": 7.24, "neighbor": 0.611}, near="migrant"))
    'keyness 7.2, neighbor 0.61 (of migrant)'
    """
    told = []
    for name, score in candidate.methods.items():
        near = f" (of {candidate.near})" if name == "neighbor" and candidate.near else ""
        told.append(f"{name} {score:.1f}" if name in ("keyness", "collocation") else f"{name} {score:.2f}{near}")
    return ", ".join(told)
