from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from unit.newsstand import ARTICLES, run, write_actors, write_articles, write_lines

import framing

FIELDS = ["article", "outlet", "measure", "column", "target", "value", "unit", "total", "base", "n_hits"]


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_scores_are_rows_of_csv_with_numerator_and_denominator(tmp_path: Path) -> None:
    result = run("score", write_articles(tmp_path), "--measures", "hedging,loaded")
    rows = read_rows(result.stdout)
    assert list(rows[0]) == FIELDS
    assert {row["measure"] for row in rows} == {"hedging", "loaded"}
    rate = next(row for row in rows if (row["article"], row["measure"], row["column"]) == ("calm", "hedging", "rate"))
    assert float(rate["value"]) == pytest.approx(1000 * float(rate["total"]) / float(rate["base"]))
    assert float(rate["total"]) >= 2


def test_scores_are_those_of_the_library(tmp_path: Path) -> None:
    path = write_articles(tmp_path)
    rows = read_rows(run("score", path, "--measures", "hedging").stdout)
    scores = framing.analyze(framing.read(path), measures=["hedging"]).scores
    assert [(row["article"], row["column"], float(row["total"])) for row in rows] == [
        (score.article_id, score.column, score.total) for score in scores
    ]


def test_a_value_without_base_is_an_empty_cell_or_null_and_never_zero(tmp_path: Path) -> None:
    text = "The council met on the matter and went home to bed."
    path = write_lines(tmp_path / "a.jsonl", {"id": "one", "outlet": "Post", "text": text})
    rows = read_rows(run("score", path, "--measures", "attribution").stdout)
    share = next(row for row in rows if row["column"] == "opaque_share")
    assert (share["value"], share["base"]) == ("", "0")
    lines = [
        json.loads(line) for line in run("score", path, "--measures", "attribution", "--format", "jsonl").stdout.splitlines()
    ]
    share = next(line for line in lines if line["column"] == "opaque_share")
    assert (share["value"], share["base"]) == (None, 0.0)


@pytest.mark.parametrize("name", ["=cmd()", "+1+1", "-2+3", "@SUM(A1)"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(tmp_path: Path, name: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", {**ARTICLES[0], "outlet": name})
    rows = read_rows(run("score", path, "--measures", "hedging").stdout)
    assert {row["outlet"] for row in rows} == {f"'{name}"}


def test_an_outlet_named_like_a_path_is_a_name(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {**ARTICLES[0], "outlet": "../../x"})
    assert read_rows(run("score", path, "--measures", "hedging").stdout)[0]["outlet"] == "../../x"


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    path = write_articles(tmp_path)
    rows = read_rows(run("score", path, "--measures", "evaluation", "--actors", write_actors(tmp_path)).stdout)
    totals = [row["total"] for row in rows if float(row["total"]) < 0]
    assert totals
    assert all(total.startswith("-") for total in totals)


@pytest.mark.parametrize(("name", "kind"), [("s.csv", "csv"), ("s.jsonl", "jsonl"), ("s.ndjson", "jsonl"), ("s", "csv")])
def test_the_format_follows_the_name_of_the_file(tmp_path: Path, name: str, kind: str) -> None:
    result = run("score", write_articles(tmp_path), "--measures", "lix", "-o", tmp_path / name)
    assert (result.exit_code, result.stdout) == (0, "")
    first = (tmp_path / name).read_text(encoding="utf-8").splitlines()[0]
    assert (first == ",".join(FIELDS)) == (kind == "csv")


def test_format_beats_the_name_of_the_file(tmp_path: Path) -> None:
    run("score", write_articles(tmp_path), "--measures", "lix", "-o", tmp_path / "s.csv", "--format", "jsonl")
    first = (tmp_path / "s.csv").read_text(encoding="utf-8").splitlines()[0]
    assert list(json.loads(first)) == FIELDS


def test_hits_quote_the_article_and_name_their_place_in_the_file(tmp_path: Path) -> None:
    run("score", write_articles(tmp_path), "--measures", "hedging", "-o", os.devnull, "--hits", tmp_path / "hits.jsonl")
    hits = [json.loads(line) for line in (tmp_path / "hits.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {str(article["id"]): str(article["text"]) for article in ARTICLES}
    body = [hit for hit in hits if hit["zone"] == "body"]
    assert {hit["article"] for hit in body} >= {"calm"}
    assert all(texts[hit["article"]][hit["start"] : hit["end"]] == hit["text"] for hit in body)
    assert all(hit["file"].endswith("articles.jsonl") and hit["rule"] for hit in hits)


def test_scores_and_hits_cannot_share_standard_output(tmp_path: Path) -> None:
    result = run("score", write_articles(tmp_path), "--hits", "-")
    assert result.exit_code == 2
    assert "Scores and hits cannot both go to standard output. Name a file with -o or --hits." in result.stderr


def test_hits_alone_can_go_to_standard_output(tmp_path: Path) -> None:
    result = run("score", write_articles(tmp_path), "--measures", "hedging", "-o", tmp_path / "s.csv", "--hits", "-")
    assert all(json.loads(line)["measure"] == "hedging" for line in result.stdout.splitlines())


def test_measures_of_actors_are_left_out_without_actors_and_that_is_said(tmp_path: Path) -> None:
    result = run("score", write_articles(tmp_path))
    measured = {row["measure"] for row in read_rows(result.stdout)}
    assert not measured & {"evaluation", "events", "reported_evaluation"}
    assert "not scored, because they need actors: evaluation, events, reported_evaluation" in result.stderr


def test_measures_of_actors_are_scored_for_named_actors(tmp_path: Path) -> None:
    rows = read_rows(
        run("score", write_articles(tmp_path), "--measures", "evaluation", "--actors", write_actors(tmp_path)).stdout
    )
    assert {"ruiz", "vik"} <= {row["target"] for row in rows}


def test_nothing_but_measures_of_actors_without_actors_is_an_error(tmp_path: Path) -> None:
    result = run("score", write_articles(tmp_path), "--measures", "evaluation")
    assert result.exit_code == 1
    assert "error: evaluation: cannot be scored without actors; name an actor file with --actors" in result.stderr


def test_what_scored_is_named_with_the_fingerprint_of_its_lexicon(tmp_path: Path) -> None:
    from framing.lexicon import load_lexicon

    result = run("score", write_articles(tmp_path), "--measures", "hedging")
    assert f"2 articles scored, 0 left out, by hedging (hedges {load_lexicon('hedges').version}, " in result.stderr
    assert load_lexicon("hedges").fingerprint in result.stderr


def test_articles_are_scored_while_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import framing.scale.storing

    alive: list[int] = []
    ahead: list[int] = []
    read = framing.read

    def reading(*args: Any, **kwargs: Any) -> Any:
        for n, article in enumerate(read(*args, **kwargs)):
            alive.append(n)
            yield article

    def finishing(articles: Any, *rest: Any, **kwargs: Any) -> Any:
        for n, finished in enumerate(finish_articles(articles, *rest, **kwargs)):
            ahead.append(len(alive) - n)
            yield finished

    finish_articles = framing.scale.storing.finish_articles
    monkeypatch.setattr(framing, "read", reading, raising=False)
    monkeypatch.setattr(framing.scale.storing, "finish_articles", finishing)
    records = [{**ARTICLES[0], "id": f"a{n}"} for n in range(200)]
    result = run("score", write_lines(tmp_path / "a.jsonl", *records), "--measures", "lix")
    assert result.exit_code == 0
    assert alive == list(range(200))
    assert max(ahead) <= 64, "more are held than are worked on together"


def test_a_misspelled_measure_is_answered_with_the_nearest_before_anything_is_read(tmp_path: Path) -> None:
    result = run("score", tmp_path / "nosuch", "--measures", "hedgeing")
    assert result.exit_code == 1
    assert 'error: Unknown measure "hedgeing". Did you mean "hedging"? Available: agency, attribution,' in result.stderr


def test_a_lexicon_of_ones_own_is_a_measure(tmp_path: Path) -> None:
    path = tmp_path / "boats.yml"
    path.write_text("name: boats\ncategories: {boat: }\nentries: {boat: [ferry, boat]}\n", encoding="utf-8")
    rows = read_rows(run("score", write_articles(tmp_path), "--measures", "lix", "--lexicons", path).stdout)
    found = {row["article"]: float(row["total"]) for row in rows if (row["measure"], row["column"]) == ("boats", "rate")}
    assert found["calm"] == 4


def test_a_wrong_lexicon_is_told_with_every_line_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "boats.yml"
    path.write_text("name: boats\ncategoris: {boat: }\nentries:\n  boat: [ferry]\n  ship: [boat]\n", encoding="utf-8")
    result = run("score", tmp_path / "nosuch", "--lexicons", path)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert all(line.startswith(f"error: {path}, line ") for line in lines)
    assert any('unknown key "categoris"' in line and 'Did you mean "categories"?' in line for line in lines)
    assert any('category "ship" is not declared' in line for line in lines)


def test_control_c_leaves_no_half_written_file(tmp_path: Path) -> None:
    records = [{**ARTICLES[n % 2], "id": f"a{n}"} for n in range(3_000)]
    path = write_lines(tmp_path / "a.jsonl", *records)
    out = tmp_path / "out"
    out.mkdir()
    # A shell may have had the signal ignored, which a program inherits.
    handled = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{handled}; from framing.cli import main; main()"
    options = ("-o", out / "s.csv", "--hits", out / "h.jsonl", "--measures", "hedging", "--annotator", "fast")
    scoring = subprocess.Popen([sys.executable, "-c", code, "score", path, *options], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while len(list(out.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert sorted(path.name.split(".")[1] for path in out.iterdir()) == ["h", "s"], "work did not begin"
    scoring.send_signal(signal.SIGINT)
    _, told = scoring.communicate(timeout=30)
    assert scoring.returncode == 130
    assert told.decode().splitlines()[-1] == "interrupted; no file was written."
    assert list(out.iterdir()) == []
