"""A sample -> one HTML page with a form that works offline, whose answers are saved as the same CSV a sheet is.

The only page of this package with a script: without one, a form that nobody serves cannot save an answer. The policy in its
head lets this script run and no other, and lets nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from framing.validity.samples import FIELDS, digest

if TYPE_CHECKING:
    from framing.validity.samples import Sample


def write_form(sample: Sample) -> str:
    """Return the page; every word from outside is data to it, escaped."""
    place = files("framing") / "validity"
    script = (place / "form.js").read_text(encoding="utf-8").strip()
    rows = [{**row, "parts": unit.parts} for row, unit in zip(sample.rows(), sample.units, strict=True)]
    name = f"{re.sub(r'[^a-z0-9]+', '-', sample.facts.measure.lower()).strip('-') or 'sample'}-{sample.facts.unit}"
    data = {"id": digest(*(unit.id for unit in sample.units))[:12], "name": name, "fields": FIELDS, "rows": rows}
    policy = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    values = {
        "TITLE": html.escape(f"{sample.title}: {len(sample.units):,} {sample.facts.unit} to code"),
        "QUESTION": html.escape(sample.question),
        "HASH": f"'sha256-{policy}'",
        "DATA": _write_data(data),
        "SCRIPT": script,
    }
    page = (place / "form.html").read_text(encoding="utf-8")
    return re.sub(r"@@([A-Z]+)@@", lambda found: values[found[1]], page)


def _write_data(data: object) -> str:
    """Return JSON that can stand in a page: nothing in it ends the element it stands in, or opens another."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
