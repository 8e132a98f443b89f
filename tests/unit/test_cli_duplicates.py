"""``--duplicates`` of the commands that read: what is left out, marked or kept, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.newsstand import ANGRY, FERRY, run, write_lines

RECORDS = (
    {"id": "calm", "outlet": "Sound Post", "title": "Ferry may stop", "date": "2024-09-02", "text": FERRY},
    {"id": "calm-2", "outlet": "Sound Post", "title": "Ferry may stop", "date": "2024-09-02", "text": f"{FERRY} Updated."},
    {"id": "copy", "outlet": "Daily Gull", "title": "Ferry may stop", "date": "2024-09-03", "text": FERRY},
    {"id": "angry", "outlet": "Daily Gull", "title": "Fury over ferry", "date": "2024-09-03", "text": ANGRY},
)
LEFT_OUT = 'left out: calm-2: duplicate of "calm" of the same outlet, nearly word for word (100 % of the shorter text).'


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "pages.jsonl", *RECORDS)


def ids_of(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


class TestRead:
    def test_by_default_nothing_is_looked_for(self, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("framing.duplicates.settle_duplicates", None)
        result = run("read", pages)
        assert result.exit_code == 0
        assert "duplicate" not in result.output

    def test_marked_ones_carry_a_warning_in_the_list(self, pages: Path) -> None:
        result = run("read", pages, "--duplicates", "mark")
        warnings = [line.strip() for line in result.stdout.splitlines() if "warning" in line]
        assert warnings == [
            'warning: duplicate of "calm" of the same outlet, nearly word for word (100 % of the shorter text)',
            'warning: duplicate of "calm" of another outlet, word for word',
        ]

    def test_dropped_ones_are_named_and_not_written(self, pages: Path, tmp_path: Path) -> None:
        result = run("read", pages, "--duplicates", "drop", "-o", tmp_path / "clean.jsonl")
        assert ids_of(tmp_path / "clean.jsonl") == ["calm", "copy", "angry"]
        assert result.stderr.splitlines()[-2:] == [LEFT_OUT, f"{tmp_path / 'clean.jsonl'}: 3 articles, 1 left out."]

    def test_a_mark_is_written_and_read_back(self, pages: Path, tmp_path: Path) -> None:
        run("read", pages, "--duplicates", "mark", "-o", tmp_path / "marked.jsonl")
        again = run("read", tmp_path / "marked.jsonl")
        assert again.stdout.count("warning: duplicate of") == 2


class TestReport:
    def report(self, pages: Path, folder: Path, *options: str) -> tuple[dict[str, object], str]:
        result = run("report", pages, "-o", folder, "--measures", "hedging", "--format", "md", *options)
        assert result.exit_code == 0
        return json.loads((folder / "report.json").read_text(encoding="utf-8")), result.stderr

    def test_by_default_a_second_copy_is_left_out_and_named(self, pages: Path, tmp_path: Path) -> None:
        data, told = self.report(pages, tmp_path / "visit")
        assert sorted(article["id"] for article in data["articles"]) == ["angry", "calm", "copy"]  # type: ignore[attr-defined]
        assert [item["path"] for item in data["skipped"]] == ["calm-2"]  # type: ignore[attr-defined]
        assert LEFT_OUT in told
        assert told.splitlines()[-1].endswith("; 1 left out.")
        assert "3 articles, " in told.splitlines()[-1]

    @pytest.mark.parametrize(("handling", "n_found"), [("mark", 2), ("keep", 0)])
    def test_marked_or_kept_it_stays(self, pages: Path, tmp_path: Path, handling: str, n_found: int) -> None:
        data, told = self.report(pages, tmp_path / "visit", "--duplicates", handling)
        assert len(data["articles"]) == 4  # type: ignore[arg-type]
        assert len(data["duplicates"]) == n_found  # type: ignore[arg-type]
        assert "left out: " not in told

    def test_every_copy_left_out_is_in_no_story_and_no_score(self, pages: Path, tmp_path: Path) -> None:
        data, _ = self.report(pages, tmp_path / "visit")
        assert "calm-2" not in {key for story in data["stories"] for key in story["articles"]}  # type: ignore[attr-defined]
        assert "calm-2" not in (tmp_path / "visit" / "scores.csv").read_text(encoding="utf-8")


class TestCompareAndScore:
    def test_a_comparison_says_how_many(self, pages: Path) -> None:
        said = run("compare", pages, "--measures", "hedging").stdout
        assert said.startswith("3 articles, ")
        assert "1 article is a duplicate of another article of the same outlet and left out" in said
        assert "4 articles, " in run("compare", pages, "--measures", "hedging", "--duplicates", "keep").stdout

    def test_scores_stream_unless_duplicates_are_to_be_dropped(self, pages: Path) -> None:
        every, once = (run("score", pages, "--measures", "lix", *more) for more in ((), ("--duplicates", "drop")))
        assert "calm-2" in every.stdout
        assert "calm-2" not in once.stdout
        assert LEFT_OUT in once.stderr
        assert "3 articles scored, 1 left out" in once.stderr

    def test_scores_have_no_place_for_a_mark(self, pages: Path) -> None:
        result = run("score", pages, "--duplicates", "mark")
        assert result.exit_code == 2
        assert "'mark' is not one of 'keep', 'drop'" in result.stderr
