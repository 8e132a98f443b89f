"""The bytes of a web page, saved or sent -> its source, by the encoding it has and not only by the one it declares."""

from __future__ import annotations

import re
from pathlib import Path

from framing.readers.files import Decoded, check_text, decode, open_bytes, read_text
from framing.readers.settings import Settings

SPREAD = 4  # markup may make a page this many times longer than its article
_DECLARED = (
    re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE),
    re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE),
)
_START = 8192  # bytes in which a page declares its encoding


def decode_file(path: Path, settings: Settings) -> Decoded:
    """Decode a saved web page; as `decode_page`, but for the server's word.

    Raises
    ------
    PlacedError
        If it cannot be opened, is empty, binary or too long.
    """
    plain = read_text(path, settings, spread=SPREAD)
    if _is_certain(plain):
        return plain
    with open_bytes(path) as file:
        charset = find_charset(file.read(_START))
    decoded = read_text(path, settings, declared=charset, spread=SPREAD) if charset else plain
    return plain if decoded.warnings else decoded


def decode_page(data: bytes, place: str, charset: str = "") -> Decoded:
    """Decode the bytes of a web page.

    What is UTF-8 is taken for that, whatever the page or its server declares: many state a default that the page differs
    from. Else the server's word counts, then the page's own.

    Parameters
    ----------
    data : bytes
        The page.
    place : str
        What messages call it.
    charset : str
        The encoding that its server names.

    Raises
    ------
    PlacedError
        If it is no text.
    """
    if charset.startswith(("utf-16", "utf-32")):
        try:
            return Decoded(data.decode(charset).removeprefix("\ufeff"), charset)
        except (LookupError, UnicodeError):
            charset = ""
    check_text(data, place)
    plain = decode(data, place)
    for declared in () if _is_certain(plain) else filter(None, (charset, find_charset(data[:_START]))):
        decoded = decode(data, place, declared)
        if not decoded.warnings:
            return decoded
    return plain


def _is_certain(plain: Decoded) -> bool:
    """Whether a page is UTF-8: it holds more than ASCII, and at most a few broken bytes."""
    if plain.encoding == "cp1252" or plain.text.isascii():
        return False
    n_broken = plain.text.count("\ufffd")
    return not plain.warnings or sum(char > "\x7f" for char in plain.text) > 5 * n_broken > 0


def find_charset(start: bytes) -> str:
    """Return the encoding that the first bytes of a web page declare, or an empty string."""
    found = next(filter(None, (pattern.search(start) for pattern in _DECLARED)), None)
    return found[1].decode("ascii", errors="ignore") if found else ""
