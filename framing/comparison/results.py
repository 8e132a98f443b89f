"""What a comparison holds: estimates per group, gaps between groups, the terms that make them, as data and as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from framing.comparison.allowed import refuse_claims
from framing.model import Hit
from framing.scores import Unit
from framing.stats import Pooling
from framing.stories import Story

if TYPE_CHECKING:
    import pandas as pd

HOLM, DISCOVERY = "Holm", "Benjamini–Hochberg"
LEVELS = {HOLM: 0.05, DISCOVERY: 0.10}  # the chance of any false finding, and the share of false findings
_INTERVALS = frozenset({"interval", "ratio_interval", "counting"})


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one group's articles show in one column, over the stories compared.

    ``value`` is the mean over stories of the group's value in each story; ``pooled`` is all totals over all bases.
    ``values`` holds the group's value in each compared story that it tells, in story order; nan where it is not defined.
    ``interval`` is None below six stories, and ``note`` says why. ``counting`` is an exact Poisson interval that covers
    uncertainty of counting only; it is given for single texts, for a footnote, and is no interval of the estimate.
    """

    group: str
    measure: str
    column: str
    target: str
    unit: Unit
    total: float
    base: float
    value: float
    pooled: float
    values: tuple[float, ...]
    n_articles: int
    n_stories: int
    n_undefined: int
    n_hits: int
    interval: tuple[float, float] | None = None
    interval_kind: str = ""
    note: str = ""
    counting: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        """Refuse an interval of too few stories (CODEBOOK X-4)."""
        refuse_claims(self.n_stories - self.n_undefined, {"interval": self.interval})


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one term adds to a gap, in the gap's unit, with examples as (article id, hit)."""

    term: str
    amount: float
    examples: tuple[tuple[str, Hit], ...] = ()


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What another measure of the same thing says between the same groups, and whether it points the same way."""

    measure: str
    column: str
    unit: Unit
    difference: float
    agrees: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far a gap hangs on one term of a list, and on the list.

    ``left`` is the difference without ``term``, the one of ``n_terms`` whose loss leaves least of it; ``keeps_sign`` says
    whether the gap still points the same way without any one of them. ``p_adjusted`` is the largest adjusted p without one
    of the heaviest terms, ``p_term`` that term: asked of gaps that stand only. 0 terms: dropping a term says nothing of such
    a column.
    """

    n_terms: int = 0
    term: str = ""
    left: float = nan
    keeps_sign: bool = True
    p_adjusted: float | None = None
    p_term: str = ""
    others: tuple[OtherReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """How much one group differs from another, or from all others, in one column.

    ``value`` and ``other_value`` are means over the stories compared, ``difference`` is the first less the second, ``ratio``
    the first over the second (nan where that is 0, or where values can be negative). ``effect`` is Cliff's δ: of matched
    stories how many more have the group above than below the other, as a share; else how much likelier a story of the group
    is above one of the other than below it, with the customary word for its ``size``. ``hedges_g`` is the difference in
    standard deviations of stories. ``p`` is of a permutation test, ``p_adjusted`` after the comparison's ``method`` over all
    its tests. The amounts of ``contributions`` add up to the difference; they come in falling order of size.

    Raises
    ------
    ValueError
        If fewer than six stories are given an interval, an effect size or a test.
    """

    measure: str
    column: str
    target: str
    group: str
    other: str
    unit: Unit
    difference: float
    ratio: float
    value: float = nan
    other_value: float = nan
    interval: tuple[float, float] | None = None
    ratio_interval: tuple[float, float] | None = None
    effect: float | None = None
    effect_name: str = ""
    size: str = ""
    hedges_g: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    n_stories: int = 0
    note: str = ""
    contributions: tuple[Contribution, ...] = ()
    sensitivity: Sensitivity = Sensitivity()

    def __post_init__(self) -> None:
        """Refuse what so few stories do not bear (CODEBOOK X-4)."""
        claims = ("interval", "ratio_interval", "effect", "hedges_g", "p", "p_adjusted")
        refuse_claims(self.n_stories, {name: getattr(self, name) for name in claims})

    def __repr__(self) -> str:
        """Say in a line what differs; ``contributions`` has the terms behind it."""
        column = " ".join(filter(None, (self.measure, self.column, self.target)))
        sides = f"{self.group} against {self.other}"
        return f"Gap({column}: {sides}, {self.difference:+.3g} {self.unit.name}, {self.n_stories} stories)"


@dataclass(frozen=True, slots=True)
class PooledRates:
    """The rates of all groups in one column, raw and drawn toward their common rate, with the verdict (CODEBOOK X-9)."""

    measure: str
    column: str
    unit: Unit
    groups: tuple[str, ...]
    raw: tuple[float, ...]
    pooled: tuple[float, ...]
    model: Pooling


@dataclass(frozen=True, slots=True)
class Comparison:
    """Estimates per group and gaps between groups, with the design that limits what they can mean (CODEBOOK section 9).

    ``design`` is matched, partly matched, unmatched, single story or single group. ``groups`` are those compared, in
    alphabetical order; ``compared`` names the stories that estimates and gaps rest on, out of all ``stories``;
    ``left_out`` are groups that tell none of these. ``family_size`` is how many tests ``method`` adjusts together: Holm's of
    each group against the others, Benjamini and Hochberg's of pairs of more than two groups, which are exploratory.
    ``side_gaps`` are of side columns, an exploratory family of their own, without terms. ``independent`` is the same
    comparison without versions that follow another (CODEBOOK X-3), None where no version compared does.
    """

    by: str
    groups: tuple[str, ...]
    stories: tuple[Story, ...]
    design: str
    estimates: tuple[Estimate, ...]
    gaps: tuple[Gap, ...]
    family_size: int
    seed: int
    notes: tuple[str, ...] = ()
    length_warnings: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    pooled_rates: tuple[PooledRates, ...] = ()
    headlines: tuple[tuple[str, str], ...] = ()
    method: str = HOLM
    side_gaps: tuple[Gap, ...] = ()
    side_family: int = 0
    independent: Comparison | None = None

    @property
    def level(self) -> float:
        """The adjusted p up to which a gap stands: .05 of a confirmatory family, .10 of an exploratory one (X-8)."""
        return LEVELS[self.method]

    def stands(self, gap: Gap) -> bool:
        """Tell whether a gap of this comparison is told from chance, all its tests together."""
        return gap.p_adjusted is not None and gap.p_adjusted <= self.level

    def estimates_frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per group, measure, column and target."""
        import pandas as pd

        return pd.DataFrame([_row(estimate, ("values",)) for estimate in self.estimates], columns=_names(Estimate, ("values",)))

    def gaps_frame(self, *, side: bool = False) -> pd.DataFrame:
        """Return a tidy frame: one row per gap; of side columns on request.

        ``top_terms`` names the terms that make most of it; ``without_term``, ``left`` and ``p_without`` say what is left
        without the one that matters most (see `Sensitivity`), ``others_agree`` whether every other measure of the same
        thing points the same way (None where there is none).
        """
        import pandas as pd

        rows = [{**_row(gap, _NESTED), **_say_sensitivity(gap)} for gap in (self.side_gaps if side else self.gaps)]
        return pd.DataFrame(rows, columns=[*_names(Gap, _NESTED), *_SENSITIVITY])

    def contributions_frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per gap and term."""
        import pandas as pd

        names = ("measure", "column", "target", "group", "other")
        rows = [
            {**{name: getattr(gap, name) for name in names}, "unit": gap.unit.name, "term": part.term, "amount": part.amount}
            for gap in self.gaps
            for part in gap.contributions
        ]
        return pd.DataFrame(rows, columns=[*names, "unit", "term", "amount"])

    def __repr__(self) -> str:
        """Say in a line what was compared."""
        return (
            f"Comparison(by {self.by}: {', '.join(self.groups)}; {self.design}; {len(self.compared)} of {len(self.stories)} "
            f"stories compared; {len(self.estimates)} estimates, {len(self.gaps)} gaps, {self.family_size} tests)"
        )

    def _repr_html_(self) -> str:
        """Show one row a group and one column a headline measure in Jupyter: the value, with its count."""
        from html import escape

        import pandas as pd

        chosen = [e for e in self.estimates if (e.measure, e.column) in self.headlines and not e.target]
        cells = [(e.group, f"{e.measure} {e.column}, {e.unit.name}", _show(e)) for e in chosen]
        frame = pd.DataFrame(cells, columns=[self.by, "column", "value"])
        table = frame.pivot(index=self.by, columns="column", values="value") if cells else frame
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        return f"<p>{escape(repr(self))}</p>{table.to_html(escape=True)}<ul>{notes}</ul>"


_NESTED = ("contributions", "sensitivity")
_SENSITIVITY = ("top_terms", "without_term", "left", "p_without", "others_agree")


def _say_sensitivity(gap: Gap) -> dict[str, Any]:
    found = gap.sensitivity
    agrees = all(other.agrees for other in found.others) if found.others else None
    top = ", ".join(part.term for part in gap.contributions[:5])
    return dict(zip(_SENSITIVITY, (top, found.term, found.left, found.p_adjusted, agrees), strict=True))


def _names(kind: type, without: tuple[str, ...]) -> list[str]:
    names: list[str] = []
    for field in fields(kind):
        if field.name in _INTERVALS:
            names += [f"{field.name}_low", f"{field.name}_high"]
        elif field.name not in without:
            names.append(field.name)
    return names


def _row(result: Estimate | Gap, without: tuple[str, ...]) -> dict[str, Any]:
    return dict(_items(result, without))


def _items(result: Estimate | Gap, without: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for field in fields(result):
        value = getattr(result, field.name)
        if field.name in _INTERVALS:
            low, high = value or (None, None)
            yield f"{field.name}_low", low
            yield f"{field.name}_high", high
        elif field.name not in without:
            yield field.name, value.name if isinstance(value, Unit) else value


def _show(estimate: Estimate) -> str:
    if isnan(estimate.value):
        return f"– ({estimate.n_hits} hits)"
    return f"{estimate.value:.1f} ({estimate.n_hits} hits)"
