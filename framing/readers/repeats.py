"""Files -> the lines that recur on the pages of each outlet, found on a sample of its pages before any of them is read."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from heapq import heappop, heappush
from typing import NamedTuple

from framing.pages.repeated import FEWEST_PAGES, FindReason, find_repeated, hash_text, make_finder, sketch_page
from framing.readers.files import read_text
from framing.readers.folders import suffix_of
from framing.readers.names import Found, folder_name
from framing.readers.settings import PlacedError, Reader, Settings
from framing.readers.text import read_front_matter

PAGES = (".txt", ".md")
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet")
MOST_PAGES = 256  # of one outlet: what stands on 3 % of its pages is on 8 of these
MOST_LINES = 1_000_000  # in all, 8 MB; where there are more, fewer pages of each outlet are looked at
_PER_PAGE = 30  # lines that a page weighs besides its own, for its place among the others


class Owner(NamedTuple):
    """Whose pages are looked at together: an outlet's, or those of a folder or file that names none."""

    outlet: str
    folder: str = ""
    file: str = ""

    @property
    def told(self) -> str:
        """What a reader is told of it."""
        return "this outlet" if self.outlet else "this folder" if self.folder else "this file"


def owner_of(found: Found, outlet: str = "") -> Owner:
    """Return whose a page is: by its folder; or a row, by the outlet it states, else by its file."""
    if suffix_of(found.path) in PAGES:
        return Owner(folder_name(found), str(found.root or found.path.parent))
    return Owner(outlet) if outlet else Owner("", file=str(found.path))


class Repeats:
    """The lines that recur, by whose pages they are on."""

    def __init__(self, finders: Mapping[Owner, FindReason]) -> None:
        self._finders = finders

    def of(self, found: Found) -> Callable[[str], FindReason | None]:
        """Return what finds the lines that recur on a file's pages, given the outlet that a row states."""
        return lambda outlet: self._finders.get(owner_of(found, outlet))


def find_repeats(files: Sequence[Found], readers: Mapping[str, Reader], settings: Settings) -> Repeats:
    """Look for lines that recur on raw text pages and in rows of tables; web pages are rid of them by their markup.

    Pages are looked at by the folder that names their outlet, or all together where they lie in one; rows by the outlet
    they state. At most `MOST_PAGES` of each are held, and less than `MOST_LINES` in all, so that memory stays bounded
    however many there are; the order of files and rows changes nothing. Tables are gone through once more for this, which
    takes a small part of the time that reading them does.

    Parameters
    ----------
    files : Sequence[Found]
        The files to be read. What cannot be read is passed over: reading will tell.
    readers : Mapping[str, Reader]
        Suffix -> reader.
    settings : Settings
        How they will be read.
    """
    sample = _Sample()
    for found in _choose_pages(files):
        with suppress(PlacedError):
            _look_at_page(found, sample, settings)
    for found in files:
        suffix = suffix_of(found.path)
        if suffix in TABLES and found.path.is_file():
            hear = partial(_hear_row, found, sample, settings)
            quiet = replace(settings, skip=True, on_skip=None, on_row=hear)
            with suppress(PlacedError):
                for _ in readers[suffix](found.path, quiet):
                    break  # it holds finished articles, not rows
    return Repeats(dict(sample.find()))


def _choose_pages(files: Sequence[Found]) -> Iterator[Found]:
    """Yield the raw text pages to look at: where there are many of one owner, some that their names choose."""
    owned: dict[Owner, list[Found]] = defaultdict(list)
    for found in files:
        if suffix_of(found.path) in PAGES and found.path.is_file():
            owned[owner_of(found)].append(found)
    for pages in owned.values():
        if len(pages) >= FEWEST_PAGES:
            yield from sorted(pages, key=lambda found: (hash_text(found.relative.as_posix()), found.relative))[:MOST_PAGES]


def _look_at_page(found: Found, sample: _Sample, settings: Settings) -> None:
    decoded = read_text(found.path, settings)
    _, start = read_front_matter(decoded.text, str(found.path))
    sample.add(owner_of(found), decoded.text, start, markup=suffix_of(found.path) == ".md")


def _hear_row(found: Found, sample: _Sample, settings: Settings, outlet: str, text: str) -> None:
    if not settings.too_long(len(text)):
        sample.add(owner_of(found, outlet), text)


class _Sample:
    """The pages of each owner with the smallest digests: the same ones in whatever order they come.

    The same text again is the same page. Where more would be held than may be, half as many pages of every owner are, as
    often as needed; with more owners than that can serve, none.
    """

    def __init__(self) -> None:
        self._pages: dict[Owner, dict[int, array[int]]] = defaultdict(dict)
        self._heaps: dict[Owner, list[int]] = defaultdict(list)  # digests, negated: the largest first
        self._most = MOST_PAGES
        self._n_lines = 0

    def add(self, owner: Owner, text: str, start: int = 0, *, markup: bool = False) -> None:
        """Look at a page, and hold it or not."""
        page = text[start:]
        digest = hash_text(page)
        heap = self._heaps[owner] if self._most else []
        if not self._most or digest in self._pages[owner] or (len(heap) == self._most and digest > -heap[0]):
            return
        self._pages[owner][digest] = lines = sketch_page(page, markup=markup)
        heappush(heap, -digest)
        self._n_lines += len(lines) + _PER_PAGE
        self._trim(owner)
        while self._n_lines > MOST_LINES:
            self._most = self._most // 2 if self._most >= 2 * FEWEST_PAGES else 0
            for each in self._pages:
                self._trim(each)

    def _trim(self, owner: Owner) -> None:
        while len(self._heaps[owner]) > self._most:
            lines = self._pages[owner].pop(-heappop(self._heaps[owner]))
            self._n_lines -= len(lines) + _PER_PAGE

    def find(self) -> Iterator[tuple[Owner, FindReason]]:
        """Yield what finds the lines that recur, for each owner with any."""
        for owner, pages in self._pages.items():
            found, n_pages = find_repeated(pages[digest] for digest in sorted(pages))
            if found:
                yield owner, make_finder(found, n_pages, owner.told)
