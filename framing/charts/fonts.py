"""A figure's texts -> fonts that have their scripts, and words in the place of what no font has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Ships with matplotlib, so that the same figure comes out on every machine; it has Latin, Greek, Cyrillic, Arabic and Hebrew.
FIRST = "DejaVu Sans"
# Fonts of the usual systems for what it lacks, asked in this order where they are installed.
OTHERS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR",
    "Noto Sans Thai", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Telugu",
    "Noto Sans Gujarati", "Noto Sans Gurmukhi", "Noto Sans Malayalam", "Noto Sans Kannada", "Noto Sans Sinhala",
    "Noto Sans Khmer", "Noto Sans Myanmar", "Noto Sans Ethiopic", "Noto Sans Arabic", "Noto Sans", "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei", "Droid Sans Fallback", "Arial Unicode MS", "PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo",
    "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "Nirmala UI", "Leelawadee UI", "Ebrima", "Unifont",
)  # fmt: skip

# What follows a script in the name of one of its characters.
KINDS = re.compile(r"[ -](?:UNIFIED|COMPATIBILITY|IDEOGRAPH|LETTER|SYLLABLE|CHARACTER|VOWEL|SIGN|DIGIT|SMALL|CAPITAL|SYMBOL)\b")


@lru_cache(maxsize=1)
def list_families() -> list[str]:
    """Return the fonts to draw with: the first for all it has, then those installed here that have what it lacks."""
    from matplotlib.font_manager import get_font_names

    installed = set(get_font_names())
    return [FIRST, *(name for name in OTHERS if name in installed)]


@lru_cache(maxsize=1)
def _list_characters() -> frozenset[int]:
    """Return the characters that some font of `list_families` has."""
    from matplotlib.font_manager import findfont, get_font

    return frozenset(code for name in list_families() for code in get_font(findfont(name)).get_charmap())


def find_missing(text: str) -> str:
    """Return the characters of a text that no font here has, without marks and signs that show nothing themselves."""
    known = _list_characters()
    return "".join(c for c in text if ord(c) not in known and unicodedata.category(c)[0] in "LNS")


@contextmanager
def without_boxes(figure: Figure) -> Iterator[None]:
    """Write the name of the script and a number for every text in ``figure`` that could be drawn only as boxes."""
    from matplotlib.text import Text

    numbers: dict[str, int] = {}
    changed: list[Callable[[], Any]] = []
    for axis in (axis for panel in figure.axes for axis in (panel.xaxis, panel.yaxis)):
        labels = [label.get_text() for label in axis.get_ticklabels()]
        if any(map(find_missing, labels)):  # ticks are written anew at each drawing, from what is set here
            places = axis.get_ticklocs()
            changed.append(partial(axis.set_ticks, places, labels=labels))
            axis.set_ticks(places, labels=[_replace(label, numbers) for label in labels])
    for text in figure.findobj(Text):
        written = text.get_text()
        if find_missing(written):
            changed.append(partial(text.set_text, written))
            text.set_text(_replace(written, numbers))
    try:
        yield
    finally:
        for restore in changed:
            restore()


def _replace(text: str, numbers: dict[str, int]) -> str:
    missing = find_missing(text)
    return replace_missing(text, missing, numbers) if missing else text


def replace_missing(text: str, missing: str, numbers: dict[str, int]) -> str:
    """Return a text with its stretch of missing characters as the script's name; ``numbers`` tells stretches apart.

    >>> replace_missing("25  \u6d77\u5cb8 x", "\u6d77\u5cb8", {})
    '25  [CJK 1] x'
    """
    places = [place for place, c in enumerate(text) if c in missing]
    stretch = text[places[0] : places[-1] + 1]
    script = KINDS.split(unicodedata.name(missing[0], "unknown"))[0]
    number = numbers.setdefault(stretch, len(numbers) + 1)
    script = script if script == "CJK" else script.title()
    return f"{text[: places[0]]}[{script} {number}]{text[places[-1] + 1 :]}"
