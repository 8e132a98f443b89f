"""A page's text -> its lines, each with its place in the file and the features that decide what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from framing.model import Segment
from framing.pages.markup import keep_plain
from framing.pages.phrases import fold

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f]+")
_CLOSERS = "\"'”’»)]* "
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b(?:Inc|Corp|Co|Jr|Sr|Ltd))\.$")
_WORD = re.compile(r"[^\W\d_][^\s]*")
_LONGEST_KEY = 300  # characters; a longer line is a paragraph and is compared with nothing
_WIDEST_WRAP = 120  # characters; editors and mail wrap text at 60 to 100
_NARROWEST_WRAP = 45


@dataclass(frozen=True, slots=True)
class Line:
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
    return {".": "stop", "…": "stop", "?": "mark", "!": "mark", ":": "colon", ",": "comma", ";": "comma"}.get(last, "none")


def make_line(text: str, segments: Iterable[Segment], *, gap: bool = False, level: int = 0) -> Line:
    """Build a line and its features from its text and where that stood."""
    key = fold(text) if len(text) <= _LONGEST_KEY else text
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
    for segment in line.segments:
        low, high = max(segment.start, start), min(segment.start + segment.length, end)
        if low < high:
            kept.append(Segment(low - start, segment.at + low - segment.start, high - low))
    return make_line(bare, kept, gap=line.gap, level=line.level)


def split_lines(text: str, start: int = 0, *, markup: bool = False) -> list[Line]:
    """Split a page into lines that hold text, undoing hard wraps.

    Parameters
    ----------
    text : str
        The decoded file.
    start : int
        Where the page begins, in characters: behind front matter, if there is any.
    markup : bool
        Whether Markdown marks are to be left out of the lines.

    Returns
    -------
    list[Line]
    """
    return _unwrap(list(_raw_lines(text, start, markup)))


def _raw_lines(text: str, start: int, markup: bool) -> Iterator[Line]:
    plain = not markup and _INVISIBLE.search(text, start) is None
    gap = False
    at = start
    for raw in text[start:].splitlines(keepends=True):
        bare = raw.strip()
        line = None
        if bare and plain:
            place = at + len(raw) - len(raw.lstrip())
            line = make_line(bare, (Segment(0, place, len(bare)),), gap=gap)
        elif bare:
            line = _strip_line(raw, at, gap, markup)
        at += len(raw)
        gap = line is None
        if line is not None:
            yield line


def _strip_line(raw: str, at: int, gap: bool, markup: bool) -> Line | None:
    """Cut edges, invisible characters and, if asked, markup; each cut leaves a hole in the map."""
    level, spans = keep_plain(raw) if markup else (0, [(0, len(raw))])
    spans = [piece for span in spans for piece in _visible(raw, *span)]
    segments, length = [], 0
    for low, high in spans:
        segments.append(Segment(length, at + low, high - low))
        length += high - low
    text = "".join(raw[low:high] for low, high in spans)
    return cut_line(Line(text, tuple(segments), "", "", 0, gap, level), 0, len(text))


def _visible(raw: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    for match in _INVISIBLE.finditer(raw, low, high):
        if match.start() > low:
            yield low, match.start()
        low = match.end()
    if low < high:
        yield low, high


def _runs_on(line: Line, after: Line) -> bool:
    """Whether a sentence seems to run over the line break."""
    return not after.gap and line.ends in ("none", "comma") and len(line.text) >= _NARROWEST_WRAP and after.text[0].islower()


def _wrap_width(lines: list[Line]) -> int:
    """Return the width a page was wrapped at, or 0 where its lines are paragraphs."""
    if sum(len(line.text) > _WIDEST_WRAP for line in lines) > 0.02 * len(lines):
        return 0
    pairs = [(line, after) for line, after in pairwise(lines) if not after.gap]
    widths = [len(line.text) for line, after in pairs if _runs_on(line, after)]
    return max(widths) if len(widths) >= 2 and len(widths) >= 0.3 * len(pairs) else 0


def _unwrap(lines: list[Line]) -> list[Line]:
    """Join lines that were broken only because the next word did not fit."""
    width = _wrap_width(lines)
    if not width:
        return lines
    joined: list[list[Line]] = []
    for line in lines:
        last = joined[-1][-1] if joined else None
        if last is not None and not line.gap and len(last.text) + 1 + len(line.text.split(None, 1)[0]) > width:
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_join(group) for group in joined]


def _join(group: list[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    segments, length = [], 0
    for line in group:
        segments += [segment._replace(start=segment.start + length) for segment in line.segments]
        length += len(line.text) + 1
    return make_line(" ".join(line.text for line in group), segments, gap=group[0].gap, level=group[0].level)
