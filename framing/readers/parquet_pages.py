"""The sizes that a Parquet file states of its pages, so that one too large for memory is refused before it is unpacked.

A page opens with a header in Thrift's compact protocol, whose second and third fields are the page's sizes:
https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_HEADER = 1 << 14  # bytes a header may have; writers keep the smallest and largest value in it to 4,096 bytes each
_DEEPEST = 8  # structures within each other; a header has three
_DICTIONARY = 2  # the type of a page
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)


class Page(NamedTuple):
    """The unpacked size of a page, in bytes, and whether it holds the values that others only refer to."""

    size: int
    is_dictionary: bool


def read_pages(file: BinaryIO, start: int, length: int) -> Iterator[Page]:
    """Yield the pages of a stretch of a file, without their content.

    Parameters
    ----------
    file : BinaryIO
        The file.
    start, length : int
        Where the pages of a column begin, and how many bytes they take.

    Raises
    ------
    ValueError
        If what stands there are no pages.
    """
    at = start
    while at < start + length:
        file.seek(at)
        header = _Header(file.read(_HEADER))
        fields = header.read_numbers()
        size, packed = fields.get(2, -1), fields.get(3, -1)
        if size < 0 or packed < 0:
            raise ValueError(f"no page at byte {at:,}")
        yield Page(size, fields.get(1) == _DICTIONARY)
        at += header.at + packed


class _Header:
    """Bytes of a Thrift structure, read from the first on."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def read_numbers(self) -> dict[int, int]:
        """Read the structure, and return its fields that are numbers."""
        found: dict[int, int] = {}
        for field, kind in self._fields():
            if kind in (_I16, _I32, _I64):
                number = self._varint()
                found[field] = number >> 1 ^ -(number & 1)
            else:
                self._skip(kind, 0)
        return found

    def _fields(self) -> Iterator[tuple[int, int]]:
        field = 0
        while head := self._byte():
            if head >> 4:
                field += head >> 4
            else:
                number = self._varint()
                field = number >> 1 ^ -(number & 1)
            yield field, head & 15

    def _skip(self, kind: int, depth: int) -> None:
        if depth > _DEEPEST:
            raise ValueError("structures nested too deeply")
        if kind == _STRUCT:
            for _, inner in self._fields():
                self._skip(inner, depth + 1)
        elif kind in (_I16, _I32, _I64):
            self._varint()
        elif kind == _BINARY:
            length = self._varint()
            self.at += length
        elif kind == _DOUBLE:
            self.at += 8
        elif kind == _BYTE:
            self.at += 1
        elif kind not in (_TRUE, _FALSE):  # lists and maps, which no header of a page has
            raise ValueError(f"a field of kind {kind}")

    def _byte(self) -> int:
        if self.at >= len(self._data):
            raise ValueError("a header without end")
        self.at += 1
        return self._data[self.at - 1]

    def _varint(self) -> int:
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise ValueError("a number without end")
