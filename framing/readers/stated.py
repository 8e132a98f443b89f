"""The body that a page's metadata state where the page itself shows none -> its text, and where that stands in the source."""

from __future__ import annotations

import html
import json
import re

from framing.readers.files import whole
from framing.readers.sources import Page, squeeze

_LITERAL = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]{0,100}>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^<>]{0,1000}>", re.IGNORECASE)
_FEWEST_WORDS = 60
_SHARE = 3  # times longer than what the page shows; a little more may be a caption or a note


def is_needed(stated: str, shown: str) -> bool:
    """Whether the body that a page states is so much longer than the text it shows that a script must show the rest."""
    return len(stated.split()) >= _FEWEST_WORDS and len(stated) > _SHARE * len(shown)


def read_stated(stated: str) -> str:
    """Return a stated body as plain text, one paragraph a line."""
    plain = html.unescape(_MARKUP.sub("", _BREAK.sub("\n", stated)))
    return "\n".join(filter(None, (" ".join(line.split()) for line in plain.splitlines())))


def find_stated(stated: str, source: str) -> Page:
    """Return what stands of a stated body in a page's source: the characters of a JSON string, its escapes undone."""
    pieces: list[str] = []
    starts, lows, highs = [0], [], []

    def add(piece: str, low: int, high: int) -> None:
        if piece:
            pieces.append(piece)
            starts.append(starts[-1] + len(piece))
            lows.append(low)
            highs.append(high)

    for literal in _LITERAL.finditer(source):
        if _decode(literal[1]) != stated:
            continue
        low = literal.start(1)
        for escape in _ESCAPE.finditer(source, low, literal.end(1)):
            add(squeeze(source[low : escape.start()]), low, escape.start())
            add(squeeze(_decode(escape[0])), escape.start(), escape.start())
            low = escape.end()
        add(squeeze(source[low : literal.end(1)]), low, literal.end(1))
        break
    return Page(source, "".join(pieces), starts, lows, highs)


def _decode(literal: str) -> str:
    try:
        return whole(json.loads(f'"{literal}"', strict=False))
    except ValueError:
        return ""
