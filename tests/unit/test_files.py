"""Files to text: lines read one at a time, encodings by line, bounds, gzip, and what is no file at all."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.readers import lines as lines_module
from framing.readers.files import check_text, decode, mend, open_bytes, open_text, read_text, whole
from framing.readers.folders import suffix_of
from framing.readers.lines import is_crowded, longest_line, read_lines
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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("rope", "rope"),
        ("\ud800é", "\ufffdé"),
        ("\udfff\ud800", "\ufffd\ufffd"),
        ("\ud7ff\ue000\U0001f600", "\ud7ff\ue000\U0001f600"),
    ],
)
def test_half_a_character_is_shown_as_unknown_and_nothing_else_is(text: str, shown: str) -> None:
    assert whole(text) == shown


def test_a_declared_encoding_that_has_escapes_gives_no_half_of_a_character() -> None:
    assert decode("Rope é +2AA-".encode("cp1252").replace(b"\xe9", b"e"), declared="utf-7").text == "Rope e \ufffd"


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
    path = save(tmp_path / "a", b"one\n" + b"x" * 2_000_000 + b"\ntwo\n" + b"y" * 2_000_000)
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


# Several encodings


def test_pages_of_two_encodings_in_one_file_are_each_read_in_its_own() -> None:
    utf8, windows = "“Café,” she said.\n", "It’s “naïve” – or not.\n"
    decoded = decode(utf8.encode() + windows.encode("cp1252") * 3)
    assert decoded.text == utf8 + windows * 3
    assert decoded.encoding == "utf-8"
    assert decoded.warnings == ("mixed encodings: 15 bytes that are not UTF-8 were read as Windows-1252, and may be wrong",)


def test_a_mark_of_utf8_that_was_cut_short_is_not_read_as_two_letters() -> None:
    assert decode("é ".encode() + b"\xe2\x80 and \xe9 and \xe8").text == "é \ufffd and é and è"


def test_a_few_broken_bytes_in_a_long_text_stay_broken() -> None:
    decoded = decode("Café, naïve, rôle, fête, “so”".encode() + b"\xff")
    assert decoded.text.endswith("”\ufffd")
    assert decoded.warnings == ("1 broken UTF-8 bytes, each shown as \ufffd",)


def test_a_stretch_is_mended_by_its_own_bytes(tmp_path: Path) -> None:
    path = save(tmp_path / "a", b"plain, caf\xe9")
    with open_text(path) as (text, encoding):
        stretch = text.read()
    assert mend(stretch[:6], encoding).warnings == ()
    assert mend(stretch, encoding).text == "plain, café"
    assert mend(stretch, encoding).encoding == "cp1252"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_is_opened_as_text_by_its_byte_order_mark(encoding: str, tmp_path: Path) -> None:
    path = save(tmp_path / "a.gz", gzip.compress("“Café”\n".encode(encoding)))
    with open_text(path) as (text, told):
        assert text.read() == "“Café”\n"
    assert told == encoding.removesuffix("-sig")


def test_a_stray_null_character_is_told_and_many_are_binary_data(tmp_path: Path) -> None:
    told = "holds null characters (1), as binary data do; some of the text may be missing"
    text = b"A stray null\0 in a line that is long enough to bear one, as a broken export may leave it behind it there.\n"
    assert decode(text).warnings == (told,)
    assert [line.decoded.warnings for line in read_lines(save(tmp_path / "a", text + b"none\n"), Settings())] == [(told,), ()]
    with pytest.raises(ReadError, match="is binary data, not text"):
        check_text("UTF-16 without its mark".encode("utf-16-le"), "x")


# Lines without end


def test_an_overlong_line_tells_whether_it_has_a_quotation_mark(tmp_path: Path) -> None:
    path = save(tmp_path / "a", b"x" * 2_000_000 + b"\n" + b"x" * 2_000_000 + b'"\n"' + b"x" * 2_000_000)
    assert [text for _, text, overlong in lines_of(path, Settings(max_chars=10)) if overlong] == ["", '"', '"']


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028"])
def test_a_page_of_more_lines_than_memory_holds_is_refused(end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.readers.files.MOST_LINES", 100)
    with pytest.raises(ReadError, match=r"a\.txt: holds more than 100 lines, too many to read at once"):
        read_text(save(tmp_path / "a.txt", f"a{end}".encode() * 250), Settings())
    assert read_text(save(tmp_path / "a.txt", f"a{end}".encode() * 90), Settings()).text


def test_a_line_of_wide_characters_is_bounded_like_any_other(tmp_path: Path) -> None:
    path = save(tmp_path / "a", ("one\n" + "x" * 1_500_000 + "\ntwo\n").encode("utf-16"))
    assert lines_of(path, Settings(max_chars=10)) == [(1, "one\n", False), (2, "", True), (3, "two\n", False)]


def test_lines_may_end_as_on_old_machines(tmp_path: Path) -> None:
    assert [text for _, text, _ in lines_of(save(tmp_path / "a", b"one\rtwo\rthree"))] == ["one\r", "two\r", "three"]


def test_a_line_may_hold_the_mark_that_ends_lines_elsewhere(tmp_path: Path) -> None:
    assert [text for _, text, _ in lines_of(save(tmp_path / "a", b"one\rand a half\ntwo\n"))] == ["one\rand a half\n", "two\n"]


def test_a_file_of_empty_lines_is_given_up_with_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "_MOST_EMPTY", 100)
    path = save(tmp_path / "a", b"one\n" + b"\n" * 100 + b"two\n" + b" \n" * 101 + b"three\n")
    with pytest.raises(PlacedError, match=r"line 203: and 100 lines before it are empty. What follows was not read"):
        lines_of(path)


def test_the_end_of_a_line_is_not_looked_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "_LONGEST", 2 << 20)
    path = save(tmp_path / "a", b"one\n" + b"x" * 6_000_000 + b"\ntwo\n")
    with pytest.raises(PlacedError, match=r"line 2: has more than 2,097,152 characters. What follows was not read"):
        lines_of(path, Settings(max_chars=10))


def test_a_line_holds_as_much_as_an_article_may_and_more() -> None:
    assert longest_line(Settings(max_chars=5_000_000)) == 20_000_000
    assert longest_line(Settings(max_chars=10)) == 1 << 20


def test_a_text_is_crowded_where_it_parts_into_more_values_than_memory_holds() -> None:
    assert is_crowded("[]," * 1_000_000, "[{,")
    assert not is_crowded("words, and words. " * 100_000, "[{,")
    assert not is_crowded(",,,", "[{,")


# What cannot be opened


def test_a_pipe_is_refused_and_not_waited_at(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match=r"a\.txt: cannot be opened \(it is a folder, pipe or device, not a file\)"):
        read_text(tmp_path / "a.txt", Settings())


def test_a_device_is_refused() -> None:
    with pytest.raises(ReadError, match=r"/dev/zero: cannot be opened \(it is a folder, pipe or device"):
        read_text(Path("/dev/zero"), Settings())


def test_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ReadError, match="it is a folder, pipe or device"):
        lines_of(tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz"])
def test_a_file_of_no_bytes_is_empty_packed_or_not(name: str, tmp_path: Path) -> None:
    path = save(tmp_path / name, b"")
    with pytest.raises(ReadError, match=f"{name}: is empty"):
        read_text(path, Settings())
    with pytest.raises(ReadError, match=f"{name}: is empty"):
        lines_of(path)


def test_a_packed_file_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"a\.txt\.gz: cannot be unpacked as gzip \(Not a gzipped file"):
        read_text(save(tmp_path / "a.txt.gz", b"plain"), Settings())


def test_a_packed_file_that_breaks_off_gives_the_lines_before(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(b"line %d\n" % n for n in range(40_000)))
    lines = read_lines(save(tmp_path / "a.gz", packed[: len(packed) // 2]), Settings())
    assert next(lines).decoded.text == "line 0\n"
    with pytest.raises(ReadError, match="cannot be unpacked as gzip"):
        list(lines)


def test_what_unpacks_to_more_than_may_be_is_not_unpacked_to_its_end(tmp_path: Path) -> None:
    path = save(tmp_path / "a.txt.gz", gzip.compress(b"words " * 5_000_000))
    with pytest.raises(ReadError, match="holds more than the 1,000 characters allowed"):
        read_text(path, Settings(max_chars=1_000))
