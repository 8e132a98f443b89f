"""A page's text -> its lines, each with its place in the file and the features that decide what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from framing.model import Segment
from framing.pages.bylines import match_byline
from framing.pages.datelines import find_date
from framing.pages.line import Line, bare_key, cut_line, make_line
from framing.pages.markup import keep_plain

__all__ = ["Line", "cut_line", "make_line", "split_lines"]

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f]+")
_WIDEST_WRAP = 120  # characters; editors and mail wrap text at 60 to 100
_NARROWEST_WRAP = 45
_PARTED = re.compile(r"[^\W\d_]{2}-$")  # a word that a hyphen parts at the line's end
_OPENING = re.compile(r"[•▪◦●‣·∙*–-]\s|(?:\d{1,2}|[a-z])[.)]\s|[A-Z][\w-]+:\s")
_CLOSING = re.compile(r"[,.;:)!?](?![.\d\[])|[’”](?:s?\s|[,.]|$)")  # what follows the word before it without a space
_FEWEST_BROKEN = 3  # lines that begin so
_LONGEST_LINK = 8  # words
_LONGEST_DATE = 8  # words of a line that is a date


def split_lines(text: str, start: int = 0, *, markup: bool = False) -> list[Line]:
    """Split a page into lines that hold text, undoing hard wraps and breaks at each link.

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
    lines = list(_raw_lines(text, start, markup))
    width = _wrap_width(lines)
    return _unwrap(lines, width) if width else _mend(lines)


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
    return not after.gap and _is_open(line, after)


def _is_open(line: Line, after: Line) -> bool:
    return line.ends in ("none", "comma") and len(line.text) >= _NARROWEST_WRAP and after.text[0].islower()


def _wrap_width(lines: list[Line]) -> int:
    """Return the width a page was wrapped at, or 0 where its lines are paragraphs."""
    if sum(len(line.text) > _WIDEST_WRAP for line in lines) > 0.02 * len(lines):
        return 0
    pairs = [(line, after) for line, after in pairwise(lines) if not after.gap]
    widths = [len(line.text) for line, after in pairs if _runs_on(line, after)]
    return max(widths) if len(widths) >= 2 and len(widths) >= 0.3 * len(pairs) else 0


def _unwrap(lines: list[Line], width: int) -> list[Line]:
    """Join lines that were broken only because the next word did not fit, also over the heads of pages between them."""
    heads = _find_heads(lines)
    joined: list[list[Line]] = []
    current: list[Line] = []
    between: list[list[Line]] = []
    for line in lines:
        if bare_key(line) in heads:
            between.append([line])
        elif current and (_is_open(current[-1], line) if between else _goes_on(current[-1], line, width)):
            current.append(line)
        else:
            joined += [current, *between] if current else between
            current, between = [line], []
    return [_join(group) for group in [*joined, current, *between] if group]


def _find_heads(lines: list[Line]) -> set[str]:
    """Find what stands at the head of each page of a print: short lines that come again, and numbers alone."""
    counts = Counter(bare_key(line) for line in lines if len(line.text) <= _WIDEST_WRAP and line.ends == "none")
    return {key for key, count in counts.items() if count > 1 or not key}


def _opens(line: Line) -> bool:
    """Whether a line is one of its own: a by-line, a date, a field at the head of a message, an item of a list."""
    dated = line.n_words <= _LONGEST_DATE and find_date(line.text) is not None
    return dated or match_byline(line.text) is not None or _OPENING.match(line.text) is not None


def _goes_on(line: Line, after: Line, width: int) -> bool:
    """Whether a line of a wrapped page goes on with the next: that begins with a word that did not fit, or amid a sentence."""
    if after.gap or _opens(after):
        return False
    if len(line.text) + 1 + len(after.text.split(None, 1)[0]) > width or (line.ends == "comma" and after.text[0].islower()):
        return True
    amid = line.ends in ("none", "comma") and not line.title_case and after.n_words > 1
    return amid and len(line.text) >= _NARROWEST_WRAP


def _mend(lines: list[Line]) -> list[Line]:
    """Join lines that were broken at each link or stressed word, as crude scrapers break them.

    Such a page is told by lines that begin with a mark, as nobody writes them.
    """
    if sum(_is_broken(line, after) for line, after in pairwise(lines)) < _FEWEST_BROKEN:
        return lines
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if groups and not line.gap and _is_fragment(groups[-1][-1], line, after):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_join(group) for group in groups]


def _is_broken(line: Line, after: Line) -> bool:
    amid = line.ends == "none" and line.n_words > _LONGEST_LINK and line.text[-1].islower() and after.text[0].islower()
    return (amid and not after.gap) or _CLOSING.match(after.text) is not None


def _is_fragment(before: Line, line: Line, after: Line | None) -> bool:
    """Whether a line goes on with the sentence above, by its first letter or as a few words amid one."""
    if _CLOSING.match(line.text) or (line.text[0].islower() and before.ends in ("none", "comma")):
        return True
    open_above = before.ends in ("none", "comma") and before.text[-1:].islower() | (before.ends == "comma")
    goes_on = after is not None and (after.text[0].islower() or _CLOSING.match(after.text) is not None)
    return open_above and goes_on and line.n_words <= _LONGEST_LINK and before.n_words > 1 and not before.title_case


def _join(group: list[Line]) -> Line:
    """Join lines with a space, or amid a word that was parted by a hyphen without it."""
    if len(group) == 1:
        return group[0]
    text, segments = "", []
    for line, after in zip(group, [*group[1:], None], strict=True):
        parted = after is not None and _PARTED.search(line.text) is not None and after.text[0].islower()
        cut = cut_line(line, 0, len(line.text) - 1) if parted else line
        kept = cut or line
        segments += [segment._replace(start=segment.start + len(text)) for segment in kept.segments]
        text += kept.text + ("" if parted or after is None or _CLOSING.match(after.text) else " ")
    return make_line(text, segments, gap=group[0].gap, level=group[0].level)
