"""The figures on the project's own labeled sentences do not fall below what the package says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmark import accuracy, datasets, run

NAMES = ("hedging", "loaded", "attribution", "evaluation")


@pytest.fixture(scope="module")
def rows() -> list[accuracy.Row]:
    return list(accuracy.own())


def test_every_family_is_measured_on_sentences_of_its_own(rows: list[accuracy.Row]) -> None:
    assert [row.measure for row in rows] == list(NAMES)
    assert {row.data for row in rows} == {"own sentences"}
    assert all(0.0 <= row.value <= 1.0 for row in rows)
    assert all(row.n == len(datasets.own_sentences(row.measure)) >= 60 for row in rows)


def test_no_figure_on_the_own_sentences_is_below_its_floor(rows: list[accuracy.Row]) -> None:
    floors = run.read_floors()
    if not floors:
        pytest.skip(f"no figures are pinned yet: {run.SHIPPED.name} is missing; benchmark/run.py --write makes it")
    fallen = [
        f"{row.measure}, {row.metric}: {row.value:.3f} is below its floor of {floors[run.key(row)]:.3f}"
        for row in rows
        if row.value < floors.get(run.key(row), 0.0) - run.MARGIN
    ]
    assert fallen == []
    assert all(run.key(row) in floors for row in rows), "a figure has no floor: benchmark/run.py --write pins it"


@pytest.mark.parametrize("name", NAMES)
def test_the_labeled_sentences_have_their_fields_and_stand_once(name: str) -> None:
    sentences = datasets.own_sentences(name)
    texts = [(row["text"], row.get("target")) for row in sentences]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []
    assert all("expect" in row and isinstance(row["text"], str) and row["text"] for row in sentences)


def row(measure: str, metric: str, value: float) -> accuracy.Row:
    return accuracy.Row(measure, metric, "own sentences", value, 10)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "accuracy.json"
    monkeypatch.setattr(run, "SHIPPED", path)
    return path


def test_without_the_file_there_are_no_floors(shipped: Path) -> None:
    assert not shipped.exists()
    assert run.read_floors() == {}


def test_what_is_written_is_the_floor_of_the_next_run(shipped: Path) -> None:
    run.write([row("hedging", "F1", 0.8126)], {})
    assert run.read_floors() == {"hedging|F1|own sentences": 0.813}
    assert json.loads(shipped.read_text(encoding="utf-8"))[0]["value"] == 0.813


def test_a_floor_rises_and_does_not_fall(shipped: Path) -> None:
    run.write([row("hedging", "F1", 0.9)], {"hedging|F1|own sentences": 0.8})
    assert run.read_floors()["hedging|F1|own sentences"] == 0.9
    run.write([row("hedging", "F1", 0.7)], run.read_floors())
    assert run.read_floors()["hedging|F1|own sentences"] == 0.9


def test_figures_of_a_part_that_was_not_run_are_kept(shipped: Path) -> None:
    run.write([row("hedging", "F1", 0.9), row("loaded", "F1", 0.5)], {})
    run.write([row("hedging", "F1", 0.95)], run.read_floors(), kept=run.read_shipped())
    assert run.read_floors() == {"hedging|F1|own sentences": 0.95, "loaded|F1|own sentences": 0.5}


def test_an_error_has_no_floor_because_less_is_better(shipped: Path) -> None:
    run.write([row("attribution", "density per outlet, mean error", 0.2)], {})
    assert run.read_floors() == {}


def test_the_table_shows_each_figure_beside_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    run.print_accuracy([row("hedging", "F1", 0.5), row("loaded", "F1", 0.25)], {"hedging|F1|own sentences": 0.4})
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "| hedging | F1 | own sentences | 10 | 0.500 | 0.400 |  |"
    assert lines[3] == "| loaded | F1 | own sentences | 10 | 0.250 | \u2013 |  |"
