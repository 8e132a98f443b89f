"""The metric of reading web pages: shared runs of four words, averaged over pages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmark import web_pages
from framing.model import Article, Removed, Subhead

PARAGRAPHS = (
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.",
    "Residents who spoke at the meeting said that they had not been asked about the plan, and many left early.",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path))
    (tmp_path / "html").mkdir()
    return tmp_path / "html"


def write(folder: Path, name: str, paragraphs: tuple[str, ...], body: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<html><head><title>x</title></head><body><article><h1>Bridge shut</h1>{text}</article></body></html>"
    (folder / f"{name}.html.gz").write_bytes(gzip.compress(page.encode()))
    (folder / f"{name}.json").write_text(json.dumps({"articleBody": body}), encoding="utf-8")


def test_runs_are_of_four_words_and_counted_as_often_as_they_stand() -> None:
    assert web_pages.shingles("a b, c d! a b c d") == {
        ("a", "b", "c", "d"): 2,
        ("b", "c", "d", "a"): 1,
        ("c", "d", "a", "b"): 1,
        ("d", "a", "b", "c"): 1,
    }


@pytest.mark.parametrize(("text", "runs"), [("", {}), (" ... ", {}), ("one", {("one",): 1}), ("a b c", {("a", "b", "c"): 1})])
def test_a_short_text_is_one_run_and_an_empty_one_none(text: str, runs: dict[tuple[str, ...], int]) -> None:
    assert web_pages.shingles(text) == runs


def test_case_counts_and_marks_do_not() -> None:
    assert web_pages.shingles("The pier, “of” Ostrel.") == web_pages.shingles("The pier of Ostrel")
    assert web_pages.shingles("The pier of Ostrel") != web_pages.shingles("the pier of Ostrel")


@pytest.mark.parametrize(
    ("ours", "theirs", "precision", "recall"),
    [
        (["a b c d e"], ["a b c d e"], 1.0, 1.0),
        (["a b c d e f"], ["a b c d e"], 2 / 3, 1.0),
        (["a b c d"], ["a b c d e f"], 1.0, 1 / 3),
        (["a b c d a b c d"], ["a b c d"], 1 / 5, 1.0),
        (["v w x y z"], ["a b c d e"], 0.0, 0.0),
        (["a b c d", "v w x y"], ["a b c d", "a b c d"], 0.5, 0.5),
    ],
)
def test_precision_and_recall_are_means_over_pages(ours: list[str], theirs: list[str], precision: float, recall: float) -> None:
    figure = web_pages.score(ours, theirs)
    assert (figure.precision, figure.recall) == pytest.approx((precision, recall))


def test_a_page_on_which_nothing_is_found_costs_recall_and_not_precision() -> None:
    figure = web_pages.score(["a b c d", ""], ["a b c d", "e f g h"])
    assert (figure.precision, figure.recall) == (1.0, 0.5)


def test_a_page_on_which_nothing_is_marked_costs_precision_and_not_recall() -> None:
    figure = web_pages.score(["a b c d", "e f g h"], ["a b c d", ""])
    assert (figure.precision, figure.recall) == (0.5, 1.0)


def test_without_any_page_the_score_is_nothing() -> None:
    assert web_pages.score([], []).f1 == 0.0


def test_the_whole_body_has_the_subheads_in_their_places_and_the_dateline_in_front() -> None:
    text = "\n\n".join(PARAGRAPHS)
    subheads = (Subhead("Why now", 0), Subhead("What it costs", len(PARAGRAPHS[0]) + 2))
    removed = (Removed("KORVA (AP) -", 0, "D-5", "dateline"), Removed("Share", 3, "D-2", "menu"))
    article = Article("a", text, subheads=subheads, removed=removed)
    whole = web_pages.whole_body(article)
    assert whole.split("\n\n") == ["KORVA (AP) - Why now", PARAGRAPHS[0], "What it costs", PARAGRAPHS[1]]
    assert web_pages.whole_body(Article("a", text)).strip() == text


def test_both_are_scored_on_the_same_pages(folder: Path) -> None:
    for name in ("a", "b", "c"):
        write(folder, name, PARAGRAPHS, "\n".join(PARAGRAPHS))
    rows = list(web_pages.rows())
    assert [(row.measure, row.metric, row.data, row.n) for row in rows] == [
        ("reading", "body, precision", "marked news pages", 3),
        ("reading", "body, recall", "marked news pages", 3),
        ("reading", "body, F1", "marked news pages", 3),
        ("trafilatura alone", "body, precision", "marked news pages", 3),
        ("trafilatura alone", "body, recall", "marked news pages", 3),
        ("trafilatura alone", "body, F1", "marked news pages", 3),
    ]
    assert [row.value for row in rows if row.measure == "reading"] == [1.0] * 3


def test_a_page_that_holds_no_article_counts_as_nothing_found(folder: Path) -> None:
    write(folder, "a", ("Home", "News"), "\n".join(PARAGRAPHS))
    rows = {(row.measure, row.metric): row.value for row in web_pages.rows()}
    assert rows["reading", "body, recall"] == rows["reading", "body, F1"] == 0.0


def test_the_timings_name_a_ratio_and_two_rates(folder: Path) -> None:
    write(folder, "a", PARAGRAPHS, "x")
    timings = list(web_pages.timings())
    assert [timing.unit for timing in timings] == ["times", "pages a second", "pages a second"]
    assert all(timing.value > 0 for timing in timings)


def test_without_the_data_there_are_no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path / "nowhere"))
    assert list(web_pages.rows()) == []
    assert list(web_pages.timings()) == []
