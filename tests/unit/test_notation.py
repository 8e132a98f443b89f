"""Numbers and dates as languages write them."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from framing.charts.notation import (
    DEFAULT,
    check_notation,
    list_notations,
    notation,
    write_date,
    write_fraction,
    write_number,
    write_span,
    write_text,
    write_unit,
)
from framing.charts.values import format_count, format_number
from framing.errors import UnknownNameError
from framing.report.rates import say_p
from framing.report.wording import plural, say_date, say_dates, say_share

DAY, LATER = date(2025, 3, 1), date(2025, 3, 9)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "number", "day", "span"),
    [
        ("en-US", "1,234.5", "March 1, 2025", "March 1 to 9, 2025"),
        ("en-GB", "1,234.5", "1 March 2025", "1 to 9 March 2025"),
        ("de", "1.234,5", "1. März 2025", "1. März 2025 – 9. März 2025"),
        ("de-CH", "1’234.5", "1. März 2025", "1. März 2025 – 9. März 2025"),
        ("fr", "1 234,5", "1 mars 2025", "1 mars 2025 – 9 mars 2025"),
        ("es", "1234,5", "1 de marzo de 2025", "1 de marzo de 2025 – 9 de marzo de 2025"),
        ("pl", "1234,5", "1 marca 2025", "1 marca 2025 – 9 marca 2025"),
    ],
)
def test_numbers_and_dates_are_written_as_the_language_does(language: str, number: str, day: str, span: str) -> None:
    with notation(language):
        assert plain(write_number(1234.5, 1)) == number
        assert plain(write_date(DAY)) == plain(say_date(DAY)) == day
        assert plain(write_span(DAY, LATER)) == plain(say_dates([LATER, DAY])) == span


def test_digits_are_grouped_from_where_the_language_groups_them() -> None:
    with notation("es"):
        assert [write_number(n) for n in (999, 1000, 9999, 10000)] == ["999", "1000", "9999", "10.000"]
    assert [write_number(n) for n in (999, 1000)] == ["999", "1,000"]


def test_what_a_report_says_with_numbers_follows() -> None:
    with notation("de"):
        assert (format_number(1234.5), format_number(29.87), format_number(-0.5)) == ("1.234", "29,9", "−0,50")
        assert (format_count(1234), format_count(0.5)) == ("1.234", "0,50")
        assert (plural(1200, "story", "stories"), plural(2.5, "word")) == ("1.200 stories", "2,50 words")
        assert (say_p(0.03), say_p(0.00001)) == ("0,030", "< 0,001")
        assert say_share(1200, 4800) == "1.200 of 4.800 (25 %)"
        assert write_unit("per 1,000 words") == "per 1.000 words"


def test_a_number_below_one_that_is_known_to_be_so_has_its_zero_but_in_english() -> None:
    assert (write_fraction(0.05), write_fraction(0.1), write_fraction(0.147, 3)) == (".05", ".10", ".147")
    with notation("de"):
        assert (write_fraction(0.05), write_fraction(0.1), write_fraction(0.147, 3)) == ("0,05", "0,10", "0,147")
    with notation("de-CH"):
        assert write_fraction(0.05) == "0.05"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("of 5,000 draws, up to 100,000", "of 5.000 draws, up to 100.000"),
        ("below .147, small below .33", "below 0,147, small below 0,33"),
        ("(0.39 * words - 15.59)", "(0,39 * words - 15,59)"),
        ("above 0.3.", "above 0,3."),
        ("1,234.5 words", "1.234,5 words"),
        ("p = .05. No gap", "p = 0,05. No gap"),
        ("in 2015, of 24 articles (Bo 2015).", "in 2015, of 24 articles (Bo 2015)."),
        ("version 1.1.0, 12,34 and v2.5 of A.7", "version 1.1.0, 12,34 and v2.5 of A.7"),
    ],
)
def test_numbers_among_words_are_respelled_and_years_and_versions_stay(english: str, german: str) -> None:
    assert write_text(english) == english
    with notation("de"):
        assert write_text(english) == german


def test_only_the_number_of_a_unit_is_respelled() -> None:
    with notation("de"):
        assert write_unit("Per 1,000 unquoted words") == "Per 1.000 unquoted words"
        assert write_unit("hits / words x 1,000") == "hits / words x 1.000"
        assert write_unit("“1,000 words of anger”, per 1,000 people") == "“1,000 words of anger”, per 1,000 people"


def test_the_notation_ends_with_its_block_even_when_that_fails() -> None:
    with pytest.raises(ZeroDivisionError), notation("de"):
        raise ZeroDivisionError
    assert write_number(1.5, 1) == "1.5"


def test_blocks_can_stand_in_one_another() -> None:
    with notation("de"):
        with notation("fr"):
            assert write_number(0.5, 1) == "0,5"
        assert write_number(1000) == "1.000"


def test_an_unknown_language_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match=r'Unknown language of numbers and dates "deutsch".*Available: da, de, de-CH'):
        check_notation("deutsch")
    with pytest.raises(UnknownNameError, match=r"Available: .*sv"), notation("xx"):
        pass


def test_negative_numbers_have_a_minus_sign_and_zero_has_none() -> None:
    assert (write_number(-1.5, 1), format_number(-0.001), format_number(0.0)) == ("−1.5", "0.00", "0")


@pytest.mark.parametrize("language", list_notations())
def test_every_notation_is_whole_and_no_number_can_be_read_as_another(language: str) -> None:
    rows = json.loads((files("framing.charts") / "notation.json").read_text(encoding="utf-8"))["notations"]
    row = rows[language]
    assert len(set(row["months"])) == 12
    assert row["decimal"] != row["group"]
    assert all(part in row["date"] for part in ("{day}", "{month}", "{year}"))
    with notation(language):
        assert len({write_number(1234567.25, 2), write_number(1234567.25), write_number(123456725)}) == 3
        assert str(DAY.year) in write_date(DAY)


def test_the_default_comes_first() -> None:
    assert list_notations()[0] == DEFAULT == "en-US"
