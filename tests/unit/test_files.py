"""Files to text: lines read one at a time, encodings by line, bounds, and gzip."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.readers.files import check_text, decode, open_bytes, read_lines, read_text
from framing.readers.folders import suffix_of
from framing.readers.settings import PlacedError, Settings


def lines_of(path: Path, settings: Settings | None = None) -> list[tuple[int, str, bool]]:
    return [(line.number, line.decoded.text, line.overlong) for line in read_lines(path, settings or Settings())]


def save(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_lines_keep_their_ends_and_are_numbered_from_one(tmp_path: Path) -> None:
    assert lines_of(save(tmp_path / "a", b"one\r\ntwo\n\nthree")) == [
        (1, "one\r\n", False),
        (2, "two\n", False),
        (3, "\n", False),
        (4, "three", False),
    ]


def test_a_byte_order_mark_is_not_part_of_the_first_line(tmp_path: Path) -> None:
    assert lines_of(save(tmp_path / "a", b"\xef\xbb\xbfone\n"))[0][1] == "one\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_encodings_are_read_by_line(encoding: str, tmp_path: Path) -> None:
    path = save(tmp_path / "a", "“one”\ntwo".encode(encoding))
    assert [text for _, text, _ in lines_of(path)] == ["“one”\n", "two"]


def test_a_wide_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    path = save(tmp_path / "a", "one\ntwo".encode("utf-16") + b"\x00")
    with pytest.raises(ReadError, match="breaks off as UTF-16"):
        lines_of(path)


def test_each_line_is_decoded_for_itself(tmp_path: Path) -> None:
    path = save(tmp_path / "a", "“one”\n".encode() + "“two”\n".encode("cp1252") + b"three\n")
    decoded = [line.decoded for line in read_lines(path, Settings())]
    assert [line.text for line in decoded] == ["“one”\n", "“two”\n", "three\n"]
    assert [line.encoding for line in decoded] == ["utf-8", "cp1252", "utf-8"]


def test_an_overlong_line_is_passed_over_without_being_kept(tmp_path: Path) -> None:
    path = save(tmp_path / "a", b"one\n" + b"x" * 100_000 + b"\ntwo\n" + b"y" * 100_000)
    assert lines_of(path, Settings(max_chars=100)) == [(1, "one\n", False), (2, "", True), (3, "two\n", False), (4, "", True)]


def test_a_line_longer_than_the_sample_is_read_whole(tmp_path: Path) -> None:
    path = save(tmp_path / "a", b"x" * 200_000 + b"\nend\n")
    assert [len(text) for _, text, _ in lines_of(path)] == [200_001, 4]


@pytest.mark.parametrize("content", [b"", b"  \n "])
def test_an_empty_table_is_an_error(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is empty"):
        lines_of(save(tmp_path / "a", content))


def test_control_characters_tell_binary_data_from_text() -> None:
    check_text(b"a tab\t and a form feed\x0c are text", "x")
    sample = b"a stray \x08 in a text long enough to bear it, as badly scraped pages are full of such things. "
    check_text(sample + b"They still hold an article, after all.", "x")
    for sample in (b"\x00", b"\x01\x02\x03abc", b"GIF89a\x01\x00\x01"):
        with pytest.raises(ReadError, match="x: is binary data, not text"):
            check_text(sample, "x")


def test_a_page_may_be_exactly_as_long_as_allowed(tmp_path: Path) -> None:
    path = save(tmp_path / "a.txt", "é".encode() * 100)
    assert len(read_text(path, Settings(max_chars=100)).text) == 100
    with pytest.raises(ReadError, match="holds more than the 99 characters"):
        read_text(path, Settings(max_chars=99))


def test_gzip_is_told_by_the_suffix_and_unpacked(tmp_path: Path) -> None:
    path = save(tmp_path / "a.TXT.GZ", gzip.compress(b"one"))
    with open_bytes(path) as file:
        assert file.read() == b"one"
    assert suffix_of(path) == ".txt"


def test_an_error_keeps_place_and_reason_apart() -> None:
    error = PlacedError("a.txt, line 3", "is empty.")
    assert (error.place, error.reason, str(error)) == ("a.txt, line 3", "is empty.", "a.txt, line 3: is empty.")
    assert isinstance(error, ReadError)


def test_settings_raise_or_report() -> None:
    with pytest.raises(PlacedError, match="a: is odd"):
        Settings().leave_out("a", "is odd")
    heard: list[tuple[str, str]] = []
    Settings(skip=True, on_skip=lambda *found: heard.append(found)).leave_out("a", "is odd")
    Settings(skip=True).leave_out("a", "is odd")
    assert heard == [("a", "is odd")]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain", "utf-8"),
        ("“Café”".encode(), "utf-8"),
        ("“Café”".encode("utf-8-sig"), "utf-8-sig"),
        ("“Café”".encode("utf-16"), "utf-16"),
        ("“Café”".encode("cp1252"), "cp1252"),
    ],
)
def test_an_encoding_is_recorded(data: bytes, encoding: str) -> None:
    assert decode(data).encoding == encoding


def test_a_declared_encoding_is_tried_before_utf8() -> None:
    assert decode("Мост".encode("windows-1251"), declared="windows-1251").text == "Мост"


def test_windows_bytes_that_stand_for_nothing_are_shown_as_such() -> None:
    assert decode(b"caf\xe9 \x81").text == "café \ufffd"


def test_a_page_declared_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode("\u201cNo,\u201d she said".encode("cp1252"), declared="ISO-8859-1").text == "\u201cNo,\u201d she said"
