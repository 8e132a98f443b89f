"""The shipped accuracy figures -> the README's table: ``python tests/docs/accuracy_table.py --write`` renews it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs.readme import renew

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "framing" / "weights" / "accuracy.json"
NAME = "accuracy"

# Reports show these beside the figure they make up; here they would bury it.
PARTS = ("precision", "recall")
DETAILS = "right labels"  # what fields of the own sentences' labels are right; reports show them
ANNOTATORS = ("fast", "encoder")
NONE = "–"

# The figures that a reader should know, in plain words: (what, measure, metric, data). All others are folded below them.
FIRST = (
    ("words that attribute (F1)", "attribution", "cue F1", "PolNeAR, development part"),
    ("who is the source (F1)", "attribution", "source F1", "PolNeAR, development part"),
    ("what the source said (F1)", "attribution", "content F1", "PolNeAR, development part"),
    ("how openly the source is named (agreement)", "sources", "rung agreement", "sources coded by hand, PolNeAR"),
    ("hedge cues (F1)", "hedging", "cues, F1", "BioScope, development part"),
    ("hedged sentences (F1)", "hedging", "sentences, F1", "WikiWeasel, development part"),
    ("hedges of the list, at random (precision)", "hedging", "precision, last round drawn at random",
     "hits coded by hand, US politics"),
    ("loaded sentences (macro-F1)", "loaded", "sentences, macro-F1, leave one outlet out (at training)", "BABE"),
    ("loaded words (character F1)", "loaded", "spans, character F1", "PTC, development part"),
    ("loaded terms of the list, at random (precision)", "loaded", "precision, last round drawn at random",
     "hits coded by hand, US politics"),
    ("sentiment toward a person (macro-F1)", "polarity", "macro-F1", "NewsMTSC, evaluation part mt"),
    ("evaluation by the lists alone against the same labels (macro-F1)", "evaluation", "macro-F1",
     "NewsMTSC, evaluation part mt"),
    ("the same sentiment with names exchanged", "polarity", "same label with two names exchanged",
     "NewsMTSC, evaluation part mt"),
    ("articles on one event (B-cubed F1)", "stories", "B-cubed F1",
     "ECB+, the half of its topics that nothing was tuned on"),
    ("claims found in another version (F1)", "claims", "edges, F1", "own versions"),
    ("the article's text in a web page (F1)", "reading", "body, F1", "marked news pages"),
)  # fmt: skip
FOLD = "\n<details>\n<summary>All figures</summary>\n\n{}\n</details>\n"

Record = Mapping[str, Any]


def draw_tables(rows: Sequence[Record]) -> str:
    """Return the README's tables: the first figures in plain words, and all of them folded away.

    Raises
    ------
    ValueError
        If one of the first figures was not measured.
    """
    return draw_first(rows) + FOLD.format(draw_table(rows))


def draw_first(rows: Iterable[Record]) -> str:
    """Return a table of the figures that a reader should know."""
    found: dict[tuple[str, str, str], dict[str, Record]] = {}
    for row in rows:
        found.setdefault((row["measure"], row["metric"], row["data"]), {})[row.get("annotator", "")] = row
    lines = []
    for what, *key in FIRST:
        measured = found.get((key[0], key[1], key[2]))
        if not measured:
            raise ValueError(f"{', '.join(key)}: no such figure was measured. Mend FIRST in tests/docs/accuracy_table.py.")
        values = (_draw_value(either) if (either := measured.get(name) or measured.get("")) else NONE for name in ANNOTATORS)
        known = next(iter(measured.values())).get("known", "")
        lines.append(f"| {' | '.join([what, key[2], *values, known])} |\n")
    return f"| how well it finds | on | {' | '.join(ANNOTATORS)} | others there |\n|---|---|---:|---:|---|\n" + "".join(lines)


def draw_table(rows: Iterable[Record]) -> str:
    """Return the figures as Markdown, one line a figure, without those that are parts or details of another.

    Those of annotators come first, side by side; a table of those that hang on none follows.
    """
    listed = [row for row in rows if not str(row["metric"]).endswith(DETAILS)]
    wholes = {_figure(row) for row in listed if str(row["metric"]).endswith("F1")}
    shown = [row for row in listed if not str(row["metric"]).endswith(PARTS) or _figure(row) not in wholes]
    names = [name for name in ANNOTATORS if any(row.get("annotator") == name for row in shown)]
    annotated = [row for row in shown if row.get("annotator")]
    tables = [
        _draw(annotated, names),
        _draw([row for row in shown if not row.get("annotator")], [""]),
    ]
    return "\n".join(table for table in tables if table)


def _figure(row: Record) -> tuple[str, ...]:
    """Return what a figure is of: the same for an F1 and the precision and recall it is made of."""
    stem = re.sub(r"(macro-)?F1$|precision$|recall$", "", row["metric"])
    return row["measure"], row["data"], stem, row.get("annotator", "")


def _draw(rows: Sequence[Record], names: Sequence[str]) -> str:
    """Return a table with a column of values for each annotator, under its name; nothing without rows."""
    lines: dict[tuple[str, str, str], dict[str, Record]] = {}
    for row in rows:
        lines.setdefault((row["measure"], row["metric"], row["data"]), {})[row.get("annotator", "")] = row
    if not lines:
        return ""
    titles = [name or "value" for name in names]
    header = f"| measure | figure | on | texts | {' | '.join(titles)} | others there |\n"
    return (
        header
        + f"|---|---|---|---:|{'---:|' * len(titles)}---|\n"
        + "".join(_draw_line(found, names) for found in lines.values())
    )


def _draw_line(found: Mapping[str, Record], names: Sequence[str]) -> str:
    row = next(iter(found.values()))
    values = (_draw_value(found[name]) if name in found else NONE for name in names)
    cells = (str(row["measure"]).replace("_", " "), row["metric"], row["data"], f"{row['n']:,}", *values, row.get("known", ""))
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |\n"


def _draw_value(row: Record) -> str:
    """Return a value, with where 95 % of the resampled ones lie if that is on record."""
    low_and_high = row.get("interval")
    within = " [{:.2f}, {:.2f}]".format(*low_and_high) if low_and_high else ""
    return f"{row['value']:.2f}{within}"


if __name__ == "__main__":
    renew(NAME, FIGURES, draw_tables, __doc__)
