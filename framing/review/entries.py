"""An entry that a person accepted -> their lexicon file, checked afterwards; or a new file beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon import Lexicon, resolve
from framing.lexicon_check import find_problems
from framing.lexicon_drafts import with_drafts
from framing.review.insertion import NewEntry, insert_entry
from framing.yaml_text import quote_text, replace_file

_LINE = re.compile(r",? \(?line \d+\)?")


@dataclass(frozen=True, slots=True)
class Added:
    """The file that got an entry, and its text before and after; ``before`` is None where the file is new.

    ``warnings`` tell what is doubtful about the entry and breaks nothing.
    """

    path: Path
    before: str | None
    after: str
    warnings: tuple[str, ...] = ()

    def undo(self) -> bool:
        """Take the entry out again, and say whether that was possible: not where the file has changed since."""
        if not self.path.is_file() or _read(self.path) != self.after:
            return False
        if self.before is None:
            self.path.unlink()
        else:
            replace_file(self.path, self.before)
        return True


def load_target(path: str | Path) -> Lexicon:
    """Load the lexicon that entries are to be added to.

    Raises
    ------
    LexiconError
        If the file is missing or wrong, or has no category.
    """
    path = Path(path)
    if not path.is_file():
        raise LexiconError(f"{path}: there is no such file. Write a lexicon first: `framing lexicon new TOPIC -o {path}`.")
    lexicon, problems = resolve(path)
    # A list that a person is about to fill may be empty still.
    problems = [problem for problem in problems if problem.message != "holds no entries"]
    if problems:
        raise LexiconError("\n".join(str(problem) for problem in problems))
    if not lexicon.categories:
        raise LexiconError(f"{path}: declares no category. Add categories: with at least one, for entries to stand under.")
    return lexicon


def add_entry(path: str | Path, entry: NewEntry) -> Added | None:
    """Add an entry to a lexicon file, behind the last one of its category, and check the file.

    Where the file cannot be edited safely (its entries stand in a table, say), the entry goes to a file beside it, which
    extends it. Nothing is done, and None returned, where the entry stands there already.

    Raises
    ------
    LexiconError
        If the entry makes a problem, such as one that it can never match; the file is then as it was.
    FramingError
        If the file cannot be written.
    """
    path = Path(path)
    beside = path.with_name(f"{path.stem}_more.yml")
    if any(_holds(file, entry) for file in (path, beside) if file.is_file()):
        return None
    before: str | None = _read(path)
    target, after = path, insert_entry(before or "", entry)
    if after is None:
        target = beside
        before = _read(beside) if beside.is_file() else None
        after = insert_entry(before or _begin(path), entry)
    if after is None:
        raise LexiconError(f"{target}: cannot be edited safely. Add the entry by hand: {entry.category}: {entry.words}.")
    replace_file(target, after)
    added = Added(target, before, after)
    problems = find_problems(target)
    errors = [problem for problem in problems if not problem.warning]
    if errors:  # which of them are the entry's?
        added.undo()
        known = {_LINE.sub("", problem.message) for problem in find_problems(target)} if target.is_file() else set()
        fresh = [str(problem) for problem in errors if _LINE.sub("", problem.message) not in known]
        if fresh:
            raise LexiconError("\n".join(fresh))
        replace_file(target, after)
    told = (problem.message for problem in problems if problem.warning and f'"{entry.words}"' in problem.message)
    return replace(added, warnings=tuple(told))


def _holds(path: Path, entry: NewEntry) -> bool:
    lexicon = with_drafts(resolve(path)[0])
    own = lexicon.entries[: lexicon.n_own]
    return any((each.words.casefold(), each.category) == (entry.words.casefold(), entry.category) for each in own)


def _begin(path: Path) -> str:
    """Return the top of a file that extends another one."""
    lexicon, _ = resolve(path)
    return (
        f"# Entries that were accepted for {path.name}, which could not be edited safely itself.\n"
        f"name: {quote_text(f'{lexicon.name}_more')}\n"
        f"version: {quote_text(lexicon.version)}\n"
        f"extends: {quote_text(path.name)}\n"
        "entries:\n"
    )


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
