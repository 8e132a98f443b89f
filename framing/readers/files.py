"""Files, plain or gzip -> decoded text, with the encoding that was used and a warning where it was guessed."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from framing.readers.settings import PlacedError, Settings

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536  # bytes looked at to tell text from binary data
_MOST_CONTROLS = 0.01  # share of control characters that text, even badly scraped, stays under
_SPREAD = 16  # a line or cell may be this many times longer than an article before it is cut short unread


class Decoded(NamedTuple):
    """A text, the encoding it was decoded with, and what a reader should know about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a file, unpacking gzip; raise `PlacedError` where it cannot be opened or unpacked."""
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            yield file  # type: ignore[misc]  # GzipFile reads like a BinaryIO without being declared one
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise PlacedError(str(path), f"cannot be unpacked as gzip ({error}). Pack it again, or unpack it first.") from error
    except OSError as error:
        raise PlacedError(str(path), f"cannot be opened ({error.strerror or error}). Check that you may read it.") from error


def read_text(path: Path, settings: Settings, *, declared: str = "", spread: int = 1) -> Decoded:
    """Read and decode a file that is one page.

    Parameters
    ----------
    path : Path
        The file.
    settings : Settings
        Bounds its length.
    declared : str
        An encoding the file names itself, tried before any other.
    spread : int
        How many times longer than one article the file may be.

    Raises
    ------
    PlacedError
        If it cannot be opened, is empty, binary or too long.
    """
    allowed = settings.max_chars * spread
    with open_bytes(path) as file:
        data = file.read(4 * allowed + 4)
        data += file.read(1) and b"?" * 4  # one character more than could be allowed, whatever the encoding
    if not data.strip():
        raise PlacedError(str(path), "is empty.")
    check_text(data[:_SAMPLE], str(path))
    decoded = decode(data, str(path), declared)
    if len(decoded.text) > allowed:
        raise PlacedError(str(path), settings.too_long(allowed + 1) if spread == 1 else _too_large(allowed))
    if not decoded.text.strip():
        raise PlacedError(str(path), "is empty (nothing but spaces).")
    return decoded


def _too_large(allowed: int) -> str:
    return (
        f"holds more than {allowed:,} characters, too many to read at once. Split it (an array into JSON Lines), or raise the"
        " limit with --max-chars (max_chars= in Python)."
    )


_LATIN_1 = frozenset(["iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso_8859-1"])


def check_text(sample: bytes, place: str) -> None:
    """Raise `PlacedError` where the first bytes of a file are not text."""
    if any(sample.startswith(bom) for bom, _ in _BOMS):
        return
    controls = _CONTROLS.findall(sample)
    if b"\x00" in controls or len(controls) > _MOST_CONTROLS * len(sample):
        raise PlacedError(place, "is binary data, not text. Save it as UTF-8 text, HTML, CSV or JSON Lines.")


def decode(data: bytes, place: str = "", declared: str = "") -> Decoded:
    """Decode a page: by its byte order mark, the encoding it declares, UTF-8, or Windows-1252 with a warning.

    A text that is UTF-8 but for a few broken bytes keeps its characters; each broken byte shows as U+FFFD.
    """
    bom = _bom(data)
    if declared.lower().startswith(("utf-16", "utf-32", "ucs")):
        declared = ""  # a declaration that could be read as ASCII is itself not in such an encoding
    if declared.lower() in _LATIN_1:
        declared = "cp1252"  # what browsers read it as: curly quotation marks stand where Latin-1 has control characters
    for encoding in filter(None, (bom, declared, "utf-8")):
        try:
            return Decoded(data.decode(encoding), encoding)
        except LookupError:
            continue
        except UnicodeError as error:
            if encoding == bom != "utf-8-sig":
                reason = f"breaks off as {encoding.upper()} at byte {getattr(error, 'start', 0)}. Save it as UTF-8."
                raise PlacedError(place, reason) from error
    lenient = data.decode("utf-8", errors="replace")
    n_broken = lenient.count("\ufffd")
    n_sound = sum(1 for char in lenient if char > "\x7f") - n_broken
    if n_sound > 4 * n_broken:
        return Decoded(lenient, "utf-8", (f"{n_broken} broken UTF-8 bytes, each shown as \ufffd",))
    warning = "not UTF-8: read as Windows-1252, so accents and quotation marks may be wrong"
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252", (warning,))


def _bom(data: bytes) -> str:
    return next((name for bom, name in _BOMS if data.startswith(bom)), "")


class RawLine(NamedTuple):
    """A line of a table or JSON Lines file with its line end; ``overlong`` where it was too long to be read."""

    number: int
    decoded: Decoded
    overlong: bool = False


def read_lines(path: Path, settings: Settings) -> Iterator[RawLine]:
    """Yield a file's decoded lines one at a time, so that memory does not grow with the file.

    Raises
    ------
    PlacedError
        If the file cannot be opened or unpacked, or is empty or binary.
    """
    longest = settings.max_chars * _SPREAD
    with open_bytes(path) as file:
        head = file.read(_SAMPLE)
        if not head.strip():
            raise PlacedError(str(path), "is empty.")
        check_text(head, str(path))
        bom = _bom(head)
        joined = _Joined(head, file)
        if bom.startswith(("utf-16", "utf-32")):
            yield from _wide_lines(joined, bom, str(path))
        else:
            yield from _narrow_lines(joined, longest, len(b"\xef\xbb\xbf") if bom else 0)


class _Joined(io.RawIOBase):
    """The bytes already looked at, then the rest of the file."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(chunk) :] if self._head else b""
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _narrow_lines(joined: _Joined, longest: int, skip: int) -> Iterator[RawLine]:
    file = io.BufferedReader(joined, _SAMPLE)
    file.read(skip)
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        overlong = len(line) > longest and not line.endswith(b"\n")
        while overlong and (more := file.readline(longest)) and not more.endswith(b"\n"):
            pass
        yield RawLine(number, Decoded("", "utf-8") if overlong else decode(line), overlong)


def _wide_lines(joined: _Joined, encoding: str, place: str) -> Iterator[RawLine]:
    text = io.TextIOWrapper(io.BufferedReader(joined), encoding, newline="")
    try:
        for number, line in enumerate(text, 1):
            yield RawLine(number, Decoded(line, encoding))
    except UnicodeDecodeError as error:
        raise PlacedError(place, f"breaks off as {encoding.upper()} ({error.reason}). Save it as UTF-8.") from error
