"""What an article's title, address and credits say of its kind -> its genre, with the reason (CODEBOOK D-12)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from framing.pages.datelines import Dateline
from framing.pages.phrases import fold, load_phrases

GENRES = ("news", "wire", "rewrite", "live_blog", "analysis", "opinion", "unknown")
LIVE_STAMPS = 2  # entries that make a live blog
# What a label or a section can say. "News" is none of them: sites file columns and live pages under it too.
_LABELED = ("live_blog", "analysis", "opinion")
_LABEL = re.compile(r"\s?(?::|\||\s[–—-]\s|[\[\]])")
_BY = re.compile(r"\sby\s", re.IGNORECASE)
_LONGEST = 200  # characters; a longer value is a text in the wrong column
_LIST = re.compile(r"[,;/|]")
_JOINTS = re.compile(r"[\s_-]+")
_REACH = 2  # lines; a label stands next to the title, or has the outlet's name between


class Signs(NamedTuple):
    """What tells the kind of an article.

    ``above`` are the lines over the title, the nearest last; ``agency`` is the one its by-line names, ``n_entries`` the
    number of its entry stamps, ``byline`` the line that names the author.
    """

    title: str = ""
    url: str = ""
    above: Sequence[str] = ()
    dateline: Dateline | None = None
    agency: str = ""
    byline: str = ""
    n_entries: int = 0


def read_genre(stated: str) -> str | None:
    """Return the genre that a stated value names.

    Returns
    -------
    str or None
        One of `GENRES`; "unknown" where the value leaves it open ("Article"), None where it is a kind of its own
        ("Feature").
    """
    stated = stated[:_LONGEST]
    found = [_vocabulary().get(_plain(part)) for part in (stated, *_LIST.split(stated))]
    genre = next((genre for genre in found if genre not in (None, "unstated")), "unknown" if "unstated" in found else None)
    return "unknown" if not _plain(stated) else genre


def infer_genre(signs: Signs) -> tuple[str, str]:
    """Tell an article's genre from what surrounds its text, the surest sign first.

    Returns
    -------
    tuple[str, str]
        The genre and the reason; "unknown" and "" where nothing tells it.
    """
    if signs.n_entries >= LIVE_STAMPS:
        return "live_blog", f"{signs.n_entries} entry stamps"
    genre = _label_of(signs.title)
    if genre:
        return genre, "the title's label"
    for i in range(len(signs.above) - 1, max(-1, len(signs.above) - _REACH - 1), -1):
        if genre := _line_above(signs.above, i):
            return genre, f'the label "{signs.above[i]}" above the title'
    if genre := _labeled(_BY.split(signs.byline)[0]):
        return genre, "the by-line's label"
    for section in _sections(signs.url):
        if genre := _labeled(section):
            return genre, f'the section "{section}" of the address'
    if signs.dateline is not None and _is_wire(signs.dateline):
        return "wire", f"dateline of {signs.dateline.agency}"
    if signs.agency:
        return "wire", f"by-line of {signs.agency}"
    return "unknown", ""


def _plain(words: str) -> str:
    return _JOINTS.sub(" ", fold(words))


@cache
def _vocabulary() -> Mapping[str, str]:
    """Word -> genre."""
    return {_plain(word): genre for genre, words in load_phrases("genres").items() for word in words}


@cache
def _live_words() -> Sequence[str]:
    return [word for word, genre in _vocabulary().items() if genre == "live_blog"]


def _labeled(words: str) -> str:
    genre = _vocabulary().get(_plain(words), "")
    return genre if genre in _LABELED else ""


def _label_of(title: str) -> str:
    """Return the genre of a label that opens or closes a title; a title of one part has none."""
    parts = _LABEL.split(title)
    labels = [part for part in map(_plain, parts) if part]
    if len(parts) < 2:
        return ""
    whole = next(filter(None, map(_labeled, labels)), "")
    return whole or ("live_blog" if any(map(_is_live, labels)) else "")


def _is_live(label: str) -> bool:
    """Whether a label closes with the words of a live blog ("Harbor vote live"), or opens with more than one of them.

    A function word before them makes a sentence of it ("Where they live").
    """
    function = load_phrases("function_words")["function"]
    for word in _live_words():
        before = label.removesuffix(f" {word}")
        if before != label and before.rpartition(" ")[2] not in function:
            return True
        if " " in word and label.startswith(f"{word} "):
            return True
    return False


def _line_above(above: Sequence[str], i: int) -> str:
    """Return the genre of a label above a title; a menu's word for a section, written like its neighbors, is no label."""
    line = above[i]
    genre = _labeled(line)
    if not genre or (genre == "live_blog" and " " not in line.strip()):  # "Live" alone is a button of broadcasters
        return ""
    sections = load_phrases("page_furniture")["section"]
    others = [*above[max(0, i - _REACH) : i], *above[i + 1 :]]
    menu = any(fold(other) in sections and not _labeled(other) and other.isupper() == line.isupper() for other in others)
    return "" if menu else genre


def _sections(url: str) -> Sequence[str]:
    """Return the folders of an address, without the article's own name at its end."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:  # an address with a broken host
        return ()
    return [part for part in path.split("/")[:-1] if part]


def _is_wire(dateline: Dateline) -> bool:
    """Whether a dateline credits an agency: one that is known, or any name behind a place and a day."""
    known = fold(dateline.agency) in load_phrases("page_furniture")["agency"]
    return known or bool(dateline.agency and dateline.place and dateline.day)
