from __future__ import annotations

from pathlib import Path

from unit.newsstand import ARTICLES, run, write_actors, write_articles, write_lines


def test_comparing_prints_a_table_for_each_headline_column(tmp_path: Path) -> None:
    result = run("compare", write_articles(tmp_path), "--measures", "attribution,quotation")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "2 articles, 1 story, 1 compared by outlet: single story."
    place = lines.index("Attribution: rate (per 1,000 words)")
    assert lines[place + 1].split() == ["outlet", "value", "count", "stories", "interval"]
    assert lines[place + 2].lstrip().startswith("Daily Gull")
    assert lines[place + 3].lstrip().startswith("Sound Post")
    assert "one story" in lines[place + 3]


def test_the_rate_of_attribution_is_printed_with_the_ladder_and_the_opaque_share(tmp_path: Path) -> None:
    lines = run("compare", write_articles(tmp_path), "--measures", "attribution,quotation").stdout.splitlines()
    place = lines.index("Attribution: rate (per 1,000 words)")
    for outlet, line in zip(("Daily Gull", "Sound Post"), lines[place + 4 : place + 6], strict=True):
        assert line.startswith(f"  {outlet}: ")
        assert " to named persons" in line
        assert "opaque share" in line
    assert sum("opaque share" in line for line in lines) == 2


def test_comparing_one_story_ranks_and_tests_nothing(tmp_path: Path) -> None:
    text = run("compare", write_articles(tmp_path)).stdout
    assert "adjusted p" not in text
    assert "bootstrap" not in text


def test_comparing_splits_gaps_into_terms(tmp_path: Path) -> None:
    text = run("compare", write_articles(tmp_path), "--measures", "attribution").stdout
    assert "Gaps, and the terms that make most of them" in text
    gap = next(line for line in text.splitlines() if line.startswith("  Attribution, rate: Daily Gull against Sound Post"))
    assert "per 1,000 words" in gap


def test_findings_on_actors_stand_in_one_table_a_measure(tmp_path: Path) -> None:
    result = run("compare", write_articles(tmp_path), "--measures", "evaluation", "--actors", write_actors(tmp_path))
    titles = [line for line in result.stdout.splitlines() if line.startswith("Evaluation")]
    assert len(titles) == 1
    assert titles[0].endswith("where there are findings")
    assert "Ana Ruiz" in result.stdout


def test_comparing_by_a_field_that_articles_lack_is_answered_before_anything_is_read(tmp_path: Path) -> None:
    for command in (("compare",), ("report", "-o", str(tmp_path / "report"))):
        result = run(*command, tmp_path / "nosuch", "--by", "outlett")
        assert result.exit_code == 1
        assert 'error: Unknown article field to compare by "outlett". Did you mean "outlet"?' in result.stderr


def test_articles_that_do_not_state_the_field_are_a_group_of_their_own(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {**ARTICLES[0], "topic": "ferries"}, ARTICLES[1])
    text = run("compare", path, "--by", "topic", "--measures", "attribution").stdout
    assert "(topic not stated)" in text
