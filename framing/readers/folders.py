"""The files and folders a user names -> the files to read, in sorted order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path, PurePath

from framing.errors import ReadError
from framing.readers.names import Found
from framing.readers.settings import Settings

# Formats people keep articles in that no reader takes: passed over, but said so.
_EXPECTED = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".parquet", ".warc"}
    | {".zip", ".epub", ".mhtml", ".xml", ".eml", ".text", ".markdown"}
)


def suffix_of(path: PurePath) -> str:
    """Return the suffix that names a file's format, seen through ``.gz``."""
    plain = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return plain.suffix.lower()


def find_files(sources: Iterable[Path], readable: Iterable[str], settings: Settings) -> list[Found]:
    """List the files to read, each once.

    Parameters
    ----------
    sources : Iterable[Path]
        What the user named.
    readable : Iterable[str]
        The suffixes that have a reader.
    settings : Settings
        Hears which files of other formats were passed over.

    Raises
    ------
    ReadError
        If a source does not exist, is a file no reader takes, or is a folder without a readable file.
    """
    suffixes = tuple(readable)
    found: dict[Path, Found] = {}
    for source in sources:
        for item in _find(source, suffixes, settings):
            found.setdefault(item.path.resolve(), item)
    return list(found.values())


def _find(source: Path, suffixes: tuple[str, ...], settings: Settings) -> list[Found]:
    known = ", ".join(suffixes)
    if source.is_dir():
        files = list(_walk(source))
        readable = [Found(path, source) for path in files if suffix_of(path) in suffixes]
        if not readable:
            raise ReadError(f"{source}: holds no file that can be read ({len(files):,} files; readable: {known}; also .gz).")
        _mention_others(source, files, suffixes, settings)
        return readable
    if not os.path.lexists(source):
        raise ReadError(f"{source}: does not exist. Name a file or folder of articles.")
    if suffix_of(source) not in suffixes:
        reason = f'files named "{source.suffix}" cannot be read (readable: {known}; also .gz). Convert it first.'
        raise ReadError(f"{source}: {reason}")
    return [Found(source)]


def _walk(folder: Path) -> Iterator[Path]:
    """Yield files in sorted order, without hidden ones; links to folders are not followed."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(parent, name)


def _mention_others(source: Path, files: Iterable[Path], suffixes: Container[str], settings: Settings) -> None:
    others = Counter(suffix_of(path) for path in files if suffix_of(path) not in suffixes)
    for suffix, n in sorted(others.items()):
        if suffix in _EXPECTED:
            counted = f"{n:,} {suffix} file{'s' * (n > 1)} passed over"
            settings.mention(str(source), f"{counted}: no reader for them. Save them as text, HTML, CSV or JSON Lines.")
