"""The encoding of a web page: the one it has, though its server and its own tags may declare another."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import ReadError
from framing.readers.encodings import decode_file, decode_page, find_charset
from framing.readers.settings import Settings

TEXT = "<p>Caf\u00e9 \u201cOstrel\u201d \u2014 5 \u20ac</p>"


def page(declared: str, text: str = TEXT) -> str:
    return f'<meta charset="{declared}">{text}'


def decode_both(data: bytes, folder: Path) -> tuple[str, str]:
    """Decode a page as a saved file and as sent bytes, which must agree; return text and encoding."""
    path = folder / "page.html"
    path.write_bytes(data)
    saved, sent = decode_file(path, Settings()), decode_page(data, "page")
    assert saved == sent
    return saved.text, saved.encoding


@pytest.mark.parametrize("declared", ["utf-8", "UTF8", "windows-1252", "iso-8859-1", "latin-1", "klingon", "ascii"])
def test_what_is_utf_8_is_read_as_that_whatever_is_declared(declared: str, tmp_path: Path) -> None:
    assert decode_both(page(declared).encode(), tmp_path) == (page(declared), "utf-8")


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("windows-1252", "cp1252", TEXT),
        ("iso-8859-1", "cp1252", TEXT),
        ("iso-8859-15", "iso-8859-15", "<p>Caf\u00e9 5 \u20ac</p>"),
        ("windows-1251", "cp1251", "<p>\u041f\u0440\u0438\u0432\u0435\u0442</p>"),
        ("macintosh", "mac-roman", TEXT),
        ("shift_jis", "shift_jis", "<p>\u6e2f\u306e\u6a4b</p>"),
    ],
)
def test_what_is_not_utf_8_is_read_as_declared(declared: str, codec: str, text: str, tmp_path: Path) -> None:
    decoded, _ = decode_both(page(declared, text).encode(codec), tmp_path)
    assert decoded == page(declared, text)


def test_what_declares_nothing_and_is_not_utf_8_is_read_as_windows_1252_with_a_warning(tmp_path: Path) -> None:
    decoded = decode_page(TEXT.encode("cp1252"), "page")
    assert (decoded.text, decoded.encoding) == (TEXT, "cp1252")
    assert "read as Windows-1252" in decoded.warnings[0]
    assert decode_both(TEXT.encode("cp1252"), tmp_path) == (TEXT, "cp1252")


def test_an_encoding_that_cannot_be_is_passed_over_with_a_warning(tmp_path: Path) -> None:
    data = page("shift_jis").encode("cp1252")
    assert decode_both(data, tmp_path) == (page("shift_jis"), "cp1252")
    assert decode_page(data, "page").warnings


def test_utf_8_with_a_broken_byte_stays_utf_8(tmp_path: Path) -> None:
    data = page("windows-1252", TEXT * 3).encode() + b"\xff"
    assert decode_both(data, tmp_path) == (page("windows-1252", TEXT * 3) + "\ufffd", "utf-8")


def test_an_escaping_encoding_of_ascii_bytes_is_read_as_declared(tmp_path: Path) -> None:
    text = page("iso-2022-jp", "<p>\u6e2f\u306e\u6a4b</p>")
    assert decode_both(text.encode("iso-2022-jp"), tmp_path) == (text, "iso-2022-jp")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str, tmp_path: Path) -> None:
    assert decode_both(page("windows-1251").encode(codec), tmp_path) == (page("windows-1251"), codec)


def test_the_servers_word_goes_before_the_pages() -> None:
    data = page("windows-1251", "<p>Caf\u00e9</p>").encode("cp1252")
    assert "Caf\u00e9" in decode_page(data, "page", "windows-1252").text
    assert "Caf\u0439" in decode_page(data, "page").text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
def test_wide_characters_without_a_mark_are_read_where_the_server_names_them(codec: str) -> None:
    assert decode_page(TEXT.encode(codec), "page", codec).text == TEXT


@pytest.mark.parametrize("charset", ["klingon", "utf-16", "undefined", "base64", "utf-8"])
def test_a_servers_word_that_cannot_be_true_is_passed_over(charset: str) -> None:
    data = page("windows-1252", f"{TEXT}<p>end</p>").encode("cp1252")
    assert decode_page(data + b" " * (len(data) % 2 + 1), "page", charset).text.strip() == page(
        "windows-1252", f"{TEXT}<p>end</p>"
    )


def test_binary_data_is_refused() -> None:
    with pytest.raises(ReadError, match=r"page: is binary data, not text"):
        decode_page(b"\x89PNG\x00\x01\x02" * 10, "page")


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b"<META CHARSET='Windows-1252'>", "Windows-1252"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "iso-8859-1"),
        (b'<meta name="a"><meta content="text/html;charset = gbk" http-equiv=x>', "gbk"),
        (b'\n<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<p>charset=utf-8</p>", ""),
        (b"<script charset=utf-7></script>", ""),
        (b"", ""),
    ],
)
def test_an_encoding_is_declared_by_a_tag_or_an_xml_prolog(start: bytes, found: str) -> None:
    assert find_charset(start) == found
