from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyarrow import parquet
from unit.newsstand import run, write_actors, write_articles
from unit.scored import Told, make_analysis, tell_both
from unit.stored_tables import write_table

from framing.actors import load_registry
from framing.annotation import FastAnnotator
from framing.measures import resolve_measures
from framing.readers import read
from framing.scale.folder import UNFINISHED
from framing.scale.storing import score_folder

Scores = tuple[Path, Path]


@pytest.fixture
def scores(tmp_path: Path) -> Scores:
    """Write two articles, and a folder of their scores on attribution, quotation and two actors."""
    articles, table = write_articles(tmp_path), tmp_path / "scores"
    registry = load_registry(write_actors(tmp_path))
    measures = resolve_measures(["attribution", "quotation", "evaluation"])
    score_folder(read(articles), table, measures=measures, annotator=FastAnnotator(registry), registry=registry)
    return articles, table


def compared(*args: str | Path) -> list[str]:
    result = run("compare", *args)
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def test_comparing_a_table_prints_what_comparing_its_articles_prints_but_the_terms(scores: Scores, tmp_path: Path) -> None:
    articles, table = scores
    held = compared(articles, "--measures", "attribution,quotation,evaluation", "--actors", tmp_path / "actors.yml")
    stored = compared(table)
    gaps = held.index("Gaps, and the terms that make most of them")
    assert stored[:gaps] == held[:gaps]
    assert stored[gaps] == "Gaps"
    assert stored[-1].startswith("The terms behind each gap are not")
    assert set(stored[gaps + 1 : -2]) >= {line for line in held[gaps + 1 :] if line[2] != " "}


def test_measures_can_be_chosen_and_the_grouping_corrected(scores: Scores, tmp_path: Path) -> None:
    (tmp_path / "apart.yml").write_text("apart: [[calm, angry]]\n", encoding="utf-8")
    lines = compared(scores[1], "--measures", "quotation", "--grouping", tmp_path / "apart.yml")
    assert lines[0] == "2 articles, 2 stories, 2 compared by outlet: unmatched."
    assert not any(line.startswith("Attribution") for line in lines)


def test_one_file_of_a_folder_is_a_table_too(scores: Scores) -> None:
    [part] = scores[1].glob("*.parquet")
    assert compared(part) == compared(scores[1])


def test_without_signatures_every_article_is_a_story_and_that_is_told(tmp_path: Path) -> None:
    table = write_table(tmp_path / "x.parquet", make_analysis(tell_both(3, [5, 1], [2]))[0])
    result = run("compare", table)
    assert result.stdout.startswith("6 articles, 6 stories, 6 compared by outlet: unmatched.")
    assert "note: no article has its wording stored, so each of these is a story of its own" in result.stderr


def test_that_some_articles_lack_a_signature_is_told(scores: Scores, tmp_path: Path) -> None:
    [part] = scores[1].glob("*.parquet")
    table = parquet.read_table(part)
    place = table.schema.get_field_index("signature")
    first = next(i for i, value in enumerate(table.column("signature").to_pylist()) if value)
    values = [None if i == first else value for i, value in enumerate(table.column("signature").to_pylist())]
    changed = table.set_column(place, table.schema.field("signature"), [values])
    parquet.write_table(changed, tmp_path / "some.parquet")
    assert "note: 1 of 2 articles do not have their wording stored" in run("compare", tmp_path / "some.parquet").stderr


def test_an_id_of_the_grouping_that_is_no_articles_is_told(scores: Scores, tmp_path: Path) -> None:
    (tmp_path / "g.yml").write_text("together: [[calm, nobody]]\n", encoding="utf-8")
    assert "no article has the id nobody" in run("compare", scores[1], "--grouping", tmp_path / "g.yml").stderr


@pytest.mark.parametrize("command", ["compare", "stories"])
@pytest.mark.parametrize(("option", "value"), [("--annotator", "fast"), ("--lexicons", "mine.yml"), ("--actors", "a.yml")])
def test_what_was_scored_cannot_be_scored_otherwise(scores: Scores, command: str, option: str, value: str) -> None:
    result = run(command, scores[1], option, value)
    assert result.exit_code == 1
    assert f"{scores[1]}: holds stored scores, which {option} cannot change any more. Leave {option} out" in result.stderr


def test_a_field_that_is_not_stored_is_refused(scores: Scores) -> None:
    result = run("compare", scores[1], "--by", "url")
    assert result.exit_code == 1
    assert 'Unknown field of stored scores to compare by "url"' in result.stderr


def test_scores_and_articles_cannot_be_named_together(scores: Scores) -> None:
    result = run("compare", scores[1], scores[0])
    assert result.exit_code == 1
    assert f"{scores[1]}: holds stored scores, and {scores[0]} does not." in result.stderr


@pytest.mark.parametrize("command", ["compare", "stories"])
def test_a_folder_whose_scoring_was_interrupted_before_anything_was_finished_says_so(tmp_path: Path, command: str) -> None:
    (tmp_path / "scores" / UNFINISHED).mkdir(parents=True)
    (tmp_path / "scores" / UNFINISHED / "draft.jsonl").write_text("{}\n", encoding="utf-8")
    result = run(command, tmp_path / "scores")
    assert result.exit_code == 1
    assert "scores: holds no finished scores yet" in result.stderr
    assert "left out" not in result.stderr


def test_tables_of_two_runs_are_refused_by_name(scores: Scores, tmp_path: Path) -> None:
    other = write_table(tmp_path / "other.parquet", make_analysis(tell_both(1, [1], [2]))[0])
    result = run("compare", scores[1], other)
    assert result.exit_code == 1
    assert "were not scored alike" in result.stderr
    assert str(other) in result.stderr


def test_a_damaged_part_is_named(scores: Scores, tmp_path: Path) -> None:
    write_table(scores[1].parent / "two" / "a.parquet", make_analysis(tell_both(1, [1], [2]))[0])
    (tmp_path / "two" / "b.parquet").write_bytes(b"nothing")
    result = run("compare", tmp_path / "two")
    assert result.exit_code == 1
    assert f"{tmp_path / 'two' / 'b.parquet'}: cannot be read as Parquet" in result.stderr


def test_a_name_in_a_table_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    rows = [Told("Al\x1b[31mpha", "s1", {"may": 5}), Told("Beta", "s1", {"may": 2})]
    result = run("compare", write_table(tmp_path / "x.parquet", make_analysis(rows)[0]))
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout


def test_stories_of_a_table_are_those_of_its_articles_without_claims(scores: Scores, tmp_path: Path) -> None:
    articles, table = scores
    out = tmp_path / "stories.json"
    told = run("stories", table, "-o", out)
    assert told.exit_code == 0
    assert "1 stories told more than once; 0 articles stand alone." in told.stdout
    assert f"{out}: 1 stories, 1 told more than once." in told.stderr
    found = json.loads(out.read_text(encoding="utf-8"))
    held = tmp_path / "held.json"
    assert run("stories", articles, "-o", held).exit_code == 0
    expected = json.loads(held.read_text(encoding="utf-8"))
    assert [story.pop("claims") for story in found] == [None]
    assert expected[0].pop("claims") is not None
    assert [{**story, "derivations": ()} for story in found] == [{**story, "derivations": ()} for story in expected]
