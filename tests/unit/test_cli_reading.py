from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from unit.newsstand import ACTORS, ARTICLES, FERRY, run, write_articles, write_hostile, write_lines

import framing


def test_the_list_says_what_was_found(tmp_path: Path) -> None:
    result = run("read", write_articles(tmp_path))
    header, first, second = result.stdout.splitlines()
    assert header.split() == ["outlet", "date", "words", "lines", "cut", "inferred", "agency", "id", "title"]
    assert first.split("  ")[0] == "Sound Post"
    assert "2024-09-02" in first
    assert str(len(FERRY.split())) in first.split()
    assert first.endswith("calm   Ferry may stop in October")
    assert second.endswith("angry  Fury over ferry")


def test_inferred_fields_are_named(tmp_path: Path) -> None:
    page = tmp_path / "sound.txt"
    page.write_text(f"Ferry may stop in October\n\n{FERRY}\n", encoding="utf-8")
    assert "outlet" in run("read", page).stdout.splitlines()[1].split()


def test_show_removed_shows_the_page_in_order_with_what_was_cut_in_its_place(tmp_path: Path) -> None:
    page = tmp_path / "sound.txt"
    text = " ".join(FERRY.split())
    lines = ["Home", "Ferry may stop in October", "By Ana Ruiz", text, "Advertisement", text, "Sign up for our newsletter"]
    page.write_text("\n\n".join(lines), encoding="utf-8")
    result = run("read", page, "--show-removed")
    shown = [line.strip().split(" | ") for line in result.stdout.splitlines() if " | " in line]
    assert [label.strip() for label, _ in shown] == ["cut", "title", "byline", "body", "cut", "body", "cut"]
    assert all(text.startswith(line) for (_, text), line in zip(shown, lines, strict=True))
    assert shown[0][1] == "Home (D-2, menu or button)"
    assert "    author: Ana Ruiz" in result.stdout
    assert "    inferred outlet: file name; the page states no outlet" in result.stdout
    assert "newsletter" not in run("read", page).stdout


def test_a_long_list_is_printed_as_it_is_read(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", *({"id": f"id-{n}", "outlet": "Post", "text": FERRY} for n in range(1100)))
    lines = run("read", path).stdout.splitlines()
    assert len(lines) == 1101
    assert [line.split()[-3] for line in lines[1:]] == [f"id-{n}" for n in range(1100)]


def test_warnings_of_a_page_stand_below_its_line(tmp_path: Path) -> None:
    page = tmp_path / "sound.txt"
    page.write_bytes(f"Caf\u00e9 ferry may stop\n\n{FERRY}\n".encode("cp1252"))
    assert "    warning: not UTF-8: read as Windows-1252" in run("read", page).stdout


def test_what_is_written_reads_back_as_the_same_articles(tmp_path: Path) -> None:
    source = write_articles(tmp_path)
    target = tmp_path / "out.jsonl"
    result = run("read", source, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{target}: 2 articles, 0 left out.\n"
    assert list(framing.read(target)) == list(framing.read(source))


def test_a_page_reads_back_with_its_place_in_the_file(tmp_path: Path) -> None:
    page = tmp_path / "sound.txt"
    page.write_text(f"Sound Post\n\nFerry may stop in October\n\n{FERRY}\n", encoding="utf-8")
    run("read", page, "-o", tmp_path / "out.jsonl")
    (article,) = framing.read(tmp_path / "out.jsonl")
    assert article == next(iter(framing.read(page)))
    assert article.origin is not None
    assert article.origin.locate(0, 9) is not None


def test_nothing_is_written_where_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("read", tmp_path / "empty.txt", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert f"left out: {tmp_path / 'empty.txt'}: is empty." in result.stderr
    assert f"error: {tmp_path / 'empty.txt'}: not one article could be read." in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_what_does_not_exist_is_an_error(tmp_path: Path) -> None:
    result = run("read", tmp_path / "nosuch")
    assert result.exit_code == 1
    assert result.stderr == f"error: {tmp_path / 'nosuch'}: does not exist. Name a file or folder of articles.\n"


def test_articles_have_to_be_named() -> None:
    result = run("read")
    assert result.exit_code == 2
    assert "Missing argument 'ARTICLES...'" in result.stderr


def test_columns_of_other_names_can_be_named(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"prose": FERRY, "paper": "Sound Post"})
    result = run("read", path, "--text-column", "prose", "--outlet-column", "paper", "-o", "-")
    record = json.loads(result.stdout)
    assert (record["text"], record["outlet"]) == (FERRY, "Sound Post")


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    result = run("read", write_articles(tmp_path), "--text-column", "prose")
    assert result.exit_code == 1
    assert 'has no column "prose" (found: id, outlet, title, date, text)' in result.stderr


def test_an_article_longer_than_allowed_is_left_out_and_told(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", ARTICLES[0], {**ARTICLES[1], "text": FERRY * 3})
    result = run("read", path, "--max-chars", len(FERRY) + 1)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert f"left out: {path}, line 2: holds" in result.stderr


BAD = {
    "empty.txt": "is empty",
    "binary.txt": "is binary data",
    "table.csv": "has no column of article text (looked for text",
    "broken.jsonl, line 7": "is not valid JSON",
    "french.txt": "",
    "unreadable.txt": "cannot be opened",
}


@pytest.mark.parametrize("command", [("read",), ("annotate",), ("score", "--measures", "hedging")])
def test_bad_input_is_named_and_costs_nothing_of_the_rest(tmp_path: Path, command: tuple[str, ...]) -> None:
    folder = write_hostile(tmp_path / "articles")
    result = run(*command, folder)
    assert result.exit_code == 0
    for name, reason in BAD.items():
        assert f"left out: {folder / name}: {reason}" in result.stderr
    assert "good" in result.stdout
    assert all(f"line-{n}" in result.stdout for n in (1, 2, 3, 4, 5, 6, 8))


def test_markup_in_an_html_page_is_text(tmp_path: Path) -> None:
    folder = write_hostile(tmp_path / "articles")
    result = run("read", folder / "scripts.html", "-o", "-")
    record = json.loads(result.stdout)
    assert record["title"] == "Ferry <script>alert(2)</script> row"
    assert "</pre><script>alert(3)</script>" in record["text"]
    assert "alert(1)" not in record["text"]


def test_two_articles_of_one_id_are_told_apart_or_named(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", ARTICLES[0], {**ARTICLES[1], "id": "calm"})
    result = run("read", path)
    assert result.stderr.startswith(f"left out: {path}, ")
    assert 'has the id "calm"' in result.stderr
    assert len(result.stdout.splitlines()) == 2


def test_escape_sequences_of_a_page_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {**ARTICLES[0], "title": "Ferry \x1b[2J may stop"})
    assert "\x1b" not in run("read", path).stdout


def read_layers(*args: Any) -> list[dict[str, Any]]:
    result = run("annotate", *args)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_annotation_is_one_line_an_article_with_character_spans(tmp_path: Path) -> None:
    actors = tmp_path / "actors.yml"
    actors.write_text(ACTORS, encoding="utf-8")
    calm, angry = read_layers(write_articles(tmp_path), "--actors", actors)
    assert (calm["id"], calm["outlet"], angry["id"]) == ("calm", "Sound Post", "angry")
    body, title = calm["zones"]
    assert (body["zone"], title["zone"], title["text"]) == ("body", "title", "Ferry may stop in October")
    first, last = body["sentences"][0]
    assert body["text"][first:last] == "The ferry to Lindholm may stop running in October, the harbor office said on Monday."
    quoted = [body["text"][q["start"] : q["end"]] for q in body["quotations"]]
    assert quoted == ["We might find a buyer,", "Perhaps we will not."]
    told = body["attributions"][0]
    assert body["text"][slice(*told["source"])] == told["source_text"] == "the harbor office"
    assert body["text"][slice(*told["cue"])] == "said"
    assert {body["text"][m["start"] : m["end"]] for m in body["mentions"]} >= {"Ana Ruiz", "Ruiz", "Jon Vik"}


def test_without_an_actor_file_there_are_no_mentions_and_that_is_said(tmp_path: Path) -> None:
    result = run("annotate", write_articles(tmp_path))
    assert all(not zone["mentions"] for line in result.stdout.splitlines() for zone in json.loads(line)["zones"])
    assert "no actor file given, so there are no mentions: name one with --actors" in result.stderr


def test_layers_can_go_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "layers.jsonl"
    result = run("annotate", write_articles(tmp_path), "-o", target)
    assert result.stdout == ""
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2


def test_an_unknown_actor_file_is_answered_before_anything_is_read(tmp_path: Path) -> None:
    result = run("annotate", tmp_path / "nosuch", "--actors", "sampel")
    assert result.exit_code == 1
    assert 'error: Unknown actor file "sampel". Did you mean "sample"?' in result.stderr


def test_an_actor_file_that_names_no_actor_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.yml"
    path.write_text("name: nobody\n", encoding="utf-8")
    result = run("annotate", write_articles(tmp_path), "--actors", path)
    assert result.exit_code == 1
    assert f"error: {path}, line 1: names no actor" in result.stderr
