"""Several lexicon files -> the lexicons they make together: changes of one list, in their order, make one list (K-3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon import Lexicon, paths_of, resolve
from framing.lexicon_folders import locate


def load_lexicons(names: Iterable[str | Path], folders: Sequence[str | Path] = ()) -> tuple[Lexicon, ...]:
    """Load lexicons that are used together.

    Files that extend the same list build on one another in their order, so that what each changes holds, and the last one
    stands for all. Lists of their own stand beside each other.

    Parameters
    ----------
    names
        Names or paths of lexicons; a file that is named twice counts once.
    folders
        Folders in which names are looked up before the shipped lexicons.

    Raises
    ------
    LexiconError
        With every problem of the files, each with file and line; also where two files have one name and neither extends
        the other.
    UnknownNameError
        If there is no lexicon of a name.
    """
    loaded: dict[str, Lexicon] = {}
    problems: list[str] = []
    for name in names:
        path = str(locate(name, folders).resolve())
        if any(path in paths_of(lexicon) for lexicon in loaded.values()):
            continue
        lexicon, more = resolve(name, folders, tuple(loaded.values()))
        problems += map(str, more)
        other = loaded.get(lexicon.root)
        if other and not {*paths_of(other)} <= {*paths_of(lexicon)}:
            told = f'"{lexicon.root}" is also the name of {other.path}; let one extend the other, or rename one'
            problems.append(f"{lexicon.path}: {told}")
        loaded[lexicon.root] = lexicon
    if problems:
        raise LexiconError("\n".join(dict.fromkeys(problems)))
    return tuple(loaded.values())
