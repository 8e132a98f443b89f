"""Numbers and dates -> how a language writes them; the words around them stay English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from framing.errors import UnknownNameError

__all__ = [
    "DEFAULT",
    "check_notation",
    "list_notations",
    "notation",
    "write_date",
    "write_fraction",
    "write_number",
    "write_span",
    "write_text",
    "write_unit",
]

DEFAULT = "en-US"
# The number in the names of units and in formulas, "per 1,000 words" and "hits / words x 1,000"; others may be quoted.
PER_THOUSAND = re.compile(r"(?<=[Pp]er )1,000(?= (?:unquoted )?words)|(?<=x )1,000\b|(?<=/ )1,000(?= w\.)")
_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+(?=\.\d)|(?=\.\d))(?:\.\d+)?(?![\w.,]*\d)"
)  # 5,000 and .05; not 2015
# What `notation` sets, for as long as its block runs: a parameter would have to pass through every sentence of a report.
_current: ContextVar[str] = ContextVar("notation", default=DEFAULT)


@dataclass(frozen=True, slots=True)
class Notation:
    """The marks of decimals and of groups of digits, from which number on these are set, and how a date is written."""

    decimal: str
    group: str
    grouped_from: int
    date: str
    months: tuple[str, ...]


@cache
def _read_notations() -> Mapping[str, Notation]:
    text = (files("framing.charts") / "notation.json").read_text(encoding="utf-8")
    rows = json.loads(text)["notations"]
    return {name: Notation(**{**row, "months": tuple(row["months"])}) for name, row in rows.items()}


def list_notations() -> tuple[str, ...]:
    """Return the languages whose notation is known, the default first."""
    return tuple(_read_notations())


def check_notation(language: str) -> None:
    """Make sure that the notation of a language is known.

    Raises
    ------
    UnknownNameError
        If it is not.
    """
    if language not in _read_notations():
        raise UnknownNameError.of("language of numbers and dates", language, _read_notations())


@contextmanager
def notation(language: str) -> Iterator[None]:
    """Write numbers and dates as a language does while the block runs; files of data do not heed it.

    Raises
    ------
    UnknownNameError
        If the notation of the language is not known.
    """
    check_notation(language)
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def write_number(value: float, digits: int = 0) -> str:
    """Return a number with its digits grouped and ``digits`` of them after the decimal mark.

    >>> write_number(12345.678, 1)
    '12,345.7'
    """
    now = _read_notations()[_current.get()]
    grouped = "," if abs(round(value, digits)) >= now.grouped_from else ""
    text = f"{value:{grouped}.{digits}f}"
    return text.translate({ord("."): now.decimal, ord(","): now.group, ord("-"): "−"})


def write_fraction(value: float, digits: int = 2) -> str:
    """Return a number below 1 that everybody knows to be so, such as a p: without its zero in English.

    >>> write_fraction(0.05)
    '.05'
    """
    text = write_number(value, digits)
    return text.removeprefix("0") if _current.get().startswith("en") else text


def write_text(text: str) -> str:
    """Return words of this package with the numbers among them, written as in English, as the language writes them.

    >>> write_text("below .147, of 5,000 draws")
    'below .147, of 5,000 draws'
    """
    return text if _current.get().startswith("en") else _NUMBER.sub(_respell, text)


def _respell(found: re.Match[str]) -> str:
    plain = found[0].replace(",", "")
    return write_number(float(plain), len(plain.partition(".")[2]))


def write_unit(name: str) -> str:
    """Return the name of a unit with its number as the language writes it.

    >>> write_unit("per 1,000 words")
    'per 1,000 words'
    """
    return PER_THOUSAND.sub(write_number(1000), name)


def write_date(day: date) -> str:
    """Return a date in full; its first blank does not break.

    >>> write_date(date(2025, 6, 17)).split()
    ['June', '17,', '2025']
    """
    now = _read_notations()[_current.get()]
    return now.date.format(day=day.day, month=now.months[day.month - 1], year=day.year).replace(" ", "\N{NO-BREAK SPACE}", 1)


def write_span(first: date, last: date) -> str:
    """Return a span of dates: what both share is said once in English, both stand in full in other languages.

    >>> write_span(date(2025, 3, 1), date(2025, 3, 9)).replace("\N{NO-BREAK SPACE}", " ")
    'March 1 to 9, 2025'
    """
    if first == last:
        return write_date(first)
    language = _current.get()
    if not language.startswith("en"):
        return f"{write_date(first)} – {write_date(last)}"
    month = _read_notations()[language].months[first.month - 1]
    if language != DEFAULT:
        same = (first.year, first.month) == (last.year, last.month)
        return f"{first.day if same else write_date(first)} to {write_date(last)}"
    opening = write_date(first) if first.year != last.year else f"{month}\N{NO-BREAK SPACE}{first.day}"
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{opening} to {last.day}, {last.year}" if same_month else f"{opening} to {write_date(last)}"
