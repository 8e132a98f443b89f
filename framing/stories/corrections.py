"""A user's small file -> which articles tell one event and which do not, whatever their words say (CODEBOOK C-1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from framing.errors import FramingError
from framing.yaml_file import Block, Problem, read_yaml

KEYS = ("together", "apart")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Groups of article ids: those of one group of ``together`` tell one event, no two of a group of ``apart`` do."""

    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()

    def seeds(self, ids: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the articles that belong together from the start; overlapping groups are one."""
        place = {key: number for number, key in enumerate(ids)}
        merged: list[set[int]] = []
        for group in self.together:
            whole = {place[key] for key in group if key in place}
            others = [known for known in merged if known & whole]
            merged = [known for known in merged if not known & whole]
            merged.append(whole.union(*others))
        return [sorted(group) for group in merged if len(group) > 1]

    def forbidden(self, ids: Sequence[str]) -> set[tuple[int, int]]:
        """Return the pairs of numbers that never belong together, the smaller first."""
        place = {key: number for number, key in enumerate(ids)}
        groups = ([place[key] for key in group if key in place] for group in self.apart)
        return {(min(pair), max(pair)) for group in groups for pair in combinations(set(group), 2)}

    def unknown(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids that stand in the file and are no article's."""
        known = set(ids)
        return tuple(dict.fromkeys(key for group in (*self.together, *self.apart) for key in group if key not in known))


def load_corrections(path: str | Path) -> Corrections:
    """Return the corrections of a YAML file: lists of article ids under ``together:`` and ``apart:``.

    Raises
    ------
    FramingError
        With every problem of the file: what it may hold, ids that stand in one group and must be apart.
    """
    path = Path(path)
    data, problems = read_yaml(path)
    if data is not None and not isinstance(data, Block):
        problems = [*problems, Problem(path, 1, "is not a mapping; it holds together: and apart:, each a list of lists of ids")]
    groups = {key: [] for key in KEYS} if problems or data is None else {key: _read(path, data, key, problems) for key in KEYS}
    for key in data if isinstance(data, Block) else ():
        if key not in KEYS:
            problems.append(Problem(path, data.line, f'unknown key "{key}" (allowed: {", ".join(KEYS)})'))
    found = Corrections(*(tuple(groups[key]) for key in KEYS))
    if not problems:
        problems += _tell_conflicts(path, found)
    if problems:
        raise FramingError("\n".join(map(str, problems)))
    return found


def _read(path: Path, data: Block, key: str, problems: list[Problem]) -> list[tuple[str, ...]]:
    """Return the groups under a key; whatever is no list of at least two ids is a problem."""
    value: Any = data.get(key) or []
    if not isinstance(value, list):
        problems.append(Problem(path, data.line, f"{key}: must be a list of lists of article ids"))
        return []
    groups = []
    for group in value:
        if isinstance(group, list) and len(group) > 1 and all(isinstance(item, (str, int)) for item in group):
            groups.append(tuple(str(item) for item in group))
        else:
            line = getattr(group, "line", 0) or data.line
            problems.append(Problem(path, line, f"{key}: each group is a list of at least two article ids, as [one, other]"))
    return groups


def _tell_conflicts(path: Path, found: Corrections) -> list[Problem]:
    ids = list(dict.fromkeys(key for group in (*found.together, *found.apart) for key in group))
    forbidden = found.forbidden(ids)
    return [
        Problem(path, 0, f'"{ids[one]}" and "{ids[other]}" are to stand together and apart; take one of the two out')
        for group in found.seeds(ids)
        for one, other in combinations(group, 2)
        if (one, other) in forbidden
    ]
