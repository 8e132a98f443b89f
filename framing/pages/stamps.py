"""Lines of a live blog -> the same lines parted at the entry stamps glued into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from framing.model import Removed
from framing.pages.bylines import PARTICLE
from framing.pages.datelines import DAY_AND_CLOCK, parse_date
from framing.pages.line import Line, cut_line

STAMP = "entry stamp"
LEFT_OVER = "name left over from an entry stamp"
_NAME_BEFORE = re.compile(
    rf"((?:[A-Z][\w'’.-]*\s(?:{PARTICLE}\s){{0,2}}){{0,3}}[A-Z][\w'’-]+)\s?[|,•·–-]?\s?$",
)
_LAST_NAMES = re.compile(rf"[A-Z][\w'’.-]*\s(?:{PARTICLE}\s){{0,2}}[A-Z][\w'’-]+$")
_WORD = re.compile(r"\S+")
_LONGEST_NAME = 60  # characters
_MAYBE = re.compile(r"(?:19|20)\d\d,?\s(?:at\s)?\d{1,2}[:.]\d\d")


class Stamp(NamedTuple):
    """An entry stamp, ``text[start:end]``: the name and the day it gives."""

    start: int
    end: int
    name: str
    date: date | None


@dataclass(slots=True)
class Parted:
    """A page's lines without entry stamps, the stamps cut out, and the days they name."""

    lines: list[Line] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)


def part_at_stamps(lines: list[Line]) -> Parted:
    """Split lines at the entry stamps glued into them (D-6).

    A line that is nothing but a stamp is left as it is: it reads as a by-line.
    """
    parted = Parted()
    for line in lines:
        stamps = find_stamps(line.text) if _MAYBE.search(line.text) else []
        if not stamps or stamps[0].end - stamps[0].start == len(line.text):
            parted.lines.append(line)
            continue
        parted.dates += [stamp.date for stamp in stamps if stamp.date]
        low = 0
        for start, end, reason in _bounds(line.text, stamps):
            part, cut = cut_line(line, low, start), cut_line(line, start, end)
            parted.lines += [part] if part else []
            parted.removed += [Removed(cut.text, cut.at, "D-6", reason)] if cut else []
            low = end
    return parted


def _bounds(text: str, stamps: list[Stamp]) -> Iterator[tuple[int, int, str]]:
    """Yield the stamps' places, that of a name left over from a stamp that was cut off at the end, and the end."""
    yield from ((stamp.start, stamp.end, STAMP) for stamp in stamps)
    left = next((name for name in sorted({stamp.name for stamp in stamps}) if text.endswith(f" {name}")), "")
    if left and stamps[-1].end < len(text) - len(left):
        yield len(text) - len(left), len(text), LEFT_OVER
    yield len(text), len(text), ""


def find_stamps(text: str) -> list[Stamp]:
    """Find entry stamps, a name with a full date and time of day behind it, also where they are glued to the text.

    Where no sentence end parts the name from the words before it ("in Kyiv Ana Ruiz18 June 2025 06:48"), the names
    of the text's other stamps decide how much of it is the name.
    """
    pairs = []
    for match in DAY_AND_CLOCK.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
        if name is not None and _is_stamp(text, match, name):
            pairs.append((match, name))
    sure = {name[1] for match, name in pairs if _stands_apart(text, name.start())}
    stamps = []
    for match, name in pairs:
        endings = (name[1][word.start() :] for word in _WORD.finditer(name[1]))
        known = next((ending for ending in endings if ending in sure), "")
        last = _LAST_NAMES.search(name[1])
        chosen = known or (last[0] if last else name[1])
        stamps.append(Stamp(name.end(1) - len(chosen), match.end(), chosen, parse_date(match[0])))
    return stamps


def _stands_apart(text: str, at: int) -> bool:
    """Whether a sentence, or nothing, ends before a place in the text."""
    before = text[max(0, at - 4) : at].rstrip().rstrip("\"'”’)")
    return not before or before[-1:] in ".?!:"


def _is_stamp(text: str, match: re.Match[str], name: re.Match[str]) -> bool:
    """Say whether a date is a stamp: glued to a name it is; one with a space only behind a full name that starts a sentence."""
    glued = not text[match.start() - 1].isspace()
    return glued or (len(name[1].split()) > 1 and _stands_apart(text, name.start()))
