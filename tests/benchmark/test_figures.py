"""Figures kept by part, and the chart of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmark import chart, figures
from benchmark.speed import Timing

SHARES = [Timing("fast: tags", 60.0, "% of the time"), Timing("fast: measure one_sided", 40.0, "% of the time")]
SPEEDS = [
    Timing("vaderSentiment by sentence, one core", 400_000.0, "words a second"),
    Timing("fast: annotate, one core", 7e4, "words a second"),
]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "speed.json"
    monkeypatch.setattr(figures, "FILE", path)
    return path


def test_a_part_measured_again_takes_the_place_of_its_earlier_figures_alone(kept: Path) -> None:
    figures.keep("speed", SPEEDS)
    figures.keep("peers", SHARES)
    figures.keep("speed", SHARES[:1])
    known = figures.read()
    assert list(figures.timings_of(known, "speed")) == SHARES[:1]
    assert list(figures.timings_of(known, "speed", "scaling", "peers")) == [*SHARES[:1], *SHARES]


def test_figures_are_kept_to_four_digits_with_the_machine_and_the_day(kept: Path) -> None:
    figures.keep("speed", [Timing("x", 123.456789, "s")])
    known = json.loads(kept.read_text(encoding="utf-8"))["speed"]
    assert known["timings"] == [["x", 123.5, "s"]]
    assert known["machine"].keys() == {"processor", "cores", "python", "framing", "day", "load"}
    assert known["machine"]["processor"]


@pytest.mark.usefixtures("kept")
def test_where_nothing_was_measured_there_is_nothing() -> None:
    assert figures.read() == {}
    assert list(figures.timings_of({}, "speed")) == []


@pytest.mark.usefixtures("kept")
def test_the_chart_shows_parts_then_measures_and_the_fastest_first(tmp_path: Path) -> None:
    figures.keep("speed", [*SHARES[::-1], *SPEEDS[::-1], Timing("encoder: tags", 5.0, "% of the time")])
    known = figures.read()
    assert chart.list_shares(known) == [("tags", {"fast": 60.0, "encoder": 5.0}), ("one sided", {"fast": 40.0})]
    assert chart.list_speeds(known) == SPEEDS
    figures.keep("peers", [SPEEDS[0]._replace(value=1.0)])
    assert chart.list_speeds(figures.read()) == SPEEDS, "what was timed twice is shown once"
    chart.write(tmp_path / "a.svg")
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
    for told in ("Where the time goes", "one sided", "vaderSentiment"):
        assert told in drawn
    chart.write(tmp_path / "b.svg")
    assert (tmp_path / "b.svg").read_text(encoding="utf-8") == drawn


def test_the_smallest_measures_are_added_up() -> None:
    timings: list[Any] = [[f"fast: measure m{i}", float(i), "% of the time"] for i in range(chart.MOST + 4)]
    rows = chart.list_shares({"speed": {"timings": [["fast: tags", 1.0, "% of the time"], *timings]}})
    assert len(rows) <= chart.MOST + 1
    assert rows[0][0] == "tags"
    assert rows[-1] == (chart.OTHERS, {"fast": 0.0 + 1 + 2 + 3 + 4})
    assert sum(own["fast"] for _, own in rows) == pytest.approx(1 + sum(range(chart.MOST + 4)))


@pytest.mark.usefixtures("kept")
def test_where_there_is_nothing_to_draw_nothing_is_written(tmp_path: Path) -> None:
    figures.keep("speed", SPEEDS)
    chart.write(tmp_path / "a.svg")
    assert not (tmp_path / "a.svg").exists()


def test_a_measure_with_the_name_of_a_part_is_told_from_it() -> None:
    unit = "% of the time"
    timings = [["fast: attribution", 60.0, unit], ["fast: measure attribution", 40.0, unit]]
    assert [name for name, _ in chart.list_shares({"speed": {"timings": timings}})] == ["attribution", "attribution (measure)"]
