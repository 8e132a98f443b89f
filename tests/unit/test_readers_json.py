"""JSON Lines and JSON: arrays of any length, objects that hold them, and whatever else stands under these names."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.model import Article
from framing.readers.jsonl import read_json, read_jsonl
from framing.readers.settings import Settings

BODY = (
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.\n\n"
    "Residents who spoke at the meeting said that they had not been asked about the plan."
)
SMALL = 1_000  # characters an article may have in the tests of limits; a value may always have a million
TOO_LARGE = "is longer than 1,048,576 characters, or holds too many values: too much for one article."
LONG = "word " * 300_000


def read(path: Path, **options: object) -> tuple[list[str], dict[str, str]]:
    """Return the identifiers of what a file holds, and what was left out by the end of its place."""
    skipped: dict[str, str] = {}
    settings = Settings(skip=True, on_skip=skipped.__setitem__, **options)  # type: ignore[arg-type]
    reader = read_json if ".json" in path.suffixes[-2:] else read_jsonl
    articles: list[Article] = []
    try:
        articles.extend(reader(path, settings))
    except ReadError as error:
        skipped[str(error).partition(": ")[0]] = str(error).partition(": ")[2]
    return [article.id for article in articles], {place.rpartition("/")[2]: reason for place, reason in skipped.items()}


def save(path: Path, content: object) -> Path:
    data = content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def item(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "text": BODY, **more}


# Arrays


@pytest.mark.parametrize("name", ["a.json", "a.json.gz", "a.jsonl", "a.ndjson"])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_is_read_under_any_of_the_names(name: str, indent: int | None, tmp_path: Path) -> None:
    path = save(tmp_path / name, json.dumps([item("x"), item("y")], indent=indent))
    assert read(path) == (["x", "y"], {})


def test_an_array_is_read_an_item_at_a_time(tmp_path: Path) -> None:
    path = save(tmp_path / "a.json", json.dumps([item("x"), {"note": 1}]))
    articles = read_json(path, Settings())
    assert next(articles).id == "x"  # the second item, which is an error, has not been reached
    with pytest.raises(ReadError, match=r"a\.json, item 2: has no field of article text"):
        next(articles)


def test_memory_stays_flat_however_long_an_array_is(tmp_path: Path) -> None:
    path = save(tmp_path / "a.json", [item(f"x{n}", note="n" * 5_000) for n in range(800)])
    list(read_json(save(tmp_path / "b.json", [item("x")]), Settings()))  # imports, caches
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_json(path, Settings())) == 800
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < path.stat().st_size / 2


def test_an_item_too_long_to_be_held_is_left_out_and_the_others_are_read(tmp_path: Path) -> None:
    path = save(tmp_path / "a.json", [item("x"), {"text": LONG}, item("y"), {"text": "[" * 2_000_000}, item("z")])
    names, skipped = read(path, max_chars=SMALL)
    assert names == ["x", "y", "z"]
    assert set(skipped) == {"a.json, item 2", "a.json, item 4"}
    assert skipped["a.json, item 2"].startswith(
        "is longer than 1,048,576 characters, or holds too many values: too much for one article."
    )


def test_an_array_that_breaks_gives_the_items_before_and_the_place(tmp_path: Path) -> None:
    path = save(tmp_path / "a.json", f'[{json.dumps(item("x"))},\n{{"id": "y" 3}},\n{json.dumps(item("z"))}]')
    names, skipped = read(path)
    assert names == ["x"]
    assert skipped == {
        "a.json, line 2": "is not valid JSON (Expecting ',' delimiter, column 12). What stands behind that was not read;"
        " correct it."
    }


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_an_array_that_is_cut_off_gives_the_items_before(cut: int, tmp_path: Path) -> None:
    names, skipped = read(save(tmp_path / "a.json", json.dumps([item("x"), item("y")])[:-cut]))
    assert names == (["x", "y"] if cut == 1 else ["x"])
    assert "is not valid JSON (" in skipped["a.json, line 1"]


def test_what_stands_behind_an_array_is_told(tmp_path: Path) -> None:
    names, skipped = read(save(tmp_path / "a.json", json.dumps([item("x")]) + "\n" + json.dumps([item("y")])))
    assert names == ["x"]
    assert skipped["a.json, line 2"] == "stands behind the end of the array and was not read. Put all articles into one."


def test_an_empty_array_holds_nothing_and_is_no_error(tmp_path: Path) -> None:
    assert read(save(tmp_path / "a.json", "[]")) == ([], {})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_an_array_may_be_in_any_encoding_with_a_byte_order_mark(encoding: str, tmp_path: Path) -> None:
    content = json.dumps([item("x", title="“Café”")], ensure_ascii=False).encode(encoding)
    (article,) = read_json(save(tmp_path / "a.json", content), Settings())
    assert article.title == "“Café”"


def test_each_item_is_decoded_for_itself(tmp_path: Path) -> None:
    utf8, windows = (json.dumps([item("x", title="“Café”")], ensure_ascii=False).encode(e) for e in ("utf-8", "cp1252"))
    first, second = read_json(save(tmp_path / "a.json", utf8[:-1] + b"," + windows[1:]), Settings())
    assert (first.title, second.title) == ("“Café”", "“Café”")
    assert first.warnings == ()
    assert "Windows-1252" in second.warnings[0]


# Objects


def test_an_object_too_large_to_be_held_is_looked_through_for_its_array(tmp_path: Path) -> None:
    articles = [item(f"x{n}", note="n" * 1_000) for n in range(1_200)]
    held = {"status": "ok", "tags": ["a", "b"], "page": {"n": 1}, "articles": articles, "more": None}
    names, skipped = read(save(tmp_path / "a.json", held), max_chars=SMALL)
    assert names == [f"x{n}" for n in range(1_200)]
    assert not skipped


@pytest.mark.parametrize(
    "held",
    [
        {"text": LONG, "tags": [{"a": 1}]},
        {"articles": [{"a": LONG}], "others": [{"a": LONG}]},
        {"note": LONG},
    ],
)
def test_a_large_object_without_one_array_of_articles_is_refused_whole(held: object, tmp_path: Path) -> None:
    names, skipped = read(save(tmp_path / "a.json", held), max_chars=SMALL)
    assert names == []
    assert skipped["a.json"].startswith(
        "is longer than 1,048,576 characters, or holds too many values: too much for one article. Write articles as an"
    )


def test_a_large_object_that_breaks_off_says_where(tmp_path: Path) -> None:
    _, skipped = read(save(tmp_path / "a.json", '{"articles":\n[{"text": "' + LONG), max_chars=SMALL)
    assert "is not valid JSON (the value that begins here has no end)" in skipped["a.json, line 1"]


def test_objects_one_behind_the_other_are_read_though_they_span_lines(tmp_path: Path) -> None:
    content = json.dumps(item("x"), indent=1) + "\n" + json.dumps(item("y"), indent=1)
    for name in ("a.json", "b.jsonl"):
        assert read(save(tmp_path / name, content)) == (["x", "y"], {})


def test_a_first_line_too_long_to_be_held_does_not_hide_the_others(tmp_path: Path) -> None:
    content = json.dumps({"text": LONG}) + "\n" + json.dumps(item("y"))
    for name in ("a.json", "b.jsonl"):
        names, skipped = read(save(tmp_path / name, content), max_chars=SMALL)
        assert names == ["y"]
        assert len(skipped) == 1


def test_a_table_written_by_its_columns_is_told_from_articles(tmp_path: Path) -> None:
    _, skipped = read(save(tmp_path / "a.json", {"text": {"0": BODY, "1": BODY}, "id": {"0": "x", "1": "y"}}))
    assert skipped["a.json, item 1"].startswith(
        "holds a table by its columns, not by its rows. Write it again as records (orient="
    )


# Values


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": 1' + "0" * 5_000 + "}", "is not valid JSON (an endless number)"),
        ('{"text": "a\tb"}', "is not valid JSON (Invalid control character at, column 12)"),
        ('{"text": ' + "[" * 5_000 + "]" * 5_000 + "}", "is not valid JSON (nested too deeply)"),
        ('{"text": ' + "[" * 900 + '"a"' + "]" * 900 + "}", ""),
        ('{"text": "\\ud800"}', ""),
        ('{"a": [' + "[]," * 600_000 + "1]}", "is too long to hold one article"),
        ("{", "is not valid JSON (Expecting property name enclosed in double quotes, column"),
    ],
)
def test_a_hostile_line_is_left_out_and_the_next_is_read(line: str, reason: str, tmp_path: Path) -> None:
    names, skipped = read(save(tmp_path / "a.jsonl", json.dumps(item("x")) + "\n" + line + "\n" + json.dumps(item("y"))))
    assert (names[0], names[-1]) == ("x", "y")
    if reason:
        assert skipped["a.jsonl, line 2"].startswith(reason)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "null", "true"])
def test_what_is_no_text_states_nothing(value: str, tmp_path: Path) -> None:
    line = f'{{"text": {json.dumps(BODY)}, "outlet": {value}, "title": {value}}}'
    (article,) = read_jsonl(save(tmp_path / "a.jsonl", line), Settings())
    assert (article.outlet, article.title) == ("", "")


def test_half_a_character_is_shown_as_unknown_in_every_field_and_in_records(tmp_path: Path) -> None:
    plain = {"id": "\ud800x", "text": f"\udfff {BODY}", "title": "Ferry \ud800", "author": ["Ana \ud800Ruiz"]}
    record = {"format": "framing-article-1", "id": "y", "text": "Rope \ud800.", "inferred": {"\ud800": "\ud800"}}
    first, second = read_jsonl(save(tmp_path / "a.jsonl", json.dumps(plain) + "\n" + json.dumps(record)), Settings())
    assert (first.id, first.title) == ("\ufffdx", "Ferry \ufffd")
    assert first.text.startswith("\ufffd The harbor")
    assert (second.text, second.inferred) == ("Rope \ufffd.", {"\ufffd": "\ufffd"})


def test_columns_asked_for_are_looked_for_in_every_object(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(value) for value in ({"story": BODY}, {"text": BODY}, {"story": BODY, "n": 1}))
    names, skipped = read(save(tmp_path / "a.jsonl", lines), columns={"text": "story"})
    assert len(names) == 2
    assert skipped == {"a.jsonl, line 2": 'has no column "story" (found: text). Name one with --text-column.'}


# Articles written by this toolkit


@pytest.mark.parametrize(
    "damage",
    [
        {"inferred": ["outlet"]},
        {"captions": [1]},
        {"title": ["x"]},
        {"list_items": [[0, 10_000_000]]},
        {"list_items": [[0, float("inf")]]},
        {"subheads": [{"text": "x", "at": -1}]},
        {"subheads": [{"text": 3, "at": 0}]},
        {"removed": [{"text": "x", "at": "first", "rule": "D-2", "reason": "r"}]},
        {"origin": {"path": "p", "record": 1, "encoding": "utf-8", "segments": [[0, 0, 1]]}},
        {"origin": {"path": "p", "record": 1, "encoding": "utf-8", "segments": {"body": [[0, -4, 1]]}}},
        {"origin": {"path": 7, "record": 1, "encoding": "utf-8", "segments": {}}},
        {"warnings": [None]},
    ],
)
def test_a_record_of_wrong_kinds_is_left_out_and_not_a_crash_later(damage: dict[str, object], tmp_path: Path) -> None:
    record = {"format": "framing-article-1", **item("x"), **damage}
    names, skipped = read(save(tmp_path / "a.jsonl", json.dumps(record) + "\n" + json.dumps(item("y"))))
    assert names == ["y"]
    assert "looks like an article written by this toolkit, but is damaged (" in skipped["a.jsonl, line 1"]


def test_a_record_is_bounded_like_any_article(tmp_path: Path) -> None:
    record = {"format": "framing-article-1", **item("x"), "text": BODY * 20}
    _, skipped = read(save(tmp_path / "a.jsonl", record), max_chars=SMALL)
    assert skipped["a.jsonl, line 1"].startswith("holds more than the 1,000 characters allowed for one article.")
