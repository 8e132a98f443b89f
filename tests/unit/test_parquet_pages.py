"""The sizes that Parquet states of its pages, and cells and row groups that are refused by them."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import ReadError
from framing.model import Article
from framing.readers import parquet as parquet_module
from framing.readers.parquet import read_parquet
from framing.readers.parquet_pages import read_pages
from framing.readers.settings import Settings

pa = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
pq = pytest.importorskip("pyarrow.parquet")

BODY = "The harbor council voted on Tuesday to close the old bridge for two years, officials said."
WriteTable = Callable[..., Path]


@pytest.fixture
def write_table(tmp_path: Path) -> WriteTable:
    def write(columns: dict[str, Any], **options: Any) -> Path:
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table(columns), path, **options)
        return path

    return write


def read(path: Path, **options: Any) -> tuple[list[Article], dict[str, str]]:
    skipped: dict[str, str] = {}
    articles = list(read_parquet(path, Settings(skip=True, on_skip=skipped.__setitem__, **options)))
    return articles, {place.rpartition("/")[2]: reason for place, reason in skipped.items()}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"use_dictionary": False},
        {"data_page_version": "2.0", "compression": "zstd"},
        {"write_page_checksum": True, "compression": "gzip"},
        {"write_statistics": False, "compression": "none"},
    ],
)
def test_the_pages_of_a_column_add_up_to_it(options: dict[str, Any], write_table: WriteTable) -> None:
    path = write_table({"text": [f"{n} {BODY}" * 20 for n in range(3_000)], "tags": [["a", "b"]] * 3_000}, **options)
    group = pq.ParquetFile(path).metadata.row_group(0)
    for part in map(group.column, range(group.num_columns)):
        start = min(filter(None, (part.dictionary_page_offset, part.data_page_offset)))
        with path.open("rb") as file:
            pages = list(read_pages(file, start, part.total_compressed_size))
        assert pages[0].is_dictionary == part.has_dictionary_page
        n_bytes = sum(page.size for page in pages)
        assert n_bytes <= part.total_uncompressed_size <= n_bytes + 9_000 * len(pages)  # which counts the headers too


@given(st.binary(max_size=200), st.integers(0, 300))
def test_bytes_that_are_no_pages_are_refused_and_never_a_crash(data: bytes, length: int) -> None:
    pages = read_pages(io.BytesIO(data), 0, length)
    n_pages = 0
    with suppress(ValueError):
        for page in pages:
            n_pages += 1
            assert page.size >= 0
    assert n_pages <= length


def test_a_row_group_with_a_page_too_large_is_refused_and_the_others_are_read(
    write_table: WriteTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_module, "_LARGEST_PAGE", 100_000)
    texts = [f"{n}. {BODY}" for n in range(30)]
    texts[15] = "word " * 40_000
    articles, skipped = read(write_table({"text": texts}, row_group_size=10, use_dictionary=False))
    assert [article.origin and article.origin.record for article in articles] == [*range(1, 11), *range(21, 31)]
    assert list(skipped) == ["a.parquet, row group 2"]
    assert skipped["a.parquet, row group 2"].startswith("has a page of 2")
    assert "or a cell as long; 100,000 are allowed. Leave out the longest texts, or write" in skipped["a.parquet, row group 2"]


def test_a_cell_too_long_is_left_out_before_it_is_decoded(write_table: WriteTable) -> None:
    articles, skipped = read(write_table({"text": [BODY, "word " * 4_000, *[f"{BODY} So."] * 8]}), max_chars=1_000)
    assert len(articles) == 9
    assert skipped["a.parquet, row 2"].startswith("holds more than the 1,000 characters allowed for one article.")


def test_a_long_cell_of_another_field_takes_its_row_only(write_table: WriteTable) -> None:
    articles, skipped = read(write_table({"text": [BODY] * 9, "title": ["A bridge", "x" * 9_000, *"cdefghi"]}), max_chars=1_000)
    assert [article.title for article in articles] == ["A bridge", *"cdefghi"]
    assert "1,000 characters" in skipped["a.parquet, row 2"]


def test_a_value_that_very_many_rows_refer_to_is_given_up(write_table: WriteTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_module, "_MOST_LONG", 5)
    column = pa.DictionaryArray.from_arrays(pa.array([0] + [1] * 500, pa.int32()), pa.array([BODY, "word " * 300]))
    articles, skipped = read(write_table({"text": column}), max_chars=1_000)
    assert len(articles) == 1
    assert skipped["a.parquet, row group 1"] == "holds more than 5 texts in a row that are too long. Leave them out."


def test_rows_are_held_by_what_the_largest_value_would_take(write_table: WriteTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_module, "_HELD", 100_000)
    asked: list[int] = []
    rows = parquet_module._read_rows

    def note(table: Any, i: int, columns: Any, n_rows: int) -> Any:
        asked.append(n_rows)
        return rows(table, i, columns, n_rows)

    monkeypatch.setattr(parquet_module, "_read_rows", note)
    read(write_table({"text": [BODY, "word " * 5_000]}))
    read(write_table({"text": [BODY, BODY]}))
    assert asked == [3, 32]


def test_lists_without_end_are_refused(write_table: WriteTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_module, "_LARGEST_LISTS", 10_000)
    texts = [[BODY]] * 50 + [[f"{n} {BODY}" for n in range(500)]]
    articles, skipped = read(write_table({"text": texts}, use_dictionary=False))
    assert not articles
    assert skipped["a.parquet, row group 1"] == "holds more than 10,000 bytes of lists. Write it again in smaller row groups."


def test_a_row_group_that_is_damaged_is_left_out_and_the_others_are_read(write_table: WriteTable) -> None:
    texts = [f"{BODY} {n}" for n in range(3_000)]
    path = write_table({"text": texts}, row_group_size=1_000, use_dictionary=False, compression="gzip")
    second = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    middle = second.data_page_offset + second.total_compressed_size // 2
    data[middle : middle + 500] = b"\xff" * 500
    path.write_bytes(data)
    articles, skipped = read(path)
    records = {article.origin.record for article in articles if article.origin}
    assert records >= {*range(1, 1_001), *range(2_001, 3_001)}
    assert "cannot be read as Parquet (" in skipped["a.parquet, row group 2"]
    with pytest.raises(ReadError, match=r"a\.parquet, row group 2: cannot be read as Parquet"):
        list(read_parquet(path, Settings()))


def test_bytes_that_are_no_utf8_are_read_as_those_of_a_page_are(write_table: WriteTable) -> None:
    text = f"{BODY} “Café,” she said."
    (article,), _ = read(write_table({"text": pa.array([text.encode("cp1252")], pa.binary())}))
    assert article.text == text
    assert "Windows-1252" in article.warnings[0]


def test_a_text_column_whose_bytes_are_broken_is_read_all_the_same(write_table: WriteTable) -> None:
    data = f"{BODY} caf".encode() + b"\xe9."
    ends = b"\0\0\0\0" + len(data).to_bytes(4, "little")
    broken = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(ends), pa.py_buffer(data)])
    (article,), _ = read(write_table({"text": broken}))
    assert article.text == f"{BODY} café."


def test_two_columns_of_one_name_are_an_error_and_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array([BODY]), pa.array(["no"])], names=["text", "text"]), path)
    _, skipped = read(path)
    assert "cannot be read as Parquet" in skipped["a.parquet, row group 1"]
