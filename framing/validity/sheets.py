"""Sheets filled in by coders, as a spreadsheet or the form left them -> codes of units, and remarks on what was wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from framing.charts.rows import FORMULA_STARTS
from framing.errors import FramingError
from framing.readers.dialects import find_mark, read_hint
from framing.readers.files import check_text, decode
from framing.validity.samples import Facts, make_key

YES = frozenset(["1", "1.0", "1,0", "y", "yes", "true", "t", "right", "correct", "x"])
NO = frozenset(["0", "0.0", "0,0", "n", "no", "false", "f", "wrong", "incorrect"])
UNSURE = frozenset(["?", "unsure", "unclear", "undecided", "dk"])
NEEDED = ("id", "code", "key", "sample")
SHOWN = 10  # rows named in a message


@dataclass(frozen=True, slots=True)
class Code:
    """What one coder said of one unit: yes, no, or None for a unit that could not be decided."""

    unit: str
    coder: str
    value: bool | None
    stratum: str
    facts: Facts
    entry: str = ""
    category: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """The codes of all sheets, a coder's code of a unit once; ``strata`` says how many units each sample was drawn from.

    ``notes`` say what was left out and why, ``n_empty`` how many units nobody has coded yet.
    """

    codes: tuple[Code, ...]
    strata: Mapping[Facts, Mapping[str, int]]
    notes: tuple[str, ...] = ()
    n_empty: int = 0


def read_sheets(paths: Iterable[str | Path]) -> Coding:
    """Read sheets that were coded by hand.

    Columns may be added and moved, rows sorted, dropped and doubled; commas, semicolons or tabs stand between cells. A code
    is 1, 0 or ?, or a word for it; the coder is who stands in the column ``coder``, else the file's name.

    Parameters
    ----------
    paths
        CSV files of one or several samples, by one or several coders.

    Raises
    ------
    FramingError
        If a file cannot be read or is no sheet, a code is none of those, or a coder is not named.
    """
    codes: list[Code] = []
    strata: dict[Facts, dict[str, int]] = {}
    notes: list[str] = []
    seen: set[str] = set()
    for path in map(Path, paths):
        rows = _read_rows(path)
        filled = [(place, row) for place, row in rows if row["code"].strip()]
        seen |= {row["id"].strip() for _, row in rows}
        values = _read_values(filled)
        coders = _name_coders(path, filled)
        for (place, row), value, coder in zip(filled, values, coders, strict=True):
            facts, sizes = _read_sample(place, row["sample"])
            stratum = next((name for name in sizes if make_key(row["id"].strip(), name) == row["key"].strip()), None)
            if stratum is None:
                notes.append(f'{place}: "{row["id"]}" is no unit of this sample, or its key was changed; left out.')
                continue
            strata.setdefault(facts, {}).update(sizes)
            about = {name: _rearm(row.get(name, "")) for name in ("entry", "category")}
            codes.append(Code(row["id"].strip(), coder, value, stratum, facts, **about, place=place))
    kept, told = _settle_twins(codes)
    return Coding(tuple(kept), strata, (*notes, *told), len(seen - {code.unit for code in kept}))


def _rearm(cell: str) -> str:
    """Return a cell without the apostrophe that kept a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell.strip()


def _read_rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    """Return the rows of a sheet with their places, empty ones left out."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FramingError(f"{path}: cannot be read ({error.strerror or error}). Name a coded sheet.") from error
    check_text(data[:65_536], str(path))
    text = decode(data, str(path)).text.removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    hint = read_hint(first)
    body = rest if hint else text
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=hint or find_mark(body.partition("\n")[0], tabs=False))
    try:
        header, *cells = list(reader) or [[]]
    except csv.Error as error:
        raise FramingError(f"{path}: is not a CSV table ({error}). Save the sheet as CSV again.") from error
    names = [name.strip().strip('"').casefold() for name in header]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise FramingError(
            f"{path}: has no column {', '.join(missing)} (found: {', '.join(filter(None, names)) or 'none'}). Code a sheet "
            "that `framing validate sample` or `framing lexicon sample` wrote, and keep its columns."
        )
    rows = [(f"{path}, row {number}", dict(zip(names, row, strict=False))) for number, row in enumerate(cells, 2) if any(row)]
    return [(place, {**dict.fromkeys(names, ""), **row}) for place, row in rows]


def _read_values(rows: Iterable[tuple[str, Mapping[str, str]]]) -> list[bool | None]:
    values: list[bool | None] = []
    wrong = []
    for place, row in rows:
        word = row["code"].strip().strip("'\"").casefold()
        values.append(True if word in YES else False if word in NO else None)
        if word not in YES | NO | UNSURE:
            wrong.append(f'{place}: the code "{row["code"].strip()}" is not 1 (yes), 0 (no) or ? (cannot tell). Correct it.')
    if wrong:
        more = [f"and {len(wrong) - SHOWN} more rows with such codes."] if len(wrong) > SHOWN else []
        raise FramingError("\n".join([*wrong[:SHOWN], *more]))
    return values


def _name_coders(path: Path, rows: Iterable[tuple[str, Mapping[str, str]]]) -> list[str]:
    """Return who coded each row: who is named there, or the only one named in the file, or the file itself."""
    stated = [(place, _rearm(" ".join(row.get("coder", "").split()))) for place, row in rows]
    named = sorted({coder for _, coder in stated if coder})
    nameless = [place for place, coder in stated if not coder]
    if len(named) > 1 and nameless:
        raise FramingError(
            f"{nameless[0]}: holds a code and no coder ({len(nameless)} such rows), and the file has several coders "
            f"({', '.join(named)}). Say in the column coder whose code it is."
        )
    default = named[0] if named else path.stem
    return [coder or default for _, coder in stated]


def _read_sample(place: str, cell: str) -> tuple[Facts, dict[str, int]]:
    """Read what a unit was drawn from."""
    try:
        data: dict[str, Any] = json.loads(cell)
        strata = {str(name): int(size) for name, size in data.pop("strata").items()}
        known = {field.name for field in fields(Facts)}
        given = {name: value for name, value in data.items() if name in known}
        # Two draws from the same texts, with whatever seeds, are one sample.
        facts = Facts(**{**given, "lexicons": tuple(given.get("lexicons", ())), "seed": 0})
        hash(facts)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FramingError(
            f"{place}: the cell under sample is damaged. Copy it from another row of the same sheet, or draw the sample again."
        ) from error
    return facts, strata


def _settle_twins(codes: Iterable[Code]) -> tuple[list[Code], Iterator[str]]:
    """Return each coder's code of a unit once; two that differ make it undecided."""
    kept: dict[tuple[Facts, str, str], Code] = {}
    n_same, clashes = 0, []
    for code in codes:
        other = kept.setdefault((code.facts, code.unit, code.coder), code)
        if other is code:
            continue
        if other.value == code.value:
            n_same += 1
        else:
            kept[code.facts, code.unit, code.coder] = replace(other, value=None)
            clashes.append(f"{code.place}: {code.coder} codes {code.unit} twice, and not the same; it counts as undecided.")
    said = [f"{n_same} rows stand twice with the same code; they count once."] if n_same else []
    return list(kept.values()), iter([*said, *clashes])
