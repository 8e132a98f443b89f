"""An object of a JSON file -> its article, or why it holds none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from math import isfinite
from types import MappingProxyType
from typing import Any

from framing.model import Article, Origin
from framing.readers.files import Decoded, whole
from framing.readers.records import from_record, is_record
from framing.readers.rows import match_columns, no_text_column, read_row
from framing.readers.settings import PlacedError, Settings

_KINDS: Mapping[type, str] = MappingProxyType(
    {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false", type(None): "nothing"}
)


def read_object(value: Any, place: str, origin: Origin, settings: Settings) -> Article | None:
    """Read the article of an object, or leave it out with the reason.

    Parameters
    ----------
    value : object
        Any JSON value.
    place : str
        What messages call it.
    origin : Origin
        The file and record.
    settings : Settings
        Columns by field, and what to do with an object that holds no article.

    Returns
    -------
    Article or None
    """
    if not isinstance(value, Mapping):
        settings.leave_out(place, f"holds {_KINDS.get(type(value), 'another value')}, not an object with a text field.")
        return None
    try:
        if is_record(value):
            article = from_record(value)
            reason = settings.too_long(len(article.text))
        else:
            fields, reason = _fields(value, settings, place), ""
    except RecursionError:
        reason = "is nested too deeply to be an article. Correct or remove it."
    except PlacedError as error:
        reason = error.reason
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        told = " ".join(str(error).split())[:120]
        reason = f"looks like an article written by this toolkit, but is damaged ({told}). Write it again."
    if reason:
        settings.leave_out(place, reason)
        return None
    return article if is_record(value) else read_row(fields, origin, place, settings)


def warn(article: Article, decoded: Decoded) -> Article:
    """Give an article the warnings of how its object was decoded."""
    return replace(article, warnings=(*article.warnings, *decoded.warnings)) if decoded.warnings else article


@lru_cache(maxsize=64)
def _match(names: tuple[str, ...], asked: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Match the names of an object's fields; those of a file are nearly always the same."""
    return match_columns(names, Settings(dict(asked)), path="")


def _fields(value: Mapping[str, Any], settings: Settings, place: str) -> dict[str, str]:
    try:
        columns = _match(tuple(value), tuple(settings.columns.items()))
    except PlacedError as error:
        raise PlacedError(place, error.reason) from error
    if "text" not in columns:
        raise PlacedError(place, no_text_column(value).replace("column of article text", "field of article text", 1))
    text = value[columns["text"]]
    if isinstance(text, Mapping) and "0" in text and not isinstance(text["0"], Mapping | list):
        reason = 'holds a table by its columns, not by its rows. Write it again as records (orient="records" in pandas).'
        raise PlacedError(place, reason)
    return {field: _as_text(value[name], "\n\n" if field == "text" else ", ") for field, name in columns.items()}


def _as_text(value: Any, joint: str = ", ") -> str:
    """Spell a value as text: a list's parts joined, the name of an object, nothing for null or what is no number."""
    if value is None or isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
        return ""
    if isinstance(value, list):
        return joint.join(filter(None, map(_as_text, value)))
    if isinstance(value, Mapping):
        return _as_text(value.get("name") or value.get("title") or value.get("text"))
    return whole(str(value))
