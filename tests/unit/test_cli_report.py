from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from unit.newsstand import ARTICLES, run, write_actors, write_articles, write_hostile, write_lines


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A report on the hostile folder, made once: its folder and what was said of it."""
    folder = tmp_path_factory.mktemp("reported")
    pages = write_hostile(folder / "articles")
    result = run(
        "report",
        pages,
        "-o",
        folder / "visit",
        "--measures",
        "hedging,loaded",
        "--title",
        "The ferry <b>told</b>",
        "--duplicates",
        "keep",
    )
    assert result.exit_code == 0
    return folder, result.stderr


def test_a_report_is_written_and_said_where_and_of_what(reported: tuple[Path, str]) -> None:
    folder, told = reported
    assert told.splitlines()[-1].startswith(f"{folder / 'visit' / 'report.html'}: 9 articles, ")
    assert told.splitlines()[-1].endswith("; 6 left out.")
    names = {path.name for path in (folder / "visit").iterdir()}
    assert names >= {"report.md", "report.html", "report.json", "scores.csv", "hits.jsonl", "attributions.jsonl", "charts"}


def test_a_report_lists_what_was_left_out_and_why(reported: tuple[Path, str]) -> None:
    folder, told = reported
    data = json.loads((folder / "visit" / "report.json").read_text(encoding="utf-8"))
    left_out = {item["path"]: item["reason"] for item in data["skipped"]}
    names = ["binary.txt", "broken.jsonl, line 7", "empty.txt", "french.txt", "table.csv", "unreadable.txt"]
    assert sorted(left_out) == [str(folder / "articles" / name) for name in names]
    assert all(f"left out: {path}: {reason}" in told for path, reason in left_out.items())


def test_a_report_has_the_title_asked_for_as_text(reported: tuple[Path, str]) -> None:
    folder, _ = reported
    page = (folder / "visit" / "report.html").read_text(encoding="utf-8")
    assert "The ferry &lt;b&gt;told&lt;/b&gt;" in page
    assert "<script" not in page


def test_a_report_marks_proposed_actors_and_not_named_ones(reported: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = reported
    assert json.loads((folder / "visit" / "report.json").read_text(encoding="utf-8"))["actors_proposed"]
    one = write_lines(tmp_path / "a.jsonl", ARTICLES[0])
    options = ("--measures", "lix", "--format", "md", "--actors", write_actors(tmp_path))
    assert run("report", one, "-o", tmp_path / "visit", *options).exit_code == 0
    assert not json.loads((tmp_path / "visit" / "report.json").read_text(encoding="utf-8"))["actors_proposed"]
    assert not (tmp_path / "visit" / "report.html").exists()


@pytest.mark.parametrize("kind", ["file", "other folder", "below a file"])
def test_a_place_that_cannot_hold_a_report_is_told_before_anything_is_read(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "visit"
    if kind == "other folder":
        place.mkdir()
        (place / "thesis.txt").write_text("years of work", encoding="utf-8")
    else:
        place.write_text("years of work", encoding="utf-8")
    target = place / "report" if kind == "below a file" else place
    result = run("report", tmp_path / "nosuch", "-o", target)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {place}")
    assert "years of work" in next(path for path in (place, place / "thesis.txt") if path.is_file()).read_text(encoding="utf-8")


def test_a_report_needs_a_folder(tmp_path: Path) -> None:
    result = run("report", write_articles(tmp_path))
    assert result.exit_code == 2
    assert "Missing option '-o'" in result.stderr


def test_sections_and_notation_are_chosen_and_data_stay_whole(tmp_path: Path) -> None:
    one = write_articles(tmp_path)
    options = ("--measures", "hedging", "--format", "md", "--annotator", "fast")
    assert run("report", one, "-o", tmp_path / "whole", *options).exit_code == 0
    chosen = ("--only", "summary,methods", "--only", "results", "--lang", "de")
    assert run("report", one, "-o", tmp_path / "part", *options, *chosen).exit_code == 0
    page = (tmp_path / "part" / "report.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## Summary", "## Results", "## Methods"]
    assert "per 1.000 unquoted words" in page
    for name in ("report.json", "scores.csv", "articles.csv", "hits.jsonl"):
        assert (tmp_path / "part" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--only", "summery", 'Unknown section "summery". Did you mean "summary"?'),
        ("--lang", "klingon", 'Unknown language of numbers and dates "klingon".'),
    ],
)
def test_an_unknown_section_or_language_is_told_before_anything_is_read(
    tmp_path: Path, option: str, value: str, said: str
) -> None:
    result = run("report", tmp_path / "nosuch", "-o", tmp_path / "visit", option, value)
    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / "visit").exists()


def test_the_table_of_articles_calls_them_by_the_numbers_of_the_report(reported: tuple[Path, str]) -> None:
    folder, _ = reported
    with (folder / "visit" / "articles.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    data = json.loads((folder / "visit" / "report.json").read_text(encoding="utf-8"))
    assert [(int(row["number"]), row["article"]) for row in rows] == [(a["number"], a["id"]) for a in data["articles"]]
    assert {row["compared"] for row in rows} <= {"true", "false"}
    assert all(not row[name].startswith(("=", "+", "-", "@")) for row in rows for name in ("title", "outlet", "author"))
