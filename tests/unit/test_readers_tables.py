"""CSV, TSV, JSON Lines and JSON: columns, rows, and rows that cannot be read."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.model import Article
from framing.readers import from_record, read, to_record

FIRST = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
SECOND = "Residents who spoke at the meeting said that they had not been asked about the plan."
BODY = f"{FIRST}\n\n{SECOND}"


def skipping(path: Path, **options: object) -> tuple[list[Article], dict[str, str]]:
    skipped: dict[str, str] = {}
    articles = list(read(path, on_error="skip", on_skip=skipped.__setitem__, **options))  # type: ignore[arg-type]
    return articles, {place.rpartition("/")[2]: reason for place, reason in skipped.items()}


def write_table(path: Path, rows: list[list[str]], delimiter: str = ",") -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_lines(path: Path, *objects: object) -> Path:
    path.write_text("\n".join(part if isinstance(part, str) else json.dumps(part) for part in objects), encoding="utf-8")
    return path


# Tables


@pytest.mark.parametrize(
    "names",
    [
        ["id", "text", "outlet", "title", "date"],
        ["Article ID", "Body", "Publisher", "Headline", "Date Published"],
        ["doc_id", "CONTENT", "source", "title", "publish_date"],
        ["uid", "article-text", "Publication", "headline", "published_at"],
        ["uuid", "fullText", "newspaper", "Heading", "pubDate"],
    ],
)
def test_the_usual_column_names_are_known(names: list[str], tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [names, ["x1", BODY, "The Korva Post", "Bridge shut", "2025-06-03"]])
    (article,) = read(path)
    assert (article.id, article.text, article.outlet, article.title) == ("x1", BODY, "The Korva Post", "Bridge shut")
    assert article.date == date(2025, 6, 3)
    assert not article.inferred


def test_a_named_column_wins_over_the_usual_ones(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [["text", "story_en", "paper"], ["no", BODY, "The Korva Post"]])
    (article,) = read(path, text_column="story_en", columns={"outlet": "paper"})
    assert (article.text, article.outlet) == (BODY, "The Korva Post")


def test_a_table_without_a_text_column_lists_what_it_has_and_the_option(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [["ident", "note"], ["1", "x"]])
    with pytest.raises(ReadError) as caught:
        list(read(path))
    assert str(caught.value) == (
        f"{path}: has no column of article text (looked for text, body, content, article_text, article_body …; found: ident,"
        " note). Name it with --text-column (text_column= in Python)."
    )


def test_a_named_column_that_is_missing_lists_what_there_is(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [["text", "note"], [BODY, "x"]])
    with pytest.raises(ReadError, match=r'has no column "story" \(found: text, note\)\. Name one with --text-column\.'):
        list(read(path, text_column="story"))


def test_a_table_with_very_many_columns_lists_the_first(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [[f"c{i}" for i in range(3000)]])
    with pytest.raises(ReadError, match=r"c11 and 2,988 more"):
        list(read(path))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_shows_the_delimiter(delimiter: str, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [["outlet", "text"], ["The Korva Post", BODY]], delimiter)
    assert [article.text for article in read(path)] == [BODY]


def test_a_tsv_file_has_tabs_even_where_its_header_has_commas(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.tsv", [["text", "a,b,c"], [BODY, ""]], "\t")
    assert [article.text for article in read(path)] == [BODY]


def test_cells_may_hold_quotes_commas_and_line_breaks(tmp_path: Path) -> None:
    text = f'{FIRST}\n\n"No," she said, "we were not asked, and that is all."'
    path = write_table(tmp_path / "a.csv", [["text", "id"], [text, "x"], [BODY, "y"]])
    assert [article.text for article in read(path)] == [text, BODY]


def test_a_row_without_text_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [["id", "text"], ["1", BODY], ["2", " "], ["3"], ["4", BODY]])
    articles, skipped = skipping(path)
    assert [article.id for article in articles] == ["1", "4"]
    assert skipped["a.csv, row 2"] == "has no text (its text cell is empty)."
    assert skipped["a.csv, row 3 (line 6)"].startswith("has 1 cell where 2 should be; ")
    with pytest.raises(ReadError, match=r"a\.csv, row 2: has no text"):
        list(read(path))


def test_a_cell_that_is_too_long_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [["id", "text"], ["1", BODY * 50], ["2", BODY]])
    articles, skipped = skipping(path, max_chars=1_000)
    assert [article.id for article in articles] == ["2"]
    assert "allowed for one article" in skipped["a.csv, row 1"]


def test_a_cell_past_any_bound_is_left_out_and_the_parsers_limit_put_back(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    path = write_table(tmp_path / "a.csv", [["id", "text"], ["1", "x" * 2_000_000], ["2", BODY]])
    articles, skipped = skipping(path, max_chars=1_000)
    assert [article.id for article in articles] == ["2"]
    assert skipped["a.csv, row 1 (line 2)"].startswith("is longer than 1,048,576 characters")
    assert csv.field_size_limit() == limit


def test_rows_count_without_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'text\n\n"{FIRST}"\n\n"{SECOND}"\n')
    assert [article.id for article in read(path)] == ["a-1", "a-2"]
    assert [article.origin and article.origin.record for article in read(path)] == [1, 2]


def test_a_french_row_is_left_out(tmp_path: Path) -> None:
    french = "Le conseil a voté mardi la fermeture du vieux pont pour deux ans, et les habitants ont dit qu’ils étaient contre."
    articles, skipped = skipping(write_table(tmp_path / "a.csv", [["text"], [french], [BODY]]))
    assert len(articles) == 1
    assert "is not English" in skipped["a.csv, row 1"]


def test_a_table_in_windows_encoding_warns_on_the_rows_concerned(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'text\n"{FIRST}"\n"{FIRST} “Café,” she said."\n'.encode("cp1252"))
    plain, accented = read(path)
    assert plain.warnings == ()
    assert accented.text.endswith("“Café,” she said.")
    assert "Windows-1252" in accented.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_tables_with_a_byte_order_mark_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'text,id\n"{BODY} “Café.”",x\n'.encode(encoding))
    assert [(article.id, article.text[-7:]) for article in read(path)] == [("x", "“Café.”")]


def test_binary_data_under_a_tables_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"PK\x03\x04\x00\x00\x00\x00")
    with pytest.raises(ReadError, match=r"a\.csv: is binary data, not text"):
        list(read(path))


def test_a_cell_is_cleaned_like_a_page_but_stays_one_article(tmp_path: Path) -> None:
    text = f"By Ana Ruiz, Staff Writer\n\nKORVA (AP) — {FIRST}\n\nAdvertisement\n\n{SECOND}"
    (article,) = read(write_table(tmp_path / "a.csv", [["text", "title"], [text, "Bridge shut"]]))
    assert (article.text, article.author, article.agency, article.title) == (BODY, "Ana Ruiz", "AP", "Bridge shut")
    assert article.origin is not None
    assert article.origin.locate(0, 3) == (text.index("The harbor"), text.index("The harbor") + 3)


def test_a_byline_column_gives_the_bare_name(tmp_path: Path) -> None:
    (article,) = read(write_table(tmp_path / "a.csv", [["text", "byline"], [BODY, "By Ana Ruiz, Staff Writer"]]))
    assert article.author == "Ana Ruiz"


def test_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [["text"], [BODY], [" "]])
    assert next(iter(read(path))).text == BODY  # the bad row behind it has not been reached


# JSON Lines and JSON


def test_broken_json_on_line_7_is_named_and_the_other_lines_are_read(tmp_path: Path) -> None:
    lines: list[object] = [{"id": f"x{n}", "text": BODY} for n in range(1, 11)]
    lines[6] = '{"id": "x7", "text": "The harbor'
    path = write_lines(tmp_path / "a.jsonl", *lines)
    with pytest.raises(ReadError, match=r"a\.jsonl, line 7: is not valid JSON \(.*column \d+\)\. Correct or remove it\."):
        list(read(path))
    articles, skipped = skipping(path)
    assert [article.id for article in articles] == [f"x{n}" for n in range(1, 11) if n != 7]
    assert list(skipped) == ["a.jsonl, line 7"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ([1, 2], "holds a list, not an object with a text field."),
        (7, "holds a number, not an object"),
        ("null", "holds nothing, not an object"),
        (True, "holds true or false, not an object"),
        ({"note": "x"}, "has no field of article text"),
        ({"text": ""}, "has no text"),
        ({"text": None}, "has no text"),
        ({"text": "Home\nNews"}, ""),
        ("[" * 100_000, "is not valid JSON"),
    ],
)
def test_lines_that_are_no_article_say_why(line: object, reason: str, tmp_path: Path) -> None:
    articles, skipped = skipping(write_lines(tmp_path / "a.jsonl", line, {"text": BODY}))
    assert [article.text for article in articles][-1] == BODY
    if line == {"text": "Home\nNews"}:
        assert "holds no article text" in skipped["a.jsonl, line 1"]
    assert reason in skipped["a.jsonl, line 1"]


def test_empty_lines_are_passed_over_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": BODY}, "", "  ", {"text": SECOND})
    assert [article.origin and article.origin.record for article in read(path)] == [1, 4]


def test_values_of_other_types_are_spelled_as_text(tmp_path: Path) -> None:
    source, authors = {"id": None, "name": "The Korva Post"}, ["Ana Ruiz", {"name": "Bo Lee"}]
    stated = {"id": 17, "source": source, "authors": authors, "date": 20250603, "title": None}
    value = {**stated, "text": [FIRST, SECOND]}
    (article,) = read(write_lines(tmp_path / "a.jsonl", value))
    assert (article.id, article.text, article.outlet, article.author) == ("17", BODY, "The Korva Post", "Ana Ruiz and Bo Lee")
    assert (article.date, article.title) == (date(2025, 6, 3), "")


def test_a_line_that_is_too_long_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": BODY * 10_000}, {"text": BODY * 20}, {"text": BODY})
    articles, skipped = skipping(path, max_chars=1_000)
    assert [article.text for article in articles] == [BODY]
    assert skipped["a.jsonl, line 1"].startswith("is too long to hold one article")
    assert "allowed for one article" in skipped["a.jsonl, line 2"]


def test_a_packed_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": str(n), "text": f"{n}. {BODY}"}) for n in range(2000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-400])
    articles, skipped = skipping(path)
    assert len(articles) > 100
    assert "cannot be unpacked as gzip" in skipped["a.jsonl.gz"]


@pytest.mark.parametrize(
    "content",
    [
        [{"text": BODY}, {"text": SECOND}],
        {"status": "ok", "articles": [{"text": BODY}, {"text": SECOND}]},
    ],
)
def test_json_arrays_are_read_also_inside_an_object(content: object, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.json", json.dumps(content, indent=2))
    assert [article.text for article in read(path)] == [BODY, SECOND]


def test_a_json_file_may_hold_one_article(tmp_path: Path) -> None:
    assert [article.text for article in read(write_lines(tmp_path / "a.json", {"text": BODY, "tags": [{"a": 1}]}))] == [BODY]


def test_a_json_file_with_an_object_a_line_is_read_as_json_lines(tmp_path: Path) -> None:
    assert len(list(read(write_lines(tmp_path / "a.json", {"text": BODY}, {"text": SECOND})))) == 2


def test_a_broken_json_file_names_the_line(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.json", '[{"text": "x"},\n{"text" 3}]')
    with pytest.raises(ReadError, match=r"a\.json, line 2: is not valid JSON"):
        list(read(path))


def test_an_item_of_an_array_is_named_by_its_number(tmp_path: Path) -> None:
    _, skipped = skipping(write_lines(tmp_path / "a.json", json.dumps([{"text": BODY}, {"x": 1}])))
    assert list(skipped) == ["a.json, item 2"]


# Records


def test_articles_written_as_json_lines_read_back_equal(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        f"Home\nJune 3, 2025\nCouncil votes to close the bridge\nKORVA (AP) — {FIRST}\n• one\n• two\n{SECOND}\nComments\n"
    )
    articles = list(read(page))
    path = write_lines(tmp_path / "a.jsonl", *map(to_record, articles))
    assert list(read(path)) == articles
    assert articles[0].removed
    assert articles[0].list_items


def test_defaults_are_left_out_of_records() -> None:
    assert to_record(Article("x", BODY)) == {"format": "framing-article-1", "id": "x", "text": BODY}


@pytest.mark.parametrize(
    "damage",
    [
        {"text": ""},
        {"id": ""},
        {"date": "soon"},
        {"origin": {"path": "x"}},
        {"list_items": [[1]]},
        {"removed": [{"text": "x"}]},
    ],
)
def test_a_damaged_record_is_left_out_with_the_reason(damage: dict[str, object], tmp_path: Path) -> None:
    record = {"format": "framing-article-1", "id": "x", "text": BODY} | damage
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_record(record)
    _, skipped = skipping(write_lines(tmp_path / "a.jsonl", record, {"text": BODY}))
    assert "written by this toolkit, but is damaged" in skipped["a.jsonl, line 1"]


def test_a_row_of_column_names_that_cannot_be_read_is_told_and_not_raised_raw(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text('text,"' + "x\n" * 10_000 + '"\nA,b\n')
    with pytest.raises(ReadError, match="has no readable row of column names"):
        list(read(path, max_chars=100))
