"""The README's speed tables say what was last measured."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docs.readme import README, opens, replace_table
from docs.speed_table import FIGURES, NAME, draw_tables, show

MACHINE = {"processor": "Some CPU", "cores": 2, "python": "3.11.7", "framing": "0.1.0", "day": "2026-01-02", "load": 0.1}


def known(**parts: list[list[Any]]) -> dict[str, Any]:
    return {name: {"machine": MACHINE, "timings": timings} for name, timings in parts.items()}


def test_the_tables_in_the_readme_are_those_of_the_figures() -> None:
    readme = README.read_text(encoding="utf-8")
    if not FIGURES.is_file() or opens(NAME) not in readme:
        pytest.skip("nothing was measured yet, or README.md has no place for it")
    tables = draw_tables(json.loads(FIGURES.read_text(encoding="utf-8")))
    assert readme == replace_table(readme, NAME, tables), "out of date: run `python tests/docs/speed_table.py --write`"


def test_a_figure_is_a_line() -> None:
    assert "\n| a\\|b | 72,100 words a second |\n" in draw_tables(known(speed=[["a|b", 72_123.0, "words a second"]]))


def test_parts_follow_in_one_order_however_they_were_measured() -> None:
    drawn = draw_tables(known(peers=[["p", 1.0, "s"]], scaling=[["c", 1.0, "s"]], speed=[["s", 1.0, "s"]]))
    assert [line[2] for line in drawn.splitlines()[2:5]] == ["s", "c", "p"]


def test_shares_have_a_table_with_a_column_for_each_annotator() -> None:
    unit = "% of the time"
    timings = [["fast: tags", 60.0, unit], ["fast: measure lix", 40.0, unit], ["encoder: tags", 4.04, unit]]
    lines = draw_tables(known(speed=timings)).splitlines()
    assert lines[:4] == [
        "| share of the time | fast | encoder |",
        "|---|---:|---:|",
        "| tags | 60.0 % | 4.0 % |",
        "| measure lix | 40.0 % | – |",
    ]


def test_the_machine_and_the_day_are_told_once_for_all_parts_they_are_the_same_for() -> None:
    parts = known(speed=[["s", 1.0, "s"]], peers=[["p", 1.0, "s"]])
    assert draw_tables(parts).endswith("\nMeasured (speed, peers) on Some CPU with 2 cores, Python 3.11.7, 2026-01-02.\n")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(123_456.0, "123,000"), (1_234.0, "1,230"), (432.1, "432"), (43.21, "43.2"), (4.321, "4.32"), (0.04, "0.04")],
)
def test_values_have_three_digits(value: float, shown: str) -> None:
    assert show(value) == shown


def test_nothing_measured_makes_no_table() -> None:
    assert draw_tables({}) == ""
