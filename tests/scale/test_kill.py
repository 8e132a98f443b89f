"""A run that is killed, at whatever moment, and run again leaves the same bytes as one that nothing disturbed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from scale.corpora import make_articles, rows, snapshot, store, tools

from framing.errors import FramingError
from framing.readers import to_record
from framing.scale.folder import UNFINISHED

REPEATS = int(os.environ.get("FRAMING_KILLS", "3"))
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that begin as copies")

# Everything a run asks of the system that can change what is on the disk.
STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}


def die_at(step: int, folder: Path, n: int, partition: str) -> int:
    """Run in a copy of this process that kills itself at a step, and return the signal that ended it, or 0."""
    child = os.fork()
    if child:
        ended = os.waitpid(child, 0)[1]
        assert os.WIFSIGNALED(ended) or not os.WEXITSTATUS(ended), "it ended in an error"
        return os.WTERMSIG(ended)
    left = step

    def count(event: str, given: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and str(given[0]).startswith(str(folder)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    code = 1
    try:
        store(make_articles(n), folder, partition=partition, **tools("lix"))
        code = 0
    except FramingError as error:
        os.write(2, f"{error}: {error.__cause__!r}".encode())
    finally:
        os._exit(code)
    return 0


def steps_of_deaths(folder: Path, n: int, partition: str) -> Iterator[int]:
    """Yield how many steps a run was killed after, until it is not killed any more; the folder is as it was left."""
    step = 0
    while die_at(step, folder, n, partition):
        yield step
        step += 1


@pytest.mark.parametrize("partition", ["", "outlet"])
def test_a_run_killed_at_any_step_goes_on_to_the_same_bytes(tmp_path: Path, partition: str) -> None:
    store(make_articles(12), tmp_path / "whole", partition=partition, **tools("lix"))
    whole = snapshot(tmp_path / "whole")
    n_deaths, step = 0, 0
    while die_at(step, tmp_path / f"s{step}", 12, partition):
        folder = tmp_path / f"s{step}"
        left = snapshot(folder) if folder.exists() else {}
        finished = {name: digest for name, digest in left.items() if not name.startswith(UNFINISHED)}
        assert finished == {} or any(name.endswith(("planned.jsonl", "_manifest.jsonl")) for name in left), "not at once"
        store(make_articles(12), folder, partition=partition, **tools("lix"))
        assert snapshot(folder) == whole, f"killed at step {step}"
        n_deaths, step = n_deaths + 1, step + 1
    assert n_deaths > 20, "it was hardly ever killed"


def test_a_run_killed_again_and_again_ends_in_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    deaths = list(steps_of_deaths(folder, 12, "outlet"))
    assert len(deaths) > 10
    store(make_articles(12), tmp_path / "whole", partition="outlet", **tools("lix"))
    assert snapshot(folder) == snapshot(tmp_path / "whole")


def test_an_addition_killed_at_any_step_leaves_the_old_table_or_leads_to_the_new_one(tmp_path: Path) -> None:
    store(make_articles(12), tmp_path / "whole", **tools("lix"))
    whole = snapshot(tmp_path / "whole")
    step = 0
    while True:
        folder = tmp_path / f"s{step}"
        store(make_articles(8), folder, **tools("lix"))
        before = snapshot(folder)
        if not die_at(step, folder, 12, ""):
            break
        left = snapshot(folder)
        planned = any(name.endswith("planned.jsonl") for name in left)
        if not planned and left["_manifest.jsonl"] == before["_manifest.jsonl"]:
            assert before.items() <= left.items(), f"killed at step {step}, it lost what was there"
        store(make_articles(12), folder, **tools("lix"))
        assert snapshot(folder) == whole, f"killed at step {step}"
        step += 1
    assert step > 20


COMMAND = [sys.executable, "-m", "framing", "score", "--measures", "hedging,lix", "--annotator", "fast"]
PARTITIONS = ([], ["--partition", "outlet"])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of articles; beside it lie what runs without any disturbance make of them."""
    file = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    file.write_text("".join(json.dumps(to_record(a), default=str) + "\n" for a in make_articles(900)), encoding="utf-8")
    for i, partition in enumerate(PARTITIONS):
        subprocess.run([*COMMAND, *partition, file, "-o", f"{file.parent}/whole{i}/"], capture_output=True, check=True)
    return file


@pytest.mark.parametrize("repeat", range(REPEATS))
def test_the_command_killed_at_a_random_moment_scores_every_article_once(tmp_path: Path, corpus: Path, repeat: int) -> None:
    chance = random.Random(repeat)
    i = chance.randrange(2)
    folder = tmp_path / "s"
    command = [*COMMAND, *PARTITIONS[i], corpus, "-o", f"{folder}/"]
    run = subprocess.Popen([*command, "--workers", chance.choice("112")], stderr=subprocess.PIPE)
    n_parts = chance.choice([None, 0, 1, 1, 2])  # how far it gets: not even to the folder, or to so many parts
    deadline = time.monotonic() + 120
    while run.poll() is None and time.monotonic() < deadline:
        if folder.exists() if n_parts is None else len(list(folder.rglob("part-*"))) >= n_parts:
            break
        time.sleep(0.005)
    time.sleep(chance.random() / 2)
    run.kill()
    run.communicate()
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert snapshot(folder) == snapshot(corpus.parent / f"whole{i}"), again.stderr
    scored = Counter((row["article"], row["measure"], row["column"]) for row in rows(folder))
    assert len({article for article, _, _ in scored}) == 900
    assert set(scored.values()) == {1}
