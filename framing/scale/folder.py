"""A folder that holds a table in parts: what is done in it is found again, and what is new appears in it all at once.

While a table is made, everything is in a folder of its own inside: parts, and a journal to which a batch is added once it
is safely there. At the end, a list of what the table is to be is put beside them; then the parts are moved to their places,
and the list becomes the manifest. A run that ends before that leaves the earlier table as it is; one that ends after it is
brought to its end by the next.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError
from framing.scale.batches import Print
from framing.scale.lock import hold
from framing.scale.records import MANIFEST, Part, Record, header, read_records
from framing.scale.table import array_of

if TYPE_CHECKING:
    import pyarrow

UNFINISHED = "_unfinished"
_JOURNAL, _DRAFT, _PLANNED, _LOCK = "journal.jsonl", "draft.jsonl", "planned.jsonl", "lock"


class Folder:
    """A folder while a table is made in it.

    Parameters
    ----------
    path
        The folder.
    about
        What is to be kept beside the rows: what `describe` returned.
    partition
        The name of the column whose values have folders of their own; "" for none.
    tell
        Is told, in a sentence, what of an earlier table cannot be used.
    """

    def __init__(self, path: Path, about: dict[str, Any], partition: str, tell: Callable[[str], None]) -> None:
        self.path = path
        self._work = path / UNFINISHED
        self._tell = tell
        self._seal = header(about, partition)
        self.earlier = read_records(path / MANIFEST)
        journal = read_records(self._work / _JOURNAL)
        for found, what in ((self.earlier, "its table"), (journal, "what an earlier run left unfinished")):
            if found.settings and found.settings != about["settings"]:
                tell(
                    f"{path}: {what} was made with other settings ({_differences(found.header['about'], about)}); scored anew."
                )
        self._sources = [done for done in (self.earlier, journal) if done.settings == about["settings"]]
        self._known = {record.name: record for done in self._sources for record in done.records}
        self._places: dict[Part, Path | None] = {}
        self._clear({part.path for done in self._sources for record in done.records for part in record.parts})
        self._start(len(journal.records) if journal.settings == about["settings"] else 0)

    def _clear(self, needed: set[str]) -> None:
        """Remove from the work what an interrupted run left half done."""
        for place, _, names in os.walk(self._work):
            for name in names:
                file = Path(place, name)
                if name not in (_JOURNAL, _LOCK) and file.relative_to(self._work).as_posix() not in needed:
                    file.unlink()

    def _start(self, n_done: int) -> None:
        """Open the journal, with what of it is of use, and the draft of the manifest."""
        file = self._work / _JOURNAL
        lines = [self._seal]
        if n_done:
            with file.open(encoding="ascii") as earlier:
                lines += islice(earlier, 1, 1 + n_done)
        _write(self._work / f"{_JOURNAL}.new", "".join(lines).encode("ascii"))
        os.replace(self._work / f"{_JOURNAL}.new", file)
        self._journal = file.open("a", encoding="ascii")
        self._draft = (self._work / _DRAFT).open("w", encoding="ascii")
        self._draft.write(self._seal)

    def close(self) -> None:
        """Close what is open; where nothing is done, nothing stays, else what another run needs to go on."""
        for file in (self._journal, self._draft):
            with suppress(OSError):  # what cannot be written now was told of when it was to be
                file.close()
        (self._work / _DRAFT).unlink(missing_ok=True)
        if not read_records(self._work / _JOURNAL).records:
            shutil.rmtree(self._work)

    def find(self, name: str) -> Record | None:
        """Return a batch that is done, with a result for each of its articles and undamaged files."""
        record = self._known.get(name)
        return record if record and not record.failed and self._is_whole(record) else None

    def holds(self, each: Print) -> Record | None:
        """Return a batch that holds the rows of an article as it is now."""
        for done in self._sources:
            for record, same in done.find(each):
                if same and self._is_whole(record):
                    return record
        return None

    def rows(self, record: Record, articles: Sequence[str]) -> dict[str, pyarrow.Table]:
        """Return the rows of some of a batch's articles, by their ids."""
        from pyarrow import compute, parquet, string

        found: dict[str, pyarrow.Table] = {}
        wanted = array_of(articles, string())
        for place in filter(None, map(self._place, record.parts)):
            table = parquet.read_table(place, partitioning=None, use_threads=False)
            found |= _split(table.filter(compute.is_in(table.column("article").cast("string"), wanted)))
        return found

    def keep(self, record: Record, prints: Sequence[Print]) -> None:
        """Take over a batch that is done."""
        self._draft.write(record.line(prints))

    def add(self, record: Record, prints: Sequence[Print], contents: dict[str, bytes]) -> None:
        """Write a batch: its files, by path, and then its line in the journal."""
        parts = []
        for path, content in contents.items():
            parts.append(Part(path, len(content), hashlib.sha256(content).hexdigest()))
            _write(self._work / path, content)
        done = Record(record.name, tuple(parts), record.failed)
        self._journal.write(done.line(prints))
        self._journal.flush()
        os.fsync(self._journal.fileno())
        self._draft.write(done.line(prints))

    def commit(self) -> None:
        """Make the table appear, as it was kept and added; what was there before and is no part of it goes."""
        self._draft.flush()
        os.fsync(self._draft.fileno())
        self._draft.close()
        self._journal.close()
        os.replace(self._work / _DRAFT, self._work / _PLANNED)
        finish(self.path)

    def _place(self, part: Part) -> Path | None:
        """Return where a file is, None where it is damaged or missing."""
        if part not in self._places:
            places = (self._work / part.path, self.path / part.path)
            self._places[part] = next((place for place in places if part.is_at(place)), None)
            if self._places[part] is None:
                self._tell(f"{self.path / part.path}: damaged or missing; the articles in it are scored anew.")
        return self._places[part]

    def _is_whole(self, record: Record) -> bool:
        return None not in [self._place(part) for part in record.parts]  # so that all that is damaged is told


@contextmanager
def open_folder(path: Path, about: dict[str, Any], partition: str, tell: Callable[[str], None]) -> Iterator[Folder]:
    """Yield a folder to make a table in, which nobody else can until the end.

    Raises
    ------
    FramingError
        If the folder holds something else, cannot be written to, or is being written by another run.
    """
    try:
        made = not path.exists()
        if not made and any(path.iterdir()) and not any((path / name).exists() for name in (MANIFEST, UNFINISHED)):
            raise FramingError(f"{path}: holds other files and no table of scores. Name a new folder, or an empty one.")
        (path / UNFINISHED).mkdir(parents=True, exist_ok=True)
        try:
            with hold(path / UNFINISHED / _LOCK, path):
                finish(path)
                (path / UNFINISHED).mkdir(exist_ok=True)
                folder = Folder(path, about, partition, tell)
                try:
                    yield folder
                finally:
                    if (path / UNFINISHED).exists():
                        folder.close()
        finally:
            if made:
                with suppress(OSError):
                    path.rmdir()  # where nothing is in it
    except OSError as error:
        reason = error.strerror or error
        raise FramingError(
            f"{path}: cannot be written ({reason}). What was finished stays there: run the same command again, once there is "
            "room, or name a folder that you may write to."
        ) from error


def finish(path: Path) -> None:
    """Bring to its end what a run began when it had everything ready: move parts to their places, and remove what goes."""
    work = path / UNFINISHED
    if not (work / _PLANNED).exists():
        return
    planned = [part.path for record in read_records(work / _PLANNED).records for part in record.parts]
    for name in planned:
        if (work / name).exists():
            (path / name).parent.mkdir(exist_ok=True)
            os.replace(work / name, path / name)
    kept = set(planned)
    for record in read_records(path / MANIFEST).records:
        for part in record.parts:
            if part.path not in kept:
                (path / part.path).unlink(missing_ok=True)
                with suppress(OSError):
                    (path / part.path).parent.rmdir()  # where it was the last
    os.replace(work / _PLANNED, path / MANIFEST)
    shutil.rmtree(work)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    try:
        with file.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _split(table: pyarrow.Table) -> dict[str, pyarrow.Table]:
    """Return the rows of each article of a table, which stand together."""
    articles = table.column("article").to_pylist()
    starts = [i for i, article in enumerate(articles) if i == 0 or article != articles[i - 1]]
    ends = [*starts[1:], len(articles)]
    return {articles[start]: table.slice(start, end - start) for start, end in zip(starts, ends, strict=True)}


def _differences(one: dict[str, Any], other: dict[str, Any]) -> str:
    """Say in a few words in what two ways of scoring differ."""
    told = [
        f"{what} {one.get(key)}, now {other.get(key)}"
        for key, what in (("framing", "version"), ("annotator", "annotator"), ("threads", "threads"))
        if one.get(key) != other.get(key)
    ]
    if one.get("annotator") == other.get("annotator") and one.get("annotator_fingerprint") != other.get(
        "annotator_fingerprint"
    ):
        told.append("other weights of the annotator")
    if one.get("actors") != other.get("actors"):
        told.append("other actors")
    for key in ("measures", "lexicons"):
        before, now = ({each["name"]: each for each in about.get(key, ())} for about in (one, other))
        names = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
        if names:
            told.append(f"other {key}: {', '.join(names)}")
    return "; ".join(told) or "other parameters of measures"
