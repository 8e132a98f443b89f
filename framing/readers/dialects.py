"""How a table is written: the mark between cells, the way of quoting, how many cells a row has and of which kind."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

_MARKS = ",;\t|"
_SURE_MARKS = "\t|"  # marks that sentences do not have
_NO_MARK = "\x1f"  # parts nothing: in a table of one column, a comma is a comma
_HINT = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)  # the line by which a spreadsheet is told the mark
_SAMPLED = 50  # rows
_NEVER = re.compile("(?!)")
_FEWEST = 3  # rows from which on something is taken for a habit of a table
_MOSTLY = 0.9  # share of rows in a sample for a habit that a few may lack
_CLEARLY_FEWER = 4  # times fewer broken rows than the usual way of quoting leaves
_WRAPPED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
# Cells that a sentence is not, whatever commas it has.
_KINDS = tuple(
    map(
        re.compile,
        (r"\d+", r"\d{4}-\d\d-\d\d.{0,30}", r"\d{1,2}[./]\d{1,2}[./]\d{2,4}.{0,10}", r"https?://\S+", r"[0-9a-f-]{12,}"),
    )
)


class Record(NamedTuple):
    """A row: its cells, and the text it is written as."""

    cells: list[str]
    text: str


class Dialect:
    """What stands between cells, and how a cell is quoted that holds such a mark, a line break or a quotation mark.

    Parameters
    ----------
    mark : str
        What stands between cells.
    quoted : bool
        Whether cells may be quoted at all.
    doubled : bool
        Whether a quotation mark within a cell is doubled; otherwise a backslash stands before it.
    spaced : bool
        Whether a space may stand before a cell.
    loose : bool
        Whether a cell that is not quoted may hold quotation marks.
    """

    def __init__(
        self, mark: str, *, quoted: bool = True, doubled: bool = True, spaced: bool = False, loose: bool = False
    ) -> None:
        self.mark = mark
        self.quoted = quoted
        self._doubled = doubled
        self._spaced = spaced
        self._loose = loose or not quoted

    @property
    def is_sure(self) -> bool:
        """Whether the mark stands between cells and hardly ever in a sentence."""
        return self.mark in _SURE_MARKS

    def parse(self, lines: Iterable[str]) -> Iterator[Record]:
        """Yield rows; `csv.Error` is raised where quotation marks are wrong."""
        held: list[str] = []
        reader = csv.reader(
            _hold(lines, held),
            delimiter=self.mark,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            doublequote=self._doubled,
            escapechar=None if self._doubled else "\\",
            skipinitialspace=self._spaced,
            strict=True,
        )
        for cells in reader:
            text = held[0] if len(held) == 1 else "".join(held)
            if '"' in text and not self._loose and self._whole.fullmatch(text) is None:
                raise csv.Error("a quotation mark in a cell that is not quoted")
            held.clear()
            yield Record(cells, text)

    def opens(self, place: int) -> re.Pattern[str]:
        """Return a pattern of the beginning of a row whose cell in a place is in quotation marks."""
        mark, cell = self._patterns
        return re.compile(rf'(?:{cell}{mark}){{{place}}}{" *+" if self._spaced else ""}"', re.DOTALL)

    @cached_property
    def _patterns(self) -> tuple[str, str]:
        mark = re.escape(self.mark)
        inside = r'"[^"]*+(?:""[^"]*+)*+"' if self._doubled else r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
        bare = rf'[^"{mark}\r\n]*+' if self._doubled else rf'[^"\\{mark}\r\n]*+(?:\\.[^"\\{mark}\r\n]*+)*+'
        return mark, rf"{' *+' if self._spaced else ''}(?:{inside}|{bare})"

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        mark, cell = self._patterns
        return re.compile(rf"{cell}(?:{mark}{cell})*+[\r\n]*+", re.DOTALL)


def _hold(lines: Iterable[str], held: list[str]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line


class Shape(NamedTuple):
    """The numbers of cells that rows have, how many cells stand before those that are named, and what tells a row.

    ``kinds`` maps the place of a cell to what it always is, such as a number or a date; ``opens`` is how a row begins whose
    text is in quotation marks, and ``quoted`` says that all are; ``wrapped`` that a row always begins with such a mark.
    """

    widths: frozenset[int]
    offset: int = 0
    kinds: tuple[tuple[int, re.Pattern[str]], ...] = ()
    wrapped: bool = False
    opens: re.Pattern[str] = _NEVER
    quoted: bool = False

    def fits(self, record: Record) -> bool:
        """Whether a row has as many cells as it should, not counting empty ones at its end."""
        cells, most = record.cells, max(self.widths)
        return (len(cells) in self.widths or (len(cells) > most and not any(cells[most:]))) and (
            not self.wrapped or record.text.startswith('"')
        )

    def shows_in(self, cells: Sequence[str]) -> bool:
        """Whether cells are such as stand in a row and not in a sentence."""
        return bool(self.kinds) and all(place < len(cells) and kind.fullmatch(cells[place]) for place, kind in self.kinds)

    def is_usual(self, record: Record) -> bool:
        """Whether a row is like all others were: its cells of their kinds, its text quoted."""
        return (not self.kinds or self.shows_in(record.cells)) and (
            not self.quoted or self.opens.match(record.text) is not None
        )

    def begins(self, line: str, mark: str) -> bool:
        """Whether a line that may break off begins as rows do, with a cell of its kind."""
        cells = line.split(mark, 1)
        return len(cells) > 1 and any(at == 0 and kind.fullmatch(cells[0].strip('"')) for at, kind in self.kinds)


def find_mark(header: str, *, tabs: bool) -> str:
    """Return the mark that stands between names of columns: a tab where that is certain, else the most frequent one."""
    if tabs:
        return "\t"
    counts = [header.count(mark) for mark in _MARKS]
    return _MARKS[counts.index(max(counts))] if any(counts) else _NO_MARK


def read_hint(line: str) -> str:
    """Return the mark that a line above the header names, or an empty string where it is no such line."""
    found = _HINT.match(line)
    return found[1] if found else ""


def choose_dialect(mark: str, lines: Sequence[str], n_names: int) -> Dialect:
    """Return the way of quoting by which a sample of lines is rows: the usual one unless another is clearly better."""
    usual = Dialect(mark)
    n_broken = _count_broken(usual, lines, n_names)
    others = [Dialect(mark, spaced=True), Dialect(mark, doubled=False)]
    if usual.is_sure and _has_loose_quotes(mark, lines):
        others.append(Dialect(mark, quoted=False))
    if n_broken >= _CLEARLY_FEWER or not any(line.startswith('"') or f'{mark}"' in line for line in lines):
        others.append(Dialect(mark, loose=True))
    counts = [_count_broken(dialect, lines, n_names) for dialect in others] if n_broken else []
    return others[counts.index(min(counts))] if counts and min(counts) <= (n_broken - 1) // _CLEARLY_FEWER else usual


def learn_shape(dialect: Dialect, lines: Sequence[str], n_names: int, text_at: int) -> Shape:
    """Return the shape of the rows of a sample.

    Rows may leave out the empty cells at their end if most do, and have a number before the first name if all do.
    """
    records = [record for record in islice(_records(dialect, lines), _SAMPLED) if any(record.cells)]
    counts = Counter(len(record.cells) for record in records)
    width, n_rows = counts.most_common(1)[0] if counts else (n_names, 0)
    first = [record.cells[0] for record in records if len(record.cells) == width]
    if width == n_names + 1 and n_rows >= _FEWEST and first == [str(n + 1) for n in range(n_rows)]:
        return Shape(frozenset({width}), 1, ((0, _KINDS[0]),), opens=dialect.opens(text_at + 1))
    short = width if text_at < width < n_names and n_rows >= max(_FEWEST, len(records) / 2) else n_names
    shape = Shape(frozenset({short, n_names}), opens=dialect.opens(text_at) if n_names > 1 else _NEVER)
    whole = [record for record in records if len(record.cells) in shape.widths]
    if len(whole) < _FEWEST:
        return shape
    kinds = [
        (at, kind) for at in range(short) for kind in _KINDS if _mostly(kind.fullmatch(record.cells[at]) for record in whole)
    ]
    wrapped = n_names == 1 and dialect.quoted and _mostly(record.text.startswith('"') for record in whole)
    quoted = dialect.quoted and _mostly(shape.opens.match(record.text) for record in whole)
    return shape._replace(kinds=tuple(kinds), wrapped=wrapped, quoted=quoted)


def _mostly(found: Iterable[object]) -> bool:
    """Whether something is so in all rows of a sample but a few, which may be broken."""
    told = [bool(each) for each in found]
    return sum(told) >= min(len(told), max(_FEWEST, _MOSTLY * len(told) - 1))


def _records(dialect: Dialect, lines: Sequence[str]) -> Iterator[Record]:
    """Yield the rows of a sample, and one without cells for each place that cannot be read."""
    rest = iter(lines)
    while True:
        try:
            yield from dialect.parse(rest)
            return
        except csv.Error as error:
            if "end of data" in str(error):  # the sample ends within a row
                return
            yield Record([], "")


def _count_broken(dialect: Dialect, lines: Sequence[str], n_names: int) -> int:
    records = [record for record in islice(_records(dialect, lines), _SAMPLED) if record.text.strip() or not record.text]
    return sum(len(record.cells) != n_names for record in records)


def _has_loose_quotes(mark: str, lines: Sequence[str]) -> bool:
    """Whether cells that only begin with a quotation mark are more than those that are wrapped in them."""
    cells = [cell.strip() for line in lines[:_SAMPLED] for cell in line.split(mark) if cell.startswith('"')]
    n_wrapped = sum(_WRAPPED.fullmatch(cell) is not None for cell in cells)
    return len(cells) > 2 * n_wrapped
