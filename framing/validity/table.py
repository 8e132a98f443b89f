"""The validation table: what hand coding found of each measure on which texts, as data that travels with reports (W-5)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError

if TYPE_CHECKING:
    import pandas as pd

RATES = ("precision", "recall", "f1", "alpha")
ABOUT = (
    "What hand coding found of measures on the texts with this fingerprint. Pass this file on to `framing report` with "
    "--validation."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of 0 to 1 (alpha: at most 1) and its 95 % interval, None where there is none."""

    value: float
    interval: tuple[float, float] | None = None

    @classmethod
    def of(cls, value: float, interval: tuple[float, float] | None) -> Measured | None:
        """Return a value with its interval, or None where it is not defined."""
        return cls(value, interval) if isfinite(value) else None


@dataclass(frozen=True, slots=True)
class Validation:
    """What hand coding found of one measure on one set of texts.

    ``unit`` says what was coded, ``sentences`` or ``hits``; recall and F1 need sentences. ``n`` units were decided, of which
    ``n_twice`` by two coders or more; ``verdict`` is what their agreement allows (CODEBOOK W-3). ``corpus`` is the
    fingerprint of the texts, ``lexicons`` are name, version and fingerprint of the lists counted with.
    """

    measure: str
    unit: str
    corpus: str
    n_articles: int
    lexicons: tuple[str, ...]
    annotator: str
    framing: str
    n: int
    precision: Measured | None
    recall: Measured | None
    f1: Measured | None
    alpha: Measured | None
    n_twice: int
    verdict: str
    date: str
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValidationTable:
    """Rows of `Validation`, and remarks on the coding they rest on, which are not part of the file."""

    rows: tuple[Validation, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)

    def to_json(self) -> str:
        """Return the table as the text of a file that `read_validation` reads."""
        rows = [asdict(row) for row in self.rows]
        return json.dumps({"about": ABOUT, "rows": rows}, ensure_ascii=False, indent=1) + "\n"

    def frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per measure and sample, intervals as two columns."""
        import pandas as pd

        names = [part for f in fields(Validation) for part in _columns(f.name)]
        return pd.DataFrame([_flatten(row) for row in self.rows], columns=names)

    def __repr__(self) -> str:
        return f"ValidationTable({', '.join(f'{row.measure} ({row.n} {row.unit})' for row in self.rows) or 'empty'})"

    def _repr_html_(self) -> str:
        html: str = self.frame().to_html(index=False, float_format=lambda value: f"{value:.2f}", na_rep="\u2013", escape=True)
        return html


def _columns(name: str) -> tuple[str, ...]:
    return (name, f"{name}_low", f"{name}_high") if name in RATES else (name,)


def _flatten(row: Validation) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for each in fields(row):
        value = getattr(row, each.name)
        if each.name in RATES:
            low, high = (value and value.interval) or (None, None)
            flat |= {each.name: value.value if value else None, f"{each.name}_low": low, f"{each.name}_high": high}
        else:
            flat[each.name] = ", ".join(value) if isinstance(value, tuple) else value
    return flat


def read_validation(*paths: str | Path) -> ValidationTable:
    """Read validation tables as one.

    Parameters
    ----------
    paths
        Files that `framing validate score -o` wrote.

    Raises
    ------
    FramingError
        If a file cannot be read or is no such table.
    """
    rows: dict[Validation, None] = {}
    for path in map(Path, paths):
        try:
            data = json.loads(path.read_text(encoding="utf-8-sig"))
            rows |= dict.fromkeys(_read_rows(data["rows"]))
        except OSError as error:
            raise FramingError(f"{path}: cannot be read ({error.strerror or error}). Name a validation table.") from error
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise FramingError(
                f"{path}: is no validation table. Name a file that `framing validate score -o` wrote, unchanged."
            ) from error
    return ValidationTable(tuple(rows))


def _read_rows(rows: Iterable[Mapping[str, Any]]) -> list[Validation]:
    return [Validation(**{name: _read_field(name, value) for name, value in row.items()}) for row in rows]


def _read_field(name: str, value: Any) -> Any:
    """Return one field of a row, checked: a report prints it.

    Raises
    ------
    ValueError, TypeError, KeyError
        If it is not of its kind.
    """
    if name in RATES:
        if value is None:
            return None
        low, high = value["interval"] or (0.0, 0.0)
        return Measured(float(value["value"]), (float(low), float(high)) if value["interval"] else None)
    if name in ("n", "n_articles", "n_twice"):
        return int(value)
    if name in ("lexicons", "coders"):
        if isinstance(value, str) or not all(isinstance(item, str) for item in value):
            raise TypeError(name)
        return tuple(value)
    if not isinstance(value, str):
        raise TypeError(name)
    return value
