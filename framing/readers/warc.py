"""WARC files -> the articles of the web pages in them, one record at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from framing.model import Article
from framing.readers.fetched import Fetched, is_page, read_fetched, unpack
from framing.readers.files import open_bytes
from framing.readers.settings import PlacedError, Settings

_WIDEST = 4  # bytes a character takes at most; the reader of pages allows as much markup
_LONGEST_HEADER = 1 << 16  # bytes of one header line
_LONGEST_HEADERS = 1 << 20  # bytes of all headers of a record
_MAGIC = (b"WARC/", b"\x1f\x8b")  # the second where records are packed but the file's name does not say so


def read_warc(path: Path, settings: Settings) -> Iterator[Article]:
    """Yield the articles of a WARC file, gzip or not: of every response with status 200 that is a web page.

    Parameters
    ----------
    path : Path
        The file.
    settings : Settings
        Bounds the length of a page, and hears which pages hold no article.

    Raises
    ------
    PlacedError
        If it cannot be opened, is no WARC file, breaks off, or warcio is not installed.
    """
    with open_bytes(path) as file:
        for number, record in enumerate(_read_records(file, str(path)), 1):
            if _holds_page(record):
                yield from _read_page(record, f"{path}, record {number}", number, str(path), settings)


def _read_records(file: BinaryIO, place: str) -> Iterator[Any]:
    """Yield the records of a WARC file; warcio is an extra, and is named where it is missing."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        reason = 'needs warcio, which is not installed. Install it with: pip install "framing-toolkit[warc]"'
        raise PlacedError(place, reason) from error
    if not file.read(len(_MAGIC[0])).startswith(_MAGIC):
        raise PlacedError(place, "is not a WARC file (it does not begin with WARC/). Rename it after its format.")
    file.seek(0)
    archive = ArchiveIterator(file)
    archive.reader = _make_reader(_Source(file, place), place)
    try:
        yield from archive
    except (ArchiveLoadFailed, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise _broken(place, error) from error


def _broken(place: str, error: Exception) -> PlacedError:
    told = " ".join(str(error).split())[:120]
    return PlacedError(place, f"breaks off as WARC ({told}). The records before that were read; load it again.")


class _Source:
    """A file as warcio reads it: a packed one that breaks off ends in an error, behind all that could be unpacked."""

    def __init__(self, file: Any, place: str) -> None:
        self._file = file
        self._place = place

    def read(self, size: int) -> bytes:
        try:
            return bytes(self._file.read1(size))
        except EOFError as error:  # warcio would take it for the end of the file
            raise _broken(self._place, error) from error


def _make_reader(source: _Source, place: str) -> Any:
    """Return warcio's reader with a limit on headers: its own reads a line of any length, and slower the longer it is."""
    from warcio.bufferedreaders import DecompressingBufferedReader

    class BoundedReader(DecompressingBufferedReader):  # type: ignore[misc]  # warcio ships no types
        """Reads lines up to a limit, and only so many between two stretches of content."""

        n_read = 0

        def read(self, length: int | None = None) -> bytes:
            self.n_read = 0
            return bytes(super().read(length))

        def readline(self, length: int | None = None) -> bytes:
            line = bytes(super().readline(min(length or _LONGEST_HEADER, _LONGEST_HEADER)))
            self.n_read += len(line)
            if self.n_read > _LONGEST_HEADERS:
                raise PlacedError(place, f"has a record with more than {_LONGEST_HEADERS:,} bytes of headers. Leave it out.")
            return line

    return BoundedReader(source)


def _holds_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return record.http_headers.get_statuscode() == "200" and is_page(record.http_headers.get_header("Content-Type") or "")


def _read_page(record: Any, place: str, number: int, path: str, settings: Settings) -> Iterator[Article]:
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    named = f"{place} ({url})" if url else place
    headers = record.http_headers
    packing = str(headers.get_header("Content-Encoding") or "")
    headers.remove_header("Content-Encoding")  # warcio would unpack it without a limit
    limit = _WIDEST * settings.max_chars
    data = unpack(record.content_stream().read(limit + 1), packing, limit)
    if data is None:
        settings.leave_out(named, f'is packed as "{packing}", which cannot be unpacked. Store pages unpacked or as gzip.')
        return
    if len(data) > limit:
        settings.leave_out(named, settings.too_long(settings.max_chars + 1))
        return
    warning = _say_cut(record)
    page = Fetched(url, data, str(headers.get_header("Content-Type") or ""))
    try:
        for article in read_fetched(page, path, settings):
            origin = article.origin and replace(article.origin, record=number)
            yield replace(article, origin=origin, warnings=(*article.warnings, *warning))
    except PlacedError as error:
        settings.leave_out(named, error.reason)


def _say_cut(record: Any) -> tuple[str, ...]:
    """Warn of a page that the crawler cut, or that ends before its stated length."""
    reason = record.rec_headers.get_header("WARC-Truncated")
    if reason:
        return (f"the crawler cut the page ({reason}); its end is missing",)
    if getattr(record.raw_stream, "limit", 0) > 0:
        return ("the record ends before its stated length; the end of the page is missing",)
    return ()
