"""The corpus by repetition, and the command measured on it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from benchmark import streams


def test_a_corpus_has_the_size_asked_for_and_no_identifier_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    n = streams.write_corpus(path, 500_000)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(records) == n
    assert len({record["id"] for record in records}) == n
    assert 450_000 < path.stat().st_size <= 500_000
    assert all(record["text"] for record in records)


def test_the_command_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    streams.write_corpus(path, 100_000)
    assert 10 < streams.run("read", str(path), "-o", os.devnull) < 1_000


def test_a_command_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        streams.run("read", str(tmp_path / "none.jsonl"), "-o", os.devnull)


def test_memory_and_speed_are_told_with_the_size() -> None:
    memory, megabytes, articles = streams.timings(0.0005)
    assert (memory.what, memory.unit) == ("framing read, 0.0005 GB of JSON Lines, peak memory", "MiB")
    assert (megabytes.unit, articles.unit) == ("MB a second", "articles a second")
    assert min(memory.value, megabytes.value, articles.value) > 0
