"""Material -> the record of the run: what was cut, inferred, missing and skipped, and what it takes to repeat it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from framing.annotators import ANNOTATORS
from framing.charts.notation import write_number
from framing.report.blocks import Block, Code, Fold, Heading, Line, Paragraph, Table
from framing.report.material import Material
from framing.report.sections.duplicates import build_duplicates
from framing.report.wording import plural

STATED = ("outlet", "title", "author", "date")


def build_record(material: Material) -> Iterator[Block]:
    """Build what was removed as furniture, what metadata is missing or inferred, what is a duplicate, what was left out."""
    yield Heading("What was read, cut and left out", "record")
    yield from _build_removed(material)
    yield from _build_metadata(material)
    yield from build_duplicates(material)
    yield from _build_skipped(material)


def build_provenance(material: Material) -> Iterator[Block]:
    """Build the versions, settings and seed that make the same numbers again."""
    comparison = material.comparison
    facts = {**material.analysis.provenance, "seed": comparison.seed, "by": comparison.by, "design": comparison.design}
    facts.pop("lexicons", None)
    if facts.get("annotator") in ANNOTATORS:
        facts["annotator"] = f"{facts['annotator']} ({ANNOTATORS[facts['annotator']].about})"
    yield Heading("Provenance", "provenance")
    rows = tuple(((name,), (Code(_say_fact(facts[name])),)) for name in sorted(facts))
    yield Table("The same input with these gives the same report, byte for byte", ("Setting", "Value"), rows)


def _say_fact(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_say_fact(value[name])}" for name in sorted(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(_say_fact(item) for item in value)
    return str(value)


def _build_removed(material: Material) -> Iterator[Block]:
    removed = [(key, cut) for key in material.numbers for cut in material.articles[key].removed]
    if not removed:
        yield Paragraph(("Nothing was cut from the pages as furniture (navigation, sponsors, headline lists).",))
        return
    counts = Counter((cut.rule, cut.reason) for _, cut in removed)
    characters: Counter[tuple[str, str]] = Counter()
    for _, cut in removed:
        characters[cut.rule, cut.reason] += len(cut.text)
    rows = tuple(
        ((Code(rule), f" {reason}"), (write_number(count),), (write_number(characters[rule, reason]),))
        for (rule, reason), count in sorted(counts.items())
    )
    caption = f"Cut as furniture: {plural(len(removed), 'stretch', 'stretches')} in all"
    yield Table(caption, ("Rule and reason", "Stretches", "Characters"), rows, (False, True, True))
    longest = sorted(removed, key=lambda pair: (-len(pair[1].text), pair[0]))[:20]
    shown = tuple(((material.link_article(key),), (Code(cut.rule),), (_cut_text(cut.text),)) for key, cut in longest)
    yield Fold(("The longest stretches that were cut",), (Table("Cut text", ("Article", "Rule", "Text"), shown),))


def _cut_text(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 160 else f"{flat[:160].rstrip()} …"


def _build_metadata(material: Material) -> Iterator[Block]:
    rows: list[tuple[Line, ...]] = []
    for key in material.numbers:
        article = material.articles[key]
        missing = [name for name in STATED if not getattr(article, name)]
        inferred = "; ".join(f"{name}: {reason}" for name, reason in sorted(article.inferred.items()))
        warnings = "; ".join(article.warnings)
        if missing or inferred or warnings:
            rows.append(((material.link_article(key),), (", ".join(missing) or "–",), (inferred or "–",), (warnings or "–",)))
    if not rows:
        yield Paragraph(("Every article states its outlet, title, author and date.",))
        return
    table = Table("Missing or inferred metadata", ("Article", "Not stated", "Inferred, and why", "Remarks"), tuple(rows))
    if len(rows) <= 12:
        yield table
    else:
        yield Fold((f"Missing or inferred metadata of {plural(len(rows), 'article')}",), (table,))


def _build_skipped(material: Material) -> Iterator[Block]:
    skipped = material.analysis.skipped
    if not skipped:
        yield Paragraph(("Nothing was skipped: every article that was found is in this report.",))
        return
    rows = tuple(((Code(item.path),), (item.reason,)) for item in skipped)
    yield Table(f"Left out: {plural(len(skipped), 'file or article', 'files or articles')}", ("Where", "Why"), rows)
