from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pytest
from unit.newsstand import run, write_lines
from unit.suggested import fruit, ships

from framing.model import Article
from framing.review import Review
from framing.suggestions import read_candidates


def save(path: Path, articles: Iterable[Article]) -> Path:
    fields = ("id", "outlet", "text")
    return write_lines(path, *({key: asdict(article)[key] for key in fields} for article in articles))


@pytest.fixture
def boats(tmp_path: Path) -> Path:
    return save(tmp_path / "ships.jsonl", ships())


def _write_lexicon(folder: Path, words: str = "") -> Path:
    path = folder / "mine.yml"
    path.write_text(
        "name: harbor_words\nversion: 1.0.0\nabout: a\nsource: b\nlicense: CC0-1.0\n"
        f"categories: {{boat: x}}\nentries:\n  boat: [{words}]\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return save(tmp_path / "fruit.jsonl", fruit())


def test_candidates_are_listed_with_counts_and_who_named_them(boats: Path, other: Path) -> None:
    result = run("lexicon", "suggest", boats, "--background", other, "--no-learned")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["words", "uses", "stories", "outlets", "named", "by", "held", "by"]
    trawler = next(line for line in lines if re.match(r"trawler +\d", line))
    assert re.search(r"^trawler +\d+ +\d+ +2  keyness \d\.\d", trawler)
    assert "candidates from 12 articles, contrasted with 12 articles given as background.\n" in result.stderr
    assert "note: neighbor: no seeds were given" in result.stderr


def test_a_yaml_file_can_be_reviewed(boats: Path, tmp_path: Path) -> None:
    path = tmp_path / "candidates.yml"
    result = run("lexicon", "suggest", boats, "--seeds", "trawl*, ferry", "-o", path, "--no-learned")
    assert result.stdout == ""
    found = read_candidates(path)
    assert found.candidates
    assert not {"trawler", "ferry"} & {each.words for each in found.candidates}
    assert found.made["articles"] == "12"
    assert all(len(each.contexts) == min(3, each.articles) for each in found.candidates)


def test_a_table_has_a_row_for_each_candidate(boats: Path, tmp_path: Path) -> None:
    path = tmp_path / "candidates.csv"
    run("lexicon", "suggest", boats, "-o", path, "--no-learned")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert "trawler" in {row["words"] for row in rows}
    assert all(row["context_1"] for row in rows)


def test_the_word_counts_that_ship_can_be_asked_for(boats: Path, other: Path) -> None:
    result = run("lexicon", "suggest", boats, other, "--seeds", "trawler", "--background", "built-in", "--no-learned")
    assert "contrasted with word counts of 392 American texts" in result.stderr
    assert "without a seed" not in result.stderr


def test_the_annotator_reads_for_loaded_words_unless_told_not_to(tmp_path: Path) -> None:
    text = "The plan is a disgraceful and shameful lie, and a horrible, corrupt and stupid farce."
    path = save(tmp_path / "a.jsonl", [Article(f"a{n}", f"{text} So it ended on day {n}.") for n in range(3)])
    marked = re.compile(r"(loaded|hedged) 0\.\d")
    assert marked.search(run("lexicon", "suggest", path, "--annotator", "fast").stdout)
    assert not marked.search(run("lexicon", "suggest", path, "--no-learned").stdout)


@pytest.mark.parametrize(
    ("asked", "marks"),
    [
        ((), True),
        (("--seeds", "plan"), False),
        (("--seeds", "plan", "--learned"), True),
        (("--lexicon", "hedges"), True),
        (("--lexicon", "migration"), False),
    ],
)
def test_loaded_words_are_looked_for_where_no_topic_is_named(tmp_path: Path, asked: tuple[str, ...], marks: bool) -> None:
    text = "The plan is a disgraceful and shameful lie, and a horrible, corrupt and stupid farce."
    path = save(tmp_path / "a.jsonl", [Article(f"a{n}", f"{text} So it ended on day {n}.") for n in range(3)])
    result = run("lexicon", "suggest", path, "--annotator", "fast", *asked, "-o", tmp_path / "c.yml")
    assert result.exit_code == 0
    assert any({"loaded", "hedged"} & each.methods.keys() for each in read_candidates(tmp_path / "c.yml").candidates) is marks


def test_seeds_that_no_list_has_are_left_to_the_user(boats: Path, tmp_path: Path) -> None:
    told = "note: seeds are no candidates; write those you want into the lexicon yourself: "
    assert f"{told}trawl*, ferry.\n" in run("lexicon", "suggest", boats, "--seeds", "trawl*, ferry").stderr
    mine = _write_lexicon(tmp_path, "ferry")
    asked = ("--lexicon", mine, "--seeds")
    assert f"{told}trawl*.\n" in run("lexicon", "suggest", boats, *asked, "trawl*, ferry").stderr
    assert told not in run("lexicon", "suggest", boats, *asked, "ferry").stderr


def test_decisions_of_a_review_are_not_written_over(boats: Path, tmp_path: Path) -> None:
    path = tmp_path / "candidates.yml"
    asked = ("lexicon", "suggest", boats, "--no-learned", "-o", path)
    assert run(*asked).exit_code == 0
    assert run(*asked).exit_code == 0  # nothing is decided yet
    review = Review(path, _write_lexicon(tmp_path))
    review.reject(review.waiting[0].words)
    kept = path.read_bytes()
    refused = run(*asked)
    assert (refused.exit_code, path.read_bytes()) == (1, kept)
    assert f"{path}: holds 1 decisions of a review. Name another file with -o, or pass --force" in refused.stderr
    assert run(*asked, "--force").exit_code == 0
    assert not any(each.decision for each in read_candidates(path).candidates)


def test_a_file_that_holds_no_candidates_is_written_over(boats: Path, tmp_path: Path) -> None:
    path = tmp_path / "candidates.yml"
    path.write_text("- nothing\n", encoding="utf-8")
    assert run("lexicon", "suggest", boats, "--no-learned", "-o", path).exit_code == 0
    assert read_candidates(path).candidates


def test_few_articles_give_a_reason(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"id": "a", "text": "The ferry to the island was late on Monday, and it rained."})
    result = run("lexicon", "suggest", path, "--no-learned")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "note: keyness: the articles tell one story" in result.stderr
    assert "0 candidates from 1 articles" in result.stderr


def test_a_lexicon_that_grows_is_named(boats: Path) -> None:
    result = run("lexicon", "suggest", boats, "--lexicon", "lodaed")
    assert result.exit_code == 1
    assert 'Unknown lexicon "lodaed". Did you mean "loaded"?' in result.stderr


def test_a_background_that_is_not_there_is_an_error(boats: Path, tmp_path: Path) -> None:
    result = run("lexicon", "suggest", boats, "--background", tmp_path / "none", "--no-learned")
    assert result.exit_code == 1
    assert "none" in result.stderr


def test_nothing_is_left_of_a_file_that_cannot_be_written(boats: Path, tmp_path: Path) -> None:
    result = run("lexicon", "suggest", boats, "--no-learned", "-o", tmp_path / "none" / "c.yml")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_the_same_call_gives_the_same_bytes(boats: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "one.yml", tmp_path / "two.yml"]
    for path in paths:
        run("lexicon", "suggest", boats, "--seeds", "trawler", "--annotator", "fast", "-o", path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_suggested_word_goes_all_the_way_into_a_lexicon(boats: Path, tmp_path: Path) -> None:
    mine = _write_lexicon(tmp_path)
    path = tmp_path / "candidates.yml"
    run("lexicon", "suggest", boats, "-o", path, "--no-learned")
    words = read_candidates(path).candidates[0].words
    run("lexicon", "review", path, "--into", mine, stdin="a\n\n\nq\n")
    found = run("lexicon", "kwic", mine, boats, "--format", "jsonl").stdout.splitlines()
    assert found
    assert {json.loads(line)["entry"] for line in found} == {words}
