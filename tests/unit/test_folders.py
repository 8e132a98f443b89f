"""Files and folders that a user names: what is read, what is passed over, and what leads nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.readers import READERS, read
from framing.readers import folders as folders_module
from framing.readers.folders import find_files, suffix_of
from framing.readers.settings import Settings

Write = Callable[[str, str | bytes], Path]
PAGE = (
    "Council votes to close the old bridge\n\n"
    "The harbor council voted on Tuesday to close the old bridge for two years, officials said.\n\n"
    "Residents who spoke at the meeting said that they had not been asked about the plan.\n"
)


def find(*sources: Path) -> tuple[list[str], dict[str, str]]:
    mentioned: dict[str, str] = {}
    settings = Settings(skip=True, on_skip=mentioned.__setitem__)
    return [str(found.relative) for found in find_files(sources, READERS, settings)], mentioned


@pytest.mark.parametrize(
    ("name", "suffix"), [("a.TXT", ".txt"), ("a.jsonl.GZ", ".jsonl"), ("a.gz", ""), ("a", ""), ("a.b.csv", ".csv")]
)
def test_a_suffix_is_seen_through_packing_and_capitals(name: str, suffix: str) -> None:
    assert suffix_of(Path(name)) == suffix


def test_a_folder_named_like_a_file_is_walked_like_any(write: Write, tmp_path: Path) -> None:
    write("pages.txt/a.txt", PAGE)
    write("tables.csv/b.txt", PAGE)
    assert find(tmp_path)[0] == ["pages.txt/a.txt", "tables.csv/b.txt"]
    assert find(tmp_path / "pages.txt")[0] == ["a.txt"]


def test_links_that_lead_in_a_circle_hang_nothing(write: Write, tmp_path: Path) -> None:
    write("good.txt", PAGE)
    os.symlink(tmp_path / "loop.txt", tmp_path / "loop.txt")
    os.symlink(tmp_path, tmp_path / "itself")
    os.symlink(tmp_path / "two.txt", tmp_path / "one.txt")
    os.symlink(tmp_path / "one.txt", tmp_path / "two.txt")
    skipped: dict[str, str] = {}
    assert len(list(read(tmp_path, on_error="skip", on_skip=skipped.__setitem__))) == 1
    assert {Path(place).name for place in skipped} >= {"loop.txt"}
    assert all("cannot be opened (Too many levels of symbolic links)" in reason for reason in skipped.values())


def test_a_file_that_two_links_lead_to_is_read_once(write: Write, tmp_path: Path) -> None:
    page = write("a.txt", PAGE)
    os.symlink(page, tmp_path / "b.txt")
    assert find(tmp_path, page)[0] == ["a.txt"]


def test_a_pipe_among_the_files_is_left_out_and_the_rest_is_read(write: Write, tmp_path: Path) -> None:
    write("good.txt", PAGE)
    for suffix in READERS:
        os.mkfifo(tmp_path / f"pipe{suffix}")
    skipped: dict[str, str] = {}
    assert len(list(read(tmp_path, on_error="skip", on_skip=skipped.__setitem__))) == 1
    assert {Path(place).suffix for place in skipped} == set(READERS)
    assert all("it is a folder, pipe or device, not a file" in reason for reason in skipped.values())


def test_a_file_that_is_gone_by_the_time_it_is_read_is_left_out(write: Write, tmp_path: Path) -> None:
    write("a.txt", PAGE)
    gone = write("b.txt", PAGE)
    skipped: dict[str, str] = {}
    articles = read(tmp_path, on_error="skip", on_skip=skipped.__setitem__)
    assert next(articles).id == "a"
    gone.unlink()
    assert list(articles) == []
    assert skipped[str(gone)].startswith("cannot be opened (No such file or directory)")


def test_a_file_that_is_cut_while_it_is_read_ends_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = '{"text": "The harbor council voted on Tuesday to close the old bridge for two years, officials said."}\n'
    path.write_text(line * 20_000)
    articles = read(path, on_error="skip")
    next(articles)
    os.truncate(path, 1_000_000)
    assert sum(1 for _ in articles) < 15_000


def test_a_folder_that_cannot_be_listed_is_told(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("good.txt", PAGE)
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(folders_module.os, "scandir", refuse)
    found, mentioned = find(tmp_path)
    assert found == ["good.txt"]
    assert mentioned == {str(tmp_path / "closed"): "cannot be listed (Permission denied). Check that you may read the folder."}


@pytest.mark.parametrize(
    ("suffix", "advice"),
    [
        (".docx", "Open it and save it as plain text (UTF-8) or as a web page"),
        (".rtf", "Open it and save it as plain text (UTF-8) or as a web page"),
        (".pdf", "Export it again as text or HTML where a database made it; else copy its text into a .txt file"),
        (".xlsx", "Open it and save it as CSV (UTF-8)"),
        (".zip", "Unpack it"),
        (".xml", "Convert it to CSV or JSON Lines"),
        (".markdown", "Rename it to .txt or .md"),
        (".png", "Convert it to text, HTML, CSV or JSON Lines"),
    ],
)
def test_a_format_without_a_reader_says_what_to_do(suffix: str, advice: str, write: Write, tmp_path: Path) -> None:
    path = write(f"a{suffix}", b"x")
    with pytest.raises(ReadError) as caught:
        find(path)
    assert f'{path}: files named "{suffix}" cannot be read (readable: .txt, ' in str(caught.value)
    assert advice in str(caught.value)
    write("good.txt", PAGE)
    _, mentioned = find(tmp_path)
    assert [advice in reason for reason in mentioned.values()] == ([True] if suffix != ".png" else [])


def test_what_stands_in_a_folder_without_readable_files_is_told_before_the_error(write: Write, tmp_path: Path) -> None:
    write("a.docx", b"x")
    mentioned: list[str] = []
    with pytest.raises(ReadError, match=r"holds no file that can be read \(1 files"):
        find_files([tmp_path], READERS, Settings(on_skip=lambda _, reason: mentioned.append(reason)))
    assert mentioned[0].startswith("1 .docx file passed over: no reader for them. Open it and save it as plain text")


@pytest.mark.parametrize("name", ["no\0thing.txt", "x" * 300 + ".txt", "nowhere.txt"])
def test_a_name_that_no_file_can_have_does_not_exist(name: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"does not exist\. Name a file or folder of articles"):
        find(tmp_path / name)
