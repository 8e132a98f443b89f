"""The report's folder: whole or not at all, ours or refused, the same bytes every time."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from unit.newsroom import Case, make_case, make_hostile_case

from framing.comparison import compare
from framing.errors import FramingError
from framing.report import files, write_report
from framing.report.files import check_folder, replace_folder


@pytest.fixture(scope="module")
def case() -> Case:
    return make_case(1)


@pytest.fixture(scope="module")
def folder(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(*case, tmp_path_factory.mktemp("reports") / "vote")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(*make_hostile_case(), tmp_path_factory.mktemp("reports") / "x")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the charts out: they take most of the time and are tested elsewhere."""
    monkeypatch.setattr("framing.report.assembly.CHARTS", {})


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class TestWhatIsGiven:
    @pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 1, 3, 2), (0, 3, 2, 1), (0, 0, 2, 3), (0, 1, 0, 3)])
    def test_the_wrong_order_is_refused_with_the_right_one(self, order: tuple[int, ...], case: Case, tmp_path: Path) -> None:
        given: list[Any] = [*case, tmp_path / "x"]
        with pytest.raises(FramingError, match=r"write_report\(analysis, comparison, stories, \"reports/visit\"\)\. Given was"):
            write_report(*[given[place] for place in order])  # type: ignore[arg-type]
        assert not (tmp_path / "x").exists()

    @pytest.mark.parametrize("stories", [None, (), []])
    def test_without_stories_they_are_those_of_the_comparison(
        self, stories: Any, case: Case, folder: Path, tmp_path: Path
    ) -> None:
        analysis, comparison, _ = case
        assert snapshot(write_report(analysis, comparison, stories, tmp_path / "vote")) == snapshot(folder)

    def test_one_story_may_be_given_without_a_list(self, case: Case, folder: Path, tmp_path: Path) -> None:
        analysis, comparison, stories = case
        assert snapshot(write_report(analysis, comparison, stories[0], tmp_path / "vote")) == snapshot(folder)

    def test_stories_that_the_comparison_is_not_of_are_refused(self, tmp_path: Path) -> None:
        analysis, comparison, stories = make_case(2)
        smaller = replace(stories[1], articles=stories[1].articles[:1])
        for given in (stories[:1], (stories[0], smaller), (stories[0], replace(stories[1], id="another"))):
            with pytest.raises(FramingError, match=rf"such as {stories[1].id} .*: comparison\.stories\."):
                write_report(analysis, comparison, given, tmp_path / "x")

    def test_more_stories_than_the_comparison_is_of_are_told_of(self, tmp_path: Path, quick: None) -> None:
        analysis, _, stories = make_case(3)
        fewer = compare(analysis, stories=stories[:2], draws=20)
        assert (write_report(analysis, fewer, stories, tmp_path / "x") / "report.md").is_file()


class TestWhatIsWritten:
    def test_every_file_is_there(self, folder: Path) -> None:
        names = set(snapshot(folder))
        assert names >= {
            "report.md", "report.html", "report.json", "scores.csv", "hits.jsonl", "attributions.jsonl", "provenance.json",
            "charts/ladder.svg", "charts/ladder.png", "charts/ladder.csv", "charts/ladder-column.svg",
        }  # fmt: skip
        assert {path.name for path in folder.parent.iterdir()} == {"vote"}

    def test_the_folder_is_returned(self, case: Case, tmp_path: Path, quick: None) -> None:
        assert write_report(*case, str(tmp_path / "x")) == (tmp_path / "x").resolve()

    @pytest.mark.parametrize(("formats", "missing"), [(("md",), "report.html"), (("html",), "report.md")])
    def test_formats_can_be_chosen_and_the_data_is_always_there(
        self, case: Case, tmp_path: Path, quick: None, formats: tuple[str, ...], missing: str
    ) -> None:
        names = set(snapshot(write_report(*case, tmp_path / "x", formats=formats)))
        assert missing not in names
        assert {"report.json", "hits.jsonl", "scores.csv"} <= names

    def test_hits_lead_to_the_characters_of_the_article_and_of_its_file(self, case: Case, folder: Path) -> None:
        articles = {article.id: article for article in case[0].articles}
        hits = read_lines(folder / "hits.jsonl")
        assert len(hits) == sum(len(found) for found in case[0].hits.values())
        for hit in hits:
            article = articles[hit["article"]]
            text = article.text if hit["zone"] == "body" else article.title
            assert text[hit["start"] : hit["end"]] == hit["text"]
            assert hit["file"] == f"pages/{article.id}.txt"
            assert hit["confidence"] == 1.0, "what rules find is certain, and says so"
            if hit["zone"] == "body":
                assert (hit["file_start"], hit["file_end"]) == (hit["start"] + 40, hit["end"] + 40)
                assert hit["text"] in hit["sentence"]
            else:
                assert "file_start" not in hit, "what is empty is left out"

    def test_of_many_findings_the_file_is_packed_and_the_report_names_it(
        self, case: Case, folder: Path, tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        n_hits = sum(len(found) for found in case[0].hits.values())
        monkeypatch.setattr("framing.report.records.MOST_PLAIN", n_hits)
        monkeypatch.setattr("framing.report.sections.evidence.LIST_LENGTH", 1)
        plain = write_report(*case, tmp_path / "plain")
        assert (plain / "hits.jsonl").is_file()
        assert "hits.jsonl.gz" not in (plain / "report.html").read_text(encoding="utf-8")
        monkeypatch.setattr("framing.report.records.MOST_PLAIN", n_hits - 1)
        packed, again = (write_report(*case, tmp_path / name) for name in ("packed", "again"))
        assert not (packed / "hits.jsonl").exists()
        assert gzip.decompress((packed / "hits.jsonl.gz").read_bytes()) == (folder / "hits.jsonl").read_bytes()
        assert snapshot(packed) == snapshot(again)
        assert len(pd.read_json(packed / "hits.jsonl.gz", lines=True)) == n_hits
        for name in ("report.md", "report.html"):
            page = (packed / name).read_text(encoding="utf-8")
            assert "hits.jsonl.gz" in page
            assert not re.search(r"hits\.jsonl(?!\.gz)", page)

    def test_attributions_name_their_article(self, folder: Path) -> None:
        records = read_lines(folder / "attributions.jsonl")
        assert {record["article"] for record in records} == {"s0-0", "s0-1"}
        assert all(record["cue_text"] == "said" for record in records)

    def test_scores_keep_numerator_and_denominator(self, folder: Path) -> None:
        with (folder / "scores.csv").open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        row = next(row for row in rows if (row["article"], row["measure"], row["column"]) == ("s0-0", "hedging", "rate"))
        assert (row["total"], row["base"], row["unit"]) == ("3", "239", "per 1,000 words")
        assert float(row["value"]) == pytest.approx(1000 * 3 / 239)

    def test_an_undefined_score_is_an_empty_cell(self, case: Case, tmp_path: Path, quick: None) -> None:
        analysis, comparison, stories = case
        undefined = replace(analysis, scores=tuple(score._replace(base=0.0) for score in analysis.scores))
        place = write_report(undefined, comparison, stories, tmp_path / "x")
        with (place / "scores.csv").open(newline="", encoding="utf-8") as stream:
            assert {row["value"] for row in csv.DictReader(stream)} == {""}

    def test_json_files_have_sorted_keys_and_end_in_a_line_break(self, folder: Path) -> None:
        for name in ("report.json", "provenance.json"):
            text = (folder / name).read_text(encoding="utf-8")
            assert text.endswith("}\n")
            assert list(json.loads(text)) == sorted(json.loads(text))

    def test_the_same_input_gives_the_same_bytes(self, folder: Path, tmp_path: Path) -> None:
        again = write_report(*make_case(1), tmp_path / "again")
        assert snapshot(again) == snapshot(folder)

    def test_no_file_holds_the_time_or_the_place_it_was_written(self, folder: Path) -> None:
        for name, content in snapshot(folder).items():
            assert str(folder).encode() not in content, name
            assert b"T00:" not in content, name


class TestHostileNames:
    def test_no_outlet_name_makes_a_path(self, hostile: Path) -> None:
        assert {path.name for path in hostile.parent.iterdir()} == {"x"}
        assert all(set(part) <= set("abcdefghijklmnopqrstuvwxyz-./") for part in snapshot(hostile))

    def test_no_cell_of_any_table_is_a_formula(self, hostile: Path) -> None:
        for path in hostile.rglob("*.csv"):
            with path.open(newline="", encoding="utf-8") as stream:
                for row in csv.reader(stream):
                    assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))], path
                    assert not [cell for cell in row if cell.startswith("-") and not cell[1:2].isdigit()], path

    def test_half_a_surrogate_pair_does_not_stop_the_writing(self, case: Case, tmp_path: Path, quick: None) -> None:
        analysis, comparison, stories = case
        broken = tuple(replace(article, title="half \ud800 pair") for article in analysis.articles)
        place = write_report(replace(analysis, articles=broken), comparison, stories, tmp_path / "x")
        assert "half" in (place / "report.html").read_text(encoding="utf-8")


class TestWhole:
    def test_an_earlier_report_is_replaced_whole(self, case: Case, tmp_path: Path, quick: None) -> None:
        place = write_report(*case, tmp_path / "x")
        (place / "old.txt").write_text("old")
        write_report(*case, place)
        assert not (place / "old.txt").exists()

    def test_an_empty_folder_is_filled(self, case: Case, tmp_path: Path, quick: None) -> None:
        (tmp_path / "x").mkdir()
        assert (write_report(*case, tmp_path / "x") / "report.md").is_file()

    def test_missing_parents_are_made(self, case: Case, tmp_path: Path, quick: None) -> None:
        assert (write_report(*case, tmp_path / "a" / "b" / "x") / "report.md").is_file()

    @pytest.mark.parametrize("interruption", [KeyboardInterrupt, RuntimeError, MemoryError])
    def test_whatever_interrupts_the_writing_leaves_the_earlier_report_and_no_rest(
        self, case: Case, tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
    ) -> None:
        place = write_report(*case, tmp_path / "x")
        before = snapshot(place)

        def interrupt(*args: object) -> Iterator[dict[str, Any]]:
            yield {"first": "line"}
            raise interruption

        monkeypatch.setattr(files, "list_attributions", interrupt)
        with pytest.raises(interruption):
            write_report(*case, place, title="Another")
        assert snapshot(place) == before
        assert [path.name for path in tmp_path.iterdir()] == ["x"]

    def test_a_first_report_that_is_interrupted_leaves_nothing(self, tmp_path: Path) -> None:
        def interrupt(place: Path) -> None:
            (place / "half.txt").write_text("half")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            replace_folder(tmp_path / "x", interrupt)
        assert list(tmp_path.iterdir()) == []

    def test_an_earlier_report_comes_back_when_the_new_one_cannot_take_its_place(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "x"
        replace_folder(target, lambda place: (place / "a").write_text("first") and None)
        rename = Path.rename

        def refuse(self: Path, other: Path) -> Path:
            if "partial" in self.name:
                raise OSError("disk full")
            return rename(self, other)

        monkeypatch.setattr(Path, "rename", refuse)
        with pytest.raises(OSError, match="disk full"):
            replace_folder(target, lambda place: (place / "a").write_text("second") and None)
        assert (target / "a").read_text() == "first"

    def test_rests_of_a_killed_run_under_the_same_number_do_not_stand_in_the_way(self, tmp_path: Path) -> None:
        rest = tmp_path / f".x.partial-{os.getpid()}"
        rest.mkdir()
        (rest / "half.txt").write_text("half")
        replace_folder(tmp_path / "x", lambda place: (place / "a").write_text("whole") and None)
        assert [path.name for path in tmp_path.iterdir()] == ["x"]
        assert [path.name for path in (tmp_path / "x").iterdir()] == ["a"]


class TestRefusals:
    def test_a_file_is_no_folder(self, case: Case, tmp_path: Path) -> None:
        (tmp_path / "x").write_text("mine")
        with pytest.raises(FramingError, match=r"x: is a file, and a report is a folder\. Name a folder\."):
            write_report(*case, tmp_path / "x")
        assert (tmp_path / "x").read_text() == "mine"

    def test_a_folder_that_holds_something_else_is_left_alone(self, case: Case, tmp_path: Path) -> None:
        (tmp_path / "thesis.tex").write_text("years of work")
        with pytest.raises(FramingError, match=r"is not empty and holds no report\.json.*Name a new or empty folder"):
            write_report(*case, tmp_path)
        assert (tmp_path / "thesis.tex").read_text() == "years of work"

    def test_a_place_below_a_file_cannot_be_written(self, case: Case, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(FramingError, match=r"/file: is a file, and a report is a folder\. Name a folder\."):
            write_report(*case, tmp_path / "file" / "x")

    def test_a_disk_that_refuses_is_said_with_its_reason(
        self, case: Case, tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(self: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "mkdir", refuse)
        with pytest.raises(FramingError, match=r"x: cannot be written \(Permission denied\)"):
            write_report(*case, tmp_path / "x")

    def test_an_unknown_format_is_named_with_those_there_are(self, case: Case, tmp_path: Path) -> None:
        with pytest.raises(FramingError, match=r'unknown report format "pdf" \(allowed: md, html\)'):
            write_report(*case, tmp_path / "x", formats=("md", "pdf"))
        assert list(tmp_path.iterdir()) == []

    def test_a_place_is_refused_before_any_work_is_done(
        self, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "x").write_text("")
        monkeypatch.setattr(files, "build", lambda *args, **kwargs: pytest.fail("built a report before looking"))
        with pytest.raises(FramingError):
            write_report(*case, tmp_path / "x")

    def test_a_new_place_is_fine(self, tmp_path: Path) -> None:
        check_folder(tmp_path / "new")
