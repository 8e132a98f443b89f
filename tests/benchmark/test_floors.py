"""The figures on the project's own labeled sentences do not fall below what the package says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmark import (
    accuracy,
    annotators,
    chart,
    datasets,
    encoder_speed,
    figures,
    footprint,
    peers,
    run,
    scaling,
    shares,
    speed,
)
from benchmark import labels as labeled
from benchmark.rows import LEAST_UNCHANGED, Row, improves, key
from benchmark.stub import Stub

NAMES = ("hedging", "loaded", "attribution", "quotation", "evaluation")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(accuracy.on_own_sentences())


def test_every_family_is_measured_on_sentences_of_its_own(rows: list[Row]) -> None:
    pairs = {"claims", "changes"}  # these are measured on pairs of versions, not on sentences
    assert pairs < {row.measure for row in rows}
    rows = [row for row in rows if row.measure not in pairs]
    first = {row.measure: row for row in reversed(rows)}
    assert list(dict.fromkeys(row.measure for row in rows)) == list(NAMES)
    assert {row.data for row in rows} == {"own sentences"}
    assert all(0.0 <= row.value <= 1.0 for row in rows)
    assert all(row.n == len(datasets.own_sentences(name)) >= 60 for name, row in first.items())


def test_the_labels_of_attributions_are_measured_one_by_one(rows: list[Row]) -> None:
    labels = [row.metric for row in rows if row.measure == "attribution"]
    assert labels == list(labeled.NAMES.values())
    assert all(row.n > 0 for row in rows)


def test_no_figure_on_the_own_sentences_is_below_its_floor(rows: list[Row]) -> None:
    floors = run.read_floors()
    if not floors:
        pytest.skip(f"no figures are pinned yet: {run.SHIPPED.name} is missing; benchmark/run.py --write makes it")
    fallen = [
        f"{row.measure}, {row.metric}: {row.value:.3f} is below its floor of {floors[key(row)]:.3f}"
        for row in rows
        if row.value < floors.get(key(row), 0.0) - run.MARGIN
    ]
    assert fallen == []
    assert all(key(row) in floors for row in rows), "a figure has no floor: benchmark/run.py --write pins it"


@pytest.mark.parametrize("name", NAMES)
def test_the_labeled_sentences_have_their_fields_and_stand_once(name: str) -> None:
    sentences = datasets.own_sentences(name)
    texts = [(row["text"], row.get("target")) for row in sentences]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []
    assert all("expect" in row and isinstance(row["text"], str) and row["text"] for row in sentences)


def test_every_shipped_figure_names_what_found_it() -> None:
    shipped = run.read_shipped()
    assert {record["annotator"] for record in shipped} <= {"", *annotators.NAMES}
    assert {record["annotator"] for record in shipped if record["measure"] == "attribution"} <= set(annotators.NAMES)
    assert {record["annotator"] for record in shipped if record["measure"] == "reading"} <= {""}


def row(measure: str, metric: str, value: float, annotator: str = "") -> Row:
    return Row(measure, metric, "own sentences", value, 10, annotator=annotator)


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
    assert run.read_floors() == {"hedging|F1|own sentences|": 0.813}
    assert json.loads(shipped.read_text(encoding="utf-8"))[0]["value"] == 0.813


def test_each_annotator_has_its_own_floor(shipped: Path) -> None:
    run.write([row("hedging", "F1", 0.6, "fast"), row("hedging", "F1", 0.9, "encoder")], {})
    assert run.read_floors() == {"hedging|F1|own sentences|fast": 0.6, "hedging|F1|own sentences|encoder": 0.9}
    assert not run.is_below(row("hedging", "F1", 0.7, "fast"), run.read_floors())
    assert run.is_below(row("hedging", "F1", 0.7, "encoder"), run.read_floors())


def test_rows_from_before_there_were_annotators_are_read_as_of_none(shipped: Path) -> None:
    shipped.write_text(
        json.dumps([{"measure": "m", "metric": "F1", "data": "d", "value": 0.5, "n": 1, "known": "", "floor": 0.5}]),
        encoding="utf-8",
    )
    assert run.read_floors() == {"m|F1|d|": 0.5}


def test_intervals_are_written_and_come_back(shipped: Path) -> None:
    run.write([row("hedging", "F1", 0.9)._replace(interval=(0.85, 0.95))], {})
    assert run.read_shipped()[0]["interval"] == [0.85, 0.95]


def test_a_floor_rises_and_does_not_fall(shipped: Path) -> None:
    run.write([row("hedging", "F1", 0.9)], {"hedging|F1|own sentences|": 0.8})
    assert run.read_floors()["hedging|F1|own sentences|"] == 0.9
    run.write([row("hedging", "F1", 0.7)], run.read_floors())
    assert run.read_floors()["hedging|F1|own sentences|"] == 0.9


def test_figures_of_a_part_that_was_not_run_are_kept(shipped: Path) -> None:
    run.write([row("hedging", "F1", 0.9), row("loaded", "F1", 0.5)], {})
    run.write([row("hedging", "F1", 0.95)], run.read_floors(), kept=run.read_shipped())
    assert run.read_floors() == {"hedging|F1|own sentences|": 0.95, "loaded|F1|own sentences|": 0.5}


def test_figures_of_an_annotator_that_was_not_run_are_kept(shipped: Path) -> None:
    run.write([row("polarity", "F1", 0.6, "fast"), row("polarity", "F1", 0.8, "encoder")], {})
    run.write([row("polarity", "F1", 0.7, "fast")], run.read_floors(), kept=run.read_shipped())
    assert run.read_floors() == {"polarity|F1|own sentences|fast": 0.7, "polarity|F1|own sentences|encoder": 0.8}


@pytest.mark.parametrize("metric", ["density per outlet, mean error", "calibration error"])
def test_an_error_has_no_floor_because_less_is_better(shipped: Path, metric: str) -> None:
    assert not improves(row("attribution", metric, 0.2))
    run.write([row("attribution", metric, 0.2)], {})
    assert run.read_floors() == {}
    assert not run.is_below(row("attribution", metric, 0.1), {key(row("attribution", metric, 0.1)): 0.2})


def test_a_measured_floor_has_a_margin() -> None:
    floors = {"hedging|F1|own sentences|": 0.8}
    assert not run.is_below(row("hedging", "F1", 0.796), floors)
    assert run.is_below(row("hedging", "F1", 0.794), floors)
    assert not run.is_below(row("another", "F1", 0.1), floors)


def test_answers_that_must_not_change_have_a_floor_of_their_own_and_no_margin(shipped: Path) -> None:
    same = row("polarity", "same label with another name", 1.0)
    assert run.is_below(same._replace(value=LEAST_UNCHANGED - 0.001), {})
    assert not run.is_below(same._replace(value=LEAST_UNCHANGED), {key(same): 1.0})
    run.write([same], {key(same): 0.999})
    assert run.read_floors() == {key(same): LEAST_UNCHANGED}


def test_the_table_shows_each_figure_beside_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row("hedging", "F1", 0.5), row("loaded", "F1", 0.25, "fast")._replace(interval=(0.2, 0.3))]
    run.print_accuracy(rows, {"hedging|F1|own sentences|": 0.4})
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "| hedging | F1 | own sentences |  | 10 | 0.500 | 0.400 |  |"
    assert lines[3] == "| loaded | F1 | own sentences | fast | 10 | 0.250 [0.200, 0.300] | – |  |"


# The command


@pytest.mark.parametrize("name", ["fast", "encoder", "both"])
def test_an_annotator_can_be_chosen(name: str) -> None:
    assert run.read_options(["--annotator", name]).annotator == name


def test_both_are_measured_by_default_and_no_other_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.read_options([]).annotator == "both"
    with pytest.raises(SystemExit):
        run.read_options(["--annotator", "slow"])
    assert "invalid choice" in capsys.readouterr().err


@pytest.fixture
def nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave the command nothing to measure but a few own sentences: no data, and nothing that takes time."""
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path))
    monkeypatch.setattr(figures, "FILE", tmp_path / "speed.json")
    monkeypatch.setattr(chart, "FILE", tmp_path / "benchmark.svg")
    monkeypatch.setattr(speed, "start_up", lambda: ())
    monkeypatch.setattr(footprint, "installed_size", lambda: ())
    monkeypatch.setattr(annotators, "_make", lambda name: Stub(name=name))
    sentences = datasets.own_sentences
    monkeypatch.setattr(datasets, "own_sentences", lambda name: sentences(name)[:3])


def run_with(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr("sys.argv", ["run.py", "--only", "scoring", *arguments])
    run.main()


@pytest.mark.usefixtures("nothing_else")
def test_a_run_without_data_measures_own_sentences_by_both_and_keeps_the_rest(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run.write([row("polarity", "F1", 0.8, "encoder")], {})
    run_with(monkeypatch, "--write")
    told = capsys.readouterr()
    assert "own sentences only" in told.err
    assert "| own sentences | fast |" in told.out
    assert "| own sentences | encoder |" in told.out
    assert "polarity|F1|own sentences|encoder" in run.read_floors()


@pytest.mark.usefixtures("nothing_else")
def test_a_figure_below_its_floor_ends_the_run_as_failed_unless_that_is_meant(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    metric = "texts with every source and cue right"
    run.write([row("attribution", metric, 1.0, "fast")], {})
    with pytest.raises(SystemExit):
        run_with(monkeypatch, "--annotator", "fast")
    assert f"below its floor: attribution, {metric}, own sentences, fast: " in capsys.readouterr().err
    run_with(monkeypatch, "--annotator", "fast", "--write", "--lower")
    assert run.read_floors()[f"attribution|{metric}|own sentences|fast"] < 1.0


def test_speed_is_measured_of_the_annotators_that_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    timing = speed.Timing("x", 1.0, "s")
    measured: list[str] = []
    monkeypatch.setattr(datasets, "available", lambda: True)
    for module, name in (
        (speed, "run"), (encoder_speed, "timings"), (footprint, "report_memory"), (shares, "timings"),
        (peers, "timings"), (scaling, "timings"), (speed, "start_up"), (footprint, "installed_size"),
    ):  # fmt: skip
        called = f"{module.__name__.rpartition('.')[2]}.{name}"
        monkeypatch.setattr(module, name, lambda *given, called=called: measured.append(called) or [timing])
    monkeypatch.setattr(annotators, "build", lambda names: [Stub(name=name) for name in names])
    monkeypatch.setattr(speed, "with_actors", lambda name: Stub(name=name))

    def measure(part: str, *names: str) -> list[str]:
        measured.clear()
        assert len(list(run.measure_speed(part, run.read_options([]), names))) == len(measured)
        return measured

    assert measure("speed", "fast") == ["speed.run", "encoder_speed.timings", "shares.timings"]
    assert measure("speed", "encoder") == ["encoder_speed.timings", "shares.timings"]
    assert measure("peers", "encoder", "fast") == ["peers.timings"]
    assert measure("scaling", "fast", "encoder") == ["scaling.timings"]
    assert measure("scoring", "fast") == ["footprint.report_memory", "speed.start_up", "footprint.installed_size"]


def test_without_the_labeled_data_what_needs_it_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets, "available", lambda: False)
    for part in ("speed", "peers"):
        assert list(run.measure_speed(part, run.read_options([]), ["fast"])) == []


def test_sizes_are_numbers_in_their_order() -> None:
    assert run.read_options(["--sizes", "1000,10"]).sizes == (10, 1000)
    with pytest.raises(SystemExit):
        run.read_options(["--sizes", "many"])
