from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from unit.newsstand import run, write_articles, write_lines

from framing.cli import group, lexicon_kwic
from framing.screen import width_of

WIDE = (
    {
        "id": "=1+1",
        "outlet": "港口报",
        "text": "港口城市的报纸说 may 关闭港口 and the old ferry too, in the words of the mayor.",
    },
    {
        "id": "b",
        "outlet": "Gull\u202e",
        "text": "The ferry may stop in the fall, or so they tell us here on the island by the sea.",
    },
)


def test_the_words_found_stand_below_each_other(tmp_path: Path) -> None:
    result = run("lexicon", "kwic", "hedges", write_articles(tmp_path), "--entry", "could")
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    assert len({line.index("  could  ") for line in lines}) == 1
    assert "  reported  Sound Post  calm " in lines[0]
    assert result.stderr == 'hedges 1.0.0, entry "could": 2 lines in 1 of 2 articles.\n'.replace("1.0.0", version())


def version() -> str:
    from framing.lexicon import load_lexicon

    return load_lexicon("hedges").version


def test_lines_are_grouped_with_counts(tmp_path: Path) -> None:
    lines = run("lexicon", "kwic", write_articles(tmp_path), "--words", "ferry", "--by", "outlet", "--limit", "1").stdout
    assert lines.startswith("Daily Gull: 3 lines in 1 articles, 1 shown\n")
    assert "\n\nSound Post: 3 lines in 1 articles, 1 shown\n" in lines
    assert len(lines.splitlines()) == 5


def test_one_voice_can_be_asked_for(tmp_path: Path) -> None:
    result = run("lexicon", "kwic", "hedges", write_articles(tmp_path), "--voice", "quoted", "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(record["text"], record["voice"]) for record in records] == [("might", "quoted"), ("Perhaps", "quoted")]
    assert records[0]["article"] == "calm"
    assert records[0]["end"] - records[0]["start"] == len("might")


def test_wide_signs_keep_the_columns_and_unsafe_ones_are_replaced(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "wide.jsonl", *WIDE)
    output = run("lexicon", "kwic", "hedges", path, "--entry", "may", "--language", "any").stdout
    lines = output.splitlines()
    assert len({width_of(line[: line.index("  may  ")]) for line in lines}) == 1
    assert "\u202e" not in output
    assert "Gull\ufffd" in output


def test_csv_holds_no_formula(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "wide.jsonl", *WIDE)
    out = tmp_path / "found.csv"
    run("lexicon", "kwic", "hedges", path, "--entry", "may", "--language", "any", "-o", out)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert {row["article"] for row in rows} == {"'=1+1", "b"}
    assert [row["text"] for row in rows] == ["may", "may"]


def test_a_random_draw_is_the_same_each_time(tmp_path: Path) -> None:
    def draw(seed: str) -> str:
        return run("lexicon", "kwic", "hedges", write_articles(tmp_path), "--limit", "3", "--sample", seed).stdout

    assert draw("1") == draw("1")
    assert len({draw(seed) for seed in "123456"}) > 1


def test_a_sample_needs_a_size(tmp_path: Path) -> None:
    result = run("lexicon", "kwic", "hedges", write_articles(tmp_path), "--sample", "1")
    assert result.exit_code == 2
    assert "--sample draws as many lines as --limit says: give both." in result.stderr


def test_a_lexicon_without_articles_is_a_wrong_command_line() -> None:
    result = run("lexicon", "kwic", "hedges")
    assert result.exit_code == 2
    assert "Name a lexicon, then articles" in result.stderr


def test_a_misspelled_entry_is_answered_with_the_nearest(tmp_path: Path) -> None:
    result = run("lexicon", "kwic", "hedges", write_articles(tmp_path), "--entry", "perhapz")
    assert result.exit_code == 1
    assert 'error: Unknown entry "perhapz". Did you mean "perhaps"?' in result.stderr


def test_nothing_found_is_said(tmp_path: Path) -> None:
    result = run("lexicon", "kwic", write_articles(tmp_path), "--words", "submarine")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "\u201csubmarine\u201d: 0 lines in 0 of 2 articles.\n"


@pytest.mark.parametrize("width", [30, 80, 200])
def test_a_terminal_of_any_width_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr(lexicon_kwic, "screen_width", lambda _: width)
    lines = run("lexicon", "kwic", "hedges", write_articles(tmp_path)).stdout.splitlines()
    longest = max(map(width_of, lines))
    assert longest <= max(width, 95)  # where there is no room, a little context is shown all the same
    assert longest > 0.7 * width


def test_on_a_terminal_the_words_found_are_bold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon_kwic, "shows_color", lambda: True)
    args = ["lexicon", "kwic", "hedges", str(write_articles(tmp_path)), "--entry", "could"]
    assert "\x1b[1mcould\x1b[0m" in CliRunner().invoke(group, args, color=True).stdout
