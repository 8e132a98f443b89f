"""Large corpora by repetition, and commands measured on them; none of the figures is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from benchmark import scaling
from benchmark.scaling import Run, make_articles, over_sizes, over_workers, write_articles, write_scores
from framing.model import Article
from framing.scale.stored import read_scores

ARTICLES = [
    Article(id=f"a{i}", text=f"It rained on day {i}.\n\nIt may rain on day {i}0.", outlet="AB"[i % 2]) for i in range(5)
]


def test_articles_are_as_many_as_asked_for_and_no_two_have_one_identifier_or_one_text() -> None:
    made = list(make_articles(20, ARTICLES))
    assert len({article.id for article in made}) == len({article.text for article in made}) == 20
    assert [article.text for article in made[:5]] == [article.text for article in ARTICLES]


def test_repeated_articles_are_made_of_the_same_paragraphs_and_as_long() -> None:
    known = {paragraph for article in ARTICLES for paragraph in article.text.split("\n\n")}
    for article in make_articles(20, ARTICLES):
        paragraphs = article.text.split("\n\n")
        assert len(paragraphs) == 2
        assert set(paragraphs) <= known


def test_what_is_written_can_be_read_and_its_words_are_counted(tmp_path: Path) -> None:
    n_words = write_articles(tmp_path / "a.jsonl", make_articles(7, ARTICLES))
    records = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == [f"article-{i}" for i in range(7)]
    assert n_words == sum(len(record["text"].split()) for record in records)


def test_a_command_is_measured_in_a_process_of_its_own() -> None:
    found = scaling.run("--version")
    assert found.cpu > 0
    assert found.wall > 0
    assert 5 < found.own < 1_000


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        scaling.run("score", "nowhere.jsonl")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Let commands take what their arguments say, and keep these."""
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(scaling, "make_articles", lambda n: make_articles(n, ARTICLES))

    def run(*arguments: str) -> Run:
        asked.append(arguments)
        path = Path(arguments[1])
        n = path.read_text(encoding="utf-8").count("\n") if path.suffix == ".jsonl" else 0
        workers = int(arguments[arguments.index("--workers") + 1]) if "--workers" in arguments else 1
        return Run(wall=n / workers, cpu=2 + 0.01 * (n - 10), own=100 + n / 1000, worker=0)

    monkeypatch.setattr(scaling, "run", run)
    return asked


def test_workers_double_as_long_as_there_is_a_core_for_each(told: list[tuple[str, ...]], tmp_path: Path) -> None:
    found = {timing.what: timing.value for timing in over_workers(tmp_path, 12, most=5)}
    assert [arguments[-1] for arguments in told] == ["1", "2", "4"]
    assert found["framing score, 1 worker, by the clock"] == 1
    assert found["framing score, 2 workers, against one"] == 2
    assert found["framing score, 4 workers, against one"] == 4


def test_the_cost_of_an_article_leaves_out_the_start(told: list[tuple[str, ...]], tmp_path: Path) -> None:
    found = {timing.what: timing.value for timing in over_sizes(tmp_path, (100, 1_000))}
    assert [Path(arguments[1]).name for arguments in told] == ["10.jsonl", "100.jsonl", "1000.jsonl"]
    assert found["framing score, 1,000 articles, each"] == pytest.approx(9.9)
    assert found["framing score, 100 articles, each"] == pytest.approx(9.0)
    assert found["framing score, an article's cost at 1,000 against 100"] == pytest.approx(1.1)
    assert found["framing score, peak memory at 1,000 against 100"] == pytest.approx(101 / 100.1)
    assert found["framing score, a million articles"] == pytest.approx(9.9e3 / 3600)
    assert list(tmp_path.iterdir()) == [], "corpora do not pile up"


def test_one_size_has_nothing_to_be_set_against(told: list[tuple[str, ...]], tmp_path: Path) -> None:
    assert [timing.what for timing in over_sizes(tmp_path, (100,)) if "against" in timing.what] == []


def test_many_stored_scores_are_those_of_a_few_articles_again_and_again(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    n = write_scores(tmp_path / "scores.parquet", 2_000, ARTICLES)
    stored = read_scores(tmp_path / "scores.parquet")
    assert stored.n_rows == n >= 2_000
    assert len({article.id for article in stored.articles}) == len(stored.articles) > len(ARTICLES)
    assert len({article.outlet for article in stored.articles}) == scaling._OUTLETS
