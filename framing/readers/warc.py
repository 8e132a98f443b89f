"""WARC files -> the articles of the web pages in them, one record at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from framing.model import Article
from framing.readers.fetched import Fetched, is_page, read_fetched, unpack
from framing.readers.files import check_text, open_bytes
from framing.readers.settings import PlacedError, Settings

_WIDEST = 4  # bytes a character takes at most; the reader of pages allows as much markup
_LONGEST_HEADER = 1 << 16  # bytes of one header line
_LONGEST_HEADERS = 1 << 20  # bytes of all headers of a record
_SAMPLE = 4_096  # bytes in which a page that is not packed shows a tag
_COMPANIONS = frozenset({"warcinfo", "request", "metadata"})  # records that stand beside the pages of every crawl
_MOST_REASONS = 8  # kinds of records that are told
_LONGEST_REASON = 60  # characters
_INSTALL = 'Install the library that can: pip install "framing-toolkit[warc]"'
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
    passed_over: Counter[str] = Counter()
    with open_bytes(path) as file:
        for number, record in enumerate(_read_records(file, str(path)), 1):
            why = _why_no_page(record)
            if why:
                passed_over[why] += record.rec_type not in _COMPANIONS
            else:
                yield from _read_page(record, f"{path}, record {number}", number, str(path), settings)
    passed_over += Counter()  # drops what was counted as nothing
    if passed_over:
        counted = ", ".join(f"{n:,} record{'s' * (n > 1)} {why}" for why, n in passed_over.most_common(_MOST_REASONS))
        settings.mention(str(path), f"no pages, and passed over: {counted}.")


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


def _why_no_page(record: Any) -> str:
    """Say of a record that is no page what it is; return an empty string for a page."""
    if record.rec_type != "response" or record.http_headers is None:
        return f"of type {_clip(record.rec_type)}"
    status = str(record.http_headers.get_statuscode())
    if status != "200":
        return f"with status {_clip(status)}"
    kind = _kind_of(record)
    return "" if is_page(kind) else f"of {_clip(kind.partition(';')[0].strip().lower()) or 'unknown'} format"


def _clip(told: object) -> str:
    return " ".join(str(told).split())[:_LONGEST_REASON]


def _kind_of(record: Any) -> str:
    """Return the format of what was sent, as its headers state it, or else as the crawler saw it."""
    stated = record.http_headers.get_header("Content-Type")
    return str(stated or record.rec_headers.get_header("WARC-Identified-Payload-Type") or "")


def _read_page(record: Any, place: str, number: int, path: str, settings: Settings) -> Iterator[Article]:
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    named = f"{place} ({url})" if url else place
    headers = record.http_headers
    packing = str(headers.get_header("Content-Encoding") or "").strip().lower()
    headers.remove_header("Content-Encoding")  # warcio would unpack it without a limit
    limit = _WIDEST * settings.max_chars
    data = _unpack(record.content_stream().read(limit + 1), packing, limit)
    if data is None:
        advice = _INSTALL if packing == "br" and find_spec("brotli") is None else "Store pages unpacked or as gzip."
        settings.leave_out(named, f'is packed as "{packing}", which cannot be unpacked. {advice}')
        return
    if len(data) > limit:
        settings.leave_out(named, settings.too_long(settings.max_chars + 1))
        return
    warning = _say_cut(record)
    page = Fetched(url, data, _kind_of(record))
    try:
        for article in read_fetched(page, path, settings):
            origin = article.origin and replace(article.origin, record=number)
            yield replace(article, origin=origin, warnings=(*article.warnings, *warning))
    except PlacedError as error:
        settings.leave_out(named, error.reason)


def _unpack(data: bytes, packing: str, limit: int) -> bytes | None:
    """Undo a Content-Encoding as `unpack` does, and Brotli's; crawls of old keep the header of pages that they unpacked."""
    unpacked = _unpack_brotli(data, limit) if packing == "br" else unpack(data, packing, limit)
    if unpacked is None and b"<" in data[:_SAMPLE]:
        try:
            check_text(data[:_SAMPLE], "")
        except PlacedError:
            return None
        return data
    return unpacked


def _unpack_brotli(data: bytes, limit: int) -> bytes | None:
    try:
        import brotli
    except ImportError:
        return None
    try:
        decompressor = brotli.Decompressor()
        unpacked = more = bytes(decompressor.process(data, output_buffer_limit=limit + 1))
        while more and len(unpacked) <= limit and not decompressor.is_finished():
            more = bytes(decompressor.process(b"", output_buffer_limit=limit + 1))
            unpacked += more
    except (brotli.error, TypeError):  # the latter of a version that knows no limit
        return None
    return unpacked


def _say_cut(record: Any) -> tuple[str, ...]:
    """Warn of a page that the crawler cut, or that ends before its stated length."""
    reason = record.rec_headers.get_header("WARC-Truncated")
    if reason:
        return (f"the crawler cut the page ({reason}); its end is missing",)
    if getattr(record.raw_stream, "limit", 0) > 0:
        return ("the record ends before its stated length; the end of the page is missing",)
    return ()
