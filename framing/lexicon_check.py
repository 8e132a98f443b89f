"""A lexicon file -> every problem in it: of form, of entries that cannot match, and of examples that fail (K-1, K-2)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.documents import segment
from framing.lexicon import Entry, Lexicon, resolve
from framing.patterns import Pattern, expand
from framing.yaml_file import Problem


def check_lexicon(name: str | Path, folders: Sequence[str | Path] = ()) -> list[str]:
    """Return every problem of a lexicon file, each with file and line; an empty list means it is sound.

    Entries of a lexicon that the file extends are not checked again.

    Raises
    ------
    UnknownNameError
        If there is no lexicon of that name.
    """
    lexicon, problems = resolve(name, folders)
    own = lexicon.entries[: lexicon.n_own]
    problems = [*problems, *_tell_missing(lexicon), *_tell_swallowed(lexicon, own), *_tell_shadowed(own)]
    if not problems:
        problems = [problem for entry in own for problem in _run_examples(lexicon, entry)]
    return [str(problem) for problem in problems]


def _tell_missing(lexicon: Lexicon) -> list[Problem]:
    """K-1: a lexicon says where it comes from and under which license it may be used."""
    return [
        Problem(Path(lexicon.path), 0, f"says no {key}: add {key}: at the top")
        for key in ("about", "source", "license")
        if not getattr(lexicon, key)
    ]


def _tell_swallowed(lexicon: Lexicon, own: Sequence[Entry]) -> list[Problem]:
    """Tell of entries that cannot match: swallowed by an exception of the same words, or by a glob."""
    swallowed = {pattern for words in lexicon.exceptions for pattern in expand(words)}
    globs = {entry.words[:-1].lower(): entry for entry in own if entry.words.endswith("*") and " " not in entry.words}
    problems = []
    for entry in own:
        if all(pattern in swallowed for pattern in entry.patterns):
            problems.append(_problem(entry, f'"{entry.words}" can never match: except: holds the same words'))
        word = entry.words.lower()
        for length in range(1, len(word) if " " not in word else 0):
            glob = globs.get(word[:length])
            if glob and glob is not entry:
                problems.append(_problem(entry, f'"{glob.words}" (line {glob.line}) swallows "{entry.words}"'))
    return problems


def _tell_shadowed(own: Sequence[Entry]) -> list[Problem]:
    """Tell of entries that cannot match because earlier ones ask for nothing and take every form of them."""
    takers: dict[Pattern, Entry] = {}
    problems = []
    for entry in own:
        if all(pattern in takers for pattern in entry.patterns):
            first = takers[entry.patterns[0]]
            message = f'"{entry.words}" can never match: "{first.words}" in "{first.category}" (line {first.line}) comes first'
            problems.append(_problem(entry, message))
        if not entry.conditions:
            for pattern in entry.patterns:
                takers.setdefault(pattern, entry)
    return problems


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
