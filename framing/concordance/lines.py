"""Places where words were found, with their context: grouped, drawn from, and shown as a frame or in a notebook."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from framing.errors import UnknownNameError
from framing.model import VOICES

if TYPE_CHECKING:
    import pandas as pd

GROUPS = ("outlet", "voice", "entry")
_SHOWN = 200  # rows in a notebook


@dataclass(frozen=True, slots=True)
class Line:
    """One place: the words found, and what stands left and right of them.

    ``start`` and ``end`` are characters of the article's ``zone``; ``entry`` and ``category`` say what of the lexicon was
    found, ``source`` who speaks where the outlet does not.
    """

    article: str
    outlet: str
    voice: str
    zone: str
    start: int
    end: int
    entry: str
    category: str
    left: str
    text: str
    right: str
    source: str = ""


FIELDS = tuple(field.name for field in fields(Line))


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one outlet, voice or entry that are shown, how many there are in all, and in how many articles."""

    name: str
    n: int
    n_articles: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Concordance:
    """All places found, in the order of outlets, articles and the text; how they are grouped, and how many are shown."""

    searched: str
    found: tuple[Line, ...]
    n_articles: int
    by: str = ""
    limit: int | None = None
    seed: int | None = None

    def only(self, voice: str) -> Concordance:
        """Return the lines of one voice: own, reported or quoted.

        Raises
        ------
        UnknownNameError
            If there is no such voice.
        """
        if voice not in VOICES:
            raise UnknownNameError.of("voice", voice, VOICES)
        return replace(self, found=tuple(line for line in self.found if line.voice == voice))

    def grouped(self, by: str) -> Concordance:
        """Return the same lines grouped by outlet, voice or entry.

        Raises
        ------
        UnknownNameError
            If lines have no such field to be grouped by.
        """
        if by not in GROUPS:
            raise UnknownNameError.of("grouping", by, GROUPS)
        return replace(self, by=by)

    def draw(self, limit: int, seed: int | None = None) -> Concordance:
        """Return a concordance that shows at most so many lines of each group, and still counts all.

        The first ones are shown, or, with a seed, ones drawn at random: the same ones for the same seed and texts.
        """
        return replace(self, limit=limit, seed=seed)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups by name, voices in the customary order; one group without a name where there is no ``by``."""
        lines: dict[str, list[Line]] = {} if self.by else {"": []}
        for line in self.found:
            lines.setdefault(getattr(line, self.by) if self.by else "", []).append(line)
        names = [voice for voice in VOICES if voice in lines] if self.by == "voice" else sorted(lines)
        return tuple(Group(name, len(found := lines[name]), _count(found), self._draw(name, found)) for name in names)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown, group by group."""
        return tuple(line for group in self.groups for line in group.lines)

    def _draw(self, name: str, lines: Sequence[Line]) -> tuple[Line, ...]:
        if self.limit is None or self.limit >= len(lines):
            return tuple(lines)
        if self.seed is None:
            return tuple(lines[: self.limit])
        places = random.Random(f"{self.seed} {name}").sample(range(len(lines)), self.limit)
        return tuple(lines[place] for place in sorted(places))

    def lines_frame(self) -> pd.DataFrame:
        """Return a tidy frame: one row per line that is shown."""
        import pandas as pd

        rows = [[getattr(line, name) for name in FIELDS] for line in self.lines]
        return pd.DataFrame(rows, columns=list(FIELDS))

    def __len__(self) -> int:
        return len(self.found)

    def __str__(self) -> str:
        return f"{self.searched}: {len(self.found):,} lines in {_count(self.found):,} of {self.n_articles:,} articles"

    def __repr__(self) -> str:
        return f"Concordance({self})"

    def _repr_html_(self) -> str:
        """Show the lines in Jupyter, the words found below each other."""
        rows = [f"<tr>{cells}</tr>" for group in self.groups for cells in _list_cells(group)]
        left_out = len(rows) - _SHOWN
        more = f"<p>{left_out:,} more rows: draw fewer, or see lines_frame().</p>" if left_out > 0 else ""
        return f"<p>{escape(str(self))}</p><table>{''.join(islice(rows, _SHOWN))}</table>{more}"


def _count(lines: Iterable[Line]) -> int:
    return len({line.article for line in lines})


def _list_cells(group: Group) -> Iterator[str]:
    """Yield the cells of each row of a table in HTML; each text turns the way its own script is written."""
    if group.name:
        told = f"{group.name}: {group.n:,} lines in {group.n_articles:,} articles"
        yield f'<th colspan="6" style="text-align:left">{escape(told)}</th>'
    for line in group.lines:
        place = f"{line.article} {line.zone} {line.start}\u2013{line.end}"
        context = (("right", line.left), ("center", f"<b>{escape(line.text)}</b>"), ("left", line.right))
        yield "".join(
            f'<td dir="auto" style="text-align:{side}">{text if side == "center" else escape(text)}</td>'
            for side, text in context
        ) + "".join(f"<td>{escape(text)}</td>" for text in (line.voice, line.outlet, place))
