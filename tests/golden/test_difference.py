"""The comparison behind the golden tests, which must see what matters and overlook what does not."""

from __future__ import annotations

import pytest

from golden.difference import LENGTH, LINES, compare_texts, settle_numbers, strip_charts


def test_texts_that_are_alike_show_no_difference() -> None:
    assert compare_texts("a\nb\n", "a\nb\n") == ""


def test_a_changed_line_is_shown_as_it_was_and_as_it_is() -> None:
    assert compare_texts("33 hedges\n", "34 hedges\n").splitlines()[-2:] == ["-33 hedges", "+34 hedges"]


def test_a_missing_line_end_is_a_difference() -> None:
    assert compare_texts("a\n", "a") == "they differ in line ends only"


def test_long_differences_are_cut_to_what_a_terminal_shows() -> None:
    shown = compare_texts("", "\n".join("x" * 1000 for _ in range(200))).splitlines()
    assert len(shown) == LINES
    assert max(map(len, shown)) == LENGTH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19.786819234567891", "19.786819234567888"),
        ("1e-17 or 3.5e-17", "0.0 or 0.0"),
        ("-0.30000000000000004", "-0.3"),
        ("2.9999999999999996", "3.0"),
    ],
)
def test_the_last_digits_of_a_sum_make_no_difference(one: str, other: str) -> None:
    assert compare_texts(one, other) == ""


@pytest.mark.parametrize(
    ("one", "other"), [("19.7868", "19.7869"), ("0.1234567", "0.1234568"), ("62,000", "62,001"), ("1.0.0", "1.0.1")]
)
def test_every_digit_a_reader_sees_makes_a_difference(one: str, other: str) -> None:
    assert compare_texts(one, other)


def test_versions_and_dates_are_no_numbers_to_settle() -> None:
    assert settle_numbers("1.0.0 of 2024-10-22, 19.786819234567891") == "1.0.0 of 2024-10-22, 19.7868192"


def test_a_chart_is_compared_by_its_alt_text() -> None:
    page = '<p>a</p><svg xmlns="x" role="img" aria-label="Two bars"><g>\n<path d="M 0"/></g></svg><p>b</p>'
    assert strip_charts(page) == "<p>a</p>[chart: Two bars]<p>b</p>"
    assert strip_charts(page) == strip_charts(page.replace("M 0", "M 1"))
    assert strip_charts(page) != strip_charts(page.replace("Two", "Three"))
