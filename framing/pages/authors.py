"""A stated author (a column, a metadata value, the names of a by-line) -> people's names in one form, and agencies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from framing.pages.datelines import without_dates
from framing.pages.phrases import fold, load_phrases, shorten

_ADDRESS = re.compile(
    r"<[^<>@]{0,80}@[^<>]{0,80}>|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|(?:https?://|www\.)[^\s,;]+"
    r"|(?<![\w.])[\w-]{1,64}(?:\.[\w-]{1,64}){0,3}\.(?:com|org|net|co|news)/[^\s,;]*|(?<!\S)/[^\s,;]+|@\w{1,50}",
    re.IGNORECASE,
)
_PRINTED_LIST = re.compile(r"\[\s*(['\"].*['\"])\s*\]", re.DOTALL)  # as programs write one into a cell
_ITEM = re.compile(r"'((?:[^']|'(?=\w))*)'|\"([^\"]*)\"")
_ASIDE = re.compile(r"\(([^()]{0,80})\)|\[([^\[\]]{0,80})\]")
_WHOLE_ASIDE = re.compile(r"^\(([^()]*)\)$")
_MARKS = re.compile(r"[;|\n·•]|\s[–—/+-]\s|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})")
_AND = re.compile(r"\s(?:and|with|&)\s", re.IGNORECASE)
_GENERATION = re.compile(r",\s(?=(?:Jr|Sr|II|III|IV|MD|PhD|Ph\.D)\b)", re.IGNORECASE)
# Where a name ends: "Ana Ruiz in Korva", "Ana Ruiz of The Post", "Ana Ruiz is a reporter".
_TAIL = re.compile(
    r"(?<=\w\s)(?:in|for|at|from|of the|special to|is an?|is the|covers|updated|published|posted)\s.*$", re.I | re.S
)
_STAFF = re.compile(r"\s(?:staff|news|newsroom|desk)$", re.IGNORECASE)
_LONGEST = 1_000  # characters; a longer value is a text in the wrong column
_LONGEST_NAME = 7  # words
_LONGEST_ABBREVIATION = 3  # characters with its point ("Jr."); a longer word's point closes the line
_MC = re.compile(r"\b(Mc|O['’])([a-z])")
_PARTICLES = frozenset("de da del della der di do dos du el al bin ben ibn la le van von zu af av ter ten y e".split())
_INITIALS = re.compile(r"(?!JR|SR)[B-DF-HJ-NP-TV-XZ]{2,3}")


class Authors(NamedTuple):
    """``names`` in one form ("Ana Ruiz, Bo Lee and Cy Moss"), the ``agency`` credited, and ``nobody``.

    The latter is what stood in the place of a name where none is left ("Staff").
    """

    names: str = ""
    agency: str = ""
    nobody: str = ""


@lru_cache(maxsize=4096)  # the same few people write a corpus
def read_authors(stated: str, outlet: str = "") -> Authors:
    """Part the names of a stated author from all that is printed around them.

    Parameters
    ----------
    stated : str
        Names with or without "By", jobs, outlets, places, dates, addresses and handles, parted in any of the usual ways.
    outlet : str
        The article's outlet, which is no author of its own.

    Returns
    -------
    Authors
        Names keep their spelling; only those in capitals throughout get small letters, so that an author counts once.
    """
    if len(stated) > _LONGEST:
        return Authors(nobody=shorten(stated))
    names: dict[str, str] = {}
    agencies: list[str] = []
    others: list[str] = []
    shouted = False
    for part in _split(stated):
        name = _bare(part)
        if _is_agency(name):
            agencies.append(_STAFF.sub("", name))
        elif _is_nobody(name) or (outlet and _same(name) == _same(outlet)):
            others.append(name)
        elif not _is_blank(name) and not (names and _is_outlet(name, capitals=stated.isupper() or shouted)):
            shouted = name.isupper()
            named = _with_small_letters(_without_job(name))
            names.setdefault(fold(named), named)
    nobody = shorten(stated) if others and not names and not agencies else ""
    return Authors(join_names(tuple(names.values())), agencies[0] if agencies else "", nobody)


def _bare(part: str) -> str:
    """Drop what follows a name, and marks at its edges; an abbreviation keeps its point."""
    name = _TAIL.sub("", part).strip(" ,:")
    return name.rstrip(".") if len(name.rpartition(" ")[2]) > _LONGEST_ABBREVIATION else name


def _same(name: str) -> str:
    return fold(name).removeprefix("the ")


def join_names(names: Sequence[str]) -> str:
    """Join names as a sentence does: commas, and "and" before the last."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _split(stated: str) -> Iterator[str]:
    """Yield what may each be a name, a job, an agency or an outlet."""
    printed = _PRINTED_LIST.fullmatch(stated.strip())
    items = [one or other for one, other in _ITEM.findall(printed[1].replace("\\'", "'"))] if printed else [stated]
    for item in items:
        plain = _GENERATION.sub(" ", _ADDRESS.sub(" ; ", _WHOLE_ASIDE.sub(r"\1", item.strip())))
        for chunk in _MARKS.split(without_dates(_ASIDE.sub(" ", plain))):
            yield from _split_names(chunk)
        yield from (aside for pair in _ASIDE.findall(plain) for aside in pair if _is_agency(aside))


def _split_names(chunk: str) -> Iterator[str]:
    """Part names at commas and at "and"; who edited or took the pictures is left out, with all behind."""
    pieces = [" ".join(piece.split()) for piece in chunk.split(",")]
    if len(pieces) == 2 and all(piece and " " not in piece and not _is_special(piece) for piece in pieces):
        yield f"{pieces[1]} {pieces[0]}"  # "Ruiz, Ana"
        return
    for i, piece in enumerate(pieces):
        bare = _without_opening(piece)
        if _opening_of(bare, "editing"):
            return
        if i and " " in pieces[0] and _is_lone(bare) and not piece.lower().startswith("and "):
            continue  # the place: "Ana Ruiz, Korva"
        yield from filter(any, _split_at_and(bare))


def _split_at_and(piece: str) -> Iterator[str]:
    """Part a piece at each "and" but where a lone word stands beside it, as in "Office of Trade and Industry"."""
    held = ""
    for part in map(_without_opening, _AND.split(piece)):
        if held and (_is_lone(part) or _is_lone(held)):
            held = f"{held} and {part}"
        else:
            yield held
            held = part
    yield held


def _is_lone(part: str) -> bool:
    return " " not in part and not _is_special(part)


def _opening_of(text: str, category: str) -> str:
    """Return the words of a category that open a text."""
    words = text.split()
    phrases = load_phrases("bylines")[category]
    for n in range(min(4, len(words)), 0, -1):
        if fold(" ".join(words[:n])) in phrases:
            return " ".join(words[:n])
    return ""


def _without_opening(text: str) -> str:
    """Drop "By", "Reporting by" and the like, as often as they stand there."""
    text = text.strip()
    while opening := _opening_of(text, "opening"):
        text = text[len(opening) :].lstrip(" :")
    return text[4:] if text[:4].lower() == "and " else text


@cache
def _words_of_jobs() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that jobs close with, and all words that jobs are made of."""
    lists = load_phrases("page_furniture")
    sections = {word for phrase in lists["section"] for word in phrase.split()}
    return lists["role"], lists["role"] | sections | load_phrases("bylines")["modifier"]


def _is_agency(name: str) -> bool:
    agencies = load_phrases("page_furniture")["agency"]
    return fold(name) in agencies or fold(_STAFF.sub("", name)) in agencies


def _is_nobody(name: str) -> bool:
    """Whether words are a job, a desk or a program's, and name no person."""
    lists = load_phrases("bylines")
    words = fold(name).replace("-", " ").split()
    if fold(name) in lists["nobody"] or len(words) > _LONGEST_NAME:
        return True
    rest = _STAFF.sub("", name)
    if rest != name and (" " in rest or rest.isupper()):  # "CNN Staff", "Korva Post Newsroom"; "Ana Staff" is a name
        return not name.lower().endswith(" news")
    return bool(words) and _words_of_jobs()[1].issuperset(words)


def _is_special(word: str) -> bool:
    return _is_agency(word) or _is_nobody(word) or _is_blank(word)


def _is_blank(name: str) -> bool:
    return not any(map(str.isalpha, name)) or fold(name) in load_phrases("bylines")["blank"]


def _is_outlet(name: str, *, capitals: bool) -> bool:
    """Whether what follows a name is its outlet: "The Korva Post", "BBC News", "CNN", "Korva Today".

    Where names stand in ``capitals`` too, these tell an outlet only where it is one word.
    """
    _, jobs = _words_of_jobs()
    loud = name.isupper() and (not capitals or " " not in name)
    return name.startswith("The ") or loud or fold(name).rpartition(" ")[2] in jobs


def _without_job(name: str) -> str:
    """Drop a job that stands before or behind a name without a comma, as long as two words are left."""
    roles, jobs = _words_of_jobs()
    words = name.split()
    known = [fold(word) in jobs for word in words]

    def reach(order: Callable[[Sequence[bool]], Sequence[bool]]) -> int:
        flags = order(known)
        return next((i for i, flag in enumerate(flags) if not flag), len(flags))

    ahead = max((i for i in range(reach(list) + 1) if i and fold(words[i - 1]) in roles), default=0)
    if ahead and len(words) - ahead >= 2:
        return " ".join(words[ahead:])
    behind = reach(lambda flags: flags[::-1]) if fold(words[-1]) in roles else 0
    return " ".join(words[: max(2, len(words) - behind)])


def _with_small_letters(name: str) -> str:
    """Give a name in capitals throughout the usual small letters: RUIZ DE LA TORRE is Ruiz de la Torre."""
    words = name.split()
    if not name.isupper() or len(words) < 2:
        return name
    return " ".join(_small(word, first=i == 0) for i, word in enumerate(words))


def _small(word: str, *, first: bool) -> str:
    if word.lower() in _PARTICLES and not first:
        return word.lower()
    if _INITIALS.fullmatch(word) or "." in word[:-1] or word in ("II", "III", "IV"):
        return word
    titled = "-".join(part.capitalize() for part in word.split("-"))
    return _MC.sub(lambda match: match[1] + match[2].upper(), titled)
