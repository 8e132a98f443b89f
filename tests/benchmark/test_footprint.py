"""Memory of a report, and size of an installation."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

from benchmark import footprint, streams
from benchmark.speed import Timing
from framing.model import Article

ARTICLES = [Article(id=f"a{i}", text="The mayor said it may rain.", outlet="AB"[i % 2], title="Rain") for i in range(4)]


class Installed:
    """A distribution that needs what a test says."""

    def __init__(self, *requires: str) -> None:
        self.requires = list(requires)


def finder(**installed: Installed) -> Callable[[str], Distribution]:
    def find(name: str) -> Distribution:
        if name not in installed:
            raise PackageNotFoundError(name)
        return installed[name]  # type: ignore[return-value]

    return find


def test_what_is_needed_by_what_is_needed_counts_once() -> None:
    find = finder(a=Installed("b>=1", "c"), b=Installed("c"), c=Installed("a"))
    assert footprint.closure("a", find) == ({"a", "b", "c"}, set())


def test_extras_count_only_where_they_are_asked_for() -> None:
    find = finder(
        a=Installed("b[fast]", 'c; extra == "dev"'), b=Installed('d; extra == "fast"', 'e; extra == "slow"'), d=Installed()
    )
    assert footprint.closure("a", find) == ({"a", "b", "d"}, set())


def test_an_extra_asked_for_later_is_not_forgotten() -> None:
    find = finder(a=Installed("c", "b"), b=Installed("c[x]"), c=Installed('d; extra == "x"'), d=Installed())
    assert footprint.closure("a", find)[0] == {"a", "b", "c", "d"}
    find = finder(a=Installed("b", "c"), b=Installed("c[x]"), c=Installed('d; extra == "x"'), d=Installed())
    assert footprint.closure("a", find)[0] == {"a", "b", "c", "d"}


def test_what_is_for_other_systems_does_not_count() -> None:
    find = finder(a=Installed('b; python_version < "3"', 'c; python_version >= "3"'), b=Installed(), c=Installed())
    assert footprint.closure("a", find)[0] == {"a", "c"}


def test_names_are_the_same_however_they_are_written() -> None:
    find = finder(a=Installed("Some_Thing", "some.thing"), **{"some-thing": Installed()})
    assert footprint.closure("a", find) == ({"a", "some-thing"}, set())


def test_what_is_not_installed_is_named() -> None:
    assert footprint.closure("a", finder(a=Installed("b"))) == ({"a"}, {"b"})


def test_compiled_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.py").write_bytes(b"x" * 10)
    (tmp_path / "in" / "b.json").write_bytes(b"x" * 5)
    (tmp_path / "in" / "a.cpython-311.pyc").write_bytes(b"x" * 100)
    assert footprint.package_size(tmp_path) == 15


def test_a_distribution_has_the_size_of_its_files() -> None:
    jinja = distribution("jinja2")
    listed = [Path(str(file.locate())) for file in jinja.files or () if file.suffix != ".pyc"]
    assert footprint.size_of(jinja) == sum(path.stat().st_size for path in listed) > 100_000


def test_the_base_install_holds_the_package_and_what_it_needs_but_no_tools_for_tests() -> None:
    names, missing = footprint.closure(footprint.PACKAGE)
    assert {"framing-toolkit", "click", "numpy"} <= names
    assert not {"pytest", "hypothesis", "ruff"} & names
    assert missing == set()
    package, base = footprint.installed_size()
    assert (package.unit, base.unit) == ("MiB", "MiB")
    assert 1 < package.value < base.value


def test_memory_is_told_for_each_annotator_and_a_failing_report_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = streams.run
    # A whole report takes too long here, and a command that ends at once is measured in test_streams.py.
    monkeypatch.setattr(streams, "run", lambda *given: 123.0 if "fast" in given else run(*given))
    found = list(footprint.report_memory(["nobody", "fast"], ARTICLES))
    assert found == [Timing("framing report on 4 articles, fast, peak memory", 123.0, "MiB")]
    err = capsys.readouterr().err
    assert "The report by nobody is not measured: " in err
    assert "'nobody'" in err


def test_no_more_than_so_many_articles_are_reported_on(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def run(*arguments: str) -> float:
        written.append(Path(arguments[1]).read_text(encoding="utf-8").count("\n"))
        return 1.0

    monkeypatch.setattr(streams, "run", run)
    (timing,) = footprint.report_memory(["fast"], (ARTICLES[0] for _ in range(1000)))
    assert written == [footprint.ARTICLES]
    assert timing.value == 1.0
