"""Peers beside the fast annotator: here a stand-in of one of their names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmark import peers
from benchmark.peers import NAMES, PYTHON, timings
from benchmark.stub import Stub
from framing.model import Article

CORPUS = [Article(id=f"a{i}", text="The mayor said it may rain. It may not.") for i in range(25)]
STAND_IN = """
class NELAFeatureExtractor:
    def extract_complexity(self, text):
        sum(range(20_000))
        if text == "break":
            raise ValueError("broken text")
    extract_bias = extract_affect = extract_moral = extract_complexity
"""
VERSION = "Metadata-Version: 2.1\nName: nela-features\nVersion: 9.9\n"


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nela_features").mkdir()
    (tmp_path / "nela_features" / "__init__.py").touch()
    (tmp_path / "nela_features" / "nela_features.py").write_text(STAND_IN, encoding="utf-8")
    (tmp_path / "nela_features-9.9.dist-info").mkdir()
    (tmp_path / "nela_features-9.9.dist-info" / "METADATA").write_text(VERSION, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv(PYTHON, sys.executable)


@pytest.mark.usefixtures("stand_in")
def test_those_that_run_are_timed_on_the_same_articles_and_the_others_named(capsys: pytest.CaptureFixture[str]) -> None:
    stub = Stub(name="fast")
    found = {timing.what: timing.value for timing in timings(stub, corpus=CORPUS)}
    assert list(found) == [
        "fast: annotate and score, every measure, beside peers",
        "NELA features 9.9 (complexity, wordlist, affect and moral features; tags and events left out)",
        "fast: as a multiple of the speed of NELA features 9.9",
    ]
    ours, theirs, times = found.values()
    assert times == pytest.approx(ours / theirs)
    assert len(stub.asked) == 1 + len(CORPUS)
    err = capsys.readouterr().err
    assert "TextDescriptives is not measured: " in err
    assert "textacy is not measured: " in err


@pytest.mark.usefixtures("stand_in")
def test_what_ends_a_peer_is_told() -> None:
    peer = peers.start("NELA features")
    assert peer is not None
    try:
        with pytest.raises(peers.PeerError, match="broken text"):
            peer.seconds(["break"])
    finally:
        peer.close()


def test_without_a_named_interpreter_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(PYTHON, raising=False)
    assert list(timings(Stub(name="fast"), corpus=CORPUS)) == []
    assert capsys.readouterr().err.count("names no interpreter that has it") == len(NAMES)
