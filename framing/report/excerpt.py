"""A report's blocks -> those of the sections asked for, in the notation asked for, with no link that leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from framing.charts.notation import write_unit
from framing.errors import UnknownNameError
from framing.report.blocks import Block, Excerpt, Link, MarkedArticle, Paragraph, Piece

__all__ = ["change_parts", "check_sections", "find_anchors", "find_strings", "respell", "say_left_out", "unlink"]


def check_sections(only: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the sections asked for in the order of the report, all of them where none is named.

    Raises
    ------
    UnknownNameError
        If there is no section of a name.
    """
    wanted = list(only)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise UnknownNameError.of("section", unknown[0], known)
    return tuple(name for name in known if name in wanted or not wanted)


def say_left_out(titles: Mapping[str, str], kept: Collection[str]) -> Iterator[Block]:
    """Say which sections are left out, by their titles, so that nobody takes an excerpt for all there is."""
    left = [title for name, title in titles.items() if name not in kept]
    if left:
        text = f"This is an excerpt. Left out: {'; '.join(left)}. The data files hold all of it."
        yield Paragraph((text,), "note")


def find_anchors(value: Any) -> Iterator[str]:
    """Yield every anchor that blocks have; a link's is where it leads, and not one of them."""
    if isinstance(value, tuple):
        for item in value:
            yield from find_anchors(item)
    elif is_dataclass(value) and not isinstance(value, Link):
        for field in fields(value):
            content = getattr(value, field.name)
            if field.name == "anchor" and content:
                yield content
            elif isinstance(content, tuple) or is_dataclass(content):
                yield from find_anchors(content)


def find_strings(value: Any) -> Iterator[str]:
    """Yield what blocks say themselves: every string but the words of articles."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from find_strings(item)
    elif isinstance(value, Piece):
        yield from value.notes
    elif is_dataclass(value) and not isinstance(value, Excerpt):
        for field in fields(value):
            yield from find_strings(getattr(value, field.name))


def respell(value: Any) -> Any:
    """Return blocks with the numbers in the names of units as the language in force writes them, quoted words as they are."""
    if isinstance(value, str):
        return write_unit(value)
    return value if isinstance(value, (Excerpt, MarkedArticle)) else change_parts(value, respell)


def unlink(value: Any, anchors: Collection[str]) -> Any:
    """Return blocks whose links to anywhere else are plain words; what has none is the same object."""
    if isinstance(value, Link):
        return value if value.anchor in anchors else value.text
    return change_parts(value, lambda part: unlink(part, anchors))


def change_parts(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a value with its parts changed; the same object where none of them is another now."""
    if isinstance(value, tuple):
        items = tuple(change(item) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = {name: new for name, old in held.items() if (new := change(old)) is not old}
        return replace(value, **changed) if changed else value
    return value
