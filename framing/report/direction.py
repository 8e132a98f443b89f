"""Names from outside -> the same, kept from turning the direction of the words around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from framing.report.blocks import Excerpt, MarkedArticle
from framing.report.excerpt import change_parts

# What opens and closes an isolate, and all characters that turn the direction of text by themselves.
OPEN, CLOSE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
TURNING = ("R", "AL", "RLE", "RLO", "LRO", "LRE", "RLI", "LRI", "FSI", "PDF", "PDI", "AN")


def turns(text: str) -> bool:
    """Tell whether a text holds letters or marks that run from right to left, or turn what follows them."""
    return any(unicodedata.bidirectional(char) in TURNING for char in text)


def isolate(name: str) -> str:
    """Return a name between marks that confine its direction to itself, without marks of its own; others as they are."""
    return f"{OPEN}{CONTROLS.sub('', name)}{CLOSE}" if turns(name) else name


def isolate_names(value: Any, names: Collection[str]) -> Any:
    """Return blocks, or a text, with every one of these names isolated where it stands; quoted text is left alone."""
    turning = sorted((name for name in names if turns(name)), key=len, reverse=True)
    if not turning:
        return value
    pattern = re.compile("|".join(map(re.escape, turning)))

    def change(part: Any) -> Any:
        if isinstance(part, str):
            return pattern.sub(lambda match: isolate(match.group()), part)
        if isinstance(part, MarkedArticle):
            return replace(part, title=change(part.title), about=change(part.about))
        return part if isinstance(part, Excerpt) else change_parts(part, change)

    return change(value)
