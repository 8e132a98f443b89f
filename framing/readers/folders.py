"""The files and folders a user names -> the files to read, in sorted order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePath
from types import MappingProxyType

from framing.errors import ReadError
from framing.readers.names import Found
from framing.readers.settings import Settings

_DOCUMENT = "Open it and save it as plain text (UTF-8) or as a web page; an export of Factiva or Nexis is known by its lines"
_SHEET = "Open it and save it as CSV (UTF-8)"
_ARCHIVE = "Unpack it"
# Formats people keep articles in that no reader takes, and what to do with them: passed over, but said so.
_EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".epub", ".mhtml", ".eml", ".pages"), _DOCUMENT),
        ".pdf": "Export it again as text or HTML where a database made it; else copy its text into a .txt file",
        **dict.fromkeys((".xls", ".xlsx", ".ods"), _SHEET),
        **dict.fromkeys((".zip", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst"), _ARCHIVE),
        ".xml": "Convert it to CSV or JSON Lines",
        **dict.fromkeys((".text", ".markdown"), "Rename it to .txt or .md"),
    }
)
_CONVERT = "Convert it to text, HTML, CSV or JSON Lines"


@lru_cache(maxsize=256)  # asked for every article of a file
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
    found: dict[str, Found] = {}
    for source in sources:
        for item in _find(source, suffixes, settings):
            found.setdefault(os.path.realpath(item.path), item)
    return list(found.values())


def _find(source: Path, suffixes: tuple[str, ...], settings: Settings) -> list[Found]:
    known = ", ".join(suffixes)
    if os.path.isdir(source):
        files = list(_walk(source, settings))
        readable = [Found(path, source) for path in files if suffix_of(path) in suffixes]
        _mention_others(source, files, suffixes, settings)
        if not readable:
            raise ReadError(f"{source}: holds no file that can be read ({len(files):,} files; readable: {known}; also .gz).")
        return readable
    if not os.path.lexists(source):
        raise ReadError(f"{source}: does not exist. Name a file or folder of articles.")
    if suffix_of(source) not in suffixes:
        advice = _EXPECTED.get(suffix_of(source), _CONVERT)
        raise ReadError(f'{source}: files named "{source.suffix}" cannot be read (readable: {known}; also .gz). {advice}.')
    return [Found(source)]


def _walk(folder: Path, settings: Settings) -> Iterator[Path]:
    """Yield files in sorted order, without hidden ones; links to folders are not followed."""

    def tell(error: OSError) -> None:
        settings.mention(str(error.filename), f"cannot be listed ({error.strerror}). Check that you may read the folder.")

    for parent, folders, files in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(parent, name)


def _mention_others(source: Path, files: Iterable[Path], suffixes: Container[str], settings: Settings) -> None:
    others = Counter(suffix_of(path) for path in files if suffix_of(path) not in suffixes)
    for suffix, n in sorted(others.items()):
        if suffix in _EXPECTED:
            counted = f"{n:,} {suffix} file{'s' * (n > 1)} passed over"
            settings.mention(str(source), f"{counted}: no reader for them. {_EXPECTED[suffix]}.")
