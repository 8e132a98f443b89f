"""Articles <-> plain dictionaries for JSON Lines, so that what was written reads back as equal articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from framing.model import Article, Origin, Removed, Segment, Subhead
from framing.readers.files import whole

FORMAT = "framing-article-1"
_TEXTS = ("id", "text", "outlet", "title", "deck", "author", "url", "agency", "place", "genre", "topic")


def to_record(article: Article) -> dict[str, Any]:
    """Return an article as a dictionary that JSON can hold; fields at their default are left out."""
    record: dict[str, Any] = {"format": FORMAT}
    for field in fields(Article):
        value = getattr(article, field.name)
        if (field.default is not MISSING and value == field.default) or value == {}:
            continue
        record[field.name] = _plain(value)
    return record


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Origin):
        segments = {zone: [list(segment) for segment in found] for zone, found in value.segments.items()}
        return {"path": value.path, "record": value.record, "encoding": value.encoding, "segments": segments}
    if isinstance(value, Removed | Subhead):
        return value._asdict()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def is_record(value: Mapping[str, Any]) -> bool:
    """Whether a dictionary was made by `to_record`."""
    return value.get("format") == FORMAT


def from_record(record: Mapping[str, Any]) -> Article:
    """Rebuild the article of a dictionary.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the dictionary is damaged.
    """
    texts = {name: _text(record.get(name, "")) for name in _TEXTS}
    texts["genre"] = texts["genre"] or "unknown"
    if not texts["id"] or not texts["text"]:
        raise ValueError("id and text must not be empty")
    n_chars = len(texts["text"])
    return Article(
        **texts,
        date=date.fromisoformat(record["date"]) if record.get("date") else None,
        captions=tuple(map(_text, record.get("captions", ()))),
        list_items=tuple((_place(start, n_chars), _place(end, n_chars)) for start, end in record.get("list_items", ())),
        subheads=tuple(Subhead(_text(part["text"]), _place(part["at"], n_chars)) for part in record.get("subheads", ())),
        inferred={_text(name): _text(why) for name, why in record.get("inferred", {}).items()},
        origin=_origin(record["origin"]) if record.get("origin") else None,
        removed=tuple(map(_removed, record.get("removed", ()))),
        warnings=tuple(map(_text, record.get("warnings", ()))),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:40]!r} stands where a text must")
    return whole(value)


def _place(value: object, most: int | None = None) -> int:
    """Return a place in a text, counted in characters."""
    if not isinstance(value, int) or value < 0 or (most is not None and value > most):
        raise ValueError(f"{str(value)[:40]!r} is no place in the text")
    return value


def _removed(record: Mapping[str, Any]) -> Removed:
    return Removed(_text(record["text"]), _place(record["at"]), _text(record["rule"]), _text(record["reason"]))


def _origin(record: Mapping[str, Any]) -> Origin:
    segments = {_text(zone): tuple(Segment(*map(_place, part)) for part in parts) for zone, parts in record["segments"].items()}
    return Origin(_text(record["path"]), _place(record["record"]), _text(record["encoding"]), segments)
