"""A line of a page: its text, its place in the file and the features that decide what it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from framing.model import Segment
from framing.pages.phrases import fold

_CLOSERS = "\"'”’»)]* "
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b(?:Inc|Corp|Co|Jr|Sr|Ltd))\.$")
_NAMES = {".": "stop", "…": "stop", "?": "mark", "!": "mark", ":": "colon", ",": "comma", ";": "comma"}
_WORD = re.compile(r"[^\W\d_][^\s]*")
LONGEST_KEY = 300  # characters; a longer line is a paragraph and is compared with nothing


class Line(NamedTuple):
    """A line without its edges. ``segments`` are stretches of ``text`` and their places in the file.

    ``key`` is the folded text, ``ends`` the kind of its last mark (stop, mark, colon, comma, none), ``gap`` whether
    an empty line stands before it, ``level`` the depth of a Markdown heading (0 for none, -1 for an image).
    """

    text: str
    segments: tuple[Segment, ...]
    key: str
    ends: str
    n_words: int
    gap: bool = False
    level: int = 0

    @property
    def at(self) -> int:
        """The place of its first character in the file."""
        return self.segments[0].at

    @property
    def title_case(self) -> bool:
        """Whether the words of four letters and more are capitalized, as in many headlines."""
        words = [word for word in _WORD.findall(self.text) if len(word) > 3]
        return bool(words) and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _ends(text: str) -> str:
    """Name the mark that closes a line, seen through closing quotes and brackets."""
    bare = text[-8:].rstrip(_CLOSERS)
    last = bare[-1:]
    if last == "." and _ABBREVIATION.search(text[-8:]):
        return "none"
    return _NAMES.get(last, "none")


def make_line(text: str, segments: Iterable[Segment], *, gap: bool = False, level: int = 0) -> Line:
    """Build a line and its features from its text and where that stood."""
    key = fold(text) if len(text) <= LONGEST_KEY else text
    return Line(text, tuple(segments), key, _ends(text), len(text.split()), gap, level)


def cut_line(line: Line, start: int, end: int) -> Line | None:
    """Return ``line.text[start:end]`` without its edges as a line of its own, or None where nothing is left."""
    piece = line.text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    end = start + len(bare)
    kept = []
    first = bisect_right(line.segments, start, key=lambda segment: segment.start + segment.length)
    for i in range(first, len(line.segments)):
        segment = line.segments[i]
        if segment.start >= end:
            break
        low, high = max(segment.start, start), min(segment.start + segment.length, end)
        if low < high:
            kept.append(Segment(low - start, segment.at + low - segment.start, high - low))
    return make_line(bare, kept, gap=line.gap, level=line.level)


def bare_key(line: Line) -> str:
    """Return a line's folded text without the number at its end, as of a page; empty where it is a number."""
    bare = line.key.rstrip("0123456789 ")
    return bare.removesuffix(" page") if bare != line.key else bare
