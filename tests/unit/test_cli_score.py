from __future__ import annotations

import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from unit.newsstand import ARTICLES, run, write_actors, write_articles, write_lines

import framing
from framing.scale.folder import UNFINISHED
from framing.scale.records import MANIFEST
from framing.scale.table import FIELDS, measures_of, read_metadata


def many(folder: Path, n: int) -> Path:
    return write_lines(folder / "many.jsonl", *({**ARTICLES[i % 2], "id": f"a{i}"} for i in range(n)))


def is_alive(session: int) -> bool:
    """Tell whether a process of a session is left."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestParquet:
    def test_a_file_holds_the_rows_that_csv_has(self, tmp_path: Path) -> None:
        from pyarrow import parquet

        articles = write_articles(tmp_path)
        run("score", articles, "--measures", "hedging,attribution", "-o", tmp_path / "s.parquet")
        run("score", articles, "--measures", "hedging,attribution", "-o", tmp_path / "s.csv")
        stored = parquet.read_table(tmp_path / "s.parquet").to_pylist()
        with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as file:
            plain = list(csv.DictReader(file))
        assert [list(row) for row in stored[:1]] == [list(FIELDS)]
        assert len(stored) == len(plain)
        for one, other in zip(stored, plain, strict=True):
            assert [one[name] for name in ("article", "outlet", "measure", "column", "target", "unit")] == [
                other[name] for name in ("article", "outlet", "measure", "column", "target", "unit")
            ]
            assert one["total"] == float(other["total"])
            assert one["value"] == (pytest.approx(float(other["value"])) if other["value"] else None)

    def test_it_says_what_scored(self, tmp_path: Path) -> None:
        run("score", write_articles(tmp_path), "--measures", "hedging", "-o", tmp_path / "s.parquet")
        about = read_metadata(tmp_path / "s.parquet")
        assert about["annotator"] == "fast"
        assert [measure.name for measure in measures_of(about)] == ["hedging"]

    def test_the_format_can_be_asked_for(self, tmp_path: Path) -> None:
        run("score", write_articles(tmp_path), "--measures", "lix", "-o", tmp_path / "scores", "--format", "parquet")
        assert read_metadata(tmp_path / "scores")["measures"][0]["name"] == "lix"

    def test_it_cannot_go_to_standard_output(self, tmp_path: Path) -> None:
        result = run("score", write_articles(tmp_path), "--format", "parquet")
        assert result.exit_code == 2
        assert "Parquet cannot go to standard output. Name a file with -o." in result.stderr

    def test_a_run_that_fails_leaves_no_file_and_no_noise(self, tmp_path: Path) -> None:
        broken = tmp_path / "a.jsonl"
        broken.write_text("{\n", encoding="utf-8")
        result = run("score", broken, "--measures", "lix", "-o", tmp_path / "s.parquet")
        assert result.exit_code == 1
        assert os.listdir(tmp_path) == ["a.jsonl"]
        assert "Traceback" not in result.stderr


class TestWorkers:
    @pytest.mark.parametrize("name", ["s.csv", "s.jsonl", "s.parquet"])
    def test_two_write_what_one_writes(self, tmp_path: Path, name: str) -> None:
        articles, actors = many(tmp_path, 9), write_actors(tmp_path)
        for n in "12":
            hits = ("--hits", tmp_path / f"h{n}.jsonl")
            result = run("score", articles, "--actors", actors, "--workers", n, "-o", tmp_path / f"{n}{name}", *hits)
            assert result.exit_code == 0
        assert (tmp_path / f"1{name}").read_bytes() == (tmp_path / f"2{name}").read_bytes()
        assert (tmp_path / "h1.jsonl").read_bytes() == (tmp_path / "h2.jsonl").read_bytes()
        assert json.loads((tmp_path / "h2.jsonl").read_text(encoding="utf-8").splitlines()[0])["file"].endswith("many.jsonl")

    def test_compare_takes_them_too(self, tmp_path: Path) -> None:
        articles = write_articles(tmp_path)
        one, two = (run("compare", articles, "--measures", "hedging", "--workers", n).stdout for n in "12")
        assert one == two
        assert "per 1,000 words" in one

    def test_no_worker_is_a_wrong_number(self, tmp_path: Path) -> None:
        assert run("score", write_articles(tmp_path), "--workers", "0").exit_code == 2


class TestFolder:
    def test_a_name_that_ends_in_a_slash_is_a_folder(self, tmp_path: Path) -> None:
        result = run("score", write_articles(tmp_path), "--measures", "hedging", "-o", f"{tmp_path}/new/scores/")
        assert result.exit_code == 0
        assert "2 articles scored, 0 left out, by hedging" in result.stderr
        assert MANIFEST in os.listdir(tmp_path / "new" / "scores")

    def test_the_same_command_again_scores_nothing_and_says_so(self, tmp_path: Path) -> None:
        command = ("score", write_articles(tmp_path), "--measures", "lix", "-o", tmp_path / "s")
        run(*command[:-1], f"{tmp_path}/s/")
        before = bytes_of(tmp_path / "s")
        result = run(*command)
        assert result.exit_code == 0, "a folder that is there needs no slash"
        assert "2 articles had their scores already" in result.stderr
        assert "0 articles scored" in result.stderr
        assert bytes_of(tmp_path / "s") == before

    def test_other_settings_are_told(self, tmp_path: Path) -> None:
        articles = write_articles(tmp_path)
        run("score", articles, "--measures", "lix", "-o", f"{tmp_path}/s/")
        result = run("score", articles, "--measures", "hedging", "-o", f"{tmp_path}/s/")
        assert "note: " in result.stderr
        assert "other measures: hedging, lix; other lexicons: hedges" in result.stderr.replace("\n", " ")
        assert "2 articles scored" in result.stderr

    def test_scores_go_only_when_that_is_asked_for(self, tmp_path: Path) -> None:
        run("score", many(tmp_path, 5), "--measures", "lix", "-o", f"{tmp_path}/s/")
        fewer = many(tmp_path, 3)
        result = run("score", fewer, "--measures", "lix", "-o", f"{tmp_path}/s/")
        assert result.exit_code == 1
        assert "holds scores of 2 articles that are not among those that were read now" in result.stderr
        result = run("score", fewer, "--measures", "lix", "-o", f"{tmp_path}/s/", "--prune")
        assert result.exit_code == 0
        assert "3 articles had their scores already, the scores of 2 went" in result.stderr

    def test_partition_makes_folders(self, tmp_path: Path) -> None:
        run("score", write_articles(tmp_path), "--measures", "lix", "-o", f"{tmp_path}/s/", "--partition", "outlet")
        assert {path.name for path in (tmp_path / "s").iterdir()} == {MANIFEST, "Sound Post", "Daily Gull"}

    def test_an_outlet_named_like_a_path_stays_inside(self, tmp_path: Path) -> None:
        articles = write_lines(tmp_path / "a.jsonl", {**ARTICLES[0], "outlet": "../../x"}, {**ARTICLES[1], "outlet": "."})
        run("score", articles, "--measures", "lix", "-o", f"{tmp_path}/s/", "--partition", "outlet")
        assert {path.name for path in (tmp_path / "s").iterdir()} == {MANIFEST, "%2E.%2F..%2Fx", "%2E"}
        assert sorted(os.listdir(tmp_path)) == ["a.jsonl", "s"]

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (("-o", "s.csv", "--partition", "outlet"), "--partition and --prune are for a folder of scores"),
            (("-o", "s.csv", "--prune"), "--partition and --prune are for a folder of scores"),
            (("-o", "s/", "--format", "csv"), "A folder of scores holds Parquet"),
            (("-o", "s/", "--hits", "h.jsonl"), "What is done in a folder of scores is not done again"),
        ],
    )
    def test_options_that_do_not_go_together_are_told(self, tmp_path: Path, options: tuple[str, ...], told: str) -> None:
        result = run("score", write_articles(tmp_path), *options)
        assert result.exit_code == 2
        assert told in result.stderr

    def test_a_folder_of_articles_is_not_taken_for_one_of_scores(self, tmp_path: Path) -> None:
        (tmp_path / "articles").mkdir()
        articles = write_articles(tmp_path / "articles")
        result = run("score", articles, "--measures", "lix", "-o", tmp_path / "articles")
        assert result.exit_code == 1
        assert "holds other files and no table of scores" in result.stderr
        assert os.listdir(tmp_path / "articles") == ["articles.jsonl"]

    @pytest.mark.parametrize(("number", "code_of_exit", "workers"), [("SIGINT", 130, "1"), ("SIGTERM", 143, "2")])
    def test_ctrl_c_or_being_told_to_end_keeps_what_was_finished_and_says_how_to_go_on(
        self, tmp_path: Path, number: str, code_of_exit: int, workers: str
    ) -> None:
        articles = many(tmp_path, 1_500)
        # A shell may have had the signal ignored, which a program inherits.
        handled = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
        code = f"{handled}; from framing.cli import main; main()"
        options = ("-o", f"{tmp_path}/s/", "--measures", "lix", "--annotator", "fast")
        command = [sys.executable, "-c", code, "score", articles, *options, "--workers", workers]
        scoring = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
        journal = tmp_path / "s" / UNFINISHED / "journal.jsonl"
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
            time.sleep(0.02)
        scoring.send_signal(getattr(signal, number))
        _, told = scoring.communicate(timeout=60)  # until nobody holds its standard error any more
        assert scoring.returncode == code_of_exit
        while time.monotonic() < deadline and is_alive(scoring.pid):
            time.sleep(0.02)
        assert not is_alive(scoring.pid), "a process of the run outlived it"
        assert told.decode().splitlines()[-1] == (
            f"interrupted; {tmp_path / 's'} keeps what was finished; the same command goes on from there."
        )
        result = run("score", articles, *options)
        assert result.exit_code == 0
        assert "articles had their scores already" in result.stderr
        assert UNFINISHED not in os.listdir(tmp_path / "s")


def test_an_article_that_cannot_be_scored_is_told_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from framing.annotation import FastAnnotator
    from framing.errors import FramingError
    from framing.model import Article, Document

    annotate_many = FastAnnotator.annotate_many

    def refuse(self: FastAnnotator, articles: Sequence[Article]) -> Iterator[Document]:
        if any(article.id == "angry" for article in articles):
            raise FramingError("No good.")
        return annotate_many(self, articles)

    monkeypatch.setattr(FastAnnotator, "annotate_many", refuse)
    for output in ("s.csv", "s/"):
        result = run("score", write_articles(tmp_path), "--measures", "lix", "-o", f"{tmp_path}/{output}")
        assert result.exit_code == 0
        assert "left out: angry: No good." in result.stderr
        assert "1 article scored, 1 left out" in result.stderr


def test_nothing_goes_to_standard_output_before_there_is_something_to_write(tmp_path: Path) -> None:
    result = run("score", tmp_path / "missing.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "does not exist" in result.stderr


def test_scores_and_evidence_are_packed_where_their_names_say_so(tmp_path: Path) -> None:
    articles = write_articles(tmp_path)
    scores, hits = tmp_path / "s.jsonl.gz", tmp_path / "h.jsonl.gz"
    assert run("score", articles, "--measures", "hedging", "-o", scores, "--hits", hits).exit_code == 0
    plain = run("score", articles, "--measures", "hedging", "--format", "jsonl").stdout
    assert gzip.decompress(scores.read_bytes()).decode() == plain
    assert all("measure" in json.loads(line) for line in gzip.decompress(hits.read_bytes()).splitlines())
    refused = run("score", articles, "-o", tmp_path / "s.parquet.gz")
    assert (refused.exit_code, "packed already" in refused.stderr) == (2, True)


def test_a_table_of_no_rows_has_its_head(tmp_path: Path) -> None:
    articles = write_lines(tmp_path / "short.jsonl", {**ARTICLES[0], "text": "Nothing.", "title": ""})
    result = run("score", articles, "--measures", "evaluation", "--actors", write_actors(tmp_path))
    assert result.stdout == "article,outlet,measure,column,target,value,unit,total,base,n_hits\n"


def test_the_library_reads_what_the_command_wrote(tmp_path: Path) -> None:
    articles = write_articles(tmp_path)
    run("score", articles, "--measures", "hedging", "-o", tmp_path / "s.parquet")
    import pandas as pd

    stored = pd.read_parquet(tmp_path / "s.parquet")
    scores = framing.analyze(framing.read(articles), measures=["hedging"]).scores_frame()
    assert stored["total"].tolist() == scores["total"].tolist()
    assert stored["column"].tolist() == scores["column"].tolist()
