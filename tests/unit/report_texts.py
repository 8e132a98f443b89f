"""The blocks of a report -> the texts in them, for the tests of what a report says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any


def walk(value: Any) -> Iterator[Any]:
    """Yield every object inside blocks, down to the strings."""
    yield value
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from walk(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name))


def text_of(value: Any) -> str:
    """Return all strings inside blocks, with plain spaces."""
    return " ".join(item for item in walk(value) if isinstance(item, str)).replace("\xa0", " ")
