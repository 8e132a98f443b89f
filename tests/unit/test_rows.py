"""Rows and records: which column holds which field, cells that hold nothing, damaged records, and names made of files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path, PurePath

import pytest

import framing
from framing.errors import ReadError
from framing.model import Article, Origin, Removed, Segment, Subhead
from framing.readers.folders import find_files, suffix_of
from framing.readers.names import Found, identify, stem_of
from framing.readers.records import from_record, is_record, to_record
from framing.readers.rows import FIELDS, match_columns, no_text_column, read_row
from framing.readers.settings import PlacedError, Settings

BODY = "The ferry to Ostrel was stopped on Monday after a rope had snapped, its owner said.\n\nNo one was hurt at the pier."
PLAIN = Settings()


# Columns


@pytest.mark.parametrize(("field", "alias"), [(field, alias) for field, usual in FIELDS.items() for alias in usual])
def test_every_usual_name_is_known_in_every_usual_spelling(field: str, alias: str) -> None:
    camel = alias.title().replace("_", "")
    for name in (alias, alias.upper(), alias.replace("_", " ").title(), alias.replace("_", "-"), camel, f" {alias} "):
        assert match_columns([name], PLAIN, path="a.csv") == {field: name}


def test_of_several_candidates_the_best_name_wins_and_not_the_first_column() -> None:
    names = ["story", "content", "body", "domain", "source", "publisher"]
    assert match_columns(names, PLAIN, path="a.csv") == {"text": "body", "outlet": "publisher"}


def test_of_two_spellings_of_one_name_the_first_column_wins() -> None:
    assert match_columns(["Full Text", "full_text"], PLAIN, path="a.csv") == {"text": "Full Text"}


def test_a_table_may_speak_of_a_paper_and_a_day() -> None:
    names = ["paper", "day", "headlines", "story_text"]
    assert match_columns(names, PLAIN, path="a.csv") == {
        "text": "story_text",
        "outlet": "paper",
        "title": "headlines",
        "date": "day",
    }


@pytest.mark.parametrize("beside", ["month", "Year"])
def test_a_day_beside_a_month_or_year_is_a_number_and_no_date(beside: str) -> None:
    assert match_columns(["text", "day", beside], PLAIN, path="a.csv") == {"text": "text"}
    assert match_columns(["text", "day", beside, "published"], PLAIN, path="a.csv")["date"] == "published"


def test_a_column_that_names_the_text_wins_over_one_that_may_number_stories() -> None:
    assert match_columns(["story", "story_text", "source", "paper"], PLAIN, path="a.csv") == {
        "text": "story_text",
        "outlet": "paper",
    }


def test_no_name_stands_for_two_fields() -> None:
    names = [name for usual in FIELDS.values() for name in usual]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("names", [[], [""], ["texts", "my_text", "text2", "bodies"]])
def test_names_that_only_resemble_the_usual_ones_are_no_fields(names: list[str]) -> None:
    assert match_columns(names, PLAIN, path="a.csv") == {}


def test_a_column_that_was_asked_for_must_be_spelled_as_it_is() -> None:
    with pytest.raises(PlacedError) as caught:
        match_columns(["Story"], Settings(columns={"text": "story"}), path="a.csv")
    assert caught.value.place == "a.csv"
    assert caught.value.reason == 'has no column "story" (found: Story). Name one with --text-column.'


def test_a_list_of_names_says_how_many_more_there_are() -> None:
    assert "; found: none)." in no_text_column([])
    assert " more" not in no_text_column([f"c{n}" for n in range(12)])
    assert "c11 and 1,988 more" in no_text_column([f"c{n}" for n in range(2_000)])


# Rows


@pytest.mark.parametrize("values", [{}, {"text": ""}, {"text": " \n\t"}, {"title": "Ferry stopped"}])
def test_a_row_without_text_says_so(values: dict[str, str]) -> None:
    with pytest.raises(PlacedError, match=r"^row 4: has no text \(its text cell is empty\)\.$"):
        read_row(values, Origin("a.csv", 4), "row 4", PLAIN)


def test_a_row_of_nothing_but_furniture_is_left_out_with_that_reason() -> None:
    heard: list[tuple[str, str]] = []
    settings = Settings(skip=True, on_skip=lambda place, reason: heard.append((place, reason)))
    assert read_row({"text": "Home\nSubscribe"}, Origin("a.csv", 4), "row 4", settings) is None
    assert heard == [("row 4", "holds no article text, only menus, dates or captions.")]


def test_a_text_may_be_exactly_as_long_as_the_limit() -> None:
    assert read_row({"text": BODY}, Origin("a.csv"), "row 1", Settings(max_chars=len(BODY))) is not None
    with pytest.raises(PlacedError, match=f"more than the {len(BODY) - 1:,} characters"):
        read_row({"text": BODY}, Origin("a.csv"), "row 1", Settings(max_chars=len(BODY) - 1))


def test_empty_cells_state_nothing_and_others_lose_their_edges() -> None:
    row = {"text": BODY, "outlet": " ", "title": " Ferry stopped\n", "author": "", "topic": "\tSea"}
    article = read_row(row, Origin("a.csv", 4), "row 4", PLAIN)
    assert article is not None
    assert (article.outlet, article.title, article.author, article.topic) == ("", "Ferry stopped", "", "Sea")
    assert article.text == BODY


def test_a_date_that_cannot_be_read_is_left_empty_with_a_warning() -> None:
    article = read_row({"text": BODY, "date": "last spring"}, Origin("a.csv"), "row 1", PLAIN)
    assert article is not None
    assert article.date is None
    assert any('"last spring"' in warning for warning in article.warnings)


@pytest.mark.parametrize(
    ("cell", "author"),
    [
        ("By Ilse Marn, Chief Reporter", "Ilse Marn"),
        ("Ilse Marn; Bo Tarn", "Ilse Marn and Bo Tarn"),
        ("['Ilse Marn', 'Bo Tarn']", "Ilse Marn and Bo Tarn"),
        ("Desk", ""),
        ("nan", ""),
    ],
)
def test_an_author_cell_comes_to_names_in_one_form(cell: str, author: str) -> None:
    article = read_row({"text": BODY, "author": cell}, Origin("a.csv"), "row 1", PLAIN)
    assert article is not None
    assert article.author == author


def test_whoever_listens_hears_the_stated_date_of_every_row_even_of_one_left_out() -> None:
    heard: list[tuple[str, int]] = []
    settings = Settings(skip=True, on_date=lambda stated, record: heard.append((stated, record)))
    for number, text in enumerate([BODY, ""], 1):
        read_row({"text": text, "date": " 06/03/2025 "}, Origin("a.csv", number), "row", settings)
    read_row({"text": BODY}, Origin("a.csv", 3), "row", settings)
    assert heard == [("06/03/2025", 1), ("06/03/2025", 2)]


def test_a_cell_of_too_many_lines_is_left_out_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "a\n" * 500_001}) + "\n" + json.dumps({"text": BODY}), encoding="utf-8")
    told: list[str] = []
    (article,) = framing.read(path, on_error="skip", on_skip=lambda _, reason: told.append(reason))
    assert article.text == BODY
    assert told == ["holds more than 500,000 lines. Split it into its articles."]


# Records


FULL = Article(
    id="a-1",
    text=BODY,
    title="Ferry stopped",
    date=date(2025, 2, 3),
    captions=("The pier",),
    list_items=((0, 5), (7, 9)),
    subheads=(Subhead("Below", 7),),
    inferred={"date": "a guess"},
    origin=Origin("a.txt", 2, "utf-16", {"body": (Segment(0, 4, 9),)}),
    removed=(Removed("Home", 0, "D-1", "menu"),),
    warnings=("odd",),
)


def test_an_article_goes_through_json_unchanged() -> None:
    for article in (FULL, Article("a-2", "x")):
        record = json.loads(json.dumps(to_record(article)))
        assert is_record(record)
        assert from_record(record) == article


@pytest.mark.parametrize("value", [{}, {"format": None}, {"format": "framing-article-2"}, {"id": "a", "text": "b"}])
def test_what_names_no_known_format_is_no_record(value: dict[str, object]) -> None:
    assert not is_record(value)


@pytest.mark.parametrize("name", ["id", "text"])
def test_a_record_without_identifier_or_text_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        from_record(to_record(FULL) | {name: ""})


@pytest.mark.parametrize(
    "damage",
    [
        {"date": "2025-02-30"},
        {"list_items": [[1]]},
        {"removed": [{"text": "x"}]},
        {"origin": {"path": "a"}},
        {"origin": {"path": "a", "record": 0, "encoding": "utf-8", "segments": {"body": [[1, 2]]}}},
    ],
)
def test_a_damaged_part_is_an_error_of_the_promised_kinds(damage: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_record(to_record(FULL) | damage)


# Names and files


@pytest.mark.parametrize(
    ("path", "stem", "suffix"),
    [
        ("a/b.TXT", "a/b", ".txt"),
        ("b.csv.GZ", "b", ".csv"),
        ("b.gz", "b", ""),
        ("v1.2.txt", "v1.2", ".txt"),
        ("plain", "plain", ""),
    ],
)
def test_a_path_loses_its_suffixes_of_format_and_packing(path: str, stem: str, suffix: str) -> None:
    assert (stem_of(PurePath(path)), suffix_of(PurePath(path))) == (stem, suffix)


def test_a_made_identifier_steps_aside_until_it_is_free_and_a_stated_one_stays() -> None:
    found = Found(Path("in/sub/b.csv"), Path("in"))
    row = Article("", "x", origin=Origin("b.csv", 3))
    assert identify(row, found, 1, []) == "sub/b-3"
    assert identify(row, found, 1, ["sub/b-3", "sub/b-3-2"]) == "sub/b-3-3"
    assert identify(Article("", "x"), found, 2, []) == "sub/b-2"
    assert identify(Article("own", "x"), found, 2, ["own"]) == "own"


def test_backups_and_hidden_files_are_not_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "c.txt~", ".d.txt", "e.txt.gz", "f.log"):
        (tmp_path / name).touch()
    assert [item.relative.name for item in find_files([tmp_path], [".txt"], PLAIN)] == ["a.TXT", "b.txt", "e.txt.gz"]


def test_a_folder_of_hidden_files_only_counts_none(tmp_path: Path) -> None:
    (tmp_path / ".a.txt").touch()
    with pytest.raises(ReadError, match=r"holds no file that can be read \(0 files; readable: \.txt; also \.gz\)"):
        find_files([tmp_path], [".txt"], PLAIN)
