"""A Dask cluster of two worker processes, one of which is killed in the middle: complete, and identical to one process."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="Dask is not installed")

from click.testing import CliRunner
from pandas import read_parquet
from scale import framed, jobs

from framing.annotation import FastAnnotator
from framing.attempts import Failure
from framing.cli import group
from framing.errors import FramingError
from framing.measures import resolve_measures
from framing.model import Article
from framing.pool import spread
from framing.scale import cluster
from framing.scale.cluster import connect, spread_over_cluster
from framing.scale.frames import score_frame
from framing.scale.table import rows_of
from framing.scoring import Recipe

HEAVY = 100_000  # characters: three items are a chunk


@contextlib.contextmanager
def start_cluster() -> Iterator[str]:
    """Yield the address of a scheduler with two workers, each a process of one thread; few deaths are enough for it."""
    import dask
    from distributed import LocalCluster

    quiet = {"dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **quiet) as running,
    ):
        yield running.scheduler_address


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Yield the address of a cluster whose workers are left alive."""
    with start_cluster() as address:
        yield address


@pytest.fixture
def doomed() -> Iterator[str]:
    """Yield the address of a cluster whose workers a test may kill."""
    with start_cluster() as address:
        yield address


def list_processes(scheduler: str) -> set[int]:
    with connect(scheduler) as client:
        client.wait_for_workers(2, timeout=120)
        return set(client.run(os.getpid).values())


def test_results_come_in_the_order_of_the_items(scheduler: str) -> None:
    done = spread_over_cluster(range(500), jobs.double, scheduler=scheduler, weigh=lambda n: HEAVY if n % 7 else 1)
    assert list(done) == [(n, 2 * n) for n in range(500)]


def test_nothing_to_do_is_no_work(scheduler: str) -> None:
    assert list(spread_over_cluster([], jobs.double, scheduler=scheduler)) == []


def test_all_workers_work_and_this_process_does_not(scheduler: str) -> None:
    done = spread_over_cluster(range(300), jobs.tell_process, scheduler=scheduler, weigh=lambda n: HEAVY)
    assert {result[1] for _, result in done if not isinstance(result, Failure)} == list_processes(scheduler)
    assert os.getpid() not in list_processes(scheduler)


def test_an_error_is_the_result_of_its_item_alone_and_reads_as_in_one_process(scheduler: str) -> None:
    done = list(spread_over_cluster(range(100), jobs.stumble, scheduler=scheduler))
    assert done == list(spread(range(100), jobs.stumble))
    assert done[3] == (3, Failure("3 is no article."))


def test_no_more_items_are_taken_than_the_workers_need_for_a_while(scheduler: str) -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for n in range(10_000):
            taken.append(n)
            yield n

    done = spread_over_cluster(numbers(), jobs.double, scheduler=scheduler, weigh=lambda n: HEAVY)
    next(done)
    assert len(taken) <= 3 * 2 * 3 + 3, "three items a chunk, three chunks a worker, and the chunk that is being made"
    done.close()  # type: ignore[attr-defined]


def test_a_worker_killed_in_the_middle_loses_nothing(doomed: str) -> None:
    first = min(list_processes(doomed))

    def numbers() -> Iterator[int]:
        for n in range(400):
            if n == 200:
                os.kill(first, signal.SIGKILL)
            yield n

    done = spread_over_cluster(numbers(), jobs.double, scheduler=doomed, weigh=lambda n: HEAVY)
    assert list(done) == list(spread(range(400), jobs.double))
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_an_item_that_ends_every_worker_is_told_and_the_others_are_done(doomed: str) -> None:
    done = dict(spread_over_cluster(range(20), jobs.EndOn((13,)), scheduler=doomed, weigh=lambda n: HEAVY))
    failed = done.pop(13)
    assert isinstance(failed, Failure)
    assert failed.reason.startswith("ends each worker that works on it (KilledWorker")
    assert done == {n: 2 * n for n in range(20) if n != 13}


def test_what_cannot_be_loaded_on_a_worker_is_told(scheduler: str) -> None:
    with pytest.raises(FramingError, match=r"A worker of the cluster cannot begin: The weights are missing\."):
        list(spread_over_cluster([1], jobs.fail_to_load, scheduler=scheduler))


def test_work_that_cannot_be_sent_is_told(scheduler: str) -> None:
    with pytest.raises(FramingError, match=r"cannot be sent to a cluster .* defined in a module"):
        list(spread_over_cluster([1], lambda: str, scheduler=scheduler))


class Elsewhere:
    """Work of a package that workers do not have."""

    def __reduce__(self) -> Any:
        return _find_here, ("no_such_package",)


def _find_here(name: str) -> Any:
    if name in sys.modules:
        return jobs.double
    raise ModuleNotFoundError(f"No module named {name!r}")


def test_a_worker_without_what_is_needed_is_told(scheduler: str) -> None:
    with pytest.raises(FramingError, match=r"A worker of the cluster cannot do this work \(ModuleNotFoundError: No module"):
        list(spread_over_cluster([1], Elsewhere(), scheduler=scheduler))  # type: ignore[arg-type]


def test_workers_of_another_version_are_told() -> None:
    found = cluster._work_on(cluster._Run("0.0.0", "a run", pickle.dumps(jobs.double)), [1])
    assert isinstance(found, Failure)
    assert "and this is 0.0.0. Install one on all." in found.reason


def test_what_works_is_loaded_once_for_all_that_a_worker_is_sent_in_a_run() -> None:
    from framing import __version__

    sent = pickle.dumps(jobs.double)
    one, two = cluster._Run(__version__, "one", sent), cluster._Run(__version__, "two", sent)
    assert cluster._work_on(one, [1, 2]) == [2, 4]
    do = cluster._prepare(one)
    assert cluster._prepare(one) is do
    assert cluster._prepare(two) is not do
    assert cluster._prepare.cache_info().maxsize == 1


def test_where_no_scheduler_answers_the_address_is_named() -> None:
    import dask

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(FramingError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler can be reached there"),
        connect("tcp://127.0.0.1:9"),
    ):
        pass


@pytest.mark.parametrize("address", ["nowhere://1", "tcp://127.0.0.1:port"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(FramingError, match=f"{address}: no Dask scheduler can be reached there"), connect(address):
        pass


def test_without_dask_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FramingError, match=r'pip install "framing-toolkit\[dask\]"'), connect("local"):
        pass


def test_a_local_cluster_ends_with_the_work_and_leaves_no_file(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = list(spread_over_cluster(range(10), jobs.tell_process, scheduler="local", workers=1))
    assert [n for n, _ in done] == list(range(10))
    (process,) = {result[1] for _, result in done if not isinstance(result, Failure)}
    assert process != os.getpid()
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        pytest.fail("the worker is still there")
    assert list(tmp_path.iterdir()) == []


def test_articles_are_scored_as_in_one_process_though_a_worker_is_killed(doomed: str, sample: tuple[Article, ...]) -> None:
    recipe = Recipe(resolve_measures(("attribution", "boosters", "quotation")), FastAnnotator(), rows_of)
    articles = [replace(article, id=f"{article.id}-{n}") for n in range(3) for article in sample]
    first = min(list_processes(doomed))

    def read() -> Iterator[Article]:
        for i, article in enumerate(articles):
            if i == len(articles) // 2:
                os.kill(first, signal.SIGKILL)
            yield article

    done = list(spread_over_cluster(read(), recipe, scheduler=doomed, weigh=lambda article: 10 * len(article.text)))
    assert done == list(spread(articles, recipe))
    assert [article.id for article, _ in done] == [article.id for article in articles]
    assert not [result for _, result in done if isinstance(result, Failure)]


@pytest.fixture
def frames() -> Any:
    return pytest.importorskip("dask.dataframe", reason="Dask's data frames need pandas and pyarrow")


def test_frames_are_scored_as_in_one_process_though_a_worker_is_killed(doomed: str, frames: Any, tmp_path: Path) -> None:
    articles = framed.sample_frame()
    armed = tmp_path / articles["id"].iloc[len(articles) // 2].rpartition("/")[2]
    armed.touch()
    with connect(doomed) as client:
        parts = frames.from_pandas(articles, npartitions=6).map_partitions(framed.end_once, str(armed))
        scores = client.compute(parts.map_partitions(score_frame, annotator="fast")).result()
    assert not armed.exists(), "a worker came to the article and ended"
    assert framed.rows_of(scores) == framed.rows_of(score_frame(articles, annotator="fast"))


def test_the_frame_that_dask_expects_is_told_by_an_empty_one(frames: Any) -> None:
    articles = frames.from_pandas(framed.sample_frame().head(4), npartitions=2)
    meta = score_frame(framed.sample_frame().head(0), annotator="fast")
    found = articles.map_partitions(score_frame, annotator="fast", meta=meta).compute(scheduler="threads")
    assert found.dtypes.equals(meta.dtypes)
    assert len(found) > 4


@pytest.mark.filterwarnings("ignore")  # Dask calls pandas in ways that newer ones warn of
def test_the_example_of_the_readme_runs(frames: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = framed.example("dask")
    framed.write_articles(tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})
    assert framed.rows_of(read_parquet("scores")) == framed.rows_of(score_frame(framed.sample_frame(), annotator="fast"))


def test_the_command_gives_the_same_bytes_with_a_scheduler_as_without(scheduler: str, tmp_path: Path) -> None:
    articles = tmp_path / "articles.parquet"
    framed.sample_frame().to_parquet(articles, index=False)
    written = []
    for name, options in (("one", ()), ("cluster", ("--scheduler", scheduler))):
        told = ["score", str(articles), "--annotator", "fast", "-o", str(tmp_path / f"{name}.parquet"), *options]
        done = CliRunner().invoke(group, told)
        assert done.exit_code == 0, done.output
        written.append((tmp_path / f"{name}.parquet").read_bytes())
    assert written[0] == written[1]


def test_the_command_tells_of_a_scheduler_that_is_not_there_and_writes_nothing(tmp_path: Path) -> None:
    framed.sample_frame().head(2).to_parquet(tmp_path / "articles.parquet", index=False)
    told = ["score", str(tmp_path / "articles.parquet"), "--annotator", "fast", "-o", str(tmp_path / "scores.csv")]
    done = CliRunner().invoke(group, [*told, "--scheduler", "nowhere://1"])
    assert done.exit_code == 1
    assert "nowhere://1: no Dask scheduler can be reached there" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["articles.parquet"]
