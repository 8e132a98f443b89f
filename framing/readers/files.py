"""Files, plain or gzip -> decoded text, with the encoding that was used and a warning where it was guessed."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from framing.readers.settings import PlacedError, Settings

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ESCAPED = re.compile("[\udc80-\udcff]")  # what Python shows a byte as that is no UTF-8
_HALVES = re.compile("[\ud800-\udfff]")  # of a pair that stands for one character; alone they are none, and cannot be written
_SAMPLE = 65_536  # bytes looked at to tell text from binary data
_MOST_CONTROLS = 0.01  # share of control characters that text, even badly scraped, stays under
_BUFFER = 1 << 18  # bytes read at once
MOST_LINES = 500_000  # of a page or export: each takes memory of its own, and the largest exports have a fifth of them
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LATIN_1 = frozenset(["iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso_8859-1"])


class Decoded(NamedTuple):
    """A text, the encoding it was decoded with, and what a reader should know about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a file, unpacking gzip; raise `PlacedError` where it cannot be opened or unpacked."""
    try:
        with io.BufferedReader(io.FileIO(path, opener=_open_regular), _BUFFER) as plain:
            if path.suffix.lower() != ".gz":
                yield plain
                return
            with gzip.GzipFile(fileobj=plain) as packed:
                yield packed  # type: ignore[misc]  # GzipFile reads like a BinaryIO without being declared one
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise PlacedError(str(path), f"cannot be unpacked as gzip ({error}). Pack it again, or unpack it first.") from error
    except OSError as error:
        raise PlacedError(str(path), f"cannot be opened ({error.strerror or error}). Check that you may read it.") from error


def _open_regular(name: str, flags: int) -> int:
    """Open an ordinary file; a pipe could be waited at without end, and a device read."""
    number = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(number).st_mode):
        return number
    os.close(number)
    raise OSError(0, "it is a folder, pipe or device, not a file")


@contextmanager
def open_text(path: Path) -> Iterator[tuple[TextIO, str]]:
    """Open a file to be read a piece at a time, and say in which encoding.

    A byte that is no UTF-8 is escaped, for `mend` to decode with the stretch of text around it.

    Raises
    ------
    PlacedError
        If the file cannot be opened or unpacked, or is empty, binary, or ends within a wide character.
    """
    with open_bytes(path) as file:
        head: bytes = file.peek(_SAMPLE)[:_SAMPLE]  # type: ignore[attr-defined]  # both kinds of file can look ahead
        if not head.strip() and len(head) < _SAMPLE:
            raise PlacedError(str(path), "is empty.")
        check_text(head, str(path))
        encoding = _bom(head) or "utf-8"
        wide = encoding in ("utf-16", "utf-32")
        # Tables of a long gone system end their lines with the mark that stands within lines elsewhere.
        newline = "" if b"\r" in head and b"\n" not in head else "\n"
        text = io.TextIOWrapper(file, encoding, "strict" if wide else "surrogateescape", newline)
        try:
            yield text, encoding if wide else "utf-8"
        except UnicodeError as error:
            reason = f"breaks off as {encoding.upper()} ({getattr(error, 'reason', error)}). Save it as UTF-8."
            raise PlacedError(str(path), reason) from error


def mend(text: str, encoding: str) -> Decoded:
    """Decode the escaped bytes in a stretch of text that `open_text` gave."""
    if text.isascii() or _ESCAPED.search(text) is None:
        return Decoded(text, encoding, _warn_of_nulls(text)) if "\0" in text else Decoded(text, encoding)
    return decode(text.encode("utf-8", "surrogateescape"))


def whole(text: str) -> str:
    """Show each half of a character, which only an escape can spell, as U+FFFD."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


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
    if sum(map(decoded.text.count, _BREAKS)) > 2 * MOST_LINES:  # two may stand for one
        reason = f"holds more than {MOST_LINES:,} lines, too many to read at once. Split it into its articles."
        raise PlacedError(str(path), reason)
    return decoded


def _too_large(allowed: int) -> str:
    return (
        f"holds more than {allowed:,} characters, too many to read at once. Split it, or raise the limit with"
        " --max-chars (max_chars= in Python)."
    )


def check_text(sample: bytes, place: str) -> None:
    """Raise `PlacedError` where the first bytes of a file are not text."""
    if any(sample.startswith(bom) for bom, _ in _BOMS):
        return
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise PlacedError(place, "is binary data, not text. Save it as UTF-8 text, HTML, CSV or JSON Lines.")


def decode(data: bytes, place: str = "", declared: str = "") -> Decoded:
    """Decode a page: by its byte order mark, the encoding it declares, UTF-8, or Windows-1252 with a warning.

    A text that is UTF-8 but for a few broken bytes keeps its characters; each broken byte shows as U+FFFD. Where both
    encodings stand side by side, as in pages pasted together, each character is read in its own.
    """
    bom = _bom(data)
    if declared.lower().startswith(("utf-16", "utf-32", "ucs")):
        declared = ""  # a declaration that could be read as ASCII is itself not in such an encoding
    if declared.lower() in _LATIN_1:
        declared = "cp1252"  # what browsers read it as: curly quotation marks stand where Latin-1 has control characters
    for encoding in filter(None, (bom, declared, "utf-8")):
        try:
            text = whole(data.decode(encoding))  # some encodings a page may declare have escapes
            return Decoded(text, encoding, _warn_of_nulls(text))
        except LookupError:
            continue
        except UnicodeError as error:
            if encoding == bom != "utf-8-sig":
                reason = f"breaks off as {encoding.upper()} at byte {getattr(error, 'start', 0)}. Save it as UTF-8."
                raise PlacedError(place, reason) from error
    return _decode_broken(data)


def _warn_of_nulls(text: str) -> tuple[str, ...]:
    n = text.count("\0")
    return (f"holds null characters ({n:,}), as binary data do; some of the text may be missing",) if n else ()


def _decode_broken(data: bytes) -> Decoded:
    lenient = data.decode("utf-8", errors="replace")
    n_broken = lenient.count("\ufffd")
    n_sound = sum(1 for char in lenient if char > "\x7f") - n_broken
    if n_sound > 4 * n_broken:
        return Decoded(lenient, "utf-8", (f"{n_broken} broken UTF-8 bytes, each shown as \ufffd",))
    if n_sound:
        warning = f"mixed encodings: {n_broken} bytes that are not UTF-8 were read as Windows-1252, and may be wrong"
        return Decoded(data.decode("utf-8", errors="framing.mixed"), "utf-8", (warning,))
    warning = "not UTF-8: read as Windows-1252, so accents and quotation marks may be wrong"
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252", (warning,))


def _read_one_byte(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252, but for a curly quotation mark or dash of UTF-8 that was cut short."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stretch = error.object[error.start : error.end]
    return ("\ufffd" if stretch == b"\xe2\x80" else stretch.decode("cp1252", "replace")), error.end


codecs.register_error("framing.mixed", _read_one_byte)


def _bom(data: bytes) -> str:
    return next((name for bom, name in _BOMS if data.startswith(bom)), "")
