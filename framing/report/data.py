"""Material -> everything the report says as plain data, for `report.json`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from framing.charts.actors import count_valence
from framing.charts.ladder import RUNGS
from framing.duplicates import Duplicate
from framing.report.blocks import Items, Line, Paragraph, Statements
from framing.report.findings import build_findings
from framing.report.material import Material
from framing.report.sections.actors import count_mentions
from framing.report.sections.methods import read_about
from framing.report.sections.validation import UNVALIDATED, find_differences, say_validated
from framing.report.wording import name_annotator, say_caution
from framing.validity import Validation

if TYPE_CHECKING:
    from framing.comparison import Comparison

ARTICLE_FIELDS = ("outlet", "title", "deck", "author", "url", "agency", "place", "genre", "topic")


def collect_data(material: Material, title: str, accuracy: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the report as data: nan as None, dates as ISO text, no object of this package left."""
    comparison, analysis = material.comparison, material.analysis
    names = ("actor", "group", "zone", "n")
    mentions = [dict(zip(names, (*key, n), strict=True)) for key, n in sorted(count_mentions(material).items())]
    return {
        "title": title,
        "design": comparison.design,
        "by": comparison.by,
        "groups": list(comparison.groups),
        "articles": [_article(material, key) for key in material.numbers],
        "stories": [to_plain(story) for story in material.stories],
        "findings": list(_findings(material)),
        "caution": say_caution(name_annotator(analysis.provenance)),
        "measures": [_measure(measure) for measure in analysis.measures],
        "estimates": [to_plain(estimate) for estimate in comparison.estimates],
        "gaps": [_gap(gap) for gap in comparison.gaps],
        "family_size": comparison.family_size,
        "adjusted_by": comparison.method,
        "side_gaps": [_gap(gap) for gap in comparison.side_gaps],
        "independent": _independent(comparison),
        "notes": list(comparison.notes),
        "length_warnings": list(comparison.length_warnings),
        "actors": [{"id": actor.id, "name": actor.name, "type": actor.type} for actor in analysis.actors],
        "actors_proposed": analysis.actors_proposed,
        "mentions": mentions,
        "valence": [to_plain(bar._asdict()) for bar in count_valence(comparison, analysis)],
        "ladder": {str(rung): label for rung, (label, _, _) in RUNGS.items()},
        "accuracy": {
            "on_these_texts": say_validated(material) if material.validation else UNVALIDATED,
            "elsewhere": [to_plain(row) for row in accuracy],
        },
        "validation": [_validation(material, row) for row in material.validation],
        "duplicates": [_duplicate(material, found) for found in analysis.duplicates],
        "skipped": [to_plain(item) for item in analysis.skipped],
        "provenance": to_plain({**analysis.provenance, "seed": comparison.seed}),
    }


def to_plain(value: Any) -> Any:
    """Return a value as what JSON can hold: data classes as mappings, sets sorted, nan and infinities as None."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (str, int, bool)) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, (set, frozenset)):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, (list, tuple)) and not hasattr(value, "_asdict"):
        return [to_plain(item) for item in value]
    if hasattr(value, "_asdict"):
        return to_plain(value._asdict())
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)


def _article(material: Material, key: str) -> dict[str, Any]:
    article = material.articles[key]
    removed = [{"rule": cut.rule, "reason": cut.reason, "at": cut.at, "characters": len(cut.text)} for cut in article.removed]
    return {
        "id": key,
        "number": material.numbers[key],
        "group": material.groups[key],
        **{name: getattr(article, name) for name in ARTICLE_FIELDS},
        "date": to_plain(article.date),
        "inferred": to_plain(article.inferred),
        "warnings": list(article.warnings),
        "duplicate_of": material.originals.get(key),
        "removed": removed,
        "file": article.origin.path if article.origin else None,
        **to_plain(material.analysis.sizes[key]),
    }


def _duplicate(material: Material, found: Duplicate) -> dict[str, Any]:
    plain = {field.name: to_plain(getattr(found, field.name)) for field in fields(found)}
    return {**plain, "left_out": found.article not in material.articles}


def _validation(material: Material, row: Validation) -> dict[str, Any]:
    names = {measure.name for measure in material.analysis.measures}
    differs = find_differences(material, row) if row.measure in names else ["not among the measures here"]
    return {**to_plain(row), "differs": differs}


def _measure(measure: Any) -> dict[str, Any]:
    names = ("name", "about", "base", "voices", "headline")
    columns = [{**{name: to_plain(getattr(c, name)) for name in names}, "unit": c.unit.name} for c in measure.columns]
    return {"name": measure.name, "title": measure.title, "about": read_about(measure.about), "columns": columns}


def _independent(comparison: Comparison) -> dict[str, Any] | None:
    """Return the results without versions that follow another (CODEBOOK X-3), None where no version does."""
    alone = comparison.independent
    if alone is None:
        return None
    names = ("measure", "column", "target", "group", "other", "difference", "interval", "p", "p_adjusted", "n_stories")
    gaps = [{name: to_plain(getattr(gap, name)) for name in names} for gap in alone.gaps]
    # Of each group's columns what a reader sets beside the estimates with all versions: those that gaps are tested in.
    shown = ("measure", "column", "target", "group", "total", "base", "value", "interval", "n_hits", "n_stories", "note")
    tested = {(gap.measure, gap.column) for gap in comparison.gaps}
    own = [estimate for estimate in alone.estimates if (estimate.measure, estimate.column) in tested]
    estimates = [{name: to_plain(getattr(estimate, name)) for name in shown} for estimate in own]
    return {"design": alone.design, "stories": list(alone.compared), "estimates": estimates, "gaps": gaps}


def _gap(gap: Any) -> dict[str, Any]:
    parts = []
    for part in gap.contributions:
        examples = [{"article": key, "start": hit.start, "end": hit.end, "zone": hit.zone} for key, hit in part.examples]
        parts.append({"term": part.term, "amount": to_plain(part.amount), "examples": examples})
    names = [field.name for field in fields(gap) if field.name != "contributions"]
    return {**{name: to_plain(getattr(gap, name)) for name in names}, "contributions": parts}


def _findings(material: Material) -> list[str]:
    """Return the sentences of the summary as plain text."""
    lines: list[Line] = []
    for block in build_findings(material):
        if isinstance(block, Paragraph) and block.role == "lede":
            lines.append(block.line)
        if isinstance(block, Items):
            lines.extend(block.lines)
        if isinstance(block, Statements):
            lines.extend((f"{subject}: ", *line) for subject, said in block.subjects for line in said)
    return ["".join(part if isinstance(part, str) else part.text for part in line) for line in lines]
