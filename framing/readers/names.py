"""Articles and the files they stand in -> articles with an identifier and an outlet, inferred where not stated."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

from framing.model import Article
from framing.pages.phrases import fold
from framing.readers.outlets import Outlets

_HASH = re.compile(r"(?=[0-9a-z]*\d)(?=[0-9a-z]*[a-z])(?:[0-9a-f]{8,}|[0-9a-z]{20,})", re.IGNORECASE)
_PARTS = re.compile(r"[\s_-]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")


class Found(NamedTuple):
    """A file to read and the folder the user named; ``root`` is None for a file named itself."""

    path: Path
    root: Path | None = None

    @property
    def relative(self) -> PurePath:
        """The path below the folder that was named."""
        return PurePath(self.path.name) if self.root is None else self.path.relative_to(self.root)


def stem_of(path: PurePath) -> str:
    """Return a path without its suffixes of format and packing."""
    plain = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return plain.with_suffix("").as_posix()


def identify(article: Article, found: Found, n_on_page: int, taken: Container[str]) -> str:
    """Return an article's stated identifier, or one made of its file's name and its place in the file.

    Parameters
    ----------
    article : Article
        The article.
    found : Found
        Its file.
    n_on_page : int
        Its number among the file's articles, from 1.
    taken : Container[str]
        Identifiers in use; one that is made keeps clear of them.
    """
    if article.id:
        return article.id
    record = article.origin.record if article.origin else 0
    stem = stem_of(found.relative)
    base = made = f"{stem}-{record}" if record else stem if n_on_page == 1 else f"{stem}-{n_on_page}"
    n = 1
    while made in taken:
        n += 1
        made = f"{base}-{n}"
    return made


def give_outlet(article: Article, found: Found, outlets: Outlets) -> Article:
    """Give an article the one name of its outlet.

    Where it states none, these are asked in turn: a folder whose name stands on the page, the domain of its address where
    the table lists it, the folder, the domain, the agency of its dateline, and the file's name.

    Parameters
    ----------
    article : Article
        The article.
    found : Found
        Its file.
    outlets : Outlets
        Which names are one outlet's.
    """
    if article.outlet:
        return _rename(article, outlets.name(article.outlet, article.url))
    folder = folder_name(found)
    if folder and _is_masthead(folder, article):
        return _rename(replace(article, outlet=folder), outlets.name(folder, article.url))
    path = article.origin.path if article.origin else ""
    domain, listed = outlets.name_address(article.url or (path if "://" in path else ""))
    if domain and (listed or not folder):
        outlet, told = domain, "domain of the address"
    elif folder:
        outlet, told = outlets.name(folder), "folder name"
    elif article.agency:
        outlet, told = outlets.name(article.agency), "agency of the dateline"
    else:
        outlet, told = label_file(found.path), "file name"
    reason = f"{told}; the page states no outlet"
    return replace(article, outlet=outlet, inferred={**article.inferred, "outlet": reason})


def _rename(article: Article, name: str) -> Article:
    """Give a stated outlet its one name; a spelling that differs in more than case and "The" is kept in the reason."""
    if name == article.outlet:
        return article
    if _without_the(name) == _without_the(article.outlet):
        return replace(article, outlet=name)
    told = article.inferred.get("outlet")
    reason = f'{f"{told}; " if told else ""}stated as "{article.outlet}"; merged by the table of outlets'
    return replace(article, outlet=name, inferred={**article.inferred, "outlet": reason})


def _without_the(name: str) -> str:
    return fold(name).removeprefix("the ")


def folder_name(found: Found) -> str:
    """Return the first folder below the one that was named whose name has letters and is no checksum."""
    for part in found.relative.parts[:-1]:
        if _LETTERS.search(part) and not _HASH.fullmatch(part):
            return " ".join(_PARTS.split(part)).strip()
    return ""


def _is_masthead(outlet: str, article: Article) -> bool:
    """Whether a line of the page's header is the outlet's name, so that the page states it after all."""
    return any(_without_the(cut.text) == _without_the(outlet) for cut in article.removed)


def label_file(path: PurePath) -> str:
    """Return a short readable label for a file, different for files whose names differ in more than a checksum."""
    parts = [part for part in _PARTS.split(PurePath(stem_of(path)).name) if part]
    sums = [part for part in parts if _HASH.fullmatch(part)]
    words = [part for part in parts if part not in sums]
    named = _LETTERS.search(" ".join(words)) is not None
    if sums and not any(map(str.isdigit, "".join(words))):
        words.append(sums[0][:6])
    label = " ".join(words) or path.name
    return label if named else f"page {label}"
