"""Names in sentences: which words of a target are its name, and the same sentence with other names in their places."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Chars = tuple[int, int]

# Invented, of ordinary shapes, and of nobody that news was written about.
SURNAMES = (
    "Aldersby Brenwick Carhollow Dannet Eversley Fennimore Garrowby Hallisto Inkersall Jorvane Kesteven Larrabond"
    " Merrowin Nettlefield Ossington Pellworth Quarlow Restivane Sallowby Tarnvale Umberleigh Vostrick Wendelow"
    " Yarrowgate Zennick Bramholt Corvane Dellory Farnsby Gorlend Hestrow Kilvane Lomberg Marquand Norvick Pretlow"
    " Rosvane Stannick Tolverne Wexcombe"
).split()
GIVEN = (
    "Alder Bettina Corwin Dorrit Edlin Fiora Garrick Hesper Ivo Jessamy Kelvan Lorna Merrick Nerys Osric Petra Quill"
    " Rowena Soren Tamsin Ulric Verity Wynn Yorick Zelda"
).split()
ACRONYMS = "QRB NVT ZKL WQX JVB KZD VXN BQZ".split()

# What stands before names and is no part of them; it stays.
TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president vice former senator sen representative rep congressman"
    " congresswoman governor gov secretary prime minister chancellor king queen prince princess pope mayor judge"
    " justice chief attorney general gen colonel col captain sgt speaker leader chairman chairwoman director"
    " ambassador professor prof the candidate nominee".split()
)
# Capitalized, and no name that another could stand for.
NO_NAMES = frozenset(
    "i he she it we they you his her hers its our their my your him them me us who this that these those one"
    " democrat democrats democratic republican republicans gop house senate congress court supreme white party"
    " committee department administration government americans american state states united".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIAL = re.compile(r"[A-Z]\.?")
_MOST_WORDS = 3


class Name(NamedTuple):
    """A name as it stands in a sentence; ``kind`` is person or acronym, ``words`` are its parts."""

    text: str
    kind: str
    words: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence, and stretches of it that are followed through changes."""

    text: str
    spans: tuple[Chars, ...]


def find_name(target: str) -> Name | None:
    """Return the name in a target without titles and possessive; None where it is none, or more than a name."""
    found = list(_WORD.finditer(target))
    while found and _bare(found[0][0]).lower().rstrip(".") in TITLES:
        found.pop(0)
    words = tuple(_bare(word[0]) for word in found)
    if not words or len(words) > _MOST_WORDS or {word.lower() for word in words} & (NO_NAMES | TITLES):
        return None
    if not all(word[0].isupper() for word in words) or _INITIAL.fullmatch(words[0]) or _INITIAL.fullmatch(words[-1]):
        return None
    text = target[found[0].start() : found[-1].start() + len(words[-1])]
    if text.split() != list(words):
        return None
    acronym = len(words) == 1 and words[0].isupper() and len(words[0]) <= 4
    return Name(text, "acronym" if acronym else "person", words)


def _bare(word: str) -> str:
    """Return a word without the marks of the possessive and of the sentence's end."""
    word = _POSSESSIVE.sub("", word)
    return word if _INITIAL.fullmatch(word) else word.rstrip(".-'’")


def invent(name: Name, text: str, draws: random.Random) -> dict[str, str]:
    """Return what to say for each word of a name: another of its kind and shape that the text does not hold yet."""
    if name.kind == "acronym":
        return {name.text: draws.choice([other for other in ACRONYMS if other not in text])}
    given, surname = ([other for other in names if other not in text] for names in (GIVEN, SURNAMES))
    new = {word: draws.choice(given) for word in name.words[:-1] if not _INITIAL.fullmatch(word)}
    new[name.words[-1]] = draws.choice(surname)
    return {old: other.upper() if old.isupper() else other for old, other in new.items()}


def exchange(one: Name, other: Name) -> dict[str, str]:
    """Return what puts two persons in each other's places, whether the text gives their whole names or the last alone."""
    last = {one.words[-1]: other.words[-1], other.words[-1]: one.words[-1]}
    return {**last, one.text: other.text, other.text: one.text}


def replace_words(sentence: Sentence, new: Mapping[str, str]) -> Sentence | None:
    """Replace words wherever they stand whole, longest first; None where a followed stretch would begin or end inside one."""
    longest_first = sorted(new, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    changes = [(match.span(), new[match[0]]) for match in pattern.finditer(sentence.text)]
    moved = []
    for start, end in sentence.spans:
        if any(low < start < high or low < end < high for (low, high), _ in changes):
            return None
        moved.append((start + _shift(changes, start), end + _shift(changes, end)))
    return Sentence(pattern.sub(lambda match: new[match[0]], sentence.text), tuple(moved))


def _shift(changes: Sequence[tuple[Chars, str]], at: int) -> int:
    """Return by how much a place moves that has the changes in front of it."""
    return sum(len(text) - (high - low) for (low, high), text in changes if high <= at)
