"""The lines of a CSV or TSV file -> its rows, and the stretches that cannot be told to be rows.

A quotation mark that is not closed, or not doubled within a cell, puts in doubt what is a cell and what a row. From there
on nothing is taken for a row until a line is found that must begin one (`Rows._begins_row`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, islice
from typing import NamedTuple

from framing.readers.dialects import Dialect, Record, Shape, choose_dialect, find_mark, learn_shape, read_hint
from framing.readers.feeds import Feed, TooMuchError
from framing.readers.files import Decoded
from framing.readers.lines import RawLine

_SAMPLE = 100_000  # characters of rows from which their shape is learned
_SURE_ROWS = 5  # rows that must be whole, one behind the other, before a place is taken for the beginning of a row
_REACH = 1_000_000  # characters looked ahead for them
_MOST_LOOKS = 1_000  # places looked ahead from in vain before the rest of a file is given up
_MOST_PASSED = 100_000_000  # characters passed over in vain, likewise
_MOST_COLUMNS = 10_000
_LONGEST_CELL = 1 << 30  # the limit on a row is reached first


class Row(NamedTuple):
    """A row, or a stretch of lines that cannot be read: its cells or the reason, its lines, and how they were decoded.

    ``begins`` is the first line of what cannot be read, ``torn`` says that it may be torn from the row before. ``n_blank``
    counts the rows of empty cells passed over up to here.
    """

    cells: Sequence[str]
    reason: str
    first: int
    last: int
    decoded: Decoded
    begins: str = ""
    torn: bool = False
    n_blank: int = 0


class Rows(Iterator[Row]):
    """The rows of a table, below that of its names.

    Parameters
    ----------
    lines : Iterator[RawLine]
        The lines of the file.
    limit : int
        Characters a row may have.
    tabs : bool
        Whether tabs are known to stand between cells.

    Raises
    ------
    csv.Error
        If the names cannot be read.
    """

    def __init__(self, lines: Iterator[RawLine], limit: int, *, tabs: bool) -> None:
        self._feed = Feed(lines, limit)
        first = self._feed.first()
        hint = read_hint(first.decoded.text) if first else ""
        if hint:
            self._feed.drop()
            first = self._feed.first()
        header = first.decoded.text if first else ""
        self._dialect = Dialect(hint or find_mark(header, tabs=tabs), loose=True)
        if header.count(self._dialect.mark) > _MOST_COLUMNS:
            raise csv.Error(f"more than {_MOST_COLUMNS:,} columns")
        with _room():
            record = next(self._dialect.parse(self._feed), Record([], ""))
        self.names = [name.strip() for name in record.cells]
        while self.names and not self.names[-1]:
            self.names.pop()
        self._feed.release()
        self._shape = Shape(frozenset({len(self.names)}))
        self._text_leads = False
        self._records: Iterator[Record] = iter(())
        self._next: Row | None = None
        self._n_blank = 0

    def learn(self, text_at: int) -> None:
        """Learn from the first rows how the table is written; ``text_at`` is the place of the text among the names."""
        with _room(), closing(self._feed.look(_SAMPLE)) as sample:
            lines = list(sample)
            self._dialect = choose_dialect(self._dialect.mark, lines, len(self.names))
            self._shape = learn_shape(self._dialect, lines, len(self.names), text_at)
        self._text_leads = text_at + self._shape.offset == 0
        self._records = self._dialect.parse(self._feed)
        self._next = self._read()

    def __next__(self) -> Row:
        row = self._next
        if row is None:
            raise StopIteration
        self._next = self._read()
        behind = self._next
        if behind is None or not behind.torn or row.reason or self._ends(row, behind):
            return row
        self._next = self._read()
        return behind._replace(first=row.first)

    def _ends(self, row: Row, behind: Row) -> bool:
        """Whether a row is whole although what stands behind it is broken: that begins as rows do, and was not torn from it."""
        if self._text_leads:
            return self._shape.shows_in(row.cells)
        return self._shape.opens.match(behind.begins) is not None or self._shape.begins(behind.begins, self._dialect.mark)

    def _read(self) -> Row | None:
        with _room():
            try:
                record = self._read_record()
            except csv.Error as error:
                return self._recover(_explain(error))
            if record is None:
                return None
            if self._shape.fits(record):
                if self._shape.is_usual(record) or self._is_followed():
                    return self._settle(record.cells[self._shape.offset :])
                return self._recover("is unlike the rows above, and what follows is broken")
            n, named = len(record.cells), len(self.names) + self._shape.offset
            wrong = "a cell with a comma, line break or quotation mark in it may lack its own"
            return self._recover(f"has {n:,} cell{'s' * (n != 1)} where {named:,} should be; {wrong}")

    def _is_followed(self) -> bool:
        """Whether whole rows follow, or none."""
        rows = self._read_ahead("")
        return rows is not None and all(map(self._shape.fits, rows))

    def _read_record(self) -> Record | None:
        """Return the next row that is no empty line, or None at the end; the feed holds its lines."""
        while True:
            self._feed.release()
            record = next(self._records, None)
            if record is None or any(map(str.strip, record.cells)):
                return record
            self._n_blank += bool(record.cells)  # cells without text; an empty line has none

    def _settle(self, cells: Sequence[str], reason: str = "") -> Row:
        held = self._feed.held
        warnings = dict.fromkeys(warning for line in held for warning in line.decoded.warnings)
        decoded = Decoded("", held[-1].decoded.encoding, tuple(warnings))
        row = Row(cells, reason, held[0].number, held[-1].number, decoded, held[0].decoded.text if reason else "")
        return row._replace(n_blank=self._n_blank)

    def _recover(self, reason: str) -> Row:
        """Return what cannot be read: from the row that is broken to the next line that certainly begins one."""
        row = self._settle((), reason)
        if self._dialect.quoted:  # without quotation marks every line is a row
            row = self._pass_to_row(row)
        self._records = self._dialect.parse(self._feed)
        return row._replace(reason=f"{row.reason}.")

    def _pass_to_row(self, row: Row) -> Row:
        """Pass over lines until one certainly begins a row; return what cannot be read with their number."""
        last, torn = row.first, _may_tear(self._feed.held[0])
        n_looks = n_chars = 0
        self._feed.put_back()
        while (line := self._feed.first()) is not None:
            if self._may_begin(line.decoded.text):
                if self._begins_row():
                    # A row that begins with its text may be the end of a text that was torn.
                    last = self._pass_one() if torn and self._text_leads else last
                    break
                n_looks += 1
            last, torn = line.number, torn or _may_tear(line)
            n_chars += len(line.decoded.text)
            self._feed.drop()
            if n_looks > _MOST_LOOKS or n_chars > _MOST_PASSED:
                self._feed.stop()
                row = row._replace(reason=f"{row.reason}; nothing behind line {last:,} was read, as hardly a row is whole")
        return row._replace(last=last, torn=torn)

    def _pass_one(self) -> int:
        """Pass over a row and return its last line."""
        next(self._dialect.parse(self._feed))
        last = self._feed.held[-1].number
        self._feed.release()
        return last

    def _may_begin(self, line: str) -> bool:
        """Whether a line could be the first of a row, by a glance at it."""
        if (self._dialect.is_sure or self._shape.kinds) and self._dialect.mark in line:
            return True
        return self._shape.opens.match(line) is not None

    def _begins_row(self) -> bool:
        """Whether the next line is certainly the first of a row.

        It is where reading on from it gives whole rows, its cells are such as a sentence has not, and reading on as if it
        stood inside a quoted cell gives none.
        """
        rows = self._read_ahead("")
        if not rows or not all(map(self._shape.fits, rows)):
            return False
        opens = self._shape.opens.match(rows[0].text) is not None
        if not (opens or self._shape.shows_in(rows[0].cells) or (self._dialect.is_sure and len(rows[0].cells) > 1)):
            return False
        inside = self._read_ahead('"')
        return not inside or not all(map(self._shape.fits, inside[1:]))

    def _read_ahead(self, before: str) -> list[Record] | None:
        """Return the next rows that are not blank, as they would be with a text before them; None where that is wrong."""
        with closing(self._feed.look(_REACH)) as lines:
            rows = self._dialect.parse(chain([before + next(lines, "")], lines))
            try:
                return [record for record in islice(rows, _SURE_ROWS) if any(map(str.strip, record.cells))]
            except csv.Error:
                return None


def _may_tear(line: RawLine) -> bool:
    """Whether a line may hold a quotation mark that opens or closes a cell in the wrong place."""
    return '"' in line.decoded.text


def _explain(error: csv.Error) -> str:
    told = str(error)
    if isinstance(error, TooMuchError):
        return told
    if "new-line" in told:
        return "holds a line break that is not quoted"
    return "has a quotation mark that is not closed, or not doubled inside its cell"


@contextmanager
def _room() -> Iterator[None]:
    """Let the parser read long cells; its limit is the whole process's, so it is put back at once."""
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
