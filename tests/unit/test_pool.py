from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from scale import jobs

from framing.attempts import Failure, attempt
from framing.errors import FramingError
from framing.pool import begin, spread


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(spread(range(500), jobs.double, workers=workers)) == [(n, 2 * n) for n in range(500)]


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_to_do_is_no_work(workers: int) -> None:
    assert list(spread([], jobs.double, workers=workers)) == []


def test_several_processes_work_and_none_of_them_is_this_one() -> None:
    done = list(spread(range(2_000), jobs.tell_process, workers=2))
    assert [n for n, _ in done] == list(range(2_000))
    processes = {result[1] for _, result in done if not isinstance(result, Failure)}
    assert len(processes) == 2
    assert os.getpid() not in processes


def test_one_worker_is_this_process() -> None:
    assert list(spread([1], jobs.tell_process)) == [(1, (1, os.getpid()))]


def test_heavy_items_are_sent_alone_and_light_ones_together() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for n in range(1_000):
            taken.append(n)
            yield n

    heavy = spread(numbers(), jobs.double, workers=1, weigh=lambda n: 1_000_000)
    next(heavy)
    assert len(taken) == 1
    taken.clear()
    heavy = spread(numbers(), jobs.double, workers=2, weigh=lambda n: 1_000_000)
    next(heavy)
    heavy.close()  # type: ignore[attr-defined]
    assert len(taken) < 20
    taken.clear()
    light = spread(numbers(), jobs.double, workers=2, weigh=lambda n: 1)
    next(light)
    light.close()  # type: ignore[attr-defined]
    assert 64 <= len(taken) < 1_000, "as many are held as a few chunks have, however many there are"


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_the_result_of_its_item_alone(workers: int) -> None:
    done = dict(spread(range(100), jobs.stumble, workers=workers))
    assert len(done) == 100
    wrong = {n: result.reason for n, result in done.items() if isinstance(result, Failure)}
    assert sorted(wrong) == sorted([*range(3, 100, 10), *range(7, 100, 10)])
    assert wrong[3] == "3 is no article."
    assert wrong[7].startswith("could not be worked on (ZeroDivisionError: ")
    assert "at jobs.py:" in wrong[7]


def test_the_message_of_an_error_is_cut_and_put_on_one_line() -> None:
    def do(item: int) -> int:
        raise ValueError("a\nb" * 1_000)

    result = attempt(do, 1)
    assert isinstance(result, Failure)
    assert "\n" not in result.reason
    assert len(result.reason) < 500


def test_ctrl_c_is_no_result() -> None:
    def do(item: int) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(do, 1)


def test_a_process_that_ends_once_costs_nothing_but_time(tmp_path: Path) -> None:
    once = tmp_path / "once"
    once.touch()
    done = list(spread(range(300), jobs.EndOn((150,), once), workers=2))
    assert done == [(n, 2 * n) for n in range(300)]
    assert not once.exists(), "no process ended"


@pytest.mark.parametrize("workers", [2, 3])
def test_an_item_that_ends_every_process_is_named_and_the_others_have_results(workers: int) -> None:
    done = list(spread(range(300), jobs.EndOn((0, 70, 71, 299)), workers=workers))
    assert [n for n, _ in done] == list(range(300))
    wrong = {n: result.reason for n, result in done if isinstance(result, Failure)}
    assert wrong == dict.fromkeys((0, 70, 71, 299), "ends the process that works on it, each time (by signal 9, SIGKILL).")
    assert all(result == 2 * n for n, result in done if n not in wrong)


def test_a_process_killed_from_outside_while_idle_is_replaced() -> None:
    results = spread(iter(range(400)), jobs.tell_process, workers=2)
    first = [next(results) for _ in range(10)]
    for child in multiprocessing.active_children():
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
    assert [n for n, _ in [*first, *results]] == list(range(400))


def test_work_that_cannot_be_loaded_is_told_as_in_one_process() -> None:
    with pytest.raises(FramingError, match=r"^The weights are missing\.$"):
        list(spread([1], jobs.fail_to_load, workers=2))
    with pytest.raises(FramingError, match=r"^The weights are missing\.$"):
        list(spread([1], jobs.fail_to_load))


def test_a_process_that_cannot_begin_is_told_and_not_started_for_ever() -> None:
    with pytest.raises(FramingError, match=r"ended before it could begin \(by signal 9.*__main__"):
        list(spread([1], jobs.end_on_loading, workers=2))


def test_work_that_cannot_be_sent_is_told_before_an_item_is_taken() -> None:
    def items() -> Iterator[int]:
        raise AssertionError
        yield 1

    with pytest.raises(FramingError, match=r"cannot be sent to other processes .*Use one worker"):
        list(spread(items(), lambda: abs, workers=2))


def test_a_result_that_cannot_be_sent_back_fails_alone(capfd: pytest.CaptureFixture[str]) -> None:
    done = dict(spread(range(8), jobs.unsendable, workers=2))
    assert [n for n, result in done.items() if isinstance(result, Failure)] == [5]
    assert done[6] == 6


@pytest.mark.parametrize("end", ["finish", "close", "error"])
def test_no_process_outlives_the_work(end: str) -> None:
    results = spread(range(1_000), jobs.double, workers=2)
    next(results)
    assert multiprocessing.active_children()
    if end == "finish":
        list(results)
    elif end == "close":
        results.close()  # type: ignore[attr-defined]
    else:
        with pytest.raises(KeyError):
            results.throw(KeyError)  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_processes_that_began_before_do_the_work_and_were_prepared() -> None:
    with begin(2, jobs.prepare) as spread_ahead:
        began = {child.pid for child in multiprocessing.active_children()}
        assert len(began) == min(2, os.cpu_count() or 1)
        done = list(spread_ahead(range(2_000), jobs.tell_prepared, workers=2))
    assert [n for n, _ in done] == list(range(2_000))
    assert began == {process for _, (process, _) in done} or len(began) == 1
    assert all(prepared == [process] for _, (process, prepared) in done if process in began)


def test_work_goes_on_where_a_process_could_not_be_prepared() -> None:
    with begin(2, jobs.fail_to_prepare) as spread_ahead:
        assert list(spread_ahead(range(300), jobs.double, workers=2)) == [(n, 2 * n) for n in range(300)]


def test_more_processes_are_started_where_more_are_asked_for_than_began() -> None:
    with begin(2, jobs.prepare) as spread_ahead:
        began = {child.pid for child in multiprocessing.active_children()}
        done = list(spread_ahead(range(6_000), jobs.tell_prepared, workers=4))
    processes = {process: prepared for _, (process, prepared) in done}
    assert len(processes) > len(began)
    assert all(prepared == [process] * (process in began) for process, prepared in processes.items())


def test_one_worker_begins_no_process() -> None:
    with begin(1, jobs.prepare) as spread_ahead:
        assert multiprocessing.active_children() == []
        assert list(spread_ahead([1], jobs.tell_process)) == [(1, (1, os.getpid()))]


@pytest.mark.parametrize("end", ["nothing", "error", "not begun", "twice"])
def test_processes_that_began_end_with_the_block_whatever_came_of_the_work(end: str) -> None:
    with suppress(KeyError), begin(2, jobs.prepare) as spread_ahead:
        assert multiprocessing.active_children()
        if end == "error":
            raise KeyError
        if end == "not begun":
            spread_ahead([1], jobs.double, workers=2)
        if end == "twice":
            first, second = (spread_ahead(range(5), work, workers=2) for work in (jobs.double, jobs.stumble))
            assert [n for n, _ in second] == [0, 1, 2, 3, 4]
            assert [n for _, n in first] == [0, 2, 4, 6, 8]
    assert multiprocessing.active_children() == []


def test_processes_that_never_begin_are_not_replaced_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    from framing import pool

    # More items than are ever in the works: there is always something left to do when the processes are ended.
    results = spread(iter(range(100_000)), jobs.tell_process, workers=2)
    next(results)
    started = []

    class Dying(pool.Worker):
        def __init__(self) -> None:
            super().__init__()
            started.append(self)
            self._process.kill()

    monkeypatch.setattr(pool, "Worker", Dying)
    for child in multiprocessing.active_children():
        child.kill()
    with pytest.raises(FramingError, match="ended before it could begin"):
        list(results)
    assert 1 < len(started) <= pool._STILLBORN + 2


@pytest.mark.parametrize("workers", [1, 2])
def test_what_came_before_an_error_of_the_items_is_worked_on_before_it_is_raised(workers: int) -> None:
    def items() -> Iterator[int]:
        yield from range(70)
        raise FramingError("The file ends here.")

    results = spread(items(), jobs.tell_process, workers=workers)
    assert [next(results)[0] for _ in range(70)] == list(range(70))
    with pytest.raises(FramingError, match="The file ends here"):
        next(results)
