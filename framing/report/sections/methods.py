"""Material -> how each measure counts, from its own documentation, and the lexicons it counts with."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from framing.charts.notation import write_text
from framing.report.blocks import Block, Code, Fold, Heading, Items, Paragraph, Strong, Table
from framing.report.material import Material
from framing.report.sections.statistics import build_statistics
from framing.report.sections.validation import say_validation
from framing.report.wording import name_annotator, say_annotator

HEADINGS = ("Definition", "Formula", "Reading", "Limits", "References")


def build_methods(material: Material) -> Iterator[Block]:
    """Build the methods: what every measure counts, over what, how to read it, where it fails, who it follows."""
    yield Heading("Methods", "methods")
    yield Paragraph(
        (
            "A score is a sum of findings over a base, and both are kept. Rates use the body of the articles; titles and "
            "decks are counted apart. Words in quotation marks are the source’s, never the outlet’s. The unit of "
            "comparison is the story: several articles of one outlet on a story make one value.",
        )
    )
    yield Paragraph((say_annotator(name_annotator(material.analysis.provenance)),))
    for measure in material.analysis.measures:
        about = write_about(measure.about)
        parts = [(Strong(f"{name}. "), about[name]) for name in HEADINGS if name in about]
        columns = [(Code(column.name), f" {column.about}, {column.unit.name}") for column in measure.columns]
        yield Fold(
            (material.titles[measure.name],),
            (
                Items(tuple(parts)),
                Paragraph((Strong("Validation. "), say_validation(material, measure))),
                Paragraph(("Columns:",)),
                Items(tuple(columns)),
            ),
        )
    yield build_statistics(material.comparison)
    lexicons = material.analysis.provenance.get("lexicons", ())
    if lexicons:
        rows = tuple(((str(x["name"]),), (str(x["version"]),), (Code(str(x["fingerprint"])),)) for x in lexicons)
        yield Table("Lexicons", ("Lexicon", "Version", "Fingerprint"), rows)


def write_about(about: str) -> dict[str, str]:
    """Return the parts of a measure's documentation with their numbers as the report writes them, but for references."""
    return {name: told if name == "References" else write_text(told) for name, told in read_about(about).items()}


def read_about(about: str) -> dict[str, str]:
    r"""Return the parts of a measure's documentation by their headings, each as one run of text.

    >>> read_about("Definition\n    A cue.\nFormula\n-------\n    cues / words.")
    {'Definition': 'A cue.', 'Formula': 'cues / words.'}
    """
    parts: dict[str, list[str]] = {}
    current = ""
    for line in inspect.cleandoc(about).splitlines():
        if line.strip() in HEADINGS:
            current = line.strip()
            parts[current] = []
        elif current and not re.fullmatch(r"\s*[-=]{3,}\s*", line):
            parts[current].append(line.strip())
    return {name: " ".join(part for part in lines if part) for name, lines in parts.items()}
