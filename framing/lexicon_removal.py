"""The entries of a list and what a file that extends it removes -> those that stay, and those that go."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from framing.lexicon_file import RawLexicon
from framing.segmentation import fold
from framing.yaml_file import Problem


class Named(Protocol):
    """What is removed by its words or by its category and words."""

    @property
    def words(self) -> str:
        """The words."""
        ...

    @property
    def category(self) -> str:
        """The category."""
        ...


E = TypeVar("E", bound=Named)
_HINTS = 20  # removals that name no entry for which the nearest is looked for, which takes long in a long list


def part_removed(
    raw: RawLexicon, entries: Sequence[E], before: Iterable[Named], problems: list[Problem]
) -> tuple[list[E], list[E]]:
    """Part entries into those that stay and those that a file removes.

    Parameters
    ----------
    raw
        The file.
    entries
        The entries of what it extends.
    before
        Entries that another file has switched off already: to remove them once more is no error.
    problems
        Takes a problem for each removal that names no entry.
    """
    if not raw.remove:
        return list(entries), []
    named: dict[str, list[E]] = {}
    wanted = {fold(" ".join(words.split())) for words in raw.remove}
    for entry in entries:
        words = fold(entry.words)
        for key in (words, f"{fold(entry.category)}: {words}", f"{fold(entry.category)}/{words}"):
            if key in wanted:
                named.setdefault(key, []).append(entry)
    gone_before = {key for entry in before for key in _names(entry)}
    gone: dict[int, E] = {}
    hints = _HINTS
    for words in raw.remove:
        key = fold(" ".join(words.split()))
        found = named.get(key, [])
        gone.update((id(entry), entry) for entry in found)
        if not found and key not in gone_before:
            near = difflib.get_close_matches(key, _all_names(entries), n=1) if hints > 0 else ()
            hints -= 1
            hint = f'; did you mean "{near[0]}"?' if near else ""
            message = f'remove: "{words}" is not an entry of {raw.extends or "any base"}{hint}'
            problems.append(Problem(raw.path, raw.remove_line, message))
    return [entry for entry in entries if id(entry) not in gone], list(gone.values())


def _all_names(entries: Iterable[Named]) -> list[str]:
    return [name for entry in entries for name in _names(entry)]


def _names(entry: Named) -> tuple[str, str, str]:
    """Return what an entry is called where it is removed."""
    return fold(entry.words), fold(f"{entry.category}: {entry.words}"), fold(f"{entry.category}/{entry.words}")
