"""Two versions of a lexicon -> what changed in it, and which number of its version that raises (CODEBOOK K-6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from framing.conditions import ALWAYS, PLACES, Conditions
from framing.errors import LexiconError
from framing.lexicon import Entry, Lexicon, resolve

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("nothing", "patch", "minor", "major")  # of a version, each outweighing those before it
_NOTES = ("plain", "note", "source", "rule", "matches", "not")  # what can change no hit
_HEAD = {"about": "patch", "source": "patch", "license": "patch", "exceptions": "minor", "voice": "major", "unit": "major"}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one entry: "added", "removed", "moved" to another category, or "changed" in some keys.

    ``keys`` maps each key that changed to its value before and after.
    """

    kind: str
    id: str
    keys: dict[str, tuple[str, str]]
    part: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two versions; ``head`` and ``categories`` are told like the keys of an entry."""

    old: Lexicon
    new: Lexicon
    entries: tuple[Change, ...]
    categories: tuple[Change, ...]
    head: tuple[Change, ...]

    @property
    def part(self) -> str:
        """The number of the version that K-6 asks to be raised, one of `PARTS`."""
        every = (*self.entries, *self.categories, *self.head)
        return max((change.part for change in every), key=PARTS.index, default="nothing")

    @property
    def wanted(self) -> str:
        """The lowest version the new one may have; "" where the old one has no semantic version."""
        numbers = _numbers(self.old.version)
        if not numbers:
            return ""
        at = {"major": 0, "minor": 1, "patch": 2}.get(self.part)
        raised = numbers if at is None else (*numbers[:at], numbers[at] + 1, *(0 for _ in numbers[at + 1 :]))
        return ".".join(map(str, raised))

    def frame(self) -> pd.DataFrame:
        """Return a tidy frame: a row for each key that changed, and one for each entry or category that came or went."""
        import pandas as pd

        named = (("head", self.head), ("category", self.categories), ("entry", self.entries))
        rows = [
            (what, change.kind, change.id, key, old, new, change.part)
            for what, changes in named
            for change in changes
            for key, (old, new) in (change.keys or {"": ("", "")}).items()
        ]
        return pd.DataFrame(rows, columns=["what", "kind", "id", "key", "old", "new", "raises"])

    def _repr_html_(self) -> str:
        html: str = self.frame().to_html(index=False, escape=True)
        return f"<p>{escape(repr(self))}</p>{html}"

    def __repr__(self) -> str:
        return f"Changes({self.old.name} {self.old.version} to {self.new.version}: {len(self.entries)} entries, {self.part})"

    @property
    def is_enough(self) -> bool:
        """Whether the version of the new one says what changed."""
        numbers = _numbers(self.new.version)
        return bool(numbers) and numbers >= _numbers(self.wanted)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.partition("-")[0].partition("+")[0].split(".")
    return tuple(map(int, parts)) if len(parts) == 3 and all(part.isdecimal() for part in parts) else ()


def load_version(name: str | Path) -> Lexicon:
    """Load one version of a lexicon by its file or name, even where another file has the same name.

    Raises
    ------
    LexiconError
        With every problem of the file.
    UnknownNameError
        If there is no lexicon of that name.
    """
    lexicon, problems = resolve(name, apart=True)
    if problems:
        raise LexiconError("\n".join(map(str, problems)))
    return lexicon


def diff_lexicons(old: Lexicon | str | Path, new: Lexicon | str | Path) -> Changes:
    """Compare two versions of a lexicon, what they extend included.

    Notes, examples, sources and plain wordings raise the third number of a version; entries that are added, removed or
    changed, and exceptions, the second; weights, categories, voices and entries that move to another column the first.
    To set a draft active is to add it.

    Parameters
    ----------
    old, new
        The versions, or their files or names; see `load_version` for what these raise.
    """
    old, new = (each if isinstance(each, Lexicon) else load_version(each) for each in (old, new))
    return Changes(old, new, tuple(_diff_entries(old, new)), tuple(_diff_categories(old, new)), tuple(_diff_heads(old, new)))


def _diff_entries(old: Lexicon, new: Lexicon) -> Iterator[Change]:
    before, after = _by_id(old), _by_id(new)
    gone = [entry for key, entries in before.items() for entry in entries[len(after.get(key, ())) :]]
    come = [entry for key, entries in after.items() for entry in entries[len(before.get(key, ())) :]]
    moved = {entry.words: entry for entry in reversed(gone)}
    for entry in come:
        source = moved.pop(entry.words, None)
        if source and source.category != entry.category:
            gone.remove(source)
            keys = {"category": (source.category, entry.category), **_diff_keys(source, entry)}
            columns = old.categories[source.category].column, new.categories[entry.category].column
            part = "major" if columns[0] != columns[1] else _weigh(keys)
            yield Change("moved", entry.id, keys, part)
        else:
            yield Change("added", entry.id, {}, "minor")
    yield from (Change("removed", entry.id, {}, "minor") for entry in gone)
    for key, entries in after.items():
        for one, other in zip(before.get(key, ()), entries, strict=False):
            if keys := _diff_keys(one, other):
                yield Change("changed", key, keys, _weigh(keys))


def _by_id(lexicon: Lexicon) -> dict[str, list[Entry]]:
    """Return the entries by category and words, those of one id in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in lexicon.entries:
        found.setdefault(entry.id, []).append(entry)
    return found


def _weigh(keys: Iterable[str]) -> str:
    keys = set(keys)
    if "weight" in keys:
        return "major"
    return "patch" if keys <= set(_NOTES) else "minor"


def _diff_keys(old: Entry, new: Entry) -> dict[str, tuple[str, str]]:
    before, after = _keys(old), _keys(new)
    return {key: (before[key], after[key]) for key in before if before[key] != after[key]}


def _keys(entry: Entry) -> dict[str, str]:
    """Return the keys of an entry as texts, as a file would give them."""
    conditions = entry.conditions or ALWAYS
    return {
        "forms": ", ".join(" ".join(pattern) for pattern in entry.patterns),
        **{key: ", ".join(values) for key, values in list_conditions(conditions).items()},
        "weight": f"{entry.weight:g}",
        "labels": ", ".join(sorted(entry.labels)),
        "plain": entry.plain,
        "note": entry.note,
        "source": entry.source,
        "rule": entry.rule,
        "matches": " | ".join(entry.matches),
        "not": " | ".join(entry.misses),
    }


def list_conditions(conditions: Conditions) -> dict[str, list[str]]:
    """Return every kind of condition with its texts; empty where nothing is asked."""
    places = {place: [" ".join(phrase) for phrase in getattr(conditions, place).phrases] for place in PLACES}
    return {"pos": list(conditions.pos), "case": [conditions.case] if conditions.case else [], **places}


def _diff_categories(old: Lexicon, new: Lexicon) -> Iterator[Change]:
    for name in sorted({*old.categories, *new.categories}):
        one, other = old.categories.get(name), new.categories.get(name)
        if not one or not other:
            yield Change("added" if other else "removed", name, {}, "major")
            continue
        keys = {key: (getattr(one, key), getattr(other, key)) for key in ("about", "column", "rule")}
        changed = {key: pair for key, pair in keys.items() if pair[0] != pair[1]}
        if changed:
            yield Change("changed", name, changed, "major" if "column" in changed else "patch")


def _diff_heads(old: Lexicon, new: Lexicon) -> Iterator[Change]:
    for key, part in _HEAD.items():
        before, after = (
            value if isinstance(value, str) else ", ".join(value) for value in (getattr(old, key), getattr(new, key))
        )
        if before != after:
            yield Change("changed", "except" if key == "exceptions" else key, {key: (before, after)}, part)
