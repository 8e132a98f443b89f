"""Parquet: columns, kinds of cells, rows read a few at a time, and files that cannot be read."""

from __future__ import annotations

import gzip
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ReadError
from framing.model import Article
from framing.readers import read
from framing.readers.parquet import read_parquet
from framing.readers.settings import Settings

pa = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
pq = pytest.importorskip("pyarrow.parquet")

FIRST = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
SECOND = "Residents who spoke at the meeting said that they had not been asked about the plan."
BODY = f"{FIRST}\n\n{SECOND}"

WriteTable = Callable[..., Path]


@pytest.fixture
def write_table(tmp_path: Path) -> WriteTable:
    def write(columns: dict[str, Any], name: str = "a.parquet", **options: Any) -> Path:
        path = tmp_path / name
        pq.write_table(pa.table(columns), path, **options)
        return path

    return write


def skipping(path: Path, **options: Any) -> tuple[list[Article], dict[str, str]]:
    skipped: dict[str, str] = {}
    return list(read_parquet(path, Settings(skip=True, on_skip=skipped.__setitem__, **options))), skipped


def read_all(path: Path, **options: Any) -> list[Article]:
    return list(read_parquet(path, Settings(**options)))


def test_every_row_is_an_article_with_its_fields_row_number_and_place(write_table: WriteTable) -> None:
    path = write_table(
        {
            "Article ID": ["x1", "x2"],
            "Body": [BODY, FIRST],
            "Publisher": ["The Korva Post", None],
            "publish_date": ["2025-06-03", ""],
        }
    )
    first, second = read_all(path)
    assert (first.id, first.text, first.outlet, first.date) == ("x1", BODY, "The Korva Post", date(2025, 6, 3))
    assert (second.id, second.text, second.outlet, second.date) == ("x2", FIRST, "", None)
    assert first.origin is not None
    assert (first.origin.path, first.origin.record, first.origin.locate(0, 11)) == (str(path), 1, (0, 11))
    assert second.origin is not None
    assert second.origin.record == 2


@pytest.mark.parametrize(
    "texts",
    [
        [BODY],
        pa.array([BODY], pa.large_string()),
        pa.array([BODY.encode()], pa.binary()),
        pa.array([BODY]).dictionary_encode(),
        [[FIRST, SECOND]],
    ],
)
def test_a_text_may_be_kept_in_any_kind_of_column(texts: Any, write_table: WriteTable) -> None:
    (article,) = read_all(write_table({"text": texts}))
    assert article.text == BODY


@pytest.mark.parametrize(
    "days",
    [
        [date(2025, 6, 3)],
        [datetime(2025, 6, 3, 10, 30)],
        pa.array([datetime(2025, 6, 3, 10, 30)], pa.timestamp("ns", "UTC")),
        ["June 3, 2025"],
    ],
)
def test_a_date_may_be_kept_in_any_kind_of_column(days: Any, write_table: WriteTable) -> None:
    (article,) = read_all(write_table({"text": [BODY], "date": days}))
    assert article.date == date(2025, 6, 3)
    assert not article.warnings


def test_authors_in_a_list_are_joined_and_numbers_spelled(write_table: WriteTable) -> None:
    path = write_table(
        {"text": [BODY, BODY], "authors": [["Ana Ruiz", "Bo Poe"], []], "id": [17, 18], "topic": [1.5, float("nan")]}
    )
    first, second = read_all(path)
    assert (first.author, first.id, first.topic) == ("Ana Ruiz and Bo Poe", "17", "1.5")
    assert (second.author, second.id, second.topic) == ("", "18", "")


def test_a_named_column_wins_and_others_are_not_read(write_table: WriteTable) -> None:
    path = write_table({"text": ["no"], "story_en": [BODY], "paper": ["The Korva Post"]})
    (article,) = read_all(path, columns={"text": "story_en", "outlet": "paper"})
    assert (article.text, article.outlet) == (BODY, "The Korva Post")


def test_a_file_without_a_text_column_lists_what_it_has_and_the_option(write_table: WriteTable) -> None:
    path = write_table({"ident": ["1"], "note": ["x"]})
    with pytest.raises(ReadError) as caught:
        read_all(path)
    assert str(caught.value) == (
        f"{path}: has no column of article text (looked for text, body, content, article_text, article_body …; found: ident,"
        " note). Name it with --text-column (text_column= in Python)."
    )


def test_a_named_column_that_is_missing_is_an_error(write_table: WriteTable) -> None:
    with pytest.raises(ReadError, match=r'has no column "story" \(found: text\)\. Name one with --text-column\.'):
        read_all(write_table({"text": [BODY]}), columns={"text": "story"})


def test_rows_without_text_are_left_out_by_their_number_and_the_rest_is_read(write_table: WriteTable) -> None:
    path = write_table({"text": [BODY, None, " ", FIRST]})
    articles, skipped = skipping(path)
    assert [article.text for article in articles] == [BODY, FIRST]
    reason = "has no text (its text cell is empty)."
    assert skipped == {f"{path}, row 2": reason, f"{path}, row 3": reason}
    with pytest.raises(ReadError, match=r"a\.parquet, row 2: has no text"):
        read_all(path)


def test_a_row_longer_than_an_article_may_be_is_left_out(write_table: WriteTable) -> None:
    path = write_table({"text": [FIRST, f"{SECOND} " * 20, SECOND]})
    articles, skipped = skipping(path, max_chars=500)
    assert [article.text for article in articles] == [FIRST, SECOND]
    assert list(skipped) == [f"{path}, row 2"]
    assert "500 characters allowed for one article" in skipped[f"{path}, row 2"]


def test_a_file_whose_texts_are_all_far_too_long_is_refused_unread(write_table: WriteTable) -> None:
    path = write_table({"text": ["word " * 200_000]}, compression="zstd", use_dictionary=False)
    with pytest.raises(
        ReadError, match=r"a\.parquet, row group 1: holds more than the 5,000 characters allowed for one article"
    ):
        read_all(path, max_chars=5_000)


def test_a_file_is_read_a_few_rows_at_a_time_whatever_its_row_groups(write_table: WriteTable) -> None:
    path = write_table({"text": [f"{BODY} {i}" * 40 for i in range(800)]}, use_dictionary=False)
    list(read_parquet(write_table({"text": [BODY]}, name="small.parquet"), Settings()))  # imports, caches
    tracemalloc.start()
    try:
        for n, article in enumerate(read_parquet(path, Settings()), 1):
            assert article.text
            if n == 80:
                break
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 0.5 * sum(len(f"{BODY} {i}" * 40) for i in range(800))


def test_a_file_packed_with_gzip_is_unpacked_first(write_table: WriteTable, tmp_path: Path) -> None:
    packed = tmp_path / "b.parquet.gz"
    packed.write_bytes(gzip.compress(write_table({"text": [BODY]}).read_bytes()))
    (article,) = read_all(packed)
    assert article.text == BODY
    assert article.origin is not None
    assert article.origin.path == str(packed)


def test_a_packed_file_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.parquet.gz"
    bomb.write_bytes(gzip.compress(b"PAR1" + b"\0" * (20 << 20), 1))
    with pytest.raises(ReadError, match=r"bomb\.parquet\.gz: grows to more than 16,777,216 bytes when unpacked"):
        read_all(bomb)


@pytest.mark.parametrize("content", [b"", b"text\nnot a table\n", b"PAR1" + b"\0" * 400 + b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1"])
def test_what_is_no_parquet_is_an_error_that_says_so(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"a\.parquet: cannot be read as Parquet \(.*\)\. Write it again, or save it as CSV"):
        read_all(path)


def test_a_file_damaged_in_the_middle_is_an_error_and_not_a_crash(write_table: WriteTable) -> None:
    path = write_table({"text": [f"{BODY} {i}" for i in range(2_000)]}, use_dictionary=False, compression="gzip")
    data = bytearray(path.read_bytes())
    data[2_000:3_000] = b"\xff" * 1_000
    path.write_bytes(data)
    with pytest.raises(ReadError, match="cannot be read as Parquet"):
        read_all(path)


def test_a_folder_may_hold_parquet_files_and_rows_are_named_by_their_number(write_table: WriteTable, tmp_path: Path) -> None:
    write_table({"text": [BODY, "", FIRST]}, name="export.parquet")
    skipped: list[str] = []
    articles = list(read(tmp_path, on_error="skip", on_skip=lambda place, _: skipped.append(place)))
    assert [article.id for article in articles] == ["export-1", "export-3"]
    assert skipped == [f"{tmp_path / 'export.parquet'}, row 2"]


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.parquet: cannot be opened \(No such file"):
        read_all(tmp_path / "none.parquet")


def test_without_pyarrow_the_message_names_the_command_that_installs_it(
    write_table: WriteTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_table({"text": [BODY]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ReadError) as caught:
        read_all(path)
    reason = 'needs pyarrow, which is not installed. Install it with: pip install "framing-toolkit[parquet]"'
    assert str(caught.value) == f"{path}: {reason}"
