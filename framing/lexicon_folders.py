"""A lexicon's name -> its file, among the user's folders and the shipped ones."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from framing.errors import FramingError, UnknownNameError
from framing.lexicon_file import RawLexicon
from framing.yaml_file import Problem, read_text

_PACKAGED = Path(__file__).parent / "lexicons"
SHIPPED = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "lexicons"
_EXTENDS = re.compile(r"^extends[ \t]*:", re.MULTILINE)
Folders = Sequence[str | Path]


def search_path(folders: Folders) -> list[Path]:
    """Return the folders in the order they are searched: the user's before the shipped ones."""
    return [Path(folder) for folder in (*folders, SHIPPED, SHIPPED / "topics")]


def overlay_folders() -> list[Path]:
    """Return the folders of lexicons that are there without being named: the user's before the project's (K-3).

    The user's is what the environment variable FRAMING_LEXICONS names, or ``framing/lexicons`` among the user's settings; the
    project's is ``lexicons`` in the working directory.
    """
    return [place for place in (_user_folder(), Path("lexicons")) if place.is_dir() and place.resolve() != SHIPPED.resolve()]


def _user_folder() -> Path:
    named = os.environ.get("FRAMING_LEXICONS")
    if named:
        return Path(named)
    home = Path(os.path.expanduser("~"))  # Path.home() raises where there is none
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "framing" / "lexicons"


def overlay_files() -> list[Path]:
    """List the files of those folders that extend another list, the project's before the user's.

    What such a file changes holds without its being named; a list of its own is used by whoever names it.
    """
    files = [file for place in reversed(overlay_folders()) for file in sorted(place.glob("*.yml"))]
    return [file for file in files if _EXTENDS.search(read_text(file)[0])]


def files_named(name: str, places: Sequence[Path]) -> list[Path]:
    """Return the lexicon files of a name, in the order of the folders."""
    return [path for place in places if (path := place / f"{name}.yml").is_file()]


def locate(name: str | Path, folders: Folders = ()) -> Path:
    """Find the file of a lexicon: a path as it is, a name in the user's folders and then among the shipped ones.

    Raises
    ------
    UnknownNameError
        If there is no lexicon of that name.
    FramingError
        If something else than a name or a path was given.
    """
    if not isinstance(name, str | Path):
        raise FramingError(
            f'A lexicon is named, or its file: "hedges" or "mine.yml". Given was a {type(name).__name__}; one that is loaded '
            "needs no loading."
        )
    if Path(name).suffix in (".yml", ".yaml"):
        return Path(name)
    found = files_named(str(name), search_path(folders))
    if found:
        return found[0]
    error = UnknownNameError.of("lexicon", str(name), available_lexicons(folders))
    if not Path(f"{name}.yml").is_file():
        raise error
    raise UnknownNameError(f"{error} A file is named with its ending: {name}.yml.")


def available_lexicons(folders: Folders = ()) -> list[str]:
    """List the names of the lexicons in ``folders`` and of the shipped ones."""
    return sorted({path.stem for place in search_path(folders) for path in place.glob("*.yml")})


def files_extended(raw: RawLexicon, places: Sequence[Path]) -> list[Path]:
    """List the files that ``extends`` may mean: the one beside the file, then those of that name, folder by folder."""
    if raw.extends.endswith((".yml", ".yaml")):
        path = raw.path.parent / raw.extends
        return [path] if path.is_file() else []
    return list(dict.fromkeys(files_named(raw.extends, [raw.path.parent, *places])))


def tell_shadowed(name: str, path: Path, places: Sequence[Path]) -> list[Problem]:
    """Two files of one name are an error unless one extends the other, or a number would not say which list it is from."""
    own = path.resolve()
    others = [other.resolve() for other in files_named(name, places)]
    if own in others:
        others = others[others.index(own) + 1 :]
    if not others or not own.is_file() or others[0].read_bytes() == own.read_bytes():
        return []
    message = f'"{name}" is also the name of {others[0]}; say extends: {name} to build on that list, or rename this one'
    return [Problem(path, 0, message)]
