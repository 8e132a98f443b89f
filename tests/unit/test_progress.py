"""A progress bar stands in a notebook only, and only over work that takes long."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from framing import progress
from framing.progress import watch


class FakeBar:
    """Keeps what a bar is told."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.told: list[int] = []
        drawn.append(self)

    def display(self) -> None:
        self.told.append(0)

    @property
    def progress(self) -> int:
        return self.told[-1]

    @progress.setter
    def progress(self, done: int) -> None:
        self.told.append(done)


drawn: list[FakeBar] = []


@pytest.fixture(autouse=True)
def forget() -> None:
    drawn.clear()


def be_in(monkeypatch: pytest.MonkeyPatch, shell: Any) -> None:
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(ProgressBar=FakeBar))
    monkeypatch.setattr(progress, "_STEP", 0.0)


def test_everything_passes_through_in_its_order_where_there_is_no_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    assert list(watch(iter("abc"), 3)) == ["a", "b", "c"]


@pytest.mark.parametrize("shell", [None, SimpleNamespace()], ids=["no shell", "a terminal's shell"])
def test_a_terminal_gets_no_bar(monkeypatch: pytest.MonkeyPatch, shell: Any) -> None:
    be_in(monkeypatch, shell)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert list(watch(range(5), 5)) == [0, 1, 2, 3, 4]
    assert not drawn


def test_long_work_in_a_notebook_gets_a_bar_that_ends_full(monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, SimpleNamespace(kernel=object()))
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert list(watch(range(4), 4)) == [0, 1, 2, 3]
    (bar,) = drawn
    assert bar.total == 4
    assert bar.told == sorted(bar.told)
    assert bar.told[-1] == 4


def test_short_work_in_a_notebook_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, SimpleNamespace(kernel=object()))
    monkeypatch.setattr(progress, "PATIENCE", 3600.0)
    assert list(watch(range(4), 4)) == [0, 1, 2, 3]
    assert not drawn


def test_work_that_fails_fails_as_it_would_without_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    be_in(monkeypatch, SimpleNamespace(kernel=object()))
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with pytest.raises(ZeroDivisionError):
        list(watch((1 // number for number in (1, 0)), 2))
