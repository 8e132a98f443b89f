"""A line of Markdown -> the stretches of it that a reader sees."""

from __future__ import annotations

import re

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
# A link or image keeps its text and loses its address; bounded, so that a line of brackets stays linear.
_LINK = re.compile(r"(!?\[)([^\[\]\n]{0,500})(\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\))")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{1,500}?)(?<=[^\s*_])(\1)(?![\w*])")
_PICTURE = re.compile(r"\s*!\[[^\[\]]*\]\([^()]*\)\s*$")
PICTURE_LEVEL = -1


def keep_plain(raw: str) -> tuple[int, list[tuple[int, int]]]:
    """Return a line's level and the half-open stretches of it that are not marks.

    The level is the depth of a heading, 0 for none, `PICTURE_LEVEL` for the alternative text of an image.
    """
    heading = _HEADING.match(raw)
    level = len(heading[1]) if heading else PICTURE_LEVEL if _PICTURE.match(raw) else 0
    cuts = [(0, heading.end())] if heading else []
    bare = raw.rstrip().rstrip("#")
    if heading and bare[-1:].isspace():
        cuts.append((len(bare), len(raw)))
    for pattern in (_LINK, _EMPHASIS):
        for match in pattern.finditer(raw):
            cuts += [match.span(1), match.span(3)]
    return level, _complement(sorted(cuts), len(raw))


def _complement(cuts: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    kept, low = [], 0
    for start, end in cuts:
        if start > low:
            kept.append((low, start))
        low = max(low, end)
    if low < length:
        kept.append((low, length))
    return kept
