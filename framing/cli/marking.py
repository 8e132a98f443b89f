"""A text and its hits -> the text with its evidence marked, in color or in double brackets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import click

from framing.cli.console import clean
from framing.measures.evidence import is_uncertain
from framing.model import VOICES, Hit

# Told apart by color-blind readers where they can be, and by the number behind each hit in any case.
COLORS = ("cyan", "yellow", "magenta", "green", "blue", "red", "bright_cyan", "bright_yellow")
_DIGITS = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def mark(text: str, hits: Sequence[Hit], numbers: Mapping[str, int], *, color: bool) -> str:
    """Return a text with its hits marked.

    Parameters
    ----------
    text
        The text of one zone.
    hits
        The hits of that zone; they may nest, touch, overlap and cover the same characters.
    numbers
        The number of each measure.
    color
        In color, each hit is followed by the numbers of its measures; without, it stands in double brackets with
        measure:category, and its voice where that is not the outlet's own.
    """
    spans: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        spans.setdefault((hit.start, hit.end), []).append(hit)
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    parts: list[str] = []
    for left, right in pairwise(edges):
        piece = clean(text[left:right])
        inside = [span for span in spans if span[0] <= left and right <= span[1]]
        closing = sorted((span for span in inside if span[1] == right), key=lambda span: -span[0])
        if color:
            innermost = max(inside, key=lambda span: (span[0], -span[1]), default=None)
            parts.append(_paint(piece, spans[innermost][0], numbers) if innermost else piece)
            parts += [_tag(spans[span], numbers) for span in closing]
        else:
            parts.append("[[" * sum(span[0] == left for span in inside) + piece)
            parts += [f"|{', '.join(dict.fromkeys(map(_label, spans[span])))}]]" for span in closing]
    return "".join(parts)


def _paint(piece: str, hit: Hit, numbers: Mapping[str, int]) -> str:
    return click.style(
        piece,
        fg=COLORS[(numbers[hit.measure] - 1) % len(COLORS)],
        bold=hit.voice == "own",
        underline=hit.voice == "reported",
        italic=hit.voice == "quoted",
    )


def _tag(hits: Iterable[Hit], numbers: Mapping[str, int]) -> str:
    return "\u02d2".join(str(numbers[name]).translate(_DIGITS) for name in dict.fromkeys(hit.measure for hit in hits))


def _label(hit: Hit) -> str:
    voice = "" if hit.voice == "own" else f" {hit.voice}"
    return f"{hit.measure}:{hit.category}{voice}{' uncertain' if is_uncertain(hit) else ''}"


def explain_marks(hits: Iterable[Hit], numbers: Mapping[str, int], *, color: bool) -> list[str]:
    """Return the legend: how often each measure was found in which voice, and what the marks mean."""
    found = [(hit.measure, hit.voice) for hit in hits]
    lines = []
    for name, number in numbers.items():
        voices = [f"{n} {voice}" for voice in VOICES if (n := found.count((name, voice)))]
        sign = click.style(f"{number} ", fg=COLORS[(number - 1) % len(COLORS)]) if color else ""
        lines.append(f"  {sign}{name}: {', '.join(voices)}")
    if not lines:
        return ["  nothing was found"]
    own, reported, quoted = "no word", '"reported"', '"quoted"'
    if color:
        own = click.style("bold", bold=True)
        reported, quoted = click.style("underlined", underline=True), click.style("italic", italic=True)
    sources = f"{reported} for a source's words paraphrased, {quoted} for a source's words quoted"
    return [*lines, f"  Voices: {own} for the outlet's own words, {sources}."]


def wrap(text: str, width: int) -> str:
    """Return a text whose lines are wrapped at spaces; what colors them takes no room."""
    return "\n".join("\n".join(_wrap_line(line, width)) for line in text.split("\n"))


def _wrap_line(text: str, width: int) -> list[str]:
    lines, line, used = [], "", 0
    for word in text.split():
        size = len(click.unstyle(word))
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = word, size
        else:
            line, used = f"{line} {word}" if line else word, used + bool(line) + size
    return [*lines, line]
