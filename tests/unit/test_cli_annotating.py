"""The commands that annotate: which annotator they run, and what they say where it cannot run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from unit.encoders import Missing, StandIn, put_encoder
from unit.newsstand import ARTICLES, run, write_actors, write_articles, write_lines

from framing import annotators
from framing.annotation import FastAnnotator
from framing.annotators import ANNOTATORS
from framing.cli.annotating import CountedAnnotator
from framing.cli.console import Counter
from framing.cli.options import Method
from framing.model import Article

COMMANDS = {
    "report": ("--measures", "lix", "--format", "md"),
    "compare": ("--measures", "lix"),
    "score": ("--measures", "lix"),
    "show": ("--measures", "hedging"),
    "annotate": (),
}
INSTEAD = 'Annotator "fast" runs instead; figures of the two are not to be compared.'


@pytest.fixture(autouse=True)
def nothing_told_yet() -> None:
    annotators._warn_once.cache_clear()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "a.jsonl", ARTICLES[0])


def words_of(command: str, article: Path) -> list[str | Path]:
    place = ["-o", article.parent / "visit"] if command == "report" else []
    return [command, article, *COMMANDS[command], *place]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs_the_annotator_it_is_told_to(command: str, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, int]] = []

    class Noted(StandIn):
        def __init__(self, registry: object, threads: int) -> None:
            super().__init__(threads=threads)
            made.append((self.name, threads))

    put_encoder(monkeypatch, Noted)
    assert run(*words_of(command, article), "--annotator", "fast").exit_code == 0
    assert made == []
    assert run(*words_of(command, article), "--annotator", "encoder", "--threads", "3").exit_code == 0
    assert set(made) == {("encoder", 3)}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_annotator_that_cannot_run_ends_a_command_before_anything_is_read(
    command: str, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_encoder(monkeypatch, Missing)
    article.unlink()
    result = run(*words_of(command, article), "--annotator", "encoder")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[0] == 'error: annotator "encoder" needs onnxruntime, which is not installed.'
    assert "pip install onnxruntime" in result.stderr
    assert "a.jsonl" not in result.stderr


@pytest.mark.encoder
@pytest.mark.parametrize("command", COMMANDS)
def test_where_the_default_cannot_run_one_line_on_standard_error_says_so(
    command: str, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_encoder(monkeypatch, Missing)
    result = run(*words_of(command, article))
    assert result.exit_code == 0
    (line,) = [line for line in result.stderr.splitlines() if "onnxruntime" in line]
    assert line.startswith('note: annotator "encoder" needs onnxruntime')
    assert line.endswith(INSTEAD)
    assert INSTEAD not in result.stdout


@pytest.mark.encoder
def test_where_the_default_runs_nothing_is_said_of_it(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_encoder(monkeypatch, StandIn)
    assert "annotator" not in run("score", article, "--measures", "lix").stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("options", [("--annotator", "fats"), ("--threads", "0")])
def test_other_names_and_numbers_are_usage_errors(command: str, options: Sequence[str], article: Path) -> None:
    result = run(*words_of(command, article), *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_says_what_each_annotator_is_and_when_to_take_the_fast_one(command: str) -> None:
    said = " ".join(run(command, "--help").stdout.split())
    for name, kind in ANNOTATORS.items():
        assert f"{name}: {kind.about}" in said
    assert "for very large corpora, or without onnxruntime" in said


def test_a_measure_that_the_annotator_cannot_serve_is_an_error_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from unit.test_annotators import Keen

    from framing.measures import BUILTIN

    monkeypatch.setitem(BUILTIN, "keen", Keen)
    result = run("score", tmp_path / "nosuch", "--measures", "keen", "--annotator", "fast")
    assert result.exit_code == 1
    assert result.stderr.startswith('error: measure "keen" needs loaded words, which annotator "fast" does not provide')
    assert "keen" not in [measure.name for measure in Method(annotator="fast").load().measures]
    listed = {line.split()[0]: line for line in run("measures").stdout.splitlines()}
    assert " encoder " in listed["keen"]
    assert " any " in listed["hedging"]


def test_the_annotator_is_made_again_only_for_actors_that_were_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import framing

    made: list[int] = []

    class Noted(StandIn):
        def __init__(self, registry: object, threads: int) -> None:
            super().__init__(registry)  # type: ignore[arg-type]
            made.append(len(self.registry.actors))

    put_encoder(monkeypatch, Noted)
    articles = tuple(framing.read(write_articles(tmp_path)))
    Method(("lix",), actors=str(write_actors(tmp_path)), annotator="encoder").load().analyze(articles)
    assert made == [2]
    made.clear()
    analysis = Method(("lix",), annotator="encoder").load().analyze(articles)
    assert made == [0, len(analysis.actors)]
    assert analysis.actors


def test_a_counter_goes_around_any_annotator_and_changes_nothing_but_the_count() -> None:
    class Counted(Counter):
        n = 0

        def step(self) -> None:
            self.n += 1

    counter = Counted("scoring")
    inner = StandIn()
    outer = CountedAnnotator(inner, counter)
    assert (outer.name, outer.layers, outer.fingerprint) == (inner.name, inner.layers, inner.fingerprint)
    assert outer.annotate(Article("a", "Rain fell.")).text == "Rain fell."
    assert counter.n == 1
    assert CountedAnnotator(FastAnnotator(), counter).fingerprint == getattr(FastAnnotator(), "fingerprint", "")


def test_a_report_names_the_annotator_and_shows_its_figures_and_no_others(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_encoder(monkeypatch, StandIn)
    row = {"measure": "hedging", "metric": "F1", "n": 10, "value": 0.5, "floor": 0.4}
    rows = [{**row, "data": f"texts for {name or 'both'}", "annotator": name} for name in ("encoder", "fast", "")]
    monkeypatch.setattr("framing.report.assembly.read_accuracy", lambda: (*rows, {**row, "data": "texts without a name"}))
    for name, other in (("encoder", "fast"), ("fast", "encoder")):
        assert run(*words_of("report", article), "--annotator", name).exit_code == 0
        folder = article.parent / "visit"
        text = (folder / "report.md").read_text(encoding="utf-8")
        assert all(f"texts {which}" in text for which in (f"for {name}", "for both", "without a name"))
        assert f"texts for {other}" not in text
        assert f"The annotator “{name}” found the evidence: {ANNOTATORS[name].about}." in text
        data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        assert f"found by {ANNOTATORS[name].about}" in data["caution"]
        assert [row["annotator"] for row in data["accuracy"]["elsewhere"][:2]] == [name, ""]
        assert data["provenance"]["annotator"] == name
        assert (data["provenance"].get("annotator_fingerprint") == StandIn.fingerprint) is (name == "encoder")


def test_the_comparison_in_the_terminal_names_the_annotator(article: Path) -> None:
    printed = run(*words_of("compare", article), "--annotator", "fast").stdout
    assert f"  The annotator “fast” found the evidence: {ANNOTATORS['fast'].about}." in printed
