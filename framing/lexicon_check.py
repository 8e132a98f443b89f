"""A lexicon file -> every problem in it: of form, of entries that cannot match, and of examples that fail (K-1, K-2, K-6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from framing.collection import without_collection
from framing.documents import segment
from framing.lexicon import Entry, Lexicon, resolve, shipped_lexicon
from framing.lexicon_conflicts import find_conflicts
from framing.lexicon_draft import SOURCE
from framing.lexicon_drafts import with_drafts
from framing.yaml_file import Problem

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z_.-]+)?")
_NAME = re.compile(r"\w[\w .-]*")


def check_lexicon(name: str | Path, folders: Sequence[str | Path] = (), *, strict: bool = False) -> list[str]:
    """Return every problem of a lexicon file, each with file and line; an empty list means it is sound.

    See `find_problems`, which tells warnings from errors.

    Raises
    ------
    UnknownNameError
        If there is no lexicon of that name.
    """
    return [str(problem) for problem in find_problems(name, folders, strict=strict)]


@without_collection()
def find_problems(name: str | Path, folders: Sequence[str | Path] = (), *, strict: bool = False) -> list[Problem]:
    """List the problems of a lexicon file, errors and warnings, in the order of their lines.

    Parameters
    ----------
    name
        A path to a ``.yml`` file, or a name.
    folders
        Folders in which names are looked up before the shipped lexicons. Entries of what the file extends are not
        checked again.
    strict
        Ask also for what the codebook wants of a finished list: examples both ways for each entry that has conditions
        (K-1). Where one is missing there is a warning.

    Raises
    ------
    UnknownNameError
        If there is no lexicon of that name.
    """
    lexicon, problems = resolve(name, folders)
    lexicon = with_drafts(lexicon)  # a draft is tried like any other entry
    if problems and not (lexicon.entries or lexicon.categories):  # no lexicon could be read
        return problems
    own = lexicon.entries[: lexicon.n_own]
    problems = [*problems, *_tell_head(lexicon), *_tell_exceptions(lexicon), *find_conflicts(lexicon, own)]
    if all(problem.warning for problem in problems):
        problems += [*_tell_categories(lexicon), *_tell_capitals(own)]
        problems += [problem for entry in own for problem in _run_examples(lexicon, entry)]
    if strict:
        problems += [problem for entry in own for problem in _tell_untested(entry)]
    return sorted(problems, key=lambda problem: (str(problem.path) != lexicon.path, str(problem.path), problem.line))


def _tell_head(lexicon: Lexicon) -> list[Problem]:
    """K-1, K-6: a lexicon says what it is, where it comes from, who may use it, and in which state it is."""
    told = [f"says no {key}: add {key}: at the top" for key in ("about", "source", "license") if not getattr(lexicon, key)]
    if lexicon.version == "0":
        told.append("says no version: add version: 1.0.0 at the top")
    elif not _VERSION.fullmatch(lexicon.version):
        told.append(f'version "{lexicon.version}" is not three numbers, as in 1.0.0 (first: changed categories or weights; '
                    "second: new or changed entries; third: notes and examples)")  # fmt: skip
    if not _NAME.fullmatch(lexicon.name):
        told.append(
            f'name "{lexicon.name}" must begin with a letter or digit and hold nothing but these, "_", "-", "." and spaces'
        )
    if lexicon.language != "en":
        told.append(f'language "{lexicon.language}": texts are cut into words and tagged as English; say language: en')
    unsaid = "source and entries are still examples of `framing lexicon new`: say who put the list together, and from what"
    unchanged = [Problem(Path(lexicon.path), 0, unsaid, True)] if lexicon.source == SOURCE else []
    return [*(Problem(Path(lexicon.path), 0, message) for message in told), *unchanged]


def _tell_categories(lexicon: Lexicon) -> list[Problem]:
    """Tell of categories that nobody explains, or that nothing is in."""
    used = {name for entry in lexicon.entries for name in (entry.category, *entry.labels)}
    path = Path(lexicon.path)
    empty = [Problem(path, 0, f'category "{name}" has no entries', True) for name in lexicon.categories if name not in used]
    silent = [name for name, category in lexicon.categories.items() if name in used and not category.about]
    return empty + [Problem(path, 0, f'category "{name}" says no about: what belongs in it?', True) for name in silent]


def _tell_capitals(own: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of short names in capitals that are everyday words in any other writing: "US", "IT", "WHO"."""
    for entry in own:
        short = entry.words.isupper() and entry.words.isalpha() and len(entry.words) > 1
        if short and not (entry.conditions and entry.conditions.case) and entry.words.lower() in _everyday():
            message = f'"{entry.words}" also finds "{entry.words.lower()}"; add case: upper'
            yield Problem(Path(entry.path), entry.line, message, True)


@cache
def _everyday() -> frozenset[str]:
    return frozenset(entry.words for entry in shipped_lexicon("function_words").entries)


def _tell_exceptions(lexicon: Lexicon) -> list[Problem]:
    """Tell of exceptions that cannot match, and so swallow nothing."""
    wrong = [words for words in lexicon.exceptions if any("*" in piece[:-1] or piece == "*" for piece in words.split())]
    wrong += [words for words in lexicon.exceptions if not any(map(str.isalnum, words))]
    return [Problem(Path(lexicon.path), 0, f'except: "{words}" can never match: * stands only at the end of a word')
            if "*" in words else Problem(Path(lexicon.path), 0, f'except: "{words}" holds no letter or digit')
            for words in wrong]  # fmt: skip


def _tell_untested(entry: Entry) -> list[Problem]:
    """K-1: an ambiguous entry, and no other needs conditions, has a sentence it must match and one it must not."""
    lacking = [key for key, texts in (("matches", entry.matches), ("not", entry.misses)) if not texts]
    if not entry.conditions or not lacking:
        return []
    message = f'"{entry.words}" has conditions and no example in {" and ".join(f"{key}:" for key in lacking)}'
    return [Problem(Path(entry.path), entry.line, message, True)]


def _run_examples(lexicon: Lexicon, entry: Entry) -> list[Problem]:
    """Run an entry's examples: it must be found in each of ``matches``, and not be found in any of ``not``."""
    problems = []
    for text in entry.matches:
        if not _finds(lexicon, entry, text):
            problems.append(_problem(entry, f'"{entry.words}" is not found in its example "{text}"'))
    for text in entry.misses:
        if _finds(lexicon, entry, text):
            problems.append(_problem(entry, f'"{entry.words}" is found in "{text}", which it must not match'))
    return problems


def _finds(lexicon: Lexicon, entry: Entry, text: str) -> bool:
    return any(found is entry for _, found in lexicon.find(segment(text)))


def _problem(entry: Entry, message: str) -> Problem:
    return Problem(Path(entry.path), entry.line, message)
