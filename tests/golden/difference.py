"""Two versions of a text -> what differs, in lines short enough to read in a terminal."""

from __future__ import annotations

import difflib
import re
from itertools import islice

LINES, LENGTH = 40, 200
DIGITS = 9  # the last digits of a sum of fractions depend on the processor; no reader sees them

_NUMBER = re.compile(r"-?\d+(?:\.\d+(?:e[-+]?\d+)?|e-\d+)")
_CHART = re.compile(r"<svg\b[^>]*?aria-label=\"([^\"]*)\"[^>]*>.*?</svg>", re.DOTALL)


def strip_charts(page: str) -> str:
    """Return an HTML page with each drawing replaced by its alt text."""
    return _CHART.sub(lambda match: f"[chart: {match[1]}]", page)


def settle_numbers(text: str) -> str:
    """Return a text whose numbers have at most nine digits that count."""
    return _NUMBER.sub(_settle, text)


def _settle(match: re.Match[str]) -> str:
    written = match[0]
    if len(written) <= DIGITS and "e" not in written:
        return written
    value = float(written)
    return "0.0" if abs(value) < 10.0**-DIGITS else repr(float(f"{value:.{DIGITS}g}"))


def compare_texts(expected: str, found: str) -> str:
    """Return the first lines that differ as a diff, or nothing where the texts are alike byte for byte."""
    before, after = (settle_numbers(text).splitlines() for text in (expected, found))
    if before == after and expected.endswith("\n") == found.endswith("\n"):
        return ""
    lines = difflib.unified_diff(before, after, "kept", "made now", lineterm="", n=0)
    shown = [line[:LENGTH] for line in islice(lines, LINES)]
    return "\n".join(shown) or "they differ in line ends only"
