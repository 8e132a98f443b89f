"""Text of any script -> how wide a screen shows it, what is safe to show, and as much of it as fits, cut between words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINER = "\u200d"  # keeps the signs of one picture together
# Marks that turn the direction of writing: unbalanced ones reorder what stands after a quoted text.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def make_safe(text: str) -> str:
    """Return a text on one line that cannot command a screen.

    Control characters, halves of surrogate pairs and marks that turn the direction of writing are shown as replaced; letters
    of scripts that run from right to left stay, and turn on their own.
    """
    spaced = " ".join(text.split())
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join("\ufffd" if char in _TURNS or unicodedata.category(char) in ("Cc", "Cs") else char for char in spaced)


@lru_cache(maxsize=4096)
def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width_of(text: str) -> int:
    """Return the columns a screen needs for a text: two for a Chinese sign, none for an accent that stands on another.

    >>> width_of("port"), width_of("港口"), width_of("e\u0301")
    (4, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return a text with spaces up to a width in columns: after it, or before it where it is set flush ``right``."""
    space = " " * (width - width_of(text))
    return space + text if right else text + space


def keep_end(text: str, width: int) -> str:
    """Return the end of a text that fits into a width in columns, without the rest of a word that is cut.

    >>> keep_end("the old ferry to", 9)
    'ferry to'
    """
    at = len(text)
    while at > 0 and width_of(text[at - 1]) <= width:
        at -= 1
        width -= width_of(text[at])
    if at == 0:
        return text
    border = next((i for i in range(at, len(text)) if _may_cut(text, i)), None)
    return text[_between_signs(text, at) if border is None else border :].lstrip()


def keep_start(text: str, width: int) -> str:
    """Return the start of a text that fits into a width in columns, without the beginning of a word that is cut.

    >>> keep_start("sails at noon", 10)
    'sails at'
    """
    at = 0
    while at < len(text) and width_of(text[at]) <= width:
        width -= width_of(text[at])
        at += 1
    if at == len(text):
        return text
    border = next((i for i in range(at, 0, -1) if _may_cut(text, i)), None)
    if border is None:
        while at > 0 and not _parts_signs(text, at):
            at -= 1
        border = at
    return text[:border].rstrip()


def _may_cut(text: str, at: int) -> bool:
    """Say whether a text may be cut before a character: at white space, and on either side of a sign that fills two columns."""
    before, after = text[at - 1], text[at]
    apart = before.isspace() or after.isspace() or _width(before) == 2 or _width(after) == 2
    return apart and _parts_signs(text, at)


def _parts_signs(text: str, at: int) -> bool:
    """Say whether a cut leaves accents, and pictures joined into one, with what they belong to."""
    return _width(text[at]) > 0 and text[at - 1] != _JOINER


def _between_signs(text: str, at: int) -> int:
    while at < len(text) and not _parts_signs(text, at):
        at += 1
    return at
