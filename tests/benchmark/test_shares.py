"""Shares of the time, with functions that stand in for the parts."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

from benchmark import shares
from benchmark.shares import MEASURE, PARTS, REST, Sampler, part_of, timings
from benchmark.stub import Stub
from framing.model import Article


def run_in(module: str, code: str = "def run(do): return do()", **names: Any) -> Callable[..., Any]:
    """Return a function that belongs to a module of a name."""
    space = {"__name__": module, **names}
    exec(code, space)
    run: Callable[..., Any] = space["run"] if "run" in space else space["apply"]
    return run


def here() -> FrameType:
    return sys._getframe(1)


def test_every_part_is_a_module_that_there_is() -> None:
    assert [name for name in PARTS if find_spec(name) is None] == []


def test_time_belongs_to_the_innermost_part() -> None:
    tags, chain = run_in("framing.tagging"), run_in("framing.linear.chain")
    assert part_of(tags(here)) == "tags"
    assert chain(lambda: part_of(tags(here))) == "tags"
    assert tags(lambda: part_of(chain(here))) == "attribution"


def test_what_lies_in_a_part_belongs_to_it() -> None:
    assert part_of(run_in("framing.attributions.names")(here)) == "attribution"
    assert part_of(run_in("framing.linear.items")(here)) == "learned layers"


def test_what_belongs_to_no_part_is_its_callers() -> None:
    matcher = run_in("framing.matcher")
    assert run_in("framing.quotations")(lambda: part_of(matcher(here))) == "quotations"
    assert part_of(matcher(here)) == REST
    assert part_of(None) == REST


def test_a_measure_has_what_it_does_itself_but_not_the_layers_it_asks_for() -> None:
    apply = run_in("framing.measures", "def apply(measure, do): return do()")
    hedging = SimpleNamespace(name="hedging")
    matcher, tags = run_in("framing.measures.lexical"), run_in("framing.tagging")
    assert apply(hedging, lambda: part_of(matcher(here))) == f"{MEASURE}hedging"
    assert apply(hedging, lambda: part_of(tags(here))) == "tags"


def test_the_measures_package_still_applies_them_by_that_name() -> None:
    from framing import measures

    assert measures.apply.__code__.co_name == "apply"
    assert "measure" in measures.apply.__code__.co_varnames


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="there is no timer of processor time")
def test_the_seconds_add_up_to_those_that_were_used() -> None:
    def work() -> None:
        end = time.process_time() + 0.2
        while time.process_time() < end:
            sum(range(1_000))

    before = signal.getsignal(signal.SIGPROF)
    sampler = Sampler()
    with sampler.running():
        start = time.process_time()
        run_in("framing.tagging")(work)
        used = time.process_time() - start
    assert signal.getsignal(signal.SIGPROF) == before
    assert sampler.seconds.most_common(1)[0][0] == "tags"
    assert 0 < sum(sampler.seconds.values()) <= 2 * used
    counted = dict(sampler.seconds)
    work()
    assert dict(sampler.seconds) == counted, "it stops where it should"


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="there is no timer of processor time")
def test_shares_come_to_the_whole_in_the_order_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {REST: 0.1, "measure lix": 0.1, "tags": 0.2, "measure hedging": 0.2, "tokens and sentences": 0.4}
    monkeypatch.setattr(shares, "measure_shares", lambda *given: told)
    found = list(timings(Stub(name="fast"), corpus=[Article(id="a", text="It may rain.")]))
    parts = ["tokens and sentences", "tags", "measure hedging", "measure lix", REST]
    assert [timing.what for timing in found] == [f"fast: {part}" for part in parts]
    assert sum(timing.value for timing in found) == pytest.approx(100)
    assert {timing.unit for timing in found} == {"% of the time"}


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="there is no timer of processor time")
def test_articles_are_scored_while_the_clock_runs() -> None:
    stub = Stub(name="fast")
    corpus = [Article(id=f"a{i}", text="The mayor said it may rain. " * 200) for i in range(5)]
    found = list(timings(stub, corpus=corpus))
    assert len(stub.asked) == 2 + 5
    # Looked at every few milliseconds of processor time: a fast machine may be done before the first look.
    assert sum(timing.value for timing in found) in (0, pytest.approx(100))


def test_without_a_timer_it_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delattr(signal, "SIGPROF", raising=False)
    assert list(timings(Stub(name="fast"), corpus=[])) == []
    assert "Shares of time are not measured" in capsys.readouterr().err
