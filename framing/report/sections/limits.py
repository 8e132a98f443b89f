"""Material -> how accurate the measures are where that was measured, and what else to keep in mind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from framing.annotators import ANNOTATORS
from framing.charts.notation import write_number, write_text
from framing.charts.values import DASH, format_number
from framing.comparison.cells import MIN_SENTENCES, MIN_WORDS
from framing.report.blocks import Block, Heading, Paragraph, Table
from framing.report.material import Material
from framing.report.sections.validation import say_validated
from framing.report.wording import join_words, name_annotator, plural, say_annotator


def read_accuracy() -> tuple[Mapping[str, Any], ...]:
    """Return the accuracy figures that ship with the package, none where the file is missing."""
    path = files("framing") / "weights" / "accuracy.json"
    if not path.is_file():
        return ()
    return tuple(json.loads(path.read_text(encoding="utf-8")))


def choose_accuracy(accuracy: Iterable[Mapping[str, Any]], annotator: str) -> tuple[Mapping[str, Any], ...]:
    """Return the figures that hold for a run: those of its annotator, and those that no annotator changes.

    Of an annotator that does not ship only the latter are known.
    """
    told = ("", annotator) if annotator in ANNOTATORS else ("",)
    return tuple(row for row in accuracy if row.get("annotator", "") in told)


def build_limits(material: Material, accuracy: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    """Build the accuracy table, and the warnings about length and short texts."""
    yield Heading("Accuracy and limits", "accuracy")
    text = f"{say_validated(material)} Draw a sample and code it by hand before relying on small differences."
    yield Paragraph((text,))
    annotator = name_annotator(material.analysis.provenance)
    if annotator not in ANNOTATORS:
        yield Paragraph((say_annotator(annotator),), "note")
    if accuracy:
        rows = [
            (
                (str(row["measure"]).replace("_", " "),),
                (write_text(str(row["metric"])),),
                (str(row["data"]),),
                (write_number(row["n"]) if row.get("n") else DASH,),
                (format_number(row["value"]),),
                (format_number(row["floor"]) if row.get("floor") is not None else DASH,),
            )
            for row in accuracy
        ]
        header = ("Measure", "Metric", "Measured on", "n", "Value", "Floor")
        of = f" of annotator “{annotator}”" if annotator in ANNOTATORS else ""
        caption = f"Accuracy{of} on labeled texts of other origin; the floor is what the project holds itself to"
        yield Table(caption, header, tuple(rows), (False, False, False, True, True, True))
    for warning in material.comparison.length_warnings:
        yield Paragraph((write_text(warning),), "note")
    yield from _note_short(material)


def _note_short(material: Material) -> Iterator[Paragraph]:
    """Name the articles too short for rates (CODEBOOK D-11)."""
    short = [key for key in material.numbers if material.is_short(key)]
    if short:
        names = join_words(f"{material.numbers[key]} {material.groups[key]}" for key in short[:10])
        more = f" and {len(short) - 10} more" if len(short) > 10 else ""
        yield Paragraph(
            (
                f"{plural(len(short), 'article has', 'articles have')} under {MIN_WORDS} words or {MIN_SENTENCES} "
                f"sentences ({names}{more}): their counts say little, and where an outlet has no longer text its rates "
                "are left out.",
            ),
            "note",
        )
