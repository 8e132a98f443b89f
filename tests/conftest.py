"""The fixtures every folder of tests may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from framing.model import Article

# The same examples on every machine, so that a run that passed passes again; hunt for new ones with HYPOTHESIS_PROFILE=default.
settings.register_profile("steady", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

ROOT = Path(__file__).resolve().parent.parent
Write = Callable[[str, str | bytes], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the expected outputs; read the diff before committing"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "encoder: where no annotator is named, the one that ships as the default runs")


@pytest.fixture(scope="session", autouse=True)
def rules_by_default() -> Iterator[None]:
    """Let the fast annotator run where none is named: most tests are not about annotators, and rules start at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("framing.annotators.DEFAULT", ("fast",))
        yield


@pytest.fixture(autouse=True)
def default_as_shipped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the default be what users get, in a test that is marked ``encoder``."""
    if request.node.get_closest_marker("encoder"):
        monkeypatch.setattr("framing.annotators.DEFAULT", ("encoder", "fast"))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Say whether the golden tests rewrite their expected outputs."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file under the test's own folder and return its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write_file


@pytest.fixture(scope="session")
def sample() -> tuple[Article, ...]:
    """Return the bundled sample articles."""
    from framing.readers import sample_articles

    return tuple(sample_articles())
