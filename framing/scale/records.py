"""What is done of a table in a folder <-> lines of a file: a header on how it was scored, then a line for each batch."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from framing.scale.batches import Print, to_bytes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANIFEST = "_manifest.jsonl"  # engines that read folders pass over names that begin so
FORMAT = 1
_PATH = re.compile(r"([^./\\_][^/\\]*/)?part-[0-9a-f]{16}\.parquet")


class Part(NamedTuple):
    """A file of a table: its path in the folder, and how its bytes are told from others."""

    path: str
    size: int
    sha256: str

    def is_at(self, file: Path) -> bool:
        """Tell whether a file is the one that was written."""
        try:
            with file.open("rb") as stream:
                if os.fstat(stream.fileno()).st_size != self.size:
                    return False
                return hashlib.file_digest(stream, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Record:
    """A batch that is done: the files it is in, the articles in them, and those that could not be scored, with reasons."""

    name: str
    parts: tuple[Part, ...]
    failed: tuple[tuple[str, str], ...] = ()

    def line(self, prints: Sequence[Print]) -> str:
        """Return the record as a line, with the fingerprints of the articles in the files."""
        known = base64.b64encode(b"".join(map(to_bytes, prints))).decode()
        plain = {"batch": self.name, "parts": self.parts, "articles": known, "failed": self.failed}
        return json.dumps(plain, ensure_ascii=True) + "\n"


class Done(NamedTuple):
    """What a file of records says: how it was scored, the batches, and whose batch each article is in.

    ``ids`` (in order) and ``contents`` are the two halves of the articles' fingerprints, ``owners`` the numbers of their
    batches in ``records``.
    """

    header: dict[str, Any]
    records: list[Record]
    ids: NDArray[np.uint64]
    contents: NDArray[np.uint64]
    owners: NDArray[np.uint32]

    @property
    def settings(self) -> str:
        """The fingerprint of how it was scored; nothing where nothing is there."""
        return str(self.header.get("about", {}).get("settings", ""))

    def find(self, each: Print) -> Iterator[tuple[Record, bool]]:
        """Yield the batches that hold an article of this id, and whether it says the same there."""
        import numpy as np

        at = int(np.searchsorted(self.ids, np.uint64(each.id)))
        while at < len(self.ids) and self.ids[at] == each.id:
            yield self.records[self.owners[at]], bool(self.contents[at] == each.content)
            at += 1


def header(about: dict[str, Any], partition: str) -> str:
    """Return the first line of a file of records."""
    return json.dumps({"format": FORMAT, "partition": partition, "about": about}, ensure_ascii=True) + "\n"


def read_records(path: Path) -> Done:
    """Read a file of records; a line that was cut short ends it, and what is no file of records has none."""
    import numpy as np

    first: dict[str, Any] = {}
    records: list[Record] = []
    known: list[NDArray[np.uint64]] = []
    try:
        with path.open(encoding="utf-8") as file:
            lines = _lines(file)
            first = next(lines, {})
            for line in lines if first.get("format") == FORMAT else ():
                parts = tuple(_part(*part) for part in line["parts"])
                known.append(np.frombuffer(base64.b64decode(line["articles"]), ">u8").astype(np.uint64).reshape(-1, 2))
                records.append(Record(line["batch"], parts, tuple((key, why) for key, why in line["failed"])))
    except FileNotFoundError:
        pass
    except (LookupError, TypeError, AttributeError, ValueError):  # altered: what follows is scored anew
        known = known[: len(records)]
    prints = np.concatenate(known) if known else np.empty((0, 2), np.uint64)
    owners = np.repeat(np.arange(len(known), dtype=np.uint32), [len(each) for each in known])
    order = np.argsort(prints[:, 0], kind="stable")
    usable = first if isinstance(first, dict) and first.get("format") == FORMAT else {}
    return Done(usable, records, prints[order, 0], prints[order, 1], owners[order])


def _part(path: str, size: int, sha256: str) -> Part:
    """Return a part, whose path must be one that a table has: a manifest that was altered shall reach no other file."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path} is no part of a table")
    return Part(path, size, sha256)


def _lines(file: IO[str]) -> Iterator[Any]:
    for line in file:
        if not line.endswith("\n"):
            return
        yield json.loads(line)
